// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/parsenote.h"

#include "core/note/bodylines.h"
#include "core/note/dates.h"
#include "core/note/definitions.h"
#include "core/note/frontmatter.h"
#include "core/note/highlightfinder.h"
#include "core/note/linescanner.h"
#include "core/note/linksyntax.h"
#include "core/note/mask.h"
#include "core/note/oddityfinders.h"
#include "core/text/bytes.h"
#include "core/text/textfile.h"

#include <algorithm>

namespace tearsheet {

namespace {

BlockKind blockKindOf(MarkdownKind kind)
{
    switch (kind) {
    case MarkdownKind::Heading:
        return BlockKind::Heading;
    case MarkdownKind::Rule:
        return BlockKind::Rule;
    case MarkdownKind::List:
        return BlockKind::List;
    case MarkdownKind::Quote:
        return BlockKind::Quote;
    case MarkdownKind::Code:
        return BlockKind::Code;
    case MarkdownKind::Html:
        return BlockKind::Html;
    case MarkdownKind::Table:
        return BlockKind::Table;
    default:
        return BlockKind::Paragraph;
    }
}

/// Collects the facts of a note's body while the parser tells of it.
class FactsVisitor : public MarkdownVisitor
{
public:
    FactsVisitor(QByteArrayView text, NoteFacts &facts)
        : m_text(text), m_facts(facts), m_lines(text, facts.body), m_mask(text, facts.body, BareUrls::Mask),
          m_highlights(m_mask.bytes(), facts.body, facts), m_hasDefinitions(find(m_mask.bytes(), "]:") >= 0)
    {}

    void run()
    {
        visitMarkdown(m_mask.bytes(), *this, MarkdownDetail::Facts);
        closeBlocks();
        if (m_hasDefinitions)
            m_facts.definitions = findDefinitions(m_lines, m_leaves, m_mask.bytes(), m_text);
        std::ranges::stable_sort(m_facts.marks, {}, [](const Mark &mark) { return mark.range.begin; });
        std::ranges::stable_sort(m_facts.links, {}, [](const Link &link) { return link.range.begin; });
    }

    void enter(const MarkdownElement &element) override
    {
        if (element.topLevel)
            openBlock(element);
        switch (element.kind) {
        case MarkdownKind::Heading:
            addHeading(element);
            beginLeaf(element);
            break;
        case MarkdownKind::Paragraph:
            beginLeaf(element);
            findPipeRows(m_lines, element.firstLine, element.lastLine, m_text, m_facts);
            break;
        case MarkdownKind::Table:
            addTable(element);
            break;
        case MarkdownKind::TableCell:
        case MarkdownKind::Emphasis:
        case MarkdownKind::Strong:
            m_highlights.enterContainer();
            break;
        case MarkdownKind::Text:
            addSpans(element.literal);
            m_highlights.addText(element.literal);
            m_lastText = element.literal;
            break;
        case MarkdownKind::Code:
            if (element.topLevel)
                findUnclosedCode(m_lines, element.firstLine, element.lastLine, m_text, m_facts);
            [[fallthrough]];
        case MarkdownKind::Html:
            beginLeaf(element);
            [[fallthrough]];
        case MarkdownKind::InlineCode:
        case MarkdownKind::InlineHtml:
            // Nothing in here counts, but the numbers of short spans go on from the last one seen.
            if (Mask::isIn(element.literal))
                m_mask.pieces(element.literal);
            m_highlights.skip(element.literal);
            break;
        case MarkdownKind::Link:
            ++m_openLinks;
            m_lastText = {};
            [[fallthrough]];
        case MarkdownKind::Image:
            m_begins.append(m_searched);
            m_highlights.enterContainer();
            break;
        default:
            break;
        }
    }

