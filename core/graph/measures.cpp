// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/measures.h"

#include "core/base/parallel.h"

#include <QSet>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <mutex>

namespace tearsheet {

namespace {

constexpr double None = std::numeric_limits<double>::quiet_NaN();

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

NodeValues zeros(const Graph &graph)
{
    return NodeValues(static_cast<std::size_t>(graph.nodes.size()), 0.0);
}

/// What one source adds to the betweenness of all nodes. Its lists are used again for the next source.
class BrandesSource
{
public:
    explicit BrandesSource(const Adjacency &adjacency)
        : m_adjacency(adjacency), m_distances(at(adjacency.nodeCount()), -1), m_paths(m_distances.size(), 0.0),
          m_shares(m_distances.size(), 0.0)
    {
        m_order.reserve(m_distances.size());
    }

    void add(std::uint32_t source, NodeValues &sums)
    {
        m_order.assign(1, source);
        m_distances[source] = 0;
        m_paths[source] = 1;
        for (std::size_t i = 0; i < m_order.size(); ++i) {
            const std::uint32_t node = m_order[i];
            for (const std::uint32_t other : m_adjacency.neighbours(node)) {
                if (m_distances[other] < 0) {
                    m_distances[other] = m_distances[node] + 1;
                    m_order.push_back(other);
                }
                if (m_distances[other] == m_distances[node] + 1)
                    m_paths[other] += m_paths[node];
            }
        }
        for (std::size_t i = m_order.size(); i-- > 1;) {
            const std::uint32_t node = m_order[i];
            const double share = (1 + m_shares[node]) / m_paths[node];
            for (const std::uint32_t other : m_adjacency.neighbours(node)) {
                if (m_distances[other] == m_distances[node] - 1)
                    m_shares[other] += m_paths[other] * share;
            }
            sums[node] += m_shares[node];
        }
        for (const std::uint32_t node : m_order) {
            m_distances[node] = -1;
            m_paths[node] = m_shares[node] = 0;
        }
    }

private:
    const Adjacency &m_adjacency;
    std::vector<int> m_distances;
    std::vector<double> m_paths;
    std::vector<double> m_shares;
    std::vector<std::uint32_t> m_order;
};

double numberOf(const Property &property)
{
    if (property.values.size() != 1)
        return None;
    const QString &text = property.values.first();
    if (property.type == PropertyType::Number) {
        bool good = false;
        const double number = text.toDouble(&good);
        return good ? number : None;
    }
    const CellValue value = property.type == PropertyType::Text ? readCell(text.toUtf8()) : CellValue();
    if (!value.isNumeric() || value.quantities.isEmpty())
        return None;
    return value.magnitude() * canonicalUnit(value.quantities.first().unit).factor;
}

double numberOf(const Statement &statement)
{
    if (!statement.value.isNumeric() || statement.value.quantities.isEmpty() || statement.metric.projected)
        return None;
    return statement.value.magnitude() * canonicalUnit(statement.value.quantities.first().unit).factor;
}

/// Calls `visit(note, statement)` for every statement of a note of `graph`.
template <typename Visit>
void forStatements(const Graph &graph, const ClaimIndex &claims, Visit visit)
{
    for (const GraphNode &node : graph.nodes) {
        if (node.file < 0)
            continue;
        const auto stated = claims.statements(graph.relations->snapshot().file(node.file).path);
        if (!stated)
            continue;
        for (const Statement &statement : stated->statements)
            visit(statement);
    }
}

} // namespace

NodeValues inDegrees(const Graph &graph)
{
    NodeValues values = zeros(graph);
    for (const GraphEdge &edge : graph.edges)
        values[at(edge.to)] += edge.count;
    return values;
}

NodeValues degrees(const Graph &graph)
{
    NodeValues values = inDegrees(graph);
    for (const GraphEdge &edge : graph.edges)
        values[at(edge.from)] += edge.count;
    return values;
}

NodeValues pageRank(const Graph &graph)
{
    constexpr double damping = 0.85;
    constexpr int mostRounds = 100;
    const std::size_t count = static_cast<std::size_t>(graph.nodes.size());
    if (count == 0)
        return {};
    std::vector<double> outgoing(count, 0.0);
    for (const GraphEdge &edge : graph.edges)
        outgoing[at(edge.from)] += edge.count;
    const double even = 1.0 / static_cast<double>(count);
    NodeValues ranks(count, even);
    NodeValues next(count);
    for (int round = 0; round < mostRounds; ++round) {
        double lost = 0;
        for (std::size_t i = 0; i < count; ++i) {
            if (outgoing[i] == 0)
                lost += ranks[i];
        }
        std::ranges::fill(next, (1 - damping + damping * lost) * even);
        for (const GraphEdge &edge : graph.edges)
            next[at(edge.to)] += damping * ranks[at(edge.from)] * edge.count / outgoing[at(edge.from)];
        double change = 0;
        for (std::size_t i = 0; i < count; ++i)
            change += std::abs(next[i] - ranks[i]);
        ranks.swap(next);
        if (change < 1e-9)
            break;
    }
    return ranks;
}

NodeValues betweenness(const Graph &graph, int mostSources)
{
    const int count = static_cast<int>(graph.nodes.size());
    const int sources = std::min(count, std::max(1, mostSources));
    const Adjacency adjacency = adjacencyOf(graph);
    // Sums in portions whose bounds no number of cores moves, so that they round alike everywhere.
    const qsizetype portion = (sources + 63) / 64;
    const qsizetype portions = sources == 0 ? 0 : (sources + portion - 1) / portion;
    std::vector<NodeValues> parts(static_cast<std::size_t>(portions));
    forAll(portions, 1, [&](qsizetype part) {
        NodeValues &sums = parts[static_cast<std::size_t>(part)];
        sums = zeros(graph);
        BrandesSource source(adjacency);
        for (qsizetype i = part * portion; i < std::min<qsizetype>((part + 1) * portion, sources); ++i)
            source.add(static_cast<std::uint32_t>(i * count / sources), sums);
    });
    NodeValues values = zeros(graph);
    for (const NodeValues &part : parts) {
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] += part[i];
    }
    // Each pair was seen from both ends.
    for (double &value : values)
        value *= 0.5 * count / std::max(1, sources);
    return values;
}

