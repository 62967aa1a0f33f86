// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/comparisonparts.h"

#include <QHash>

namespace tearsheet {

/// The section of a note in which a list stands.
struct ListPlace
{
    int file = -1;
    int section = -1; ///< Index into the note's headings, -1 above the first one.

    bool operator==(const ListPlace &) const = default;

    bool isEmpty() const { return file < 0; }
};

/// Statements of one metric by company: of one scope, kind and length of time, of what is or is planned, and, where a
/// list alone says it, of one list.
struct MetricRow
{
    const MetricTerm *term = nullptr;
    QByteArray name;
    QByteArray scope;                   ///< With the part of the company, a segment, that it is of.
    QByteArray kind;                    ///< As `kindKey`; empty for words.
    ListPlace place;                    ///< Of words and unknown measures, that of the list that says them.
    bool projected = false;             ///< Figures of what is not so yet; words are not told apart.
    int months = 12;                    ///< How long the times of sums are; 0 where of another length than is usual.
    QList<QList<FoundStatement>> cells; ///< One for each company.

    /// How many companies it says something of.
    qsizetype coverage() const;

    void moveTo(MetricRow &other);

    /// What it has in common with rows that other lists state.
    QByteArray keyWithoutPlace() const;

    /// Whether it says in words what no company's own sheet does: columns of that name are of whatever their table is
    /// of.
    bool isRemark() const;

    bool isOfSame(const MetricRow &other) const
    {
        return place == other.place && scope == other.scope && name == other.name;
    }
};

/// What a statement is of: its scope and part; the number of a row says nothing but with what the list is of.
QByteArray scopeOf(const Statement &statement);

/// The name under which a metric is found, whatever it is called.
QByteArray commonName(const Metric &metric);

/// What is stated of several companies, by metric.
class MetricGrid
{
public:
    explicit MetricGrid(const QList<Company> &companies);

    /// The row, still empty, in which a statement stands. Any thread.
    static MetricRow rowOf(const FoundStatement &found);

    /// Adds a statement to `row`, that of its `rowOf`.
    void add(MetricRow row, FoundStatement found);

    /// Makes one of rows that say the same thing (`metricjoins.h`), by all cores.
    void join(const Snapshot &snapshot);

    /// Most widely stated first; of those, in the order of the vocabulary and of the notes. What only tables say in
    /// words comes behind, and places in lists, of which each list has its own, last.
    /// What is of a part of one company alone is left out, but for all that is known of a metric there.
    QList<MetricRow> rows() const;

    /// All, the parts of one company too.
    QList<MetricRow> allRows() const;

private:
    QHash<NameHash, qsizetype> m_columns;
    QHash<std::pair<std::pair<int, int>, QByteArray>, qsizetype> m_places; // By list and `keyWithoutPlace`.
    QList<MetricRow> m_rows;
};

} // namespace tearsheet
