// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/merge.h"

#include "core/text/linediff.h"
#include "core/text/unitmerge.h"
#include "core/text/wordclashes.h"
#include "core/text/wordpieces.h"

#include <algorithm>
#include <utility>

namespace tearsheet {

namespace {

using Kind = MergePart::Kind;

// These bound what hostile texts cost: a place with more words that come or go, and all beyond so many bytes of such
// places, are conflicts.
constexpr int MostWordDifferences = 500;
constexpr qint64 MostBytesByWords = 256 * 1024;

constexpr QByteArrayView Windows = "\r\n";
constexpr QByteArrayView Unix = "\n";

// Line ends are tails here, so that a text whose line ends were all converted has no line that differs.
PiecedText linesAndEnds(QByteArrayView text)
{
    PiecedText lines = PiecedText::lines(text);
    for (ByteRange &line : lines.pieces) {
        const QByteArrayView bytes = line.in(text);
        line.end -= bytes.endsWith("\r\n") ? 2u : bytes.endsWith('\n') ? 1u : 0u;
    }
    return lines;
}

QList<Replacement> lineChanges(QByteArrayView before, QByteArrayView after)
{
    return pieceDiff(linesAndEnds(before), linesAndEnds(after), mostLineDifferences);
}

QByteArrayView withoutEnd(QByteArrayView line)
{
    return line.chopped(line.endsWith(Windows) ? 2 : line.endsWith(Unix) ? 1 : 0);
}

bool startsLine(QByteArrayView text, qsizetype offset)
{
    return offset == 0 || text[offset - 1] == '\n';
}

// The bytes of `text` up to its last line, which may be empty.
quint32 lastLineStart(QByteArrayView text)
{
    qsizetype start = text.size();
    while (!startsLine(text, start))
        --start;
    return static_cast<quint32>(start);
}

// The first line of what is at `range`, and the last.
ByteRange firstLine(QByteArrayView text, ByteRange range)
{
    const qsizetype newline = range.in(text).indexOf('\n');
    return {range.begin, newline < 0 ? range.end : range.begin + static_cast<quint32>(newline + 1)};
}

ByteRange lastLine(QByteArrayView text, ByteRange range)
{
    return {range.begin + lastLineStart(range.in(text).chopped(range.isEmpty() ? 0 : 1)), range.end};
}

// How many bytes the lines have that both texts begin with.
quint32 commonFirstLines(QByteArrayView one, QByteArrayView other)
{
    return lastLineStart(one.first(std::ranges::mismatch(one, other).in1 - one.begin()));
}

// How many bytes the lines have that both texts end with.
quint32 commonLastLines(QByteArrayView one, QByteArrayView other)
{
    const qsizetype shorter = std::min(one.size(), other.size());
    qsizetype common = 0;
    while (common < shorter && one[one.size() - common - 1] == other[other.size() - common - 1])
        ++common;
    while (common > 0 && !(startsLine(one, one.size() - common) && startsLine(other, other.size() - common)))
        --common;
    return static_cast<quint32>(common);
}

bool isRowEnd(char character)
{
    return character == '\n' || character == '\r';
}

// The line end that most lines of `text` have; empty where none ends.
QByteArrayView commonLineEnd(QByteArrayView text)
{
    const qsizetype all = text.count(Unix);
    return all == 0 ? QByteArrayView() : 2 * text.count(Windows) > all ? Windows : Unix;
}

class ThreeWay final : public UnitMerge
{
public:
    explicit ThreeWay(const MergeTexts &texts) : UnitMerge(texts) {}

    QList<MergePart> run()
    {
        const QList<MergePart> groups = changeGroups(m_texts, whole(), lineChanges(m_texts.base, m_texts.mine),
                                                     lineChanges(m_texts.base, m_texts.theirs), Spacing::Counts);
        for (const MergePart &part : inWholeUnits(groups)) {
            if (part.kind == Kind::Conflict)
                compareWords(part);
            else
                add(part);
        }
        return std::move(m_parts);
    }

private:
    bool areStarts(quint32 base, quint32 mine, quint32 theirs) const override
    {
        return startsLine(m_texts.base, base) && startsLine(m_texts.mine, mine) && startsLine(m_texts.theirs, theirs);
    }

