// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/wordclashes.h"

#include "core/text/bytes.h"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

namespace tearsheet {

namespace {

using Kind = MergePart::Kind;

QByteArrayView words(QByteArrayView text)
{
    if (text.startsWith(byteOrderMark))
        text = text.sliced(byteOrderMark.size());
    while (!text.isEmpty() && isWhiteSpace(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isWhiteSpace(text.back()))
        text.chop(1);
    return text;
}

bool hasLineEnd(QByteArrayView text)
{
    return std::ranges::any_of(text, isLineEnd);
}

class Clashes
{
public:
    Clashes(const MergeTexts &texts, QList<MergePart> parts)
        : m_texts(texts), m_parts(std::move(parts)), m_clash(m_parts.size(), false)
    {}

    QList<MergePart> run()
    {
        findNeighbours();
        findRewritten();
        for (qsizetype i = 0; i < m_parts.size(); ++i)
            m_parts[i].kind = m_clash.at(i) ? Kind::Conflict : m_parts.at(i).kind;
        return std::move(m_parts);
    }

private:
    QByteArrayView before(const MergePart &part) const { return part.base.in(m_texts.base); }

    // What the side made of it that changed it.
    QByteArrayView after(const MergePart &part) const
    {
        return part.kind == Kind::Theirs ? part.theirs.in(m_texts.theirs) : part.mine.in(m_texts.mine);
    }

    bool changesWords(const MergePart &part) const
    {
        const bool ofOneSide = part.kind == Kind::Mine || part.kind == Kind::Theirs;
        return ofOneSide && words(before(part)) != words(after(part));
    }

    // Whether words on both sides of it are beside each other.
    bool isBetween(const MergePart &part) const
    {
        const auto isSign = [](char byte) { return isBlank(byte) || (isPunctuation(byte) && byte != '|'); };
        return std::ranges::all_of(before(part), isSign) && std::ranges::all_of(after(part), isSign);
    }

    void findNeighbours()
    {
        qsizetype last = -1;
        for (qsizetype i = 0; i < m_parts.size(); ++i) {
            const MergePart &part = m_parts.at(i);
            if (!changesWords(part)) {
                last = isBetween(part) ? last : -1;
                continue;
            }
            if (last >= 0 && m_parts.at(last).kind != part.kind)
                m_clash[last] = m_clash[i] = true;
            last = i;
        }
    }

    // Of the parts `[first, end)`, which begin in one line of the base.
    void lookAtLine(qsizetype first, qsizetype end, QByteArrayView line)
    {
        const auto sizeOf = [](QByteArrayView text) { return std::ranges::count_if(text, std::not_fn(isWhiteSpace)); };
        if (words(line).startsWith('|'))
            return;
        std::array<qsizetype, 2> rewritten{}; // By mine, by theirs.
        const auto counts = [&](const MergePart &part) {
            return changesWords(part) && !hasLineEnd(before(part)) && !hasLineEnd(after(part));
        };
        for (qsizetype i = first; i < end; ++i) {
            const MergePart &part = m_parts.at(i);
            if (counts(part))
                rewritten[part.kind == Kind::Theirs ? 1 : 0] += sizeOf(before(part));
        }
        if (std::ranges::min(rewritten) == 0 || 2 * std::ranges::max(rewritten) <= sizeOf(line))
            return;
        for (qsizetype i = first; i < end; ++i)
            m_clash[i] = m_clash.at(i) || counts(m_parts.at(i));
    }

    void findRewritten()
    {
        const QByteArrayView base = m_texts.base;
        for (qsizetype i = 0; i < m_parts.size();) {
            quint32 begin = m_parts.at(i).base.begin;
            quint32 end = begin;
            while (begin > 0 && !isLineEnd(base[begin - 1]))
                --begin;
            while (end < base.size() && !isLineEnd(base[end]))
                ++end;
            const qsizetype first = i;
            while (i < m_parts.size() && m_parts.at(i).base.begin <= end)
                ++i;
            lookAtLine(first, i, ByteRange{begin, end}.in(base));
        }
    }

    MergeTexts m_texts;
    QList<MergePart> m_parts;
    QList<bool> m_clash; // By part.
};

} // namespace

QList<MergePart> withClashes(const MergeTexts &texts, QList<MergePart> parts)
{
    return Clashes(texts, std::move(parts)).run();
}

} // namespace tearsheet
