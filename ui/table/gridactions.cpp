// SPDX-License-Identifier: GPL-3.0-or-later

// What a user does to a table: rows, columns, cells, the clipboard.
#include "core/table/cellblock.h"
#include "ui/table/gridheader.h"
#include "ui/table/gridview.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>

#include <algorithm>
#include <limits>
#include <numeric>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr auto RawCells = "application/x-tearsheet-cells"_L1; // As written, tab-separated.

// The numbers 0 … `count`-1 with those of `moved`, which is sorted, shifted by `by` as one; empty where they cannot be.
QList<int> shifted(int count, const QList<int> &moved, int by)
{
    if (moved.isEmpty() || moved.first() + by < 0 || moved.last() + by >= count)
        return {};
    QList<int> rest;
    for (int i = 0; i < count; ++i) {
        if (!moved.contains(i))
            rest.append(i);
    }
    QList<int> order = rest;
    const int at = std::clamp(moved.first() + by, 0, static_cast<int>(rest.size()));
    for (qsizetype i = 0; i < moved.size(); ++i)
        order.insert(at + i, moved.at(i));
    return order;
}

} // namespace

bool GridView::refuses()
{
    if (m_model->isEditable())
        return false;
    if (!m_whyNot.isEmpty())
        Q_EMIT said(m_whyNot);
    return true;
}

void GridView::ask(const GridEdit &edit, int row, int column)
{
    m_wanted = std::pair(row, column);
    Q_EMIT editWanted(edit);
}

QRect GridView::selectedArea() const
{
    QRect area;
    for (const QItemSelectionRange &range : selectionModel()->selection())
        area = area.united(QRect(QPoint(range.left(), range.top()), QPoint(range.right(), range.bottom())));
    return area;
}

QList<int> GridView::selectedRows() const
{
    QList<int> rows;
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.append(m_model->rows().at(row));
    }
    std::ranges::sort(rows);
    rows.erase(std::ranges::unique(rows).begin(), rows.end());
    return rows;
}

QList<int> GridView::selectedColumns() const
{
    QList<int> columns;
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        for (int column = range.left(); column <= range.right(); ++column)
            columns.append(column);
    }
    std::ranges::sort(columns);
    columns.erase(std::ranges::unique(columns).begin(), columns.end());
    return columns;
}

// As a spreadsheet, a word processor and a note would want it.
void GridView::copy(bool withHeaders)
{
    const QRect area = selectedArea();
    if (area.isEmpty())
        return;
    const Grid &grid = *m_model->table()->grid;
    CellBlock plain;
    CellBlock raw;
    QStringList names;
    QStringList rawNames;
    for (int column = area.left(); column <= area.right(); ++column) {
        names.append(m_model->table()->headers.value(column));
        rawNames.append(m_model->headerData(column, Qt::Horizontal, Qt::EditRole).toString());
    }
    if (withHeaders)
        plain.append(names);
    for (int row = area.top(); row <= area.bottom(); ++row) {
        QStringList shown;
        QStringList written;
        for (int column = area.left(); column <= area.right(); ++column) {
            const QModelIndex index = m_model->index(row, column);
            const bool chosen = selectionModel()->isSelected(index);
            shown.append(chosen ? grid.shown(m_model->rows().at(row), column) : QString());
            written.append(chosen ? index.data(TableModel::RawRole).toString() : QString());
        }
        plain.append(shown);
        raw.append(written);
    }
    auto *copied = new QMimeData;
    copied->setText(tsvOf(plain));
    copied->setHtml(htmlOf(plain, withHeaders));
    copied->setData(RawCells, tsvOf(raw).toUtf8());
    const bool one = raw.size() == 1 && raw.first().size() == 1;
    CellBlock table = raw;
    table.prepend(rawNames);
    copied->setData(u"text/markdown"_s, one ? raw.first().first().toUtf8() : markdownOf(table, true).toUtf8());
    QApplication::clipboard()->setMimeData(copied);
}

