// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/diffrows.h"

#include "core/text/linediff.h"
#include "core/text/lineindex.h"

#include <QHash>
#include <QObject>
#include <QStringDecoder>

#include <algorithm>
#include <optional>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr int Context = 3;
constexpr int ShortestFold = 4;
constexpr qsizetype LargestBlock = 40'000;          // Pairs of lines that are weighed against each other.
constexpr qsizetype MostPairs = 4'000'000;          // The same, all blocks together.
constexpr qsizetype LongestLine = 20'000;           // Bytes of two lines that are compared by words.
constexpr qsizetype MostCompared = 4 * 1024 * 1024; // The same, all lines together.

struct Line
{
    ByteRange text;
    ByteRange end;
};

QList<Line> linesOf(QByteArrayView text)
{
    const LineIndex index(text);
    QList<Line> lines;
    lines.reserve(index.lineCount());
    for (int i = 0; i < index.lineCount(); ++i) {
        const quint32 end = index.end(i, text);
        const quint32 next = i + 1 < index.lineCount() ? index.start(i + 1) : end;
        lines.append(Line{{index.start(i), end}, {end, next}});
    }
    if (lines.last().text.isEmpty() && lines.last().end.isEmpty())
        lines.removeLast();
    return lines;
}

QString decoded(QByteArrayView line)
{
    // A U+FEFF at its begin stays.
    QStringDecoder decoder(QStringDecoder::Utf8,
                           QStringDecoder::Flag::ConvertInitialBom | QStringDecoder::Flag::Stateless);
    return decoder(line);
}

QString nameOf(QByteArrayView lineEnd)
{
    return lineEnd == "\n" ? u"LF"_s : lineEnd == "\r\n" ? u"CRLF"_s : lineEnd == "\r" ? u"CR"_s : u"U+2029"_s;
}

/// Some lines of both sides.
struct Block
{
    int left;
    int leftEnd;
    int right;
    int rightEnd;

    int leftSize() const { return leftEnd - left; }
    int rightSize() const { return rightEnd - right; }
    qsizetype pairs() const { return qsizetype{leftSize()} * rightSize(); }
};

class RowBuilder
{
public:
    RowBuilder(QByteArrayView left, QByteArrayView right)
        : m_left(left), m_right(right), m_leftLines(linesOf(left)), m_rightLines(linesOf(right)),
          m_endMatters(endsOpen(m_leftLines) != endsOpen(m_rightLines))
    {}

    DiffRows run()
    {
        for (const Replacement &replacement : lineDiff(m_left, m_right)) {
            addSame(replacement.before.begin);
            Block block{m_leftDone, m_leftDone, m_rightDone, m_rightDone};
            while (block.leftEnd < m_leftLines.size()
                   && m_leftLines.at(block.leftEnd).text.begin < replacement.before.end)
                ++block.leftEnd;
            while (block.rightEnd < m_rightLines.size()
                   && m_rightLines.at(block.rightEnd).text.begin < replacement.after.end)
                ++block.rightEnd;
            addBlock(block);
        }
        addSame(static_cast<quint32>(m_left.size()));
        return finished();
    }

private:
    static bool endsOpen(const QList<Line> &lines) { return lines.isEmpty() || lines.last().end.isEmpty(); }

    QByteArrayView leftText(int line) const { return m_leftLines.at(line).text.in(m_left); }
    QByteArrayView rightText(int line) const { return m_rightLines.at(line).text.in(m_right); }
    bool sameText(int left, int right) const { return leftText(left) == rightText(right); }

    // --- pairs of lines ---------------------------------------------------------------------------------------------

    void addBlock(Block block)
    {
        while (block.pairs() > 0 && sameText(block.left, block.right))
            addPair(block.left++, block.right++);
        Block same{block.leftEnd, block.leftEnd, block.rightEnd, block.rightEnd};
        while (block.pairs() > 0 && sameText(block.leftEnd - 1, block.rightEnd - 1)) {
            same.left = --block.leftEnd;
            same.right = --block.rightEnd;
        }
        if (block.pairs() <= LargestBlock)
            addAligned(block);
        else
            addAnchored(block);
        addInOrder(same);
    }

    void addInOrder(Block block)
    {
        while (block.pairs() > 0)
            addPair(block.left++, block.right++);
        while (block.left < block.leftEnd)
            addLeft(block.left++);
        while (block.right < block.rightEnd)
            addRight(block.right++);
    }

    // Lines that each side has once hold the two together, as far as they come in the same order (Bram Cohen's patience
    // comparison).
    void addAnchored(Block block)
    {
        for (const auto &[left, right] : anchorsOf(block)) {
            addAligned({block.left, left, block.right, right});
            addPair(left, right);
            block.left = left + 1;
            block.right = right + 1;
        }
        addAligned(block);
    }

