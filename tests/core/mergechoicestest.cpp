// SPDX-License-Identifier: GPL-3.0-or-later
// What was settled stays settled when the texts around it change.
#include "core/text/mergechoices.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

/// Takes as letters, one for each conflict: m, t, b for both, a dot for none.
QList<std::optional<Take>> takesOf(const QString &letters)
{
    QList<std::optional<Take>> takes;
    for (const QChar letter : letters) {
        takes.append(letter == u'm'   ? std::optional(Take::Mine)
                     : letter == u't' ? std::optional(Take::Theirs)
                     : letter == u'b' ? std::optional(Take::MineThenTheirs)
                                      : std::nullopt);
    }
    return takes;
}

/// Lines of one letter each.
QByteArray lines(QByteArray letters)
{
    for (qsizetype i = letters.size(); i > 0; --i)
        letters.insert(i, '\n');
    return letters;
}

} // namespace

class MergeChoicesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void choicesGoOn_data()
    {
        QTest::addColumn<QByteArray>("theirsNow");
        QTest::addColumn<QByteArray>("mineNow");
        QTest::addColumn<QString>("made");
        QTest::addColumn<QString>("applying");

        // Base abcdefg; mine aXcdYfg; theirs aPcdQfg at first: two conflicts.
        QTest::newRow("the same texts") << "aPcdQfg"_ba << "aXcdYfg"_ba << u"tb"_s << u"tb"_s;
        QTest::newRow("one is open") << "aPcdQfg"_ba << "aXcdYfg"_ba << u".m"_s << u".m"_s;
        QTest::newRow("they change another line") << "aPcdQfG"_ba << "aXcdYfg"_ba << u"tb"_s << u"tb"_s;
        QTest::newRow("I change another line") << "aPcdQfg"_ba << "aXcdYfG"_ba << u"tb"_s << u"tb"_s;
        QTest::newRow("they change the first again") << "aRcdQfg"_ba << "aXcdYfg"_ba << u"tb"_s << u".b"_s;
        QTest::newRow("I change the second again") << "aPcdQfg"_ba << "aXcdZfg"_ba << u"tb"_s << u"t."_s;
        QTest::newRow("the first goes away") << "abcdQfg"_ba << "aXcdYfg"_ba << u"tb"_s << u"b"_s;
        QTest::newRow("there is another in front") << "PPcdQfg"_ba << "XXcdYfg"_ba << u"tb"_s << u".b"_s;
        QTest::newRow("all go away") << "abcdefg"_ba << "aXcdYfg"_ba << u"tb"_s << u""_s;
    }
    void choicesGoOn()
    {
        QFETCH(QByteArray, theirsNow);
        QFETCH(QByteArray, mineNow);
        QFETCH(QString, made);
        QFETCH(QString, applying);
        const QByteArray base = lines("abcdefg");
        const QByteArray mine = lines("aXcdYfg");
        const QByteArray theirs = lines("aPcdQfg");
        const Merge before = Merge::of(base, mine, theirs);
        QCOMPARE(before.conflictCount(), 2);
        const QByteArray newMine = lines(mineNow);
        const QByteArray newTheirs = lines(theirsNow);
        const Merge after = Merge::of(base, newMine, newTheirs);
        QCOMPARE(takesFor(after, newMine, newTheirs, choicesIn(before, mine, theirs, takesOf(made))),
                 takesOf(applying));
    }

    void equalConflictsKeepTheirOrder()
    {
        const QByteArray base = lines("abcdefbg");
        const QByteArray mine = lines("aXcdefXg");
        const QByteArray theirs = lines("aPcdefPg");
        const Merge merge = Merge::of(base, mine, theirs);
        QCOMPARE(merge.conflictCount(), 2);
        QCOMPARE(takesFor(merge, mine, theirs, choicesIn(merge, mine, theirs, takesOf(u"tm"_s))), takesOf(u"tm"_s));
    }
};

QTEST_GUILESS_MAIN(MergeChoicesTest)
#include "mergechoicestest.moc"
