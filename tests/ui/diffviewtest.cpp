// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diff/diffview.h"
#include "ui/style/resources.h"
#include "ui/style/style.h"

#include <QLabel>
#include <QMenu>
#include <QScrollBar>
#include <QToolButton>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

/// `count` lines.
QByteArray lines(int count)
{
    QByteArray text;
    for (int i = 1; i <= count; ++i)
        text += "Line " + QByteArray::number(i) + " about Volta\n";
    return text;
}

/// Lines of which 10 and 90 have a word changed, 50 is gone on the right, and 60 has something behind it there.
DiffRows fourChanges()
{
    const QByteArray left = lines(100);
    QByteArray right = left;
    right.replace("Line 10 about", "Line 10 of");
    right.replace("Line 50 about Volta\n", "");
    right.replace("Line 60 about Volta\n", "Line 60 about Volta\nWatt\n");
    right.replace("Line 90 about", "Line 90 of");
    return DiffRows::of(left, right);
}

QString clipboard()
{
    return QApplication::clipboard()->text();
}

/// A view on the screen that has the keyboard.
class ShownView : public DiffView
{
public:
    explicit ShownView(const DiffRows &rows)
    {
        QApplication::clipboard()->clear();
        resize(900, 600);
        setTitles(u"Yesterday"_s, u"Today"_s);
        showRows(rows);
        show();
        activateWindow();
        if (!QTest::qWaitForWindowActive(this))
            qFatal("The window did not come to the front.");
        setFocus();
    }

    void click(int row, Side side, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mouseClick(viewport(), Qt::LeftButton, modifiers, rowRect(row, side).center());
    }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(this, key, modifiers); }

    bool shows(int row) { return viewport()->rect().contains(rowRect(row, Side::Right)); }

    /// The colours of a row's side, each once.
    QSet<QRgb> coloursOf(int row, Side side)
    {
        const QImage picture = viewport()->grab(rowRect(row, side)).toImage();
        QSet<QRgb> colours;
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x)
                colours.insert(picture.pixel(x, y));
        }
        return colours;
    }
};

using Side = DiffView::Side;

} // namespace

