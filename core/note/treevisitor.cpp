// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/treevisitor.h"

#include "core/note/highlights.h"
#include "core/text/textfile.h"

#include <QRegularExpression>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

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

} // namespace

QList<MarkdownBlock> TreeVisitor::run()
{
    visitMarkdown(m_mask.bytes(), *this);
    closeBlocks();
    return std::move(m_blocks);
}

void TreeVisitor::enter(const MarkdownElement &element)
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

void TreeVisitor::leave(const MarkdownElement &element)
{
    if (m_skipping && element.kind >= MarkdownKind::Emphasis) {
        skip(element, false);
        return;
    }
    m_skipping = false;
    close(element);
}

void TreeVisitor::openBlock(const MarkdownElement &element)
{
    const quint32 begin = m_lines.blockBegin(element);
    if (m_blocks.isEmpty() || begin > m_blocks.last().source.begin)
        m_blocks.append({{begin, begin}, 0, {}});
}

void TreeVisitor::closeBlocks()
{
    // A definition anywhere in the note changes what a reference in another block shows.
    quint64 definitions = 0;
    static const QRegularExpression definition(u"^ {0,3}\\[[^\\]\\n]+\\]:.*$"_s, QRegularExpression::MultilineOption);
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

void TreeVisitor::open(const MarkdownElement &element)
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

void TreeVisitor::close(const MarkdownElement &element)
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

void TreeVisitor::push(MarkdownNode node)
{
    m_open.append(nodes().size());
    nodes().append(std::move(node));
    m_mergeable = false;
}

void TreeVisitor::pop()
{
    const qsizetype index = m_open.takeLast();
    nodes()[index].count = static_cast<quint32>(nodes().size() - index - 1);
    m_mergeable = false;
}

void TreeVisitor::add(MarkdownNode node)
{
    nodes().append(std::move(node));
    m_mergeable = false;
}

void TreeVisitor::skip(const MarkdownElement &element, bool entering)
{
    if (!isLeaf(element.kind))
        m_skipDepth += entering ? 1 : -1;
    else if (m_skipDepth == 0 && (element.kind == MarkdownKind::SoftBreak || element.kind == MarkdownKind::HardBreak))
        m_skipping = false;
}

void TreeVisitor::addLeaf(const MarkdownElement &element)
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

void TreeVisitor::addInlineHtml(QByteArrayView literal)
{
    const QString html = QString::fromUtf8(m_mask.restored(literal));
    static const QRegularExpression lineBreak(u"\\A<br\\s*/?>\\z"_s, QRegularExpression::CaseInsensitiveOption);
    if (lineBreak.match(html).hasMatch())
        add({.kind = MarkdownKind::HardBreak});
    else if (!html.startsWith(u"<!--"_s))
        add({.kind = MarkdownKind::InlineHtml, .text = html});
}

void TreeVisitor::addText(QByteArrayView literal)
{
    m_highlights = m_highlights || literal.contains("==");
    const Mask::Pieces pieces = m_mask.pieces(literal);
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

void TreeVisitor::addPlain(QString text)
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

void TreeVisitor::trimTextEnd()
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

// The parser drops cells beyond the header; a reader sees them all the same.
void TreeVisitor::addSurplusCells()
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

} // namespace tearsheet
