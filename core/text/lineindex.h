// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/byterange.h"

#include <QList>

namespace tearsheet {

/// A place in a text as people and editors count it. Both numbers count from 0.
struct LinePosition
{
    int line = 0;
    int column = 0; ///< In UTF-16 code units (`LineIndex::position`) or code points (`LineIndex::codePointPosition`).

    auto operator<=>(const LinePosition &) const = default;
};

/// Translates between byte offsets and lines of a UTF-8 text.
///
/// A line ends after `\n`, `\r\n`, a lone `\r`, or U+2029: where a text editor ends it too. The index keeps the line
/// starts only; columns are counted in the text handed in, which must be the one it was made from.
class LineIndex
{
public:
    LineIndex() = default;
    explicit LineIndex(QByteArrayView text);

    /// The bytes of `range` were replaced by `size` others, which made the text `text`. Looks at the lines of the
    /// change and moves the starts behind them.
    void replace(ByteRange range, quint32 size, QByteArrayView text);

    /// Number of lines; a text that ends with a line end has an empty last line, an empty text one line.
    int lineCount() const { return static_cast<int>(m_starts.size()); }

    /// The line that holds `offset`; the last one for offsets at or past the end.
    int lineAt(quint32 offset) const;

    /// Offset of the first byte of `line`, which is clamped to the text.
    quint32 start(int line) const;

    /// Offset past the last byte of `line` without its line end.
    quint32 end(int line, QByteArrayView text) const;

    /// Line and UTF-16 column of `offset`, as editors count.
    LinePosition position(quint32 offset, QByteArrayView text) const;

    /// Line and code-point column of `offset`, as the command line counts.
    LinePosition codePointPosition(quint32 offset, QByteArrayView text) const;

    /// The offset of a UTF-16 position; a column beyond the line's end gives the line's end.
    quint32 offset(LinePosition position, QByteArrayView text) const;

    bool operator==(const LineIndex &) const = default;

private:
    QList<quint32> m_starts = {0};
    quint32 m_size = 0;
};

/// Length of the line end that begins at `offset` of `text`: 1 for `\n` or a lone `\r`, 2 for `\r\n`, 3 for U+2029,
/// 0 where there is none.
int lineEndLength(QByteArrayView text, qsizetype offset);

/// Number of UTF-16 code units that the UTF-8 `text` has when decoded.
int utf16Length(QByteArrayView text);

} // namespace tearsheet
