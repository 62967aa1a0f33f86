// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graphask.h"
#include "ui/graph/graphcanvas.h"
#include "ui/graph/graphevidence.h"
#include "ui/graph/graphlegend.h"
#include "ui/graph/graphnodesmodel.h"
#include "ui/graph/graphview.h"
#include "ui/style/barbutton.h"

#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScrollArea>
#include <QSlider>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QTabWidget>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr int SideWidth = 320;
constexpr int KindWidth = 76;
constexpr int MonthsOfYear = 12;

int monthsBetween(QDate from, QDate to)
{
    return (to.year() - from.year()) * MonthsOfYear + to.month() - from.month();
}

} // namespace

// The view's parts, where they belong.
void GraphView::build()
{
    auto *const box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(0);
    box->addWidget(buildBar());
    box->addWidget(buildNotice());
    buildSide();
    auto *const split = new QSplitter(Qt::Horizontal, this);
    split->setChildrenCollapsible(false);
    split->addWidget(m_canvas);
    split->addWidget(m_side);
    split->setStretchFactor(0, 1);
    split->setSizes({1000, SideWidth});
    box->addWidget(split, 1);
    buildTime();
    box->addWidget(m_time);
    m_canvas->setAccessibleName(m_scope == Scope::Vault ? tr("Graph of the vault") : tr("Graph around the note"));
    m_news->setObjectName(u"graphNews"_s);
    m_news->setWordWrap(true);
    m_news->setAlignment(Qt::AlignCenter);
    m_news->setMargin(8);
    m_news->setAutoFillBackground(true);
    m_news->hide();
    setFocusProxy(m_canvas);
}

QWidget *GraphView::buildBar()
{
    auto *const bar = new QWidget(this);
    auto *const line = new QHBoxLayout(bar);
    line->setContentsMargins(12, 6, 12, 6);
    line->setSpacing(8);
    buildFilter();
    line->addWidget(m_filter, 3);
    buildFind();
    line->addWidget(m_find, 1);
    m_counts->setForegroundRole(QPalette::PlaceholderText);
    m_counts->setObjectName(u"graphCounts"_s);
    line->addWidget(m_counts);
    QToolButton *const fit = barButton(tr("Fit"), tr("Shows all (Home)"), bar);
    connect(fit, &QToolButton::clicked, m_canvas, &GraphCanvas::fit);
    line->addWidget(fit);
    QToolButton *const time = iconButton(Icon::Date, tr("Shows the graph as it grew"), bar);
    time->setCheckable(true);
    time->setObjectName(u"graphTime"_s);
    connect(time, &QToolButton::toggled, this, [this](bool on) {
        m_time->setVisible(on);
        m_play.stop();
        GraphState state = m_state;
        state.options.until = {};
        change(state);
        showTime();
    });
    line->addWidget(time);
    QToolButton *const save = iconButton(Icon::More, tr("Export, and more"), bar);
    save->setPopupMode(QToolButton::InstantPopup);
    auto *const menu = new QMenu(save);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        fill(*menu, -1);
    });
    save->setMenu(menu);
    save->setObjectName(u"graphMenu"_s);
    line->addWidget(save);
    m_sideButton = iconButton(Icon::SidebarRight, tr("Evidence, choices, questions, list"), bar);
    m_sideButton->setCheckable(true);
    m_sideButton->setChecked(true);
    connect(m_sideButton, &QToolButton::toggled, m_side, &QWidget::setVisible);
    line->addWidget(m_sideButton);
    return bar;
}

void GraphView::buildFilter()
{
    m_filter->setPlaceholderText(tr("Show only what a search finds: tag:#battery, path:Actors, words…"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setAccessibleName(tr("Show only what a search finds"));
    m_filter->setObjectName(u"graphFilter"_s);
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (text.trimmed() != m_state.options.settings.search)
            m_filterSoon.start();
    });
}

