// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/fuzzymatch.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace tearsheet {

class FuzzyMatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<int>>("positions");
        QTest::newRow("nothing typed") << u""_s << u"AESC"_s << QList<int>{};
        QTest::newRow("blanks typed") << u"  "_s << u"AESC"_s << QList<int>{};
        QTest::newRow("whole") << u"aesc"_s << u"AESC"_s << QList{0, 1, 2, 3};
        QTest::newRow("case of the pattern") << u"AeSC"_s << u"aesc"_s << QList{0, 1, 2, 3};
        QTest::newRow("word start before an earlier letter") << u"s"_s << u"Tesla Steel"_s << QList{6};
        QTest::newRow("run before scattered letters") << u"ion"_s << u"i o n ion"_s << QList{6, 7, 8};
        QTest::newRow("initials") << u"gm"_s << u"General Motors"_s << QList{0, 8};
        QTest::newRow("capitals") << u"sd"_s << u"misSimpleData"_s << QList{3, 9};
        QTest::newRow("digits") << u"q3"_s << u"Quarter 13, Q3"_s << QList{12, 13};
        QTest::newRow("parts in any order") << u"sdi sam"_s << u"Samsung SDI"_s << QList{0, 1, 2, 8, 9, 10};
        QTest::newRow("blanks around") << u" sdi "_s << u"SDI"_s << QList{0, 1, 2};
        QTest::newRow("parts may share letters") << u"sdi sd"_s << u"SDI"_s << QList{0, 1, 2};
        QTest::newRow("without accents") << u"citroen"_s << u"Citroën"_s << QList{0, 1, 2, 3, 4, 5, 6};
        QTest::newRow("with accents") << u"citroën"_s << u"Citroen"_s << QList{0, 1, 2, 3, 4, 5, 6};
        QTest::newRow("accents apart in the text") << u"Škoda"_s << u"S\u030Ckoda"_s << QList{0, 2, 3, 4, 5};
        QTest::newRow("accents apart in the pattern") << u"S\u030Ckoda"_s << u"Škoda"_s << QList{0, 1, 2, 3, 4};
        QTest::newRow("several accents") << u"viet"_s << u"Việt"_s << QList{0, 1, 2, 3};
        QTest::newRow("sharp s") << u"straße"_s << u"Straße"_s << QList{0, 1, 2, 3, 4, 5};
        QTest::newRow("syllables") << u"현대"_s << u"현대차"_s << QList{0, 1};
        QTest::newRow("emoji") << u"\U0001F600"_s << u"a \U0001F600"_s << QList{2, 3};
    }

    void finds()
    {
        QFETCH(const QString, pattern);
        QFETCH(const QString, text);
        QFETCH(const QList<int>, positions);
        const std::optional<FuzzyMatch> match = fuzzyMatch(pattern, text);
        QVERIFY(match);
        QCOMPARE(match->positions, positions);
    }

    void findsNothing_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("text");
        QTest::newRow("no such letter") << u"x"_s << u"AESC"_s;
        QTest::newRow("wrong order") << u"cs"_s << u"AESC"_s;
        QTest::newRow("too few of a letter") << u"aa"_s << u"AESC"_s;
        QTest::newRow("one part missing") << u"sdi x"_s << u"Samsung SDI"_s;
        QTest::newRow("empty text") << u"a"_s << u""_s;
        QTest::newRow("other syllable of the same letter") << u"하"_s << u"현대"_s;
    }

    void findsNothing()
    {
        QFETCH(const QString, pattern);
        QFETCH(const QString, text);
        QVERIFY(!fuzzyMatch(pattern, text));
    }

    void ranks_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QStringList>("bestFirst");
        QTest::newRow("kinds of finds") << u"bat"_s
                                        << QStringList{u"Bat"_s,        u"Battery"_s,     u"Batteries of the world"_s,
                                                       u"LG battery"_s, u"leadBattery"_s, u"acrobat"_s,
                                                       u"rubber mat"_s};
        QTest::newRow("initials before letters inside")
            << u"bsc"_s << QStringList{u"Battery supply chain"_s, u"absence"_s};
        QTest::newRow("shorter first") << u"li"_s << QStringList{u"Lithium"_s, u"Lithium iron phosphate"_s};
        QTest::newRow("shorter first where nothing is typed")
            << u""_s << QStringList{u"BYD"_s, u"CATL"_s, u"Panasonic"_s};
        QTest::newRow("smaller gap first") << u"pn"_s << QStringList{u"upon"_s, u"upturn"_s};
        QTest::newRow("one run before two") << u"tesl"_s << QStringList{u"artesl"_s, u"artexesl"_s};
        QTest::newRow("the very words first") << u"b a"_s << QStringList{u"B A"_s, u"A B"_s};
        QTest::newRow("parts at word starts") << u"en sol"_s << QStringList{u"LG Energy Solution"_s, u"Bench resold"_s};
    }

    void ranks()
    {
        QFETCH(const QString, pattern);
        QFETCH(const QStringList, bestFirst);
        for (qsizetype i = 1; i < bestFirst.size(); ++i) {
            const std::optional<FuzzyMatch> better = fuzzyMatch(pattern, bestFirst.at(i - 1));
            const std::optional<FuzzyMatch> worse = fuzzyMatch(pattern, bestFirst.at(i));
            QVERIFY2(better && worse, qPrintable(bestFirst.at(i)));
            QVERIFY2(better->score > worse->score, qPrintable(bestFirst.at(i)));
        }
    }
};

} // namespace tearsheet

QTEST_GUILESS_MAIN(tearsheet::FuzzyMatchTest)
#include "fuzzymatchtest.moc"
