// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/comparisonsheet.h"
#include "core/export/csv.h"
#include "core/export/markdowntable.h"
#include "core/export/xlsx.h"
#include "tests/support/vaultof.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

SheetCell cell(QByteArrayView raw)
{
    return sheetCell(raw.toByteArray(), readCell(raw));
}

Sheet sheetOf(const QStringList &header, const QList<QList<const char *>> &rows)
{
    Sheet sheet{.title = u"Peers"_s, .header = header};
    for (const QList<const char *> &row : rows) {
        QList<SheetCell> cells;
        for (const char *raw : row)
            cells.append(cell(raw));
        sheet.rows.append(cells);
    }
    return sheet;
}

// One file out of a workbook.
QByteArray partOf(const QByteArray &book, const QString &name)
{
    const QTemporaryDir folder;
    QFile packed(folder.filePath(u"book.xlsx"_s));
    if (!packed.open(QIODevice::WriteOnly) || packed.write(book) != book.size())
        return {};
    packed.close();
    QProcess cmake;
    cmake.setWorkingDirectory(folder.path());
    cmake.start(u"cmake"_s, {u"-E"_s, u"tar"_s, u"xf"_s, packed.fileName()});
    cmake.waitForFinished();
    QFile part(folder.filePath(name));
    return part.open(QIODevice::ReadOnly) ? part.readAll() : QByteArray();
}

} // namespace

