// SPDX-License-Identifier: GPL-3.0-or-later

// Every cell of a vault read and every claim built, beside reading the cells alone, which is the floor.
//   ./check --bench claims [NOTES | FOLDER]     8,000 generated notes where nothing is said

#include "core/base/parallel.h"
#include "core/research/claim.h"
#include "core/table/table.h"
#include "core/vault/indexer.h"
#include "core/vault/noteparser.h"
#include "tests/bench/benchvault.h"
#include "tests/bench/measure.h"

#include <QCoreApplication>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

qint64 readCells(const Snapshot &snapshot)
{
    std::atomic<qint64> cells = 0;
    forAll(snapshot.files().size(), 16, [&](qsizetype i) {
        const auto &note = snapshot.files().at(i)->note;
        if (!note)
            return;
        qint64 count = 0;
        for (const TableOutline &outline : note->facts.tables) {
            const Table table = cutTable(outline, note->text);
            for (const TableRow &row : table.rows) {
                for (const ByteRange cell : row.cells)
                    count += readCell(cell.in(note->text)).kind == CellKind::Missing ? 0 : 1;
            }
        }
        cells += count;
    });
    return cells;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const BenchVault vault;
    const Snapshot snapshot = vault.index();
    // First, so that nothing that was given back is used again.
    const qint64 before = anonymousMemory();
    ClaimIndex index;
    index.update(snapshot);
    const qint64 memory = anonymousMemory() - before;

    qint64 cells = 0;
    const double floor = median("all cells read", 7, [&] { cells = readCells(snapshot); });
    const double built = median("all cells read and all claims built", 7, [&] {
        ClaimIndex fresh;
        fresh.update(snapshot);
    });
    // Every cell is read for its value, for the figures in it, and many once more for what is around these.
    ratio("built / read", built, floor, 10);

    QList<Claim> claims;
    const double listed = median("all claims listed by importance", 7, [&] { claims = index.claims(); });
    ratio("listed / read", listed, floor, 1);

    // One note changes back and forth.
    const auto file = std::ranges::find_if(
        snapshot.files(), [](const auto &one) { return one->note && one->note->facts.tables.size() > 3; });
    if (file != snapshot.files().end()) {
        QByteArray text = (*file)->note->text;
        Snapshot now = snapshot;
        double worst = 0;
        std::vector<double> times;
        for (int round = 0; round < 21; ++round) {
            text += "\n| Metric | Value |\n|---|---|\n| Revenue | $" + QByteArray::number(round) + "B |\n";
            VaultChanges changes;
            changes.changed.append(textEntry((*file)->path, (*file)->stamp, text));
            now = Indexer::next(now, changes);
            const auto begin = std::chrono::steady_clock::now();
            index.update(now);
            times.push_back(
                std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
            worst = std::max(worst, times.back());
        }
        std::ranges::sort(times);
        std::printf("%-44s %9.3f ms   (worst %.3f; at most 10)\n", "one note changed", times[times.size() / 2], worst);
    }
    std::printf("%-44s %9lld\n", "cells", static_cast<long long>(cells));
    std::printf("%-44s %9lld\n", "statements", static_cast<long long>(index.statementCount()));
    std::printf("%-44s %9lld\n", "claims", static_cast<long long>(claims.size()));
    std::printf("%-44s %9.1f MB  (at most 60)\n", "memory", static_cast<double>(memory) / 1e6);
    return 0;
}
