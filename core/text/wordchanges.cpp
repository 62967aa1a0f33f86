// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/wordchanges.h"

#include "core/text/linediff.h"

#include <QHash>
#include <QTextBoundaryFinder>

#include <algorithm>

namespace tearsheet {

namespace {

constexpr qsizetype MostHashes = 64;
constexpr qsizetype LeastCommon = 4; // One letter in so many; with fewer, what is equal is equal by chance.

/// Tokens `[leftBegin, leftEnd)` of one line stand in place of those of the other.
struct Run
{
    qsizetype leftBegin;
    qsizetype leftEnd;
    qsizetype rightBegin;
    qsizetype rightEnd;
};

QStringView in(QStringView line, TextSpan span)
{
    return line.sliced(span.begin, span.size());
}

bool isWord(QStringView text)
{
    return std::ranges::any_of(text, [](QChar c) { return c.isLetterOrNumber() || c.isSurrogate(); });
}

// The line cut at all bounds of words: also what stands between two words is a token.
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

TextSpan withoutBlanks(QStringView line, TextSpan span)
{
    while (span.begin < span.end && line[span.begin].isSpace())
        ++span.begin;
    while (span.end > span.begin && line[span.end - 1].isSpace())
        --span.end;
    return span;
}

// The cells of a table's row; none where `line` does not begin as one. A bar in a link or behind a backslash separates
// nothing.
QList<TextSpan> cellsOf(QStringView line)
{
    qsizetype at = 0;
    while (at < line.size() && (line[at].isSpace() || line[at] == u'>'))
        ++at;
    QList<TextSpan> cells;
    if (at == line.size() || line[at] != u'|')
        return cells;
    qsizetype begin = ++at;
    while (at < line.size()) {
        if (line[at] == u'|') {
            cells.append(withoutBlanks(line, {begin, at}));
            begin = at + 1;
        } else if (line[at] == u'\\') {
            ++at;
        } else if (line.sliced(at).startsWith(u"[[")) {
            at = std::max(at, line.indexOf(u"]]", at));
        }
        ++at;
    }
    if (const TextSpan last = withoutBlanks(line, {std::min(begin, line.size()), line.size()}); last.size() > 0)
        cells.append(last);
    return cells;
}

// Every token a line, for the comparison of lines.
QByteArray asLines(QStringView line, const QList<TextSpan> &tokens)
{
    QString lines;
    lines.reserve(line.size() + tokens.size());
    for (const TextSpan token : tokens)
        lines.append(in(line, token)).append(u'\n');
    return lines.toUtf8();
}

QList<Run> runsOf(QStringView left, const QList<TextSpan> &leftTokens, QStringView right,
                  const QList<TextSpan> &rightTokens)
{
    const QByteArray before = asLines(left, leftTokens);
    const QByteArray after = asLines(right, rightTokens);
    QList<Run> runs;
    ByteRange leftSeen;
    ByteRange rightSeen;
    qsizetype leftToken = 0;
    qsizetype rightToken = 0;
    const auto advance = [](QByteArrayView lines, quint32 to, ByteRange &seen, qsizetype &token) {
        seen = {seen.end, to};
        token += seen.in(lines).count('\n');
        return token;
    };
    for (const Replacement &replacement : lineDiff(before, after)) {
        Run run{};
        run.leftBegin = advance(before, replacement.before.begin, leftSeen, leftToken);
        run.leftEnd = advance(before, replacement.before.end, leftSeen, leftToken);
        run.rightBegin = advance(after, replacement.after.begin, rightSeen, rightToken);
        run.rightEnd = advance(after, replacement.after.end, rightSeen, rightToken);
        runs.append(run);
    }
    return runs;
}

WordChanges spansOf(const QList<Run> &runs, const QList<TextSpan> &leftTokens, const QList<TextSpan> &rightTokens)
{
    WordChanges changes;
    for (const Run &run : runs) {
        if (run.leftBegin < run.leftEnd)
            changes.left.append({leftTokens.at(run.leftBegin).begin, leftTokens.at(run.leftEnd - 1).end});
        if (run.rightBegin < run.rightEnd)
            changes.right.append({rightTokens.at(run.rightBegin).begin, rightTokens.at(run.rightEnd - 1).end});
    }
    return changes;
}

// Runs with nothing but blanks and signs between them are read as one.
QList<Run> joined(const QList<Run> &runs, QStringView left, const QList<TextSpan> &leftTokens)
{
    QList<Run> result;
    for (const Run &run : runs) {
        const bool apart =
            result.isEmpty()
            || std::any_of(leftTokens.begin() + result.last().leftEnd, leftTokens.begin() + run.leftBegin,
                           [&](TextSpan token) { return isWord(in(left, token)); });
        if (apart) {
            result.append(run);
        } else {
            result.last().leftEnd = run.leftEnd;
            result.last().rightEnd = run.rightEnd;
        }
    }
    return result;
}

qsizetype letters(QStringView line, const QList<TextSpan> &tokens)
{
    qsizetype count = 0;
    for (const TextSpan token : tokens)
        count += isWord(in(line, token)) ? token.size() : 0;
    return count;
}

WordChanges cellChanges(QStringView left, QStringView right)
{
    const QList<TextSpan> leftCells = cellsOf(left);
    const QList<TextSpan> rightCells = cellsOf(right);
    if (leftCells.isEmpty() || rightCells.isEmpty())
        return {};
    if (leftCells.size() != rightCells.size())
        return spansOf(runsOf(left, leftCells, right, rightCells), leftCells, rightCells);
    WordChanges changes;
    for (qsizetype i = 0; i < leftCells.size(); ++i) {
        if (in(left, leftCells.at(i)) == in(right, rightCells.at(i)))
            continue;
        if (leftCells.at(i).size() > 0)
            changes.left.append(leftCells.at(i));
        if (rightCells.at(i).size() > 0)
            changes.right.append(rightCells.at(i));
    }
    return changes;
}

} // namespace

WordChanges wordChanges(QStringView left, QStringView right)
{
    // Where only the blanks around cells differ, these are shown.
    if (const WordChanges cells = cellChanges(left, right); cells != WordChanges())
        return cells;
    const QList<TextSpan> leftWords = wordsOf(left);
    const QList<TextSpan> rightWords = wordsOf(right);
    const QList<Run> runs = joined(runsOf(left, leftWords, right, rightWords), left, leftWords);
    const WordChanges changes = spansOf(runs, leftWords, rightWords);
    const qsizetype all = std::max(letters(left, leftWords), letters(right, rightWords));
    qsizetype common = letters(left, leftWords);
    for (const Run &run : runs)
        common -= letters(left, leftWords.sliced(run.leftBegin, run.leftEnd - run.leftBegin));
    const bool alien = runs.size() > 1 && common * LeastCommon < all;
    return alien ? WordChanges{{withoutBlanks(left, {0, left.size()})}, {withoutBlanks(right, {0, right.size()})}}
                 : changes;
}

QList<size_t> wordHashes(QStringView line)
{
    QList<size_t> hashes;
    for (const TextSpan word : wordsOf(line)) {
        if (hashes.size() < MostHashes && isWord(in(line, word)))
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
