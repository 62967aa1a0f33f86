// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/metric.h"

namespace tearsheet {

struct Section;

/// Whether words are "guidance" or "guide" of nothing: "Guide (next Q)".
bool namesGuidance(QByteArrayView words);

/// What a figure below such a name is of: `near` where it may be that, else, for a company's `own` figure, revenue
/// where it is money of a company's size beside which no other measure is named; null where neither.
const MetricTerm *guidedMeasure(QByteArrayView cell, const MetricTerm *near, bool own);

/// `metric` as `term`, expected.
Metric expectedOf(const Metric &metric, const MetricTerm &term);

/// `guidance`, a bare one in a row of a company's own sheet, as what its `cell` shows that it is of.
Metric guidanceIn(QByteArrayView cell, const Metric &guidance, const Section &section);

/// The time behind `period` where `words` say that it is the next one ("next Q"); `period` where they do not.
Period nextOf(const Period &period, QByteArrayView words);

} // namespace tearsheet