void GridView::cut()
{
    if (refuses())
        return;
    copy();
    clearCells();
}

void GridView::clearCells()
{
    if (refuses())
        return;
    GridEdit edit{.kind = GridEdit::Kind::SetCells};
    for (const QModelIndex &index : selectionModel()->selectedIndexes()) {
        if (!index.data(TableModel::RawRole).toString().isEmpty())
            edit.cells.append({m_model->rows().at(index.row()), index.column(), {}});
    }
    if (!edit.cells.isEmpty())
        Q_EMIT editWanted(edit); // What is selected stays so.
}

void GridView::paste()
{
    if (refuses() || !m_model->table())
        return;
    const QMimeData *const clipped = QApplication::clipboard()->mimeData();
    CellBlock block;
    if (clipped && clipped->hasFormat(RawCells))
        block = blockFromText(QString::fromUtf8(clipped->data(RawCells)));
    else if (clipped && clipped->hasHtml())
        block = blockFromHtml(clipped->html());
    if (block.isEmpty() && clipped && clipped->hasText())
        block = blockFromText(clipped->text());
    if (block.isEmpty()) {
        Q_EMIT said(tr("There is no text on the clipboard to paste."));
        return;
    }
    const QModelIndex current = currentIndex();
    QRect area = selectedArea();
    const bool chosen = !area.isEmpty();
    if (!chosen)
        area = QRect(std::max(0, current.column()), std::max(0, current.row()), 1, 1);
    // What is selected is filled with the block as often as it goes in.
    qsizetype width = 0;
    for (const QStringList &cells : std::as_const(block))
        width = std::max(width, cells.size());
    const bool even = std::ranges::all_of(block, [&](const QStringList &cells) { return cells.size() == width; });
    const bool fills = even && area.height() % block.size() == 0 && area.width() % width == 0;
    const int height = fills ? area.height() : static_cast<int>(block.size());
    GridEdit edit{.kind = GridEdit::Kind::SetCells};
    int beyond = m_model->table()->grid->rowCount();
    for (int i = 0; i < height; ++i) {
        const int shown = area.top() + i;
        const int row = shown < m_model->rowCount() ? m_model->rows().at(shown) : beyond++;
        const QStringList &cells = block.at(i % block.size());
        const int columns = fills ? area.width() : static_cast<int>(cells.size());
        for (int j = 0; j < columns; ++j) {
            const int column = area.left() + j;
            const bool gap = fills && chosen && !selectionModel()->isSelected(m_model->index(shown, column));
            if (!gap)
                edit.cells.append({row, column, cells.at(j % cells.size()).toUtf8()});
        }
    }
    if (edit.cells.isEmpty())
        return;
    if (fills && chosen) {
        Q_EMIT editWanted(edit); // What is selected stays so.
        return;
    }
    const ShownTablePtr before = m_model->table();
    ask(edit, edit.cells.first().row, edit.cells.first().column);
    if (m_model->table() == before)
        return;
    // Where it stands now is seen, and the next key may mean all of it.
    const QRect pasted(area.left(), area.top(), static_cast<int>(width), height);
    const QRect there = pasted.intersected(QRect(0, 0, m_model->columnCount(), m_model->rowCount()));
    selectionModel()->select(
        QItemSelection(m_model->index(there.top(), there.left()), m_model->index(there.bottom(), there.right())),
        QItemSelectionModel::ClearAndSelect);
}

void GridView::insertRow(bool below)
{
    if (refuses() || !m_model->table())
        return;
    const QModelIndex current = currentIndex();
    const int rows = m_model->table()->grid->rowCount();
    const int at = current.isValid() ? m_model->rows().at(current.row()) + (below ? 1 : 0) : rows;
    // A new row passes no filter.
    Arrangement arrangement = m_model->arrangement();
    arrangement.filters.clear();
    arrange(arrangement);
    // A row is filled from its beginning.
    ask({.kind = GridEdit::Kind::InsertRows, .at = at}, at, 0);
}

