// SPDX-License-Identifier: GPL-3.0-or-later

// Words of the closed list that few notes say: each typed by a rule, and each left alone where it says something else.
#include "tests/support/relationlines.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr const char Company[] = "Actors/Skagen.md";
constexpr const char Fund[] = "Actors/Auk Ventures.md";
constexpr const char Person[] = "Actors/Otto Lind.md";
constexpr const char Security[] = "Assets/Skagen shares.md";
constexpr const char Concept[] = "Concepts/Ferry batteries.md";

QByteArray facts(const QByteArray &tags, const QByteArray &rows)
{
    return tags + "\n| | |\n|---|---|\n" + rows;
}

QByteArray related(const QByteArray &tags, const QByteArray &items)
{
    return tags + "\n## Related\n" + items;
}

} // namespace

class RelationTypesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void types_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char *name, const char *path, const QByteArray &body, const QStringList &expected) {
            QTest::newRow(name) << QString::fromUtf8(path) << body << expected;
        };
        row("acquired", Company,
            related("#actor", "- [[Kestrel]] — acquisition target\n- [[Norrland]] — acquisition talks\n"),
            {u"caption Kestrel: acquired"_s});
        row("acquirer", Company, facts("#actor", "| Acquirer | [[Kestrel]] |\n| Acquirer stock | [[Norrland]] |\n"),
            {u"key-value Kestrel: acquirer"_s});
        row("analyst-source", Company,
            facts("#actor", "| Analyst | [[Tern Capital]] |\n| Analyst day | [[Norrland]] |\n"),
            {u"key-value Tern Capital: analyst-source"_s});
        row("benchmark", Security, facts("#asset", "| Benchmark | [[Lithium]] |\n| Benchmark fee | [[Norrland]] |\n"),
            {u"key-value Lithium: benchmark"_s});
        row("borrower", Fund, related("#actor #vc", "- [[Kestrel]] — lender\n- [[Norrland]] — lender protection\n"),
            {u"caption Kestrel: borrower"_s});
        row("co-investor", Fund,
            related("#actor #vc", "- [[Tern Capital]] — co-investor\n- [[Kestrel]] — not a co-investor\n"),
            {u"caption Tern Capital: co-investor"_s});
        row("colleague", Person,
            related("#actor #person", "- [[Mira Holm]] — colleague\n- [[Kestrel]] — colleague network\n"),
            {u"caption Mira Holm: colleague"_s});
        row("correlated-sector", Company,
            "#actor\n## Sector correlation\n| Sector | Why |\n|---|---|\n| [[Shipping]] | Freight |\n| [[Kestrel]] | "
            "No |\n",
            {u"column Shipping: correlated-sector"_s});
        row("country", Company, facts("#actor", "| Country | [[Halland]] |\n| Country risk | [[Kestrel]] |\n"),
            {u"key-value Halland: country"_s});
        row("developer", Concept,
            related("#concept", "- [[Kestrel]] — lead developer\n- [[Norrland]] — developer kit\n"),
            {u"caption Kestrel: developer"_s});
        row("exchange", Company, facts("#actor", "| Listed on | [[Kestrel]] |\n| Exchange rate | [[Norrland]] |\n"),
            {u"key-value Kestrel: exchange"_s});
        row("issuer", Security, facts("#asset", "| Issuer | [[Kestrel]] |\n| Issuer rating | [[Norrland]] |\n"),
            {u"key-value Kestrel: issuer"_s});
        row("lender", Company, related("#actor", "- [[Kestrel]] — senior lender\n- [[Norrland]] — lender talks\n"),
            {u"caption Kestrel: lender"_s});
        row("manager", Security, facts("#asset", "| Manager | [[Tern Capital]] |\n| Manager fee | [[Norrland]] |\n"),
            {u"key-value Tern Capital: manager"_s});
        row("operator", Company, facts("#actor", "| Operated by | [[Kestrel]] |\n| Operator hours | [[Norrland]] |\n"),
            {u"key-value Kestrel: operator"_s});
        row("participant", "Events/Fair.md",
            facts("#event", "| Participants | [[Kestrel]], [[Halland]] |\n| Participant fee | [[Norrland]] |\n"),
            {u"key-value Kestrel: participant"_s, u"key-value Halland: participant"_s});
        row("predecessor", Company,
            related("#actor", "- [[Kestrel]] — predecessor\n- [[Norrland]] — predecessor model\n"),
            {u"caption Kestrel: predecessor"_s});
        row("regulator", Company,
            facts("#actor", "| Regulator | [[Port Authority]] |\n| Regulator fine | [[Halland]] |\n"),
            {u"key-value Port Authority: regulator"_s});
        row("sister", Company, related("#actor", "- [[Kestrel]] — sister company\n- [[Norrland]] — sister ship\n"),
            {u"caption Kestrel: sister"_s});
        row("joint ventures", Company,
            related("#actor", "- [[Kestrel]] — joint venture\n- [[Norrland]] — northern ferry JV (50/50)\n"
                              "- [[Envik]] — former JV\n- [[Tern Capital]] — JV with Skagen since 2021\n"),
            {u"caption Kestrel: jv-partner"_s, u"caption Norrland: jv-partner"_s, u"caption Envik: former jv-partner"_s,
             u"caption Tern Capital: jv-partner"_s});
        row("joint ventures of others", Company,
            related("#actor",
                    "- [[Kestrel]] — JV law\n- [[Norrland]] — not a joint venture\n- [[Envik]] — Alder/Vik JV\n"
                    "- [[Tern Capital]] — ferry joint venture with Alder\n- [[Gull 3]] — JV with [[Kestrel]]\n"),
            {});
        row("joint ventures as a fact", Company,
            facts("#actor", "| Joint ventures | [[Kestrel]], Norrland |\n| Ferry JV | [[Envik]] |\n"
                            "| JV law | [[Tern Capital]] |\n"),
            {u"key-value Kestrel: jv-partner"_s, u"key-value Norrland: jv-partner"_s,
             u"key-value Envik: jv-partner"_s});
        row("joint ventures that a country lists", "Regions/Nordland.md",
            facts("#region", "| Ferry JV | [[Kestrel]], [[Envik]] |\n"), {});
        row("joint ventures in a column", Company,
            "#actor\n| Joint venture | Since |\n|---|---|\n| [[Kestrel]] | 2020 |\n\n| JV income | Since |\n|---|---|\n"
            "| [[Norrland]] | 2020 |\n",
            {u"column Kestrel: jv-partner"_s});
        row("introduced as somebody else's", Concept,
            "#concept\n## Roster\nThe largest [[Norrland]] suppliers (2024):\n\n| Supplier | Part |\n|---|---|\n"
            "| [[Kestrel]] | Cells |\n",
            {});
        row("introduced as its own", Company,
            "#actor\n## Roster\nSkagen customers, and how [[Norrland]] sees them:\n\n| Customer | |\n|---|---|\n"
            "| [[Kestrel]] | |\n",
            {u"column Kestrel: customer"_s});
        row("a word of a status is no name", Company,
            "#actor\n| Customer | |\n|---|---|\n| Potential | |\n| Alder Vik | |\n",
            {u"column \"Alder Vik\": customer"_s});
        row("thesis", Company,
            related("#actor",
                    "- [[Ferries go electric]] — thesis\n- [[Kestrel]] — thesis\n- [[Norrland]] — thesis risk\n"),
            {u"caption \"Ferries go electric\": thesis"_s});
    }
    void types()
    {
        QFETCH(const QString, path);
        QFETCH(const QByteArray, body);
        QFETCH(const QStringList, expected);
        const QStringList stated = statedRelations(path, body);
        QVERIFY2(stated == expected, qPrintable(stated.join(u'\n')));
    }
};

QTEST_GUILESS_MAIN(RelationTypesTest)

#include "relationtypestest.moc"
