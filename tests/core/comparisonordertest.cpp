// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/comparisonview.h"

#include "core/table/table.h"
#include "tests/support/vaultof.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr const char Firms[] = R"(
//- Ampere.md
#company
| Metric | Value |
|---|---|
| Capacity | 900 MWh |
| Revenue | $2.5B |
| HQ | Turku |
//- Berg.md
#company
| Metric | Value |
|---|---|
| Capacity | 1.2 GWh |
| Revenue | $900M |
| HQ | Bergen |
//- Cask.md
#company
| Metric | Value |
|---|---|
| Capacity | 80 GWh |
| HQ | Basel |
//- Dune.md
#company
| Metric | Value |
|---|---|
| Revenue | ~$10B |
| HQ | Zug |
)";

Comparison companies()
{
    return compare({.names = {u"Ampere"_s, u"Berg"_s, u"Cask"_s, u"Dune"_s}}, vaultOf(Firms));
}

QString rowsOf(const Comparison &comparison)
{
    QStringList names;
    for (const ComparisonLine &row : comparison.rows)
        names.append(row.title);
    return names.join(u' ');
}

} // namespace

/// The order of a comparison as it is looked at.
class ComparisonOrderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsAreSorted_data()
    {
        QTest::addColumn<QString>("by");
        QTest::addColumn<bool>("descending");
        QTest::addColumn<QString>("rows");
        QTest::newRow("own order") << QString() << false << u"Ampere Berg Cask Dune"_s;
        QTest::newRow("units, smallest first") << u"Capacity"_s << false << u"Ampere Berg Cask Dune"_s;
        QTest::newRow("units, largest first") << u"Capacity"_s << true << u"Cask Berg Ampere Dune"_s;
        QTest::newRow("scales, smallest first") << u"Revenue"_s << false << u"Berg Ampere Dune Cask"_s;
        QTest::newRow("scales, largest first") << u"Revenue"_s << true << u"Dune Ampere Berg Cask"_s;
        QTest::newRow("words") << u"HQ"_s << true << u"Dune Ampere Berg Cask"_s;
        QTest::newRow("a column that is gone") << u"Margin"_s << true << u"Ampere Berg Cask Dune"_s;
    }

    void rowsAreSorted()
    {
        QFETCH(const QString, by);
        QFETCH(const bool, descending);
        const Comparison all = companies().transposed();
        QString key = by;
        for (const ComparisonLine &column : all.columns) {
            if (column.title == by)
                key = columnKey(column);
        }
        const Comparison shown = arranged(companies(), {.transposed = true, .sortedBy = key, .descending = descending});
        QTEST(rowsOf(shown), "rows");
        // Every value goes with its row.
        for (qsizetype row = 0; row < shown.rows.size(); ++row) {
            const qsizetype before = all.rows.indexOf(shown.rows.at(row));
            for (qsizetype column = 0; column < shown.columns.size(); ++column)
                QCOMPARE(shown.cell(row, column).values.size(), all.cell(before, column).values.size());
        }
    }
};

QTEST_GUILESS_MAIN(ComparisonOrderTest)
#include "comparisonordertest.moc"
