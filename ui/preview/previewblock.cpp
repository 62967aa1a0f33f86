// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview/previewblock.h"

#include <QAbstractTextDocumentLayout>
#include <QPainter>
#include <QTextBlock>

#include <algorithm>
#include <cmath>

namespace tearsheet {

namespace {

constexpr int ReadableColumn = 96; // Pixels that a table's column should have before the table scrolls sideways.
constexpr int LineGuess = 26;

} // namespace

bool PreviewView::Block::knowsOffsets() const
{
    return std::ranges::any_of(data.nodes, [](const MarkdownNode &node) {
        return node.kind == MarkdownKind::TableCell || !node.task.isNull();
    });
}

bool PreviewView::Block::hasImages() const
{
    return std::ranges::any_of(data.nodes, [](const MarkdownNode &node) { return node.kind == MarkdownKind::Image; });
}

bool PreviewView::Block::hasTables() const
{
    return std::ranges::any_of(data.nodes, [](const MarkdownNode &node) { return node.kind == MarkdownKind::Table; });
}

QMargins PreviewView::Block::insets() const
{
    switch (kind()) {
    case MarkdownKind::Code:
        return {14, 10, 14, 10};
    case MarkdownKind::Quote:
        return {18, 0, 0, 0};
    case MarkdownKind::Callout:
        return {18, 12, 14, 12};
    case MarkdownKind::FrontMatter:
        return {12, 8, 12, 8};
    default:
        return {};
    }
}

int PreviewView::Block::spaceAbove(bool first) const
{
    if (first || data.nodes.isEmpty())
        return 0;
    switch (kind()) {
    case MarkdownKind::Heading:
        return data.nodes.first().level <= 2 ? 26 : 20;
    case MarkdownKind::FootnoteDefinition:
        return 4;
    default:
        return 14;
    }
}

int PreviewView::Block::height(int columnWidth) const
{
    if (data.nodes.isEmpty())
        return 0;
    if (kind() == MarkdownKind::Rule)
        return 9;
    if (laidOutFor >= 0 && document)
        return laidOutHeight;
    if (laidOutHeight > 0)
        return laidOutHeight;
    const int characters = std::max(20, columnWidth / 8);
    const int lines = static_cast<int>(data.source.size()) / characters + 1;
    return std::max(lines, static_cast<int>(data.nodes.size() / 6)) * LineGuess;
}

int PreviewView::Block::lineTop(int position) const
{
    const QTextBlock text = document->findBlock(position);
    const QTextLine line = text.layout()->lineForTextPosition(position - text.position());
    const double inside = line.isValid() ? line.y() : 0;
    return insets().top() + static_cast<int>(document->documentLayout()->blockBoundingRect(text).top() + inside);
}

int PreviewView::Block::positionAt(int below) const
{
    return std::max(0, document->documentLayout()->hitTest(QPointF(0, below - insets().top()), Qt::FuzzyHit));
}

void PreviewView::Block::takeLook(const Block &before, const MarkdownBlock &now)
{
    if (now.nodes.isEmpty() || before.kind() != now.nodes.first().kind)
        return;
    laidOutHeight = before.laidOutHeight; // Until it is laid out.
    sideways = before.sideways;
    if (before.data.nodes.first().level == now.nodes.first().level)
        folded = before.folded;
}

void PreviewView::Block::layOut(int columnWidth, int room)
{
    if (laidOutFor == columnWidth || !document)
        return;
    laidOutFor = columnWidth;
    const QMargins inner = insets();
    const int available = columnWidth - inner.left() - inner.right();
    const bool mayBeWide = kind() == MarkdownKind::Table || kind() == MarkdownKind::Code;
    int width = available;
    bool fits = false; // As it stands without a given width, so that it need not be laid out twice.
    if (mayBeWide) {
        if (document->textWidth() >= 0)
            document->setTextWidth(-1);
        const int natural = static_cast<int>(std::ceil(document->idealWidth()));
        const int most = room - inner.left() - inner.right();
        width = std::min(natural, most);
        fits = kind() == MarkdownKind::Table && natural <= most;
        if (kind() == MarkdownKind::Code) {
            width = std::max(available, natural);
        } else if (natural > most) {
            // Cells wrap first; only a table with more columns than fit is moved under the view.
            const auto cells = std::ranges::count(data.nodes, MarkdownKind::TableCell, &MarkdownNode::kind);
            const auto rows =
                std::max<qsizetype>(1, std::ranges::count(data.nodes, MarkdownKind::TableRow, &MarkdownNode::kind));
            width = std::min(natural, std::max(most, static_cast<int>(cells / rows) * ReadableColumn));
        }
        fullWidth = width + inner.left() + inner.right();
        shownWidth = kind() == MarkdownKind::Code ? columnWidth : std::min(fullWidth, room);
    } else {
        fullWidth = shownWidth = columnWidth;
    }
    if (!fits)
        document->setTextWidth(width);
    sideways = std::clamp(sideways, 0, std::max(0, fullWidth - shownWidth));
    laidOutHeight =
        static_cast<int>(std::ceil(document->size().height())) + inner.top() + inner.bottom() + (isWide() ? 10 : 0);
}

void PreviewView::Block::paintBackground(QPainter &painter, const QRect &place, const Palette &colours) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    switch (kind()) {
    case MarkdownKind::Code:
    case MarkdownKind::FrontMatter:
        painter.setBrush(colours.code);
        painter.drawRoundedRect(place, 6, 6);
        break;
    case MarkdownKind::Quote:
        painter.setBrush(colours.hairline);
        painter.drawRoundedRect(QRect(place.left(), place.top(), 3, place.height()), 1.5, 1.5);
        break;
    case MarkdownKind::Callout: {
        const QColor tone = colours.tone(calloutTone(data.nodes.first().info));
        QColor tint = tone;
        tint.setAlpha(colours.dark ? 34 : 22);
        painter.setBrush(tint);
        painter.drawRoundedRect(place, 6, 6);
        painter.setBrush(tone);
        painter.drawRoundedRect(QRect(place.left(), place.top(), 3, place.height()), 1.5, 1.5);
        break;
    }
    case MarkdownKind::Rule:
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.fillRect(QRect(place.left(), place.center().y(), place.width(), 1), colours.hairline);
        break;
    default:
        break;
    }
    painter.restore();
}

void PreviewView::Block::paintSidewaysBar(QPainter &painter, const QRect &place, const Palette &colours) const
{
    if (!isWide())
        return;
    const double scale = static_cast<double>(shownWidth) / fullWidth;
    QColor thumb = colours.text;
    thumb.setAlpha(60);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(thumb);
    painter.drawRoundedRect(QRectF(place.left() + sideways * scale, place.bottom() - 5, shownWidth * scale, 5), 2.5,
                            2.5);
    painter.restore();
}

QTextCursor PreviewView::Block::anchorAt(int position) const
{
    QTextCursor cursor(document.get());
    const QTextBlock text = document->findBlock(position);
    for (auto it = text.begin(); !it.atEnd(); ++it) {
        const QTextFragment fragment = it.fragment();
        if (fragment.contains(position)) {
            cursor.setPosition(fragment.position());
            cursor.setPosition(fragment.position() + fragment.length(), QTextCursor::KeepAnchor);
        }
    }
    return cursor;
}

} // namespace tearsheet
