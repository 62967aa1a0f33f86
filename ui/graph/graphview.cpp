// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graphview.h"

#include "core/graph/picturescale.h"
#include "ui/graph/graphask.h"
#include "ui/graph/graphcanvas.h"
#include "ui/graph/graphcard.h"
#include "ui/graph/graphevidence.h"
#include "ui/graph/graphlegend.h"
#include "ui/graph/graphnodesmodel.h"
#include "ui/graph/picturelegend.h"
#include "ui/style/counts.h"
#include "ui/style/style.h"

#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QLineEdit>
#include <QSlider>
#include <QSortFilterProxyModel>
#include <QTabWidget>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>
#include <cmath>

namespace tearsheet {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto FilterDelay = 250ms;
constexpr auto PlayStep = 120ms;
constexpr double LabelFrom = 1.8; // Pixels of a node's radius.

QSet<quint64> keysOf(const ShownGraph &shown, const QList<int> &nodes)
{
    QSet<quint64> keys;
    for (const int node : nodes) {
        if (node < shown.graph.nodes.size())
            keys.insert(shown.graph.nodes.at(node).key);
    }
    return keys;
}

} // namespace

GraphView::GraphView(Scope scope, std::shared_ptr<SharedClaims> claims, QWidget *parent)
    : QWidget(parent), m_scope(scope), m_claims(std::move(claims)),
      m_job(this, [this](const MadeGraph &graph) { take(graph); }),
      m_measureJob(this, [this](const GraphMeasures &measures) { m_form->setMeasures(measures); }),
      m_canvas(new GraphCanvas), m_card(new GraphCard(m_canvas)), m_legend(new GraphLegend),
      m_form(new GraphForm(scope == Scope::Note)), m_evidence(new GraphEvidence), m_ask(new GraphAsk),
      m_nodes(new GraphNodesModel(this)), m_sorted(new QSortFilterProxyModel(this)), m_list(new QTreeView),
      m_side(new QTabWidget), m_filter(new QLineEdit), m_find(new QLineEdit), m_sideButton(new QToolButton),
      m_counts(new QLabel), m_news(new QLabel(m_canvas)), m_notice(new QWidget), m_noticeWords(new QLabel),
      m_showAll(nullptr), m_time(new QWidget), m_timeOf(new QComboBox), m_timeSlider(new QSlider(Qt::Horizontal)),
      m_timeFirst(new QLabel), m_timeLast(new QLabel), m_timeLabel(new QLabel)
{
    m_state.paint.dark = paletteOf(this).dark;
    build();
    connectCanvas();
    connect(&m_motion, &GraphMotion::moved, this, &GraphView::settle);
    connectSide();
    m_filterSoon.setSingleShot(true);
    m_filterSoon.setInterval(FilterDelay);
    connect(&m_filterSoon, &QTimer::timeout, this, [this] {
        GraphState state = m_state;
        state.options.settings.search = m_filter->text().trimmed();
        change(state);
    });
    m_play.setInterval(PlayStep);
    connect(&m_play, &QTimer::timeout, this, [this] {
        m_timeSlider->setValue(m_timeSlider->value() + 1);
        if (m_timeSlider->value() == m_timeSlider->maximum())
            m_play.stop();
    });
    m_form->setState(m_state);
}

void GraphView::setGraph(const std::shared_ptr<const GraphIndex> &index)
{
    if (index == m_index)
        return;
    m_index = index;
    request();
}

void GraphView::setNote(const NotePath &path)
{
    if (path == m_note)
        return;
    m_note = path;
    m_state.paint.own = path.isEmpty() ? 0 : fileNodeKey(path);
    if (m_scope == Scope::Note)
        m_canvas->fitNext();
    request();
}

void GraphView::setState(const GraphState &state)
{
    m_choices = state.toJson(m_usual);
    adopt(state);
}

void GraphView::setUsual(const GraphState &usual, const QString &problem)
{
    if (usual == m_usual && problem == m_vaultProblem)
        return;
    m_usual = usual;
    m_vaultProblem = problem;
    setChoices(m_choices);
    showNotice();
}

void GraphView::setChoices(const QJsonObject &choices)
{
    m_choices = choices;
    GraphState state = GraphState::fromJson(choices, m_usual);
    state.options.until = m_state.options.until;
    adopt(state);
}

