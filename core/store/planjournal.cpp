// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/planjournal.h"

#include "core/store/filewrites.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QObject>
#include <QRandomGenerator>

#include <cerrno>

namespace tearsheet {

using namespace Qt::StringLiterals;

QString oldBeside(const PlanStep &step)
{
    return step.beside + u".old"_s;
}

QString textsPlace(const QString &root)
{
    return dataPlace(u"journal"_s, root) + u".texts"_s;
}

QByteArray PlanJournal::toJson() const
{
    QJsonArray list;
    for (const PlanStep &step : steps) {
        list.append(QJsonObject{{u"path"_s, step.path},
                                {u"newPath"_s, step.newPath},
                                {u"beside"_s, step.beside},
                                {u"before"_s, QString::number(step.before, 16)},
                                {u"after"_s, QString::number(step.after, 16)},
                                {u"inPlace"_s, step.inPlace}});
    }
    return QJsonDocument(QJsonObject{{u"committed"_s, committed},
                                     {u"steps"_s, list},
                                     {u"vacated"_s, vacated},
                                     {u"emptied"_s, QJsonArray::fromStringList(emptied)},
                                     {u"root"_s, root}})
        .toJson();
}

void PlanJournal::moveTo(const QString &now)
{
    for (PlanStep &step : steps) {
        step.beside = pathAfterMove(step.beside, textsPlace(root), textsPlace(now));
        for (QString *path : {&step.path, &step.newPath, &step.beside})
            *path = pathAfterMove(*path, root, now);
    }
    vacated = pathAfterMove(vacated, root, now);
    for (QString &folder : emptied)
        folder = pathAfterMove(folder, root, now);
    root = now;
}

Result<PlanJournal> PlanJournal::fromJson(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        return failure(ErrorCode::Io, {}, QObject::tr("The journal of an unfinished change cannot be read."));
    PlanJournal journal{.committed = document[u"committed"].toBool(),
                        .steps = {},
                        .vacated = document[u"vacated"].toString(),
                        .emptied = {},
                        .root = document[u"root"].toString()};
    for (const QJsonValue &folder : document[u"emptied"].toArray())
        journal.emptied.append(folder.toString());
    for (const QJsonValue &value : document[u"steps"].toArray())
        journal.steps.append({value[u"path"].toString(), value[u"newPath"].toString(), value[u"beside"].toString(),
                              value[u"before"].toString().toULongLong(nullptr, 16),
                              value[u"after"].toString().toULongLong(nullptr, 16), value[u"inPlace"].toBool()});
    return journal;
}

Result<> writeJournal(const FileCalls &calls, const QString &path, const PlanJournal &journal)
{
    return replaceFile(calls, path, journal.toJson(),
                       QObject::tr("The change cannot be made, as its journal cannot be written"));
}

void putAside(const FileCalls &calls, const QString &path)
{
    const QString place = path + u".damaged-"_s + QString::number(QRandomGenerator::system()->generate64(), 36);
    calls.rename(QFile::encodeName(path).constData(), QFile::encodeName(place).constData());
}

bool removeJournal(const FileCalls &calls, const QString &path)
{
    if (calls.remove(QFile::encodeName(path).constData()) != 0 && errno != ENOENT)
        return false;
    syncFolder(calls, QFileInfo(path).path());
    return true;
}

} // namespace tearsheet
