// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview/blockwriter.h"

#include "ui/style/codehighlighter.h"
#include "ui/style/fonts.h"
#include "ui/style/icons.h"

#include <QFontMetrics>
#include <QTextList>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr double HeadingScale[] = {1.7, 1.4, 1.18, 1.05, 1.0, 0.95};
constexpr int LineHeight = 130; // Per cent.

Icon calloutIcon(const QString &type)
{
    static const QHash<QString, Icon> icons{
        {u"abstract"_s, Icon::Clipboard}, {u"summary"_s, Icon::Clipboard}, {u"tldr"_s, Icon::Clipboard},
        {u"info"_s, Icon::Info},          {u"todo"_s, Icon::Check},        {u"tip"_s, Icon::Flame},
        {u"hint"_s, Icon::Flame},         {u"important"_s, Icon::Flame},   {u"success"_s, Icon::Check},
        {u"check"_s, Icon::Check},        {u"done"_s, Icon::Check},        {u"question"_s, Icon::Question},
        {u"help"_s, Icon::Question},      {u"faq"_s, Icon::Question},      {u"warning"_s, Icon::Warning},
        {u"caution"_s, Icon::Warning},    {u"attention"_s, Icon::Warning}, {u"failure"_s, Icon::Cross},
        {u"fail"_s, Icon::Cross},         {u"missing"_s, Icon::Cross},     {u"danger"_s, Icon::Bolt},
        {u"error"_s, Icon::Bolt},         {u"bug"_s, Icon::Bug},           {u"example"_s, Icon::List},
        {u"quote"_s, Icon::Quote},        {u"cite"_s, Icon::Quote},
    };
    return icons.value(type, Icon::Pencil);
}

} // namespace

BlockWriter::BlockWriter(const MarkdownBlock &block, const PreviewContext &context, QTextDocument &document)
    : m_nodes(block.nodes), m_context(context), m_document(document), m_cursor(&document)
{
    m_char.setFont(context.font);
    m_char.setForeground(context.palette->text);
    m_block.setLineHeight(LineHeight, QTextBlockFormat::ProportionalHeight);
}

BuiltBlock BlockWriter::run()
{
    m_document.setUndoRedoEnabled(false);
    m_document.setDocumentMargin(0);
    m_document.setDefaultFont(m_context.font);
    m_cursor.beginEditBlock();
    writeBlocks(0, m_nodes.size());
    m_cursor.endEditBlock();
    return std::move(m_built);
}

void BlockWriter::writeBlocks(qsizetype from, qsizetype to)
{
    for (qsizetype i = from; i < to; i = end(i))
        writeBlock(i);
}

// A document begins with an empty paragraph; each further one is added with space above.
void BlockWriter::beginParagraph(double space)
{
    QTextBlockFormat format = m_block;
    if (m_fresh)
        m_cursor.setBlockFormat(format);
    if (!m_fresh) {
        format.setTopMargin(space * m_context.font.pointSizeF() * 1.4);
        m_cursor.insertBlock(format, m_char);
    }
    m_cursor.setBlockCharFormat(m_char);
    m_fresh = false;
}

void BlockWriter::writeBlock(qsizetype index)
{
    const MarkdownNode &element = node(index);
    switch (element.kind) {
    case MarkdownKind::Paragraph:
        beginParagraph();
        writeInline(index + 1, end(index));
        break;
    case MarkdownKind::Heading:
        writeHeading(index);
        break;
    case MarkdownKind::Quote:
        writeQuote(index);
        break;
    case MarkdownKind::Callout:
        writeCallout(index);
        break;
    case MarkdownKind::List:
        writeList(index);
        break;
    case MarkdownKind::Code:
        writeCode(element);
        break;
    case MarkdownKind::Html:
        writeSource(element.text);
        break;
    case MarkdownKind::Table:
        writeTable(index);
        break;
    case MarkdownKind::FootnoteDefinition:
        writeFootnote(index);
        break;
    case MarkdownKind::FrontMatter:
        writeProperties();
        break;
    default:
        break;
    }
}

void BlockWriter::writeHeading(qsizetype index)
{
    const QTextCharFormat before = m_char;
    m_char.setFontPointSize(m_context.font.pointSizeF() * HeadingScale[std::clamp(node(index).level, 1, 6) - 1]);
    m_char.setFontWeight(QFont::DemiBold);
    const QTextBlockFormat block = m_block;
    m_block.setLineHeight(120, QTextBlockFormat::ProportionalHeight);
    beginParagraph();
    writeInline(index + 1, end(index));
    m_char = before;
    m_block = block;
}

void BlockWriter::writeQuote(qsizetype index)
{
    const QTextCharFormat before = m_char;
    const QTextBlockFormat block = m_block;
    m_char.setForeground(m_context.palette->mutedText);
    if (m_quotes++ > 0)
        m_block.setLeftMargin(m_block.leftMargin() + 18);
    writeBlocks(index + 1, end(index));
    --m_quotes;
    m_char = before;
    m_block = block;
}

void BlockWriter::writeCallout(qsizetype index)
{
    const MarkdownNode &callout = node(index);
    const QColor colour = m_context.palette->tone(calloutTone(callout.info));
    const QTextCharFormat before = m_char;
    m_char.setForeground(colour);
    m_char.setFontWeight(QFont::DemiBold);
    if (callout.level > 0)
        m_char.setProperty(PreviewProperty::Fold, true);
    beginParagraph();
    const int size = QFontMetrics(m_context.font).height();
    insertImage(u"callout"_s, iconPixmap(calloutIcon(callout.info), colour, size, m_context.ratio).toImage(),
                {size, size});
    m_cursor.insertText(u"  "_s + callout.text, m_char);
    if (callout.level > 0)
        m_cursor.insertText(m_context.folded ? u"  ▸"_s : u"  ▾"_s, m_char);
    m_char = before;
    if (!m_context.folded)
        writeBlocks(index + 1, end(index));
}