    void leave(const MarkdownElement &element) override
    {
        if (element.kind >= MarkdownKind::TableCell) {
            m_highlights.leaveContainer();
            m_highlights.skip(element.url);
            m_highlights.skip(element.title);
        }
        if (element.kind == MarkdownKind::Link) {
            --m_openLinks;
            const quint32 begin = m_begins.takeLast();
            if (!addAngleUrl(element.url))
                addMarkdownLink(element.url, false, begin);
        } else if (element.kind == MarkdownKind::Image) {
            addMarkdownLink(element.url, true, m_begins.takeLast());
        } else if (element.kind == MarkdownKind::Table) {
            addSurplusSpans();
        }
    }

private:
    void beginLeaf(const MarkdownElement &element)
    {
        m_leaf = m_lines.lines(element.firstLine, element.lastLine);
        m_searched = m_leaf.begin;
        m_failures = 0;
        m_highlights.beginLeaf(m_leaf);
        if (m_hasDefinitions)
            m_leaves.append({element.firstLine, element.lastLine,
                             element.kind == MarkdownKind::Paragraph
                                 || (element.kind == MarkdownKind::Heading && element.firstLine < element.lastLine)});
    }

    void openBlock(const MarkdownElement &element)
    {
        const quint32 begin = m_lines.blockBegin(element);
        const bool empty = m_facts.blocks.isEmpty();
        if (empty || begin > m_facts.blocks.last().range.begin)
            m_facts.blocks.append({{begin, begin}, blockKindOf(element.kind), 0});
    }

    void closeBlocks()
    {
        QList<Block> &blocks = m_facts.blocks;
        const quint32 size = static_cast<quint32>(m_text.size());
        if (m_facts.body < (blocks.isEmpty() ? size : blocks.first().range.begin))
            blocks.prepend({{m_facts.body, 0}, BlockKind::Blank, 0});
        if (m_facts.body > 0)
            blocks.prepend({{0, 0}, m_facts.frontMatter.isEmpty() ? BlockKind::Blank : BlockKind::FrontMatter, 0});
        for (qsizetype i = 0; i < blocks.size(); ++i) {
            blocks[i].range.end = i + 1 < blocks.size() ? blocks.at(i + 1).range.begin : size;
            blocks[i].hash = contentHash(blocks.at(i).range.in(m_text));
        }
    }

    void addHeading(const MarkdownElement &element)
    {
        const ByteRange range = m_lines.lines(element.firstLine, element.lastLine);
        const quint32 firstEnd = m_lines.lines(element.firstLine, element.firstLine).end;
        const ByteRange text{static_cast<quint32>(linePrefix(m_text, range.begin, firstEnd).end), range.end};
        QByteArrayView bytes = text.in(m_text);
        if (bytes.startsWith('#')) {
            while (bytes.startsWith('#'))
                bytes = bytes.sliced(1);
            bytes = bytes.trimmed();
            QByteArrayView open = bytes;
            while (open.endsWith('#'))
                open.chop(1);
            if (open.isEmpty() || open.endsWith(' ') || open.endsWith('\t'))
                bytes = open.trimmed();
        } else {
            // Underlined: all but the last line that is not blank.
            bytes = bytes.trimmed();
            const qsizetype underline = bytes.lastIndexOf('\n') + 1;
            if (bytes.sliced(underline) == "---")
                m_facts.oddities.append({range, OddityKind::AccidentalHeading});
            bytes = bytes.first(underline).trimmed();
        }
        m_facts.headings.append({range, rangeOf(bytes, text.begin), element.level});
    }

    ByteRange rangeOf(QByteArrayView bytes, quint32 whereEmpty) const
    {
        return bytes.isEmpty()
                   ? ByteRange{whereEmpty, whereEmpty}
                   : ByteRange::of(bytes.data() - m_text.data(), bytes.data() + bytes.size() - m_text.data());
    }

    void addTable(const MarkdownElement &element)
    {
        const TableLines lines = m_lines.table(element);
        const TableOutline table{.range = {m_lines.begin(lines.header), m_lines.begin(lines.last + 1)},
                                 .header = m_lines.tableRow(lines.header),
                                 .delimiter = m_lines.tableRow(lines.header + 1),
                                 .rowCount = std::max(0, lines.last - lines.header - 1),
                                 .heading = static_cast<int>(m_facts.headings.size()) - 1};
        const qsizetype width = cutCells(table.header, m_text).size();
        m_surplus.clear();
        int last = lines.last;
        while (last > lines.header + 1 && isTextLine(m_lines.tableRow(last), table.header, m_text))
            --last;
        for (int line = lines.header + 2; line <= last; ++line) {
            const ByteRange row = m_lines.tableRow(line);
            const QList<ByteRange> cells = cutCells(row, m_text);
            if (cells.size() == width)
                continue;
            m_facts.oddities.append({row, cells.size() > width ? OddityKind::SurplusCells : OddityKind::MissingCells});
            if (cells.size() > width)
                m_surplus.append({cells.at(width).begin, row.end});
        }
        if (last < lines.last)
            m_facts.oddities.append({m_lines.tableRow(last + 1), OddityKind::GluedText});
        m_facts.tables.append(table);
        beginLeaf(element);
        m_leaf = table.range;
        m_highlights.beginLeaf(m_leaf);
        m_searched = m_leaf.begin;
    }

