// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latestjob.h"
#include "core/graph/paths.h"
#include "ui/graph/graphmaking.h"
#include "ui/graph/placesteps.h"

#include <QHash>
#include <QJsonObject>
#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QMenu;
class QSlider;
class QSortFilterProxyModel;
class QTabWidget;
class QToolButton;
class QTreeView;

namespace tearsheet {

class GraphAsk;
class GraphCanvas;
class GraphCard;
class GraphEvidence;
class GraphForm;
class GraphLegend;
class GraphNodesModel;

/// A graph with all that belongs to it: search, legend, choices, evidence, questions, a list. Of a whole vault, or of
/// what is around the open note.
class GraphView : public QWidget
{
    Q_OBJECT

public:
    enum class Scope { Vault, Note };
    enum class Side { Legend, Node, Choices, Ask, List };
    enum class Extent { All, Selection }; ///< Of what is exported.

    GraphView(Scope scope, std::shared_ptr<SharedClaims> claims, QWidget *parent = nullptr);

    Scope scope() const { return m_scope; }

    /// Shows the graph as it is now. Does its work once it can be seen.
    void setGraph(const std::shared_ptr<const GraphIndex> &index);

    /// The note that is open: the middle of a local graph, a ring in that of the vault.
    void setNote(const NotePath &path);
    const NotePath &note() const { return m_note; }

    /// The file that lay at `from` lies at `to` now, and keeps its place and its pin.
    void follow(const NotePath &from, const NotePath &to);

    void setState(const GraphState &state);
    const GraphState &state() const { return m_state; }

    /// What holds where nothing is chosen: as the vault's own settings have it. While their search is the one in force,
    /// the view says so, and why they are not in force at all where there is a `problem` with them.
    void setUsual(const GraphState &usual, const QString &problem);

    /// What is chosen, as `GraphState::toJson` has it: it stays as it is whatever is usual.
    void setChoices(const QJsonObject &choices);
    const QJsonObject &choices() const { return m_choices; }

    /// Where nodes lay and what was pinned at another time. Nothing is shown before this is known.
    void setPlaces(const NodePlaces &places, const QSet<quint64> &pinned);
    const NodePlaces &places() const { return m_places; }
    const QSet<quint64> &pinned() const { return m_pinned; }

    /// The keys, as in `places`, of what is shown or pinned beside the nodes of the graph in `GraphState::frames`:
    /// nodes that stand for others, and those of a part that lies by itself.
    QSet<quint64> otherKeys() const;

    GraphCanvas *canvas() const { return m_canvas; }
    std::shared_ptr<const ShownGraph> shown() const { return m_made.shown; }
    const PaintedGraph &painted() const { return m_made.painted; }

    /// The newest graph is shown and at rest.
    bool isSettled() const;

    void showSide(Side side);
    void findNode();

    /// Takes back what was done last to the places of nodes, or does it `again`.
    void undoPlaces(bool again = false);

    /// The notes among the nodes that are selected.
    QList<NotePath> selectedNotes() const;

    /// Those; where there are none the note that the graph is around, or that is open.
    QList<NotePath> notesToCompare() const;

Q_SIGNALS:
    void noteActivated(const tearsheet::NotePath &path, Qt::KeyboardModifiers modifiers);
    void unresolvedActivated(const QString &name);
    void sourceActivated(const tearsheet::NotePath &path, quint32 offset, Qt::KeyboardModifiers modifiers);
    void localGraphWanted(const tearsheet::NotePath &path);
    void compareWanted(const QList<tearsheet::NotePath> &notes);

    /// `kind` is "png", "svg", "pdf", "graphml", "gexf", "json", "dot" or "csv".
    void exportWanted(const QString &kind, tearsheet::GraphView::Extent extent = Extent::All);

    void stateChanged();

    /// A PNG whose size somebody wants to choose.
    void pictureWanted(tearsheet::GraphView::Extent extent = Extent::All);

    /// All nodes were laid out anew, or all pins taken out: "Laid out anew", for `undoPlaces`.
    void placesReplaced(const QString &what);

