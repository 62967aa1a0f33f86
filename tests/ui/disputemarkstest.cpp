// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/temporaryvault.h"
#include "tests/ui/testwindow.h"
#include "ui/editor/noteeditor.h"
#include "ui/panels/claimspanel.h"
#include "ui/preview/previewview.h"
#include "ui/style/style.h"
#include "ui/table/alltables.h"
#include "ui/table/celldelegate.h"
#include "ui/table/gridview.h"
#include "ui/table/tableinspector.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QTabWidget>
#include <QTreeView>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr const char Notes[] = R"(
//- Kestrel.md
#company
| Metric | Value |
|---|---|
| Market cap | $4B |
| Founded | 2011 |
//- Norrland.md
#company
| Company | Market value | Founded |
|---|---|---|
| [[Kestrel]] | ~$5B | 2011 |
| [[Skua]] | $1B | 1999 |
//- Skua.md
#company
)";

// A pixel of this colour, searched from the right; invalid where there is none.
std::optional<QPoint> pixelOf(const QImage &image, const QColor &colour)
{
    for (int x = image.width() - 1; x >= 0; --x) {
        for (int y = 0; y < image.height(); ++y) {
            if (image.pixelColor(x, y) == colour)
                return QPoint(x, y);
        }
    }
    return std::nullopt;
}

} // namespace

/// The marks in tables where other notes disagree.
class DisputeMarksTest : public QObject
{
    Q_OBJECT

private:
    static GridView *grid(const TestWindow &window)
    {
        return window->findChild<TableInspector *>(u"tableInspector"_s)->grid();
    }

    static QModelIndex cell(const GridView *grid, int row, int column) { return grid->model()->index(row, column); }

    static bool isMarked(const QModelIndex &index) { return index.data(TableModel::DisputeRole).isValid(); }

    static ClaimsPanel *panel(const TestWindow &window) { return window.find<ClaimsPanel>(u"claimsPanel"_s); }

    static int rows(const ClaimsPanel *panel)
    {
        return panel->findChild<QTreeView *>(u"claimsTable"_s)->model()->rowCount();
    }

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void inTheGrid()
    {
        const TemporaryVault vault(Notes);
        TestWindow window(vault.root(), u"Norrland"_s);
        QTRY_VERIFY(window->isSettled());
        GridView *const table = grid(window);
        QTRY_VERIFY(isMarked(cell(table, 0, 1)));
        QVERIFY(!isMarked(cell(table, 0, 2))); // All agree on it.
        QVERIFY(!isMarked(cell(table, 1, 1))); // Nobody else speaks of it.
        const QString tip = cell(table, 0, 1).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains(u"$4B"_s) && tip.contains(u"Kestrel, line 4"_s), qUtf8Printable(tip));

