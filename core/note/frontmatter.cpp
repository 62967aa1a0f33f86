// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/frontmatter.h"

#include "core/note/linksyntax.h"
#include "core/note/propertyvalue.h"
#include "core/text/bytes.h"

#include <QSet>
#include <QVarLengthArray>

#include <algorithm>

namespace tearsheet {

namespace {

quint32 lineEndFrom(quint32 offset, QByteArrayView text)
{
    const qsizetype end = text.indexOf('\n', offset);
    return end < 0 ? static_cast<quint32>(text.size()) : static_cast<quint32>(end + 1);
}

bool isFence(QByteArrayView line)
{
    return line.startsWith("---") && line.sliced(3).trimmed().isEmpty();
}

/// Texts that have been seen: a few are compared one by one, many are kept in a set.
class SeenTexts
{
public:
    /// Whether `text` has not been seen before; it has been now.
    bool isNew(const QString &text)
    {
        constexpr qsizetype Few = 16;
        if (m_few.size() < Few) {
            if (m_few.contains(text))
                return false;
            m_few.append(text);
            return true;
        }
        if (m_many.isEmpty())
            m_many = QSet<QString>(m_few.cbegin(), m_few.cend());
        const qsizetype before = m_many.size();
        m_many.insert(text);
        return m_many.size() > before;
    }

private:
    QVarLengthArray<QString, 16> m_few;
    QSet<QString> m_many;
};

class FrontMatterReader
{
public:
    FrontMatterReader(QByteArrayView text, NoteFacts &facts) : m_text(text), m_facts(facts) {}

    void read(ByteRange yaml)
    {
        const std::optional<YamlNode> whole = readYaml(yaml, m_text);
        if (whole && whole->kind == YamlNode::Kind::Map)
            addEntries(*whole);
        else if (!whole || !whole->value.isEmpty() || whole->kind == YamlNode::Kind::List)
            readEach(yaml);
    }

private:
    // An error spoils its own key only: each entry, which reaches from a line that begins with a key to the next such
    // line, is read by itself.
    void readEach(ByteRange yaml)
    {
        quint32 entry = yaml.begin;
        for (quint32 line = yaml.begin; line < yaml.end;) {
            const quint32 next = std::min(lineEndFrom(line, m_text), yaml.end);
            if (line > entry && beginsKey(m_text.sliced(line, next - line))) {
                readEntry({entry, line});
                entry = line;
            }
            line = next;
        }
        if (entry < yaml.end)
            readEntry({entry, yaml.end});
    }

    static bool beginsKey(QByteArrayView line)
    {
        if (QByteArrayView(" \t#-\n\r[]{},").contains(line.front()))
            return false;
        const qsizetype colon = line.indexOf(':');
        return colon > 0 && (colon + 1 == line.size() || QByteArrayView(" \t\r\n").contains(line[colon + 1]));
    }

    void readEntry(ByteRange entry)
    {
        if (trimmed(entry, m_text).isEmpty() || onlyComments(entry.in(m_text)))
            return;
        const std::optional<YamlNode> node = readYaml(entry, m_text);
        if (node && node->kind == YamlNode::Kind::Map)
            addEntries(*node);
        else
            addBadEntry(entry);
    }

    // The text stays as written, and the key is known as far as it can be.
    void addBadEntry(ByteRange entry)
    {
        m_facts.oddities.append({trimmed(entry, m_text), OddityKind::BadYaml});
        const qsizetype colon = entry.in(m_text).indexOf(':');
        if (colon < 0)
            return;
        const qsizetype line = entry.in(m_text).first(colon).lastIndexOf('\n') + 1;
        const ByteRange key = trimmed(ByteRange::of(entry.begin + line, entry.begin + colon), m_text);
        const ByteRange value = trimmed({entry.begin + static_cast<quint32>(colon) + 1, entry.end}, m_text);
        const QString name = QString::fromUtf8(key.in(m_text));
        m_keys.isNew(name);
        m_facts.properties.append({name,
                                   {key.begin, std::max(key.end, value.end)},
                                   value,
                                   PropertyType::Text,
                                   {QString::fromUtf8(value.in(m_text))}});
    }

    void addEntries(const YamlNode &map)
    {
        for (qsizetype i = 0; i + 1 < map.children.size(); i += 2)
            addEntry(map.children.at(i), map.children.at(i + 1));
    }

