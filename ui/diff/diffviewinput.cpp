// SPDX-License-Identifier: GPL-3.0-or-later
// How a comparison answers mouse and keyboard.
#include "ui/diff/diffview.h"

#include "ui/style/keys.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMenu>
#include <QScrollBar>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

DiffView::Side DiffView::sideAt(QPoint point, const Entry &entry)
{
    if (!m_inline)
        return point.x() <= viewport()->width() / 2 ? Side::Left : Side::Right;
    switch (m_rows.rows.at(entry.rows.begin).kind) {
    case DiffRow::Kind::OnlyLeft:
        return Side::Left;
    case DiffRow::Kind::Changed:
        return point.y() <= sideRect(entry, Side::Left).bottom() ? Side::Left : Side::Right;
    default:
        return Side::Right;
    }
}

// Takes the keyboard to an entry; what lies between it and the anchor is selected.
void DiffView::moveHead(int entry, bool extend)
{
    if (m_entries.isEmpty())
        return;
    const Entry &there = m_entries.at(std::clamp(entry, 0, static_cast<int>(m_entries.size()) - 1));
    m_head = there.rows.begin;
    if (!extend || m_anchor < 0)
        m_anchor = m_head;
    const auto change = std::ranges::find_if(m_rows.changes, [&](RowSpan rows) { return rows.contains(m_head); });
    if (change != m_rows.changes.end() && change - m_rows.changes.begin() != m_change) {
        m_change = static_cast<int>(change - m_rows.changes.begin());
        describe();
        Q_EMIT currentChangeChanged(m_change);
    }
    viewport()->update();
}

bool DiffView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave && m_hovered >= 0) {
        m_hovered = -1;
        viewport()->update();
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void DiffView::mousePressEvent(QMouseEvent *event)
{
    const QPoint point = event->position().toPoint();
    const int entry = entryAt(point.y() + verticalScrollBar()->value());
    if (entry < 0 || (event->button() == Qt::RightButton && selectedRows().contains(m_entries.at(entry).rows.begin)))
        return;
    m_side = sideAt(point, m_entries.at(entry));
    moveHead(entry, event->modifiers().testFlag(Qt::ShiftModifier));
}

void DiffView::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint point = event->position().toPoint();
    const int entry = entryAt(point.y() + verticalScrollBar()->value());
    if (event->buttons().testFlag(Qt::LeftButton) && m_anchor >= 0) {
        // Past the edge the view follows the pointer.
        const int past = point.y() < 0 ? point.y() : std::max(0, point.y() - viewport()->height());
        verticalScrollBar()->setValue(verticalScrollBar()->value() + past);
        moveHead(entry, true);
        return;
    }
    const int hovered = entry >= 0 && m_entries.at(entry).folded ? entry : -1;
    if (hovered != m_hovered)
        viewport()->update();
    m_hovered = hovered;
    viewport()->setCursor(hovered >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void DiffView::mouseReleaseEvent(QMouseEvent *event)
{
    const int entry = entryAt(event->position().toPoint().y() + verticalScrollBar()->value());
    if (event->button() == Qt::LeftButton && entry >= 0 && m_anchor == m_head
        && m_entries.at(entry).rows.contains(m_head))
        unfold(m_head);
}

void DiffView::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString &text, QKeySequence::StandardKey key, bool enabled, auto run) {
        QAction *const action = menu->addAction(text);
        action->setShortcut(key);
        action->setEnabled(enabled);
        connect(action, &QAction::triggered, this, run);
    };
    const bool folded = std::ranges::any_of(m_entries, &Entry::folded);
    add(tr("Copy"), QKeySequence::Copy, m_anchor >= 0, [this] { copySelection(); });
    add(tr("Select all"), QKeySequence::SelectAll, !m_entries.isEmpty(), [this] { selectAll(); });
    menu->addSeparator();
    add(tr("Show all lines"), QKeySequence::UnknownKey, folded, [this] { unfoldAll(); });
    menu->popup(event->globalPos());
}

