// SPDX-License-Identifier: GPL-3.0-or-later

// What `--dry-run` prints, carried out by other programs.
#include "tests/support/clirun.h"
#include "tests/support/temporaryvault.h"

#include <QDirIterator>
#include <QProcess>
#include <QStandardPaths>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

using Files = QMap<QString, QByteArray>;

// Names with what ends a name elsewhere; line ends and last lines of every kind.
void writeNotes(const TemporaryVault &vault)
{
    vault.write(u"Old name.md"_s, "---\naliases: [Ay]\n---\ntext of [[Old name]]\n");
    vault.write(u"a b/Many  blanks.md"_s, "[[Old name]]\r\nmore\r\n[x](<../Old name.md>)\r\n[[Ay]]\r\n");
    vault.write(u"a b/No end.md"_s, "one\n[[Old name#x|y]]\n[[Ay]]");
    vault.write(u"Ünïcode “x”.md"_s, "\xEF\xBB\xBF[[Old name]] and [[Ay]]");
    vault.write(u"say \"it\" 'so'.md"_s, "[[Old name]]\n[[Ay]]\n\n| a | b |\n|---|---|\n| [[Old name|x]] | 2 |\n");
    vault.write(u"plain.md"_s, "[[Old name]]\nlast [[Ay]]\r\n");
}

Files filesOf(const QString &root)
{
    Files files;
    QDirIterator all(root, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        QFile file(all.next());
        if (file.open(QIODevice::ReadOnly))
            files.insert(QDir(root).relativeFilePath(file.fileName()), file.readAll());
    }
    return files;
}

} // namespace

class PatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void othersDoTheSame_data()
    {
        QTest::addColumn<QStringList>("program");
        QTest::addColumn<QStringList>("command");
        const std::pair<QByteArray, QStringList> programs[] = {
            {"patch", {u"patch"_s, u"-p1"_s, u"--no-backup-if-mismatch"_s}}, {"git", {u"git"_s, u"apply"_s}}};
        const std::pair<QByteArray, QStringList> commands[] = {
            {"rename", {u"rename"_s, u"Old name.md"_s, u"a b/New  name.md"_s}},
            {"folder", {u"rename"_s, u"a b"_s, u"b c"_s}},
            {"quotes", {u"rename"_s, u"say \"it\" 'so'.md"_s, u"it \"said\".md"_s}},
            {"fix", {u"problems"_s, u"--fix"_s, u"alias-link"_s, u"bare-bar"_s}}};
        for (const auto &[program, words] : programs) {
            for (const auto &[name, command] : commands)
                QTest::addRow("%s, %s", program.constData(), name.constData()) << words << command;
        }
    }

    void othersDoTheSame()
    {
        QFETCH(QStringList, program);
        QFETCH(const QStringList, command);
        const QString found = QStandardPaths::findExecutable(program.takeFirst());
        if (found.isEmpty())
            QSKIP("The program is not installed.");
        const TemporaryVault vault;
        writeNotes(vault);
        QStringList words{command.first(), vault.root()};
        words += command.sliced(1);
        const CliRun dry = runCli(QStringList(words) << u"--dry-run"_s);
        QCOMPARE(dry.error, "");
        QCOMPARE(dry.status, 0);
        const TemporaryVault copy;
        writeNotes(copy);
        QCOMPARE(filesOf(copy.root()), filesOf(vault.root()));
        QProcess process;
        process.setWorkingDirectory(copy.root());
        // The vault may lie within a repository.
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"GIT_CEILING_DIRECTORIES"_s, QFileInfo(copy.root()).path());
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(found, program);
        process.write(dry.out);
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished());
        const QByteArray output = process.readAll();
        QVERIFY2(process.exitCode() == 0, output.constData());

        const CliRun done = runCli(words);
        QCOMPARE(done.error, "");
        QCOMPARE(done.status, 0);
        const Files theirs = filesOf(copy.root());
        const Files ours = filesOf(vault.root());
        QCOMPARE(theirs.keys(), ours.keys());
        for (const QString &path : ours.keys())
            QCOMPARE(theirs.value(path), ours.value(path));
    }
};

QTEST_GUILESS_MAIN(PatchTest)
#include "patchtest.moc"
