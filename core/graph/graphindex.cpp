// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/graphindex.h"

#include "core/base/parallel.h"
#include "core/vault/canvas.h"
#include "core/vault/snapshotdata.h"

#include <QSet>

#include <algorithm>

namespace tearsheet {

/// What one note adds to the graph, in numbers of files and keys of names: what other notes do does not change it.
struct GraphIndex::Part
{
    struct Named
    {
        quint64 key = 0;
        QString label;
        NoteKind noteKind = NoteKind::Unknown;
        bool linked = true;
        GraphEdge edge; ///< Its ends are not set.
    };

    std::shared_ptr<const Note> note;
    QList<Relation> relations;    ///< Shared with the index of relations: the same list says the same.
    std::vector<GraphEdge> files; ///< `to` is a file.
    std::vector<Named> names;
    std::vector<Named> tags;

    /// A name or a tag as it is said first.
    struct Said
    {
        const Named *named = nullptr;
        GraphNodeKind kind = GraphNodeKind::Unresolved;
        bool linked = false; ///< Here or later in the note.
    };
    std::vector<Said> said() const;
};

/// What becomes of the nodes of names and tags when one note says others.
struct GraphIndex::Renumbering
{
    QList<GraphNode> nodes;
    std::vector<int> firstFiles;
    std::vector<int> moved;    ///< By node before its number now, -1 where it is gone.
    QHash<quint64, int> known; ///< What the note says now, by key.
};

std::vector<GraphIndex::Part::Said> GraphIndex::Part::said() const
{
    std::vector<Said> all;
    QHash<quint64, std::size_t> places;
    const auto say = [&](const std::vector<Named> &those, GraphNodeKind kind) {
        for (const Named &named : those) {
            const auto place = places.constFind(named.key);
            if (place != places.cend()) {
                all[*place].linked = all[*place].linked || named.linked;
                continue;
            }
            places.insert(named.key, all.size());
            all.push_back({&named, kind, named.linked});
        }
    };
    say(names, GraphNodeKind::Unresolved);
    say(tags, GraphNodeKind::Tag);
    return all;
}

namespace {

/// What the links of one note say, by the keys of names; worked out when it is first asked for.
class LinkedNames
{
public:
    explicit LinkedNames(const Note &note) : m_note(note) {}

    // A relation that was read from a plain text may be linked elsewhere in the note.
    bool contains(const Relation &relation)
    {
        if (relation.best.evidence.rule == RelationRule::Link)
            return true;
        if (!m_keys) {
            m_keys.emplace();
            for (const Link &link : m_note.facts.links) {
                if (link.kind != LinkKind::Url && !isExternal(link, m_note.text))
                    m_keys->insert(nameNodeKey(linkTarget(link, m_note.text)));
            }
        }
        return m_keys->contains(nameNodeKey(relation.targetName));
    }

private:
    const Note &m_note;
    std::optional<QSet<quint64>> m_keys;
};

// "€1.3B" and "12 funds" in the column of investors are nobody's name.
bool isName(const QString &name)
{
    return name.at(0).isLetter()
           && std::ranges::none_of(name, [](QChar c) { return c.category() == QChar::Symbol_Currency; });
}

/// Files that are no indexed notes, under what links say: relations pass over plain links to them.
class UnreadFiles
{
public:
    explicit UnreadFiles(const Snapshot &snapshot) : m_snapshot(snapshot)
    {
        for (const auto &file : snapshot.files()) {
            if (file->note)
                continue;
            m_names.insert(nameHash(file->path.fileName()));
            m_anyNote = m_anyNote || file->path.isNote();
        }
    }

