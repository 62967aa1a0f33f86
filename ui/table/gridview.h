// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/table/tablemodel.h"
#include "ui/table/typedtext.h"

#include <QTableView>

#include <array>

class QLineEdit;
class QMenu;

namespace tearsheet {

class CellDelegate;
class GridHeader;

/// What a table is to be compared with.
enum class TableComparison {
    Companies, ///< What is stated of the note's company and of those that the table names.
    Tables,    ///< The tables of its kind in the notes of those that it names.
};

/// How a table that is to be shown stands to the one that is.
enum class Showing {
    Another,
    Newer, ///< The same in a newer state: who works in it stays where they are.
};

/// A table as a spreadsheet shows it: first column and header stay in sight, cells are edited in place, rows and
/// columns come, go and move by key and menu, blocks of cells are copied and pasted. Asks for changes and shows what
/// became of them; it changes nothing itself.
class GridView : public QTableView
{
    Q_OBJECT

public:
    explicit GridView(QWidget *parent = nullptr);

    TableModel *tableModel() const { return m_model; }

    /// Shows `table`; null is none. Where it cannot be edited, `whyNot` says why in one sentence.
    void show(const ShownTablePtr &table, bool editable, const QString &whyNot, Showing showing);

    /// What is said instead of an edit, where somebody else tells it, too.
    void setWhyNot(const QString &whyNot) { m_whyNot = whyNot; }

    /// Sorts and filters the view, and nothing else.
    void arrange(const Arrangement &arrangement);

    /// Makes the cell at row `source` of the table the current one and shows it.
    void goTo(int source, int column);

    /// Marks the cells with which other places disagree; null is none.
    void setDisputes(const DisputesPtr &disputes);

    /// Where the current cell stands in the note; nothing for what is in no note.
    std::optional<quint32> currentOffset() const;

    /// Takes over what is being typed; what cannot be written stands in `typedTexts` then.
    void finishEditing();

    /// Writes what is typed so far; who types goes on where they are. What another program wrote meanwhile is not
    /// written over.
    void saveEditing();

    /// A cell, or the name of a column, is being typed.
    bool isEditing() const;

    /// All that was typed into this table and is not written: what waits for an answer, and what is being typed now.
    QList<TypedText> unwritten() const;

    /// What was typed into this table and waits for an answer; that which goes on being typed comes first.
    const QList<TypedText> &typedTexts() const { return m_typed; }

    /// The first of them is written.
    void dropTypedText();

    /// The first of them is given up; `givingUp` comes before.
    void giveUpTypedText();

    /// Whether `key` is meant for a cell that went away from under what was being typed, and is used up: text goes on
    /// behind what was typed there, or into a text of its own once a key ended that, and nothing reaches the cell that
    /// came up in the gap. So until the user turns to something else.
    bool typeOn(const QKeyEvent &key);

    /// The same of text that an input method composed.
    bool typeOn(const QInputMethodEvent &event);

    /// Whether a cell went away from under what was typed into it, and keys still mean that.
    bool isTypingOn() const { return m_typesOn != TypesOn::No; }

    /// Hands over, by `typedLeft`, what was typed and not written: the table goes out of sight.
    void leaveTypedTexts();

    /// The rows of the table of which a cell is selected, ascending.
    QList<int> selectedRows() const;

    // What the menu and the keys do, to the selected cells.
    void copy(bool withHeaders = false);
    void cut();
    void paste();
    void clearCells();

    /// Gives the selected cells what the first row (`Vertical`) or column of them says.
    void fill(Qt::Orientation along);

    /// Selects the whole columns (`Vertical`) or rows that are selected in part.
    void selectWhole(Qt::Orientation along);
    void insertRow(bool below);
    void removeSelectedRows();
    void moveSelectedRows(int by);
    void insertColumn(bool right);
    void removeSelectedColumns();
    void moveSelectedColumns(int by);
    void renameColumn(int column);
    void writeOrder();
    void joinWithNext();
    void transpose();

    /// Where cells can be edited and none is current, what is typed goes nowhere: to look for a row that begins with it
    /// would make its cell the one that the next key goes into.
    void keyboardSearch(const QString &search) override;

