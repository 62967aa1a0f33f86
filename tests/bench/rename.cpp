// SPDX-License-Identifier: GPL-3.0-or-later

// What renaming a note with 2,000 links in 2,000 other notes costs, beside `sed -i` over the same files, which neither
// syncs nor keeps a journal or a history.
//   ./check --bench rename [NOTES]

#include "core/change/renameplan.h"
#include "core/store/planrunner.h"
#include "core/vault/vault.h"
#include "tests/bench/measure.h"
#include "tests/support/generatedvault.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QProcess>
#include <QTemporaryDir>
#include <QThread>

#include <unistd.h>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

QStringList notesIn(const QString &root)
{
    QStringList notes;
    QDirIterator files(root, {u"*.md"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        notes.append(files.next());
    return notes;
}

bool append(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::Append) && file.write(bytes) == bytes.size();
}

Result<> rename(PlanRunner &runner, const Snapshot &snapshot, const QString &from, const QString &to)
{
    const Result<ChangePlan> plan = planRename(snapshot, from, to);
    return plan ? runner.run(*plan) : std::unexpected(plan.error());
}

// What one side left to be written is not to be counted with the other, and for five seconds ext4 searches long for an
// inode where many have just been given back.
void settle()
{
    ::sync();
    QThread::sleep(6);
}

int refuse(const QString &sentence)
{
    std::fprintf(stderr, "%s\n", qUtf8Printable(sentence));
    return 2;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int count = QCoreApplication::arguments().value(1, u"2000"_s).toInt();
    const QTemporaryDir generated;
    const QString root = QDir(generated.path()).canonicalPath();
    const QTemporaryDir data;
    qputenv("XDG_DATA_HOME", QFile::encodeName(data.path()));
    generateVault(root, count);
    const QStringList notes = notesIn(root);
    for (const QString &note : notes) {
        if (!append(note, "\nSee [[Hub]].\n"))
            return refuse(u"The vault could not be written."_s);
    }
    if (!append(root + u"/Hub.md"_s, "The hub.\n"))
        return refuse(u"The vault could not be written."_s);

    Result<Snapshot> snapshot = indexVault(root);
    if (!snapshot)
        return refuse(snapshot.error().sentence);
    std::printf("%lld links in as many notes\n",
                static_cast<long long>(snapshot->backlinks(snapshot->find(*NotePath::fromRelative(u"Hub.md"))).size()));
    median("plan", 5, [&] { (void)planRename(*snapshot, u"Hub.md"_s, u"New.md"_s); });

    History history(root);
    PlanRunner runner(root);
    std::optional<Error> failed;
    runner.setHistory({&history, [&](const Error &error) { failed = error; }});
    std::printf("whole rename, and sed -i over the same files, in turns\n");
    QStringList names{u"Hub"_s, u"New"_s};
    std::vector<double> ours;
    std::vector<double> theirs;
    for (int round = 0; round < 5; ++round) {
        const auto seconds = [](auto begin) {
            return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
        };
        settle();
        auto begin = std::chrono::steady_clock::now();
        if (const Result<> done = rename(runner, *snapshot, names.at(0) + u".md"_s, names.at(1) + u".md"_s); !done)
            return refuse(done.error().sentence);
        ours.push_back(seconds(begin));
        settle();
        begin = std::chrono::steady_clock::now();
        // And back again, as far as sed goes.
        const QString script = u"s/\\[\\[%1\\]\\]/[[%2]]/g"_s.arg(names.at(1), names.at(0));
        if (QProcess::execute(u"sed"_s, QStringList{u"-i"_s, script} + notes) != 0)
            return refuse(u"sed could not be run."_s);
        theirs.push_back(seconds(begin));
        if (!QFile::rename(root + u'/' + names.at(1) + u".md"_s, root + u'/' + names.at(0) + u".md"_s))
            return refuse(u"The note could not be moved back."_s);
        snapshot = indexVault(root);
    }
    if (failed)
        return refuse(failed->sentence);
    std::ranges::sort(ours);
    std::ranges::sort(theirs);
    std::printf("%-44s %9.1f ms   (%.1f to %.1f)\n", "ours", ours[2], ours.front(), ours.back());
    std::printf("%-44s %9.1f ms   (%.1f to %.1f)\n", "sed -i", theirs[2], theirs.front(), theirs.back());
    ratio("ours / sed -i", ours[2], theirs[2], 1.5);
    return 0;
}
