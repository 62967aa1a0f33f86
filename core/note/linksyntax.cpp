// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/linksyntax.h"

#include "core/note/markdownvisitor.h"
#include "core/text/bytes.h"

#include <algorithm>

namespace tearsheet {

namespace {

void cutSubpath(ByteRange whole, quint32 cut, QByteArrayView text, Link &link)
{
    link.target = trimmed({whole.begin, cut}, text);
    link.subpath = trimmed({cut, whole.end}, text);
}

// What the Markdown parser shows for the text of one line.
class ShownText : public MarkdownVisitor
{
public:
    void enter(const MarkdownElement &element) override { text += element.literal; }
    void leave(const MarkdownElement &) override {}

    QByteArray text;
};

// The length of the character reference that `text` begins with; 0 where it begins with none by its form.
qsizetype referenceLength(QByteArrayView text)
{
    constexpr qsizetype Longest = 34;
    const qsizetype end = text.first(std::min(text.size(), Longest)).indexOf(';');
    if (end < 2 || text[0] != '&')
        return 0;
    QByteArrayView inside = text.sliced(1, end - 1);
    const bool isNumber = inside[0] == '#';
    if (isNumber)
        inside = inside.sliced(1);
    const bool plain = std::ranges::all_of(inside, [](char c) { return isLetter(c) || isDigit(c); });
    return plain && (!isNumber || (!inside.isEmpty() && (isDigit(inside[0]) || inside.size() > 1))) ? end + 1 : 0;
}

// Where the subpath of a destination begins: at its first `#` that is no part of a character reference.
quint32 subpathBegin(ByteRange destination, QByteArrayView text)
{
    for (quint32 i = destination.begin; i < destination.end; ++i) {
        if (text[i] == '#')
            return i;
        if (text[i] == '&' && i + 1 < destination.end && text[i + 1] == '#')
            i += static_cast<quint32>(
                std::max<qsizetype>(referenceLength(ByteRange{i, destination.end}.in(text)) - 1, 0));
    }
    return destination.end;
}

// The parser knows the names of all characters.
QByteArray withoutReferences(QByteArrayView text)
{
    QByteArray result;
    for (qsizetype i = 0; i < text.size();) {
        const qsizetype length = referenceLength(text.sliced(i));
        if (length == 0) {
            result += text[i++];
            continue;
        }
        ShownText shown;
        visitMarkdown(text.sliced(i, length), shown, MarkdownDetail::Facts);
        result += shown.text;
        i += length;
    }
    return result;
}

} // namespace

Link wikiLinkAt(ByteRange range, QByteArrayView text, LinkKind kind)
{
    Link link{
        .range = range, .target = {}, .subpath = {}, .display = {}, .kind = kind, .embed = text[range.begin] == '!'};
    const ByteRange inner{range.begin + (link.embed ? 3u : 2u), range.end - 2};
    const qsizetype bar = inner.in(text).indexOf('|');
    ByteRange linkText = inner;
    if (bar >= 0) {
        linkText.end = inner.begin + static_cast<quint32>(bar);
        link.display = trimmed({linkText.end + 1, inner.end}, text);
        if (!linkText.isEmpty() && text[linkText.end - 1] == '\\')
            --linkText.end;
    }
    const qsizetype hash = linkText.in(text).indexOf('#');
    cutSubpath(linkText, hash < 0 ? linkText.end : linkText.begin + static_cast<quint32>(hash), text, link);
    return link;
}

std::optional<BareDestination> bareDestinationAt(quint32 begin, quint32 end, QByteArrayView text)
{
    quint32 i = begin;
    if (i < end && text[i] == '<') {
        for (++i; i < end && text[i] != '>'; ++i) {
            if (isLineEnd(text[i]) || text[i] == '<')
                return {};
            if (text[i] == '\\' && i + 1 < end && isPunctuation(text[i + 1]))
                ++i;
        }
        return i < end ? std::optional(BareDestination{{begin + 1, i}, i + 1}) : std::nullopt;
    }
    int depth = 0;
    for (; i < end && !isWhiteSpace(text[i]); ++i) {
        if (text[i] == '\\' && i + 1 < end && isPunctuation(text[i + 1])) {
            ++i;
        } else if (text[i] == '(') {
            if (++depth > 32)
                return {};
        } else if (text[i] == ')' && depth-- == 0) {
            break;
        }
    }
    return BareDestination{{begin, i}, i};
}

std::optional<quint32> titleEnd(quint32 begin, quint32 end, QByteArrayView text)
{
    if (begin >= end || (text[begin] != '"' && text[begin] != '\'' && text[begin] != '('))
        return {};
    const char close = text[begin] == '(' ? ')' : text[begin];
    for (quint32 i = begin + 1; i < end; ++i) {
        if (text[i] == close)
            return i + 1;
        if (text[i] == '(' && close == ')')
            return {};
        if (text[i] == '\\')
            ++i;
    }
    return {};
}

std::optional<Destination> destinationAt(quint32 begin, quint32 end, QByteArrayView text)
{
    const auto pastBlanks = [&](quint32 i) {
        while (i < end && isWhiteSpace(text[i]))
            ++i;
        return i;
    };
    const auto bare = bareDestinationAt(pastBlanks(begin), end, text);
    if (!bare)
        return {};
    quint32 i = pastBlanks(bare->end);
    if (i > bare->end)
        i = pastBlanks(titleEnd(i, end, text).value_or(i));
    if (i >= end || text[i] != ')')
        return {};
    return Destination{bare->range, i + 1};
}

Link markdownLink(ByteRange range, ByteRange display, ByteRange destination, bool embed, QByteArrayView text)
{
    Link link{
        .range = range, .target = {}, .subpath = {}, .display = display, .kind = LinkKind::Markdown, .embed = embed};
    cutSubpath(destination, subpathBegin(destination, text), text, link);
    return link;
}

char quoteAround(const Link &link, QByteArrayView text)
{
    quint32 at = link.range.begin;
    while (at > 0 && isBlank(text[at - 1]))
        --at;
    const char before = at > 0 ? text[at - 1] : '\0';
    return before == '\'' || before == '"' ? before : '\0';
}

QByteArray unescapedDestination(QByteArrayView destination)
{
    QByteArray resolved;
    if (destination.contains('&')) {
        resolved = withoutReferences(destination);
        destination = resolved;
    }
    QByteArray result;
    result.reserve(destination.size());
    for (qsizetype i = 0; i < destination.size(); ++i) {
        if (destination[i] == '\\' && i + 1 < destination.size() && isPunctuation(destination[i + 1]))
            ++i;
        result += destination[i];
    }
    return result;
}

} // namespace tearsheet
