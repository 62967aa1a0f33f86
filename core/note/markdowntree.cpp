// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/markdowntree.h"

#include "core/note/bodylines.h"
#include "core/note/frontmatter.h"
#include "core/note/highlights.h"
#include "core/note/linksyntax.h"
#include "core/note/mask.h"
#include "core/text/textfile.h"

#include <QRegularExpression>

#include <algorithm>

namespace tearsheet {

namespace {

using namespace Qt::StringLiterals;

bool isLeaf(MarkdownKind kind)
{
    switch (kind) {
    case MarkdownKind::Code:
    case MarkdownKind::Html:
    case MarkdownKind::Rule:
    case MarkdownKind::Text:
    case MarkdownKind::InlineCode:
    case MarkdownKind::InlineHtml:
    case MarkdownKind::SoftBreak:
    case MarkdownKind::HardBreak:
        return true;
    default:
        return false;
    }
}

struct ImageSize
{
    int width = 0;
    int height = 0;
};

/// "100" or "100x145", in pixels.
std::optional<ImageSize> imageSize(QStringView text)
{
    static const QRegularExpression size(u"\\A\\s*([0-9]{1,5})(?:x([0-9]{1,5}))?\\s*\\z"_s);
    const QRegularExpressionMatch match = size.matchView(text);
    if (!match.hasMatch())
        return std::nullopt;
    return ImageSize{match.capturedView(1).toInt(), match.capturedView(2).toInt()};
}

QString titleCase(const QString &word)
{
    return word.isEmpty() ? word : word.at(0).toUpper() + word.sliced(1);
}

/// Builds the tree of a note's body while the parser tells of it.
class TreeVisitor : public MarkdownVisitor
{
public:
    TreeVisitor(QByteArrayView text, quint32 body) : m_text(text), m_lines(text, body), m_mask(text, body) {}

    QList<MarkdownBlock> run()
    {
        visitMarkdown(m_mask.bytes(), *this);
        closeBlocks();
        return std::move(m_blocks);
    }

    void enter(const MarkdownElement &element) override
    {
        if (element.topLevel)
            openBlock(element);
        if (m_skipping) {
            skip(element, true);
            return;
        }
        if (isLeaf(element.kind))
            addLeaf(element);
        else
            open(element);
    }

    void leave(const MarkdownElement &element) override
    {
        if (m_skipping && element.kind >= MarkdownKind::Emphasis) {
            skip(element, false);
            return;
        }
        m_skipping = false;
        close(element);
    }

private:
    QList<MarkdownNode> &nodes() { return m_blocks.last().nodes; }
    MarkdownNode &current() { return nodes()[m_open.last()]; }
    MarkdownKind currentKind() { return m_open.isEmpty() ? MarkdownKind::Paragraph : current().kind; }

    void openBlock(const MarkdownElement &element)
    {
        const quint32 begin = m_lines.blockBegin(element);
        if (m_blocks.isEmpty() || begin > m_blocks.last().source.begin)
            m_blocks.append({{begin, begin}, 0, {}});
    }

    void closeBlocks()
    {
        // A definition anywhere in the note changes what a reference in another block shows.
        quint64 definitions = 0;
        static const QRegularExpression definition(u"^ {0,3}\\[[^\\]\\n]+\\]:.*$"_s,
                                                   QRegularExpression::MultilineOption);
        if (m_mask.bytes().contains("]:")) {
            auto matches = definition.globalMatch(QString::fromUtf8(m_mask.bytes()));
            while (matches.hasNext())
                definitions = definitions * 31 + contentHash(matches.next().captured().toUtf8());
        }
        for (qsizetype i = 0; i < m_blocks.size(); ++i) {
            MarkdownBlock &block = m_blocks[i];
            block.source.end =
                i + 1 < m_blocks.size() ? m_blocks.at(i + 1).source.begin : static_cast<quint32>(m_text.size());
            block.hash = contentHash(block.source.in(m_text)) ^ definitions;
        }
    }

