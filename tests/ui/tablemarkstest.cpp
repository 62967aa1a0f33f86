// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/temporaryvault.h"
#include "tests/ui/inspectedtables.h"
#include "tests/ui/testwindow.h"
#include "ui/editor/noteeditor.h"
#include "ui/preview/previewview.h"
#include "ui/style/codehighlighter.h"
#include "ui/style/style.h"
#include "ui/table/cellkindicon.h"

#include <QApplication>
#include <QLabel>
#include <QTabWidget>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

/// A grid as it is painted, nothing selected.
QImage paintedGrid(const Tables &tables)
{
    tables.grid()->setCurrentIndex({});
    tables.grid()->clearSelection();
    return tables.grid()->viewport()->grab().toImage();
}

int countOf(const QImage &image, const QRect &area, const QColor &colour)
{
    int count = 0;
    for (int y = area.top(); y <= area.bottom(); ++y) {
        for (int x = area.left(); x <= area.right(); ++x)
            count += image.pixelColor(x, y) == colour ? 1 : 0;
    }
    return count;
}

/// Pixels that are nearer to the colour of warnings than to any other: lines and icons are smoothed.
int warningsIn(const QImage &image, const QRect &area)
{
    int count = 0;
    for (int y = area.top(); y <= area.bottom(); ++y) {
        for (int x = area.left(); x <= area.right(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            count += pixel.red() - pixel.blue() > 60 ? 1 : 0;
        }
    }
    return count;
}

/// Where the first ink of a cell stands, from its left edge; -1 for none.
int firstInk(const QImage &image, const QRect &cell, const QColor &ground)
{
    for (int x = cell.left(); x <= cell.right(); ++x) {
        for (int y = cell.top() + 4; y < cell.bottom() - 3; ++y) {
            if (image.pixelColor(x, y) != ground)
                return x - cell.left();
        }
    }
    return -1;
}

} // namespace

/// What the grid shows of its cells beside their text.
class TableMarksTest : public QObject
{
    Q_OBJECT

private:
    static QString ownRowsOf(const Tables &tables)
    {
        QStringList rows;
        for (int row = 0; row < tables.model()->rowCount(); ++row) {
            if (tables.cell(row, 0).data(TableModel::OwnRole).toBool())
                rows.append(QString::number(row));
        }
        return rows.join(u' ');
    }

    // The rows of its first table that the preview tints.
    static QString tintedRows(PreviewView &preview)
    {
        const QImage image = preview.viewport()->grab().toImage();
        const Palette &colours = paletteOf(&preview);
        // Left of the text in the first column; below the header is a line of its own colour.
        std::optional<QPoint> line;
        for (int y = 0; y < image.height() && !line; ++y) {
            int run = 0;
            for (int x = 0; x < image.width() && run < 20; ++x) {
                run = image.pixelColor(x, y) == colours.faintText ? run + 1 : 0;
                if (run == 20)
                    line = QPoint(x - 17, y);
            }
        }
        QStringList rows;
        int row = 0;
        for (int y = line ? line->y() + 1 : image.height(); y < image.height(); ++y) {
            const QColor pixel = image.pixelColor(line->x(), y);
            if (pixel == colours.ownRow && !rows.contains(QString::number(row)))
                rows.append(QString::number(row));
            row += pixel == colours.hairline ? 1 : 0;
        }
        return line ? rows.join(u' ') : u"no table"_s;
    }

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void numbersStandUnderEachOthersPoints()
    {
        Tables tables("| a | b |\n|---|---|\n| x | 12.5 |\n| y | 12.125 |\n| z | 12 |\n| w | 12.75 |\n");
        tables.panel.resize(900, 700);
        const QImage image = paintedGrid(tables);
        const QColor ground = paletteOf(tables.grid()).base;
        QVERIFY(tables.cell(0, 1).data(TableModel::NumericRole).toBool());
        const int first = firstInk(image, tables.grid()->visualRect(tables.cell(0, 1)), ground);
        QVERIFY(first > 0);
        for (int row = 1; row < 4; ++row) {
            // Smoothed glyphs may begin a pixel apart; without the shift it would be ten and more.
            QVERIFY(std::abs(firstInk(image, tables.grid()->visualRect(tables.cell(row, 1)), ground) - first) <= 1);
        }
    }

