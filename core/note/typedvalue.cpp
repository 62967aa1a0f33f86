// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/typedvalue.h"

#include "core/note/propertyvalue.h"
#include "core/note/yamlwriter.h"

#include <algorithm>

namespace tearsheet {

namespace {

bool isNested(const QJsonValue &value)
{
    return value.isArray() || value.isObject();
}

// The size of the list for what is not in it.
qsizetype placeOf(const QJsonValue &item, const QJsonArray &list)
{
    qsizetype place = 0;
    while (place < list.size() && list.at(place) != item)
        ++place;
    return place;
}

// The items of `list` without those of `others`, one for one.
QJsonArray without(QJsonArray list, const QJsonArray &others)
{
    for (const QJsonValue item : others) {
        if (const qsizetype place = placeOf(item, list); place < list.size())
            list.removeAt(place);
    }
    return list;
}

QJsonValue typedLine(const QString &line)
{
    const QByteArray bytes = line.toUtf8();
    if (line.startsWith(u'"') || line.startsWith(u'\'')) {
        const std::optional<YamlNode> node = readYaml(ByteRange::of(0, bytes.size()), bytes);
        if (node && node->kind == YamlNode::Kind::Scalar && node->range.size() == bytes.size())
            return node->value;
    }
    YamlNode plain;
    plain.value = line;
    return nodeJson(plain, bytes);
}

// The list that `line` is in brackets, if it is one of scalars. A wikilink is none.
std::optional<QJsonArray> typedBrackets(const QString &line)
{
    if (!line.startsWith(u'[') || !line.endsWith(u']'))
        return std::nullopt;
    const QByteArray bytes = line.toUtf8();
    const std::optional<YamlNode> node = readYaml(ByteRange::of(0, bytes.size()), bytes);
    if (!node || node->kind != YamlNode::Kind::List)
        return std::nullopt;
    const QJsonArray list = nodeJson(*node, bytes).toArray();
    return std::ranges::any_of(list, isNested) ? std::nullopt : std::optional(list);
}

// `written` is the scalar's text without its quotes.
QString typedScalar(const QString &written, const QJsonValue &value)
{
    if (typedValue(written) == value)
        return written;
    return value.isString() ? QString::fromUtf8(yamlScalar(value.toString(), YamlQuotes::Double)) : written;
}

} // namespace

QJsonValue typedValue(const QString &typed, bool ofList)
{
    QStringList lines;
    for (const QString &line : typed.split(u'\n')) {
        if (const QString text = line.trimmed(); !text.isEmpty())
            lines.append(text);
    }
    if (lines.size() == 1) {
        if (const std::optional<QJsonArray> list = typedBrackets(lines.first()))
            return *list;
    }
    if (lines.size() <= 1 && !ofList)
        return lines.isEmpty() ? QJsonValue::Null : typedLine(lines.first());
    QJsonArray items;
    for (const QString &line : std::as_const(lines))
        items.append(typedLine(line));
    return items;
}

std::optional<QJsonArray> mergedItems(const QJsonArray &base, const QJsonArray &mine, const QJsonArray &theirs)
{
    const QJsonArray goneHere = without(base, mine);
    const QJsonArray goneThere = without(base, theirs);
    const QJsonArray newHere = without(mine, base);
    const QJsonArray newThere = without(theirs, base);
    const bool sameGone = without(goneHere, goneThere).size() < goneHere.size();
    if (sameGone && !newHere.isEmpty() && !newThere.isEmpty() && newHere != newThere)
        return std::nullopt;
    QJsonArray merged = without(mine, without(goneThere, goneHere));
    for (const QJsonValue item : without(newThere, newHere)) {
        const qsizetype place = placeOf(item, theirs);
        qsizetype before = place - 1;
        while (before >= 0 && !merged.contains(theirs.at(before)))
            --before;
        qsizetype next = place + 1;
        while (before < 0 && next < theirs.size() && !merged.contains(theirs.at(next)))
            ++next;
        merged.insert(before >= 0 ? placeOf(theirs.at(before), merged) + 1 : placeOf(theirs.at(next), merged), item);
    }
    return merged;
}

std::optional<QString> typedText(const Property &property, QByteArrayView text)
{
    const QJsonValue value = propertyJson(property, text);
    if (value.isObject())
        return std::nullopt;
    if (!value.isArray())
        return property.values.isEmpty() ? QString() : typedScalar(property.values.first(), value);
    const QJsonArray items = value.toArray();
    if (std::ranges::any_of(items, isNested))
        return std::nullopt;
    QStringList lines;
    for (qsizetype i = 0; i < items.size(); ++i) {
        const QString line = typedScalar(property.values.at(i), items.at(i));
        // An empty line would be no item.
        lines.append(line.isEmpty() ? QStringLiteral("null") : line);
    }
    return lines.join(u'\n');
}

} // namespace tearsheet