/// A comparison under mouse and keyboard.
class DiffViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        loadResources();
        applyStyle(*qApp, Qt::ColorScheme::Light);
    }

    void saysWhatItIs()
    {
        ShownView view(fourChanges());
        QCOMPARE(view.accessibleName(), u"Differences: Yesterday, Today"_s);
        QCOMPARE(view.accessibleDescription(), u"4 changes"_s);
        QCOMPARE(view.findChild<QLabel *>(u"changeCount"_s)->text(), u"1 of 4"_s);
        view.showRows(DiffRows::of("a\n", "b\n"));
        QCOMPARE(view.accessibleDescription(), u"One change"_s);
        view.showRows(DiffRows::of("a\n", "a\n"));
        QCOMPARE(view.accessibleDescription(), u"No difference."_s);
        QCOMPARE(view.currentChange(), -1);
        view.setEmptySentence(u"The file moves, its text stays."_s);
        QCOMPARE(view.accessibleDescription(), u"The file moves, its text stays."_s);
        // There is nothing to do, and nothing happens.
        for (const Qt::Key key : {Qt::Key_F8, Qt::Key_Down, Qt::Key_Return, Qt::Key_End})
            view.press(key);
        QTest::mouseClick(view.viewport(), Qt::LeftButton);
        QCOMPARE(view.selectedRows(), RowSpan());
    }

    void goesFromChangeToChange()
    {
        ShownView view(fourChanges());
        QSignalSpy gone(&view, &DiffView::currentChangeChanged);
        QCOMPARE(view.changeCount(), 4);
        QCOMPARE(view.currentChange(), 0);
        QVERIFY(view.shows(9));
        view.press(Qt::Key_F8);
        QCOMPARE(view.currentChange(), 1);
        QVERIFY(view.shows(49));
        view.press(Qt::Key_F8);
        view.press(Qt::Key_F8);
        QCOMPARE(view.currentChange(), 3);
        QVERIFY(view.shows(90));
        view.press(Qt::Key_F8);
        QCOMPARE(view.currentChange(), 3);
        QCOMPARE(gone.size(), 3);
        view.press(Qt::Key_F8, Qt::ShiftModifier);
        QCOMPARE(view.currentChange(), 2);
        auto *next = view.findChild<QToolButton *>(u"nextChangeButton"_s);
        QVERIFY(next->isEnabled());
        QTest::mouseClick(next, Qt::LeftButton);
        QCOMPARE(view.currentChange(), 3);
        QVERIFY(!next->isEnabled());
        view.click(60, Side::Right);
        QCOMPARE(view.currentChange(), 2);
    }

    void unfolds()
    {
        ShownView view(fourChanges());
        // Of 9 lines in front of the first change, six are folded.
        QVERIFY(view.isFolded(0) && view.isFolded(5) && !view.isFolded(6));
        QVERIFY(view.rowRect(0, Side::Left).height() == view.rowRect(5, Side::Left).height());
        view.click(3, Side::Left);
        QVERIFY(!view.isFolded(0) && !view.isFolded(5));
        QVERIFY(view.rowRect(5, Side::Left).top() > view.rowRect(0, Side::Left).top());
        QVERIFY(view.isFolded(20));
        // From line 10 over the three unchanged ones to the fold.
        view.click(9, Side::Left);
        for (int i = 0; i < 4; ++i)
            view.press(Qt::Key_Down);
        QVERIFY(view.isFolded(20));
        view.press(Qt::Key_Return);
        QVERIFY(!view.isFolded(20));
        view.unfoldAll();
        QVERIFY(!view.isFolded(99));
    }

    void unfoldingLeavesTheRestInPlace()
    {
        ShownView view(fourChanges());
        view.press(Qt::Key_F8);
        view.press(Qt::Key_F8);
        const int before = view.rowRect(60, Side::Right).top();
        QVERIFY(before > 0);
        view.unfold(95);
        QCOMPARE(view.rowRect(60, Side::Right).top(), before);
    }

    void copiesTheSideThatWasClicked()
    {
        ShownView view(fourChanges());
        view.click(9, Side::Left);
        view.press(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(clipboard(), u"Line 10 about Volta"_s);
        view.click(9, Side::Right);
        view.press(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(clipboard(), u"Line 10 of Volta"_s);
        view.press(Qt::Key_Left);
        view.press(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(clipboard(), u"Line 10 about Volta"_s);
        view.press(Qt::Key_Up, Qt::ShiftModifier);
        view.press(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(clipboard(), u"Line 9 about Volta\nLine 10 about Volta"_s);
        // A folded stretch is copied as well; where a side has no line, nothing is.
        view.press(Qt::Key_A, Qt::ControlModifier);
        view.press(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(clipboard() + u'\n', QString::fromUtf8(lines(100)));
        view.goToChange(2);
        view.press(Qt::Key_Left);
        view.press(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(clipboard() + u'\n', QString::fromUtf8(lines(100)));
    }

    void selectsByDragging()
    {
        ShownView view(fourChanges());
        const QPoint from = view.rowRect(8, Side::Right).center();
        const QPoint to = view.rowRect(10, Side::Right).center();
        QTest::mousePress(view.viewport(), Qt::LeftButton, {}, from);
        QTest::mouseMove(view.viewport(), to);
        QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, to);
        QCOMPARE(view.selectedRows(), (RowSpan{8, 11}));
        QCOMPARE(view.selectedSide(), Side::Right);
        view.click(11, Side::Right, Qt::ShiftModifier);
        QCOMPARE(view.selectedRows(), (RowSpan{8, 12}));
        view.press(Qt::Key_Escape);
        view.press(Qt::Key_Home);
        QCOMPARE(view.selectedRows(), (RowSpan{0, 6}));
    }

    void longLinesWrap()
    {
        const QByteArray words = QByteArray("Volta makes cells and packs of cells. ").repeated(30);
        const QByteArray left = "a\n" + words + "\nb\n";
        const QByteArray right = "a\n" + words + "!\nb\n";
        ShownView view(DiffRows::of(left, right));
        const int line = view.rowRect(0, Side::Left).height();
        const int tall = view.rowRect(1, Side::Left).height();
        QVERIFY(tall > 5 * line);
        QCOMPARE(view.rowRect(2, Side::Left).top(), view.rowRect(1, Side::Left).bottom() + 1);
        view.resize(1800, 600);
        QTRY_VERIFY(view.rowRect(1, Side::Left).height() < tall);
        // In one column both lines stand below each other.
        QTest::mouseClick(view.findChild<QToolButton *>(u"inlineButton"_s), Qt::LeftButton);
        QVERIFY(view.isInline());
        QCOMPARE(view.rowRect(1, Side::Right).top(), view.rowRect(1, Side::Left).bottom() + 1);
        QCOMPARE(view.rowRect(1, Side::Left).width(), view.viewport()->width());
        view.click(1, Side::Left);
        QCOMPARE(view.selectedSide(), Side::Left);
        view.click(1, Side::Right);
        QCOMPARE(view.selectedSide(), Side::Right);
    }

    void rowsAreAsHighAsTheirText()
    {
        // A tab is wider than the one character that it is.
        const QByteArray tabs = QByteArray("\tx").repeated(100) + '\n';
        const QByteArray words = QByteArray("xx").repeated(100) + '\n';
        ShownView view(DiffRows::of(QByteArray(tabs + words), ""));
        QVERIFY(view.rowRect(0, Side::Left).height() > view.rowRect(1, Side::Left).height());
    }

    void hugeLinesAreCut()
    {
        const QByteArray huge = QByteArray("cells ").repeated(200'000);
        const QByteArray right = huge + "x";
        ShownView view(DiffRows::of(huge, right));
        QVERIFY(view.rowRect(0, Side::Left).height() < 20'000);
        view.click(0, Side::Left);
        view.press(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(clipboard().size(), huge.size());
    }

    void everyRowIsReached()
    {
        // What is in view is measured; what has been estimated before must not leave a gap or cover a row.
        QByteArray left;
        for (int i = 0; i < 2000; ++i)
            left += QByteArray("電池 and cells of Volta ").repeated(i % 9) + QByteArray::number(i) + '\n';
        QByteArray right = left;
        right.replace('9', "ix");
        ShownView view(DiffRows::of(left, right));
        view.unfoldAll();
        view.press(Qt::Key_Home);
        const int last = 1999;
        for (int step = 0; step < 500 && view.selectedRows().begin < last; ++step) {
            const int row = view.selectedRows().begin;
            QVERIFY2(view.shows(row), qPrintable(QString::number(row)));
            view.press(step % 3 == 0 ? Qt::Key_Down : Qt::Key_PageDown);
        }
        QCOMPARE(view.selectedRows().begin, last);
        for (int row = 1990; row < last; ++row)
            QCOMPARE(view.rowRect(row + 1, Side::Left).top(), view.rowRect(row, Side::Left).bottom() + 1);
        QVERIFY(view.shows(last));
    }

    void anotherRightTextLeavesTheViewInPlace()
    {
        ShownView view(fourChanges());
        view.goToChange(3);
        const int before = view.rowRect(90, Side::Left).top();
        QByteArray right = lines(100);
        right.replace("Line 90 about", "Line 90 on");
        view.exchangeRows(DiffRows::of(lines(100), right));
        QCOMPARE(view.changeCount(), 1);
        QCOMPARE(view.currentChange(), 0);
        QVERIFY(view.shows(89));
        QVERIFY(qAbs(view.rowRect(89, Side::Left).top() - before) < view.height());
        view.exchangeRows(DiffRows::of(lines(100), lines(100)));
        QCOMPARE(view.currentChange(), -1);
    }

    void coloursTellTheSides_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }

    void coloursTellTheSides()
    {
        QFETCH(const bool, dark);
        const Qt::ColorScheme scheme = dark ? Qt::ColorScheme::Dark : Qt::ColorScheme::Light;
        applyStyle(*qApp, scheme);
        const Palette &palette = paletteFor(scheme);
        ShownView view(fourChanges());
        view.clearFocus();
        const QSet<QRgb> left = view.coloursOf(9, Side::Left);
        QVERIFY(left.contains(palette.removed.rgb()) && left.contains(palette.removedWord.rgb()));
        const QSet<QRgb> right = view.coloursOf(9, Side::Right);
        QVERIFY(right.contains(palette.added.rgb()) && right.contains(palette.addedWord.rgb()));
        QVERIFY(!view.coloursOf(11, Side::Left).contains(palette.removed.rgb()));
        // Where the keyboard is can be seen.
        view.click(11, Side::Left);
        view.setFocus();
        QVERIFY(view.coloursOf(11, Side::Left).contains(palette.accent.rgb()));
        QVERIFY(!view.coloursOf(11, Side::Right).contains(palette.accent.rgb()));
        applyStyle(*qApp, Qt::ColorScheme::Light);
    }

    void menuCopiesAndShowsAll()
    {
        ShownView view(fourChanges());
        view.click(9, Side::Right);
        const QPoint point = view.rowRect(9, Side::Right).center();
        QContextMenuEvent event(QContextMenuEvent::Mouse, point, view.viewport()->mapToGlobal(point));
        QApplication::sendEvent(view.viewport(), &event);
        auto *menu = view.findChild<QMenu *>();
        QVERIFY(menu);
        QTRY_VERIFY(menu->isVisible());
        menu->actions().first()->trigger();
        QCOMPARE(clipboard(), u"Line 10 of Volta"_s);
        QVERIFY(menu->actions().last()->isEnabled());
        menu->actions().last()->trigger();
        QVERIFY(!view.isFolded(99));
        menu->close();
    }
};

QTEST_MAIN(DiffViewTest)
#include "diffviewtest.moc"
