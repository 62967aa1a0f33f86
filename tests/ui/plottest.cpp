// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/plotpane.h"

#include "tests/ui/opennote.h"
#include "tests/ui/testwindow.h"
#include "ui/editor/noteeditor.h"
#include "ui/preview/previewview.h"
#include "ui/style/seriescolours.h"
#include "ui/style/style.h"
#include "ui/table/comparisonview.h"
#include "ui/table/gridview.h"
#include "ui/table/tablepane.h"
#include "ui/window/comparisons.h"
#include "ui/window/noteview.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMimeData>
#include <QToolButton>
#include <QXmlStreamReader>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Sales = "//- Actors/Kestrel.md\n# Kestrel\n\n## Sales\n\n"
                         "| Year | Revenue | Costs | Margin | Remark |\n|---|---|---|---|---|\n"
                         "| 2021 | $800M | $0.7B | 12% | a |\n| 2022 | $1.2B | — | 14% | b |\n"
                         "| 2023 | $1.5B–1.7B | $1.1B | ~15% | c |\n| 2024E | $2B+ | $1.3B | 16% | d |\n\nText.\n";

const QByteArray Shares = "//- Volta.md\n# Volta\n\n## Shares\n\n| Company | Share |\n|---|---|\n"
                          "| Kestrel | ~37% |\n| Norrland | 16% |\n| Volta | 3%+ |\n| Ohm | some |\n";

/// A window on a vault, with the table of its note.
struct Plots
{
    explicit Plots(const QByteArray &text, const QString &note) : vault(text), window(vault.root(), note)
    {
        if (!QTest::qWaitFor([this] { return window->isSettled(); }))
            qFatal("The vault was not read.");
    }

    GridView *grid() const { return window.find<GridView>(u"tableGrid"_s); }
    TablePane *pane() const { return qobject_cast<TablePane *>(grid()->parentWidget()->parentWidget()); }
    PlotPane *plot() const { return window.find<PlotPane>(u"plotPane"_s); }
    PlotCanvas *canvas() const { return plot()->canvas(); }

    void select(int left, int right) const
    {
        const QAbstractItemModel *const model = grid()->model();
        grid()->selectionModel()->select(
            QItemSelection(model->index(0, left), model->index(model->rowCount() - 1, right)),
            QItemSelectionModel::ClearAndSelect);
    }

    // "Revenue: 0.8 1.2"; each series of what is drawn.
    QStringList drawn() const
    {
        QStringList lines;
        for (const DrawnSeries &series : canvas()->drawn()) {
            QStringList values;
            for (const double value : series.values)
                values.append(QString::number(value, 'g', 6));
            lines.append(series.name + u": " + values.join(u' '));
        }
        return lines;
    }

    bool exists(const QString &path) const { return QFileInfo::exists(vault.absolute(path)); }

    int fileOf(const NotePath &path) const { return window->vault().snapshot().find(path); }

    bool says(const QString &sentence) const
    {
        return std::ranges::any_of(window->findChildren<QLabel *>(), [&](const QLabel *label) {
            return label->isVisible() && label->text() == sentence;
        });
    }

    void click(const QString &button) const { QTest::mouseClick(window.find<QToolButton>(button), Qt::LeftButton); }

    TemporaryVault vault;
    TestWindow window;
};

bool isWholeSvg(const QByteArray &bytes, QString &texts)
{
    QXmlStreamReader reader(bytes);
    bool svg = false;
    while (!reader.atEnd()) {
        const auto token = reader.readNext();
        svg = svg || (token == QXmlStreamReader::StartElement && reader.name() == u"svg");
        if (token == QXmlStreamReader::Characters)
            texts += reader.text() + u'\n';
    }
    return svg && !reader.hasError();
}

} // namespace

class PlotTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void selectedColumnsAreDrawn()
    {
        const Plots plots(Sales, u"Kestrel"_s);
        plots.select(1, 2);
        QTest::keyClick(plots.grid(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(plots.plot());
        QCOMPARE(plots.plot()->data().kind, PlotKind::Line);
        QCOMPARE(plots.drawn(), (QStringList{u"Revenue: 0.8 1.2 1.6 2"_s, u"Costs: 0.7 1.1 1.3"_s}));
        const QList<DrawnSeries> series = plots.canvas()->drawn();
        // A missing value interrupts the line, an estimate is reached by a dashed one, a range has whiskers.
        QCOMPARE(series.at(0).gaps, 0);
        QCOMPARE(series.at(1).gaps, 1);
        QCOMPARE(series.at(0).dashed, 1);
        QCOMPARE(series.at(0).whiskers, 1);
        QCOMPARE(plots.canvas()->axisTitles(), QStringList{u"$B"_s});
        QCOMPARE(plots.canvas()->tickLabels(), (QStringList{u"2021"_s, u"2022"_s, u"2023"_s, u"2024E"_s}));
        QCOMPARE(plots.window.find<QLabel>(u"plotTitle"_s)->text(), u"Revenue and Costs by year");
        QVERIFY(plots.canvas()->widget()->accessibleDescription().contains(u"Revenue: 4 values"));
        // Another selection is another plot, with two axes where there are two units.
        plots.select(1, 3);
        QTRY_COMPARE(plots.canvas()->drawn().size(), 3);
        QCOMPARE(plots.canvas()->axisTitles(), (QStringList{u"$B"_s, u"Margin, %"_s}));
        plots.select(4, 4);
        QTRY_VERIFY(plots.window.find<QLabel>(u"plotEmpty"_s));
        QCOMPARE(plots.window.find<QLabel>(u"plotEmpty"_s)->text(), u"Select a column with numbers.");
        // The same keys take it away.
        QTest::keyClick(plots.grid(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(!plots.pane()->isPlotted());
    }

    // In a pane too narrow for it beside the buttons, the title stands below them.
    void titlesHaveRoom()
    {
        const Plots plots(Sales, u"Kestrel"_s);
        plots.click(u"plotButton"_s);
        const auto *const title = plots.window.find<QLabel>(u"plotTitle"_s);
        for (const int width : {360, 1200}) {
            plots.plot()->resize(width, 300);
            QTRY_VERIFY(title->width() >= std::min(title->sizeHint().width(), 200));
            QCOMPARE(title->parentWidget() == plots.plot(), width == 360);
        }
    }

    // What is written behind the longest bar is inside the plot, however narrow that is.
    void labelsOfLongBarsHaveRoom()
    {
        const Plots plots("//- Volta.md\n# Volta\n\n## Orders\n\n| Customer | Orders |\n|---|---|\n"
                          "| Kestrel | $1,234.5M–1,299.9M |\n| Norrland | -$987.6M |\n| Ohm | $12.3M |\n",
                          u"Volta"_s);
        plots.click(u"plotButton"_s);
        QCOMPARE(plots.plot()->data().kind, PlotKind::Bars);
        QWidget *const canvas = plots.canvas()->widget();
        for (const int width : {260, 900}) {
            canvas->resize(width, 200);
            const QImage image = canvas->grab().toImage();
            const QColor ground = image.pixelColor(1, 1);
            int ink = 0;
            for (int y = 0; y < image.height(); ++y)
                ink += image.pixelColor(image.width() - 2, y) != ground;
            QCOMPARE(ink, 0);
        }
    }

    void itFollowsTheView()
    {
        const Plots plots(Shares, u"Volta"_s);
        plots.click(u"plotButton"_s);
        QVERIFY(plots.plot());
        QCOMPARE(plots.plot()->data().kind, PlotKind::Bars);
        QCOMPARE(plots.drawn(), QStringList{u"Share: 37 16 3"_s});
        QCOMPARE(plots.canvas()->tickLabels().size(), 4);
        QVERIFY(plots.plot()->data().places.at(2).own);
        QVERIFY(plots.window.find<QLabel>(u"plotRemarks"_s));
        QCOMPARE(plots.window.find<QLabel>(u"plotRemarks"_s)->text(), u"One cell is not a number.");
        plots.grid()->arrange({.keys = {{1, Qt::AscendingOrder}}, .filters = {}});
        QCOMPARE(plots.drawn(), QStringList{u"Share: 3 16 37"_s});
        plots.grid()->arrange({.keys = {}, .filters = {{1, u">5"_s}}});
        QCOMPARE(plots.drawn(), QStringList{u"Share: 37 16"_s});
        plots.grid()->arrange({});
        plots.grid()->model()->setData(plots.grid()->model()->index(3, 1), u"20%"_s, Qt::EditRole);
        QCOMPARE(plots.drawn(), QStringList{u"Share: 37 16 3 20"_s});
        plots.window.find<NoteEditor>(u"editor"_s)->undo();
        QTRY_COMPARE(plots.drawn(), QStringList{u"Share: 37 16 3"_s});
    }

    void kindsAndSeriesAreSwitched()
    {
        const Plots plots(Sales, u"Kestrel"_s);
        plots.select(1, 2);
        plots.click(u"plotButton"_s);
        plots.click(u"plotKind0"_s);
        QCOMPARE(plots.plot()->data().kind, PlotKind::Bars);
        QCOMPARE(plots.drawn().size(), 2);
        QTest::mouseClick(plots.window->findChildren<QToolButton *>(u"seriesSwitch"_s).first(), Qt::LeftButton);
        QCOMPARE(plots.drawn(), QStringList{u"Costs: 0.7 1.1 1.3"_s});
        QCOMPARE(plots.canvas()->axisTitles(), QStringList{u"Costs, $B"_s});
        plots.click(u"plotKind2"_s);
        QCOMPARE(plots.plot()->data().kind, PlotKind::Scatter);
        QCOMPARE(plots.drawn(), QStringList{u"Costs: 0.7 1.1 1.3"_s});
        // The kind stays while the table is edited, and goes with another selection.
        plots.grid()->model()->setData(plots.grid()->model()->index(0, 1), u"$900M"_s, Qt::EditRole);
        QCOMPARE(plots.plot()->data().kind, PlotKind::Scatter);
        plots.select(1, 1);
        QTRY_COMPARE(plots.plot()->data().kind, PlotKind::Line);
        const auto *const scatter = plots.window.find<QToolButton>(u"plotKind2"_s);
        QVERIFY(!scatter->isEnabled());
        QVERIFY(!scatter->toolTip().isEmpty());
    }

    void partsOfAWholeHaveNames()
    {
        const Plots plots(Shares, u"Volta"_s);
        plots.click(u"plotButton"_s);
        plots.click(u"plotKind3"_s);
        QCOMPARE(plots.plot()->data().kind, PlotKind::Share);
        QCOMPARE(plots.drawn(), QStringList{u"Share: 37 16 3"_s});
        QStringList names;
        for (const QToolButton *name : plots.window->findChildren<QToolButton *>(u"seriesSwitch"_s)) {
            QVERIFY(!name->isCheckable());
            names.append(name->text());
        }
        // Who has no part has no colour that could be told.
        QCOMPARE(names, (QStringList{u"Kestrel ~37%"_s, u"Norrland 16%"_s, u"Volta ≥3%"_s}));
        QString texts;
        QVERIFY(isWholeSvg(plots.plot()->picture(u"svg"_s), texts));
        // Signs that come from another font are texts of their own there.
        QVERIFY2(texts.remove(u'\n').contains(u"Volta ≥3%"), qPrintable(texts));
    }

    void narrowPartsAreNamedBelow()
    {
        const Plots plots(
            "//- Volta.md\n# Volta\n\n| Company | Share |\n|---|---|\n| Kestrel | 61% |\n| Norrland | 20% |\n"
            "| Ohm | 6% |\n| Volta | 5% |\n| Ampere | 3% |\n| Tern | 2% |\n| Skua | 2% |\n| Auk | 1% |\n",
            u"Volta"_s);
        plots.window->resize(900, 900);
        plots.click(u"plotButton"_s);
        plots.click(u"plotKind3"_s);
        QCOMPARE(plots.plot()->data().kind, PlotKind::Share);
        const QStringList all{u"Ampere 3%"_s, u"Auk 1%"_s,  u"Kestrel 61%"_s, u"Norrland 20%"_s,
                              u"Ohm 6%"_s,    u"Skua 2%"_s, u"Tern 2%"_s,     u"Volta 5%"_s};
        const auto seen = [&] {
            QStringList texts = plots.canvas()->pointTexts();
            texts.sort();
            return texts;
        };
        QTRY_COMPARE(seen(), all);
    }

    void aPointIsItsCell()
    {
        const Plots plots(Shares, u"Volta"_s);
        plots.select(1, 1);
        plots.click(u"plotButton"_s);
        QWidget *const canvas = plots.canvas()->widget();
        QTRY_VERIFY(plots.canvas()->hitAt(plots.canvas()->placeOf({0, 1})) == (PlotHit{0, 1}));
        QTest::mouseClick(canvas, Qt::LeftButton, {}, plots.canvas()->placeOf({0, 1}).toPoint());
        QCOMPARE(plots.grid()->currentIndex().row(), 1);
        QCOMPARE(plots.grid()->currentIndex().column(), 1);
        // What is drawn stays.
        QTest::qWait(20);
        QCOMPARE(plots.drawn(), QStringList{u"Share: 37 16 3"_s});
        // By keys, too; gaps are passed over.
        canvas->setFocus();
        for (int i = 0; i < 5; ++i)
            QTest::keyClick(canvas, Qt::Key_Right);
        QVERIFY(canvas->accessibleDescription().contains(u"3%+"));
        QTest::keyClick(canvas, Qt::Key_Return);
        QCOMPARE(plots.grid()->currentIndex().row(), 2);
        QTest::keyClick(canvas, Qt::Key_Escape);
        QVERIFY(!plots.pane()->isPlotted());
    }

    void picturesAreWhole()
    {
        const Plots plots(Sales, u"Kestrel"_s);
        plots.select(1, 2);
        plots.click(u"plotButton"_s);
        const QByteArray svg = plots.plot()->picture(u"svg"_s);
        QString texts;
        QVERIFY(isWholeSvg(svg, texts));
        for (const QString &text : {u"Revenue and Costs by year"_s, u"Revenue"_s, u"2024E"_s, u"$B"_s})
            QVERIFY2(texts.contains(text), qPrintable(text));
        const QImage image = QImage::fromData(plots.plot()->picture(u"png"_s));
        QVERIFY(image.width() >= 1600);
        // On white, with the first series in its colour.
        QCOMPARE(image.pixelColor(2, 2), QColor(Qt::white));
        const QColor wanted = seriesColour(paletteFor(Qt::ColorScheme::Light), 0);
        int found = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                found += image.pixelColor(x, y) == wanted;
        }
        QVERIFY2(found > 200, qPrintable(QString::number(found)));
        // What is on the screen stays as it was.
        QCOMPARE(plots.canvas()->axisTitles(), QStringList{u"$B"_s});
    }

    void aPictureIsExported()
    {
        const Plots plots(Shares, u"Volta"_s);
        plots.click(u"plotButton"_s);
        const QTemporaryDir folder;
        for (const QString &kind : {u"svg"_s, u"png"_s}) {
            Q_EMIT plots.plot()->pictureWanted(
                {PlotPicture::Use::Export, u"Share: all"_s, kind, plots.plot()->picture(kind)});
            auto *const dialog = plots.window->findChild<QFileDialog *>(u"exportDialog"_s);
            QVERIFY(dialog);
            const QString path = folder.filePath(u"plot."_s + kind);
            Q_EMIT dialog->fileSelected(path);
            dialog->close();
            QTRY_VERIFY(!plots.window->findChild<QFileDialog *>(u"exportDialog"_s));
            QFile file(path);
            QTRY_VERIFY(file.exists());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QCOMPARE(file.readAll(), plots.plot()->picture(kind));
        }
    }

    void aPictureIsEmbedded()
    {
        const Plots plots(Sales, u"Kestrel"_s);
        plots.vault.write(u".obsidian/app.json"_s, "{\"trashOption\": \"local\"}");
        plots.vault.write(u"Revenue by year.svg"_s, "<svg/>");
        const NotePath taken = pathOf(u"Revenue by year.svg");
        QTRY_VERIFY_WITH_TIMEOUT(plots.window->vault().snapshot().find(taken) >= 0, 10000);
        const QByteArray before = plots.vault.read(u"Actors/Kestrel.md"_s);
        plots.select(1, 1);
        plots.click(u"plotButton"_s);
        QVERIFY(plots.window.find<QToolButton>(u"plotEmbed"_s));
        plots.click(u"plotEmbed"_s);
        auto *const editor = plots.window.find<NoteEditor>(u"editor"_s);
        QTRY_VERIFY(editor->toPlainText().contains(u"| d |\n\n![[Revenue by year 2.svg]]\n\nText.\n"));
        QString texts;
        QVERIFY(isWholeSvg(plots.vault.read(u"Revenue by year 2.svg"_s), texts));
        QCOMPARE(plots.vault.read(u"Revenue by year.svg"_s), "<svg/>");
        const NotePath made = pathOf(u"Revenue by year 2.svg");
        QTRY_VERIFY(plots.window->vault().snapshot().find(made) >= 0);
        QTRY_VERIFY_WITH_TIMEOUT(plots.vault.read(u"Actors/Kestrel.md"_s).contains("![[Revenue by year 2.svg]]"),
                                 10000);
        // One step back is the note as it was, to the byte.
        editor->undo();
        QTRY_COMPARE_WITH_TIMEOUT(plots.vault.read(u"Actors/Kestrel.md"_s), before, 10000);
        // The file is there for a redo, and goes if the user wants that.
        QTRY_VERIFY(plots.says(u"No note shows Revenue by year 2.svg any more."_s));
        editor->redo();
        QTRY_VERIFY(plots.window->vault().snapshot().backlinks(plots.fileOf(made)).size() == 1);
        QVERIFY(plots.window.click(u"Delete the picture"_s));
        QTRY_VERIFY(plots.says(u"Revenue by year 2.svg is in a note again, and stays."_s));
        QVERIFY(plots.exists(u"Revenue by year 2.svg"_s));
        editor->undo();
        QTRY_VERIFY(plots.says(u"No note shows Revenue by year 2.svg any more."_s));
        QVERIFY(plots.window.click(u"Delete the picture"_s));
        QTRY_VERIFY(!plots.exists(u"Revenue by year 2.svg"_s));
        QVERIFY(plots.exists(u".trash/Revenue by year 2.svg"_s));
        QVERIFY(plots.exists(u"Revenue by year.svg"_s));
    }

    void aPictureWithoutItsTableIsNotLeftBehind()
    {
        const Plots plots(Sales, u"Kestrel"_s);
        plots.click(u"plotButton"_s);
        auto *const editor = plots.window.find<NoteEditor>(u"editor"_s);
        plots.click(u"plotEmbed"_s);
        // While the file is written, the table goes.
        const QString rest = u"# Kestrel\n\nText.\n"_s;
        editor->selectAll();
        editor->insertPlainText(rest);
        QVERIFY(plots.window.click(u"Delete the picture"_s));
        QTRY_VERIFY(!plots.exists(u"Revenue and Costs by year.svg"_s));
        QCOMPARE(editor->toPlainText(), rest);
    }

    void previewsShowIt()
    {
        const Plots plots(Sales, u"Kestrel"_s);
        plots.click(u"plotButton"_s);
        plots.click(u"plotEmbed"_s);
        const NotePath made = pathOf(u"Revenue and Costs by year.svg");
        QTRY_VERIFY(plots.fileOf(made) >= 0);
        auto *const view = plots.window.findFirst<NoteView>();
        view->present(NoteMode::Preview);
        const auto pixels = [&](const QColor &colour) {
            view->preview()->goTo(static_cast<quint32>(view->session()->mirror().bytes().size()));
            const QImage image = view->preview()->viewport()->grab().toImage();
            int found = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x)
                    found += image.pixelColor(x, y) == colour;
            }
            return found;
        };
        QTRY_VERIFY(pixels(seriesColour(paletteFor(Qt::ColorScheme::Light), 1)) > 50);
        // Another picture of this name takes its place.
        plots.vault.write(u"Revenue and Costs by year.svg"_s,
                          "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"300\" height=\"100\">"
                          "<rect width=\"300\" height=\"100\" fill=\"#12ab34\"/></svg>");
        QTRY_VERIFY_WITH_TIMEOUT(pixels(QColor(0x12, 0xab, 0x34)) > 5000, 10000);
    }

    void settingsSayWhereAPictureGoes()
    {
        const TemporaryVault vault(Sales);
        vault.write(u".obsidian/app.json"_s, "{\"attachmentFolderPath\": \"./files\"}");
        const TestWindow window(vault.root(), u"Kestrel"_s);
        QTRY_VERIFY(window->isSettled());
        QTest::mouseClick(window.find<QToolButton>(u"plotButton"_s), Qt::LeftButton);
        QTest::mouseClick(window.find<QToolButton>(u"plotEmbed"_s), Qt::LeftButton);
        QTRY_VERIFY(
            window.find<NoteEditor>(u"editor"_s)->toPlainText().contains(u"![[Revenue and Costs by year.svg]]"));
        QVERIFY(!vault.read(u"Actors/files/Revenue and Costs by year.svg"_s).isEmpty());
    }

    void aPictureIsCopied()
    {
        const Plots plots(Shares, u"Volta"_s);
        plots.click(u"plotButton"_s);
        QApplication::clipboard()->clear();
        for (QAction *action : plots.window.find<QToolButton>(u"plotExport"_s)->menu()->actions()) {
            if (action->text() == u"Copy as picture")
                action->trigger();
        }
        QVERIFY(QApplication::clipboard()->mimeData()->hasImage());
        QVERIFY(QApplication::clipboard()->mimeData()->hasFormat(u"image/svg+xml"_s));
    }

    void filesOfValuesArePlotted()
    {
        const Plots plots(Shares, u"Volta"_s);
        QByteArray bytes = "day,price\n";
        const QDate first(1900, 1, 1);
        for (int i = 0; i < 30000; ++i)
            bytes += first.addDays(i).toString(Qt::ISODate).toLatin1() + ',' + QByteArray::number(i % 97) + ".5\n";
        plots.vault.write(u"prices.csv"_s, bytes);
        plots.window->navigator()->open(pathOf(u"prices.csv"), OpenIn::NewTab);
        auto *const grid = plots.window.find<GridView>(u"delimitedGrid"_s);
        QVERIFY(grid);
        grid->setFocus();
        QTest::keyClick(grid, Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY_WITH_TIMEOUT(plots.plot() && plots.canvas(), 20000);
        QCOMPARE(plots.plot()->data().kind, PlotKind::Line);
        QVERIFY(plots.canvas()->drawn().first().values.size() <= MostPoints);
        QVERIFY(plots.canvas()->tickLabels().contains(u"1960"_s));
        // There is no note to embed it into.
        QVERIFY(!plots.window.find<QToolButton>(u"plotEmbed"_s));
    }

    void comparisonsArePlotted()
    {
        const Plots plots(
            "//- Kestrel.md\n#company\n## Facts\n| Metric | Value |\n|---|---|\n| Revenue | $4.2B (2024) |\n"
            "| Headquarters | Oslo |\n//- Norrland.md\n#company\n## Facts\n| Metric | Value |\n|---|---|\n"
            "| Revenue | $950M (2024) |\n| Headquarters | Umeå |\n",
            u"Kestrel"_s);
        ComparisonView *const view = plots.window->comparisons()->open({.names = {u"Kestrel.md"_s, u"Norrland.md"_s}});
        QTRY_VERIFY(!view->shown().rows.isEmpty());
        view->setPlotted(true);
        QVERIFY(view->plot()->canvas());
        QCOMPARE(view->plot()->data().kind, PlotKind::Bars);
        QCOMPARE(view->plot()->data().title, u"Revenue");
        QCOMPARE(view->plot()->canvas()->drawn().first().values, (QList{4.2, 0.95}));
        QCOMPARE(view->plot()->canvas()->tickLabels(), (QStringList{u"Kestrel"_s, u"Norrland"_s}));
    }

    void itIsDarkWhereTheWindowIs()
    {
        const Plots plots(Shares, u"Volta"_s);
        plots.click(u"plotButton"_s);
        applyStyle(*qApp, Qt::ColorScheme::Dark);
        const QImage image = plots.canvas()->widget()->grab().toImage();
        QCOMPARE(image.pixelColor(1, 1), paletteFor(Qt::ColorScheme::Dark).base);
        // Pictures for others stay light.
        QCOMPARE(QImage::fromData(plots.plot()->picture(u"png"_s)).pixelColor(2, 2), QColor(Qt::white));
        applyStyle(*qApp, Qt::ColorScheme::Light);
    }

    void coloursStandOut()
    {
        for (const Qt::ColorScheme scheme : {Qt::ColorScheme::Light, Qt::ColorScheme::Dark}) {
            const Palette &palette = paletteFor(scheme);
            for (int i = 0; i < 8; ++i)
                QVERIFY2(contrast(seriesColour(palette, i), palette.base) >= 3, qPrintable(QString::number(i)));
            QCOMPARE(seriesColour(palette, 0), palette.accent);
        }
    }
};

QTEST_MAIN(PlotTest)
#include "plottest.moc"
