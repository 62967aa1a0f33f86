// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview/previewbuilder.h"

#include "core/table/cellvalue.h"
#include "ui/style/codehighlighter.h"
#include "ui/style/fonts.h"
#include "ui/style/icons.h"

#include <QPainter>
#include <QTextCursor>
#include <QTextList>
#include <QTextTable>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr double HeadingScale[] = {1.7, 1.4, 1.18, 1.05, 1.0, 0.95};
constexpr int LineHeight = 130; // Per cent.
constexpr int MostImageHeight = 640;

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

/// Writes one block into a document, element by element.
class BlockWriter
{
public:
    BlockWriter(const MarkdownBlock &block, const PreviewContext &context, QTextDocument &document)
        : m_nodes(block.nodes), m_context(context), m_document(document), m_cursor(&document)
    {
        m_char.setFont(context.font);
        m_char.setForeground(context.palette->text);
        m_block.setLineHeight(LineHeight, QTextBlockFormat::ProportionalHeight);
    }

    BuiltBlock run()
    {
        m_document.setUndoRedoEnabled(false);
        m_document.setDocumentMargin(0);
        m_document.setDefaultFont(m_context.font);
        m_cursor.beginEditBlock();
        writeBlocks(0, m_nodes.size());
        m_cursor.endEditBlock();
        return std::move(m_built);
    }

private:
    const MarkdownNode &node(qsizetype index) const { return m_nodes.at(index); }
    qsizetype end(qsizetype index) const { return index + 1 + node(index).count; }

    // --- blocks -----------------------------------------------------------------------------------------------------

    void writeBlocks(qsizetype from, qsizetype to)
    {
        for (qsizetype i = from; i < to; i = end(i))
            writeBlock(i);
    }

    // A document begins with an empty paragraph; each further one is added with space above.
    void beginParagraph(double space = 0.55)
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

    void writeBlock(qsizetype index)
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

    void writeHeading(qsizetype index)
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

    void writeQuote(qsizetype index)
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

    void writeCallout(qsizetype index)
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

    void writeList(qsizetype index)
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

    void writeTaskMark(const MarkdownNode &item)
    {
        QTextCharFormat format = m_char;
        format.setProperty(PreviewProperty::Task, item.source.begin + 1);
        format.setForeground(item.task == u' ' ? m_context.palette->mutedText : m_context.palette->accent);
        m_cursor.insertText(item.task == u' ' ? u"☐"_s : u"☑"_s, format);
        m_cursor.insertText(u" "_s, m_char);
    }

    void writeCode(const MarkdownNode &code)
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
    void writeSource(const QString &text)
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

    void writeFootnote(qsizetype index)
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

    void writeProperties()
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

    // --- tables -----------------------------------------------------------------------------------------------------

    void writeTable(qsizetype index)
    {
        QList<QList<qsizetype>> rows;
        qsizetype columns = 1;
        for (qsizetype row = index + 1; row < end(index); row = end(row)) {
            QList<qsizetype> cells;
            for (qsizetype cell = row + 1; cell < end(row); cell = end(cell))
                cells.append(cell);
            columns = std::max(columns, cells.size());
            rows.append(cells);
        }
        QTextTableFormat format;
        format.setBorder(0);
        format.setBorderCollapse(true);
        format.setCellPadding(6);
        format.setCellSpacing(0);
        format.setBorderBrush(Qt::NoBrush);
        if (!m_fresh)
            format.setTopMargin(8);
        QTextTable *table = m_cursor.insertTable(static_cast<int>(rows.size()), static_cast<int>(columns), format);
        const QList<bool> numeric = numericColumns(rows, columns);
        for (int row = 0; row < rows.size(); ++row) {
            const bool own = row > 0 && isOwnRow(rows.at(row));
            for (int column = 0; column < columns; ++column) {
                const QTextTableCell place = table->cellAt(row, column);
                QTextTableCellFormat look = place.format().toTableCellFormat();
                look.setBottomBorder(1);
                look.setBottomBorderStyle(QTextFrameFormat::BorderStyle_Solid);
                look.setBottomBorderBrush(row == 0 ? m_context.palette->faintText : m_context.palette->hairline);
                if (own)
                    look.setBackground(m_context.palette->ownRow);
                if (column < rows.at(row).size()) {
                    const MarkdownNode &cell = node(rows.at(row).at(column));
                    look.setProperty(PreviewProperty::Offset, cell.source.begin);
                    table->cellAt(row, column).setFormat(look);
                    writeCell(place, rows.at(row).at(column), row == 0, cell.align, numeric.at(column));
                } else {
                    table->cellAt(row, column).setFormat(look);
                }
            }
        }
        m_cursor.movePosition(QTextCursor::End);
        m_fresh = true;
    }

