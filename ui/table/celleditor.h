// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/typedcell.h"

#include <QLineEdit>
#include <QPointer>

#include <optional>
#include <utility>

namespace tearsheet {

class CellQuestion;
class LongTextEdit;

/// Where a cell is typed into, over the grid. Where another program changes the cell meanwhile, it is marked and says
/// below what the cell says now: the user chooses which text stays.
///
/// A cell that says much is typed into in a box of several lines: one line would be laid out anew with every key.
class CellEditor : public QLineEdit
{
    Q_OBJECT

public:
    CellEditor(const TypedCell &cell, QWidget *parent);
    ~CellEditor() override;

    const TypedCell &cell() const { return m_cell; }

    // What stands here, in one line or in a box.
    QString text() const;
    void setText(const QString &text);
    bool isModified() const;
    void setModified(bool modified);

    /// Where it takes up several lines, how high it is to be; 0 else.
    int boxHeight() const;

    /// Follows the cell to `after`, a newer state of its table.
    void follow(const GridMatch &match, const Grid &before, const Grid &after);

    /// The cell has been asked to say what stands here: the typing goes on from there.
    void setWritten();

    /// Shows that the cell says `source`; what is typed stays, and so does what has been written from here.
    void show(const QString &source);

    /// Whether what is typed would overwrite what another program wrote.
    bool isContested() const { return isModified() && m_cell.isContested(text().toUtf8()); }

    /// Gives the keyboard to the choice. Once mine is chosen, `settled` says where the user goes on.
    void ask(std::pair<int, int> goOn);

    /// What is typed comes here, or to the choice.
    bool hasKeyboard() const;

    /// Nothing is asked any more.
    void dropQuestion();

Q_SIGNALS:
    /// The user has chosen what the cell is to say, which the editor holds now, and goes on so many columns and rows
    /// away.
    void settled(int columns, int rows);

    /// The user is about to give up what is typed for what the cell says.
    void givingUp();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void moveEvent(QMoveEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    /// What has been written from here, and what the cell said before.
    struct Written
    {
        QByteArray text;
        std::optional<QByteArray> before; // As long as the cell may still say it.
    };

    void tell();
    void showBox();
    void place();
    void choose(bool mine);

    TypedCell m_cell;
    LongTextEdit *m_box = nullptr; // Over the line, where the cell says much.
    bool m_handsOn = false;        // A key goes to the box, which gives back what it does not take.
    std::optional<Written> m_written;
    QPointer<CellQuestion> m_question; // Beside it in the grid, which may delete it first.
    std::pair<int, int> m_goOn;
};

} // namespace tearsheet
