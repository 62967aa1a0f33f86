// SPDX-License-Identifier: GPL-3.0-or-later

// Texts that a crash left, of notes that are not as they were then: offered all the same, each for its own note.
#include "core/store/history.h"
#include "core/store/notestore.h"
#include "tests/ui/leftdrafts.h"
#include "tests/ui/testwindow.h"
#include "ui/diff/diffview.h"
#include "ui/editor/noteeditor.h"
#include "ui/style/style.h"

#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QTreeView>

#include <algorithm>

using namespace tearsheet;
using namespace Qt::StringLiterals;

class OfferedTextsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    // Which of two that say the same is the renamed one, the file itself tells.
    void theRenamedOneOfTwinsIsKnown_data()
    {
        QTest::addColumn<bool>("moves");
        QTest::addRow("renamed") << true;
        QTest::addRow("deleted") << false;
    }

    void theRenamedOneOfTwinsIsKnown()
    {
        QFETCH(const bool, moves);
        const TemporaryVault vault("//- A.md\none\n//- Twin.md\none\n//- B.md\nb\n");
        const FileStamp file = NoteStore(vault.root()).stamp(at(u"A.md"_s)).value();
        if (file.born == 0)
            QSKIP("This file system does not know when files came into being.");
        leave(vault, {.path = at(u"A.md"_s),
                      .bytes = "mine\n",
                      .base = "one\n",
                      .time = QDateTime::currentMSecsSinceEpoch() + 1,
                      .place = {},
                      .inode = file.inode,
                      .born = file.born});
        if (moves)
            QVERIFY(QFile::rename(vault.absolute(u"A.md"_s), vault.absolute(u"Moved.md"_s)));
        else
            vault.remove(u"A.md"_s);
        const TestWindow window(vault.root(), u"B"_s);
        QVERIFY(window.click(moves ? u"Keep it"_s : u"Write the note again"_s));
        QTRY_COMPARE(window.note(), moves ? u"Moved"_s : u"A"_s);
        QTRY_COMPARE(vault.read(moves ? u"Moved.md"_s : u"A.md"_s), "mine\n");
        QCOMPARE(vault.read(u"Twin.md"_s), "one\n");
    }

    // An empty note has whole texts, too.
    void aTextOfANoteThatWasEmptyIsWrittenAsANote()
    {
        const TemporaryVault vault("//- B.md\nb\n");
        leaveDraft(vault, u"A.md"_s, "all of it\n", "");
        const TestWindow window(vault.root(), u"B"_s);
        QVERIFY(window.click(u"Write the note again"_s));
        QTRY_COMPARE(window.note(), u"A"_s);
        QCOMPARE(vault.read(u"A.md"_s), "all of it\n");
    }

    // Of a cell, when nobody knew what the note says: that gives way to nothing.
    void whatIsNoWholeTextIsWrittenOverNothing()
    {
        const TemporaryVault vault("//- A.md\none\n//- B.md\nb\n");
        const Draft part{.path = at(u"A.md"_s), .bytes = "4242\n", .base = {}, .place = {}, .isPart = true};
        leave(vault, part);
        {
            const TestWindow window(vault.root(), u"B"_s);
            QTRY_COMPARE(window.note(), u"A"_s);
            QVERIFY(window.click(u"Keep it"_s));
            QTRY_COMPARE(vault.read(u"A.md"_s), "one\n\n4242\n");
            QTRY_VERIFY(draftsLeft(vault).isEmpty());
        }
        const QByteArray bytes("\xff\x00one\n", 6);
        vault.write(u"A.md"_s, bytes);
        leave(vault, part);
        const TestWindow window(vault.root(), u"B"_s);
        QTRY_COMPARE(window.note(), u"A"_s);
        QTRY_VERIFY(window.find<QWidget>(u"banner"_s));
        QVERIFY(window.click(u"Copy"_s)); // The only way to use it.
        QTRY_COMPARE(QApplication::clipboard()->text(), u"4242"_s);
        QCOMPARE(vault.read(u"A.md"_s), bytes);
    }

    // What a crash left of a note that another program has made something else of since.
    void aTextThatACrashLeftOfANoteThatIsNoTextAnyMore()
    {
        const TemporaryVault vault("//- A.md\none\n//- B.md\nb\n");
        leaveDraft(vault, u"A.md"_s, "mine\n", "one\n");
        const QByteArray bytes("\xff\x00one\n", 6);
        vault.write(u"A.md"_s, bytes);
        {
            const TestWindow window(vault.root(), u"B"_s);
            QTRY_COMPARE(window.note(), u"A"_s);
            QTRY_VERIFY(window.find<QWidget>(u"banner"_s));
            QVERIFY(window.find<QWidget>(u"banner"_s)->accessibleName().contains(u"was kept"));
            QVERIFY(window.click(u"Show the difference"_s));
            QTRY_VERIFY(window.findFirst<DiffView>());
            QVERIFY(window.click(u"Write it over the file"_s));
            QTRY_COMPARE(vault.read(u"A.md"_s), "mine\n");
            QTRY_VERIFY(draftsLeft(vault).isEmpty());
            auto *editor = window.find<NoteEditor>(u"editor"_s);
            QTRY_COMPARE(editor->toPlainText(), u"mine\n"_s);
            QVERIFY(!editor->isReadOnly());
        }
        const History history(vault.root());
        QVERIFY(std::ranges::any_of(*history.versions(at(u"A.md"_s)), [&](const Version &version) {
            return history.bytes(version).value_or(QByteArray()) == bytes;
        }));
    }

    void aTextOfANoteThatIsNoTextAnyMoreIsOpenedBeside()
    {
        const TemporaryVault vault("//- A.md\none\n//- B.md\nb\n");
        leaveDraft(vault, u"A.md"_s, "mine\n", "one\n");
        const QByteArray bytes("\xff\x00one\n", 6);
        vault.write(u"A.md"_s, bytes);
        const TestWindow window(vault.root(), u"B"_s);
        QTRY_COMPARE(window.note(), u"A"_s);
        QVERIFY(window.click(u"Open both"_s));
        QTRY_VERIFY(window.note().startsWith(u"A (unsaved text"));
        QCOMPARE(vault.read(u"A.md"_s), bytes);
        QTRY_VERIFY(draftsLeft(vault).isEmpty());
    }

    void anEarlierVersionComesBackOverWhatIsNoText()
    {
        const TemporaryVault vault("//- A.md\none\n");
        if (!History(vault.root())
                 .keep({NewVersion::made(at(u"A.md"_s), "one\n"), NewVersion::aside(at(u"A.md"_s), "mine\n")}, true))
            QFAIL("The history could not be written.");
        const QByteArray bytes("\xff\x00one\n", 6);
        vault.write(u"A.md"_s, bytes);
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        window.showPanel(u"History"_s);
        QTRY_VERIFY(window.find<QTreeView>(u"historyTree"_s));
        auto *tree = window.find<QTreeView>(u"historyTree"_s);
        const auto first = [&] { return tree->model()->index(0, 0, tree->model()->index(0, 0)); };
        QTRY_VERIFY(first().isValid());
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(first()).center());
        QTRY_VERIFY(window.findFirst<DiffView>());
        QVERIFY(window.click(u"Restore this version"_s));
        QTRY_COMPARE(vault.read(u"A.md"_s), "mine\n");
        const History history(vault.root());
        QTRY_VERIFY(std::ranges::any_of(*history.versions(at(u"A.md"_s)), [&](const Version &version) {
            return history.bytes(version).value_or(QByteArray()) == bytes;
        }));
    }

    // Of two crashes, each left something else.
    void everyTextThatWasKeptIsOffered()
    {
        const TemporaryVault vault("//- A.md\none\n");
        for (const QByteArray &text : {"first one\n"_ba, "second one\n"_ba, "one\n"_ba})
            leaveDraft(vault, u"A.md"_s, text, "one\n");
        QCOMPARE(draftsLeft(vault).size(), 3);
        const TestWindow window(vault.root(), u"A"_s);
        QVERIFY(window.click(u"Show the difference"_s));
        QTRY_VERIFY(window.findFirst<DiffView>());
        QTRY_COMPARE(draftsLeft(vault).size(), 2); // The file says the third.
        QVERIFY(window.click(u"Keep it"_s));
        QTRY_COMPARE(vault.read(u"A.md"_s), "second one\n");
        QTRY_COMPARE(draftsLeft(vault).size(), 1);
        QVERIFY(window.click(u"Discard"_s));
        QTRY_VERIFY(draftsLeft(vault).isEmpty());
        QTRY_VERIFY(!window.find<QWidget>(u"banner"_s));
        QCOMPARE(vault.read(u"A.md"_s), "second one\n");
    }

    void everyTextOfANoteThatIsGoneIsOffered()
    {
        const TemporaryVault vault("//- B.md\nb\n");
        for (const QByteArray &text : {"first one\n"_ba, "second one\n"_ba})
            leaveDraft(vault, u"A.md"_s, text, "one\n");
        const TestWindow window(vault.root(), u"B"_s);
        QVERIFY(window.click(u"Show them"_s));
        QTRY_VERIFY(window->findChild<QDialog *>(u"keptTexts"_s));
        QVERIFY(window.click(u"Write the note again"_s));
        QTRY_COMPARE(window.note(), u"A"_s);
        QCOMPARE(vault.read(u"A.md"_s), "second one\n");
        QTRY_COMPARE(draftsLeft(vault).size(), 1);
        window->findChild<QDialog *>(u"keptTexts"_s)->close();
        QVERIFY(window.click(u"Open both"_s));
        QTRY_VERIFY(draftsLeft(vault).isEmpty());
    }
};

QTEST_MAIN(OfferedTextsTest)
#include "offeredtextstest.moc"