    void writeCell(const QTextTableCell &place, qsizetype cell, bool header, CellAlign align, bool numeric)
    {
        const QTextCursor outer = m_cursor;
        const QTextCharFormat before = m_char;
        m_cursor = place.firstCursorPosition();
        m_char.setFontPointSize(m_context.font.pointSizeF() * 0.94);
        if (header)
            m_char.setFontWeight(QFont::DemiBold);
        else if (numeric)
            m_char.setFont(tabular(m_char.font()), QTextCharFormat::FontPropertiesAll);
        QTextBlockFormat format;
        format.setLineHeight(125, QTextBlockFormat::ProportionalHeight);
        const bool right = align == CellAlign::Right || (align == CellAlign::None && numeric);
        format.setAlignment(align == CellAlign::Center ? Qt::AlignHCenter : right ? Qt::AlignRight : Qt::AlignLeft);
        // The format of a cell's first paragraph is that of the cell: it stays.
        m_cursor.mergeBlockFormat(format);
        writeInline(cell + 1, end(cell));
        m_char = before;
        m_cursor = outer;
    }

    QString textOf(qsizetype cell) const
    {
        QString text;
        for (qsizetype i = cell; i < end(cell); ++i) {
            if (node(i).kind == MarkdownKind::Text || node(i).kind == MarkdownKind::InlineCode)
                text += node(i).text;
        }
        return text;
    }

    QList<bool> numericColumns(const QList<QList<qsizetype>> &rows, qsizetype columns) const
    {
        QList<bool> result;
        for (qsizetype column = 0; column < columns; ++column) {
            int numbers = 0;
            int others = 0;
            for (qsizetype row = 1; row < rows.size(); ++row) {
                if (column >= rows.at(row).size())
                    continue;
                const CellValue value = readCell(textOf(rows.at(row).at(column)).toUtf8());
                if (value.isNumeric() && value.kind != CellKind::Date)
                    ++numbers;
                else if (value.kind != CellKind::Missing)
                    ++others;
            }
            // Where a few words stand among numbers the column is still one of numbers.
            result.append(column > 0 && numbers > 2 * others);
        }
        return result;
    }

    bool isOwnRow(const QList<qsizetype> &cells) const
    {
        return std::ranges::any_of(cells, [&](qsizetype cell) {
            const QString key = nameKey(textOf(cell).trimmed());
            return !key.isEmpty()
                   && (key == nameKey(m_context.path.name())
                       || std::ranges::any_of(m_context.facts->aliases,
                                              [&](const QString &alias) { return nameKey(alias) == key; }));
        });
    }

    // --- inside a line ----------------------------------------------------------------------------------------------

    void writeInline(qsizetype from, qsizetype to)
    {
        for (qsizetype i = from; i < to; i = end(i))
            writeElement(i);
    }

    void writeElement(qsizetype index)
    {
        const MarkdownNode &element = node(index);
        const QTextCharFormat before = m_char;
        const Palette &colours = *m_context.palette;
        switch (element.kind) {
        case MarkdownKind::Text:
            m_cursor.insertText(element.text, m_char);
            break;
        case MarkdownKind::SoftBreak:
        case MarkdownKind::HardBreak:
            m_cursor.insertText(QString(QChar::LineSeparator), m_char);
            break;
        case MarkdownKind::Strong:
            m_char.setFontWeight(QFont::Bold);
            writeInline(index + 1, end(index));
            break;
        case MarkdownKind::Emphasis:
            m_char.setFontItalic(true);
            writeInline(index + 1, end(index));
            break;
        case MarkdownKind::Strike:
            m_char.setFontStrikeOut(true);
            m_char.setForeground(colours.mutedText);
            writeInline(index + 1, end(index));
            break;
        case MarkdownKind::Highlight:
            m_char.setBackground(colours.mark);
            writeInline(index + 1, end(index));
            break;
        case MarkdownKind::InlineCode: {
            QFont font = editorFont();
            font.setPointSizeF(m_char.fontPointSize() > 0 ? m_char.fontPointSize() * 0.92
                                                          : m_context.font.pointSizeF() * 0.92);
            m_char.setFont(font);
            m_char.setBackground(colours.code);
            m_cursor.insertText(element.text, m_char);
            break;
        }
        case MarkdownKind::Math:
            m_char.setFontFamilies({u"serif"_s});
            m_char.setFontItalic(true);
            m_cursor.insertText(element.text, m_char);
            break;
        case MarkdownKind::Tag:
            m_char.setForeground(colours.link);
            m_char.setBackground(colours.hover);
            m_cursor.insertText(u'#' + element.text, m_char);
            break;
        case MarkdownKind::FootnoteReference:
            m_char.setVerticalAlignment(QTextCharFormat::AlignSuperScript);
            m_char.setForeground(colours.link);
            m_cursor.insertText(element.text, m_char);
            break;
        case MarkdownKind::Link:
            writeLink(index);
            break;
        case MarkdownKind::Image:
            writeImage(element);
            break;
        default:
            break;
        }
        m_char = before;
    }