    quint32 startOfLast(ByteRange range) const override
    {
        return range.begin + lastLineStart(range.in(m_texts.base).chopped(1));
    }

    quint32 endOfFirst(ByteRange range) const override
    {
        const qsizetype newline = range.in(m_texts.base).indexOf('\n');
        return newline < 0 ? range.end : range.begin + static_cast<quint32>(newline + 1);
    }

    void compareWords(const MergePart &part)
    {
        const qint64 size = qint64{part.base.size()} + part.mine.size() + part.theirs.size();
        if (size > m_bytesLeft || kindOf(part) != Kind::Conflict) {
            addConflict(part);
            return;
        }
        m_bytesLeft -= size;
        const PiecedText words = wordPieces(m_texts.base, part.base);
        const auto changes = [&](QByteArrayView text, ByteRange range) {
            return pieceDiff(words, wordPieces(text, range), MostWordDifferences);
        };
        const QList<MergePart> groups = changeGroups(m_texts, part, changes(m_texts.mine, part.mine),
                                                     changes(m_texts.theirs, part.theirs), Spacing::Yields);
        for (const MergePart &group : inWholeUnits(withClashes(m_texts, groups))) {
            if (group.kind == Kind::Conflict)
                addConflict(group);
            else
                add(group);
        }
    }

    // Without the lines at both ends that are no part of the conflict.
    void addConflict(MergePart part)
    {
        const quint32 first =
            std::min(commonFirstLines(mine(part), theirs(part)), commonFirstLines(mine(part), base(part)));
        add(takeFront(part, Kind::Same, first, first));
        add(takeFront(part, Kind::Both, 0, commonFirstLines(mine(part), theirs(part))));
        const quint32 last =
            std::min(commonLastLines(mine(part), theirs(part)), commonLastLines(mine(part), base(part)));
        const MergePart same = takeBack(part, Kind::Same, last, last);
        const MergePart both = takeBack(part, Kind::Both, 0, commonLastLines(mine(part), theirs(part)));
        takeLinesWithOtherEnds(part);
        part.kind = kindOf(part);
        add(part);
        for (const MergePart &line : m_linesBehind)
            add(line);
        add(both);
        add(same);
    }

    // Nor are lines at both ends of it that all three have, each maybe with another line end. Those in front are added,
    // those behind are left for after the conflict.
    void takeLinesWithOtherEnds(MergePart &part)
    {
        m_linesBehind.clear();
        while (const auto line = lineWithOtherEnd(part, firstLine)) {
            part.base.begin = line->base.end;
            part.mine.begin = line->mine.end;
            part.theirs.begin = line->theirs.end;
            add(*line);
        }
        while (const auto line = lineWithOtherEnd(part, lastLine)) {
            part.base.end = line->base.begin;
            part.mine.end = line->mine.begin;
            part.theirs.end = line->theirs.begin;
            m_linesBehind.prepend(*line);
        }
    }

    std::optional<MergePart> lineWithOtherEnd(const MergePart &part,
                                              ByteRange (*lineOf)(QByteArrayView, ByteRange)) const
    {
        MergePart line{Kind::Same, lineOf(m_texts.base, part.base), lineOf(m_texts.mine, part.mine),
                       lineOf(m_texts.theirs, part.theirs)};
        const QByteArrayView body = withoutEnd(base(line));
        if (!base(line).endsWith('\n') || !mine(line).endsWith('\n') || !theirs(line).endsWith('\n')
            || withoutEnd(mine(line)) != body || withoutEnd(theirs(line)) != body)
            return std::nullopt;
        line.kind = kindOf(line);
        return line.kind == Kind::Conflict ? std::nullopt : std::optional(line);
    }