    // --- containers ---------------------------------------------------------------------------------------------

    void open(const MarkdownElement &element)
    {
        MarkdownNode node{.kind = element.kind,
                          .level = element.level,
                          .align = element.align,
                          .ordered = element.ordered,
                          .tight = element.tight};
        switch (element.kind) {
        case MarkdownKind::Table:
            m_table = m_lines.table(element);
            m_row = -1;
            node.source = m_lines.lines(m_table.header, m_table.last);
            break;
        case MarkdownKind::TableRow:
            ++m_row;
            node.source = m_lines.tableRow(m_table.header + (m_row == 0 ? 0 : m_row + 1));
            m_cells = cutCells(node.source, m_text);
            m_cell = 0;
            break;
        case MarkdownKind::TableCell:
            node.source = m_cell < m_cells.size()
                              ? m_cells.at(m_cell)
                              : ByteRange{nodes()[m_open.last()].source.end, nodes()[m_open.last()].source.end};
            ++m_cell;
            break;
        case MarkdownKind::Link:
        case MarkdownKind::Image:
            setDestination(node, m_mask.restored(element.url));
            node.title = QString::fromUtf8(m_mask.restored(element.title));
            break;
        default:
            if (element.kind < MarkdownKind::Emphasis)
                node.source = m_lines.lines(element.firstLine, element.lastLine);
            break;
        }
        push(std::move(node));
    }

    void close(const MarkdownElement &element)
    {
        if (element.kind == MarkdownKind::TableRow)
            addSurplusCells();
        if (element.kind == MarkdownKind::Image)
            finishImage();
        if (m_highlights && element.kind >= MarkdownKind::Paragraph)
            wrapHighlights(nodes(), m_open.last());
        if (element.kind == MarkdownKind::Paragraph || element.kind == MarkdownKind::Heading)
            m_highlights = false;
        pop();
        if (element.kind == MarkdownKind::Paragraph && nodes().last().kind == MarkdownKind::Paragraph
            && nodes().last().count == 0)
            nodes().removeLast();
    }

    void push(MarkdownNode node)
    {
        m_open.append(nodes().size());
        nodes().append(std::move(node));
        m_mergeable = false;
    }

    void pop()
    {
        const qsizetype index = m_open.takeLast();
        nodes()[index].count = static_cast<quint32>(nodes().size() - index - 1);
        m_mergeable = false;
    }

    void add(MarkdownNode node)
    {
        nodes().append(std::move(node));
        m_mergeable = false;
    }

    // --- a callout's title line, which is no part of its first paragraph --------------------------------------------

    void skip(const MarkdownElement &element, bool entering)
    {
        if (!isLeaf(element.kind))
            m_skipDepth += entering ? 1 : -1;
        else if (m_skipDepth == 0
                 && (element.kind == MarkdownKind::SoftBreak || element.kind == MarkdownKind::HardBreak))
            m_skipping = false;
    }

    // --- leaves -----------------------------------------------------------------------------------------------------

    void addLeaf(const MarkdownElement &element)
    {
        switch (element.kind) {
        case MarkdownKind::Text:
            addText(element.literal);
            break;
        case MarkdownKind::SoftBreak:
        case MarkdownKind::HardBreak:
            trimTextEnd();
            add({.kind = element.kind});
            break;
        case MarkdownKind::InlineHtml:
            addInlineHtml(element.literal);
            break;
        default: {
            MarkdownNode node{.kind = element.kind, .text = QString::fromUtf8(m_mask.restored(element.literal))};
            const bool comment = node.kind == MarkdownKind::Html && node.text.trimmed().startsWith(u"<!--"_s)
                                 && node.text.indexOf(u"-->"_s) >= node.text.trimmed().size() - 4;
            if (comment)
                return;
            if (node.kind < MarkdownKind::Emphasis)
                node.source = m_lines.lines(element.firstLine, element.lastLine);
            if (node.kind == MarkdownKind::Code) {
                const QString info = QString::fromUtf8(m_mask.restored(element.info)).trimmed();
                node.info = info.section(u' ', 0, 0);
            }
            add(std::move(node));
        }
        }
    }

