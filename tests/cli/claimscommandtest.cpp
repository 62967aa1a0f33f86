// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/clirun.h"
#include "tests/support/temporaryvault.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr const char Notes[] =
    "//- Kestrel.md\n#actor\n| Metric | Value |\n|---|---|\n| Market cap | $4B |\n"
    "| Founded | 2011 |\n//- Norrland.md\n#actor\n| Company | Market value (2025) | Founded |\n"
    "|---|---|---|\n| [[Kestrel]] | ~$5B | 2011 |\n| Skua | $1B | 1999 |\n";

} // namespace

class ClaimsCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ofTheVault()
    {
        const TemporaryVault vault(Notes);
        const CliRun found = runCli({u"--json"_s, u"claims"_s, vault.root()});
        QCOMPARE(found.status, 0);
        QByteArray text = found.compact();
        // Scores are compared by their order only.
        text.replace(QRegularExpression(u"\"score\":[0-9.]+,"_s).match(QString::fromUtf8(text)).captured().toUtf8(),
                     "");
        QVERIFY2(text.startsWith(
                     "[{\"a\":{\"line\":4,\"path\":\"Kestrel.md\",\"period\":\"\",\"value\":\"$4B\"},"
                     "\"b\":{\"line\":4,\"path\":\"Norrland.md\",\"period\":\"2025\",\"value\":\"~$5B\"},"
                     "\"metric\":\"market cap\",\"scope\":\"\",\"subject\":\"Kestrel\",\"verdict\":\"contradict\"}"),
                 text.constData());
        QVERIFY(text.contains("\"metric\":\"founded\""));
        QCOMPARE(runCli({u"claims"_s, vault.root()}).out,
                 "contradict: Kestrel, market cap\n  Kestrel.md:4: $4B\n  Norrland.md:4: ~$5B [2025]\n"
                 "agree: Kestrel, founded\n  Kestrel.md:5: 2011\n  Norrland.md:4: 2011\n");
    }

    void ofASubject()
    {
        const TemporaryVault vault(Notes);
        QCOMPARE(runCli({u"--json"_s, u"claims"_s, vault.root(), u"Kestrel"_s}).json().array().size(), 2);
        QCOMPARE(runCli({u"--json"_s, u"claims"_s, vault.root(), u"Skua"_s}).compact(), "[]");
        QCOMPARE(runCli({u"--json"_s, u"claims"_s, vault.root(), u"Nobody"_s}).compact(), "[]");
        QCOMPARE(runCli({u"claims"_s, vault.root(), u"Nobody"_s}).out, "");
    }

    // Which of two figures is older, as far as only the dates of their notes tell.
    void byTheNotesDates()
    {
        const TemporaryVault vault("//- Kestrel.md\n#actor\n| Metric | Value |\n|---|---|\n| Market cap | $4B |\n\n"
                                   "*Updated 2024-01-20*\n//- Norrland.md\n#actor\n| Company | Market cap (2025) |\n"
                                   "|---|---|\n| [[Kestrel]] | $6B |\n");
        const CliRun found = runCli({u"--json"_s, u"claims"_s, vault.root()});
        QVERIFY2(found.compact().contains("\"evidence\":\"note dates\""), found.compact().constData());
        QVERIFY(
            runCli({u"claims"_s, vault.root()}).out.startsWith("stale (by the notes' dates): Kestrel, market cap\n"));
        QVERIFY2(found.compact().contains("\"older\":\"a\""), found.compact().constData());
        QVERIFY(runCli({u"claims"_s, vault.root()}).out.contains("  Kestrel.md:4: $4B (older)\n"));
    }

    void anEmptyVault()
    {
        const TemporaryVault vault("//- A.md\nnothing\n");
        QCOMPARE(runCli({u"--json"_s, u"claims"_s, vault.root()}).compact(), "[]");
    }
};

QTEST_GUILESS_MAIN(ClaimsCommandTest)
#include "claimscommandtest.moc"
