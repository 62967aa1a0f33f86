// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/paths.h"

#include "core/graph/graphwords.h"
#include "core/graph/showngraph.h"
#include "core/research/relationwording.h"

#include <QObject>
#include <QSet>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <queue>
#include <set>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr double QuietDegree = 8; // Up to so many edges a node is no hub.
constexpr double NotHolding = 1;  // What a path pays for what held once, or may come to hold.

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

/// A step from a node to another one.
struct Step
{
    int to = 0;
    int edge = 0;
    double cost = 0;
};

/// From each node the steps to its neighbours, the cheapest edge to each.
class Steps
{
public:
    template <typename Cost>
    Steps(const Graph &graph, quint64 relations, Cost cost) : m_begins(at(static_cast<int>(graph.nodes.size())) + 1, 0)
    {
        std::vector<std::pair<int, Step>> all;
        for (int i = 0; i < graph.edges.size(); ++i) {
            const GraphEdge &edge = graph.edges.at(i);
            if ((relations & setOf(edge.type)) == 0)
                continue;
            all.push_back({edge.from, {edge.to, i, cost(edge, edge.to)}});
            all.push_back({edge.to, {edge.from, i, cost(edge, edge.from)}});
        }
        std::ranges::sort(all, {}, [](const auto &step) {
            return std::tuple(step.first, step.second.to, step.second.cost, step.second.edge);
        });
        for (std::size_t i = 0; i < all.size(); ++i) {
            const auto &[from, step] = all[i];
            if (i > 0 && all[i - 1].first == from && all[i - 1].second.to == step.to)
                continue;
            ++m_begins[at(from) + 1];
            m_steps.push_back(step);
        }
        std::partial_sum(m_begins.begin(), m_begins.end(), m_begins.begin());
    }

    std::span<const Step> from(int node) const
    {
        return std::span(m_steps).subspan(at(m_begins[at(node)]), at(m_begins[at(node) + 1] - m_begins[at(node)]));
    }

    int size() const { return static_cast<int>(m_begins.size()) - 1; }

private:
    std::vector<int> m_begins;
    std::vector<Step> m_steps;
};

struct Path
{
    std::vector<int> nodes;
    std::vector<Step> steps; ///< One fewer.
    double cost = 0;

    bool operator<(const Path &other) const { return std::tie(cost, nodes) < std::tie(other.cost, other.nodes); }
};

class PathFinder
{
public:
    explicit PathFinder(const Steps &steps)
        : m_steps(steps), m_costs(at(steps.size())), m_last(m_costs.size()), m_closed(m_costs.size(), 0)
    {}

    std::vector<Path> paths(int from, int to, int most)
    {
        std::vector<Path> found;
        std::set<Path> candidates;
        if (std::optional<Path> first = cheapest(from, to, {}))
            candidates.insert(*std::move(first));
        while (static_cast<int>(found.size()) < most && !candidates.empty()) {
            found.push_back(candidates.extract(candidates.begin()).value());
            if (static_cast<int>(found.size()) < most)
                branch(found, to, candidates);
        }
        return found;
    }

private:
    // Yen: from each node of the last path another way, that none of those before took from there.
    void branch(const std::vector<Path> &found, int to, std::set<Path> &candidates)
    {
        const Path last = found.back();
        Path root;
        for (std::size_t i = 0; i + 1 < last.nodes.size(); ++i) {
            root.nodes.push_back(last.nodes[i]);
            QSet<int> taken;
            for (const Path &path : found) {
                if (path.nodes.size() > i + 1 && std::equal(root.nodes.begin(), root.nodes.end(), path.nodes.begin()))
                    taken.insert(path.nodes[i + 1]);
            }
            for (const int node : root.nodes)
                m_closed[at(node)] = 1;
            std::optional<Path> spur = cheapest(last.nodes[i], to, taken);
            for (const int node : root.nodes)
                m_closed[at(node)] = 0;
            if (spur) {
                Path whole = root;
                whole.nodes.insert(whole.nodes.end(), spur->nodes.begin() + 1, spur->nodes.end());
                whole.steps.insert(whole.steps.end(), spur->steps.begin(), spur->steps.end());
                whole.cost += spur->cost;
                candidates.insert(std::move(whole));
            }
            root.steps.push_back(last.steps[i]);
            root.cost += last.steps[i].cost;
        }
    }

    // Dijkstra. What is in `avoided` is not gone to from `from` at once.
    std::optional<Path> cheapest(int from, int to, const QSet<int> &avoided)
    {
        std::ranges::fill(m_costs, std::numeric_limits<double>::infinity());
        using Waiting = std::pair<double, int>;
        std::priority_queue<Waiting, std::vector<Waiting>, std::greater<>> waiting;
        m_costs[at(from)] = 0;
        waiting.push({0, from});
        while (!waiting.empty()) {
            const auto [cost, node] = waiting.top();
            waiting.pop();
            if (node == to)
                return pathTo(from, to);
            if (cost > m_costs[at(node)])
                continue;
            for (const Step &step : m_steps.from(node)) {
                const double next = cost + step.cost;
                if (m_closed[at(step.to)] || next >= m_costs[at(step.to)]
                    || (node == from && avoided.contains(step.to)))
                    continue;
                m_costs[at(step.to)] = next;
                m_last[at(step.to)] = {node, step};
                waiting.push({next, step.to});
            }
        }
        return std::nullopt;
    }

