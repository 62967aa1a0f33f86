// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/literal.h"

#include "core/text/utf8.h"

#include <QChar>
#include <QString>

#include <algorithm>
#include <bit>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace tearsheet {

namespace {

constexpr bool isUpper(char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

constexpr bool isLower(char byte)
{
    return byte >= 'a' && byte <= 'z';
}

char32_t foldedPoint(char32_t point)
{
    return point == InvalidCharacter ? point : QChar::toCaseFolded(point);
}

template <typename Sequence>
QList<qsizetype> failureTable(const Sequence &needle)
{
    QList<qsizetype> table(needle.size(), 0);
    for (qsizetype i = 1, length = 0; i < needle.size(); ++i) {
        while (length > 0 && needle.at(i) != needle.at(length))
            length = table.at(length - 1);
        length += needle.at(i) == needle.at(length);
        table[i] = length;
    }
    return table;
}

bool joinsWords(char32_t point)
{
    if (point == InvalidCharacter)
        return false;
    switch (QChar::script(point)) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Hangul:
        return false;
    default:
        return QChar::isLetterOrNumber(point) || point == U'_' || QChar::isMark(point);
    }
}

char32_t pointBefore(QByteArrayView text, qsizetype offset)
{
    qsizetype begin = offset - 1;
    while (begin > 0 && offset - begin < 4 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80)
        --begin;
    return decodeUtf8(text, begin).codePoint;
}

// The higher the rarer in notes. Letters by their frequency in English; other ASCII is about as rare as a "g".
qsizetype rarity(char byte)
{
    static constexpr QByteArrayView Commonest(" etaoinsrlhcdump|g-fybw[]vkxjzq");
    const qsizetype found = Commonest.indexOf(isUpper(byte) ? static_cast<char>(byte | 0x20) : byte);
    return found >= 0 ? found : static_cast<unsigned char>(byte) < 0x80 ? Commonest.indexOf('g') : Commonest.size();
}

#ifdef __SSE2__
/// Compares 16 bytes with one at a time.
class ByteMatcher
{
public:
    // Setting bit 0x20 makes an upper-case letter a lower-case one.
    ByteMatcher(char byte, bool anyCase)
        : m_bit(_mm_set1_epi8(anyCase && isLower(byte) ? 0x20 : 0)), m_byte(_mm_set1_epi8(byte))
    {}

    /// A bit for each byte from `bytes` on that is the one looked for.
    uint32_t in(const char *bytes) const
    {
        const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i *>(bytes));
        return static_cast<uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_or_si128(block, m_bit), m_byte)));
    }

private:
    __m128i m_bit;
    __m128i m_byte;
};
#endif

} // namespace

Literal::Literal(QStringView text, bool caseSensitive, bool phrase) : m_caseSensitive(caseSensitive), m_phrase(phrase)
{
    m_needle = text.toUtf8();
    const bool ascii =
        std::ranges::none_of(m_needle, [](char byte) { return static_cast<unsigned char>(byte) >= 0x80; });
    if (ascii && !caseSensitive) {
        m_needle = m_needle.toLower();
    } else if (!ascii && !caseSensitive) {
        for (const char32_t point : text.toUcs4())
            m_points.append(foldedPoint(point));
        m_table = failureTable(m_points);
        return;
    }
    m_table = failureTable(m_needle);
    chooseRarest();
}

void Literal::chooseRarest()
{
    m_rarest = m_secondRarest = 0;
    for (qsizetype i = 1; i < m_needle.size(); ++i) {
        if (rarity(m_needle.at(i)) > rarity(m_needle.at(m_rarest)))
            m_secondRarest = std::exchange(m_rarest, i);
        else if (m_secondRarest == m_rarest || rarity(m_needle.at(i)) > rarity(m_needle.at(m_secondRarest)))
            m_secondRarest = i;
    }
}

char Literal::folded(char byte) const
{
    return !m_caseSensitive && isUpper(byte) ? static_cast<char>(byte | 0x20) : byte;
}