    void addInlineHtml(QByteArrayView literal)
    {
        const QString html = QString::fromUtf8(m_mask.restored(literal));
        static const QRegularExpression lineBreak(u"\\A<br\\s*/?>\\z"_s, QRegularExpression::CaseInsensitiveOption);
        if (lineBreak.match(html).hasMatch())
            add({.kind = MarkdownKind::HardBreak});
        else if (!html.startsWith(u"<!--"_s))
            add({.kind = MarkdownKind::InlineHtml, .text = html});
    }

    void addText(QByteArrayView literal)
    {
        m_highlights = m_highlights || literal.contains("==");
        const QList<Mask::Piece> pieces = m_mask.pieces(literal);
        for (qsizetype i = 0; i < pieces.size(); ++i) {
            const Mask::Piece &piece = pieces.at(i);
            if (m_skipping)
                return;
            if (piece.span < 0) {
                addPlain(QString::fromUtf8(piece.text));
                continue;
            }
            addSpan(m_mask.spans().at(piece.span), i + 1 < pieces.size() ? pieces.at(i + 1).text : QByteArrayView());
        }
    }

    void addPlain(QString text)
    {
        if (m_dropBlank) {
            text = text.startsWith(u':') ? text.sliced(1).trimmed().isEmpty() ? QString() : text.sliced(1) : text;
            while (text.startsWith(u' '))
                text.removeFirst();
            m_dropBlank = false;
        }
        if (text.isEmpty())
            return;
        if (m_mergeable)
            nodes().last().text += text;
        else
            add({.kind = MarkdownKind::Text, .text = text});
        m_mergeable = true;
    }

    void trimTextEnd()
    {
        if (!m_mergeable)
            return;
        QString &text = nodes().last().text;
        while (text.endsWith(u' '))
            text.chop(1);
        if (text.isEmpty())
            nodes().removeLast();
        m_mergeable = false;
    }

    void addSpan(const MaskedSpan &span, QByteArrayView next)
    {
        const ByteRange range = span.range;
        const QByteArrayView bytes = range.in(m_text);
        switch (span.kind) {
        case SpanKind::WikiLink:
            addWikiLink(range);
            break;
        case SpanKind::Tag:
            add({.kind = MarkdownKind::Tag, .source = range, .text = QString::fromUtf8(bytes.sliced(1))});
            break;
        case SpanKind::Math: {
            const qsizetype dollars = bytes.startsWith("$$") ? 2 : 1;
            add({.kind = MarkdownKind::Math,
                 .source = range,
                 .text = QString::fromUtf8(bytes.sliced(dollars, bytes.size() - 2 * dollars)).trimmed(),
                 .level = dollars == 2 ? 1 : 0});
            break;
        }
        case SpanKind::Comment:
        case SpanKind::Url:
            break;
        case SpanKind::BlockId:
            trimTextEnd();
            break;
        case SpanKind::FootnoteMark:
            addFootnoteMark(range, next.startsWith(':'));
            break;
        case SpanKind::TaskMark:
            addTaskMark(range);
            break;
        case SpanKind::CalloutMark:
            addCalloutMark(range);
            break;
        }
    }

    void addWikiLink(ByteRange range)
    {
        const Link link = wikiLinkAt(range, m_text);
        MarkdownNode node{.kind = link.embed ? MarkdownKind::Image : MarkdownKind::Link,
                          .source = range,
                          .target = linkTarget(link, m_text),
                          .subpath = linkSubpath(link, m_text)};
        if (!link.embed) {
            node.count = 1;
            add(std::move(node));
            add({.kind = MarkdownKind::Text, .text = linkDisplay(link, m_text)});
            return;
        }
        if (!link.display.isEmpty())
            node.text = QString::fromUtf8(link.display.in(m_text));
        takeSize(node);
        add(std::move(node));
    }

