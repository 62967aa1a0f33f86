// SPDX-License-Identifier: GPL-3.0-or-later

// Finding tables in a whole vault as one types, and making one ready to be shown.
//   ./check --bench tables [NOTES | FOLDER]     8,000 generated notes where nothing is said

#include "core/search/tablesearch.h"
#include "core/vault/vault.h"
#include "tests/bench/measure.h"
#include "tests/support/generatedvault.h"
#include "ui/table/showntable.h"

#include <QCoreApplication>
#include <QTemporaryDir>

using namespace tearsheet;
using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QString wanted = QCoreApplication::arguments().value(1, u"8000"_s);
    const QTemporaryDir generated;
    QString root = wanted;
    if (const int notes = wanted.toInt(); notes > 0) {
        root = generated.path();
        std::printf("%d generated notes, %.1f MB\n", notes, static_cast<double>(generateVault(root, notes)) / 1e6);
    }
    const Result<Snapshot> snapshot = indexVault(root);
    if (!snapshot) {
        std::fprintf(stderr, "%s\n", qUtf8Printable(snapshot.error().sentence));
        return 2;
    }
    qsizetype found = 0;
    for (const QString &typed :
         {QString(), u"s"_s, u"sh"_s, u"share"_s, u"share 37%"_s, u"header:value"_s, u"nowhere to be found"_s}) {
        median(qUtf8Printable(u"find \"%1\""_s.arg(typed)), 9, [&] { found = searchTables(*snapshot, typed).size(); });
        std::printf("%-44s %9lld\n", "  tables", static_cast<long long>(found));
    }
    double longest = 0;
    for (int file = 0; file < snapshot->files().size(); ++file) {
        if (!snapshot->file(file).note)
            continue;
        const Note &note = snapshot->note(file);
        for (const TablePlace &place : tablePlaces(note.facts)) {
            const auto begin = std::chrono::steady_clock::now();
            (void)shownTable(place, note.text, note.facts, snapshot->file(file).path, *snapshot);
            const std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - begin;
            longest = std::max(longest, time.count());
        }
    }
    std::printf("%-44s %9.3f ms\n", "the slowest table made ready", longest);
    return 0;
}
