// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/showngraph.h"

#include "core/base/parallel.h"
#include "core/graph/collapse.h"
#include "core/graph/graphdates.h"
#include "core/search/query.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace tearsheet {

namespace {

constexpr int QuietDegree = 8; // Up to so many edges a node is no hub.

/// What a query that asks for files alone says of a tag.
enum class TagRule : quint8 { LeftIn, LeftOut };

// By node of `graph` whether it matches.
Result<std::vector<char>> matching(const Query &query, const Graph &graph, TagRule tags)
{
    std::vector<char> found(static_cast<std::size_t>(graph.nodes.size()));
    std::vector<std::optional<Error>> errors(found.size());
    const Snapshot &snapshot = graph.relations->snapshot();
    const auto matches = [&](const GraphNode &node) -> Result<bool> {
        if (node.kind == GraphNodeKind::Tag)
            return tags == TagRule::LeftIn ? query.matchesTag(node.label) : query.asksForTag(node.label);
        if (node.file >= 0)
            return query.matchesName(snapshot.file(node.file));
        FileEntry named{.path = {}, .kind = FileKind::Note};
        if (const Result<NotePath> path = NotePath::fromRelative(QString(node.label + u".md")))
            named.path = *path;
        return query.matchesName(named);
    };
    forAll(graph.nodes.size(), 64, [&](qsizetype i) {
        const auto index = static_cast<std::size_t>(i);
        const Result<bool> one = matches(graph.nodes.at(i));
        if (one)
            found[index] = *one;
        else
            errors[index] = one.error();
    });
    for (const std::optional<Error> &error : errors) {
        if (error)
            return std::unexpected(*error);
    }
    return found;
}

class Choice
{
public:
    Choice(const Graph &whole, const GraphOptions &options, int centre)
        : m_whole(whole), m_options(options), m_centre(centre), m_kept(static_cast<std::size_t>(whole.nodes.size()), 1),
          m_depths(m_kept.size(), 0), m_unfound(m_kept.size(), 0)
    {}

    Result<ShownGraph> run()
    {
        if (const Result<> chosen = chooseNodes(); !chosen)
            return std::unexpected(chosen.error());
        chooseEdges();
        if (m_centre >= 0)
            walk();
        if (!m_options.settings.showOrphans)
            dropOrphans();
        ShownGraph shown = gathered();
        colour(shown);
        if (m_options.collapse != CollapseBy::Nothing)
            shown = collapsed(shown, m_options);
        weigh(shown);
        return shown;
    }

private:
    bool isKept(int node) const { return m_kept[static_cast<std::size_t>(node)] != 0; }

    Result<> chooseNodes()
    {
        const GraphSettings &settings = m_options.settings;
        const Result<Query> query = Query::parse(settings.search);
        if (!query)
            return std::unexpected(query.error());
        std::vector<char> found;
        if (!query->isEmpty()) {
            Result<std::vector<char>> all = matching(*query, m_whole, TagRule::LeftIn);
            if (!all)
                return std::unexpected(all.error());
            found = *std::move(all);
        }
        const std::vector<GraphDates> dates =
            m_options.until.isValid() ? graphDates(m_whole) : std::vector<GraphDates>();
        for (std::size_t i = 0; i < m_kept.size(); ++i) {
            const GraphNode &node = m_whole.nodes.at(static_cast<qsizetype>(i));
            bool kept = node.linked || m_options.plainNames;
            kept = kept && (settings.showTags || node.kind != GraphNodeKind::Tag);
            kept = kept && (settings.showAttachments || node.kind != GraphNodeKind::Attachment);
            if (node.kind == GraphNodeKind::Unresolved)
                kept = kept && isNameShown(node);
            kept = kept && (m_options.degreeCeiling <= 0 || node.degree <= m_options.degreeCeiling);
            // A name that was said long ago may have been said again since.
            if (!dates.empty() && (node.file >= 0 || m_options.time == GraphTime::Creation))
                kept = kept && !(dates[i].of(m_options.time) > m_options.until);
            if (kept && node.file >= 0 && !m_options.hiddenFolders.isEmpty())
                kept = !liesInAny(m_whole.relations->snapshot().file(node.file).path, m_options.hiddenFolders);
            m_kept[i] = kept || static_cast<int>(i) == m_centre;
        }
        for (std::size_t i = 0; i < found.size(); ++i) {
            if (!m_kept[i] || found[i] || static_cast<int>(i) == m_centre)
                continue;
            m_kept[i] = 0;
            if (m_whole.nodes.at(static_cast<qsizetype>(i)).kind == GraphNodeKind::Note) {
                m_unfound[i] = 1;
                ++m_filtered;
            }
        }
        const FileEntry nobody{.path = {}, .kind = FileKind::Note};
        dropUnsaid(!query->isEmpty() && !query->matchesName(nobody).value_or(true),
                   !query->isEmpty() && !query->matchesTag(u"#").value_or(true));
        return {};
    }

