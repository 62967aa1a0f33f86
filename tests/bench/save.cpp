// SPDX-License-Identifier: GPL-3.0-or-later

// What saving a note costs with its history kept, beside the least that brings the same bytes safely to the disk: to
// write a file, sync it, and rename it over the old one.
//   ./check --bench save [BYTES]

#include "core/store/filewrites.h"
#include "core/store/notestore.h"
#include "tests/bench/measure.h"

#include <QCoreApplication>
#include <QDir>
#include <QTemporaryDir>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

/// A note of `size` bytes whose lines are those of a table.
QByteArray noteOf(qsizetype size)
{
    QByteArray text = "# Figures\n\n| year | revenue | change |\n|---|---|---|\n";
    for (int line = 0; text.size() < size; ++line)
        text += "| " + QByteArray::number(1900 + line % 130) + " | " + QByteArray::number(line * 7919 % 100'003)
                + " | [[" + QByteArray::number(line * 31 % 977) + "]] |\n";
    return text.first(size);
}

template <typename Work>
double milliseconds(const Work &work)
{
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

/// Prints the median with the least and the most, and returns it.
double middle(const char *what, std::vector<double> times)
{
    std::ranges::sort(times);
    std::printf("%-44s %9.3f ms   (%.3f to %.3f)\n", what, times[times.size() / 2], times.front(), times.back());
    return times[times.size() / 2];
}

int refuse(const Error &error)
{
    std::fprintf(stderr, "%s\n", qUtf8Printable(error.sentence));
    return 2;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const qsizetype size = QCoreApplication::arguments().value(1, u"200000"_s).toLongLong();
    const QTemporaryDir folder;
    const QString root = QDir(folder.path()).canonicalPath();
    qputenv("XDG_DATA_HOME", QFile::encodeName(root + u"/data"_s));
    const NotePath path = *NotePath::fromRelative(u"Note.md");
    std::optional<Error> failed;
    History history(root);
    NoteStore store(root);
    store.setHistory({&history, [&](const Error &error) { failed = error; }});
    QByteArray text = noteOf(size);
    Result<FileStamp> stamp = store.create(path, text);
    // Each round saves other bytes, as an edit makes them.
    int round = 0;
    const auto next = [&]() -> const QByteArray & {
        return text.replace(text.size() / 2, 8, QByteArray::number(++round).rightJustified(8, '0'));
    };

    // In turns: how long the disk takes depends on what else it has to do.
    std::vector<double> floors;
    std::vector<double> ours;
    for (int i = 0; i < 101; ++i) {
        floors.push_back(milliseconds([&] {
            const Result<> written = replaceFile(FileCalls::system(), root + u"/Floor.md"_s, next(), u"Floor"_s);
            if (!written)
                failed = written.error();
        }));
        ours.push_back(milliseconds([&] {
            if (stamp)
                stamp = store.save(path, next(), *stamp);
        }));
    }
    if (!stamp || failed)
        return refuse(failed ? *failed : stamp.error());
    const double floor = middle("write, fsync, rename", floors);
    const double save = middle("save with history", ours);
    ratio("save / floor", save, floor, 10 / floor);
    return 0;
}