QWidget *GraphView::buildNotice()
{
    auto *const line = new QHBoxLayout(m_notice);
    line->setContentsMargins(12, 0, 12, 6);
    line->setSpacing(8);
    m_notice->setObjectName(u"graphNotice"_s);
    m_noticeWords->setForegroundRole(QPalette::PlaceholderText);
    line->addWidget(m_noticeWords);
    QToolButton *const clear =
        barButton(tr("Show all notes"), tr("Takes the search out of this graph; graph.json stays as it is"), m_notice);
    clear->setObjectName(u"graphShowAll"_s);
    connect(clear, &QToolButton::clicked, this, [this] {
        GraphState state = m_state;
        state.options.settings.search.clear();
        change(state);
    });
    line->addWidget(clear);
    m_showAll = clear;
    line->addStretch();
    m_notice->hide();
    return m_notice;
}

void GraphView::buildFind()
{
    m_find->setPlaceholderText(tr("Fly to a node"));
    m_find->setAccessibleName(tr("Fly to a node"));
    m_find->setObjectName(u"graphFind"_s);
    m_find->setClearButtonEnabled(true);
    auto *const completer = new QCompleter(m_sorted, m_find);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setCompletionRole(Qt::DisplayRole);
    completer->setFilterMode(Qt::MatchContains);
    completer->setMaxVisibleItems(12);
    m_find->setCompleter(completer);
    const auto fly = [this] {
        const QString name = m_find->text().trimmed();
        const QModelIndexList found =
            m_nodes->match(m_nodes->index(0, 0), Qt::DisplayRole, name, 1, Qt::MatchFixedString);
        const QModelIndexList near =
            found.isEmpty() ? m_nodes->match(m_nodes->index(0, 0), Qt::DisplayRole, name, 1, Qt::MatchContains) : found;
        if (!near.isEmpty() && !name.isEmpty())
            flyTo(near.first().row());
    };
    connect(m_find, &QLineEdit::textEdited, this, &GraphView::sortNodes);
    connect(m_find, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (text.isEmpty())
            m_canvas->light({}, {});
    });
    connect(m_find, &QLineEdit::returnPressed, this, fly);
    connect(completer, qOverload<const QString &>(&QCompleter::activated), this, fly);
}

void GraphView::buildSide()
{
    m_side->setDocumentMode(true);
    m_side->setMinimumWidth(240);
    const auto scrolled = [](QWidget *content) {
        auto *const scroll = new QScrollArea;
        scroll->setWidgetResizable(true);
        scroll->setFrameShape(QFrame::NoFrame);
        scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        scroll->setWidget(content);
        return scroll;
    };
    m_side->addTab(scrolled(m_legend), tr("Legend"));
    m_side->addTab(m_evidence, tr("Node"));
    m_side->addTab(scrolled(m_form), tr("Choices"));
    m_side->addTab(m_ask, tr("Ask"));
    m_sorted->setSourceModel(m_nodes);
    m_sorted->setSortRole(Qt::UserRole);
    m_sorted->setSortCaseSensitivity(Qt::CaseInsensitive);
    m_sorted->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_list->setModel(m_sorted);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setSortingEnabled(true);
    m_list->sortByColumn(GraphNodesModel::Links, Qt::DescendingOrder);
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setAccessibleName(tr("Nodes of the graph"));
    m_list->setObjectName(u"graphList"_s);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_list->header()->setResizeContentsPrecision(100);
    m_list->header()->setSectionResizeMode(GraphNodesModel::Name, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(GraphNodesModel::Kind, QHeaderView::Interactive);
    m_list->header()->resizeSection(GraphNodesModel::Kind, KindWidth);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        QList<int> nodes;
        for (const QModelIndex &row : m_list->selectionModel()->selectedRows())
            nodes.append(m_sorted->mapToSource(row).row());
        if (!m_list->hasFocus())
            return; // It follows the canvas.
        m_canvas->setSelection(nodes);
        showSelection();
        if (!nodes.isEmpty())
            m_canvas->flyTo(nodes);
    });
    connect(m_list, &QTreeView::activated, this,
            [this](const QModelIndex &index) { activate(m_sorted->mapToSource(index).row(), Qt::ControlModifier); });
    m_side->addTab(m_list, tr("List"));
    connect(m_side, &QTabWidget::currentChanged, this, [this](int tab) {
        if (tab == static_cast<int>(Side::List))
            sortNodes();
    });
}

// A hidden list is not sorted for each new graph: that takes as long as all the rest.
void GraphView::sortNodes()
{
    if (m_sorted->sortColumn() < 0)
        m_sorted->sort(m_list->header()->sortIndicatorSection(), m_list->header()->sortIndicatorOrder());
}

