// SPDX-License-Identifier: GPL-3.0-or-later

// What keys do in a grid.
#include "ui/style/keys.h"
#include "ui/table/gridview.h"

#include <QKeyEvent>

#include <algorithm>
#include <array>
#include <utility>

namespace tearsheet {

namespace {

// Whether it is held with others, or begins a character that others compose.
bool saysNothing(const QKeyEvent &key)
{
    const int code = key.key();
    return (code >= Qt::Key_Shift && code <= Qt::Key_ScrollLock)
           || (code >= Qt::Key_AltGr && code <= Qt::Key_Dead_Longsolidusoverlay) || code == 0
           || code == Qt::Key_unknown;
}

bool changesTable(const QKeyEvent &key)
{
    static constexpr std::array Moving{Qt::Key_Up, Qt::Key_Down, Qt::Key_Left, Qt::Key_Right};
    const bool control = key.modifiers().testFlag(Qt::ControlModifier);
    return key.matches(QKeySequence::Cut) || key.matches(QKeySequence::Paste) || key.key() == Qt::Key_Delete
           || key.key() == Qt::Key_Backspace
           || (control && (isEnter(key) || key.key() == Qt::Key_D || key.key() == Qt::Key_R))
           || (key.modifiers().testFlag(Qt::AltModifier) && std::ranges::contains(Moving, key.key()));
}

} // namespace

bool GridView::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        // In the window, F2 renames the note, Ctrl+F looks for words in it, and others mean something there, too.
        static constexpr Qt::Key Own[] = {Qt::Key_F, Qt::Key_D, Qt::Key_R};
        const bool own = std::ranges::contains(Own, key->key()) && key->modifiers() == Qt::ControlModifier;
        if (own || (key->key() == Qt::Key_F2 && currentIndex().isValid())) {
            event->accept();
            return true;
        }
    }
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (typeOn(*key))
            return true;
        const bool tab = key->key() == Qt::Key_Tab || key->key() == Qt::Key_Backtab;
        // From the last cell on, Tab leaves the table.
        const QModelIndex before = currentIndex();
        if (tab && !key->modifiers().testFlag(Qt::ControlModifier)) {
            moveOn(key->key() == Qt::Key_Tab ? 1 : -1, 0);
            if (currentIndex() != before)
                return true;
        }
    }
    return QTableView::event(event);
}

void GridView::moveOn(int columns, int rows)
{
    const QModelIndex current = currentIndex();
    if (!current.isValid())
        return;
    int row = current.row() + rows;
    int column = current.column() + columns;
    if (columns != 0 && m_firstColumn < 0)
        m_firstColumn = current.column();
    if (rows != 0 && m_firstColumn >= 0)
        column = std::exchange(m_firstColumn, -1);
    if (column >= m_model->columnCount()) {
        column = 0;
        ++row;
    } else if (column < 0) {
        column = m_model->columnCount() - 1;
        --row;
    }
    if (row < 0 || row >= m_model->rowCount())
        return;
    makeCurrent(m_model->index(row, column));
    setFocus();
}

bool GridView::pressKey(const QKeyEvent &key)
{
    const bool control = key.modifiers().testFlag(Qt::ControlModifier);
    const bool shift = key.modifiers().testFlag(Qt::ShiftModifier);
    const bool alt = key.modifiers().testFlag(Qt::AltModifier);
    if (key.matches(QKeySequence::Copy))
        copy();
    else if (key.matches(QKeySequence::Cut))
        cut();
    else if (key.matches(QKeySequence::Paste))
        paste();
    else if (pressUndo(*this, key))
        return true;
    else if (key.matches(QKeySequence::Find))
        focusFilter(std::max(0, currentIndex().column()));
    else if (isEnter(key) && control)
        shift ? insertColumn(true) : insertRow(true);
    else if (isEnter(key) && alt) {
        const QVariant link = currentIndex().data(TableModel::LinkRole);
        if (link.isValid())
            Q_EMIT linkActivated(link.value<LinkTarget>(), {});
        else if (const QVariant offset = currentIndex().data(TableModel::OffsetRole); offset.isValid())
            Q_EMIT placeWanted(offset.toUInt());
    } else if (isEnter(key))
        moveOn(0, shift ? -1 : 1);
    else if (control && !shift && !alt && (key.key() == Qt::Key_D || key.key() == Qt::Key_R))
        fill(key.key() == Qt::Key_D ? Qt::Vertical : Qt::Horizontal);
    else if (key.key() == Qt::Key_Space && control != shift && !alt)
        selectWhole(control ? Qt::Vertical : Qt::Horizontal);
    else if (key.key() == Qt::Key_Delete && control)
        shift ? removeSelectedColumns() : removeSelectedRows();
    else if (key.key() == Qt::Key_Delete || key.key() == Qt::Key_Backspace)
        clearCells();
    else if ((key.key() == Qt::Key_Up || key.key() == Qt::Key_Down) && alt)
        moveSelectedRows(key.key() == Qt::Key_Up ? -1 : 1);
    else if ((key.key() == Qt::Key_Left || key.key() == Qt::Key_Right) && alt && shift)
        moveSelectedColumns(key.key() == Qt::Key_Left ? -1 : 1);
    else if (key.key() == Qt::Key_F2 && currentIndex().isValid() && !refuses())
        edit(currentIndex());
    else
        return key.key() == Qt::Key_F2;
    return true;
}

