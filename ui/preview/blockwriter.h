// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/preview/previewbuilder.h"

#include <QTextCursor>
#include <QTextDocument>
#include <QTextTable>

namespace tearsheet {

/// Writes one block into a document, element by element.
class BlockWriter
{
public:
    BlockWriter(const MarkdownBlock &block, const PreviewContext &context, QTextDocument &document);
    BuiltBlock run();

private:
    const MarkdownNode &node(qsizetype index) const { return m_nodes.at(index); }
    qsizetype end(qsizetype index) const { return index + 1 + node(index).count; }

    // Blocks: blockwriter.cpp
    void writeBlocks(qsizetype from, qsizetype to);
    void beginParagraph(double space = 0.55);
    void writeBlock(qsizetype index);
    void writeHeading(qsizetype index);
    void writeQuote(qsizetype index);
    void writeCallout(qsizetype index);
    void writeList(qsizetype index);
    void writeTaskMark(const MarkdownNode &item);
    void writeCode(const MarkdownNode &code);
    void writeSource(const QString &text);
    void writeFootnote(qsizetype index);
    void writeProperties();

    // Tables: blockwritertables.cpp
    void writeTable(qsizetype index);
    void writeCell(const QTextTableCell &place, qsizetype cell, bool header, CellAlign align, bool numeric);
    QString textOf(qsizetype cell) const;
    QList<bool> numericColumns(const QList<QList<qsizetype>> &rows, qsizetype columns) const;

    // Inside a line: blockwriterlines.cpp
    void writeInline(qsizetype from, qsizetype to);
    void writeElement(qsizetype index);
    bool reaches(const MarkdownNode &link);
    void markLink(const MarkdownNode &link);
    void writeLink(qsizetype index);
    void writeImage(const MarkdownNode &image);
    void writeNoteCard(const MarkdownNode &embed, bool resolved);
    void writePlaceholder(const MarkdownNode &image, const NotePath &path);
    void insertImage(const QString &name, const QImage &image, QSize size);

    const QList<MarkdownNode> &m_nodes;
    const PreviewContext &m_context;
    QTextDocument &m_document;
    QTextCursor m_cursor;
    QTextCharFormat m_char;
    QTextBlockFormat m_block;
    BuiltBlock m_built;
    int m_lists = 0;
    int m_quotes = 0;
    bool m_fresh = true; // The cursor stands in an empty paragraph that may be used.
};

} // namespace tearsheet
