// SPDX-License-Identifier: GPL-3.0-or-later

// What another program renames, and what is renamed in the window.
#include "tests/support/temporaryvault.h"
#include "tests/ui/testwindow.h"
#include "ui/editor/noteeditor.h"
#include "ui/panels/filespanel.h"
#include "ui/style/style.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QTreeView>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

void trigger(const TestWindow &window, const QString &text)
{
    for (QAction *action : window->actions()) {
        if (action->text() == text)
            action->trigger();
    }
}

// What the note of the editor is to be called; null where nobody asks.
QLineEdit *typeName(const TestWindow &window, const QString &name)
{
    window.find<NoteEditor>(u"editor"_s)->setFocus();
    trigger(window, u"Rename or move…"_s);
    auto *const input = window.find<QLineEdit>(u"quickSwitcherInput"_s);
    if (input) {
        input->selectAll();
        QTest::keyClicks(input, name);
    }
    return input;
}

QString notice(const TestWindow &window)
{
    const auto *const shown = window.find<QWidget>(u"notice"_s);
    return shown ? shown->accessibleName() : QString();
}

} // namespace

class RenamingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void linksToWhatWasRenamedOutsideAreOfferedUntilAnswered()
    {
        const TemporaryVault vault("//- A.md\nsee [[Volta]]\n//- Volta.md\ntext\n");
        const QString sentence =
            u"Volta was renamed to Watt by another program. Links to update: one link in one note."_s;
        {
            const TestWindow window(vault.root(), u"A"_s);
            QTRY_VERIFY(window->isSettled());
            QVERIFY(QFile::rename(vault.absolute(u"Volta.md"_s), vault.absolute(u"Watt.md"_s)));
            QTRY_COMPARE(notice(window), sentence);
        }
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_COMPARE(notice(window), sentence);
        trigger(window, u"Mend problems…"_s);
        QTRY_VERIFY(window.find<QListView>(u"quickSwitcherList"_s));
        QCOMPARE(window.find<QListView>(u"quickSwitcherList"_s)->model()->index(0, 0).data().toString(),
                 u"Links to files that another program renamed"_s);
        QTest::keyClick(window.find<QLineEdit>(u"quickSwitcherInput"_s), Qt::Key_Escape);
        QVERIFY(window.click(u"Update links"_s));
        QTRY_COMPARE(vault.read(u"A.md"_s), "see [[Watt]]\n");
        QTRY_VERIFY(window->vault().snapshot().renamedOutside().isEmpty());
        QCOMPARE(notice(window), QString());
    }

    void linksMayBeLeftAsTheyAre()
    {
        const TemporaryVault vault("//- A.md\nsee [[Volta]]\n//- Volta.md\ntext\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        QVERIFY(QFile::rename(vault.absolute(u"Volta.md"_s), vault.absolute(u"Watt.md"_s)));
        QVERIFY(window.click(u"Leave them"_s));
        QTRY_VERIFY(window->vault().snapshot().renamedOutside().isEmpty());
        QCOMPARE(vault.read(u"A.md"_s), "see [[Volta]]\n");
        QCOMPARE(notice(window), QString());
    }

    void linksMendedByHandNeedNoAnswer()
    {
        const TemporaryVault vault("//- A.md\nsee [[Volta]]\n//- Volta.md\ntext\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        QVERIFY(QFile::rename(vault.absolute(u"Volta.md"_s), vault.absolute(u"Watt.md"_s)));
        QTRY_VERIFY(!notice(window).isEmpty());
        vault.write(u"A.md"_s, "see [[Watt]]\n");
        QTRY_COMPARE(notice(window), QString());
    }

    void aFolderThatIsDroppedIsAskedAbout()
    {
        const TemporaryVault vault("//- A.md\n[[Kestrel]]\n//- Makers/N.md\n//- News/Kestrel.md\n//- News/Ohm.md\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        auto *const files = window.find<FilesPanel>(u"filesPanel"_s);
        QVERIFY(files);
        Q_EMIT files->moveWanted(u"News"_s, u"Makers"_s);
        auto *const list = window.find<QListView>(u"quickSwitcherList"_s);
        QVERIFY(list);
        QTRY_COMPARE(list->model()->index(0, 0).data(Qt::AccessibleTextRole).toString(),
                     u"Move the folder News to Makers, 2 files; no link to update"_s);
        QVERIFY(QFile::exists(vault.absolute(u"News/Ohm.md"_s)));
        QTest::keyClick(window.find<QLineEdit>(u"quickSwitcherInput"_s), Qt::Key_Return);
        QTRY_COMPARE(window.find<QLabel>(u"statusMessage"_s)->text(),
                     u"Moved the folder News to Makers/News: 2 files; no link to update."_s);
        QVERIFY(QFile::exists(vault.absolute(u"Makers/News/Ohm.md"_s)));
        QVERIFY(!QFile::exists(vault.absolute(u"News"_s)));
        const auto *const tree = window.find<QTreeView>(u"filesTree"_s);
        QTRY_COMPARE(tree->currentIndex().data().toString(), u"News"_s);
        QVERIFY(window.click(u"Undo"_s));
        QTRY_VERIFY(QFile::exists(vault.absolute(u"News/Ohm.md"_s)));
        QTRY_VERIFY(!QFile::exists(vault.absolute(u"Makers/News"_s)));
    }

    void undoingAMoveRemovesTheFoldersThatWereMadeForIt()
    {
        const TemporaryVault vault("//- A.md\n[[Kestrel]]\n//- Kestrel.md\ntext\n//- Ohm.md\n");
        QVERIFY(QDir(vault.root()).mkpath(u"There/before"_s));
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        const auto *const tree = window.find<QTreeView>(u"filesTree"_s);
        QVERIFY(tree);
        const auto move = [&](const QString &to) {
            trigger(window, u"Go to note…"_s);
            QTest::keyClicks(window.find<QLineEdit>(u"quickSwitcherInput"_s), u"Kestrel"_s);
            QTest::keyClick(window.find<QLineEdit>(u"quickSwitcherInput"_s), Qt::Key_Return);
            if (!QTest::qWaitFor([&] { return window.note() == u"Kestrel"; }))
                return false;
            window.find<NoteEditor>(u"editor"_s)->setFocus();
            trigger(window, u"Rename or move…"_s);
            auto *const input = window.find<QLineEdit>(u"quickSwitcherInput"_s);
            input->selectAll();
            QTest::keyClicks(input, to);
            QTest::keyClick(input, Qt::Key_Return);
            return QTest::qWaitFor([&] { return QFile::exists(vault.absolute(to + u".md")); });
        };
        for (int i = 0; i < 2; ++i) {
            QVERIFY(move(u"There/before/new/inner/Kestrel"_s));
            QVERIFY(window.click(u"Undo"_s));
            QTRY_VERIFY(QFile::exists(vault.absolute(u"Kestrel.md"_s)));
            QTRY_VERIFY(!QFileInfo::exists(vault.absolute(u"There/before/new"_s)));
            QVERIFY(QFileInfo::exists(vault.absolute(u"There/before"_s)));
        }
    }

    void canvasesFollow()
    {
        const QByteArray board = "{\"nodes\":[{\"type\":\"file\",\"file\":\"Volta.md\"}]}\n";
        const TemporaryVault vault(QByteArray("//- A.md\ntext\n//- Bad.canvas\n[[Volta]]\n//- Board.canvas\n" + board
                                              + "//- Volta.md\ntext\n"));
        const TestWindow window(vault.root(), u"Volta"_s);
        QTRY_VERIFY(window->isSettled());
        QLineEdit *const input = typeName(window, u"Watt"_s);
        QVERIFY(input);
        const auto *const list = window.find<QListView>(u"quickSwitcherList"_s);
        QTRY_VERIFY(
            list->model()->index(0, 0).data(Qt::AccessibleTextRole).toString().contains(u"one link in one file"));
        QTest::keyClick(input, Qt::Key_Return);
        QTRY_COMPARE(window.find<QLabel>(u"statusMessage"_s)->text(),
                     u"Renamed Volta.md to Watt.md; one link in one file. Bad.canvas may show Volta.md, but it is no "
                     "readable canvas and stays as it is."_s);
        QCOMPARE(vault.read(u"Board.canvas"_s), QByteArray(board).replace("Volta", "Watt"));
        QVERIFY(window.click(u"Undo"_s));
        QTRY_COMPARE(vault.read(u"Board.canvas"_s), board);
    }

    void aLinkToANoteIsNoOtherNote()
    {
        const TemporaryVault vault("//- A.md\n[[Kestrel]]\n//- Kestrel.md\ntext\n");
        QVERIFY(QFile::link(u"A.md"_s, vault.absolute(u"B.md"_s)));
        const TestWindow window(vault.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        QLineEdit *const input = typeName(window, u"Ohm"_s);
        QVERIFY(input);
        const auto *const list = window.find<QListView>(u"quickSwitcherList"_s);
        QTRY_VERIFY(
            list->model()->index(0, 0).data(Qt::AccessibleTextRole).toString().contains(u"one link in one note"));
        QTest::keyClick(input, Qt::Key_Return);
        QTRY_COMPARE(vault.read(u"A.md"_s), "[[Ohm]]\n");
        QVERIFY(QFileInfo(vault.absolute(u"B.md"_s)).isSymLink());
    }

    void anAliasIsNoLink()
    {
        const TemporaryVault vault("//- A.md\n[[Volta]]\n//- Volta.md\ntext\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        Q_EMIT window.find<FilesPanel>(u"filesPanel"_s)->menuWanted(u"Volta.md"_s, false, QPoint(10, 10));
        for (QAction *action : window->findChild<QMenu *>(u"fileMenu"_s)->actions()) {
            if (action->text() == u"Rename or move…")
                action->trigger();
        }
        window->findChild<QMenu *>(u"fileMenu"_s)->close();
        auto *const input = window.find<QLineEdit>(u"quickSwitcherInput"_s);
        QVERIFY(input);
        input->selectAll();
        QTest::keyClicks(input, u"Watt"_s);
        QTest::keyClick(input, Qt::Key_Down);
        QTest::keyClick(input, Qt::Key_Return);
        QTRY_VERIFY(QFile::exists(vault.absolute(u"Watt.md"_s)));
        QTRY_COMPARE(vault.read(u"Watt.md"_s), "---\naliases: [Volta]\n---\ntext\n");
        QTRY_COMPARE(window.find<QLabel>(u"statusMessage"_s)->text(),
                     u"Renamed Volta.md to Watt.md; one link in one note, the old name is an alias."_s);
    }

    void theBoxSaysThatItRenames()
    {
        const TemporaryVault vault("//- Volta.md\n");
        const TestWindow window(vault.root(), u"Volta"_s);
        QTRY_VERIFY(window->isSettled());
        trigger(window, u"Rename or move…"_s);
        QCOMPARE(window.find<QLabel>(u"quickSwitcherTitle"_s)->text(), u"Rename or move Volta"_s);
        QCOMPARE(window.find<QListView>(u"quickSwitcherList"_s)->model()->index(0, 0).data().toString(),
                 u"Type a new name."_s);
    }
};

QTEST_MAIN(RenamingTest)
#include "renamingtest.moc"
