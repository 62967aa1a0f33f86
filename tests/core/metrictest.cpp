// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/metric.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

class MetricTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void titles()
    {
        QCOMPARE(metricTitle("market share"), u"Market share"_s);
        QCOMPARE(metricTitle("eps"), u"EPS"_s);
        QCOMPARE(metricTitle("r&d spend"), u"R&D spend"_s);
        QCOMPARE(metricTitle("ev/sales"), u"EV/sales"_s);
        QCOMPARE(metricTitle("forward p/e"), u"Forward P/E"_s);
        QCOMPARE(metricTitle("gdp per capita"), u"GDP per capita"_s);
        QCOMPARE(metricTitle(""), QString());
    }
};

QTEST_GUILESS_MAIN(MetricTest)

#include "metrictest.moc"
