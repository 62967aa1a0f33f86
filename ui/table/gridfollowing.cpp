// SPDX-License-Identifier: GPL-3.0-or-later

// How the grid goes along with its table when others change it: who works in it stays where they are, and nothing that
// was typed is lost.
#include "ui/table/celldelegate.h"
#include "ui/table/celleditor.h"
#include "ui/table/gridheader.h"
#include "ui/table/gridview.h"
#include "ui/table/typedtext.h"

#include <QLineEdit>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace tearsheet {

bool GridView::edit(const QModelIndex &index, EditTrigger trigger, QEvent *event)
{
    const CellEditor *const before = m_delegate->editor();
    const bool begun = QTableView::edit(index, trigger, event);
    CellEditor *const editor = m_delegate->editor();
    if (!editor || editor == before)
        return begun;
    m_model->hold(editor->cell().row());
    m_wanted.reset();
    endTypingOn();
    // Who opens a cell goes on with what it says; who types begins anew.
    if (trigger != AnyKeyPressed)
        editor->end(false);
    return begun;
}

void GridView::commitData(QWidget *editor)
{
    auto *const cell = qobject_cast<CellEditor *>(editor);
    const bool refused = cell && cell->isModified() && !m_model->isEditable(); // By now.
    if (!refused && (!cell || !cell->isContested())) {
        QTableView::commitData(editor);
        return;
    }
    keep(cell->cell(), cell->text());
    cell->setModified(false);
    cell->dropQuestion();
}

void GridView::finishEditing()
{
    if (CellEditor *const editor = m_delegate->editor()) {
        Q_EMIT m_delegate->commitData(editor);
        Q_EMIT m_delegate->closeEditor(editor);
    }
    finishNaming();
}

void GridView::saveEditing()
{
    if (!m_model->isEditable())
        return;
    if (CellEditor *const editor = m_delegate->editor(); editor && !editor->isContested()) {
        Q_EMIT m_delegate->commitData(editor);
        Q_EMIT unwrittenChanged();
    }
    const QByteArray name = m_naming ? m_naming->text().toUtf8() : QByteArray();
    if (!m_naming || !m_naming->isModified() || name == m_named.now() || m_named.isContested(name))
        return;
    m_naming->setModified(false);
    m_namedSaved = name;
    Q_EMIT editWanted({.kind = GridEdit::Kind::SetCells, .cells = {{HeaderRow, m_named.column(), name}}});
    Q_EMIT unwrittenChanged();
}

bool GridView::isEditing() const
{
    return m_delegate->editor() || m_naming;
}

QList<TypedText> GridView::unwritten() const
{
    QList<TypedText> texts = m_typed;
    const CellEditor *const editor = m_delegate->editor();
    if (editor && editor->isModified() && editor->text().toUtf8() != editor->cell().now())
        texts.append({editor->cell(), editor->text()});
    if (m_naming && m_naming->isModified() && m_naming->text().toUtf8() != m_named.now())
        texts.append({m_named, m_naming->text()});
    return texts;
}

void GridView::dropTypedText()
{
    if (m_typed.isEmpty())
        return;
    m_typed.removeFirst();
    endTypingOn();
    Q_EMIT typedTextsChanged();
}

void GridView::giveUpTypedText()
{
    Q_EMIT givingUp();
    dropTypedText();
}

void GridView::leaveTypedTexts()
{
    endTypingOn();
    const QList<TypedText> left = std::exchange(m_typed, {});
    for (const TypedText &typed : left)
        Q_EMIT typedLeft(typed);
    if (!left.isEmpty())
        Q_EMIT typedTextsChanged();
}

void GridView::showAnother(const ShownTablePtr &table, bool editable)
{
    m_wanted.reset();
    endTypingOn();
    // Who only turned to another table has taken over what was typed: the table is gone.
    if (CellEditor *const editor = m_delegate->editor()) {
        if (editor->isModified()) {
            TypedCell cell = editor->cell();
            cell.leaveTable();
            m_typed.append({cell, editor->text()});
            editor->setModified(false);
        }
        editor->dropQuestion();
        closeEditor(editor, QAbstractItemDelegate::NoHint);
    }
    if (m_naming && m_naming->isModified()) {
        m_named.leaveTable();
        m_typed.append({m_named, m_naming->text()});
    }
    delete std::exchange(m_naming, nullptr);
    leaveTypedTexts();
    m_model->show(table, editable);
    m_beforeClick = m_model->arrangement();
    m_header->showArrangement(m_model->arrangement());
    fitColumns();
}

