// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/wordchanges.h"

#include "core/text/bytes.h"
#include "core/text/lineindex.h"
#include "core/text/piecediff.h"
#include "core/text/tablebar.h"

#include <QHash>
#include <QTextBoundaryFinder>

#include <algorithm>
#include <span>

namespace tearsheet {

namespace {

constexpr qsizetype MostHashes = 64;
constexpr int MostWordDifferences = 500;
constexpr qsizetype LeastCommon = 4; // One letter in so many; with fewer, what is equal is equal by chance.

/// A stretch of one line that the other has in place of it.
struct Run
{
    TextSpan left;
    TextSpan right;
};

QStringView in(QStringView line, TextSpan span)
{
    return line.sliced(span.begin, span.size());
}

bool isInWord(QChar c)
{
    return c.isLetterOrNumber() || c.isSurrogate();
}

// The line cut at all bounds of words: also what stands between two words is a piece.
QList<TextSpan> wordsOf(QStringView line)
{
    QList<TextSpan> words;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, line);
    for (qsizetype begin = 0, end = finder.toNextBoundary(); end > begin; end = finder.toNextBoundary()) {
        words.append({begin, end});
        begin = end;
    }
    return words;
}

// The cells of a table's row; none where `line` does not begin as one.
QList<TextSpan> cellsOf(QStringView line)
{
    const QByteArray text = line.toUtf8();
    const auto end = static_cast<quint32>(text.size());
    quint32 begin = 0;
    while (begin < end && (isBlank(text[begin]) || text[begin] == '>'))
        ++begin;
    QList<TextSpan> cells;
    if (begin == end || text[begin] != '|')
        return cells;
    const auto units = [&](quint32 from, quint32 to) { return utf16Length(ByteRange{from, to}.in(text)); };
    ++begin;
    for (qsizetype place = begin; begin < end;) {
        const quint32 bar = nextBar(begin, end, text);
        const ByteRange cell = trimmed({begin, bar}, text);
        const qsizetype cellBegin = place + units(begin, cell.begin);
        const qsizetype cellEnd = cellBegin + units(cell.begin, cell.end);
        if (bar < end || !cell.isEmpty())
            cells.append({cellBegin, cellEnd});
        place = cellEnd + units(cell.end, bar) + 1;
        begin = bar + 1;
    }
    return cells;
}

// The UTF-16 units of the line as bytes, for a comparison that only asks which of them are equal.
PiecedText piecesOf(QStringView line, const QList<TextSpan> &spans)
{
    const auto bytes = std::as_bytes(std::span(line));
    const auto offset = [](qsizetype unit) { return static_cast<quint32>(unit * qsizetype{sizeof(QChar)}); };
    PiecedText pieces{QByteArrayView(bytes), {}, offset(line.size())};
    for (const TextSpan span : spans)
        pieces.pieces.append({offset(span.begin), offset(span.end)});
    return pieces;
}

QList<Run> runsOf(QStringView left, const QList<TextSpan> &leftPieces, QStringView right,
                  const QList<TextSpan> &rightPieces)
{
    const auto spanOf = [](ByteRange range) { return TextSpan{range.begin / 2, range.end / 2}; };
    QList<Run> runs;
    for (const Replacement &replacement :
         pieceDiff(piecesOf(left, leftPieces), piecesOf(right, rightPieces), MostWordDifferences))
        runs.append({spanOf(replacement.before), spanOf(replacement.after)});
    return runs;
}

// Runs with nothing but blanks and signs between them are read as one.
QList<Run> joined(const QList<Run> &runs, QStringView left)
{
    QList<Run> result;
    for (const Run &run : runs) {
        if (result.isEmpty() || std::ranges::any_of(in(left, {result.last().left.end, run.left.begin}), isInWord))
            result.append(run);
        else
            result.last() = {{result.last().left.begin, run.left.end}, {result.last().right.begin, run.right.end}};
    }
    return result;
}

WordChanges changesOf(const QList<Run> &runs)
{
    WordChanges changes;
    for (const Run &run : runs) {
        if (run.left.size() > 0)
            changes.left.append(run.left);
        if (run.right.size() > 0)
            changes.right.append(run.right);
    }
    return changes;
}

// A few words in common by chance, far apart, only make a line hard to read.
bool areAlien(const QList<Run> &runs, QStringView left, QStringView right)
{
    const auto letters = [](QStringView text) -> qsizetype { return std::ranges::count_if(text, isInWord); };
    qsizetype common = letters(left);
    const qsizetype all = std::max(common, letters(right));
    for (const Run &run : runs)
        common -= letters(in(left, run.left));
    return runs.size() > 1 && common * LeastCommon < all;
}

TextSpan withoutBlanks(QStringView line)
{
    const QStringView text = line.trimmed();
    const qsizetype begin = text.isEmpty() ? 0 : text.begin() - line.begin();
    return {begin, begin + text.size()};
}

WordChanges cellChanges(QStringView left, QStringView right)
{
    const QList<TextSpan> leftCells = cellsOf(left);
    const QList<TextSpan> rightCells = cellsOf(right);
    QList<Run> runs;
    if (leftCells.isEmpty() || rightCells.isEmpty())
        return {};
    if (leftCells.size() == rightCells.size()) {
        for (qsizetype i = 0; i < leftCells.size(); ++i) {
            if (in(left, leftCells.at(i)) != in(right, rightCells.at(i)))
                runs.append({leftCells.at(i), rightCells.at(i)});
        }
        return changesOf(runs);
    }
    // Of a run, the cells without the bars between them.
    WordChanges changes;
    for (const Run &run : runsOf(left, leftCells, right, rightCells)) {
        const auto add = [](QList<TextSpan> &spans, TextSpan changed, const QList<TextSpan> &cells) {
            for (const TextSpan cell : cells) {
                if (cell.size() > 0 && changed.begin <= cell.begin && cell.end <= changed.end)
                    spans.append(cell);
            }
        };
        add(changes.left, run.left, leftCells);
        add(changes.right, run.right, rightCells);
    }
    return changes;
}

} // namespace

WordChanges wordChanges(QStringView left, QStringView right)
{
    // Where only the blanks around cells differ, these are shown.
    if (const WordChanges cells = cellChanges(left, right); cells != WordChanges())
        return cells;
    const QList<Run> runs = joined(runsOf(left, wordsOf(left), right, wordsOf(right)), left);
    return changesOf(areAlien(runs, left, right) ? QList<Run>{{withoutBlanks(left), withoutBlanks(right)}} : runs);
}

QList<size_t> wordHashes(QStringView line)
{
    QList<size_t> hashes;
    for (const TextSpan word : wordsOf(line)) {
        if (hashes.size() < MostHashes && std::ranges::any_of(in(line, word), isInWord))
            hashes.append(qHash(in(line, word)));
    }
    std::ranges::sort(hashes);
    return hashes;
}

double likeness(const QList<size_t> &one, const QList<size_t> &other)
{
    qsizetype common = 0;
    for (auto i = one.begin(), j = other.begin(); i != one.end() && j != other.end();) {
        if (*i == *j)
            ++common;
        const bool step = *i <= *j;
        const bool otherStep = *j <= *i;
        i += step;
        j += otherStep;
    }
    const qsizetype all = one.size() + other.size();
    return all == 0 ? 0 : 2.0 * static_cast<double>(common) / static_cast<double>(all);
}

} // namespace tearsheet
