// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diff/mergeview.h"

#include "core/table/delimitedmerge.h"
#include "ui/diff/diffview.h"
#include "ui/style/resources.h"
#include "ui/style/style.h"

#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QToolTip>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

using Side = DiffView::Side;

QByteArray lines(int count)
{
    QByteArray text;
    for (int i = 1; i <= count; ++i)
        text += "Line " + QByteArray::number(i) + " about Volta\n";
    return text;
}

/// A view on the screen with conflicts in lines 10, 40 and 80; line 20 was changed by me, line 30 by the other side.
class ShownMerge : public MergeView
{
public:
    ShownMerge()
    {
        QByteArray mine = lines(100);
        QByteArray theirs = mine;
        for (const QByteArray &number : {"10"_ba, "40"_ba, "80"_ba}) {
            const QByteArray line = "Line " + number + ' ';
            mine.replace(line, QByteArray(line + "mine "));
            theirs.replace(line, QByteArray(line + "theirs "));
        }
        mine.replace("Line 20 about Volta", "Line 20 about Watt");
        theirs.replace("Line 30 about Volta", "Line 30 about Ohm");
        resize(1000, 700);
        setTitles(u"Your text"_s, u"The file, changed 14:03"_s);
        showMerge(Merge::of(lines(100), mine, theirs), mine, theirs);
        show();
        activateWindow();
        if (!QTest::qWaitForWindowActive(this))
            qFatal("The window did not come to the front.");
        setFocus();
    }

    DiffView *view() const { return findChild<DiffView *>(u"diffView"_s); }
    QString place() const { return findChild<QLabel *>(u"conflictPlace"_s)->text(); }
    QString open() const { return findChild<QLabel *>(u"openConflicts"_s)->text(); }
    QPushButton *button(const QString &name) const { return findChild<QPushButton *>(name); }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }

    void click(const QString &name) { QTest::mouseClick(findChild<QWidget *>(name), Qt::LeftButton); }

    /// Whether a side of the current conflict has this colour somewhere.
    bool hasColour(int row, Side side, const QColor &colour) const
    {
        const QImage picture = view()->viewport()->grab(view()->rowRect(row, side)).toImage();
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x) {
                if (picture.pixel(x, y) == colour.rgb())
                    return true;
            }
        }
        return false;
    }
};

} // namespace

