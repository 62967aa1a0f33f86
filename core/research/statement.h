// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/mentions.h"
#include "core/research/tableshape.h"

namespace tearsheet {

/// Where a statement's period comes from, the weakest first.
enum class PeriodSource : quint8 {
    None,
    Footer,   ///< When the note was last updated or created: weak.
    Heading,  ///< Of the section, the line above the table, or that of its sources below it.
    Verified, ///< "(last verified May 2026)"
    Header,   ///< Of the column or row.
    Cell,     ///< Its own.
};

/// Where a statement stands.
struct StatementPlace
{
    int table = -1; ///< Index into the note's `facts.tables`; -1 in a line of text.
    int row = -1;   ///< Below the delimiter.
    int column = -1;
    int line = 0;    ///< From 0.
    ByteRange range; ///< The cell, trimmed; in a line of text the value.

    bool operator==(const StatementPlace &) const = default;
};

/// What a note says of somebody in one cell.
struct Statement
{
    Subject subject;
    Metric metric;           ///< Its `scope` holds all that is said of the scope: by header, row, section and cell.
    QByteArray context;      ///< `wordSet` of what else the surroundings speak of: section, topic of the note.
    QByteArray topic;        ///< `wordSet` of what the table is about, in a note that is about no subject itself.
    QByteArray topicName;    ///< `wordSet` of the name of that note, but for words like "market".
    QByteArray sectionWords; ///< `wordSet` of what its section is called, but for such words.
    QByteArray named;        ///< `wordSet` of those words of its scope that name things: "china" of "China's share".
    QByteArray part;         ///< `wordSet` of the part of the subject that its row names.
    CellValue value;
    Period period; ///< When it holds, as far as is known.
    PeriodSource periodSource = PeriodSource::None;
    QDate noted;         ///< When its note was last updated or created, as far as it says; null else.
    bool own = false;    ///< Its note is the subject's.
    bool series = false; ///< Its table tells how it was at several times.
    bool among = false;  ///< Its table is of several, of whom its subject is one.
    bool event = false;  ///< Its subject is the deal that it tells of.
    bool sheet = false;  ///< Its row names the metric: it stands in a sheet of properties.
    bool head = false;   ///< That sheet is the one with which its subject's own note begins.
    int section = -1;    ///< Index into the note's `facts.headings`.
    StatementPlace place;

    bool operator==(const Statement &) const = default;

    /// Whether more than the note's last update tells when it holds.
    bool isDated() const { return periodSource > PeriodSource::Footer; }
};

/// What of a note is read: all where a list is empty.
struct StatementFilter
{
    QList<TableMention> tables; ///< By table, ascending.
    QList<NameHash> subjects;   ///< Keys of those whom statements are about.
    bool claims = false;        ///< Only those of which `mayBeClaim` holds.
};

/// Of whom the tables of a note say something, in figures or in words: by `placeOfSubject`, ascending, each once.
using SubjectPlaces = QList<quint64>;

/// A subject in a table, by its index into the note's `facts.tables`; in -1, the lines of text that say shares. Places
/// of one subject follow each other by table; subjects of like hashes, and tables of very high indexes, share one.
quint64 placeOfSubject(NameHash subject, int table);

/// All statements of a note, in the order of its text: of sheets of properties, of tables with an entity in each row
/// or each column, whichever column names them, of tables by time and by segment.
///
/// A pure function of the note and of what `lexicon.names` answers. Linear in the note; any thread.
QList<Statement> statementsOf(const FileEntry &file, Lexicon &lexicon, const StatementFilter &only = {});

} // namespace tearsheet
