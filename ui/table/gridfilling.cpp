// SPDX-License-Identifier: GPL-3.0-or-later

// What hands that come from a spreadsheet do without looking: they fill down and right, jump to the edge of what is
// filled, take whole rows and columns.
#include "ui/table/gridview.h"

#include <QKeyEvent>

#include <algorithm>

namespace tearsheet {

void GridView::fill(Qt::Orientation along)
{
    QRect area = selectedArea();
    if (refuses() || area.isEmpty())
        return;
    const bool down = along == Qt::Vertical;
    // What is one row high is filled from the one above.
    if (down && area.height() == 1)
        area.setTop(area.top() - 1);
    else if (!down && area.width() == 1)
        area.setLeft(area.left() - 1);
    if (area.top() < 0 || area.left() < 0) {
        Q_EMIT said(down ? tr("There is no row above to fill from.")
                         : tr("There is no column on the left to fill from."));
        return;
    }
    const Grid &grid = *m_model->table()->grid;
    const QList<int> &rows = m_model->rows();
    GridEdit edit{.kind = GridEdit::Kind::SetCells};
    for (int row = area.top() + (down ? 1 : 0); row <= area.bottom(); ++row) {
        for (int column = area.left() + (down ? 0 : 1); column <= area.right(); ++column) {
            const QByteArray text =
                down ? grid.source(rows.at(area.top()), column) : grid.source(rows.at(row), area.left());
            const bool chosen = selectionModel()->isSelected(m_model->index(row, column));
            if (chosen && text != grid.source(rows.at(row), column))
                edit.cells.append({rows.at(row), column, text});
        }
    }
    if (!edit.cells.isEmpty())
        Q_EMIT editWanted(edit); // What is selected stays so.
}

void GridView::selectWhole(Qt::Orientation along)
{
    QRect area = selectedArea();
    if (area.isEmpty())
        return;
    if (along == Qt::Vertical)
        area = QRect(area.left(), 0, area.width(), m_model->rowCount());
    else
        area = QRect(0, area.top(), m_model->columnCount(), area.height());
    selectionModel()->select(
        QItemSelection(m_model->index(area.top(), area.left()), m_model->index(area.bottom(), area.right())),
        QItemSelectionModel::ClearAndSelect);
}

// From a filled cell to the last one before an empty one, else to the next one that is filled, else to the table's
// edge.
QModelIndex GridView::edgeFrom(const QModelIndex &from, int columns, int rows) const
{
    const Grid &grid = *m_model->table()->grid;
    const auto isFilled = [&](int row, int column) { return !grid.source(m_model->rows().at(row), column).isEmpty(); };
    const auto isInside = [&](int row, int column) {
        return row >= 0 && row < m_model->rowCount() && column >= 0 && column < m_model->columnCount();
    };
    int row = from.row();
    int column = from.column();
    const auto next = [&] { return isInside(row + rows, column + columns) && isFilled(row + rows, column + columns); };
    const bool along = isFilled(row, column) && next();
    do {
        if (!isInside(row + rows, column + columns))
            break;
        row += rows;
        column += columns;
    } while (along ? next() : !isFilled(row, column));
    return m_model->index(row, column);
}

QModelIndex GridView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const QModelIndex current = currentIndex();
    if (!modifiers.testFlag(Qt::ControlModifier) || !current.isValid())
        return QTableView::moveCursor(action, modifiers);
    switch (action) {
    case MoveLeft:
        return edgeFrom(current, -1, 0);
    case MoveRight:
        return edgeFrom(current, 1, 0);
    case MoveUp:
        return edgeFrom(current, 0, -1);
    case MoveDown:
        return edgeFrom(current, 0, 1);
    default:
        return QTableView::moveCursor(action, modifiers);
    }
}

// Where the keyboard goes, the selection goes, with Ctrl as well.
QItemSelectionModel::SelectionFlags GridView::selectionCommand(const QModelIndex &index, const QEvent *event) const
{
    if (event && event->type() == QEvent::KeyPress) {
        const auto *const key = static_cast<const QKeyEvent *>(event);
        if (key->modifiers().testFlag(Qt::ControlModifier) && std::ranges::contains(WalkingKeys, key->key()))
            return key->modifiers().testFlag(Qt::ShiftModifier) ? QItemSelectionModel::SelectCurrent
                                                                : QItemSelectionModel::ClearAndSelect;
    }
    return QTableView::selectionCommand(index, event);
}

} // namespace tearsheet
