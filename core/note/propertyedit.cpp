// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/propertyedit.h"

#include "core/note/frontmatter.h"
#include "core/note/propertyvalue.h"
#include "core/note/yamllist.h"
#include "core/note/yamlwriter.h"
#include "core/text/bytes.h"
#include "core/text/textfile.h"

#include <QJsonArray>
#include <QLocale>
#include <QObject>

#include <algorithm>
#include <optional>

namespace tearsheet {

namespace {

using Values = QList<std::pair<QString, QJsonValue>>;

Values valuesOf(const NoteFacts &facts, QByteArrayView text)
{
    Values values;
    for (const Property &property : facts.properties)
        values.append({property.key, propertyJson(property, text)});
    return values;
}

bool isSameKey(const QString &one, const QString &other)
{
    return one.compare(other, Qt::CaseInsensitive) == 0;
}

YamlQuotes quotesOf(const YamlNode &node, QByteArrayView text)
{
    const QByteArrayView written = node.range.in(text);
    return written.startsWith('"')    ? YamlQuotes::Double
           : written.startsWith('\'') ? YamlQuotes::Single
                                      : YamlQuotes::None;
}

bool isScalar(const QJsonValue &value)
{
    return !value.isArray() && !value.isObject() && !value.isUndefined();
}

// `value` as it stands in the place of `old`.
QByteArray written(const QJsonValue &value, const YamlNode *old, YamlPlace place, QByteArrayView text)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return value.toBool() ? "true" : "false";
    case QJsonValue::Double: {
        const qint64 whole = value.toInteger();
        return QJsonValue(whole) == value ? QByteArray::number(whole)
                                          : QByteArray::number(value.toDouble(), 'g', QLocale::FloatingPointShortest);
    }
    case QJsonValue::String: {
        const QString string = value.toString();
        if (old && old->plain && isYamlDate(old->value) && isYamlDate(string))
            return string.toUtf8();
        return yamlScalar(string, old ? quotesOf(*old, text) : YamlQuotes::None, place);
    }
    default:
        return "null";
    }
}

/// The change of the value of one property that is there.
class ValueEdit
{
public:
    /// `key` and `value` are the property's own, `json` is what it says now.
    ValueEdit(const YamlNode &key, const YamlNode &value, const QJsonValue &json, QByteArrayView text)
        : m_key(key), m_value(value), m_json(json), m_text(text)
    {}

    QList<Edit> to(const QJsonValue &value) const
    {
        if (value.isNull())
            return put({});
        if (!value.isArray())
            return put(written(value, &m_value, YamlPlace::Line, m_text));
        const QJsonArray wanted = value.toArray();
        if (m_value.kind == YamlNode::Kind::List && !wanted.isEmpty())
            return listTo(wanted);
        QByteArrayList items;
        for (const QJsonValue item : wanted)
            items.append(item == m_json ? kept(m_value) : written(item, nullptr, YamlPlace::Brackets, m_text));
        return put('[' + items.join(", ") + ']');
    }

private:
    // Replaces the whole value; nothing stands for null.
    QList<Edit> put(const QByteArray &bytes) const
    {
        const quint32 colon = static_cast<quint32>(m_text.indexOf(':', m_key.range.end)) + 1;
        const ByteRange old = trimmed(m_value.range, m_text);
        const QByteArray inserted = bytes.isEmpty() ? QByteArray() : ' ' + bytes;
        if (old.isEmpty())
            return {{{colon, colon}, inserted}};
        if (m_value.kind == YamlNode::Kind::List && !YamlList(m_value, m_text).isFlow()) {
            // What stands behind the colon stays, the lines of the items go.
            quint32 line = static_cast<quint32>(m_text.first(old.begin).lastIndexOf('\n'));
            if (m_text[line - 1] == '\r')
                --line;
            return {{{colon, colon}, inserted}, {{line, old.end}, {}}};
        }
        return {{{bytes.isEmpty() ? colon : old.begin, old.end}, bytes}};
    }

    QList<Edit> listTo(const QJsonArray &wanted) const
    {
        const QJsonArray now = m_json.toArray();
        const qsizetype most = std::min(now.size(), wanted.size());
        qsizetype first = 0;
        while (first < most && now.at(first) == wanted.at(first))
            ++first;
        qsizetype behind = 0;
        while (behind < most - first && now.at(now.size() - 1 - behind) == wanted.at(wanted.size() - 1 - behind))
            ++behind;
        const YamlList list(m_value, m_text);
        const YamlPlace place = list.isFlow() ? YamlPlace::Brackets : YamlPlace::Line;
        QList<Edit> edits;
        qsizetype i = first;
        for (; i < most - behind; ++i) {
            const YamlNode &item = m_value.children.at(i);
            const QByteArray bytes = written(wanted.at(i), &item, place, m_text);
            edits.append({trimmed(item.range, m_text), item.range.isEmpty() ? ' ' + bytes : bytes});
        }
        QSet<qsizetype> gone;
        for (qsizetype surplus = i; surplus < now.size() - behind; ++surplus)
            gone.insert(surplus);
        QByteArrayList added;
        for (qsizetype missing = i; missing < wanted.size() - behind; ++missing)
            added.append(written(wanted.at(missing), nullptr, place, m_text));
        return list.isEditable() ? edits + list.without(gone) + list.with(i, added) : QList<Edit>();
    }

