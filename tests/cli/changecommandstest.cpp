// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/history.h"
#include "core/vault/outsiderenames.h"
#include "tests/support/clirun.h"
#include "tests/support/temporaryvault.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <sys/stat.h>
#include <unistd.h>

using namespace tearsheet;
using namespace Qt::StringLiterals;

class ChangeCommandsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void renames()
    {
        const TemporaryVault vault("//- Old.md\ntext\n//- a/N.md\n[[Old|o]] `[[Old]]`\n");
        const QStringList words{vault.root(), u"Old.md"_s, u"b/New name.md"_s};
        const CliRun dry = runCli(QStringList{u"rename"_s, u"--dry-run"_s} + words);
        QCOMPARE(dry.status, 0);
        QVERIFY(dry.out.contains("rename from Old.md\nrename to b/New name.md\n"));
        QVERIFY(dry.out.contains("-[[Old|o]] `[[Old]]`\n+[[New name|o]] `[[Old]]`\n"));
        QCOMPARE(vault.read(u"a/N.md"_s), "[[Old|o]] `[[Old]]`\n");

        const CliRun done = runCli(QStringList{u"rename"_s, u"--json"_s, u"--keep-alias"_s} + words);
        QCOMPARE(done.error, "");
        QCOMPARE(done.status, 0);
        QCOMPARE(done.json()[u"done"], true);
        QCOMPARE(done.json()[u"files"].toArray().size(), 2);
        QCOMPARE(vault.read(u"a/N.md"_s), "[[New name|o]] `[[Old]]`\n");
        QCOMPARE(vault.read(u"b/New name.md"_s), "---\naliases: [Old]\n---\ntext\n");
        QVERIFY(!QFile::exists(vault.absolute(u"Old.md"_s)));
    }

    void renamesInCanvases()
    {
        const QByteArray board = "{\"nodes\":[{\"type\":\"file\",\"file\":\"Old.md\",\"subpath\":\"#H\"}]}";
        const TemporaryVault vault("//- Old.md\n# H\n//- Bad.canvas\n{\"file\":\"Old.md\"\n");
        vault.write(u"a/Board.canvas"_s, board);
        const QString remark = u"Bad.canvas may show Old.md, but it is no readable canvas and stays as it is."_s;
        const QStringList words{vault.root(), u"Old.md"_s, u"b/New.md"_s};
        const CliRun dry = runCli(QStringList{u"rename"_s, u"--dry-run"_s} + words);
        QCOMPARE(dry.status, 0);
        QVERIFY(dry.out.contains("--- a/a/Board.canvas\n+++ b/a/Board.canvas\n"));
        QVERIFY(dry.out.contains(QByteArray(board).replace("Old.md", "b/New.md").prepend('+')));
        QCOMPARE(dry.error.trimmed(), remark.toUtf8());
        QCOMPARE(vault.read(u"a/Board.canvas"_s), board);
        const CliRun done = runCli(QStringList{u"rename"_s, u"--json"_s} + words);
        QCOMPARE(done.json()[u"remarks"].toArray(), QJsonArray{remark});
        QCOMPARE(vault.read(u"a/Board.canvas"_s), QByteArray(board).replace("Old.md", "b/New.md"));
        QCOMPARE(vault.read(u"Bad.canvas"_s), "{\"file\":\"Old.md\"\n");
    }

    // It can be looked at, and taken back, in the window.
    void whatIsReplacedIsInTheHistory()
    {
        const TemporaryVault vault("//- Old.md\ntext\n//- N.md\n[[Old]]\n");
        QCOMPARE(runCli({u"rename"_s, vault.root(), u"Old.md"_s, u"New.md"_s}).status, 0);
        const History history(vault.root());
        QList<QByteArray> texts;
        for (const Version &version : history.versions(*NotePath::fromRelative(u"N.md"_s)).value_or(QList<Version>()))
            texts.append(history.bytes(version).value_or("(lost)"));
        QCOMPARE(texts, (QList<QByteArray>{"[[New]]\n", "[[Old]]\n"}));
        const auto moved = history.versions(*NotePath::fromRelative(u"New.md"_s));
        QVERIFY(moved && moved->size() == 1 && moved->first().kind == VersionKind::Moved);
    }

    void aRefusedChangeChangesNothing_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::newRow("nothing there") << QStringList{u"Ghost.md"_s, u"New.md"_s};
        QTest::newRow("taken") << QStringList{u"Old.md"_s, u"a/N.md"_s};
        QTest::newRow("no name for links") << QStringList{u"Old.md"_s, u"New|x.md"_s};
        QTest::newRow("one word missing") << QStringList{u"Old.md"_s};
        QTest::newRow("option of another command") << QStringList{u"Old.md"_s, u"New.md"_s, u"--raw"_s};
    }

    void aRefusedChangeChangesNothing()
    {
        QFETCH(const QStringList, words);
        const TemporaryVault vault("//- Old.md\ntext\n//- a/N.md\n[[Old]]\n");
        const CliRun run = runCli(QStringList{u"rename"_s, vault.root()} + words);
        QCOMPARE(run.status, 2);
        QCOMPARE(run.out, "");
        QCOMPARE(run.error.count('\n'), 1);
        QCOMPARE(vault.read(u"Old.md"_s), "text\n");
        QCOMPARE(vault.read(u"a/N.md"_s), "[[Old]]\n");
    }

    void aNameWithoutItsEndIsToldThePath()
    {
        const TemporaryVault vault("//- a/Old.md\ntext\n");
        const CliRun run = runCli({u"rename"_s, vault.root(), u"Old"_s, u"New"_s});
        QCOMPARE(run.status, 2);
        QCOMPARE(run.error,
                 "tearsheet-cli: There is no file or folder Old in the vault. The note Old lies at a/Old.md.\n");
        QVERIFY(runCli({u"--help"_s}).out.contains("FROM and TO are paths in the vault, those of notes with .md"));
        QVERIFY(runCli({u"--manual"_s}).out.contains("FROM and TO are paths in the vault, those of notes with .md"));
    }

    void aFileWithASecondNameNeedsConsent()
    {
        const TemporaryVault vault("//- Old.md\ntext\n//- N.md\n[[Old]]\n");
        QVERIFY(::link(qPrintable(vault.absolute(u"N.md"_s)), qPrintable(vault.absolute(u"second.txt"_s))) == 0);
        const QStringList words{u"rename"_s, vault.root(), u"Old.md"_s, u"New.md"_s};
        const CliRun refused = runCli(words);
        QCOMPARE(refused.status, 2);
        QVERIFY2(refused.error.contains("N.md has a second name elsewhere (a hard link)"), refused.error.constData());
        QVERIFY(refused.error.endsWith("--in-place allows that.\n"));
        const CliRun dry = runCli(words + QStringList(u"--dry-run"_s));
        QCOMPARE(dry.status, 2);
        QCOMPARE(dry.error, refused.error);
        QCOMPARE(dry.out, "");
        QCOMPARE(runCli(words + QStringList{u"--dry-run"_s, u"--in-place"_s}).status, 0);
        QCOMPARE(vault.read(u"N.md"_s), "[[Old]]\n");
        QCOMPARE(runCli(words + QStringList(u"--in-place"_s)).status, 0);
        QCOMPARE(vault.read(u"N.md"_s), "[[New]]\n");
        QCOMPARE(vault.read(u"second.txt"_s), "[[New]]\n");
    }

    // A dry run says what a run would, wherever that can be told without writing.
    void aDryRunRefusesWhatARunRefuses_data()
    {
        QTest::addColumn<QString>("readOnly");
        QTest::addColumn<QString>("to");
        QTest::newRow("a folder in its place") << QString() << u"New.md"_s;
        QTest::newRow("a file that is read-only") << u"N.md"_s << u"New.md"_s;
        QTest::newRow("a folder that takes no file") << u"in"_s << u"New.md"_s;
        QTest::newRow("a folder that the note goes to") << u"to"_s << u"to/New.md"_s;
        QTest::newRow("a folder in which one is made") << u"to"_s << u"to/deep/New.md"_s;
    }

    void aDryRunRefusesWhatARunRefuses()
    {
        QFETCH(const QString, readOnly);
        QFETCH(const QString, to);
        if (!readOnly.isEmpty() && ::geteuid() == 0)
            QSKIP("To the superuser all files can be written.");
        const TemporaryVault vault("//- Old.md\ntext\n//- N.md\n[[Old]]\n//- in/N.md\n[[Old]]\n//- to/T.md\nt\n");
        const QByteArray place = QFile::encodeName(vault.absolute(readOnly));
        if (readOnly.isEmpty())
            vault.write(u"New.md/N.md"_s, "A folder is in its place.\n");
        else
            QCOMPARE(::chmod(place.constData(), 0555), 0);
        const auto writable = qScopeGuard([&] { ::chmod(place.constData(), 0755); });
        const QStringList words{u"rename"_s, vault.root(), u"Old.md"_s, to};
        const CliRun dry = runCli(words + QStringList(u"--dry-run"_s));
        const CliRun run = runCli(words);
        QCOMPARE(run.status, 2);
        QCOMPARE(dry.status, 2);
        QCOMPARE(dry.error, run.error);
        QCOMPARE(dry.out, "");
        QCOMPARE(vault.read(u"N.md"_s), "[[Old]]\n");
    }

    void whatACommandTakesStandsApart()
    {
        QVERIFY(runCli({u"--help"_s}).out.contains("  claims      VAULT [SUBJECT] what is stated"));
    }

    void mendsLinksToWhatWasRenamedOutside()
    {
        const TemporaryVault vault("//- a/New.md\n# New\n//- N.md\n[[Old|o]] and [x](Old.md) and [[Ghost]]\n");
        QVERIFY(OutsideRenames(vault.root())
                    .write({{{*NotePath::fromRelative(u"Old.md"), *NotePath::fromRelative(u"a/New.md")}}, {}}));
        const QJsonArray found = runCli({u"--json"_s, u"problems"_s, vault.root()}).json().array();
        QStringList kinds;
        for (const QJsonValue &problem : found)
            kinds.append(problem[u"kind"].toString());
        QCOMPARE(kinds, (QStringList{u"renamed-target"_s, u"renamed-target"_s, u"unresolved-link"_s}));
        QCOMPARE(runCli({u"problems"_s, vault.root(), u"--fix"_s, u"renamed-target"_s}).status, 0);
        QCOMPARE(vault.read(u"N.md"_s), "[[New|o]] and [x](New.md) and [[Ghost]]\n");
    }

    void mendsProblems()
    {
        const TemporaryVault vault("//- A.md\n---\naliases: [Ay]\n---\n"
                                   "//- N.md\n[[Ay]]\n\n| a | b |\n|---|---|\n| [[A|x]] | 2 |\n");
        const CliRun dry =
            runCli({u"problems"_s, vault.root(), u"--dry-run"_s, u"--fix"_s, u"alias-link"_s, u"bare-bar"_s});
        QCOMPARE(dry.status, 0);
        QVERIFY(dry.out.contains("+[[A|Ay]]\n"));
        QCOMPARE(runCli({u"problems"_s, vault.root(), u"--fix"_s, u"alias-link"_s}).status, 0);
        QCOMPARE(vault.read(u"N.md"_s), "[[A|Ay]]\n\n| a | b |\n|---|---|\n| [[A|x]] | 2 |\n");
        QCOMPARE(runCli({u"problems"_s, vault.root(), u"N"_s, u"--fix"_s, u"bare-bar"_s}).status, 0);
        QCOMPARE(vault.read(u"N.md"_s), "[[A|Ay]]\n\n| a | b |\n|---|---|\n| [[A\\|x]] | 2 |\n");
        QCOMPARE(runCli({u"problems"_s, vault.root()}).status, 0);
        QCOMPARE(runCli({u"problems"_s, vault.root(), u"--fix"_s}).status, 2);
        vault.write(u"Cut.md"_s, "| a | b |\n|---|---|\n| 1 | 2 |\n\n| 3 | 4 |\n");
        QCOMPARE(runCli({u"problems"_s, vault.root(), u"--fix"_s, u"headless-rows"_s}).status, 0);
        QCOMPARE(vault.read(u"Cut.md"_s), "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |\n");
    }

    void onlyKindsThatCanBeMendedAreTaken_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QByteArray>("sentence");
        QTest::newRow("none such") << u"foo"_s << QByteArray("There is no kind of problem foo. ");
        QTest::newRow("no fix") << u"unresolved-link"_s << QByteArray("the kind unresolved-link have no fix. ");
        QTest::newRow("no kind") << QString() << QByteArray("Which kinds are to be mended? ");
    }

    void onlyKindsThatCanBeMendedAreTaken()
    {
        QFETCH(const QString, kind);
        QFETCH(const QByteArray, sentence);
        const TemporaryVault vault("//- A.md\n[[Ghost]]\n");
        QStringList words{u"problems"_s, vault.root(), u"--fix"_s};
        if (!kind.isEmpty())
            words += {u"bare-bar"_s, kind};
        const CliRun run = runCli(words);
        QCOMPARE(run.status, 2);
        QVERIFY(run.error.contains(QByteArray(sentence + "These can be mended: renamed-target, alias-link, ")));
    }

    // What the program may print and what it lists are the same.
    void everyKindIsListed()
    {
        const TemporaryVault vault(
            "//- A.md\n---\naliases: [Ay]\na: 1\na: [[x]]\n---\n[[Ghost]] ![[x.png]] [[Ay]] [[A#H]] "
            "[[A#^b]]\n\n| a |\n|---|---|\n\n| a | b |\n|---|---|\n| [[A|x]] | 2 | 3 |\n| 1 |\n");
        const CliRun run = runCli({u"--json"_s, u"problems"_s, vault.root()});
        QCOMPARE(run.error, "");
        const QByteArray help = runCli({u"--help"_s}).out;
        const QByteArray manual = runCli({u"--manual"_s}).out.replace("\\-", "-");
        const QJsonArray found = run.json().array();
        QVERIFY(found.size() > 6);
        for (const QJsonValue &problem : found) {
            const QByteArray kind = problem[u"kind"].toString().toUtf8();
            const QByteArray line = (problem[u"fix"].toBool() ? "  * " : "    ") + kind + ' ';
            QVERIFY2(help.contains(line) || help.contains(QByteArray("  * " + kind + ' ')), kind.constData());
            QVERIFY2(manual.contains(QByteArray("\\fB" + kind + "\\fR")), kind.constData());
        }
    }

    void problemsAreCounted()
    {
        const TemporaryVault vault("//- A.md\n[[Ghost]] [[Spook]] ![[x.png]]\n");
        const QByteArray counts = "      2  unresolved-link         Links to nothing in the vault\n"
                                  "      1  missing-attachment      Embeds of nothing in the vault\n";
        const CliRun all = runCli({u"problems"_s, vault.root()});
        QCOMPARE(all.error, counts);
        QCOMPARE(all.out.count('\n'), 3);
        const CliRun summary = runCli({u"problems"_s, u"--summary"_s, vault.root()});
        QCOMPARE(summary.out, counts);
        QCOMPARE(summary.status, 1);
        QCOMPARE(runCli({u"--json"_s, u"problems"_s, vault.root()}).error, "");
    }
};

QTEST_GUILESS_MAIN(ChangeCommandsTest)
#include "changecommandstest.moc"