void GridView::keyboardSearch(const QString &search)
{
    if (!m_model->isEditable())
        QTableView::keyboardSearch(search);
}

bool GridView::typeOn(const QKeyEvent &key)
{
    if ((!isTypingOn() && !m_opened) || key.matches(QKeySequence::Undo) || key.matches(QKeySequence::Redo))
        return false;
    const QString text = key.text();
    const bool commands = key.modifiers().testAnyFlags(Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    if (!commands && !text.isEmpty() && (text.front().isPrint() || text.front().isSurrogate())) {
        goOnWith(text);
    } else if (saysNothing(key)) {
        return true;
    } else if (m_opened && (commands || key.key() != Qt::Key_Backspace)) {
        endTypingOn();
        return changesTable(key);
    } else if (key.key() == Qt::Key_Backspace) {
        takeBack();
    } else if (key.key() == Qt::Key_Escape) {
        endTypingOn();
    } else if (isEnter(key)) {
        endCell(u'\n');
    } else if (key.key() == Qt::Key_Tab || key.key() == Qt::Key_Backtab) {
        endCell(u'\t');
    }
    return true;
}

bool GridView::typeOn(const QInputMethodEvent &event)
{
    if (!isTypingOn() && !m_opened)
        return false;
    if (!event.commitString().isEmpty())
        goOnWith(event.commitString());
    return true;
}

void GridView::keepOpened()
{
    if (const std::optional<TypedText> opened = std::exchange(m_opened, std::nullopt)) {
        m_typed.prepend(*opened);
        m_typesOn = TypesOn::Here;
    }
}

void GridView::goOnWith(const QString &text)
{
    keepOpened();
    if (m_typesOn == TypesOn::Ended) {
        TypedText beyond{m_typed.first().cell, {}};
        beyond.cell.leaveCell();
        m_typed.insert(1, beyond);
        m_typesOn = TypesOn::Beyond;
    }
    m_typed[m_typesOn == TypesOn::Beyond ? 1 : 0].text += std::exchange(m_between, {}) + text;
    Q_EMIT typedTextsChanged();
}

void GridView::takeBack()
{
    keepOpened();
    const bool beyond = m_typesOn == TypesOn::Beyond;
    QString &typed = m_typed[beyond ? 1 : 0].text;
    // In front of what was typed there is another cell.
    if (m_typesOn == TypesOn::Ended || !m_between.isEmpty() || typed.isEmpty()
        || (beyond && (typed.back() == u'\n' || typed.back() == u'\t')))
        return;
    typed.chop(typed.size() > 1 && typed.back().isLowSurrogate() ? 2 : 1);
    if (beyond && typed.isEmpty()) {
        m_typed.removeAt(1);
        m_typesOn = TypesOn::Ended;
    }
    Q_EMIT typedTextsChanged();
}

void GridView::endCell(QChar key)
{
    if (m_typesOn == TypesOn::Beyond)
        m_between += key;
    else
        m_typesOn = TypesOn::Ended;
}

void GridView::endTypingOn()
{
    m_typesOn = TypesOn::No;
    m_between.clear();
    m_opened.reset();
}

void GridView::inputMethodEvent(QInputMethodEvent *event)
{
    if (!typeOn(*event))
        QTableView::inputMethodEvent(event);
}

void GridView::focusInEvent(QFocusEvent *event)
{
    if (event->reason() != Qt::ActiveWindowFocusReason && event->reason() != Qt::PopupFocusReason)
        endTypingOn();
    QTableView::focusInEvent(event);
}

void GridView::keyPressEvent(QKeyEvent *event)
{
    if (pressKey(*event))
        return;
    if (std::ranges::contains(WalkingKeys, event->key()))
        m_firstColumn = -1;
    QTableView::keyPressEvent(event);
}

} // namespace tearsheet
