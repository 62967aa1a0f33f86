// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/graph/graphframe.h"

#include <vector>

namespace tearsheet {

/// A pen whose pattern is looked up.
class SpanPen
{
public:
    explicit SpanPen(const EdgePen &edgePen);

    const EdgePen pen;
    bool isDashed() const { return !m_cover.empty(); }

    /// How much of the line there is, from 0 to 256. `turns` counts repetitions of the pattern in units of 2^-32.
    int dashCover(quint32 turns) const { return m_cover[turns >> m_shift]; }

    /// So much of the pattern are `pixels`.
    quint32 turns(double pixels) const;

private:
    std::vector<quint16> m_cover;
    double m_period = 1;
    int m_shift = 0;
};

/// Paints into some rows of an opaque picture of 32 bits: what a graph consists of and nothing else, many times as fast
/// as QPainter with thin colours. Several may paint different rows of one picture at the same time.
///
/// How much of a pixel is covered is told by the distance of its centre from the shape's edge, as the shaders do.
class GraphSpans
{
public:
    /// Rows from `top` to before `bottom` of a picture (RGB32) whose pixels begin at `bits`, `stride` bytes a row.
    GraphSpans(uchar *bits, qsizetype stride, QSize size, int top, int bottom);

    /// Whether something from row `top` to row `bottom` may be in these rows.
    bool touches(float top, float bottom) const
    {
        return bottom >= static_cast<float>(m_top) && top <= static_cast<float>(m_bottom);
    }

    void fill(QRgb pixel);

    /// A line without its head.
    void line(const EdgeLine &line, const SpanPen &pen, float alpha);

    /// The head of a line that has one.
    void head(const EdgeLine &line, const EdgePen &pen, float alpha);

    /// Whether there may be something of a line's head in these rows.
    bool hasHead(const EdgeLine &line) const;

    void shape(SceneShape shape, float x, float y, float radius, QRgb colour);

    /// The same without soft edges, several times as fast; at least one pixel.
    void plainShape(SceneShape shape, float x, float y, float radius, QRgb colour);

    void veil(const QRectF &rectangle, QRgb colour, float alpha);

    /// A picture with its own transparency (premultiplied), its corner at (x, y).
    void image(const QImage &image, int x, int y, float alpha);

private:
    /// Blue, red and green of a colour with 16 bits each, so that one multiplication serves all.
    using Ink = quint64;

    static Ink inkOf(QRgb colour) { return (colour & 0xff00ffU) | (quint64{colour & 0xff00U} << 24U); }
    static void blend(quint32 &pixel, Ink ink, quint32 cover);

    void disc(float x, float y, float radius, QRgb colour);
    void plainDisc(int left, float x, float y, float radius, QRgb opaque);
    quint32 *row(int y) const { return m_bits + static_cast<qptrdiff>(y) * m_stride; }
    template <bool Steep, bool Dashed>
    void stroke(const EdgeLine &line, const SpanPen &spanPen, float from, float to, float length, float alpha);

    quint32 *m_bits;
    qptrdiff m_stride; // Pixels
    int m_width;
    int m_top;
    int m_bottom;
};

} // namespace tearsheet
