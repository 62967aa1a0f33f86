// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graphscene.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace tearsheet {

namespace {

constexpr float HubDegree = 64;   // Beyond that many edges they are damped,
constexpr float LeastKept = 0.3F; // but keep this much.

struct OwnPlaces
{
    std::vector<float> x;
    std::vector<float> y;
};

bool canBeDrawn(const SceneEdge &edge, qsizetype nodes, qsizetype styles)
{
    return edge.from >= 0 && edge.to >= 0 && edge.from < nodes && edge.to < nodes && edge.from != edge.to
           && edge.style >= 0 && edge.style < styles;
}

} // namespace

QRectF GraphPlaces::findBounds() const
{
    float left = std::numeric_limits<float>::max();
    float top = left;
    float right = -left;
    float bottom = -left;
    for (int i = 0; i < m_size; ++i) {
        if (!isPlaced(i))
            continue;
        left = std::min(left, m_x[i]);
        right = std::max(right, m_x[i]);
        top = std::min(top, m_y[i]);
        bottom = std::max(bottom, m_y[i]);
    }
    return left <= right ? QRectF(QPointF(left, top), QPointF(right, bottom)) : QRectF();
}

GraphPlaces GraphPlaces::with(int node, QPointF place) const
{
    const auto copy = std::make_shared<OwnPlaces>();
    copy->x.assign(m_x, m_x + m_size);
    copy->y.assign(m_y, m_y + m_size);
    if (node >= 0 && node < m_size) {
        copy->x[static_cast<std::size_t>(node)] = static_cast<float>(place.x());
        copy->y[static_cast<std::size_t>(node)] = static_cast<float>(place.y());
    }
    return GraphPlaces(std::shared_ptr<const OwnPlaces>(copy));
}

GraphScene::GraphScene() : m_data(std::make_shared<Data>())
{}

GraphScene::GraphScene(QList<SceneNode> nodes, QList<SceneEdge> edges, QList<SceneStyle> styles, double reading)
{
    const auto data = std::make_shared<Data>();
    data->nodes = std::move(nodes);
    data->edges = std::move(edges);
    data->styles = std::move(styles);
    data->reading = std::isfinite(reading) && reading > 0 ? reading : 60;
    for (SceneNode &node : data->nodes) {
        node.radius = std::isfinite(node.radius) ? std::clamp(node.radius, 0.5F, 400.0F) : 5.0F;
        data->mostRadius = std::max(data->mostRadius, node.radius);
    }
    connect(*data);
    arrange(*data);
    m_data = data;
}

std::span<const int> GraphScene::edgesOf(int node) const
{
    if (node < 0 || node >= m_data->nodes.size())
        return {};
    const int begin = m_data->firstOf.at(node);
    return {m_data->incident.constData() + begin, static_cast<std::size_t>(m_data->firstOf.at(node + 1) - begin)};
}

// Which edges meet in a node, by counting.
void GraphScene::connect(Data &data)
{
    data.firstOf = QList<int>(data.nodes.size() + 1, 0);
    for (int i = 0; i < data.edges.size(); ++i) {
        const SceneEdge &edge = data.edges.at(i);
        if (!canBeDrawn(edge, data.nodes.size(), data.styles.size()))
            continue;
        data.byImportance.append(i);
        ++data.firstOf[edge.from + 1];
        ++data.firstOf[edge.to + 1];
    }
    for (qsizetype i = 1; i < data.firstOf.size(); ++i)
        data.firstOf[i] += data.firstOf.at(i - 1);
    data.incident.resize(data.firstOf.last());
    QList<int> next = data.firstOf;
    for (const int i : std::as_const(data.byImportance)) {
        data.incident[next[data.edges.at(i).from]++] = i;
        data.incident[next[data.edges.at(i).to]++] = i;
    }
}

// Lanes, damping and order.
void GraphScene::arrange(Data &data)
{
    const auto degree = [&](int node) { return static_cast<float>(data.firstOf.at(node + 1) - data.firstOf.at(node)); };
    data.lanes = QList<float>(data.edges.size(), 0.0F);
    data.dampings = QList<float>(data.edges.size(), 1.0F);
    for (const int i : std::as_const(data.byImportance)) {
        const SceneEdge &edge = data.edges.at(i);
        const float most = std::max(degree(edge.from), degree(edge.to));
        data.dampings[i] = std::clamp(std::sqrt(HubDegree / std::max(most, 1.0F)), LeastKept, 1.0F);
    }

    QList<int> pairs = data.byImportance;
    const auto pairOf = [&](int i) {
        const SceneEdge &edge = data.edges.at(i);
        return std::pair(std::min(edge.from, edge.to), std::max(edge.from, edge.to));
    };
    std::ranges::sort(pairs, {}, [&](int i) { return std::pair(pairOf(i), data.edges.at(i).style); });
    for (qsizetype begin = 0; begin < pairs.size();) {
        qsizetype end = begin;
        int lanes = 0;
        for (; end < pairs.size() && pairOf(pairs.at(end)) == pairOf(pairs.at(begin)); ++end) {
            if (end > begin && data.edges.at(pairs.at(end)).style != data.edges.at(pairs.at(end - 1)).style)
                ++lanes;
            data.lanes[pairs.at(end)] = static_cast<float>(lanes);
        }
        for (; begin < end; ++begin)
            data.lanes[pairs.at(begin)] -= static_cast<float>(lanes) / 2;
    }

    const auto weight = [&](int i) { return data.styles.at(data.edges.at(i).style).width * data.dampings.at(i); };
    std::ranges::stable_sort(data.byImportance, std::greater(), weight);
    for (int i = 0; i < data.nodes.size(); ++i)
        data.bySize.append(i);
    std::ranges::stable_sort(data.bySize, std::greater(), [&](int i) { return data.nodes.at(i).radius; });
}

} // namespace tearsheet
