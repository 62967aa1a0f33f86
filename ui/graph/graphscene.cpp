// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graphscene.h"

#include "core/graph/edgelanes.h"
#include "core/graph/picturescale.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace tearsheet {

namespace {

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

SceneDot dotFrom(const QList<SceneNode> &nodes, int index)
{
    const SceneNode &node = nodes.at(index);
    return {index, node.radius, node.colour, node.flags, node.shape};
}

// How far beside the line between its nodes each runs.
std::vector<float> lanesOf(const std::vector<SceneLine> &lines, qsizetype nodes)
{
    std::vector<LaneEdge> edges;
    edges.reserve(lines.size());
    for (const SceneLine &line : lines)
        edges.push_back({line.from, line.to, line.style});
    return edgeLanes(edges, static_cast<int>(nodes));
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
    for (int i = 0; i < data->nodes.size(); ++i) {
        if (data->nodes.at(i).flags.testFlag(SceneFlag::Own))
            data->own.append(i);
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

SceneDot GraphScene::dotOf(int node) const
{
    return dotFrom(m_data->nodes, node);
}

const SceneLine *GraphScene::lineOf(int edge) const
{
    const int line = m_data->lineOf.value(edge, -1);
    return line < 0 ? nullptr : &m_data->lines[static_cast<std::size_t>(line)];
}

// Which edges meet in a node, by counting.
void GraphScene::connect(Data &data)
{
    data.firstOf = QList<int>(data.nodes.size() + 1, 0);
    data.lines.reserve(static_cast<std::size_t>(data.edges.size()));
    for (int i = 0; i < data.edges.size(); ++i) {
        const SceneEdge &edge = data.edges.at(i);
        if (!canBeDrawn(edge, data.nodes.size(), data.styles.size()))
            continue;
        data.lines.push_back({i, edge.from, edge.to, edge.style});
        ++data.firstOf[edge.from + 1];
        ++data.firstOf[edge.to + 1];
    }
    for (qsizetype i = 1; i < data.firstOf.size(); ++i)
        data.firstOf[i] += data.firstOf.at(i - 1);
    data.incident.resize(data.firstOf.last());
    QList<int> next = data.firstOf;
    for (const SceneLine &line : data.lines) {
        data.incident[next[line.from]++] = line.edge;
        data.incident[next[line.to]++] = line.edge;
    }
}

// Lanes, damping and order.
void GraphScene::arrange(Data &data)
{
    std::vector<SceneLine> &lines = data.lines;
    const auto degree = [&](int node) { return data.firstOf.at(node + 1) - data.firstOf.at(node); };
    for (SceneLine &line : lines)
        line.damping =
            data.edges.at(line.edge).strength * edgeDamping(degree(line.from), degree(line.to), data.nodes.size());

    const std::vector<float> lanes = lanesOf(lines, data.nodes.size());
    for (std::size_t i = 0; i < lines.size(); ++i)
        lines[i].lane = lanes[i];
    // Numbers sort faster than lines. The bits of floats that are not negative are in the order of the floats.
    std::vector<std::pair<quint64, std::size_t>> order;
    order.reserve(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const float weight = std::max(data.styles.at(lines[i].style).width, 0.0F) * lines[i].damping;
        const quint64 bits = std::numeric_limits<quint32>::max() - std::bit_cast<quint32>(weight);
        order.emplace_back(bits << 32U | static_cast<quint32>(lines[i].edge), i);
    }
    std::ranges::sort(order);
    const std::vector<SceneLine> unsorted = lines;
    for (std::size_t i = 0; i < order.size(); ++i)
        lines[i] = unsorted[order[i].second];
    data.lineOf = QList<int>(data.edges.size(), -1);
    for (std::size_t i = 0; i < lines.size(); ++i)
        data.lineOf[lines[i].edge] = static_cast<int>(i);
    data.dots.reserve(static_cast<std::size_t>(data.nodes.size()));
    for (int i = 0; i < data.nodes.size(); ++i)
        data.dots.push_back(dotFrom(data.nodes, i));
    std::ranges::stable_sort(data.dots, std::greater(), &SceneDot::radius);
}

} // namespace tearsheet
