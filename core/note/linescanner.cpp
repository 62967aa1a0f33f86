// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/linescanner.h"

#include "core/note/bareurl.h"
#include "core/text/bytes.h"
#include "core/text/utf8.h"

#include <array>

namespace tearsheet {

namespace {

constexpr bool isIdCharacter(char byte)
{
    return isDigit(byte) || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '-';
}

// The bytes at which something may begin; everything else is stepped over.
using ByteSet = std::array<bool, 256>;
constexpr ByteSet Interesting = [] {
    ByteSet table{};
    for (const char byte : {'\\', '[', '!', '#', '$', '%', '^'})
        table[static_cast<unsigned char>(byte)] = true;
    return table;
}();

class SpanFinder
{
public:
    SpanFinder(QByteArrayView text, qsizetype begin, BareUrls urls) : m_text(text), m_pos(begin)
    {
        // Letters stop the search often, so they do only where there is a URL at all.
        if (urls == BareUrls::Mask) {
            const QByteArrayView body = text.sliced(begin);
            m_urls = find(body, "://") >= 0;
            m_interesting['h'] = m_interesting['f'] = m_urls;
            m_interesting['w'] = find(body, "www.") >= 0;
            m_urls = m_urls || m_interesting['w'];
        }
    }

    QList<MaskedSpan> run()
    {
        while (m_pos < m_text.size()) {
            m_lineBegin = m_pos;
            m_lineEnd = endOfLine();
            scanLine();
            while (m_pos < m_text.size() && isLineEnd(m_text[m_pos]))
                ++m_pos;
        }
        return std::move(m_spans);
    }

private:
    char at(qsizetype offset) const { return offset < m_text.size() ? m_text[offset] : '\0'; }
    bool has(qsizetype offset, QByteArrayView what) const { return m_text.sliced(offset).startsWith(what); }

    qsizetype endOfLine()
    {
        // Kept, so that lines that end with a lone CR do not search the whole text each.
        if (m_nextLf < m_pos) {
            const qsizetype lf = m_text.indexOf('\n', m_pos);
            m_nextLf = lf < 0 ? m_text.size() : lf;
        }
        if (!m_hasCr)
            return m_nextLf;
        const qsizetype cr = m_text.first(m_nextLf).indexOf('\r', m_pos);
        return cr < 0 ? m_nextLf : cr;
    }

    bool mayReachOverLines() const { return m_pos == m_textBegin && m_fence == '\0'; }

    void add(qsizetype begin, qsizetype end, SpanKind kind)
    {
        m_spans.append({ByteRange::of(begin, end), kind});
        m_pos = end;
    }

    void scanLine()
    {
        const LinePrefix prefix = linePrefix(m_text, m_lineBegin, m_lineEnd);
        m_textBegin = prefix.end;
        m_tableRow = at(prefix.end) == '|';
        m_lineUrls = m_urls && !isDefinition(m_text.sliced(prefix.end, m_lineEnd - prefix.end));
        m_noComment = false;
        trackFence();
        m_pos = prefix.end;
        if (prefix.listItem)
            taskMark();
        if (prefix.quoted)
            calloutMark();
        while (m_pos < m_lineEnd) {
            if (!m_interesting[static_cast<unsigned char>(m_text[m_pos])] || !candidate())
                ++m_pos;
        }
        // A span over several lines leaves the position behind the line it ends in.
        m_pos = std::max(m_pos, m_lineEnd);
    }

    // Inside a fence nothing that reaches over lines may begin; what stands in one line is left to the parser.
    void trackFence()
    {
        const char mark = at(m_textBegin);
        qsizetype end = m_textBegin;
        if (mark == '`' || mark == '~') {
            while (end < m_lineEnd && m_text[end] == mark)
                ++end;
        }
        const qsizetype length = end - m_textBegin;
        const QByteArrayView rest = m_text.sliced(end, m_lineEnd - end);
        if (m_fence != '\0') {
            if (mark == m_fence && length >= m_fenceLength && rest.trimmed().isEmpty())
                m_fence = '\0';
        } else if (length >= 3 && (mark == '~' || !rest.contains('`'))) {
            m_fence = mark;
            m_fenceLength = length;
        }
    }

    bool candidate()
    {
        switch (m_text[m_pos]) {
        case '\\':
            m_pos = std::min(m_pos + 2, m_lineEnd);
            return true;
        case '!':
            return has(m_pos, "![[") && wikiLink(m_pos + 1, m_pos);
        case '[':
            return at(m_pos + 1) == '[' ? wikiLink(m_pos, m_pos) : footnoteMark();
        case '#':
            return tag();
        case '$':
            return math();
        case '%':
            return comment();
        case '^':
            return blockId();
        case 'h':
        case 'w':
        case 'f':
            return m_lineUrls && url();
        default:
            return false;
        }
    }

