// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graphspans.h"

#include "core/graph/lanes.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace tearsheet {

namespace {

float covered(float inside)
{
    return std::clamp(inside + 0.5F, 0.0F, 1.0F);
}

// As std::floor does, which is a call on older processors.
int floorOf(float value)
{
    const int whole = static_cast<int>(value);
    return whole - (static_cast<float>(whole) > value ? 1 : 0);
}

int ceilOf(float value)
{
    return -floorOf(-value);
}

// From 0 to 256.
int coverOf(float part)
{
    return static_cast<int>(part * 256 + 0.5F);
}

// The part of origin + s · direction, from `from` to `to`, that lies between two bounds.
void clip(float origin, float direction, float low, float high, float &from, float &to)
{
    if (std::abs(direction) < 1e-6F) {
        if (origin < low || origin > high)
            to = from - 1;
        return;
    }
    const float one = (low - origin) / direction;
    const float other = (high - origin) / direction;
    from = std::max(from, std::min(one, other));
    to = std::min(to, std::max(one, other));
}

// Half of how wide a shape is at some height above or below its middle, negative where it is not.
float halfWidth(SceneShape shape, float radius, float height)
{
    const float away = std::abs(height);
    switch (shape) {
    case SceneShape::Square:
        return away <= radius * 0.89F ? radius * 0.89F : -1;
    case SceneShape::Diamond:
        return radius * 1.25F - away;
    case SceneShape::Hexagon:
        return away <= radius * 0.95F ? (radius * 0.95F - away * 0.5F) / 0.866F : -1;
    default:
        return away <= radius ? std::sqrt(radius * radius - away * away) : -1;
    }
}

} // namespace

SpanPen::SpanPen(const EdgePen &edgePen) : pen(edgePen)
{
    if (pen.dash[0] <= 0)
        return;
    m_period = static_cast<double>(pen.dash[0] + pen.dash[1] + pen.dash[2] + pen.dash[3]);
    // At least 64 for each pixel, unless it is very long.
    const int bits = std::clamp(static_cast<int>(std::ceil(std::log2(m_period * 64))), 6, 13);
    m_shift = 32 - bits;
    m_cover.resize(std::size_t{1} << bits);
    for (std::size_t i = 0; i < m_cover.size(); ++i) {
        const double at = (static_cast<double>(i) + 0.5) / static_cast<double>(m_cover.size()) * m_period;
        m_cover[i] = static_cast<quint16>(coverOf(pen.dashCover(static_cast<float>(at))));
    }
}

quint32 SpanPen::turns(double pixels) const
{
    const double turns = pixels / m_period;
    return static_cast<quint32>(static_cast<qint64>((turns - std::floor(turns)) * 4294967296.0));
}

GraphSpans::GraphSpans(uchar *bits, qsizetype stride, QSize size, int top, int bottom)
    : m_bits(reinterpret_cast<quint32 *>(bits)), m_stride(stride / 4), m_width(size.width()), m_top(std::max(top, 0)),
      m_bottom(std::min(bottom, size.height()))
{}

void GraphSpans::fill(QRgb pixel)
{
    for (int y = m_top; y < m_bottom; ++y)
        std::fill(row(y), row(y) + m_width, pixel);
}

// `cover` is from 0 to 256.
inline void GraphSpans::blend(quint32 &pixel, Ink ink, quint32 cover)
{
    const quint64 mixed = (inkOf(pixel) * (256 - cover) + ink * cover + 0x8000800080U) >> 8U;
    pixel = 0xff000000U | (static_cast<quint32>(mixed) & 0xff00ffU) | (static_cast<quint32>(mixed >> 24U) & 0xff00U);
}

void GraphSpans::line(const EdgeLine &line, const SpanPen &spanPen, float alpha)
{
    const EdgePen &pen = spanPen.pen;
    // A head covers the line's end.
    const float length = (line.bx - line.ax) * line.ux + (line.by - line.ay) * line.uy - pen.trim * line.arrow;
    const float reach = pen.half + 1;
    float from = -1;
    float to = length + 1;
    clip(line.ax, line.ux, -reach, static_cast<float>(m_width) + reach, from, to);
    clip(line.ay, line.uy, static_cast<float>(m_top) - reach, static_cast<float>(m_bottom) + reach, from, to);
    if (from > to)
        return;
    const bool steep = std::abs(line.ux) < std::abs(line.uy);
    if (steep && spanPen.isDashed())
        stroke<true, true>(line, spanPen, from, to, length, alpha);
    else if (steep)
        stroke<true, false>(line, spanPen, from, to, length, alpha);
    else if (spanPen.isDashed())
        stroke<false, true>(line, spanPen, from, to, length, alpha);
    else
        stroke<false, false>(line, spanPen, from, to, length, alpha);
}

