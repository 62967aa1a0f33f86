// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/localgraphview.h"

#include "core/graph/graphwords.h"
#include "core/graph/layout.h"
#include "core/graph/picturescale.h"
#include "core/graph/places.h"
#include "ui/graph/paintedgraph.h"
#include "ui/style/counts.h"
#include "ui/style/style.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolButton>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace tearsheet {

namespace {

constexpr double Reading = 80; // Pixels between neighbours at which nodes are as large as said.
constexpr double LabelFrom = 1.5;

GraphPlaces placesOf(const QList<QPointF> &points)
{
    const auto places = std::make_shared<Places>();
    for (const QPointF &point : points) {
        places->x.push_back(static_cast<float>(point.x()));
        places->y.push_back(static_cast<float>(point.y()));
    }
    return GraphPlaces(std::shared_ptr<const Places>(places));
}

// The centre comes first.
GraphScene sceneOf(const Graph &graph, const Palette &colours)
{
    QList<SceneNode> nodes;
    for (const GraphNode &node : graph.nodes) {
        const bool centre = nodes.isEmpty();
        const bool unresolved = node.file < 0;
        const auto byLinks = static_cast<float>(std::clamp(2.0 + std::sqrt(node.degree) * 0.55, 4.0, 11.0));
        const float size = centre ? 11 : byLinks * depthShare(node.depth);
        const QColor colour = centre ? colours.accent : unresolved ? colours.unresolvedLink : colours.graphNode;
        SceneFlags flags;
        flags.setFlag(SceneFlag::Own, centre);
        flags.setFlag(SceneFlag::Unresolved, unresolved);
        nodes.append({node.label, size, colour.rgb(), flags});
    }
    // Behind the styles with arrows there are the same without.
    GraphOptions options;
    options.settings.showArrows = true;
    QList<SceneStyle> styles = edgeStyles(options, colours.dark);
    const auto directed = static_cast<int>(styles.size());
    for (int i = 0; i < directed; ++i) {
        SceneStyle style = styles.at(i);
        style.arrow = SceneArrow::None;
        styles.append(style);
    }
    // One line between two notes. It has no direction where both say the same, and is never a plain link where one says
    // more.
    const auto styleOfEdge = [](const GraphEdge &edge) { return edgeLookNumber(edge.type, edge.modifier); };
    QList<SceneEdge> edges;
    for (const GraphEdge &edge : graph.edges) {
        const auto back = std::ranges::lower_bound(graph.edges, GraphEdge{edge.to, edge.from});
        const bool mutual = back != graph.edges.end() && back->from == edge.to && back->to == edge.from;
        const int style = styleOfEdge(edge);
        if (!mutual || style > styleOfEdge(*back))
            edges.append({edge.from, edge.to, style});
        else if (style == styleOfEdge(*back) && edge.from < edge.to)
            edges.append({edge.from, edge.to, directed + style});
    }
    return {nodes, edges, styles, Reading};
}

} // namespace

LocalGraphView::LocalGraphView(QWidget *parent)
    : GraphCanvas(parent), m_job(this, [this](PlacedGraph graph) { take(std::move(graph)); })
{
    setObjectName(u"localGraph");
    setAccessibleName(tr("Local graph"));
    setMinimumHeight(120);
    setLabelFrom(LabelFrom);
    for (const int depth : {1, 2}) {
        auto *button = new QToolButton(this);
        button->setText(depth == 1 ? tr("1 step") : tr("2 steps"));
        button->setCheckable(true);
        button->setAutoExclusive(true);
        button->setAutoRaise(true);
        button->setChecked(depth == m_depth);
        button->setGeometry(8 + (depth - 1) * 66, 8, 62, 26);
        connect(button, &QToolButton::clicked, this, [this, depth] { setDepth(depth); });
    }
    auto *const inTab = new QToolButton(this);
    inTab->setText(tr("In a tab"));
    inTab->setToolTip(tr("With relations, evidence and questions"));
    inTab->setAutoRaise(true);
    inTab->setGeometry(8 + 2 * 66, 8, 72, 26);
    connect(inTab, &QToolButton::clicked, this, [this] {
        if (!m_path.isEmpty())
            Q_EMIT tabWanted(m_path);
    });
    connect(this, &GraphCanvas::nodeClicked, this,
            [this](int node, Qt::MouseButton button, Qt::KeyboardModifiers modifiers) {
                activate(node, button == Qt::MiddleButton ? Qt::ControlModifier : modifiers);
            });
    connect(this, &GraphCanvas::nodeActivated, this, &LocalGraphView::activate);
}

