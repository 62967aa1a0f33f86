// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/markdowntree.h"

#include "core/note/frontmatter.h"
#include "core/note/treevisitor.h"
#include "core/text/textfile.h"

#include <algorithm>

namespace tearsheet {

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
