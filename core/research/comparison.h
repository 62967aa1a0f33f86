// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/claim.h"

#include <QStringList>

namespace tearsheet {

/// A table of a note as it is found again after edits elsewhere in the note.
struct TableAddress
{
    NotePath note;
    QString heading; ///< Of its section, as written; empty above the first one.
    int number = 0;  ///< Among the tables below headings of that text.

    bool operator==(const TableAddress &) const = default;
};

/// The address of table `table`, an index into its note's `facts.tables`.
TableAddress tableAddress(int file, int table, const Snapshot &snapshot);

/// What is to be compared: enough to do it again when notes have changed, and to be kept.
struct ComparisonRequest
{
    enum class Shape : quint8 {
        Metrics,  ///< Rows are metrics, columns the companies `names`.
        Stacked,  ///< The rows of all tables of the companies `names` that have the columns of `table`, below each
                  ///< other.
        Tables,   ///< `table` beside the tables of its kind in the notes of the companies in it, aligned by company.
        Cases,    ///< The points for and against the companies `names`.
        Headings, ///< The two notes `names`, section by section.
    };

    Shape shape = Shape::Metrics;
    QStringList names;   ///< Names or paths, as a link would say them.
    QStringList metrics; ///< Of `Metrics`: these alone, in this order; all where empty.
    TableAddress table;

    bool operator==(const ComparisonRequest &) const = default;

    /// What it is called where it has no name yet.
    QString title() const;
};

/// Where a value stands.
struct ValueSource
{
    NotePath note;
    int line = 0; ///< From 0.
    ByteRange range;

    bool operator==(const ValueSource &) const = default;
};

/// A value as one place of the vault states it.
struct StatedValue
{
    QByteArray raw; ///< As written; of a section or a point of a list all of it.
    CellValue value;
    Period period; ///< When it holds; invalid where nothing tells.
    PeriodSource periodSource = PeriodSource::None;
    bool own = false; ///< It stands in the note of whom it is about.
    ValueSource source;

    bool operator==(const StatedValue &) const = default;

    /// Whether more than the note's last update tells when it holds.
    bool isDated() const { return periodSource > PeriodSource::Footer; }
};

/// What is known about one row and column.
struct ComparedCell
{
    /// What is firm before what is expected, of these the newest first; values without a time behind those that have
    /// one, the own note's before others. Empty is a gap.
    QList<StatedValue> values;
    /// Values of the same time are further from the first, or from the first that has no time, than rounding explains.
    bool disagrees = false;

    bool operator==(const ComparedCell &) const = default;

    bool isGap() const { return values.isEmpty(); }
};

/// A row or a column.
struct ComparisonLine
{
    QString title;
    QString detail; ///< What tells it from others of its title: a scope, a unit, the header as the note writes it.
    QString group;  ///< Lines of one group stand together: the metric, the company.
    NotePath note;  ///< Whom `title` names; empty where there is no note.

    bool operator==(const ComparisonLine &) const = default;
};

/// Values from many places of the vault, aligned.
struct Comparison
{
    QString title;
    QString corner; ///< What the rows are: "Metric".
    QList<ComparisonLine> columns;
    QList<ComparisonLine> rows;
    QList<ComparedCell> cells; ///< Row by row.
    QStringList remarks;       ///< What is missing, a sentence each.
    QStringList unknown;       ///< Those of the names that have no note and of whom none states anything.

    bool operator==(const Comparison &) const = default;

    const ComparedCell &cell(qsizetype row, qsizetype column) const { return cells.at(row * columns.size() + column); }

    /// The same with rows and columns exchanged.
    Comparison transposed() const;

    /// The note at `from` lies at `to` now: so say the lines, until it is compared anew.
    void follow(const NotePath &from, const NotePath &to);
};

/// Compares what the snapshot says. Never fails: what is not there is a gap or a remark. Any thread, by all cores;
/// `Metrics` looks at every table of the vault, the others at the notes named.
Comparison compare(const ComparisonRequest &request, const Snapshot &snapshot);

/// The same, and quicker where others have used `lexicons` before, and where it is `known` of the same snapshot whom
/// tables are about.
Comparison compare(const ComparisonRequest &request, const Snapshot &snapshot, Lexicons &lexicons,
                   const KnownSubjects &known = {});

/// The notes of those whom a table names, in its order, the note itself left out: with whom it may be compared.
QList<int> companiesIn(int file, int table, const Snapshot &snapshot);

/// The table of a note that lists its competitors, by its heading or header; -1 where none does.
int competitionTable(int file, const Snapshot &snapshot);

} // namespace tearsheet
