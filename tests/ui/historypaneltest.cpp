// SPDX-License-Identifier: GPL-3.0-or-later

// Versions are compared with each other and restored from their list.
#include "core/store/history.h"
#include "tests/support/temporaryvault.h"
#include "tests/ui/testwindow.h"
#include "ui/diff/diffview.h"
#include "ui/editor/noteeditor.h"
#include "ui/style/style.h"

#include <QAbstractItemModelTester>
#include <QMenu>
#include <QTabWidget>
#include <QTreeView>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

NotePath at(const QString &path)
{
    return *NotePath::fromRelative(path);
}

} // namespace

class HistoryPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void versionsAreComparedWithEachOther()
    {
        const TemporaryVault vault("//- A.md\none\n");
        {
            History history(vault.root());
            QVERIFY(history.keep(
                {NewVersion::made(at(u"A.md"_s), "one\ntwo\nthree\n"), NewVersion::made(at(u"A.md"_s), "one\ntwo\n"),
                 NewVersion::aside(at(u"A.md"_s), "typed\n"), NewVersion::made(at(u"A.md"_s), "one\n")},
                true));
        }
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        window.showPanel(u"History"_s);
        QTRY_VERIFY(window.find<QTreeView>(u"historyTree"_s));
        auto *tree = window.find<QTreeView>(u"historyTree"_s);
        const QAbstractItemModelTester tester(tree->model());
        const QModelIndex day = tree->model()->index(0, 0);
        QTRY_COMPARE(tree->model()->rowCount(day), 4);
        QCOMPARE(tree->model()->flags(day), Qt::NoItemFlags);
        QVERIFY(tree->model()->index(1, 0, day).data().toString().endsWith(u"unsaved text, set aside"));
        const auto choose = [&](int row, const QString &text) {
            Q_EMIT tree->customContextMenuRequested(tree->visualRect(tree->model()->index(row, 0, day)).center());
            auto *menu = window.find<QMenu>(u"versionMenu"_s);
            for (QAction *action : menu->actions()) {
                if (action->text() == text)
                    action->trigger();
            }
            menu->close();
        };
        choose(0, u"Compare with the version before"_s);
        QTRY_VERIFY(window.findFirst<DiffView>());
        QVERIFY(window.find<QWidget>(u"banner"_s)->accessibleName().startsWith(u"What changed in A between"));
        QVERIFY(window.click(u"Close"_s));
        QTRY_VERIFY(!window.findFirst<DiffView>());
        tree->selectionModel()->select(tree->model()->index(2, 0, day), QItemSelectionModel::Select);
        tree->selectionModel()->select(tree->model()->index(3, 0, day), QItemSelectionModel::Select);
        choose(3, u"Compare the two selected versions"_s);
        QTRY_VERIFY(window.findFirst<DiffView>());
        QCOMPARE(window.findFirst<DiffView>()->changeCount(), 1);
        choose(3, u"Restore this version"_s);
        QTRY_VERIFY(!window.findFirst<DiffView>());
        QCOMPARE(window.find<NoteEditor>(u"editor"_s)->toPlainText(), u"one\ntwo\nthree\n"_s);
    }

    // Its menu may be open while another note comes to the front.
    void aVersionIsRestoredIntoNoOtherNote()
    {
        const TemporaryVault vault("//- A.md\none\n//- B.md\nother\n");
        QVERIFY(History(vault.root()).keep({NewVersion::made(at(u"A.md"_s), "one\ntwo\n")}, true));
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        window.showPanel(u"History"_s);
        QTRY_VERIFY(window.find<QTreeView>(u"historyTree"_s));
        auto *const tree = window.find<QTreeView>(u"historyTree"_s);
        const QModelIndex first = tree->model()->index(0, 0, tree->model()->index(0, 0));
        Q_EMIT tree->customContextMenuRequested(tree->visualRect(first).center());
        const QPointer<QMenu> menu = window.find<QMenu>(u"versionMenu"_s);
        QVERIFY(menu);
        window->navigator()->openNamed(u"B"_s);
        QTRY_COMPARE(window.note(), u"B"_s);
        for (const QString &text : {u"Restore this version"_s, u"Compare with the note now"_s}) {
            for (QAction *action : menu->actions()) {
                if (action->text() == text)
                    action->trigger();
            }
            QCOMPARE(window.find<NoteEditor>(u"editor"_s)->toPlainText(), u"other\n"_s);
            QVERIFY(!window.findFirst<DiffView>());
        }
        menu->close();
    }
};

QTEST_MAIN(HistoryPanelTest)
#include "historypaneltest.moc"
