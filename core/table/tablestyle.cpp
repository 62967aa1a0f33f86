// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/tablestyle.h"

#include "core/text/bytes.h"

#include <QHash>

#include <algorithm>

namespace tearsheet {

namespace {

struct Blanks
{
    qsizetype before = 0;
    qsizetype behind = 0;
    bool empty = false; // Nothing but blanks.
};

Blanks blanksOf(const QByteArray &cell)
{
    const ByteRange text = trimmed(ByteRange::of(0, cell.size()), cell);
    return {text.begin, cell.size() - text.end, text.isEmpty()};
}

// The width that most cells of the column have, if blanks give it to them.
int columnWidth(const TableLines &lines, qsizetype column, const TableStyle &style)
{
    QHash<int, int> counts;
    QSet<int> stretched;
    int total = 0;
    const auto count = [&](const TableLine &line, bool isText) {
        const bool beforeBar = column + 1 < line.cells.size() || line.closed;
        if (column >= line.cells.size() || !beforeBar)
            return;
        const QByteArray &cell = line.cells.at(column);
        const int width = displayWidth(cell);
        ++counts[width];
        ++total;
        const Blanks blanks = blanksOf(cell);
        if (isText && blanks.before + blanks.behind > style.lead.size() + style.trail.size() && !blanks.empty)
            stretched.insert(width);
    };
    count(lines.header, true);
    count(lines.delimiter, false);
    for (const TableLine &row : lines.rows)
        count(row, true);
    const auto most = std::ranges::max_element(counts);
    return most != counts.end() && 2 * *most > total && stretched.contains(most.key()) ? most.key() : 0;
}

QByteArray placed(const QByteArray &value, QByteArray lead, QByteArray trail, int width, bool right, bool centre)
{
    const qsizetype room = width - displayWidth(value) - lead.size() - trail.size();
    if (room > 0) {
        const qsizetype before = right ? room : centre ? room / 2 : 0;
        lead += QByteArray(before, ' ');
        trail += QByteArray(room - before, ' ');
    }
    return lead + value + trail;
}

} // namespace

TableLines TableLines::of(const Table &table, QByteArrayView text)
{
    TableLines lines{splitLine(table.header.line, text), splitLine(table.delimiter.line, text), {}};
    lines.rows.reserve(table.rows.size());
    for (const TableRow &row : table.rows)
        lines.rows.append(splitLine(row.line, text));
    return lines;
}

QByteArray TableStyle::cell(const QByteArray &value, qsizetype column, CellAlign align) const
{
    return placed(value, column == 0 && !open ? QByteArray() : lead, trail, widths.value(column),
                  align == CellAlign::Right, align == CellAlign::Center);
}

QByteArray TableStyle::delimiterCell(const QByteArray &header, const QByteArray &like) const
{
    const Blanks blanks = blanksOf(like);
    const qsizetype around =
        blanks.empty ? 0 : std::min<qsizetype>(blanks.before, 1) + std::min<qsizetype>(blanks.behind, 1);
    const qsizetype wanted = fitted ? displayWidth(header) - around : 3;
    return QByteArray(std::min<qsizetype>(blanks.before, 1), ' ') + QByteArray(std::max<qsizetype>(wanted, 3), '-')
           + QByteArray(std::min<qsizetype>(blanks.behind, 1), ' ');
}

TableStyle styleOf(const TableLines &lines)
{
    TableStyle style{.open = lines.delimiter.open, .closed = lines.delimiter.closed};
    int leads = 0;
    int trails = 0;
    int cells = 0;
    const auto count = [&](const TableLine &line) {
        for (qsizetype i = 0; i < line.cells.size(); ++i) {
            const Blanks blanks = blanksOf(line.cells.at(i));
            const bool outer = (i == 0 && !line.open) || (i + 1 == line.cells.size() && !line.closed);
            if (blanks.empty || outer)
                continue;
            leads += blanks.before > 0 ? 1 : 0;
            trails += blanks.behind > 0 ? 1 : 0;
            ++cells;
        }
    };
    count(lines.header);
    for (const TableLine &row : lines.rows)
        count(row);
    style.lead = 2 * leads >= cells ? " " : "";
    style.trail = 2 * trails >= cells ? " " : "";
    const qsizetype width = lines.header.cells.size();
    for (qsizetype column = 0; column < width; ++column)
        style.widths.append(columnWidth(lines, column, style));
    style.fitted = lines.delimiter.cells.size() == width;
    bool differ = false;
    for (qsizetype column = 0; style.fitted && column < width; ++column) {
        const int header = displayWidth(lines.header.cells.at(column));
        style.fitted = displayWidth(lines.delimiter.cells.at(column)) == header || style.widths.at(column) > 0;
        differ = differ || header != 3;
    }
    style.fitted = style.fitted && differ;
    return style;
}

QByteArray withText(const QByteArray &old, const QByteArray &value, qsizetype column, CellAlign align,
                    const TableStyle &style)
{
    const Blanks blanks = blanksOf(old);
    const int width = style.widths.value(column);
    if (width == 0 || blanks.before + blanks.behind == 0) {
        if (blanks.empty)
            return style.cell(value, column, align);
        return old.first(blanks.before) + value + old.last(blanks.behind);
    }
    const bool right = align == CellAlign::Right || (!blanks.empty && blanks.before > blanks.behind + 1);
    const bool centre = align == CellAlign::Center;
    return placed(value, QByteArray(std::min(blanks.before, style.lead.size()), ' '),
                  QByteArray(std::min(blanks.behind, style.trail.size()), ' '), width, right, centre);
}

} // namespace tearsheet
