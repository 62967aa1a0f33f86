// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/inlinehtml.h"

#include "core/text/bytes.h"

namespace tearsheet {

namespace {

/// Steps through a tag.
class TagReader
{
public:
    TagReader(quint32 begin, QByteArrayView text) : m_at(begin), m_text(text) {}

    std::optional<quint32> run()
    {
        const bool closes = take('/');
        if (!isLetter(now()))
            return {};
        while (isLetter(now()) || isDigit(now()) || now() == '-')
            ++m_at;
        while (!closes && attribute()) {
        }
        if (m_failed)
            return {};
        skipSpace();
        if (!closes)
            take('/');
        return take('>') ? std::optional(m_at) : std::nullopt;
    }

private:
    char now() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

    bool take(char wanted)
    {
        const bool there = now() == wanted;
        m_at += there ? 1 : 0;
        return there;
    }

    bool skipSpace()
    {
        const quint32 begin = m_at;
        while (isWhiteSpace(now()))
            ++m_at;
        return m_at > begin;
    }

    bool attribute()
    {
        const quint32 begin = m_at;
        const bool first = skipSpace() && (isLetter(now()) || now() == '_' || now() == ':');
        if (!first) {
            m_at = begin;
            return false;
        }
        while (isLetter(now()) || isDigit(now()) || QByteArrayView("_:.-").contains(now()))
            ++m_at;
        const quint32 name = m_at;
        skipSpace();
        if (!take('=')) {
            m_at = name;
            return true;
        }
        skipSpace();
        m_failed = !value();
        return !m_failed;
    }

    bool value()
    {
        const char quote = now();
        if (quote == '"' || quote == '\'') {
            const qsizetype close = m_text.indexOf(quote, m_at + 1);
            m_at = static_cast<quint32>(close < 0 ? m_text.size() : close + 1);
            return close >= 0;
        }
        const quint32 begin = m_at;
        while (m_at < m_text.size() && !isWhiteSpace(now()) && !QByteArrayView("\"'=<>`").contains(now()))
            ++m_at;
        return m_at > begin;
    }

    quint32 m_at;
    QByteArrayView m_text;
    bool m_failed = false;
};

} // namespace

std::optional<quint32> InlineHtml::past(QByteArrayView mark, quint32 from, QByteArrayView text, Nowhere &nowhere)
{
    if (from >= nowhere)
        return {};
    const qsizetype found = find(text, mark, from);
    if (found < 0) {
        nowhere = from;
        return {};
    }
    return static_cast<quint32>(found + mark.size());
}

std::optional<quint32> InlineHtml::end(quint32 begin, QByteArrayView text)
{
    const QByteArrayView rest = text.sliced(begin);
    if (rest.startsWith("<!--")) {
        if (rest.startsWith("<!-->") || rest.startsWith("<!--->"))
            return begin + (rest[4] == '>' ? 5u : 6u);
        return past("-->", begin + 4, text, m_noComment);
    }
    if (rest.startsWith("<?"))
        return past("?>", begin + 2, text, m_noInstruction);
    if (rest.startsWith("<![CDATA["))
        return past("]]>", begin + 9, text, m_noCharacterData);
    if (rest.startsWith("<!"))
        return rest.size() > 2 && isLetter(rest[2]) ? past(">", begin + 2, text, m_noDeclaration) : std::nullopt;
    return TagReader(begin + 1, text).run();
}

std::optional<quint32> angleUrlEnd(quint32 begin, QByteArrayView text)
{
    quint32 i = begin + 1;
    const auto now = [&] { return i < text.size() ? text[i] : '\0'; };
    if (isLetter(now())) {
        while (isLetter(now()) || isDigit(now()) || QByteArrayView("+.-").contains(now()))
            ++i;
    }
    const quint32 scheme = i - begin - 1;
    const bool isUrl = now() == ':' && scheme >= 2 && scheme <= 32;
    bool isMail = false;
    for (; i < text.size() && static_cast<unsigned char>(text[i]) > ' ' && text[i] != '<' && text[i] != '>'; ++i)
        isMail = isMail || (text[i] == '@' && i > begin + 1);
    return now() == '>' && (isUrl || isMail) ? std::optional(i + 1) : std::nullopt;
}

} // namespace tearsheet