    // A missing picture is no note that somebody could write.
    bool isNameShown(const GraphNode &node) const
    {
        const GraphSettings &settings = m_options.settings;
        return settings.showUnresolved && (settings.showAttachments || !hasAttachmentEnding(node.label))
               && (!m_options.repeatedNames || node.degree > 1);
    }

    // A name or a tag is there because a note says it, and goes with those that do; unless it is asked for: the search
    // finds it, and would not find just any.
    void dropUnsaid(bool namesAsked, bool tagsAsked)
    {
        std::vector<char> said(m_kept.size(), 0);
        for (const GraphEdge &edge : m_whole.edges)
            said[static_cast<std::size_t>(edge.to)] |= m_kept[static_cast<std::size_t>(edge.from)];
        for (std::size_t i = 0; i < m_kept.size(); ++i) {
            const GraphNode &node = m_whole.nodes.at(static_cast<qsizetype>(i));
            const bool asked = node.kind == GraphNodeKind::Tag ? tagsAsked : namesAsked;
            m_kept[i] = m_kept[i] && (node.file >= 0 || said[i] || asked || static_cast<int>(i) == m_centre);
        }
    }

    // Edges between nodes that are kept, each as the best that is said of it and not hidden.
    void chooseEdges()
    {
        std::map<std::pair<RelationType, RelationModifier>, int> counts;
        for (const GraphEdge &edge : m_whole.edges) {
            if (!isKept(edge.from) || !isKept(edge.to))
                continue;
            if (edge.relation < 0 && !isOfCanvas(edge)) {
                m_edges.append(edge); // Tags and attachments go with their nodes.
                continue;
            }
            ++counts[{edge.type, edge.modifier}];
            if (!m_options.hides(edge.type, edge.modifier)) {
                m_edges.append(edge);
                continue;
            }
            const Relation *relation = m_whole.relationOf(edge);
            if (!relation)
                continue;
            const auto shown = std::ranges::find_if(relation->also, [&](const RelationStatement &said) {
                return !m_options.hides(said.type, said.modifier);
            });
            if (shown == relation->also.end())
                continue;
            GraphEdge other = edge;
            other.type = shown->type;
            other.modifier = shown->modifier;
            other.rule = shown->evidence.rule;
            other.percent = shown->weight ? static_cast<float>(*shown->weight) : -1.0F;
            m_edges.append(other);
        }
        for (const auto &[what, count] : counts)
            m_counts.append({what.first, what.second, count});
    }

    // What a canvas shows, and who links to it, are plain links as between notes.
    bool isOfCanvas(const GraphEdge &edge) const
    {
        const auto isOne = [this](int node) { return m_whole.nodes.at(node).kind == GraphNodeKind::Canvas; };
        return isOne(edge.to) || (isOne(edge.from) && m_whole.nodes.at(edge.to).kind == GraphNodeKind::Note);
    }

