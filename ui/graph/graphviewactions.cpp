// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graphask.h"
#include "ui/graph/graphcanvas.h"
#include "ui/graph/graphcard.h"
#include "ui/graph/graphevidence.h"
#include "ui/graph/graphlegend.h"
#include "ui/graph/graphview.h"

#include <QKeySequence>
#include <QMenu>
#include <QShortcut>
#include <QTabWidget>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

// What is done with the picture.
void GraphView::connectCanvas()
{
    connect(m_canvas, &GraphCanvas::nodeHovered, this, [this](int node, QPoint place) {
        if (node < 0 || !m_made.shown)
            return m_card->hide();
        QList<QPoint> neighbours;
        for (const int edge : m_canvas->scene().edgesOf(node)) {
            const SceneEdge &drawn = m_canvas->scene().edges().at(edge);
            neighbours.append(m_canvas->nodePosition(drawn.from == node ? drawn.to : drawn.from).toPoint());
        }
        m_card->avoid(neighbours);
        m_card->showNode(*m_made.shown, node, m_made.painted, m_state.paint.size, place);
    });
    connect(m_canvas, &GraphCanvas::edgeHovered, this, [this](int edge, QPoint place) {
        if (edge < 0 || !m_made.shown)
            return m_card->hide();
        const SceneEdge &drawn = m_canvas->scene().edges().at(edge);
        m_card->avoid({m_canvas->nodePosition(drawn.from).toPoint(), m_canvas->nodePosition(drawn.to).toPoint()});
        m_card->showEdge(*m_made.shown, edge, place);
    });
    connect(m_canvas, &GraphCanvas::edgeClicked, this, [this](int edge, Qt::KeyboardModifiers) {
        const GraphEdge &clicked = m_made.shown->graph.edges.at(edge);
        m_canvas->setSelection({std::min(clicked.from, clicked.to), std::max(clicked.from, clicked.to)});
        showSelection();
        showSide(Side::Node);
    });
    connect(m_canvas, &GraphCanvas::nodeClicked, this, [this](int, Qt::MouseButton button, Qt::KeyboardModifiers) {
        if (button == Qt::LeftButton && m_side->currentIndex() == static_cast<int>(Side::Legend))
            m_side->setCurrentIndex(static_cast<int>(Side::Node));
    });
    connect(m_canvas, &GraphCanvas::nodeActivated, this, &GraphView::activate);
    connect(m_canvas, &GraphCanvas::selectionChanged, this, &GraphView::showSelection);
    connect(m_canvas, &GraphCanvas::nodeDragged, this, [this](int node, QPointF place) {
        m_card->hide();
        m_motion.drag(node, place);
    });
    connect(m_canvas, &GraphCanvas::nodeDropped, this, [this](int node, QPointF place) {
        // Where nodes lay before it was dragged is still remembered.
        m_steps.add({tr("%1 moved").arg(m_made.shown->graph.nodes.at(node).label), m_made.frame, m_places, m_pinned});
        m_places.insert(keyOf(node), place);
        m_dropped = {node, place};
        pin(node, true);
    });
    connect(m_canvas, &GraphCanvas::menuWanted, this, [this](int node, int, QPoint place) {
        auto *const menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fill(*menu, node);
        menu->popup(place);
    });
}

// What is chosen and asked beside it.
void GraphView::connectSide()
{
    connect(m_form, &GraphForm::changed, this, &GraphView::change);
    connect(m_form, &GraphForm::layOutWanted, this, &GraphView::layOutAnew);
    connect(m_form, &GraphForm::unpinWanted, this, &GraphView::unpinAll);
    for (const bool again : {false, true}) {
        const auto undo = [this, again] { undoPlaces(again); };
        const QList<QKeySequence> keys = QKeySequence::keyBindings(again ? QKeySequence::Redo : QKeySequence::Undo);
        for (const QKeySequence &key : keys) {
            auto *const shortcut = new QShortcut(key, this);
            shortcut->setContext(Qt::WidgetWithChildrenShortcut);
            connect(shortcut, &QShortcut::activated, this, undo);
        }
    }
    connect(m_legend, &GraphLegend::hiddenChanged, this, [this](quint64 hidden) {
        GraphState state = m_state;
        state.options.hiddenRelations = hidden;
        change(state);
    });
    connect(m_legend, &GraphLegend::familyHovered, this, &GraphView::lightFamily);
    connect(m_ask, &GraphAsk::answered, this, &GraphView::answer);
    connect(m_canvas, &GraphCanvas::lightsOut, m_ask, &GraphAsk::dismiss);
    connect(m_ask, &GraphAsk::nodeChosen, this, [this](int node) {
        m_canvas->setSelection({node});
        m_canvas->flyTo(QList{node});
    });
    connect(m_ask, &GraphAsk::nodeActivated, this, [this](int node) { activate(node, Qt::ControlModifier); });
    connect(m_ask, &GraphAsk::compareWanted, this,
            [this](const QList<int> &nodes) { Q_EMIT compareWanted(notesOf(nodes)); });
    connect(m_evidence, &GraphEvidence::sourceActivated, this, &GraphView::sourceActivated);
    connect(m_evidence, &GraphEvidence::compareWanted, this, [this] { Q_EMIT compareWanted(selectedNotes()); });
    connect(m_evidence, &GraphEvidence::openWanted, this, [this] {
        if (!m_canvas->selection().isEmpty())
            activate(m_canvas->selection().first(), Qt::ControlModifier);
    });
    connect(m_evidence, &GraphEvidence::edgeChosen, this, [this](int edge) {
        if (edge < 0 || !m_made.shown)
            return m_canvas->light({}, {});
        const GraphEdge &shown = m_made.shown->graph.edges.at(edge);
        m_canvas->light({shown.from, shown.to}, {edge});
    });
}

