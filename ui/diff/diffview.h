// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/diffrows.h"
#include "ui/diff/diffline.h"

#include <QAbstractScrollArea>
#include <QCache>
#include <QSet>

#include <functional>
#include <memory>

namespace tearsheet {

class DiffHeader;

/// What a merge says about a row; a plain comparison says nothing.
struct RowMark
{
    enum class State : quint8 {
        None,
        Open,      ///< In conflict, not settled.
        TakeLeft,  ///< The left side has been taken, the right one is left out.
        TakeRight, ///< The other way round.
        TakeBoth,
    };

    State state = State::None;
    QString caption; ///< A line above the row; empty for none.

    bool operator==(const RowMark &) const = default;
};

/// Two texts side by side, or in one column, with what differs between them.
///
/// Lines wrap; they are laid out when they come into view. Stretches without a change are folded into one slim row,
/// which a click or Enter opens. F8 and Shift+F8 go from change to change. Rows are selected by mouse and keyboard,
/// Ctrl+C copies their text on the side that was clicked.
class DiffView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    enum class Side : quint8 { Left, Right };
    Q_ENUM(Side)

    explicit DiffView(QWidget *parent = nullptr);
    ~DiffView() override;

    /// What the two sides are.
    void setTitles(const QString &left, const QString &right);

    /// Shows `rows` from the first change on. `marks` has one for each row, or none.
    void showRows(const DiffRows &rows, const QList<RowMark> &marks = {});

    /// Shows another comparison of the same left text; the view stays where it is.
    void exchangeRows(const DiffRows &rows);

    /// Exchanges the marks of the rows shown; captions stay above the same rows.
    void setMarks(const QList<RowMark> &marks);

    /// The sentence in place of rows that do not differ; "No difference." at first.
    void setEmptySentence(const QString &sentence);

    /// Whether both sides stand in one column, each line's old form above its new one.
    bool isInline() const { return m_inline; }
    void setInline(bool on);

    /// Whether the header has the count of changes, buttons to go through them, and the switch between the two forms.
    void setControlsVisible(bool visible);

    int changeCount() const { return static_cast<int>(m_rows.changes.size()); }

    /// The change that was gone to last, -1 where there are none.
    int currentChange() const { return m_change; }

    /// Goes to a change, and brings it into view. There is nothing behind the last one or before the first.
    void goToChange(int change);
    void nextChange() { goToChange(m_change + 1); }
    void previousChange() { goToChange(m_change - 1); }

    /// Goes to the change that holds a line of the left side; does nothing where none does.
    void goToLine(int line);

    /// Whether `row` is in a stretch that is folded.
    bool isFolded(int row) const;

    /// Unfolds the stretch that holds `row`; all of them.
    void unfold(int row);
    void unfoldAll();

    /// Where one side of `row` stands in the viewport; the whole slim row for a folded one.
    QRect rowRect(int row, Side side);

    /// The rows that are selected, and the side whose text is copied.
    RowSpan selectedRows() const;
    Side selectedSide() const { return m_side; }

Q_SIGNALS:
    void currentChangeChanged(int change);

protected:
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    /// A row, or a folded stretch of them.
    struct Entry
    {
        RowSpan rows;
        bool folded = false;
        bool measured = false; ///< Whether `height` is more than an estimate.
        int y = 0;
        int height = 0;
    };

    /// Where the parts of one side stand, from the left.
    struct Columns
    {
        int left;
        int width;
        int numbers; ///< The right end of the line numbers.
        int sign;
        int text;
        int textWidth;
    };

    struct Lines
    {
        std::unique_ptr<DiffLine> left;
        std::unique_ptr<DiffLine> right;
    };

    int rowOfLine(int line) const;
    void take(const DiffRows &rows, const QList<RowMark> &marks);
    void rebuildEntries();
    void forgetLayout();
    void keepTop(const std::function<void()> &change);
    void place();
    void measureVisible();
    void describe();

    Columns columns(Side side) const;
    const RowMark &mark(int row) const;
    int captionHeight(const Entry &entry) const;
    int estimate(const Entry &entry) const;
    int heightOf(const Entry &entry);
    const Lines &linesOf(int row);
    int entryOf(int row) const;
    int entryAt(int y) const;
    QRect rectOf(const Entry &entry) const;
    QRect sideRect(const Entry &entry, Side side);
    void bringIntoView(RowSpan rows, bool withRoomAbove);

    bool isTaken(int row, Side side) const;
    DiffLook lookOf(int row, Side side) const;
    void paintHalf(QPainter &painter, const Entry &entry, Side side);
    void paintSign(QPainter &painter, int row, Side side, QPoint topLeft) const;
    void paintCaption(QPainter &painter, const Entry &entry) const;
    void paintFold(QPainter &painter, const Entry &entry) const;
    void paintEmpty(QPainter &painter) const;

    Side sideAt(QPoint point, const Entry &entry);
    void moveHead(int entry, bool extend);
    bool moveByKey(const QKeyEvent *event);
    void copySelection() const;
    void selectAll();
    QString stateOf(int row, Side side) const;
    void announceHead();

    DiffHeader *m_header;
    DiffRows m_rows;
    QList<RowMark> m_marks;
    QString m_emptySentence;
    QSet<int> m_opened; // The first rows of folds that are open.
    QList<Entry> m_entries;
    QCache<int, Lines> m_lines;
    int m_change = -1;
    int m_anchor = -1; // Rows; -1 where none is selected.
    int m_head = -1;
    int m_hovered = -1; // The entry of a folded stretch.
    Side m_side = Side::Right;
    bool m_inline = false;
    bool m_differs = false;
};

} // namespace tearsheet
