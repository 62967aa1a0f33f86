// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/reciprocal.h"

#include "core/change/linktext.h"
#include "core/research/relationreader.h"
#include "core/research/relationwording.h"
#include "core/table/tableedit.h"
#include "core/text/bytes.h"
#include "core/vault/indexer.h"
#include "core/vault/noteparser.h"

#include <QObject>

#include <algorithm>
#include <array>

namespace tearsheet {

namespace {

/// What parts the link of a list item from its caption.
struct Separator
{
    QByteArrayView before;
    QByteArrayView after;
};

constexpr std::array Separators{
    Separator{" \xE2\x80\x94 ", ""},
    Separator{" \xE2\x80\x93 ", ""},
    Separator{" -- ", ""},
    Separator{" - ", ""},
    Separator{": ", ""},
    Separator{" (", ")"},
};

/// A list of notes, and how its items are written.
struct NoteList
{
    ByteRange last;    ///< Its last line, without the line end.
    QByteArray marker; ///< "- ", with the blanks around it.
    Separator separator = Separators.front();
    bool captioned = false; ///< Any of its items has a caption.
};

// The marker that `line` begins with, with the blanks around it; empty where it is no list item.
QByteArray markerOf(QByteArrayView line)
{
    qsizetype at = 0;
    while (at < line.size() && isBlank(line[at]))
        ++at;
    const qsizetype begin = at;
    while (at < line.size() && isDigit(line[at]))
        ++at;
    const bool numbered = at > begin && at < line.size() && (line[at] == '.' || line[at] == ')');
    const bool dotted = at == begin && at < line.size() && (line[at] == '-' || line[at] == '*' || line[at] == '+');
    if (!numbered && !dotted)
        return {};
    ++at;
    const qsizetype blanks = at;
    while (at < line.size() && isBlank(line[at]))
        ++at;
    return at == blanks ? QByteArray() : line.first(at).toByteArray();
}

// The marker behind `marker`: the next number where it is one.
QByteArray nextMarker(const QByteArray &marker)
{
    const auto isNumber = [](char c) { return isDigit(c); };
    const auto begin = std::ranges::find_if(marker, isNumber);
    const auto end = std::find_if_not(begin, marker.end(), isNumber);
    if (begin == end)
        return marker;
    const int number = QByteArrayView(begin, end).toInt();
    return marker.first(begin - marker.begin()) + QByteArray::number(number + 1) + marker.sliced(end - marker.begin());
}

/// Writes what a note is to say of another one.
class ReciprocalWriter
{
public:
    ReciprocalWriter(const RelationReader &reader, const QList<Relation> &stated, RelationType type,
                     const QByteArray &link, const QByteArray &caption, int source)
        : m_reader(reader), m_text(reader.text), m_stated(stated), m_type(type), m_link(link), m_caption(caption),
          m_source(source), m_lineEnd(m_text.contains("\r\n") ? "\r\n" : "\n")
    {}

    /// Every way to write it, the better first.
    QList<EditScript> ways() const
    {
        QList<EditScript> ways;
        const auto add = [&](const std::optional<EditScript> &way) {
            if (way && !way->isEmpty())
                ways.append(*way);
        };
        add(captionOfBareItem());
        add(itemAmongSuch());
        add(itemAmongRelated());
        add(rowAmongSuch());
        add(relatedSection());
        return ways;
    }

private:
    ByteRange lineAt(quint32 offset) const
    {
        const int line = m_reader.lines.lineAt(offset);
        return {m_reader.lines.start(line), m_reader.lines.end(line, m_text)};
    }

    // Whether `offset` stands under the heading of related notes or below one of its headings.
    bool isAmongRelated(quint32 offset) const
    {
        for (int i = m_reader.facts.headingAt(offset); i >= 0; i = m_reader.parentHeading(i)) {
            if (m_reader.isRelatedHeading(i))
                return true;
        }
        return false;
    }

