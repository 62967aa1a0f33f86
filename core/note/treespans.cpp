// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/linksyntax.h"
#include "core/note/treevisitor.h"

#include <QRegularExpression>

#include <optional>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

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

} // namespace

void TreeVisitor::addSpan(const MaskedSpan &span, QByteArrayView next)
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

void TreeVisitor::addWikiLink(ByteRange range)
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
void TreeVisitor::takeSize(MarkdownNode &image)
{
    const qsizetype bar = image.text.lastIndexOf(u'|');
    if (const auto size = imageSize(QStringView(image.text).sliced(bar + 1))) {
        image.width = size->width;
        image.height = size->height;
        image.text = bar < 0 ? QString() : image.text.first(bar).trimmed();
    }
}

void TreeVisitor::addFootnoteMark(ByteRange range, bool defines)
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

void TreeVisitor::addTaskMark(ByteRange range)
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

void TreeVisitor::addCalloutMark(ByteRange range)
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

void TreeVisitor::setDestination(MarkdownNode &node, const QByteArray &url)
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
void TreeVisitor::finishImage()
{
    const qsizetype index = m_open.last();
    QString alt;
    for (qsizetype i = index + 1; i < nodes().size(); ++i)
        alt += nodes().at(i).text;
    nodes().resize(index + 1);
    nodes()[index].text = alt;
    takeSize(nodes()[index]);
}

} // namespace tearsheet
