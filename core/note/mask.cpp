// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/mask.h"

#include "core/note/linescanner.h"
#include "core/text/bytes.h"

namespace tearsheet {

namespace {

// A mask is one Start byte, up to four digits of the span's number, lowest first, as many as its first line has room
// for, and padding. All of them are control bytes that CommonMark treats as ordinary letters.
constexpr char Start = '\x01';
constexpr char Padding = '\x02';
constexpr int DigitCount = 24;
constexpr int MostDigits = 4;

constexpr char digit(quint32 value)
{
    return static_cast<char>(value < 6 ? 0x03 + value : 0x0E + value - 6);
}

constexpr int digitValue(char byte)
{
    if (byte >= 0x03 && byte <= 0x08)
        return byte - 0x03;
    if (byte >= 0x0E && byte <= 0x1F)
        return byte - 0x0E + 6;
    return -1;
}

} // namespace

Mask::Mask(QByteArrayView text, quint32 begin, BareUrls urls)
    : m_text(text), m_bytes(text.sliced(begin).toByteArray()), m_spans(findSpans(text, begin, urls))
{
    // A control byte of the note's own must not be taken for a mask; DEL stands in for it.
    for (qsizetype own = m_bytes.indexOf(Start); own >= 0; own = m_bytes.indexOf(Start, own))
        m_bytes[own] = '\x7f';
    char *const bytes = m_bytes.data() - begin;
    for (qsizetype number = 0; number < m_spans.size(); ++number) {
        const ByteRange range = m_spans.at(number).range;
        quint32 rest = static_cast<quint32>(number);
        const quint32 digitsEnd = range.begin + 1 + static_cast<quint32>(digitCount(range));
        bytes[range.begin] = Start;
        for (quint32 i = range.begin + 1; i < range.end; ++i) {
            if (i < digitsEnd) {
                bytes[i] = digit(rest % DigitCount);
                rest /= DigitCount;
            } else if (bytes[i] != '\n' && bytes[i] != '\r') {
                bytes[i] = Padding;
            }
        }
    }
}

int Mask::digitCount(ByteRange span) const
{
    const QByteArrayView bytes = span.in(m_text);
    int count = 0;
    while (count < MostDigits && count + 1 < bytes.size() && !isLineEnd(bytes[count + 1]))
        ++count;
    return count;
}

int Mask::spanFor(quint32 digits, int count) const
{
    const int total = static_cast<int>(m_spans.size());
    if (count == MostDigits)
        return static_cast<int>(digits) < total ? static_cast<int>(digits) : -1;
    int step = 1;
    for (int i = 0; i < count; ++i)
        step *= DigitCount;
    // Short spans carry their number modulo `step`; the next one in the document's order is meant.
    const auto firstFrom = [&](int from) {
        const int base = static_cast<int>(digits);
        int number = base + std::max(0, (from - base + step - 1) / step) * step;
        while (number < total && digitCount(m_spans.at(number).range) != count)
            number += step;
        return number;
    };
    int number = firstFrom(m_last + 1);
    if (number >= total)
        number = firstFrom(0);
    return number < total ? number : -1;
}

bool Mask::isIn(QByteArrayView literal)
{
    return literal.contains(Start);
}

Mask::Pieces Mask::pieces(QByteArrayView literal) const
{
    Pieces result;
    qsizetype plain = 0;
    const auto flush = [&](qsizetype end) {
        if (end > plain)
            result.append(Piece{-1, literal.sliced(plain, end - plain)});
    };
    for (qsizetype i = 0; i < literal.size();) {
        if (literal[i] != Start && literal[i] != Padding) {
            ++i;
            continue;
        }
        flush(i);
        if (literal[i] == Start) {
            quint32 number = 0;
            quint32 weight = 1;
            int count = 0;
            ++i;
            for (; count < MostDigits && i < literal.size() && digitValue(literal[i]) >= 0; ++i, ++count) {
                number += static_cast<quint32>(digitValue(literal[i])) * weight;
                weight *= DigitCount;
            }
            if (const int span = spanFor(number, count); span >= 0) {
                m_last = span;
                result.append(Piece{span, {}});
            }
        }
        while (i < literal.size() && literal[i] == Padding)
            ++i;
        plain = i;
    }
    flush(literal.size());
    return result;
}

QByteArray Mask::restored(QByteArrayView literal) const
{
    QByteArray result;
    for (const Piece &piece : pieces(literal))
        result += piece.span < 0 ? piece.text : m_spans.at(piece.span).range.in(m_text);
    return result;
}

} // namespace tearsheet
