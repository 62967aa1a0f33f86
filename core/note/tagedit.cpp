// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/tagedit.h"

#include "core/note/frontmatter.h"
#include "core/note/linescanner.h"
#include "core/note/yamllist.h"
#include "core/note/yamlwriter.h"
#include "core/text/bytes.h"
#include "core/text/lineindex.h"

#include <QObject>

#include <algorithm>

namespace tearsheet {

namespace {

/// What happens to a tag and to those nested in it.
class TagChange
{
public:
    /// `to` is null where the tag goes.
    TagChange(const QString &from, const QString &to)
        : m_from(from.toCaseFolded()), m_to(to.toUtf8()), m_depth(from.count(u'/')), m_removes(to.isNull())
    {}

    bool removes() const { return m_removes; }
    const QByteArray &to() const { return m_to; }

    /// The part of the tag `name` that says the changed tag; empty where it is another one.
    ByteRange matched(ByteRange name, QByteArrayView text) const
    {
        qsizetype slash = text.first(name.end).indexOf('/', name.begin);
        for (qsizetype depth = 0; depth < m_depth && slash >= 0; ++depth)
            slash = text.first(name.end).indexOf('/', slash + 1);
        const ByteRange part{name.begin, slash < 0 ? name.end : static_cast<quint32>(slash)};
        const bool same = QString::fromUtf8(part.in(text)).toCaseFolded() == m_from;
        return same ? part : ByteRange{name.begin, name.begin};
    }

private:
    QString m_from;
    QByteArray m_to;
    qsizetype m_depth;
    bool m_removes;
};

/// The tags of one property.
class PropertyTags
{
public:
    PropertyTags(const TagChange &change, QByteArrayView text) : m_change(change), m_text(text) {}

    QList<Edit> edits(const Property &property)
    {
        const std::optional<YamlNode> entry = readYaml(property.range, m_text);
        if (!entry || entry->kind != YamlNode::Kind::Map || entry->children.size() != 2)
            return {};
        const YamlNode &value = entry->children.at(1);
        if (value.kind != YamlNode::Kind::List) {
            if (!change(value, YamlPlace::Line))
                return std::move(m_edits);
            const qsizetype colon = m_text.first(value.range.begin).lastIndexOf(':');
            return {{{static_cast<quint32>(colon + 1), trimmed(value.range, m_text).end}, {}}};
        }
        const YamlList list(value, m_text);
        QSet<qsizetype> gone;
        for (qsizetype i = 0; i < value.children.size(); ++i) {
            if (change(value.children.at(i), list.isFlow() ? YamlPlace::Brackets : YamlPlace::Line))
                gone.insert(i);
        }
        if (!gone.isEmpty() && list.isEditable())
            m_edits += list.without(gone);
        return std::move(m_edits);
    }

private:
    /// A tag of an item.
    struct Entry
    {
        ByteRange name;
        ByteRange range;   ///< With its `#`.
        ByteRange matched; ///< Empty where it stays.
        bool goes = false;
    };

    // Whether nothing of `item` is left; else its changes are among the edits.
    bool change(const YamlNode &item, YamlPlace place)
    {
        const QList<Entry> entries = entriesOf(item);
        if (!entries.isEmpty() && std::ranges::all_of(entries, &Entry::goes))
            return true;
        for (qsizetype i = 0; i < entries.size(); ++i) {
            const Entry &entry = entries.at(i);
            if (entry.goes)
                i = removeRun(entries, i);
            else if (!entry.matched.isEmpty() && item.plain && entries.size() == 1)
                m_edits.append({entry.name, yamlScalar(QString::fromUtf8(renamed(entry)), YamlQuotes::None, place)});
            else if (!entry.matched.isEmpty())
                m_edits.append({entry.matched, m_change.to()});
        }
        return false;
    }

    QList<Entry> entriesOf(const YamlNode &item)
    {
        QList<Entry> entries;
        for (const ByteRange name : tagNames(item, m_text)) {
            Entry entry{name, name, m_change.matched(name, m_text)};
            while (entry.range.begin > item.range.begin && m_text[entry.range.begin - 1] == '#')
                --entry.range.begin;
            entry.goes = !entry.matched.isEmpty() && m_change.removes();
            if (!m_change.removes()) {
                // Twice is once too often only where it is the change's doing.
                const QString key = QString::fromUtf8(renamed(entry)).toCaseFolded();
                const bool concerned = !entry.matched.isEmpty() || m_renamed.contains(key);
                entry.goes = concerned && m_seen.contains(key);
                m_seen.insert(key);
                if (!entry.matched.isEmpty())
                    m_renamed.insert(key);
            }
            entries.append(entry);
        }
        return entries;
    }

