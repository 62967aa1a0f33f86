// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/figuresin.h"
#include "core/vault/indexer.h"
#include "core/vault/noteparser.h"
#include "tests/core/claimlines.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

QStringList figures(const QByteArray &cell)
{
    QStringList texts;
    for (const FoundFigure &figure : figuresIn({0, static_cast<quint32>(cell.size())}, cell))
        texts.append(QString::fromUtf8(figure.range.in(cell)));
    return texts;
}

bool haveCommonHash(const QByteArray &one, const QByteArray &other)
{
    const auto hashes = [](const QByteArray &cell) {
        return figureHashes(figuresIn({0, static_cast<quint32>(cell.size())}, cell).first());
    };
    const auto left = hashes(one);
    const auto right = hashes(other);
    return left.contains(right.first()) || right.contains(left.first());
}

// A note of Kestrel's that says `row` of its partners, and one of Norrland's that says `other` of its history.
QByteArray partners(const QByteArray &row, const QByteArray &other)
{
    return "//- Kestrel.md\n#actor\n\n## Partners\n\n| Partner | Terms |\n|---|---|\n| " + row
           + " |\n//- Norrland.md\n#actor\n\n## History\n\n| Date | Event |\n|---|---|\n| " + other + " |\n";
}

// The vault that is written in `vault`, where only the files that differ are others than in `before`.
Snapshot after(const Snapshot &before, const QByteArray &vault)
{
    VaultChanges changes;
    const QList<VaultFile> files = vaultFiles(vault);
    for (const VaultFile &file : files) {
        const int known = before.find(file.path);
        if (known < 0 || before.note(known).text != file.bytes)
            changes.changed.append(textEntry(file.path, {}, file.bytes));
    }
    for (const auto &file : before.files()) {
        if (!std::ranges::contains(files, file->path, &VaultFile::path))
            changes.removed.append(file->path);
    }
    return Indexer::next(before, changes);
}

// Whether an index that follows the vaults one after the other has at each what a reading from scratch has.
void followsAll(const QList<QByteArray> &vaults)
{
    ClaimIndex index;
    Snapshot snapshot = vaultOf(vaults.first());
    for (const QByteArray &vault : vaults) {
        snapshot = after(snapshot, vault);
        index.update(snapshot);
        ClaimIndex scratch;
        scratch.update(vaultOf(vault));
        QCOMPARE(verdicts(index.claims()), verdicts(scratch.claims()));
    }
    QCOMPARE(verdicts(index.claims()).size(), 1);
}

} // namespace

