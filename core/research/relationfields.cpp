// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/relationreader.h"

#include "core/text/bytes.h"

#include <algorithm>
#include <array>

namespace tearsheet {

namespace {

constexpr NoteKinds Topics =
    setOf(NoteKind::Sector, NoteKind::Concept, NoteKind::Commodity, NoteKind::Policy, NoteKind::Thesis);

// Whose post it is, in a key of a deal: "Target CEO".
constexpr std::array Sides{std::string_view("target"),   std::string_view("seller"),    std::string_view("buyer"),
                           std::string_view("acquirer"), std::string_view("client"),    std::string_view("customer"),
                           std::string_view("rival"),    std::string_view("competitor")};

bool isOwnership(RelationType type)
{
    const RelationType same = relationClass(type);
    return same == RelationType::Owner || same == RelationType::Subsidiary || same == RelationType::Investor
           || same == RelationType::Investee || type == RelationType::JvPartner;
}

// Whether the relation is to somebody, or a place: then plain text that looks like a name is one.
bool namesParties(RelationType type)
{
    return relationGate(type).targets & setOf(NoteKind::Company, NoteKind::Person, NoteKind::Place, NoteKind::Product);
}

// The rest of the line from `begin`.
ByteRange lineRest(quint32 begin, QByteArrayView text)
{
    quint32 end = begin;
    while (end < text.size() && !isLineEnd(text[end]))
        ++end;
    return {begin, end};
}

// The name that begins a sentence part: a link, or words with capitals.
std::optional<SaidName> leadingName(RelationReader &reader, ByteRange range)
{
    const QByteArrayView text = reader.text;
    range = trimmed(range, text);
    if (text.sliced(range.begin, range.size()).startsWith("the "))
        range.begin += 4;
    while (!range.isEmpty() && (text[range.begin] == '*' || text[range.begin] == '_'))
        ++range.begin;
    if (const int link = reader.linkAt(range.begin); link >= 0) {
        const Link &said = reader.facts.links.at(link);
        return SaidName{said.range, {said.range.end, range.end}, link, reader.names.of(said), {}};
    }
    const std::vector<PhraseToken> tokens = phraseTokens({range.begin, std::min(range.end, range.begin + 80)}, text);
    int count = 0;
    while (count < static_cast<int>(tokens.size()) && count < 5
           && tokens[static_cast<std::size_t>(count)].kind == PhraseTokenKind::Word
           && tokens[static_cast<std::size_t>(count)].capital)
        ++count;
    if (count == 0)
        return std::nullopt;
    int length = 0;
    NamedNote note = reader.noteAt(tokens, 0, count, &length);
    if (!note.isKnown())
        length = count;
    const ByteRange name{tokens.front().range.begin, tokens[static_cast<std::size_t>(length - 1)].range.end};
    const QByteArrayView said = name.in(text);
    if (!note.isKnown() && (!looksLikeName(said) || said.endsWith("'s")))
        return std::nullopt;
    return SaidName{name, {name.end, range.end}, -1, note, {}};
}

} // namespace

bool readKeyValue(RelationReader &reader, ByteRange key, ByteRange value, ByteRange context, int heading,
                  RelationRule rule)
{
    const std::vector<PhraseToken> tokens = phraseTokens(key, reader.text);
    const Phrase phrase = readPhrase(tokens, 0, InKey, reader.kind, reader.words);
    if (phrase.readings.empty() || phrase.denied)
        return false;
    const PhraseReading &read = phrase.readings.front();
    const RelationType same = relationClass(read.word->type);
    // "Based on earlier work: …" is no place.
    if (same == relationClass(RelationType::Location) && phrase.end < static_cast<int>(tokens.size())
        && tokens[static_cast<std::size_t>(phrase.end)].word == "on")
        return false;
    if (same == RelationType::KeyPerson && read.first > 0
        && std::ranges::find(Sides, std::string_view(tokens[static_cast<std::size_t>(read.first - 1)].word))
               != Sides.end())
        return true;
    // Where an event took place.
    if (same == relationClass(RelationType::Location) && heading >= 0 && reader.kind != NoteKind::Event
        && reader.headingFacts(heading).event)
        return true;
    RelationModifier modifier = read.modifier;
    for (std::size_t i = static_cast<std::size_t>(phrase.end); i < tokens.size() && modifier == RelationModifier::None;
         ++i)
        modifier = modifierWord(tokens[i].word); // "Parent (pending)"
    const bool role = read.word->type == RelationType::Affiliation && rule == RelationRule::KeyValue;
    for (const SaidName &name :
         reader.namesIn(value, {.unknown = !role && namesParties(read.word->type), .anyPrefix = role})) {
        RelationEvidence said = reader.evidence(rule, name.range, context, heading);
        said.column = key;
        const std::optional<double> weight =
            isOwnership(read.word->type) ? percentIn(name.behind.in(reader.text)) : std::nullopt;
        reader.say(name, read.word->type, modifier, weight, std::move(said));
    }
    return true;
}

void readFields(RelationReader &reader)
{
    const QByteArrayView text = reader.text;
    for (const Property &property : reader.facts.properties) {
        QByteArray key = property.key.toUtf8().replace('_', ' ').toLower().replace('-', ' ');
        const RelationWord *word = reader.words.find(
            std::string_view(key.constData(), static_cast<std::size_t>(key.size())), InKey, reader.kind);
        if (!word)
            continue;
        const ByteRange context{property.range.begin, std::max(property.range.end, property.value.end)};
        // Values as written, list marks and quotes between the names.
        quint32 begin = property.value.begin;
        const auto take = [&](quint32 end) {
            if (begin >= end)
                return;
            ByteRange item = trimmed({begin, end}, text);
            const auto isQuote = [&](quint32 at) { return text[at] == '"' || text[at] == '\''; };
            while (!item.isEmpty() && (isQuote(item.begin) || text[item.begin] == '-' || isBlank(text[item.begin])))
                ++item.begin;
            while (!item.isEmpty() && isQuote(item.end - 1))
                --item.end;
            for (const SaidName &name : reader.namesIn(item, {.unknown = true}))
                reader.say(name, word->type, {}, percentIn(name.behind.in(text)),
                           reader.evidence(RelationRule::FrontMatter, name.range, context, -1));
        };
        const bool list = begin + 1 < property.value.end && text[begin] == '[' && text[begin + 1] != '[';
        const quint32 end = list ? property.value.end - 1 : property.value.end;
        begin += list ? 1 : 0;
        for (quint32 at = begin; at < end; ++at) {
            if (isLineEnd(text[at])) {
                take(at);
                begin = at + 1;
            }
        }
        take(end);
    }
    for (qsizetype at = text.indexOf("::", reader.facts.body); at >= 0; at = text.indexOf("::", at + 2)) {
        const int line = reader.lines.lineAt(static_cast<quint32>(at));
        quint32 begin = reader.lines.start(line);
        for (quint32 i = begin; i < at; ++i) {
            if (text[i] == '(' || text[i] == '[' || isBlank(text[i]) || text[i] == '-' || text[i] == '*'
                || text[i] == '>')
                begin = i + 1;
            else
                break;
        }
        const ByteRange key = trimmed(ByteRange::of(begin, at), text);
        // The names of fields are short; code has `::` too, and no link behind.
        if (key.isEmpty() || key.size() > 40)
            continue;
        ByteRange value = lineRest(static_cast<quint32>(at + 2), text);
        const int link = reader.firstLink(value.begin);
        if (link >= reader.facts.links.size() || reader.facts.links.at(link).range.begin >= value.end)
            continue;
        const ByteRange context = trimmed({reader.lines.start(line), value.end}, text);
        readKeyValue(reader, key, value, context, reader.facts.headingAt(key.begin), RelationRule::InlineField);
    }
}

void readDefinition(RelationReader &reader)
{
    const QByteArrayView text = reader.text;
    // The first paragraph that says something; a line of tags is none.
    ByteRange paragraph;
    for (const Block &block : reader.facts.blocks) {
        if (block.kind == BlockKind::Table || block.kind == BlockKind::List)
            break;
        if (block.kind == BlockKind::Heading && !paragraph.isEmpty())
            break;
        if (block.kind != BlockKind::Paragraph)
            continue;
        ByteRange range = trimmed(block.range, text);
        while (!range.isEmpty() && text[range.begin] == '#')
            range = trimmed({std::min(lineRest(range.begin, text).end, range.end), range.end}, text);
        if (range.size() < 20 || text[range.begin] == '!')
            continue;
        paragraph = range;
        break;
    }
    if (paragraph.isEmpty()
        || (setOf(reader.kind)
            & (Topics
               | setOf(NoteKind::Log, NoteKind::Event, NoteKind::Place, NoteKind::Government, NoteKind::Unknown))))
        return;
    const int heading = reader.facts.headingAt(paragraph.begin);
    if (heading >= 0 && reader.facts.headings.at(heading).level > 1)
        return;
    const std::vector<PhraseToken> tokens = phraseTokens(paragraph, text);
    const int size = static_cast<int>(tokens.size());
    int depth = 0;
    RelationModifier modifier = RelationModifier::None;
    int sentences = 0;
    ByteRange sentence{paragraph.begin, paragraph.end};
    for (int at = 0; at < size && sentences < 2; ++at) {
        const PhraseToken &token = tokens[static_cast<std::size_t>(at)];
        if (token.kind == PhraseTokenKind::Open) {
            ++depth;
        } else if (token.kind == PhraseTokenKind::Close) {
            depth = std::max(depth - 1, 0);
        } else if (token.kind == PhraseTokenKind::Break) {
            if (token.range.in(text) == ".") {
                ++sentences;
                sentence.begin = token.range.end;
            }
            modifier = RelationModifier::None;
        }
        if (!token.isWord() || depth > 0)
            continue;
        const RelationModifier said = modifierWord(token.word);
        if (said != RelationModifier::None)
            modifier = said;
        if (token.word == "originally")
            modifier = RelationModifier::Former;
        if (token.word == "now")
            modifier = RelationModifier::None;
        const RelationWord *word = nullptr;
        int count = std::min(4, size - at);
        for (; count > 0 && !word; --count) {
            std::string key;
            bool plain = true;
            for (int i = 0; i < count; ++i) {
                const PhraseToken &part = tokens[static_cast<std::size_t>(at + i)];
                plain = plain && part.kind == PhraseTokenKind::Word;
                key += (i > 0 ? " " : "") + part.word;
            }
            word = plain ? reader.words.find(key, InProse, reader.kind) : nullptr;
        }
        ++count;
        if (!word)
            continue;
        // What was said before may have another subject: "…, which Norrland, owned by Envik, bought".
        at += count - 1;
        if (at + 1 >= size)
            break;
        ByteRange rest{tokens[static_cast<std::size_t>(at)].range.end, paragraph.end};
        ByteRange context = trimmed({sentence.begin, paragraph.end}, text);
        for (int i = at + 1; i < size; ++i) {
            if (tokens[static_cast<std::size_t>(i)].kind == PhraseTokenKind::Break
                && tokens[static_cast<std::size_t>(i)].range.in(text) == ".") {
                context.end = tokens[static_cast<std::size_t>(i)].range.begin;
                break;
            }
        }
        // A chain of names: "backed by A, B and C".
        for (int names = 0; names < 8; ++names) {
            const std::optional<SaidName> name = leadingName(reader, rest);
            if (!name)
                break;
            const bool people = relationClass(word->type) == RelationType::KeyPerson;
            if (name->link < 0 && !name->note.isKnown() && people && word->type != RelationType::Founder)
                break;
            const QByteArrayView behind = name->behind.in(text);
            if (behind.startsWith("'s") || behind.startsWith("\xE2\x80\x99s"))
                break;
            reader.say(*name, word->type, modifier, std::nullopt,
                       reader.evidence(RelationRule::Prose, name->range, context, heading));
            quint32 next = name->behind.begin;
            const QByteArrayView after = text.sliced(next, paragraph.end - next);
            if (after.startsWith(" (")) {
                const qsizetype close = after.indexOf(')');
                next += static_cast<quint32>(close < 0 ? 0 : close + 1);
            }
            const QByteArrayView more = text.sliced(next, paragraph.end - next);
            if (more.startsWith(", and "))
                next += 6;
            else if (more.startsWith(" and "))
                next += 5;
            else if (more.startsWith(", "))
                next += 2;
            else
                break;
            if (next >= paragraph.end || !(text[next] == '[' || (text[next] >= 'A' && text[next] <= 'Z')))
                break;
            rest = {next, paragraph.end};
        }
    }
    // "[[Norrland]]'s second ferry": a product's definition begins with its maker.
    if (reader.kind == NoteKind::Product) {
        quint32 begin = paragraph.begin;
        const QByteArrayView first = text.sliced(begin, std::min<qsizetype>(paragraph.size(), 120));
        if (const qsizetype dash = first.indexOf(" \xE2\x80\x94 "); dash >= 0)
            begin += static_cast<quint32>(dash + 5);
        if (const std::optional<SaidName> name = leadingName(reader, {begin, paragraph.end}); name && name->link >= 0) {
            const QByteArrayView behind = name->behind.in(text);
            if (behind.startsWith("'s") || behind.startsWith("\xE2\x80\x99s"))
                reader.say(*name, RelationType::Maker, {}, std::nullopt,
                           reader.evidence(RelationRule::Prose, name->range, lineRest(paragraph.begin, text), heading));
        }
    }
}

} // namespace tearsheet
