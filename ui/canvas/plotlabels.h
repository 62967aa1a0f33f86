// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/canvas/plotframe.h"

#include <QMap>

namespace tearsheet {

using namespace Qt::StringLiterals;

/// What is written beside points: it gives way, or moves out of its part, where there is no room.
class PlotLabels : public PlotFrame
{
protected:
    using PlotFrame::areaOf;
    using PlotFrame::PlotFrame;

    /// A text that gives way where there is no room.
    struct Text
    {
        QCPItemText *item = nullptr;
        int mark = -1;      // Of `m_marks`, that it must fit into; -1 for none.
        bool turns = false; // It may stand on the left of its point.
    };

    void clear()
    {
        m_texts.clear();
        m_flags.clear();
        PlotFrame::clear();
    }

    QCPItemText *addText(const QString &text, QCPAxis *keys, QCPAxis *values, double key, double value,
                         Qt::Alignment alignment, const QColor &colour)
    {
        auto *const item = new QCPItemText(this);
        item->setText(text);
        item->setFont(m_look.font);
        item->setColor(colour);
        item->setClipToAxisRect(false);
        item->setPositionAlignment(alignment);
        item->position->setAxes(keys->orientation() == Qt::Horizontal ? keys : values,
                                keys->orientation() == Qt::Horizontal ? values : keys);
        if (keys->orientation() == Qt::Horizontal)
            item->position->setCoords(key, value);
        else
            item->position->setCoords(value, key);
        item->setPadding(QMargins(6, 4, 6, 4));
        return item;
    }

    // Beyond the longest bars that lie, their labels have room, however narrow the plot is.
    void makeRoomForLabels()
    {
        if (m_data.kind != PlotKind::Bars || !isLying(m_data) || axisRect()->width() <= 0)
            return;
        bool moved = false;
        for (QCPAxis *const axis : {xAxis, xAxis2}) {
            const QCPRange wanted = rangeWithLabels(axis);
            if (wanted == axis->range())
                continue;
            axis->setRange(wanted);
            moved = true;
        }
        if (moved)
            plotLayout()->update(QCPLayoutElement::upPreparation);
    }

    QCPRange rangeWithLabels(const QCPAxis *axis) const
    {
        constexpr double Widest = 0.6;           // Of the plot, that a label may take.
        QList<std::pair<double, double>> labels; // Where each begins, and its width as a part of the plot's.
        QCPRange range(0, 0);
        for (const Text &text : m_texts) {
            if (text.item->position->keyAxis() != axis)
                continue;
            const double value = text.item->position->key();
            const double width = (areaOf(*text.item).width() + 8) / axisRect()->width();
            labels.append({value, std::min(width, Widest)});
            range.lower = std::min(range.lower, value);
            range.upper = std::max(range.upper, value);
        }
        if (labels.isEmpty() || range.size() <= 0)
            return axis->range();
        const QCPRange bars = range;
        // Each side takes room from the other's; a few rounds settle it.
        for (int round = 0; round < 4; ++round) {
            QCPRange next = bars;
            for (const auto &[value, width] : std::as_const(labels)) {
                if (value >= 0)
                    next.upper = std::max(next.upper, range.lower + (value - range.lower) / (1 - width));
                else
                    next.lower = std::min(next.lower, range.upper - (range.upper - value) / (1 - width));
            }
            range = next;
        }
        return range;
    }

    // Texts that would cover an earlier one, or do not fit into their part, are left out.
    void fitTexts()
    {
        QList<QRectF> taken;
        const auto isFree = [&](const QRectF &area) {
            return std::ranges::none_of(taken, [&](const QRectF &other) { return other.intersects(area); });
        };
        for (const Text &text : std::as_const(m_texts)) {
            if (text.turns)
                text.item->setPositionAlignment(Qt::AlignLeft | Qt::AlignVCenter);
            QRectF area = areaOf(*text.item);
            bool fits = false;
            if (text.mark >= 0) {
                const QRectF part = areaOf(m_marks.at(text.mark));
                fits = part.width() >= area.width() + 6 && part.height() >= area.height();
            } else {
                fits = isFree(area);
            }
            if (!fits && text.turns) {
                text.item->setPositionAlignment(Qt::AlignRight | Qt::AlignVCenter);
                area = areaOf(*text.item);
                fits = isFree(area);
            }
            text.item->setVisible(fits);
            if (fits)
                taken.append(area);
        }
        flagNarrowParts();
    }

