// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/names.h"
#include "core/table/cellvalue.h"

namespace tearsheet {

/// A sentence that begins with somebody's name and says the share that they have: "[[A]] holds ~40% of the boat
/// market".
struct ShareSentence
{
    Subject subject;
    CellValue value;
    QByteArray scope; ///< `wordSet` of the market.
    Period period;    ///< Where the sentence says one.
    ByteRange line;
    ByteRange range;  ///< The value.
    int section = -1; ///< Index into the note's headings.
};

/// Whether bytes stand in a paragraph or a list.
bool isProse(ByteRange range, const NoteFacts &facts);

/// Those of a note, outside its tables, in the order of its text. Linear in the note.
QList<ShareSentence> readShareSentences(const FileEntry &file, Names &names);

} // namespace tearsheet
