// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/bareurl.h"

#include "core/text/bytes.h"

#include <algorithm>

namespace tearsheet {

namespace {

bool isHostCharacter(char byte)
{
    return isDigit(byte) || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '-' || byte == '_'
           || byte == '.' || static_cast<unsigned char>(byte) >= 0x80;
}

// "&amp;" at the end belongs to the text behind the URL.
qsizetype withoutReference(QByteArrayView url)
{
    const qsizetype ampersand = url.lastIndexOf('&');
    const bool reference = ampersand >= 0 && ampersand + 2 < url.size()
                           && std::ranges::all_of(url.sliced(ampersand + 1).chopped(1), [](char byte) {
                                  return isDigit(byte) || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
                              });
    return reference ? ampersand : url.size() - 1;
}

} // namespace

qsizetype bareUrlEnd(QByteArrayView line, qsizetype begin, bool inTableRow)
{
    const QByteArrayView rest = line.sliced(begin);
    qsizetype host = 0;
    for (const QByteArrayView start :
         {QByteArrayView("https://"), QByteArrayView("http://"), QByteArrayView("ftp://"), QByteArrayView("www.")}) {
        if (rest.startsWith(start)) {
            host = start.size();
            break;
        }
    }
    if (host == 0 || host == rest.size() || !isHostCharacter(rest[host]) || rest[host] == '.')
        return begin;
    if (rest.startsWith('w')) {
        const auto hostEnd = std::find_if_not(rest.begin() + host, rest.end(), isHostCharacter);
        if (std::find(rest.begin() + host, hostEnd, '.') == hostEnd)
            return begin;
    }
    qsizetype end = host;
    int brackets = 0;
    int parentheses = 0;
    for (; end < rest.size(); ++end) {
        const char byte = rest[end];
        if (isBlank(byte) || byte == '<' || byte == '`' || (inTableRow && byte == '|')
            || static_cast<unsigned char>(byte) < 0x20)
            break;
        brackets += byte == '[' ? 1 : byte == ']' ? -1 : 0;
        parentheses += byte == '(' ? 1 : byte == ')' ? -1 : 0;
        if (brackets < 0)
            break;
    }
    while (end > host) {
        const char last = rest[end - 1];
        if (last == ';') {
            end = withoutReference(rest.first(end));
        } else if (last == ')') {
            if (parentheses >= 0)
                break;
            ++parentheses;
            --end;
        } else if (QByteArrayView("?!.,:*_~'\"\\").contains(last)) {
            --end;
        } else {
            break;
        }
    }
    return end > host ? begin + end : begin;
}

} // namespace tearsheet