void GraphView::activate(int node, Qt::KeyboardModifiers modifiers)
{
    const GraphNode &what = m_made.shown->graph.nodes.at(node);
    switch (what.kind) {
    case GraphNodeKind::Note:
    case GraphNodeKind::Canvas:
    case GraphNodeKind::Attachment:
        Q_EMIT noteActivated(m_made.index->graph().relations->snapshot().file(what.file).path, modifiers);
        return;
    case GraphNodeKind::Unresolved:
        Q_EMIT unresolvedActivated(what.label);
        return;
    case GraphNodeKind::Tag: {
        GraphState state = m_state;
        state.options.settings.search = u"tag:"_s + what.label;
        change(state);
        return;
    }
    case GraphNodeKind::Collapsed: {
        GraphState state = m_state;
        state.options.expanded.append(m_made.shown->collapsed.at(node));
        change(state);
        return;
    }
    }
}

void GraphView::fill(QMenu &menu, int node)
{
    if (node >= 0)
        fillNodeMenu(menu, node);
    const QList<NotePath> selected = selectedNotes();
    if (selected.size() > 1) {
        menu.addAction(tr("Compare the %n notes that are selected", nullptr, static_cast<int>(selected.size())), this,
                       [this, selected] { Q_EMIT compareWanted(selected); });
        if (const QList<int> nodes = m_canvas->selection(); nodes.size() == 2) {
            menu.addAction(tr("Paths between both"), this, [this, nodes] { askBetween(nodes.first(), nodes.last()); });
        }
    }
    if (!menu.isEmpty())
        menu.addSeparator();
    if (!m_state.options.expanded.isEmpty()) {
        menu.addAction(tr("Bring together again what was opened"), this, [this] {
            GraphState state = m_state;
            state.options.expanded.clear();
            change(state);
        });
    }
    menu.addAction(tr("Show all"), m_canvas, &GraphCanvas::fit);
    menu.addAction(tr("Lay out anew"), this, &GraphView::layOutAnew);
    for (const bool again : {false, true}) {
        const QString title = m_steps.title(m_made.frame, again);
        if (!title.isEmpty())
            menu.addAction((again ? tr("Redo: %1") : tr("Undo: %1")).arg(title), this,
                           [this, again] { undoPlaces(again); });
    }
    QMenu *const exports = menu.addMenu(tr("Export"));
    fillExports(*exports, Extent::All);
    if (m_canvas->selection().isEmpty())
        return;
    exports->addSeparator();
    fillExports(*exports->addMenu(tr("Selection only")), Extent::Selection);
}

void GraphView::fillExports(QMenu &menu, Extent extent)
{
    const auto add = [&](const QString &text, const QString &kind) {
        menu.addAction(text, this, [this, kind, extent] { Q_EMIT exportWanted(kind, extent); });
    };
    add(tr("Picture (PNG)…"), u"png"_s);
    menu.addAction(tr("Picture of another size…"), this, [this, extent] { Q_EMIT pictureWanted(extent); });
    add(tr("Drawing (SVG)…"), u"svg"_s);
    add(tr("Page (PDF)…"), u"pdf"_s);
    QAction *const legend = menu.addAction(tr("With a legend"));
    legend->setCheckable(true);
    legend->setChecked(m_state.legend);
    connect(legend, &QAction::toggled, this, [this](bool on) {
        GraphState state = m_state;
        state.legend = on;
        change(state);
    });
    menu.addSeparator();
    add(tr("GraphML…"), u"graphml"_s);
    add(tr("GEXF, for Gephi…"), u"gexf"_s);
    add(tr("DOT, for Graphviz…"), u"dot"_s);
    add(tr("JSON…"), u"json"_s);
    add(tr("Edges as CSV…"), u"csv"_s);
}