    /// Nodes came to rest elsewhere, or pins were put in or taken out.
    void placesChanged();

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void build();
    QWidget *buildBar();
    void buildFilter();
    QWidget *buildNotice();
    void buildFind();
    void buildSide();
    void buildTime();
    void sortNodes();
    void connectCanvas();
    void connectSide();
    void request();
    void take(const MadeGraph &graph);
    bool areOthersWanted(const MadeGraph &graph) const;
    Places knownPlaces() const;
    void showKnownPlaces();
    void beginForces();
    void layOut(bool anew, std::vector<OpenedNodes> opened = {});
    std::vector<OpenedNodes> opened(const MadeGraph &graph);
    bool foldBack(const QStringList &wereOpen, const QStringList &areOpen);
    void forgetOthers();
    quint64 keyOf(int node) const;
    void setPinned(int node, bool pinned);
    void pin(int node, bool pinned);
    void layOutAnew();
    void unpinAll();
    void addStep(const QString &title);
    bool rememberPlaces();
    void settle(const std::shared_ptr<const Places> &places, bool settled);
    void change(const GraphState &state);
    void adopt(const GraphState &state);
    void showLegend();
    void showSelection();
    void showCounts();
    void showNotice();
    void say(const QString &sentence);
    void arrangeOverlays();
    void showTime();
    void moveTime();
    void activate(int node, Qt::KeyboardModifiers modifiers);
    void fill(QMenu &menu, int node);
    void fillNodeMenu(QMenu &menu, int node);
    void fillExports(QMenu &menu, Extent extent);
    void askBetween(int from, int to);
    void lightFamily(std::optional<RelationFamily> family);
    void answer(const GraphAnswer &answer, bool again);
    void flyTo(int node);
    QList<NotePath> notesOf(const QList<int> &nodes) const;

    Scope m_scope;
    std::shared_ptr<const GraphIndex> m_index;
    NotePath m_note;
    GraphState m_state;
    GraphState m_usual;
    QJsonObject m_choices;
    QString m_vaultProblem;
    NodePlaces m_places;
    QSet<quint64> m_pinned;
    PlacesSteps m_steps;
    QHash<QStringList, NodePlaces> m_folds; ///< By what was opened where nodes lay last, by their own keys.
    MadeGraph m_made;
    std::optional<std::pair<int, QPointF>> m_dropped; ///< A node let go, until places are told that come after that.
    std::shared_ptr<const ShownGraph> m_placedGraph;  ///< That of the canvas's places: they come later than the graph.
    std::shared_ptr<SharedClaims> m_claims;
    LatestJob<MadeGraph> m_job;
    LatestJob<GraphMeasures> m_measureJob;
    GraphMotion m_motion;
    bool m_stale = false;   ///< There is something newer than what is shown or in work.
    bool m_working = false; ///< A job is on its way.
    bool m_settled = true;
    bool m_loose = false;  ///< Nodes have yet to give way to other forces.
    bool m_placed = false; ///< What is known of places is known.

    GraphCanvas *m_canvas;
    GraphCard *m_card;
    GraphLegend *m_legend;
    GraphForm *m_form;
    GraphEvidence *m_evidence;
    GraphAsk *m_ask;
    GraphNodesModel *m_nodes;
    QSortFilterProxyModel *m_sorted;
    QTreeView *m_list;
    QTabWidget *m_side;
    QLineEdit *m_filter;
    QLineEdit *m_find;
    QToolButton *m_sideButton;
    QLabel *m_counts;
    QLabel *m_news;
    QWidget *m_notice; ///< Of the vault's own settings.
    QLabel *m_noticeWords;
    QWidget *m_showAll;
    QWidget *m_time;
    QComboBox *m_timeOf;
    QSlider *m_timeSlider;
    QLabel *m_timeFirst;
    QLabel *m_timeLast;
    QLabel *m_timeLabel;
    QTimer m_filterSoon;
    QTimer m_play;
};

} // namespace tearsheet