/// Figures among the words of cells, and rows that say the same one of the same.
class SaidFiguresTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void inCells_data()
    {
        QTest::addColumn<QByteArray>("cell");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char *cell, const QStringList &expected) {
            QTest::newRow(cell) << QByteArray(cell) << expected;
        };
        row("$5B", {u"$5B"_s});
        row("**$39B** valuation, up 12%", {u"$39B"_s, u"12%"_s});
        row("[[Kestrel]] pays ~$1.5 billion for 9.9% (2.5x)", {u"~$1.5 billion"_s, u"9.9%"_s, u"2.5x"_s});
        row("CNY 16.14B, US$ 2M and €7M", {u"CNY 16.14B"_s, u"US$ 2M"_s, u"€7M"_s});
        row("loses -4% or \u22123.5% a year", {u"-4%"_s, u"\u22123.5%"_s});
        row("0.05\u20130.125% of a hull", {u"0.05\u20130.125%"_s});
        row("10 → 12.5 GW", {u"10 → 12.5 GW"_s});
        row("40,000 orders, 645 of 12 berths", {u"40,000"_s, u"645"_s});
        row("in 2025, Q3 and H1; a GPT-5 on A100, Section 301, 3nm", {});
        row("[[Berth 2024|500 GW]] `300 GW` [x](https://a.b/400GW)", {});
        row("$7.65B ±$500M", {u"$7.65B"_s});
        row("no figure", {});
        row("", {});
        row("$", {});
        row("[[512", {u"512"_s});
        row("9999999999999999999999999 GW", {});
        row("Система400 GW, Ø12 GW, 2×500 MW", {u"500 MW"_s});
    }

    void inCells()
    {
        QFETCH(QByteArray, cell);
        QTEST(figures(cell), "expected");
    }

    void equalFigures_data()
    {
        QTest::addColumn<QByteArray>("one");
        QTest::addColumn<QByteArray>("other");
        QTest::addColumn<bool>("expected");
        const auto row = [](const char *one, const char *other, bool expected) {
            QTest::newRow(QByteArray(QByteArray(one) + " / " + other).constData())
                << QByteArray(one) << QByteArray(other) << expected;
        };
        row("$5B", "$5 billion", true);
        row("~$5,000M", "$5.0B+", true);
        row("$15,214M", "$15.2B", true);
        row("$15,214M", "$15B", true);
        row("$14.9B", "$20B", false);
        row("$1.25B", "$1B", false);
        row("$10,999M", "$11B", true);
        row("415M bbl", "415M barrels", true);
        row("2 GW", "2,000 MW", true);
        row("$135.00", "$135/share", true);
        row("9.96%", "10%", false);
        row("9.96%", "10.0%", false);
        row("99.6%", "100%", false);
        row("20-60 GW", "20–60 GW", true);
        row("20-60 GW", "20-61 GW", false);
        row("10 → 12%", "12%", true);
        row("-4%", "4%", false);
        row("$5B", "€5B", false);
        row("50%", "50x", false);
    }

    void equalFigures()
    {
        QFETCH(QByteArray, one);
        QFETCH(QByteArray, other);
        QTEST(haveCommonHash(one, other), "expected");
    }

    void rows_data()
    {
        QTest::addColumn<QByteArray>("one");
        QTest::addColumn<QByteArray>("other");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *what, const char *one, const char *other, const char *expected) {
            QTest::newRow(what) << QByteArray(one) << QByteArray(other) << QString::fromLatin1(expected);
        };
        row("in two sentences", "[[Norrland]] | Lends $5.2B for a quay at Lagoon",
            "2025 | [[Kestrel]] takes a loan of $5.2B, builds a quay at Lagoon", "$5.2B / $5.2B");
        row("one of them rounded", "[[Norrland]] | Lends $5.21B for a quay at Lagoon",
            "2025 | [[Kestrel]] takes ~$5.2B, builds a quay at Lagoon", "$5.21B / ~$5.2B");
        row("without a common word", "[[Norrland]] | Lends $5.2B", "2025 | Earns $5.2B", "");
        row("without a common word, in notes on each other", "[[Norrland]] | Lends $5.2B",
            "2025 | [[Kestrel]] borrows $5.2B", "$5.2B / $5.2B");
        row("other figures", "[[Norrland]] | Lends $5.2B for a quay at Lagoon",
            "2025 | [[Kestrel]] takes a loan of $5.3B, builds a quay at Lagoon", "");
        row("of nobody in common", "Lagoon Bank | Lends $5.2B for a quay at Lagoon",
            "2025 | Skua takes a loan of $5.2B, builds a quay at Lagoon", "");
        row("of other years", "[[Norrland]] | Lends $5.2B for a quay at Lagoon in 2019",
            "2025 | [[Kestrel]] takes a loan of $5.2B, builds a quay at Lagoon", "");
        row("of other days", "[[Norrland]] | Lends $5.2B (Mar 9) for a quay at Lagoon",
            "Mar 10 | [[Kestrel]] takes a loan of $5.2B, builds a quay at Lagoon", "");
        row("of a price whose piece one leaves out", "[[Norrland]] | Sells a quay berth at $135.21/share",
            "2025 | [[Kestrel]] pays $135.21 for a quay berth", "$135.21/share / $135.21");
        row("of prices of pieces with a long name", "[[Norrland]] | Sells a quay berth at $135.21/gal",
            "2025 | [[Kestrel]] pays $135.21/gallon for a quay berth", "$135.21/gal / $135.21/gallon");
        row("of prices of pieces whose names begin alike", "[[Norrland]] | Sells a quay berth at $135.21/g",
            "2025 | [[Kestrel]] pays $135.21/gal for a quay berth", "");
        row("of prices of other pieces", "[[Norrland]] | Sells a quay berth at $135.21/share",
            "2025 | [[Kestrel]] pays $135.21/tonne for a quay berth", "");
        row("of one day, without its year", "[[Norrland]] | Lends $5.2B (Mar 10) for a quay at Lagoon",
            "Mar 10, 2025 | [[Kestrel]] takes a loan of $5.2B, builds a quay at Lagoon", "$5.2B / $5.2B");
    }

    void rows()
    {
        QFETCH(QByteArray, one);
        QFETCH(QByteArray, other);
        QStringList values;
        for (const QString &line : verdicts(partners(one, other))) {
            QVERIFY(line.startsWith(u"agree Norrland"));
            values.append(line.section(u": "_s, 1));
        }
        QTEST(values.join(u"; "_s), "expected");
    }

    // Whom a cell begins with is spoken of, too.
    void whomTheWordsAheadName()
    {
        const auto verdictsOf = [](const QByteArray &ahead) {
            return verdicts("//- Lagoon.md\n#country\n| Metric | Value |\n|---|---|\n| Population | 24M people |\n"
                            "//- Skua.md\n#actor\n| Bull | Bear |\n|---|---|\n| Fast hulls | "
                            + ahead + " (24M people) |\n");
        };
        QCOMPARE(verdictsOf("Lagoon is a small place").size(), 1);
        QCOMPARE(verdictsOf("Its home is a small place").size(), 0);
    }

    // Between whom an event is, the name of its note says.
    void partiesOfEvents()
    {
        const auto verdictsOf = [](const QByteArray &name, const QByteArray &tag) {
            return verdicts("//- Kestrel.md\n#actor #company\n//- Skua Boats.md\n#actor #company\n//- " + name + ".md\n"
                            + tag
                            + "\n## Terms\n| Detail | Value |\n|---|---|\n| Value | C$5.5B |\n"
                              "//- Lagoon Bank.md\n#actor\n## Deals\n| Date | Acquirer | Target | Value |\n"
                              "|---|---|---|---|\n| 2026 | [[Kestrel]] | [[Skua Boats]] | C$5.5B |\n");
        };
        QCOMPARE(verdictsOf("Kestrel-Skua Boats merger", "#event").size(), 1);
        QCOMPARE(verdictsOf("The great merger", "#event").size(), 0);
        QCOMPARE(verdictsOf("Kestrel-Skua Boats merger", "#concept").size(), 0);
        QCOMPARE(verdicts("//- Hulls.md\n\n## Hulls\n| Detail | Value |\n|---|---|\n| Value | $5.5B |\n"
                          "//- Hulls 2025.md\n#event\n## Terms\n| Detail | Value |\n|---|---|\n| Value | $5.5B |\n"),
                 QStringList());
    }

    // "Output" is a word for production.
    void otherWordsForIt()
    {
        const auto verdictsOf = [](const QByteArray &name) {
            return verdicts(
                "//- Norrland.md\n#actor\n| Site | Annual output |\n|---|---|\n| Old pit | takes out 291,377 of it |\n"
                "//- Kestrel.md\n#actor\n| Topic | Notes |\n|---|---|\n| "
                + name + " | [[Norrland]] has 291,377 |\n");
        };
        QCOMPARE(verdictsOf("Production").size(), 1);
        QCOMPARE(verdictsOf("Staff").size(), 0);
    }

    // What a pair measures is named in the order of the words in its row.
    void namesAsWritten()
    {
        const QStringList lines = verdicts(
            partners("[[Norrland]] | Zinc quay loan at $5.21B", "2025 | [[Kestrel]] has $5.21B, a zinc quay loan"));
        QCOMPARE(lines, QStringList{u"agree Norrland zinc quay loan: $5.21B / $5.21B"_s});
    }

    // A figure that many notes say of somebody tells nothing of it.
    void whatAllSay()
    {
        const QByteArray row = "[[Kestrel]] | Quay at Lagoon: 90% of hulls\n";
        QByteArray vault = "//- Kestrel.md\n#actor\n";
        for (int i = 0; i < 2; ++i)
            vault += "//- Port " + QByteArray::number(i) + ".md\n#concept\n\n| Who | What |\n|---|---|\n| " + row;
        QCOMPARE(verdicts(vault).size(), 1);
        for (int i = 2; i < 40; ++i)
            vault += "//- Port " + QByteArray::number(i) + ".md\n#concept\n\n| Who | What |\n|---|---|\n| " + row;
        QCOMPARE(verdicts(vault), QStringList());
    }

    // The same where they come to be too many and become fewer again.
    void whatAllComeToSay()
    {
        const auto notes = [](int count) {
            QByteArray vault = "//- Kestrel.md\n#actor\n";
            for (int i = 0; i < count; ++i)
                vault += "//- Port " + QByteArray::number(i)
                         + ".md\n#concept\n\n| Who | What |\n|---|---|\n| [[Kestrel]] | A quay at Lagoon: 91.37% of "
                           "its hulls and sails, oak and larch |\n";
            return vault;
        };
        followsAll({notes(2), notes(3), notes(130), notes(3), notes(2)});
    }

    // Two cells whose statements are compared are no second pair.
    void onlyOnce() { QCOMPARE(verdicts(twoNotes("Market cap", "$8.5B", "Market cap", "$8.5B")).size(), 1); }

    // What is kept note by note is what a reading of all finds: after changes, of what comes and what goes.
    void changes()
    {
        const QByteArray row = "[[Norrland]] | Lends $5.2B for a quay at Lagoon";
        const QByteArray other = "2025 | [[Kestrel]] takes a loan of $5.2B, builds a quay at Lagoon";
        const QByteArray another = "2025 | [[Kestrel]] takes a loan of $9.9B, builds a quay at Lagoon";
        const QByteArray third =
            "//- Third.md\n#concept\n\n| Who | What |\n|---|---|\n| [[Kestrel]] | A quay at Lagoon on a loan "
            "of $5.2B |\n";
        followsAll({partners(row, other), partners(row, another), partners(row, another) + third,
                    partners(row, other) + third, third, partners(row, other)});
    }

    // In the note, about the subject, and among all it is the same pair.
    void itIsFoundFromEverywhere()
    {
        ClaimIndex index;
        index.update(vaultOf(partners("[[Norrland]] | Lends $5.2B for a quay at Lagoon",
                                      "2025 | [[Kestrel]] takes a loan of $5.2B, builds a quay at Lagoon")));
        const QStringList all = verdicts(index.claims());
        QCOMPARE(all.size(), 1);
        QCOMPARE(verdicts(index.in(*NotePath::fromRelative(u"Norrland.md"_s))), all);
        QCOMPARE(verdicts(index.in(*NotePath::fromRelative(u"Kestrel.md"_s))), all);
        QCOMPARE(verdicts(index.about(nameHash(u"Norrland.md"_s))), all);
        const Claim claim = index.claims().first();
        QCOMPARE(claim.a->place.line, 6);
        QCOMPARE(claim.a->place.table, 0);
        QCOMPARE(claim.a->place.row, 0);
        QCOMPARE(claim.a->place.column, 1);
    }
};

QTEST_GUILESS_MAIN(SaidFiguresTest)
#include "saidfigurestest.moc"
