// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/clirun.h"
#include "tests/support/temporaryvault.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr const char Notes[] = "//- A.md\n# Plant\né a Plant 🏭 plant\n//- plants.md\nnothing\n//- plant.png\n";

} // namespace

class SearchCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void places()
    {
        const TemporaryVault vault(Notes);
        const CliRun found = runCli({u"--json"_s, u"search"_s, vault.root(), u"plant"_s});
        QCOMPARE(found.status, 0);
        QCOMPARE(found.compact(), "[{\"matches\":[{\"column\":3,\"length\":5,\"line\":1,\"text\":\"Plant\"},"
                                  "{\"column\":5,\"length\":5,\"line\":2,\"text\":\"Plant\"},"
                                  "{\"column\":13,\"length\":5,\"line\":2,\"text\":\"plant\"}],\"path\":\"A.md\"},"
                                  "{\"matches\":[],\"path\":\"plants.md\"}]");
        QCOMPARE(runCli({u"search"_s, vault.root(), u"🏭"_s}).out, "A.md:2:11: é a Plant 🏭 plant\n");
        QCOMPARE(runCli({u"search"_s, vault.root(), u"file:png"_s}).out, "plant.png\n");
    }

    void aQueryThatBeginsWithAHyphen()
    {
        const TemporaryVault vault(Notes);
        QCOMPARE(runCli({u"search"_s, u"--"_s, vault.root(), u"-plant"_s}).out, "");
        QCOMPARE(runCli({u"search"_s, u"--"_s, vault.root(), u"-line:a"_s}).out, "plants.md\n");
    }

    void nothingAndNonsense()
    {
        const TemporaryVault vault(Notes);
        QCOMPARE(runCli({u"--json"_s, u"search"_s, vault.root(), u"zzz"_s}).compact(), "[]");
        QCOMPARE(runCli({u"--json"_s, u"search"_s, vault.root(), QString()}).compact(), "[]");
        const CliRun wrong = runCli({u"search"_s, vault.root(), u"(plant"_s});
        QCOMPARE(wrong.status, 2);
        QCOMPARE(wrong.out, "");
        QCOMPARE(wrong.error.count('\n'), 1);
    }
};

QTEST_GUILESS_MAIN(SearchCommandTest)
#include "searchcommandtest.moc"
