// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview/previewbuilder.h"

#include "ui/preview/blockwriter.h"
#include "ui/style/longwords.h"

#include <QTextBlock>
#include <QTextDocument>

namespace tearsheet {

using namespace Qt::StringLiterals;

BuiltBlock buildBlock(const MarkdownBlock &block, const PreviewContext &context, QTextDocument &document)
{
    BuiltBlock built = BlockWriter(block, context, document).run();
    QTextOption option = document.defaultTextOption();
    for (QTextBlock line = document.begin(); line.isValid() && option.wrapMode() != QTextOption::WrapAnywhere;
         line = line.next()) {
        if (hasLongWord(line.text()))
            option.setWrapMode(QTextOption::WrapAnywhere);
    }
    document.setDefaultTextOption(option);
    return built;
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