    // The last part behind a bar is a size where it is numeric, otherwise it is caption.
    static void takeSize(MarkdownNode &image)
    {
        const qsizetype bar = image.text.lastIndexOf(u'|');
        if (const auto size = imageSize(QStringView(image.text).sliced(bar + 1))) {
            image.width = size->width;
            image.height = size->height;
            image.text = bar < 0 ? QString() : image.text.first(bar).trimmed();
        }
    }

    void addFootnoteMark(ByteRange range, bool defines)
    {
        const QString id = QString::fromUtf8(range.in(m_text).sliced(2).chopped(1));
        const MarkdownKind holder = currentKind();
        const bool begins = m_open.last() == nodes().size() - 1 || nodes().last().kind == MarkdownKind::SoftBreak;
        if (!defines || !begins || (holder != MarkdownKind::Paragraph && holder != MarkdownKind::FootnoteDefinition)) {
            add({.kind = MarkdownKind::FootnoteReference, .source = range, .text = id});
            return;
        }
        if (nodes().last().kind == MarkdownKind::SoftBreak) {
            // A line below another definition or below text: a paragraph of its own.
            nodes().removeLast();
            const MarkdownNode before = current();
            pop();
            push({.kind = MarkdownKind::FootnoteDefinition, .source = before.source});
        }
        current().kind = MarkdownKind::FootnoteDefinition;
        current().text = id;
        m_dropBlank = true;
    }

    void addTaskMark(ByteRange range)
    {
        // Only the first thing of an item makes it a task.
        const qsizetype paragraph = m_open.last();
        const bool first = paragraph == nodes().size() - 1 && m_open.size() >= 2
                           && m_open.at(m_open.size() - 2) == paragraph - 1
                           && nodes().at(paragraph - 1).kind == MarkdownKind::Item;
        if (!first) {
            addPlain(QString::fromUtf8(range.in(m_text)));
            return;
        }
        MarkdownNode &item = nodes()[paragraph - 1];
        item.task = QString::fromUtf8(range.in(m_text).sliced(1).chopped(1)).front();
        item.source = range;
        m_dropBlank = true;
    }

    void addCalloutMark(ByteRange range)
    {
        const qsizetype paragraph = m_open.last();
        const bool first = paragraph == nodes().size() - 1 && m_open.size() >= 2
                           && m_open.at(m_open.size() - 2) == paragraph - 1
                           && nodes().at(paragraph - 1).kind == MarkdownKind::Quote;
        if (!first) {
            addPlain(QString::fromUtf8(range.in(m_text)));
            return;
        }
        QString mark = QString::fromUtf8(range.in(m_text).sliced(2));
        MarkdownNode &callout = nodes()[paragraph - 1];
        callout.kind = MarkdownKind::Callout;
        callout.level = mark.endsWith(u'-') ? 1 : mark.endsWith(u'+') ? 2 : 0;
        mark = mark.section(u']', 0, 0);
        const QString type = mark.section(u'|', 0, 0).trimmed();
        callout.info = type.toLower();
        quint32 lineEnd = range.end;
        while (lineEnd < m_text.size() && m_text[lineEnd] != '\n' && m_text[lineEnd] != '\r')
            ++lineEnd;
        const QString title = plainInline(ByteRange{range.end, lineEnd}.in(m_text).trimmed());
        callout.text = title.isEmpty() ? titleCase(type) : title;
        m_skipping = true;
        m_skipDepth = 0;
    }

    // --- links, images, tables, highlights ---------------------------------------------------------------------------