void DiffView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    if (m_head < 0 && !m_entries.isEmpty())
        moveHead(std::max(0, entryAt(verticalScrollBar()->value())), false);
    viewport()->update();
}

void DiffView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void DiffView::keyPressEvent(QKeyEvent *event)
{
    const bool enter = isEnter(*event);
    if (event->matches(QKeySequence::Copy)) {
        copySelection();
    } else if (event->matches(QKeySequence::SelectAll)) {
        selectAll();
    } else if (event->key() == Qt::Key_F8) {
        if (event->modifiers().testFlag(Qt::ShiftModifier))
            previousChange();
        else
            nextChange();
        announceHead();
    } else if (enter && m_head >= 0 && isFolded(m_head)) {
        unfold(m_head);
        announceHead();
    } else if (!moveByKey(event)) {
        event->ignore();
    }
}

bool DiffView::moveByKey(const QKeyEvent *event)
{
    const int page = std::max(1, viewport()->height() / std::max(1, verticalScrollBar()->singleStep()) - 1);
    const int last = static_cast<int>(m_entries.size()) - 1;
    int to = m_head < 0 ? 0 : entryOf(m_head);
    switch (event->key()) {
    case Qt::Key_Up:
        --to;
        break;
    case Qt::Key_Down:
        ++to;
        break;
    case Qt::Key_PageUp:
        to -= page;
        break;
    case Qt::Key_PageDown:
        to += page;
        break;
    case Qt::Key_Home:
        to = 0;
        break;
    case Qt::Key_End:
        to = last;
        break;
    case Qt::Key_Left:
    case Qt::Key_Right:
        m_side = event->key() == Qt::Key_Left ? Side::Left : Side::Right;
        break;
    default:
        return false;
    }
    if (last < 0)
        return true;
    moveHead(to, event->modifiers().testFlag(Qt::ShiftModifier));
    bringIntoView({m_head, m_head + 1}, false);
    announceHead();
    return true;
}

void DiffView::selectAll()
{
    if (m_entries.isEmpty())
        return;
    m_anchor = 0;
    m_head = m_entries.last().rows.begin;
    viewport()->update();
}

void DiffView::copySelection() const
{
    QStringList lines;
    const RowSpan rows = selectedRows();
    for (int row = rows.begin; row < rows.end; ++row) {
        const DiffSide &side = m_side == Side::Left ? m_rows.rows.at(row).left : m_rows.rows.at(row).right;
        if (side.line >= 0)
            lines.append(side.text);
    }
    if (!lines.isEmpty())
        QApplication::clipboard()->setText(lines.join(u'\n'));
}

// What is not seen of a row by one who hears it.
QString DiffView::stateOf(int row, Side side) const
{
    const RowMark::State state = mark(row).state;
    if (state == RowMark::State::Open)
        return tr("in conflict");
    if (state != RowMark::State::None)
        return isTaken(row, side) ? tr("taken") : tr("left out");
    return side == Side::Left ? tr("removed") : tr("added");
}

void DiffView::announceHead()
{
    if (m_head < 0 || !QAccessible::isActive())
        return;
    const Entry &entry = m_entries.at(entryOf(m_head));
    const DiffRow &row = m_rows.rows.at(m_head);
    const DiffSide &side = m_side == Side::Left ? row.left : row.right;
    const QString number = QString::number(side.line + 1);
    QString said;
    if (entry.folded)
        said = tr("%1 unchanged lines, folded").arg(QLocale().toString(entry.rows.size()));
    else if (side.line < 0)
        said = tr("No line on this side");
    else if (row.kind == DiffRow::Kind::Same && mark(m_head).state == RowMark::State::None)
        said = tr("Line %1: %2").arg(number, side.text);
    else
        said = tr("Line %1, %2: %3").arg(number, stateOf(m_head, m_side), side.text);
    QAccessibleAnnouncementEvent event(this, said);
    QAccessible::updateAccessibility(&event);
}

} // namespace tearsheet
