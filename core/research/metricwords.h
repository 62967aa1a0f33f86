// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/metric.h"

#include <optional>

namespace tearsheet {

/// Whether a word only says that what stands beside it is not so yet: "guidance", "forecast". A "pipeline" or a
/// "consensus" is something of its own.
bool isExpectation(std::string_view word);

/// Whether a share, said from `begin` to `end`, is a part of what a company earns or has, not of a market: "EBITDA
/// share", "share of net income". Sales are those of a market, too.
bool isShareOfResults(const LabelWords &phrase, qsizetype begin, qsizetype end);

/// Whether it is that of one thing in the sum or number of another: "hull share of yard revenue".
bool isMix(const LabelWords &phrase, qsizetype begin, qsizetype end);

/// The day without its year that the word at `at` is part of: "close (Mar 24)", "May 8 close".
std::optional<PeriodPoint> dayAt(const LabelWords &phrase, qsizetype at);

/// Takes such a day as the metric's time; whether there is one.
bool takeDay(const LabelWords &phrase, qsizetype at, Metric &metric);

/// The same of "H1" beside a sum: a half of the year that is said elsewhere.
bool takeHalf(std::string_view word, Metric &metric);

/// Whether figures of a metric come from a company's accounts, which are made by several rules.
bool isOfBooks(const MetricTerm &term);

/// Takes from a scope the words that say by which rules a figure of the accounts was made; those of all that is not by
/// them are one.
void takeRules(QList<std::string_view> &scope, QByteArrayView said);

} // namespace tearsheet
