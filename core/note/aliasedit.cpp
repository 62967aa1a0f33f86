// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/aliasedit.h"

#include "core/text/bytes.h"
#include "core/note/propertyvalue.h"
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

// `[a, b]` becomes `[a, b, item]`.
EditScript intoFlowList(ByteRange list, const QByteArray &item, QByteArrayView text)
{
    quint32 end = list.end - 1;
    while (end > list.begin + 1 && (isBlank(text[end - 1]) || isLineEnd(text[end - 1])))
        --end;
    const char last = text[end - 1];
    const char *const between = end == list.begin + 1 ? "" : last == ',' ? " " : ", ";
    return inserting(end, between + item);
}

// A line of its own below the last item, as far to the right as the first.
EditScript intoBlockList(ByteRange list, const QByteArray &item, QByteArrayView text)
{
    const qsizetype begin = text.first(list.begin).lastIndexOf('\n') + 1;
    const QByteArrayView indent = text.sliced(begin, list.begin - begin);
    if (!std::ranges::all_of(indent, isBlank))
        return {};
    return inserting(list.end, lineEndOf(text) + indent + "- " + item);
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
    if (written.startsWith('['))
        return written.endsWith(']') ? intoFlowList(value, item, text) : EditScript();
    if (property->type == PropertyType::List)
        return intoBlockList(value, item, text);
    if (written.isEmpty()) {
        const qsizetype colon = text.indexOf(':', property->range.begin);
        return colon < 0 ? EditScript() : inserting(static_cast<quint32>(colon) + 1, " [" + item + ']');
    }
    if (property->type == PropertyType::Map || written.startsWith('|') || written.startsWith('>'))
        return {};
    return EditScript::of({{{value.begin, value.begin}, "["}, {{value.end, value.end}, ", " + item + ']'}})
        .value_or(EditScript());
}

QByteArray yamlScalar(const QString &value)
{
    const auto isPlain = [](QChar c) {
        return c.isLetterOrNumber() || c.unicode() > 0xA0 || QStringView(u" _-./()+").contains(c);
    };
    const bool safe =
        !value.isEmpty() && value.front().isLetter() && value.back() != u' ' && std::ranges::all_of(value, isPlain)
        && propertyType({.plain = true, .range = {}, .value = value, .children = {}}) == PropertyType::Text
        && value.compare(u"yes", Qt::CaseInsensitive) != 0 && value.compare(u"no", Qt::CaseInsensitive) != 0
        && value.compare(u"on", Qt::CaseInsensitive) != 0 && value.compare(u"off", Qt::CaseInsensitive) != 0;
    if (safe)
        return value.toUtf8();
    return '"' + value.toUtf8().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
}

} // namespace tearsheet
