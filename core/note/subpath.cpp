// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/subpath.h"

#include <algorithm>

namespace tearsheet {

namespace {

quint32 sectionEnd(qsizetype heading, const NoteFacts &facts, QByteArrayView text)
{
    for (qsizetype i = heading + 1; i < facts.headings.size(); ++i) {
        if (facts.headings.at(i).level <= facts.headings.at(heading).level)
            return facts.headings.at(i).range.begin;
    }
    return static_cast<quint32>(text.size());
}

std::optional<ByteRange> blockRange(QStringView id, const NoteFacts &facts, QByteArrayView text)
{
    for (const BlockId &label : facts.blockIds) {
        if (id.compare(QString::fromUtf8(label.id.in(text)), Qt::CaseInsensitive) != 0)
            continue;
        const auto behind = std::ranges::upper_bound(facts.blocks, label.range.begin, {},
                                                     [](const Block &block) { return block.range.begin; });
        if (behind == facts.blocks.begin())
            return label.range;
        auto block = std::prev(behind);
        // Alone in its paragraph, the id labels the block above.
        const bool alone = block->range.in(text).trimmed() == label.range.in(text);
        if (alone && block != facts.blocks.begin())
            --block;
        return ByteRange{block->range.begin, label.range.end};
    }
    return std::nullopt;
}

// The line in which the footnote `id` is defined.
std::optional<ByteRange> footnoteRange(QStringView id, const NoteFacts &facts, QByteArrayView text)
{
    for (const Mark &mark : facts.marks) {
        if (mark.kind != MarkKind::FootnoteDefinition
            || id.compare(QString::fromUtf8(mark.text.in(text)), Qt::CaseInsensitive) != 0)
            continue;
        const qsizetype end = text.indexOf('\n', mark.range.end);
        return ByteRange::of(mark.range.begin, end < 0 ? text.size() : end);
    }
    return std::nullopt;
}

} // namespace

HeadingLookup::HeadingLookup(const NoteFacts &facts, QByteArrayView text)
    : m_facts(facts), m_text(text), m_keys(facts.headings.size())
{}

QList<int> HeadingLookup::reached(QStringView subpath)
{
    if (subpath.startsWith(u"#^") || subpath.startsWith(u"#[^"))
        return {};
    QList<int> result;
    int from = 0;
    for (const QStringView part : subpath.split(u'#', Qt::SkipEmptyParts)) {
        const QString wanted = headingKey(part);
        const int level = result.isEmpty() ? 0 : m_facts.headings.at(result.last()).level;
        int found = -1;
        for (int i = from; i < m_facts.headings.size() && found < 0; ++i) {
            if (level > 0 && m_facts.headings.at(i).level <= level)
                break;
            const Keys &keys = keysOf(i);
            if (keys.plain == wanted || keys.written == wanted)
                found = i;
        }
        if (found < 0)
            return {};
        result.append(found);
        from = found + 1;
    }
    return result;
}

const HeadingLookup::Keys &HeadingLookup::keysOf(int heading)
{
    std::optional<Keys> &keys = m_keys[heading];
    if (!keys) {
        const QByteArrayView written = m_facts.headings.at(heading).text.in(m_text);
        keys = Keys{headingKey(plainInline(written)), headingKey(QString::fromUtf8(written))};
    }
    return *keys;
}

std::optional<ByteRange> subpathRange(QStringView subpath, const NoteFacts &facts, QByteArrayView text)
{
    if (subpath.startsWith(u"#^"))
        return blockRange(subpath.sliced(2), facts, text);
    if (subpath.startsWith(u"#[^") && subpath.endsWith(u']'))
        return footnoteRange(subpath.sliced(3).chopped(1), facts, text);
    const QList<int> reached = HeadingLookup(facts, text).reached(subpath);
    if (reached.isEmpty())
        return std::nullopt;
    return ByteRange{facts.headings.at(reached.last()).range.begin, sectionEnd(reached.last(), facts, text)};
}

} // namespace tearsheet
