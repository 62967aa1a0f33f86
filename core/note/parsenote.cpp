// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/parsenote.h"

#include "core/note/bodylines.h"
#include "core/note/dates.h"
#include "core/note/definitions.h"
#include "core/note/frontmatter.h"
#include "core/note/highlightfinder.h"
#include "core/note/linescanner.h"
#include "core/note/linkfinder.h"
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
          m_highlights(m_mask.bytes(), facts.body, facts), m_links(text, m_mask, m_lines),
          m_hasDefinitions(find(m_mask.bytes(), "]:") >= 0)
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
        case MarkdownKind::TableRow:
            ++m_row;
            m_cell = -1;
            m_cells.clear();
            break;
        case MarkdownKind::TableCell:
            ++m_cell;
            m_isCellFound = false;
            [[fallthrough]];
        case MarkdownKind::Emphasis:
        case MarkdownKind::Strong:
            m_highlights.enterContainer();
            break;
        case MarkdownKind::Text:
            addSpans(element.literal);
            m_highlights.addText(element.literal);
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
            [[fallthrough]];
        case MarkdownKind::Image:
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
            addMarkdownLink(element.url, false);
        } else if (element.kind == MarkdownKind::Image) {
            addMarkdownLink(element.url, true);
        } else if (element.kind == MarkdownKind::Table) {
            m_row = -1;
            addSurplus();
        }
    }

private:
    void beginLeaf(const MarkdownElement &element)
    {
        const ByteRange leaf = m_lines.lines(element.firstLine, element.lastLine);
        m_highlights.beginLeaf(leaf);
        m_links.beginLeaf(leaf);
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
        m_highlights.beginLeaf(table.range);
        m_links.beginLeaf(table.range);
        m_table = lines;
        m_row = -1;
    }

    // The parser drops cells beyond the header; what they say counts all the same.
    void addSurplus()
    {
        for (const ByteRange surplus : std::as_const(m_surplus)) {
            auto span = std::ranges::lower_bound(m_mask.spans(), surplus.begin, {},
                                                 [](const MaskedSpan &masked) { return masked.range.begin; });
            for (; span != m_mask.spans().end() && span->range.end <= surplus.end; ++span)
                addSpan(*span);
            const quint32 body = m_facts.body;
            for (const ByteRange cell : cutCells({surplus.begin - body, surplus.end - body}, m_mask.bytes())) {
                m_links.beginLeaf({cell.begin + body, cell.end + body});
                m_facts.links += m_links.takeAll();
            }
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

    void addMarkdownLink(QByteArrayView url, bool image)
    {
        findCell();
        if (const std::optional<Link> link = m_links.take(url, image))
            m_facts.links.append(*link);
    }

    // Each cell of a table is read for itself; most hold no Markdown link, so it is looked for only then.
    void findCell()
    {
        if (m_row < 0 || m_isCellFound)
            return;
        m_isCellFound = true;
        const quint32 body = m_facts.body;
        if (m_cells.isEmpty()) {
            const ByteRange row = m_lines.tableRow(m_table.header + (m_row == 0 ? 0 : m_row + 1));
            m_cells = cutCells({row.begin - body, row.end - body}, m_mask.bytes());
        }
        if (m_cell < m_cells.size())
            m_links.beginLeaf({m_cells.at(m_cell).begin + body, m_cells.at(m_cell).end + body});
    }

    QByteArrayView m_text;
    NoteFacts &m_facts;
    BodyLines m_lines;
    Mask m_mask;
    HighlightFinder m_highlights;
    LinkFinder m_links;
    QList<ByteRange> m_surplus;
    QList<LeafLines> m_leaves;
    TableLines m_table;       // The table whose inside the parser tells of,
    int m_row = -1;           // its row, the header's is 0; none outside tables,
    int m_cell = -1;          // and the cell of that.
    QList<ByteRange> m_cells; // The row's cells in the masked bytes, where they are needed.
    bool m_isCellFound = false;
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
