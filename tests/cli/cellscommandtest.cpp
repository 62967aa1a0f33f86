// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/clirun.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

class CellsCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneObjectForEachLine()
    {
        const CliRun found = runCli({u"--json"_s, u"cells"_s}, "~$3.0B (+22%)\n\nFennmark\r\n2025-06");
        QCOMPARE(found.status, 0);
        QVERIFY(found.error.isEmpty());
        const QJsonArray rows = found.json().array();
        QCOMPARE(rows.size(), 4);
        const QJsonObject money{{u"kind"_s, u"money"_s},    {u"number"_s, u"3000000000;+22"_s},
                                {u"unit"_s, u";%"_s},       {u"qualifier"_s, u"approx;"_s},
                                {u"currency"_s, u"USD;"_s}, {u"period"_s, QString()}};
        QCOMPARE(rows.at(0).toObject(), money);
        QCOMPARE(rows.at(1)[u"kind"], u"missing"_s);
        QCOMPARE(rows.at(2)[u"kind"], u"text"_s);
        QCOMPARE(rows.at(3)[u"period"], u"2025-06"_s);
    }

    void linesForPeople()
    {
        const CliRun found = runCli({u"cells"_s}, "30 GWh/year\n");
        QCOMPARE(found.status, 0);
        QCOMPARE(found.out, "measure\t30\tGWh/year\t\t\t\n");
    }

    void noLinesAreAnAnswer()
    {
        const CliRun found = runCli({u"--json"_s, u"cells"_s});
        QCOMPARE(found.status, 0);
        QCOMPARE(found.compact(), "[]");
    }

    void wrongUse()
    {
        const CliRun found = runCli({u"cells"_s, u"folder"_s});
        QCOMPARE(found.status, 2);
        QVERIFY(found.out.isEmpty());
        QVERIFY(found.error.contains("Usage"));
    }
};

QTEST_GUILESS_MAIN(CellsCommandTest)
#include "cellscommandtest.moc"
