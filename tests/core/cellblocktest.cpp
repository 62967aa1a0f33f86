// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/cellblock.h"

#include "core/note/parsenote.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

class CellBlockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<CellBlock>("block");
        QTest::newRow("one cell") << u"~3%"_s << CellBlock{{u"~3%"_s}};
        QTest::newRow("a sentence") << u"Kestrel, the maker"_s << CellBlock{{u"Kestrel, the maker"_s}};
        QTest::newRow("tabs") << u"a\tb\r\n1\t2\r\n"_s << CellBlock{{u"a"_s, u"b"_s}, {u"1"_s, u"2"_s}};
        QTest::newRow("quotes") << u"\"a \"\"b\"\"\"\t\"one\ntwo\"\n"_s << CellBlock{{u"a \"b\""_s, u"one\ntwo"_s}};
        QTest::newRow("an inch mark") << u"27\" screen\tx"_s << CellBlock{{u"27\" screen"_s, u"x"_s}};
        QTest::newRow("an open quote") << u"\"open\tx"_s << CellBlock{{u"\"open"_s, u"x"_s}};
        QTest::newRow("empty cells") << u"\t\n\tx\n"_s << CellBlock{{QString(), QString()}, {QString(), u"x"_s}};
        QTest::newRow("commas") << u"a,b\n1,\"2,5\"\n"_s << CellBlock{{u"a"_s, u"b"_s}, {u"1"_s, u"2,5"_s}};
        QTest::newRow("semicolons") << u"a;b\n1;2,5\n"_s << CellBlock{{u"a"_s, u"b"_s}, {u"1"_s, u"2,5"_s}};
        QTest::newRow("lines of prose") << u"one, two\nthree\n"_s << CellBlock{{u"one, two"_s}, {u"three"_s}};
        QTest::newRow("a pipe table") << u"| a | [[b\\|c]] |\n|---|---|\n| 1 | 2 |\n"_s
                                      << CellBlock{{u"a"_s, u"[[b\\|c]]"_s}, {u"1"_s, u"2"_s}};
    }

    void readsText()
    {
        QFETCH(const QString, text);
        QTEST(blockFromText(text), "block");
    }

    void readsHtml_data()
    {
        QTest::addColumn<QString>("html");
        QTest::addColumn<CellBlock>("block");
        QTest::newRow("none") << u"<p>text</p>"_s << CellBlock{};
        QTest::newRow("a table") << u"<html><style>td {}</style><TABLE class=x><tr><th>a<th>b</tr>"
                                    "<tr>\n<td><b>1</b>&nbsp;&lt;\n 2</td><td>&#8364;3</td></tr></table><table>"_s
                                 << CellBlock{{u"a"_s, u"b"_s}, {u"1 < 2"_s, u"€3"_s}};
        QTest::newRow("lines") << u"<table><tr><td><p>one</p><p>two<br>three</p></td></tr></table>"_s
                               << CellBlock{{u"one\ntwo\nthree"_s}};
        QTest::newRow("spans") << u"<table><tr><td colspan=\"2\">a</td></tr><tr><td>1<td>2</table>"_s
                               << CellBlock{{u"a"_s, QString()}, {u"1"_s, u"2"_s}};
        QTest::newRow("cut off") << u"<table><tr><td>a</td><td"_s << CellBlock{{u"a"_s}};
        QTest::newRow("unknown entity") << u"<table><td>a&foo;&#0;</td></table>"_s << CellBlock{{u"a&foo;&#0;"_s}};
    }

    void readsHtml()
    {
        QFETCH(const QString, html);
        QTEST(blockFromHtml(html), "block");
    }

    void whatIsCopiedCanBePasted()
    {
        const CellBlock block{{u"a \"b\""_s, u"c\td"_s}, {u"\"x\""_s, u"one\ntwo"_s}, {u"<&>"_s, u""_s}};
        QCOMPARE(blockFromText(tsvOf(block)), block);
        QCOMPARE(blockFromHtml(htmlOf(block, true)),
                 (CellBlock{{u"a \"b\""_s, u"c d"_s}, {u"\"x\""_s, u"one\ntwo"_s}, {u"<&>"_s, u""_s}}));
        const CellBlock raw{{u"a"_s, u"[[b\\|c]]"_s}, {u"1"_s, u"2"_s}};
        QCOMPARE(blockFromText(markdownOf(raw, true)), raw);
        QCOMPARE(parseNote(markdownOf(raw, false).toUtf8()).tables.size(), 1);
        QCOMPARE(parseNote(markdownOf(raw, false).toUtf8()).tables.first().rowCount, 2);
        QCOMPARE(markdownOf({}, true), QString());
    }
};

QTEST_GUILESS_MAIN(CellBlockTest)
#include "cellblocktest.moc"
