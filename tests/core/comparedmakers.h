// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/export/comparisonsheet.h"
#include "core/research/comparison.h"
#include "tests/support/vaultof.h"

#include <QtTest>

namespace tearsheet {

/// The comparison as a table of bars, one line for each row; `!` behind a cell that others contradict, `+n` for n
/// further values.
inline QByteArray textOf(const Comparison &comparison)
{
    QByteArray text = comparison.corner.toUtf8();
    for (const ComparisonLine &column : comparison.columns)
        text += " | " + lineHeading(column).toUtf8();
    for (qsizetype row = 0; row < comparison.rows.size(); ++row) {
        text += '\n' + lineHeading(comparison.rows.at(row)).toUtf8();
        for (qsizetype column = 0; column < comparison.columns.size(); ++column) {
            const ComparedCell &cell = comparison.cell(row, column);
            text += " | " + (cell.isGap() ? QByteArray() : cell.values.first().raw);
            if (cell.disagrees)
                text += '!';
            if (cell.values.size() > 1)
                text += " +" + QByteArray::number(cell.values.size() - 1);
        }
    }
    for (const QString &remark : comparison.remarks)
        text += "\n# " + remark.toUtf8();
    return text;
}

inline TableAddress firstTable(const char *note, const char *heading = "")
{
    return {*NotePath::fromRelative(QString::fromUtf8(note)), QString::fromUtf8(heading), 0};
}

inline constexpr const char Makers[] = R"(
//- Kestrel.md
---
aliases: [Kestrel Cells]
---
#actor #company
## Quick stats
| Metric | Value |
|---|---|
| Market share | ~37% |
| Revenue | $4.2B (2024) |
| Headquarters | Oslo |
| Employees | 12,000 |
## Competitive position
| Company | Market share | Strengths |
|---|---|---|
| [[Norrland]] | ~16% | Price |
| Voltaire | 9% | Reach |
| **Kestrel** | ~37% | Volume |
//- Norrland.md
#actor #company
## Facts
| Detail | Value |
|---|---|
| Global share | 16% |
| Sales | €950M (2024) |
| HQ | Turku |
## Rivals
| # | Edge | Rival | Share of market |
|---|---|---|---|
| 1 | Scale | [[Kestrel Cells]] | 39% |
| 2 | Hydro power | | 17% |
| 3 | Brand | [[Voltaire]] | 9.2% |
//- Voltaire.md
#actor #company
## Peers
| Metric | [[Kestrel]] | [[Norrland]] | [[Voltaire]] |
|---|---|---|---|
| Global share | 37% | 15.8% | 9% |
| Backlog | $2B | — | $300M |
//- Market.md
#concept
## Makers (2025)
| Rank | Company | Market share |
|---|---|---|
| 1 | [[Kestrel]] | 38% |
| 2 | Norrland | 15% |
)";

} // namespace tearsheet
