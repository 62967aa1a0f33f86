// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/html.h"

#include "core/export/sanitize.h"
#include "core/note/pictureending.h"

#include <QHash>
#include <QUrl>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

// As CommonMark's own renderer: what may stand in a URL stays, percent signs included.
QString escapedUrl(const QString &url)
{
    static constexpr QByteArrayView Kept("-_.+!*(),%#@?=;:/$~");
    QString result;
    for (const char byte : url.toUtf8()) {
        const auto code = static_cast<unsigned char>(byte);
        const QChar c = QChar::fromLatin1(byte);
        const bool letter = code < 0x80 && c.isLetterOrNumber();
        if (letter || Kept.contains(byte))
            result += c;
        else if (byte == '&')
            result += u"&amp;";
        else if (byte == '\'')
            result += u"&#39;";
        else
            result += u'%' + QString::number(code, 16).rightJustified(2, u'0').toUpper();
    }
    return result;
}

QString headingTag(int level)
{
    return u'h' + QString::number(level);
}

/// Writes one note, node by node; an explicit stack of what is open keeps deep nesting off the call stack.
class Writer
{
public:
    explicit Writer(const HtmlOptions &options) : m_options(options) {}

    QString run(const QList<MarkdownBlock> &blocks)
    {
        numberFootnotes(blocks);
        for (const MarkdownBlock &block : blocks)
            write(block.nodes);
        writeFootnotes();
        return std::move(m_out);
    }

private:
    /// An element that is open.
    struct Open
    {
        qsizetype end = 0; ///< Index behind its last descendant.
        QString close;
        bool tight = false;     ///< Of the list around it.
        qsizetype rawDepth = 0; ///< Raw elements that were open before it.
    };

    void write(const QList<MarkdownNode> &nodes)
    {
        m_nodes = nodes;
        for (qsizetype i = 0; i < nodes.size(); ++i) {
            closeUpTo(i);
            const MarkdownNode &node = nodes.at(i);
            if (node.kind == MarkdownKind::FootnoteDefinition || node.kind == MarkdownKind::FrontMatter) {
                i += node.count;
                continue;
            }
            open(node, i);
        }
        closeUpTo(nodes.size());
    }

    void closeUpTo(qsizetype index)
    {
        while (!m_open.isEmpty() && m_open.last().end <= index) {
            const Open done = m_open.takeLast();
            m_raw.closeTo(done.rawDepth);
            m_raw.setFloor(m_open.isEmpty() ? 0 : m_open.last().rawDepth);
            m_out += done.close;
        }
    }

    void push(const MarkdownNode &node, qsizetype index, const QString &open, const QString &close, bool tight = false)
    {
        m_out += open;
        m_open.append({index + node.count + 1, close, tight, m_raw.depth()});
        m_raw.setFloor(m_raw.depth());
    }

    void line()
    {
        if (!m_out.isEmpty() && !m_out.endsWith(u'\n'))
            m_out += u'\n';
    }

    void open(const MarkdownNode &node, qsizetype index)
    {
        // Raw HTML that goes with what is in it takes the rest of its paragraph along at most.
        if (m_raw.isSkipping() && node.kind != MarkdownKind::InlineHtml)
            return;
        if (node.kind < MarkdownKind::Emphasis)
            openBlock(node, index);
        else
            openInline(node, index);
    }

    void openBlock(const MarkdownNode &node, qsizetype index)
    {
        switch (node.kind) {
        case MarkdownKind::Paragraph:
            if (!m_open.isEmpty() && m_open.last().tight) {
                push(node, index, {}, {});
            } else {
                line();
                push(node, index, u"<p>"_s, u"</p>\n"_s);
            }
            break;
        case MarkdownKind::Heading:
            line();
            push(node, index, u'<' + headingTag(node.level) + u'>', u"</"_s + headingTag(node.level) + u">\n"_s);
            break;
        case MarkdownKind::Quote:
            line();
            push(node, index, u"<blockquote>\n"_s, u"</blockquote>\n"_s);
            break;
        case MarkdownKind::Callout:
            openCallout(node, index);
            break;
        case MarkdownKind::List:
            line();
            if (node.ordered)
                push(node, index, node.level == 1 ? u"<ol>\n"_s : u"<ol start=\"%1\">\n"_s.arg(node.level),
                     u"</ol>\n"_s, node.tight);
            else
                push(node, index, u"<ul>\n"_s, u"</ul>\n"_s, node.tight);
            break;
        case MarkdownKind::Item:
            line();
            push(node, index, node.task.isNull() ? u"<li>"_s : taskItem(node.task), u"</li>\n"_s, m_open.last().tight);
            break;
        case MarkdownKind::Code: {
            line();
            const QString language =
                node.info.isEmpty() ? QString() : u" class=\"language-"_s + escapedHtml(node.info) + u'"';
            m_out += u"<pre><code"_s + language + u'>' + escapedHtml(node.text) + u"</code></pre>\n"_s;
            break;
        }
        case MarkdownKind::Html: {
            line();
            const qsizetype depth = m_raw.depth();
            m_raw.setFloor(depth);
            m_raw.feed(node.text);
            m_raw.closeTo(depth);
            line();
            break;
        }
        case MarkdownKind::Rule:
            line();
            m_out += u"<hr />\n";
            break;
        case MarkdownKind::Table:
            line();
            m_row = 0;
            push(node, index, u"<table>\n<thead>\n"_s,
                 hasBody(node, index) ? u"</tbody>\n</table>\n"_s : u"</table>\n"_s);
            break;
        case MarkdownKind::TableRow:
            if (m_row++ == 1)
                m_out += u"<tbody>\n";
            push(node, index, u"<tr>\n"_s, m_row == 1 ? u"</tr>\n</thead>\n"_s : u"</tr>\n"_s);
            break;
        case MarkdownKind::TableCell:
            openCell(node, index);
            break;
        default:
            break;
        }
    }

