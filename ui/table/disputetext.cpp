// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/disputetext.h"

#include "core/table/valuetext.h"

#include <QObject>
#include <QPainter>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

QString disputeText(const DisputedCell &cell)
{
    constexpr qsizetype Most = 5;
    const int count = static_cast<int>(cell.others.size());
    const bool weak = std::ranges::all_of(cell.others, &OtherValue::isWeak);
    QStringList lines{cell.outdated && weak ? QObject::tr("Elsewhere there may be a later value, by the notes' dates:")
                      : cell.outdated       ? QObject::tr("Elsewhere there is a later value:")
                      : count == 1          ? QObject::tr("Another place disagrees:")
                                            : QObject::tr("%1 other places disagree:").arg(count)};
    for (const OtherValue &other : cell.others.first(std::min(cell.others.size(), Most))) {
        QString line = valueText(other.raw, other.value);
        if (!other.when.isEmpty() && !other.raw.contains(other.when))
            line += u"  ·  " + QString::fromUtf8(other.when);
        if (other.isLater && other.isWeak && !(cell.outdated && weak))
            line += u"  ·  " + QObject::tr("perhaps later, by the notes' dates");
        else if (other.isLater && !cell.outdated)
            line += u"  ·  " + QObject::tr("later");
        lines.append(line + u"  ·  " + QObject::tr("%1, line %2").arg(other.note.name()).arg(other.line + 1));
    }
    if (count > Most)
        lines.append(QObject::tr("… and %1 more").arg(count - Most));
    return lines.join(u'\n');
}

void paintDisputeMark(QPainter &painter, const QRectF &square, bool outdated, const Palette &colours)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(outdated ? QPen(colours.mutedText, 1.2) : Qt::NoPen);
    painter.setBrush(outdated ? Qt::NoBrush : QBrush(colours.warning));
    painter.drawEllipse(outdated ? square.adjusted(0.6, 0.6, -0.6, -0.6) : square);
    painter.restore();
}

} // namespace tearsheet
