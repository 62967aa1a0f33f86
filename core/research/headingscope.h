// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/metric.h"

namespace tearsheet {

/// The part of a heading that may say what the section is of: "Harbours" of "Harbours — a record year". What a
/// company's results are reported with, and what happened on a day, is news and no scope: nothing of "Q4 2025 results
/// and a warning (Feb 11, 2026)".
QByteArray sayingPart(QByteArrayView heading);

/// Whether a heading, which says `phrase`, says that its year is a financial one: "Fiscal year 2026", "year ended
/// March 31".
bool saysFiscalYear(QByteArrayView heading, const LabelWords &phrase);

/// Whether `word`, in lower case, stands in `text` and is written small.
bool isWrittenLow(QByteArrayView text, std::string_view word);

/// What the first link of a heading says; empty where there is none.
QByteArray linkedName(QByteArrayView heading);

/// The one name that is all a heading says behind a dash: "Lagoon" of "Harbour efforts — Lagoon".
QByteArray nameBehind(QByteArrayView heading);

/// Whether a heading is of something else than what its note is about: what somebody bought, built or agreed on.
bool speaksOfDeal(QByteArrayView heading);

/// The day with which a heading begins, that of what happened; invalid where it begins otherwise.
Period dayAhead(QByteArrayView heading);

/// Whether a heading, or the line above a table, says that what follows is planned or expected. Plans behind results
/// are but beside them.
bool speaksOfPlans(QByteArrayView heading);

/// Whether a word of a heading says only which statement of accounts, or which development, follows: "balance", "GAAP".
bool isOfAccounts(std::string_view word);

/// A time that the lines around a table say of some of its columns: "Market caps as of Feb 26, 2026."
struct DatedMetric
{
    const MetricTerm *term = nullptr;
    Period period;

    bool operator==(const DatedMetric &) const = default;
};

/// Whether a line below a table says where its figures are from: "Sources: …", "*Data: …*".
bool namesSources(QByteArrayView line);

/// The one time that such a line says its sources are of; invalid where it says none or several, or a year alone, which
/// may be part of a title.
Period sourceTime(QByteArrayView line);

/// The times that a line beside a table says, each of the metric that it names before "as of".
QList<DatedMetric> datedMetrics(QByteArrayView line);

} // namespace tearsheet
