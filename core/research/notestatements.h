// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/saidfigures.h"

#include <memory>
#include <optional>

namespace tearsheet {

/// A note with what it says, as far as others may say it too.
struct NoteStatements
{
    std::shared_ptr<const FileEntry> file;
    QList<Statement> statements;           ///< Those that can be compared.
    QList<std::optional<quint64>> figures; ///< The `figureKey` of each statement.
    SubjectPlaces subjects;                ///< Of whom its tables say something.
    QList<NameHash> asked;                 ///< Names on which the reading depends, ascending.
};

/// A note as it is read for claims.
struct NoteReading
{
    std::shared_ptr<const NoteStatements> note;
    QList<SaidKey> said; ///< Under what the figures of its tables are looked up.
};

/// Reads what of a note can be compared. A pure function of it and of what `lexicon.names` answers; any thread.
NoteReading readNote(const std::shared_ptr<const FileEntry> &file, Lexicon &lexicon);

} // namespace tearsheet