NodeValues propertyValues(const Graph &graph, QStringView key)
{
    NodeValues values(static_cast<std::size_t>(graph.nodes.size()), None);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const GraphNode &node = graph.nodes.at(static_cast<qsizetype>(i));
        if (node.file < 0 || !graph.relations->snapshot().file(node.file).note)
            continue;
        for (const Property &property : graph.relations->snapshot().note(node.file).facts.properties) {
            if (property.key.compare(key, Qt::CaseInsensitive) == 0) {
                values[i] = numberOf(property);
                break;
            }
        }
    }
    return values;
}

QStringList numericProperties(const Graph &graph)
{
    QHash<QString, QString> found;
    for (const GraphNode &node : graph.nodes) {
        if (node.file < 0 || !graph.relations->snapshot().file(node.file).note)
            continue;
        for (const Property &property : graph.relations->snapshot().note(node.file).facts.properties) {
            const QString folded = property.key.toCaseFolded();
            if (!found.contains(folded) && !std::isnan(numberOf(property)))
                found.insert(folded, property.key);
        }
    }
    QStringList keys = found.values();
    keys.sort(Qt::CaseInsensitive);
    return keys;
}

NodeValues claimValues(const Graph &graph, const ClaimIndex &claims, QByteArrayView metric)
{
    QHash<NotePath, int> nodes;
    for (int node = 0; node < graph.nodes.size(); ++node) {
        if (const int file = graph.nodes.at(node).file; file >= 0)
            nodes.insert(graph.relations->snapshot().file(file).path, node);
    }
    NodeValues values(static_cast<std::size_t>(graph.nodes.size()), None);
    std::vector<std::pair<qint64, bool>> ranks(values.size(), {std::numeric_limits<qint64>::min(), false});
    forStatements(graph, claims, [&](const Statement &statement) {
        if (statement.metric.name != metric || !statement.subject.isNote())
            return;
        const int node = nodes.value(statement.subject.note, -1);
        const double value = numberOf(statement);
        if (node < 0 || std::isnan(value))
            return;
        const std::optional<qint64> day = lastDay(statement.period);
        const std::pair rank(day.value_or(statement.noted.isValid() ? statement.noted.toJulianDay() : 0),
                             statement.own);
        if (rank > ranks[at(node)]) {
            ranks[at(node)] = rank;
            values[at(node)] = value;
        }
    });
    return values;
}

QList<QByteArray> statedMetrics(const Graph &graph, const ClaimIndex &claims)
{
    QHash<QByteArray, QSet<NameHash>> subjects;
    forStatements(graph, claims, [&](const Statement &statement) {
        if (statement.metric.term && statement.subject.isNote() && !std::isnan(numberOf(statement)))
            subjects[statement.metric.name].insert(statement.subject.key);
    });
    QList<QByteArray> names = subjects.keys();
    std::ranges::sort(names, {}, [&](const QByteArray &name) { return std::pair(-subjects[name].size(), name); });
    return names;
}

NodeValues scaled(const NodeValues &values, Scaling scaling)
{
    const auto bent = [scaling](double value) {
        switch (scaling) {
        case Scaling::Linear:
            return value;
        case Scaling::Root:
            return value < 0 ? -std::sqrt(-value) : std::sqrt(value);
        case Scaling::Log:
            return std::log10(std::max(1.0, value));
        }
        return value;
    };
    double least = std::numeric_limits<double>::infinity();
    double most = -least;
    for (const double value : values) {
        if (!std::isfinite(value))
            continue;
        least = std::min(least, bent(value));
        most = std::max(most, bent(value));
    }
    NodeValues units(values.size(), None);
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (std::isfinite(values[i]))
            units[i] = most > least ? (bent(values[i]) - least) / (most - least) : 0.5;
    }
    return units;
}

float radiusOf(double unit, float least, float most)
{
    return std::isnan(unit) ? least : std::lerp(least, most, static_cast<float>(std::clamp(unit, 0.0, 1.0)));
}

quint32 rampColour(double unit, bool dark, quint32 none)
{
    if (std::isnan(unit))
        return none;
    // From near the ground to far from it, blue to yellow in the dark and yellow to blue in the light: both are told
    // apart by people who see no red or no green.
    constexpr std::array<quint32, 4> light{0xE3C75F, 0xB08A4C, 0x5F6B8C, 0x1F3A8A};
    constexpr std::array<quint32, 4> night{0x3C5A9A, 0x6F7F96, 0xB9A35E, 0xF2D95C};
    const auto &stops = dark ? night : light;
    const double place = std::clamp(unit, 0.0, 1.0) * static_cast<double>(stops.size() - 1);
    const auto below = std::min(static_cast<std::size_t>(place), stops.size() - 2);
    const double part = place - static_cast<double>(below);
    quint32 colour = 0;
    for (const int shift : {16, 8, 0}) {
        const double from = stops[below] >> shift & 0xFF;
        const double to = stops[below + 1] >> shift & 0xFF;
        colour |= static_cast<quint32>(std::lround(std::lerp(from, to, part))) << shift;
    }
    return colour;
}

} // namespace tearsheet