    NoteList listOf(ByteRange block) const
    {
        NoteList list;
        std::array<int, Separators.size()> counts{};
        const ByteRange whole = trimmed(block, m_text);
        for (quint32 at = block.begin; at < whole.end;) {
            const ByteRange line = lineAt(at);
            if (line.begin < whole.end)
                list.last = line;
            const QByteArray marker = markerOf(line.in(m_text));
            // Items inside items are no measure for those outside.
            if (!marker.isEmpty()
                && (list.marker.isEmpty() || !isBlank(marker.front()) || isBlank(list.marker.front())))
                list.marker = marker;
            const int link = m_reader.firstLink(line.begin);
            if (link < m_reader.facts.links.size() && m_reader.facts.links.at(link).range.end <= line.end) {
                const quint32 end = m_reader.facts.links.at(link).range.end;
                const QByteArrayView rest = m_text.sliced(end, line.end - end);
                const auto found = std::ranges::find_if(
                    Separators, [&](const Separator &separator) { return rest.startsWith(separator.before); });
                if (found != Separators.end()) {
                    ++counts[static_cast<std::size_t>(found - Separators.begin())];
                    list.captioned = true;
                }
            }
            at = line.end + static_cast<quint32>(std::max(1, lineEndLength(m_text, line.end)));
        }
        list.separator = Separators[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())];
        return list;
    }

    QByteArray captioned(const QByteArray &link, const Separator &separator) const
    {
        return link + separator.before + m_caption + separator.after;
    }

    EditScript itemIn(const NoteList &list, bool caption) const
    {
        const QByteArray item = caption ? captioned(m_link, list.separator) : m_link;
        return EditScript::replacing({list.last.end, list.last.end}, m_lineEnd + nextMarker(list.marker) + item);
    }

    // "- [[Kestrel]]" among the related notes becomes "- [[Kestrel]] — customer".
    std::optional<EditScript> captionOfBareItem() const
    {
        for (const Block &block : m_reader.facts.blocks) {
            if (block.kind != BlockKind::List || !isAmongRelated(block.range.begin))
                continue;
            for (int i = m_reader.firstLink(block.range.begin); i < m_reader.facts.links.size(); ++i) {
                const Link &link = m_reader.facts.links.at(i);
                if (link.range.begin >= block.range.end)
                    break;
                const ByteRange line = lineAt(link.range.begin);
                const QByteArray marker = markerOf(line.in(m_text));
                const bool bare = !marker.isEmpty() && line.begin + marker.size() == link.range.begin
                                  && ByteRange{link.range.end, line.end}.in(m_text).trimmed().isEmpty();
                if (!bare || !reachesSource(link))
                    continue;
                const Separator separator = listOf(block.range).separator;
                return EditScript::replacing({link.range.end, link.range.end}, captioned({}, separator));
            }
        }
        return std::nullopt;
    }

    bool reachesSource(const Link &link) const
    {
        return std::ranges::any_of(m_stated, [&](const Relation &relation) {
            return relation.target == m_source
                   && (relation.best.evidence.name == link.range
                       || linkTarget(link, m_text) == linkTargetAt(relation.best.evidence.name));
        });
    }

    QString linkTargetAt(ByteRange name) const
    {
        const int link = m_reader.linkAt(name.begin);
        return link < 0 ? QString() : linkTarget(m_reader.facts.links.at(link), m_text);
    }

    // What the note says by `rules` in the relation that is to be added.
    const RelationEvidence *such(std::initializer_list<RelationRule> rules) const
    {
        const RelationType same = relationClass(m_type);
        for (const Relation &relation : m_stated) {
            const RelationStatement &best = relation.best;
            // People and what they work for are of one class, in two directions.
            const bool fits =
                best.type == m_type || (same != RelationType::KeyPerson && relationClass(best.type) == same);
            if (fits && std::ranges::find(rules, best.evidence.rule) != rules.end())
                return &best.evidence;
        }
        return nullptr;
    }

    // In a list under a heading that says it.
    std::optional<EditScript> itemAmongSuch() const
    {
        const RelationEvidence *const like = such({RelationRule::Subheading, RelationRule::ListItem});
        if (!like)
            return std::nullopt;
        for (const Block &block : m_reader.facts.blocks) {
            if (block.kind == BlockKind::List && block.range.contains(like->name.begin))
                return itemIn(listOf(block.range), false);
        }
        return std::nullopt;
    }

