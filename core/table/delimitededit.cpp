// SPDX-License-Identifier: GPL-3.0-or-later

// Changes of files of delimited values.
#include "core/table/delimitedtext.h"

#include <QMap>

#include <algorithm>

namespace tearsheet {

namespace {

using Row = QByteArrayList;

class Editing
{
public:
    explicit Editing(const DelimitedText &text) : m_text(text) {}

    EditScript script() const { return EditScript::of(m_edits).value_or(EditScript()); }

    void setCells(const QList<CellText> &cells)
    {
        QMap<int, QList<CellText>> byRow;
        int width = m_text.columnCount();
        for (const CellText &cell : cells) {
            if (cell.row < HeaderRow || cell.column < 0)
                continue;
            byRow[cell.row].append(cell);
            width = std::max(width, cell.column + 1);
        }
        QList<QByteArray> added;
        for (const auto &[row, changes] : byRow.asKeyValueRange()) {
            if (row >= m_text.rowCount()) {
                Row fields(width);
                for (const CellText &cell : changes)
                    fields[cell.column] = m_text.field(cell.text, false);
                while (m_text.rowCount() + added.size() < row)
                    added.append(joined(Row(width)));
                added.append(joined(fields));
                continue;
            }
            const QList<ByteRange> fields = m_text.fields(row);
            QByteArray behind;
            int last = static_cast<int>(fields.size());
            QMap<int, QByteArray> byColumn;
            for (const CellText &cell : changes)
                byColumn[cell.column] = cell.text;
            for (const auto &[column, text] : byColumn.asKeyValueRange()) {
                if (column < fields.size()) {
                    const ByteRange range = fields.at(column);
                    const QByteArrayView old = range.in(m_text.bytes());
                    if (DelimitedText::plain(old) != text)
                        m_edits.append({range, m_text.field(text, old.startsWith('"'))});
                } else if (!text.isEmpty()) {
                    behind += QByteArray(column - last + 1, m_text.delimiter()) + m_text.field(text, false);
                    last = column + 1;
                }
            }
            if (!behind.isEmpty())
                insert(m_text.line(row).end, behind);
        }
        // New columns need no name to be there: the header is as long as they reach.
        const qsizetype named = m_text.fields(HeaderRow).size();
        if (width > m_text.columnCount() && width > named && !byRow.contains(HeaderRow))
            insert(m_text.line(HeaderRow).end, QByteArray(width - named, m_text.delimiter()));
        if (!added.isEmpty())
            insertLines(m_text.rowCount(), added);
    }

    void insertRows(int before, int count, const QList<CellText> &cells)
    {
        if (before < 0 || before > m_text.rowCount())
            return;
        QList<Row> rows(count, Row(std::max(1, m_text.columnCount())));
        for (const CellText &cell : cells) {
            if (cell.row < before || cell.row >= before + count || cell.column < 0)
                continue;
            Row &row = rows[cell.row - before];
            row.resize(std::max<qsizetype>(row.size(), cell.column + 1));
            row[cell.column] = m_text.field(cell.text, false);
        }
        QList<QByteArray> lines;
        for (const Row &row : std::as_const(rows))
            lines.append(joined(row));
        insertLines(before, lines);
    }

    void removeRows(const QList<int> &rows)
    {
        QList<int> sorted = rows;
        std::ranges::sort(sorted);
        for (const int row : std::as_const(sorted)) {
            if (row >= 0 && row < m_text.rowCount())
                m_edits.append(Edit{{m_text.line(row).begin, begin(row + 1)}, {}});
        }
        // A last row without line end takes along the one of the row that becomes the last.
        const bool open = m_text.rowCount() > 0 && m_text.line(m_text.rowCount() - 1).end == m_text.bytes().size();
        if (!open || m_edits.isEmpty() || m_edits.last().range.end != m_text.bytes().size())
            return;
        int first = m_text.rowCount() - 1;
        while (first > 0 && std::ranges::binary_search(sorted, first - 1))
            --first;
        const qsizetype place = m_edits.size() - (m_text.rowCount() - first);
        m_edits[place].range.begin = m_text.line(first - 1).end;
    }

    void orderRows(const QList<int> &order)
    {
        if (!isPermutation(order, m_text.rowCount()))
            return;
        for (int i = 0; i < order.size(); ++i) {
            if (order.at(i) != i)
                m_edits.append({m_text.line(i), m_text.line(order.at(i)).in(m_text.bytes()).toByteArray()});
        }
    }

    void insertColumn(int before)
    {
        for (int row = HeaderRow; row < m_text.rowCount(); ++row) {
            const QList<ByteRange> fields = m_text.fields(row);
            if (before < fields.size())
                insert(fields.at(before).begin, QByteArray(1, m_text.delimiter()));
            else if (before == fields.size())
                insert(m_text.line(row).end, QByteArray(1, m_text.delimiter()));
        }
    }

    /// Writes each row with the fields that `order` names; those beyond the header stay behind.
    void orderColumns(const QList<int> &order)
    {
        for (int row = HeaderRow; row < m_text.rowCount(); ++row) {
            const QList<ByteRange> fields = m_text.fields(row);
            Row changed;
            for (const int column : order)
                changed.append(column < fields.size() ? fields.at(column).in(m_text.bytes()).toByteArray()
                                                      : QByteArray());
            const QByteArray line = joined(changed);
            if (line != m_text.line(row).in(m_text.bytes()))
                m_edits.append({m_text.line(row), line});
        }
    }

