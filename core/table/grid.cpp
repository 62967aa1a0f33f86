// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/grid.h"

#include "core/table/cellcontext.h"
#include "core/table/columntype.h"
#include "core/table/tableedit.h"
#include "core/text/utf8.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr int MostAsked = 2000;
constexpr int LeastAsked = 20;
constexpr int MostCellsAsked = 200000;
constexpr qsizetype LeastForFences = 6;
constexpr double FarOut = 3;
constexpr qsizetype BytesOfCharacter = 16; // At most, with its share of links' targets and marks.

double quantile(const QList<double> &sorted, double part)
{
    const double place = part * static_cast<double>(sorted.size() - 1);
    const double below = std::floor(place);
    const auto at = static_cast<qsizetype>(below);
    const double next = sorted.at(std::min(at + 1, sorted.size() - 1));
    return sorted.at(at) + (next - sorted.at(at)) * (place - below);
}

// How many rows of a table are asked for what all of them are: fewer of wide ones.
int askedRows(const Grid &grid)
{
    return std::min(
        {grid.rowCount(), MostAsked, std::max(LeastAsked, MostCellsAsked / std::max(1, grid.columnCount()))});
}

QList<CellValue> valuesOf(const Grid &grid, int column)
{
    QList<CellValue> values;
    for (int row = 0; row < std::min(grid.rowCount(), MostAsked); ++row)
        values.append(grid.value(row, column));
    return values;
}

QList<const CellValue *> pointersTo(const QList<CellValue> &values)
{
    QList<const CellValue *> pointers;
    for (const CellValue &value : values)
        pointers.append(&value);
    return pointers;
}

// Money by its sign where everybody knows that, else by its code.
QString unitText(const Quantity &quantity)
{
    static constexpr std::pair<std::string_view, QStringView> Signs[] = {
        {"USD", u"$"}, {"EUR", u"€"}, {"GBP", u"£"}, {"JPY", u"¥"}};
    if (!quantity.currency.isValid())
        return QString::fromUtf8(quantity.unit);
    const std::string_view code = quantity.currency.name();
    const auto sign = std::ranges::find(Signs, code, &std::pair<std::string_view, QStringView>::first);
    return sign != std::end(Signs) ? sign->second.toString() : QString::fromUtf8(code.data(), qsizetype(code.size()));
}

} // namespace

QString beginOf(const QString &text, qsizetype most, bool goesOn)
{
    if (text.size() <= most)
        return goesOn ? QString(text + u'…') : text;
    const bool half = most > 0 && text.at(most - 1).isHighSurrogate();
    return text.first(half ? most - 1 : most) + u'…';
}

NoteGrid::NoteGrid(Table table, QByteArray text)
    : m_table(std::move(table)), m_text(std::move(text)), m_columns(widestRow(m_table))
{
    const Currency yen = m_text.contains("¥") ? yenOf(m_text) : Currency();
    const CellContext nothing{.yen = yen};
    QList<CellContext> contexts;
    for (const ByteRange header : std::as_const(m_table.header.cells))
        contexts.append(contextOf(header.in(m_text), yen));
    const auto read = [&](const TableRow &row) {
        QList<CellValue> values;
        values.reserve(row.cells.size());
        for (const ByteRange cell : row.cells) {
            CellContext context = contexts.value(values.size(), nothing);
            // In a sheet of properties the row's name may say what the header does not.
            if (contexts.size() == 2 && values.size() == 1 && context == nothing)
                context = contextOf(row.cells.first().in(m_text), yen);
            values.append(readCell(cell.in(m_text), context));
        }
        m_values.append(std::move(values));
    };
    read(m_table.header);
    for (const TableRow &row : std::as_const(m_table.rows))
        read(row);
}

const TableRow &NoteGrid::rowAt(int row) const
{
    return row == HeaderRow ? m_table.header : m_table.rows.at(row);
}

bool NoteGrid::has(int row, int column) const
{
    return column < rowAt(row).cells.size();
}

QByteArray NoteGrid::source(int row, int column) const
{
    return has(row, column) ? rowAt(row).cells.at(column).in(m_text).toByteArray() : QByteArray();
}

CellValue NoteGrid::value(int row, int column) const
{
    return m_values.at(row + 1).value(column);
}

