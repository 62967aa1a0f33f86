// SPDX-License-Identifier: GPL-3.0-or-later

// What is typed on after another program took away the row of the cell that is typed into.
#include "tests/ui/tablework.h"
#include "ui/style/style.h"

#include <QApplication>
#include <QClipboard>
#include <QInputMethodEvent>
#include <QStyleHints>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

const QByteArray TwoRows = "| Kestrel | ~37% |\n| Norrland | 5% |\n";

/// Banners wait for the second click of a double click, for which there is much time.
class SlowClicks
{
public:
    SlowClicks() { QGuiApplication::styleHints()->setMouseDoubleClickInterval(4000); }
    ~SlowClicks() { QGuiApplication::styleHints()->setMouseDoubleClickInterval(m_before); }
    Q_DISABLE_COPY_MOVE(SlowClicks)

    static void clickInto(const Work &work)
    {
        QTest::mouseClick(work.window->windowHandle(), Qt::LeftButton, {},
                          work.editor()->mapTo(work.window.operator->(), QPoint(4, 4)));
    }

private:
    const int m_before = QGuiApplication::styleHints()->mouseDoubleClickInterval();
};

void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
{
    QTest::keyClick(QApplication::focusWidget(), key, modifiers);
}

void type(const QString &text)
{
    QTest::keyClicks(QApplication::focusWidget(), text);
}

void compose(const QString &text)
{
    QInputMethodEvent composed;
    composed.setCommitString(text);
    QApplication::sendEvent(QApplication::focusWidget(), &composed);
}

bool takesComposedText()
{
    return QApplication::focusWidget() && QApplication::focusWidget()->testAttribute(Qt::WA_InputMethodEnabled);
}

// The cell of the last row is open, and nothing is typed there yet.
void openAndLose(const Work &work)
{
    work.grid()->setCurrentIndex(work.grid()->model()->index(2, 1));
    press(Qt::Key_F2);
    QVERIFY(work.editor());
    work.write(shares(TwoRows));
    QTRY_VERIFY(!work.editor());
    QCOMPARE(work.banner(), QString());
    QVERIFY(work.grid()->hasFocus());
}

} // namespace

class TypingOnTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    // A banner that waits for a second click is not there yet.
    void whatIsTypedBeforeItIsToldIsNotTypedElsewhere()
    {
        const SlowClicks slow;
        const Work work;
        work.type(2, 1, u"17%"_s);
        SlowClicks::clickInto(work);
        QVERIFY(work.editor());
        work.write(shares(TwoRows));
        QTRY_VERIFY(!work.editor());
        QCOMPARE(work.banner(), QString());
        QVERIFY(work.grid()->hasFocus());
        type(u" or 1x"_s);
        press(Qt::Key_Backspace);
        compose(u"8"_s);
        press(Qt::Key_Return);
        type(u"5"_s);
        for (const Qt::Key key : {Qt::Key_Delete, Qt::Key_Down, Qt::Key_Tab})
            press(key);
        press(Qt::Key_Delete, Qt::ControlModifier);
        QCOMPARE(work.banner(), QString());
        QVERIFY(!work.editor());
        QCOMPARE(work.text(), QString::fromUtf8(shares(TwoRows)));
        QTRY_COMPARE_WITH_TIMEOUT(work.banner(),
                                  u"The row of Volta is gone. You typed “17% or 18” there. "
                                  "You went on with “5”, which is in no cell."_s,
                                  10000);
        QTRY_VERIFY(!work.grid()->hasFocus());
        type(u"0"_s);
        QVERIFY(work.window.click(u"Put the row back"_s));
        QTRY_COMPARE(work.text(), QString::fromUtf8(shares(TwoRows + "| Volta | 17% or 18 |\n")));
        // Who goes to a cell types into it.
        work.type(0, 1, u"40%"_s);
        QTest::keyClick(work.editor(), Qt::Key_Return);
        QTRY_COMPARE(work.at(0, 1), u"40%"_s);
    }

    void aCellThatWasOnlyOpenedIsTypedIntoAllTheSame()
    {
        const Work work;
        openAndLose(work);
        press(Qt::Key_Shift);
        type(u" or so"_s);
        QVERIFY(!work.editor());
        QCOMPARE(work.text(), QString::fromUtf8(shares(TwoRows)));
        QTRY_COMPARE(work.banner(), u"The row of Volta is gone. You typed “16% or so” there."_s);
    }

    void theTextThatWentIsToldOfBeforeOlderOnes()
    {
        const Work work;
        work.type(0, 1, u"40%"_s);
        work.write(shares("| Kestrel | ~38% |\n| Norrland | 5% |\n| Volta | 16% |\n"));
        QTRY_VERIFY(work.question());
        QTest::mouseClick(work.grid()->viewport(), Qt::LeftButton, {},
                          work.grid()->visualRect(work.grid()->model()->index(1, 0)).center());
        const QString older = u"Share of Kestrel says “~38%” now. You typed “40%”."_s;
        QCOMPARE(work.banner(), older);
        work.type(2, 1, u"17%"_s);
        work.write(shares("| Kestrel | ~38% |\n| Norrland | 5% |\n"));
        QTRY_COMPARE(work.banner(), u"The row of Volta is gone. You typed “17%” there."_s);
        QTRY_VERIFY(!work.grid()->hasFocus());
        type(u" or so"_s);
        QCOMPARE(work.banner(), u"The row of Volta is gone. You typed “17% or so” there."_s);
        QVERIFY(work.window.click(u"Put the row back"_s));
        QTRY_COMPARE(work.text(),
                     QString::fromUtf8(shares("| Kestrel | ~38% |\n| Norrland | 5% |\n| Volta | 17% or so |\n")));
        QCOMPARE(work.banner(), older);
        QVERIFY(work.window.click(u"Write mine"_s));
        QTRY_COMPARE(work.at(0, 1), u"40%"_s);
        QCOMPARE(work.banner(), QString());
    }

    void escapeEndsIt()
    {
        const Work work;
        work.type(2, 1, u"17%"_s);
        work.write(shares(TwoRows));
        const QString told = u"The row of Volta is gone. You typed “17%” there."_s;
        QTRY_COMPARE(work.banner(), told);
        QTRY_VERIFY(!work.grid()->hasFocus());
        press(Qt::Key_Escape);
        QVERIFY(work.grid()->hasFocus());
        type(u"9"_s);
        QVERIFY(work.editor());
        QCOMPARE(work.editor()->text(), u"9"_s);
        QCOMPARE(work.banner(), told);
    }

    void itEndsBeforeItIsTold_data()
    {
        QTest::addColumn<bool>("goes");
        QTest::newRow("Escape") << false;
        QTest::newRow("goes to a cell") << true;
    }

    void itEndsBeforeItIsTold()
    {
        QFETCH(const bool, goes);
        const SlowClicks slow;
        const Work work;
        work.type(2, 1, u"17%"_s);
        SlowClicks::clickInto(work);
        work.write(shares(TwoRows));
        QTRY_VERIFY(!work.editor());
        QCOMPARE(work.banner(), QString());
        if (goes)
            work.grid()->goTo(0, 1);
        else
            press(Qt::Key_Escape);
        type(u"9"_s);
        QVERIFY(work.editor());
        QCOMPARE(work.editor()->cell().row(), goes ? 0 : 1);
        QCOMPARE(work.grid()->typedTexts().first().text, u"17%"_s);
    }

    void anOpenedCellThatWentLosesWhatIsTakenBack()
    {
        const Work work;
        openAndLose(work);
        press(Qt::Key_Backspace);
        press(Qt::Key_Backspace);
        QTRY_COMPARE(work.banner(), u"The row of Volta is gone. You typed “1” there."_s);
        type(u"7%"_s);
        QVERIFY(work.window.click(u"Put the row back"_s));
        QTRY_COMPARE(work.text(), QString::fromUtf8(shares(TwoRows + "| Volta | 17% |\n")));
    }

    void afterAnOpenedCellWentKeysMeanTheGrid()
    {
        const Work work;
        openAndLose(work);
        QApplication::clipboard()->clear();
        press(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), u"5%"_s);
        press(Qt::Key_F2);
        QVERIFY(work.editor());
        QCOMPARE(work.editor()->text(), u"5%"_s);
    }

    // The first of them was meant for what is not there any more.
    void noKeyChangesTheRowThatMovedUp_data()
    {
        QTest::addColumn<QKeyCombination>("key");
        QTest::newRow("clear") << QKeyCombination(Qt::Key_Delete);
        QTest::newRow("paste") << QKeyCombination(Qt::ControlModifier, Qt::Key_V);
        QTest::newRow("cut") << QKeyCombination(Qt::ControlModifier, Qt::Key_X);
        QTest::newRow("remove") << QKeyCombination(Qt::ControlModifier, Qt::Key_Delete);
        QTest::newRow("insert") << QKeyCombination(Qt::ControlModifier, Qt::Key_Return);
        QTest::newRow("move") << QKeyCombination(Qt::AltModifier, Qt::Key_Up);
    }

    void noKeyChangesTheRowThatMovedUp()
    {
        QFETCH(const QKeyCombination, key);
        const Work work;
        openAndLose(work);
        QApplication::clipboard()->setText(u"99%"_s);
        press(key.key(), key.keyboardModifiers());
        QTest::qWait(50);
        QCOMPARE(work.text(), QString::fromUtf8(shares(TwoRows)));
        QCOMPARE(work.banner(), QString());
        press(key.key(), key.keyboardModifiers());
        QTRY_VERIFY(work.text() != QString::fromUtf8(shares(TwoRows)));
    }

    void whatFollowsAnEnterIsNotPutBack()
    {
        const Work work;
        work.type(2, 1, u"17%"_s);
        work.write(shares(TwoRows));
        QTRY_VERIFY(!work.grid()->hasFocus());
        press(Qt::Key_Return);
        press(Qt::Key_Backspace);
        QCOMPARE(work.banner(), u"The row of Volta is gone. You typed “17%” there."_s);
        type(u"34"_s);
        press(Qt::Key_Return);
        type(u"567"_s);
        press(Qt::Key_Backspace);
        QCOMPARE(work.banner(), u"The row of Volta is gone. You typed “17%” there. "
                                "You went on with “34 56”, which is in no cell."_s);
        QVERIFY(work.window.click(u"Put the row back"_s));
        const QString back = QString::fromUtf8(shares(TwoRows + "| Volta | 17% |\n"));
        QTRY_COMPARE(work.text(), back);
        QCOMPARE(work.banner(), u"You went on with “34 56”, which is in no cell."_s);
        QVERIFY(!work.window.click(u"Put the row back"_s));
        // As cells below each other.
        QVERIFY(work.window.click(u"Copy"_s));
        QTRY_COMPARE(QApplication::clipboard()->text(), u"34\n56"_s);
        QVERIFY(work.window.click(u"Dismiss"_s));
        QTRY_COMPARE(work.banner(), QString());
        QCOMPARE(work.text(), back);
    }

    void composedTextGoesOnToo()
    {
        const Work work;
        work.type(2, 1, u"17"_s);
        work.write(shares(TwoRows));
        QTRY_VERIFY(!work.grid()->hasFocus());
        QVERIFY(takesComposedText());
        compose(u"½"_s);
        QCOMPARE(work.banner(), u"The row of Volta is gone. You typed “17½” there."_s);
        QWidget *const banner = QApplication::focusWidget();
        QVERIFY(work.window.click(u"Dismiss"_s));
        QTRY_COMPARE(work.banner(), QString());
        QVERIFY(!banner->testAttribute(Qt::WA_InputMethodEnabled));
    }
};

QTEST_MAIN(TypingOnTest)
#include "typingontest.moc"
