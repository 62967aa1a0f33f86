// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/tableshape.h"

#include <QDate>

namespace tearsheet {

/// Whether a cell begins as a figure does, in whatever digits: one that could not be read is still what the note says.
bool beginsAsFigure(QByteArrayView cell);

/// Whether a metric is of what is made, sold and spent line by line, so that a row that names a product says it of the
/// product alone. Shares and places in a market are a company's.
bool isOfLines(const Metric &metric);

/// Whether a metric, in the row of an event, is what it is at that event: a valuation is, a headcount is not.
bool isOfEvents(const Metric &metric);

/// `wordSet` of a cell that names a part of a company.
QByteArray partNamed(QByteArrayView cell);

/// The same of a cell that names one product or plant; empty where it lists several or describes them.
QByteArray lineNamed(QByteArrayView cell);

/// Whether an event, by the words that say when it is ("H2 2026 listing"), was still to come on the day `noted`.
bool isToCome(QByteArrayView when, QDate noted);

/// Whether the time of a row is in italics: in tables by time, those rows are of what is expected.
bool isSetApart(QByteArrayView time);

/// Whether a table with so many rows tells how it was at several times.
bool isSeries(const TableShape &shape, qsizetype rows);

} // namespace tearsheet
