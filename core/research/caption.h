// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/metric.h"
#include "core/research/names.h"

namespace tearsheet {

/// A measure that a note's text says by the way, ahead of or behind its figure: "founded 2003", "$2B valuation".
struct CaptionValue
{
    Subject subject;
    Metric metric;
    CellValue value;
    Period period;    ///< Where the caption says one ahead of its figures: "Q1 2026: revenue …".
    ByteRange range;  ///< The figure.
    int section = -1; ///< Index into the note's headings.
};

/// Those that the captions of links say of whom they link, "[[A]] — boats, $2B valuation" and "[[A]] ($2B valuation)",
/// and those that the text above the first section of a thing's note says of it. In the order of the text; outside
/// tables. Of what a clause says beside a measure and a figure nothing is guessed. Linear in the note.
QList<CaptionValue> readCaptions(const FileEntry &file, Names &names);

} // namespace tearsheet
