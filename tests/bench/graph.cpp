// SPDX-License-Identifier: GPL-3.0-or-later

// The graph of a whole vault: made from what notes state, after one note changed, after a start from the cache, and
// what is asked of it. Floors are what cannot be done without: each relation looked at once, each edge once.
//   ./check --bench graph [NOTES | FOLDER]     8,000 generated notes where nothing is said

#include "core/graph/collapse.h"
#include "core/graph/communities.h"
#include "core/graph/graphindex.h"
#include "core/graph/measures.h"
#include "core/graph/paths.h"
#include "core/note/parsenote.h"
#include "core/research/relationcache.h"
#include "core/vault/indexer.h"
#include "tests/bench/benchvault.h"
#include "tests/bench/measure.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

// Each relation looked at once, and the name of each that reaches no note.
qsizetype relationsOnce(const RelationIndex &relations)
{
    qsizetype found = 0;
    QSet<NameHash> names;
    for (int file = 0; file < relations.snapshot().files().size(); ++file) {
        for (const Relation &relation : relations.from(file)) {
            if (relation.target < 0)
                names.insert(nameHash(relation.targetName));
            found += relation.target;
        }
    }
    return found + names.size();
}

// The texts hashed and the file of the cache read through: what tells whether anything changed.
quint64 readThrough(const Snapshot &snapshot, const QString &path)
{
    quint64 sum = 0;
    for (const auto &file : snapshot.files())
        sum += file->note ? contentHash(file->note->text) : 0;
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? sum + contentHash(file.readAll()) : sum;
}

// The snapshot with a line more in note `file`.
Snapshot edited(const Snapshot &snapshot, int file, const QByteArray &line)
{
    FileEntry entry = snapshot.file(file);
    auto note = std::make_shared<Note>();
    note->text = entry.note->text + line;
    note->facts = parseNote(note->text);
    entry.note = std::move(note);
    VaultChanges changes;
    changes.changed.append(std::make_shared<const FileEntry>(std::move(entry)));
    return Indexer::next(snapshot, changes);
}

// Each edge looked at once, in both directions.
double edgesOnce(const Graph &graph, std::vector<double> &sums)
{
    for (const GraphEdge &edge : graph.edges) {
        sums[static_cast<std::size_t>(edge.to)] += 1;
        sums[static_cast<std::size_t>(edge.from)] += 1;
    }
    return sums.empty() ? 0 : sums.front();
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const BenchVault vault;
    const Snapshot snapshot = vault.index();
    const double anew = median("relations, read anew", 3, [&] { (void)RelationIndex().updated(snapshot); });
    const RelationIndex relations = RelationIndex().updated(snapshot);

    const RelationCache cache(vault.root());
    median("relations, written to the cache", 3, [&] { (void)cache.write(relations); });
    std::printf("%-44s %9.1f MB\n", "the cache", static_cast<double>(QFile(cache.path()).size()) / 1e6);
    quint64 sum = 0;
    const double through = median("texts and cache, hashed", 5, [&] { sum += readThrough(snapshot, cache.path()); });
    int read = -1;
    const double cached = median("relations, from the cache", 5, [&] { read = cache.read(snapshot).readCount(); });
    ratio("from the cache / anew", cached, anew, 0.4);
    ratio("from the cache / hashed", cached, through, 12);

    const GraphIndex index = GraphIndex().updated(relations);
    const Graph &whole = index.graph();
    std::printf("%-44s %9lld nodes, %lld edges\n", "graph", static_cast<long long>(whole.nodes.size()),
                static_cast<long long>(whole.edges.size()));
    qsizetype looked = 0;
    const double once = median("each relation once", 9, [&] { looked += relationsOnce(relations); });
    const double built = median("graph, made from relations", 9, [&] { (void)GraphIndex().updated(relations); });
    ratio("graph / each relation once", built, once, 12);

    const int middle = static_cast<int>(snapshot.files().size()) / 2;
    const Snapshot later = edited(snapshot, middle, "\nAnother line, of [[Somebody new]].\n");
    const double relation = median("relations, one note changed", 9, [&] { (void)relations.updated(later); });
    const RelationIndex next = relations.updated(later);
    const double named = median("graph, one note says a new name", 9, [&] { (void)index.updated(next); });
    ratio("both, a new name / made", relation + named, built, 0.6);
    const RelationIndex reworded = relations.updated(edited(snapshot, middle, "\nAnother line.\n"));
    const double changed = median("graph, one note changed", 9, [&] { (void)index.updated(reworded); });
    ratio("both, one note changed / made", relation + changed, built, 0.25);

    GraphOptions options;
    ShownGraph shown;
    median("shown, as it is", 9, [&] { shown = shownGraph(whole, options).value(); });
    options.settings.search = u"capacity"_s;
    median("shown, with a search for a word", 5, [&] { (void)shownGraph(whole, options); });

    std::vector<double> sums(static_cast<std::size_t>(whole.nodes.size()));
    const double edges = median("each edge once", 9, [&] { (void)edgesOnce(whole, sums); });
    const double ranked = median("PageRank", 5, [&] { (void)pageRank(whole); });
    ratio("PageRank / each edge once", ranked, edges, 200);
    std::vector<int> communities;
    const double louvain = median("communities", 5, [&] { communities = communitiesOf(whole); });
    ratio("communities / each edge once", louvain, edges, 600);
    std::printf("%-44s %9d, modularity %.3f\n", "communities found", 1 + *std::ranges::max_element(communities),
                modularityOf(whole, communities));
    median("betweenness, 512 sources", 1, [&] { (void)betweenness(whole); });
    options = {};
    options.collapse = CollapseBy::Community;
    median("shown, collapsed by community", 3, [&] { (void)shownGraph(whole, options); });
    QList<GraphAnswer> answers;
    const int last = static_cast<int>(whole.nodes.size()) - 1;
    median("three shortest paths", 5, [&] { answers = pathsBetween(whole, 0, last); });
    median("three strongest paths", 5, [&] { answers = pathsBetween(whole, 0, last, {.strongest = true}); });
    return read == 0 && sum != 0 && looked != 0 && !answers.isEmpty() ? 0 : 1;
}