bool GraphSpans::hasHead(const EdgeLine &line) const
{
    const float reach = line.arrow + 2;
    return line.arrow > 0 && line.bx > -reach && line.bx < static_cast<float>(m_width) + reach
           && line.by > static_cast<float>(m_top) - reach && line.by < static_cast<float>(m_bottom) + reach;
}

// Steps along the longer way of the line, pixel by pixel, and fills across it. Numbers with 16 bits behind the point.
template <bool Steep, bool Dashed>
void GraphSpans::stroke(const EdgeLine &line, const SpanPen &spanPen, float from, float to, float length, float alpha)
{
    const EdgePen &pen = spanPen.pen;
    const Ink ink = inkOf(pen.colour);
    const float along = Steep ? line.uy : line.ux;
    const float aside = Steep ? line.ux : line.uy;
    const float originAlong = Steep ? line.ay : line.ax;
    const float originAside = Steep ? line.ax : line.ay;
    const float one = originAlong + along * from;
    const float other = originAlong + along * to;
    const int firstBound = Steep ? m_top : 0;
    const int lastBound = (Steep ? m_bottom : m_width) - 1;
    const int lowAside = Steep ? 0 : m_top;
    const int highAside = (Steep ? m_width : m_bottom) - 1;
    const int first = std::max(firstBound, floorOf(std::min(one, other)));
    const int last = std::min(lastBound, floorOf(std::max(one, other)));
    const float slope = aside / along;
    const float cosine = std::abs(along);
    const auto slopeFixed = static_cast<int>(std::lround(slope * 65536));
    const auto reachFixed = static_cast<int>((pen.half + 0.5F) / cosine * 65536);
    const auto fullFixed = static_cast<int>((pen.half + 0.5F) * 65536);
    const auto cosineFixed = static_cast<int>(cosine * 256);
    float beginAside = originAside + (static_cast<float>(first) + 0.5F - originAlong) * slope;
    beginAside = std::clamp(beginAside, -30000.0F, 30000.0F);
    auto centre = static_cast<int>(beginAside * 65536);
    float distance = (static_cast<float>(first) + 0.5F - originAlong) / along;
    const float step = 1 / along;
    const float reach = pen.half + 2;
    const int full = coverOf(alpha);
    // The pattern runs on from pixel to pixel, along the line and across it.
    quint32 turns = 0;
    quint32 turnsAlong = 0;
    quint32 turnsAside = 0; // For each 65536th of a pixel.
    if constexpr (Dashed) {
        turns = spanPen.turns(static_cast<double>(distance));
        turnsAlong = spanPen.turns(static_cast<double>(step));
        turnsAside = static_cast<quint32>(static_cast<qint32>(spanPen.turns(static_cast<double>(aside))) / 65536);
    }
    quint32 *const bits = m_bits;
    const qptrdiff stride = m_stride;
    const auto fillAcross = [&](int i, const auto &strengthAt) {
        const int begin = std::max(lowAside, (centre - reachFixed + 0x7fff) >> 16);
        const int end = std::min(highAside, (centre + reachFixed - 0x8000) >> 16);
        int beside = (begin << 16) + 0x8000 - centre;
        quint32 *pixel = Steep ? bits + i * stride + begin : bits + begin * stride + i;
        for (int j = begin; j <= end; ++j, beside += 65536, pixel += Steep ? 1 : stride) {
            const int cover = std::min(65536, fullFixed - (std::abs(beside) >> 8) * cosineFixed);
            if (cover <= 0)
                continue;
            int strength = strengthAt(beside);
            if constexpr (Dashed)
                strength = (strength * spanPen.dashCover(turns + static_cast<quint32>(beside) * turnsAside)) >> 8;
            blend(*pixel, ink, static_cast<quint32>((cover >> 8) * strength + 128) >> 8);
        }
    };
    for (int i = first; i <= last; ++i, centre += slopeFixed, distance += step, turns += turnsAlong) {
        if (distance > reach && distance < length - reach) {
            fillAcross(i, [full](int) { return full; });
            continue;
        }
        // At the ends each pixel has its own distance from them.
        fillAcross(i, [&](int beside) {
            const float at = distance + static_cast<float>(beside) / 65536 * aside;
            return coverOf(alpha * covered(at) * covered(length - at));
        });
    }
}

