// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/comparisonsheet.h"
#include "core/export/csv.h"
#include "core/research/comparison.h"
#include "tests/core/claimlines.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

// Who leads Kestrel, by a table of its own note.
QStringList leaders(const QByteArray &table)
{
    const QByteArray vault = "//- Kestrel.md\n#actor #company\n## Leadership\n" + table
                             + "//- Ada Holm.md\n#person\n//- Bo Lind.md\n#person\n";
    return statementsIn(vaultOf(vault), u"Kestrel.md"_s).filter(u"Kestrel:"_s);
}

QByteArray table(const QByteArray &rows)
{
    return "| Role | Name | Since |\n|---|---|---|\n" + rows;
}

} // namespace

/// Tables of roles say who leads the company of a note.
class StatementLeadersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roles_data()
    {
        QTest::addColumn<QByteArray>("row");
        QTest::addColumn<QStringList>("said");
        const auto row = [](const char *name, const QByteArray &cells, const QStringList &said) {
            QTest::newRow(name) << cells << said;
        };
        row("plain", "| CEO | Ada Holm | 2020 |", {u"Kestrel: ceo = Ada Holm"_s});
        row("linked", "| CEO | [[Ada Holm]] | 2020 |", {u"Kestrel: ceo = [[Ada Holm]]"_s});
        row("in full", "| Chief Financial Officer | Bo Lind | |", {u"Kestrel: cfo = Bo Lind"_s});
        row("two", "| Chairman & CEO | Ada Holm | |", {u"Kestrel: chair = Ada Holm"_s, u"Kestrel: ceo = Ada Holm"_s});
        row("a slash", "| Founder/CEO | Ada Holm | |",
            {u"Kestrel: founder = Ada Holm"_s, u"Kestrel: ceo = Ada Holm"_s});
        row("once", "| Co-founder and Founder | Ada Holm | |", {u"Kestrel: founder = Ada Holm"_s});
        row("a remark", "| CEO (from Skua) | Ada Holm | |", {u"Kestrel: ceo = Ada Holm"_s});
        row("former", "| Former CEO | Ada Holm | 2010-2020 |", {});
        row("of a part", "| CEO, Rigging | Ada Holm | |", {});
        row("a comma", "| Founder, CEO | Ada Holm | |",
            {u"Kestrel: founder = Ada Holm"_s, u"Kestrel: ceo = Ada Holm"_s});
        row("another role", "| Head of Rigging | Ada Holm | |", {});
        row("nobody", "| CEO | — | |", {});
        row("short", "| CEO |", {});
    }
    void roles()
    {
        QFETCH(QByteArray, row);
        QFETCH(QStringList, said);
        QCOMPARE(leaders(table(row + '\n')), said);
    }

    // Names may stand first, and what is said of them stays theirs.
    void namesFirst()
    {
        QCOMPARE(leaders("| Person | Role |\n|---|---|\n| Ada Holm | CEO (from Skua) |\n| Bo Lind | Head of Sails |\n"),
                 QStringList{u"Kestrel: ceo = Ada Holm"_s});
    }

    // A sheet's row of two roles fills both.
    void rowsOfSheets()
    {
        QCOMPARE(
            leaders("| Metric | Value |\n|---|---|\n| Founder/CEO | Ada Holm |\n| CFO | Bo Lind |\n"),
            (QStringList{u"Kestrel: founder = Ada Holm"_s, u"Kestrel: ceo = Ada Holm"_s, u"Kestrel: cfo = Bo Lind"_s}));
    }

    // Below what happened somebody else's chief may stand.
    void belowNews()
    {
        const auto said = [](const QByteArray &heading) {
            return statementsIn(vaultOf(QByteArray("//- Kestrel.md\n#actor #company\n## " + heading
                                                   + "\n| Role | Name |\n|---|---|\n| CEO | Ada Holm |\n")),
                                u"Kestrel.md"_s);
        };
        QCOMPARE(said("Management team").size(), 1);
        QCOMPARE(said("Loft acquisition").size(), 0);
    }

    // Lists of topics, and of people, name no leaders of the note.
    void ofOthers()
    {
        const QByteArray list = "| Role | Name |\n|---|---|\n| CEO | Ada Holm |\n";
        QCOMPARE(statementsIn(vaultOf(QByteArray("//- Sails.md\n#concept\n" + list)), u"Sails.md"_s).filter(u"ceo"_s),
                 QStringList());
    }

    // They stand in one row, whichever table says them.
    void compared()
    {
        const QByteArray vault = "//- Kestrel.md\n#actor #company\n"
                                 + table("| CEO | Ada Holm | |\n| CFO | Bo Lind | |\n")
                                 + "//- Skua.md\n#actor #company\n| Name | Role |\n|---|---|\n| Eva Berg | CEO |\n"
                                   "//- Norrland.md\n#actor #company\n## Quick stats\n| Metric | Value |\n|---|---|\n"
                                   "| Chief executive | Per Dahl |\n";
        const QByteArray grid =
            csv(comparisonSheet(compare({.names = {u"Kestrel"_s, u"Skua"_s, u"Norrland"_s}}, vaultOf(vault))));
        QVERIFY2(grid.contains("\r\nCEO,Ada Holm,Eva Berg,Per Dahl\r\n"), grid.constData());
        QVERIFY2(grid.contains("\r\nCFO,Bo Lind,,\r\n"), grid.constData());
    }
};

QTEST_GUILESS_MAIN(StatementLeadersTest)
#include "statementleaderstest.moc"
