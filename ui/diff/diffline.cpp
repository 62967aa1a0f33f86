// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diff/diffline.h"

#include <QFontMetricsF>
#include <QLocale>
#include <QObject>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr int TabWidth = 4; // Columns.

QString remarkOf(const DiffSide &side)
{
    const qsizetype left = side.text.size() - DiffLine::LongestShown;
    if (left <= 0)
        return side.remark;
    const QString rest = QObject::tr("… and %1 characters").arg(QLocale().toString(left));
    return side.remark.isEmpty() ? rest : rest + u" · "_s + side.remark;
}

} // namespace

DiffLine::DiffLine(const DiffSide &side, const QFont &font, int width) : m_changes(side.changes)
{
    QString text = side.text.first(std::min(side.text.size(), LongestShown));
    m_remark = static_cast<int>(text.size());
    if (const QString remark = remarkOf(side); !remark.isEmpty())
        text += (text.isEmpty() ? u""_s : u"  "_s) + remark;
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTabStopDistance(TabWidth * QFontMetricsF(font).horizontalAdvance(u' '));
    m_layout.setText(text);
    m_layout.setFont(font);
    m_layout.setTextOption(option);
    m_layout.setCacheEnabled(true);
    m_layout.beginLayout();
    double y = 0;
    for (QTextLine line = m_layout.createLine(); line.isValid(); line = m_layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, y});
        y += line.height();
    }
    m_layout.endLayout();
    m_height = static_cast<int>(std::ceil(y));
}

void DiffLine::paint(QPainter &painter, QPoint topLeft, const DiffLook &look) const
{
    if (look.words.isValid())
        paintWords(painter, topLeft, look.words);
    QTextLayout::FormatRange remark;
    remark.start = m_remark;
    remark.length = static_cast<int>(m_layout.text().size()) - m_remark;
    remark.format.setForeground(look.remark);
    painter.setPen(look.text);
    m_layout.draw(&painter, topLeft, remark.length > 0 ? QList{remark} : QList<QTextLayout::FormatRange>());
}

void DiffLine::paintWords(QPainter &painter, QPointF topLeft, const QColor &colour) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    for (const TextSpan span : m_changes) {
        for (int i = 0; i < m_layout.lineCount(); ++i) {
            const QTextLine line = m_layout.lineAt(i);
            const int begin = std::max(static_cast<int>(span.begin), line.textStart());
            const int end = std::min({static_cast<int>(span.end), line.textStart() + line.textLength(), m_remark});
            if (begin >= end)
                continue;
            const auto [left, right] = std::minmax({line.cursorToX(begin), line.cursorToX(end)});
            painter.drawRoundedRect(QRectF(left, line.y(), right - left, line.height()).translated(topLeft), 3, 3);
        }
    }
    painter.restore();
}

} // namespace tearsheet
