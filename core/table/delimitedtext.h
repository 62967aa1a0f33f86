// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/cellcontext.h"
#include "core/table/grid.h"
#include "core/table/gridedit.h"
#include "core/table/gridmatch.h"

#include <optional>
#include <span>
#include <utility>

namespace tearsheet {

/// Larger files of delimited values are only shown, and no versions of them are kept.
inline constexpr qint64 largestDelimitedFile = 64 * 1024 * 1024; // Bytes.

/// Whether a file at `path` holds delimited values, by its ending.
bool hasDelimitedEnding(QStringView path);

/// A file of delimited values (RFC 4180 and what spreadsheets make of it): where its rows begin, and how it is written.
///
/// Fields stand between commas, semicolons, tabs or bars, whichever the first rows have; in quotes a field may hold all
/// of them, line ends and doubled quotes. The first row is the header. Only the rows' places are kept, 4 bytes each,
/// and marks in those that are long; a row is cut when it is asked. Immutable, any thread.
class DelimitedText
{
public:
    /// Reads where rows begin. Linear; some hundred megabytes a second.
    static DelimitedText of(QByteArray bytes);

    /// The text that `script` makes of this one, and which rows it has changed: what `of` reads, in the time that the
    /// changed rows take and moving the places of the rows behind them. Fails as `EditScript::apply` does.
    Result<DelimitedText> edited(const EditScript &script, std::optional<ChangedRows> &changed) const;

    const QByteArray &bytes() const { return m_bytes; }
    char delimiter() const { return m_delimiter; }
    QByteArrayView lineEnd() const { return m_lineEnd; }

    /// Rows below the header.
    int rowCount() const { return std::max(0, static_cast<int>(m_begins.size()) - 2); }

    /// Fields of the longest row.
    int columnCount() const { return m_columns; }

    /// Row `row` without its line end; the header is `HeaderRow`.
    ByteRange line(int row) const;

    /// The row that byte `offset` is in, its line end included; the last one for what is behind it.
    int rowAt(quint32 offset) const;

    /// The fields of a row as written, quotes included.
    QList<ByteRange> fields(int row) const;

    /// How many those are. Takes no longer in a long row than in a short one.
    int fieldCount(int row) const;

    /// Field `column` of a row as written; nothing where the row is shorter. As fast as `fieldCount`.
    std::optional<ByteRange> field(int row, int column) const;

    /// What a field says.
    static QByteArray plain(QByteArrayView field);

    /// `text` as a field: in quotes where it needs them, or where `quoted` asks for them.
    QByteArray field(QByteArrayView text, bool quoted) const;

private:
    // Where a field of a long row begins; the last one of a row is where another field would.
    struct Mark
    {
        quint32 column;
        quint32 begin;
    };

    std::span<const Mark> marks(int row) const;

    // Reads the row at `begin`; gives where the next one begins and how many fields this one has.
    std::pair<qsizetype, int> readRow(qsizetype begin);

    // Takes over the rows of `before` from its `row` on, which begin so many bytes further on here.
    void takeRows(const DelimitedText &before, qsizetype row, qint64 shift);

    QByteArray m_bytes;
    QList<quint32> m_begins; // Of each row, the header first; then where the text ends.
    QList<Mark> m_marks;
    QList<qsizetype> m_firstMarks; // Of each row likewise, where any row has some.
    QByteArray m_lineEnd = "\n";
    int m_columns = 0;
    char m_delimiter = ',';
    bool m_openQuote = false; // A quote was looked for up to the end of the text, which what follows may have.
};

/// Such a file as a grid. Values are read when they are asked for.
class DelimitedGrid final : public Grid
{
public:
    /// Takes less time behind `before`, an earlier state of the same file.
    explicit DelimitedGrid(DelimitedText text, const DelimitedGrid *before = nullptr);

    const DelimitedText &text() const { return m_text; }

    int rowCount() const override { return m_text.rowCount(); }
    int columnCount() const override { return m_text.columnCount(); }
    int headerCount() const override { return m_text.columnCount(); }
    int namedCount() const override { return m_text.fieldCount(HeaderRow); }
    bool has(int row, int column) const override { return row == HeaderRow || column < m_text.fieldCount(row); }
    QByteArrayView line(int row) const override { return m_text.line(row).in(m_text.bytes()); }
    QByteArray source(int row, int column) const override;
    CellValue value(int row, int column) const override;
    QString shown(int row, int column) const override;
    QString shownBegin(int row, int column, qsizetype most) const override;

private:
    DelimitedText m_text;
    QList<CellContext> m_contexts; // By column, as the header says.
};

/// What `edit` does to the file, byte for byte: no field that says the same changes, new ones are quoted as they need,
/// rows get the file's line end. Empty where it means nothing there: a file has no bars to escape.
EditScript scriptOf(const GridEdit &edit, const DelimitedText &text);

} // namespace tearsheet