/// Tables that leave the program: CSV, Excel workbooks, Markdown.
class ExportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cells_data()
    {
        QTest::addColumn<QByteArray>("raw");
        QTest::addColumn<QString>("number");
        QTest::addColumn<QString>("format");
        const auto check = [](const char *raw, const char *number, const QString &format = {}) {
            QTest::newRow(raw) << QByteArray(raw) << QString::fromLatin1(number) << format;
        };
        check("37%", "0.37", u"#,##0%"_s);
        check("~3.5%", "0.035", uR"("~"#,##0.0%)"_s);
        check("100+ GWh", "100", uR"(#,##0"+ GWh")"_s);
        check("$4.2B", "4200000000", uR"("$"#,##0.0,,,"B")"_s);
        check("€950M", "950000000", uR"("€"#,##0,,"M")"_s);
        check("SEK 12", "12", uR"("SEK "#,##0)"_s);
        check("$12.50", "12.5", uR"("$"#,##0.00)"_s);
        check("1,204", "1204", u"#,##0"_s);
        check("12.5x", "12.5", uR"(#,##0.0"x")"_s);
        check("(1,234)", "-1234", u"#,##0"_s);
        check("$3B (2024)", "3000000000", u"\"$\"#,##0,,,\"B (2024)\""_s);
        check("10-15%", ""); // A range is no number, and two values are not one.
        check("$3B (+22%)", "");
        check("$3B of debt", "");
        check("12,000 staff", "12000", u"#,##0\" staff\""_s);
        check("€5 billion", "5000000000", u"\"€\"#,##0,,,\"B\""_s);
        check("5 → 7", "");
        check("Plants on two continents", "");
        check("=1+2", "");
        check("n/a", "");
        check("+12%", "0.12", uR"("+"#,##0%)"_s);
        check("123456789012345", "123456789012345", u"#,##0"_s);
        check("123456789012345678", ""); // A spreadsheet would round it.
    }

    void cells()
    {
        QFETCH(const QByteArray, raw);
        QFETCH(const QString, number);
        QFETCH(const QString, format);
        const SheetCell made = cell(raw);
        QCOMPARE(made.number ? QString::number(*made.number, 'g', 15) : QString(), number);
        QCOMPARE(made.format, format);
        QCOMPARE(made.markdown, raw);
    }

    void csvText_data()
    {
        QTest::addColumn<QByteArray>("raw");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("number");
        const auto check = [](const char *raw, const char *text, const char *number) {
            QTest::newRow(raw) << QByteArray(raw) << QByteArray(text) << QByteArray(number);
        };
        check("Kestrel", "Kestrel", "Kestrel");
        check("[[Kestrel|K]] Works", "K Works", "K Works");
        check("Kestrel, Inc.", "\"Kestrel, Inc.\"", "\"Kestrel, Inc.\"");
        check("the \"best\"", "\"the \"\"best\"\"\"", "\"the \"\"best\"\"\"");
        check("one<br>two", "one two", "one two");
        check("~$4.2B", "~$4.2B", "4200000000");
        check("~37%", "~37%", "0.37");
        check("0.1", "0.1", "0.1");
        check("2025-06-30", "2025-06-30", "2025-06-30");
        check("10-15%", "10-15%", "10-15%");
        // What a spreadsheet would run stays text.
        check("=HYPERLINK(1)", "'=HYPERLINK(1)", "'=HYPERLINK(1)");
        check("@SUM(A1)", "'@SUM(A1)", "'@SUM(A1)");
        check("+1 555 0100", "'+1 555 0100", "'+1 555 0100");
        check("-2+3", "'-2+3", "'-2+3");
        check("- none", "'- none", "'- none");
        check("\xEF\xBC\x9D"
              "1",
              "'\xEF\xBC\x9D"
              "1",
              "'\xEF\xBC\x9D"
              "1");
        check("-5.2%", "-5.2%", "-0.052");
        check("+1,204", "\"+1,204\"", "1204");
    }

    void csvText()
    {
        QFETCH(const QByteArray, raw);
        QFETCH(const QByteArray, text);
        QFETCH(const QByteArray, number);
        const Sheet sheet{.header = {u"A"_s}, .rows = {{cell(raw)}}};
        QCOMPARE(csv(sheet), "A\r\n" + text + "\r\n");
        QCOMPARE(csv(sheet, {.numbers = true}), "A\r\n" + number + "\r\n");
    }

    void csvOptions()
    {
        const Sheet sheet = sheetOf({u"=A"_s, u"B;C"_s}, {{"1", "a;b"}, {"", ""}, {"only"}});
        QCOMPARE(csv(sheet), "'=A,B;C\r\n1,a;b\r\n,\r\nonly\r\n");
        QCOMPARE(csv(sheet, {.separator = ';', .byteOrderMark = true, .safe = false}),
                 "\xEF\xBB\xBF=A;\"B;C\"\r\n1;\"a;b\"\r\n;\r\nonly\r\n");
    }

    void markdown()
    {
        Sheet sheet =
            sheetOf({u"Company"_s, u"Share|2025"_s}, {{"[[Kestrel|K]]", "~37%"}, {"Norrland \\| AB", "—"}, {"", "5%"}});
        sheet.rows.append({SheetCell{.text = u"two\nlines"_s}, SheetCell{}});
        QCOMPARE(markdownTable(sheet), "| Company | Share\\|2025 |\n"
                                       "|---|---:|\n"
                                       "| [[Kestrel\\|K]] | ~37% |\n"
                                       "| Norrland \\| AB | — |\n"
                                       "|  | 5% |\n"
                                       "| two<br>lines |  |\n");
    }

    void workbook()
    {
        Sheet peers = sheetOf({u"Company"_s, u"Share"_s, u"Since"_s, u"Site"_s},
                              {{"Kestrel & Sons", "~37%", "2025-06-30", "https://example.org/a?b=c&d"},
                               {"=1+2", "10-15%", "", "Second\x01line"}});
        peers.frozenColumns = 1;
        Sheet sources{.title = u"A title: with [signs] and far more than 31 letters"_s, .header = {u"Note"_s}};
        Sheet twice = sources;
        const Result<QByteArray> book = xlsx({peers, sources, twice});
        QVERIFY(book);
        const QByteArray names = partOf(*book, u"xl/workbook.xml"_s);
        QVERIFY2(names.contains("name=\"Peers\""), names.constData());
        QVERIFY2(names.contains("name=\"A title with signs and far more\""), names.constData());
        QVERIFY2(names.contains("name=\"A title with signs and far mo 2\""), names.constData());
        const QByteArray page = partOf(*book, u"xl/worksheets/sheet1.xml"_s);
        QVERIFY2(page.contains("<pane xSplit=\"1\" ySplit=\"1\""), page.constData());
        QVERIFY2(page.contains("<v>0.37</v>"), page.constData());
        QVERIFY2(page.contains("<v>45838</v>"), page.constData()); // The day as Excel counts.
        QVERIFY2(page.contains("<hyperlink ref=\"D2\""), page.constData());
        QVERIFY2(!page.contains("<f>"), page.constData());
        QVERIFY2(page.contains("<col min=\"1\" max=\"1\" width=\"16."), page.constData());
        const QByteArray texts = partOf(*book, u"xl/sharedStrings.xml"_s);
        QVERIFY2(texts.contains("<t>Kestrel &amp; Sons</t>"), texts.constData());
        QVERIFY2(texts.contains("<t>=1+2</t>"), texts.constData());
        QVERIFY2(texts.contains("<t>10-15%</t>"), texts.constData());
        const QByteArray formats = partOf(*book, u"xl/styles.xml"_s);
        QVERIFY2(formats.contains("formatCode=\"&quot;~&quot;#,##0%\""), formats.constData());
    }

    // Notes that cells name, and notes that values come from, can be followed in the workbook.
    void linksOfAComparison()
    {
        const Snapshot snapshot = vaultOf(R"(
//- Firms/Kestrel & Sons.md
#company
| Metric | Value |
|---|---|
| Owner | [[Norrland\|N]] |
| Supplier | [[Nobody]] and [[Norrland]] |
| Broker | [[Nobody]] |
| Revenue | $4B |
//- Firms/internal: Norrland #2.md
---
aliases: [Norrland]
---
#company
| Metric | Value |
|---|---|
| Owner | none |
| Revenue | $3B |
)");
        const Comparison comparison = compare({.names = {u"Kestrel & Sons"_s, u"Norrland"_s}}, snapshot);
        const QList<Sheet> sheets = comparisonBook(comparison, snapshot, u"/home/a b/vault"_s);
        const QString own = u"file:///home/a%20b/vault/Firms/Kestrel%20&%20Sons.md"_s;
        const QString other = u"file:///home/a%20b/vault/Firms/internal%3A%20Norrland%20%232.md"_s;
        QStringList links;
        for (const QList<SheetCell> &row : sheets.first().rows) {
            for (const SheetCell &cell : row) {
                if (!cell.link.isEmpty())
                    links.append(row.first().text + u": "_s + cell.text + u' ' + cell.link);
            }
        }
        QCOMPARE(links, QStringList(u"Owner: N "_s + other));
        QCOMPARE(sheets.last().rows.size(), 5);
        for (const QList<SheetCell> &row : sheets.last().rows)
            QCOMPARE(row.at(4).link, row.at(4).text.contains(u'#') ? other : own);

        const Result<QByteArray> book = xlsx(sheets);
        QVERIFY(book);
        const QByteArray values = partOf(*book, u"xl/worksheets/sheet1.xml"_s);
        QCOMPARE(values.count("<hyperlink "), 1);
        const QByteArray targets = partOf(*book, u"xl/worksheets/_rels/sheet1.xml.rels"_s);
        QVERIFY2(targets.contains(QByteArray("Target=\"" + other.toUtf8() + "\" TargetMode=\"External\"")),
                 targets.constData());
        QCOMPARE(partOf(*book, u"xl/worksheets/sheet2.xml"_s).count("<hyperlink "), 6); // The owner once more.
        const QByteArray sources = partOf(*book, u"xl/worksheets/_rels/sheet2.xml.rels"_s);
        QVERIFY2(sources.contains(own.toUtf8().replace("&", "&amp;")), sources.constData());

        // A row that stands for a note leads there.
        const QList<Sheet> turned = comparisonBook(comparison.transposed(), snapshot, u"/home/a b/vault"_s);
        QCOMPARE(turned.first().rows.first().first().link, own);
        QCOMPARE(turned.first().rows.last().first().link, other);
    }

    void tooWide()
    {
        const Sheet sheet{.title = u"Wide"_s, .header = QStringList(16'385)};
        const Result<QByteArray> book = xlsx({sheet});
        QVERIFY(!book);
        QCOMPARE(book.error().code, ErrorCode::TooLarge);
    }
};

QTEST_GUILESS_MAIN(ExportTest)
#include "exporttest.moc"
