// SPDX-License-Identifier: GPL-3.0-or-later

// What the index costs, beside the floor: a plain single-threaded cmark-gfm parse of the same bytes.
//   ./check --bench index [NOTES | FOLDER]     8,000 generated notes where nothing is said

#include "core/note/parsenote.h"
#include "core/vault/folderscan.h"
#include "core/vault/indexcache.h"
#include "core/vault/indexer.h"
#include "core/vault/noteparser.h"
#include "tests/bench/benchvault.h"
#include "tests/bench/measure.h"

#include <QCoreApplication>
#include <QDir>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

void parseWithCmark(const Snapshot &snapshot)
{
    for (const auto &file : snapshot.files()) {
        if (!file->note)
            continue;
        cmark_parser *const parser = cmark_parser_new(CMARK_OPT_DEFAULT);
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("table"));
        cmark_parser_feed(parser, file->note->text.constData(), static_cast<size_t>(file->note->text.size()));
        cmark_node_free(cmark_parser_finish(parser));
        cmark_parser_free(parser);
    }
}

/// The first `count` notes with a sentence added to each.
VaultChanges changesOf(const Snapshot &snapshot, int count)
{
    VaultChanges changes;
    for (const auto &file : snapshot.files()) {
        if (changes.changed.size() == count)
            break;
        if (file->note)
            changes.changed.append(textEntry(file->path, file->stamp, file->note->text + "\n[[Something new]]\n"));
    }
    return changes;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const BenchVault vault;
    const qint64 before = anonymousMemory();
    const Snapshot snapshot = vault.index();
    std::printf("%-44s %9.1f MB\n", "anonymous memory of the snapshot",
                static_cast<double>(anonymousMemory() - before) / 1e6);

    cmark_gfm_core_extensions_ensure_registered();
    const double floor = median("floor: cmark-gfm, one thread", 5, [&] { parseWithCmark(snapshot); });
    const double scan = median("list and stat every file", 5, [&] { (void)scanFolder(vault.root()); });
    const double cold = median("cold index: read, parse, index", 5, [&] { (void)indexVault(vault.root()); });
    median("  of this, the index alone", 5, [&] {
        (void)Indexer::next({}, {.changed = snapshot.files(), .removed = {}, .settings = {}, .complete = true});
    });
    ratio("cold index / floor", cold, floor, 0.8);

    const IndexCache cache(vault.root());
    median("write the cache", 1, [&] { (void)cache.write(snapshot.files()); });
    std::printf("%-44s %9.1f MB\n", "cache", static_cast<double>(QFileInfo(cache.path()).size()) / 1e6);
    median("read the cache", 5, [&] { (void)cache.read(); });
    const double warm = median("warm open: list, read the cache, index", 5, [&] { (void)indexVault(vault.root()); });
    std::printf("%-44s %9.1f ms\n", "warm open beyond listing", warm - scan);
    QFile::remove(cache.path());

    const VaultChanges one = changesOf(snapshot, 1);
    const VaultChanges many = changesOf(snapshot, 500);
    const QByteArray text = snapshot.note(0).text;
    median("one changed note: parse", 51, [&] { (void)parseNote(text); });
    median("one changed note: new snapshot", 51, [&] { (void)Indexer::next(snapshot, one); });
    median("500 changed notes: parse and new snapshot", 5,
           [&] { (void)Indexer::next(snapshot, changesOf(snapshot, 500)); });
    median("500 changed notes: new snapshot", 5, [&] { (void)Indexer::next(snapshot, many); });

    const int hub = 0;
    std::printf("%-44s %9lld\n", "backlinks of the first note", static_cast<long long>(snapshot.backlinks(hub).size()));
    median("backlinks of it", 11, [&] { (void)snapshot.backlinks(hub); });
    const auto begin = std::chrono::steady_clock::now();
    const qsizetype targets = snapshot.unresolved().size();
    std::printf("%-44s %9.3f ms   (%lld targets)\n", "unresolved, the whole vault, asked for first",
                std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count(),
                static_cast<long long>(targets));
    median("unresolved, asked for again", 11, [&] { (void)snapshot.unresolved(); });
    median("one changed note: new snapshot, then unresolved", 51,
           [&] { (void)Indexer::next(snapshot, one).unresolved(); });
    const QString name = snapshot.file(hub).path.name().toString();
    median("resolve a name, 1000 times", 11, [&] {
        for (int i = 0; i < 1000; ++i)
            (void)snapshot.resolve(name, {});
    });
    std::printf("(scan %.1f ms of the cold index is listing)\n", scan);
    return 0;
}
