// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/tableshape.h"

#include <span>

namespace tearsheet {

// What headers mean by what stands beside them: parts of `tableShape`.

inline std::string_view viewOf(const QByteArray &text)
{
    return {text.constData(), static_cast<size_t>(text.size())};
}

/// The first column that has one of `headers`; -1 where none has.
int columnHeaded(const TableShape &shape, std::span<const std::string_view> headers);

/// "Loading weight" is one of another kind than a weight in what has a name.
void readWeights(TableShape &shape, Names &names);

/// A bare "margin" behind a profit is that profit's, a bare price beside tickers that of shares.
void readBesides(TableShape &shape);

/// "Growth" stands behind what grows: beside another measure than revenue, or a second time, it is that one's.
void readGrowths(TableShape &shape);

/// Of metrics in rows, columns that say only that they are of what is expected: "Guidance", "Guide midpoint". Beside
/// what has come, an estimate is how well that was foreseen. Of a guidance that was changed, the newer one counts.
void readGuidance(TableShape &shape);

/// Beside metrics the only other column holds their values under many names: "Q1 2026 reading", "Status".
void readOnlyColumn(TableShape &shape);

/// The fee beside a fund is what it costs to hold it.
void readFees(TableShape &shape);

/// "2024 fees | Revenue": where headers say one year and no other, sums beside it are of that year, too.
void readCommonYear(TableShape &shape);

} // namespace tearsheet
