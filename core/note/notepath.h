// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QHash>
#include <QString>

namespace tearsheet {

/// Whether `path` ends with `.md`, in any case.
inline bool hasNoteEnding(QStringView path)
{
    return path.endsWith(u".md", Qt::CaseInsensitive);
}

/// Whether `name` ends as files do that notes show or hand on: pictures, sounds, films, pages, tables, archives; in any
/// case. Of a name without a file, nothing else says what it would be of.
bool hasAttachmentEnding(QStringView name);

/// Where a file lies in its vault: relative, '/'-separated, without empty parts, "." or "..".
class NotePath final
{
public:
    /// The empty path: no file. Everything else comes from `fromRelative`.
    NotePath() = default;

    /// Checks and normalises `path`: backslashes stay, doubled and trailing slashes go. Fails with `InvalidName` for an
    /// empty or absolute path, one that leaves the vault, or one with a NUL.
    static Result<NotePath> fromRelative(QStringView path);

    bool isEmpty() const { return m_path.isEmpty(); }
    const QString &toString() const { return m_path; }

    /// "Firms" of "Firms/Kestrel.md"; empty at the vault's root.
    QStringView folder() const;

    /// "Kestrel.md".
    QStringView fileName() const;

    /// "Kestrel": the file name without `.md`; other extensions stay, as links to such files need them.
    QStringView name() const;

    /// Whether the extension is `.md`, in any case.
    bool isNote() const;

    auto operator<=>(const NotePath &) const = default;

private:
    explicit NotePath(QString path) : m_path(std::move(path)) {}

    QString m_path;
};

inline size_t qHash(const NotePath &path, size_t seed = 0)
{
    return qHash(path.toString(), seed);
}

} // namespace tearsheet