    using QTableView::edit;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    QRect visualRect(const QModelIndex &index) const override;
    QModelIndex indexAt(const QPoint &place) const override;

Q_SIGNALS:
    void editWanted(const tearsheet::GridEdit &edit);
    void undoWanted();
    void redoWanted();
    void linkActivated(const tearsheet::LinkTarget &link, Qt::KeyboardModifiers modifiers);

    /// The user wants to see byte `offset` of the note.
    void placeWanted(quint32 offset);

    void comparisonWanted(tearsheet::TableComparison with);

    /// Those whom the selected rows name are to be compared.
    void rowsComparisonWanted();

    /// The user wants to know what other places say in place of the cell at byte `offset` of the note.
    void claimsWanted(quint32 offset);

    /// `typedTexts` are others.
    void typedTextsChanged();

    /// `unwritten` may be others.
    void unwrittenChanged();

    /// The user is about to give up a text of `unwritten`.
    void givingUp();

    /// Something typed was not written, and its table is not shown any more.
    void typedLeft(const tearsheet::TypedText &typed);

    /// Something to be told: why nothing happened.
    void said(const QString &sentence);

    /// What is selected in numbers; empty for less than two cells.
    void summaryChanged(const QString &summary);

    /// Other rows are shown, or in another order.
    void arranged();

protected:
    bool edit(const QModelIndex &index, EditTrigger trigger, QEvent *event) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    QItemSelectionModel::SelectionFlags selectionCommand(const QModelIndex &index, const QEvent *event) const override;
    void commitData(QWidget *editor) override;
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;

private:
    static constexpr std::array WalkingKeys{Qt::Key_Left, Qt::Key_Right, Qt::Key_Up,     Qt::Key_Down,
                                            Qt::Key_Home, Qt::Key_End,   Qt::Key_PageUp, Qt::Key_PageDown};

    /// Where the text goes that is typed after the cell under the keyboard went away.
    enum class TypesOn {
        No,     ///< Where it always goes.
        Here,   ///< Behind the first of `m_typed`.
        Ended,  ///< A key ended that; nothing was typed since.
        Beyond, ///< Behind the second, what was typed after that key.
    };

    QModelIndex edgeFrom(const QModelIndex &from, int columns, int rows) const;
    void showAnother(const ShownTablePtr &table, bool editable);
    void follow(const ShownTablePtr &table, bool editable);
    void followTyping(const GridMatch &match, const Grid &before, const Grid &after);
    void followNaming(const GridMatch &match, const Grid &before, const Grid &after);
    void finishNaming();
    void keep(const TypedCell &cell, const QString &text);
    void keepOpened();
    void goOnWith(const QString &text);
    void takeBack();
    void endCell(QChar key);
    void endTypingOn();
    bool refuses();
    bool pressKey(const QKeyEvent &key);
    void makeCurrent(const QModelIndex &index);
    void moveOn(int columns, int rows);
    void sortByHeader(int column);
    void fitColumns();
    void focusFilter(int column);
    void showPinned();
    int pinnedWidth() const;
    void summarise();
    void fillMenu(QMenu *menu);
    QList<int> selectedColumns() const;
    QRect selectedArea() const;
    std::optional<LinkTarget> linkUnder(QPoint place) const;
    const DisputedCell *disputeUnder(QPoint place) const;
    void ask(const GridEdit &edit, int row, int column);

    TableModel *m_model;
    CellDelegate *m_delegate;
    GridHeader *m_header;
    QString m_whyNot;
    Arrangement m_beforeClick;                   // Of a header: the first half of a double click sorts.
    std::optional<std::pair<int, int>> m_wanted; // The cell to be current once the table is shown anew.
    QList<TypedText> m_typed;
    TypesOn m_typesOn = TypesOn::No;
    QString m_between;                 // The keys between the cells that the second of them was meant for.
    std::optional<TypedText> m_opened; // A cell that went while it was open and nothing was typed yet.
    QLineEdit *m_naming = nullptr;     // Gives the column of `m_named` another name.
    TypedCell m_named;
    std::optional<QByteArray> m_namedSaved; // What has been written of it.
    int m_firstColumn = -1;                 // Where Tab began, for Enter.
    QPersistentModelIndex m_pressed;
    std::optional<quint64> m_pressedAt; // ms; the time of an event.
};

} // namespace tearsheet
