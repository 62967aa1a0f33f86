// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/bodylines.h"
#include "core/note/markdowntree.h"
#include "core/note/mask.h"

namespace tearsheet {

/// Builds the tree of a note's body while the parser tells of it.
class TreeVisitor : public MarkdownVisitor
{
public:
    TreeVisitor(QByteArrayView text, quint32 body) : m_text(text), m_lines(text, body), m_mask(text, body) {}

    QList<MarkdownBlock> run();
    void enter(const MarkdownElement &element) override;
    void leave(const MarkdownElement &element) override;

private:
    QList<MarkdownNode> &nodes() { return m_blocks.last().nodes; }
    MarkdownNode &current() { return nodes()[m_open.last()]; }
    MarkdownKind currentKind() { return m_open.isEmpty() ? MarkdownKind::Paragraph : current().kind; }

    void openBlock(const MarkdownElement &element);
    void closeBlocks();
    void open(const MarkdownElement &element);
    void close(const MarkdownElement &element);
    void push(MarkdownNode node);
    void pop();
    void add(MarkdownNode node);
    void skip(const MarkdownElement &element, bool entering);
    void addLeaf(const MarkdownElement &element);
    void addInlineHtml(QByteArrayView literal);
    void addText(QByteArrayView literal);
    void addPlain(QString text);
    void trimTextEnd();

    // What Markdown does not know: treespans.cpp
    void addSpan(const MaskedSpan &span, QByteArrayView next);
    void addWikiLink(ByteRange range);
    static void takeSize(MarkdownNode &image);
    void addFootnoteMark(ByteRange range, bool defines);
    void addTaskMark(ByteRange range);
    void addCalloutMark(ByteRange range);
    static void setDestination(MarkdownNode &node, const QByteArray &url);
    void finishImage();
    void addSurplusCells();

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

} // namespace tearsheet
