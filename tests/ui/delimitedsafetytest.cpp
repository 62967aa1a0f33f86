// SPDX-License-Identifier: GPL-3.0-or-later

// Nothing of a file of values is lost, as a user sees it in the window: other writers, earlier versions, failed saves,
// texts that a crash left, files that are gone.
#include "core/store/draftstore.h"
#include "core/vault/obsidiansettings.h"
#include "tests/ui/openvalues.h"
#include "ui/diff/diffview.h"
#include "ui/diff/mergeview.h"
#include "ui/style/style.h"

#include <QApplication>
#include <QClipboard>
#include <QDirIterator>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QStandardPaths>
#include <QTreeView>

#include <unistd.h>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Shares = "company,share,since\nKestrel,37%,2019\nNorrland,5%,2020\nVolta,16%,2021\n";

QByteArray with(const char *before, const char *after, QByteArray bytes = Shares)
{
    return bytes.replace(before, after);
}

QByteArrayList textsOf(const OpenValues &values)
{
    const History history(values.vault.root());
    QByteArrayList texts;
    for (const Version &version : history.versions(pathOf(u"shares.csv")).value_or(QList<Version>()))
        texts.append(history.bytes(version).value_or("lost"));
    return texts;
}

} // namespace

class DelimitedSafetyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void anUndoOfWhatOthersWroteIsToldWithTheWayBack()
    {
        const OpenValues values(Shares);
        values.writeOutside(with("Volta", "Ohm"));
        QTRY_COMPARE(values.at(2, 0), u"Ohm"_s);
        values.grid()->setFocus();
        QTest::keyClick(values.grid(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(values.at(2, 0), u"Volta"_s);
        QVERIFY(values.banner().contains(u"is taken back"));
        QVERIFY(values.window->click(u"Redo"_s));
        QTRY_COMPARE(values.at(2, 0), u"Ohm"_s);
        QCOMPARE(values.banner(), QString());
        values.press(Qt::Key_S);
        QTRY_COMPARE(values.onDisk(), with("Volta", "Ohm"));
        // An undo of what was typed here tells nothing.
        values.set(0, 1, u"38%"_s);
        QTRY_VERIFY(!values.session()->isSafe());
        QTest::keyClick(values.grid(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(values.at(0, 1), u"37%"_s);
        QCOMPARE(values.banner(), QString());
    }

    void whatDoesNotOverlapIsMergedAndSaid()
    {
        const OpenValues values(Shares);
        values.set(0, 1, u"38%"_s);
        // The same row, a row that is new, one that is gone.
        values.writeOutside("company,share,since\nKestrel,37%,2018\nVolta,16%,2021\nOhm,1%,2022\n");
        QTRY_COMPARE(values.at(0, 2), u"2018"_s);
        QCOMPARE(values.at(0, 1), u"38%"_s);
        QVERIFY(values.said().contains(u"merged"));
        QTRY_COMPARE_WITH_TIMEOUT(values.onDisk(),
                                  "company,share,since\nKestrel,38%,2018\nVolta,16%,2021\nOhm,1%,2022\n", 10000);
        values.grid()->setFocus();
        QTest::keyClick(values.grid(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(values.session()->bytes(), with("37%", "38%"));
    }

    void theSameCellIsAskedAbout()
    {
        const OpenValues values(Shares);
        values.set(0, 1, u"38%"_s);
        values.writeOutside(with("37%", "40%", with("Volta", "Ohm")));
        QTRY_COMPARE(values.state(), u"⚠ Changed on disk"_s);
        QCOMPARE(values.at(0, 1), u"38%"_s);
        QCOMPARE(values.onDisk(), with("37%", "40%", with("Volta", "Ohm")));
        QVERIFY(values.window->click(u"Show both sides"_s));
        QTRY_VERIFY(values.window->findFirst<MergeView>());
        QTest::mouseClick(values.window->find<QPushButton>(u"takeMineButton"_s), Qt::LeftButton);
        QTest::mouseClick(values.window->find<QPushButton>(u"finishButton"_s), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(values.onDisk(), with("37%", "38%", with("Volta", "Ohm")), 10000);
    }

    void eitherSideOfAConflictCanBeTaken()
    {
        for (const bool mine : {true, false}) {
            const OpenValues values(Shares);
            values.set(0, 1, u"38%"_s);
            values.writeOutside(with("37%", "40%"));
            QTRY_COMPARE(values.state(), u"⚠ Changed on disk"_s);
            QVERIFY(values.window->click(mine ? u"Keep mine"_s : u"Take the version on disk"_s));
            QTRY_COMPARE(values.onDisk(), with("37%", mine ? "38%" : "40%"));
            QTRY_COMPARE(values.at(0, 1), mine ? u"38%"_s : u"40%"_s);
            // The other one is in the history.
            QTRY_VERIFY(textsOf(values).contains(with("37%", mine ? "40%" : "38%")));
        }
    }

    void everyVersionIsListedComparedAndRestored()
    {
        const OpenValues values(Shares);
        QTRY_COMPARE(textsOf(values), QByteArrayList{Shares});
        values.set(0, 1, u"38%"_s);
        values.press(Qt::Key_S);
        QTRY_COMPARE(values.onDisk(), with("37%", "38%"));
        values.writeOutside(with("Volta", "Ohm"));
        QTRY_COMPARE(textsOf(values), (QByteArrayList{with("Volta", "Ohm"), with("37%", "38%"), Shares}));
        QTRY_COMPARE(values.at(2, 0), u"Ohm"_s); // The history may know of it before.
        values.press(Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(values.window->find<QTreeView>(u"historyTree"_s));
        auto *const tree = values.window->find<QTreeView>(u"historyTree"_s);
        QTRY_COMPARE(tree->model()->rowCount(tree->model()->index(0, 0)), 3);
        const QModelIndex saved = tree->model()->index(1, 0, tree->model()->index(0, 0));
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualRect(saved).center());
        QTRY_VERIFY(values.window->findFirst<DiffView>());
        QCOMPARE(values.window->findFirst<DiffView>()->changeCount(), 2);
        QVERIFY(values.window->click(u"Restore this version"_s));
        QTRY_VERIFY(values.grid());
        QCOMPARE(values.at(0, 1), u"38%"_s);
        QCOMPARE(values.at(2, 0), u"Volta"_s);
        QTRY_COMPARE_WITH_TIMEOUT(values.onDisk(), with("37%", "38%"), 10000);
        values.grid()->setFocus();
        QTest::keyClick(values.grid(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(values.onDisk(), with("Volta", "Ohm"), 10000);
    }

    void aCellThatChangesUnderTheKeyboardIsAskedAbout()
    {
        for (const bool mine : {true, false}) {
            const OpenValues values(Shares);
            values.type(2, 1, u"17%"_s);
            values.writeOutside("company,share,since\nOhm,1%,2022\n" + with("16%", "18%").sliced(20));
            QTRY_VERIFY(values.window->find<QWidget>(u"cellQuestion"_s));
            QVERIFY(values.window->find<QWidget>(u"cellQuestion"_s)->accessibleName().contains(u"“18%”"));
            const QByteArray theirs = values.onDisk();
            // Enter asks; it writes nothing by itself.
            QTest::keyClick(values.editor(), Qt::Key_Return);
            QCOMPARE(values.session()->bytes(), theirs);
            QVERIFY(values.editor());
            QVERIFY(values.window->click(mine ? u"Keep mine"_s : u"Take theirs"_s));
            QTRY_VERIFY(!values.editor());
            values.press(Qt::Key_S);
            QTRY_COMPARE(values.onDisk(), mine ? with("18%", "17%", theirs) : theirs);
            QCOMPARE(values.at(3, 1), mine ? u"17%"_s : u"18%"_s);
        }
    }

    void textOutlivesItsRow()
    {
        const OpenValues values(Shares);
        values.type(2, 1, u"17%"_s);
        values.writeOutside("company,share,since\nKestrel,37%,2019\nNorrland,5%,2020\n");
        QTRY_COMPARE(values.tableBanner(), u"The row of Volta is gone. You typed “17%” there."_s);
        QVERIFY(!values.editor());
        QVERIFY(values.window->click(u"Put the row back"_s));
        QTRY_COMPARE_WITH_TIMEOUT(values.onDisk(), with("16%", "17%"), 10000);
        QCOMPARE(values.tableBanner(), QString());
    }

    void aRowIsPutBackAtItsPlace()
    {
        const OpenValues values(Shares);
        values.type(1, 1, u"6%"_s);
        values.writeOutside(with("Norrland,5%,2020\n", ""));
        QTRY_COMPARE(values.tableBanner(), u"The row of Norrland is gone. You typed “6%” there."_s);
        QVERIFY(values.window->click(u"Put the row back"_s));
        QTRY_COMPARE_WITH_TIMEOUT(values.onDisk(), with("5%", "6%"), 10000);
    }

    void aWindowWithTextThatWaitsForAnAnswerStays()
    {
        const OpenValues values(Shares);
        values.type(2, 1, u"17%"_s);
        values.writeOutside(with("16%", "18%"));
        QTRY_VERIFY(values.window->find<QWidget>(u"cellQuestion"_s));
        values.tabs()->setCurrentIndex(0);
        QVERIFY(!(*values.window)->close());
        // What waits is in sight.
        QCOMPARE(values.window->note(), u"shares.csv"_s);
        QVERIFY(values.window->click(u"Go on editing"_s));
        QCOMPARE(values.tableBanner(), u"share of Volta says “18%” now. You typed “17%”."_s);
        QCOMPARE(values.onDisk(), with("16%", "18%"));
        QVERIFY(values.window->click(u"Write mine"_s));
        QTRY_COMPARE(values.at(2, 1), u"17%"_s);
        (*values.window)->close();
        QTRY_COMPARE(values.onDisk(), with("16%", "17%"));
    }

    void aTabThatClosesHandsOverWhatWasTyped()
    {
        const OpenValues values(Shares);
        values.type(2, 1, u"17%"_s);
        values.writeOutside(with("16%", "18%"));
        QTRY_VERIFY(values.window->find<QWidget>(u"cellQuestion"_s));
        values.press(Qt::Key_W);
        QTRY_VERIFY(values.window->find<QWidget>(u"notice"_s));
        QVERIFY(values.window->find<QWidget>(u"notice"_s)->accessibleName().contains(u"You typed “17%”"));
        QCOMPARE(values.onDisk(), with("16%", "18%"));
        QVERIFY(values.window->click(u"Copy"_s));
        QTRY_COMPARE(QApplication::clipboard()->text(), u"17%"_s);
    }

    void whatIsTypedIntoAFileThatTurnedReadOnlyIsOffered()
    {
        const OpenValues values(Shares);
        values.type(2, 1, u"17%"_s);
        values.writeOutside(with("Volta", "Volt\xE9"));
        QTRY_VERIFY(values.session()->isReadOnly());
        values.grid()->finishEditing();
        QVERIFY(values.tableBanner().contains(u"“17%”"));
        QCOMPARE(values.onDisk(), with("Volta", "Volt\xE9"));
        QVERIFY(values.window->click(u"Copy"_s));
        QTRY_COMPARE(QApplication::clipboard()->text(), u"17%"_s);
    }

    void aFileThatIsGoneKeepsItsTabAndIsWrittenAgain()
    {
        const OpenValues values(Shares);
        values.set(0, 1, u"38%"_s);
        values.vault.remove(u"shares.csv"_s);
        QTRY_COMPARE(values.state(), u"⚠ File is gone"_s);
        QCOMPARE(values.at(0, 1), u"38%"_s);
        values.press(Qt::Key_W);
        QCOMPARE(values.tabs()->count(), 2);
        QVERIFY(values.said().contains(u"stays open"));
        (*values.window)->close();
        QVERIFY((*values.window)->isVisible());
        QVERIFY(values.window->click(u"Go on editing"_s));
        QVERIFY(values.window->click(u"Restore the file"_s));
        QTRY_COMPARE(values.onDisk(), with("37%", "38%"));
        QTRY_COMPARE(values.state(), u"✓ Saved"_s);
        values.press(Qt::Key_W);
        QCOMPARE(values.tabs()->count(), 1);
    }

    void aFileThatOthersRemovedIsListedAndComesBack()
    {
        const OpenValues values(Shares);
        QTRY_COMPARE(textsOf(values).size(), 1);
        values.press(Qt::Key_W);
        values.vault.remove(u"shares.csv"_s);
        QTRY_COMPARE(History(values.vault.root()).deleted().value().size(), 1);
        values.window->run(u"Bring back a deleted file…"_s);
        QTRY_VERIFY(values.window->find<QListView>(u"quickSwitcherList"_s));
        auto *const list = values.window->find<QListView>(u"quickSwitcherList"_s);
        QTRY_COMPARE(list->model()->index(0, 0).data().toString(), u"shares.csv"_s);
        QTest::keyClick(values.window->find<QLineEdit>(u"quickSwitcherInput"_s), Qt::Key_Return);
        QTRY_COMPARE(values.onDisk(), Shares);
        QTRY_COMPARE(values.window->note(), u"shares.csv"_s);
    }

    void whatIsDeletedHereClosesItsTabAndComesBack()
    {
        const OpenValues values(Shares);
        values.vault.write(u".obsidian/app.json"_s, "{\"trashOption\":\"local\"}");
        values.vault.write(u"B.md"_s, "b\n"); // A reason to look.
        QTRY_COMPARE((*values.window)->vault().snapshot().settings().trash, TrashPlace::Local);
        values.set(0, 1, u"38%"_s);
        values.window->run(u"Delete…"_s);
        QTRY_VERIFY(values.window->find<QLineEdit>(u"quickSwitcherInput"_s));
        QTest::keyClick(values.window->find<QLineEdit>(u"quickSwitcherInput"_s), Qt::Key_Return);
        QTRY_COMPARE(values.tabs()->count(), 1);
        QTRY_VERIFY(!values.isOnDisk());
        QVERIFY(values.window->click(u"Undo"_s));
        QTRY_COMPARE(values.onDisk(), with("37%", "38%"));
    }

    void aSaveThatFailsIsTriedAgainAndKept()
    {
        const OpenValues values(Shares);
        const QString file = values.vault.absolute(u"shares.csv"_s);
        QVERIFY(QFile::setPermissions(file, QFile::ReadOwner));
        if (QFile(file).open(QIODevice::ReadWrite))
            QSKIP("This user may write to any file.");
        values.set(0, 1, u"38%"_s);
        values.press(Qt::Key_S);
        QTRY_COMPARE(values.state(), u"⚠ Not saved"_s);
        values.press(Qt::Key_W);
        QCOMPARE(values.tabs()->count(), 2);
        QVERIFY(QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner));
        QTRY_COMPARE_WITH_TIMEOUT(values.onDisk(), with("37%", "38%"), 15000);
        QTRY_COMPARE(values.state(), u"✓ Saved"_s);
    }

    void whatNeedsAWordIsAskedForAndNeverClosed()
    {
        const OpenValues values(Shares);
        const QString file = values.vault.absolute(u"shares.csv"_s);
        QCOMPARE(::link(qPrintable(file), qPrintable(values.vault.absolute(u".other"_s))), 0);
        values.set(0, 1, u"38%"_s);
        values.press(Qt::Key_S);
        QTRY_COMPARE(values.state(), u"⚠ Not saved"_s);
        values.press(Qt::Key_W);
        QCOMPARE(values.tabs()->count(), 2);
        QCOMPARE(values.onDisk(), Shares);
        QVERIFY(values.window->click(u"Save in place"_s));
        QTRY_COMPARE(values.onDisk(), with("37%", "38%"));
        QTRY_COMPARE(values.state(), u"✓ Saved"_s);
        QCOMPARE(values.vault.read(u".other"_s), with("37%", "38%"));
    }

    void anUnsavedTextIsOnTheDiskSoon()
    {
        const OpenValues values(Shares);
        values.set(0, 1, u"38%"_s);
        values.vault.remove(u"shares.csv"_s); // So that it stays unsaved.
        const QString drafts =
            QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/tearsheet/drafts"_s;
        const auto isKept = [&] {
            QDirIterator files(drafts, QDir::Files, QDirIterator::Subdirectories);
            while (files.hasNext()) {
                QFile draft(files.next());
                if (draft.open(QIODevice::ReadOnly) && draft.readAll().contains(with("37%", "38%")))
                    return true;
            }
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isKept(), 2000);
    }

    void whatACrashLeftIsOffered()
    {
        const TemporaryVault vault("//- A.md\na\n");
        vault.write(u"shares.csv"_s, with("Volta", "Ohm"));
        {
            DraftStore store(vault.root());
            QVERIFY(store.keep({pathOf(u"shares.csv"), with("37%", "38%"), Shares, 1, {}}));
        }
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_COMPARE(window.note(), u"shares.csv"_s);
        QVERIFY(window.click(u"Show the difference"_s));
        QTRY_VERIFY(window.findFirst<DiffView>());
        QVERIFY(window.click(u"Keep it"_s));
        // What the file says now is merged in.
        QTRY_COMPARE_WITH_TIMEOUT(vault.read(u"shares.csv"_s), with("37%", "38%", with("Volta", "Ohm")), 10000);
        QTRY_VERIFY(DraftStore(vault.root()).abandoned().isEmpty());
    }

    void whatACrashLeftCanBeOpenedBeside()
    {
        const TemporaryVault vault("//- A.md\na\n");
        vault.write(u"shares.csv"_s, Shares);
        {
            DraftStore store(vault.root());
            QVERIFY(store.keep({pathOf(u"shares.csv"), with("37%", "38%"), Shares, 1, {}}));
        }
        const TestWindow window(vault.root(), u"A"_s);
        QTRY_COMPARE(window.note(), u"shares.csv"_s);
        QVERIFY(window.click(u"Open both"_s));
        QTRY_VERIFY(window.note().startsWith(u"shares (unsaved text"));
        QVERIFY(window.note().endsWith(u".csv"));
        QCOMPARE(window.findFirst<DelimitedView>()->session()->bytes(), with("37%", "38%"));
        QCOMPARE(vault.read(u"shares.csv"_s), Shares);
    }
};

QTEST_MAIN(DelimitedSafetyTest)
#include "delimitedsafetytest.moc"
