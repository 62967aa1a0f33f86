// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/linksyntax.h"

#include "core/text/bytes.h"

#include <algorithm>
#include <utility>

namespace tearsheet {

namespace {

void cutSubpath(ByteRange whole, QByteArrayView text, Link &link)
{
    const qsizetype hash = whole.in(text).indexOf('#');
    const quint32 cut = hash < 0 ? whole.end : whole.begin + static_cast<quint32>(hash);
    link.target = trimmed({whole.begin, cut}, text);
    link.subpath = trimmed({cut, whole.end}, text);
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
    cutSubpath(linkText, text, link);
    return link;
}

std::optional<Destination> destinationAt(quint32 begin, quint32 end, QByteArrayView text)
{
    quint32 i = begin;
    const auto skipBlanks = [&] {
        while (i < end && (isBlank(text[i]) || isLineEnd(text[i])))
            ++i;
    };
    skipBlanks();
    ByteRange range{i, i};
    if (i < end && text[i] == '<') {
        for (range.begin = ++i; i < end && text[i] != '>'; ++i) {
            if (text[i] == '\n' || text[i] == '<')
                return {};
            if (text[i] == '\\')
                ++i;
        }
        if (i >= end)
            return {};
        range.end = i++;
    } else {
        int depth = 0;
        for (; i < end && static_cast<unsigned char>(text[i]) > ' '; ++i) {
            if (text[i] == '\\' && i + 1 < end && isPunctuation(text[i + 1])) {
                ++i;
            } else if (text[i] == '(') {
                if (++depth > 32)
                    return {};
            } else if (text[i] == ')' && depth-- == 0) {
                break;
            }
        }
        range.end = i;
    }
    const quint32 beforeTitle = i;
    skipBlanks();
    if (i < end && i > beforeTitle && (text[i] == '"' || text[i] == '\'' || text[i] == '(')) {
        const char close = text[i] == '(' ? ')' : text[i];
        for (++i; i < end && text[i] != close; ++i) {
            if (text[i] == '\\')
                ++i;
        }
        ++i;
        skipBlanks();
    }
    if (i >= end || text[i] != ')')
        return {};
    return Destination{range, i + 1};
}

Link markdownLink(ByteRange range, ByteRange display, ByteRange destination, bool embed, QByteArrayView text)
{
    Link link{
        .range = range, .target = {}, .subpath = {}, .display = display, .kind = LinkKind::Markdown, .embed = embed};
    cutSubpath(destination, text, link);
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
    static constexpr std::pair<QByteArrayView, char> References[] = {
        {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
    QByteArray result;
    result.reserve(destination.size());
    for (qsizetype i = 0; i < destination.size(); ++i) {
        const QByteArrayView rest = destination.sliced(i);
        const auto *const reference =
            std::ranges::find_if(References, [&](const auto &r) { return rest.startsWith(r.first); });
        if (reference != std::end(References)) {
            result += reference->second;
            i += reference->first.size() - 1;
            continue;
        }
        if (rest[0] == '\\' && rest.size() > 1 && isPunctuation(rest[1]))
            ++i;
        result += destination[i];
    }
    return result;
}

} // namespace tearsheet
