// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QtTypes>

#include <compare>

namespace tearsheet {

/// A half-open range of bytes `[begin, end)` in a note's text. Notes are below 4 GiB, so 32 bits do.
struct ByteRange
{
    quint32 begin = 0;
    quint32 end = 0;

    auto operator<=>(const ByteRange &) const = default;

    quint32 size() const { return end - begin; }
    bool isEmpty() const { return begin == end; }
    bool contains(quint32 offset) const { return begin <= offset && offset < end; }
    bool contains(ByteRange other) const { return begin <= other.begin && other.end <= end; }
    bool overlaps(ByteRange other) const { return begin < other.end && other.begin < end; }

    /// The bytes of `text` in this range; `text` must reach to `end`.
    QByteArrayView in(QByteArrayView text) const { return text.sliced(begin, size()); }

    /// The range from `begin` to `end` given as Qt sizes.
    static ByteRange of(qsizetype begin, qsizetype end)
    {
        return {static_cast<quint32>(begin), static_cast<quint32>(end)};
    }
};

} // namespace tearsheet
