// SPDX-License-Identifier: GPL-3.0-or-later

// Where the parts of the window are, and how they come back at the next start.
#include "ui/graph/graphview.h"
#include "ui/graph/localgraphview.h"
#include "ui/panels/claimspanel.h"
#include "ui/panels/disputewatch.h"
#include "ui/panels/filespanel.h"
#include "ui/panels/historypanel.h"
#include "ui/panels/linkspanel.h"
#include "ui/panels/outlinepanel.h"
#include "ui/panels/propertiespanel.h"
#include "ui/panels/relationspanel.h"
#include "ui/table/alltables.h"
#include "ui/table/tableinspector.h"
#include "ui/window/commands.h"
#include "ui/window/comparisons.h"
#include "ui/window/graphs.h"
#include "ui/window/icontabs.h"
#include "ui/window/mainwindow.h"
#include "ui/window/navigator.h"
#include "ui/window/notices.h"
#include "ui/window/relations.h"
#include "ui/window/statusline.h"
#include "ui/window/tabletabs.h"
#include "ui/window/topbar.h"
#include "ui/window/vaultsettings.h"

#include <QGuiApplication>
#include <QScreen>
#include <QSettings>
#include <QSplitter>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace tearsheet {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// What was opened is known soon after; who goes on from note to note is not kept waiting for the disk all the time.
constexpr auto SaveLayoutAfter = 200ms;
constexpr auto SaveLayoutAgainAfter = 2s;

// `place` itself where its top, which one takes hold of, is in sight, and the rest has room; else as near as can be on
// the screen that shows most of it.
QRect inSight(QRect place)
{
    constexpr QSize Least(160, 24);
    QRect room;
    bool isHeld = false;
    int most = -1;
    for (const QScreen *screen : QGuiApplication::screens()) {
        const QRect there = screen->availableGeometry();
        const QRect seen = there & place;
        const QRect top = there & QRect(place.topLeft(), QSize(place.width(), Least.height()));
        isHeld = isHeld || (top.width() >= Least.width() && top.height() >= Least.height());
        if (const int area = seen.isEmpty() ? 0 : seen.width() * seen.height(); area > most) {
            most = area;
            room = there;
        }
    }
    if (const QScreen *const primary = QGuiApplication::primaryScreen(); primary && most <= 0)
        room = primary->availableGeometry();
    if (room.isEmpty() || (isHeld && place.width() <= room.width() && place.height() <= room.height()))
        return place;
    place.setSize(place.size().boundedTo(room.size()));
    place.moveLeft(std::clamp(place.left(), room.left(), room.left() + room.width() - place.width()));
    place.moveTop(std::clamp(place.top(), room.top(), room.top() + room.height() - place.height()));
    return place;
}

template <class Tabs>
Tabs *sidePanel(QWidget *parent, const QString &name)
{
    auto *tabs = new Tabs(parent);
    tabs->setObjectName(name);
    tabs->setDocumentMode(true);
    return tabs;
}

} // namespace

void MainWindow::buildLayout()
{
    m_left = sidePanel<QTabWidget>(this, u"leftPanels"_s);
    m_left->addTab(m_files, tr("Files"));
    m_right = sidePanel<IconTabs>(this, u"rightPanels"_s);
    m_bottom = sidePanel<QTabWidget>(this, u"bottomPanels"_s);
    m_bottom->addTab(m_tables, tr("Tables"));
    m_bottom->addTab(m_allTables, tr("All tables"));
    m_bottom->addTab(m_claims, tr("Claims"));
    m_bottom->setCornerWidget(makeTableButton());

    m_rows = new QSplitter(Qt::Vertical, this);
    m_rows->addWidget(m_tabs);
    m_rows->addWidget(m_bottom);
    m_rows->setStretchFactor(0, 1);
    m_rows->setCollapsible(0, false);
    m_columns = new QSplitter(Qt::Horizontal, this);
    m_columns->addWidget(m_left);
    m_columns->addWidget(m_rows);
    m_columns->addWidget(m_right);
    m_columns->setStretchFactor(1, 1);
    m_columns->setCollapsible(1, false);
    for (QSplitter *splitter : {m_rows, m_columns})
        splitter->setHandleWidth(1);
    m_rows->setSizes({560, 320});
    m_columns->setSizes({240, 840, 360});

    auto *central = new QWidget(this);
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_notices);
    layout->addWidget(m_columns, 1);
    layout->addWidget(m_status);
    setCentralWidget(central);
    resize(1440, 900);
}

