// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/notepath.h"

#include <QObject>
#include <QStringList>

#include <algorithm>
#include <array>

namespace tearsheet {

bool hasAttachmentEnding(QStringView name)
{
    static constexpr std::array Endings{
        u"3gp",  u"avif", u"base", u"bmp",  u"canvas", u"csv", u"doc",  u"docx", u"epub", u"flac", u"gif",
        u"html", u"jpeg", u"jpg",  u"json", u"m4a",    u"mkv", u"mov",  u"mp3",  u"mp4",  u"odp",  u"ods",
        u"odt",  u"ogg",  u"ogv",  u"pdf",  u"png",    u"ppt", u"pptx", u"rtf",  u"svg",  u"tif",  u"tiff",
        u"tsv",  u"txt",  u"wav",  u"webm", u"webp",   u"xls", u"xlsx", u"xml",  u"zip"};
    const qsizetype dot = name.lastIndexOf(u'.');
    const QStringView ending = name.sliced(dot + 1);
    return dot >= 0 && std::ranges::any_of(Endings, [&](QStringView known) {
               return ending.compare(known, Qt::CaseInsensitive) == 0;
           });
}

Result<NotePath> NotePath::fromRelative(QStringView path)
{
    const QString whole = path.toString();
    if (path.startsWith(u'/') || path.contains(QChar::Null))
        return failure(ErrorCode::InvalidName, whole, QObject::tr("%1 is no path inside a vault.").arg(whole));
    QStringList parts;
    for (const QStringView part : path.split(u'/', Qt::SkipEmptyParts)) {
        if (part == u".")
            continue;
        if (part == u"..")
            return failure(ErrorCode::InvalidName, whole, QObject::tr("%1 leads out of the vault.").arg(whole));
        parts.append(part.toString());
    }
    if (parts.isEmpty())
        return failure(ErrorCode::InvalidName, whole, QObject::tr("A note needs a name."));
    return NotePath(parts.join(u'/'));
}

QStringView NotePath::folder() const
{
    const qsizetype slash = m_path.lastIndexOf(u'/');
    return QStringView(m_path).first(std::max<qsizetype>(slash, 0));
}

QStringView NotePath::fileName() const
{
    return QStringView(m_path).sliced(m_path.lastIndexOf(u'/') + 1);
}

QStringView NotePath::name() const
{
    return isNote() ? fileName().chopped(3) : fileName();
}

bool NotePath::isNote() const
{
    return hasNoteEnding(m_path);
}

} // namespace tearsheet