void GridView::follow(const ShownTablePtr &table, bool editable)
{
    const ShownTablePtr before = m_model->table();
    const bool known = table->change && table->change->since == before->bytes;
    const GridMatch match = known ? GridMatch::of(*before->grid, *table->grid, table->change->rows)
                                  : GridMatch::of(*before->grid, *table->grid);
    const QModelIndex current = currentIndex();
    const int row = current.isValid() ? m_model->rows().at(current.row()) : -1;
    // What is at the top stays there.
    const int top = rowAt(0);
    const int topRow = top < 0 ? -1 : m_model->rows().at(top);
    const int hidden = top < 0 ? 0 : -rowViewportPosition(top);
    followTyping(match, *before->grid, *table->grid);
    const Arrangement arrangement = m_model->arrangement();
    m_model->follow(table, editable, match);
    followNaming(match, *before->grid, *table->grid);
    if (m_model->arrangement() != arrangement) {
        m_beforeClick = m_model->arrangement();
        m_header->showArrangement(m_model->arrangement());
    }
    if (before->grid->columnCount() != table->grid->columnCount())
        fitColumns();
    if (row >= 0 && !currentIndex().isValid() && m_model->rowCount() > 0) {
        const int shown = m_model->rowOf(match.nearestRow(row));
        const int at = shown >= 0 ? shown : std::min(current.row(), m_model->rowCount() - 1);
        const int column = match.nearestColumn(current.column());
        // Not `makeCurrent`: what is still selected stays selected.
        const QModelIndex next = m_model->index(std::max(0, at), std::clamp(column, 0, m_model->columnCount() - 1));
        selectionModel()->setCurrentIndex(next, selectionModel()->hasSelection() ? QItemSelectionModel::NoUpdate
                                                                                 : QItemSelectionModel::ClearAndSelect);
    }
    if (topRow <= 0 && hidden == 0)
        return;
    updateGeometries();
    if (const int shown = m_model->rowOf(match.nearestRow(topRow)); shown >= 0)
        verticalScrollBar()->setValue(verticalScrollBar()->value() + rowViewportPosition(shown) + hidden);
}

void GridView::followTyping(const GridMatch &match, const Grid &before, const Grid &after)
{
    const bool any = !m_typed.isEmpty();
    for (TypedText &typed : m_typed)
        typed.cell.follow(match, before, after);
    // Somebody wrote it.
    const auto isWritten = [](const TypedText &typed) {
        return typed.cell.isThere() && typed.cell.now() == typed.text.toUtf8();
    };
    if (isTypingOn() && isWritten(m_typed.first()))
        endTypingOn();
    m_typed.removeIf(isWritten);
    if (m_opened)
        m_opened->cell.follow(match, before, after);
    if (CellEditor *const editor = m_delegate->editor()) {
        editor->follow(match, before, after);
        if (!editor->cell().isThere()) {
            const TypedText typed{editor->cell(), editor->text()};
            const bool begun = editor->isModified();
            const bool hadKeyboard = editor->hasKeyboard();
            editor->setModified(false);
            closeEditor(editor, QAbstractItemDelegate::NoHint);
            endTypingOn();
            if (begun) {
                m_typed.prepend(typed);
                m_typesOn = hadKeyboard ? TypesOn::Here : TypesOn::No;
            } else if (hadKeyboard) {
                m_opened = typed;
            }
        }
    }
    if (any || !m_typed.isEmpty())
        Q_EMIT typedTextsChanged();
}

void GridView::followNaming(const GridMatch &match, const Grid &before, const Grid &after)
{
    if (!m_naming)
        return;
    m_named.follow(match, before, after);
    if (m_named.isThere()) {
        if (m_namedSaved && saysTyped(m_named.now(), *m_namedSaved))
            m_named.accept();
        m_naming->move(m_header->sectionViewportPosition(m_named.column()), 0);
        return;
    }
    QLineEdit *const editor = std::exchange(m_naming, nullptr);
    const bool hadKeyboard = editor->hasFocus();
    const bool begun = editor->isModified();
    if (hadKeyboard)
        setFocus();
    editor->hide();
    editor->deleteLater();
    endTypingOn();
    if (!begun)
        return;
    m_typed.prepend({m_named, editor->text()});
    m_typesOn = hadKeyboard ? TypesOn::Here : TypesOn::No;
    Q_EMIT typedTextsChanged();
}

void GridView::keep(const TypedCell &cell, const QString &text)
{
    m_typed.append({cell, text});
    Q_EMIT typedTextsChanged();
}

} // namespace tearsheet