void LocalGraphView::showNote(const Snapshot &snapshot, const NotePath &path)
{
    if (path != m_path)
        fit();
    m_snapshot = snapshot;
    m_path = path;
    refreshOnceSeen();
}

void LocalGraphView::setRelations(const std::shared_ptr<const RelationIndex> &relations)
{
    m_relations = relations;
    refreshOnceSeen();
}

void LocalGraphView::refreshOnceSeen()
{
    m_stale = true;
    if (isVisible())
        refresh();
}

void LocalGraphView::showEvent(QShowEvent *event)
{
    GraphCanvas::showEvent(event);
    if (m_stale)
        refresh();
}

void LocalGraphView::setDepth(int depth)
{
    m_depth = depth;
    refresh();
}

void LocalGraphView::refresh()
{
    m_stale = false;
    // What is known of relations may be a moment behind.
    const bool related = m_relations && m_relations->snapshot().find(m_path) >= 0;
    const Snapshot &shown = related ? m_relations->snapshot() : m_snapshot;
    const int file = m_path.isEmpty() ? -1 : shown.find(m_path);
    if (file < 0) {
        m_job.cancel();
        take({});
        return;
    }
    m_job.request([snapshot = shown, relations = related ? m_relations : nullptr, file,
                   depth = m_depth](const CancelFlag &cancel) {
        // As in a tab.
        const GraphOptions options = graphOptionsOf(snapshot.settings());
        const LocalGraphOptions wanted{
            .depth = depth, .unresolved = options.settings.showUnresolved, .hiddenFolders = options.hiddenFolders};
        PlacedGraph placed{localGraph(snapshot, file, wanted, relations), {}, snapshot};
        if (!cancel.isCancelled())
            placed.places = layoutLocal(placed.graph);
        return placed;
    });
}

void LocalGraphView::take(PlacedGraph graph)
{
    const bool same = graph.graph == m_graph.graph;
    m_graph = std::move(graph);
    if (!same)
        showGraph();
}

// A note without links is no graph: there is a sentence instead.
void LocalGraphView::showGraph()
{
    const bool shown = m_graph.places.size() > 1;
    showScene(shown ? sceneOf(m_graph.graph, paletteOf(this)) : GraphScene());
    showPlaces(shown ? placesOf(m_graph.places) : GraphPlaces(), true);
    setSelection({});
    focusNode(-1);
    setAccessibleDescription(tr("%1, %2").arg(m_path.name(), countOfNotes(nodeCount())));
}

void LocalGraphView::changeEvent(QEvent *event)
{
    GraphCanvas::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        showGraph();
}

void LocalGraphView::paintEvent(QPaintEvent *event)
{
    GraphCanvas::paintEvent(event);
    if (m_graph.places.size() > 1)
        return;
    QPainter painter(this);
    painter.setPen(paletteOf(this).mutedText);
    painter.drawText(rect().adjusted(24, 56, -24, -24), Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap,
                     m_path.isEmpty() ? tr("No note is open.") : tr("%1 has no links yet.").arg(m_path.name()));
}

void LocalGraphView::activate(int node, Qt::KeyboardModifiers modifiers)
{
    const GraphNode &target = m_graph.graph.nodes.at(node);
    if (target.file >= 0)
        Q_EMIT noteActivated(m_graph.snapshot.file(target.file).path, modifiers);
    else
        Q_EMIT unresolvedActivated(target.label);
}

QString LocalGraphView::nodeWords(int node) const
{
    const Graph &graph = m_graph.graph;
    const GraphNode &target = graph.nodes.at(node);
    QStringList lines(target.file < 0 ? tr("%1, not written yet").arg(target.label)
                                      : tr("%1, %2").arg(target.label, countOfLinks(target.degree)));
    for (const GraphEdge &edge : graph.edges) {
        const bool ofCentre =
            std::pair(edge.from, edge.to) == std::pair(0, node) || std::pair(edge.from, edge.to) == std::pair(node, 0);
        if (ofCentre && edge.type != RelationType::Link)
            lines.append(edgeWords(graph, edge));
    }
    return lines.join(u'\n');
}

bool LocalGraphView::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return GraphCanvas::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int node = hoveredNode();
    if (node >= 0)
        QToolTip::showText(help->globalPos(), nodeWords(node), this);
    else
        QToolTip::hideText();
    return true;
}

} // namespace tearsheet
