// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/tableshape.h"

#include <QDate>

#include <optional>
#include <utility>

namespace tearsheet {

/// Whether a cell begins as a figure does, in whatever digits: one that could not be read is still what the note says.
bool beginsAsFigure(QByteArrayView cell);

/// Whether a metric is of what is made, sold and spent line by line, so that a row that names a product says it of the
/// product alone. Shares and places in a market are a company's.
bool isOfLines(const Metric &metric);

/// Whether a metric is a number of those who use something.
bool isOfUsers(const Metric &metric);

/// Whether a metric, in the row of an event, is what it is at that event: a valuation is, a headcount is not.
bool isOfEvents(const Metric &metric);

/// Whether those whom rows are about stand there for what they are to the note's subject: its customers, its holdings.
bool areOfRole(const QByteArray &header);

/// Whether a metric, in a row of such a table, is of what both have to do with each other: sales to a customer. What a
/// holding is worth, or how many work there, is its own.
bool isOfRelation(const Metric &metric);

/// Whether a header over words speaks of the note's own subject, `own` by its words: "vs", "Kestrel advantage".
bool speaksOfOwn(const QByteArray &header, const QByteArray &own);

/// The measure `name` of the time that `metric` says.
Metric sameOf(QByteArrayView name, const Metric &metric);

/// A share in words as a part that is owned.
Metric stakeOf(const Metric &metric);

/// "Price" and "Price (close)" as those of shares; any other price as it is.
Metric priceOfShares(const Metric &metric);

/// Whether a sum is of the last twelve months, by its cell or scope.
bool saysTrailing(QByteArrayView cell, const QByteArray &scope);

/// The time with which a cell begins before a parenthesis, else `value`: "1865 (Harbour)".
CellValue yearAhead(QByteArrayView cell, CellValue value);

/// Twelve months that end with a month or quarter.
Period yearUntil(const Period &period);

/// `wordSet` of a cell that names a part of a company.
QByteArray partNamed(QByteArrayView cell);

/// The same of a cell that names one product or plant; empty where it lists several or describes them.
QByteArray lineNamed(QByteArrayView cell);

/// Whether an event, by the words that say when it is ("H2 2026 listing"), was still to come on the day `noted`.
bool isToCome(QByteArrayView when, QDate noted);

/// Whether the words above times say that they are financial years: "FY".
bool saysFiscal(const QByteArray &words);

/// Makes a year, or a part of one, that of a financial year.
void markFiscal(Period &period);

/// Whether the time of a row is in italics: in tables by time, those rows are of what is expected.
bool isSetApart(QByteArrayView time);

/// Whether a metric is what a market or a day says: a price, a market value, a headcount. The financial year of the
/// results beside it is not its time.
bool isOfToday(const Metric &metric);

/// Whether a sum is that of one share or piece, which no heading counts in millions: a price, earnings per share.
bool isPerPiece(const MetricTerm &term);

/// Whether a time is that of results: a quarter, a half, a financial year.
bool isOfResults(const Period &period);

/// What grows, as the change that is stated beside it: "revenue growth" of revenue; none of none.
Metric growthOf(const Metric &metric);

/// The same as the change since the quarter or month before.
Metric sequenceOf(const Metric &metric);

/// Whether a metric is a sum or a number, whose change a bare "YoY" beside it says.
bool mayGrow(const Metric &metric);

/// Whether the words of a header say that below stands the change of what stands beside it: "YoY".
bool namesChange(std::string_view words);

/// The same of the change since the time before: "QoQ".
bool namesSequence(std::string_view words);

/// What a row of a sheet means where it alone says too little: "YoY change" and "Margin" below `above`, "Sequential
/// growth", "Revenue share", which is no share of a market.
Metric meantBelow(const Metric &above, const ColumnMeaning &row);

/// What a bare "margin" means behind a profit; `margin` behind others.
Metric marginOf(const Metric &profit, const Metric &margin);

/// Whether a value may be how much something changed: "+5%", no "3-year low".
bool isChange(const CellValue &value, QByteArrayView cell);

/// The part of a cell with changes that is of the time that `metric` says: "+11% YoY" of "+13% sequential, +11% YoY".
QByteArrayView changeIn(QByteArrayView cell, const Metric &metric);

/// What a cell says that it was reported to be: "~$2B" of "Reported ~$2B"; else the cell.
QByteArrayView withoutHearsay(QByteArrayView cell);

/// A cell whose figure is only a factor ("€9 × shares (~$4B)") has its sum in parentheses: that; else the cell.
QByteArrayView sumIn(QByteArrayView cell);

/// What those are called who lead a company, of a label that says nothing else: "ceo" and "founder" of "Founder & CEO";
/// former ones are none.
QList<QByteArray> rolesNamed(QByteArrayView label);

/// The two measures that a header names with a slash between, "Valuation/Funding", as far as cells may say both.
std::optional<std::pair<Metric, Metric>> stackedMetrics(QByteArrayView header);

/// What column `column` measures where its header alone would say too much: a bare "share" of segments is their part in
/// the measure beside it, a bare "growth" below "Production" is that of production, a bare "guidance" is that of the
/// measure before it, of its section or of what its note is about, `note`.
Metric meantBeside(const TableShape &shape, int column, const Section &above, const MetricTerm *note);

/// Whether a table with so many rows tells how it was at several times.
bool isSeries(const TableShape &shape, qsizetype rows);

} // namespace tearsheet
