// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/columntype.h"

#include <algorithm>
#include <array>

namespace tearsheet {

namespace {

constexpr size_t KindCount = static_cast<size_t>(CellKind::OpenPeriod) + 1;

// Kinds that stand below each other as one.
int familyOf(CellKind kind)
{
    if (isTime(kind))
        return -1;
    if (kind == CellKind::Links)
        return static_cast<int>(CellKind::Link);
    return static_cast<int>(kind);
}

} // namespace

ColumnType columnType(const QList<const CellValue *> &cells)
{
    std::array<int, KindCount> counts{};
    int total = 0;
    for (const CellValue *cell : cells) {
        if (cell->kind == CellKind::Missing)
            continue;
        ++counts[static_cast<size_t>(cell->kind)];
        ++total;
    }
    ColumnType type;
    int most = 0;
    int mostOfKind = 0;
    for (size_t kind = 0; kind < KindCount; ++kind) {
        int family = 0;
        for (size_t other = 0; other < KindCount; ++other) {
            if (familyOf(static_cast<CellKind>(other)) == familyOf(static_cast<CellKind>(kind)))
                family += counts[other];
        }
        if (family > most || (family == most && counts[kind] > mostOfKind)) {
            most = family;
            mostOfKind = counts[kind];
            type.kind = static_cast<CellKind>(kind);
        }
    }
    if (2 * most <= total || total == 0)
        return {};
    type.uniform = most == total;
    bool first = true;
    for (const CellValue *cell : cells) {
        if (cell->kind != type.kind || cell->quantities.isEmpty())
            continue;
        const Quantity &quantity = cell->quantities.first();
        if (first) {
            type.unit = quantity.unit;
            type.currency = quantity.currency;
            first = false;
            continue;
        }
        if (type.unit != quantity.unit)
            type.unit.clear();
        if (type.currency != quantity.currency)
            type.currency = {};
    }
    return type;
}

bool isPropertySheet(const QList<const CellValue *> &names, const QList<const CellValue *> &values)
{
    const CellKind left = columnType(names).kind;
    if (left != CellKind::Text && left != CellKind::Link)
        return false;
    int family = 0;
    bool any = false;
    for (const CellValue *cell : values) {
        if (cell->kind == CellKind::Missing)
            continue;
        if (any && familyOf(cell->kind) != family)
            return true;
        family = familyOf(cell->kind);
        any = true;
    }
    return false;
}

} // namespace tearsheet