    // The parser drops cells beyond the header; what they say counts all the same.
    void addSurplusSpans()
    {
        for (const ByteRange surplus : std::as_const(m_surplus)) {
            auto span = std::ranges::lower_bound(m_mask.spans(), surplus.begin, {},
                                                 [](const MaskedSpan &masked) { return masked.range.begin; });
            for (; span != m_mask.spans().end() && span->range.end <= surplus.end; ++span)
                addSpan(*span);
        }
    }

    void addSpans(QByteArrayView literal)
    {
        if (!Mask::isIn(literal))
            return;
        for (const Mask::Piece &piece : m_mask.pieces(literal)) {
            if (piece.span >= 0)
                addSpan(m_mask.spans().at(piece.span));
        }
    }

    void addSpan(const MaskedSpan &span)
    {
        switch (span.kind) {
        case SpanKind::WikiLink:
            addWikiLink(span.range);
            break;
        case SpanKind::Tag:
            m_facts.tags.append({span.range, {span.range.begin + 1, span.range.end}, false});
            break;
        case SpanKind::BlockId:
            m_facts.blockIds.append({span.range, {span.range.begin + 1, span.range.end}});
            break;
        case SpanKind::Comment:
            addMark(MarkKind::Comment, span.range, 2, 2);
            // Links in comments count, tags do not.
            for (const MaskedSpan &inner :
                 findSpans(m_text.first(span.range.end - 2), span.range.begin + 2, BareUrls::Leave)) {
                if (inner.kind == SpanKind::WikiLink)
                    addWikiLink(inner.range);
            }
            break;
        case SpanKind::Math: {
            const quint32 dollars = span.range.in(m_text).startsWith("$$") ? 2 : 1;
            addMark(MarkKind::Math, span.range, dollars, dollars);
            break;
        }
        case SpanKind::TaskMark:
            addMark(MarkKind::Task, span.range, 1, 1);
            break;
        case SpanKind::CalloutMark: {
            const QByteArrayView bytes = span.range.in(m_text);
            const qsizetype bar = bytes.indexOf('|');
            const qsizetype end = bar < 0 ? bytes.indexOf(']') : bar;
            addMark(MarkKind::Callout, span.range, 2, static_cast<quint32>(bytes.size() - end));
            break;
        }
        case SpanKind::FootnoteMark: {
            const bool definition = span.range.end < m_text.size() && m_text[span.range.end] == ':'
                                    && m_lines.isTextBegin(span.range.begin);
            addMark(definition ? MarkKind::FootnoteDefinition : MarkKind::Footnote, span.range, 2, 1);
            break;
        }
        case SpanKind::Url:
            // Inside a link's text it is text.
            if (m_openLinks == 0)
                addUrl(span.range, span.range);
            break;
        }
    }

    void addMark(MarkKind kind, ByteRange range, quint32 before, quint32 behind)
    {
        m_facts.marks.append({range, {range.begin + before, range.end - behind}, kind});
    }

    void addUrl(ByteRange range, ByteRange url)
    {
        Link link = markdownLink(range, {url.end, url.end}, url, false, m_text);
        link.kind = LinkKind::Url;
        m_facts.links.append(link);
    }

    // `<https://…>`: the parser gives it out as a link whose text is its URL.
    bool addAngleUrl(QByteArrayView url)
    {
        const QByteArrayView written =
            url.startsWith("mailto:") && !m_lastText.startsWith("mailto:") ? url.sliced(7) : url;
        if (m_lastText != written || written.isEmpty())
            return false;
        const qsizetype found =
            m_text.first(m_leaf.end).indexOf(QByteArray('<' + written.toByteArray() + '>'), m_searched);
        if (found < 0)
            return false;
        const ByteRange range = ByteRange::of(found, found + written.size() + 2);
        addUrl(range, {range.begin + 1, range.end - 1});
        m_searched = range.end;
        return true;
    }

