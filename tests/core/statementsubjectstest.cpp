// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/claimlines.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

// What `note`, below its front line `tags`, says, beside notes of two companies, a product, a country and a shop.
QStringList saidIn(const QByteArray &tags, const QByteArray &note)
{
    const QByteArray vault = "//- Note.md\n" + tags + "\n" + note
                             + "//- Kestrel.md\n---\naliases: [KSTR]\n---\n#actor #company\n"
                               "//- Ada Holm.md\n#person\n//- Petrel.md\n#product\n//- Norrland.md\n#country\n"
                               "//- Target.md\n#actor #company\n//- Total Sails.md\n---\naliases: [Total]\n---\n"
                               "#actor #company\n//- Oars.md\n#commodity\n";
    return statementsIn(vaultOf(vault), u"Note.md"_s);
}

QByteArray sheet(const QByteArray &rows)
{
    return "## Quick stats\n| Metric | Value |\n|---|---|\n" + rows;
}

} // namespace

/// Whom statements are about, where the note or the row's name does not say it alone.
class StatementSubjectsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // A row of a company's sheet that names another one ahead of what only that one has is about it.
    void rowsOfSheetsNameOthers_data()
    {
        QTest::addColumn<QByteArray>("tags");
        QTest::addColumn<QByteArray>("row");
        QTest::addColumn<QString>("said");
        const QByteArray company = "#actor #company";
        const QByteArray topic = "#concept";
        QTest::newRow("plain") << company << "Kestrel valuation | $2B"_ba << u"Kestrel: valuation = $2B"_s;
        QTest::newRow("linked") << company << "[[Kestrel]] market cap | $2B"_ba << u"Kestrel: market cap = $2B"_s;
        QTest::newRow("bold") << company << "**Kestrel valuation** | $2B"_ba << u"Kestrel: valuation = $2B"_s;
        QTest::newRow("alias") << company << "KSTR valuation | $2B"_ba << u"Kestrel: valuation = $2B"_s;
        QTest::newRow("genitive") << company << "Kestrel's valuation | $2B"_ba << u"Kestrel: valuation = $2B"_s;
        QTest::newRow("product") << company << "Petrel MAU | 30M"_ba << u"Petrel: mau = 30M"_s;
        QTest::newRow("founded") << "#person"_ba << "Kestrel founded | 2011"_ba << u"Kestrel: founded = 2011"_s;
        QTest::newRow("market share") << company << "Kestrel market share | 30%"_ba << u"Kestrel: market share = 30%"_s;
        // What it has of another one is its own.
        QTest::newRow("revenue from it") << company << "Kestrel revenue | $2B"_ba << u"Note: revenue (kestrel) = $2B"_s;
        QTest::newRow("stake in it") << company << "Kestrel stake | 12%"_ba << u"Note: stake (kestrel) = 12%"_s;
        QTest::newRow("share there") << company << "[[Norrland]] market share | 12%"_ba
                                     << u"Note: market share (norrland) = 12%"_s;
        // A note about nobody in particular.
        QTest::newRow("topic") << topic << "Kestrel revenue | $2B"_ba << u"Kestrel: revenue = $2B"_s;
        QTest::newRow("place") << topic << "Norrland debt/GDP | 40%"_ba << u"Norrland: debt to gdp = 40%"_s;
        QTest::newRow("share of a place") << topic << "Norrland share | 40%"_ba << u"Norrland: market share = 40%"_s;
        QTest::newRow("of a material") << "#commodity"_ba << "Norrland mining share | 40%"_ba
                                       << u"Norrland: market share (mining note) = 40%"_s;
        QTest::newRow("things") << topic << "Oars reserves | 40 t"_ba << u"Note: reserves (oar) = 40 t"_s;
        QTest::newRow("counts") << topic << "Kestrel aircraft | 40"_ba << u"Note: fleet (kestrel) = 40"_s;
        // Words that notes happen to be called.
        QTest::newRow("a plan") << company << "Target valuation | $2B"_ba << u"Note: valuation (target) = $2B"_s;
        QTest::newRow("a linked plan") << company << "[[Target]] valuation | $2B"_ba
                                       << u"Note: valuation (target) = $2B"_s;
        QTest::newRow("a sum") << topic << "Total market share | 20%"_ba << u"Note: market share = 20%"_s;
        QTest::newRow("low") << company << "kestrel valuation | $2B"_ba << QString();
        QTest::newRow("a pair") << topic << "[[Kestrel]]/Petrel valuation | $2B"_ba << QString();
    }
    void rowsOfSheetsNameOthers()
    {
        QFETCH(QByteArray, tags);
        QFETCH(QByteArray, row);
        QFETCH(QString, said);
        QCOMPARE(saidIn(tags, sheet("| " + row + " |\n")).join(u'\n'), said);
    }

    // How much it changed stands beside it.
    void changesOfOthers()
    {
        QCOMPARE(saidIn("#actor #company", "## Quick stats\n| Metric | Value | YoY |\n|---|---|---|\n"
                                           "| Kestrel market cap | $2B | +5% |\n"),
                 (QStringList{u"Kestrel: market cap = $2B"_s, u"Kestrel: market cap growth = +5%"_s}));
    }

    // The row is no longer its own, and what others say of that company is held against it.
    void claimsOfOthers()
    {
        QCOMPARE(verdicts("//- Owner.md\n#actor #company\n" + sheet("| Kestrel valuation | $2B |\n")
                          + "//- Kestrel.md\n#actor #company\n" + sheet("| Valuation | $3B |\n")),
                 QStringList(u"contradict Kestrel valuation: $3B / $2B"_s));
    }

    // Below a header that says nothing a cell names its measure itself.
    void cellsNameTheirMeasure_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("cell");
        QTest::addColumn<QString>("said");
        QTest::newRow("valuation") << "Status"_ba << "~$15B valuation"_ba << u"Kestrel: valuation = ~$15B"_s;
        QTest::newRow("time") << "Size"_ba << "$15B valuation (2021)"_ba << u"Kestrel: valuation = $15B @2021"_s;
        QTest::newRow("share") << "Outcome"_ba << "20% market share"_ba << u"Kestrel: market share = 20%"_s;
        QTest::newRow("debt") << "Constraint"_ba << "~140% debt/GDP"_ba << u"Kestrel: debt to gdp = ~140%"_s;
        QTest::newRow("two measures") << "Size"_ba << "345M MAU / 200M+ DAU"_ba << u"Kestrel: mau = 345M"_s;
        QTest::newRow("not listed") << "Status"_ba << "Private, ~$15B"_ba << u"Kestrel: valuation = ~$15B"_s;
        QTest::newRow("not listed, in words")
            << "Status"_ba << "Private ($15B valuation, 2021)"_ba << u"Kestrel: valuation = $15B @2021"_s;
        QTest::newRow("listed") << "Valuation"_ba << "Public (~$15B)"_ba << u"Kestrel: market cap = ~$15B"_s;
        QTest::newRow("listed at a price") << "Status"_ba << "Public, $38"_ba << u"Kestrel: status = Public, $38"_s;
        QTest::newRow("large and private") << "Size"_ba << "Private ($100M)"_ba << u"Kestrel: size = Private ($100M)"_s;
        QTest::newRow("in other words") << "Valuation"_ba << "C$2B net debt"_ba
                                        << u"Kestrel: valuation = C$2B net debt"_s;
        QTest::newRow("only listed") << "Status"_ba << "Public, 2021"_ba << u"Kestrel: status = Public, 2021"_s;
        QTest::newRow("reported") << "Valuation"_ba << "Reported ~$2B at the June terms"_ba
                                  << u"Kestrel: valuation = Reported ~$2B at the June terms"_s;
        QTest::newRow("behind another measure")
            << "Raised"_ba << "$1B raised; $15B valuation (2021)"_ba
            << u"Kestrel: total raised = $1B raised; $15B valuation (2021)\nKestrel: valuation = $15B @2021"_s;
        QTest::newRow("behind a remark") << "Note"_ba << "large; 30 aircraft; blue"_ba
                                         << u"Kestrel: note = large; 30 aircraft; blue\nKestrel: fleet = 30"_s;
        QTest::newRow("both") << "Status"_ba << "30 aircraft; $15B valuation"_ba
                              << u"Kestrel: fleet = 30\nKestrel: valuation = $15B"_s;
        QTest::newRow("to come") << "Note"_ba << "large; 300 aircraft by 2030"_ba
                                 << u"Kestrel: note = large; 300 aircraft by 2030\nKestrel: fleet = 300 @2030"_s;
        QTest::newRow("an entity") << "Note"_ba << "old; &lt;30 aircraft"_ba
                                   << u"Kestrel: note = old; &lt;30 aircraft"_s;
        QTest::newRow("inside") << "Note"_ba << "a) old (large; 30 aircraft)"_ba
                                << u"Kestrel: note = a) old (large; 30 aircraft)"_s;
        QTest::newRow("the other below two")
            << "Valuation/Funding"_ba << "$900M raised"_ba << u"Kestrel: total raised = $900M"_s;
        QTest::newRow("times of two") << "Revenue/EBITDA 2026"_ba << "$5B / $1B"_ba
                                      << u"Kestrel: revenue = $5B @2026\nKestrel: ebitda = $1B @2026"_s;
        QTest::newRow("two below two") << "Valuation/Funding"_ba << "$5B / $900M raised"_ba
                                       << u"Kestrel: valuation = $5B\nKestrel: total raised = $900M raised"_s;
        QTest::newRow("one below two") << "Valuation/Funding"_ba << "$5B (2021)"_ba
                                       << u"Kestrel: valuation = $5B (2021) @2021"_s;
        QTest::newRow("places of others")
            << "Rank"_ba << "#2 globally (behind Skua, #1)"_ba << u"Kestrel: rank = #2 globally (behind Skua, #1)"_s;
        QTest::newRow("places") << "Rank"_ba << "#1 sails, #2 hulls"_ba
                                << u"Kestrel: rank (sail) = #1 sails\nKestrel: rank (hull) = #2 hulls"_s;
        QTest::newRow("no measure") << "Status"_ba << "$15B sought"_ba << u"Kestrel: status = $15B sought"_s;
        QTest::newRow("vague") << "Status"_ba << "30% growth"_ba << u"Kestrel: status = 30% growth"_s;
        QTest::newRow("a sentence") << "Status"_ba << "$15B for a new round of its valuation"_ba
                                    << u"Kestrel: status = $15B for a new round of its valuation"_s;
        // What is ordered is no fleet.
        QTest::newRow("a header that says") << "Ordered"_ba << "40 aircraft"_ba << u"Kestrel: ordered = 40 aircraft"_s;
    }
    void cellsNameTheirMeasure()
    {
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, cell);
        QFETCH(QString, said);
        QCOMPARE(saidIn("#concept", "| Company | " + header + " |\n|---|---|\n| [[Kestrel]] | " + cell + " |\n"
                                        + "| [[Petrel]] | — |\n")
                     .join(u'\n'),
                 said);
    }

    // Taking another value there leaves the words.
    void onlyTheFigureIsTheValue()
    {
        QCOMPARE(verdicts("//- Kestrel.md\n#actor\n" + sheet("| Valuation | $30B |\n")
                          + "//- List.md\n#concept\n| Company | Status |\n|---|---|\n| [[Kestrel]] | $15B valuation |\n"
                            "| [[Petrel]] | — |\n//- Petrel.md\n#actor\n"),
                 QStringList(u"contradict Kestrel valuation: $30B / $15B"_s));
    }

    // A rank says the share that it comes from, too.
    void ranksSayShares()
    {
        QCOMPARE(saidIn("#actor #company", sheet("| Sail position | #2 globally (13% share) |\n")),
                 (QStringList{u"Note: rank (sail) = #2 globally (13% share)"_s, u"Note: market share (sail) = 13%"_s}));
        QCOMPARE(saidIn("#actor #company", sheet("| Market share | #1 racing sail (12%+) |\n")),
                 QStringList(u"Note: market share (racing sail) = 12%+"_s));
        QCOMPARE(saidIn("#actor #company", sheet("| Sail position | #2 (13% growth) |\n")),
                 QStringList(u"Note: rank (sail) = #2 (13% growth)"_s));
    }

    // Who owns the note's subject holds a part of it.
    void ownersHoldParts()
    {
        const auto said = [](const QByteArray &row) {
            return saidIn("#actor #company", sheet("| " + row + " |\n")).filter(u"stake"_s).join(u'\n');
        };
        QCOMPARE(said("Owner | [[Kestrel]] (~67%)"), u"Kestrel: stake (note) = ~67%"_s);
        QCOMPARE(said("Parent | Kestrel (owns 67%)"), u"Kestrel: stake (note) = 67%"_s);
        QCOMPARE(said("Key shareholder | [[Kestrel]] (20%, since 2021)"), u"Kestrel: stake (note) = 20%"_s);
        QCOMPARE(said("Owner | [[Kestrel]]"), QString());
        QCOMPARE(said("Owner | a family (67%)"), QString());
        QCOMPARE(said("Partner | [[Kestrel]] (67%)"), QString());
        QCOMPARE(verdicts("//- Skua.md\n#actor #company\n" + sheet("| Owner | [[Kestrel]] (67%) |\n")
                          + "//- Kestrel.md\n#actor #company\n## Portfolio\n| Asset | Stake |\n|---|---|\n"
                            "| [[Skua]] | 70% |\n"),
                 QStringList(u"contradict Kestrel stake: 70% / 67%"_s));
    }

    // A name that two notes have means the one in which it stands.
    void ownNamesAreNotAmbiguous()
    {
        const Snapshot vault = vaultOf("//- Actors/Kestrel.md\n#actor #company\n| Maker | Valuation |\n|---|---|\n"
                                       "| Kestrel | $2B |\n| [[Petrel]] | $1B |\n"
                                       "//- Birds/Kestrel.md\n#concept\n//- Petrel.md\n#actor #company\n");
        QCOMPARE(statementsIn(vault, u"Actors/Kestrel.md"_s),
                 (QStringList{u"Kestrel: valuation = $2B"_s, u"Petrel: valuation = $1B"_s}));
        Lexicon lexicon(vault);
        const FileEntry &file = vault.file(vault.find(*NotePath::fromRelative(u"Actors/Kestrel.md"_s)));
        QCOMPARE(statementsOf(file, lexicon).first().subject.note, file.path);
    }

    // A column that names a country ahead of "share" is of that country's part of each row.
    void columnsNameWhoseShare()
    {
        const QByteArray table =
            "## Supply\n| Stage | [[Norrland]] share |\n|---|---|\n| Mining | 60% |\n| Refining | 90% |\n";
        QCOMPARE(saidIn("#concept", table), (QStringList{u"Norrland: market share (mining) = 60%"_s,
                                                         u"Norrland: market share (refining) = 90%"_s}));
        // Of steps on a material's way one is no other.
        const auto verdictsOf = [](const QByteArray &stage) {
            const auto note = [](const QByteArray &rows) {
                return "#concept #ore\n## Ore\n| Stage | [[Norrland]] share |\n|---|---|\n" + rows;
            };
            return verdicts("//- Norrland.md\n#country\n//- Ore leverage.md\n" + note("| Mining | 60% |\n")
                            + "//- Ore supply.md\n" + note("| " + stage + " | 75% |\n"));
        };
        QCOMPARE(verdictsOf("Mining"), QStringList(u"contradict Norrland market share: 60% / 75%"_s));
        QCOMPARE(verdictsOf("Refining"), QStringList());
        // In a company's note it is the company's share there.
        QCOMPARE(saidIn("#actor #company", table).filter(u"Norrland:"_s), QStringList());
    }

    // Rows of deals are about those that have a note; beside them a plain value is what they cost.
    void dealsHaveNotes()
    {
        const QByteArray vault = "//- Thaw.md\n#concept\n## Early deals\n| Deal | Value |\n|---|---|\n"
                                 "| A new loft | $3M |\n| [[Kestrel-Skua merger]] | $5B |\n| A rig | $1M |\n"
                                 "//- Kestrel-Skua merger.md\n#event\n## What happened\n| Detail | Value |\n|---|---|\n"
                                 "| Deal value | $5B (~C$7B) |\n";
        const QStringList said = statementsIn(vaultOf(vault), u"Thaw.md"_s);
        QVERIFY2(said.contains(u"Kestrel-Skua merger: deal value (early) = $5B"_s), qPrintable(said.join(u'\n')));
        QCOMPARE(statementsIn(vaultOf(vault), u"Kestrel-Skua merger.md"_s),
                 QStringList(u"Kestrel-Skua merger: deal value = $5B (~C$7B)"_s));
        QCOMPARE(verdicts(vault), QStringList(u"agree Kestrel-Skua merger deal value: $5B (~C$7B) / $5B"_s));
        const QByteArray dated = "//- List.md\n#concept\n| Date | Deal | Value |\n|---|---|---|\n"
                                 "| 2024 | [[Kestrel-Skua merger]] | $5B |\n//- Kestrel-Skua merger.md\n#event\n";
        QCOMPARE(statementsIn(vaultOf(dated), u"List.md"_s),
                 QStringList(u"Kestrel-Skua merger: deal value = $5B @2024"_s));
        // A company may be called after a sale.
        QCOMPARE(verdicts("//- Sale Yachts.md\n#actor #company\n" + sheet("| Investment | $25M |\n")
                          + "//- List.md\n#concept\n| Company | Investment |\n|---|---|\n| [[Sale Yachts]] | $25M |\n"),
                 QStringList());
    }

    // Where one of the rows is the note itself, they are its peers, not its parts.
    void ownRowsMakePeers()
    {
        const auto said = [](const QByteArray &rows) {
            return saidIn("#country", "| Country | Production (t) |\n|---|---|\n" + rows);
        };
        QCOMPARE(said("| [[Note]] | 20 |\n| [[Norrland]] | 30 |\n"),
                 (QStringList{u"Note: production = 20"_s, u"Norrland: production = 30"_s}));
        QCOMPARE(said("| [[Norrland]] | 30 |\n").join(u' ').section(u':', 0, 0), u"Note"_s);
    }

    // A label that says what its section is called is of nothing more.
    void labelsRepeatTheirSection()
    {
        const auto said = [](const QByteArray &label) {
            return saidIn("#actor #company", "## The storm\n### Oak hull prices\n| Metric | Value |\n|---|---|\n| "
                                                 + label + " | $700 |\n");
        };
        QCOMPARE(said("Oak hull unit price"), QStringList(u"Note: price (hull oak) = $700"_s));
        QCOMPARE(said("Unit price"), QStringList(u"Note: price (hull oak storm) = $700"_s));
        // One of two words is not all of it.
        QCOMPARE(
            saidIn("#actor #company", "## North sail results\n| Metric | Value |\n|---|---|\n| Sail revenue | $5B |\n"),
            QStringList(u"Note: revenue (north sail) = $5B"_s));
    }

    // A list of news is of whom its rows name ahead of a measure; its other rows are no sheet.
    void listsOfNewsNameTheirs()
    {
        QCOMPARE(saidIn("#concept", "| Development | Value | When |\n|---|---|---|\n"
                                    "| [[Kestrel]] valuation | $12B | May 2025 |\n| A new loft | $3M | June 2025 |\n"
                                    "| Three rigs | 40 | June 2025 |\n"),
                 QStringList(u"Kestrel: valuation = $12B @2025-05"_s));
    }

    // "[[Maker]] [[Product]]" is the product.
    void makersStandBeforeProducts()
    {
        const auto said = [](const QByteArray &name) {
            return saidIn("#concept", "| App | MAU |\n|---|---|\n| " + name + " | 30M |\n").join(u'\n');
        };
        QCOMPARE(said("[[Kestrel]] [[Petrel]]"), u"Petrel: mau = 30M"_s);
        QVERIFY(!said("[[Petrel]] [[Kestrel]]").startsWith(u"Kestrel"));
    }

    // Who holds a part of whom, in fewer words and in more: the same where the figures agree.
    void holdersAreFoundInMoreWords()
    {
        const auto verdictsOf = [](const QByteArray &stake) {
            return verdicts("//- Skua.md\n#actor #company\n## Ownership\n| Holder | Stake |\n|---|---|\n"
                            "| [[Ada Holm]] / Lofts | 36% |\n//- Ada Holm.md\n#person\n"
                            + sheet("| [[Skua]] stake | " + stake + " |\n"));
        };
        QCOMPARE(verdictsOf("36%"), QStringList(u"agree Ada Holm stake: 36% / 36%"_s));
    }

    // In notes about nobody in particular a section is of the company that its heading names.
    void headingsOfTopicsName()
    {
        const auto saidBelow = [](const QByteArray &tags, const QByteArray &heading) {
            return saidIn(tags, "## " + heading + "\n| Metric | Value |\n|---|---|\n| Valuation | $2B |\n").join(u'\n');
        };
        QCOMPARE(saidBelow("#sector", "Kestrel financials"), u"Kestrel: valuation = $2B"_s);
        QCOMPARE(saidBelow("#sector", "[[Kestrel]] valuation"), u"Kestrel: valuation = $2B"_s);
        QCOMPARE(saidBelow("#sector", "Kestrel competition").section(u':', 0, 0), u"Note"_s);
        QCOMPARE(saidBelow("#sector", "Kestrel sinks a boat").section(u':', 0, 0), u"Note"_s);
        QCOMPARE(saidBelow("#actor #company", "Kestrel financials").section(u':', 0, 0), u"Note"_s);
    }

    // The only column beside metrics may be called otherwise than "Value".
    void onlyColumnsAreValues()
    {
        const auto said = [](const QByteArray &header) {
            return saidIn("#actor #company", "| Metric | " + header + " |\n|---|---|\n| Valuation | $2B |\n");
        };
        QCOMPARE(said("May 2026 reading"), QStringList(u"Note: valuation = $2B @2026-05"_s));
        QCOMPARE(said("Status"), QStringList(u"Note: valuation = $2B"_s));
        QCOMPARE(said("What it measures"), QStringList());
    }

    // A day without a year is the last one before its note was changed.
    void daysTakeTheirYear()
    {
        const auto said = [](const QByteArray &updated) {
            return saidIn("#actor #company",
                          sheet("| Valuation | $2B at Jun. 12 close |\n") + "\n*Updated " + updated + "*\n");
        };
        QCOMPARE(said("2026-06-22"), QStringList(u"Note: valuation = $2B at Jun. 12 close @2026-06-12"_s));
        QCOMPARE(said("2026-03-01"), QStringList(u"Note: valuation = $2B at Jun. 12 close @2025-06-12"_s));
    }

    // A measure that nobody else has is the same in two notes about others where both say the same figure.
    void othersAgree()
    {
        const auto verdictsOf = [](const QByteArray &one, const QByteArray &other) {
            const QByteArray table = "#concept\n| Customer | Sail lofts |\n|---|---|\n| [[Kestrel]] | ";
            return verdicts("//- Kestrel.md\n#actor\n//- Lofts.md\n" + table + one + " |\n//- Rigging.md\n" + table
                            + other + " |\n");
        };
        QCOMPARE(verdictsOf("~250K", "250K"), QStringList(u"agree Kestrel sail loft: ~250K / 250K"_s));
        QCOMPARE(verdictsOf("250K", "310K"), QStringList());
        QCOMPARE(verdictsOf("2", "2"), QStringList());
    }

    // What a company's name says of its market counts where a list of that market says it.
    void namesSayMarkets()
    {
        const auto verdictsIn = [](const QByteArray &topic) {
            return verdicts("//- Kestrel Rigging.md\n#actor\n" + sheet("| Rigging share | 4% |\n") + "//- " + topic
                            + ".md\n#concept\n## Overview\n| Company | Share |\n|---|---|\n| [[Kestrel Rigging]] | 5% "
                              "|\n");
        };
        QCOMPARE(verdictsIn("Rigging").size(), 1);
        QCOMPARE(verdictsIn("Anchors").size(), 0);
    }

    // A column with the note's own name says its part of each market, not a mix.
    void ownSharesOfSegments()
    {
        QCOMPARE(saidIn("#actor #company", "| Segment | Note share |\n|---|---|\n| Racing sails | 75% |\n"),
                 QStringList(u"Note: market share (racing sail) = 75%"_s));
    }
};

QTEST_GUILESS_MAIN(StatementSubjectsTest)
#include "statementsubjectstest.moc"
