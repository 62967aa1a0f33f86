// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/sanitize.h"

#include <algorithm>
#include <array>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype DeepestNesting = 256;

using Names = std::initializer_list<QStringView>;

bool isOneOf(QStringView name, Names names)
{
    return std::ranges::contains(names, name);
}

bool isAllowed(QStringView name)
{
    return isOneOf(name, {u"a",      u"abbr",    u"b",    u"bdi",   u"bdo",      u"blockquote", u"br",     u"caption",
                          u"center", u"cite",    u"code", u"col",   u"colgroup", u"dd",         u"del",    u"details",
                          u"dfn",    u"div",     u"dl",   u"dt",    u"em",       u"figcaption", u"figure", u"h1",
                          u"h2",     u"h3",      u"h4",   u"h5",    u"h6",       u"hr",         u"i",      u"img",
                          u"ins",    u"kbd",     u"li",   u"mark",  u"ol",       u"p",          u"pre",    u"q",
                          u"rp",     u"rt",      u"ruby", u"s",     u"samp",     u"small",      u"span",   u"strong",
                          u"sub",    u"summary", u"sup",  u"table", u"tbody",    u"td",         u"tfoot",  u"th",
                          u"thead",  u"time",    u"tr",   u"u",     u"ul",       u"var",        u"wbr"});
}

bool isVoid(QStringView name)
{
    return isOneOf(name, {u"br", u"hr", u"img", u"wbr", u"col"});
}

bool goesWithItsContent(QStringView name)
{
    return isOneOf(name, {u"script",    u"style",    u"iframe", u"object", u"noscript", u"noembed", u"noframes",
                          u"template",  u"textarea", u"title",  u"svg",    u"math",     u"select",  u"xmp",
                          u"plaintext", u"head",     u"audio",  u"video",  u"canvas",   u"applet",  u"frameset"});
}

bool isAllowedAttribute(QStringView element, QStringView name)
{
    if (isOneOf(name, {u"title", u"lang", u"dir", u"align", u"class", u"id"}))
        return true;
    if (element == u"a")
        return name == u"href";
    if (element == u"img")
        return isOneOf(name, {u"src", u"alt", u"width", u"height"});
    if (element == u"td" || element == u"th")
        return isOneOf(name, {u"colspan", u"rowspan"});
    if (element == u"ol")
        return isOneOf(name, {u"start", u"type", u"reversed"});
    return (element == u"time" && name == u"datetime") || (element == u"details" && name == u"open");
}

bool isNameCharacter(QChar c)
{
    return c.unicode() < 0x80 && (c.isLetterOrNumber() || c == u'-' || c == u':' || c == u'_');
}

// The named references that can hide a scheme, and the five that are escaped; others stay as they are written.
QString decodedReferences(QStringView text)
{
    static constexpr std::array<std::pair<QStringView, char16_t>, 8> Named{{{u"amp", u'&'},
                                                                            {u"lt", u'<'},
                                                                            {u"gt", u'>'},
                                                                            {u"quot", u'"'},
                                                                            {u"apos", u'\''},
                                                                            {u"colon", u':'},
                                                                            {u"Tab", u'\t'},
                                                                            {u"NewLine", u'\n'}}};
    constexpr qsizetype LongestReference = 12;
    QString result;
    result.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) != u'&') {
            result += text.at(i);
            continue;
        }
        const QStringView rest = text.sliced(i + 1, std::min(LongestReference, text.size() - i - 1));
        const bool numeric = rest.startsWith(u'#');
        const bool hex = numeric && rest.size() > 1 && (rest.at(1) == u'x' || rest.at(1) == u'X');
        qsizetype end = numeric ? (hex ? 2 : 1) : 0;
        const qsizetype digits = end;
        while (end < rest.size() && rest.at(end).unicode() < 0x80 && rest.at(end).isLetterOrNumber())
            ++end;
        const QStringView name = rest.sliced(digits, end - digits);
        bool known = false;
        if (numeric) {
            const uint point = name.toUInt(&known, hex ? 16 : 10);
            if (known)
                result += QString::fromUcs4(std::array{static_cast<char32_t>(std::min(point, 0x10FFFFu))}.data(), 1);
        } else if (const auto found = std::ranges::find(Named, name, &std::pair<QStringView, char16_t>::first);
                   found != Named.end()) {
            known = true;
            result += QChar(found->second);
        }
        if (!known) {
            result += u'&';
            continue;
        }
        i += end;
        if (end < rest.size() && rest.at(end) == u';')
            ++i;
    }
    return result;
}

