// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/frontmatter.h"

#include "core/note/linksyntax.h"
#include "core/text/utf8.h"

#include <QRegularExpression>

#include <yaml.h>

#include <memory>
#include <optional>

namespace tearsheet {

namespace {

constexpr QByteArrayView ByteOrderMark("\xEF\xBB\xBF");

quint32 lineEndFrom(quint32 offset, QByteArrayView text)
{
    const qsizetype end = text.indexOf('\n', offset);
    return end < 0 ? static_cast<quint32>(text.size()) : static_cast<quint32>(end + 1);
}

bool isFence(QByteArrayView line)
{
    return line.startsWith("---") && line.sliced(3).trimmed().isEmpty();
}

/// A scalar of a property with its place in the note.
struct Scalar
{
    QString value;
    ByteRange range; ///< Quotes included.
    bool plain = true;
};

/// What the value of one property is.
struct Value
{
    PropertyType type = PropertyType::Null;
    QList<Scalar> scalars;
    ByteRange range;
};

/// How YAML's core schema types a plain scalar; a leading zero makes a number doubtful and so text.
PropertyType typeOf(const Scalar &scalar)
{
    if (!scalar.plain)
        return PropertyType::Text;
    const QString &value = scalar.value;
    if (value.isEmpty() || value == u"~" || value == u"null" || value == u"Null" || value == u"NULL")
        return PropertyType::Null;
    if (value.compare(u"true", Qt::CaseInsensitive) == 0 || value.compare(u"false", Qt::CaseInsensitive) == 0)
        return PropertyType::Boolean;
    static const QRegularExpression number(QStringLiteral(
        R"(\A[-+]?(?:0|[1-9][0-9]*|(?:0|[1-9][0-9]*)?\.[0-9]+|(?:0|[1-9][0-9]*)\.)(?:[eE][-+]?[0-9]+)?\z)"));
    return number.match(value).hasMatch() ? PropertyType::Number : PropertyType::Text;
}

/// Reads one top-level entry of the front matter with libyaml.
class EntryReader
{
public:
    EntryReader(ByteRange entry, QByteArrayView text) : m_entry(entry), m_bytes(entry.in(text))
    {
        yaml_parser_initialize(&m_parser);
        yaml_parser_set_input_string(&m_parser, reinterpret_cast<const unsigned char *>(m_bytes.data()),
                                     static_cast<size_t>(m_bytes.size()));
        yaml_parser_set_encoding(&m_parser, YAML_UTF8_ENCODING);
    }
    ~EntryReader() { yaml_parser_delete(&m_parser); }
    Q_DISABLE_COPY_MOVE(EntryReader)

    /// The key and its value; nothing where this is no valid `key: value`.
    std::optional<std::pair<Scalar, Value>> read()
    {
        std::optional<Scalar> key;
        std::optional<Value> value;
        for (int depth = 0;;) {
            yaml_event_t event;
            if (!yaml_parser_parse(&m_parser, &event))
                return std::nullopt;
            const std::unique_ptr<yaml_event_t, void (*)(yaml_event_t *)> guard(&event, yaml_event_delete);
            const bool list = event.type == YAML_SEQUENCE_START_EVENT;
            switch (event.type) {
            case YAML_MAPPING_START_EVENT:
            case YAML_SEQUENCE_START_EVENT:
                ++depth;
                if ((depth == 1 && list) || (depth == 2 && (!key || value)))
                    return std::nullopt;
                if (depth == 2)
                    value = Value{list ? PropertyType::List : PropertyType::Map, {}, rangeOf(event)};
                break;
            case YAML_MAPPING_END_EVENT:
            case YAML_SEQUENCE_END_EVENT:
                if (depth-- == 2)
                    value->range.end = rangeOf(event).end;
                break;
            case YAML_SCALAR_EVENT:
                if (depth == 0 || (depth == 1 && value))
                    return std::nullopt;
                if (depth == 1 && !key)
                    key = scalarOf(event);
                else if (depth == 1)
                    value = single(scalarOf(event));
                else if (depth == 2 && value->type == PropertyType::List)
                    value->scalars.append(scalarOf(event));
                break;
            case YAML_ALIAS_EVENT:
                return std::nullopt;
            case YAML_STREAM_END_EVENT:
                if (!key || !value)
                    return std::nullopt;
                return std::pair(*key, *value);
            default:
                break;
            }
        }
    }

private:
    static Value single(const Scalar &scalar)
    {
        const PropertyType type = typeOf(scalar);
        return {type, type == PropertyType::Null ? QList<Scalar>() : QList{scalar}, scalar.range};
    }

