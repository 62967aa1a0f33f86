// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/labeltexts.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace tearsheet {

namespace {

constexpr double LongestLabel = 170; // Pixels of the view.
constexpr qsizetype MostRemembered = 4000;
constexpr double SizeOfFont = 0.9;

} // namespace

void LabelTexts::use(const QFont &font, const FrameColours &colours, double ratio)
{
    if (font == m_given && colours == m_colours && qFuzzyCompare(ratio, m_ratio))
        return;
    m_given = font;
    m_colours = colours;
    m_ratio = ratio;
    m_font = font;
    if (font.pointSizeF() > 0)
        m_font.setPointSizeF(font.pointSizeF() * SizeOfFont);
    else
        m_font.setPixelSize(std::max(1, qRound(font.pixelSize() * SizeOfFont)));
    for (QHash<QString, Entry> &entries : m_entries)
        entries.clear();
}

QFont LabelTexts::font(bool strong) const
{
    QFont font = m_font;
    if (strong)
        font.setWeight(QFont::DemiBold);
    return font;
}

LabelTexts::Entry *LabelTexts::find(const QString &label, bool strong)
{
    QHash<QString, Entry> &entries = m_entries[strong ? 1 : 0];
    const auto known = entries.find(label);
    if (known != entries.end())
        return &*known;
    if (m_left <= 0)
        return nullptr;
    --m_left;
    if (entries.size() >= MostRemembered)
        entries.clear();
    const QFontMetricsF metrics(font(strong));
    Entry entry;
    // One line, and of a very long label no more than can be seen.
    entry.shown = metrics.elidedText(label.first(std::min<qsizetype>(label.size(), 200)).simplified(), Qt::ElideRight,
                                     LongestLabel);
    entry.size = QSizeF(std::ceil(metrics.horizontalAdvance(entry.shown)), std::ceil(metrics.height()));
    return &*entries.insert(label, entry);
}

std::optional<QSizeF> LabelTexts::size(const QString &label, bool strong)
{
    const Entry *entry = find(label, strong);
    return entry ? std::optional(entry->size) : std::nullopt;
}

QString LabelTexts::shown(const QString &label, bool strong)
{
    const Entry *entry = find(label, strong);
    return entry ? entry->shown : QString();
}

QImage LabelTexts::image(const QString &label, bool strong)
{
    Entry *entry = find(label, strong);
    if (!entry || !entry->image.isNull())
        return entry ? entry->image : QImage();
    if (m_left <= 0)
        return {};
    --m_left;
    entry->image = paint(*entry, strong);
    return entry->image;
}

QImage LabelTexts::paint(const Entry &entry, bool strong) const
{
    const QSizeF size = entry.size + QSizeF(2 * LabelHalo, 2 * LabelHalo);
    QImage image((size * m_ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(m_ratio);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setFont(font(strong));
    const QPointF base(LabelHalo, LabelHalo + QFontMetricsF(painter.font()).ascent());
    painter.setPen(QColor::fromRgb(m_colours.ground));
    for (const double reach : {LabelHalo * 0.8, LabelHalo * 0.45}) {
        for (int turn = 0; turn < 8; ++turn) {
            const double angle = turn * 0.785398;
            painter.drawText(base + QPointF(std::cos(angle), std::sin(angle)) * reach, entry.shown);
        }
    }
    painter.setPen(QColor::fromRgb(strong ? m_colours.text : m_colours.mutedText));
    painter.drawText(base, entry.shown);
    return image;
}

} // namespace tearsheet
