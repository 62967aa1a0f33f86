// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/linediff.h"

#include <QHash>

#include <algorithm>

namespace tearsheet {

namespace {

constexpr int MostDifferences = 1000;

struct Line
{
    ByteRange range;
    size_t hash = 0;
};

QList<Line> linesOf(QByteArrayView text)
{
    QList<Line> lines;
    for (qsizetype begin = 0; begin < text.size();) {
        const qsizetype newline = text.indexOf('\n', begin);
        const qsizetype end = newline < 0 ? text.size() : newline + 1;
        lines.append({ByteRange::of(begin, end), qHash(text.sliced(begin, end - begin))});
        begin = end;
    }
    return lines;
}

class LineComparison
{
public:
    LineComparison(QByteArrayView before, QByteArrayView after)
        : m_before(before), m_after(after), m_old(linesOf(before)), m_new(linesOf(after))
    {}

    QList<Replacement> run()
    {
        qsizetype first = 0;
        qsizetype oldEnd = m_old.size();
        qsizetype newEnd = m_new.size();
        while (first < oldEnd && first < newEnd && same(first, first))
            ++first;
        while (oldEnd > first && newEnd > first && same(oldEnd - 1, newEnd - 1)) {
            --oldEnd;
            --newEnd;
        }
        compare(first, oldEnd, newEnd);
        return std::move(m_result);
    }

private:
    bool same(qsizetype oldLine, qsizetype newLine) const
    {
        const Line &one = m_old.at(oldLine);
        const Line &other = m_new.at(newLine);
        return one.hash == other.hash && one.range.in(m_before) == other.range.in(m_after);
    }

    // The forward search remembers how far each diagonal got at each number of differences; the way back reads the
    // matching runs off it.
    void compare(qsizetype first, qsizetype oldEnd, qsizetype newEnd)
    {
        const int oldSize = static_cast<int>(oldEnd - first);
        const int newSize = static_cast<int>(newEnd - first);
        const int bound = std::min(oldSize + newSize, MostDifferences);
        QList<QList<int>> traces;
        QList<int> reach(2 * bound + 3, 0);
        const auto at = [&](int diagonal) -> int & { return reach[diagonal + bound + 1]; };
        for (int differences = 0; differences <= bound; ++differences) {
            traces.append(reach);
            for (int diagonal = -differences; diagonal <= differences; diagonal += 2) {
                const bool down =
                    diagonal == -differences || (diagonal != differences && at(diagonal - 1) < at(diagonal + 1));
                int x = down ? at(diagonal + 1) : at(diagonal - 1) + 1;
                while (x < oldSize && x - diagonal < newSize && same(first + x, first + x - diagonal))
                    ++x;
                at(diagonal) = x;
                if (x >= oldSize && x - diagonal >= newSize) {
                    readBack(traces, first, oldSize, newSize, bound);
                    return;
                }
            }
        }
        add(first, oldEnd, first, newEnd);
    }

    void readBack(const QList<QList<int>> &traces, qsizetype first, int oldSize, int newSize, int bound)
    {
        QList<Replacement> backwards;
        int x = oldSize;
        int y = newSize;
        int hunkX = x;
        int hunkY = y;
        const auto close = [&](int fromX, int fromY) {
            if (hunkX > fromX || hunkY > fromY)
                backwards.append(replacement(first + fromX, first + hunkX, first + fromY, first + hunkY));
        };
        for (int differences = static_cast<int>(traces.size()) - 1; differences >= 0; --differences) {
            const QList<int> &reach = traces.at(differences);
            const auto at = [&](int diagonal) { return reach.at(diagonal + bound + 1); };
            const int diagonal = x - y;
            const bool down =
                diagonal == -differences || (diagonal != differences && at(diagonal - 1) < at(diagonal + 1));
            const int previous = down ? diagonal + 1 : diagonal - 1;
            const int beforeX = differences == 0 ? 0 : at(previous);
            const int beforeY = differences == 0 ? 0 : beforeX - previous;
            const int runX = differences == 0 ? 0 : down ? beforeX : beforeX + 1;
            if (x > runX) {
                // A run of equal lines ends the hunk that came after it.
                close(x, y);
                hunkX = runX;
                hunkY = y - (x - runX);
            }
            x = beforeX;
            y = beforeY;
        }
        close(0, 0);
        std::ranges::reverse(backwards);
        m_result += backwards;
    }

    Replacement replacement(qsizetype oldBegin, qsizetype oldEnd, qsizetype newBegin, qsizetype newEnd) const
    {
        const auto range = [](const QList<Line> &lines, qsizetype begin, qsizetype end, qsizetype size) {
            const quint32 from = begin < lines.size() ? lines.at(begin).range.begin : static_cast<quint32>(size);
            return ByteRange{from, end > begin ? lines.at(end - 1).range.end : from};
        };
        return {range(m_old, oldBegin, oldEnd, m_before.size()), range(m_new, newBegin, newEnd, m_after.size())};
    }

    void add(qsizetype oldBegin, qsizetype oldEnd, qsizetype newBegin, qsizetype newEnd)
    {
        if (oldBegin < oldEnd || newBegin < newEnd)
            m_result.append(replacement(oldBegin, oldEnd, newBegin, newEnd));
    }

    QByteArrayView m_before;
    QByteArrayView m_after;
    QList<Line> m_old;
    QList<Line> m_new;
    QList<Replacement> m_result;
};

bool continuesSequence(QByteArrayView text, quint32 offset)
{
    return offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xC0) == 0x80;
}

bool splitsLineEnd(QByteArrayView text, quint32 offset)
{
    return offset > 0 && offset < text.size() && text[offset] == '\n' && text[offset - 1] == '\r';
}

} // namespace

QList<Replacement> lineDiff(QByteArrayView before, QByteArrayView after)
{
    return LineComparison(before, after).run();
}

Replacement narrowed(Replacement replacement, QByteArrayView before, QByteArrayView after)
{
    ByteRange &from = replacement.before;
    ByteRange &to = replacement.after;
    quint32 common = 0;
    const quint32 shorter = std::min(from.size(), to.size());
    while (common < shorter && before[from.begin + common] == after[to.begin + common])
        ++common;
    const auto splits = [&](quint32 oldOffset, quint32 newOffset) {
        return continuesSequence(before, oldOffset) || continuesSequence(after, newOffset)
               || splitsLineEnd(before, oldOffset) || splitsLineEnd(after, newOffset);
    };
    while (common > 0 && splits(from.begin + common, to.begin + common))
        --common;
    from.begin += common;
    to.begin += common;
    quint32 tail = 0;
    while (tail < std::min(from.size(), to.size()) && before[from.end - tail - 1] == after[to.end - tail - 1])
        ++tail;
    while (tail > 0 && splits(from.end - tail, to.end - tail))
        --tail;
    from.end -= tail;
    to.end -= tail;
    return replacement;
}

} // namespace tearsheet
