// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graphspans.h"

#include <algorithm>
#include <cmath>

namespace tearsheet {

namespace {

float covered(float inside)
{
    return std::clamp(inside + 0.5F, 0.0F, 1.0F);
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

} // namespace

GraphSpans::GraphSpans(uchar *bits, qsizetype stride, QSize size, int top, int bottom)
    : m_bits(reinterpret_cast<quint32 *>(bits)), m_stride(stride / 4), m_width(size.width()), m_top(std::max(top, 0)),
      m_bottom(std::min(bottom, size.height()))
{}

// `cover` is from 0 to 256.
void GraphSpans::blend(quint32 &pixel, Ink ink, quint32 cover)
{
    const quint32 rest = 256 - cover;
    const quint32 redBlue = ((pixel & 0xff00ffU) * rest + ink.redBlue * cover + 0x800080U) >> 8;
    const quint32 green = ((pixel & 0x00ff00U) * rest + ink.green * cover + 0x008000U) >> 8;
    pixel = 0xff000000U | (redBlue & 0xff00ffU) | (green & 0x00ff00U);
}

void GraphSpans::line(const EdgeLine &line, const EdgePen &pen, float alpha)
{
    // A head covers the line's end.
    const float length = (line.bx - line.ax) * line.ux + (line.by - line.ay) * line.uy - pen.trim * line.arrow;
    const float reach = pen.half + 1;
    float from = -1;
    float to = length + 1;
    clip(line.ax, line.ux, -reach, static_cast<float>(m_width) + reach, from, to);
    clip(line.ay, line.uy, static_cast<float>(m_top) - reach, static_cast<float>(m_bottom) + reach, from, to);
    if (from <= to) {
        if (std::abs(line.ux) >= std::abs(line.uy))
            stroke<false>(line, pen, from, to, length, alpha);
        else
            stroke<true>(line, pen, from, to, length, alpha);
    }
}

bool GraphSpans::hasHead(const EdgeLine &line) const
{
    const float reach = line.arrow + 2;
    return line.arrow > 0 && line.bx > -reach && line.bx < static_cast<float>(m_width) + reach
           && line.by > static_cast<float>(m_top) - reach && line.by < static_cast<float>(m_bottom) + reach;
}

// Steps along the longer way of the line, pixel by pixel, and fills across it. Numbers with 16 bits behind the point.
template <bool Steep>
void GraphSpans::stroke(const EdgeLine &line, const EdgePen &pen, float from, float to, float length, float alpha)
{
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
    const int first = std::max(firstBound, static_cast<int>(std::floor(std::min(one, other))));
    const int last = std::min(lastBound, static_cast<int>(std::floor(std::max(one, other))));
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
    for (int i = first; i <= last; ++i, centre += slopeFixed, distance += step) {
        // At ends and dashes each pixel has its own distance from the beginning.
        const bool whole = pen.dash[0] <= 0 && distance > reach && distance < length - reach;
        const int begin = std::max(lowAside, (centre - reachFixed + 0x7fff) >> 16);
        const int end = std::min(highAside, (centre + reachFixed - 0x8000) >> 16);
        for (int j = begin; j <= end; ++j) {
            const int away = std::abs((j << 16) + 0x8000 - centre);
            const int cover = std::min(65536, fullFixed - (away >> 8) * cosineFixed);
            if (cover <= 0)
                continue;
            int strength = full;
            if (!whole) {
                const float beside = static_cast<float>((j << 16) + 0x8000 - centre) / 65536;
                const float at = distance + beside * aside;
                strength = coverOf(alpha * covered(at) * covered(length - at) * pen.dashCover(at));
            }
            quint32 &pixel = Steep ? row(i)[j] : row(j)[i];
            blend(pixel, ink, static_cast<quint32>((cover >> 8) * strength + 128) >> 8);
        }
    }
}

void GraphSpans::head(const EdgeLine &line, const EdgePen &pen, float alpha)
{
    const Ink ink = inkOf(pen.colour);
    const float wide = line.arrow * ArrowSlope;
    const float baseX = line.bx - line.ux * line.arrow;
    const float baseY = line.by - line.uy * line.arrow;
    const int left = std::max(0, static_cast<int>(std::floor(std::min(line.bx, baseX) - wide - 1)));
    const int right = std::min(m_width - 1, static_cast<int>(std::ceil(std::max(line.bx, baseX) + wide + 1)));
    const int top = std::max(m_top, static_cast<int>(std::floor(std::min(line.by, baseY) - wide - 1)));
    const int bottom = std::min(m_bottom - 1, static_cast<int>(std::ceil(std::max(line.by, baseY) + wide + 1)));
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
    const int top = std::max(m_top, static_cast<int>(std::floor(y - reach)));
    const int bottom = std::min(m_bottom - 1, static_cast<int>(std::floor(y + reach)));
    const float inner = std::max(radius - 0.5F, 0.0F);
    for (int j = top; j <= bottom; ++j) {
        const float dy = static_cast<float>(j) + 0.5F - y;
        const float chord = reach * reach - dy * dy;
        if (chord <= 0)
            continue;
        const float wide = std::sqrt(chord);
        const int left = std::max(0, static_cast<int>(std::ceil(x - wide - 0.5F)));
        const int right = std::min(m_width - 1, static_cast<int>(std::floor(x + wide - 0.5F)));
        quint32 *pixels = row(j);
        for (int i = left; i <= right; ++i) {
            const float dx = static_cast<float>(i) + 0.5F - x;
            const float squared = dx * dx + dy * dy;
            if (squared <= inner * inner)
                pixels[i] = colour | 0xff000000U;
            else
                blend(pixels[i], ink, static_cast<quint32>(coverOf(covered(radius - std::sqrt(squared)))));
        }
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
    const int left = std::max(0, static_cast<int>(std::floor(x - reach)));
    const int right = std::min(m_width - 1, static_cast<int>(std::floor(x + reach)));
    const int last = std::min(m_bottom - 1, static_cast<int>(std::floor(y + reach)));
    for (int j = std::max(m_top, static_cast<int>(std::floor(y - reach))); j <= last; ++j) {
        for (int i = left; i <= right; ++i) {
            const float part =
                covered(insideShape(shape, radius, static_cast<float>(i) + 0.5F - x, static_cast<float>(j) + 0.5F - y));
            if (part > 0)
                blend(row(j)[i], ink, static_cast<quint32>(coverOf(part)));
        }
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
