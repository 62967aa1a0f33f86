// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/textfinder.h"

#include <QTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

/// The text with every place of `terms` in angle brackets.
QString marked(const FindTerms &terms, const QByteArray &text)
{
    const Result<TextFinder> finder = TextFinder::of(terms);
    if (!finder)
        return finder.error().sentence;
    const Result<QList<ByteRange>> places = finder->places(text, 100);
    if (!places)
        return places.error().sentence;
    QByteArray result;
    quint32 from = 0;
    for (const ByteRange place : *places) {
        result += QByteArrayView(text).sliced(from, place.begin - from);
        result += '<' + place.in(text).toByteArray() + '>';
        from = place.end;
    }
    return QString::fromUtf8(result + QByteArrayView(text).sliced(from).toByteArray());
}

} // namespace

class TextFinderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatIsPutInAsItStands()
    {
        QCOMPARE(replacementHint(u"a\\1"_s, true), u"\\1 is put in as it stands. A group is written $1."_s);
        QCOMPARE(replacementHint(u"a\\1"_s, false), u"\\1 is put in as it stands."_s);
        QVERIFY(replacementHint(u"\\n"_s, true).startsWith(u"\\n is put in"));
        QVERIFY(replacementHint(u"$1"_s, false).contains(u"regular expressions"));
        for (const QString &plain : {u"$1"_s, u"C:\\cells"_s, u"a\\"_s, QString()})
            QCOMPARE(replacementHint(plain, true), QString());
    }

    void placesOfTerms_data()
    {
        QTest::addColumn<FindTerms>("terms");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, FindTerms terms, const char *text, const QString &expected) {
            QTest::newRow(name) << std::move(terms) << QByteArray(text) << expected;
        };
        row("any case", {.text = u"cell"_s}, "Cells and CELL", u"<Cell>s and <CELL>"_s);
        row("this case", {.text = u"cell"_s, .caseSensitive = true}, "Cells and cell", u"Cells and <cell>"_s);
        row("whole words", {.text = u"cell"_s, .wholeWords = true}, "cells, cell, subcell",
            u"cells, <cell>, subcell"_s);
        row("without overlap", {.text = u"aa"_s}, "aaaaa", u"<aa><aa>a"_s);
        row("an expression", {.text = u"\\d+ GWh"_s, .expression = true}, "30 GWh, 4 GWh", u"<30 GWh>, <4 GWh>"_s);
        row("an expression, whole words", {.text = u"cell|plant"_s, .wholeWords = true, .expression = true},
            "cells cell plants plant", u"cells <cell> plants <plant>"_s);
        row("marks of an expression in a plain text", {.text = u"a.c"_s}, "abc a.c", u"abc <a.c>"_s);
        row("matches of nothing do not count", {.text = u"x*"_s, .expression = true}, "axxbäx", u"a<xx>bä<x>"_s);
        row("the begin of each line", {.text = u"^-"_s, .expression = true}, "- a\n- b", u"<-> a\n<-> b"_s);
        row("beyond ASCII", {.text = u"äÖ"_s}, "ÄÖ äö", u"<ÄÖ> <äö>"_s);
        row("nothing", {}, "a", u"There is nothing to look for."_s);
    }
    void placesOfTerms()
    {
        QFETCH(FindTerms, terms);
        QFETCH(QByteArray, text);
        QTEST(marked(terms, text), "expected");
    }

    void noMoreThanWanted() { QCOMPARE(TextFinder::of({.text = u"a"_s})->places("aaaa", 2)->size(), 2); }

    void whatIsWrongIsSaidOfWhatWasTyped()
    {
        const Result<TextFinder> finder = TextFinder::of({.text = u"(a"_s, .wholeWords = true, .expression = true});
        QVERIFY(!finder);
        QVERIFY2(finder.error().sentence.startsWith(u"/(a/ "), qUtf8Printable(finder.error().sentence));
    }

    void replacements_data()
    {
        QTest::addColumn<FindTerms>("terms");
        QTest::addColumn<QString>("with");
        QTest::addColumn<QByteArray>("expected");
        const FindTerms groups{.text = u"(\\w+)-(?<year>\\d+)"_s, .expression = true};
        QTest::newRow("plain") << FindTerms{.text = u"plant-2024"_s} << u"$1"_s << QByteArray("$1");
        QTest::newRow("groups") << groups << u"${year} $1"_s << QByteArray("2024 plant");
        QTest::newRow("longer than what it stands for")
            << groups << u"$0 $0 $0 $0 $0 $0"_s
            << QByteArray("plant-2024 plant-2024 plant-2024 plant-2024 plant-2024 plant-2024");
        QTest::newRow("a dollar") << groups << u"$$5"_s << QByteArray("$5");
        QTest::newRow("no such group") << groups << u"$7"_s << QByteArray();
    }
    void replacements()
    {
        QFETCH(FindTerms, terms);
        QFETCH(QString, with);
        QFETCH(QByteArray, expected);
        const QByteArray text("The plant-2024 plan");
        const Result<TextFinder> finder = TextFinder::of(terms);
        const Result<QByteArray> replacement = finder->replacementFor(finder->places(text, 1)->first(), text, with);
        QCOMPARE(replacement.value_or(QByteArray()), expected);
        QCOMPARE(replacement.has_value(), !expected.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TextFinderTest)
#include "textfindertest.moc"
