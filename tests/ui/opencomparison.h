// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/temporaryvault.h"
#include "tests/ui/testwindow.h"
#include "ui/table/comparisonview.h"

#include <QApplication>
#include <QLineEdit>
#include <QTableView>

namespace tearsheet {

inline constexpr const char Notes[] = R"(
//- Kestrel.md
#company #cells
## Facts
| Metric | Value |
|---|---|
| Revenue | $4.2B (2024) |
| Headquarters | Oslo |
| Currency | Krone |
## Competitors
| Company | Market share |
|---|---|
| [[Norrland]] | 16% |
| [[Kestrel]] | 37% |
//- Norrland.md
#company #cells
## Facts
| Metric | Value |
|---|---|
| Sales | €950M (2024) |
| Currency | Krone |
## Competitors
| Company | Market share |
|---|---|
| [[Kestrel]] | 25% |
| [[Norrland]] | 16% |
)";

inline QTableView *gridOf(const ComparisonView *view)
{
    return view->findChild<QTableView *>(QStringLiteral("comparisonGrid"));
}

/// The editor that F2 opens in a cell; null where it opens none.
inline QLineEdit *openedEditor(const ComparisonView *view, int row, int column)
{
    QTableView *const grid = gridOf(view);
    grid->setFocus();
    grid->setCurrentIndex(grid->model()->index(row, column));
    QTest::keyClick(grid, Qt::Key_F2);
    return qobject_cast<QLineEdit *>(QApplication::focusWidget());
}

inline QStringList rowNames(const ComparisonView *view)
{
    QStringList names;
    for (const ComparisonLine &row : view->shown().rows)
        names.append(row.title);
    return names;
}

inline int rowOf(const ComparisonView *view, const QString &title)
{
    return static_cast<int>(rowNames(view).indexOf(title));
}

inline QByteArray rawAt(const ComparisonView *view, const QString &row, int column)
{
    const ComparedCell &cell = view->shown().cell(rowOf(view, row), column);
    return cell.isGap() ? QByteArray() : cell.values.first().raw;
}

inline ComparisonView *opened(const TestWindow &window)
{
    const bool shown = QTest::qWaitFor([&] {
        const auto *view = window.find<ComparisonView>(QStringLiteral("comparisonView"));
        return view && !view->shown().rows.isEmpty();
    });
    return shown ? window.find<ComparisonView>(QStringLiteral("comparisonView")) : nullptr;
}

/// Ctrl+K, what is typed, and Enter.
inline ComparisonView *compareBy(const TestWindow &window, const QString &typed)
{
    QTest::keyClick(window.operator->(), Qt::Key_K, Qt::ControlModifier);
    auto *input = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    if (!input)
        return nullptr;
    QTest::keyClicks(input, typed);
    QTest::keyClick(input, Qt::Key_Return);
    return opened(window);
}

} // namespace tearsheet