void GraphSpans::head(const EdgeLine &line, const EdgePen &pen, float alpha)
{
    const Ink ink = inkOf(pen.colour);
    const float wide = line.arrow * ArrowSlope;
    const float baseX = line.bx - line.ux * line.arrow;
    const float baseY = line.by - line.uy * line.arrow;
    const int left = std::max(0, floorOf(std::min(line.bx, baseX) - wide - 1));
    const int right = std::min(m_width - 1, ceilOf(std::max(line.bx, baseX) + wide + 1));
    const int top = std::max(m_top, floorOf(std::min(line.by, baseY) - wide - 1));
    const int bottom = std::min(m_bottom - 1, ceilOf(std::max(line.by, baseY) + wide + 1));
    for (int y = top; y <= bottom; ++y) {
        const float dy = line.by - (static_cast<float>(y) + 0.5F);
        for (int x = left; x <= right; ++x) {
            const float dx = line.bx - (static_cast<float>(x) + 0.5F);
            const float behind = dx * line.ux + dy * line.uy;
            const float part = covered(pen.insideHead(behind, dx * line.uy - dy * line.ux));
            const int cover = coverOf(part * alpha);
            if (cover > 0)
                blend(row(y)[x], ink, static_cast<quint32>(cover));
        }
    }
}

void GraphSpans::disc(float x, float y, float radius, QRgb colour)
{
    const float reach = radius + 0.5F;
    if (!(radius > 0) || x + reach < 0 || x - reach > static_cast<float>(m_width)
        || y + reach < static_cast<float>(m_top) || y - reach > static_cast<float>(m_bottom))
        return;
    const Ink ink = inkOf(colour);
    const int top = std::max(m_top, floorOf(y - reach));
    const int bottom = std::min(m_bottom - 1, floorOf(y + reach));
    const float inner = std::max(radius - 0.5F, 0.0F);
    for (int j = top; j <= bottom; ++j) {
        const float dy = static_cast<float>(j) + 0.5F - y;
        const float wide = halfWidth(SceneShape::Disc, reach, dy);
        const float solid = halfWidth(SceneShape::Disc, inner, dy);
        const int left = std::max(0, ceilOf(x - wide - 0.5F));
        const int right = std::min(m_width, floorOf(x + wide - 0.5F) + 1);
        const int solidLeft = solid > 0 ? std::clamp(ceilOf(x - solid - 0.5F), left, std::max(left, right)) : right;
        const int solidRight = solid > 0 ? std::min(right, floorOf(x + solid - 0.5F) + 1) : right;
        quint32 *pixels = row(j);
        const auto blendTo = [&](int begin, int end) {
            for (int i = begin; i < end; ++i) {
                const float dx = static_cast<float>(i) + 0.5F - x;
                blend(pixels[i], ink, static_cast<quint32>(coverOf(covered(radius - std::sqrt(dx * dx + dy * dy)))));
            }
        };
        blendTo(left, solidLeft);
        if (solidLeft < solidRight)
            std::fill(pixels + solidLeft, pixels + solidRight, colour | 0xff000000U);
        blendTo(std::max(solidLeft, solidRight), right);
    }
}

void GraphSpans::shape(SceneShape shape, float x, float y, float radius, QRgb colour)
{
    if (shape == SceneShape::Disc) {
        disc(x, y, radius, colour);
        return;
    }
    const float reach = radius * ShapeReach + 1;
    if (!(radius > 0) || x + reach < 0 || x - reach > static_cast<float>(m_width)
        || y + reach < static_cast<float>(m_top) || y - reach > static_cast<float>(m_bottom))
        return;
    const Ink ink = inkOf(colour);
    const int left = std::max(0, floorOf(x - reach));
    const int right = std::min(m_width - 1, floorOf(x + reach));
    const int last = std::min(m_bottom - 1, floorOf(y + reach));
    for (int j = std::max(m_top, floorOf(y - reach)); j <= last; ++j) {
        for (int i = left; i <= right; ++i) {
            const float part =
                covered(insideShape(shape, radius, static_cast<float>(i) + 0.5F - x, static_cast<float>(j) + 0.5F - y));
            if (part > 0)
                blend(row(j)[i], ink, static_cast<quint32>(coverOf(part)));
        }
    }
}