    bool reaches(const MarkdownNode &link)
    {
        const bool external = link.linkKind != LinkKind::Wiki && isExternalTarget(link.target);
        const bool reached =
            external || link.target.isEmpty() || m_context.snapshot->resolve(link.target, m_context.path).isResolved();
        m_built.resolved.append(reached);
        return reached;
    }

    void markLink(const MarkdownNode &link)
    {
        m_char.setAnchor(true);
        m_char.setProperty(PreviewProperty::Target, link.target);
        m_char.setProperty(PreviewProperty::Subpath, link.subpath);
        m_char.setProperty(PreviewProperty::Kind, static_cast<int>(link.linkKind));
    }

    void writeLink(qsizetype index)
    {
        const MarkdownNode &link = node(index);
        const bool resolved = reaches(link);
        markLink(link);
        m_char.setForeground(resolved ? m_context.palette->link : m_context.palette->unresolvedLink);
        if (!resolved) {
            m_char.setUnderlineStyle(QTextCharFormat::DotLine);
            m_char.setUnderlineColor(m_context.palette->unresolvedLink);
        }
        writeInline(index + 1, end(index));
        if (link.linkKind == LinkKind::Markdown && isExternalTarget(link.target)) {
            QTextCharFormat arrow = m_char;
            arrow.setForeground(m_context.palette->faintText);
            m_cursor.insertText(u"\u2009↗"_s, arrow);
        }
    }

    void writeImage(const MarkdownNode &image)
    {
        const Resolution found = m_context.snapshot->resolve(image.target, m_context.path);
        m_built.resolved.append(found.isResolved());
        if (image.linkKind == LinkKind::Markdown && isExternalTarget(image.target)) {
            // Nothing is loaded from the network for a note.
            markLink(image);
            m_char.setForeground(m_context.palette->link);
            m_cursor.insertText(image.text.isEmpty() ? image.target : image.text, m_char);
            return;
        }
        const NotePath path = found.isResolved() ? m_context.snapshot->file(found.matches.first()).path : NotePath();
        if (path.isNote() || (!found.isResolved() && !image.target.contains(u'.'))) {
            writeNoteCard(image, found.isResolved());
            return;
        }
        markLink(image);
        const auto loaded = m_context.images->constFind(path.toString());
        if (found.isResolved() && loaded == m_context.images->constEnd())
            m_built.wantedImages.append(path);
        if (loaded != m_context.images->constEnd() && !loaded->isNull()) {
            QSize size = loaded->deviceIndependentSize().toSize();
            if (image.width > 0)
                size = image.height > 0 ? QSize(image.width, image.height)
                                        : QSize(image.width, size.height() * image.width / std::max(1, size.width()));
            size.scale(size.boundedTo({m_context.width, MostImageHeight}), Qt::KeepAspectRatio);
            insertImage(path.toString(), *loaded, size);
        } else {
            writePlaceholder(image, path);
        }
        if (!image.text.isEmpty() && image.linkKind == LinkKind::Wiki) {
            QTextCharFormat caption = m_char;
            caption.setFontItalic(true);
            caption.setForeground(m_context.palette->mutedText);
            m_cursor.insertText(QChar(QChar::LineSeparator) + image.text, caption);
        }
    }