void GraphView::adopt(const GraphState &state)
{
    GraphState wanted = state;
    wanted.paint.dark = m_state.paint.dark;
    wanted.paint.own = m_state.paint.own;
    m_form->setState(wanted);
    m_filter->setText(wanted.options.settings.search);
    m_filterSoon.stop();
    if (wanted == m_state)
        return;
    m_state = wanted;
    showNotice();
    request();
}

void GraphView::showNotice()
{
    const QString &search = m_state.options.settings.search;
    const bool searching = !search.isEmpty() && search == m_usual.options.settings.search;
    m_notice->setVisible(searching || !m_vaultProblem.isEmpty());
    m_showAll->setVisible(searching);
    const int hidden = m_made.shown ? m_made.shown->filtered : 0;
    if (!m_vaultProblem.isEmpty())
        m_noticeWords->setText(
            tr("This vault's graph.json cannot be read (%1); its settings are not in force.").arg(m_vaultProblem));
    else if (hidden > 0)
        m_noticeWords->setText(
            tr("The search in this vault's graph.json is in force and hides %1.").arg(countOfNotes(hidden)));
    else
        m_noticeWords->setText(tr("The search in this vault's graph.json is in force."));
}

void GraphView::change(const GraphState &state)
{
    if (state == m_state)
        return;
    setState(state);
    Q_EMIT stateChanged();
}

bool GraphView::isSettled() const
{
    return m_made.shown && !m_stale && !m_working && m_settled && m_made.index == m_index && !m_canvas->isFlying();
}

// One job at a time: while one is on its way, whatever is wished is only remembered.
void GraphView::request()
{
    m_stale = true;
    if (!m_index || !m_placed || !isVisible() || (m_scope == Scope::Note && m_note.isEmpty())) {
        if (m_index && m_scope == Scope::Note && m_note.isEmpty())
            say(tr("No note is open."));
        return;
    }
    m_stale = false;
    m_working = true;
    GraphWish wish{.index = m_index,
                   .state = m_state,
                   .centre = m_scope == Scope::Note ? m_note : NotePath(),
                   .pinned = m_pinned,
                   .claims = m_claims};
    m_job.request([wish = std::move(wish)](const CancelFlag &) { return made(wish); });
}

void GraphView::take(const MadeGraph &graph)
{
    m_working = false;
    if (graph.error) {
        say(graph.error->sentence);
        return;
    }
    say({});
    const bool first = !m_made.shown;
    const bool otherIndex = m_made.index != graph.index;
    const bool sameFrame = first || m_made.frame == graph.frame;
    rememberPlaces();
    std::vector<OpenedNodes> openedNodes = opened(graph);
    const QSet<quint64> selected = first ? QSet<quint64>() : keysOf(*m_made.shown, m_canvas->selection());
    if (!first
        && (m_made.state.forces() != graph.state.forces()
            || m_made.state.options.hubDamping != graph.state.options.hubDamping))
        beginForces();
    const bool others = !first && areOthersWanted(graph);
    // Around a note, what is left of much lies as that did: far apart, and upon each other.
    const bool shrinks =
        others && m_scope == Scope::Note && 2 * graph.shown->graph.nodes.size() < m_made.shown->graph.nodes.size();
    m_made = graph;
    m_dropped.reset();
    m_card->hide();
    m_canvas->showScene(graph.painted.scene);
    if (sameFrame && !others && !first)
        m_canvas->showPlaces(GraphPlaces(std::make_shared<const Places>(knownPlaces())), false);
    const double fade = std::pow(2.0, -graph.state.options.settings.textFade);
    m_canvas->setLabelFrom(LabelFrom * fade);
    m_canvas->setNamed(pixelsPerName * fade);
    if (!sameFrame || others)
        m_canvas->fitNext();
    layOut(shrinks || (!sameFrame && isComputed(graph.state.arrangement)), std::move(openedNodes));
    QList<int> nodes;
    for (int i = 0; !selected.isEmpty() && i < graph.shown->graph.nodes.size(); ++i) {
        if (selected.contains(graph.shown->graph.nodes.at(i).key))
            nodes.append(i);
    }
    m_canvas->setSelection(nodes);
    if (m_side->currentIndex() != static_cast<int>(Side::List))
        m_sorted->sort(-1);
    m_nodes->setGraph(graph.shown, graph.painted.sizes, graph.state.paint.size);
    const NodeMeasure::Kind size = graph.state.paint.size.kind;
    m_list->setColumnHidden(GraphNodesModel::Size, size == NodeMeasure::Kind::None || size == NodeMeasure::Kind::Links);
    m_ask->setGraph(graph.shown);
    showLegend();
    showSelection();
    showCounts();
    showTime();
    arrangeOverlays();
    if (otherIndex) {
        m_measureJob.request([index = graph.index, claims = m_claims](const CancelFlag &) {
            return measuresOf(index->graph(), *claims);
        });
    }
}