    // libyaml counts characters, a note counts bytes.
    quint32 offsetOf(const yaml_mark_t &mark)
    {
        while (m_characters < mark.index && m_offset < static_cast<quint32>(m_bytes.size())) {
            m_offset += static_cast<quint32>(sequenceLength(m_bytes, m_offset));
            ++m_characters;
        }
        if (m_characters > mark.index) {
            m_offset = 0;
            m_characters = 0;
            return mark.index == 0 ? m_entry.begin : offsetOf(mark);
        }
        return m_entry.begin + m_offset;
    }

    ByteRange rangeOf(const yaml_event_t &event)
    {
        const quint32 begin = offsetOf(event.start_mark);
        return {begin, offsetOf(event.end_mark)};
    }

    Scalar scalarOf(const yaml_event_t &event)
    {
        const auto &scalar = event.data.scalar;
        return {QString::fromUtf8(reinterpret_cast<const char *>(scalar.value), static_cast<qsizetype>(scalar.length)),
                rangeOf(event), scalar.style == YAML_PLAIN_SCALAR_STYLE};
    }

    ByteRange m_entry;
    QByteArrayView m_bytes;
    yaml_parser_t m_parser{};
    size_t m_characters = 0;
    quint32 m_offset = 0;
};

class FrontMatterReader
{
public:
    FrontMatterReader(QByteArrayView text, NoteFacts &facts) : m_text(text), m_facts(facts) {}

    void read(ByteRange yaml)
    {
        // An entry reaches from a line that begins with a key to the next such line.
        quint32 entry = yaml.begin;
        for (quint32 line = yaml.begin; line < yaml.end;) {
            const quint32 next = std::min(lineEndFrom(line, m_text), yaml.end);
            const char first = m_text[line];
            const bool beginsKey = first != ' ' && first != '\t' && first != '#' && first != '-' && first != '\n'
                                   && first != '\r' && first != ']' && first != '}';
            if (beginsKey && line > entry) {
                readEntry({entry, line});
                entry = line;
            }
            line = next;
        }
        if (entry < yaml.end)
            readEntry({entry, yaml.end});
    }

private:
    void readEntry(ByteRange entry)
    {
        if (entry.in(m_text).trimmed().isEmpty() || onlyComments(entry.in(m_text)))
            return;
        const auto read = EntryReader(entry, m_text).read();
        if (!read) {
            readBadEntry(entry);
            return;
        }
        const auto &[key, value] = *read;
        Property property{
            key.value, {key.range.begin, std::max(key.range.end, value.range.end)}, value.range, value.type, {}};
        for (const Scalar &scalar : value.scalars)
            property.values.append(scalar.value);
        m_facts.properties.append(property);
        if (property.key.compare(u"aliases", Qt::CaseInsensitive) == 0)
            addAliases(value);
        else if (property.key.compare(u"tags", Qt::CaseInsensitive) == 0)
            addTags(value);
        for (const Scalar &scalar : value.scalars)
            addLink(scalar);
    }

    // The text stays as written, and the key is known as far as it can be.
    void readBadEntry(ByteRange entry)
    {
        m_facts.oddities.append({trimmed(entry), OddityKind::BadYaml});
        const qsizetype colon = entry.in(m_text).indexOf(':');
        if (colon < 0)
            return;
        const ByteRange key = trimmed({entry.begin, entry.begin + static_cast<quint32>(colon)});
        const ByteRange value = trimmed({entry.begin + static_cast<quint32>(colon) + 1, entry.end});
        m_facts.properties.append({QString::fromUtf8(key.in(m_text)),
                                   {key.begin, std::max(key.end, value.end)},
                                   value,
                                   PropertyType::Text,
                                   {QString::fromUtf8(value.in(m_text))}});
    }

