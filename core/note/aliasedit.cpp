// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/aliasedit.h"

#include "core/note/yamllist.h"
#include "core/note/yamlwriter.h"
#include "core/text/bytes.h"
#include "core/text/textfile.h"

#include <algorithm>

namespace tearsheet {

namespace {

QByteArray lineEndOf(QByteArrayView text)
{
    return bytesOf(TextFile::of(text.toByteArray()).lineEnd).toByteArray();
}

EditScript inserting(quint32 at, QByteArray bytes)
{
    return EditScript::replacing({at, at}, std::move(bytes));
}

EditScript intoList(const Property &property, const QByteArray &item, QByteArrayView text)
{
    const std::optional<YamlNode> entry = readYaml(property.range, text);
    if (!entry || entry->children.size() != 2)
        return {};
    const YamlNode &value = entry->children.at(1);
    const YamlList list(value, text);
    if (!list.isEditable())
        return {};
    return EditScript::of(list.with(value.children.size(), {item})).value_or(EditScript());
}

EditScript intoFrontMatter(const QByteArray &item, const NoteFacts &facts, QByteArrayView text)
{
    const QByteArray end = lineEndOf(text);
    const QByteArray line = "aliases: [" + item + ']' + end;
    if (facts.frontMatter.isEmpty()) {
        const quint32 begin = text.startsWith("\xEF\xBB\xBF") ? 3 : 0;
        return inserting(begin, "---" + end + line + "---" + end);
    }
    const QByteArrayView all = facts.frontMatter.in(text);
    const qsizetype yaml = all.indexOf('\n') + 1;
    if (all.sliced(yaml).trimmed().startsWith('{'))
        return {};
    const qsizetype close = all.trimmed().lastIndexOf('\n') + 1;
    return inserting(facts.frontMatter.begin + static_cast<quint32>(close), line);
}

} // namespace

EditScript withAlias(const QString &alias, const NoteFacts &facts, QByteArrayView text)
{
    if (facts.aliases.contains(alias))
        return {};
    const QByteArray item = yamlScalar(alias);
    const auto property = std::ranges::find_if(
        facts.properties, [](const Property &p) { return p.key.compare(u"aliases", Qt::CaseInsensitive) == 0; });
    if (property == facts.properties.end())
        return intoFrontMatter(item, facts, text);
    const ByteRange value = trimmed(property->value, text);
    const QByteArrayView written = value.in(text);
    if (property->type == PropertyType::List)
        return intoList(*property, item, text);
    if (written.isEmpty()) {
        const qsizetype colon = text.indexOf(':', property->range.begin);
        return colon < 0 ? EditScript() : inserting(static_cast<quint32>(colon) + 1, " [" + item + ']');
    }
    if (property->type == PropertyType::Map || written.startsWith('|') || written.startsWith('>'))
        return {};
    return EditScript::of({{{value.begin, value.begin}, "["}, {{value.end, value.end}, ", " + item + ']'}})
        .value_or(EditScript());
}

} // namespace tearsheet