    qint64 m_bytesLeft = MostBytesByWords;
    QList<MergePart> m_linesBehind;
};

} // namespace

Merge Merge::of(QByteArrayView base, QByteArrayView mine, QByteArrayView theirs)
{
    Merge merge;
    merge.m_parts = ThreeWay({base, mine, theirs}).run();
    merge.compareLineEnds(base, mine, theirs);
    return merge;
}

Merge Merge::withoutBase(QByteArrayView mine, QByteArrayView theirs)
{
    Merge merge;
    merge.m_parts = conflictsOf(lineDiff(mine, theirs), mine.size(), theirs.size());
    merge.compareLineEnds({}, mine, theirs);
    return merge;
}

// The line end of a text is merged, too: whoever changed it, meant to. Mine counts where the origin says nothing.
void Merge::compareLineEnds(QByteArrayView base, QByteArrayView mine, QByteArrayView theirs)
{
    const QByteArrayView own = commonLineEnd(mine);
    const QByteArrayView other = commonLineEnd(theirs);
    if (own.isEmpty() || other.isEmpty() || own == other)
        return;
    const bool theyChanged = own == commonLineEnd(base);
    m_lineEnds = {theyChanged ? Take::Mine : Take::Theirs, (theyChanged ? own : other).toByteArray(),
                  (theyChanged ? other : own).toByteArray()};
}

int Merge::conflictCount() const
{
    return static_cast<int>(std::ranges::count(m_parts, Kind::Conflict, &MergePart::kind));
}

bool Merge::mayTakeBoth(int conflict) const
{
    for (const MergePart &part : m_parts) {
        if (part.kind == Kind::Conflict && conflict-- == 0)
            return !part.isEither;
    }
    return false;
}

int Merge::theirCount() const
{
    return static_cast<int>(std::ranges::count(m_parts, Kind::Theirs, &MergePart::kind));
}

QByteArray Merge::text(QByteArrayView mine, QByteArrayView theirs, const QList<Take> &takes) const
{
    QByteArray text;
    qsizetype conflicts = 0;
    bool wasConflict = false;
    for (const MergePart &part : m_parts) {
        Take take = part.kind == Kind::Theirs ? Take::Theirs : Take::Mine;
        if (part.kind == Kind::Conflict)
            take = takes.value(conflicts++, Take::Mine);
        const QByteArrayView first = take == Take::Theirs ? QByteArrayView() : part.mine.in(mine);
        const QByteArrayView second = take == Take::Mine ? QByteArrayView() : part.theirs.in(theirs);
        // Conflicts are of whole rows: one may end with a last row without an end, and rows of the other side follow.
        const bool isConflict = part.kind == Kind::Conflict;
        const QByteArrayView next = first.isEmpty() ? second : first;
        if (m_lineEnd && (isConflict || wasConflict) && !text.isEmpty() && !next.isEmpty() && !isRowEnd(text.back())
            && !isRowEnd(next.front()))
            text += *m_lineEnd;
        wasConflict = isConflict;
        if (take != Take::MineThenTheirs) {
            text += take == Take::Mine ? first : second;
            continue;
        }
        append(text, first, Take::Mine);
        const bool isEnded = first.endsWith('\n') || (m_lineEnd && first.endsWith('\r'));
        if (!first.isEmpty() && !second.isEmpty() && !isEnded)
            text += m_lineEnd                                                 ? *m_lineEnd
                    : m_lineEnds                                              ? m_lineEnds->right
                    : (mine.contains('\n') ? mine : theirs).contains(Windows) ? Windows
                                                                              : Unix;
        append(text, second, Take::Theirs);
    }
    return text;
}

// What stands beside the other side's lines ends as those do.
void Merge::append(QByteArray &text, QByteArrayView bytes, Take side) const
{
    if (!m_lineEnds || m_lineEnds->side != side) {
        text += bytes;
        return;
    }
    // What begins in the middle of a line end, or ends there, goes on with the other part of it.
    for (qsizetype begin = 0; begin < bytes.size();) {
        const qsizetype newline = bytes.indexOf('\n', begin);
        const qsizetype end = newline < 0 ? bytes.size() : newline + 1;
        text += bytes.sliced(begin, end - begin);
        const bool isWindows = text.endsWith(Windows);
        if (newline >= 0 && isWindows == (m_lineEnds->wrong == Windows)) {
            text.chop(m_lineEnds->wrong.size());
            text += m_lineEnds->right;
        }
        begin = end;
    }
}

std::optional<EditScript> carriedOver(const EditScript &edit, const QByteArray &base, const QByteArray &now)
{
    if (now == base)
        return edit;
    const Result<QByteArray> mine = edit.apply(base);
    if (!mine)
        return std::nullopt;
    const Merge merge = Merge::of(base, *mine, now);
    return merge.isClean() ? std::optional(EditScript::between(now, merge.text(*mine, now))) : std::nullopt;
}

} // namespace tearsheet
