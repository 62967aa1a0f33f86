// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/planwords.h"

#include "core/change/plans.h"
#include "ui/style/counts.h"

#include <QHash>
#include <QObject>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MostNamed = 3;

// Each file once, by whatever names the vault has it: a link to a note is no other note.
QList<FileChange> edited(const ChangePlan &plan)
{
    QList<FileChange> changes;
    QMultiHash<quint64, FileStamp> known; // By inode.
    for (const FileChange &change : plan.files) {
        const FileStamp &file = change.base;
        const bool again = file.inode != 0 && std::ranges::any_of(known.values(file.inode), [&](const FileStamp &one) {
                               return one.sameFile(file);
                           });
        if (change.edits.isEmpty() || again)
            continue;
        known.insert(file.inode, file);
        changes.append(change);
    }
    return changes;
}

int editCount(const ChangePlan &plan)
{
    qsizetype count = 0;
    for (const FileChange &change : edited(plan))
        count += change.edits.edits().size();
    return static_cast<int>(count);
}

QString placesText(int places)
{
    return places == 1 ? QObject::tr("one place") : QObject::tr("%n places", nullptr, places);
}

QString inNotes(const QString &what, int notes)
{
    const QString where = notes == 1 ? QObject::tr("one note") : QObject::tr("%n notes", nullptr, notes);
    return QObject::tr("%1 in %2").arg(what, where);
}

// `apart` of the files that `plan` edits are not counted.
QString inFiles(const QString &what, const ChangePlan &plan, int apart = 0)
{
    const QList<FileChange> files = edited(plan);
    const auto count = static_cast<int>(files.size()) - apart;
    const bool notes = std::ranges::all_of(files, [](const FileChange &change) { return change.path.isNote(); });
    return notes ? inNotes(what, count) : QObject::tr("%1 in %2").arg(what, filesText(count));
}

} // namespace

QString settleFirst(const QString &name)
{
    return QObject::tr("Your text of %1 and its file are in conflict. Settle that first.").arg(name);
}

QString filesText(qsizetype files)
{
    return files == 1 ? QObject::tr("one file") : QObject::tr("%n files", nullptr, static_cast<int>(files));
}

QString linksText(int links)
{
    return links == 1 ? QObject::tr("one link") : QObject::tr("%n links", nullptr, links);
}

QString linkExtent(const ChangePlan &plan)
{
    const int links = editCount(plan) - plan.aliases;
    const QString kept = plan.aliases > 0 ? QObject::tr(", the old name is an alias") : QString();
    if (links == 0)
        return QObject::tr("no link to update") + kept;
    const bool onlyAlias = plan.aliases > 0 && std::ranges::any_of(plan.files, [&](const FileChange &change) {
                               return change.moves() && change.edits.edits().size() == plan.aliases;
                           });
    return inFiles(linksText(links), plan, onlyAlias ? 1 : 0) + kept;
}

QString fileExtent(const ChangePlan &plan)
{
    const auto files = static_cast<int>(std::ranges::count_if(plan.files, &FileChange::moves));
    return QObject::tr("%1; %2").arg(filesText(files), linkExtent(plan));
}

QString extentOf(int places, int notes)
{
    return inNotes(placesText(places), notes);
}

QString placeExtent(const ChangePlan &plan)
{
    return inFiles(placesText(editCount(plan)), plan);
}

QString whatWasDone(const ChangePlan &plan)
{
    QList<FileChange> moved = plan.files;
    moved.removeIf([](const FileChange &change) { return !change.moves(); });
    if (moved.isEmpty())
        return QObject::tr("%1: %2.").arg(plan.title, placeExtent(plan));
    if (const NotePath folder = movedFolder(plan); !folder.isEmpty())
        return QObject::tr("Moved the folder %1 to %2: %3.")
            .arg(plan.vacated.toString(), folder.toString(), fileExtent(plan));
    if (moved.size() == 1)
        return QObject::tr("Renamed %1 to %2; %3.")
            .arg(moved.first().path.toString(), moved.first().newPath.toString(), linkExtent(plan));
    return QObject::tr("Moved %n files; %1.", nullptr, static_cast<int>(moved.size())).arg(linkExtent(plan));
}

QString namesOf(const QStringList &files)
{
    if (files.size() <= MostNamed)
        return files.join(u", "_s);
    return QObject::tr("%1 and %n more", nullptr, static_cast<int>(files.size() - MostNamed))
        .arg(files.first(MostNamed).join(u", "_s));
}

QString remarksText(const ChangePlan &plan)
{
    constexpr qsizetype mostTold = 3;
    QString text;
    for (const QString &remark : plan.remarks.first(std::min(mostTold, plan.remarks.size())))
        text += u' ' + remark;
    if (const qsizetype more = plan.remarks.size() - mostTold; more > 0)
        text += u' ' + QObject::tr("So it is with %1 more.").arg(countOfNotes(more));
    return text;
}

QString whatIsLeft(const QStringList &files, const ChangePlan &plan)
{
    QStringList partly = files;
    partly.removeIf([&](const QString &file) {
        return std::ranges::none_of(plan.files, [&](const FileChange &change) {
            return change.path.toString() == file || (change.moves() && change.newPath.toString() == file);
        });
    });
    QStringList whole = files;
    whole.removeIf([&](const QString &file) { return partly.contains(file); });
    QString text;
    if (!whole.isEmpty())
        text += QObject::tr(" Left as they are: %1.").arg(namesOf(whole));
    if (!partly.isEmpty())
        text += QObject::tr(" Only in part, as they were changed since: %1.").arg(namesOf(partly));
    return text + remarksText(plan);
}

} // namespace tearsheet
