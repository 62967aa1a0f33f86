// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latestjob.h"
#include "core/graph/graphindex.h"
#include "core/vault/vault.h"
#include "ui/graph/graphview.h"
#include "ui/window/placekeeper.h"

#include <QJsonObject>
#include <QObject>
#include <QPointer>

class QSettings;

namespace tearsheet {

class Comparisons;
class Exporting;
class Navigator;
class NoteTabs;
class Relations;
class SharedClaims;
class StatusLine;

/// Graphs in tabs: of the vault, and around notes. Keeps them true to the newest relations, remembers what was chosen
/// and where nodes lie, and does what is asked for in them.
class Graphs : public QObject
{
    Q_OBJECT

public:
    /// Of the notes of `vault`; all outlive it.
    Graphs(Vault *vault, NoteTabs *tabs, Navigator *navigator, Relations *relations, Comparisons *comparisons,
           Exporting *exporting, std::shared_ptr<SharedClaims> claims, StatusLine *status, QSettings *settings,
           QWidget *window);

    /// Opens the tab with the graph of the vault, or brings it to the front.
    GraphView *openVault();

    /// The same around a note.
    GraphView *openAround(const NotePath &note);

    /// What `view` is of and what was chosen in it, for `restore`.
    static QByteArray stateOf(const GraphView *view);

    /// Opens a tab behind the current one with what `stateOf` said at another time.
    GraphView *restore(const QByteArray &state);

    /// The note that is open, empty for none.
    void setNote(const NotePath &note);

    /// The file that lay at `from` lies at `to` now; its places and the graph around it stay its own.
    void follow(const NotePath &from, const NotePath &to);

    /// Whether every graph shows the newest relations and is at rest.
    bool isSettled() const;

private:
    GraphView *open(const NotePath &note);
    GraphView *make(const NotePath &note, const QJsonObject &choices, bool front);
    void connectView(GraphView *view);
    void showUsual(GraphView *view) const;
    QString choicesKey(GraphView::Scope scope) const;
    void update();
    void take(const std::shared_ptr<const GraphIndex> &index);
    void keepState(const GraphView *view);
    void exportFrom(GraphView *view, const QString &kind, GraphView::Extent extent, double ratio);
    void askForWidth(GraphView *view, GraphView::Extent extent);
    void write(GraphView *view, const QString &kind, GraphView::Extent extent, const QString &path, double ratio);

    Vault *m_vault;
    NoteTabs *m_tabs;
    Navigator *m_navigator;
    Relations *m_relations;
    Comparisons *m_comparisons;
    Exporting *m_exporting;
    std::shared_ptr<SharedClaims> m_claims;
    StatusLine *m_status;
    QSettings *m_settings;
    QWidget *m_window;
    NotePath m_note;
    QList<QPointer<GraphView>> m_views;
    std::shared_ptr<const RelationIndex> m_source; ///< Of the newest graph that was asked for.
    std::shared_ptr<const GraphIndex> m_index;
    LatestJob<std::shared_ptr<const GraphIndex>> m_job;
    PlaceKeeper m_places;
};

} // namespace tearsheet
