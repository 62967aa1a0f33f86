// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/note.h"

#include "core/note/linksyntax.h"
#include "core/note/markdowntree.h"

#include <algorithm>

namespace tearsheet {

namespace {

// What `bytes` of a front-matter value between two of `quote` say, as far as links need it.
QByteArray withoutYamlEscapes(QByteArrayView bytes, char quote)
{
    QByteArray result;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const char next = i + 1 < bytes.size() ? bytes[i + 1] : '\0';
        const bool escapes = quote == '"' ? bytes[i] == '\\' && (next == '"' || next == '\\')
                                          : quote == '\'' && bytes[i] == '\'' && next == '\'';
        if (escapes)
            ++i;
        result += bytes[i];
    }
    return result;
}

QString decoded(const Link &link, ByteRange range, QByteArrayView text)
{
    QByteArrayView bytes = range.in(text);
    QByteArray unescaped;
    if (link.kind == LinkKind::Property && (bytes.contains('\\') || bytes.contains('\''))) {
        unescaped = withoutYamlEscapes(bytes, quoteAround(link, text));
        bytes = unescaped;
    }
    if (!isWikiSyntax(link, text))
        return QString::fromUtf8(QByteArray::fromPercentEncoding(unescapedDestination(bytes)));
    QString result = QString::fromUtf8(bytes);
    if (bytes.contains('\\'))
        result.replace(QStringLiteral("\\|"), QStringLiteral("|"));
    return result;
}

// Punctuation that a heading link may leave out.
bool isHeadingPunctuation(QChar c)
{
    static constexpr QStringView Marks = u"!\"#$%&()*+,.:;<=>?@^`{|}~/[]\\";
    return c.isSpace() || Marks.contains(c);
}

} // namespace

int NoteFacts::headingAt(quint32 offset) const
{
    const auto after = std::ranges::upper_bound(headings, offset, {}, [](const Heading &h) { return h.range.begin; });
    return static_cast<int>(after - headings.begin()) - 1;
}

Link linkOf(const LinkDefinition &definition)
{
    return {.range = definition.range,
            .target = definition.target,
            .subpath = definition.subpath,
            .display = {},
            .kind = LinkKind::Markdown};
}

bool isWikiSyntax(const Link &link, QByteArrayView text)
{
    if (link.kind != LinkKind::Property)
        return link.kind == LinkKind::Wiki;
    return link.range.in(text).startsWith("[[");
}

QString linkTarget(const Link &link, QByteArrayView text)
{
    return decoded(link, link.target, text);
}

QString linkSubpath(const Link &link, QByteArrayView text)
{
    return decoded(link, link.subpath, text);
}

QString linkDisplay(const Link &link, QByteArrayView text)
{
    if (!link.display.isEmpty())
        return QString::fromUtf8(link.display.in(text));
    return linkTarget(link, text) + linkSubpath(link, text);
}

bool isExternalTarget(QStringView target)
{
    const qsizetype colon = target.indexOf(u':');
    if (colon < 2)
        return target.startsWith(u"//");
    const QStringView scheme = target.first(colon);
    const bool isScheme =
        scheme[0].isLetter() && std::ranges::all_of(scheme, [](QChar c) {
            return c.unicode() < 0x80 && (c.isLetterOrNumber() || c == u'+' || c == u'-' || c == u'.');
        });
    if (!isScheme)
        return false;
    if (target.sliced(colon).startsWith(u"://"))
        return true;
    return std::ranges::any_of(std::initializer_list<QStringView>{u"mailto", u"tel", u"data", u"javascript", u"file"},
                               [&](QStringView known) { return scheme.compare(known, Qt::CaseInsensitive) == 0; });
}

bool isExternal(const Link &link, QByteArrayView text)
{
    if (link.kind == LinkKind::Wiki)
        return false;
    return link.kind == LinkKind::Url || isExternalTarget(linkTarget(link, text));
}

QString headingKey(QStringView text)
{
    QString key;
    key.reserve(text.size());
    for (const QChar c : text) {
        if (!isHeadingPunctuation(c))
            key += c;
        else if (!key.isEmpty() && !key.endsWith(u' '))
            key += u' ';
    }
    return key.trimmed().toCaseFolded();
}

QString plainInline(QByteArrayView text)
{
    // Behind "# " any text is inline text: a heading of one line.
    QByteArray heading("# ");
    heading += text;
    std::ranges::replace_if(heading, [](char c) { return c == '\n' || c == '\r'; }, ' ');
    const QList<MarkdownBlock> blocks = parseMarkdown(heading);
    return blocks.isEmpty() ? QString() : plainText(blocks.first());
}

} // namespace tearsheet
