// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/clirun.h"
#include "tests/support/temporaryvault.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr const char Notes[] = R"(
//- Volta.md
---
aliases: [Volta Works]
ticker: 0700
listed: 1994-03-02
open: true
share: 3.5
tags: [maker/cells, #x
---
#Maker #maker/cells/lfp

# Volta [[Ohm]] ##
## Share
| Maker | Share | Note |
|:---|---:|:-:|
| [[Ohm|O]] | ~3% |
| [[Volta]] | 4% | own | spare | last |

| 9 | 9 | 9 |
//- Ohm.md
---
aliases: [Volta works]
---
[[Volta]] #maker
//- lone.png
)";

} // namespace

/// The commands that say what notes hold, and what is wrong with them.
class NoteCommandsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void properties()
    {
        const TemporaryVault vault(Notes);
        const CliRun typed = runCli({u"--json"_s, u"properties"_s, vault.root(), u"volta"_s});
        QCOMPARE(typed.status, 0);
        QCOMPARE(typed.compact(),
                 "{\"aliases\":[\"Volta Works\"],\"listed\":\"1994-03-02\",\"open\":true,\"share\":3.5,"
                 "\"tags\":\"[maker/cells, #x\",\"ticker\":\"0700\"}");
        const CliRun raw = runCli({u"--json"_s, u"properties"_s, u"--raw"_s, vault.root(), u"Ohm.md"_s});
        QCOMPARE(raw.compact(), "{\"aliases\":\"[Volta works]\"}");
    }

    void outline()
    {
        const TemporaryVault vault(Notes);
        const CliRun found = runCli({u"--json"_s, u"outline"_s, vault.root(), u"Volta"_s});
        QCOMPARE(found.compact(), "[{\"level\":1,\"line\":11,\"text\":\"Volta [[Ohm]]\"},"
                                  "{\"level\":2,\"line\":12,\"text\":\"Share\"}]");
    }

    void tables()
    {
        const TemporaryVault vault(Notes);
        const CliRun found = runCli({u"--json"_s, u"tables"_s, vault.root(), u"Volta"_s});
        QCOMPARE(found.compact(),
                 "[{\"align\":[\"left\",\"right\",\"center\"],\"header\":[\"Maker\",\"Share\",\"Note\"],"
                 "\"heading\":\"Share\",\"line\":13,"
                 "\"rows\":[[\"[[Ohm|O]]\",\"~3%\",\"\"],[\"[[Volta]]\",\"4%\",\"own\"]],"
                 "\"surplus\":[{\"cells\":[\"spare\",\"last\"],\"row\":1}]}]");
    }

    void tags()
    {
        const TemporaryVault vault(Notes);
        const CliRun found = runCli({u"--json"_s, u"tags"_s, vault.root()});
        QCOMPARE(found.compact(), "[{\"count\":3,\"notes\":[\"Ohm.md\",\"Volta.md\"],\"tag\":\"maker\"},"
                                  "{\"count\":1,\"notes\":[\"Volta.md\"],\"tag\":\"maker/cells\"},"
                                  "{\"count\":1,\"notes\":[\"Volta.md\"],\"tag\":\"maker/cells/lfp\"}]");
    }

    void problems()
    {
        const TemporaryVault vault(Notes);
        const CliRun found = runCli({u"problems"_s, vault.root()});
        QCOMPARE(found.status, 1);
        const QList<QByteArray> lines = found.out.trimmed().split('\n');
        QStringList places;
        for (const QByteArray &line : lines)
            places.append(QString::fromUtf8(line.first(line.indexOf(": "))));
        QCOMPARE(places, (QStringList{u"Ohm.md:2"_s, u"Volta.md:2"_s, u"Volta.md:7"_s, u"Volta.md:15"_s,
                                      u"Volta.md:15"_s, u"Volta.md:16"_s, u"Volta.md:18"_s}));
        const TemporaryVault fine("//- A.md\n# A\n[[A]]\n");
        const CliRun none = runCli({u"--json"_s, u"problems"_s, fine.root()});
        QCOMPARE(none.status, 0);
        QCOMPARE(none.compact(), "[]");
    }

    void index()
    {
        const TemporaryVault vault(Notes);
        const CliRun found = runCli({u"--json"_s, u"index"_s, u"--stats"_s, vault.root()});
        QCOMPARE(found.json()[u"notes"].toInt(), 2);
        QCOMPARE(found.json()[u"tables"].toInt(), 1);
        QCOMPARE(found.json()[u"unusedAttachments"].toInt(), 1);
        QCOMPARE(found.json()[u"aliasCollisions"].toInt(), 1);
        QVERIFY(!runCli({u"--json"_s, u"index"_s, vault.root()}).out.contains("orphans"));
    }
};

QTEST_GUILESS_MAIN(NoteCommandsTest)
#include "notecommandstest.moc"
