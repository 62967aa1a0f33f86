// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/opennote.h"
#include "tests/ui/testwindow.h"
#include "ui/table/celleditor.h"
#include "ui/table/delimitedview.h"
#include "ui/table/gridview.h"

#include <QLabel>
#include <QTabWidget>

#include <memory>

namespace tearsheet {

/// A window on a vault with a note "A" and a file "shares.csv", which is open in front.
struct OpenValues
{
    explicit OpenValues(const QByteArray &bytes, OpenIn where = OpenIn::NewTab)
        : vault("//- A.md\n# S\n\n| a |\n|---|\n| 1 |\n")
    {
        vault.write(QStringLiteral("shares.csv"), bytes);
        window = std::make_unique<TestWindow>(vault.root(), QStringLiteral("A"));
        if (!QTest::qWaitFor([this] { return (*window)->isSettled(); }))
            qFatal("The vault was not read.");
        (*window)->navigator()->openFile(pathOf(u"shares.csv"), where);
    }

    GridView *grid() const { return window->find<GridView>(QStringLiteral("delimitedGrid")); }
    DelimitedSession *session() const { return window->findFirst<DelimitedView>()->session(); }
    QTabWidget *tabs() const { return window->find<QTabWidget>(QStringLiteral("tabs")); }
    bool isOnDisk() const { return QFile::exists(vault.absolute(QStringLiteral("shares.csv"))); }
    QByteArray onDisk() const { return isOnDisk() ? vault.read(QStringLiteral("shares.csv")) : QByteArray(); }
    QString at(int row, int column) const { return grid()->model()->index(row, column).data().toString(); }
    QString said() const { return window->find<QLabel>(QStringLiteral("statusMessage"))->text(); }
    QString banner() const { return bannerText(QStringLiteral("banner")); }
    QString tableBanner() const { return bannerText(QStringLiteral("tableBanner")); }
    CellEditor *editor() const { return window->find<CellEditor>(QStringLiteral("cellEditor")); }
    QString state() const { return window->find<QLabel>(QStringLiteral("statusState"))->text(); }

    void set(int row, int column, const QString &text) const
    {
        grid()->model()->setData(grid()->model()->index(row, column), text, Qt::EditRole);
    }

    // Types `text` into a cell and leaves its editor open.
    void type(int row, int column, const QString &text) const
    {
        grid()->setFocus();
        grid()->setCurrentIndex(grid()->model()->index(row, column));
        QTest::keyClicks(grid(), text.first(1));
        QTest::keyClicks(editor(), text.sliced(1));
    }

    // As another program does.
    void writeOutside(const QByteArray &bytes) const
    {
        vault.write(QStringLiteral(".new"), bytes);
        if (std::rename(qPrintable(vault.absolute(QStringLiteral(".new"))),
                        qPrintable(vault.absolute(QStringLiteral("shares.csv"))))
            != 0)
            qFatal("The file could not be replaced.");
    }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::ControlModifier) const
    {
        QTest::keyClick(window->operator->(), key, modifiers);
    }

    QString bannerText(const QString &name) const
    {
        const auto *const banner = window->find<QWidget>(name);
        return banner ? banner->accessibleName() : QString();
    }

    TemporaryVault vault;
    std::unique_ptr<TestWindow> window;
};

} // namespace tearsheet
