// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/stayingdelegate.h"

#include <QHeaderView>
#include <QPointer>
#include <QTableView>

class QLabel;

namespace tearsheet {

/// Paints the cells of a comparison: numbers on the right, gaps as gaps, a mark where notes disagree, when a value
/// holds beside it. A cell that is edited hides what it said.
class ComparisonDelegate : public StayingDelegate
{
    Q_OBJECT

public:
    using StayingDelegate::StayingDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    /// What a cell takes in a column of at most this width.
    QSize sizeFor(const QStyleOptionViewItem &option, const QModelIndex &index, int widest) const;

Q_SIGNALS:
    void editorMade(QWidget *editor, const QModelIndex &index) const;
};

/// A header whose sections have a second, quieter line.
class ComparisonHeader : public QHeaderView
{
    Q_OBJECT

public:
    ComparisonHeader(Qt::Orientation orientation, QWidget *parent);

    QSize sizeHint() const override;

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;
};

/// The grid of a comparison: row names and column names stay in sight, and so do the first columns where wanted.
class ComparisonGrid : public QWidget
{
    Q_OBJECT

public:
    explicit ComparisonGrid(QAbstractItemModel *model, QWidget *parent = nullptr);

    /// How many of the first columns stay in sight.
    int frozen() const { return m_frozen; }
    void freeze(int columns);

    /// Fits columns and rows to what is in them.
    void fit();

    /// What stands above the names of the rows.
    void setCorner(const QString &text);

    QTableView *table() const { return m_table; }
    QTableView *frozenTable() const { return m_fixed; }
    QModelIndex currentIndex() const { return m_table->selectionModel()->currentIndex(); }

    /// Whether something is being typed into a cell.
    bool isEditing() const { return !m_editor.isNull(); }

    /// Takes over what is being typed.
    void finishEditing();

    /// The same; the editor stays open.
    void saveEditing();

    /// The column whose header is sorted by; -1 for none.
    void showSorted(int column, Qt::SortOrder order);

Q_SIGNALS:
    void activated(const QModelIndex &index, Qt::KeyboardModifiers modifiers);
    void headerClicked(int column);
    void cellMenuWanted(const QModelIndex &index, const QPoint &place);
    void headerMenuWanted(int column, const QPoint &place);
    void copyWanted();

    /// `text` is being typed into the cell at `index`.
    void typed(const QModelIndex &index, const QString &text);

    /// Nothing is typed any more.
    void editingEnded();

protected:
    bool eventFilter(QObject *object, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void setUp(QTableView *view);
    void hold(QWidget *editor, const QModelIndex &index);
    QAbstractItemDelegate *delegateOf(const QWidget *editor) const;
    void layOutFixed();

    QTableView *m_fixed; // Row names and the columns that are frozen.
    QTableView *m_table; // The others.
    QLabel *m_corner;
    QPointer<QWidget> m_editor;
    int m_frozen = 0;
    bool m_resized = false; // By the user, whose widths stay.
    bool m_fitting = false;
};

} // namespace tearsheet
