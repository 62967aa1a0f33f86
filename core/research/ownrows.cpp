// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/ownrows.h"

#include "core/research/labelwords.h"
#include "core/research/section.h"
#include "core/research/tableshape.h"
#include "core/vault/snapshot.h"

#include <algorithm>

namespace tearsheet {

namespace {

constexpr int MostLookedAt = 8; // Columns, for names.

QByteArray wordsIn(QByteArrayView cell)
{
    LabelWords phrase;
    readLabel(cell, phrase);
    return {phrase.bytes.constData(), phrase.bytes.size()};
}

// Whether a column says whom rows are about: at least two of its cells, and half of those filled, name somebody.
bool namesRows(int column, const Table &table, QByteArrayView text,
               const std::function<bool(QByteArrayView cell)> &isEntity)
{
    int filled = 0;
    int known = 0;
    for (const TableRow &row : table.rows) {
        const QByteArrayView cell = row.cells.value(column).in(text);
        if (isUnnamed(cell))
            continue;
        ++filled;
        known += isEntity(cell) ? 1 : 0;
    }
    return known >= 2 && 2 * known >= filled;
}

} // namespace

QSet<int> ownRows(const Table &table, QByteArrayView text, const QSet<QString> &names, bool mayBeUnnamed,
                  const std::function<bool(QByteArrayView cell)> &isEntity)
{
    const int columns = static_cast<int>(table.header.cells.size());
    QList<int> naming;
    for (int column = 0; column < columns; ++column) {
        if (namesEntities(wordsIn(table.header.cells.at(column).in(text))))
            naming.append(column);
    }
    for (int column = 0; column < std::min(columns, MostLookedAt) && naming.isEmpty(); ++column) {
        if (namesRows(column, table, text, isEntity))
            naming.append(column);
    }
    const bool known = !naming.isEmpty();
    if (!known)
        naming.append(0);
    QSet<int> own;
    QList<int> unnamed;
    for (int row = 0; row < table.rows.size(); ++row) {
        const QList<ByteRange> &cells = table.rows.at(row).cells;
        if (std::ranges::any_of(
                naming, [&](int column) { return names.contains(nameKey(cellText(cells.value(column).in(text)))); }))
            own.insert(row);
        else if (known && isUnnamed(cells.value(naming.first()).in(text)))
            unnamed.append(row);
    }
    if (mayBeUnnamed && own.isEmpty() && unnamed.size() == 1 && table.rows.size() > 1)
        own.insert(unnamed.first());
    return own;
}

} // namespace tearsheet
