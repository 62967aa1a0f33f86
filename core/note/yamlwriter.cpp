// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/yamlwriter.h"

#include <QRegularExpression>

#include <algorithm>

namespace tearsheet {

namespace {

// Line ends, and characters that YAML takes as escapes only (5.1, 5.4).
bool needsEscape(QChar c)
{
    const char16_t unit = c.unicode();
    return unit < 0x20 || (unit >= 0x7F && unit < 0xA0) || unit == 0x2028 || unit == 0x2029 || unit == 0xFEFF
           || unit >= 0xFFFE;
}

QByteArray inDoubleQuotes(const QString &value)
{
    QString result(u'"');
    for (const QChar c : value) {
        if (c == u'"' || c == u'\\')
            result += QChar(u'\\') + c;
        else if (c == u'\n')
            result += QStringLiteral("\\n");
        else if (needsEscape(c))
            result += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QChar(u'0'));
        else
            result += c;
    }
    return (result + u'"').toUtf8();
}

// What YAML 1.1 or 1.2 reads as a number, a time, a date, a boolean or null.
bool readsAsOther(const QString &value)
{
    static const QRegularExpression other(
        QStringLiteral("^(?:[-+]?(?:0[xob][0-9a-f_]+|[0-9][0-9_]*(?:\\.[0-9_]*)?(?:e[-+]?[0-9]+)?|"
                       "\\.[0-9_]+(?:e[-+]?[0-9]+)?|[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?|\\.inf)|\\.nan|"
                       "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t ].*)?|~|null|true|false|yes|no|on|off|y|n)$"),
        QRegularExpression::CaseInsensitiveOption);
    return other.match(value).hasMatch();
}

bool isPlain(const QString &value, YamlPlace place)
{
    static constexpr QStringView Indicators = u"?:,[]{}#&*!|>'\"%@`";
    static constexpr QStringView InBrackets = u"?,[]{}";
    if (value.isEmpty() || value.front() == u' ' || value.back() == u' ' || std::ranges::any_of(value, needsEscape))
        return false;
    const QChar first = value.front();
    // More than one marks a document, one before a blank an item.
    const bool dash = first == u'-' && (value.size() == 1 || !value.at(1).isLetterOrNumber());
    if (dash || Indicators.contains(first) || value.endsWith(u':') || value.contains(u": ") || value.contains(u" #"))
        return false;
    if (place == YamlPlace::Brackets && std::ranges::any_of(value, [](QChar c) { return InBrackets.contains(c); }))
        return false;
    return !readsAsOther(value);
}

} // namespace

QByteArray yamlScalar(const QString &value, YamlQuotes quotes, YamlPlace place)
{
    if (quotes == YamlQuotes::None && isPlain(value, place))
        return value.toUtf8();
    if (quotes == YamlQuotes::Single && std::ranges::none_of(value, needsEscape))
        return '\'' + value.toUtf8().replace("'", "''") + '\'';
    return inDoubleQuotes(value);
}

bool isYamlDate(const QString &value)
{
    static const QRegularExpression date(
        QStringLiteral("^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?$"));
    return date.match(value).hasMatch();
}

} // namespace tearsheet
