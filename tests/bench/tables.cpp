// SPDX-License-Identifier: GPL-3.0-or-later

// Finding tables in a whole vault as one types, making one ready to be shown, and scrolling a file of 100,000 rows.
//   ./check --bench tables [NOTES | FOLDER]     8,000 generated notes where nothing is said

#include "core/search/tablesearch.h"
#include "core/table/delimitedmerge.h"
#include "core/table/delimitedtext.h"
#include "tests/bench/benchvault.h"
#include "tests/bench/measure.h"
#include "ui/style/style.h"
#include "ui/table/gridview.h"

#include <QApplication>
#include <QScrollBar>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

QByteArray manyRows()
{
    QByteArray bytes = "number,company,share,revenue,since,plant,rank,remark\n";
    for (int i = 0; i < 100000; ++i) {
        const QByteArray number = QByteArray::number(i);
        bytes += number + ",Company " + number + ",~" + QByteArray::number(i % 100) + "%,$"
                 + QByteArray::number(i % 977) + "M,20" + QByteArray::number(10 + i % 16) + ",\"Plant, " + number
                 + "\",#" + QByteArray::number(i % 50) + ",a few words of text\n";
    }
    return bytes;
}

// Few rows, each longer than anybody reads.
QByteArray manyColumns()
{
    QByteArray bytes;
    for (int row = 0; row < 200; ++row) {
        for (int column = 0; column < 10000; ++column)
            bytes += (column > 0 ? "," : "") + QByteArray::number(row * 10000 + column);
        bytes += '\n';
    }
    return bytes;
}

// Cells of a megabyte.
QByteArray largeCells()
{
    QByteArray bytes = "name,text\n";
    for (int row = 0; row < 50; ++row)
        bytes += QByteArray::number(row) + ",\"" + QByteArray("a few words of text, ").repeated(50000) + "\"\n";
    return bytes;
}

// From the change of the scroll bar to the painted frame, with whatever of the window was to be painted anew.
void scroll(const char *name, const DelimitedText &text)
{
    auto table = std::make_shared<ShownTable>();
    table->key = u"rows"_s;
    table->grid = std::make_shared<const DelimitedGrid>(text);
    for (int column = 0; column < table->grid->columnCount(); ++column)
        table->headers.append(table->grid->shown(HeaderRow, column));
    table->kinds = columnKinds(*table->grid);
    table->fences = fencesOf(*table);
    GridView view;
    view.resize(1400, 900);
    view.show(table, true, {}, Showing::Another);
    view.QWidget::show();
    QCoreApplication::processEvents();
    std::vector<double> times;
    for (int step = 0; step < 1000; ++step) {
        const auto begin = std::chrono::steady_clock::now();
        QScrollBar *const bar = view.verticalScrollBar();
        bar->setValue(step % 2 == 0 ? bar->value() + 90 : (step * 7919 % text.rowCount()) * 30);
        QScrollBar *const sideways = view.horizontalScrollBar();
        if (step % 3 == 0 && sideways->maximum() > 0)
            sideways->setValue(step * 7919 % sideways->maximum());
        view.viewport()->update();
        QCoreApplication::processEvents();
        const std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - begin;
        times.push_back(time.count());
    }
    std::ranges::sort(times);
    std::printf("%-44s %9.3f ms   (median; %.3f at the 99th percentile, at most 16)\n", name, times[500], times[990]);
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    applyStyle(application, Qt::ColorScheme::Light);
    const BenchVault vault;
    const Snapshot snapshot = vault.index();
    qsizetype found = 0;
    for (const QString &typed :
         {QString(), u"s"_s, u"sh"_s, u"share"_s, u"share 37%"_s, u"header:value"_s, u"nowhere to be found"_s}) {
        median(qUtf8Printable(u"find \"%1\""_s.arg(typed)), 9, [&] { found = searchTables(snapshot, typed).size(); });
        std::printf("%-44s %9lld\n", "  tables", static_cast<long long>(found));
    }
    double longest = 0;
    for (int file = 0; file < snapshot.files().size(); ++file) {
        if (!snapshot.file(file).note)
            continue;
        const Note &note = snapshot.note(file);
        for (const TablePlace &place : tablePlaces(note.facts)) {
            const auto begin = std::chrono::steady_clock::now();
            (void)shownTable(place, note.text, note.facts, snapshot.file(file).path, snapshot);
            const std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - begin;
            longest = std::max(longest, time.count());
        }
    }
    std::printf("%-44s %9.3f ms\n", "the slowest table made ready", longest);
    const QByteArray bytes = manyRows();
    std::printf("%-44s %9.1f MB\n", "a file of 100,000 rows", static_cast<double>(bytes.size()) / 1e6);
    median("  find its rows", 9, [&] { (void)DelimitedText::of(bytes); });
    const DelimitedText text = DelimitedText::of(bytes);
    median("  change a cell", 9, [&] { (void)scriptOf({.cells = {{50000, 1, "x"}}}, text).apply(bytes); });
    const DelimitedGrid grid(text);
    median("  look for what is odd", 5, [&] { (void)findingsOf(text); });
    median("  sort by a column", 5,
           [&] { (void)arrangedRows(grid, {.keys = {{2, Qt::DescendingOrder}}, .filters = {}}); });
    median("  filter a column", 5, [&] { (void)arrangedRows(grid, {.keys = {}, .filters = {{3, u">900M"_s}}}); });
    const QByteArray mine = QByteArray(bytes).replace("Company 50000,", "Company x,");
    const QByteArray theirs = QByteArray(bytes).replace(",Company 70000,", ",Company y,").replace("\n99,", "\n99 b,");
    median("  merge two versions", 5, [&] { (void)mergeDelimited(bytes, mine, theirs); });
    scroll("scroll 100,000 rows", text);
    scroll("scroll 200 rows of 10,000 columns", DelimitedText::of(manyColumns()));
    scroll("scroll 50 cells of 1 MB", DelimitedText::of(largeCells()));
    return 0;
}
