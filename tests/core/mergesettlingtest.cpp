// SPDX-License-Identifier: GPL-3.0-or-later
// How conflicts are settled, and which text that makes.
#include "core/text/merge.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace tearsheet {

class MergeSettlingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void settlesConflicts_data()
    {
        QTest::addColumn<QList<Take>>("takes");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("by default mine") << QList<Take>{} << QByteArray("x\nb\ny");
        QTest::newRow("mine") << QList<Take>{Take::Mine, Take::Mine} << QByteArray("x\nb\ny");
        QTest::newRow("theirs") << QList<Take>{Take::Theirs, Take::Theirs} << QByteArray("v\nb\nw\n");
        QTest::newRow("the first only") << QList<Take>{Take::Theirs} << QByteArray("v\nb\ny");
        QTest::newRow("both") << QList<Take>{Take::MineThenTheirs, Take::MineThenTheirs}
                              << QByteArray("x\nv\nb\ny\nw\n");
        QTest::newRow("more than there are")
            << QList<Take>{Take::Mine, Take::Theirs, Take::Theirs} << QByteArray("x\nb\nw\n");
    }

    void settlesConflicts()
    {
        QFETCH(const QList<Take>, takes);
        QFETCH(const QByteArray, expected);
        const QByteArray mine = "x\nb\ny";
        const QByteArray theirs = "v\nb\nw\n";
        const Merge merge = Merge::of("a\nb\nc\n", mine, theirs);
        QCOMPARE(merge.conflictCount(), 2);
        QCOMPARE(merge.text(mine, theirs, takes), expected);
    }

    void bothSidesKeepTheirLineEnds()
    {
        const QByteArray mine = "a\r\nx";
        const QByteArray theirs = "a\r\ny";
        const QList<Take> both{Take::MineThenTheirs};
        QCOMPARE(Merge::of("a\r\nb", mine, theirs).text(mine, theirs, both), "a\r\nx\r\ny");
        // And where nobody knows what they were made from.
        QCOMPARE(Merge::withoutBase(mine, theirs).text(mine, theirs, both), "a\r\nx\r\ny");
    }

    // Who converts the line ends of a text does not mean them to be mixed.
    void bothSidesOfAConflictTakeTheLineEndsOfTheRest_data()
    {
        QTest::addColumn<QByteArray>("base");
        QTest::addColumn<QByteArray>("mine");
        QTest::addColumn<QByteArray>("theirs");
        QTest::addColumn<QByteArray>("expected");
        const QByteArray both = "a\r\nmine\r\ntheirs\r\nc\r\n";
        QTest::newRow("theirs converted") << "a\nb\nc\n"_ba << "a\nmine\nc\n"_ba << "a\r\ntheirs\r\nc\r\n"_ba << both;
        QTest::newRow("mine converted") << "a\nb\nc\n"_ba << "a\r\nmine\r\nc\r\n"_ba << "a\ntheirs\nc\n"_ba << both;
        QTest::newRow("converted to the shorter")
            << "a\r\nb\r\nc\r\n"_ba << "a\r\nmine\r\nc\r\n"_ba << "a\ntheirs\nc\n"_ba << "a\nmine\ntheirs\nc\n"_ba;
        QTest::newRow("no line end at the end")
            << "a\nb"_ba << "a\nmine"_ba << "a\r\ntheirs"_ba << "a\r\nmine\r\ntheirs"_ba;
        // Where both have the same, a line with another one is as it was written.
        QTest::newRow("one odd line") << "a\nb\nc\n"_ba << "a\nmine\r\nc\n"_ba << "a\ntheirs\nc\n"_ba
                                      << "a\nmine\r\ntheirs\nc\n"_ba;
    }

    void bothSidesOfAConflictTakeTheLineEndsOfTheRest()
    {
        QFETCH(const QByteArray, base);
        QFETCH(const QByteArray, mine);
        QFETCH(const QByteArray, theirs);
        QFETCH(const QByteArray, expected);
        const Merge merge = Merge::of(base, mine, theirs);
        QCOMPARE(merge.conflictCount(), 1);
        QCOMPARE(merge.text(mine, theirs, {Take::MineThenTheirs}), expected);
    }
};

} // namespace tearsheet

QTEST_GUILESS_MAIN(tearsheet::MergeSettlingTest)
#include "mergesettlingtest.moc"