/// A merge is settled with mouse and keyboard.
class MergeViewTest : public QObject
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
        const ShownMerge merge;
        QCOMPARE(merge.accessibleName(), u"Merge: Your text, The file, changed 14:03"_s);
        QCOMPARE(merge.accessibleDescription(), u"Conflict 1 of 3. Not settled: 3"_s);
        QCOMPARE(merge.view()->accessibleDescription(), u"3 conflicts"_s);
        QCOMPARE(merge.place(), u"Conflict 1 of 3"_s);
        QVERIFY(!merge.button(u"finishButton"_s)->isEnabled());
        QVERIFY(merge.button(u"laterButton"_s)->isEnabled());
    }

    void settlesByMouse()
    {
        ShownMerge merge;
        QSignalSpy finished(&merge, &MergeView::finished);
        merge.click(u"takeMineButton"_s);
        QCOMPARE(merge.place(), u"Conflict 2 of 3"_s);
        QCOMPARE(merge.open(), u"Not settled: 2"_s);
        merge.click(u"takeTheirsButton"_s);
        QCOMPARE(merge.place(), u"Conflict 3 of 3"_s);
        merge.click(u"takeBothButton"_s);
        QCOMPARE(merge.open(), u"All settled"_s);
        const QByteArray text = merge.result();
        QVERIFY(text.contains("\nLine 10 mine about Volta\nLine 11 "));
        QVERIFY(text.contains("\nLine 40 theirs about Volta\nLine 41 "));
        QVERIFY(text.contains("\nLine 80 mine about Volta\nLine 80 theirs about Volta\nLine 81 "));
        // What did not clash is there without being asked.
        QVERIFY(text.contains("Line 20 about Watt\n") && text.contains("Line 30 about Ohm\n"));
        QVERIFY(finished.isEmpty());
        merge.click(u"finishButton"_s);
        QCOMPARE(finished.size(), 1);
        QCOMPARE(finished.first().first().value<QList<Take>>(),
                 (QList<Take>{Take::Mine, Take::Theirs, Take::MineThenTheirs}));
    }

    void settlesByKeyboard()
    {
        ShownMerge merge;
        merge.press(Qt::Key_F8);
        QCOMPARE(merge.place(), u"Conflict 2 of 3"_s);
        merge.press(Qt::Key_2);
        QCOMPARE(merge.place(), u"Conflict 3 of 3"_s);
        // The next one that is open comes first in the text.
        merge.press(Qt::Key_B, Qt::AltModifier);
        QTRY_COMPARE(merge.place(), u"Conflict 1 of 3"_s);
        merge.press(Qt::Key_1);
        QCOMPARE(merge.openCount(), 0);
        QCOMPARE(merge.takes(), (QList<Take>{Take::Mine, Take::Theirs, Take::MineThenTheirs}));
        // From the bar as well.
        merge.button(u"finishButton"_s)->setFocus();
        merge.press(Qt::Key_F8);
        QCOMPARE(merge.place(), u"Conflict 2 of 3"_s);
        merge.press(Qt::Key_F8, Qt::ShiftModifier);
        QCOMPARE(merge.place(), u"Conflict 1 of 3"_s);
        QSignalSpy finished(&merge, &MergeView::finished);
        merge.press(Qt::Key_F, Qt::AltModifier);
        QTRY_COMPARE(finished.size(), 1);
    }

    void choicesCanBeChanged()
    {
        ShownMerge merge;
        merge.press(Qt::Key_1);
        merge.click(u"previousConflictButton"_s);
        QCOMPARE(merge.place(), u"Conflict 1 of 3"_s);
        QVERIFY(merge.button(u"takeMineButton"_s)->isChecked());
        QVERIFY(!merge.button(u"takeTheirsButton"_s)->isChecked());
        merge.click(u"takeTheirsButton"_s);
        QCOMPARE(merge.openCount(), 2);
        QCOMPARE(merge.takes().first(), Take::Theirs);
        merge.view()->previousChange();
        QVERIFY(merge.button(u"takeTheirsButton"_s)->isChecked());
        QVERIFY(merge.result().contains("\nLine 10 theirs about Volta\nLine 11 "));
    }

    void showsWhatIsTaken()
    {
        const Palette &palette = paletteFor(Qt::ColorScheme::Light);
        ShownMerge merge;
        const int row = 9;
        QVERIFY(merge.hasColour(row, Side::Left, palette.conflict)
                && merge.hasColour(row, Side::Right, palette.conflict));
        // Mine and theirs alone: taken from the start, and quietly.
        QVERIFY(merge.hasColour(19, Side::Left, palette.ownRow) && !merge.hasColour(19, Side::Right, palette.ownRow));
        QVERIFY(merge.hasColour(29, Side::Right, palette.ownRow) && !merge.hasColour(29, Side::Left, palette.ownRow));
        merge.press(Qt::Key_2);
        merge.view()->previousChange();
        QVERIFY(!merge.hasColour(row, Side::Left, palette.conflict));
        QVERIFY(merge.hasColour(row, Side::Right, palette.ownRow) && !merge.hasColour(row, Side::Left, palette.ownRow));
        merge.press(Qt::Key_3);
        merge.view()->previousChange();
        QVERIFY(merge.hasColour(row, Side::Right, palette.ownRow) && merge.hasColour(row, Side::Left, palette.ownRow));
    }

    void withoutConflict()
    {
        ShownMerge merge;
        QByteArray mine = lines(30);
        QByteArray theirs = mine;
        mine.replace("Line 3 ", "Line three ");
        theirs.replace("Line 20 ", "Line twenty ");
        merge.showMerge(Merge::of(lines(30), mine, theirs), mine, theirs);
        QVERIFY(merge.place().startsWith(u"No conflict"_s));
        QVERIFY(!merge.button(u"takeMineButton"_s)->isVisible());
        QVERIFY(merge.button(u"finishButton"_s)->isEnabled());
        QVERIFY(merge.hasColour(2, Side::Left, paletteFor(Qt::ColorScheme::Light).ownRow));
        merge.press(Qt::Key_1);
        merge.press(Qt::Key_F8);
        QSignalSpy finished(&merge, &MergeView::finished);
        merge.click(u"finishButton"_s);
        QCOMPARE(finished.first().first().value<QList<Take>>(), QList<Take>());
        QVERIFY(merge.result().contains("Line three ") && merge.result().contains("Line twenty "));
    }

    void aHeaderIsNotTakenTwice()
    {
        ShownMerge merge;
        const QByteArray mine = "a,mine\nk,1\nl,3\n";
        const QByteArray theirs = "a,theirs\nk,1\nl,4\n";
        merge.showMerge(mergeDelimited("a,b\nk,1\nl,2\n", mine, theirs), mine, theirs);
        QPushButton *const both = merge.button(u"takeBothButton"_s);
        QVERIFY(!both->isEnabled());
        QVERIFY(both->toolTip().contains(u"header"));
        merge.press(Qt::Key_3);
        QCOMPARE(merge.openCount(), 2);
        QCOMPARE(QToolTip::text(), both->toolTip()); // Why it is not taken.
        merge.press(Qt::Key_2);
        QCOMPARE(merge.place(), u"Conflict 2 of 2"_s);
        QVERIFY(both->isEnabled());
        QCOMPARE(both->toolTip(), u"Key 3"_s);
        merge.press(Qt::Key_3);
        QCOMPARE(merge.result(), "a,theirs\nk,1\nl,3\nl,4\n");
    }

    void waits()
    {
        ShownMerge merge;
        QSignalSpy postponed(&merge, &MergeView::postponed);
        merge.click(u"laterButton"_s);
        QCOMPARE(postponed.size(), 1);
        merge.press(Qt::Key_L, Qt::AltModifier);
        QTRY_COMPARE(postponed.size(), 2);
    }
};

QTEST_MAIN(MergeViewTest)
#include "mergeviewtest.moc"
