// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/grownlayout.h"
#include "ui/graph/graphcanvas.h"
#include "ui/graph/graphview.h"

#include <algorithm>
#include <utility>

namespace tearsheet {

// Where nodes lie, and what becomes of that.

void GraphView::setPlaces(const NodePlaces &places, const QSet<quint64> &pinned)
{
    m_places = places;
    m_pinned = pinned;
    m_placed = true;
    if (m_stale)
        request();
}

void GraphView::follow(const NotePath &from, const NotePath &to)
{
    rememberPlaces();
    const quint64 before = fileNodeKey(from);
    const quint64 after = fileNodeKey(to);
    // Where the frame shown comes twice, nothing is left to do.
    const QList<quint64> frames = GraphState::frames() + QList{m_made.frame};
    for (const quint64 frame : frames) {
        renameKey(m_places, m_pinned, before ^ frame, after ^ frame);
        m_steps.rename(before ^ frame, after ^ frame);
    }
    if (m_note == from) {
        m_note = to;
        m_state.paint.own = after;
    }
    // What is shown already by its new path lay elsewhere: nobody may take that for its place.
    if (m_made.shown && m_made.shown->graph.find(after) >= 0) {
        showKnownPlaces();
        layOut(false);
    }
    // A graph that knows it by its old path shows what it showed until there is a newer one.
    if (m_index && m_index->graph().relations->snapshot().find(to) >= 0)
        request();
}

// Where nodes of the graph lay before, as far as that is known.
Places GraphView::knownPlaces() const
{
    const QList<GraphNode> &nodes = m_made.shown->graph.nodes;
    Places known = unknownPlaces(static_cast<std::size_t>(nodes.size()));
    for (std::size_t i = 0; i < known.size(); ++i) {
        const auto place = m_places.constFind(nodes.at(static_cast<qsizetype>(i)).key ^ m_made.frame);
        if (place == m_places.cend())
            continue;
        known.x[i] = static_cast<float>(place->x());
        known.y[i] = static_cast<float>(place->y());
    }
    return known;
}

void GraphView::showKnownPlaces()
{
    m_canvas->showPlaces(GraphPlaces(std::make_shared<const Places>(knownPlaces())), false);
    m_placedGraph = m_made.shown;
}

// The nodes of `graph` that what was shown before had as one. What is brought together again lies in the middle of
// what it stands for.
std::vector<OpenedNodes> GraphView::opened(const MadeGraph &graph)
{
    std::vector<OpenedNodes> found;
    if (m_made.frame != graph.frame)
        m_folds.clear();
    if (!m_made.shown || m_placedGraph != m_made.shown || m_made.index != graph.index || m_made.frame != graph.frame)
        return found;
    const ShownGraph &before = *m_made.shown;
    const ShownGraph &after = *graph.shown;
    const quint64 frame = graph.frame;
    const QStringList &wereOpen = m_made.state.options.expanded;
    const QStringList &areOpen = graph.state.options.expanded;
    if (wereOpen != areOpen && foldBack(wereOpen, areOpen))
        return found;
    for (const QString &name : areOpen) {
        const auto node = static_cast<int>(wereOpen.contains(name) ? -1 : before.collapsed.indexOf(name));
        if (node < 0 || !m_canvas->places().isPlaced(node))
            continue;
        const QPointF place = m_canvas->places().at(node);
        OpenedNodes nodes{.members = {}, .x = static_cast<float>(place.x()), .y = static_cast<float>(place.y())};
        QSet<int> members;
        bool known = true;
        for (qsizetype i = 0; i < std::min(before.homes.size(), after.homes.size()); ++i) {
            if (const int home = after.homes.at(i); before.homes.at(i) == node && home >= 0) {
                members.insert(home);
                known = known && m_places.contains(after.graph.nodes.at(home).key ^ frame);
            }
        }
        nodes.members.assign(members.cbegin(), members.cend());
        if (!known)
            found.push_back(std::move(nodes));
    }
    for (const QString &name : wereOpen) {
        const auto node = static_cast<int>(areOpen.contains(name) ? -1 : after.collapsed.indexOf(name));
        if (node < 0 || m_places.contains(after.graph.nodes.at(node).key ^ frame))
            continue;
        QPointF sum;
        int count = 0;
        for (qsizetype i = 0; i < std::min(before.homes.size(), after.homes.size()); ++i) {
            if (const int home = before.homes.at(i);
                after.homes.at(i) == node && home >= 0 && m_canvas->places().isPlaced(home)) {
                sum += m_canvas->places().at(home);
                ++count;
            }
        }
        if (count > 0)
            m_places.insert(after.graph.nodes.at(node).key ^ frame, sum / count);
    }
    return found;
}

// Remembers where nodes lie before others open or close; whether they lie again as they did when `areOpen` was open.
bool GraphView::foldBack(const QStringList &wereOpen, const QStringList &areOpen)
{
    NodePlaces &here = m_folds[wereOpen];
    here.clear();
    for (int node = 0; node < m_made.shown->graph.nodes.size(); ++node) {
        if (m_canvas->places().isPlaced(node))
            here.insert(m_made.shown->graph.nodes.at(node).key, m_canvas->places().at(node));
    }
    const auto there = m_folds.constFind(areOpen);
    if (there == m_folds.cend())
        return false;
    for (const auto &[key, place] : there->asKeyValueRange()) {
        if (!m_pinned.contains(key ^ m_made.frame))
            m_places.insert(key ^ m_made.frame, place);
    }
    return true;
}

void GraphView::layOut(bool anew, std::vector<OpenedNodes> opened)
{
    if (!m_made.shown)
        return;
    if (anew && m_scope == Scope::Note)
        forgetOthers();
    MotionGraph motion = m_made.motion;
    motion.known = knownPlaces();
    motion.anew = anew;
    motion.loose = m_loose;
    motion.opened = std::move(opened);
    for (int i = 0; !m_pinned.isEmpty() && i < m_made.shown->graph.nodes.size(); ++i) {
        if (m_pinned.contains(keyOf(i)))
            motion.pinned.push_back(i);
    }
    m_settled = false;
    if (anew)
        m_canvas->fitNext();
    m_motion.show(motion);
}

void GraphView::layOutAnew()
{
    if (!m_made.shown)
        return;
    const QString title = tr("Laid out anew");
    addStep(title);
    layOut(true);
    Q_EMIT placesReplaced(title);
}

void GraphView::unpinAll()
{
    QSet<quint64> here;
    for (int node = 0; m_made.shown && node < m_made.shown->graph.nodes.size(); ++node) {
        if (const quint64 key = keyOf(node); m_pinned.contains(key))
            here.insert(key);
    }
    if (here.isEmpty())
        return;
    const QString title = tr("All pins taken out");
    addStep(title);
    m_pinned.subtract(here);
    request();
    Q_EMIT placesChanged();
    Q_EMIT placesReplaced(title);
}

// Before something is done.
void GraphView::addStep(const QString &title)
{
    rememberPlaces();
    m_steps.add({title, m_made.frame, m_places, m_pinned});
}

// Nodes give way to other forces until they are at rest; where they lay comes back by one step, however often a slider
// is moved.
void GraphView::beginForces()
{
    const QString title = tr("Forces changed");
    if (!m_loose && m_steps.title(m_made.frame, false) != title)
        addStep(title);
    m_loose = true;
}

void GraphView::undoPlaces(bool again)
{
    if (!m_made.shown)
        return;
    rememberPlaces();
    std::optional<PlacesStep> step = m_steps.take({{}, m_made.frame, m_places, m_pinned}, again);
    if (!step)
        return;
    // Nodes that have come since lie where they lie now.
    const NodePlaces now = std::exchange(m_places, std::move(step->places));
    for (const auto &[key, place] : now.asKeyValueRange()) {
        if (!m_places.contains(key))
            m_places.insert(key, place);
    }
    m_pinned = std::move(step->pinned);
    m_dropped.reset();
    m_loose = false;
    showKnownPlaces();
    layOut(false);
    request();
    Q_EMIT placesChanged();
}

// Where nodes lay that are not shown now says nothing once the others lie elsewhere.
void GraphView::forgetOthers()
{
    QSet<quint64> kept = m_pinned;
    for (const GraphNode &node : std::as_const(m_made.shown->graph.nodes))
        kept.insert(node.key ^ m_made.frame);
    for (const GraphNode &node : m_made.index->graph().nodes) {
        if (const quint64 key = node.key ^ m_made.frame; !kept.contains(key))
            m_places.remove(key);
    }
}

void GraphView::settle(const std::shared_ptr<const Places> &places, bool settled)
{
    m_placedGraph = m_made.shown;
    // The layout may still tell of where it was dragged along.
    GraphPlaces shown(places);
    if (m_dropped && m_dropped->first < shown.size())
        shown = shown.with(m_dropped->first, m_dropped->second);
    if (settled)
        m_dropped.reset();
    m_canvas->showPlaces(shown, settled);
    m_settled = settled;
    if (!settled)
        return;
    m_loose = false;
    if (rememberPlaces())
        Q_EMIT placesChanged();
}

// Whether any is another than before.
bool GraphView::rememberPlaces()
{
    if (!m_made.shown || m_placedGraph != m_made.shown)
        return false;
    const QList<GraphNode> &nodes = m_made.shown->graph.nodes;
    const GraphPlaces &places = m_canvas->places();
    const quint64 frame = m_made.frame;
    bool changed = false;
    for (int i = 0; i < nodes.size(); ++i) {
        if (!places.isPlaced(i))
            continue;
        const QPointF place = places.at(i);
        const quint64 key = nodes.at(i).key ^ frame;
        const auto known = std::as_const(m_places).find(key);
        if (known != m_places.cend() && *known == place)
            continue;
        m_places.insert(key, place);
        changed = true;
    }
    return changed;
}

QSet<quint64> GraphView::otherKeys() const
{
    QSet<quint64> keys = m_pinned;
    const bool part = m_made.frame != m_made.state.frame();
    for (int node = 0; m_made.shown && node < m_made.shown->graph.nodes.size(); ++node) {
        if (part || m_made.shown->graph.nodes.at(node).kind == GraphNodeKind::Collapsed)
            keys.insert(keyOf(node));
    }
    return keys;
}

} // namespace tearsheet
