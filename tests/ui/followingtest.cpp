// SPDX-License-Identifier: GPL-3.0-or-later

// What is open, typed or waits for an answer follows a note that is renamed, here or by another program.
#include "core/store/draftstore.h"
#include "tests/support/temporaryvault.h"
#include "tests/ui/testwindow.h"
#include "ui/editor/noteeditor.h"
#include "ui/panels/filespanel.h"
#include "ui/style/style.h"
#include "ui/table/gridview.h"

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QTableView>
#include <QTreeView>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Text = "---\nsince: 2019\n---\n#company\n# A\n\n| a | b |\n|---|---|\n| x | 36% |\n\n"
                        "# T\n\n| c |\n|---|\n| 2 |\n\n## Related\n- [[Volta]] — supplier\n";

const QByteArray Notes = "//- Old.md\n" + Text + "//- Volta.md\n#company\nother\n//- News/N.md\n";

QString notice(const TestWindow &window)
{
    const auto *const shown = window.find<QWidget>(u"notice"_s);
    return shown ? shown->accessibleName() : QString();
}

QString tabText(const TestWindow &window, int index)
{
    return window.find<QTabWidget>(u"tabs"_s)->tabText(index);
}

bool rename(const TemporaryVault &vault, const QString &from, const QString &to)
{
    return QFile::rename(vault.absolute(from), vault.absolute(to));
}

/// Opens the editor of a cell of `view`, in which "typed" stands then.
QLineEdit *typeInto(QAbstractItemView *view, const QModelIndex &index)
{
    view->setFocus();
    view->setCurrentIndex(index);
    QTest::keyClick(view, Qt::Key_F2);
    QWidget *const editor = QApplication::focusWidget();
    QTest::keyClick(editor, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(editor, u"typed"_s);
    return qobject_cast<QLineEdit *>(editor);
}

/// The first place in the panel of relations that says "supplier".
QModelIndex supplier(const QTreeView *tree)
{
    const QModelIndexList found = tree->model()->match(tree->model()->index(0, 0), Qt::EditRole, u"supplier"_s, 1,
                                                       Qt::MatchExactly | Qt::MatchRecursive);
    return found.isEmpty() ? QModelIndex() : found.first();
}

} // namespace

class FollowingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void whatIsTypedGoesOnUnderTheNewName_data()
    {
        QTest::addColumn<QString>("place");
        QTest::addColumn<bool>("outside");
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        for (const bool outside : {true, false}) {
            const char *const by = outside ? "outside" : "here";
            QTest::addRow("cell, %s", by) << u"cell"_s << outside << QByteArray("36%") << QByteArray("typed on");
            QTest::addRow("tab, %s", by) << u"tab"_s << outside << QByteArray("| 2 |") << QByteArray("| typed on |");
            QTest::addRow("property, %s", by)
                << u"property"_s << outside << QByteArray("2019") << QByteArray("typed on");
            QTest::addRow("relation, %s", by)
                << u"relation"_s << outside << QByteArray("supplier") << QByteArray("typed on");
        }
    }

    void whatIsTypedGoesOnUnderTheNewName()
    {
        QFETCH(const QString, place);
        QFETCH(const bool, outside);
        QFETCH(const QByteArray, before);
        QFETCH(const QByteArray, after);
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root(), u"Old"_s);
        QTRY_VERIFY(window->isSettled());
        QAbstractItemView *view = window.find<GridView>(u"tableGrid"_s);
        QModelIndex index;
        // The caret stands in the other table.
        window.find<NoteEditor>(u"editor"_s)->goTo(static_cast<quint32>(Text.indexOf("| 2")), true);
        auto *const list = window.find<QListView>(u"tableList"_s);
        list->setCurrentIndex(list->model()->index(0, 0));
        if (place == u"tab") {
            window.run(u"Tables of the note in a tab"_s);
            view = window.find<QTabWidget>(u"tabs"_s)->currentWidget()->findChild<GridView *>();
            index = view->model()->index(0, 0); // Of the table around the caret.
        } else if (place == u"property") {
            window.showPanel(u"Properties"_s);
            view = window.find<QTableView>(u"propertiesTable"_s);
        } else if (place == u"relation") {
            window.showPanel(u"Relations"_s);
            QTRY_VERIFY(window.find<QTreeView>(u"relationsTree"_s));
            auto *const tree = window.find<QTreeView>(u"relationsTree"_s);
            QTRY_VERIFY(supplier(tree).isValid());
            view = tree;
            index = supplier(tree);
        }
        if (!index.isValid())
            index = view->model()->index(0, 1);
        // Who renames here does so before it is typed: that takes its time.
        if (!outside)
            Q_EMIT window.find<FilesPanel>(u"filesPanel"_s)->moveWanted(u"Old.md"_s, u"News"_s);
        QPointer<QWidget> editor;
        if (place == u"property") {
            view->setFocus();
            view->setCurrentIndex(index);
            QTest::keyClick(view, Qt::Key_F2);
            editor = QApplication::focusWidget();
            QVERIFY(editor != view);
            QTest::keyClicks(editor, u"typed"_s);
        } else {
            editor = typeInto(view, index);
        }
        QVERIFY(editor);
        const QString now = outside ? u"New.md"_s : u"News/Old.md"_s;
        if (outside)
            QVERIFY(rename(vault, u"Old.md"_s, now));
        const QTabWidget *const tabs = window.find<QTabWidget>(u"tabs"_s);
        QTRY_COMPARE(tabs->tabToolTip(0), QString(now + u"\nNot saved yet"));
        QTRY_VERIFY(window->vault().snapshot().find(NotePath::fromRelative(now).value()) >= 0);
        QVERIFY(editor);
        QTest::keyClicks(editor, u" on"_s);
        QTest::keyClick(editor, Qt::Key_Return);
        QTest::keyClick(window.operator->(), Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(vault.read(now), QByteArray(Text).replace(before, after), 10000);
        QVERIFY(!notice(window).contains(u"You typed"));
        QVERIFY(!QFile::exists(vault.absolute(u"Old.md"_s)));
    }

    void nothingIsUnsavedOnceItIsAnsweredUnderTheNewName()
    {
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root(), u"Old"_s);
        QTRY_VERIFY(window->isSettled());
        auto *const grid = window.find<GridView>(u"tableGrid"_s);
        QVERIFY(typeInto(grid, grid->model()->index(0, 1)));
        vault.write(u"Old.md"_s, "No table.\n");
        QTRY_VERIFY(!notice(window).isEmpty());
        const auto state = [&] { return window.find<QLabel>(u"statusState"_s)->text(); };
        QTRY_COMPARE(state(), u"● Unsaved"_s);
        QVERIFY(rename(vault, u"Old.md"_s, u"New.md"_s));
        QTRY_COMPARE(tabText(window, 0), u"New"_s);
        QCOMPARE(state(), u"● Unsaved"_s);
        QVERIFY(window.click(u"Copy and show the note"_s));
        QCOMPARE(window.note(), u"New"_s);
        QTRY_COMPARE(state(), u"✓ Saved"_s);
        QVERIFY(window.find<QLabel>(u"statusMessage"_s)->text().startsWith(u"Copied"));
        QVERIFY(!window.findFirst<FileView>()->session()->hasTyped());
    }

    void theKeyboardComesBackToTheGridWhoseCellWasTyped()
    {
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root(), u"Old"_s);
        QTRY_VERIFY(window->isSettled());
        auto *const grid = window.find<GridView>(u"tableGrid"_s);
        QVERIFY(typeInto(grid, grid->model()->index(0, 1)));
        window.run(u"Rename or move…"_s);
        auto *const input = window.find<QLineEdit>(u"quickSwitcherInput"_s);
        QTRY_COMPARE(QApplication::focusWidget(), input);
        QTest::keyClick(input, Qt::Key_Escape);
        QCOMPARE(QApplication::focusWidget(), grid);
    }

    void theFiltersOfItsTablesStay()
    {
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root(), u"Old"_s);
        QTRY_VERIFY(window->isSettled());
        auto *const grid = window.find<GridView>(u"tableGrid"_s);
        auto *const list = window.find<QListView>(u"tableList"_s);
        for (int table = 0; table < 2; ++table) {
            list->setCurrentIndex(list->model()->index(table, 0));
            Arrangement arrangement;
            arrangement.filters.insert(0, u"nowhere"_s);
            grid->arrange(arrangement);
            QTRY_COMPARE(grid->model()->rowCount(), 0);
        }
        QVERIFY(rename(vault, u"Old.md"_s, u"New.md"_s));
        QTRY_COMPARE(tabText(window, 0), u"New"_s);
        QTRY_VERIFY(window->vault().snapshot().find(NotePath::fromRelative(u"New.md"_s).value()) >= 0);
        QCOMPARE(list->currentIndex().row(), 1);
        QCOMPARE(grid->model()->rowCount(), 0);
        list->setCurrentIndex(list->model()->index(0, 0));
        QCOMPARE(grid->tableModel()->arrangement().filters.value(0), u"nowhere"_s);
        QCOMPARE(grid->model()->rowCount(), 0);
    }

    void aTabOfTablesIsCalledByTheNewName()
    {
        const TemporaryVault vault(Notes);
        const TestWindow window(vault.root(), u"Old"_s);
        QTRY_VERIFY(window->isSettled());
        window.run(u"Tables of the note in a tab"_s);
        QCOMPARE(tabText(window, 1), u"Old: tables"_s);
        QVERIFY(rename(vault, u"Old.md"_s, u"New.md"_s));
        QTRY_COMPARE(tabText(window, 0), u"New"_s);
        QCOMPARE(tabText(window, 1), u"New: tables"_s);
        auto *const tabs = window.find<QTabWidget>(u"tabs"_s);
        tabs->setCurrentIndex(0);
        window.run(u"Tables of the note in a tab"_s);
        QCOMPARE(tabs->count(), 2);
        QCOMPARE(tabs->currentIndex(), 1);
    }

    void aTextThatWasKeptIsAnsweredUnderTheNewName_data()
    {
        QTest::addColumn<QString>("answer");
        QTest::addColumn<bool>("compared");
        for (const bool compared : {false, true}) {
            QTest::addRow("both%s", compared ? ", compared" : "") << u"Open both"_s << compared;
            QTest::addRow("keep%s", compared ? ", compared" : "") << u"Keep it"_s << compared;
            QTest::addRow("discard%s", compared ? ", compared" : "") << u"Discard"_s << compared;
        }
    }

    void aTextThatWasKeptIsAnsweredUnderTheNewName()
    {
        QFETCH(const QString, answer);
        QFETCH(const bool, compared);
        const TemporaryVault vault(Notes);
        const QByteArray kept = Text + "kept\n";
        QVERIFY(DraftStore(vault.root())
                    .keep({NotePath::fromRelative(u"Old.md"_s).value(),
                           kept,
                           Text,
                           QDateTime::currentMSecsSinceEpoch(),
                           {}}));
        const TestWindow window(vault.root(), u"Old"_s);
        const auto banner = [&] {
            const auto *const shown = window.find<QWidget>(u"banner"_s);
            return shown ? shown->accessibleName() : QString();
        };
        QTRY_VERIFY(banner().startsWith(u"Text that was not saved"));
        QTRY_VERIFY(window->isSettled());
        if (compared)
            QVERIFY(window.click(u"Show the difference"_s));
        QVERIFY(rename(vault, u"Old.md"_s, u"New.md"_s));
        QTRY_COMPARE(tabText(window, 0), u"New"_s);
        QVERIFY(window.click(answer));
        const QStringList beside{u"New (unsaved text *.md"_s};
        if (answer == u"Open both")
            QTRY_COMPARE(QDir(vault.root()).entryList(beside).size(), 1);
        if (answer == u"Keep it")
            QTRY_COMPARE(vault.read(u"New.md"_s), kept);
        QTRY_VERIFY(DraftStore(vault.root()).abandoned().isEmpty());
        window.find<QTabWidget>(u"tabs"_s)->setCurrentIndex(0);
        QTRY_COMPARE(banner(), QString());
        QVERIFY(!QFile::exists(vault.absolute(u"Old.md"_s)));
    }
};

QTEST_MAIN(FollowingTest)
#include "followingtest.moc"