    // A single text that becomes an item.
    QByteArray kept(const YamlNode &scalar) const
    {
        if (quotesOf(scalar, m_text) != YamlQuotes::None)
            return scalar.range.in(m_text).toByteArray();
        return written(m_json, nullptr, YamlPlace::Brackets, m_text);
    }

    const YamlNode &m_key;
    const YamlNode &m_value;
    const QJsonValue &m_json;
    QByteArrayView m_text;
};

/// Edits the properties of one note.
class PropertyEditor
{
public:
    PropertyEditor(const NoteFacts &facts, QByteArrayView text) : m_facts(facts), m_text(text) {}

    Result<EditScript> set(const QString &key, const QJsonValue &value)
    {
        const qsizetype place = indexOf(key);
        if (const std::optional<Error> error = objection(key))
            return std::unexpected(*error);
        Values expected = valuesOf(m_facts, m_text);
        if (place < 0) {
            if (!isScalar(value) && !(value.isArray() && std::ranges::all_of(value.toArray(), isScalar)))
                return refusal(QObject::tr("A property cannot be set to nested values."));
            expected.append({key, value});
            return checked(key, added(key, value), expected);
        }
        const QJsonValue now = std::exchange(expected[place].second, value);
        if (now == value)
            return EditScript();
        if (now.isObject() || value.isObject())
            return refusal(QObject::tr("%1 holds nested values, which are changed in the text only.").arg(key));
        const YamlNode entry = entryAt(place);
        return checked(key, ValueEdit(entry.children.at(0), entry.children.at(1), now, m_text).to(value), expected);
    }

    Result<EditScript> remove(const QString &key)
    {
        const qsizetype place = indexOf(key);
        if (place < 0)
            return missing(key);
        if (const std::optional<Error> error = objection(key))
            return std::unexpected(*error);
        Values expected = valuesOf(m_facts, m_text);
        expected.removeAt(place);
        const ByteRange range = trimmed(m_facts.properties.at(place).range, m_text);
        const ByteRange lines{lineBegin(range.begin), static_cast<quint32>(m_text.indexOf('\n', range.end)) + 1};
        const ByteRange yaml = yamlRange();
        const bool nothingLeft =
            trimmed({yaml.begin, lines.begin}, m_text).isEmpty() && trimmed({lines.end, yaml.end}, m_text).isEmpty();
        // Dashes below would begin front matter anew.
        const bool whole = nothingLeft && !m_text.sliced(m_facts.body).startsWith("---");
        return checked(key, {{whole ? m_facts.frontMatter : lines, {}}}, expected);
    }

    Result<EditScript> rename(const QString &from, const QString &to)
    {
        const qsizetype place = indexOf(from);
        if (place < 0)
            return missing(from);
        if (to.trimmed().isEmpty())
            return refusal(QObject::tr("A property needs a name."));
        if (const std::optional<Error> error = objection(from))
            return std::unexpected(*error);
        if (const qsizetype other = indexOf(to); other >= 0 && other != place)
            return failure(ErrorCode::Exists, {}, QObject::tr("The note has a property %1 already.").arg(to));
        Values expected = valuesOf(m_facts, m_text);
        expected[place].first = to;
        const YamlNode key = entryAt(place).children.at(0);
        return checked(from, {{key.range, yamlScalar(to, quotesOf(key, m_text), YamlPlace::Line)}}, expected);
    }

private:
    static std::unexpected<Error> refusal(const QString &sentence) { return failure(ErrorCode::BadEdit, {}, sentence); }

    static std::unexpected<Error> missing(const QString &key)
    {
        return failure(ErrorCode::NotFound, {}, QObject::tr("The note has no property %1.").arg(key));
    }

    qsizetype indexOf(const QString &key) const
    {
        const auto found = std::ranges::find_if(m_facts.properties,
                                                [&](const Property &property) { return isSameKey(property.key, key); });
        return found == m_facts.properties.end() ? -1 : found - m_facts.properties.begin();
    }