    // `open` is the place of "[[", `begin` that of the "!" of an embed. Of nested brackets the innermost pair is the
    // link.
    bool wikiLink(qsizetype open, qsizetype begin)
    {
        for (qsizetype i = open + 2; i < m_lineEnd; ++i) {
            const char byte = m_text[i];
            if (byte == '`' || (byte == '[' && at(i + 1) == '['))
                return false;
            // "[[x#[^1]]]" names a footnote.
            if (byte == ']' && at(i + 1) == ']' && at(i + 2) == ']' && namesFootnote(open, i))
                continue;
            if (byte == ']' && at(i + 1) == ']') {
                // "[[[x]]": the last two of a run of opening brackets count; "[[x]]]" closes with the first two.
                if (at(open + 2) == '[' || i == open + 2)
                    return false;
                add(begin, i + 2, SpanKind::WikiLink);
                return true;
            }
        }
        return false;
    }

    // Whether what ends at `close` ends with "#[^id".
    bool namesFootnote(qsizetype open, qsizetype close) const
    {
        const QByteArrayView inside = m_text.sliced(open, close - open);
        const qsizetype mark = inside.lastIndexOf('[');
        return mark > 0 && inside[mark - 1] == '#' && mark + 2 < inside.size() && inside[mark + 1] == '^';
    }

    bool footnoteMark()
    {
        if (at(m_pos + 1) != '^')
            return false;
        for (qsizetype i = m_pos + 2; i < m_lineEnd; ++i) {
            if (m_text[i] == ']' && i > m_pos + 2) {
                add(m_pos, i + 1, SpanKind::FootnoteMark);
                return true;
            }
            if (m_text[i] == ']' || m_text[i] == '[' || m_text[i] == '`' || isBlank(m_text[i]))
                return false;
        }
        return false;
    }

    void taskMark()
    {
        if (at(m_pos) != '[')
            return;
        const qsizetype mark = m_pos + 1;
        const qsizetype end = mark < m_lineEnd ? mark + sequenceLength(m_text, mark) : m_lineEnd;
        if (end < m_lineEnd && m_text[end] == ']' && (end + 1 == m_lineEnd || isBlank(m_text[end + 1])))
            add(m_pos, end + 1, SpanKind::TaskMark);
    }

    void calloutMark()
    {
        if (at(m_pos) != '[' || at(m_pos + 1) != '!')
            return;
        qsizetype i = m_pos + 2;
        while (i < m_lineEnd && m_text[i] != ']' && m_text[i] != '[')
            ++i;
        if (i >= m_lineEnd || m_text[i] != ']' || i == m_pos + 2)
            return;
        ++i;
        if (i < m_lineEnd && (m_text[i] == '+' || m_text[i] == '-'))
            ++i;
        add(m_pos, i, SpanKind::CalloutMark);
    }

    bool tag()
    {
        if (m_pos > m_textBegin && !isBlank(m_text[m_pos - 1]) && !endsWithWideBlank(m_text.first(m_pos)))
            return false;
        qsizetype i = m_pos + 1;
        bool onlyDigits = true;
        while (i < m_lineEnd) {
            const DecodedCharacter character = decodeUtf8(m_text, i);
            if (!isTagCharacter(character.codePoint))
                break;
            onlyDigits = onlyDigits && isDigit(m_text[i]);
            i += character.length;
        }
        if (onlyDigits)
            return false;
        add(m_pos, i, SpanKind::Tag);
        return true;
    }

    bool math()
    {
        if (at(m_pos + 1) == '$')
            return displayMath();
        if (m_pos + 1 >= m_lineEnd || isBlank(m_text[m_pos + 1]))
            return false;
        bool mayHoldLinks = true;
        for (qsizetype i = m_pos + 1; i < m_lineEnd; ++i) {
            const char byte = m_text[i];
            if (byte == '\\') {
                ++i;
            } else if (byte == '[' && at(i + 1) == '[' && mayHoldLinks) {
                // Dollars in a link are part of its name.
                const qsizetype close = find(m_text.first(m_lineEnd), "]]", i);
                mayHoldLinks = close >= 0;
                i = mayHoldLinks ? close + 1 : i;
            } else if (byte == '$') {
                if (i == m_pos + 1 || isBlank(m_text[i - 1]) || isDigit(at(i + 1)))
                    return false;
                add(m_pos, i + 1, SpanKind::Math);
                return true;
            } else if (byte == '`' || (byte == '|' && m_tableRow)) {
                return false;
            }
        }
        return false;
    }

