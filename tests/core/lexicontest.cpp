// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/lexicon.h"
#include "core/base/recentvalues.h"
#include "core/export/comparisonsheet.h"
#include "core/export/csv.h"
#include "core/research/comparison.h"
#include "tests/core/claimlines.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

// Notes of three makers, one of them known by its alias, and enough lists of others that every core reads some.
QByteArray makers()
{
    QByteArray vault = "//- North/Kestrel.md\n#actor #company\n## Quick stats\n| Metric | Value |\n|---|---|\n"
                       "| Revenue | $4B |\n| Skua valuation | $2B |\n"
                       "//- Norrland.md\n#actor #company\n## Quick stats\n| Metric | Value |\n|---|---|\n"
                       "| Revenue | $5B |\n"
                       "//- Debts.md\n#concept\n| Metric | [[Norrland]] |\n|---|---|\n| Debt | $1B |\n";
    for (int i = 0; i < 40; ++i)
        vault += "//- Lists/List " + QByteArray::number(i)
                 + ".md\n#concept\n## Norrland capacity\n| Maker | Capacity |\n|---|---|\n| [[Kestrel]] | 6 GWh |\n"
                   "| Norrland | 7 GWh |\n| [[Old Loft]] | 8 GWh |\n";
    return vault;
}

QByteArray compared(const Snapshot &snapshot, Lexicons &lexicons)
{
    return csv(comparisonSheet(
        compare({.names = {u"Kestrel"_s, u"Norrland"_s, u"Skua"_s, u"Old Loft"_s}}, snapshot, lexicons)));
}

QByteArray comparedAnew(const Snapshot &snapshot)
{
    Lexicons lexicons;
    return compared(snapshot, lexicons);
}

} // namespace

/// What is looked up once, and when it must be looked up again.
class LexiconTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Whatever became of the names in between, what is compared is what a fresh look finds, and that is something else.
    void keptLexiconsFollowTheVault_data()
    {
        QTest::addColumn<QByteArray>("after");
        const auto withNorrland = [](QByteArrayView front) {
            return makers().replace("//- Norrland.md\n#actor #company\n",
                                    QByteArray("//- Norrland.md\n" + front.toByteArray()));
        };
        const qsizetype begin = makers().indexOf("//- Norrland.md");
        const qsizetype end = makers().indexOf("//- Debts.md");
        QTest::newRow("another figure") << makers().replace("6 GWh", "9 GWh");
        QTest::newRow("a note that comes") << QByteArray(makers() + "//- Skua.md\n#actor #company\n");
        QTest::newRow("a note that goes") << makers().remove(begin, end - begin);
        QTest::newRow("an alias that comes") << withNorrland("---\naliases: [Old Loft]\n---\n#actor #company\n");
        QTest::newRow("a name that two notes have") << QByteArray(makers() + "//- Lists/Kestrel.md\n#concept\n");
        QTest::newRow("another kind of note") << withNorrland("#concept\n");
    }
    void keptLexiconsFollowTheVault()
    {
        QFETCH(QByteArray, after);
        Lexicons lexicons;
        const QByteArray before = compared(vaultOf(makers()), lexicons);
        QCOMPARE(before, comparedAnew(vaultOf(makers())));
        const QByteArray fresh = comparedAnew(vaultOf(after));
        QVERIFY(fresh != before);
        QCOMPARE(compared(vaultOf(after), lexicons), fresh);
        QCOMPARE(compared(vaultOf(makers()), lexicons), before);
    }

    // One that was lent before the vault changed is not lent again.
    void lentBeforeAChange()
    {
        const Snapshot before = vaultOf(makers());
        const Snapshot after = vaultOf(QByteArray(makers() + "//- Skua.md\n#actor #company\n"));
        Lexicons lexicons;
        {
            const Lexicons::Lent early = lexicons.lend(before);
            QVERIFY(!(*early).names.plain("Skua").isNote());
            const Lexicons::Lent late = lexicons.lend(after);
            QVERIFY((*late).names.plain("Skua").isNote());
        }
        for (int i = 0; i < 3; ++i) {
            const Lexicons::Lent one = lexicons.lend(after);
            const Lexicons::Lent other = lexicons.lend(after);
            QVERIFY((*one).names.plain("Skua").isNote());
            QVERIFY((*other).names.plain("Skua").isNote());
        }
    }

    // Claims and comparisons may share them, whoever comes first.
    void claimsShareThem()
    {
        const Snapshot snapshot = vaultOf(makers());
        const auto lexicons = std::make_shared<Lexicons>();
        ClaimIndex index(lexicons);
        index.update(snapshot);
        QCOMPARE(compared(snapshot, *lexicons), comparedAnew(snapshot));
        QCOMPARE(verdicts(index.claims()), verdicts(makers()));
        QVERIFY(!index.claims().isEmpty());
    }

    // A note of the same names that is about something else now is read again where it is spoken of.
    void anotherKindIsNews()
    {
        const QByteArray owner = "//- Owner.md\n#actor #company\n## Quick stats\n| Metric | Value |\n|---|---|\n"
                                 "| Kestrel valuation | $2B |\n";
        const QByteArray sheet = "## Quick stats\n| Metric | Value |\n|---|---|\n| Valuation | $3B |\n";
        ClaimIndex index;
        index.update(vaultOf(QByteArray(owner + "//- Kestrel.md\n#actor #company\n" + sheet)));
        QCOMPARE(verdicts(index.claims()), QStringList(u"contradict Kestrel valuation: $3B / $2B"_s));
        const QByteArray after = owner + "//- Kestrel.md\n#person\n" + sheet;
        index.update(vaultOf(after));
        QCOMPARE(verdicts(index.claims()), verdicts(after));
    }

    // The values used last stay, and a key that refers to other bytes is not held on to.
    void recentValues()
    {
        RecentValues<QByteArray, int> values(2);
        QVERIFY(!values.find("a"));
        QCOMPARE(values.insert("a", 1), 1);
        values.insert("b", 2);
        values.insert("c", 3);
        {
            const QByteArray bytes = "a tail";
            QCOMPARE(*values.find(QByteArray::fromRawData(bytes.constData(), 1)), 1);
        }
        values.insert("d", 4);
        QCOMPARE(*values.find("a"), 1);
        QCOMPARE(*values.find("c"), 3);
        QVERIFY(!values.find("b"));
        values.clear();
        QVERIFY(!values.find("a"));
    }
};

QTEST_GUILESS_MAIN(LexiconTest)
#include "lexicontest.moc"
