// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/relationlines.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

void rows(std::initializer_list<std::tuple<const char *, const char *, const char *, QStringList>> all)
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QStringList>("expected");
    for (const auto &[name, path, body, expected] : all)
        QTest::newRow(name) << QString::fromUtf8(path) << QByteArray(body) << expected;
}

void check()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, body);
    QFETCH(QStringList, expected);
    QCOMPARE(statedRelations(path, body), expected);
}

constexpr const char Company[] = "Actors/Skagen.md";
constexpr const char Product[] = "Products/Heron.md";
constexpr const char Person[] = "Actors/Otto Lind.md";
constexpr const char Concept[] = "Concepts/Ferry batteries.md";

} // namespace

/// What is inferred by which rule, and what is not.
class RelationRulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fields_data()
    {
        rows({
            {"plain value",
             Company,
             "---\nparent: Envik Group\nceo: Ada Voss\n---\n",
             {u"front-matter Envik: owner"_s, u"front-matter \"Ada Voss\": ceo"_s}},
            {"link, list and quotes",
             Company,
             "---\nowner: \"[[Envik]]\"\ncustomers: [Kestrel, 'Norrland']\n---\n",
             {u"front-matter Envik: owner"_s, u"front-matter Kestrel: customer"_s,
              u"front-matter Norrland: customer"_s}},
            {"list over lines",
             Company,
             "---\nsuppliers:\n  - Kestrel\n  - \"[[Norrland]]\"\n---\n",
             {u"front-matter Kestrel: supplier"_s, u"front-matter Norrland: supplier"_s}},
            {"parent of a product",
             Product,
             "---\nparent_actor: Kestrel\nparent_product: Gull 3\n---\n",
             {u"front-matter Kestrel: maker"_s, u"front-matter Gull 3: product-family"_s}},
            {"other keys", Company, "---\nfounded: 2016\nmood: Kestrel\n---\n", {}},
            {"inline field",
             Company,
             "#actor\n\ncustomer:: [[Kestrel]]\n- (supplier:: [[Norrland]])\n",
             {u"inline-field Kestrel: customer"_s, u"inline-field Norrland: supplier"_s}},
            {"two colons in code", Company, "#actor\n\nstd::owner [[Kestrel]]\n", {}},
        });
    }
    void fields() { check(); }

    void keyValues_data()
    {
        rows({
            {"facts",
             Company,
             "#actor\n## Quick stats\n| Metric | Value |\n|---|---|\n| Owner | Envik Group ([[Halland]]) |\n"
             "| HQ | Bergby, [[Halland]] |\n| Customers | [[Kestrel]], Norrland, others |\n| Employees | 300 |\n",
             {u"key-value Envik: owner"_s, u"key-value \"Bergby\": location"_s, u"key-value Halland: location"_s,
              u"key-value Kestrel: customer"_s, u"key-value Norrland: customer"_s}},
            {"stake in parentheses",
             Company,
             "#actor\n| | |\n|---|---|\n| Shareholders | [[Kestrel]] (65 %), Norrland (~9.5%) |\n",
             {u"key-value Kestrel: investor 65"_s, u"key-value Norrland: investor 9.5"_s}},
            {"stake behind the name",
             Company,
             "#actor\n| | |\n|---|---|\n| Owner | Envik 75% |\n",
             {u"key-value Envik: owner 75"_s}},
            {"former",
             Company,
             "#actor\n| | |\n|---|---|\n| Former owner | [[Envik]] |\n| CEO | ex-[[Mira Holm]] |\n",
             {u"key-value Envik: former owner"_s}},
            {"pending",
             Company,
             "#actor\n| | |\n|---|---|\n| Parent (pending) | [[Envik]] |\n",
             {u"key-value Envik: potential owner"_s}},
            {"the noun comes last",
             Company,
             "#actor\n| | |\n|---|---|\n| Customer concentration | [[Kestrel]] |\n| CEO pay | [[Mira Holm]] |\n",
             {}},
            {"of a person",
             Person,
             "#actor #person\n| | |\n|---|---|\n| Role | Chairman of [[Kestrel]] |\n| Firm | [[Tern Capital]] |\n",
             {u"key-value Kestrel: affiliation"_s, u"key-value Tern Capital: employer"_s}},
            {"company of a product",
             Product,
             "| | |\n|---|---|\n| Parent | [[Kestrel]] |\n",
             {u"key-value Kestrel: maker"_s}},
            {"what something is based on",
             Company,
             "#actor\n\n- Based on northern work: Alder (sails)\n- Based in: [[Halland]]\n",
             {u"key-value Halland: location"_s}},
            {"labelled line",
             Company,
             "#actor\n\n**Investors:** [[Tern Capital]], [[Kestrel]]\n",
             {u"key-value Tern Capital: investor"_s, u"key-value Kestrel: investor"_s}},
            {"of the other side of a deal",
             Company,
             "#actor\n## Purchase\n| | |\n|---|---|\n| Target CEO | Ada Voss |\n| CEO | [[Mira Holm]] |\n",
             {u"key-value Mira Holm: ceo"_s}},
            {"where an event was",
             Company,
             "#actor\n## [[Strike 2026]]\n| | |\n|---|---|\n| Location | [[Halland]] |\n## Strike response\n| | "
             "|\n|---|---|\n| Location | Bergby |\n",
             {u"key-value \"Bergby\": location"_s}},
            {"somebody else's section",
             Company,
             "#actor\n## Kestrel (leader)\n| | |\n|---|---|\n| CEO | [[Mira Holm]] |\n",
             {}},
            {"own section",
             Company,
             "#actor\n## Skagen\n| | |\n|---|---|\n| CEO | [[Mira Holm]] |\n",
             {u"key-value Mira Holm: ceo"_s}},
            {"partners of a company within a topic",
             Concept,
             "#concept\n## Pilots\n| | |\n|---|---|\n| Operator | [[Kestrel]] |\n",
             {}},
        });
    }
    void keyValues() { check(); }

    void columns_data()
    {
        rows({
            {"names without a link",
             Company,
             "#actor\n## Key customers\n| Customer | Models |\n|---|---|\n| Kestrel | Two |\n| Norrland Marine | One "
             "|\n| Aldervik | Three |\n",
             {u"column Kestrel: customer"_s, u"column Norrland: customer"_s, u"column \"Aldervik\": customer"_s}},
            {"no names",
             Company,
             "#actor\n| Customer | Share |\n|---|---|\n| Others | 5% |\n| Ferry lines | 3% |\n| Utilities | 3% |\n| "
             "2024 | 1% |\n| — | |\n",
             {}},
            {"amounts",
             Company,
             "#actor\n| | |\n|---|---|\n| Investments | RMB 225.4B |\n| Investment | ~NT$300B |\n| Stake | Gull 3 |\n",
             {}},
            {"brands beside which it stands",
             Company,
             "#actor\n## Competitive position\n| Brand | Strength |\n|---|---|\n| [[Kestrel]] | Cost |\n",
             {u"section Kestrel: competitor"_s}},
            {"own brands",
             Company,
             "#actor\n## Range\n| Brand |\n|---|\n| [[Kestrel]] |\n",
             {u"column Kestrel: brand"_s}},
            {"some of whom have left",
             Company,
             "#actor\n## Founders and alumni\n| Founder | Now |\n|---|---|\n| [[Mira Holm]] | Here |\n",
             {u"column Mira Holm: founder"_s}},
            {"where somebody was",
             Person,
             "#actor #person\n## Jobs\n| Period | Company |\n|---|---|\n| 2015-2023 | [[Kestrel]] |\n"
             "| 2019 – 2022 | [[Envik]] |\n| 2023- | [[Norrland]] |\n| 2020-present | [[Tern Capital]] |\n",
             {u"column Kestrel: former employer"_s, u"column Envik: former employer"_s, u"column Norrland: employer"_s,
              u"column Tern Capital: employer"_s}},
            {"suspended members",
             Concept,
             "#concept\n## Suspended members\n| Company |\n|---|\n| [[Kestrel]] |\n",
             {u"section Kestrel: former member"_s}},
            {"what is over by another cell of the row",
             Company,
             "#actor\n## Portfolio\n| Supplier | Part | Status |\n|---|---|---|\n| [[Kestrel]] | Cells | **Cancelled "
             "(May "
             "2024)** |\n| [[Norrland]] | Hulls | Sold 200 hulls |\n| [[Envik]] | Cables | Written off |\n",
             {u"column Kestrel: former supplier"_s, u"column Norrland: supplier"_s,
              u"column Envik: former supplier"_s}},
            {"what another cell of the row denies",
             Company,
             "#actor\n| Competitor | Notes |\n|---|---|\n| [[Kestrel]] | Partner, not a competitor |\n| [[Norrland]] | "
             "Not a "
             "supplier |\n",
             {u"column Norrland: competitor"_s}},
            {"many, and nobody in particular",
             Company,
             "#actor\n| Customer | |\n|---|---|\n| European OEMs | |\n| Japanese | |\n| Swiss Lakes | |\n| "
             "Founder-owned | "
             "|\n| US Big Tech | |\n| VCS | |\n",
             {u"column \"Swiss Lakes\": customer"_s, u"column \"VCS\": customer"_s}},
            {"half of a firm's name",
             Company,
             "#actor\n| Investor | |\n|---|---|\n| Hald & [[Tern Capital]] | |\n",
             {u"column Tern Capital: investor"_s}},
            {"plurals and names that look like one",
             Company,
             "#actor\n| Investor |\n|---|\n| VCs |\n| Banks |\n| NorrShares |\n| [[FjordBanks]] |\n",
             {u"column \"NorrShares\": investor"_s, u"column \"FjordBanks\": investor"_s}},
            {"whose post is over",
             Company,
             "#actor\n## Leadership\n| Person | Role |\n|---|---|\n| [[Mira Holm]] | Former (retired 2022) |\n| Ada "
             "Voss | Former CEO |\n| Otto Lind | Former Kestrel manager |\n",
             {u"column Mira Holm: former key-person"_s, u"column \"Ada Voss\": former key-person"_s,
              u"column \"Otto Lind\": key-person"_s}},
            {"products of others",
             Company,
             "#actor\n## Models on offer\n| Product | Provider |\n|---|---|\n| [[Gull 3]] | [[Kestrel]] |\n| Heron 2 | "
             "Alder Vik |\n| Heron 4 | Skagen |\n| Heron 5 | |\n",
             {u"column \"Heron 4\": product"_s, u"column \"Heron 5\": product"_s}},
            {"those who have left",
             Company,
             "#actor\n## Alumni\n| Founder | Now |\n|---|---|\n| [[Mira Holm]] | Sailing |\n",
             {u"column Mira Holm: former founder"_s}},
            {"ambiguous alias",
             Company,
             "#actor\n| Customer | |\n|---|---|\n| Twin | |\n",
             {u"column \"Twin\": customer"_s}},
            {"common word", Company, "#actor\n| Customer | |\n|---|---|\n| target | |\n| [[Target]] | |\n", {}},
            {"later column",
             Company,
             "#actor\n| Date | Round | Lead investors |\n|---|---|---|\n| 2020 | A | [[Tern Capital]], Kestrel |\n",
             {u"column Tern Capital: investor"_s, u"column Kestrel: investor"_s}},
            {"the row is about another",
             Company,
             "#actor\n| Company | Parent |\n|---|---|\n| [[Kestrel]] | [[Envik]] |\n",
             {}},
            {"share",
             Company,
             "#actor\n| # | Competitor | Market share |\n|---|---|---|\n| 1 | [[Kestrel]] | ~37% |\n",
             {u"column Kestrel: competitor 37"_s}},
            {"a range is no share",
             Company,
             "#actor\n| Competitor | Market share |\n|---|---|\n| [[Kestrel]] | 16-20% |\n",
             {u"column Kestrel: competitor"_s}},
            {"number that became a link", Company, "#actor\n| Investor | |\n|---|---|\n| $[[Kestrel]] | |\n", {}},
            {"longer name",
             Company,
             "#actor\n| Supplier | |\n|---|---|\n| [[Kestrel]] Marine | |\n",
             {u"column Kestrel Marine: supplier"_s}},
            {"country among rivals",
             Company,
             "#actor\n| vs | Strength |\n|---|---|\n| [[Halland]] | Scale |\n| [[Kestrel]] | Price |\n",
             {u"column Kestrel: competitor"_s}},
            {"customers lost",
             Company,
             "#actor\n## Customer defections\n| Customer | |\n|---|---|\n| [[Kestrel]] | |\n",
             {u"column Kestrel: former customer"_s}},
            {"person of a company",
             Company,
             "#actor\n| Role | Executive |\n|---|---|\n| CFO | Mira Holm |\n",
             {u"key-value Mira Holm: executive"_s}},
            {"suppliers of a topic",
             Concept,
             "#concept\n## Roster\n| Supplier | Part |\n|---|---|\n| [[Kestrel]] | Cells |\n",
             {u"column Kestrel: supplier"_s}},
            {"further columns of a topic",
             Concept,
             "#concept\n| Ferry | Owner |\n|---|---|\n| One | [[Kestrel]] |\n",
             {}},
        });
    }
    void columns() { check(); }

    void sections_data()
    {
        rows({
            {"competitors",
             Company,
             "#actor\n## Competitive position\n| Company | Share |\n|---|---|\n| [[Kestrel]] | 16% |\n| Skagen | 3% "
             "|\n",
             {u"section Kestrel: competitor 16"_s}},
            {"heading above",
             Company,
             "#actor\n## Competition\n### At sea\n| Player | |\n|---|---|\n| [[Kestrel]] | |\n",
             {u"section Kestrel: competitor"_s}},
            {"groups of places",
             "Actors/Northern bloc.md",
             "#actor #government\n## Members\n| Region | Countries |\n|---|---|\n| **Southern** | [[Halland]] |\n",
             {u"section Halland: member"_s}},
            {"regions part the members",
             "Actors/Northern bloc.md",
             "#actor #government\n## Member countries\n| Region | Members |\n|---|---|\n| Southern Sea | [[Halland]] "
             "|\n",
             {u"column Halland: member"_s}},
            {"countries that take part",
             "Actors/Northern bloc.md",
             "#actor\n## Association countries\n| Country | Notes |\n|---|---|\n| [[Halland]] | |\n",
             {u"section Halland: member"_s}},
            {"laid beside a topic",
             Concept,
             "#concept\n## Ferries on rails (comparison)\n| Company | |\n|---|---|\n| [[Kestrel]] | |\n",
             {}},
            {"untyped", Company, "#actor\n## Technology\n| Company | |\n|---|---|\n| [[Kestrel]] | |\n", {}},
            {"portfolio of a fund",
             "Actors/Auk Ventures.md",
             "#actor #vc\n## Portfolio\n| Company | Stake |\n|---|---|\n| [[Kestrel]] | 12.5% |\n",
             {u"section Kestrel: investee 12.5"_s}},
            {"angel investments are no employers",
             Person,
             "#actor #person\n## Angel investments\n| Company | |\n|---|---|\n| [[Kestrel]] | |\n",
             {u"section Kestrel: investee"_s}},
            {"models of rivals",
             Company,
             "#actor\n## Competitive position\n| Model | |\n|---|---|\n| [[Gull 3]] | |\n",
             {u"section Gull 3: competitor"_s}},
            {"banks forecast",
             "Concepts/Tin.md",
             "#concept #commodity\n## Outlook\n| Bank | Price |\n|---|---|\n| [[Tern Capital]] | 9 |\n",
             {}},
            {"cohort of a topic",
             Concept,
             "#concept\n## Landscape\n| Company | |\n|---|---|\n| [[Kestrel]] | |\n| Norrland | |\n| [[Mira Holm]] | "
             "|\n",
             {u"cohort Kestrel: member"_s, u"cohort Norrland: member"_s}},
            {"cohort of a country",
             "Regions/Nordland.md",
             "#region\n## Ports\n| Company | |\n|---|---|\n| [[Kestrel]] | |\n",
             {u"cohort Kestrel: member"_s}},
            {"no cohort of an event",
             "Events/Fair.md",
             "#event\n## Who wins\n| Company | |\n|---|---|\n| [[Kestrel]] | |\n",
             {}},
            {"list",
             Company,
             "#actor\n## Suppliers\n- [[Kestrel]] — cells\n- Norrland (hulls)\n- We buy from [[Envik]]\n",
             {u"list-item Kestrel: supplier"_s, u"list-item Norrland: supplier"_s}},
            {"joined with what is no relation", Company, "#actor\n## Customers and weather\n- [[Kestrel]]\n", {}},
        });
    }
    void sections() { check(); }

    void captions_data()
    {
        rows({
            {"head noun",
             Company,
             "#actor\n## Related\n- [[Kestrel]] — Nordic ferry competitor (larger)\n- [[Norrland]] - customer of long "
             "standing\n- [[Envik]]: parent company\n",
             {u"caption Kestrel: competitor"_s, u"caption Norrland: customer"_s, u"caption Envik: owner"_s}},
            {"parentheses",
             Company,
             "#actor\n## Related\n- [[Kestrel]] (supplier)\n",
             {u"caption Kestrel: supplier"_s}},
            {"several names",
             Company,
             "#actor\n## Related\n- [[Kestrel]], [[Norrland]] · [[Envik]] — peers\n",
             {u"caption Kestrel: peer"_s, u"caption Norrland: peer"_s, u"caption Envik: peer"_s}},
            {"modifiers",
             Company,
             "#actor\n## Related\n- [[Kestrel]] — former major customer, contract ended\n- [[Norrland]] — potential "
             "partner\n- [[Envik]] — failed merger partner\n- [[Tern Capital]] — failed JV partner\n",
             {u"caption Kestrel: former customer"_s, u"caption Norrland: potential partner"_s,
              u"caption Envik: failed partner"_s, u"caption Tern Capital: former jv-partner"_s}},
            {"ended behind the noun",
             Company,
             "#actor\n## Related\n- [[Kestrel]] — customer (until 2023)\n",
             {u"caption Kestrel: former customer"_s}},
            {"weight",
             Company,
             "#actor\n## Related\n- [[Kestrel]] — investor (~20% stake)\n",
             {u"caption Kestrel: investor 20"_s}},
            {"negated",
             Company,
             "#actor\n## Related\n- [[Kestrel]] — not a competitor\n- [[Norrland]] — no customer yet\n",
             {}},
            {"compared",
             Company,
             "#actor\n## Related\n- [[Kestrel]] — partner model (for comparison)\n- [[Norrland]] — customer in a "
             "parallel case\n",
             {}},
            {"another thing of the noun",
             Company,
             "#actor\n## Related\n- [[Kestrel]] — supplier qualification\n- [[Norrland]] — partner programme\n",
             {}},
            {"peer among suppliers",
             Company,
             "#actor\n## Related\n- [[Kestrel]] — peer Tier 1 supplier\n",
             {u"caption Kestrel: peer"_s}},
            {"participles behind the noun",
             Company,
             "#actor\n## Related\n- [[Kestrel]] — supplier dependency being reduced\n",
             {u"caption Kestrel: supplier"_s}},
            {"somebody else's",
             Company,
             "#actor\n## Related\n- [[Mira Holm]] — Kestrel CEO\n- [[Envik]] — Norrland's supplier\n- [[Tern Capital]] "
             "— investor in [[Kestrel]]\n",
             {}},
            {"the chief of the owner",
             Company,
             "#actor\n| | |\n|---|---|\n| Parent | [[Kestrel]] |\n## Related\n- [[Mira Holm]] — Kestrel CEO\n",
             {u"key-value Kestrel: owner"_s}},
            {"the owner's",
             Product,
             "#product\n| | |\n|---|---|\n| Parent | [[Kestrel]] |\n## Related\n- [[Mira Holm]] — Kestrel "
             "founder/CEO\n",
             {u"key-value Kestrel: maker"_s, u"caption Mira Holm: founder"_s}},
            {"what it did", Company, "#actor\n## Related\n- [[Kestrel]] — acquired a ferry unit\n", {}},
            {"of a person",
             Person,
             "#actor #person\n## Related\n- [[Kestrel]] — co-founder\n- [[Norrland]] — former employer\n- [[Envik]] — "
             "owner\n",
             {u"caption Kestrel: affiliation"_s, u"caption Norrland: former employer"_s,
              u"caption Envik: subsidiary"_s}},
            {"of a fund",
             "Actors/Auk Ventures.md",
             "#actor #vc\n## Related\n- [[Kestrel]] — early investor\n",
             {u"caption Kestrel: investee"_s}},
            {"by kind",
             Company,
             "#actor\n## Related\n- [[Shipping]] — where it sits\n- [[Lithium]]\n- [[Night ferries]] — potential "
             "partner\n- [[Ferry Act]] — what binds it\n- [[Strike 2026]]\n- [[Halland]] — largest market\n",
             {u"kind Shipping: sector"_s, u"kind Lithium: commodity"_s, u"kind Night ferries: concept"_s,
              u"kind Ferry Act: policy"_s, u"kind Strike 2026: event"_s}},
            {"somebody else's product",
             Company,
             "#actor\n## Related\n- [[Gull 3]] — Alder Vik product\n- [[Gull 4]] — Skagen Marine product\n- [[Gull 5]] "
             "— "
             "AI product\n",
             {u"caption \"Gull 4\": product"_s, u"caption \"Gull 5\": product"_s}},
            {"banks of other things",
             Company,
             "#actor\n## Related\n- [[Kestrel]] — battery banks\n- [[Norrland]] — lead bank\n- [[Tern Capital]] — "
             "house "
             "bank\n",
             {u"caption Norrland: adviser"_s, u"caption Tern Capital: adviser"_s}},
            {"names without a note",
             Company,
             "#actor\n## Related\n### Partners\n- [[Kestrel-Lom partnership]]\n- [[Night sailing]]\n- [[Alder Vik]]\n- "
             "[[Skagen securities note]]\n",
             {u"kind \"Kestrel-Lom partnership\": event"_s, u"kind \"Night sailing\": concept"_s,
              u"subheading \"Alder Vik\": partner"_s, u"kind \"Skagen securities note\": security"_s}},
            {"outside the list", Company, "#actor\n## Notes\n- [[Kestrel]] — competitor\n", {}},
            {"topics have no rivals",
             Concept,
             "#concept\n## Related\n- [[Kestrel]] — competitor\n- [[Norrland]] — leading producer\n",
             {u"caption Norrland: member"_s}},
            {"sub-heading",
             Company,
             "#actor\n## Related\n### Customers\n- [[Kestrel]] — ferries\n### Securities\n- [[Norrland]]\n- [[Envik]] "
             "— rival\n",
             {u"subheading Kestrel: customer"_s, u"caption Envik: competitor"_s}},
            {"sub-heading of two minds",
             Company,
             "#actor\n## Related\n### Partners/Competitors\n- [[Kestrel]]\n- [[Norrland]] — partner\n",
             {u"caption Norrland: partner"_s}},
        });
    }
    void captions() { check(); }

    void prose_data()
    {
        rows({
            {"owned by",
             Company,
             "#actor\n\nSkagen — ferry operator, now owned by Envik Group ([[Halland]]).\n",
             {u"prose Envik: owner"_s}},
            {"below tags with a blank behind",
             Company,
             "#actor \n\nSkagen — ferry operator, now owned by Envik Group ([[Halland]]).\n",
             {u"prose Envik: owner"_s}},
            {"chain",
             Company,
             "#actor\n\nSkagen builds ferries. Backed by [[Tern Capital]] and [[Kestrel]].\n",
             {u"prose Tern Capital: investor"_s, u"prose Kestrel: investor"_s}},
            {"within parentheses",
             Company,
             "#actor\n\nSkagen bought Auk (renamed Lom, acquired by [[Kestrel]]).\n",
             {}},
            {"part of a country's", Company, "#actor\n\nSkagen is part of [[Halland]]'s fleet plan.\n", {}},
            {"further down", Company, "#actor\n\nSkagen sails between islands.\n\nIt is owned by [[Envik]].\n", {}},
            {"maker",
             Product,
             "#product\n\n[[Kestrel]]'s second ferry, launched in 2025.\n",
             {u"prose Kestrel: maker"_s}},
            {"employers",
             Person,
             "#actor #person\n\n**Otto Lind** — Chief strategist at [[Tern Capital]]. Former head of ferries at "
             "[[Kestrel]].\n",
             {u"prose Tern Capital: employer"_s, u"prose Kestrel: former employer"_s}},
        });
    }
    void prose() { check(); }
};

QTEST_GUILESS_MAIN(RelationRulesTest)

#include "relationrulestest.moc"
