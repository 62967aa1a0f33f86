// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/grid.h"

#include "core/table/tableedit.h"

#include <QHash>
#include <QLocale>
#include <QSet>

#include <algorithm>
#include <cmath>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr int MostAsked = 2000;
constexpr qsizetype LeastForOutliers = 6;
constexpr double FarOut = 3;

double quantile(const QList<double> &sorted, double part)
{
    const double place = part * static_cast<double>(sorted.size() - 1);
    const double below = std::floor(place);
    const auto at = static_cast<qsizetype>(below);
    const double next = sorted.at(std::min(at + 1, sorted.size() - 1));
    return sorted.at(at) + (next - sorted.at(at)) * (place - below);
}

} // namespace

NoteGrid::NoteGrid(Table table, QByteArray text)
    : m_table(std::move(table)), m_text(std::move(text)), m_columns(widestRow(m_table))
{
    const auto read = [&](const TableRow &row) {
        QList<CellValue> values;
        values.reserve(row.cells.size());
        for (const ByteRange cell : row.cells)
            values.append(readCell(cell.in(m_text)));
        m_values.append(std::move(values));
    };
    read(m_table.header);
    for (const TableRow &row : std::as_const(m_table.rows))
        read(row);
}

const TableRow &NoteGrid::line(int row) const
{
    return row == HeaderRow ? m_table.header : m_table.rows.at(row);
}

bool NoteGrid::has(int row, int column) const
{
    return column < line(row).cells.size();
}

QByteArray NoteGrid::source(int row, int column) const
{
    return has(row, column) ? line(row).cells.at(column).in(m_text).toByteArray() : QByteArray();
}

CellValue NoteGrid::value(int row, int column) const
{
    return m_values.at(row + 1).value(column);
}

QList<CellKind> columnKinds(const Grid &grid)
{
    QList<CellKind> kinds;
    const int rows = std::min(grid.rowCount(), MostAsked);
    QList<QHash<CellKind, int>> counts(grid.columnCount());
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < counts.size(); ++column) {
            const CellKind kind = grid.value(row, column).kind;
            if (kind != CellKind::Missing)
                ++counts[column][kind];
        }
    }
    for (const QHash<CellKind, int> &column : std::as_const(counts)) {
        int total = 0;
        for (const int count : column)
            total += count;
        const auto most = std::ranges::max_element(column);
        kinds.append(most != column.end() && 2 * *most > total ? most.key() : CellKind::Text);
    }
    return kinds;
}

bool isPropertySheet(const Grid &grid, const QList<CellKind> &kinds)
{
    if (grid.columnCount() != 2 || kinds.first() != CellKind::Text || grid.rowCount() > MostAsked)
        return false;
    QSet<CellKind> below;
    for (int row = 0; row < grid.rowCount(); ++row)
        below.insert(grid.value(row, 1).kind);
    below.remove(CellKind::Missing);
    return below.size() > 1;
}

QList<int> outliers(const Grid &grid, int column)
{
    QList<std::pair<double, int>> numbers;
    QSet<QString> units;
    for (int row = 0; row < std::min(grid.rowCount(), MostAsked); ++row) {
        const CellValue value = grid.value(row, column);
        if (!value.isNumeric() || value.kind == CellKind::Date)
            continue;
        numbers.append({value.number, row});
        units.insert(value.unit);
    }
    if (numbers.size() < LeastForOutliers || units.size() > 1)
        return {};
    QList<double> sorted;
    for (const auto &[number, row] : std::as_const(numbers))
        sorted.append(number);
    std::ranges::sort(sorted);
    const double lower = quantile(sorted, 0.25);
    const double upper = quantile(sorted, 0.75);
    const double reach = FarOut * (upper - lower);
    QList<int> rows;
    for (const auto &[number, row] : std::as_const(numbers)) {
        if (reach > 0 && (number < lower - reach || number > upper + reach))
            rows.append(row);
    }
    return rows;
}

CellSummary summaryOf(const QList<CellValue> &values)
{
    CellSummary summary{.cells = static_cast<int>(values.size())};
    QList<double> numbers;
    QSet<QString> units;
    for (const CellValue &value : values) {
        if (!value.isNumeric() || value.kind == CellKind::Date)
            continue;
        numbers.append(value.number);
        units.insert(value.unit);
        summary.sum += value.number;
    }
    summary.numbers = static_cast<int>(numbers.size());
    if (numbers.isEmpty())
        return summary;
    std::ranges::sort(numbers);
    summary.mean = summary.sum / static_cast<double>(numbers.size());
    summary.median = quantile(numbers, 0.5);
    summary.least = numbers.first();
    summary.most = numbers.last();
    summary.mixed = units.size() > 1;
    if (!summary.mixed)
        summary.unit = *units.begin();
    return summary;
}

QString shownNumber(double number, const QString &unit)
{
    static constexpr std::pair<double, QStringView> Scales[] = {{1e12, u"T"}, {1e9, u"B"}, {1e6, u"M"}};
    const double size = std::abs(number);
    QStringView scale;
    double scaled = size;
    for (const auto &[factor, name] : Scales) {
        if (size >= factor) {
            scaled = size / factor;
            scale = name;
            break;
        }
    }
    // Three figures behind the point at most, and not more than the number has.
    const int places = scaled >= 1000 ? 0 : scaled >= 100 ? 1 : scaled >= 10 ? 2 : 3;
    QString text = QLocale(QLocale::English).toString(scaled, 'f', places);
    if (text.contains(u'.')) {
        while (text.endsWith(u'0'))
            text.chop(1);
        if (text.endsWith(u'.'))
            text.chop(1);
    }
    text += scale;
    const bool glued = unit == u"%" || unit == u"x" || unit == u"×";
    const bool word = !unit.isEmpty() && unit.back().isLetterOrNumber() && !glued;
    const bool currency = !unit.isEmpty() && !glued && (!word || (unit.size() == 3 && unit == unit.toUpper()));
    if (currency)
        text.prepend(word ? unit + u' ' : unit);
    else if (!unit.isEmpty())
        text += glued ? unit : QString(u' ' + unit);
    return number < 0 ? QString(u"−"_s + text) : text;
}

} // namespace tearsheet