// At most eight pixels wide, from column `left`: each row is eight comparisons at once, as there are a hundred thousand
// such discs whose ends no processor can guess.
void GraphSpans::plainDisc(int left, float x, float y, float radius, QRgb opaque)
{
    const Lanes first = Lanes{0.5F, 1.5F, 2.5F, 3.5F} + (static_cast<float>(left) - x);
    const Lanes second = first + 4.0F;
    const Lanes firstSquares = first * first;
    const Lanes secondSquares = second * second;
    const auto colour = static_cast<qint32>(opaque);
    const int last = std::min(m_bottom - 1, floorOf(y + radius - 0.5F));
    for (int j = std::max(m_top, ceilOf(y - radius - 0.5F)); j <= last; ++j) {
        const float dy = static_cast<float>(j) + 0.5F - y;
        const float room = radius * radius - dy * dy;
        IntLanes pixels[2];
        quint32 *const place = row(j) + left;
        std::memcpy(pixels, place, sizeof pixels);
        const IntLanes inFirst = firstSquares <= room;
        const IntLanes inSecond = secondSquares <= room;
        pixels[0] = (inFirst & colour) | (~inFirst & pixels[0]);
        pixels[1] = (inSecond & colour) | (~inSecond & pixels[1]);
        std::memcpy(place, pixels, sizeof pixels);
    }
}

void GraphSpans::plainShape(SceneShape shape, float x, float y, float radius, QRgb colour)
{
    const float high = shape == SceneShape::Disc ? radius : radius * ShapeReach;
    if (!(radius > 0) || x + high < 0 || x - high > static_cast<float>(m_width))
        return;
    const QRgb opaque = colour | 0xff000000U;
    const int left = floorOf(x - radius);
    if (shape == SceneShape::Disc && radius < 3.5F && left >= 0 && left + 8 <= m_width) {
        plainDisc(left, x, y, std::max(radius, 0.71F), opaque);
        return;
    }
    const int column = floorOf(x);
    const int middle = floorOf(y);
    if (column >= 0 && column < m_width && middle >= m_top && middle < m_bottom)
        row(middle)[column] = opaque;
    const int last = std::min(m_bottom - 1, floorOf(y + high - 0.5F));
    for (int j = std::max(m_top, ceilOf(y - high - 0.5F)); j <= last; ++j) {
        const float wide = halfWidth(shape, radius, static_cast<float>(j) + 0.5F - y);
        const int right = std::min(m_width - 1, floorOf(x + wide - 0.5F));
        quint32 *const pixels = row(j);
        for (int i = std::max(0, ceilOf(x - wide - 0.5F)); i <= right; ++i)
            pixels[i] = opaque;
    }
}

void GraphSpans::veil(const QRectF &rectangle, QRgb colour, float alpha)
{
    const auto cover = static_cast<quint32>(coverOf(std::clamp(alpha, 0.0F, 1.0F)));
    const Ink ink = inkOf(colour);
    const int left = std::max(0, qRound(rectangle.left()));
    const int right = std::min(m_width, qRound(rectangle.right()));
    for (int y = std::max(m_top, qRound(rectangle.top())); y < std::min(m_bottom, qRound(rectangle.bottom())); ++y) {
        for (int x = left; x < right; ++x)
            blend(row(y)[x], ink, cover);
    }
}

void GraphSpans::image(const QImage &image, int x, int y, float alpha)
{
    const auto strength = static_cast<quint32>(coverOf(std::clamp(alpha, 0.0F, 1.0F)));
    for (int j = std::max(m_top, y); j < std::min(m_bottom, y + image.height()); ++j) {
        const auto *from = reinterpret_cast<const quint32 *>(image.constScanLine(j - y));
        quint32 *to = row(j);
        for (int i = std::max(0, x); i < std::min(m_width, x + image.width()); ++i) {
            const quint32 source = from[i - x];
            if (source == 0)
                continue;
            // It is premultiplied: its colour is added to what it leaves of the ground.
            const quint32 opaque = (source >> 24) + (source >> 31);
            const quint32 rest = 256 - ((opaque * strength + 255) >> 8);
            const quint32 redBlue = ((to[i] & 0xff00ffU) * rest + (source & 0xff00ffU) * strength + 0x800080U) >> 8;
            const quint32 green = ((to[i] & 0x00ff00U) * rest + (source & 0x00ff00U) * strength + 0x008000U) >> 8;
            to[i] = 0xff000000U | (redBlue & 0xff00ffU) | (green & 0x00ff00U);
        }
    }
}

} // namespace tearsheet