    static void setDestination(MarkdownNode &node, const QByteArray &url)
    {
        node.linkKind = LinkKind::Markdown;
        const QString whole = QString::fromUtf8(url);
        node.destination = whole;
        if (isExternalTarget(whole)) {
            node.target = whole;
            return;
        }
        const qsizetype hash = url.indexOf('#');
        node.target = QString::fromUtf8(QByteArray::fromPercentEncoding(url.first(hash < 0 ? url.size() : hash)));
        if (hash >= 0)
            node.subpath = QString::fromUtf8(QByteArray::fromPercentEncoding(url.sliced(hash)));
    }

    // An image is a leaf: what stands between its brackets is its alt text.
    void finishImage()
    {
        const qsizetype index = m_open.last();
        QString alt;
        for (qsizetype i = index + 1; i < nodes().size(); ++i)
            alt += nodes().at(i).text;
        nodes().resize(index + 1);
        nodes()[index].text = alt;
        takeSize(nodes()[index]);
    }

    // The parser drops cells beyond the header; a reader sees them all the same.
    void addSurplusCells()
    {
        for (qsizetype i = m_cell; i < m_cells.size(); ++i) {
            const ByteRange source = m_cells.at(i);
            push({.kind = MarkdownKind::TableCell, .source = source});
            const QList<MarkdownBlock> inside = parseMarkdown(source.in(m_text));
            const bool inlineOnly = inside.size() == 1 && !inside.first().nodes.isEmpty()
                                    && inside.first().nodes.first().kind == MarkdownKind::Paragraph;
            if (inlineOnly) {
                for (MarkdownNode node : inside.first().nodes.sliced(1)) {
                    if (!node.source.isEmpty())
                        node.source = {node.source.begin + source.begin, node.source.end + source.begin};
                    add(std::move(node));
                }
            } else if (!source.isEmpty()) {
                addPlain(QString::fromUtf8(source.in(m_text)));
            }
            pop();
        }
    }

    QByteArrayView m_text;
    BodyLines m_lines;
    Mask m_mask;
    QList<MarkdownBlock> m_blocks;
    QList<qsizetype> m_open; // Indexes of the open containers in the last block's nodes.
    TableLines m_table;
    QList<ByteRange> m_cells;
    qsizetype m_cell = 0;
    int m_row = -1;
    int m_skipDepth = 0;
    bool m_skipping = false;
    bool m_mergeable = false; // The last node is a text that the next one continues.
    bool m_dropBlank = false; // The next text follows a mark that takes the blanks behind it along.
    bool m_highlights = false;
};

} // namespace

QString plainText(const MarkdownBlock &block)
{
    QString text;
    for (const MarkdownNode &node : block.nodes) {
        switch (node.kind) {
        case MarkdownKind::Tag:
            text += u'#' + node.text;
            break;
        case MarkdownKind::Text:
        case MarkdownKind::InlineCode:
        case MarkdownKind::Math:
        case MarkdownKind::Code:
            text += node.text;
            break;
        case MarkdownKind::SoftBreak:
        case MarkdownKind::HardBreak:
        case MarkdownKind::Paragraph:
        case MarkdownKind::TableCell:
            if (!text.isEmpty() && !text.endsWith(u' '))
                text += u' ';
            break;
        default:
            break;
        }
    }
    return text.trimmed();
}

QList<MarkdownBlock> parseMarkdown(QByteArrayView text)
{
    NoteFacts facts;
    readFrontMatter(text, facts);
    QList<MarkdownBlock> blocks = TreeVisitor(text, facts.body).run();
    if (facts.frontMatter.isEmpty())
        return blocks;
    const QByteArrayView yaml = facts.frontMatter.in(text);
    const qsizetype begin = yaml.indexOf('\n') + 1;
    const qsizetype end = std::max(begin, yaml.trimmed().lastIndexOf('\n') + 1);
    MarkdownNode node{.kind = MarkdownKind::FrontMatter,
                      .source = facts.frontMatter,
                      .text = QString::fromUtf8(yaml.sliced(begin, end - begin))};
    blocks.prepend({facts.frontMatter, contentHash(yaml), {std::move(node)}});
    return blocks;
}

} // namespace tearsheet