    // The ink of a text: lines that follow each other closely do not cover each other.
    static QRectF areaOf(const QCPItemText &text)
    {
        constexpr double Shift = 6;
        const QFontMetricsF metrics(text.font());
        const QSizeF size = metrics.boundingRect(QRectF(0, 0, 2000, 2000), Qt::AlignLeft, text.text()).size();
        const QPointF place = text.position->pixelPosition();
        const Qt::Alignment alignment = text.positionAlignment();
        QRectF area(place, size);
        if (alignment.testFlag(Qt::AlignHCenter))
            area.moveLeft(place.x() - size.width() / 2);
        else
            area.moveLeft(alignment.testFlag(Qt::AlignRight) ? place.x() - size.width() - Shift : place.x() + Shift);
        if (alignment.testFlag(Qt::AlignVCenter))
            area.moveTop(place.y() - size.height() / 2);
        else if (alignment.testFlag(Qt::AlignBottom))
            area.moveTop(place.y() - size.height() - 4);
        return area.adjusted(0, 0.2 * metrics.height(), 0, -0.2 * metrics.height());
    }

    /// As they are seen, in one line each.
    QStringList seenTexts() const
    {
        QStringList seen;
        for (const Text &text : m_texts) {
            if (text.item->visible())
                seen.append(text.item->text().replace(u'\n', u' '));
        }
        for (const Flag &flag : m_flags)
            seen.append(flag.text->text());
        return seen;
    }

    QList<Text> m_texts;

private:
    /// A name below its part, with a line that leads there.
    struct Flag
    {
        QCPItemText *text = nullptr;
        QCPItemLine *line = nullptr;
        double strip = 0;
        QRectF area;
        QLineF leader;

        bool crosses(const Flag &other) const
        {
            return strip == other.strip
                   && (area.intersects(other.area) || other.crossedBy(area) || crossedBy(other.area));
        }

    private:
        bool crossedBy(const QRectF &named) const
        {
            return leader.x1() > named.left() - 3 && leader.x1() < named.right() + 3 && named.top() < leader.y2()
                   && named.bottom() > leader.y1();
        }
    };

    // Parts that their names do not fit into have them below, as high as they can stand.
    void flagNarrowParts()
    {
        for (const Flag &flag : std::as_const(m_flags)) {
            removeItem(flag.text);
            removeItem(flag.line);
        }
        m_flags.clear();
        QMap<double, double> roomBelow; // By strip: where the next one begins.
        for (const Mark &mark : std::as_const(m_marks)) {
            if (mark.width > 0)
                roomBelow.insert(mark.key, axisRect()->bottom());
        }
        for (const Mark &mark : std::as_const(m_marks)) {
            const auto before = roomBelow.lowerBound(mark.key);
            if (before != roomBelow.begin() && mark.width > 0)
                *std::prev(before) = areaOf(mark).top();
        }
        for (const Text &text : std::as_const(m_texts)) {
            if (text.mark < 0 || text.item->visible())
                continue;
            const Mark &mark = m_marks.at(text.mark);
            placeFlag(*text.item, mark.key, areaOf(mark), roomBelow.value(mark.key));
        }
    }

    void placeFlag(const QCPItemText &named, double strip, const QRectF &part, double bottom)
    {
        constexpr double Gap = 4;
        const QString name = named.text().replace(u'\n', u' ');
        QFont font = smaller();
        font.setWeight(named.font().weight());
        const QFontMetricsF metrics(font);
        const QSizeF size(metrics.horizontalAdvance(name), metrics.height());
        const double x = part.center().x();
        // Towards the parts before, whose lines end further up; a text on the other side would bar the way of the next.
        for (const double left : {x - Gap - size.width(), x + Gap}) {
            if (left < 2 || left + size.width() > width() - 2)
                continue;
            for (double top = part.bottom() + 2 * Gap; top + size.height() <= bottom; top += size.height()) {
                const Flag flag{.strip = strip,
                                .area = QRectF(QPointF(left, top), size),
                                .leader = QLineF(x, part.bottom(), x, top + size.height() - Gap)};
                if (std::ranges::any_of(m_flags, [&](const Flag &other) { return flag.crosses(other); }))
                    continue;
                m_flags.append(flag);
                drawFlag(m_flags.last(), name, font);
                return;
            }
        }
    }

    void drawFlag(Flag &flag, const QString &name, const QFont &font)
    {
        flag.line = new QCPItemLine(this);
        flag.line->setPen(QPen(colours().graphEdge, 1));
        flag.line->setClipToAxisRect(false);
        for (QCPItemPosition *end : {flag.line->start, flag.line->end})
            end->setType(QCPItemPosition::ptAbsolute);
        flag.line->start->setPixelPosition(flag.leader.p1());
        flag.line->end->setPixelPosition(flag.leader.p2());
        flag.text = new QCPItemText(this);
        flag.text->setText(name);
        flag.text->setFont(font);
        flag.text->setColor(font.weight() > QFont::Normal ? colours().text : colours().mutedText);
        flag.text->setClipToAxisRect(false);
        flag.text->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
        flag.text->position->setType(QCPItemPosition::ptAbsolute);
        flag.text->position->setPixelPosition(flag.area.topLeft());
    }

    QList<Flag> m_flags;
};

} // namespace tearsheet
