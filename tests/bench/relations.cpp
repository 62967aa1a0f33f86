// SPDX-License-Identifier: GPL-3.0-or-later

// The relations of a whole vault in memory, on one core and on all, and after one note changed. The floor is what
// cannot be done without: every byte looked at once for line ends, every link resolved once.
//   ./check --bench relations [NOTES | FOLDER]     8,000 generated notes where nothing is said

#include "core/research/relationindex.h"
#include "core/text/lineindex.h"
#include "tests/bench/benchvault.h"
#include "tests/bench/measure.h"

#include <QCoreApplication>
#include <QSet>

#include <sched.h>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

// Lines counted and each target of each note resolved once: what any reader of relations has to do.
int floorOf(const Snapshot &snapshot)
{
    int found = 0;
    for (const auto &file : snapshot.files()) {
        if (!file->note)
            continue;
        const LineIndex lines(file->note->text);
        QSet<QByteArrayView> said;
        for (const Link &link : file->note->facts.links) {
            const QByteArrayView target = link.target.in(file->note->text);
            if (said.contains(target))
                continue;
            said.insert(target);
            found += lines.lineAt(link.range.begin) >= 0
                     && snapshot.resolve(linkTarget(link, file->note->text), file->path).isResolved();
        }
    }
    return found;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const BenchVault vault;
    const Snapshot snapshot = vault.index();
    qsizetype rows = 0;
    qsizetype typed = 0;
    for (const Relation &relation : relationsOf(snapshot)) {
        ++rows;
        typed += relation.best.type != RelationType::Link;
    }
    std::printf("%-44s %9lld, %lld of them typed\n", "relations", static_cast<long long>(rows),
                static_cast<long long>(typed));

    int resolved = 0;
    const double floor = median("lines and links, one core", 9, [&] { resolved = floorOf(snapshot); });
    // forAll asks how many cores the process may use.
    cpu_set_t before;
    cpu_set_t first;
    CPU_ZERO(&first);
    CPU_SET(0, &first);
    sched_getaffinity(0, sizeof(before), &before);
    sched_setaffinity(0, sizeof(first), &first);
    const double one = median("relations, one core", 9, [&] { (void)relationsOf(snapshot); });
    sched_setaffinity(0, sizeof(before), &before);
    const double all = median("relations, all cores", 9, [&] { (void)relationsOf(snapshot); });
    ratio("one core / floor", one, floor, 4.0);
    ratio("all cores / floor", all, floor, 3.0);

    // One note changed: another text, the same name.
    const RelationIndex index = RelationIndex().updated(snapshot);
    int largest = 0;
    for (int i = 0; i < snapshot.files().size(); ++i) {
        const auto size = [&](int file) { return snapshot.file(file).note ? snapshot.note(file).text.size() : 0; };
        if (size(i) > size(largest))
            largest = i;
    }
    const double single = median("relations of the largest note", 9, [&] { (void)relationsOf(largest, snapshot); });
    const double again = median("index, nothing changed", 9, [&] { (void)index.updated(snapshot); });
    ratio("largest note / all", single, one, 0.05);
    ratio("nothing changed / all", again, all, 0.05);
    return resolved > 0 ? 0 : 1;
}
