// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/arrangement.h"

#include <algorithm>
#include <numeric>

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
        // What is no number is not larger or smaller than anything; while it is typed, it hides nothing.
        if (!equality && !value.isNumeric())
            return {};
        return {relation, operand.toCaseFolded(), value};
    }
    return {Relation::Contains, text.toCaseFolded(), {}};
}

bool CellFilter::accepts(const CellValue &cell) const
{
    if (relation == Relation::Contains)
        return text.isEmpty() || cell.text.toCaseFolded().contains(text);
    const bool equality = relation == Relation::Equal || relation == Relation::NotEqual;
    if (equality && (text.isEmpty() || !value.isNumeric() || !cell.isNumeric())) {
        const bool same = text.isEmpty() ? cell.kind == CellKind::Missing : cell.text.toCaseFolded() == text;
        return same == (relation == Relation::Equal);
    }
    if (!cell.isNumeric() || (cell.kind == CellKind::Date) != (value.kind == CellKind::Date)
        || (!value.unit.isEmpty() && cell.unit != value.unit))
        return relation == Relation::NotEqual;
    const double difference = cell.number - value.number;
    return holds(relation, difference < 0   ? std::weak_ordering::less
                           : difference > 0 ? std::weak_ordering::greater
                                            : std::weak_ordering::equivalent);
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
        const auto accepts = [&](const auto &filter) { return filter.second.accepts(grid.value(row, filter.first)); };
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
        QList<qsizetype> order(rows.size());
        std::iota(order.begin(), order.end(), 0);
        std::ranges::stable_sort(order, [&](qsizetype left, qsizetype right) {
            const CellValue &one = values.at(left);
            const CellValue &other = values.at(right);
            const bool missing = one.kind == CellKind::Missing || other.kind == CellKind::Missing;
            const auto compared = compareCells(one, other);
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
