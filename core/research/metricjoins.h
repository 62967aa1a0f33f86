// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/metricrows.h"

namespace tearsheet {

// What rows of one metric have to do with each other. All that is done here moves statements from one of `rows` to
// another; those that have none left stay, empty.

/// Scopes that headings say in other words are one where all that both rows state of a company has the same one. Where
/// a note says the same figure of the whole, what stands beside it is no part.
void joinScopes(const QList<MetricRow *> &rows);

/// Lists that say the same of several companies, and nothing else of any, say one thing.
void joinLists(const QList<MetricRow *> &rows, const Snapshot &snapshot);

/// Places in lists of other names are those of one list where companies have the same places in both.
void joinRanks(const QList<MetricRow *> &rows);

/// Words stand beside the figures of the same metric: "several plants" where others count them. What most say in words
/// is no measure, and those who answer with a figure stand beside them.
void joinWords(const QList<MetricRow *> &rows);

} // namespace tearsheet
