// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/graph/graphframe.h"

namespace tearsheet {

/// Paints into some rows of an opaque picture of 32 bits: what a graph consists of and nothing else, many times as fast
/// as QPainter with thin colours. Several may paint different rows of one picture at the same time.
///
/// How much of a pixel is covered is told by the distance of its centre from the shape's edge, as the shaders do.
class GraphSpans
{
public:
    /// Rows from `top` to before `bottom` of a picture (RGB32) whose pixels begin at `bits`, `stride` bytes a row.
    GraphSpans(uchar *bits, qsizetype stride, QSize size, int top, int bottom);

    /// A line without its head.
    void line(const EdgeLine &line, const EdgePen &pen, float alpha);

    /// The head of a line that has one.
    void head(const EdgeLine &line, const EdgePen &pen, float alpha);

    /// Whether there may be something of a line's head in these rows.
    bool hasHead(const EdgeLine &line) const;

    void disc(float x, float y, float radius, QRgb colour);
    void shape(SceneShape shape, float x, float y, float radius, QRgb colour);
    void veil(const QRectF &rectangle, QRgb colour, float alpha);

    /// A picture with its own transparency (premultiplied), its corner at (x, y).
    void image(const QImage &image, int x, int y, float alpha);

private:
    struct Ink
    {
        quint32 redBlue;
        quint32 green;
    };

    static Ink inkOf(QRgb colour) { return {colour & 0xff00ffU, colour & 0x00ff00U}; }
    static void blend(quint32 &pixel, Ink ink, quint32 cover);

    quint32 *row(int y) const { return m_bits + static_cast<qptrdiff>(y) * m_stride; }
    template <bool Steep>
    void stroke(const EdgeLine &line, const EdgePen &pen, float from, float to, float length, float alpha);

    quint32 *m_bits;
    qptrdiff m_stride; // Pixels
    int m_width;
    int m_top;
    int m_bottom;
};

} // namespace tearsheet