    // An embedded note: its name, to be opened.
    void writeNoteCard(const MarkdownNode &embed, bool resolved)
    {
        markLink(embed);
        m_char.setForeground(resolved ? m_context.palette->link : m_context.palette->unresolvedLink);
        m_char.setBackground(m_context.palette->code);
        m_cursor.insertText(u"  ▤  "_s + embed.target + embed.subpath + u"  "_s, m_char);
    }

    // A quiet box with the file's name: missing pictures are ordinary in a vault that is a copy.
    void writePlaceholder(const MarkdownNode &image, const NotePath &path)
    {
        const bool loading = !path.isEmpty() && !m_context.images->contains(path.toString());
        const QString name = image.target.section(u'/', -1);
        const QString text = loading          ? name
                             : path.isEmpty() ? QObject::tr("%1 is not in the vault").arg(name)
                                              : QObject::tr("%1 cannot be shown").arg(name);
        QFont font = m_context.font;
        font.setPointSizeF(font.pointSizeF() * 0.85);
        const QFontMetrics metrics(font);
        const QSize size(std::min(m_context.width, metrics.horizontalAdvance(text) + 32), metrics.height() + 20);
        QImage box(size * m_context.ratio, QImage::Format_ARGB32_Premultiplied);
        box.setDevicePixelRatio(m_context.ratio);
        box.fill(Qt::transparent);
        QPainter painter(&box);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(m_context.palette->hairline, 1));
        painter.setBrush(m_context.palette->code);
        painter.drawRoundedRect(QRectF({}, size).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
        painter.setPen(m_context.palette->mutedText);
        painter.setFont(font);
        painter.drawText(QRect({}, size), Qt::AlignCenter,
                         metrics.elidedText(text, Qt::ElideMiddle, size.width() - 16));
        painter.end();
        insertImage(u"placeholder/"_s + text, box, size);
    }

    void insertImage(const QString &name, const QImage &image, QSize size)
    {
        m_document.addResource(QTextDocument::ImageResource, QUrl(name), image);
        QTextImageFormat format;
        format.merge(m_char);
        format.setName(name);
        format.setWidth(size.width());
        format.setHeight(size.height());
        format.setVerticalAlignment(QTextCharFormat::AlignMiddle);
        m_cursor.insertImage(format);
    }

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

} // namespace

BuiltBlock buildBlock(const MarkdownBlock &block, const PreviewContext &context, QTextDocument &document)
{
    return BlockWriter(block, context, document).run();
}

QList<bool> resolvedLinks(const MarkdownBlock &block, const Snapshot &snapshot, const NotePath &path)
{
    QList<bool> result;
    for (const MarkdownNode &node : block.nodes) {
        if (node.kind == MarkdownKind::Image) {
            result.append(snapshot.resolve(node.target, path).isResolved());
        } else if (node.kind == MarkdownKind::Link) {
            const bool external = node.linkKind != LinkKind::Wiki && isExternalTarget(node.target);
            result.append(external || node.target.isEmpty() || snapshot.resolve(node.target, path).isResolved());
        }
    }
    return result;
}

Tone calloutTone(const QString &type)
{
    static const QHash<QString, Tone> tones{
        {u"abstract"_s, Tone::Summary},  {u"summary"_s, Tone::Summary}, {u"tldr"_s, Tone::Summary},
        {u"tip"_s, Tone::Tip},           {u"hint"_s, Tone::Tip},        {u"important"_s, Tone::Tip},
        {u"success"_s, Tone::Success},   {u"check"_s, Tone::Success},   {u"done"_s, Tone::Success},
        {u"question"_s, Tone::Question}, {u"help"_s, Tone::Question},   {u"faq"_s, Tone::Question},
        {u"warning"_s, Tone::Warning},   {u"caution"_s, Tone::Warning}, {u"attention"_s, Tone::Warning},
        {u"failure"_s, Tone::Danger},    {u"fail"_s, Tone::Danger},     {u"missing"_s, Tone::Danger},
        {u"danger"_s, Tone::Danger},     {u"error"_s, Tone::Danger},    {u"bug"_s, Tone::Danger},
        {u"example"_s, Tone::Example},   {u"quote"_s, Tone::Quote},     {u"cite"_s, Tone::Quote},
    };
    return tones.value(type, Tone::Note);
}

} // namespace tearsheet