QString NoteGrid::shownBegin(int row, int column, qsizetype most) const
{
    if (!has(row, column))
        return {};
    const QByteArrayView written = rowAt(row).cells.at(column).in(m_text);
    const QByteArrayView begin = wholeCharacters(written, BytesOfCharacter * (most + 1));
    return beginOf(cellText(begin), most, begin.size() < written.size());
}

QList<CellKind> columnKinds(const Grid &grid)
{
    // Row by row: a grid may have to cut each of them.
    const int columns = grid.columnCount();
    const int rows = askedRows(grid);
    QList<QList<CellValue>> values(columns);
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column)
            values[column].append(grid.value(row, column));
    }
    QList<CellKind> kinds;
    for (const QList<CellValue> &column : std::as_const(values))
        kinds.append(columnType(pointersTo(column)).kind);
    return kinds;
}

bool isPropertySheet(const Grid &grid)
{
    if (grid.columnCount() != 2 || grid.rowCount() > MostAsked)
        return false;
    const QList<CellValue> names = valuesOf(grid, 0);
    const QList<CellValue> values = valuesOf(grid, 1);
    return isPropertySheet(pointersTo(names), pointersTo(values));
}

std::optional<Figure> figureOf(const CellValue &value)
{
    if (!value.isNumeric() || value.quantities.isEmpty())
        return std::nullopt;
    const Quantity &quantity = value.quantities.first();
    const CanonicalUnit unit = canonicalUnit(quantity);
    return Figure{quantity.magnitude() * unit.factor, unit.base, quantity.currency};
}

bool Fences::isOutside(const CellValue &value) const
{
    const std::optional<Figure> figure = figureOf(value);
    return figure && figure->isComparable(lower) && (figure->number < lower.number || figure->number > upper.number);
}

std::optional<Fences> fencesOf(const Grid &grid, int column)
{
    std::optional<Figure> first;
    QList<double> sorted;
    const int asked = askedRows(grid);
    for (int i = 0; i < asked; ++i) {
        const auto row = static_cast<int>(qint64{i} * grid.rowCount() / asked);
        const std::optional<Figure> figure = figureOf(grid.value(row, column));
        if (!figure)
            continue;
        first = first ? first : figure;
        if (!figure->isComparable(*first))
            return std::nullopt;
        sorted.append(figure->number);
    }
    if (sorted.size() < LeastForFences)
        return std::nullopt;
    std::ranges::sort(sorted);
    const double lower = quantile(sorted, 0.25);
    const double upper = quantile(sorted, 0.75);
    const double reach = FarOut * (upper - lower);
    if (reach <= 0)
        return std::nullopt;
    Fences fences{*first, *first};
    fences.lower.number = lower - reach;
    fences.upper.number = upper + reach;
    return fences;
}

CellSummary summaryOf(const QList<CellValue> &values)
{
    struct Numbers
    {
        Figure first;
        double factor;
        QString unit;
        QList<double> sorted;
        bool approximate;
    };
    QList<Numbers> units;
    for (const CellValue &value : values) {
        const std::optional<Figure> figure = figureOf(value);
        if (!figure)
            continue;
        auto same =
            std::ranges::find_if(units, [&](const Numbers &numbers) { return figure->isComparable(numbers.first); });
        if (same == units.end()) {
            const Quantity &quantity = value.quantities.first();
            units.append({*figure, canonicalUnit(quantity).factor, unitText(quantity), {}, false});
            same = units.end() - 1;
        }
        same->sorted.append(figure->number / same->factor);
        same->approximate = same->approximate || value.quantities.first().qualifiers & Qualifier::Approximate;
    }
    CellSummary summary{.cells = static_cast<int>(values.size()), .units = {}};
    for (Numbers &numbers : units) {
        QList<double> &sorted = numbers.sorted;
        std::ranges::sort(sorted);
        UnitSummary unit{.unit = numbers.unit, .numbers = static_cast<int>(sorted.size())};
        unit.sum = std::accumulate(sorted.begin(), sorted.end(), 0.0);
        unit.mean = unit.sum / static_cast<double>(sorted.size());
        unit.median = quantile(sorted, 0.5);
        unit.least = sorted.first();
        unit.most = sorted.last();
        unit.approximate = numbers.approximate;
        summary.units.append(unit);
    }
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
