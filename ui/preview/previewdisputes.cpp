// SPDX-License-Identifier: GPL-3.0-or-later
// Marks in a preview's tables where other places disagree.
#include "core/table/table.h"
#include "ui/preview/previewblock.h"
#include "ui/style/style.h"
#include "ui/table/disputetext.h"

#include <QAbstractTextDocumentLayout>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextTable>

#include <algorithm>

namespace tearsheet {

void PreviewView::setDisputes(const DisputesPtr &disputes)
{
    if (disputes == m_disputes)
        return;
    m_disputes = disputes;
    placeDisputes();
    viewport()->update();
}

// Where the disputed cells stand in the text that is shown, which may be newer than what was read for them.
void PreviewView::placeDisputes()
{
    m_disputed.clear();
    if (!m_disputes || !m_note || m_disputes->note != m_path)
        return;
    int number = -1;
    Table table;
    for (const DisputedCell &cell : m_disputes->cells) {
        if (cell.table >= m_note->facts.tables.size())
            break;
        if (cell.table != number) {
            number = cell.table;
            table = cutTable(m_note->facts.tables.at(number), m_note->text);
        }
        if (cell.row >= table.rows.size() || cell.column >= table.rows.at(cell.row).cells.size())
            continue;
        const ByteRange range = table.rows.at(cell.row).cells.at(cell.column);
        if (range.in(m_note->text) == cell.raw)
            m_disputed.insert(range.begin, &cell);
    }
}

void PreviewView::collectMarks(const QTextFrame *frame, QList<DisputeMark> &marks) const
{
    const QAbstractTextDocumentLayout *const layout = frame->document()->documentLayout();
    for (QTextFrame *child : frame->childFrames()) {
        collectMarks(child, marks);
        const auto *const table = qobject_cast<QTextTable *>(child);
        for (int row = 1; table && row < table->rows(); ++row) {
            for (int column = 0; column < table->columns(); ++column) {
                const QTextTableCell cell = table->cellAt(row, column);
                const QVariant offset = cell.format().property(PreviewProperty::Offset);
                const DisputedCell *const disputed =
                    offset.isValid() ? m_disputed.value(offset.toUInt(), nullptr) : nullptr;
                if (!disputed)
                    continue;
                // Behind the text, so that nobody takes it for the next cell's; what is at the right edge has it in the
                // cell's padding, so that nothing moves for it. Beside the first line.
                constexpr qreal Gap = 4;
                const QTextBlock text = cell.firstCursorPosition().block();
                const QRectF area = layout->blockBoundingRect(text);
                const bool any = text.layout()->lineCount() > 0;
                const qreal line = any ? text.layout()->lineAt(0).height() : area.height();
                const qreal written = any ? text.layout()->lineAt(0).naturalTextRect().right() : 0;
                const qreal edge = area.right() + table->format().cellPadding() - DisputeMarkSize;
                marks.append({QRectF(std::min(area.left() + written + Gap, edge),
                                     area.top() + (line - DisputeMarkSize) / 2, DisputeMarkSize, DisputeMarkSize),
                              disputed});
            }
        }
    }
}

// In the coordinates of the block's document.
QList<PreviewView::DisputeMark> PreviewView::marksIn(const Block &block) const
{
    QList<DisputeMark> marks;
    const auto isInside = [&](quint32 offset) { return block.data.source.contains(offset); };
    if (block.document && std::ranges::any_of(m_disputed.keyBegin(), m_disputed.keyEnd(), isInside))
        collectMarks(block.document->rootFrame(), marks);
    return marks;
}

void PreviewView::paintDisputes(QPainter &painter, const Block &block) const
{
    for (const DisputeMark &mark : marksIn(block))
        paintDisputeMark(painter, mark.square, mark.cell->outdated, paletteOf(this));
}

const DisputedCell *PreviewView::disputeAt(QPoint point) const
{
    constexpr qreal Slip = 4; // Around the mark, which is small.
    const int index = m_disputed.isEmpty() ? -1 : blockAt(point.y() + verticalScrollBar()->value());
    if (index < 0)
        return nullptr;
    const Block &block = *m_blocks[static_cast<size_t>(index)];
    const QPointF inside =
        point - rectOf(block).topLeft() - QPoint(block.insets().left() - block.sideways, block.insets().top());
    for (const DisputeMark &mark : marksIn(block)) {
        if (mark.square.adjusted(-Slip, -Slip, Slip, Slip).contains(inside))
            return mark.cell;
    }
    return nullptr;
}

} // namespace tearsheet
