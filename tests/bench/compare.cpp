// SPDX-License-Identifier: GPL-3.0-or-later

// Comparisons over a whole vault in memory, beside reading its tables once.
//   ./check --bench compare [NOTES | FOLDER]     8,000 generated notes where nothing is said

#include "core/base/parallel.h"
#include "core/export/comparisonsheet.h"
#include "core/export/xlsx.h"
#include "core/research/comparisonview.h"
#include "core/research/disputes.h"
#include "core/table/table.h"
#include "tests/bench/benchvault.h"
#include "tests/bench/measure.h"

#include <QCoreApplication>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

// Cuts every table of the vault: the least that a program does which has no other way to find a company.
qsizetype cutAll(const Snapshot &snapshot)
{
    std::atomic<qsizetype> cells = 0;
    forAll(snapshot.files().size(), 64, [&](qsizetype file) {
        const std::shared_ptr<const Note> &note = snapshot.files().at(file)->note;
        if (!note)
            return;
        qsizetype count = 0;
        for (const TableOutline &outline : note->facts.tables) {
            for (const TableRow &row : cutTable(outline, note->text).rows)
                count += row.cells.size();
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
    // Those that most others link to, and some in between.
    QList<std::pair<qsizetype, QString>> linked;
    for (int file = 0; file < snapshot.files().size(); ++file) {
        const FileEntry &entry = snapshot.file(file);
        if (entry.note)
            linked.append({snapshot.linksSaying(entry.path.name()).size(), entry.path.toString()});
    }
    std::ranges::sort(linked, std::greater());
    const auto names = [&](qsizetype from, qsizetype step) {
        QStringList ten;
        for (qsizetype i = 0; i < 10 && from + i * step < linked.size(); ++i)
            ten.append(linked.at(from + i * step).second);
        return ten;
    };
    qsizetype cells = 0;
    const double floor = median("cutting all tables", 5, [&] { cells = cutAll(snapshot); });
    std::printf("%-44s %9lld\n", "cells", static_cast<long long>(cells));
    std::shared_ptr<SharedClaims> claims;
    // As the window does before anybody can ask for a comparison.
    const auto readClaims = [&] {
        claims = std::make_shared<SharedClaims>();
        claims->ask(snapshot, [](const ClaimIndex &) {});
    };
    const auto measure = [&](const char *what, const QStringList &ten, double most) {
        Comparison grid;
        const auto work = [&] {
            grid = compare({.names = ten}, snapshot, claims->lexicons(), claims->subjects(snapshot));
        };
        ratio("  ours / cutting all tables", median(what, 5, readClaims, work), floor, most);
        std::printf("%-44s %9lld\n", "  rows", static_cast<long long>(grid.rows.size()));
        ratio("  ours / cutting all tables", median("  once more", 9, work), floor, most);
        const double alone = median("  by a command", 9, [&] { (void)compare({.names = ten}, snapshot); });
        ratio("  ours / cutting all tables", alone, floor, most + 1);
        return grid;
    };
    measure("10 companies, usual ones", names(snapshot.files().size() / 20, 50), 2.0);
    const Comparison grid = measure("10 companies, those most linked", names(0, 1), 4.0);
    median("arranging", 9, [&] { (void)arranged(grid, {.transposed = true, .hideEqual = true}); });
    median("as a workbook", 5, [&] { (void)xlsx(comparisonBook(grid, snapshot, vault.root())); });
    return 0;
}