    QList<std::pair<int, int>> anchorsOf(const Block &block) const
    {
        constexpr int Twice = -2;
        struct Places
        {
            int left = -1;
            int right = -1;
        };
        QHash<QByteArrayView, Places> places;
        for (int i = block.left; i < block.leftEnd; ++i) {
            int &place = places[leftText(i)].left;
            place = place == -1 ? i : Twice;
        }
        for (int i = block.right; i < block.rightEnd; ++i) {
            int &place = places[rightText(i)].right;
            place = place == -1 ? i : Twice;
        }
        QList<std::pair<int, int>> unique;
        for (int i = block.left; i < block.leftEnd; ++i) {
            if (const Places found = places.value(leftText(i)); found.left >= 0 && found.right >= 0)
                unique.append({found.left, found.right});
        }
        return longestAscent(unique);
    }

    // The longest part of `pairs`, whose first numbers ascend, in which the second ones do too.
    static QList<std::pair<int, int>> longestAscent(const QList<std::pair<int, int>> &pairs)
    {
        QList<qsizetype> ends; // Of the ascents of each length, the one that ends lowest.
        QList<qsizetype> before(pairs.size(), -1);
        for (qsizetype i = 0; i < pairs.size(); ++i) {
            const auto end = std::ranges::lower_bound(ends, pairs.at(i).second, {},
                                                      [&](qsizetype pair) { return pairs.at(pair).second; });
            if (end != ends.begin())
                before[i] = *(end - 1);
            if (end == ends.end())
                ends.append(i);
            else
                *end = i;
        }
        QList<std::pair<int, int>> ascent;
        for (qsizetype i = ends.isEmpty() ? -1 : ends.last(); i >= 0; i = before.at(i))
            ascent.prepend(pairs.at(i));
        return ascent;
    }

    // Of all ways to pair lines in order, takes the one in which the most is alike.
    void addAligned(Block block)
    {
        m_pairs += block.pairs();
        if (block.pairs() == 0 || block.pairs() > LargestBlock || m_pairs > MostPairs) {
            addInOrder(block);
            return;
        }
        const int width = block.rightSize() + 1;
        const QList<int> weights = weightsOf(block);
        QList<int> best((block.leftSize() + 1) * width, 0); // What can be had from here on.
        for (int i = block.leftSize() - 1; i >= 0; --i) {
            for (int j = block.rightSize() - 1; j >= 0; --j) {
                const int paired = weights.at(i * width + j) + best.at((i + 1) * width + j + 1);
                best[i * width + j] = std::max({paired, best.at((i + 1) * width + j), best.at(i * width + j + 1)});
            }
        }
        int i = 0;
        int j = 0;
        while (i < block.leftSize() && j < block.rightSize()) {
            const int here = best.at(i * width + j);
            const int weight = weights.at(i * width + j);
            if (weight > 0 && here == weight + best.at((i + 1) * width + j + 1))
                addPair(block.left + i++, block.right + j++);
            else if (here == best.at((i + 1) * width + j))
                addLeft(block.left + i++);
            else
                addRight(block.right + j++);
        }
        addInOrder({block.left + i, block.leftEnd, block.right + j, block.rightEnd});
    }

    // How well each line on the left goes with each on the right, row by row with one column to spare; 0 not at all.
    QList<int> weightsOf(const Block &block) const
    {
        QList<QList<size_t>> rightWords;
        for (int j = block.right; j < block.rightEnd; ++j)
            rightWords.append(wordHashes(decoded(rightText(j))));
        QList<int> weights;
        for (int i = block.left; i < block.leftEnd; ++i) {
            const QList<size_t> leftWords = wordHashes(decoded(leftText(i)));
            const bool leftBlank = leftText(i).trimmed().isEmpty();
            for (int j = block.right; j < block.rightEnd; ++j) {
                const bool rightBlank = rightText(j).trimmed().isEmpty();
                if (leftBlank || rightBlank)
                    weights.append(leftBlank && rightBlank ? 50 : 0);
                else if (sameText(i, j))
                    weights.append(300);
                else
                    weights.append(10 + static_cast<int>(200 * likeness(leftWords, rightWords.at(j - block.right))));
            }
            weights.append(0);
        }
        return weights;
    }

    // --- rows -------------------------------------------------------------------------------------------------------

    void addSame(quint32 leftEnd)
    {
        while (m_leftDone < m_leftLines.size() && m_leftLines.at(m_leftDone).text.begin < leftEnd)
            addPair(m_leftDone, m_rightDone);
    }