    void addEntry(const YamlNode &key, const YamlNode &value)
    {
        Property property{.key = shared(nodeText(key)),
                          .range = {key.range.begin, std::max(key.range.end, value.range.end)},
                          .value = value.range,
                          .type = propertyType(value),
                          .values = {}};
        const bool list = value.kind == YamlNode::Kind::List;
        const QList<YamlNode> single{value};
        const QList<YamlNode> &items = list ? value.children : single;
        if (property.type != PropertyType::Null && property.type != PropertyType::Map) {
            for (const YamlNode &item : items)
                property.values.append(nodeText(item));
        }
        if (!m_keys.isNew(property.key))
            m_facts.oddities.append({property.range, OddityKind::DuplicateKey});
        if (property.key.compare(u"aliases", Qt::CaseInsensitive) == 0)
            addAliases(property.values);
        else if (property.key.compare(u"tags", Qt::CaseInsensitive) == 0)
            addTags(items);
        for (const YamlNode &item : items) {
            if (item.kind == YamlNode::Kind::Scalar)
                addLink(item);
        }
        if (m_text.sliced(value.range.begin, value.range.size()).startsWith("[["))
            m_facts.oddities.append({value.range, OddityKind::UnquotedLink});
        m_facts.properties.append(std::move(property));
    }

    // Every note of a vault has the same keys: a thread keeps one text of each.
    static QString shared(const QString &key)
    {
        constexpr qsizetype Most = 1024;
        static thread_local QSet<QString> known;
        if (const auto same = known.constFind(key); same != known.cend())
            return *same;
        if (known.size() < Most)
            known.insert(key);
        return key;
    }

    // What stands for a list or map inside a list is its text: "Animal: the musical" is one name, not a map.
    QString nodeText(const YamlNode &node) const
    {
        return node.kind == YamlNode::Kind::Scalar ? node.value
                                                   : QString::fromUtf8(trimmed(node.range, m_text).in(m_text));
    }

    void addAliases(const QStringList &values)
    {
        for (const QString &value : values) {
            const QString alias = value.trimmed();
            if (!alias.isEmpty() && m_aliases.isNew(alias))
                m_facts.aliases.append(alias);
        }
    }

    void addTags(const QList<YamlNode> &items)
    {
        for (const YamlNode &item : items) {
            for (const ByteRange name : tagNames(item, m_text))
                m_facts.tags.append({name, name, true});
        }
    }

    // What a scalar says, without anchor, tag, quotes and the header of a block.
    ByteRange contentOf(const YamlNode &scalar) const
    {
        ByteRange range = trimmed(scalar.range, m_text);
        while (!range.isEmpty() && (m_text[range.begin] == '&' || m_text[range.begin] == '!')) {
            while (!range.isEmpty() && !isWhiteSpace(m_text[range.begin]))
                ++range.begin;
            range = trimmed(range, m_text);
        }
        if (scalar.plain || range.size() < 2)
            return range;
        if (m_text[range.begin] == '|' || m_text[range.begin] == '>')
            return trimmed({std::min(lineEndFrom(range.begin, m_text), range.end), range.end}, m_text);
        return trimmed({range.begin + 1, range.end - 1}, m_text);
    }

    // A value that is a link as a whole counts as one.
    void addLink(const YamlNode &scalar)
    {
        const ByteRange range = contentOf(scalar);
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

    QByteArrayView m_text;
    NoteFacts &m_facts;
    SeenTexts m_keys;
    SeenTexts m_aliases;
};

} // namespace

void readFrontMatter(QByteArrayView text, NoteFacts &facts)
{
    const quint32 begin = text.startsWith(byteOrderMark) ? 3 : 0;
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

QList<ByteRange> tagNames(const YamlNode &item, QByteArrayView text)
{
    QList<ByteRange> names;
    ByteRange range = item.range;
    if (item.kind != YamlNode::Kind::Scalar || item.value.isEmpty())
        return names;
    if (!item.plain && range.size() >= 2)
        range = {range.begin + 1, range.end - 1};
    const auto separates = [&](quint32 at) { return text[at] == ',' || isBlank(text[at]) || isLineEnd(text[at]); };
    for (quint32 i = range.begin; i < range.end;) {
        while (i < range.end && (separates(i) || text[i] == '#'))
            ++i;
        quint32 end = i;
        while (end < range.end && !separates(end))
            ++end;
        if (end > i)
            names.append({i, end});
        i = end;
    }
    return names;
}

} // namespace tearsheet