    // More rows than the header.
    bool hasBody(const MarkdownNode &table, qsizetype index) const
    {
        const auto begin = m_nodes.begin() + index + 1;
        return std::count_if(begin, begin + table.count,
                             [](const MarkdownNode &node) { return node.kind == MarkdownKind::TableRow; })
               > 1;
    }

    static QString taskItem(QChar mark)
    {
        const QString checked = mark == u' ' ? QString() : u" checked=\"\""_s;
        return u"<li class=\"task\" data-task=\""_s + escapedHtml(QString(mark))
               + u"\"><input type=\"checkbox\" disabled=\"\""_s + checked + u" /> "_s;
    }

    void openCallout(const MarkdownNode &node, qsizetype index)
    {
        line();
        const QString type = escapedHtml(node.info);
        const QString title = escapedHtml(node.text);
        if (node.level == 0)
            push(node, index,
                 u"<div class=\"callout\" data-callout=\"%1\">\n<div class=\"callout-title\">%2</div>\n"_s.arg(type,
                                                                                                               title),
                 u"</div>\n"_s);
        else
            push(node, index,
                 u"<details class=\"callout\" data-callout=\"%1\"%3>\n<summary class=\"callout-title\">%2</summary>\n"_s
                     .arg(type, title, node.level == 2 ? u" open=\"\""_s : QString()),
                 u"</details>\n"_s);
    }

    void openCell(const MarkdownNode &node, qsizetype index)
    {
        const QString tag = m_row == 1 ? u"th"_s : u"td"_s;
        QString align;
        if (node.align == CellAlign::Left)
            align = u" align=\"left\""_s;
        else if (node.align == CellAlign::Center)
            align = u" align=\"center\""_s;
        else if (node.align == CellAlign::Right)
            align = u" align=\"right\""_s;
        push(node, index, u'<' + tag + align + u'>', u"</"_s + tag + u">\n"_s);
    }

    void openInline(const MarkdownNode &node, qsizetype index)
    {
        switch (node.kind) {
        case MarkdownKind::Emphasis:
            push(node, index, u"<em>"_s, u"</em>"_s);
            break;
        case MarkdownKind::Strong:
            push(node, index, u"<strong>"_s, u"</strong>"_s);
            break;
        case MarkdownKind::Strike:
            push(node, index, u"<del>"_s, u"</del>"_s);
            break;
        case MarkdownKind::Highlight:
            push(node, index, u"<mark>"_s, u"</mark>"_s);
            break;
        case MarkdownKind::Link:
            openLink(node, index);
            break;
        case MarkdownKind::Image:
            writeImage(node);
            break;
        case MarkdownKind::Text:
            m_out += escapedHtml(node.text);
            break;
        case MarkdownKind::InlineCode:
            m_out += u"<code>"_s + escapedHtml(node.text) + u"</code>"_s;
            break;
        case MarkdownKind::InlineHtml:
            m_raw.feed(node.text);
            break;
        case MarkdownKind::Math:
            m_out += u"<span class=\"math math-%1\">"_s.arg(node.level == 1 ? u"display"_s : u"inline"_s)
                     + escapedHtml(node.text) + u"</span>"_s;
            break;
        case MarkdownKind::Tag:
            m_out +=
                u"<a class=\"tag\" href=\"#"_s + escapedUrl(node.text) + u"\">#"_s + escapedHtml(node.text) + u"</a>"_s;
            break;
        case MarkdownKind::SoftBreak:
            m_out += m_options.strictLineBreaks ? u"\n"_s : u"<br />\n"_s;
            break;
        case MarkdownKind::HardBreak:
            m_out += u"<br />\n";
            break;
        case MarkdownKind::FootnoteReference:
            writeFootnoteReference(node);
            break;
        default:
            break;
        }
    }