    // From the centre, breadth first, as deep as is wanted.
    void walk()
    {
        const std::size_t count = m_kept.size();
        std::vector<QList<int>> edgesOf(count);
        for (int i = 0; i < m_edges.size(); ++i) {
            edgesOf[static_cast<std::size_t>(m_edges.at(i).from)].append(i);
            edgesOf[static_cast<std::size_t>(m_edges.at(i).to)].append(i);
        }
        std::vector<int> parents(count, -1);
        std::vector<char> reached(count, 0);
        reached[static_cast<std::size_t>(m_centre)] = 1;
        QList<int> ring{m_centre};
        for (int depth = 1; depth <= std::clamp(m_options.depth, 1, 5) && !ring.isEmpty(); ++depth) {
            QList<int> next;
            for (const int node : std::as_const(ring)) {
                for (const int index : std::as_const(edgesOf[static_cast<std::size_t>(node)])) {
                    const GraphEdge &edge = m_edges.at(index);
                    const bool out = edge.from == node;
                    const int other = out ? edge.to : edge.from;
                    const auto place = static_cast<std::size_t>(other);
                    if (reached[place] || !(out ? m_options.outgoing : m_options.incoming))
                        continue;
                    reached[place] = 1;
                    m_depths[place] = depth;
                    parents[place] = node;
                    next.append(other);
                }
            }
            ring = next;
        }
        m_kept = std::move(reached);
        countUnfound();
        m_edges.removeIf([&](const GraphEdge &edge) {
            return !isKept(edge.from) || !isKept(edge.to)
                   || (!m_options.neighbours && parents[static_cast<std::size_t>(edge.from)] != edge.to
                       && parents[static_cast<std::size_t>(edge.to)] != edge.from);
        });
    }

    // Around a centre those count that would have been reached.
    void countUnfound()
    {
        m_filtered = 0;
        for (const GraphEdge &edge : m_whole.edges) {
            for (const auto &[node, other, ways] : {std::tuple(edge.from, edge.to, m_options.outgoing),
                                                    std::tuple(edge.to, edge.from, m_options.incoming)}) {
                const bool walked = ways && isKept(node) && m_depths[static_cast<std::size_t>(node)] < m_options.depth
                                    && !m_options.hides(edge.type, edge.modifier);
                if (walked)
                    m_filtered += std::exchange(m_unfound[static_cast<std::size_t>(other)], 0);
            }
        }
    }

    void dropOrphans()
    {
        std::vector<char> linked(m_kept.size(), 0);
        for (const GraphEdge &edge : std::as_const(m_edges)) {
            linked[static_cast<std::size_t>(edge.from)] = 1;
            linked[static_cast<std::size_t>(edge.to)] = 1;
        }
        for (std::size_t i = 0; i < m_kept.size(); ++i)
            m_kept[i] = m_kept[i] && (linked[i] || static_cast<int>(i) == m_centre);
    }

    ShownGraph gathered() const
    {
        ShownGraph shown;
        shown.graph.relations = m_whole.relations;
        shown.homes.fill(-1, m_whole.nodes.size());
        shown.counts = m_counts;
        shown.filtered = m_filtered;
        const auto take = [&](int node) {
            shown.homes[node] = static_cast<int>(shown.whole.size());
            shown.whole.append(node);
            shown.graph.nodes.append(m_whole.nodes.at(node));
            shown.graph.nodes.last().depth = m_depths[static_cast<std::size_t>(node)];
            shown.collapsed.append(QString());
            shown.opened.append(QString());
        };
        if (m_centre >= 0) {
            shown.centre = 0;
            take(m_centre);
        }
        for (int node = 0; node < m_whole.nodes.size(); ++node) {
            if (isKept(node) && node != m_centre)
                take(node);
        }
        shown.graph.edges.reserve(m_edges.size());
        for (GraphEdge edge : m_edges) {
            edge.from = shown.homes.at(edge.from);
            edge.to = shown.homes.at(edge.to);
            shown.graph.edges.append(edge);
        }
        if (m_centre >= 0)
            std::ranges::sort(shown.graph.edges);
        return shown;
    }

