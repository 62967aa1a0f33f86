// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latestjob.h"
#include "core/research/disputes.h"
#include "ui/editor/parsednote.h"
#include "ui/preview/previewbuilder.h"
#include "ui/preview/previewimages.h"

#include <QAbstractScrollArea>
#include <QTextCursor>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace tearsheet {

/// A note as it is read: a column of blocks, each with a small document of its own.
///
/// Blocks are built when they come near the view, the others while nothing else is to be done; an edit builds only the
/// blocks whose bytes changed. Tables and code that are wider than the view scroll sideways on their own.
class PreviewView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    /// A preview of notes of `vault`, whose code is coloured by `code`; both outlive it.
    PreviewView(Vault *vault, CodeHighlighter *code, QWidget *parent = nullptr);
    ~PreviewView() override;

    /// Shows `note`, which stands at `path`. For another version of the note shown, what did not change stays.
    void showNote(const ParsedNotePtr &note, const NotePath &path);

    /// What links reach; blocks with a link whose state changed are built again.
    void setSnapshot(const Snapshot &snapshot);

    /// Marks the cells of the note with which other places disagree; those of another note are none.
    void setDisputes(const DisputesPtr &disputes);

    /// Byte of the note at the top of the view, and the other way round. Setting it is no scrolling by the user.
    quint32 topOffset() const;
    void scrollToOffset(quint32 offset);

    /// Brings byte `offset` into view, a quarter from the top.
    void goTo(quint32 offset);

    /// The note as plain text, as copying all of it gives.
    QString plainText();

Q_SIGNALS:
    void linkActivated(const tearsheet::LinkTarget &link, Qt::KeyboardModifiers modifiers);
    void linkHovered(const QString &what);
    void tableActivated(quint32 offset);

    /// The user wants to know what other places say in place of the cell at byte `offset`.
    void claimsWanted(quint32 offset);
    void scrolledTo(quint32 topOffset);

    /// The check box of a task was clicked; `offset` is that of its mark between the brackets.
    void taskToggled(quint32 offset);

protected:
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    struct Block;

    /// A character of the note as it is shown.
    struct TextPlace
    {
        int block = -1;
        int position = 0;
        auto operator<=>(const TextPlace &) const = default;
    };

    /// What is under a point.
    struct Hit
    {
        TextPlace place;
        QTextCharFormat format; ///< Of the character that was hit exactly; empty where none was.
        std::optional<quint32> tableOffset;
    };

    /// A piece of the text that is to stay where it is in the view.
    struct HeldText
    {
        quint32 offset = 0;                            ///< Byte of the note, in its block.
        int below = 0;                                 ///< Pixels from the view's top to its line.
        std::shared_ptr<const QTextDocument> document; ///< Of its block; null where none was built.
        int position = 0;                              ///< Of its character there.
    };

    /// The mark of a disputed cell.
    struct DisputeMark
    {
        QRectF square;
        const DisputedCell *cell;
    };

    QRect column() const;
    void ensureBuilt(Block &block);
    bool buildVisible(); ///< Whether there was anything to build.
    void buildMore();
    void place();
    void rebuild(int index);
    int blockAt(int y) const;
    QRect rectOf(const Block &block) const;
    Hit hit(QPoint point, bool exact);
    QString selectedText();
    void copySelection();
    void select(TextPlace anchor, TextPlace head);
    void activate(const QTextCharFormat &format, Qt::KeyboardModifiers modifiers);
    QString describe(const QTextCharFormat &format) const;
    bool focusLink(int step);
    void paintBlock(QPainter &painter, int index);

    // Where the view stands in the note: previewplaces.cpp
    HeldText topText() const;
    void put(const HeldText &text);
    void keepTop(const std::function<void()> &change, const ParsedNotePtr &next = {});

    // Marks where others disagree: previewdisputes.cpp
    void placeDisputes();
    void collectMarks(const QTextFrame *frame, QList<DisputeMark> &marks) const;
    QList<DisputeMark> marksIn(const Block &block) const;
    void paintDisputes(QPainter &painter, const Block &block) const;
    const DisputedCell *disputeAt(QPoint point) const;

    // Rows about the note itself: previewownrows.cpp
    void findOwnRows(Block &block) const;
    void checkOwnRows();
    void takeOwnRows(const QList<quint32> &lines);

    Vault *m_vault;
    CodeHighlighter *m_code;
    PreviewImages m_images;
    Snapshot m_snapshot;
    ParsedNotePtr m_note;
    DisputesPtr m_disputes;
    QHash<quint32, const DisputedCell *> m_disputed; ///< By where the cell stands in the note that is shown.
    NotePath m_path;
    std::vector<std::unique_ptr<Block>> m_blocks;
    LatestJob<QList<quint32>> m_ownRowsJob; ///< Where such rows begin in the note that is shown.
    QTimer m_idle;
    TextPlace m_anchor;
    TextPlace m_head;
    TextPlace m_focus; ///< The link that has the keyboard's focus.
    QPoint m_pressed;
    bool m_selecting = false;
    bool m_scrollingItself = false;
};

} // namespace tearsheet
