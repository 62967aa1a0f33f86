// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latestjob.h"
#include "core/export/sheet.h"
#include "core/research/disputes.h"
#include "core/research/savedcomparisons.h"
#include "ui/editor/typedinto.h"
#include "ui/plot/plotpicture.h"

#include <QPersistentModelIndex>
#include <QWidget>

#include <optional>

class QLabel;
class QLineEdit;
class QSplitter;
class QStringListModel;
class QToolButton;

namespace tearsheet {

class ElidedLabel;
class ComparisonGrid;
class ComparisonModel;
class PlotPane;

/// A comparison in a tab: what is compared above, a grid that follows the notes, and where the chosen cell's values
/// stand below.
class ComparisonView : public QWidget
{
    Q_OBJECT

public:
    /// Others may ask for `claims`, too.
    explicit ComparisonView(ComparisonRequest request,
                            std::shared_ptr<SharedClaims> claims = std::make_shared<SharedClaims>(),
                            QWidget *parent = nullptr);

    const ComparisonRequest &request() const { return m_request; }
    void setRequest(const ComparisonRequest &request);

    /// The note at `from` lies at `to` now, as the snapshot says or the next one will.
    void follow(const NotePath &from, const NotePath &to);

    /// Compares anew what the vault says now, in the pool.
    void setSnapshot(const Snapshot &snapshot);

    const ComparisonOrder &order() const { return m_order; }
    void setOrder(const ComparisonOrder &order);

    /// The same of a comparison that stands in a note, whose `sortedBy` is a column's title: which one that is, is
    /// known once it is compared.
    void setWrittenOrder(const ComparisonOrder &order);

    /// What is compared and how it is looked at, without a name: what `setRequest` and `setOrder` bring back.
    SavedComparison state() const { return {{}, m_request, m_order}; }

    /// The comparison as it is shown.
    const Comparison &shown() const;

    /// Puts what is selected, or all, into the clipboard: as TSV, HTML and Markdown.
    void copy() const;

    /// Shows the plot of the selected rows, or hides it.
    void setPlotted(bool on);
    bool isPlotted() const;

    /// Arranges it anew: after an edit, rows and columns stay where they are until then, and edited cells show the
    /// place that was edited.
    void arrangeAnew();

    /// Takes over what is being typed.
    void finishEditing();

    /// Writes what is typed so far; who types goes on where they are.
    void saveEditing();

    /// Null before the first plot.
    PlotPane *plot() const { return m_plot; }

Q_SIGNALS:
    /// Something is to be done with a picture of the plot.
    void pictureWanted(const tearsheet::PlotPicture &picture);
    void said(const QString &sentence);

    /// Go to byte `offset` of a note.
    void sourceActivated(const tearsheet::NotePath &note, quint32 offset, Qt::KeyboardModifiers modifiers);

    /// The last change is to be taken back, or done again.
    void undoWanted();
    void redoWanted();

    /// `text` is to stand in that place.
    void changeWanted(const tearsheet::TypedPlace &place, const QString &text);

    /// The same is being typed, until the end of the typing is told.
    void typing(const tearsheet::TypedPlace &place, const QString &text);
    void typingEnded();

    /// The user wants it in a file of `kind`: "csv", "xlsx", "md".
    void exportWanted(const QString &kind);

    /// The user wants it in a note as a table, one that can be made anew where `refreshable`.
    void noteWanted(bool refreshable);

    /// The user wants to keep it.
    void keepWanted();
    void requestChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    /// A comparison, and what it was made from.
    struct Made
    {
        Comparison comparison;
        Snapshot snapshot;
    };

    struct Editing
    {
        QPersistentModelIndex index;
        TypedOver over;
    };

    /// A cell that was edited here, and the place in its note that it shows since.
    struct Edited
    {
        int row = 0;
        int column = 0;
        StatedValue value; // As it was written.
        QByteArray text;   // Of the note; the value stands in it where its source says.
    };

    void buildBar();
    void buildShapes();
    void showShape();
    TypedOver &editing(const QModelIndex &index);
    void write(const QModelIndex &index, const QString &text);
    void tellTyping(const QModelIndex &index, const QString &text);
    void refresh();
    void show(const Made &made);
    void arrange();
    void follow(const Comparison &before);
    void showEdited(Comparison &comparison);
    void showArranged(const Comparison &comparison);
    void sortBy(int column);
    bool takesNames() const;
    void addNamed(const QString &name);
    void addTyped(const QString &typed);
    void add(const QStringList &paths);
    void showSources();
    void showCellMenu(const QModelIndex &index, const QPoint &place);
    void showHeaderMenu(int column, const QPoint &place);
    Sheet selectedSheet() const;
    void plotSelection();
    void plotShown();

    ComparisonRequest m_request;
    std::shared_ptr<SharedClaims> m_claims;
    ComparisonOrder m_order;
    QString m_sortedTitle; // Of the column to sort by, until it is known which one that is.
    Snapshot m_snapshot;
    Made m_made;
    QHash<NotePath, NotePath> m_moved; // Notes, since that was made.
    std::optional<Editing> m_editing;
    QList<Edited> m_edited;      // Since it was arranged: it stays as it is then.
    std::optional<Made> m_later; ///< To be shown when nothing is being typed.
    ComparisonModel *m_model;
    ComparisonGrid *m_grid;
    QSplitter *m_splitter;
    PlotPane *m_plot = nullptr;
    ElidedLabel *m_title;
    QLabel *m_remarks;
    QLabel *m_empty;
    QLabel *m_sources;
    QLineEdit *m_add;
    QStringListModel *m_names;
    QToolButton *m_shape = nullptr;
    QToolButton *m_transpose = nullptr;
    QToolButton *m_sharedOnly = nullptr;
    QToolButton *m_hideEqual = nullptr;
    QToolButton *m_keep = nullptr;
    QToolButton *m_plotButton = nullptr;
    QList<int> m_plotColumns; // Of `ComparedGrid`.
    QSet<int> m_plotChosen;
    bool m_fromPlot = false;
    LatestJob<Made> m_job;
};

} // namespace tearsheet
