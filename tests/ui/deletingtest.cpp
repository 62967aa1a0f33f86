// SPDX-License-Identifier: GPL-3.0-or-later

// Notes are deleted with what was typed into them, and come back.
#include "tests/support/temporaryvault.h"
#include "tests/ui/testwindow.h"
#include "ui/editor/noteeditor.h"
#include "ui/style/style.h"

#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QScrollBar>
#include <QTabWidget>
#include <QToolButton>
#include <QTreeView>

using namespace tearsheet;
using namespace Qt::StringLiterals;

class DeletingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void whatWasTypedIsDeletedWithItsNote()
    {
        const TemporaryVault vault("//- A.md\none\n//- B.md\n[[A]]\n//- C.md\nc\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        window.run(u"Rename or move…"_s);
        auto *input = window.find<QLineEdit>(u"quickSwitcherInput"_s);
        QTest::keyClick(input, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(input, u"D"_s);
        QTest::keyClick(input, Qt::Key_Return);
        QTRY_COMPARE(vault.read(u"B.md"_s), "[[D]]\n");
        QTRY_COMPARE(window.note(), u"D"_s);
        QTest::keyClicks(window.find<NoteEditor>(u"editor"_s), u"typed "_s);
        auto *tree = window.find<QTreeView>(u"filesTree"_s);
        QTRY_COMPARE(tree->model()->match(tree->model()->index(0, 0), Qt::DisplayRole, u"D"_s).size(), 1);
        tree->setCurrentIndex(tree->model()->match(tree->model()->index(0, 0), Qt::DisplayRole, u"D"_s).first());
        bool saidGone = false;
        connect(window.findFirst<NoteView>()->session(), &EditorSession::stateChanged, this,
                [&] { saidGone = saidGone || window.find<QWidget>(u"banner"_s); });
        QTest::keyClick(tree, Qt::Key_Delete);
        QTRY_VERIFY(window.find<QLineEdit>(u"quickSwitcherInput"_s));
        QTest::keyClick(window.find<QLineEdit>(u"quickSwitcherInput"_s), Qt::Key_Return);
        QTRY_VERIFY(!QFile::exists(vault.absolute(u"D.md"_s)));
        QTRY_COMPARE(tree->model()->rowCount(), 2);
        QCOMPARE(window->findChild<QTabWidget *>(u"tabs"_s)->count(), 0);
        QVERIFY(!saidGone);
        // The deletion is what is undone first.
        window.run(u"Undo last change to many notes"_s);
        QTRY_VERIFY(QFile::exists(vault.absolute(u"D.md"_s)));
        QCOMPARE(vault.read(u"D.md"_s), "typed one\n");
        QCOMPARE(vault.read(u"B.md"_s), "[[D]]\n");
        QTRY_COMPARE(tree->model()->rowCount(), 3);
        window.run(u"Undo last change to many notes"_s);
        QTRY_COMPARE(vault.read(u"B.md"_s), "[[A]]\n");
    }

    void aFolderGoesWithItsNotesAndTheirTabsComeBack_data()
    {
        QTest::addColumn<bool>("holdsMore");
        QTest::addRow("as a whole") << false;
        QTest::addRow("with something that no index lists") << true;
    }

    void aFolderGoesWithItsNotesAndTheirTabsComeBack()
    {
        QFETCH(const bool, holdsMore);
        const TemporaryVault vault("//- old/A.md\none\n//- old/in/B.md\nb\n//- C.md\nc\n");
        QVERIFY(QDir().mkpath(vault.absolute(u"old/empty"_s)));
        if (holdsMore)
            vault.write(u"old/.keep"_s, "x");
        const TestWindow window(vault.root(), u"C"_s);
        QTRY_VERIFY(window->isSettled());
        window->navigator()->openNamed(u"old/in/B"_s);
        window->navigator()->openNamed(u"old/A"_s);
        auto *tabs = window->findChild<QTabWidget *>(u"tabs"_s);
        QCOMPARE(tabs->count(), 3);
        auto *tree = window.find<QTreeView>(u"filesTree"_s);
        tree->setCurrentIndex(tree->model()->match(tree->model()->index(0, 0), Qt::DisplayRole, u"old"_s).first());
        QTest::keyClick(tree, Qt::Key_Delete);
        QTRY_VERIFY(window.find<QLineEdit>(u"quickSwitcherInput"_s));
        QTest::keyClick(window.find<QLineEdit>(u"quickSwitcherInput"_s), Qt::Key_Return);
        QTRY_COMPARE(tabs->count(), 1);
        QTRY_COMPARE(QFile::exists(vault.absolute(u"old"_s)), holdsMore);
        QVERIFY(!QFile::exists(vault.absolute(u"old/in"_s)));
        QCOMPARE(window.note(), u"C"_s);
        window.run(u"Undo last change to many notes"_s);
        QTRY_COMPARE(tabs->count(), 3);
        QCOMPARE(vault.read(u"old/in/B.md"_s), "b\n");
        QCOMPARE(window.note(), u"A"_s);
        QStringList titles;
        for (int i = 0; i < tabs->count(); ++i)
            titles.append(tabs->tabText(i));
        titles.sort();
        QCOMPARE(titles, QStringList({u"A"_s, u"B"_s, u"C"_s}));
    }

    void whatCameBackInAnotherWayIsNotOfferedAnyMore()
    {
        const TemporaryVault vault("//- A.md\none\n//- B.md\nb\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        window.run(u"Delete…"_s);
        QTRY_VERIFY(window.find<QLineEdit>(u"quickSwitcherInput"_s));
        QTest::keyClick(window.find<QLineEdit>(u"quickSwitcherInput"_s), Qt::Key_Return);
        QTRY_VERIFY(window.find<QToolButton>(u"statusChoice"_s));
        QCOMPARE(window.find<QToolButton>(u"statusChoice"_s)->text(), u"Undo"_s);
        QVERIFY(!QFile::exists(vault.absolute(u"A.md"_s)));
        vault.write(u"A.md"_s, "one\n");
        QTRY_VERIFY(!window.find<QToolButton>(u"statusChoice"_s));
        QCOMPARE(window.find<QLabel>(u"statusMessage"_s)->text(),
                 u"Nothing is left to bring back: A.md came back in another way."_s);
        window.run(u"Undo last change to many notes"_s);
        QTest::qWait(200);
        QCOMPARE(vault.read(u"A.md"_s), "one\n");
        QCOMPARE(QDir(vault.root()).entryList({u"*.md"_s}).size(), 2);
    }

    void whoseNameAnotherFileHasComesBackBesideIt_data()
    {
        QTest::addColumn<bool>("asCommand");
        QTest::addRow("where it is offered") << false;
        QTest::addRow("as a command") << true;
    }

    void whoseNameAnotherFileHasComesBackBesideIt()
    {
        QFETCH(const bool, asCommand);
        const TemporaryVault vault("//- A.md\none\n//- B.md\nb\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        window.run(u"Delete…"_s);
        QTRY_VERIFY(window.find<QLineEdit>(u"quickSwitcherInput"_s));
        QTest::keyClick(window.find<QLineEdit>(u"quickSwitcherInput"_s), Qt::Key_Return);
        QTRY_VERIFY(window.find<QToolButton>(u"statusChoice"_s));
        vault.write(u"A.md"_s, "another\n");
        QTRY_COMPARE(window.find<QLabel>(u"statusMessage"_s)->text(),
                     u"Another file is called A.md by now. What was deleted can come back beside it."_s);
        vault.write(u"A (brought back).md"_s, "taken, too\n");
        if (asCommand)
            window.run(u"Undo last change to many notes"_s);
        else
            QVERIFY(window.click(u"Bring it back beside"_s));
        QTRY_VERIFY(QFile::exists(vault.absolute(u"A (brought back 2).md"_s)));
        QCOMPARE(vault.read(u"A (brought back 2).md"_s), "one\n");
        QCOMPARE(vault.read(u"A.md"_s), "another\n");
        QCOMPARE(vault.read(u"A (brought back).md"_s), "taken, too\n");
    }

    // Before anything is deleted, all that it takes along and all that would miss it can be read, however many.
    void allThatLinksAndAllThatGoesIsNamed()
    {
        QByteArray text = "//- A.md\n![[one.png]] ![[in/two.png]] ![[three.png]] ![[kept.png]]\n"
                          "//- one.png\n1\n//- in/two.png\n2\n//- three.png\n3\n//- kept.png\n4\n";
        QStringList linking;
        for (int i = 10; i < 40; ++i) {
            text += "//- n/N" + QByteArray::number(i) + ".md\n[[A]]" + (i == 10 ? " ![[kept.png]]" : "") + "\n";
            linking.append(u"Open N%1"_s.arg(i));
        }
        const TemporaryVault vault(text);
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        window.run(u"Delete…"_s);
        QTRY_VERIFY(window.find<QLineEdit>(u"quickSwitcherInput"_s));
        const auto *const list = window.find<QListView>(u"quickSwitcherList"_s);
        QStringList shown;
        for (int i = 0; i < list->model()->rowCount(); ++i)
            shown.append(list->model()->index(i, 0).data().toString());
        QCOMPARE(shown.mid(0, 2), QStringList({u"Move to the trash: A.md"_s,
                                               u"Move to the trash, and 3 files that nothing else uses"_s}));
        QCOMPARE(shown.mid(2, 3), QStringList({u"Open two.png"_s, u"Open one.png"_s, u"Open three.png"_s}));
        QCOMPARE(shown.mid(5), linking);
        QCOMPARE(list->model()->index(2, 0).data(Qt::AccessibleTextRole), u"Open two.png, in  ·  only used there"_s);
        QCOMPARE(list->model()->index(5, 0).data(Qt::AccessibleTextRole), u"Open N10, n  ·  one link"_s);
        // In a box that leaves room around it; the rest is a scroll away.
        QVERIFY(list->window()->height() - list->parentWidget()->height() > 200);
        QVERIFY(list->verticalScrollBar()->maximum() > 0);
        auto *const input = window.find<QLineEdit>(u"quickSwitcherInput"_s);
        QTest::keyClick(input, Qt::Key_Up);
        QVERIFY(list->viewport()->rect().contains(list->visualRect(list->model()->index(34, 0))));
        QTest::keyClick(input, Qt::Key_Return);
        QTRY_COMPARE(window.note(), u"N39"_s);
        QVERIFY(QFile::exists(vault.absolute(u"A.md"_s)));
        window->navigator()->openNamed(u"A"_s);
        window.run(u"Delete…"_s);
        QTRY_VERIFY(window.find<QLineEdit>(u"quickSwitcherInput"_s));
        QTest::keyClick(window.find<QLineEdit>(u"quickSwitcherInput"_s), Qt::Key_Down);
        QTest::keyClick(window.find<QLineEdit>(u"quickSwitcherInput"_s), Qt::Key_Return);
        for (const QString &gone : {u"A.md"_s, u"one.png"_s, u"in/two.png"_s, u"three.png"_s})
            QTRY_VERIFY(!QFile::exists(vault.absolute(gone)));
        QVERIFY(QFile::exists(vault.absolute(u"kept.png"_s)));
    }

    void aNoteThatCannotBeSavedIsNotDeleted()
    {
        const TemporaryVault vault("//- A.md\none\n//- B.md\nb\n");
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        QTest::keyClicks(window.find<NoteEditor>(u"editor"_s), u"mine "_s);
        vault.write(u"A.md"_s, "theirs one\n");
        QTRY_VERIFY(window.find<QWidget>(u"banner"_s));
        window.run(u"Delete…"_s);
        QTRY_VERIFY(window.find<QLineEdit>(u"quickSwitcherInput"_s));
        QTest::keyClick(window.find<QLineEdit>(u"quickSwitcherInput"_s), Qt::Key_Return);
        QVERIFY(window.find<QLabel>(u"statusMessage"_s)->text().startsWith(u"Nothing is deleted"));
        QTest::qWait(200);
        QCOMPARE(vault.read(u"A.md"_s), "theirs one\n");
        QVERIFY(window.click(u"Keep mine"_s));
        QTRY_COMPARE(vault.read(u"A.md"_s), "mine one\n");
    }
};

QTEST_MAIN(DeletingTest)
#include "deletingtest.moc"
