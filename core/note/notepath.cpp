// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/notepath.h"

#include <QObject>
#include <QStringList>

namespace tearsheet {

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
