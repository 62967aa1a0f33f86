// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/outsiderenames.h"

#include "core/store/filewrites.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QObject>
#include <QSaveFile>

#include <algorithm>

namespace tearsheet {

namespace {

// A script may rename everything; more are not worth asking about.
constexpr qsizetype MostRemembered = 20'000;

QList<FileRename> fromRows(const QJsonArray &rows)
{
    QList<FileRename> renames;
    for (const QJsonValue &row : rows) {
        const Result<NotePath> from = NotePath::fromRelative(row[0].toString());
        const Result<NotePath> to = NotePath::fromRelative(row[1].toString());
        if (from && to)
            renames.append({*from, *to});
    }
    return renames;
}

QJsonArray toRows(const QList<FileRename> &renames)
{
    QJsonArray rows;
    for (const FileRename &rename : renames.last(std::min(renames.size(), MostRemembered)))
        rows.append(QJsonArray{rename.from.toString(), rename.to.toString()});
    return rows;
}

} // namespace

OutsideRenames::OutsideRenames(const QString &root) : m_path(dataPlace(QStringLiteral("renames"), root))
{}

OutsideRenames::Remembered OutsideRenames::read() const
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QJsonObject object = QJsonDocument::fromJson(file.readAll()).object();
    return {fromRows(object[u"open"].toArray()), fromRows(object[u"answered"].toArray())};
}

Result<> OutsideRenames::write(const Remembered &renames) const
{
    QDir().mkpath(QFileInfo(m_path).path());
    QSaveFile file(m_path);
    const QJsonObject object{{QStringLiteral("open"), toRows(renames.open)},
                             {QStringLiteral("answered"), toRows(renames.answered)}};
    const QByteArray bytes = QJsonDocument(object).toJson(QJsonDocument::Compact);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return failure(ErrorCode::Io, m_path,
                       QObject::tr("Which files were renamed cannot be remembered: %1.").arg(file.errorString()));
    return {};
}

QList<FileRename> continued(QList<FileRename> renames, const QList<FileRename> &later, const QList<FileRename> &known)
{
    for (const FileRename &rename : later) {
        const auto first = std::ranges::find(renames, rename.from, &FileRename::to);
        if (first != renames.end()) {
            first->to = rename.to;
            if (first->from == first->to)
                renames.erase(first);
        } else if (!known.contains(rename)) {
            renames.removeIf([&](const FileRename &other) { return other.from == rename.from; });
            renames.append(rename);
        }
    }
    return renames;
}

} // namespace tearsheet
