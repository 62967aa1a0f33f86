// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/vaultwords.h"
#include "tests/support/clirun.h"
#include "tests/support/temporaryvault.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr const char Notes[] = R"(
//- Actors/Auk.md
#actor
| | |
|---|---|
| Former owner | Envik Group (65 %) |

## Related
- [[Kestrel]] — competitor
- [[Kestrel]] — customer
- [[Nobody]]
//- Actors/Kestrel.md
#actor
)";

QByteArray json(QByteArray text)
{
    return text.replace('\'', '"');
}

} // namespace

class RelationCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void relations()
    {
        const TemporaryVault vault(Notes);
        const CliRun answer = runCli({u"--json"_s, u"relations"_s, vault.root()});
        QCOMPARE(answer.status, 0);
        QCOMPARE(answer.error, "");
        QCOMPARE(answer.compact(),
                 json("[{'also':[],'evidence':{'line':4,'path':'Actors/Auk.md','rule':'key-value',"
                      "'text':'| Former owner | Envik Group (65 %) |'},'modifier':'former','relation':'owner',"
                      "'source':'Actors/Auk.md','target':'Envik Group','weight':65},"
                      "{'also':[{'evidence':{'line':8,'path':'Actors/Auk.md','rule':'caption',"
                      "'text':'- [[Kestrel]] — customer'},'modifier':null,'relation':'customer','weight':null}],"
                      "'evidence':{'line':7,'path':'Actors/Auk.md','rule':'caption',"
                      "'text':'- [[Kestrel]] — competitor'},'modifier':null,'relation':'competitor',"
                      "'source':'Actors/Auk.md','target':'Actors/Kestrel.md','weight':null},"
                      "{'also':[],'evidence':{'line':9,'path':'Actors/Auk.md','rule':'link','text':'- [[Nobody]]'},"
                      "'modifier':null,'relation':'link','source':'Actors/Auk.md','target':'Nobody','weight':null}]"));
    }

    void lines()
    {
        const TemporaryVault vault(Notes);
        QCOMPARE(runCli({u"relations"_s, vault.root(), u"Auk"_s}).out,
                 "Actors/Auk.md:4\tformer owner (65 %)\tEnvik Group\n"
                 "Actors/Auk.md:7\tcompetitor\tActors/Kestrel.md\n"
                 "Actors/Auk.md:9\tlink\tNobody\n");
        const CliRun nothing = runCli({u"--json"_s, u"relations"_s, vault.root(), u"Kestrel"_s});
        QCOMPARE(nothing.status, 0);
        QCOMPARE(nothing.compact(), "[]");
    }

    void wordsOfTheVault()
    {
        const TemporaryVault vault(
            "//- Auk.md\n#actor\n## Related\n- [[Kestrel]] — berth holder\n//- Kestrel.md\n#actor\n");
        VaultWords words(vault.root());
        QVERIFY(words.keep({{"berth holder", RelationType::Customer, Everywhere}}));
        QCOMPARE(runCli({u"relations"_s, vault.root()}).out, "Auk.md:3\tcustomer\tKestrel.md\n");
        QFile file(words.path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("berth holder = friend\n");
        file.close();
        const CliRun wrong = runCli({u"relations"_s, vault.root()});
        QCOMPARE(wrong.status, 2);
        QVERIFY(wrong.error.contains("“friend” is no relation."));
    }

    void missing()
    {
        const TemporaryVault vault(Notes);
        QCOMPARE(runCli({u"relations"_s, vault.root(), u"Gone"_s}).status, 2);
        QCOMPARE(runCli({u"relations"_s}).status, 2);
    }
};

QTEST_GUILESS_MAIN(RelationCommandTest)

#include "relationcommandtest.moc"
