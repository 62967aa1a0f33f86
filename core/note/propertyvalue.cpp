// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/propertyvalue.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>

namespace tearsheet {

namespace {

bool isAnyOf(QStringView value, std::initializer_list<QStringView> words)
{
    return std::ranges::contains(words, value);
}

bool isNumber(QStringView value)
{
    const auto digitsFrom = [&](qsizetype from) {
        qsizetype i = from;
        while (i < value.size() && value.at(i) >= u'0' && value.at(i) <= u'9')
            ++i;
        return i;
    };
    const qsizetype begin = value.startsWith(u'-') || value.startsWith(u'+') ? 1 : 0;
    qsizetype i = digitsFrom(begin);
    const qsizetype whole = i - begin;
    if (whole > 1 && value.at(begin) == u'0')
        return false;
    qsizetype fraction = 0;
    const bool integer = i == value.size();
    if (i < value.size() && value.at(i) == u'.') {
        fraction = digitsFrom(i + 1) - i - 1;
        i += fraction + 1;
    }
    if (whole + fraction == 0)
        return false;
    if (i < value.size() && (value.at(i) == u'e' || value.at(i) == u'E')) {
        ++i;
        if (i < value.size() && (value.at(i) == u'-' || value.at(i) == u'+'))
            ++i;
        const qsizetype exponent = digitsFrom(i);
        if (exponent == i)
            return false;
        i = exponent;
    }
    if (i != value.size())
        return false;
    const double number = value.toDouble();
    constexpr double LargestExact = 9007199254740992.0;
    return std::isfinite(number) && (!integer || std::abs(number) < LargestExact);
}

} // namespace

PropertyType propertyType(const YamlNode &node)
{
    if (node.kind == YamlNode::Kind::List)
        return PropertyType::List;
    if (node.kind == YamlNode::Kind::Map)
        return PropertyType::Map;
    if (!node.plain)
        return PropertyType::Text;
    const QStringView value = node.value;
    if (value.isEmpty() || isAnyOf(value, {u"~", u"null", u"Null", u"NULL"}))
        return PropertyType::Null;
    if (isAnyOf(value, {u"true", u"True", u"TRUE", u"false", u"False", u"FALSE"}))
        return PropertyType::Boolean;
    return isNumber(value) ? PropertyType::Number : PropertyType::Text;
}

QJsonValue nodeJson(const YamlNode &node, QByteArrayView text)
{
    switch (propertyType(node)) {
    case PropertyType::Null:
        return QJsonValue::Null;
    case PropertyType::Boolean:
        return node.value.startsWith(u't', Qt::CaseInsensitive);
    case PropertyType::Number: {
        bool whole = false;
        const qint64 integer = node.value.toLongLong(&whole);
        return whole ? QJsonValue(integer) : QJsonValue(node.value.toDouble());
    }
    case PropertyType::Text:
        return node.value;
    case PropertyType::List: {
        QJsonArray list;
        for (const YamlNode &item : node.children)
            list.append(nodeJson(item, text));
        return list;
    }
    case PropertyType::Map:
        break;
    }
    QList<std::pair<QString, QJsonValue>> members;
    for (qsizetype i = 0; i + 1 < node.children.size(); i += 2) {
        const YamlNode &key = node.children.at(i);
        // A key that is a list or map has no name but what is written.
        const QString name =
            key.kind == YamlNode::Kind::Scalar ? key.value : QString::fromUtf8(key.range.in(text).trimmed());
        members.append({name, nodeJson(node.children.at(i + 1), text)});
    }
    return jsonObject(members);
}

QJsonValue propertyJson(const Property &property, QByteArrayView text)
{
    const std::optional<YamlNode> entry = readYaml(property.range, text);
    if (entry && entry->kind == YamlNode::Kind::Map && entry->children.size() == 2)
        return nodeJson(entry->children.at(1), text);
    return QString::fromUtf8(property.value.in(text));
}

QJsonObject jsonObject(const QList<std::pair<QString, QJsonValue>> &members)
{
    QJsonObject object;
    // Qt compares an empty name that is looked for with names in UTF-16 through a null pointer: it must be there first.
    for (const auto &[name, value] : members) {
        if (name.isEmpty())
            object = {{name, value}};
    }
    for (const auto &[name, value] : members) {
        if (!name.isEmpty())
            object.insert(name, value);
    }
    return object;
}

} // namespace tearsheet