void GridView::removeSelectedRows()
{
    const QList<int> rows = selectedRows();
    if (refuses() || rows.isEmpty())
        return;
    const int left = m_model->table()->grid->rowCount() - static_cast<int>(rows.size());
    ask({.kind = GridEdit::Kind::RemoveRows, .numbers = rows}, std::min(rows.first(), left - 1),
        currentIndex().column());
}

void GridView::moveSelectedRows(int by)
{
    if (refuses() || !m_model->table())
        return;
    if (!m_model->arrangement().isPlain()) {
        Q_EMIT said(tr("Rows move in the table's own order. Clear the sorting and the filters first."));
        return;
    }
    const QList<int> rows = selectedRows();
    const QList<int> order = shifted(m_model->rowCount(), rows, by);
    if (order.isEmpty())
        return;
    const int column = currentIndex().column();
    ask({.kind = GridEdit::Kind::OrderRows, .numbers = order}, rows.first() + by, column);
    const QItemSelection moved(m_model->index(rows.first() + by, column),
                               m_model->index(rows.first() + by + static_cast<int>(rows.size()) - 1, column));
    selectionModel()->select(moved, QItemSelectionModel::ClearAndSelect);
}

void GridView::insertColumn(bool right)
{
    if (refuses() || !m_model->table())
        return;
    const QModelIndex current = currentIndex();
    const int columns = m_model->table()->grid->headerCount();
    const int at = std::min(current.isValid() ? current.column() + (right ? 1 : 0) : columns, columns);
    const int row = current.isValid() ? m_model->rows().at(current.row()) : 0;
    ask({.kind = GridEdit::Kind::InsertColumn, .at = at}, row, at);
    // A column begins with its name.
    if (m_model->isEditable() && at < m_model->columnCount()
        && m_model->headerData(at, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty())
        renameColumn(at);
}

void GridView::removeSelectedColumns()
{
    const QList<int> columns = selectedColumns();
    if (refuses() || columns.isEmpty())
        return;
    if (columns.size() >= m_model->table()->grid->headerCount()) {
        Q_EMIT said(tr("A table keeps one column at least."));
        return;
    }
    ask({.kind = GridEdit::Kind::RemoveColumns, .numbers = columns}, m_model->rows().at(currentIndex().row()),
        columns.first());
}

void GridView::moveSelectedColumns(int by)
{
    const QList<int> columns = selectedColumns();
    if (refuses() || columns.isEmpty())
        return;
    const QList<int> order = shifted(m_model->table()->grid->headerCount(), columns, by);
    if (!order.isEmpty())
        ask({.kind = GridEdit::Kind::OrderColumns, .numbers = order}, m_model->rows().at(currentIndex().row()),
            columns.first() + by);
}

void GridView::renameColumn(int column)
{
    if (refuses() || !m_model->table() || column < 0 || column >= m_model->table()->grid->headerCount())
        return;
    scrollTo(m_model->index(0, column));
    delete std::exchange(m_naming, nullptr);
    m_naming = new QLineEdit(m_header);
    m_naming->setObjectName(u"headerEditor"_s);
    m_naming->setAccessibleName(tr("Name of the column"));
    m_naming->setMaxLength(std::numeric_limits<int>::max());
    m_naming->setText(m_model->headerData(column, Qt::Horizontal, Qt::EditRole).toString());
    m_naming->setGeometry(m_header->sectionViewportPosition(column), 0, std::max(120, columnWidth(column)),
                          m_header->viewport()->height());
    m_named = TypedCell(*m_model->table()->grid, HeaderRow, column);
    m_namedSaved.reset();
    connect(m_naming, &QLineEdit::textEdited, this, &GridView::unwrittenChanged);
    connect(m_naming, &QLineEdit::editingFinished, this, &GridView::finishNaming);
    m_naming->installEventFilter(m_header);
    m_naming->show();
    m_naming->raise();
    m_naming->setFocus();
    m_naming->selectAll();
}

void GridView::finishNaming()
{
    // Hiding takes the keyboard away, which finishes once more.
    QLineEdit *const editor = std::exchange(m_naming, nullptr);
    if (!editor)
        return;
    const QString name = editor->text();
    const int named = m_named.column();
    const bool changed = editor->isModified() && name.toUtf8() != m_named.now();
    const bool had = editor->hasFocus();
    editor->hide();
    editor->deleteLater();
    if (had)
        setFocus();
    if (changed && m_named.isContested(name.toUtf8())) {
        keep(m_named, name);
    } else if (changed) {
        const QModelIndex current = currentIndex();
        ask({.kind = GridEdit::Kind::SetCells, .cells = {{HeaderRow, named, name.toUtf8()}}},
            current.isValid() ? m_model->rows().at(current.row()) : 0, named);
    }
    Q_EMIT unwrittenChanged();
}

void GridView::writeOrder()
{
    if (refuses() || !m_model->table())
        return;
    Arrangement arrangement = m_model->arrangement();
    const Arrangement sorted{.keys = arrangement.keys, .filters = {}};
    const QList<int> order = arrangedRows(*m_model->table()->grid, sorted);
    arrangement.keys.clear();
    const int current = currentIndex().isValid() ? m_model->rows().at(currentIndex().row()) : -1;
    const int column = std::max(0, currentIndex().column());
    const ShownTablePtr before = m_model->table();
    m_wanted.reset();
    Q_EMIT editWanted({.kind = GridEdit::Kind::OrderRows, .numbers = order});
    // The note says what the view said, which is needed no longer.
    arrange(arrangement);
    if (m_model->table() != before && current >= 0)
        goTo(static_cast<int>(order.indexOf(current)), column);
}

void GridView::joinWithNext()
{
    const QModelIndex current = currentIndex();
    if (refuses() || !current.isValid())
        return;
    const int row = m_model->rows().at(current.row());
    ask({.kind = GridEdit::Kind::JoinCells, .at = row, .count = current.column()}, row, current.column());
}

void GridView::transpose()
{
    if (!refuses() && m_model->table())
        Q_EMIT editWanted({.kind = GridEdit::Kind::Transpose});
}

void GridView::contextMenuEvent(QContextMenuEvent *event)
{
    if (!m_model->table())
        return;
    const QModelIndex under = event->reason() == QContextMenuEvent::Mouse ? indexAt(event->pos()) : currentIndex();
    if (under.isValid() && !selectionModel()->isSelected(under))
        setCurrentIndex(under);
    auto *menu = new QMenu(this);
    menu->setObjectName(u"tableMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillMenu(menu);
    const QPoint place = event->reason() == QContextMenuEvent::Mouse || !under.isValid()
                             ? event->globalPos()
                             : viewport()->mapToGlobal(visualRect(under).bottomLeft());
    menu->popup(place);
}

void GridView::fillMenu(QMenu *menu)
{
    const QModelIndex current = currentIndex();
    const bool editable = m_model->isEditable();
    const bool plain = m_model->arrangement().isPlain();
    const auto add = [&](const QString &text, const QKeySequence &keys, bool enabled, auto run) {
        QAction *const action = menu->addAction(text, this, run);
        // Shown beside the text; the grid itself listens to the keys.
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        action->setEnabled(enabled);
        return action;
    };
    const bool any = current.isValid();
    if (const QVariant link = current.data(TableModel::LinkRole); link.isValid())
        add(tr("Follow %1").arg(current.data().toString()), QKeySequence(Qt::ALT | Qt::Key_Return), true,
            [this, link] { Q_EMIT linkActivated(link.value<LinkTarget>(), {}); });
    if (const QVariant offset = current.data(TableModel::OffsetRole); offset.isValid())
        add(tr("Show in the note"), {}, true, [this, offset] { Q_EMIT placeWanted(offset.toUInt()); });
    if (const DisputedCell *disputed = m_model->disputeAt(current))
        add(tr("What other places say"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_K), true,
            [this, offset = disputed->range.begin] { Q_EMIT claimsWanted(offset); });
    add(tr("Edit cell"), QKeySequence(Qt::Key_F2), any && current.flags().testFlag(Qt::ItemIsEditable),
        [this] { edit(currentIndex()); });
    menu->addSeparator();
    add(tr("Copy"), QKeySequence::Copy, any, [this] { copy(); });
    add(tr("Copy with headers"), {}, any, [this] { copy(true); });
    add(tr("Cut"), QKeySequence::Cut, any && editable, [this] { cut(); });
    add(tr("Paste"), QKeySequence::Paste, editable, [this] { paste(); });
    add(tr("Clear"), QKeySequence(Qt::Key_Delete), any && editable, [this] { clearCells(); });
    add(tr("Fill down"), QKeySequence(Qt::CTRL | Qt::Key_D), any && editable, [this] { fill(Qt::Vertical); });
    add(tr("Fill right"), QKeySequence(Qt::CTRL | Qt::Key_R), any && editable, [this] { fill(Qt::Horizontal); });
    menu->addSeparator();
    add(tr("Insert row below"), QKeySequence(Qt::CTRL | Qt::Key_Return), editable, [this] { insertRow(true); });
    add(tr("Insert row above"), {}, editable && any, [this] { insertRow(false); });
    add(tr("Move up"), QKeySequence(Qt::ALT | Qt::Key_Up), editable && any && plain, [this] { moveSelectedRows(-1); });
    add(tr("Move down"), QKeySequence(Qt::ALT | Qt::Key_Down), editable && any && plain,
        [this] { moveSelectedRows(1); });
    add(tr("Remove rows"), QKeySequence(Qt::CTRL | Qt::Key_Delete), editable && any, [this] { removeSelectedRows(); });
    menu->addSeparator();
    add(tr("Insert column right"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Return), editable,
        [this] { insertColumn(true); });
    add(tr("Insert column left"), {}, editable && any, [this] { insertColumn(false); });
    add(tr("Move left"), QKeySequence(Qt::ALT | Qt::SHIFT | Qt::Key_Left), editable && any,
        [this] { moveSelectedColumns(-1); });
    add(tr("Move right"), QKeySequence(Qt::ALT | Qt::SHIFT | Qt::Key_Right), editable && any,
        [this] { moveSelectedColumns(1); });
    add(tr("Rename column"), {}, editable && any, [this] { renameColumn(currentIndex().column()); });
    add(tr("Remove columns"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Delete), editable && any,
        [this] { removeSelectedColumns(); });
    menu->addSeparator();
    add(tr("Write this order into the note"), {}, editable && !m_model->arrangement().keys.isEmpty(),
        [this] { writeOrder(); });
    add(tr("Transpose"), {}, editable, [this] { transpose(); });
    if (m_model->table()->place.table >= 0 && !m_model->table()->offsets.isEmpty()) {
        menu->addSeparator();
        add(tr("Compare with competitors"), {}, true, [this] { Q_EMIT comparisonWanted(TableComparison::Companies); });
        add(tr("Same table of the companies named here"), {}, true,
            [this] { Q_EMIT comparisonWanted(TableComparison::Tables); });
        add(tr("Compare those in the selected rows"), {}, any, [this] { Q_EMIT rowsComparisonWanted(); });
    }
    const bool surplus =
        any && m_model->table()->grid->namedCount() > 0
        && m_model->table()->grid->has(m_model->rows().at(current.row()), m_model->table()->grid->namedCount());
    if (surplus)
        add(tr("Join with the next cell"), {}, editable, [this] { joinWithNext(); });
    if (!plain)
        add(tr("Clear sorting and filters"), {}, true, [this] { arrange({}); });
}

} // namespace tearsheet