    std::optional<EditScript> itemAmongRelated() const
    {
        std::optional<NoteList> last;
        for (const Block &block : m_reader.facts.blocks) {
            if (block.kind != BlockKind::List || !isAmongRelated(block.range.begin))
                continue;
            const int heading = m_reader.facts.headingAt(block.range.begin);
            // A list under a heading that says something else is no place for it.
            if (m_reader.isRelatedHeading(heading))
                last = listOf(block.range);
        }
        return last ? std::optional(itemIn(*last, true)) : std::nullopt;
    }

    // Whether the heading above `offset` says the relation and no more: "Suppliers", and not "Solar suppliers".
    bool isPlainlyAmongSuch(quint32 offset) const
    {
        const int heading = m_reader.facts.headingAt(offset);
        if (heading < 0)
            return false;
        const std::vector<PhraseToken> tokens = phraseTokens(m_reader.facts.headings.at(heading).text, m_text);
        const Phrase phrase = readPhrase(tokens, 0, InHeading, m_reader.kind, m_reader.words);
        return phrase.readings.size() == 1 && phrase.readings.front().first == 0
               && phrase.readings.front().end == static_cast<int>(tokens.size());
    }

    // In a table of such notes, whatever they make or do.
    std::optional<EditScript> rowAmongSuch() const
    {
        const RelationEvidence *const like = such({RelationRule::Column, RelationRule::Section});
        if (!like)
            return std::nullopt;
        for (const TableOutline &outline : m_reader.facts.tables) {
            if (!outline.range.contains(like->name.begin))
                continue;
            if (!isPlainlyAmongSuch(outline.range.begin))
                return std::nullopt;
            const Table table = cutTable(outline, m_text);
            const auto row = std::ranges::find_if(
                table.rows, [&](const TableRow &candidate) { return candidate.line.contains(like->name.begin); });
            if (row == table.rows.end())
                return std::nullopt;
            const auto cell = std::ranges::find_if(
                row->cells, [&](ByteRange candidate) { return candidate.contains(like->name.begin); });
            if (cell == row->cells.end())
                return std::nullopt;
            return setCells(
                table, m_text,
                {{static_cast<int>(table.rows.size()), static_cast<int>(cell - row->cells.begin()), m_link}});
        }
        return std::nullopt;
    }

    // At the end of the section of related notes, which is made where there is none.
    EditScript relatedSection() const
    {
        const QByteArray item = "- " + captioned(m_link, Separators.front());
        for (int i = 0; i < m_reader.facts.headings.size(); ++i) {
            if (!m_reader.isRelatedHeading(i))
                continue;
            const bool last = i + 1 == m_reader.facts.headings.size();
            const quint32 end =
                last ? static_cast<quint32>(m_text.size()) : m_reader.facts.headings.at(i + 1).range.begin;
            const quint32 place = endOfText({m_reader.facts.headings.at(i).range.begin, end});
            return EditScript::replacing({place, place}, m_lineEnd + m_lineEnd + item);
        }
        const quint32 place = endOfText({m_reader.facts.body, static_cast<quint32>(m_text.size())});
        const QByteArray rule = partsByRules() ? "---" + m_lineEnd + m_lineEnd : QByteArray();
        // Behind nothing, or the front matter alone, a line has ended already.
        const bool ended = place == 0 || isLineEnd(m_text[place - 1]);
        const QByteArray before = place == 0 ? QByteArray() : ended ? m_lineEnd : m_lineEnd + m_lineEnd;
        return EditScript::replacing({place, place}, before + rule + QByteArray(level(), '#') + " Related" + m_lineEnd
                                                         + m_lineEnd + item + (ended ? m_lineEnd : QByteArray()));
    }

    // Where text in `range` ends, without rules and a last line in italics that tells when the note was made.
    quint32 endOfText(ByteRange range) const
    {
        const bool whole = range.end == static_cast<quint32>(m_text.size());
        for (qsizetype i = m_reader.facts.blocks.size() - 1; i >= 0; --i) {
            const Block &block = m_reader.facts.blocks.at(i);
            if (block.range.begin >= range.end || block.kind == BlockKind::Blank)
                continue;
            if (block.range.begin < range.begin)
                break;
            const QByteArrayView said = block.range.in(m_text).trimmed();
            const bool footer = whole && block.kind == BlockKind::Paragraph && said.size() > 2
                                && (said.front() == '*' || said.front() == '_') && said[1] != said.front()
                                && said.back() == said.front();
            if (block.kind != BlockKind::Rule && !footer)
                return trimmed({block.range.begin, block.range.end}, m_text).end;
        }
        return trimmed(range, m_text).end;
    }