    void missingAndSurplusCellsAreMarked()
    {
        Tables tables("| a | b | a |\n|---|---|---|\n| 1 | 2 |\n| 1 | 2 | 3 | 4 |\n| 1 | 2 | 3 |\n");
        tables.panel.resize(900, 700);
        QVERIFY(tables.cell(0, 2).data(TableModel::AbsentRole).toBool());
        QVERIFY(!tables.cell(1, 2).data(TableModel::AbsentRole).toBool());
        QVERIFY(tables.cell(1, 3).data(TableModel::SurplusRole).toBool());
        QVERIFY(!tables.cell(1, 2).data(TableModel::SurplusRole).toBool());
        const auto defect = [&](int column) {
            return tables.model()->headerData(column, Qt::Horizontal, TableModel::DefectRole).toString();
        };
        QCOMPARE(defect(2), u"Another column has this name"_s);
        QCOMPARE(defect(1), QString());
        QCOMPARE(defect(3), u"Cells beyond the header"_s);
        const QImage image = paintedGrid(tables);
        const Palette &colours = paletteOf(tables.grid());
        const auto inside = [&](int row, int column) {
            return tables.grid()->visualRect(tables.cell(row, column)).adjusted(0, 0, 0, -2);
        };
        QVERIFY(countOf(image, inside(0, 2), colours.hairline) > 40);
        QCOMPARE(countOf(image, inside(2, 2), colours.hairline), 0);
        QVERIFY(countOf(image, inside(1, 3), colours.warning) > 20);
        QCOMPARE(countOf(image, inside(1, 2), colours.warning), 0);
        const QHeaderView *const header = tables.grid()->horizontalHeader();
        const QImage headers = header->viewport()->grab().toImage();
        const auto section = [&](int column) {
            return QRect(header->sectionViewportPosition(column), 0, header->sectionSize(column), 30);
        };
        QVERIFY(warningsIn(headers, section(2)) > 10);
        QCOMPARE(warningsIn(headers, section(1)), 0);
    }

    void outliersAreMarked()
    {
        QByteArray note = "| a | b |\n|---|---|\n";
        for (const char *value : {"10%", "11%", "12%", "13%", "14%", "90%"})
            note += QByteArray("| x | ") + value + " |\n";
        Tables tables(note);
        tables.panel.resize(900, 700);
        QVERIFY(tables.cell(5, 1).data(TableModel::OutlierRole).toBool());
        QVERIFY(!tables.cell(4, 1).data(TableModel::OutlierRole).toBool());
        const QImage image = paintedGrid(tables);
        const auto far = [&](int row) {
            const QRect cell = tables.grid()->visualRect(tables.cell(row, 1));
            return warningsIn(image, cell.adjusted(0, cell.height() / 2, 0, -2));
        };
        QVERIFY(far(5) > 4);
        QCOMPARE(far(4), 0);
        QVERIFY(tables.cell(5, 1).data(Qt::ToolTipRole).toString().contains(u"Far from"_s));
    }

    void columnsHaveIconsOfTheirKind()
    {
        const Tables tables("| who | part | worth | since | cells | words |\n|---|---|---|---|---|---|\n"
                            "| [[A]] | 3% | $4 | 2019 | 12 | so |\n| [[B]] | 5% | $5 | 2020 | 13 | thus |\n");
        const QList<Icon> wanted{Icon::Link, Icon::Percent, Icon::Money, Icon::Date, Icon::Number, Icon::Text};
        const QHeaderView *const header = tables.grid()->horizontalHeader();
        const QImage image = header->viewport()->grab().toImage();
        const QColor ground = paletteOf(tables.grid()).base;
        for (int column = 0; column < wanted.size(); ++column) {
            QVERIFY(tables.model()->headerData(column, Qt::Horizontal, Qt::DecorationRole).isValid());
            QCOMPARE(iconOf(tables.model()->headerData(column, Qt::Horizontal, TableModel::KindRole).value<CellKind>()),
                     wanted.at(column));
        }
        // The name of the last column is text and begins behind its icon.
        int ink = 0;
        for (int x = header->sectionViewportPosition(5) + 12; x < header->sectionViewportPosition(5) + 26; ++x) {
            for (int y = 4; y < 26; ++y)
                ink += image.pixelColor(x, y) != ground ? 1 : 0;
        }
        QVERIFY(ink > 10);
        QCOMPARE(countOf(image, QRect(header->sectionViewportPosition(5) + 27, 4, 4, 20), ground), 80);
    }

