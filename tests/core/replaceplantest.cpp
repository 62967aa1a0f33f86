// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/replaceplan.h"

#include "tests/support/randomtext.h"
#include "tests/support/vaultof.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

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
        const Result<ChangePlan> plan = planReplace(vault, find, replacement);
        QVERIFY(plan);
        QTEST(textAfter(*plan, vault), "after");
    }

    void refusesWhatIsNowhere()
    {
        const Snapshot vault = vaultOf("//- A.md\ntext\n");
        QCOMPARE(planReplace(vault, u"Text"_s, u"x"_s).error().code, ErrorCode::NotFound);
        QCOMPARE(planReplace(vault, u""_s, u"x"_s).error().code, ErrorCode::Usage);
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
            const Result<ChangePlan> plan = planReplace(vault, find, u"<>"_s);
            const QByteArray before = vault.note(0).text;
            QByteArray expected = before;
            expected.replace(find.toUtf8(), "<>");
            QCOMPARE(plan ? *plan->files.first().edits.apply(before) : before, expected);
        }
    }
};

QTEST_GUILESS_MAIN(ReplacePlanTest)
#include "replaceplantest.moc"
