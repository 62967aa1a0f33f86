// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/temporaryvault.h"
#include "tests/ui/testwindow.h"
#include "ui/editor/noteeditor.h"
#include "ui/table/celleditor.h"
#include "ui/table/gridview.h"

namespace tearsheet {

inline const QByteArray Rows = "| Kestrel | ~37% |\n| Norrland | 5% |\n| Volta | 16% |\n";

inline QByteArray shares(const QByteArray &rows)
{
    return "# Cells\n\n| Company | Share |\n|---|---|\n" + rows;
}

/// A window on a note with a table.
struct Work
{
    explicit Work(const QByteArray &note = shares(Rows))
        : vault(QByteArray("//- A.md\n" + note)), window(vault.root(), QStringLiteral("A"))
    {
        if (!QTest::qWaitFor(
                [this] { return window->isSettled() && window.find<GridView>(QStringLiteral("tableGrid")); }))
            qFatal("The window does not settle.");
        grid()->setFocus();
    }

    GridView *grid() const { return window.find<GridView>(QStringLiteral("tableGrid")); }
    QString at(int row, int column) const { return grid()->model()->index(row, column).data().toString(); }
    CellEditor *editor() const { return window.find<CellEditor>(QStringLiteral("cellEditor")); }
    QWidget *question() const { return window.find<QWidget>(QStringLiteral("cellQuestion")); }
    QString banner() const
    {
        const auto *const banner = window.find<QWidget>(QStringLiteral("tableBanner"));
        return banner ? banner->accessibleName() : QString();
    }
    QString notice() const
    {
        const auto *const notice = window.find<QWidget>(QStringLiteral("notice"));
        return notice ? notice->accessibleName() : QString();
    }
    QString text() const { return window.find<NoteEditor>(QStringLiteral("editor"))->toPlainText(); }

    /// Types `text` into a cell and leaves its editor open.
    void type(int row, int column, const QString &text) const
    {
        grid()->setCurrentIndex(grid()->model()->index(row, column));
        QTest::keyClicks(grid(), text.first(1));
        QTest::keyClicks(editor(), text.sliced(1));
    }

    /// Another program writes the note; the grid shows it.
    void write(const QByteArray &note) const
    {
        vault.write(QStringLiteral("A.md"), note);
        if (!QTest::qWaitFor([&] { return text() == QString::fromUtf8(note); }))
            qWarning("The window does not follow the file.");
        // The parse comes a moment later.
        QTest::qWait(100);
    }

    TemporaryVault vault;
    TestWindow window;
};

} // namespace tearsheet