void GraphView::fillNodeMenu(QMenu &menu, int node)
{
    const GraphNode &what = m_made.shown->graph.nodes.at(node);
    const QString name = what.label;
    if (what.kind == GraphNodeKind::Collapsed)
        menu.addAction(tr("Open what it stands for"), this, [this, node] { activate(node, {}); });
    else if (what.kind == GraphNodeKind::Tag)
        menu.addAction(tr("Show only its notes"), this, [this, node] { activate(node, {}); });
    else if (what.kind == GraphNodeKind::Unresolved)
        menu.addAction(tr("Create a note…"), this, [this, node] { activate(node, {}); });
    else
        menu.addAction(tr("Open"), this, [this, node] { activate(node, Qt::ControlModifier); });
    if (what.kind == GraphNodeKind::Note) {
        const NotePath path = notesOf({node}).first();
        menu.addAction(tr("Show the graph around it"), this, [this, path] { Q_EMIT localGraphWanted(path); });
    }
    const bool pinned = m_pinned.contains(keyOf(node));
    menu.addAction(pinned ? tr("Take the pin out") : tr("Pin it here"), this,
                   [this, node, pinned] { setPinned(node, !pinned); });
    if (const QString group = m_made.shown->opened.at(node); !group.isEmpty()) {
        menu.addAction(tr("Bring together again"), this, [this, group] {
            GraphState state = m_state;
            // What stands open within it closes with it.
            state.options.expanded.removeIf(
                [&](const QString &open) { return open == group || open.startsWith(QString(group + u'/')); });
            change(state);
        });
    }
    menu.addSeparator();
    menu.addAction(tr("Paths from here…"), this, [this, node] { askBetween(node, -1); });
    menu.addAction(tr("Who is reached along a relation…"), this, [this, node] {
        showSide(Side::Ask);
        m_ask->setEnds(node, -1);
        m_ask->setQuestion(GraphAsk::Question::Along);
    });
    menu.addAction(tr("What only this one connects"), this, [this, node] {
        showSide(Side::Ask);
        m_ask->setEnds(node, -1);
        m_ask->setQuestion(GraphAsk::Question::OnlyBy);
        m_ask->ask();
    });
}

void GraphView::askBetween(int from, int to)
{
    showSide(Side::Ask);
    m_ask->setEnds(from, to);
    m_ask->setQuestion(GraphAsk::Question::Shortest);
    if (to >= 0)
        m_ask->ask();
}

void GraphView::lightFamily(std::optional<RelationFamily> family)
{
    QList<int> edges;
    QList<int> nodes;
    if (family && m_made.shown) {
        const Graph &graph = m_made.shown->graph;
        std::vector<bool> lit(static_cast<std::size_t>(graph.nodes.size()));
        for (int i = 0; i < graph.edges.size(); ++i) {
            const GraphEdge &edge = graph.edges.at(i);
            if (familyOf(edge.type) != *family)
                continue;
            edges.append(i);
            lit[static_cast<std::size_t>(edge.from)] = lit[static_cast<std::size_t>(edge.to)] = true;
        }
        for (std::size_t i = 0; i < lit.size(); ++i) {
            if (lit[i])
                nodes.append(static_cast<int>(i));
        }
    }
    m_canvas->light(nodes, edges);
}

// A question that is asked again since the graph changed leaves the camera where it is.
void GraphView::answer(const GraphAnswer &answer, bool again)
{
    const QList<int> nodes = answer.nodes + answer.asked;
    m_canvas->light(nodes, answer.edges);
    if (!nodes.isEmpty() && !again)
        m_canvas->flyTo(nodes);
}

QList<NotePath> GraphView::selectedNotes() const
{
    return notesOf(m_canvas->selection());
}

QList<NotePath> GraphView::notesToCompare() const
{
    const QList<NotePath> selected = selectedNotes();
    return !selected.isEmpty() || m_note.isEmpty() ? selected : QList{m_note};
}

QList<NotePath> GraphView::notesOf(const QList<int> &nodes) const
{
    QList<NotePath> notes;
    for (const int node : nodes) {
        if (!m_made.shown || node >= m_made.shown->graph.nodes.size())
            continue;
        const GraphNode &what = m_made.shown->graph.nodes.at(node);
        if (what.kind == GraphNodeKind::Note)
            notes.append(m_made.index->graph().relations->snapshot().file(what.file).path);
    }
    return notes;
}

} // namespace tearsheet