    // The URL of a link into the vault: what the options say, else as it is written.
    QString urlOf(const MarkdownNode &node) const
    {
        QString url;
        if (m_options.url && !isExternalTarget(node.target))
            url = m_options.url({node.target, node.subpath, node.linkKind});
        if (!url.isEmpty())
            return url;
        if (node.linkKind != LinkKind::Wiki)
            return node.destination;
        return QString::fromLatin1(QUrl::toPercentEncoding(node.target, "/")) + node.subpath;
    }

    QString titleOf(const MarkdownNode &node) const
    {
        return node.title.isEmpty() ? QString() : u" title=\""_s + escapedHtml(node.title) + u'"';
    }

    void openLink(const MarkdownNode &node, qsizetype index)
    {
        const QString url = urlOf(node);
        if (node.linkKind == LinkKind::Wiki)
            push(node, index,
                 u"<a class=\"internal-link\" data-href=\""_s + escapedHtml(QString(node.target + node.subpath))
                     + u"\" href=\""_s + escapedUrl(url) + u"\">"_s,
                 u"</a>"_s);
        else
            push(node, index,
                 u"<a href=\""_s + (isSafeLink(url) ? escapedUrl(url) : QString()) + u'"' + titleOf(node) + u'>',
                 u"</a>"_s);
    }

    void writeImage(const MarkdownNode &node)
    {
        const QString url = urlOf(node);
        const QString alt = escapedHtml(node.text);
        if (node.linkKind == LinkKind::Wiki && !hasPictureEnding(node.target)) {
            m_out += u"<a class=\"internal-embed\" data-href=\""_s + escapedHtml(QString(node.target + node.subpath))
                     + u"\" href=\""_s + escapedUrl(url) + u"\">"_s
                     + (alt.isEmpty() ? escapedHtml(QString(node.target + node.subpath)) : alt) + u"</a>"_s;
            return;
        }
        if (!isSafeSource(url)) {
            m_out += u"<a href=\""_s + (isSafeLink(url) ? escapedUrl(url) : QString()) + u'"' + titleOf(node) + u'>'
                     + (alt.isEmpty() ? escapedHtml(url) : alt) + u"</a>"_s;
            return;
        }
        QString size;
        if (node.width > 0)
            size += u" width=\"%1\""_s.arg(node.width);
        if (node.height > 0)
            size += u" height=\"%1\""_s.arg(node.height);
        m_out += u"<img src=\""_s + escapedUrl(url) + u"\" alt=\""_s + alt + u'"' + titleOf(node) + size + u" />"_s;
    }

    // --- footnotes: numbered by the order of their references, written at the end -----------------------------------

    void numberFootnotes(const QList<MarkdownBlock> &blocks)
    {
        for (const MarkdownBlock &block : blocks) {
            for (qsizetype i = 0; i < block.nodes.size(); ++i) {
                const MarkdownNode &node = block.nodes.at(i);
                if (node.kind == MarkdownKind::FootnoteDefinition)
                    m_notes.insert(node.text.toLower(), block.nodes.sliced(i, node.count + 1));
            }
        }
    }

    void writeFootnoteReference(const MarkdownNode &node)
    {
        const QString id = node.text.toLower();
        if (!m_notes.contains(id)) {
            m_out += escapedHtml(QString(u"[^" + node.text + u']'));
            return;
        }
        if (!m_numbers.contains(id)) {
            m_order.append(id);
            m_numbers.insert(id, static_cast<int>(m_order.size()));
        }
        m_out += u"<sup class=\"footnote-ref\"><a href=\"#fn-%1\">%1</a></sup>"_s.arg(m_numbers.value(id));
    }

    void writeFootnotes()
    {
        if (m_order.isEmpty())
            return;
        line();
        m_out += u"<section class=\"footnotes\">\n<ol>\n";
        // A note may refer to further notes, which then come behind it.
        for (qsizetype i = 0; i < m_order.size(); ++i) {
            m_out += u"<li id=\"fn-%1\">\n"_s.arg(i + 1);
            write(m_notes.value(m_order.at(i)).sliced(1));
            m_out += u"</li>\n";
        }
        m_out += u"</ol>\n</section>\n";
    }

    const HtmlOptions &m_options;
    QString m_out;
    QList<MarkdownNode> m_nodes; // Being written; shared, not copied.
    QList<Open> m_open;
    Sanitizer m_raw{m_out};
    int m_row = 0; // Of the table, the header counted.
    QHash<QString, QList<MarkdownNode>> m_notes;
    QHash<QString, int> m_numbers;
    QStringList m_order;
};

} // namespace

QString renderHtml(QByteArrayView text, const HtmlOptions &options)
{
    return Writer(options).run(parseMarkdown(text));
}

} // namespace tearsheet