    // The first group whose query matches colours a node.
    void colour(ShownGraph &shown) const
    {
        shown.groups.fill(-1, shown.graph.nodes.size());
        for (int group = 0; group < m_options.settings.groups.size(); ++group) {
            const Result<Query> query = Query::parse(m_options.settings.groups.at(group).query);
            if (!query) {
                shown.problems.append(query.error());
                continue;
            }
            if (query->isEmpty())
                continue;
            const Result<std::vector<char>> found = matching(*query, shown.graph, TagRule::LeftOut);
            if (!found) {
                shown.problems.append(found.error());
                continue;
            }
            for (int node = 0; node < shown.groups.size(); ++node) {
                if (shown.groups.at(node) < 0 && (*found)[static_cast<std::size_t>(node)])
                    shown.groups[node] = group;
            }
        }
    }

    void weigh(ShownGraph &shown) const
    {
        shown.strengths.reserve(shown.graph.edges.size());
        for (const GraphEdge &edge : std::as_const(shown.graph.edges)) {
            const int busier = std::max(shown.graph.nodes.at(edge.from).degree, shown.graph.nodes.at(edge.to).degree);
            const double damped = std::pow(static_cast<double>(QuietDegree) / std::max(QuietDegree, busier),
                                           std::clamp(m_options.hubDamping, 0.0, 1.0));
            shown.damping.append(static_cast<float>(damped));
            shown.strengths.append(qualityOf(edge.rule) * shown.damping.last());
        }
    }

    const Graph &m_whole;
    const GraphOptions &m_options;
    int m_centre;
    std::vector<char> m_kept;    // By node of the whole graph.
    std::vector<int> m_depths;   // Likewise.
    std::vector<char> m_unfound; // Likewise: notes that the search alone leaves out.
    QList<GraphEdge> m_edges;    // In numbers of the whole graph.
    QList<RelationCount> m_counts;
    int m_filtered = 0;
};

} // namespace

bool ShownGraph::operator==(const ShownGraph &other) const
{
    const bool sameOpen = open && other.open ? *open == *other.open : open == other.open;
    return sameOpen && graph == other.graph && whole == other.whole && groups == other.groups
           && collapsed == other.collapsed && opened == other.opened && damping == other.damping
           && strengths == other.strengths && homes == other.homes && openHomes == other.openHomes
           && centre == other.centre && filtered == other.filtered && counts == other.counts
           && problems == other.problems;
}

QList<int> ShownGraph::membersOf(int node) const
{
    const QList<GraphNode> &nodes = openGraph().nodes;
    QList<int> members;
    for (int i = 0; i < nodes.size(); ++i) {
        if (homeOf(i) == node)
            members.append(i);
    }
    std::ranges::stable_sort(members, std::greater(), [&](int member) { return nodes.at(member).degree; });
    return members;
}

int ShownGraph::edgeBetween(int from, int to) const
{
    const auto edge = std::ranges::lower_bound(graph.edges, GraphEdge{.from = from, .to = to});
    return edge != graph.edges.end() && edge->from == from && edge->to == to
               ? static_cast<int>(edge - graph.edges.begin())
               : -1;
}

Result<ShownGraph> shownGraph(const Graph &whole, const GraphOptions &options, int centre)
{
    return Choice(whole, options, centre).run();
}

Adjacency linksOf(const ShownGraph &shown)
{
    if (std::ranges::all_of(shown.damping, [](float kept) { return kept >= 1; }))
        return adjacencyOf(shown.graph);
    std::vector<std::pair<int, int>> pairs;
    pairs.reserve(static_cast<std::size_t>(shown.graph.edges.size()));
    for (const GraphEdge &edge : shown.graph.edges)
        pairs.emplace_back(edge.from, edge.to);
    return adjacencyOf(static_cast<int>(shown.graph.nodes.size()), pairs, shown.damping);
}

float qualityOf(RelationRule rule)
{
    switch (rule) {
    case RelationRule::FrontMatter:
    case RelationRule::InlineField:
    case RelationRule::KeyValue:
        return 1.0F;
    case RelationRule::Cohort:
    case RelationRule::Column:
    case RelationRule::Subheading:
    case RelationRule::Section:
        return 0.9F;
    case RelationRule::ListItem:
    case RelationRule::Caption:
    case RelationRule::Prose:
        return 0.8F;
    case RelationRule::Kind:
        return 0.5F;
    case RelationRule::Link:
        return 0.35F;
    }
    return 0.35F;
}

} // namespace tearsheet
