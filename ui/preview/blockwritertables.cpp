// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview/blockwriter.h"

#include "core/table/cellvalue.h"
#include "ui/style/fonts.h"

#include <QTextTable>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

void BlockWriter::writeTable(qsizetype index)
{
    QList<QList<qsizetype>> rows;
    QList<bool> own;
    qsizetype columns = 1;
    for (qsizetype row = index + 1; row < end(index); row = end(row)) {
        QList<qsizetype> cells;
        for (qsizetype cell = row + 1; cell < end(row); cell = end(cell))
            cells.append(cell);
        columns = std::max(columns, cells.size());
        rows.append(cells);
        own.append(std::ranges::binary_search(m_context.ownRows, node(row).source.begin));
    }
    QTextTableFormat format;
    format.setBorder(0);
    format.setBorderCollapse(true);
    format.setCellPadding(6);
    format.setCellSpacing(0);
    format.setBorderBrush(Qt::NoBrush);
    if (!m_fresh)
        format.setTopMargin(8);
    QTextTable *table = m_cursor.insertTable(static_cast<int>(rows.size()), static_cast<int>(columns), format);
    const QList<bool> numeric = numericColumns(rows, columns);
    for (int row = 0; row < rows.size(); ++row) {
        for (int column = 0; column < columns; ++column) {
            const QTextTableCell place = table->cellAt(row, column);
            QTextTableCellFormat look = place.format().toTableCellFormat();
            look.setBottomBorder(1);
            look.setBottomBorderStyle(QTextFrameFormat::BorderStyle_Solid);
            look.setBottomBorderBrush(row == 0 ? m_context.palette->faintText : m_context.palette->hairline);
            if (own.at(row))
                look.setBackground(m_context.palette->ownRow);
            if (column < rows.at(row).size()) {
                const MarkdownNode &cell = node(rows.at(row).at(column));
                look.setProperty(PreviewProperty::Offset, static_cast<int>(cell.source.begin));
                table->cellAt(row, column).setFormat(look);
                writeCell(place, rows.at(row).at(column), row == 0, cell.align, numeric.at(column));
            } else {
                table->cellAt(row, column).setFormat(look);
            }
        }
    }
    m_cursor.movePosition(QTextCursor::End);
    m_fresh = true;
}

void BlockWriter::writeCell(const QTextTableCell &place, qsizetype cell, bool header, CellAlign align, bool numeric)
{
    const QTextCursor outer = m_cursor;
    const QTextCharFormat before = m_char;
    m_cursor = place.firstCursorPosition();
    m_char.setFontPointSize(m_context.font.pointSizeF() * 0.94);
    if (header)
        m_char.setFontWeight(QFont::DemiBold);
    else if (numeric)
        m_char.setFont(tabular(m_char.font()), QTextCharFormat::FontPropertiesAll);
    QTextBlockFormat format;
    format.setLineHeight(125, QTextBlockFormat::ProportionalHeight);
    const bool right = align == CellAlign::Right || (align == CellAlign::None && numeric);
    format.setAlignment(align == CellAlign::Center ? Qt::AlignHCenter : right ? Qt::AlignRight : Qt::AlignLeft);
    // The format of a cell's first paragraph is that of the cell: it stays.
    m_cursor.mergeBlockFormat(format);
    writeInline(cell + 1, end(cell));
    m_char = before;
    m_cursor = outer;
}

QString BlockWriter::textOf(qsizetype cell) const
{
    QString text;
    for (qsizetype i = cell; i < end(cell); ++i) {
        if (node(i).kind == MarkdownKind::Text || node(i).kind == MarkdownKind::InlineCode)
            text += node(i).text;
    }
    return text;
}

QList<bool> BlockWriter::numericColumns(const QList<QList<qsizetype>> &rows, qsizetype columns) const
{
    QList<bool> result;
    for (qsizetype column = 0; column < columns; ++column) {
        int numbers = 0;
        int others = 0;
        for (qsizetype row = 1; row < rows.size(); ++row) {
            if (column >= rows.at(row).size())
                continue;
            const CellValue value = readCell(textOf(rows.at(row).at(column)).toUtf8());
            if (value.isNumeric())
                ++numbers;
            else if (value.kind != CellKind::Missing)
                ++others;
        }
        // Where a few words stand among numbers the column is still one of numbers.
        result.append(column > 0 && numbers > 2 * others);
    }
    return result;
}

} // namespace tearsheet