void BlockWriter::writeList(qsizetype index)
{
    const MarkdownNode &list = node(index);
    QTextListFormat format;
    format.setStyle(list.ordered       ? QTextListFormat::ListDecimal
                    : m_lists % 3 == 0 ? QTextListFormat::ListDisc
                    : m_lists % 3 == 1 ? QTextListFormat::ListCircle
                                       : QTextListFormat::ListSquare);
    format.setIndent(++m_lists);
    format.setStart(list.level);
    QTextList *made = nullptr;
    const QTextBlockFormat block = m_block;
    for (qsizetype item = index + 1; item < end(index); item = end(item)) {
        const bool task = !node(item).task.isNull();
        qsizetype child = item + 1;
        m_block = block;
        // A check box stands in place of the list's own mark.
        m_block.setIndent(task ? m_lists : 0);
        const bool close = list.tight && (item > index + 1 || m_lists > 1);
        beginParagraph(close ? 0.12 : 0.5);
        if (!task && made)
            made->add(m_cursor.block());
        else if (!task)
            made = m_cursor.createList(format);
        if (task)
            writeTaskMark(node(item));
        if (child < end(item) && node(child).kind == MarkdownKind::Paragraph) {
            const QTextCharFormat before = m_char;
            if (node(item).task == u'x')
                m_char.setForeground(m_context.palette->mutedText);
            writeInline(child + 1, end(child));
            m_char = before;
            child = end(child);
        }
        m_block.setIndent(m_lists);
        writeBlocks(child, end(item));
    }
    --m_lists;
    m_block = block;
}

void BlockWriter::writeTaskMark(const MarkdownNode &item)
{
    QTextCharFormat format = m_char;
    format.setProperty(PreviewProperty::Task, static_cast<int>(item.source.begin + 1));
    format.setForeground(item.task == u' ' ? m_context.palette->mutedText : m_context.palette->accent);
    m_cursor.insertText(item.task == u' ' ? u"☐"_s : u"☑"_s, format);
    m_cursor.insertText(u" "_s, m_char);
}

void BlockWriter::writeCode(const MarkdownNode &code)
{
    QString text = code.text;
    if (text.endsWith(u'\n'))
        text.chop(1);
    const QTextCharFormat before = m_char;
    const QTextBlockFormat block = m_block;
    QFont font = editorFont();
    font.setPointSizeF(m_context.font.pointSizeF() * 0.92);
    m_char.setFont(font);
    m_block.setLineHeight(130, QTextBlockFormat::ProportionalHeight);
    m_block.setNonBreakableLines(true);
    const auto spans = m_context.code && !code.info.isEmpty()
                           ? m_context.code->highlightCode(text, code.info, *m_context.palette)
                           : QList<QList<FormatSpan>>();
    const QStringList lines = text.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        beginParagraph(i == 0 ? 0.5 : 0);
        const int start = m_cursor.position();
        m_cursor.insertText(lines.at(i), m_char);
        for (const FormatSpan &span : i < spans.size() ? spans.at(i) : QList<FormatSpan>()) {
            QTextCursor part(&m_document);
            part.setPosition(start + span.start);
            part.setPosition(start + span.start + span.length, QTextCursor::KeepAnchor);
            part.mergeCharFormat(span.format);
        }
    }
    m_char = before;
    m_block = block;
}

// What is not shown as what it means: as it is written.
void BlockWriter::writeSource(const QString &text)
{
    const QTextCharFormat before = m_char;
    QFont font = editorFont();
    font.setPointSizeF(m_context.font.pointSizeF() * 0.88);
    m_char.setFont(font);
    m_char.setForeground(m_context.palette->faintText);
    beginParagraph();
    m_cursor.insertText(text.trimmed().replace(u'\n', QChar::LineSeparator), m_char);
    m_char = before;
}

void BlockWriter::writeFootnote(qsizetype index)
{
    const QTextCharFormat before = m_char;
    m_char.setFontPointSize(m_context.font.pointSizeF() * 0.9);
    m_char.setForeground(m_context.palette->mutedText);
    beginParagraph(0.2);
    QTextCharFormat mark = m_char;
    mark.setFontWeight(QFont::DemiBold);
    m_cursor.insertText(node(index).text + u". "_s, mark);
    writeInline(index + 1, end(index));
    m_char = before;
}

void BlockWriter::writeProperties()
{
    const QList<Property> &properties = m_context.facts->properties;
    if (properties.isEmpty())
        return;
    QTextTableFormat format;
    format.setBorder(0);
    format.setCellPadding(2);
    format.setCellSpacing(0);
    QTextTable *table = m_cursor.insertTable(static_cast<int>(properties.size()), 2, format);
    QTextCharFormat key = m_char;
    key.setFontPointSize(m_context.font.pointSizeF() * 0.88);
    key.setForeground(m_context.palette->mutedText);
    QTextCharFormat value = key;
    value.setForeground(m_context.palette->text);
    for (int row = 0; row < table->rows(); ++row) {
        const Property &property = properties.at(row);
        table->cellAt(row, 0).firstCursorPosition().insertText(property.key + u"   "_s, key);
        table->cellAt(row, 1).firstCursorPosition().insertText(property.values.join(u"  ·  "_s), value);
    }
    m_cursor.movePosition(QTextCursor::End);
    m_fresh = true;
}

} // namespace tearsheet
