// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/changegroups.h"

#include "core/text/bytes.h"
#include "core/text/lineindex.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tearsheet {

namespace {

/// The changes of one side, walked from front to back.
struct Side
{
    QByteArrayView text;
    QList<Replacement> changes;
    quint32 at = 0; ///< Where the group begins in `text`.
    qsizetype first = 0;
    qsizetype next = 0; ///< Changes `[first, next)` are in the group.

    bool isInGroup() const { return first < next; }
    const Replacement &last() const { return changes.at(next - 1); }
    const Replacement *upcoming() const { return next < changes.size() ? &changes.at(next) : nullptr; }
};

bool isDeletion(const Replacement &change)
{
    return change.after.isEmpty();
}

// Cuts deletions where those of the other side begin or end, so that what both deleted is the same change.
QList<Replacement> cutDeletions(const QList<Replacement> &changes, const QList<Replacement> &others)
{
    QList<Replacement> result;
    auto other = others.begin();
    for (Replacement change : changes) {
        while (other != others.end() && other->before.end <= change.before.begin)
            ++other;
        const auto cutAt = [&](quint32 place) {
            if (isDeletion(change) && change.before.begin < place && place < change.before.end)
                result.append({{std::exchange(change.before.begin, place), place}, change.after});
        };
        for (auto it = other; it != others.end() && it->before.begin < change.before.end; ++it) {
            if (isDeletion(*it)) {
                cutAt(it->before.begin);
                cutAt(it->before.end);
            }
        }
        result.append(change);
    }
    return result;
}

class GroupWalk
{
public:
    GroupWalk(const MergeTexts &texts, const MergePart &region, const QList<Replacement> &mine,
              const QList<Replacement> &theirs, Spacing spacing)
        : m_base(texts.base), m_region(region),
          m_sides{Side{texts.mine, cutDeletions(mine, theirs), region.mine.begin},
                  Side{texts.theirs, cutDeletions(theirs, mine), region.theirs.begin}},
          m_at(region.base.begin), m_spacing(spacing)
    {}

    QList<MergePart> run()
    {
        while (Side *side = earlier()) {
            addSame(side->upcoming()->before.begin);
            takeGroup(side);
        }
        addSame(m_region.base.end);
        return std::move(m_parts);
    }

private:
    // The side whose next change comes first; insertions come in front of what stands there.
    Side *earlier()
    {
        const Replacement *mine = m_sides[0].upcoming();
        const Replacement *theirs = m_sides[1].upcoming();
        if (!mine && !theirs)
            return nullptr;
        return theirs && (!mine || theirs->before < mine->before) ? &m_sides[1] : &m_sides[0];
    }

    Side &opposite(const Side *side) { return m_sides[side == &m_sides[0] ? 1 : 0]; }

    void addSame(quint32 baseEnd)
    {
        if (baseEnd > m_at)
            addPart(MergePart::Kind::Same, baseEnd, {baseEnd - m_at, baseEnd - m_at});
    }

    void addPart(MergePart::Kind kind, quint32 baseEnd, std::array<quint32, 2> sizes)
    {
        const auto pass = [](quint32 &at, quint32 size) {
            const quint32 begin = std::exchange(at, at + size);
            return ByteRange{begin, at};
        };
        m_parts.append(
            {kind, pass(m_at, baseEnd - m_at), pass(m_sides[0].at, sizes[0]), pass(m_sides[1].at, sizes[1])});
    }

    void takeGroup(Side *side)
    {
        for (Side &one : m_sides)
            one.first = one.next;
        quint32 end = m_at;
        do {
            end = std::max(end, side->upcoming()->before.end);
            ++side->next;
            side = earlier();
        } while (side && opposite(side).isInGroup() && clash(*side));
        std::array<quint32, 2> sizes{};
        for (size_t i = 0; i < 2; ++i) {
            const Side &one = m_sides[i];
            const quint32 changed = one.isInGroup() ? one.last().after.end - one.at : 0;
            const quint32 unchanged = end - (one.isInGroup() ? one.last().before.end : m_at);
            sizes[i] = changed + unchanged;
        }
        addPart(kindOfGroup(), end, sizes);
    }

    // Whether the next change of `side` clashes with the other side's last one in the group.
    bool clash(const Side &side)
    {
        const Side &other = opposite(&side);
        const Replacement &one = *side.upcoming();
        const Replacement &last = other.last();
        if (one.before.overlaps(last.before))
            return true;
        const bool touch = one.before.begin <= last.before.end && last.before.begin <= one.before.end;
        const bool inserts = one.before.isEmpty() || last.before.isEmpty();
        return touch && inserts && !exchangesSpacing(one, side) && !exchangesSpacing(last, other);
    }

    MergePart::Kind kindOfGroup() const
    {
        const auto &[mine, theirs] = m_sides;
        if (!theirs.isInGroup())
            return MergePart::Kind::Mine;
        if (!mine.isInGroup())
            return MergePart::Kind::Theirs;
        const bool oneEach = mine.next - mine.first == 1 && theirs.next - theirs.first == 1;
        if (oneEach && mine.last().before == theirs.last().before
            && mine.last().after.in(mine.text) == theirs.last().after.in(theirs.text))
            return MergePart::Kind::Both;
        if (m_spacing == Spacing::Yields) {
            const bool mineYields = changesSpacingAlone(mine);
            if (mineYields != changesSpacingAlone(theirs))
                return mineYields ? MergePart::Kind::Theirs : MergePart::Kind::Mine;
        }
        return MergePart::Kind::Conflict;
    }

    bool changesSpacingAlone(const Side &side) const
    {
        return std::all_of(side.changes.begin() + side.first, side.changes.begin() + side.next,
                           [&](const Replacement &change) { return isSpacing(change, side); });
    }

    bool exchangesSpacing(const Replacement &change, const Side &side) const
    {
        return !change.before.isEmpty() && !change.after.isEmpty() && isSpacing(change, side);
    }

    // Blanks for blanks or a line end for a line end.
    bool isSpacing(const Replacement &change, const Side &side) const
    {
        const QByteArrayView before = change.before.in(m_base);
        const QByteArrayView after = change.after.in(side.text);
        const auto isEnd = [](QByteArrayView bytes) {
            return !bytes.isEmpty() && lineEndLength(bytes, 0) == bytes.size();
        };
        return (std::ranges::all_of(before, isBlank) && std::ranges::all_of(after, isBlank))
               || (isEnd(before) && isEnd(after));
    }

    QByteArrayView m_base;
    MergePart m_region;
    std::array<Side, 2> m_sides;
    quint32 m_at; ///< Where the group begins in the base.
    Spacing m_spacing;
    QList<MergePart> m_parts;
};

} // namespace

QList<MergePart> changeGroups(const MergeTexts &texts, const MergePart &region, const QList<Replacement> &mine,
                              const QList<Replacement> &theirs, Spacing spacing)
{
    return GroupWalk(texts, region, mine, theirs, spacing).run();
}

} // namespace tearsheet
