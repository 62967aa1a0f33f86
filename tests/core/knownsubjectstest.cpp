// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/comparisonparts.h"
#include "core/research/disputes.h"
#include "core/vault/vault.h"
#include "tests/support/vaultof.h"

#include <QDir>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

// Tables of all shapes about Kestrel, two that only mention it, and lines that say shares.
const QByteArray Notes = R"(
//- Kestrel.md
#actor
| Role | Name |
|---|---|
| CEO | Ada Brand |
//- Skua.md
#actor

| Metric | Value |
|---|---|
| Investor | [[Kestrel]] (12%) |
| Kestrel valuation | $4B |

| Metric | Value |
|---|---|
| Rival | [[Kestrel]] |

## [[Kestrel]]

| Metric | Value |
|---|---|
| Status | Listed |
//- Yards.md
#concept

| # | Company | Outlook |
|---|---|---|
| 1 | [[Kestrel]] | Bright |

| Metric | Kestrel | Skua |
|---|---|---|
| Employees | 40 | 50 |

| Region | Leader |
|---|---|
| North | [[Kestrel]] |
//- Shares.md
#concept

| Company | Revenue |
|---|---|
| Kestrel Rigging | $2B |

[[Kestrel]] holds ~40% of the boat market.
)";

// What is stated of companies, with its place.
QStringList stated(const QStringList &names, const Snapshot &snapshot, const KnownSubjects &known)
{
    Lexicons lexicons;
    QStringList lines;
    for (const FoundStatement &found : statementsAbout(companiesNamed(names, snapshot), snapshot, lexicons, known)) {
        const Statement &statement = found.statement;
        lines.append(u"%1:%2 %3 %4: %5"_s.arg(snapshot.file(found.file).path.toString())
                         .arg(statement.place.line)
                         .arg(statement.subject.name, QString::fromUtf8(statement.metric.name),
                              QString::fromUtf8(statement.place.range.in(snapshot.note(found.file).text))));
    }
    return lines;
}

QList<int> tablesAbout(const QString &subject, const QString &note, const KnownSubjects &known)
{
    QList<int> tables;
    const SubjectPlaces *const places = known.in(*NotePath::fromRelative(note));
    for (int table = -1; places && table < 8; ++table) {
        if (places->contains(placeOfSubject(nameHash(subject), table)))
            tables.append(table);
    }
    return tables;
}

} // namespace

/// Whom tables are about, which comparisons take from the reading of the claims.
class KnownSubjectsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tables()
    {
        SharedClaims claims;
        const Snapshot snapshot = vaultOf(Notes);
        claims.ask(snapshot, [](const ClaimIndex &) {});
        const KnownSubjects known = claims.subjects(snapshot);
        QCOMPARE(tablesAbout(u"Kestrel.md"_s, u"Skua.md"_s, known), (QList<int>{0, 2}));
        QCOMPARE(tablesAbout(u"Kestrel.md"_s, u"Yards.md"_s, known), (QList<int>{0, 1}));
        QCOMPARE(tablesAbout(u"Kestrel.md"_s, u"Shares.md"_s, known), (QList<int>{-1}));
        QVERIFY(!known.in(*NotePath::fromRelative(u"Nowhere.md"_s)));
    }

    // Comparisons find the same with it as without, in words or in figures.
    void nothingIsMissed()
    {
        SharedClaims claims;
        const Snapshot snapshot = vaultOf(Notes);
        claims.ask(snapshot, [](const ClaimIndex &) {});
        const QStringList found = stated({u"Kestrel"_s}, snapshot, {});
        QCOMPARE(found.size(), 7);
        QCOMPARE(stated({u"Kestrel"_s}, snapshot, claims.subjects(snapshot)), found);
    }

    // What claims give to somebody else is still found for those to whom comparisons leave it.
    void whatIsOfOthersInClaims_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("a country's people") << u"Lagoon Tech"_s;
        QTest::newRow("who makes a metal") << u"Tin"_s;
        QTest::newRow("a firm's years") << u"Short Kestrel"_s;
        QTest::newRow("a listing's worth") << u"Kestrel IPO 2026"_s;
        QTest::newRow("users of parts and products") << u"Skua"_s;
        QTest::newRow("a place's share") << u"Zinc"_s;
    }

    void whatIsOfOthersInClaims()
    {
        QFETCH(QString, name);
        SharedClaims claims;
        const Snapshot snapshot = vaultOf(
            "//- Lagoon.md\n#country\n//- Kestrel.md\n#actor #company\n//- Brine.md\n#product\n"
            "//- Zinc.md\n#commodity\n"
            "//- Lagoon Tech.md\n#concept\n| Metric | Value |\n|---|---|\n| Population | 65M |\n"
            "//- Tin.md\n#commodity\n| Metric | Value |\n|---|---|\n| Top producer | [[Lagoon]] (60%) |\n"
            "| Price | $9 |\n"
            "//- Theses/Short Kestrel.md\n#thesis\n| Year | Capex |\n|---|---|\n| 2024 | $3B |\n| 2025 | $5B |\n"
            "//- Events/Kestrel IPO 2026.md\n#event\n| Metric | Value |\n|---|---|\n| Valuation | $5B |\n"
            "//- Skua.md\n#actor #company\n| Metric | Value |\n|---|---|\n| Gull subscribers | 10M |\n"
            "| [[Brine]] app | 40M MAU |\n"
            "//- Ores.md\n#concept\n| Metal | [[Lagoon]] control |\n|---|---|\n| [[Zinc]] | 60% |\n| [[Tin]] | 20% "
            "|\n");
        claims.ask(snapshot, [](const ClaimIndex &) {});
        const QStringList found = stated({name}, snapshot, {});
        QVERIFY(!found.isEmpty());
        QCOMPARE(stated({name}, snapshot, claims.subjects(snapshot)), found);
    }

    // It is of the snapshot that is asked for, and nothing before anybody has asked for claims.
    void itFollowsTheVault()
    {
        SharedClaims claims;
        const Snapshot before = vaultOf("//- Kestrel.md\n#actor\n//- Yards.md\n#concept\n\nNo table.\n");
        QVERIFY(!claims.subjects(before).in(*NotePath::fromRelative(u"Yards.md"_s)));
        claims.ask(before, [](const ClaimIndex &) {});
        QCOMPARE(tablesAbout(u"Kestrel.md"_s, u"Yards.md"_s, claims.subjects(before)), QList<int>());
        const Snapshot after = vaultOf(Notes);
        QCOMPARE(tablesAbout(u"Kestrel.md"_s, u"Yards.md"_s, claims.subjects(after)), (QList<int>{0, 1}));
    }

    void corpus()
    {
        const QString folder = QStringLiteral(TEARSHEET_CORPUS "/vault");
        if (!QDir(folder).exists())
            QSKIP("There is no vault to compare; set TEARSHEET_CORPUS to the folder with cases/ and vault/.");
        const Result<Snapshot> snapshot = indexVault(folder);
        QVERIFY(snapshot);
        SharedClaims claims;
        claims.ask(*snapshot, [](const ClaimIndex &) {});
        const KnownSubjects known = claims.subjects(*snapshot);
        constexpr int Step = 50;
        for (int first = 0; first + 10 < snapshot->files().size(); first += Step) {
            QStringList names;
            for (int file = first; file < first + 10; ++file)
                names.append(snapshot->file(file).path.toString());
            QCOMPARE(stated(names, *snapshot, known), stated(names, *snapshot, {}));
        }
    }
};

QTEST_GUILESS_MAIN(KnownSubjectsTest)
#include "knownsubjectstest.moc"
