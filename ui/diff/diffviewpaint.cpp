// SPDX-License-Identifier: GPL-3.0-or-later
// How a comparison is painted.
#include "ui/diff/diffmetrics.h"
#include "ui/diff/diffview.h"
#include "ui/style/icons.h"
#include "ui/style/style.h"

#include <QLocale>
#include <QPainter>
#include <QScrollBar>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr int Bar = 3; // The accent beside the current change.

bool hasLine(const DiffRow &row, DiffView::Side side)
{
    return (side == DiffView::Side::Left ? row.left : row.right).line >= 0;
}

} // namespace

bool DiffView::isTaken(int row, Side side) const
{
    const RowMark::State state = mark(row).state;
    return state == RowMark::State::TakeBoth
           || state == (side == Side::Left ? RowMark::State::TakeLeft : RowMark::State::TakeRight);
}

DiffLook DiffView::lookOf(int row, Side side) const
{
    const Palette &colours = paletteOf(this);
    const DiffRow &shown = m_rows.rows.at(row);
    const RowMark::State state = mark(row).state;
    DiffLook look{colours.base, colours.text, colours.mutedText, {}};
    if (!hasLine(shown, side)) {
        look.ground = state == RowMark::State::Open ? colours.conflict : colours.window;
    } else if (state == RowMark::State::Open) {
        look.ground = colours.conflict;
        look.words = colours.conflictWord;
    } else if (isTaken(row, side)) {
        look.ground = colours.ownRow;
        look.words = colours.selection;
    } else if (state != RowMark::State::None) {
        look.text = look.remark = colours.faintText;
    } else if (shown.kind != DiffRow::Kind::Same) {
        look.ground = side == Side::Left ? colours.removed : colours.added;
        look.words = side == Side::Left ? colours.removedWord : colours.addedWord;
    }
    return look;
}

void DiffView::paintEvent(QPaintEvent *event)
{
    measureVisible();
    QPainter painter(viewport());
    painter.fillRect(event->rect(), paletteOf(this).base);
    if (m_entries.isEmpty()) {
        paintEmpty(painter);
        return;
    }
    if (!m_inline)
        painter.fillRect(QRect(viewport()->width() / 2, 0, 1, viewport()->height()), paletteOf(this).hairline);
    for (int i = std::max(0, entryAt(verticalScrollBar()->value())); i < m_entries.size(); ++i) {
        const Entry &entry = m_entries.at(i);
        if (rectOf(entry).top() > viewport()->height())
            break;
        if (entry.folded) {
            paintFold(painter, entry);
            continue;
        }
        paintCaption(painter, entry);
        const DiffRow::Kind kind = m_rows.rows.at(entry.rows.begin).kind;
        const bool rightAlone = m_inline && (kind == DiffRow::Kind::Same || kind == DiffRow::Kind::OnlyRight);
        const bool leftAlone = m_inline && kind == DiffRow::Kind::OnlyLeft;
        if (!rightAlone)
            paintHalf(painter, entry, Side::Left);
        if (!leftAlone)
            paintHalf(painter, entry, Side::Right);
        if (m_change >= 0 && m_rows.changes.at(m_change).contains(entry.rows.begin))
            painter.fillRect(QRect(0, rectOf(entry).top(), Bar, entry.height), paletteOf(this).accent);
    }
}

void DiffView::paintHalf(QPainter &painter, const Entry &entry, Side side)
{
    const Palette &colours = paletteOf(this);
    const int row = entry.rows.begin;
    const DiffRow &shown = m_rows.rows.at(row);
    const Columns where = columns(side);
    const QRect area = sideRect(entry, side);
    const DiffLook look = lookOf(row, side);
    painter.fillRect(area, look.ground);
    if (selectedRows().contains(row) && side == m_side) {
        const bool plain = look.ground == colours.base;
        const int end = plain ? area.right() : where.sign - DiffMetrics::Gap / 2;
        painter.fillRect(QRect(area.topLeft(), QPoint(end, area.bottom())), colours.selection);
    }
    const int top = area.top() + DiffMetrics::RowPadding;
    const auto number = [&](int line, int right) {
        if (line >= 0)
            painter.drawText(QRect(right - 100, top, 100, fontMetrics().lineSpacing()),
                             Qt::AlignRight | Qt::AlignVCenter, QString::number(line + 1));
    };
    painter.setFont(font());
    painter.setPen(colours.faintText);
    if (m_inline && shown.kind == DiffRow::Kind::Same)
        number(shown.left.line, columns(Side::Left).numbers);
    number((side == Side::Left ? shown.left : shown.right).line, where.numbers);
    paintSign(painter, row, side, {where.sign, top});
    const Lines &lines = linesOf(row);
    if (const auto &line = side == Side::Left ? lines.left : lines.right)
        line->paint(painter, {where.text, top}, look);
    if (hasFocus() && row == m_head && side == m_side) {
        painter.setPen(colours.accent);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(area.adjusted(0, 0, -1, -1));
    }
}