    // Key and value of a property, none where it is no YAML by itself.
    YamlNode entryAt(qsizetype place) const
    {
        return readYaml(m_facts.properties.at(place).range, m_text).value_or(YamlNode());
    }

    std::optional<Error> objection(const QString &key) const
    {
        const auto error = [](const QString &sentence) { return Error{ErrorCode::BadEdit, {}, sentence}; };
        if (key.trimmed().isEmpty())
            return error(QObject::tr("A property needs a name."));
        if (std::ranges::contains(m_facts.oddities, OddityKind::UnclosedFrontMatter, &Oddity::kind))
            return error(QObject::tr("The front matter has no end; close it with a line of three dashes first."));
        if (!m_facts.frontMatter.isEmpty() && trimmed(yamlRange(), m_text).in(m_text).startsWith('{'))
            return error(QObject::tr("The front matter is JSON, which is changed in the text only."));
        const auto isMeant = [&](const Property &property) { return isSameKey(property.key, key); };
        if (std::ranges::count_if(m_facts.properties, isMeant) > 1)
            return error(QObject::tr("The front matter has %1 more than once.").arg(key));
        const qsizetype place = indexOf(key);
        const auto isBroken = [&](const Oddity &oddity) {
            return oddity.kind == OddityKind::BadYaml && oddity.range.overlaps(m_facts.properties.at(place).range);
        };
        const bool broken =
            place >= 0 && (entryAt(place).children.size() != 2 || std::ranges::any_of(m_facts.oddities, isBroken));
        if (broken)
            return error(QObject::tr("What stands at %1 is no YAML; mend it in the text first.").arg(key));
        return std::nullopt;
    }

    QList<Edit> added(const QString &key, const QJsonValue &value) const
    {
        QByteArray line = yamlScalar(key, YamlQuotes::None, YamlPlace::Line) + ':';
        if (value.isArray()) {
            QByteArrayList items;
            for (const QJsonValue item : value.toArray())
                items.append(written(item, nullptr, YamlPlace::Brackets, m_text));
            line += " [" + items.join(", ") + ']';
        } else if (!value.isNull()) {
            line += ' ' + written(value, nullptr, YamlPlace::Line, m_text);
        }
        // Front matter is told by line feeds alone.
        const LineEnd lineEnd = TextFile::of(m_text.toByteArray()).lineEnd;
        const QByteArray end = bytesOf(lineEnd == LineEnd::Cr ? LineEnd::Lf : lineEnd).toByteArray();
        if (m_facts.frontMatter.isEmpty())
            return {{{m_facts.body, m_facts.body}, "---" + end + line + end + "---" + end}};
        QByteArray indent;
        if (!m_facts.properties.isEmpty()) {
            const quint32 begin = m_facts.properties.first().range.begin;
            indent = ByteRange{lineBegin(begin), begin}.in(m_text).toByteArray();
        }
        return {{{yamlRange().end, yamlRange().end}, indent + line + end}};
    }

    // What stands between the lines of dashes.
    ByteRange yamlRange() const
    {
        const QByteArrayView all = m_facts.frontMatter.in(m_text);
        return ByteRange::of(m_facts.frontMatter.begin + all.indexOf('\n') + 1,
                             m_facts.frontMatter.begin + all.trimmed().lastIndexOf('\n') + 1);
    }

    quint32 lineBegin(quint32 at) const { return static_cast<quint32>(m_text.first(at).lastIndexOf('\n') + 1); }

    // The script of `edits`, if the note then has the properties `expected`.
    Result<EditScript> checked(const QString &key, const QList<Edit> &edits, const Values &expected) const
    {
        const Result<EditScript> script = EditScript::of(edits);
        const Result<QByteArray> after = script ? script->apply(m_text) : std::unexpected(script.error());
        NoteFacts facts;
        if (after)
            readFrontMatter(*after, facts);
        if (!after || valuesOf(facts, *after) != expected)
            return refusal(QObject::tr("The front matter is written so that %1 is changed in the text only.").arg(key));
        return script;
    }

    const NoteFacts &m_facts;
    QByteArrayView m_text;
};

} // namespace

Result<EditScript> withProperty(const QString &key, const QJsonValue &value, const NoteFacts &facts,
                                QByteArrayView text)
{
    return PropertyEditor(facts, text).set(key, value);
}

Result<EditScript> withoutProperty(const QString &key, const NoteFacts &facts, QByteArrayView text)
{
    return PropertyEditor(facts, text).remove(key);
}

Result<EditScript> withPropertyRenamed(const QString &from, const QString &to, const NoteFacts &facts,
                                       QByteArrayView text)
{
    return PropertyEditor(facts, text).rename(from, to);
}

} // namespace tearsheet
