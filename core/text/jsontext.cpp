// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/jsontext.h"

#include "core/text/bytes.h"

#include <QString>

#include <algorithm>

namespace tearsheet {

namespace {

// JSON sets no bound; a text that goes deeper is made to break programs.
constexpr int Deepest = 500;

constexpr QByteArrayView Escapable("\"\\/bfnrt");
constexpr QByteArrayView Escaped("\"\\/\b\f\n\r\t");

/// The UTF-16 unit of the escape `\uXXXX` at `at`; nothing where none stands there.
std::optional<char16_t> unitAt(QByteArrayView text, qsizetype at)
{
    if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u')
        return {};
    uint unit = 0;
    for (const char digit : text.sliced(at + 2, 4)) {
        const char small = isLetter(digit) ? static_cast<char>(digit | 0x20) : digit;
        if (!isDigit(digit) && (small < 'a' || small > 'f'))
            return {};
        unit = unit * 16 + static_cast<uint>(isDigit(digit) ? digit - '0' : small - 'a' + 10);
    }
    return static_cast<char16_t>(unit);
}

/// Something in a string that is written and read as a whole.
struct Piece
{
    qsizetype written = 1; ///< Its bytes.
    char32_t said = 0;     ///< The character, or the byte, that they stand for.
    bool isUnit = false;   ///< Whether it is spelt as `\uXXXX`.