// What tells the states apart without their colours.
void DiffView::paintSign(QPainter &painter, int row, Side side, QPoint topLeft) const
{
    const Palette &colours = paletteOf(this);
    const DiffRow &shown = m_rows.rows.at(row);
    const RowMark::State state = mark(row).state;
    const QRect area(topLeft, QSize(DiffMetrics::Sign, fontMetrics().lineSpacing()));
    if (isTaken(row, side)) {
        const QPointF middle = area.center();
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(colours.success, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(QPolygonF{middle + QPointF(-3.5, 0.5), middle + QPointF(-1, 3), middle + QPointF(4, -3)});
        painter.restore();
        return;
    }
    const bool differs = shown.kind != DiffRow::Kind::Same && hasLine(shown, side);
    if (state == RowMark::State::Open && differs) {
        painter.setPen(colours.warning);
        painter.drawText(area, Qt::AlignCenter, u"≠"_s);
    } else if (state == RowMark::State::None && differs) {
        painter.setPen(side == Side::Left ? colours.danger : colours.success);
        painter.drawText(area, Qt::AlignCenter, side == Side::Left ? u"−"_s : u"+"_s);
    }
}

void DiffView::paintCaption(QPainter &painter, const Entry &entry) const
{
    const RowMark &shown = mark(entry.rows.begin);
    if (shown.caption.isEmpty())
        return;
    const Palette &colours = paletteOf(this);
    const bool open = shown.state == RowMark::State::Open;
    const QRect area(0, rectOf(entry).top(), viewport()->width(), DiffMetrics::Slim);
    painter.fillRect(area, colours.window);
    const QColor tint = open ? colours.warning : colours.success;
    const QPixmap sign = iconPixmap(open ? Icon::Warning : Icon::Check, tint, 16, devicePixelRatioF());
    painter.drawPixmap(DiffMetrics::Margin, area.top() + (area.height() - 16) / 2, sign);
    QFont strong = QApplication::font();
    strong.setWeight(QFont::DemiBold);
    painter.setFont(strong);
    painter.setPen(tint);
    painter.drawText(area.adjusted(DiffMetrics::Margin + 16 + DiffMetrics::Gap, 0, 0, 0), Qt::AlignVCenter,
                     shown.caption);
}

void DiffView::paintFold(QPainter &painter, const Entry &entry) const
{
    const Palette &colours = paletteOf(this);
    const QRect area = rectOf(entry);
    const bool hovered = m_hovered >= 0 && &m_entries.at(m_hovered) == &entry;
    const bool selected = selectedRows().contains(entry.rows.begin);
    painter.fillRect(area, selected ? colours.selection : hovered ? colours.hover : colours.window);
    const Columns where = columns(Side::Left);
    const QPixmap sign = iconPixmap(Icon::ChevronRight, colours.mutedText, 16, devicePixelRatioF());
    painter.drawPixmap(where.sign - 2, area.top() + (area.height() - 16) / 2, sign);
    painter.setFont(QApplication::font());
    painter.setPen(colours.mutedText);
    painter.drawText(area.adjusted(where.text, 0, 0, 0), Qt::AlignVCenter,
                     tr("… %1 unchanged lines").arg(QLocale().toString(entry.rows.size())));
    if (hasFocus() && entry.rows.contains(m_head)) {
        painter.setPen(colours.accent);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(area.adjusted(0, 0, -1, -1));
    }
}

void DiffView::paintEmpty(QPainter &painter) const
{
    painter.setFont(QApplication::font());
    painter.setPen(paletteOf(this).faintText);
    painter.drawText(viewport()->rect().adjusted(24, 24, -24, -24), Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap,
                     m_emptySentence);
}

} // namespace tearsheet