        // A click beside the mark only selects.
        const QRect place = table->visualRect(cell(table, 0, 1));
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, place.center());
        QVERIFY(!panel(window));
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, CellDelegate::disputeMark(place).center());
        QVERIFY(panel(window));
        QCOMPARE(panel(window)->findChild<QComboBox *>(u"claimsExtent"_s)->currentIndex(),
                 static_cast<int>(ClaimsPanel::Extent::Cell));
        QTRY_COMPARE(rows(panel(window)), 1);
        QCOMPARE(panel(window)->findChild<QLabel *>(u"claimsSummary"_s)->text(), u"1 other note  ·  1 undated"_s);
    }

    // The table stands where it stood, as wide and high as it was.
    void nothingMovesForAMark()
    {
        const TemporaryVault vault(Notes);
        TestWindow window(vault.root(), u"Norrland"_s);
        GridView *const table = grid(window);
        QTRY_VERIFY(table->model()->rowCount() == 2);
        auto *const preview = window.find<PreviewView>(u"preview"_s);
        const auto place = [&] {
            return std::tuple(table->visualRect(cell(table, 0, 1)), preview->verticalScrollBar()->maximum());
        };
        const auto before = place();
        QTRY_VERIFY(isMarked(cell(table, 0, 1)));
        QCOMPARE(place(), before);
    }

    void inThePreview()
    {
        const TemporaryVault vault(Notes);
        TestWindow window(vault.root(), u"Norrland"_s);
        auto *const preview = window.find<PreviewView>(u"preview"_s);
        QSignalSpy spy(preview, &PreviewView::claimsWanted);
        const QColor colour = paletteOf(preview).warning;
        const auto mark = [&] { return pixelOf(preview->viewport()->grab().toImage(), colour); };
        QTRY_VERIFY(mark());
        QTest::mouseClick(preview->viewport(), Qt::LeftButton, {}, *mark());
        QCOMPARE(spy.size(), 1);
        const QByteArray text = vault.read(u"Norrland.md"_s);
        QCOMPARE(spy.first().first().toUInt(), static_cast<quint32>(text.indexOf("~$5B")));
        QVERIFY(panel(window));
        QTRY_COMPARE(rows(panel(window)), 1);
    }

    // Between the text that it is about and the next cell it stands at the text.
    void inThePreviewBesideItsText()
    {
        const QByteArray words = " | nobody can say what it may be worth by now | 1999 |\n";
        const TemporaryVault vault(
            QByteArray(Notes).replace(" | $1B | 1999 |\n", QByteArray(words + "| Others" + words)));
        TestWindow window(vault.root(), u"Norrland"_s);
        auto *const preview = window.find<PreviewView>(u"preview"_s);
        const QColor colour = paletteOf(preview).warning;
        const auto mark = [&] { return pixelOf(preview->viewport()->grab().toImage(), colour); };
        QTRY_VERIFY(mark());
        const QPoint place = *mark();
        const QImage seen = preview->viewport()->grab().toImage();
        int ink = 0; // Of the text that ends there.
        for (int x = place.x() - 14; x < place.x() - 6; ++x) {
            for (int y = place.y() - 4; y < place.y() + 8; ++y)
                ink += seen.pixelColor(x, y).lightness() < 100 ? 1 : 0;
        }
        QVERIFY(ink > 0);
    }

    // Text above the table moves the mark along; what agrees loses it, and an undo brings it back.
    void marksFollowTheText()
    {
        const TemporaryVault vault(Notes);
        TestWindow window(vault.root(), u"Norrland"_s);
        GridView *const table = grid(window);
        QTRY_VERIFY(isMarked(cell(table, 0, 1)));
        auto *const editor = window.find<NoteEditor>(u"editor"_s);
        editor->setFocus();
        QTest::keyClicks(editor, u"More of it."_s);
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_VERIFY(isMarked(cell(table, 0, 1)));
        table->setCurrentIndex(cell(table, 0, 1));
        table->setFocus();
        QTest::keyClicks(table, u"$"_s);
        QTest::keyClicks(table->indexWidget(table->currentIndex()), u"4B"_s);
        QTest::keyClick(table->indexWidget(table->currentIndex()), Qt::Key_Return);
        QTRY_COMPARE(cell(table, 0, 1).data().toString(), u"$4B"_s);
        QVERIFY(!isMarked(cell(table, 0, 1)));
        editor->undo();
        QTRY_VERIFY(isMarked(cell(table, 0, 1)));
    }

    void whatIsCheckedLosesItsMark()
    {
        const TemporaryVault vault(Notes);
        TestWindow window(vault.root(), u"Norrland"_s);
        GridView *const table = grid(window);
        QTRY_VERIFY(isMarked(cell(table, 0, 1)));
        table->setCurrentIndex(cell(table, 0, 1));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(panel(window));
        QTRY_COMPARE(rows(panel(window)), 1);
        QTest::mouseClick(panel(window)->findChild<QPushButton *>(u"claimsCheck"_s), Qt::LeftButton);
        QTRY_VERIFY(!isMarked(cell(table, 0, 1)));
        QTest::mouseClick(panel(window)->findChild<QPushButton *>(u"claimsCheck"_s), Qt::LeftButton);
        QTRY_VERIFY(isMarked(cell(table, 0, 1)));
    }

    void inAllTables()
    {
        const TemporaryVault vault(Notes);
        TestWindow window(vault.root(), u"Skua"_s);
        QTRY_VERIFY(window->isSettled());
        window.run(u"All tables"_s);
        auto *const all = window->findChild<AllTables *>();
        QTRY_VERIFY(all->grid()->model()->rowCount() > 0);
        QCOMPARE(all->path().name(), u"Kestrel");
        QTRY_VERIFY(isMarked(cell(all->grid(), 0, 1)));
    }
};

QTEST_MAIN(DisputeMarksTest)
#include "disputemarkstest.moc"