    // How deep most headings are.
    int level() const
    {
        std::array<int, 7> counts{};
        for (const Heading &heading : m_reader.facts.headings)
            ++counts[static_cast<std::size_t>(heading.level)];
        for (std::size_t level = 2; level < counts.size(); ++level) {
            if (counts[level] > 0)
                return static_cast<int>(level);
        }
        return 2;
    }

    // Whether a rule stands before most headings.
    bool partsByRules() const
    {
        int rules = 0;
        int headings = 0;
        BlockKind before = BlockKind::Blank;
        for (const Block &block : m_reader.facts.blocks) {
            if (block.kind == BlockKind::Heading) {
                ++headings;
                rules += before == BlockKind::Rule;
            }
            if (block.kind != BlockKind::Blank)
                before = block.kind;
        }
        return headings > 0 && rules * 2 > headings;
    }

    const RelationReader &m_reader;
    QByteArrayView m_text;
    const QList<Relation> &m_stated;
    RelationType m_type;
    QByteArray m_link;
    QByteArray m_caption;
    int m_source;
    QByteArray m_lineEnd;
};

// Whether the note `file` states the relation once `script` has changed it.
bool isUnderstood(const EditScript &script, int file, int source, RelationType type, RelationModifier modifier,
                  const Snapshot &snapshot, const RelationWords &words)
{
    const FileEntry &entry = snapshot.file(file);
    const Result<QByteArray> text = script.apply(entry.note->text);
    if (!text)
        return false;
    const Snapshot after = Indexer::next(snapshot, {.changed = {textEntry(entry.path, entry.stamp, *text)},
                                                    .removed = {},
                                                    .settings = {},
                                                    .renamedOutside = {},
                                                    .complete = snapshot.isComplete()});
    const QList<Relation> stated = relationsOf(file, after, words);
    const auto says = [&](const RelationStatement &statement) {
        return relationClass(statement.type) == relationClass(type) && statement.modifier == modifier;
    };
    return std::ranges::any_of(stated, [&](const Relation &relation) {
        return relation.target == source && (says(relation.best) || std::ranges::any_of(relation.also, says));
    });
}

} // namespace

Result<ChangePlan> planReciprocal(const StatedRelation &said, const Snapshot &snapshot, const RelationWords &words)
{
    const int source = snapshot.find(said.source);
    const int target = snapshot.find(said.target);
    for (const auto &[path, file] : {std::pair(said.source, source), std::pair(said.target, target)}) {
        if (file < 0 || !snapshot.file(file).note)
            return failure(ErrorCode::NotFound, path.toString(),
                           QObject::tr("%1 is not there any more.").arg(path.toString()));
    }
    const std::optional<RelationType> type = reciprocal(said.type);
    if (!type)
        return failure(ErrorCode::Usage, said.target.toString(),
                       QObject::tr("“%1” is said by one side only.").arg(relationNoun(said.type)));
    const QString name = linkTextTo(said.source, said.target, snapshot, said.source.name(), said.source);
    QByteArray caption = relationNoun(*type).toUtf8();
    if (said.modifier != RelationModifier::None)
        caption.prepend(modifierName(said.modifier).toUtf8() + ' ');
    const RelationReader reader(target, snapshot, words, {});
    const QList<Relation> stated = relationsOf(target, snapshot, words);
    const ReciprocalWriter writer(reader, stated, *type, "[[" + name.toUtf8() + "]]", caption, source);
    for (const EditScript &way : writer.ways()) {
        if (isUnderstood(way, target, source, *type, said.modifier, snapshot, words))
            return editingPlan(
                QObject::tr("Add %1 to %2").arg(said.source.name().toString(), said.target.name().toString()),
                {{target, way.edits()}}, snapshot);
    }
    return failure(ErrorCode::Usage, said.target.toString(),
                   QObject::tr("%1 has no place where “%2” would be understood.")
                       .arg(said.target.name(), QString::fromUtf8(caption)));
}

} // namespace tearsheet