    void theOwnRowIsTinted_data()
    {
        QTest::addColumn<QByteArray>("note");
        QTest::addColumn<QString>("rows");
        QTest::newRow("by name") << "| Company | Share |\n|---|---|\n| Kestrel | 5% |\n| note | 6% |\n"_ba << u"1"_s;
        QTest::newRow("linked") << "| Company | Share |\n|---|---|\n| [[Kestrel]] | 5% |\n| [[note]] | 6% |\n"_ba
                                << u"1"_s;
        QTest::newRow("an alias")
            << "---\naliases: [Norrland]\n---\n| Company | Share |\n|---|---|\n| Kestrel | 5% |\n| Norrland | 6% |\n"_ba
            << u"1"_s;
        QTest::newRow("its owner") << "| Company | Owner |\n|---|---|\n| Kestrel | note |\n| note | Skua |\n"_ba
                                   << u"1"_s;
        QTest::newRow("owned alone") << "| Plant | Owner |\n|---|---|\n| [[Kestrel]] | [[note]] |\n"
                                        "| [[Volta]] | [[Skua]] |\n"_ba
                                     << QString();
        QTest::newRow("third column") << "| # | Share | Maker |\n|---|---|---|\n| 1 | 5% | Kestrel |\n"
                                         "| 2 | 6% | note |\n"_ba
                                      << u"1"_s;
        QTest::newRow("no header known")
            << "| x | y |\n|---|---|\n| 1 | [[Kestrel]] |\n| 2 | [[Skua]] |\n| 3 | [[note]] |\n"_ba << u"2"_s;
        QTest::newRow("unnamed") << "| Company | Share |\n|---|---|\n| Kestrel | 5% |\n|  | 6% |\n| Skua | 1% |\n"_ba
                                 << u"1"_s;
        QTest::newRow("us") << "| Rival | Share |\n|---|---|\n| Kestrel | 5% |\n| Us | 6% |\n"_ba << u"1"_s;
        QTest::newRow("of nobody") << "#concept\n\n| Company | Share |\n|---|---|\n| Kestrel | 5% |\n|  | 6% |\n"_ba
                                   << QString();
        QTest::newRow("a sheet") << "| Metric | Value |\n|---|---|\n| Owner | note |\n| Founded | 1999 |\n"_ba
                                 << QString();
        QTest::newRow("two unnamed") << "| Company | Share |\n|---|---|\n|  | 5% |\n|  | 6% |\n| Skua | 1% |\n"_ba
                                     << QString();
    }

    void theOwnRowIsTinted()
    {
        QFETCH(const QByteArray, note);
        const Tables tables(note);
        QTEST(ownRowsOf(tables), "rows");
        // The preview tints the same.
        CodeHighlighter code;
        PreviewView preview(tables.note.vault.get(), &code);
        preview.resize(600, 500);
        preview.setVisible(true);
        preview.setSnapshot(tables.note.vault->snapshot());
        preview.showNote(tables.note.session->parsed(), tables.note.session->path());
        QTEST(tintedRows(preview), "rows");
    }

