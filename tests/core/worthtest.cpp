// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/worth.h"
#include "tests/core/claimlines.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

QString shown(const Worth &worth, QByteArrayView cell)
{
    QByteArray line = worth.metric.name + ' ' + worth.figure.in(cell);
    if (worth.metric.period.isValid()) {
        line += " @";
        append(line, worth.metric.period);
    }
    return QString::fromUtf8(line);
}

QStringList shown(const QVarLengthArray<Worth, 2> &worths, QByteArrayView cell)
{
    QStringList lines;
    for (const Worth &worth : worths)
        lines.append(shown(worth, cell));
    return lines;
}

ByteRange all(QByteArrayView cell)
{
    return {0, static_cast<quint32>(cell.size())};
}

} // namespace

/// What cells say in words that companies are worth.
class WorthTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inSentences_data()
    {
        QTest::addColumn<QByteArray>("cell");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char *cell, const QStringList &expected) {
            QTest::newRow(cell) << QByteArray(cell) << expected;
        };
        row("Investor since 2016. $23B val. Ships in spring", {u"valuation $23B"_s});
        row("Led $1.1B Series C (May 2024) at ~$19B val", {u"valuation ~$19B @2024-05"_s});
        row("Now valued at €7.5 billion; 40 plants", {u"valuation €7.5 billion"_s});
        row("Builds hulls, **$12B** valuation, two ports", {u"valuation $12B"_s});
        row("Raised $90M, $2.6B post-money", {u"valuation $2.6B"_s});
        row("Largest of its kind, $5.4B market cap", {u"market cap $5.4B"_s});
        row("Founder. Studied in Gull Bay. Net worth ~$7.7B", {u"net worth ~$7.7B"_s});
        row("Harbour family, market cap ~€25B", {u"market cap ~€25B"_s});
        row("Doubled: from $1B valuation", {});
        row("Former net worth $3B", {});
        row("Family net worth $30B", {});
        row("In talks at $11B valuation", {});
        row("Peak valuation of $30B", {});
        row("$20B valuation target", {});
        row("$100M raised of a value unknown", {});
        row("Sold hulls valued at $900 each", {});
        row("Bought by [[Norrland]] at $5B valuation", {});
        row("$4-5B valuation", {});
        row("$3B valuation; $2B val (2021). Then $1B val",
            {u"valuation $3B"_s, u"valuation $2B @2021"_s, u"valuation $1B"_s});
        row("$3B val (2021), $5B val (2024)", {u"valuation $3B @2021"_s, u"valuation $5B @2024"_s});
        row("Founded in 2012, Valued at $5B", {u"valuation $5B"_s});
        row("Hulls and sails (private, \u20ac12B)", {u"valuation \u20ac12B"_s});
        row("Hulls (private, ~$165B (FY2023 revenue))", {});
        row("Up from a $40B valuation", {});
        row("Halved its $40B valuation", {});
        row("Bought Gull at $5B valuation", {});
        row("Owns 20% of Gull, valued at $5B", {});
        row("In talks with Gull Inc. at $11B valuation", {});
        row("Sails &amp; hulls, $2B valuation late 2025", {u"valuation $2B @2025"_s});
        row("", {});
        row("val", {});
        row(";. $;", {});
        QTest::newRow("long") << QByteArray("Hulls. ").repeated(140) + "$5B val" << QStringList{u"valuation $5B"_s};
        QTest::newRow("too long") << QByteArray("Hulls. ").repeated(143) + "$5B val" << QStringList();
    }

    void inSentences()
    {
        QFETCH(QByteArray, cell);
        QTEST(shown(worthsSaid(all(cell), cell), cell), "expected");
    }

    void besideListing_data()
    {
        QTest::addColumn<QByteArray>("cell");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char *cell, const QStringList &expected) {
            QTest::newRow(cell) << QByteArray(cell) << expected;
        };
        row("Private, ~$15B", {u"valuation ~$15B"_s});
        row("Private ($15B val, $1B raised 2021)", {u"valuation $15B"_s, u"total raised $1B @2021"_s});
        row("Private ($15B valuation, 2021)", {u"valuation $15B @2021"_s});
        row("Private ($935M raised)", {u"total raised $935M"_s});
        row("Public (~$15B)", {u"market cap ~$15B"_s});
        row("Growth ($134B)", {u"valuation $134B"_s});
        row("Growth ($50M)", {});
        row("Growth of $5B", {});
        row("Privately $5B", {});
        row("Private (Series B, $5B)", {});
        row("Private", {});
        row("Public", {});
        row("", {});
    }

    void besideListing()
    {
        QFETCH(QByteArray, cell);
        QTEST(shown(worthsBesideListing(all(cell), cell), cell), "expected");
    }

    void alone_data()
    {
        QTest::addColumn<QByteArray>("cell");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *cell, const char *expected) {
            QTest::newRow(cell) << QByteArray(cell) << QString::fromLatin1(expected);
        };
        row("$300B+", "valuation $300B+");
        row("$14B (Sep 2025)", "valuation $14B @2025-09");
        row("$2.8B (Series D, 2024)", "");
        row("$14", "");
        row("$14B raised", "");
        row("Listed", "");
        row("40%", "");
        row("", "");
    }

    void alone()
    {
        QFETCH(QByteArray, cell);
        const Worth worth = worthAlone(all(cell), cell);
        QTEST(worth.metric.term ? shown(worth, cell) : QString(), "expected");
    }

    // What a list of holdings says in words is set against the note of the company, and what it says of a person is
    // none of theirs.
    void areClaims()
    {
        const auto verdictsOf = [](const QByteArray &header, const QByteArray &cell, const QByteArray &tag,
                                   const QByteArray &who = "Company") {
            return verdicts("//- Kestrel.md\n" + tag
                            + " #company\n\n## Quick stats\n\n| Metric | Value |\n|---|---|\n| Valuation | $8B |\n"
                              "//- Lagoon Capital.md\n#actor #investor\n\n## Holdings\n\n| "
                            + who + " | Since | " + header + " |\n|---|---|---|\n| [[Kestrel]] | Seed | " + cell
                            + " |\n");
        };
        const QStringList contradiction{u"contradict Kestrel valuation: $8B / $5B"_s};
        QCOMPARE(verdictsOf("Detail", "Joined early. $5B val. Builds hulls", "#actor"), contradiction);
        QCOMPARE(verdictsOf("Status", "$5B", "#actor"), contradiction);
        QCOMPARE(verdictsOf("Status", "Private ($5B val, $935M raised)", "#actor"), contradiction);
        QCOMPARE(verdictsOf("Detail", "$5B", "#actor"), QStringList());
        QCOMPARE(verdictsOf("Status", "$5B", "#person"), QStringList());
        QCOMPARE(verdictsOf("Detail", "Led the round at $5B val", "#actor", "Investor"), QStringList());
    }

    // Companies need no note, and people have a fortune of their own.
    void withoutNotes()
    {
        const auto verdictsOf = [](const QByteArray &who, const QByteArray &cell) {
            return verdicts(
                "//- Yards.md\n#concept\n\n| Company | Valuation |\n|---|---|\n| [[Skua]] | $8B |\n| [[Gull]] | $1B |\n"
                "//- Lagoon Capital.md\n#actor #investor\n\n## Holdings\n\n| "
                + who + " | Sector | Detail |\n|---|---|---|\n| [[Skua]] | Hulls | " + cell + " |\n");
        };
        QCOMPARE(verdictsOf("Company", "Since 2016. $5B val. Ships soon"),
                 QStringList{u"contradict Skua valuation: $5B / $8B"_s});
        QCOMPARE(verdictsOf("Backer", "Since 2016. $5B val. Ships soon"), QStringList());
        QCOMPARE(verdicts("//- Ada Skerry.md\n#person\n\n| Metric | Value |\n|---|---|\n| Net worth | $7.9B |\n"
                          "//- Lagoon Capital.md\n#actor #investor\n\n## People\n\n| Person | Role | Background "
                          "|\n|---|---|---|\n"
                          "| [[Ada Skerry]] | Founder | Sold Gull at $5B valuation. Net worth ~$7.7B |\n"),
                 QStringList{u"contradict Ada Skerry net worth: $7.9B / ~$7.7B"_s});
    }
};

QTEST_GUILESS_MAIN(WorthTest)
#include "worthtest.moc"