    Path pathTo(int from, int to) const
    {
        Path path{.cost = m_costs[at(to)]};
        for (int node = to; node != from;) {
            const auto &[before, step] = m_last[at(node)];
            path.nodes.push_back(node);
            path.steps.push_back(step);
            node = before;
        }
        path.nodes.push_back(from);
        std::ranges::reverse(path.nodes);
        std::ranges::reverse(path.steps);
        return path;
    }

    const Steps &m_steps;
    std::vector<double> m_costs;
    std::vector<std::pair<int, Step>> m_last;
    std::vector<char> m_closed;
};

GraphAnswer answerOf(const Graph &graph, const Path &path, bool first)
{
    GraphAnswer answer{.asked = {path.nodes.front(), path.nodes.back()}, .nodes = {}, .edges = {}, .sentence = {}};
    answer.nodes.assign(path.nodes.begin(), path.nodes.end());
    QStringList said;
    for (const Step &step : path.steps) {
        answer.edges.append(step.edge);
        said.append(edgeWords(graph, graph.edges.at(step.edge)));
    }
    const int steps = static_cast<int>(path.steps.size());
    const QString apart = steps == 1 ? QObject::tr("%1 and %2 are one step apart")
                                     : QObject::tr("%1 and %2 are %n steps apart", nullptr, steps);
    const QString another =
        steps == 1 ? QObject::tr("Another way of one step") : QObject::tr("Another way of %n steps", nullptr, steps);
    const QString begin =
        first ? apart.arg(graph.nodes.at(path.nodes.front()).label, graph.nodes.at(path.nodes.back()).label) : another;
    answer.sentence = begin + u": "_s + said.join(u"; "_s) + u'.';
    return answer;
}

// What stands next to each other, whatever is said.
Steps plainSteps(const Graph &graph)
{
    return Steps(graph, allRelations, [](const GraphEdge &, int) { return 1.0; });
}

QString wordsOf(quint64 relations)
{
    if (relations == allRelations)
        return QObject::tr("any relation");
    QStringList names;
    for (const RelationFamily family : relationFamilies()) {
        const quint64 set = relationsOf(family);
        if ((relations & set) == set) {
            names.append(familyTitle(family).toLower());
            continue;
        }
        for (const RelationType type : relationTypes()) {
            if (relations & set & setOf(type))
                names.append(relationNoun(type));
        }
    }
    return names.size() > 4 ? QObject::tr("%n relations", nullptr, static_cast<int>(names.size()))
                            : names.join(u", "_s);
}

} // namespace

QList<GraphAnswer> pathsBetween(const Graph &graph, int from, int to, const PathOptions &options)
{
    const auto hub = [&](int node) {
        return node == to ? 0.0 : std::log(std::max(1.0, graph.nodes.at(node).degree / QuietDegree));
    };
    // Of paths with the same number of steps the stronger one is better.
    const auto cost = [&](const GraphEdge &edge, int entered) {
        const bool holds = edge.modifier == RelationModifier::None;
        const double doubt = (holds ? 0.05 : NotHolding) - std::log(static_cast<double>(qualityOf(edge.rule)));
        return options.strongest ? doubt + options.hubDamping * hub(entered) : 1 + 1e-3 * doubt + 1e-4 * hub(entered);
    };
    const QString one = graph.nodes.at(from).label;
    if (from == to)
        return {{{from}, {from}, {}, QObject::tr("%1 is one and the same.").arg(one)}};
    const Steps steps(graph, options.relations, cost);
    QList<GraphAnswer> answers;
    for (const Path &path : PathFinder(steps).paths(from, to, std::max(1, options.most)))
        answers.append(answerOf(graph, path, answers.isEmpty()));
    if (answers.isEmpty())
        answers.append(
            {{from, to}, {}, {}, QObject::tr("No path leads from %1 to %2.").arg(one, graph.nodes.at(to).label)});
    return answers;
}

GraphAnswer commonNeighbours(const Graph &graph, int one, int other)
{
    const Steps steps = plainSteps(graph);
    QSet<int> near;
    for (const Step &step : steps.from(one))
        near.insert(step.to);
    GraphAnswer answer{.asked = {one, other}, .nodes = {}, .edges = {}, .sentence = {}};
    for (const Step &step : steps.from(other)) {
        if (near.contains(step.to) && step.to != one)
            answer.nodes.append(step.to);
    }
    std::ranges::stable_sort(answer.nodes, {}, [&](int node) { return graph.nodes.at(node).degree; });
    const QString first = graph.nodes.at(one).label;
    const QString second = graph.nodes.at(other).label;
    if (answer.nodes.isEmpty()) {
        answer.sentence = QObject::tr("%1 and %2 have no neighbour in common.").arg(first, second);
        return answer;
    }
    const QSet<int> shared(answer.nodes.begin(), answer.nodes.end());
    const auto joins = [&](int end, int far) { return (end == one || end == other) && shared.contains(far); };
    for (int i = 0; i < graph.edges.size(); ++i) {
        const GraphEdge &edge = graph.edges.at(i);
        if (joins(edge.from, edge.to) || joins(edge.to, edge.from))
            answer.edges.append(i);
    }
    const int count = static_cast<int>(answer.nodes.size());
    answer.sentence = (count == 1 ? QObject::tr("%1 and %2 have one neighbour in common: %3.")
                                  : QObject::tr("%1 and %2 have %n neighbours in common: %3.", nullptr, count))
                          .arg(first, second, nodeList(graph, answer.nodes));
    return answer;
}