std::optional<ByteRange> Literal::find(QByteArrayView text, qsizetype from) const
{
    std::optional<ByteRange> found = findAnywhere(text, from);
    while (found && m_phrase && !isWhole(*found, text))
        found = findAnywhere(text, found->begin + 1);
    return found;
}

std::optional<ByteRange> Literal::findAnywhere(QByteArrayView text, qsizetype from) const
{
    if (m_needle.isEmpty())
        return ByteRange::of(from, from);
    if (!m_points.isEmpty())
        return findFolded(text, from);
    return findAscii(text, from);
}

bool Literal::isWhole(ByteRange range, QByteArrayView text) const
{
    if (range.isEmpty())
        return true;
    const bool joinsBefore = range.begin > 0 && joinsWords(pointBefore(text, range.begin))
                             && joinsWords(decodeUtf8(text, range.begin).codePoint);
    const bool joinsBehind = range.end < text.size() && joinsWords(decodeUtf8(text, range.end).codePoint)
                             && joinsWords(pointBefore(text, range.end));
    return !joinsBefore && !joinsBehind;
}

// Blocks of text are compared at once with the two bytes that are rarest in what is looked for; what passes is compared
// whole. Where that happens too often, the table takes over.
std::optional<ByteRange> Literal::findAscii(QByteArrayView text, qsizetype from) const
{
    const qsizetype length = m_needle.size();
    const qsizetype last = text.size() - length;
    const char *const bytes = text.data();
    qsizetype at = from;
    qsizetype compared = 0;
    const auto matches = [&](qsizetype offset) {
        qsizetype i = 0;
        while (i < length && folded(bytes[offset + i]) == m_needle.at(i))
            ++i;
        compared += i;
        return i == length;
    };
#ifdef __SSE2__
    const ByteMatcher one(m_needle.at(m_rarest), !m_caseSensitive);
    const ByteMatcher other(m_needle.at(m_secondRarest), !m_caseSensitive);
    constexpr qsizetype Width = 32;
    for (; at + Width - 1 <= last; at += Width) {
        const char *const here = bytes + at + m_rarest;
        const char *const there = bytes + at + m_secondRarest;
        uint32_t candidates = one.in(here)&other.in(there);
        candidates |= (one.in(here + 16) & other.in(there + 16)) << 16;
        for (; candidates != 0; candidates &= candidates - 1) {
            const qsizetype candidate = at + std::countr_zero(candidates);
            if (matches(candidate))
                return ByteRange::of(candidate, candidate + length);
        }
        if (compared > 4 * (at - from) + 4096)
            return findByTable(text, at + Width);
    }
#endif
    for (; at <= last; ++at) {
        if (matches(at))
            return ByteRange::of(at, at + length);
        if (compared > 4 * (at - from) + 4096)
            return findByTable(text, at + 1);
    }
    return std::nullopt;
}

std::optional<ByteRange> Literal::findByTable(QByteArrayView text, qsizetype from) const
{
    qsizetype length = 0;
    for (qsizetype i = from; i < text.size(); ++i) {
        const char byte = folded(text[i]);
        while (length > 0 && byte != m_needle.at(length))
            length = m_table.at(length - 1);
        length += byte == m_needle.at(length);
        if (length == m_needle.size())
            return ByteRange::of(i + 1 - length, i + 1);
    }
    return std::nullopt;
}

std::optional<ByteRange> Literal::findFolded(QByteArrayView text, qsizetype from) const
{
    qsizetype length = 0;
    for (qsizetype i = from; i < text.size();) {
        const DecodedCharacter character = decodeUtf8(text, i);
        i += character.length;
        const char32_t point = foldedPoint(character.codePoint);
        while (length > 0 && point != m_points.at(length))
            length = m_table.at(length - 1);
        length += point == m_points.at(length);
        if (length < m_points.size())
            continue;
        // A letter and its folded form may differ in bytes, so the begin is found by going back.
        qsizetype begin = i;
        for (qsizetype count = 0; count < length; ++count) {
            --begin;
            while ((static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80)
                --begin;
        }
        return ByteRange::of(begin, i);
    }
    return std::nullopt;
}

} // namespace tearsheet
