// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/graph.h"
#include "core/graph/graphoptions.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace tearsheet {

namespace {

/// A neighbour found from a note: a file, or a name that nothing answers to.
struct Target
{
    int file = -1;
    QString name;
};

class LocalGraphBuilder
{
public:
    LocalGraphBuilder(const Snapshot &snapshot, const LocalGraphOptions &options,
                      std::shared_ptr<const RelationIndex> relations)
        : m_snapshot(snapshot), m_options(options), m_relations(std::move(relations))
    {}

    Graph run(int centre)
    {
        add({centre, {}}, 0);
        int begin = 0;
        for (int depth = 1; depth <= m_options.depth; ++depth) {
            const int end = static_cast<int>(m_graph.nodes.size());
            QList<Candidate> ring;
            for (int node = begin; node < end; ++node)
                collect(node, ring);
            // Mutual links first, then notes with few other links: a hub tells least about its neighbours.
            std::ranges::stable_sort(
                ring, {}, [](const Candidate &c) { return std::tuple(c.target.file < 0, !c.mutual, c.degree); });
            for (const Candidate &candidate : std::as_const(ring)) {
                if (m_graph.nodes.size() >= m_options.mostNodes)
                    break;
                if (!m_byFile.contains(candidate.target.file) || candidate.target.file < 0)
                    add(candidate.target, depth);
            }
            begin = end;
        }
        connect();
        m_graph.relations = m_relations;
        return std::move(m_graph);
    }

private:
    struct Candidate
    {
        Target target;
        bool mutual = false;
        int degree = 0;
    };

    void add(const Target &target, int depth)
    {
        if (target.file < 0 && m_byName.contains(nameKey(target.name)))
            return;
        const int node = static_cast<int>(m_graph.nodes.size());
        if (target.file >= 0) {
            m_byFile.insert(target.file, node);
            m_graph.nodes.append({.file = target.file,
                                  .label = m_snapshot.file(target.file).path.name().toString(),
                                  .depth = depth,
                                  .degree = degree(target.file)});
        } else {
            m_byName.insert(nameKey(target.name), node);
            m_graph.nodes.append(
                {.label = target.name, .kind = GraphNodeKind::Unresolved, .depth = depth, .degree = 1});
        }
    }

    QList<Target> outgoing(int file) const
    {
        QList<Target> targets;
        const FileEntry &entry = m_snapshot.file(file);
        if (!entry.note)
            return targets;
        for (const Link &link : entry.note->facts.links) {
            const QString name = linkTarget(link, entry.note->text);
            if (name.isEmpty() || (link.kind != LinkKind::Wiki && isExternalTarget(name)))
                continue;
            const Resolution resolution = m_snapshot.resolve(name, entry.path);
            targets.append({resolution.isResolved() ? resolution.matches.first() : -1, name});
        }
        if (m_relations) {
            for (const Relation &relation : m_relations->from(file)) {
                targets.append(relation.target >= 0 ? Target{relation.target, {}} : Target{-1, relation.targetName});
            }
        }
        return targets;
    }

    int degree(int file)
    {
        const auto known = m_degrees.constFind(file);
        if (known != m_degrees.cend())
            return *known;
        const FileEntry &entry = m_snapshot.file(file);
        int degree = static_cast<int>(m_snapshot.backlinks(file).size());
        if (entry.note)
            degree += static_cast<int>(entry.note->facts.links.size());
        m_degrees.insert(file, degree);
        return degree;
    }

    void collect(int node, QList<Candidate> &ring)
    {
        const int file = m_graph.nodes.at(node).file;
        if (file < 0)
            return;
        QSet<int> in;
        for (const LinkRef ref : m_snapshot.backlinks(file))
            in.insert(ref.file);
        // Of a neighbour, what links do not say is left out: it is looked for in all notes.
        if (m_relations && node == 0) {
            for (const Relation &relation : m_relations->to(file))
                in.insert(relation.source);
        }
        QSet<int> seen;
        QSet<QString> names;
        for (const Target &target : outgoing(file)) {
            if (target.file < 0) {
                if (m_options.unresolved && !names.contains(nameKey(target.name))) {
                    names.insert(nameKey(target.name));
                    ring.append({target, false, 1});
                }
            } else if (!seen.contains(target.file) && !m_byFile.contains(target.file)
                       && m_snapshot.file(target.file).note && !isHidden(target.file)) {
                seen.insert(target.file);
                ring.append({target, in.contains(target.file), degree(target.file)});
            }
        }
        for (const int source : std::as_const(in)) {
            if (!seen.contains(source) && !m_byFile.contains(source) && !isHidden(source))
                ring.append({{source, {}}, false, degree(source)});
        }
    }

    bool isHidden(int file) const { return liesInAny(m_snapshot.file(file).path, m_options.hiddenFolders); }

    void connect()
    {
        for (int node = 0; node < m_graph.nodes.size(); ++node) {
            const int file = m_graph.nodes.at(node).file;
            if (file < 0)
                continue;
            if (m_relations) {
                for (int i = 0; i < m_relations->from(file).size(); ++i)
                    addEdge(node, m_relations->from(file).at(i), i);
            }
            for (const Target &target : outgoing(file)) {
                const int to =
                    target.file >= 0 ? m_byFile.value(target.file, -1) : m_byName.value(nameKey(target.name), -1);
                if (to >= 0 && to != node)
                    m_graph.edges.append({node, to});
            }
        }
        // What is said of a link came first, and stays.
        const auto ends = [](const GraphEdge &edge) { return std::pair(edge.from, edge.to); };
        std::ranges::stable_sort(m_graph.edges, {}, ends);
        const auto repeated = std::ranges::unique(m_graph.edges, {}, ends);
        m_graph.edges.erase(repeated.begin(), repeated.end());
    }

    void addEdge(int from, const Relation &relation, int index)
    {
        const int to = relation.target >= 0 ? m_byFile.value(relation.target, -1)
                                            : m_byName.value(nameKey(relation.targetName), -1);
        if (to < 0 || to == from)
            return;
        GraphEdge edge = edgeOf(relation, index);
        edge.from = from;
        edge.to = to;
        m_graph.edges.append(edge);
    }

    const Snapshot &m_snapshot;
    LocalGraphOptions m_options;
    std::shared_ptr<const RelationIndex> m_relations;
    Graph m_graph;
    QHash<int, int> m_byFile;
    QHash<QString, int> m_byName;
    QHash<int, int> m_degrees;
};

} // namespace

Graph localGraph(const Snapshot &snapshot, int file, const LocalGraphOptions &options,
                 std::shared_ptr<const RelationIndex> relations)
{
    return LocalGraphBuilder(snapshot, options, std::move(relations)).run(file);
}

} // namespace tearsheet