void GraphView::buildTime()
{
    auto *const line = new QHBoxLayout(m_time);
    line->setContentsMargins(12, 4, 12, 8);
    line->setSpacing(8);
    QToolButton *const play = iconButton(Icon::ChevronRight, tr("Lets the graph grow"), m_time);
    connect(play, &QToolButton::clicked, this, [this] {
        if (m_timeSlider->value() == m_timeSlider->maximum())
            m_timeSlider->setValue(0);
        if (m_play.isActive())
            m_play.stop();
        else
            m_play.start();
    });
    line->addWidget(play);
    m_timeOf->addItems({tr("Created"), tr("Changed")});
    m_timeOf->setObjectName(u"graphTimeOf"_s);
    m_timeOf->setAccessibleName(tr("When notes were created, or last changed"));
    connect(m_timeOf, &QComboBox::activated, this, [this](int time) {
        GraphState state = m_state;
        state.options.time = static_cast<GraphTime>(time);
        change(state);
    });
    line->addWidget(m_timeOf);
    m_timeFirst->setObjectName(u"graphTimeFirst"_s);
    m_timeFirst->setForegroundRole(QPalette::PlaceholderText);
    line->addWidget(m_timeFirst);
    m_timeSlider->setAccessibleName(tr("Notes until"));
    m_timeSlider->setObjectName(u"graphTimeSlider"_s);
    m_timeSlider->setPageStep(MonthsOfYear);
    m_timeSlider->setFocusPolicy(Qt::StrongFocus);
    connect(m_timeSlider, &QSlider::valueChanged, this, &GraphView::moveTime);
    line->addWidget(m_timeSlider, 1);
    m_timeLast->setObjectName(u"graphTimeLast"_s);
    m_timeLast->setForegroundRole(QPalette::PlaceholderText);
    line->addWidget(m_timeLast);
    m_timeLabel->setObjectName(u"graphTimeLabel"_s);
    m_timeLabel->setMinimumWidth(200);
    line->addWidget(m_timeLabel);
    m_time->hide();
}

// A step is a month.
void GraphView::showTime()
{
    if (m_made.first.isNull())
        return;
    const QSignalBlocker blocker(m_timeSlider);
    const int months = monthsBetween(m_made.first, m_made.last);
    const QDate until = m_state.options.until;
    m_timeSlider->setRange(0, months);
    m_timeSlider->setValue(until.isNull() ? months : monthsBetween(m_made.first, until));
    const auto month = [](QDate date) { return QLocale().toString(date, u"MMM yyyy"_s); };
    const bool created = m_state.options.time == GraphTime::Creation;
    m_timeOf->setCurrentIndex(static_cast<int>(m_state.options.time));
    m_timeFirst->setText(month(m_made.first));
    m_timeLast->setText(month(m_made.last));
    m_timeLabel->setText(until.isNull() ? tr("All notes")
                         : created      ? tr("Created until %1").arg(month(until))
                                        : tr("Last changed until %1").arg(month(until)));
}

void GraphView::moveTime()
{
    m_canvas->setCamera(m_canvas->camera()); // Notes come and go where they are; the picture stands.
    GraphState state = m_state;
    const QDate month = m_made.first.addMonths(m_timeSlider->value());
    state.options.until = m_timeSlider->value() == m_timeSlider->maximum()
                              ? QDate()
                              : QDate(month.year(), month.month(), month.daysInMonth());
    change(state);
    showTime();
}

void GraphView::showSide(Side side)
{
    m_sideButton->setChecked(true);
    m_side->setCurrentIndex(static_cast<int>(side));
}

void GraphView::findNode()
{
    m_find->setFocus();
    m_find->selectAll();
}

void GraphView::flyTo(int node)
{
    m_canvas->setSelection({node});
    m_canvas->focusNode(node);
    m_canvas->flyTo({node});
    // It stands out as if the pointer were on it.
    QList<int> nodes{node};
    const std::span<const int> edges = m_canvas->scene().edgesOf(node);
    for (const int edge : edges) {
        const SceneEdge &drawn = m_canvas->scene().edges().at(edge);
        nodes.append(drawn.from == node ? drawn.to : drawn.from);
    }
    m_canvas->light(nodes, QList<int>(edges.begin(), edges.end()));
    showSelection();
}

} // namespace tearsheet