// A URL as a browser reads it: without blanks and control characters around, and without tabs and line ends inside.
QString strippedUrl(QStringView url)
{
    QString result;
    for (const QChar c : url) {
        if (c.unicode() > 0x20 || (c == u' ' && !result.isEmpty()))
            result += c;
    }
    return result;
}

// "javascript" of "javascript:x"; empty for a relative URL.
QStringView schemeOf(QStringView url)
{
    for (qsizetype i = 0; i < url.size(); ++i) {
        const QChar c = url.at(i);
        if (c == u':')
            return url.first(i);
        if (c == u'/' || c == u'?' || c == u'#' || c == u'\\')
            break;
    }
    return {};
}

bool isSlash(QChar c)
{
    return c == u'/' || c == u'\\';
}

} // namespace

QString escapedHtml(QStringView text)
{
    QString result;
    result.reserve(text.size());
    for (const QChar c : text) {
        if (c == u'&')
            result += u"&amp;";
        else if (c == u'<')
            result += u"&lt;";
        else if (c == u'>')
            result += u"&gt;";
        else if (c == u'"')
            result += u"&quot;";
        else
            result += c.isNull() ? QChar(QChar::ReplacementCharacter) : c;
    }
    return result;
}

bool isSafeLink(QStringView url)
{
    const QString stripped = strippedUrl(url);
    const QString scheme = schemeOf(stripped).toString().toLower();
    return !isOneOf(scheme, {u"javascript", u"vbscript", u"data", u"livescript", u"mocha", u"jar", u"blob"});
}

bool isSafeSource(QStringView url)
{
    const QString stripped = strippedUrl(url);
    if (stripped.size() > 1 && isSlash(stripped.at(0)) && isSlash(stripped.at(1)))
        return false;
    if (schemeOf(stripped).isEmpty())
        return true;
    return std::ranges::any_of(Names{u"png", u"jpeg", u"jpg", u"gif", u"webp", u"bmp", u"avif"}, [&](QStringView type) {
        return stripped.startsWith(QString(u"data:image/" + type.toString() + u";base64,"), Qt::CaseInsensitive);
    });
}

void Sanitizer::feed(QStringView html)
{
    for (qsizetype i = 0; i < html.size();) {
        qsizetype next = html.indexOf(u'<', i);
        if (next < 0)
            next = html.size();
        if (!isSkipping()) {
            // References stay; what else has a meaning does not.
            m_out +=
                QString(html.sliced(i, next - i).toString()).replace(u'>', u"&gt;"_s).replace(QChar(), QChar(0xFFFD));
        }
        i = next == html.size() ? next : takeMarkup(html, next);
    }
}