void MainWindow::restoreNotes()
{
    const QString key = settingsOfVault(m_vault->root());
    m_tabs->restore(m_settings->value(key + u"/notes"_s).toStringList(),
                    m_settings->value(key + u"/current"_s).toInt());
    // Where the reader was in each: the caret, what was at the top, how a table was sorted and filtered.
    const QVariantMap places = m_settings->value(key + u"/places"_s).toMap();
    for (FileView *view : m_tabs->fileViews()) {
        const QVariantList place = places.value(view->path().toString()).toList();
        if (place.size() >= 2)
            view->restore({view->path(), place.at(0).toUInt(), place.at(1).toUInt(), place.value(2).toMap()});
    }
    restorePages(m_settings->value(key + u"/pages"_s).toList());
    if (NoteView *const view = m_tabs->current())
        view->focusText();
    if (m_tabs->count() == 0)
        m_navigator->openAnything();
}

void MainWindow::addRightPanels()
{
    m_right->addPanel(m_relations->backlinks(), Icon::LinkIn, tr("Backlinks"));
    m_right->addPanel(m_outline, Icon::List, tr("Outline"));
    m_right->addPanel(m_relations->outgoing(), Icon::LinkOut, tr("Links"));
    m_right->addPanel(m_relations->panel(), Icon::Relation, tr("Relations"));
    m_right->addPanel(m_properties, Icon::Properties, tr("Properties"));
    m_right->addPanel(m_graph, Icon::Graph, tr("Graph"));
    m_right->addPanel(m_history, Icon::History, tr("History"));
}

QList<QTabWidget *> MainWindow::sides() const
{
    return {m_left, m_right, m_bottom};
}

// The open notes come back after the program was killed, too, whenever that was.
void MainWindow::keepLayout()
{
    m_saveLayoutSoon.setSingleShot(true);
    connect(&m_saveLayoutSoon, &QTimer::timeout, this, &MainWindow::saveLayout);
    // Who goes on does not put it off.
    const auto soon = [this] {
        if (m_saveLayoutSoon.isActive())
            return;
        const auto since = m_layoutSaved.isValid() ? m_layoutSaved.durationElapsed() : SaveLayoutAgainAfter;
        m_saveLayoutSoon.start(std::chrono::ceil<std::chrono::milliseconds>(
            std::max<std::chrono::nanoseconds>(SaveLayoutAfter, SaveLayoutAgainAfter - since)));
    };
    connect(m_tabs, &NoteTabs::currentNoteChanged, this, soon);
    connect(m_tabs, &NoteTabs::historyChanged, this, soon);
    connect(m_tabs, &QTabWidget::currentChanged, this, soon);
    connect(m_tabs->tabBar(), &QTabBar::tabMoved, this, soon);
    connect(m_vault.get(), &Vault::saved, this, soon); // With the place where the reader is by now.
}

void MainWindow::saveLayout()
{
    m_saveLayoutSoon.stop();
    bool changed = false;
    // To set a value is to write the whole file.
    const auto keep = [&](const QString &name, const QVariant &value) {
        if (m_settings->value(name) == value)
            return;
        m_settings->setValue(name, value);
        changed = true;
    };
    // Not `saveGeometry`, which makes room for a title bar where there is none, lower down at each start.
    const Qt::WindowStates filling = windowState() & (Qt::WindowMaximized | Qt::WindowFullScreen);
    keep(u"window/place"_s, filling ? normalGeometry() : geometry());
    keep(u"window/filling"_s, static_cast<int>(filling));
    keep(u"window/columns"_s, m_columns->saveState());
    keep(u"window/rows"_s, m_rows->saveState());
    keep(u"window/mode"_s, static_cast<int>(m_tabs->mode()));
    QStringList hidden;
    for (QTabWidget *side : sides()) {
        keep(u"window/"_s + side->objectName(), side->currentIndex());
        if (side->isHidden() && !m_putAway.contains(side))
            hidden.append(side->objectName());
    }
    keep(u"window/hidden"_s, hidden);
    QStringList notes;
    QVariantMap places;
    for (FileView *view : m_tabs->fileViews()) {
        const Place place = view->place();
        notes.append(view->path().toString());
        QVariantList kept{place.caret, place.top};
        if (!place.look.isEmpty())
            kept.append(QVariant(place.look)); // Else the list takes over the map's entries.
        places.insert(notes.last(), kept);
    }
    const QString key = settingsOfVault(m_vault->root());
    keep(key + u"/notes"_s, notes);
    keep(key + u"/places"_s, places);
    keep(key + u"/pages"_s, pages());
    keep(key + u"/current"_s, static_cast<int>(m_tabs->fileViews().indexOf(m_tabs->currentFile())));
    if (changed) {
        m_settings->sync();
        m_layoutSaved.start();
    }
}

