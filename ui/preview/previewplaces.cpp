// SPDX-License-Identifier: GPL-3.0-or-later
// Where a preview stands in its note, and how it stays there while heights and text change.
#include "core/text/editscript.h"
#include "core/text/linediff.h"
#include "ui/preview/previewblock.h"

#include <QScopedValueRollback>
#include <QScrollBar>
#include <QTextDocument>

#include <algorithm>

namespace tearsheet {

namespace {

constexpr int TopMargin = 28; // What stands so far below the view's top is what one reads there.

// Where byte `offset` of `before` lies in `after`; in replaced text as far from its begin as before, in proportion.
quint32 carried(QByteArrayView before, QByteArrayView after, quint32 offset)
{
    // Most edits change one place, and leave this one alone.
    const auto [from, to] =
        narrowed({{0, static_cast<quint32>(before.size())}, {0, static_cast<quint32>(after.size())}}, before, after);
    if (offset < from.begin)
        return offset;
    if (offset >= from.end)
        return offset - from.end + to.end;
    const EditScript script = EditScript::between(from.in(before), to.in(after));
    offset -= from.begin;
    for (const Edit &edit : script.edits()) {
        if (edit.range.begin <= offset && offset < edit.range.end) {
            const double part = static_cast<double>(offset - edit.range.begin) / edit.range.size();
            return to.begin + script.mapped(edit.range.begin, Bias::Before)
                   + static_cast<quint32>(part * static_cast<double>(edit.text.size()));
        }
    }
    return to.begin + script.mapped(offset);
}

// Where the character at `position` of `before` is in `after`.
int carried(const QTextDocument &before, const QTextDocument &after, int position)
{
    const QString text = before.toPlainText();
    const QByteArray now = after.toPlainText().toUtf8();
    const QByteArray read = QStringView(text).first(std::min<qsizetype>(position, text.size())).toUtf8();
    const quint32 there = carried(text.toUtf8(), now, static_cast<quint32>(read.size()));
    return static_cast<int>(QString::fromUtf8(now.first(std::min<qsizetype>(there, now.size()))).size());
}

} // namespace

quint32 PreviewView::topOffset() const
{
    const int index = std::max(0, blockAt(verticalScrollBar()->value() + TopMargin));
    if (m_blocks.empty())
        return 0;
    const Block &block = *m_blocks[static_cast<size_t>(index)];
    const double height = std::max(1, block.height(column().width()));
    const double part = std::clamp((verticalScrollBar()->value() + TopMargin - block.y) / height, 0.0, 1.0);
    return block.data.source.begin + static_cast<quint32>(part * block.data.source.size());
}

void PreviewView::scrollToOffset(quint32 offset)
{
    put({.offset = offset, .below = TopMargin});
}

void PreviewView::goTo(quint32 offset)
{
    put({.offset = offset, .below = TopMargin + viewport()->height() / 4});
    buildVisible();
}

PreviewView::HeldText PreviewView::topText() const
{
    HeldText text{.offset = topOffset(), .below = TopMargin};
    const int top = verticalScrollBar()->value();
    const int index = blockAt(top + TopMargin);
    if (index < 0)
        return text;
    const Block &block = *m_blocks[static_cast<size_t>(index)];
    // What ends where the next one begins is not that.
    if (const ByteRange source = block.data.source; !source.isEmpty())
        text.offset = std::min(text.offset, source.end - 1);
    if (!block.document || block.laidOutFor < 0)
        return text;
    text.document = block.document;
    text.position = block.positionAt(top + TopMargin - block.y);
    text.below = block.y + block.lineTop(text.position) - top;
    return text;
}

// Scrolls so that `text` stands where it says.
void PreviewView::put(const HeldText &text)
{
    const auto after =
        std::ranges::upper_bound(m_blocks, text.offset, {}, [](const auto &block) { return block->data.source.begin; });
    if (after == m_blocks.begin())
        return;
    Block &block = **(after - 1);
    const QScopedValueRollback guard(m_scrollingItself, true);
    std::optional<int> position;
    // Its height is known once it is built, and so is how far it can be scrolled to once what follows is. What is not
    // seen is not built for that.
    do {
        if (text.document || isVisible())
            ensureBuilt(block);
        place();
        int y = 0;
        if (text.document) {
            if (!position)
                position = text.document == block.document ? text.position
                                                           : carried(*text.document, *block.document, text.position);
            y = block.lineTop(*position);
        } else {
            const double part = std::clamp(static_cast<double>(text.offset - block.data.source.begin)
                                               / std::max(1u, block.data.source.size()),
                                           0.0, 1.0);
            y = static_cast<int>(part * block.height(column().width()));
        }
        verticalScrollBar()->setValue(block.y + y - text.below);
    } while (isVisible() && buildVisible());
}

// Changes heights, or the note to `next`, so that the text at the top of the view stays where it is.
void PreviewView::keepTop(const std::function<void()> &change, const ParsedNotePtr &next)
{
    const ParsedNotePtr shown = m_note;
    HeldText top = topText();
    const bool atTop = verticalScrollBar()->value() == 0;
    change();
    place();
    if (atTop)
        return;
    if (next)
        top.offset = carried(shown->text, next->text, top.offset);
    put(top);
}

} // namespace tearsheet
