// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/diffrows.h"

#include <QColor>
#include <QTextLayout>

class QPainter;

namespace tearsheet {

/// The colours of one side of a row.
struct DiffLook
{
    QColor ground;
    QColor text;
    QColor remark;
    QColor words; ///< Behind what differs; invalid for none.
};

/// One side of a row with its remark, wrapped to a width.
class DiffLine
{
public:
    /// UTF-16 units of a line that are shown; what is behind them is counted.
    static constexpr qsizetype LongestShown = 10'000;

    DiffLine(const DiffSide &side, const QFont &font, int width);

    int height() const { return m_height; }

    void paint(QPainter &painter, QPoint topLeft, const DiffLook &look) const;

private:
    void paintWords(QPainter &painter, QPointF topLeft, const QColor &colour) const;

    QTextLayout m_layout;
    QList<TextSpan> m_changes;
    int m_remark = 0; // Where the remark begins.
    int m_height = 0;
};

} // namespace tearsheet
