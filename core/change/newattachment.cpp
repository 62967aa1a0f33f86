// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/change/newattachment.h"

#include "core/change/renameplan.h"

#include <QObject>
#include <QSet>
#include <QUrl>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype LongestTitle = 80;

QString fileTitle(const QString &title)
{
    static constexpr QStringView Refused = u"[]|#^%\\`:/*?\"<>";
    QString name;
    for (const QChar c : title)
        name += c.category() == QChar::Other_Control || Refused.contains(c) ? u' ' : c;
    name = name.simplified().left(LongestTitle).trimmed();
    while (name.startsWith(u'.') || name.startsWith(u' '))
        name.removeFirst();
    while (name.endsWith(u'.') || name.endsWith(u' '))
        name.chop(1);
    return name.isEmpty() ? QObject::tr("Plot") : name;
}

// As Obsidian reads it: "/" is the root, "./x" is below the note's own folder.
QString folderOf(const NotePath &note, const QString &setting)
{
    const QString written = setting.trimmed();
    if (written.isEmpty() || written == u"/")
        return {};
    if (written == u"." || written == u"./")
        return note.folder().toString();
    return written.startsWith(u"./") ? QString(note.folder() + u'/' + written.sliced(2)) : written;
}

} // namespace

Result<NotePath> newAttachmentPath(const QString &title, const QString &kind, const NotePath &note,
                                   const Snapshot &snapshot)
{
    QStringList parts = folderOf(note, snapshot.settings().attachmentFolder).split(u'/', Qt::SkipEmptyParts);
    for (const QString &part : std::as_const(parts)) {
        if (part.startsWith(u'.') && part != u".")
            return failure(ErrorCode::InvalidName, part,
                           QObject::tr("The vault's settings put attachments into %1, which is hidden; choose another "
                                       "folder there.")
                               .arg(part));
    }
    parts.removeAll(u"."_s);
    QSet<QString> taken;
    for (const std::shared_ptr<const FileEntry> &file : snapshot.files())
        taken.insert(nameKey(file->path.fileName()));
    const QString name = fileTitle(title);
    QString file = name + u'.' + kind;
    for (int number = 2; taken.contains(nameKey(file)); ++number)
        file = u"%1 %2.%3"_s.arg(name).arg(number).arg(kind);
    parts.append(file);
    return NotePath::fromRelative(parts.join(u'/'));
}

QByteArray embedText(const NotePath &path, const NotePath &note, const ObsidianSettings &settings)
{
    const QString name = path.fileName().toString();
    QString target = name;
    if (settings.linkFormat == LinkFormat::Absolute) {
        target = path.toString();
    } else if (settings.linkFormat == LinkFormat::Relative) {
        QStringList there = path.toString().split(u'/');
        QStringList here = note.folder().toString().split(u'/', Qt::SkipEmptyParts);
        while (!here.isEmpty() && there.size() > 1 && here.first() == there.first()) {
            here.removeFirst();
            there.removeFirst();
        }
        target = u"../"_s.repeated(here.size()) + there.join(u'/');
    }
    if (!settings.markdownLinks)
        return "![[" + target.toUtf8() + "]]";
    return "![](" + QUrl::toPercentEncoding(target, "/") + ")";
}

} // namespace tearsheet
