// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/arrangement.h"

#include <QCollator>

#include <algorithm>
#include <numeric>
#include <vector>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr int RowsBetweenChecks = 4096;

bool holds(CellFilter::Relation relation, std::weak_ordering order)
{
    switch (relation) {
    case CellFilter::Relation::Less:
        return order < 0;
    case CellFilter::Relation::LessOrEqual:
        return order <= 0;
    case CellFilter::Relation::Equal:
        return order == 0;
    case CellFilter::Relation::NotEqual:
        return order != 0;
    case CellFilter::Relation::GreaterOrEqual:
        return order >= 0;
    case CellFilter::Relation::Greater:
        return order > 0;
    case CellFilter::Relation::Contains:
        break;
    }
    return false;
}

std::weak_ordering order(double one, double other)
{
    return one < other   ? std::weak_ordering::less
           : one > other ? std::weak_ordering::greater
                         : std::weak_ordering::equivalent;
}

} // namespace

CellFilter CellFilter::of(const QString &typed)
{
    static constexpr std::pair<QStringView, Relation> Signs[] = {
        {u">=", Relation::GreaterOrEqual}, {u"≥", Relation::GreaterOrEqual}, {u"<=", Relation::LessOrEqual},
        {u"≤", Relation::LessOrEqual},     {u"!=", Relation::NotEqual},      {u"≠", Relation::NotEqual},
        {u">", Relation::Greater},         {u"<", Relation::Less},           {u"=", Relation::Equal}};
    const QString text = typed.trimmed();
    for (const auto &[sign, relation] : Signs) {
        if (!text.startsWith(sign))
            continue;
        const QString operand = text.sliced(sign.size()).trimmed();
        const bool equality = relation == Relation::Equal || relation == Relation::NotEqual;
        const CellValue value = readCell(operand.toUtf8());
        const std::optional<Figure> figure = figureOf(value);
        // "2019" is a year among times and a number among numbers.
        bool plain = false;
        const double number = figure ? value.magnitude() : operand.toDouble(&plain);
        // What is no number is not larger or smaller than anything; while it is typed, it hides nothing.
        if (!equality && !figure && !value.isTime())
            return {};
        return {relation, operand.toCaseFolded(), value, figure || plain ? std::optional(number) : std::nullopt,
                figure};
    }
    return {.relation = Relation::Contains, .text = text.toCaseFolded()};
}

bool CellFilter::accepts(const Grid &grid, int row, int column) const
{
    if (relation == Relation::Contains)
        return text.isEmpty() || grid.shown(row, column).toCaseFolded().contains(text);
    const CellValue cell = grid.value(row, column);
    const bool equality = relation == Relation::Equal || relation == Relation::NotEqual;
    if (text.isEmpty())
        return (cell.kind == CellKind::Missing) == (relation == Relation::Equal);
    if (cell.isTime() && value.isTime())
        return holds(relation, compareCells(cell, value));
    const std::optional<Figure> figure = figureOf(cell);
    if (figure && number) {
        const bool anyUnit = !wanted || (wanted->base.isEmpty() && !wanted->currency.isValid());
        if (!anyUnit && !figure->isComparable(*wanted))
            return relation == Relation::NotEqual;
        return holds(relation, anyUnit ? order(cell.magnitude(), *number) : order(figure->number, wanted->number));
    }
    if (!equality)
        return false;
    return (grid.shown(row, column).toCaseFolded() == text) == (relation == Relation::Equal);
}

QList<int> arrangedRows(const Grid &grid, const Arrangement &arrangement, const CancelFlag *cancelled)
{
    QList<std::pair<int, CellFilter>> filters;
    for (const auto &[column, typed] : arrangement.filters.asKeyValueRange()) {
        const CellFilter filter = CellFilter::of(typed);
        if (!filter.isEmpty() && column < grid.columnCount())
            filters.append({column, filter});
    }
    QList<int> rows;
    rows.reserve(grid.rowCount());
    const auto isCancelled = [&](int row) {
        return cancelled && row % RowsBetweenChecks == 0 && cancelled->isCancelled();
    };
    for (int row = 0; row < grid.rowCount(); ++row) {
        if (isCancelled(row))
            return {};
        const auto accepts = [&](const auto &filter) { return filter.second.accepts(grid, row, filter.first); };
        if (std::ranges::all_of(filters, accepts))
            rows.append(row);
    }
    // The last key first: a stable sort by an earlier one keeps what a later one has done.
    for (auto key = arrangement.keys.crbegin(); key != arrangement.keys.crend(); ++key) {
        if (key->column >= grid.columnCount())
            continue;
        QList<CellValue> values;
        values.reserve(rows.size());
        for (qsizetype i = 0; i < rows.size(); ++i) {
            if (isCancelled(static_cast<int>(i)))
                return {};
            values.append(grid.value(rows.at(i), key->column));
        }
        // Where the values do not tell, the words do.
        std::vector<QCollatorSortKey> words;
        words.reserve(static_cast<size_t>(rows.size()));
        QCollator collator;
        for (qsizetype i = 0; i < rows.size(); ++i) {
            const bool tells = values.at(i).isNumeric() || values.at(i).isTime();
            words.push_back(collator.sortKey(tells ? QString() : grid.shown(rows.at(i), key->column)));
        }
        QList<qsizetype> order(rows.size());
        std::iota(order.begin(), order.end(), 0);
        std::ranges::stable_sort(order, [&](qsizetype left, qsizetype right) {
            const CellValue &one = values.at(left);
            const CellValue &other = values.at(right);
            const bool missing = one.kind == CellKind::Missing || other.kind == CellKind::Missing;
            auto compared = compareCells(one, other);
            if (compared == 0 && !missing)
                compared = words[static_cast<size_t>(left)].compare(words[static_cast<size_t>(right)]) <=> 0;
            return missing || key->order == Qt::AscendingOrder ? compared < 0 : compared > 0;
        });
        QList<int> sorted;
        sorted.reserve(rows.size());
        for (const qsizetype place : std::as_const(order))
            sorted.append(rows.at(place));
        rows = std::move(sorted);
    }
    return rows;
}

} // namespace tearsheet