// Reads what begins with "<" at `at`, and returns where it ends. What is no markup is text.
qsizetype Sanitizer::takeMarkup(QStringView html, qsizetype at)
{
    const auto asText = [&] {
        m_out += u"&lt;";
        return at + 1;
    };
    const QStringView rest = html.sliced(at + 1);
    if (isSkipping()) {
        // Markup means nothing in there, but for its own begin and end.
        const bool ends = rest.startsWith(u'/');
        const QStringView tag = rest.sliced(ends ? 1 : 0);
        const bool own = tag.startsWith(m_skipped, Qt::CaseInsensitive)
                         && (tag.size() == m_skipped.size() || !isNameCharacter(tag.at(m_skipped.size())));
        if (!own)
            return at + 1;
        m_skipDepth += ends ? -1 : 1;
        if (m_skipDepth == 0)
            m_skipped.clear();
        const qsizetype end = html.indexOf(u'>', at);
        return end < 0 ? html.size() : end + 1;
    }
    if (rest.startsWith(u"!--")) {
        const qsizetype end = html.indexOf(u"-->", at + 4);
        return end < 0 ? html.size() : end + 3;
    }
    if (rest.startsWith(u'!') || rest.startsWith(u'?')) {
        const qsizetype end = html.indexOf(u'>', at);
        return end < 0 ? html.size() : end + 1;
    }
    const bool closing = rest.startsWith(u'/');
    const qsizetype nameBegin = closing ? 1 : 0;
    qsizetype end = nameBegin;
    while (end < rest.size() && isNameCharacter(rest.at(end)))
        ++end;
    if (end == nameBegin || !rest.at(nameBegin).isLetter())
        return asText();
    const QString name = rest.sliced(nameBegin, end - nameBegin).toString().toLower();
    const qsizetype attributes = end;
    QChar quote;
    for (; end < rest.size(); ++end) {
        const QChar c = rest.at(end);
        if (!quote.isNull())
            quote = c == quote ? QChar() : quote;
        else if (c == u'"' || c == u'\'')
            quote = c;
        else if (c == u'>' || c == u'<')
            break;
    }
    if (end == rest.size() || rest.at(end) == u'<') {
        // Unclosed. Where a quotation mark swallowed the rest, nothing after it can be trusted to be outside of one.
        return quote.isNull() ? asText() : html.size();
    }
    if (closing)
        closeElement(name);
    else
        openElement(name, rest.sliced(attributes, end - attributes));
    return at + 1 + end + 1;
}

void Sanitizer::openElement(const QString &name, QStringView attributes)
{
    if (goesWithItsContent(name)) {
        m_skipped = name;
        m_skipDepth = 1;
        return;
    }
    if (!isAllowed(name) || m_open.size() >= DeepestNesting)
        return;
    QString written = u'<' + name;
    QStringList seen;
    for (qsizetype i = 0; i < attributes.size();) {
        while (i < attributes.size() && !isNameCharacter(attributes.at(i)))
            ++i;
        const qsizetype begin = i;
        while (i < attributes.size() && isNameCharacter(attributes.at(i)))
            ++i;
        const QString attribute = attributes.sliced(begin, i - begin).toString().toLower();
        qsizetype value = i;
        while (value < attributes.size() && attributes.at(value).isSpace())
            ++value;
        QString text;
        if (value < attributes.size() && attributes.at(value) == u'=') {
            i = value + 1;
            while (i < attributes.size() && attributes.at(i).isSpace())
                ++i;
            const QChar quote = i < attributes.size() ? attributes.at(i) : QChar();
            qsizetype stop = i;
            if (quote == u'"' || quote == u'\'') {
                stop = attributes.indexOf(quote, ++i);
                stop = stop < 0 ? attributes.size() : stop;
                text = decodedReferences(attributes.sliced(i, stop - i));
                i = std::min(stop + 1, attributes.size());
            } else {
                while (stop < attributes.size() && !attributes.at(stop).isSpace())
                    ++stop;
                text = decodedReferences(attributes.sliced(i, stop - i));
                i = stop;
            }
        }
        const bool safe = attribute == u"href" ? isSafeLink(text) : attribute != u"src" || isSafeSource(text);
        if (attribute.isEmpty() || !safe || !isAllowedAttribute(name, attribute) || seen.contains(attribute))
            continue;
        seen.append(attribute);
        written += u' ' + attribute + u"=\""_s + escapedHtml(text) + u'"';
    }
    m_out += written + u'>';
    if (!isVoid(name))
        m_open.append(name);
}

void Sanitizer::closeElement(const QString &name)
{
    const qsizetype open = m_open.lastIndexOf(name);
    if (open >= m_floor)
        closeTo(open);
}

void Sanitizer::closeTo(qsizetype depth)
{
    m_skipped.clear();
    while (m_open.size() > depth)
        m_out += u"</"_s + m_open.takeLast() + u'>';
}

} // namespace tearsheet
