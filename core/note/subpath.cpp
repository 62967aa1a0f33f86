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

std::optional<ByteRange> subpathRange(QStringView subpath, const NoteFacts &facts, QByteArrayView text)
{
    if (subpath.startsWith(u"#^"))
        return blockRange(subpath.sliced(2), facts, text);
    if (subpath.startsWith(u"#[^") && subpath.endsWith(u']'))
        return footnoteRange(subpath.sliced(3).chopped(1), facts, text);
    std::optional<ByteRange> found;
    int level = 0;
    qsizetype from = 0;
    for (const QStringView wanted : subpath.split(u'#', Qt::SkipEmptyParts)) {
        found.reset();
        for (qsizetype i = from; i < facts.headings.size() && !found; ++i) {
            const Heading &heading = facts.headings.at(i);
            if (level > 0 && heading.level <= level)
                break;
            if (headingMatches(plainInline(heading.text.in(text)), wanted)
                || headingMatches(QString::fromUtf8(heading.text.in(text)), wanted)) {
                found = ByteRange{heading.range.begin, sectionEnd(i, facts, text)};
                level = heading.level;
                from = i + 1;
            }
        }
        if (!found)
            return std::nullopt;
    }
    return found;
}

} // namespace tearsheet