    void addAliases(const Value &value)
    {
        for (const Scalar &scalar : value.scalars) {
            const QString alias = scalar.value.trimmed();
            if (!alias.isEmpty() && !m_facts.aliases.contains(alias))
                m_facts.aliases.append(alias);
        }
    }

    void addTags(const Value &value)
    {
        for (const Scalar &scalar : value.scalars) {
            ByteRange range = scalar.range;
            if (!scalar.plain)
                range = {range.begin + 1, range.end - 1};
            // One string may hold several tags, with commas or blanks between them.
            for (quint32 i = range.begin; i < range.end;) {
                const auto separates = [&](quint32 at) {
                    const char byte = m_text[at];
                    return byte == ',' || byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
                };
                while (i < range.end && (separates(i) || m_text[i] == '#'))
                    ++i;
                quint32 end = i;
                while (end < range.end && !separates(end))
                    ++end;
                if (end > i)
                    m_facts.tags.append({{i, end}, {i, end}, true});
                i = end;
            }
        }
    }

    // A value that is a link as a whole counts as one; quotes are no part of it.
    void addLink(const Scalar &scalar)
    {
        ByteRange range = scalar.range;
        if (!scalar.plain && range.size() >= 2)
            range = {range.begin + 1, range.end - 1};
        range = trimmed(range);
        const QByteArrayView bytes = range.in(m_text);
        if (bytes.startsWith("[[") && bytes.endsWith("]]") && bytes.size() > 4
            && bytes.indexOf("]]") == bytes.size() - 2) {
            m_facts.links.append(wikiLinkAt(range, m_text, LinkKind::Property));
            return;
        }
        const qsizetype middle = bytes.indexOf("](");
        if (!bytes.startsWith('[') || middle < 0)
            return;
        const quint32 begin = range.begin + static_cast<quint32>(middle);
        if (const auto destination = destinationAt(begin + 2, range.end, m_text);
            destination && destination->linkEnd == range.end) {
            Link link = markdownLink(range, {range.begin + 1, begin}, destination->range, false, m_text);
            link.kind = LinkKind::Property;
            m_facts.links.append(link);
        }
    }

    static bool onlyComments(QByteArrayView entry)
    {
        while (!entry.isEmpty()) {
            const qsizetype end = entry.indexOf('\n');
            const QByteArrayView line = (end < 0 ? entry : entry.first(end)).trimmed();
            if (!line.isEmpty() && !line.startsWith('#'))
                return false;
            entry = end < 0 ? QByteArrayView() : entry.sliced(end + 1);
        }
        return true;
    }

    ByteRange trimmed(ByteRange range) const
    {
        const QByteArrayView inner = range.in(m_text).trimmed();
        if (inner.isEmpty())
            return {range.begin, range.begin};
        const quint32 begin = static_cast<quint32>(inner.data() - m_text.data());
        return {begin, begin + static_cast<quint32>(inner.size())};
    }

    QByteArrayView m_text;
    NoteFacts &m_facts;
};

} // namespace

void readFrontMatter(QByteArrayView text, NoteFacts &facts)
{
    const quint32 begin = text.startsWith(ByteOrderMark) ? 3 : 0;
    facts.body = begin;
    const quint32 yaml = lineEndFrom(begin, text);
    if (!isFence(text.sliced(begin, yaml - begin)))
        return;
    quint32 close = yaml;
    while (close < text.size() && !isFence(text.sliced(close, lineEndFrom(close, text) - close)))
        close = lineEndFrom(close, text);
    if (close >= text.size()) {
        facts.oddities.append({{begin, yaml}, OddityKind::UnclosedFrontMatter});
        return;
    }
    facts.body = lineEndFrom(close, text);
    facts.frontMatter = {begin, facts.body};
    if (begin > 0)
        facts.oddities.append({{0, begin}, OddityKind::ByteOrderMarkBeforeFrontMatter});
    FrontMatterReader(text, facts).read({yaml, close});
}

} // namespace tearsheet