    // Who is known decides which column names those whom rows are about, and a note's tags what it is.
    void thePreviewFollowsTheVault()
    {
        const TemporaryVault vault("//- Mine.md\n| x | y |\n|---|---|\n| 1 | Kestrel |\n| 2 | Skua |\n| 3 | Mine |\n"
                                   "//- Kestrel.md\n//- Sheet.md\n| Rival | Share |\n|---|---|\n| Kestrel | 5% |\n"
                                   "| Us | 6% |\n\nText.\n"_ba);
        const TestWindow window(vault.root(), u"Mine"_s);
        QTRY_VERIFY(window->isSettled());
        const auto tinted = [&] {
            auto *const preview = window.find<PreviewView>(u"preview"_s);
            return preview ? tintedRows(*preview) : u"no preview"_s;
        };
        QTRY_COMPARE(tinted(), u"2"_s);
        vault.remove(u"Kestrel.md"_s);
        QTRY_COMPARE(tinted(), QString());
        vault.write(u"Skua.md"_s, "Text.\n");
        QTRY_COMPARE(tinted(), u"2"_s);

        window->navigator()->openNamed(u"Sheet"_s);
        QTRY_COMPARE(tinted(), u"1"_s);
        auto *const editor = window.find<NoteEditor>(u"editor"_s);
        editor->moveCursor(QTextCursor::End);
        QTest::keyClicks(editor, u"#concept"_s);
        QTRY_COMPARE(tinted(), QString());
    }

    void theTintIsSeen()
    {
        const Tables tables("| Company | Share |\n|---|---|\n| Kestrel | 5% |\n| note | 6% |\n");
        const QImage image = paintedGrid(tables);
        const Palette &colours = paletteOf(tables.grid());
        const auto corner = [&](int row, int column) {
            return image.pixelColor(tables.grid()->visualRect(tables.cell(row, column)).topRight() + QPoint(-2, 2));
        };
        QCOMPARE(corner(1, 0), colours.ownRow);
        QCOMPARE(corner(1, 1), colours.ownRow);
        QCOMPARE(corner(0, 1), colours.base);
    }

    void aClickInThePreviewShowsTheTable()
    {
        const TemporaryVault vault(
            "//- A.md\n| a | b |\n|---|---|\n| 1 | 2 |\n\n# Two\n\n| c | d |\n|---|---|\n| 3 | 4 |\n"_ba);
        TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        auto *const preview = window.find<PreviewView>(u"preview"_s);
        auto *const panel = window->findChild<TableInspector *>(u"tableInspector"_s);
        const auto shown = [&] { return panel->grid()->model()->index(0, 0).data().toString(); };
        QTRY_COMPARE(shown(), u"1"_s);
        window.showPanel(u"Claims"_s);
        QTRY_VERIFY(!panel->isVisible());
        // The lowest ink is that of the second table's row.
        const QImage image = preview->viewport()->grab().toImage();
        std::optional<QPoint> ink;
        for (int y = image.height() - 1; y >= 0 && !ink; --y) {
            for (int x = 0; x < image.width() && !ink; ++x) {
                if (image.pixelColor(x, y).lightness() < 90)
                    ink = QPoint(x, y);
            }
        }
        QVERIFY(ink);
        QTest::mouseClick(preview->viewport(), Qt::LeftButton, {}, *ink);
        QTRY_COMPARE(shown(), u"3"_s);
        QVERIFY(panel->isVisible());
    }

    void theSummaryStandsInTheStatusLine()
    {
        const TemporaryVault vault(QByteArray("//- A.md\n" + Shares));
        TestWindow window(vault.root(), u"A"_s);
        QTRY_VERIFY(window->isSettled());
        auto *const panel = window->findChild<TableInspector *>(u"tableInspector"_s);
        QTRY_COMPARE(panel->grid()->model()->rowCount(), 3);
        const auto said = [&] {
            auto *const summary = window->findChild<QLabel *>(u"selectionSummary"_s);
            return summary ? summary->text() : u"no such label"_s;
        };
        QCOMPARE(said(), QString());
        panel->grid()->selectionModel()->select(
            QItemSelection(panel->grid()->model()->index(1, 1), panel->grid()->model()->index(2, 1)),
            QItemSelectionModel::ClearAndSelect);
        QTRY_VERIFY2(said().contains(u"21%"), qPrintable(said()));
        QVERIFY(window->findChild<QLabel *>(u"selectionSummary"_s)->isVisible());
        panel->grid()->clearSelection();
        QTRY_COMPARE(said(), QString());
    }
};

QTEST_MAIN(TableMarksTest)
#include "tablemarkstest.moc"