    void addPair(int left, int right)
    {
        DiffRow row;
        row.left = {left, decoded(leftText(left)), {}, {}};
        row.right = {right, row.left.text, {}, {}};
        const QByteArrayView leftLineEnd = m_leftLines.at(left).end.in(m_left);
        const QByteArrayView rightLineEnd = m_rightLines.at(right).end.in(m_right);
        const bool open = leftLineEnd.isEmpty() || rightLineEnd.isEmpty();
        const bool sameEnd = leftLineEnd == rightLineEnd || (open && !m_endMatters);
        if (!sameText(left, right)) {
            row.kind = DiffRow::Kind::Changed;
            row.right.text = decoded(rightText(right));
            compareWords(row);
        } else if (!sameEnd) {
            row.kind = DiffRow::Kind::Changed;
        }
        if (!sameEnd && open) {
            (leftLineEnd.isEmpty() ? row.left : row.right).remark = openEnd();
        } else if (!sameEnd) {
            row.right.remark = QObject::tr("line end %1 → %2").arg(nameOf(leftLineEnd), nameOf(rightLineEnd));
        }
        m_leftDone = left + 1;
        m_rightDone = right + 1;
        m_rows.append(std::move(row));
    }

    void compareWords(DiffRow &row)
    {
        const ByteRange left = m_leftLines.at(row.left.line).text;
        const ByteRange right = m_rightLines.at(row.right.line).text;
        const qsizetype size = left.size() + right.size();
        m_compared += size;
        if (row.left.text.startsWith(u'\uFEFF') != row.right.text.startsWith(u'\uFEFF'))
            (row.left.text.startsWith(u'\uFEFF') ? row.left : row.right).remark = QObject::tr("byte order mark");
        if (row.left.text == row.right.text) {
            row.right.remark = QObject::tr("differs in bytes that are no text");
        } else if (size <= LongestLine && m_compared <= MostCompared) {
            WordChanges changes = wordChanges(row.left.text, row.right.text);
            row.left.changes = std::move(changes.left);
            row.right.changes = std::move(changes.right);
        } else {
            const Replacement replacement = narrowed({left, right}, m_left, m_right);
            row.left.changes = spanOf(replacement.before, left, m_left);
            row.right.changes = spanOf(replacement.after, right, m_right);
        }
    }

    static QList<TextSpan> spanOf(ByteRange range, ByteRange line, QByteArrayView text)
    {
        const qsizetype begin = utf16Length(ByteRange{line.begin, range.begin}.in(text));
        return range.isEmpty() ? QList<TextSpan>() : QList<TextSpan>{{begin, begin + utf16Length(range.in(text))}};
    }

    void addLeft(int line)
    {
        const QString remark = m_endMatters && m_leftLines.at(line).end.isEmpty() ? openEnd() : QString();
        m_rows.append({DiffRow::Kind::OnlyLeft, {line, decoded(leftText(line)), {}, remark}, {}});
        m_leftDone = line + 1;
    }

    void addRight(int line)
    {
        const QString remark = m_endMatters && m_rightLines.at(line).end.isEmpty() ? openEnd() : QString();
        m_rows.append({DiffRow::Kind::OnlyRight, {}, {line, decoded(rightText(line)), {}, remark}});
        m_rightDone = line + 1;
    }

    static QString openEnd() { return QObject::tr("no line end at the end"); }

    DiffRows finished()
    {
        QList<RowSpan> changes;
        const int count = static_cast<int>(m_rows.size());
        for (int row = 0; row < count; ++row) {
            if (m_rows.at(row).kind == DiffRow::Kind::Same)
                continue;
            if (!changes.isEmpty() && changes.last().end == row)
                ++changes.last().end;
            else
                changes.append({row, row + 1});
        }
        QList<RowSpan> folds = foldsAround(changes, count);
        return {std::move(m_rows), std::move(changes), std::move(folds)};
    }

    QByteArrayView m_left;
    QByteArrayView m_right;
    QList<Line> m_leftLines;
    QList<Line> m_rightLines;
    bool m_endMatters; // One text ends with a line end, the other does not.
    int m_leftDone = 0;
    int m_rightDone = 0;
    qsizetype m_pairs = 0;
    qsizetype m_compared = 0;
    QList<DiffRow> m_rows;
};

} // namespace

DiffRows DiffRows::of(QByteArrayView left, QByteArrayView right)
{
    return RowBuilder(left, right).run();
}

QList<RowSpan> foldsAround(const QList<RowSpan> &changes, int rowCount)
{
    QList<RowSpan> folds;
    int begin = 0;
    const auto close = [&](int end) {
        if (end - begin >= ShortestFold)
            folds.append({begin, end});
    };
    for (const RowSpan change : changes) {
        close(change.begin - Context);
        begin = change.end + Context;
    }
    if (!changes.isEmpty())
        close(rowCount);
    return folds;
}

} // namespace tearsheet