GraphAnswer reachedAlong(const Graph &graph, int start, quint64 relations, Along along, int steps)
{
    // Of each node the edges with what is one of `relations` of it, and with whom it is that of.
    std::vector<QList<std::pair<int, int>>> next(static_cast<std::size_t>(graph.nodes.size()));
    for (int i = 0; i < graph.edges.size(); ++i) {
        const GraphEdge &edge = graph.edges.at(i);
        const std::optional<RelationType> reverse = reciprocal(edge.type);
        const bool said = (relations & setOf(edge.type)) != 0;
        const bool saidBack = reverse && (relations & setOf(*reverse)) != 0;
        if (along != Along::From && said)
            next[at(edge.from)].append({edge.to, i});
        if (along != Along::From && saidBack)
            next[at(edge.to)].append({edge.from, i});
        if (along != Along::To && said)
            next[at(edge.to)].append({edge.from, i});
        if (along != Along::To && saidBack)
            next[at(edge.from)].append({edge.to, i});
    }
    GraphAnswer answer{.asked = {start}, .nodes = {}, .edges = {}, .sentence = {}};
    std::vector<int> depths(next.size(), -1);
    depths[at(start)] = 0;
    QList<int> order{start};
    QSet<int> edges;
    for (qsizetype i = 0; i < order.size(); ++i) {
        const int node = order.at(i);
        if (depths[at(node)] >= steps)
            break;
        for (const auto &[other, edge] : std::as_const(next[at(node)])) {
            if (depths[at(other)] < 0) {
                depths[at(other)] = depths[at(node)] + 1;
                order.append(other);
            }
            if (depths[at(other)] == depths[at(node)] + 1)
                edges.insert(edge);
        }
    }
    order.removeFirst();
    const QString name = graph.nodes.at(start).label;
    const QString words = wordsOf(relations);
    if (order.isEmpty()) {
        answer.sentence = QObject::tr("Nothing is reached from %1 along %2.").arg(name, words);
        return answer;
    }
    answer.nodes = {start};
    answer.nodes += order;
    answer.edges = edges.values();
    std::ranges::sort(answer.edges);
    const int count = static_cast<int>(order.size());
    answer.sentence = (count == 1 ? QObject::tr("One node is reached from %1 along %2: %3.")
                                  : QObject::tr("%n nodes are reached from %1 along %2: %3.", nullptr, count))
                          .arg(name, words, nodeList(graph, order));
    return answer;
}

GraphAnswer connectedOnlyBy(const Graph &graph, int node)
{
    const Steps steps = plainSteps(graph);
    std::vector<char> seen(at(steps.size()), 0);
    seen[at(node)] = 1;
    QList<QList<int>> parts;
    for (const Step &step : steps.from(node)) {
        if (seen[at(step.to)])
            continue;
        QList<int> part{step.to};
        seen[at(step.to)] = 1;
        for (qsizetype i = 0; i < part.size(); ++i) {
            for (const Step &further : steps.from(part.at(i))) {
                if (!std::exchange(seen[at(further.to)], 1))
                    part.append(further.to);
            }
        }
        parts.append(std::move(part));
    }
    GraphAnswer answer{.asked = {node}, .nodes = {}, .edges = {}, .sentence = {}};
    const QString name = graph.nodes.at(node).label;
    if (parts.size() < 2) {
        answer.sentence = QObject::tr("Nothing is connected by %1 alone.").arg(name);
        return answer;
    }
    std::ranges::stable_sort(parts, std::greater(), [](const QList<int> &part) { return part.size(); });
    QList<int> cut;
    for (const QList<int> &part : parts.sliced(1))
        cut += part;
    std::ranges::stable_sort(cut, std::greater(), [&](int one) { return graph.nodes.at(one).degree; });
    const QSet<int> all(cut.begin(), cut.end());
    for (int i = 0; i < graph.edges.size(); ++i) {
        const GraphEdge &edge = graph.edges.at(i);
        if (all.contains(edge.from) || all.contains(edge.to))
            answer.edges.append(i);
    }
    answer.nodes = {node};
    answer.nodes += cut;
    const int count = static_cast<int>(cut.size());
    answer.sentence = (count == 1 ? QObject::tr("Without %1, one node would be cut off: %2.")
                                  : QObject::tr("Without %1, %n nodes would be cut off: %2.", nullptr, count))
                          .arg(name, nodeList(graph, cut));
    return answer;
}

} // namespace tearsheet