    /// How many bytes of UTF-8 it stands for.
    qsizetype size() const { return !isUnit || said < 0x80 ? 1 : said < 0x800 ? 2 : said < 0x10000 ? 3 : 4; }
};

Piece pieceAt(QByteArrayView written, qsizetype at)
{
    if (const std::optional<char16_t> unit = unitAt(written, at)) {
        if (QChar::isHighSurrogate(*unit)) {
            if (const auto low = unitAt(written, at + 6); low && QChar::isLowSurrogate(*low))
                return {12, QChar::surrogateToUcs4(*unit, *low), true};
        }
        const char32_t said = QChar::isSurrogate(*unit) ? char16_t{QChar::ReplacementCharacter} : *unit;
        return {6, said, true};
    }
    const qsizetype escape =
        written[at] == '\\' && at + 1 < written.size() ? Escapable.indexOf(written[at + 1]) : qsizetype{-1};
    return {escape < 0 ? 1 : 2, static_cast<unsigned char>(escape < 0 ? written[at] : Escaped[escape])};
}

/// How the characters of a string are spelt that may be escaped or not.
struct Spelling
{
    bool slashes = false; ///< As `\/`.
    bool letters = false; ///< Those outside ASCII as `\uXXXX`.
};

QByteArray spelt(const QByteArray &text, Spelling spelling)
{
    QString result;
    for (const QChar c : QString::fromUtf8(text)) {
        const char16_t unit = c.unicode();
        const bool mayEscape = unit < 0x80 && (unit != u'/' || spelling.slashes);
        const qsizetype escape = mayEscape ? Escaped.indexOf(c.toLatin1()) : qsizetype{-1};
        if (escape >= 0)
            result += QChar(u'\\') + QLatin1Char(Escapable[escape]);
        else if (unit < 0x20 || (unit >= 0x80 && spelling.letters))
            result += u"\\u" + QString::number(unit, 16).rightJustified(4, u'0');
        else
            result += c;
    }
    return result.toUtf8();
}

bool isAscii(QByteArrayView text)
{
    return std::ranges::none_of(text, [](char byte) { return static_cast<unsigned char>(byte) >= 0x80; });
}

} // namespace

JsonReader::JsonReader(QByteArrayView text) : m_text(text), m_at(text.startsWith(byteOrderMark) ? 3 : 0)
{}

bool JsonReader::atEnd()
{
    (void)next();
    return m_at == m_text.size();
}

char JsonReader::next()
{
    while (m_at < m_text.size() && (isBlank(m_text[m_at]) || isLineEnd(m_text[m_at])))
        ++m_at;
    return m_at < m_text.size() ? m_text[m_at] : '\0';
}

bool JsonReader::take(char byte)
{
    if (next() != byte)
        return false;
    ++m_at;
    return true;
}

bool JsonReader::list(char end, const std::function<bool()> &item)
{
    if (++m_depth > Deepest)
        return false;
    bool more = !take(end);
    while (more) {
        if (!item())
            return false;
        more = take(',');
        if (!more && !take(end))
            return false;
    }
    --m_depth;
    return true;
}

bool JsonReader::object(const std::function<bool(const QByteArray &key)> &member)
{
    return take('{') && list('}', [&] {
               const std::optional<ByteRange> key = string();
               return key && take(':') && member(jsonDecoded(key->in(m_text)));
           });
}

bool JsonReader::array(const std::function<bool()> &item)
{
    return take('[') && list(']', item);
}

std::optional<ByteRange> JsonReader::string()
{
    if (!take('"'))
        return {};
    for (const qsizetype begin = m_at; m_at < m_text.size(); ++m_at) {
        const char byte = m_text[m_at];
        if (byte == '"')
            return ByteRange::of(begin, m_at++);
        if (static_cast<unsigned char>(byte) < 0x20)
            return {};
        if (byte != '\\')
            continue;
        const bool known = m_at + 1 < m_text.size() && Escapable.contains(m_text[m_at + 1]);
        if (!known && !unitAt(m_text, m_at))
            return {};
        ++m_at; // The rest of `\uXXXX` is digits.
    }
    return {};
}

bool JsonReader::skip()
{
    switch (next()) {
    case '{':
        return object([this](const QByteArray &) { return skip(); });
    case '[':
        return array([this] { return skip(); });
    case '"':
        return string().has_value();
    default:
        return number() || word();
    }
}

bool JsonReader::number()
{
    qsizetype at = m_at;
    const auto is = [&](QByteArrayView any) { return at < m_text.size() && any.contains(m_text[at]); };
    const auto digits = [&] {
        const qsizetype begin = at;
        while (at < m_text.size() && isDigit(m_text[at]))
            ++at;
        return at > begin;
    };
    if (is("-"))
        ++at;
    if (is("0"))
        ++at;
    else if (!digits())
        return false;
    if (is(".")) {
        ++at;
        if (!digits())
            return false;
    }
    if (is("eE")) {
        ++at;
        if (is("+-"))
            ++at;
        if (!digits())
            return false;
    }
    m_at = at;
    return true;
}

bool JsonReader::word()
{
    for (const QByteArrayView known : {"true", "false", "null"}) {
        if (m_text.sliced(m_at).startsWith(known)) {
            m_at += known.size();
            return true;
        }
    }
    return false;
}

QByteArray jsonDecoded(QByteArrayView written)
{
    QByteArray said;
    for (qsizetype at = 0; at < written.size();) {
        const qsizetype escape = written.indexOf('\\', at);
        const qsizetype plain = escape < 0 ? written.size() : escape;
        said += written.sliced(at, plain - at);
        if (escape < 0)
            break;
        const Piece piece = pieceAt(written, escape);
        said += QString::fromUcs4(&piece.said, 1).toUtf8();
        at = escape + piece.written;
    }
    return said;
}

QList<Edit> jsonEdits(const EditScript &edits, ByteRange place, QByteArrayView text)
{
    const QByteArrayView written = place.in(text);
    QList<qsizetype> wanted; // The ends of the edits' ranges in what the string says,
    for (const Edit &edit : edits.edits())
        wanted << edit.range.begin << edit.range.end;
    QList<qsizetype> found; // and in how it is written.
    bool plainSlash = false;
    bool unit = false;
    qsizetype said = 0;
    for (qsizetype at = 0; at < written.size();) {
        const Piece piece = pieceAt(written, at);
        while (found.size() < wanted.size() && wanted.at(found.size()) < said + piece.size())
            found.append(at);
        plainSlash = plainSlash || written[at] == '/';
        unit = unit || (piece.isUnit && piece.said >= 0x80);
        said += piece.size();
        at += piece.written;
    }
    found.resize(wanted.size(), written.size());
    const Spelling spelling{.slashes = written.contains("\\/") && !plainSlash, .letters = unit && isAscii(written)};
    QList<Edit> result;
    for (qsizetype i = 0; i < edits.edits().size(); ++i) {
        const ByteRange range = ByteRange::of(place.begin + found.at(2 * i), place.begin + found.at(2 * i + 1));
        result.append({range, spelt(edits.edits().at(i).text, spelling)});
    }
    return result;
}

} // namespace tearsheet