// Whether the user asks for other nodes than are shown. What a note says anew leaves the camera where it is, and so do
// time, which goes on in one picture, and nodes that are opened in place.
bool GraphView::areOthersWanted(const MadeGraph &graph) const
{
    GraphOptions before = m_made.state.options;
    const GraphOptions &after = graph.state.options;
    before.until = after.until;
    before.time = after.time;
    before.expanded = after.expanded;
    return !(before == after)
           && !std::ranges::equal(m_made.shown->graph.nodes, graph.shown->graph.nodes, {}, &GraphNode::key,
                                  &GraphNode::key);
}

quint64 GraphView::keyOf(int node) const
{
    return m_made.shown->graph.nodes.at(node).key ^ m_made.frame;
}

void GraphView::setPinned(int node, bool pinned)
{
    const QString name = m_made.shown->graph.nodes.at(node).label;
    addStep(pinned ? tr("%1 pinned").arg(name) : tr("Pin of %1 taken out").arg(name));
    pin(node, pinned);
}

void GraphView::pin(int node, bool pinned)
{
    if (pinned)
        m_pinned.insert(keyOf(node));
    else
        m_pinned.remove(keyOf(node));
    m_motion.drop(node, pinned);
    request();
    Q_EMIT placesChanged();
}

// Around a note only what is there counts.
void GraphView::showLegend()
{
    QList<RelationCount> counts = m_made.shown->counts;
    if (m_scope == Scope::Note) {
        counts.clear();
        for (const GraphEdge &edge : m_made.shown->graph.edges)
            counts.append({edge.type, edge.modifier, edge.count});
    }
    m_legend->show(counts, m_made.state.options.hiddenRelations);
    m_legend->showNodes(nodeLegend(*m_made.shown, m_made.state.options, m_made.state.paint, m_made.painted));
}

void GraphView::showSelection()
{
    m_evidence->show(m_made.shown, m_canvas->selection());
}

void GraphView::showCounts()
{
    const Graph &graph = m_made.shown->graph;
    m_counts->setText(tr("%1 · %2").arg(countOfNodes(graph.nodes.size()), countOfEdges(graph.edges.size())));
    m_canvas->setAccessibleDescription(m_counts->text());
    showNotice();
    QStringList problems;
    for (const Error &problem : m_made.shown->problems)
        problems.append(problem.sentence);
    if (!problems.isEmpty())
        say(problems.join(u' '));
    else if (m_made.index->graph().nodes.isEmpty())
        say(tr("This vault has no notes yet."));
    else if (graph.nodes.isEmpty())
        say(tr("Nothing matches. Another search, or other choices at the side, may show more."));
}

void GraphView::say(const QString &sentence)
{
    m_news->setText(sentence);
    m_news->setVisible(!sentence.isEmpty());
    m_news->setAccessibleName(sentence);
    arrangeOverlays();
}

void GraphView::arrangeOverlays()
{
    constexpr int Margin = 12;
    m_news->setFixedWidth(std::min(560, std::max(100, m_canvas->width() - 4 * Margin)));
    m_news->adjustSize();
    m_news->move((m_canvas->width() - m_news->width()) / 2, Margin);
}

void GraphView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_stale)
        request();
}

void GraphView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrangeOverlays();
}

void GraphView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    const bool dark = paletteOf(this).dark;
    if (event->type() != QEvent::PaletteChange || dark == m_state.paint.dark)
        return;
    m_state.paint.dark = dark;
    m_form->setState(m_state);
    request();
}

} // namespace tearsheet