    QByteArray renamed(const Entry &entry) const
    {
        if (entry.matched.isEmpty())
            return entry.name.in(m_text).toByteArray();
        return m_change.to() + ByteRange{entry.matched.end, entry.name.end}.in(m_text);
    }

    // Some, not all, of the tags of an item go, with what separates them from the next. Returns the last of them.
    qsizetype removeRun(const QList<Entry> &entries, qsizetype first)
    {
        qsizetype last = first;
        while (last + 1 < entries.size() && entries.at(last + 1).goes)
            ++last;
        const ByteRange run = last + 1 < entries.size()
                                  ? ByteRange{entries.at(first).range.begin, entries.at(last + 1).range.begin}
                                  : ByteRange{entries.at(first - 1).range.end, entries.at(last).range.end};
        m_edits.append({run, {}});
        return last;
    }

    const TagChange &m_change;
    QByteArrayView m_text;
    QSet<QString> m_seen;    // The tags that the property will have, case folded,
    QSet<QString> m_renamed; // and those that it has by the change.
    QList<Edit> m_edits;
};

/// Takes tags out of a note's text.
class InlineRemoval
{
public:
    explicit InlineRemoval(QByteArrayView text) : m_text(text), m_lines(text) {}

    // Tags with nothing but blanks between them go at once.
    void remove(ByteRange tag)
    {
        if (!m_run.isEmpty() && tag.begin > m_run.end
            && std::ranges::all_of(ByteRange{m_run.end, tag.begin}.in(m_text), isBlank)) {
            m_run.end = tag.end;
            return;
        }
        finish();
        m_run = tag;
    }

    QList<Edit> edits()
    {
        finish();
        return std::move(m_edits);
    }

private:
    void finish()
    {
        if (m_run.isEmpty())
            return;
        const int line = m_lines.lineAt(m_run.begin);
        const quint32 end = m_lines.end(line, m_text);
        const LinePrefix prefix = linePrefix(m_text, m_lines.start(line), end);
        const quint32 begin = behindHeadingMarks(static_cast<quint32>(prefix.end), end);
        ByteRange blanks = m_run;
        while (blanks.begin > begin && isBlank(m_text[blanks.begin - 1]))
            --blanks.begin;
        while (blanks.end < end && isBlank(m_text[blanks.end]))
            ++blanks.end;
        if (blanks.begin == begin && blanks.end == end)
            removeLine(line, begin, prefix);
        else if (blanks.begin == begin)
            removeAtBegin({m_run.begin, blanks.end}, end);
        else if (blanks.end == end || blanks.end == m_run.end)
            drop({blanks.begin, blanks.end});
        else
            drop({blanks.begin + (blanks.begin < m_run.begin ? 1 : 0), blanks.end});
        m_run = {};
    }

    void drop(ByteRange range)
    {
        if (!m_edits.isEmpty())
            range.begin = std::max(range.begin, m_edits.last().range.end);
        m_edits.append({range, {}});
    }

    quint32 behindHeadingMarks(quint32 begin, quint32 end) const
    {
        quint32 at = begin;
        while (at < end && m_text[at] == '#')
            ++at;
        if (at == end || !isBlank(m_text[at]))
            return begin;
        while (at < end && isBlank(m_text[at]))
            ++at;
        return at;
    }

    // The marks of a heading stay, and the marker of a list item that goes on below. `textBegin` is behind them.
    void removeLine(int line, quint32 textBegin, const LinePrefix &prefix)
    {
        const quint32 begin = m_lines.start(line);
        const quint32 end = m_lines.end(line, m_text);
        const bool last = line + 1 == m_lines.lineCount();
        const bool heading = textBegin > prefix.end;
        if (heading || (prefix.listItem && !last && isBelow(line + 1, line))) {
            while (isBlank(m_text[textBegin - 1]))
                --textBegin;
            drop({textBegin, end});
        } else if (last && line > 0) {
            drop({m_lines.end(line - 1, m_text), end});
        } else {
            drop({begin, last ? end : m_lines.start(line + 1)});
        }
    }

    bool isBelow(int line, int item) const
    {
        const auto indent = [&](int number) {
            quint32 at = m_lines.start(number);
            while (at < m_lines.end(number, m_text) && (isBlank(m_text[at]) || m_text[at] == '>'))
                ++at;
            return at - m_lines.start(number);
        };
        const bool blank = indent(line) == m_lines.end(line, m_text) - m_lines.start(line);
        return !blank && indent(line) > indent(item);
    }

    void removeAtBegin(ByteRange range, quint32 lineEnd)
    {
        drop(range);
        if (const std::optional<quint32> mark = blockMark(range.end, lineEnd))
            m_edits.append({{*mark, *mark}, "\\"});
    }

