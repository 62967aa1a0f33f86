// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/cellcursor.h"

namespace tearsheet {

namespace {

struct Replacement
{
    std::string_view from;
    std::string_view to;
};

// Beyond ASCII, by their first byte: most cells have none of them.
constexpr Replacement Replacements[] = {
    {"\u00a0", " "},  {"\u00b1", "\4"}, {"\u00d7", "\3"}, {"\u2002", " "},   {"\u2003", " "}, {"\u2007", " "},
    {"\u2009", " "},  {"\u200a", " "},  {"\u200b", ""},   {"\u2010", "-"},   {"\u2011", "-"}, {"\u2012", "-"},
    {"\u2013", "-"},  {"\u2014", "\2"}, {"\u2019", "'"},  {"\u2026", "..."}, {"\u202f", " "}, {"\u2060", ""},
    {"\u2192", "\1"}, {"\u21d2", "\1"}, {"\u2212", "-"},  {"\u223c", "~"},   {"\u2243", "~"}, {"\u2248", "~"},
    {"\u2264", "<"},  {"\u2265", ">"},  {"\u27f6", "\1"}, {"\ufe0f", ""},    {"\ufeff", ""},
};

constexpr size_t LongestLink = 1000;

// A number with its scale, which no one meant to link: `[[3M]]`.
bool isLinkedNumber(std::string_view text)
{
    size_t i = 0;
    while (i < text.size() && isDigit(text[i]))
        ++i;
    if (i == 0)
        return false;
    if (i < text.size() && isOneOf(text.substr(i, 1), std::initializer_list<std::string_view>{"K", "M", "B", "T"}))
        ++i;
    return i == text.size();
}

class Writer
{
public:
    Writer(PlainCell &cell, QByteArrayView source)
        : m_cell(cell), m_text(source.data(), static_cast<size_t>(source.size()))
    {
        m_cell.bytes.reserve(source.size() + 1);
    }

    void write()
    {
        size_t i = 0;
        while (i < m_text.size())
            i = step(i);
        auto &bytes = m_cell.bytes;
        // Only a cell that begins with a link is one; elsewhere a link's text is like any other.
        if (m_links && bytes.at(bytes.at(0) == ' ' ? 1 : 0) != Sign::LinkBegin)
            bytes.removeIf([](char c) { return c == Sign::LinkBegin || c == Sign::LinkEnd; });
        while (!bytes.isEmpty() && bytes.last() == ' ')
            bytes.removeLast();
        bytes.append(0);
    }

private:
    // Writes what stands at `i` and returns where to go on.
    size_t step(size_t i)
    {
        const char c = m_text[i];
        const std::string_view rest = m_text.substr(i);
        switch (c) {
        case '\\':
            if (rest.size() > 1 && isPunctuation(rest[1])) {
                put(rest[1]);
                return i + 2;
            }
            break;
        case '*':
            // A star between blanks or digits is no emphasis.
            if (rest.size() > 1 && i > 0 && (m_text[i - 1] == ' ') == (rest[1] == ' ') && rest[1] != '*'
                && m_text[i - 1] != '*' && isDigit(rest[1]))
                break;
            return i + 1;
        case '`':
            return i + 1;
        case '_':
        case '=':
        case '~':
            if (rest.size() > 1 && rest[1] == c)
                return i + 2;
            break;
        case '!':
            if (rest.starts_with("![["))
                return i + 1;
            break;
        case '[':
            return link(i);
        case '-':
            if (rest.starts_with("->")) {
                mark(Sign::Arrow);
                return i + 2;
            }
            break;
        case '<':
            if (rest.starts_with("<br")) {
                const size_t close = rest.substr(0, 8).find('>');
                if (close != std::string_view::npos) {
                    put(' ');
                    return i + close + 1;
                }
            }
            break;
        default:
            if (static_cast<unsigned char>(c) >= 0xc2)
                return beyondAscii(i);
        }
        put(c);
        return i + 1;
    }

    size_t link(size_t i)
    {
        const std::string_view rest = m_text.substr(i);
        if (rest.starts_with("[[")) {
            // Where no link ends there is none further on either.
            if (m_noClose)
                return plainBracket(i);
            const size_t close = rest.find("]]", 2);
            if (close == std::string_view::npos) {
                m_noClose = true;
                return plainBracket(i);
            }
            std::string_view inner = rest.substr(2, close - 2);
            if (const size_t bar = inner.find('|'); bar != std::string_view::npos)
                inner = inner.substr(bar + 1);
            writeLink(inner);
            return i + close + 2;
        }
        // Neither text nor target of a link is long; a cell full of brackets is read in linear time.
        const size_t middle = rest.substr(0, LongestLink).find("](");
        const size_t close =
            middle == std::string_view::npos ? middle : rest.substr(0, 2 * LongestLink).find(')', middle);
        if (close == std::string_view::npos || rest.substr(1, middle - 1).contains('['))
            return plainBracket(i);
        writeLink(rest.substr(1, middle - 1));
        return i + close + 1;
    }

    size_t plainBracket(size_t i)
    {
        put('[');
        return i + 1;
    }

    void writeLink(std::string_view shown)
    {
        const bool number = isLinkedNumber(shown);
        m_links = m_links || !number;
        if (!number)
            mark(Sign::LinkBegin);
        for (size_t i = 0; i < shown.size();) {
            if (static_cast<unsigned char>(shown[i]) >= 0xc2) {
                const size_t offset = static_cast<size_t>(shown.data() - m_text.data());
                i = beyondAscii(offset + i) - offset;
                continue;
            }
            if (shown[i] != '*' && shown[i] != '[')
                put(shown[i]);
            ++i;
        }
        if (!number)
            mark(Sign::LinkEnd);
    }

    size_t beyondAscii(size_t i)
    {
        const std::string_view rest = m_text.substr(i);
        for (const Replacement &replacement : Replacements) {
            if (rest[0] != replacement.from[0] || !rest.starts_with(replacement.from))
                continue;
            for (const char c : replacement.to) {
                if (c == ' ')
                    put(c);
                else
                    mark(c);
            }
            return i + replacement.from.size();
        }
        m_cell.bytes.append(rest[0]);
        return i + 1;
    }

    void put(char c)
    {
        auto &bytes = m_cell.bytes;
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            if (!bytes.isEmpty() && bytes.last() != ' ')
                bytes.append(' ');
            return;
        }
        mark(static_cast<unsigned char>(c) < 0x20 ? Sign::Unknown : c);
    }

    void mark(char sign) { m_cell.bytes.append(sign); }

    PlainCell &m_cell;
    std::string_view m_text;
    bool m_noClose = false;
    bool m_links = false;
};

} // namespace

PlainCell plainCell(QByteArrayView cell)
{
    PlainCell plain;
    const QByteArrayView trimmed = cell.trimmed();
    plain.code = trimmed.size() > 2 && trimmed.front() == '`' && trimmed.back() == '`'
                 && !trimmed.sliced(1).chopped(1).contains('`');
    Writer(plain, trimmed).write();
    return plain;
}

} // namespace tearsheet
