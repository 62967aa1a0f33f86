// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/metric.h"
#include "core/text/byterange.h"

namespace tearsheet {

/// What a company is said to be worth, or to have raised, and where the figure stands.
struct Worth
{
    Metric metric; ///< Without a term where nothing is said.
    ByteRange figure;
};

/// What a cell says beside whether a company is listed, or how large it has grown: "valuation" of `Private, ~$15B` and
/// `Growth ($15B)`, "market cap" of `Public (~$15B)`, "valuation" and "total raised" of `Private ($15B val, $1B
/// raised)`.
QVarLengthArray<Worth, 2> worthsBesideListing(ByteRange cell, QByteArrayView text);

/// What a cell that is nothing but a sum, and when that was, says below a header that asks how the company stands:
/// "$15B+" below "Status".
Worth worthAlone(ByteRange cell, QByteArrayView text);

/// What the sentences of a cell say of whom its row is about: `$15B` of "Led the round at $15B val", of "Now valued at
/// $15B", of "Hulls (private, $15B)", "net worth" of "Founder. Net worth ~$2B". What was before, what is hoped for, and
/// what may be of somebody else of whom the sentence speaks, is none. Cells of more than 1,000 bytes are passed over.
QVarLengthArray<Worth, 2> worthsSaid(ByteRange cell, QByteArrayView text);

} // namespace tearsheet