    // Where a backslash keeps what stands at `begin` from beginning a block.
    std::optional<quint32> blockMark(quint32 begin, quint32 end) const
    {
        const QByteArrayView rest = m_text.sliced(begin, end - begin);
        const LinePrefix prefix = linePrefix(m_text, begin, end);
        if (prefix.quoted || prefix.listItem) {
            const auto *const mark = std::ranges::find_if_not(rest, isDigit);
            return begin + static_cast<quint32>(mark - rest.begin());
        }
        const auto *const behind = std::ranges::find_if(rest, [](char c) { return c != '#'; });
        // Behind another tag "#a" was none.
        const bool heading = behind == rest.end() || isBlank(*behind) || begin == m_run.end;
        return (rest.startsWith('#') && heading) || rest.startsWith("```") || rest.startsWith("~~~")
                   ? std::optional(begin)
                   : std::nullopt;
    }

    QByteArrayView m_text;
    LineIndex m_lines;
    ByteRange m_run;
    QList<Edit> m_edits;
};

/// Which of the tags in a note's text would stand in one list twice after a rename, by their begin. A list are tags
/// with nothing but blanks between them.
QSet<quint32> doubled(const TagChange &change, const NoteFacts &facts, QByteArrayView text)
{
    QSet<quint32> doubled;
    QList<const Tag *> run;
    const auto nameAfter = [&](const Tag &tag) {
        const ByteRange matched = change.matched(tag.name, text);
        QByteArray name = tag.name.in(text).toByteArray();
        if (!matched.isEmpty())
            name.replace(matched.begin - tag.name.begin, matched.size(), change.to());
        return QString::fromUtf8(name).toCaseFolded();
    };
    const auto finish = [&] {
        QSet<QString> names;
        for (const bool renamed : {false, true}) {
            for (const Tag *tag : std::as_const(run)) {
                if (change.matched(tag->name, text).isEmpty() == renamed)
                    continue;
                const QString name = nameAfter(*tag);
                if (renamed && names.contains(name))
                    doubled.insert(tag->range.begin);
                names.insert(name);
            }
        }
        run.clear();
    };
    for (const Tag &tag : facts.tags) {
        if (tag.inFrontMatter)
            continue;
        const bool goesOn = !run.isEmpty() && tag.range.begin > run.last()->range.end
                            && std::ranges::all_of(ByteRange{run.last()->range.end, tag.range.begin}.in(text), isBlank);
        if (!goesOn)
            finish();
        run.append(&tag);
    }
    finish();
    return doubled;
}

EditScript changed(const TagChange &change, const NoteFacts &facts, QByteArrayView text)
{
    QList<Edit> edits;
    for (const Property &property : facts.properties) {
        if (property.key.compare(u"tags", Qt::CaseInsensitive) == 0
            || property.key.compare(u"tag", Qt::CaseInsensitive) == 0)
            edits += PropertyTags(change, text).edits(property);
    }
    std::optional<InlineRemoval> removal;
    const QSet<quint32> twice = change.removes() ? QSet<quint32>() : doubled(change, facts, text);
    for (const Tag &tag : facts.tags) {
        const ByteRange matched = change.matched(tag.name, text);
        if (tag.inFrontMatter || matched.isEmpty())
            continue;
        if (!change.removes() && !twice.contains(tag.range.begin)) {
            edits.append({matched, change.to()});
        } else {
            if (!removal)
                removal.emplace(text);
            removal->remove(tag.range);
        }
    }
    if (removal)
        edits += removal->edits();
    // What says so already is no change.
    edits.removeIf([&](const Edit &edit) { return edit.range.in(text) == edit.text; });
    return EditScript::of(std::move(edits)).value_or(EditScript());
}

} // namespace

EditScript withTagRenamed(const QString &from, const QString &to, const NoteFacts &facts, QByteArrayView text)
{
    return changed(TagChange(from, to), facts, text);
}

EditScript withoutTag(const QString &tag, const NoteFacts &facts, QByteArrayView text)
{
    return changed(TagChange(tag, {}), facts, text);
}

QString tagObjection(const QString &tag)
{
    if (tag.isEmpty())
        return QObject::tr("A tag needs a name.");
    const QList<uint> characters = tag.toUcs4();
    if (!std::ranges::all_of(characters, [](uint c) { return isTagCharacter(c); }))
        return QObject::tr("The tag %1 holds something other than letters, digits, symbols, _, - and /.").arg(tag);
    if (std::ranges::all_of(tag, [](QChar c) { return c.isDigit() && c.unicode() < 0x80; }))
        return QObject::tr("The tag %1 is a number, which is no tag.").arg(tag);
    if (tag.startsWith(u'/') || tag.endsWith(u'/') || tag.contains(u"//"))
        return QObject::tr("The tag %1 has an empty part between its slashes.").arg(tag);
    return {};
}

} // namespace tearsheet