// Comparisons, graphs and tables of notes, with their places among the tabs.
QVariantList MainWindow::pages() const
{
    QVariantList pages;
    for (int i = 0; i < m_tabs->count(); ++i) {
        QVariantMap page{{u"tab"_s, i}, {u"front"_s, i == m_tabs->currentIndex()}};
        if (const auto *const comparison = qobject_cast<const ComparisonView *>(m_tabs->widget(i)))
            page.insert(u"comparison"_s, Comparisons::stateOf(comparison));
        else if (const auto *const graph = qobject_cast<const GraphView *>(m_tabs->widget(i)))
            page.insert(u"graph"_s, Graphs::stateOf(graph));
        else if (const auto *const tables = qobject_cast<const TableInspector *>(m_tabs->widget(i)))
            page.insert(u"tables"_s, TableTabs::stateOf(tables));
        else
            continue;
        pages.append(page);
    }
    return pages;
}

void MainWindow::restorePages(const QVariantList &pages)
{
    QWidget *front = nullptr;
    for (const QVariant &kept : pages) {
        const QVariantMap page = kept.toMap();
        QWidget *view = nullptr;
        if (page.contains(u"comparison"_s))
            view = m_comparisons->restore(page.value(u"comparison"_s).toByteArray());
        else if (page.contains(u"graph"_s))
            view = m_graphs->restore(page.value(u"graph"_s).toByteArray());
        else if (page.contains(u"tables"_s))
            view = m_tableTabs->restore(page.value(u"tables"_s).toByteArray());
        if (!view)
            continue;
        m_tabs->tabBar()->moveTab(m_tabs->indexOf(view),
                                  std::clamp(page.value(u"tab"_s).toInt(), 0, m_tabs->count() - 1));
        if (page.value(u"front"_s).toBool())
            front = view;
    }
    if (front)
        m_tabs->setCurrentWidget(front);
}

void MainWindow::restoreLayout()
{
    if (const QRect place = m_settings->value(u"window/place"_s).toRect(); place.isValid())
        setGeometry(inSight(place));
    const Qt::WindowStates filling(m_settings->value(u"window/filling"_s).toInt());
    setWindowState(windowState() | (filling & (Qt::WindowMaximized | Qt::WindowFullScreen)));
    m_columns->restoreState(m_settings->value(u"window/columns"_s).toByteArray());
    m_rows->restoreState(m_settings->value(u"window/rows"_s).toByteArray());
    const QStringList hidden = m_settings->value(u"window/hidden"_s).toStringList();
    for (QTabWidget *side : sides()) {
        side->setCurrentIndex(m_settings->value(u"window/"_s + side->objectName(), 0).toInt());
        side->setHidden(hidden.contains(side->objectName()));
    }
    const int mode = m_settings->value(u"window/mode"_s, static_cast<int>(NoteMode::Split)).toInt();
    m_tabs->setMode(static_cast<NoteMode>(std::clamp(mode, 0, 2)));
}

// A graph has the room to itself; the sides come back with the next note.
void MainWindow::makeRoom(bool wanted)
{
    if (!wanted) {
        for (QTabWidget *side : std::exchange(m_putAway, {}))
            side->show();
        return;
    }
    for (QTabWidget *side : QList<QTabWidget *>{m_right, m_bottom}) {
        if (side->isHidden())
            continue;
        side->hide();
        m_putAway.append(side);
    }
}

} // namespace tearsheet
