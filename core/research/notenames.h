// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/notekind.h"
#include "core/vault/namehash.h"

#include <QHash>

#include <span>
#include <vector>

namespace tearsheet {

/// What a name reaches.
struct NamedNote
{
    int file = -1;
    NoteKind kind = NoteKind::Unknown;

    bool isKnown() const { return file >= 0; }
    bool operator==(const NamedNote &) const = default;
};

/// The names that one note says, looked up once each. Holds on to the snapshot and the note's text.
class NoteNames
{
public:
    /// `kinds` are those of all files, or empty; then they are found out as they are asked for.
    NoteNames(int file, const Snapshot &snapshot, std::span<const NoteKind> kinds);

    /// What `link` of the note reaches. Attachments are nothing.
    NamedNote of(const Link &link);

    /// The note whose name or unambiguous alias `name` is, letter by letter where it is a single word.
    NamedNote plain(QByteArrayView name);

    NoteKind kindOf(int file);

    /// The names that were looked up: what they reach depends on files and aliases of these names alone.
    const std::vector<NameHash> &asked() const { return m_asked; }

private:
    NamedNote reached(const QString &name);

    const Snapshot &m_snapshot;
    const FileEntry &m_source;
    std::span<const NoteKind> m_kinds;
    QHash<QByteArrayView, NamedNote> m_links;
    QHash<QByteArray, NamedNote> m_plain;
    QHash<int, NoteKind> m_found; ///< Where `m_kinds` is empty.
    std::vector<NameHash> m_asked;
};

} // namespace tearsheet
