// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/linkfinder.h"

#include "core/note/linksyntax.h"
#include "core/text/bytes.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace tearsheet {

std::optional<Link> LinkFinder::take(QByteArrayView destination, bool image)
{
    // Links by reference have no place. After a few of them in one leaf the search gives up looking far.
    constexpr int PatientFailures = 8;
    constexpr size_t Farthest = 64;
    if (!m_isRead)
        read();
    const QByteArray wanted = m_mask.restored(destination);
    const auto isWanted = [&](const Place &place) { return isMeant(place, wanted, image); };
    if (const auto passed = std::ranges::find_if(m_passed, isWanted); passed != m_passed.end()) {
        const Link link = linkAt(*passed);
        m_passed.erase(passed);
        return link;
    }
    if (!m_reading.next && !findNext())
        return {};
    if (isWanted(*m_reading.next))
        return taken(*m_reading.next);
    if (m_failures >= PatientFailures)
        return {};
    const Reading before = m_reading;
    std::vector passed{*m_reading.next};
    for (; passed.size() < Farthest && findNext(); passed.push_back(*m_reading.next)) {
        if (!isWanted(*m_reading.next))
            continue;
        // This may be one by reference, with the destination of one that the parser has yet to come to.
        m_passed.insert(m_passed.end(), passed.begin(), passed.end());
        if (m_passed.size() > Farthest)
            m_passed.erase(m_passed.begin(), m_passed.end() - Farthest);
        return taken(*m_reading.next);
    }
    m_reading = before;
    ++m_failures;
    return {};
}

QList<Link> LinkFinder::takeAll()
{
    read();
    QList<Link> links;
    while (findNext())
        links.append(taken(*m_reading.next));
    return links;
}

void LinkFinder::read()
{
    m_isRead = true;
    m_failures = 0;
    m_reading = {};
    m_passed.clear();
    m_noRun.fill(std::numeric_limits<quint32>::max());
    m_html.reset();
    const quint32 body = m_lines.begin(0);
    m_bytes = QByteArrayView(m_mask.bytes()).sliced(m_leaf.begin - body, m_leaf.size());
    bool isPrefixed = false;
    for (int line = m_lines.lineAt(m_leaf.begin) + 1; !isPrefixed && m_lines.begin(line) < m_leaf.end; ++line)
        isPrefixed = m_lines.tableRow(line).begin > m_lines.begin(line);
    if (isPrefixed) {
        m_owned = m_lines.withoutPrefixes(m_leaf, m_mask.bytes());
        m_bytes = m_owned;
    }
}

bool LinkFinder::isMeant(const Place &place, const QByteArray &destination, bool image) const
{
    if ((place.kind == Kind::Image) != image)
        return false;
    const QByteArrayView written = inNote(place.destination).in(m_text);
    if (written == destination && !written.contains('\\') && !written.contains('&'))
        return true;
    if (unescapedDestination(written) == destination)
        return true;
    return place.kind == Kind::Url && (written == destination || "mailto:" + written.toByteArray() == destination);
}

Link LinkFinder::linkAt(const Place &place) const
{
    const bool image = place.kind == Kind::Image;
    Link link = markdownLink(inNote(place.range), inNote(place.display), inNote(place.destination), image, m_text);
    if (place.kind == Kind::Url)
        link.kind = LinkKind::Url;
    return link;
}

Link LinkFinder::taken(const Place &place)
{
    const Link link = linkAt(place);
    m_reading.at = place.range.end;
    if (place.kind == Kind::Link)
        m_reading.inactive = m_reading.open.size();
    m_reading.next.reset();
    return link;
}

bool LinkFinder::findNext()
{
    m_reading.next.reset();
    quint32 &i = m_reading.at;
    while (i < m_bytes.size() && !m_reading.next) {
        switch (m_bytes[i]) {
        case '\\':
            i += isPunctuation(at(i + 1)) ? 2u : 1u;
            break;
        case '`':
            skipCode();
            break;
        case '<':
            skipAngle();
            break;
        case '!':
            if (at(i + 1) == '[')
                openBracket(true);
            else
                ++i;
            break;
        case '[':
            openBracket(false);
            break;
        case ']':
            closeBracket();
            break;
        default:
            ++i;
        }
    }
    return m_reading.next.has_value();
}

void LinkFinder::openBracket(bool image)
{
    // Copies of a reading stay small; nobody closes so many brackets.
    constexpr size_t Deepest = 1024;
    if (m_reading.open.size() == 2 * Deepest) {
        m_reading.open.erase(m_reading.open.begin(), m_reading.open.begin() + Deepest);
        m_reading.inactive -= std::min(m_reading.inactive, Deepest);
    }
    m_reading.open.push_back({m_reading.at, image});
    m_reading.at += image ? 2u : 1u;
}

void LinkFinder::closeBracket()
{
    const quint32 close = m_reading.at++;
    if (m_reading.open.empty())
        return;
    const Bracket open = m_reading.open.back();
    m_reading.open.pop_back();
    const bool active = open.image || m_reading.open.size() >= m_reading.inactive;
    m_reading.inactive = std::min(m_reading.inactive, m_reading.open.size());
    if (!active || at(close + 1) != '(')
        return;
    if (const auto destination = destinationAt(close + 2, static_cast<quint32>(m_bytes.size()), m_bytes))
        m_reading.next = {open.image ? Kind::Image : Kind::Link,
                          {open.at, destination->linkEnd},
                          {open.at + (open.image ? 2u : 1u), close},
                          destination->range};
}

void LinkFinder::skipCode()
{
    const auto runEnd = [&](quint32 i) {
        while (at(i) == '`')
            ++i;
        return i;
    };
    const quint32 begin = runEnd(m_reading.at);
    const quint32 length = begin - std::exchange(m_reading.at, begin);
    if (length > m_noRun.size() || begin >= m_noRun[length - 1])
        return;
    for (qsizetype run = m_bytes.indexOf('`', begin); run >= 0;) {
        const quint32 end = runEnd(static_cast<quint32>(run));
        if (end - run == length) {
            m_reading.at = end;
            return;
        }
        run = m_bytes.indexOf('`', end);
    }
    m_noRun[length - 1] = begin;
}

void LinkFinder::skipAngle()
{
    const quint32 begin = m_reading.at;
    if (const std::optional<quint32> end = angleUrlEnd(begin, m_bytes)) {
        m_reading.at = *end;
        m_reading.next = {Kind::Url, {begin, *end}, {*end - 1, *end - 1}, {begin + 1, *end - 1}};
        return;
    }
    m_reading.at = m_html.end(begin, m_bytes).value_or(begin + 1);
}

} // namespace tearsheet
