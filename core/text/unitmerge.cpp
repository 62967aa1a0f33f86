// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/unitmerge.h"

#include <utility>

namespace tearsheet {

namespace {

using Kind = MergePart::Kind;

MergePart spanOf(Kind kind, const MergePart &first, const MergePart &last)
{
    return {kind,
            {first.base.begin, last.base.end},
            {first.mine.begin, last.mine.end},
            {first.theirs.begin, last.theirs.end}};
}

} // namespace

MergePart takeFront(MergePart &part, Kind kind, quint32 baseSize, quint32 size)
{
    const auto take = [](ByteRange &range, quint32 count) {
        const quint32 begin = std::exchange(range.begin, range.begin + count);
        return ByteRange{begin, range.begin};
    };
    return {kind, take(part.base, baseSize), take(part.mine, size), take(part.theirs, size)};
}

MergePart takeBack(MergePart &part, Kind kind, quint32 baseSize, quint32 size)
{
    const auto take = [](ByteRange &range, quint32 count) {
        const quint32 end = std::exchange(range.end, range.end - count);
        return ByteRange{range.end, end};
    };
    return {kind, take(part.base, baseSize), take(part.mine, size), take(part.theirs, size)};
}

MergePart UnitMerge::whole() const
{
    const auto all = [](QByteArrayView text) { return ByteRange::of(0, text.size()); };
    return {Kind::Conflict, all(m_texts.base), all(m_texts.mine), all(m_texts.theirs)};
}

Kind UnitMerge::kindOf(const MergePart &part) const
{
    if (mine(part) == theirs(part))
        return mine(part) == base(part) ? Kind::Same : Kind::Both;
    return mine(part) == base(part) ? Kind::Theirs : theirs(part) == base(part) ? Kind::Mine : Kind::Conflict;
}

QList<MergePart> UnitMerge::inWholeUnits(QList<MergePart> parts) const
{
    QList<MergePart> result;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        MergePart part = parts.at(i);
        if (part.kind == Kind::Conflict) {
            while (!areStarts(part.base.begin, part.mine.begin, part.theirs.begin) && !result.isEmpty())
                growBack(part, result);
            while (!areStarts(part.base.end, part.mine.end, part.theirs.end) && i + 1 < parts.size()) {
                if (growForth(part, parts[i + 1]))
                    ++i;
            }
        }
        result.append(part);
    }
    return result;
}

void UnitMerge::growBack(MergePart &conflict, QList<MergePart> &before) const
{
    MergePart &last = before.last();
    const quint32 start = last.base.isEmpty() ? last.base.begin : startOfLast(last.base);
    if (last.kind != Kind::Same || start <= last.base.begin) {
        conflict = spanOf(Kind::Conflict, before.takeLast(), conflict);
        return;
    }
    const quint32 size = last.base.end - start;
    conflict = spanOf(Kind::Conflict, takeBack(last, Kind::Same, size, size), conflict);
}

// Whether nothing is left of `next`.
bool UnitMerge::growForth(MergePart &conflict, MergePart &next) const
{
    const quint32 end = next.base.isEmpty() ? next.base.end : endOfFirst(next.base);
    if (next.kind != Kind::Same || end >= next.base.end) {
        conflict = spanOf(Kind::Conflict, conflict, next);
        return true;
    }
    const quint32 size = end - next.base.begin;
    conflict = spanOf(Kind::Conflict, conflict, takeFront(next, Kind::Same, size, size));
    return false;
}

void UnitMerge::add(const MergePart &part)
{
    if (part.base.isEmpty() && part.mine.isEmpty() && part.theirs.isEmpty())
        return;
    if (!m_parts.isEmpty() && m_parts.last().kind == part.kind)
        m_parts.last() = spanOf(part.kind, m_parts.last(), part);
    else
        m_parts.append(part);
}

QList<MergePart> conflictsOf(const QList<Replacement> &differences, qsizetype mineSize, qsizetype theirsSize)
{
    QList<MergePart> parts;
    MergePart rest{MergePart::Kind::Same, {}, ByteRange::of(0, mineSize), ByteRange::of(0, theirsSize)};
    for (const auto &[before, after] : differences) {
        if (const quint32 same = before.begin - rest.mine.begin; same > 0)
            parts.append(takeFront(rest, MergePart::Kind::Same, 0, same));
        parts.append({MergePart::Kind::Conflict, {}, before, after});
        rest.mine.begin = before.end;
        rest.theirs.begin = after.end;
    }
    if (!rest.mine.isEmpty())
        parts.append(rest);
    return parts;
}

} // namespace tearsheet
