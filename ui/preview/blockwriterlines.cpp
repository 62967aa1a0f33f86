// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview/blockwriter.h"

#include "ui/style/fonts.h"
#include "ui/style/icons.h"

#include <QPainter>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr int MostImageHeight = 640;

} // namespace

void BlockWriter::writeInline(qsizetype from, qsizetype to)
{
    for (qsizetype i = from; i < to; i = end(i))
        writeElement(i);
}

void BlockWriter::writeElement(qsizetype index)
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

bool BlockWriter::reaches(const MarkdownNode &link)
{
    const bool external = link.linkKind != LinkKind::Wiki && isExternalTarget(link.target);
    const bool reached =
        external || link.target.isEmpty() || m_context.snapshot->resolve(link.target, m_context.path).isResolved();
    m_built.resolved.append(reached);
    return reached;
}

void BlockWriter::markLink(const MarkdownNode &link)
{
    m_char.setAnchor(true);
    m_char.setProperty(PreviewProperty::Target, link.target);
    m_char.setProperty(PreviewProperty::Subpath, link.subpath);
    m_char.setProperty(PreviewProperty::Kind, static_cast<int>(link.linkKind));
}

void BlockWriter::writeLink(qsizetype index)
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

void BlockWriter::writeImage(const MarkdownNode &image)
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
void BlockWriter::writeNoteCard(const MarkdownNode &embed, bool resolved)
{
    markLink(embed);
    m_char.setForeground(resolved ? m_context.palette->link : m_context.palette->unresolvedLink);
    m_char.setBackground(m_context.palette->code);
    m_cursor.insertText(u"  ▤  "_s + embed.target + embed.subpath + u"  "_s, m_char);
}

// A quiet box with the file's name: missing pictures are ordinary in a vault that is a copy.
void BlockWriter::writePlaceholder(const MarkdownNode &image, const NotePath &path)
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
    painter.drawText(QRect({}, size), Qt::AlignCenter, metrics.elidedText(text, Qt::ElideMiddle, size.width() - 16));
    painter.end();
    insertImage(u"placeholder/"_s + text, box, size);
}

void BlockWriter::insertImage(const QString &name, const QImage &image, QSize size)
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

} // namespace tearsheet
