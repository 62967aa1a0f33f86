// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/replaceplan.h"

#include "tests/support/randomtext.h"
#include "tests/support/vaultof.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(tearsheet::ReplaceQuery)

class ReplacePlanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void replaces_data()
    {
        QTest::addColumn<QString>("find");
        QTest::addColumn<QString>("replacement");
        QTest::addColumn<QByteArray>("after");
        const auto row = [](const char *name, const QString &find, const QString &replacement, const char *after) {
            QTest::newRow(name) << find << replacement << QByteArray(after);
        };
        row("everywhere", u"Volta"_s, u"Watt"_s,
            "//- A.md\n---\nmaker: Watt\n---\n`Watt` volta WattVolt\n//- B.md\n[[Watt]]\n");
        row("case counts", u"volta"_s, u"v"_s,
            "//- A.md\n---\nmaker: Volta\n---\n`Volta` v VoltaVolt\n//- B.md\n[[Volta]]\n");
        row("by nothing", u"[[Volta]]"_s, u""_s,
            "//- A.md\n---\nmaker: Volta\n---\n`Volta` volta VoltaVolt\n//- B.md\n\n");
        row("by itself and more", u"Volta"_s, u"VoltaVolta"_s,
            "//- A.md\n---\nmaker: VoltaVolta\n---\n`VoltaVolta` volta VoltaVoltaVolt\n//- B.md\n[[VoltaVolta]]\n");
    }

    void replaces()
    {
        QFETCH(const QString, find);
        QFETCH(const QString, replacement);
        const Snapshot vault =
            vaultOf("//- A.md\n---\nmaker: Volta\n---\n`Volta` volta VoltaVolt\n//- B.md\n[[Volta]]\n");
        const Result<ReplacePlan> plan = planReplace(vault, {.find = find, .by = replacement, .insideLinks = true});
        QVERIFY(plan);
        QTEST(textAfter(plan->plan, vault), "after");
    }

    void options_data()
    {
        QTest::addColumn<ReplaceQuery>("query");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<int>("insideLinks");
        const auto row = [](const char *name, const ReplaceQuery &query, const char *after, int insideLinks) {
            QTest::newRow(name) << query << QByteArray("//- A.md\n") + after << insideLinks;
        };
        row("links stay", {.find = u"Volta"_s, .by = u"Watt"_s},
            "Watt volta Watts [[Volta#Volta|Watt]] [Watt](Volta.md) <https://a.b/Volta>\n", 4);
        row("links too", {.find = u"Volta"_s, .by = u"Watt"_s, .insideLinks = true},
            "Watt volta Watts [[Watt#Watt|Watt]] [Watt](Watt.md) <https://a.b/Watt>\n", 4);
        row("any case", {.find = u"VOLTA"_s, .by = u"W"_s, .matchCase = false},
            "W W Ws [[Volta#Volta|W]] [W](Volta.md) <https://a.b/Volta>\n", 4);
        row("whole words", {.find = u"Volta"_s, .by = u"W"_s, .wholeWords = true},
            "W volta Voltas [[Volta#Volta|W]] [W](Volta.md) <https://a.b/Volta>\n", 4);
        row("an expression", {.find = u"([Vv])olta(s?)"_s, .by = u"$1-$2$$$0"_s, .expression = true},
            "V-$Volta v-$volta V-s$Voltas [[Volta#Volta|V-$Volta]] [V-$Volta](Volta.md) <https://a.b/Volta>\n", 4);
        row("an expression of whole words",
            {.find = u"Volta|x"_s, .by = u"W"_s, .wholeWords = true, .expression = true},
            "W volta Voltas [[Volta#Volta|W]] [W](Volta.md) <https://a.b/Volta>\n", 4);
        row("only in links", {.find = u"https"_s, .by = u"http"_s},
            "Volta volta Voltas [[Volta#Volta|Volta]] [Volta](Volta.md) <https://a.b/Volta>\n", 1);
    }

    void options()
    {
        QFETCH(const ReplaceQuery, query);
        const Snapshot vault =
            vaultOf("//- A.md\nVolta volta Voltas [[Volta#Volta|Volta]] [Volta](Volta.md) <https://a.b/Volta>\n");
        const Result<ReplacePlan> plan = planReplace(vault, query);
        QVERIFY(plan);
        QTEST(textAfter(plan->plan, vault), "after");
        QTEST(plan->insideLinks, "insideLinks");
    }

    void refusesWhatIsNowhere()
    {
        const Snapshot vault = vaultOf("//- A.md\ntext\n");
        QCOMPARE(planReplace(vault, {.find = u"Text"_s, .by = u"x"_s}).error().code, ErrorCode::NotFound);
        QCOMPARE(planReplace(vault, {.by = u"x"_s}).error().code, ErrorCode::Usage);
        QCOMPARE(planReplace(vault, {.find = u"("_s, .expression = true}).error().code, ErrorCode::Usage);
    }

    void isWhatAPlainReplacementMakesOfEachNote()
    {
        RandomText random(11);
        for (int round = 0; round < 300; ++round) {
            const QByteArray text = random.text(8);
            if (text.contains("//-"))
                continue;
            const QString line = QString::fromUtf8(text).simplified();
            const QString find = line.mid(random.number(0, static_cast<int>(line.size())), 2);
            if (find.trimmed().isEmpty() || find.at(0).isLowSurrogate() || find.back().isHighSurrogate())
                continue;
            const Snapshot vault = vaultOf(QByteArray("//- A.md\n" + text));
            const Result<ReplacePlan> plan = planReplace(vault, {.find = find, .by = u"<>"_s, .insideLinks = true});
            const QByteArray before = vault.note(0).text;
            QByteArray expected = before;
            expected.replace(find.toUtf8(), "<>");
            QCOMPARE(plan ? *plan->plan.files.first().edits.apply(before) : before, expected);
        }
    }
};

QTEST_GUILESS_MAIN(ReplacePlanTest)
#include "replaceplantest.moc"