    void removeColumns(const QList<int> &columns)
    {
        QList<int> kept;
        for (int column = 0; column < m_text.columnCount(); ++column) {
            if (!columns.contains(column))
                kept.append(column);
        }
        if (kept.isEmpty())
            return;
        for (int row = HeaderRow; row < m_text.rowCount(); ++row) {
            const QList<ByteRange> fields = m_text.fields(row);
            Row left;
            for (const int column : std::as_const(kept)) {
                if (column < fields.size())
                    left.append(fields.at(column).in(m_text.bytes()).toByteArray());
            }
            if (left.size() < fields.size())
                m_edits.append({m_text.line(row), joined(left)});
        }
    }

    /// Fills rows that are shorter than the header.
    void fillRows()
    {
        const int width = m_text.fieldCount(HeaderRow);
        for (int row = 0; row < m_text.rowCount(); ++row) {
            if (const int missing = width - m_text.fieldCount(row); missing > 0 && !m_text.line(row).isEmpty())
                insert(m_text.line(row).end, QByteArray(missing, m_text.delimiter()));
        }
    }

    /// Makes the header as long as the longest row.
    void addColumns()
    {
        if (const int missing = m_text.columnCount() - m_text.fieldCount(HeaderRow); missing > 0)
            insert(m_text.line(HeaderRow).end, QByteArray(missing, m_text.delimiter()));
    }

    /// One field of two, with what stood between them.
    void joinFields(int row, int column)
    {
        const std::optional<ByteRange> one = m_text.field(row, column);
        const std::optional<ByteRange> other = m_text.field(row, column + 1);
        if (!one || !other)
            return;
        const QByteArray text = DelimitedText::plain(one->in(m_text.bytes())) + m_text.delimiter()
                                + DelimitedText::plain(other->in(m_text.bytes()));
        m_edits.append({{one->begin, other->end}, m_text.field(text, false)});
    }

    void transpose()
    {
        QList<QByteArray> lines;
        for (int column = 0; column < m_text.columnCount(); ++column) {
            Row fields;
            for (int row = HeaderRow; row < m_text.rowCount(); ++row) {
                const QList<ByteRange> cells = m_text.fields(row);
                fields.append(column < cells.size() ? cells.at(column).in(m_text.bytes()).toByteArray() : QByteArray());
            }
            lines.append(joined(fields));
        }
        const quint32 first = m_text.line(HeaderRow).begin;
        const quint32 last = m_text.line(m_text.rowCount() - 1).end;
        m_edits.append({{first, last}, lines.join(m_text.lineEnd().toByteArray())});
    }

    static bool isPermutation(QList<int> order, int size)
    {
        std::ranges::sort(order);
        for (int i = 0; i < order.size(); ++i) {
            if (order.at(i) != i)
                return false;
        }
        return order.size() == size;
    }

private:
    QByteArray joined(const Row &fields) const { return fields.join(m_text.delimiter()); }

    quint32 begin(int row) const
    {
        return row < m_text.rowCount() ? m_text.line(row).begin : static_cast<quint32>(m_text.bytes().size());
    }

    void insert(quint32 at, const QByteArray &bytes) { m_edits.append({{at, at}, bytes}); }

    void insertLines(int before, const QList<QByteArray> &lines)
    {
        const QByteArray lineEnd = m_text.lineEnd().toByteArray();
        const quint32 at = begin(before);
        const bool open = at == m_text.bytes().size() && at > 0 && m_text.line(before - 1).end == at;
        QByteArray added;
        for (const QByteArray &line : lines)
            added += open ? lineEnd + line : line + lineEnd;
        insert(at, added);
    }

    const DelimitedText &m_text;
    QList<Edit> m_edits;
};

} // namespace

EditScript scriptOf(const GridEdit &edit, const DelimitedText &text)
{
    Editing editing(text);
    switch (edit.kind) {
    case GridEdit::Kind::SetCells:
        editing.setCells(edit.cells);
        break;
    case GridEdit::Kind::InsertRows:
        editing.insertRows(edit.at, edit.count, edit.cells);
        break;
    case GridEdit::Kind::RemoveRows:
        editing.removeRows(edit.numbers);
        break;
    case GridEdit::Kind::OrderRows:
        editing.orderRows(edit.numbers);
        break;
    case GridEdit::Kind::InsertColumn:
        editing.insertColumn(edit.at);
        break;
    case GridEdit::Kind::RemoveColumns:
        editing.removeColumns(edit.numbers);
        break;
    case GridEdit::Kind::OrderColumns:
        if (Editing::isPermutation(edit.numbers, text.columnCount()))
            editing.orderColumns(edit.numbers);
        break;
    case GridEdit::Kind::Transpose:
        editing.transpose();
        break;
    case GridEdit::Kind::FillRows:
        editing.fillRows();
        break;
    case GridEdit::Kind::AddColumns:
        editing.addColumns();
        break;
    case GridEdit::Kind::JoinCells:
        if (edit.at >= 0 && edit.at < text.rowCount() && edit.count >= 0)
            editing.joinFields(edit.at, edit.count);
        break;
    case GridEdit::Kind::EscapeBars:
    case GridEdit::Kind::SetTextApart:
    case GridEdit::Kind::AddHeader:
    case GridEdit::Kind::Rejoin:
    case GridEdit::Kind::AddBelow:
        break;
    }
    return editing.script();
}

} // namespace tearsheet