    /// Those that note `file` links to.
    void addEdges(int file, std::vector<GraphEdge> &edges) const
    {
        const FileEntry &entry = m_snapshot.file(file);
        if (m_names.isEmpty())
            return;
        for (const Link &link : entry.note->facts.links) {
            // An attachment's name has its ending.
            if (link.kind == LinkKind::Url || (!m_anyNote && !link.target.in(entry.note->text).contains('.'))
                || isExternal(link, entry.note->text))
                continue;
            const QString target = linkTarget(link, entry.note->text);
            if (!m_names.contains(linkHash(target)))
                continue;
            const Resolution found = m_snapshot.resolve(target, entry.path);
            if (found.isResolved() && !m_snapshot.file(found.matches.first()).note)
                edges.push_back({.from = file, .to = found.matches.first()});
        }
    }

private:
    const Snapshot &m_snapshot;
    QSet<NameHash> m_names;
    bool m_anyNote = false;
};

bool sameFiles(const Snapshot &one, const Snapshot &other)
{
    return std::ranges::equal(one.files(), other.files(), [](const auto &a, const auto &b) {
        return a == b || (a->path == b->path && !a->note == !b->note);
    });
}

GraphNode nodeOfFile(const FileEntry &file, NoteKind kind)
{
    const bool isNote = file.path.isNote();
    return {.label = (isNote ? file.path.name() : file.path.fileName()).toString(),
            .kind = isNote                ? GraphNodeKind::Note
                    : isCanvas(file.path) ? GraphNodeKind::Canvas
                                          : GraphNodeKind::Attachment,
            .noteKind = kind,
            .key = fileNodeKey(file.path)};
}

// What an edge adds to the links of the note that it is of.
int linksIn(const QList<GraphNode> &nodes, const GraphEdge &edge)
{
    return nodes.at(edge.to).kind == GraphNodeKind::Tag ? 0 : 1;
}

// The files that a canvas shows and that links in its cards reach, each once; none where it cannot be read.
std::vector<GraphEdge> edgesOfCanvas(int file, const Snapshot &snapshot)
{
    std::vector<GraphEdge> edges;
    const FileEntry &entry = snapshot.file(file);
    if (!entry.canvas)
        return edges;
    for (const int shown : filesIn(*entry.canvas, entry.path, snapshot)) {
        if (shown != file)
            edges.push_back({.from = file, .to = shown});
    }
    std::ranges::sort(edges, {}, &GraphEdge::to);
    const auto repeated = std::ranges::unique(edges, {}, &GraphEdge::to);
    edges.erase(repeated.begin(), repeated.end());
    return edges;
}

} // namespace

GraphIndex::GraphIndex() = default;

GraphIndex GraphIndex::updated(const RelationIndex &relations) const
{
    GraphIndex next;
    next.m_graph.relations = std::make_shared<const RelationIndex>(relations);
    const Snapshot &snapshot = next.m_graph.relations->snapshot();
    const bool same = m_graph.relations && sameFiles(m_graph.relations->snapshot(), snapshot);
    const auto count = static_cast<std::size_t>(snapshot.files().size());
    next.m_parts.resize(count);
    std::vector<int> changed;
    std::vector<int> read; // Those of them that are notes.
    for (std::size_t i = 0; i < count; ++i) {
        const int file = static_cast<int>(i);
        const auto &note = snapshot.file(file).note;
        if (!note && isCanvas(snapshot.file(file).path)) {
            // They are few, and what their links reach may change with any note.
            const auto part = std::make_shared<Part>();
            part->files = edgesOfCanvas(file, snapshot);
            const bool known = same && m_parts[i] && m_parts[i]->files == part->files;
            next.m_parts[i] = known ? m_parts[i] : part;
            if (!known)
                changed.push_back(file);
        }
        if (!note)
            continue;
        const QList<Relation> &stated = relations.from(file);
        if (same && m_parts[i] && m_parts[i]->note == note && m_parts[i]->relations.constData() == stated.constData())
            next.m_parts[i] = m_parts[i];
        else
            read.push_back(file);
        if (!next.m_parts[i])
            changed.push_back(file);
    }
    const UnreadFiles unread(snapshot);
    forAll(static_cast<qsizetype>(read.size()), 32, [&](qsizetype i) {
        const int file = read[static_cast<std::size_t>(i)];
        const auto part = std::make_shared<Part>();
        part->note = snapshot.file(file).note;
        part->relations = relations.from(file);
        LinkedNames linkedNames(*part->note);
        for (int index = 0; index < part->relations.size(); ++index) {
            const Relation &relation = part->relations.at(index);
            if (relation.target == file)
                continue;
            if (relation.target >= 0) {
                part->files.push_back(edgeOf(relation, index));
                continue;
            }
            const bool linked = linkedNames.contains(relation);
            if (linked || isName(relation.targetName))
                part->names.push_back({nameNodeKey(relation.targetName), relation.targetName,
                                       kindOfName(relation.targetName), linked, edgeOf(relation, index)});
        }
        unread.addEdges(file, part->files);
        // An attachment may be linked and stand in a typed column: what is a relation comes first and stays.
        std::ranges::stable_sort(part->files, {}, &GraphEdge::to);
        const auto repeated = std::ranges::unique(part->files, {}, &GraphEdge::to);
        part->files.erase(repeated.begin(), repeated.end());
        for (const Tag &tag : part->note->facts.tags) {
            const QString name = QString::fromUtf8(tag.name.in(part->note->text));
            const quint64 key = tagNodeKey(name);
            if (!std::ranges::contains(part->tags, key, &Part::Named::key))
                part->tags.push_back({key, u'#' + name, NoteKind::Unknown, true, {}});
        }
        next.m_parts[static_cast<std::size_t>(file)] = part;
    });
    next.m_readCount = static_cast<int>(read.size());

    if (same && !changed.empty() && next.replaceEdges(*this, changed))
        return next;

    // Files first, in their order: edges then come out ascending.
    QList<GraphNode> &nodes = next.m_graph.nodes;
    next.m_nodes.reserve(static_cast<qsizetype>(count));
    for (int file = 0; file < static_cast<int>(count); ++file) {
        if (snapshot.isExcluded(file)) {
            next.m_nodes.append(-1);
            continue;
        }
        const int before = same ? m_nodes.at(file) : -1;
        GraphNode node = before >= 0 ? m_graph.nodes.at(before) : nodeOfFile(snapshot.file(file), {});
        node.file = file;
        node.noteKind = relations.kindOf(file);
        node.degree = 0;
        next.m_nodes.append(static_cast<int>(nodes.size()));
        nodes.append(std::move(node));
    }
    QHash<quint64, int> known;
    const auto nodeNamed = [&](const Part::Named &named, GraphNodeKind kind, int firstFile) {
        const auto place = known.constFind(named.key);
        if (place != known.cend()) {
            nodes[*place].linked = nodes.at(*place).linked || named.linked;
            return *place;
        }
        const int node = static_cast<int>(nodes.size());
        known.insert(named.key, node);
        next.m_firstFiles.push_back(firstFile);
        nodes.append(
            {.label = named.label, .kind = kind, .noteKind = named.noteKind, .key = named.key, .linked = named.linked});
        return node;
    };
    QList<GraphEdge> &edges = next.m_graph.edges;
    edges.reserve(m_graph.edges.size());
    for (std::size_t i = 0; i < count; ++i) {
        const int from = next.m_nodes.at(static_cast<qsizetype>(i));
        if (!next.m_parts[i] || from < 0)
            continue;
        const Part &part = *next.m_parts[i];
        const auto add = [&](GraphEdge edge, int to) {
            edge.from = from;
            edge.to = to;
            if (to >= 0)
                edges.append(edge);
        };
        for (const GraphEdge &edge : part.files)
            add(edge, next.m_nodes.at(edge.to));
        const qsizetype begin = edges.size();
        for (const Part::Named &named : part.names)
            add(named.edge, nodeNamed(named, GraphNodeKind::Unresolved, static_cast<int>(i)));
        for (const Part::Named &tag : part.tags)
            add(tag.edge, nodeNamed(tag, GraphNodeKind::Tag, static_cast<int>(i)));
        const auto first = edges.begin() + begin;
        if (!std::is_sorted(first, edges.end()))
            std::sort(first, edges.end());
        const auto sameEnds = [](const GraphEdge &one, const GraphEdge &other) { return one.to == other.to; };
        edges.erase(std::unique(first, edges.end(), sameEnds), edges.end());
    }
    for (const GraphEdge &edge : std::as_const(edges)) {
        nodes[edge.from].degree += linksIn(nodes, edge);
        ++nodes[edge.to].degree;
    }
    return next;
}

// Takes over the graph of `before` with other edges for the notes `changed`, and other names and tags where one of them
// says others; false where that would bring nodes into another order.
bool GraphIndex::replaceEdges(const GraphIndex &before, const std::vector<int> &changed)
{
    const Snapshot &snapshot = m_graph.relations->snapshot();
    if (before.m_graph.relations->snapshot().settings().excluded != snapshot.settings().excluded)
        return false;
    const auto sameNames = [](const std::vector<Part::Named> &one, const std::vector<Part::Named> &other) {
        return std::ranges::equal(one, other, [](const Part::Named &a, const Part::Named &b) {
            return a.key == b.key && a.label == b.label && a.linked == b.linked;
        });
    };
    int renamed = -1;
    for (const int file : changed) {
        const auto &was = before.m_parts[static_cast<std::size_t>(file)];
        const auto &is = m_parts[static_cast<std::size_t>(file)];
        if (before.m_nodes.at(file) < 0 || (was && sameNames(was->names, is->names) && sameNames(was->tags, is->tags)))
            continue;
        if (!was || renamed >= 0)
            return false;
        renamed = file;
    }
    Renumbering names{.nodes = before.m_graph.nodes, .firstFiles = before.m_firstFiles};
    if (renamed >= 0 && !replaceNames(before, renamed, names))
        return false;
    m_nodes = before.m_nodes;
    m_firstFiles = std::move(names.firstFiles);
    m_graph.nodes = std::move(names.nodes);
    const auto numberOf = [&](int node) {
        return names.moved.empty() ? node : names.moved[static_cast<std::size_t>(node)];
    };
    QList<GraphNode> &nodes = m_graph.nodes;
    QList<GraphEdge> &edges = m_graph.edges;
    edges.reserve(before.m_graph.edges.size() + 64);
    const auto copy = [&](auto begin, auto end) {
        const qsizetype first = edges.size();
        edges.append(QList<GraphEdge>(begin, end));
        if (names.moved.empty())
            return;
        for (GraphEdge &edge : std::span(edges.begin() + first, edges.end()))
            edge.to = numberOf(edge.to);
    };
    auto copied = before.m_graph.edges.cbegin();
    for (const int file : changed) { // Ascending.
        const int node = m_nodes.at(file);
        if (node < 0)
            continue;
        nodes[node].noteKind = m_graph.relations->kindOf(file);
        const auto [begin, end] =
            std::ranges::equal_range(before.m_graph.edges, node, {}, [](const GraphEdge &edge) { return edge.from; });
        copy(copied, begin);
        copied = end;
        // What its names and tags are is known from the edges that were there.
        QHash<quint64, int> known = file == renamed ? names.known : QHash<quint64, int>();
        for (const GraphEdge &edge : std::span(begin, end)) {
            const int to = numberOf(edge.to);
            nodes[edge.from].degree -= linksIn(before.m_graph.nodes, edge);
            if (to < 0)
                continue;
            --nodes[to].degree;
            known.insert(nodes.at(to).key, to);
        }
        const qsizetype first = edges.size();
        const Part &part = *m_parts[static_cast<std::size_t>(file)];
        const auto add = [&](GraphEdge edge, int to) {
            edge.from = node;
            edge.to = to;
            if (to >= 0)
                edges.append(edge);
        };
        for (const GraphEdge &edge : part.files)
            add(edge, m_nodes.at(edge.to));
        for (const Part::Named &named : part.names)
            add(named.edge, known.value(named.key, -1));
        for (const Part::Named &tag : part.tags)
            add(tag.edge, known.value(tag.key, -1));
        std::stable_sort(edges.begin() + first, edges.end());
        const auto sameEnds = [](const GraphEdge &one, const GraphEdge &other) { return one.to == other.to; };
        edges.erase(std::unique(edges.begin() + first, edges.end(), sameEnds), edges.end());
        for (const GraphEdge &edge : std::span(edges.cbegin() + first, edges.cend())) {
            nodes[edge.from].degree += linksIn(nodes, edge);
            ++nodes[edge.to].degree;
        }
    }
    copy(copied, before.m_graph.edges.cend());
    return true;
}

// Names and tags that note `file` says first are beside each other; false where one of others would have to move.
bool GraphIndex::replaceNames(const GraphIndex &before, int file, Renumbering &names) const
{
    const auto index = static_cast<std::size_t>(file);
    const std::vector<Part::Said> said = m_parts[index]->said();
    QHash<quint64, std::size_t> places;
    for (std::size_t i = 0; i < said.size(); ++i)
        places.insert(said[i].named->key, i);
    QSet<quint64> linkedBefore;
    for (const Part::Named &named : before.m_parts[index]->names) {
        if (named.linked)
            linkedBefore.insert(named.key);
    }
    QList<GraphNode> &nodes = names.nodes;
    std::vector<int> &firstFiles = names.firstFiles;
    const auto firstNamed = static_cast<std::size_t>(nodes.size()) - firstFiles.size();
    const auto [begin, end] = std::ranges::equal_range(firstFiles, file);
    const std::size_t ownBegin = firstNamed + static_cast<std::size_t>(begin - firstFiles.begin());
    const std::size_t ownEnd = firstNamed + static_cast<std::size_t>(end - firstFiles.begin());
    // What this note no longer links may be linked by others.
    const auto isLinked = [&](const GraphNode &node, bool linkedNow) {
        return linkedNow || (node.linked && (!linkedBefore.contains(node.key) || before.othersLink(node.key, file)));
    };
    std::vector<int> was(said.size(), -1);
    for (std::size_t i = firstNamed; i < static_cast<std::size_t>(nodes.size()); ++i) {
        const GraphNode &node = nodes.at(static_cast<qsizetype>(i));
        const auto place = places.constFind(node.key);
        const bool own = i >= ownBegin && i < ownEnd;
        if (place != places.cend())
            was[*place] = static_cast<int>(i);
        else if (own && node.degree > 1)
            return false; // Another note says it first now.
        else if (!own && linkedBefore.contains(node.key))
            nodes[static_cast<qsizetype>(i)].linked = isLinked(node, false);
    }

    QList<GraphNode> own;
    int last = -1;
    for (std::size_t i = 0; i < said.size(); ++i) {
        const Part::Said &one = said[i];
        if (was[i] >= 0 && (was[i] < static_cast<int>(ownBegin) || was[i] >= static_cast<int>(ownEnd))) {
            if (was[i] >= static_cast<int>(ownEnd))
                return false; // This note is the first now.
            nodes[was[i]].linked = isLinked(nodes.at(was[i]), one.linked);
            names.known.insert(one.named->key, was[i]);
            continue;
        }
        if (was[i] >= 0 && std::exchange(last, was[i]) > was[i])
            return false;
        GraphNode node = was[i] >= 0 ? nodes.at(was[i]) : GraphNode{.key = one.named->key, .linked = false};
        node.label = one.named->label;
        node.kind = one.kind;
        node.noteKind = one.named->noteKind;
        node.linked = isLinked(node, one.linked);
        names.known.insert(node.key, static_cast<int>(ownBegin) + static_cast<int>(own.size()));
        own.append(std::move(node));
    }
    names.moved.resize(static_cast<std::size_t>(nodes.size()));
    const int shift = static_cast<int>(own.size()) - static_cast<int>(ownEnd - ownBegin);
    for (std::size_t i = 0; i < names.moved.size(); ++i) {
        const bool isOwn = i >= ownBegin && i < ownEnd;
        names.moved[i] = isOwn ? names.known.value(nodes.at(static_cast<qsizetype>(i)).key, -1)
                               : static_cast<int>(i) + (i >= ownEnd ? shift : 0);
    }
    firstFiles.erase(begin, end);
    firstFiles.insert(firstFiles.begin() + static_cast<std::ptrdiff_t>(ownBegin - firstNamed),
                      static_cast<std::size_t>(own.size()), file);
    nodes = nodes.first(static_cast<qsizetype>(ownBegin)) + own + nodes.sliced(static_cast<qsizetype>(ownEnd));
    return true;
}

// Whether another note than `file` links a name. A look at all names.
bool GraphIndex::othersLink(quint64 name, int file) const
{
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        if (!m_parts[i] || static_cast<int>(i) == file || m_nodes.at(static_cast<qsizetype>(i)) < 0)
            continue;
        if (std::ranges::any_of(m_parts[i]->names,
                                [&](const Part::Named &named) { return named.linked && named.key == name; }))
            return true;
    }
    return false;
}

} // namespace tearsheet
