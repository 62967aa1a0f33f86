// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/claimlines.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

// The verdicts on what Kestrel's note says as `name | value` and Norrland's as `header | other`, each a word.
QString verdictsOn(const QByteArray &name, const QByteArray &value, const QByteArray &header, const QByteArray &other)
{
    QStringList words;
    for (const QString &line : verdicts(twoNotes(name, value, header, other)))
        words.append(line.section(u' ', 0, 0));
    return words.join(u' ');
}

} // namespace

/// Measures outside the vocabulary: notes that say the same figure of somebody speak of the same.
class ClaimFiguresTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalFigures_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("other");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *what, const char *name, const char *value, const char *header,
                            const char *other, const char *expected) {
            QTest::newRow(what) << QByteArray(name) << QByteArray(value) << QByteArray(header) << QByteArray(other)
                                << QString::fromLatin1(expected);
        };
        row("a word of the cells", "Early demand", "50,000 orders", "Signal", "50,000 orders in an hour", "agree");
        row("a word of the names", "Berth exposure", "30%", "Berths", "30%", "agree");
        row("two digits of money", "Harbour act", "$8.5B", "Subsidy", "$8.5B", "agree");
        row("three digits", "Regatta entries", "4.75 GW", "Potential", "4.75GW", "agree");
        row("another spelling of the unit", "Regatta level", "22.4M barrels", "Helpers", "22.4M bbl", "agree");
        row("a known measure on one side", "Valuation", "$350B", "Status", "$350B", "agree");
        row("a plan on one side", "Listing target", "$350B", "Status", "$350B", "agree");
        row("a sum of a year by chance", "Revenue", "$12B", "Grants", "$12B", "");
        row("a sum of a year to the last place", "Revenue", "$12.4B", "Grants", "$12.4B", "agree");
        row("a round percentage by chance", "Regatta weight", "30%", "Grants", "30%", "");
        row("a bare number by chance", "Tier of yards", "12", "Grants", "12", "");
        row("a digit", "Tier of yards", "3", "Yards", "3", "");
        row("other figures", "Harbour act", "$8.5B", "Subsidy", "$8.4B", "");
        row("other currencies", "Harbour act", "$8.5B", "Subsidy", "€8.5B", "");
        row("other kinds", "Harbour act", "8.5%", "Subsidy", "$8.5B", "");
        row("other measures of the vocabulary", "Valuation", "$8.5B", "Market cap", "$8.5B", "");
        row("other times", "Harbour act (2023)", "$8.5B", "Subsidy (2025)", "$8.5B", "");
        row("the same time", "Harbour act (2025)", "$8.5B", "Subsidy (2025)", "$8.5B", "agree");
        row("of two", "Correlation", "0.31", "Correlation", "0.31", "");
        row("one word, alike", "Accuracy", "14%", "Accuracy", "14%", "agree");
        row("one word, other figures", "Accuracy", "14%", "Accuracy", "19%", "");
        row("several words, other figures", "Berth accuracy", "14%", "Berth accuracy", "19%", "contradict");
        row("words", "Berth status", "open", "Status", "open", "");
    }

    void equalFigures()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, other);
        QTEST(verdictsOn(name, value, header, other), "expected");
    }

    // A pair goes by the name that says more, whichever note comes first.
    void theMeasureNames()
    {
        ClaimIndex index;
        index.update(vaultOf(twoNotes("Status", "$350B", "Valuation", "$350B")));
        const QList<Claim> claims = index.claims();
        QCOMPARE(claims.size(), 1);
        QCOMPARE(claims.first().naming()->metric.name, "valuation");
        QCOMPARE(claims.first().a->metric.name, "status");
    }

    // Pairs by their figure come and go with it.
    void editsAreFollowed()
    {
        ClaimIndex index;
        const auto found = [&](const char *other) {
            index.update(vaultOf(twoNotes("Harbour act", "$8.5B", "Subsidy", other)));
            return verdicts(index.claims());
        };
        const QStringList pair{u"agree Kestrel harbour act: $8.5B / $8.5B"_s};
        QCOMPARE(found("$8.5B"), pair);
        QCOMPARE(found("$8.6B"), QStringList());
        QCOMPARE(found("$8.5B"), pair);
        QCOMPARE(found("—"), QStringList());
        QVERIFY(index.about(nameHash(u"Kestrel.md")).isEmpty());
    }

    // What a cell begins with by its measure's name is of that, whatever its column is called; the marks stay outside.
    void namedInAnyColumn()
    {
        const QByteArray vault = "//- Moors.md\n#concept\n\n| Company | Known for |\n|---|---|\n"
                                 "| [[Skua]] | **$39B valuation** |\n| [[Kestrel]] | **40M** MAU; boats |\n"
                                 "| [[Norrland]] | $2B harbour |\n//- Skua.md\n#actor\n//- Kestrel.md\n#actor\n"
                                 "//- Norrland.md\n#actor\n";
        QCOMPARE(
            statementsIn(vaultOf(vault), u"Moors.md"_s),
            (QStringList{u"Skua: valuation = $39B"_s, u"Kestrel: mau = 40M"_s, u"Norrland: known = $2B harbour"_s}));
        // What the name of a property may name is a part.
        QCOMPARE(
            statementsIn(vaultOf("//- Kestrel.md\n#actor\n| Metric | Value |\n|---|---|\n| Berth app | 40M MAU |\n"),
                         u"Kestrel.md"_s),
            QStringList(u"Kestrel: berth app = 40M MAU"_s));
    }

    // A day beside "close" is when a share cost that.
    void pricesAtADay()
    {
        const Metric metric = readMetric("May 8 close");
        QVERIFY(metric.term);
        QCOMPARE(metric.name, "share price");
        QCOMPARE(metric.scope, "");
        QCOMPARE(static_cast<int>(metric.period.begin.part), 5);
        QCOMPARE(static_cast<int>(metric.period.begin.day), 8);
        QCOMPARE(readMetric("Close (May 8)").name, "share price");
        QVERIFY(!readMetric("Harbour 8 close").term);
    }

    // What a note sets beside something else it says of itself.
    void besideSomethingElse()
    {
        const QByteArray vault = "//- Harbour league.md\n#concept\n\n## Before and after\n\n| Dimension | Old league | "
                                 "Harbour league |\n|---|---|---|\n"
                                 "| Members | 12 | 11 |\n| GDP | $28T | $13T |\n";
        QCOMPARE(statementsIn(vaultOf(vault), u"Harbour league.md"_s),
                 (QStringList{u"Harbour league: members = 11"_s, u"Harbour league: gdp = $13T"_s}));
    }

    // A figure without a time is no contradiction where the other note has it as that of an earlier time.
    void anEarlierFigureIsStale()
    {
        const auto found = [](const char *value) {
            return verdicts(
                       QByteArray(
                           QByteArray("//- Kestrel.md\n#actor\n\n## Rounds\n\n| Round | Date | Valuation |\n"
                                      "|---|---|---|\n| D | 2024 | $14B |\n| F | 2026/2027 | $31B |\n"
                                      "//- Yards.md\n#concept\n\n| Company | Valuation |\n|---|---|\n| [[Kestrel]] | ")
                           + value + " |\n| [[Skua]] | $2B |\n//- Skua.md\n#actor\n"))
                .filter(u"$31B"_s);
        };
        QCOMPARE(found("$14B"), QStringList{u"stale Kestrel valuation: $31B / $14B"_s});
        QCOMPARE(found("$17B"), QStringList{u"contradict Kestrel valuation: $31B / $17B"_s});
    }
};

QTEST_GUILESS_MAIN(ClaimFiguresTest)
#include "claimfigurestest.moc"
