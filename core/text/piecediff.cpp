// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/piecediff.h"

#include <QHash>

#include <algorithm>

namespace tearsheet {

namespace {

/// Pieces `[oldBegin, oldEnd)` of one text became those of the other.
struct PieceChange
{
    qsizetype oldBegin;
    qsizetype oldEnd;
    qsizetype newBegin;
    qsizetype newEnd;
};

QList<size_t> hashesOf(const PiecedText &text)
{
    QList<size_t> hashes;
    hashes.reserve(text.pieces.size());
    for (const ByteRange piece : text.pieces)
        hashes.append(qHash(piece.in(text.text)));
    return hashes;
}

class PieceComparison
{
public:
    PieceComparison(const PiecedText &before, const PiecedText &after, int mostDifferences)
        : m_before(before), m_after(after), m_mostDifferences(mostDifferences), m_old(hashesOf(before)),
          m_new(hashesOf(after))
    {}

    QList<PieceChange> run()
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
    bool same(qsizetype oldPiece, qsizetype newPiece) const
    {
        return m_old.at(oldPiece) == m_new.at(newPiece)
               && m_before.pieces.at(oldPiece).in(m_before.text) == m_after.pieces.at(newPiece).in(m_after.text);
    }

    // The forward search remembers how far each diagonal got at each number of differences; the way back reads the
    // matching runs off it.
    void compare(qsizetype first, qsizetype oldEnd, qsizetype newEnd)
    {
        const int oldSize = static_cast<int>(oldEnd - first);
        const int newSize = static_cast<int>(newEnd - first);
        const int bound = std::min(oldSize + newSize, m_mostDifferences);
        QList<QList<int>> traces;
        QList<int> reach(2 * bound + 3, 0);
        int *const middle = reach.data() + bound + 1;
        const auto at = [&](int diagonal) -> int & { return middle[diagonal]; };
        for (int differences = 0; differences <= bound; ++differences) {
            traces.append(reach.sliced(bound - differences, 2 * differences + 3));
            for (int diagonal = -differences; diagonal <= differences; diagonal += 2) {
                const bool down =
                    diagonal == -differences || (diagonal != differences && at(diagonal - 1) < at(diagonal + 1));
                int x = down ? at(diagonal + 1) : at(diagonal - 1) + 1;
                while (x < oldSize && x - diagonal < newSize && same(first + x, first + x - diagonal))
                    ++x;
                at(diagonal) = x;
                if (x >= oldSize && x - diagonal >= newSize) {
                    readBack(traces, first, oldSize, newSize);
                    return;
                }
            }
        }
        m_result.append({first, oldEnd, first, newEnd});
    }

    void readBack(const QList<QList<int>> &traces, qsizetype first, int oldSize, int newSize)
    {
        int x = oldSize;
        int y = newSize;
        int hunkX = x;
        int hunkY = y;
        const auto close = [&](int fromX, int fromY) {
            if (hunkX > fromX || hunkY > fromY)
                m_result.append({first + fromX, first + hunkX, first + fromY, first + hunkY});
        };
        for (int differences = static_cast<int>(traces.size()) - 1; differences >= 0; --differences) {
            const QList<int> &reach = traces.at(differences);
            const auto at = [&](int diagonal) { return reach.at(diagonal + differences + 1); };
            const int diagonal = x - y;
            const bool down =
                diagonal == -differences || (diagonal != differences && at(diagonal - 1) < at(diagonal + 1));
            const int previous = down ? diagonal + 1 : diagonal - 1;
            const int beforeX = differences == 0 ? 0 : at(previous);
            const int beforeY = differences == 0 ? 0 : beforeX - previous;
            const int runX = differences == 0 ? 0 : down ? beforeX : beforeX + 1;
            if (x > runX) {
                // A run of equal pieces ends the hunk that came after it.
                close(x, y);
                hunkX = runX;
                hunkY = y - (x - runX);
            }
            x = beforeX;
            y = beforeY;
        }
        close(0, 0);
        std::ranges::reverse(m_result);
    }

    const PiecedText &m_before;
    const PiecedText &m_after;
    int m_mostDifferences;
    QList<size_t> m_old;
    QList<size_t> m_new;
    QList<PieceChange> m_result;
};

/// Changes of pieces as changes of bytes.
class ByteChanges
{
public:
    ByteChanges(const PiecedText &before, const PiecedText &after) : m_before(before), m_after(after) {}

    QList<Replacement> run(const QList<PieceChange> &changes)
    {
        qsizetype oldPiece = 0;
        qsizetype newPiece = 0;
        const auto passEqual = [&](qsizetype oldEnd) {
            for (; oldPiece < oldEnd; ++oldPiece, ++newPiece)
                addTails(oldPiece, newPiece);
        };
        for (const PieceChange &change : changes) {
            passEqual(change.oldBegin);
            addPieces(change);
            oldPiece = change.oldEnd;
            newPiece = change.newEnd;
        }
        passEqual(m_before.pieces.size());
        return std::move(m_result);
    }

private:
    bool sameTails(qsizetype oldPiece, qsizetype newPiece) const
    {
        return m_before.tail(oldPiece).in(m_before.text) == m_after.tail(newPiece).in(m_after.text);
    }

    void addTails(qsizetype oldPiece, qsizetype newPiece)
    {
        if (!sameTails(oldPiece, newPiece))
            add({m_before.tail(oldPiece), m_after.tail(newPiece)});
    }

    void addPieces(const PieceChange &change)
    {
        Replacement replacement{{m_before.start(change.oldBegin), m_before.start(change.oldEnd)},
                                {m_after.start(change.newBegin), m_after.start(change.newEnd)}};
        if (change.oldBegin < change.oldEnd && change.newBegin < change.newEnd
            && sameTails(change.oldEnd - 1, change.newEnd - 1)) {
            replacement.before.end = m_before.pieces.at(change.oldEnd - 1).end;
            replacement.after.end = m_after.pieces.at(change.newEnd - 1).end;
        }
        if (!replacement.before.isEmpty() || !replacement.after.isEmpty())
            add(replacement);
    }

    void add(const Replacement &replacement)
    {
        if (!m_result.isEmpty() && m_result.last().before.end == replacement.before.begin
            && m_result.last().after.end == replacement.after.begin) {
            m_result.last().before.end = replacement.before.end;
            m_result.last().after.end = replacement.after.end;
        } else {
            m_result.append(replacement);
        }
    }

    const PiecedText &m_before;
    const PiecedText &m_after;
    QList<Replacement> m_result;
};

} // namespace

PiecedText PiecedText::lines(QByteArrayView text)
{
    PiecedText lines{text, {}, static_cast<quint32>(text.size())};
    for (qsizetype begin = 0; begin < text.size();) {
        const qsizetype newline = text.indexOf('\n', begin);
        const qsizetype end = newline < 0 ? text.size() : newline + 1;
        lines.pieces.append(ByteRange::of(begin, end));
        begin = end;
    }
    return lines;
}

QList<Replacement> pieceDiff(const PiecedText &before, const PiecedText &after, int mostDifferences)
{
    return ByteChanges(before, after).run(PieceComparison(before, after, mostDifferences).run());
}

} // namespace tearsheet
