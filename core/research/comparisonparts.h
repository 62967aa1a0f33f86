// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/comparison.h"
#include "core/research/tableshape.h"

namespace tearsheet {

// What the shapes of a comparison have in common.

/// Who is compared, and the note that was found.
struct Company
{
    Subject subject;
    int file = -1; ///< -1 where there is no note.

    QString title() const { return subject.name; }
};

/// Those whom the names mean, also where they have no note.
QList<Company> companiesNamed(const QStringList &names, const Snapshot &snapshot);

/// Tells that there is no note named so.
void addUnknown(const QString &name, Comparison &comparison);

/// The same of all of them that have none, where only what notes say of themselves is compared.
void addUnknown(const QList<Company> &companies, Comparison &comparison);

/// A statement with its note.
struct FoundStatement
{
    int file = -1;
    Statement statement;
};

/// What the vault states of these companies, whoever states it, by note and place. Tables that are known not to be
/// about them are passed over.
QList<FoundStatement> statementsAbout(const QList<Company> &companies, const Snapshot &snapshot, Lexicons &lexicons,
                                      const KnownSubjects &known = {});

StatedValue statedValue(const Statement &statement, const FileEntry &file);

/// Puts the best value first and marks the cell where others contradict it. `statements` are those of one subject,
/// metric and scope.
ComparedCell comparedCell(const QList<FoundStatement> &statements, const Snapshot &snapshot);

/// Values with the same key may stand in one row: their kind, and what their unit measures. Empty for words.
QByteArray kindKey(const CellValue &value);

/// What the header or the name of the row calls the metric of a statement.
QString metricLabel(const Statement &statement, const FileEntry &file);

/// The table's index, -1 where it is gone.
int findTable(const TableAddress &place, const Snapshot &snapshot);

Comparison compareMetrics(const ComparisonRequest &request, const Snapshot &snapshot, Lexicons &lexicons,
                          const KnownSubjects &known);
Comparison compareStacked(const ComparisonRequest &request, const Snapshot &snapshot);
Comparison compareTables(const ComparisonRequest &request, const Snapshot &snapshot);
Comparison compareCases(const ComparisonRequest &request, const Snapshot &snapshot);
Comparison compareHeadings(const ComparisonRequest &request, const Snapshot &snapshot);

} // namespace tearsheet
