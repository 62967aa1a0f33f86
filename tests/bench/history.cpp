// SPDX-License-Identifier: GPL-3.0-or-later

// What it costs to keep the notes of a large plan in one call, and to look through a history as large as it gets.
//   ./check --bench history [RECORDS]

#include "core/store/history.h"
#include "tests/bench/measure.h"

#include <QCoreApplication>
#include <QRandomGenerator>
#include <QTemporaryDir>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr int NotesInPlan = 2000;

/// A text of 5 KB in random words, of which `seed` makes other ones; it packs to about the half, as notes do.
QByteArray textOf(quint32 seed)
{
    QRandomGenerator random(seed);
    QByteArray text;
    while (text.size() < 5000) {
        for (int length = random.bounded(2, 9); length > 0; --length)
            text.append(static_cast<char>('a' + random.bounded(26)));
        text.append(random.bounded(12) == 0 ? '\n' : ' ');
    }
    return text;
}

QList<NewVersion> notesOf(quint32 seed)
{
    QList<NewVersion> notes;
    for (int i = 0; i < NotesInPlan; ++i)
        notes.append(NewVersion::made(*NotePath::fromRelative(u"Notes/Note %1.md"_s.arg(i)),
                                      textOf(seed * NotesInPlan + static_cast<quint32>(i))));
    return notes;
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
    const int records = QCoreApplication::arguments().value(1, u"200000"_s).toInt();
    const QTemporaryDir data;
    qputenv("XDG_DATA_HOME", QFile::encodeName(data.path()));
    History history(u"/vault"_s);
    std::optional<Error> failed;
    const auto keep = [&](const QList<NewVersion> &versions, bool lasting) {
        if (const Result<> kept = history.keep(versions, lasting); !kept)
            failed = kept.error();
    };

    quint32 seed = 0;
    QList<NewVersion> notes;
    const auto measured = [&](const char *what, bool lasting) {
        QList<QList<NewVersion>> calls;
        for (int round = 0; round < 6; ++round)
            calls.append(notesOf(++seed));
        return median(what, 5, [&] { keep(calls.takeLast(), lasting); });
    };
    measured("keep 2,000 notes of 5 KB", false);
    measured("the same, down to the disk", true);
    notes = notesOf(seed - 5); // The last ones.
    median("the same again: all known", 5, [&] { keep(notes, false); });

    for (; seed * NotesInPlan < static_cast<quint32>(records) && !failed; ++seed)
        keep(notesOf(seed + 1), false);
    const NotePath path = notes.first().path;
    qsizetype found = 0;
    median("versions of one note", 5, [&] { found = history.versions(path)->size(); });
    median("first use: to know what is there", 5, [&] {
        History other(u"/vault"_s);
        if (const Result<> kept = other.keep(notes.first(1), false); !kept)
            failed = kept.error();
    });
    if (failed)
        return refuse(*failed);
    std::printf("%u records, %lld versions of the note\n", seed * NotesInPlan, static_cast<long long>(found));
    return 0;
}
