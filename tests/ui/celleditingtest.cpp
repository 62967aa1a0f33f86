// SPDX-License-Identifier: GPL-3.0-or-later

// Work in a table while another program writes the note.
#include "tests/ui/kepttexts.h"
#include "tests/ui/tablework.h"
#include "ui/editor/noteeditor.h"
#include "ui/style/style.h"
#include "ui/table/alltables.h"
#include "ui/table/celleditor.h"
#include "ui/table/gridheader.h"
#include "ui/table/gridview.h"
#include "ui/window/banner.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPushButton>
#include <QScrollBar>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

class CellEditingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void aCellThatDidNotChangeTakesWhatIsTyped()
    {
        const Work work;
        work.type(2, 1, u"17%"_s);
        work.write(shares("| Ohm | 1% |\n| Volta | 16% |\n| Kestrel | ~38% |\n"));
        QTRY_COMPARE(work.at(1, 0), u"Volta"_s);
        QVERIFY(work.editor());
        QCOMPARE(work.editor()->text(), u"17%"_s);
        QVERIFY(!work.question());
        QTest::keyClick(work.editor(), Qt::Key_Return);
        QCOMPARE(work.text(), QString::fromUtf8(shares("| Ohm | 1% |\n| Volta | 17% |\n| Kestrel | ~38% |\n")));
    }

    void aLookIntoAnotherWindowLeavesTheEditorAsItIs()
    {
        const Work work;
        work.type(2, 1, u"17"_s);
        {
            QWidget other;
            other.show();
            other.activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(&other));
        }
        work.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(work.window.operator->()));
        QVERIFY(work.editor());
        QTRY_COMPARE(QApplication::focusWidget(), work.editor());
        QTest::keyClicks(QApplication::focusWidget(), u"%"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(work.text(), QString::fromUtf8(shares("| Kestrel | ~37% |\n| Norrland | 5% |\n| Volta | 17% |\n")));
    }

    void whatIsTypedAfterASaveGoesOn()
    {
        const Work work;
        work.type(2, 1, u"17 | "_s);
        QTest::keyClick(work.editor(), Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(work.text(), QString::fromUtf8(shares("| Kestrel | ~37% |\n| Norrland | 5% |\n| Volta | 17 \\| |\n")));
        QVERIFY(work.editor());
        QCOMPARE(work.editor()->text(), u"17 | "_s);
        // Another program writes the row above.
        work.write(shares("| Kestrel | ~37% |\n| Norrland | 6% |\n| Volta | 17 \\| |\n"));
        QCOMPARE(work.editor()->text(), u"17 | "_s);
        QTest::keyClicks(work.editor(), u"18"_s);
        QVERIFY(!work.question());
        QTest::keyClick(work.editor(), Qt::Key_Return);
        QCOMPARE(work.text(),
                 QString::fromUtf8(shares("| Kestrel | ~37% |\n| Norrland | 6% |\n| Volta | 17 \\| 18 |\n")));
    }

    void whatWasSavedIsOneUndoAway()
    {
        const Work work;
        work.type(2, 1, u"17%"_s);
        QTest::keyClick(work.editor(), Qt::Key_S, Qt::ControlModifier);
        QTest::keyClicks(work.editor(), u" or so"_s);
        QTest::keyClick(work.editor(), Qt::Key_Escape);
        QVERIFY(!work.editor());
        QCOMPARE(work.text(), QString::fromUtf8(shares("| Kestrel | ~37% |\n| Norrland | 5% |\n| Volta | 17% |\n")));
        QTest::keyClick(work.grid(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(work.text(), QString::fromUtf8(shares(Rows)));
    }

    void aSaveAsksNothingAndOverwritesNothing()
    {
        const Work work;
        work.type(2, 1, u"17%"_s);
        const QByteArray theirs = shares("| Kestrel | ~37% |\n| Norrland | 5% |\n| Volta | 18% |\n");
        work.write(theirs);
        QTRY_VERIFY(work.question());
        QTest::keyClick(work.editor(), Qt::Key_S, Qt::ControlModifier);
        QCOMPARE(work.text(), QString::fromUtf8(theirs));
        QVERIFY(work.question());
        QCOMPARE(work.editor()->text(), u"17%"_s);
        QCOMPARE(QApplication::focusWidget(), work.editor());
    }

    void aCellThatChangedIsAskedAbout()
    {
        const Work work;
        work.type(2, 1, u"17%"_s);
        const QByteArray theirs = shares("| Kestrel | ~37% |\n| Norrland | 5% |\n| Volta | 18% |\n");
        work.write(theirs);
        QTRY_VERIFY(work.question());
        QVERIFY(work.question()->accessibleName().contains(u"“18%”"));
        QVERIFY(work.editor()->isContested());
        // Enter asks; it writes nothing by itself.
        QTest::keyClick(work.editor(), Qt::Key_Return);
        QCOMPARE(work.text(), QString::fromUtf8(theirs));
        QVERIFY(work.editor());
        auto *const mine = qobject_cast<QPushButton *>(QApplication::focusWidget());
        QVERIFY(mine);
        QCOMPARE(mine->text(), u"Keep mine"_s);
        QTest::keyClick(mine, Qt::Key_Return);
        QTRY_COMPARE(work.text(),
                     QString::fromUtf8(shares("| Kestrel | ~37% |\n| Norrland | 5% |\n| Volta | 17% |\n")));
        QTRY_VERIFY(!work.editor() && !work.question());
        // Theirs is one undo away.
        QTest::keyClick(work.grid(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(work.text(), QString::fromUtf8(theirs));
    }

    void theirsIsTaken()
    {
        const Work work;
        work.type(2, 1, u"17%"_s);
        const QByteArray theirs = shares("| Kestrel | ~37% |\n| Norrland | 5% |\n| Volta | 18% |\n");
        work.write(theirs);
        QTRY_VERIFY(work.question());
        QVERIFY(work.window.click(u"Take theirs"_s));
        QTRY_VERIFY(!work.editor() && !work.question());
        QCOMPARE(work.at(2, 1), u"18%"_s);
        QCOMPARE(work.text(), QString::fromUtf8(theirs));
        QTRY_VERIFY(isRemembered(work.vault, u"A.md", "| Volta | 17% |"));
    }

    void whereBothTypeTheSameNothingIsAsked()
    {
        const Work work;
        work.type(2, 1, u"1"_s);
        work.write(shares("| Kestrel | ~37% |\n| Norrland | 5% |\n| Volta | 18% |\n"));
        QTRY_VERIFY(work.question());
        QTest::keyClicks(work.editor(), u"8%"_s);
        QVERIFY(!work.question());
        QTest::keyClick(work.editor(), Qt::Key_Return);
        QTRY_VERIFY(!work.editor());
        QCOMPARE(work.at(2, 1), u"18%"_s);
    }

    void anEditorThatNothingWasTypedIntoFollowsTheCell()
    {
        const Work work;
        work.grid()->setCurrentIndex(work.grid()->model()->index(2, 1));
        QTest::keyClick(work.grid(), Qt::Key_F2);
        QVERIFY(work.editor());
        QVERIFY(!work.editor()->hasSelectedText());
        QCOMPARE(work.editor()->cursorPosition(), 3);
        work.write(shares("| Kestrel | ~37% |\n| Norrland | 5% |\n| Volta | 18% |\n"));
        QTRY_COMPARE(work.editor()->text(), u"18%"_s);
        QVERIFY(!work.question());
    }

    void whoGoesElsewhereKeepsBoth()
    {
        const Work work;
        work.type(2, 1, u"17%"_s);
        const QByteArray theirs = shares("| Kestrel | ~37% |\n| Norrland | 5% |\n| Volta | 18% |\n");
        work.write(theirs);
        QTRY_VERIFY(work.question());
        QTest::mouseClick(work.grid()->viewport(), Qt::LeftButton, {},
                          work.grid()->visualRect(work.grid()->model()->index(0, 0)).center());
        QCOMPARE(work.text(), QString::fromUtf8(theirs));
        QCOMPARE(work.banner(), u"Share of Volta says “18%” now. You typed “17%”."_s);
        QVERIFY(work.window.click(u"Write mine"_s));
        QTRY_COMPARE(work.at(2, 1), u"17%"_s);
        QCOMPARE(work.banner(), QString());
    }

    void textOutlivesItsRow()
    {
        const Work work;
        work.type(2, 1, u"17%"_s);
        work.write(shares("| Kestrel | ~37% |\n| Norrland | 5% |\n"));
        QTRY_COMPARE(work.banner(), u"The row of Volta is gone. You typed “17%” there."_s);
        QVERIFY(!work.editor());
        // The keyboard is where the row was.
        QCOMPARE(work.grid()->currentIndex(), work.grid()->model()->index(1, 1));
        // Who goes on typing does not mean the cell that came up in the gap.
        QTRY_VERIFY(!work.grid()->hasFocus());
        QTest::keyClicks(QApplication::focusWidget(), u" or so"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QVERIFY(!work.editor());
        QCOMPARE(work.text(), QString::fromUtf8(shares("| Kestrel | ~37% |\n| Norrland | 5% |\n")));
        QVERIFY(work.window.click(u"Put the row back"_s));
        QTRY_COMPARE(work.text(),
                     QString::fromUtf8(shares("| Kestrel | ~37% |\n| Norrland | 5% |\n| Volta | 17% or so |\n")));
        QCOMPARE(work.banner(), QString());
    }

    void aRowIsPutBackAtItsPlace()
    {
        const Work work;
        work.type(1, 1, u"6%"_s);
        work.write(shares("| Ohm | 1% |\n| Kestrel | ~37% |\n| Volta | 16% |\n"));
        QTRY_COMPARE(work.banner(), u"The row of Norrland is gone. You typed “6%” there."_s);
        QVERIFY(work.window.click(u"Put the row back"_s));
        const QByteArray whole = shares("| Ohm | 1% |\n| Kestrel | ~37% |\n| Norrland | 6% |\n| Volta | 16% |\n");
        QTRY_COMPARE(work.text(), QString::fromUtf8(whole));
        QCOMPARE(work.banner(), QString());
        // As one step.
        QTest::keyClick(work.grid(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(work.grid()->model()->rowCount(), 3);
    }

    void aRowThatComesBackIsNotWrittenTwice()
    {
        const Work work;
        work.type(1, 1, u"6%"_s);
        work.write(shares("| Kestrel | ~37% |\n| Volta | 16% |\n"));
        QTRY_COMPARE(work.banner(), u"The row of Norrland is gone. You typed “6%” there."_s);
        QTest::keyClick(work.grid(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(work.text(), QString::fromUtf8(shares(Rows)));
        QTRY_COMPARE(work.banner(), u"Share of Norrland says “5%” now. You typed “6%”."_s);
        QVERIFY(work.window.click(u"Write mine"_s));
        QTRY_COMPARE(work.text(),
                     QString::fromUtf8(shares("| Kestrel | ~37% |\n| Norrland | 6% |\n| Volta | 16% |\n")));
        QCOMPARE(work.banner(), QString());
    }

    void aRowThatComesBackAsTypedIsToldOfNoMore()
    {
        const Work work;
        work.type(1, 1, u"6%"_s);
        work.write(shares("| Kestrel | ~37% |\n| Volta | 16% |\n"));
        QTRY_COMPARE(work.banner(), u"The row of Norrland is gone. You typed “6%” there."_s);
        work.write(shares("| Kestrel | ~37% |\n| Volta | 16% |\n| Norrland | 6% |\n"));
        QTRY_COMPARE(work.grid()->model()->rowCount(), 3);
        QCOMPARE(work.banner(), QString());
    }

    void textOutlivesItsTable()
    {
        const Work work("# One\n\n| a |\n|---|\n| 1 |\n\n# Two\n\n| b | c |\n|---|---|\n| 2 | 3 |\n");
        work.type(0, 0, u"typed"_s);
        work.write("# One\n\nWords\n\n# Two\n\n| b | c |\n|---|---|\n| 2 | 3 |\n");
        QTRY_COMPARE(work.notice(), u"A: The table is gone that you typed “typed” into."_s);
        QVERIFY(work.window.click(u"Copy"_s));
        QTRY_COMPARE(QApplication::clipboard()->text(), u"typed"_s);
        QTRY_COMPARE(work.notice(), QString());
    }

    void whoGoesOnTypingWhereATableWentChangesNoOther()
    {
        const QByteArray without = "# One\n\nWords\n\n# Two\n\n| b | c |\n|---|---|\n| 2 | 3 |\n";
        const Work work("# One\n\n| a |\n|---|\n| 1 |\n\n# Two\n\n| b | c |\n|---|---|\n| 2 | 3 |\n");
        work.type(0, 0, u"typed"_s);
        work.write(without);
        QTRY_VERIFY(work.notice().contains(u"“typed”"));
        work.grid()->setFocus();
        QTest::keyClicks(QApplication::focusWidget(), u"23"_s);
        QVERIFY(!work.editor());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTest::qWait(100);
        QCOMPARE(work.text(), QString::fromUtf8(without));
    }

    void textOutlivesTheLastTable()
    {
        const Work work;
        work.type(2, 1, u"17%"_s);
        work.write("# Cells\n\nNothing.\n");
        QTRY_VERIFY(work.notice().contains(u"“17%”"));
    }

    void aWindowWithUnsettledTextStays()
    {
        const Work work;
        work.type(2, 1, u"17%"_s);
        work.write(shares("| Kestrel | ~37% |\n| Norrland | 5% |\n| Volta | 18% |\n"));
        QTRY_VERIFY(work.question());
        QVERIFY(!work.window->close());
        QVERIFY(work.banner().contains(u"“17%”"));
    }

    void aNameOfAColumnIsAskedAboutToo()
    {
        const Work work;
        work.grid()->renameColumn(1);
        auto *const name = work.window.find<QLineEdit>(u"headerEditor"_s);
        QVERIFY(name);
        QTest::keyClicks(name, u"Part"_s);
        work.write("# Cells\n\n| Company | Market |\n|---|---|\n" + Rows);
        QTRY_COMPARE(work.grid()->model()->headerData(1, Qt::Horizontal).toString(), u"Market"_s);
        QTest::keyClick(name, Qt::Key_Return);
        QCOMPARE(work.banner(), u"The column is called “Market” now. You typed “Part”."_s);
        QVERIFY(work.window.click(u"Keep theirs"_s));
        QVERIFY(work.text().contains(u"| Market |"));
        QTRY_VERIFY(isRemembered(work.vault, u"A.md", "| Part |"));
    }

    void aDoubleClickMeansTheCellOfItsFirstClick()
    {
        const Work work;
        QWidget *const viewport = work.grid()->viewport();
        const QPoint place = work.grid()->visualRect(work.grid()->model()->index(1, 1)).center();
        const auto send = [&](QEvent::Type type, Qt::MouseButtons buttons, quint64 time) {
            QMouseEvent event(type, place, viewport->mapToGlobal(place), Qt::LeftButton, buttons, {});
            event.setTimestamp(time);
            QApplication::sendEvent(viewport, &event);
        };
        send(QEvent::MouseButtonPress, Qt::LeftButton, 1000);
        send(QEvent::MouseButtonRelease, Qt::NoButton, 1050);
        // Other rows, and a banner above them.
        work.write(shares("| Ohm | 1% |\n| Ampere |\n" + Rows));
        QTRY_VERIFY(!work.banner().isEmpty());
        QVERIFY(work.grid()->indexAt(place).row() != 3);
        send(QEvent::MouseButtonDblClick, Qt::LeftButton, 1150);
        QVERIFY(work.editor());
        QCOMPARE(work.editor()->text(), u"5%"_s);
        QCOMPARE(work.grid()->currentIndex().row(), 3);
    }

    void aBannerThatComesUnderTheSecondClickIsNotPressed()
    {
        int pressed = 0;
        Banner banner;
        banner.say(u"Something happened."_s, Banner::Tone::Neutral, {{u"Do it"_s, [&] { ++pressed; }}});
        auto *const button = banner.findChild<QPushButton *>();
        QMouseEvent second(QEvent::MouseButtonDblClick, QPointF(4, 4), button->mapToGlobal(QPointF(4, 4)),
                           Qt::LeftButton, Qt::LeftButton, {});
        QApplication::sendEvent(button, &second);
        QTest::mouseRelease(button, Qt::LeftButton, {}, QPoint(4, 4));
        QCoreApplication::processEvents();
        QCOMPARE(pressed, 0);
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_COMPARE(pressed, 1);
    }
};

QTEST_MAIN(CellEditingTest)
#include "celleditingtest.moc"