    void addWikiLink(ByteRange range)
    {
        const Link link = wikiLinkAt(range, m_text);
        m_facts.links.append(link);
        if (range.begin > 0 && m_text[range.begin - 1] == '[' && m_text.sliced(range.end).startsWith('('))
            m_facts.oddities.append({range, OddityKind::NestedBrackets});
        const bool inTable = !m_facts.tables.isEmpty() && m_facts.tables.last().range.contains(range);
        const QByteArrayView bytes = range.in(m_text);
        if (!inTable) {
            if (!link.display.isEmpty() && bytes.contains("\\|"))
                m_facts.oddities.append({range, OddityKind::EscapedBarInText});
            return;
        }
        for (qsizetype bar = bytes.indexOf('|'); bar > 0; bar = bytes.indexOf('|', bar + 1)) {
            if (bytes[bar - 1] != '\\') {
                m_facts.oddities.append({range, OddityKind::BareBarInTable});
                return;
            }
        }
    }

    // The parser's columns are unreliable, so the link is looked for: the next `](` of the block whose destination
    // reads as the parser says. Reference links have none; after a few of them in one block the search gives up looking
    // far.
    void addMarkdownLink(QByteArrayView url, bool image, quint32 earliest)
    {
        const QByteArray wanted = m_mask.restored(url);
        quint32 from = m_searched;
        for (int looked = 0; looked < (m_failures < 8 ? 64 : 1); ++looked) {
            const qsizetype found = find(m_text.first(m_leaf.end), "](", from);
            if (found < 0)
                break;
            const quint32 middle = static_cast<quint32>(found);
            from = middle + 2;
            const auto destination = destinationAt(middle + 2, m_leaf.end, m_text);
            if (!destination || unescapedDestination(destination->range.in(m_text)) != wanted)
                continue;
            const auto open = openingBracket(middle, earliest);
            const bool isImage = open && *open > 0 && m_text[*open - 1] == '!';
            if (open && (isImage || !image)) {
                const quint32 begin = *open - (image ? 1 : 0);
                m_facts.links.append(markdownLink({begin, destination->linkEnd}, {*open + 1, middle},
                                                  destination->range, image, m_text));
                m_searched = destination->linkEnd;
                return;
            }
        }
        ++m_failures;
    }

    // Not before `earliest`, where the last link in front of this one ends.
    std::optional<quint32> openingBracket(quint32 close, quint32 earliest) const
    {
        constexpr quint32 LongestText = 4096;
        const quint32 first = std::max(earliest, close - std::min(close, LongestText));
        int depth = 0;
        for (quint32 i = close; i > first; --i) {
            const char byte = m_text[i - 1];
            const bool escaped = i >= 2 && m_text[i - 2] == '\\';
            if (byte == ']' && !escaped)
                ++depth;
            else if (byte == '[' && !escaped && depth-- == 0)
                return i - 1;
        }
        return std::nullopt;
    }

    QByteArrayView m_text;
    NoteFacts &m_facts;
    BodyLines m_lines;
    Mask m_mask;
    HighlightFinder m_highlights;
    ByteRange m_leaf;       // The paragraph, heading or table whose inside the parser tells of.
    quint32 m_searched = 0; // Up to here Markdown links of the leaf have been found.
    int m_failures = 0;
    QList<ByteRange> m_surplus;
    QList<LeafLines> m_leaves;
    QByteArrayView m_lastText; // The text inside the link that the parser tells of.
    QList<quint32> m_begins;   // For each open link and image, how far links had been found when it began.
    int m_openLinks = 0;
    bool m_hasDefinitions;
};

} // namespace

NoteFacts parseNote(QByteArrayView text)
{
    NoteFacts facts;
    readFrontMatter(text, facts);
    FactsVisitor(text, facts).run();
    readDates(text, facts);
    findMisplacedFrontMatter(text, facts);
    std::ranges::stable_sort(facts.oddities, {}, [](const Oddity &oddity) { return oddity.range.begin; });
    // Notes are kept by the thousand.
    facts.links.squeeze();
    facts.blocks.squeeze();
    facts.headings.squeeze();
    facts.tables.squeeze();
    facts.tags.squeeze();
    facts.properties.squeeze();
    facts.marks.squeeze();
    return facts;
}

} // namespace tearsheet