    bool displayMath()
    {
        const qsizetype close = m_noDisplayMath ? -1 : find(m_text, "$$", m_pos + 2);
        m_noDisplayMath = close < 0;
        const bool overLines = close > m_lineEnd;
        if (close < 0 || close == m_pos + 2 || (overLines && !mayReachOverLines())) {
            m_pos += 2;
            return true;
        }
        add(m_pos, close + 2, SpanKind::Math);
        return true;
    }

    bool comment()
    {
        if (at(m_pos + 1) != '%')
            return false;
        const bool begins = mayReachOverLines();
        if ((begins && m_noComments) || (!begins && m_noComment)) {
            m_pos += 2;
            return true;
        }
        const qsizetype limit = begins ? m_text.size() : m_lineEnd;
        const qsizetype close = find(m_text.first(limit), "%%", m_pos + 2);
        if (close < 0) {
            (begins ? m_noComments : m_noComment) = true;
            m_pos += 2;
            return true;
        }
        add(m_pos, close + 2, SpanKind::Comment);
        return true;
    }

    static bool isDefinition(QByteArrayView line) { return line.startsWith('[') && find(line, "]:") >= 0; }

    bool url()
    {
        if (m_pos > m_textBegin) {
            // Behind "](" it is the destination of a link.
            const char before = m_text[m_pos - 1];
            const bool destination = before == '(' && m_pos - 1 > m_textBegin && m_text[m_pos - 2] == ']';
            if (destination || !(isBlank(before) || QByteArrayView("*_~(|").contains(before)))
                return false;
        }
        const qsizetype end = bareUrlEnd(m_text.first(m_lineEnd), m_pos, m_tableRow);
        if (end == m_pos)
            return false;
        add(m_pos, end, SpanKind::Url);
        return true;
    }

    bool blockId()
    {
        if (m_pos > m_textBegin && !isBlank(m_text[m_pos - 1]))
            return false;
        qsizetype i = m_pos + 1;
        while (i < m_lineEnd && isIdCharacter(m_text[i]))
            ++i;
        if (i == m_pos + 1 || !m_text.sliced(i, m_lineEnd - i).trimmed().isEmpty())
            return false;
        add(m_pos, i, SpanKind::BlockId);
        return true;
    }

    QByteArrayView m_text;
    QList<MaskedSpan> m_spans;
    qsizetype m_pos;
    qsizetype m_lineBegin = 0;
    qsizetype m_lineEnd = 0;
    qsizetype m_nextLf = -1;
    qsizetype m_textBegin = 0;
    qsizetype m_fenceLength = 0;
    ByteSet m_interesting = Interesting;
    bool m_urls = false;
    bool m_hasCr = m_text.contains('\r');
    char m_fence = '\0';
    bool m_lineUrls = false;
    bool m_tableRow = false;
    bool m_noComment = false;     // No comment closes in the rest of this line,
    bool m_noComments = false;    // none in the rest of the text,
    bool m_noDisplayMath = false; // and no formula: so that unclosed ones cost one search, not one each.
};

} // namespace

QList<MaskedSpan> findSpans(QByteArrayView text, quint32 begin, BareUrls urls)
{
    return SpanFinder(text, begin, urls).run();
}

LinePrefix linePrefix(QByteArrayView text, qsizetype begin, qsizetype end)
{
    LinePrefix prefix{begin};
    for (qsizetype i = begin; i < end;) {
        if (isBlank(text[i])) {
            ++i;
            prefix.end = i;
        } else if (text[i] == '>') {
            ++i;
            prefix = {i, true, false};
        } else {
            qsizetype marker = i;
            if (text[i] == '-' || text[i] == '*' || text[i] == '+') {
                ++marker;
            } else {
                while (marker < end && isDigit(text[marker]) && marker - i < 9)
                    ++marker;
                marker = marker > i && marker < end && (text[marker] == '.' || text[marker] == ')') ? marker + 1 : i;
            }
            if (marker == i || marker >= end || !isBlank(text[marker]))
                break;
            i = marker;
            prefix = {i, prefix.quoted, true};
        }
    }
    return prefix;
}

bool isTagCharacter(char32_t c)
{
    if (c < 0x80) {
        const char byte = static_cast<char>(c);
        return isIdCharacter(byte) || byte == '_' || byte == '/';
    }
    if (c == 0xA0 || c == 0x3000 || c == 0xFEFF || c == InvalidCharacter)
        return false;
    return !(c < 0xA0) && !(c >= 0x2000 && c <= 0x206F) && !(c >= 0x2E00 && c <= 0x2E7F);
}

} // namespace tearsheet
