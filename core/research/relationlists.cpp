// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/relationreader.h"

#include "core/text/bytes.h"

#include <algorithm>
#include <array>
#include <span>

namespace tearsheet {

using namespace std::string_view_literals;

namespace {

constexpr NoteKinds Topics = setOf(NoteKind::Sector, NoteKind::Concept, NoteKind::Commodity, NoteKind::Policy,
                                   NoteKind::Thesis, NoteKind::Place, NoteKind::Government, NoteKind::Event);
constexpr NoteKinds Doers = setOf(NoteKind::Actor, NoteKind::Company, NoteKind::Financier, NoteKind::Person,
                                  NoteKind::Product, NoteKind::Exchange);

// Words of titles that may begin with a capital.
constexpr std::array Titles{"founding"sv, "managing"sv,    "executive"sv,     "global"sv,   "chief"sv,    "group"sv,
                            "vice"sv,     "senior"sv,      "deputy"sv,        "former"sv,   "interim"sv,  "acting"sv,
                            "co"sv,       "lead"sv,        "founder"sv,       "current"sv,  "new"sv,      "longtime"sv,
                            "first"sv,    "independent"sv, "non-executive"sv, "incoming"sv, "outgoing"sv, "ex"sv,
                            "board"sv,    "prime"sv,       "foreign"sv};

// What stands before "bank" where it is one that is paid for advice.
constexpr std::array Banking{"investment"sv, "advisory"sv,  "advising"sv, "lead"sv,        "underwriting"sv,
                             "house"sv,      "main"sv,      "merchant"sv, "commercial"sv,  "custodian"sv,
                             "ipo"sv,        "syndicate"sv, "agent"sv,    "relationship"sv};

bool isTitle(std::string_view word)
{
    return std::ranges::find(Titles, word) != Titles.end() || modifierWord(word) != RelationModifier::None;
}

/// A list item: the names at its begin, and what is said of them.
struct Item
{
    std::vector<SaidName> names;
    ByteRange line;
    ByteRange caption;
};

// Length of a dash that parts names from their caption, blanks around it included; 0 where there is none. A dash that
// was read in another encoding counts.
quint32 dashLength(QByteArrayView rest)
{
    for (const QByteArrayView dash :
         {QByteArrayView(" \xE2\x80\x94 "), QByteArrayView(" \xE2\x80\x93 "), QByteArrayView(" -- "),
          QByteArrayView(" - "), QByteArrayView(" \xC3\xA2\xE2\x82\xAC\xE2\x80\x9D "),
          QByteArrayView(" \xC3\xA2\xE2\x82\xAC\""), QByteArrayView(": ")}) {
        if (rest.startsWith(dash))
            return static_cast<quint32>(dash.size());
    }
    return 0;
}

// Whether the caption calls its target a thesis, a policy or the like.
bool namesTopic(const Phrase &phrase)
{
    return std::ranges::any_of(phrase.readings, [](const PhraseReading &reading) {
        return !(relationGate(reading.word->type).targets & setOf(NoteKind::Company, NoteKind::Person));
    });
}

class ListReader
{
public:
    explicit ListReader(RelationReader &reader) : m_reader(reader), m_text(reader.text) {}

    void run()
    {
        for (const Block &block : m_reader.facts.blocks) {
            if (block.kind != BlockKind::List && block.kind != BlockKind::Paragraph)
                continue;
            const int heading = m_reader.facts.headingAt(block.range.begin);
            if (heading != m_heading || m_first) {
                m_first = false;
                enter(heading);
            }
            quint32 begin = block.range.begin;
            while (begin < block.range.end) {
                quint32 end = begin;
                while (end < block.range.end && !isLineEnd(m_text[end]))
                    ++end;
                readLine(trimmed({begin, end}, m_text), block.kind == BlockKind::List);
                begin = end + 1;
            }
        }
    }

private:
    void enter(int heading)
    {
        m_heading = heading;
        m_related = -1;
        for (int i = heading; i >= 0; i = m_reader.parentHeading(i)) {
            if (m_reader.isRelatedHeading(i)) {
                m_related = i;
                break;
            }
        }
        m_typed = m_related == heading ? std::nullopt : m_reader.headingReading(heading, &m_said);
        m_other = m_related < 0 && m_reader.isAboutOther(heading);
        if (m_typed && !(relationGate(m_typed->word->type).sources & setOf(m_reader.kind)))
            m_typed.reset();
    }

    void readLine(ByteRange line, bool list)
    {
        const ByteRange whole = line;
        bool marked = false;
        if (list && line.size() > 2
            && (m_text[line.begin] == '-' || m_text[line.begin] == '*' || m_text[line.begin] == '+')
            && isBlank(m_text[line.begin + 1])) {
            line = trimmed({line.begin + 2, line.end}, m_text);
            marked = true;
        } else if (list && !line.isEmpty() && isDigit(m_text[line.begin])) {
            const qsizetype dot = line.in(m_text).indexOf(". ");
            if (dot > 0 && dot < 4) {
                line = trimmed({line.begin + static_cast<quint32>(dot) + 2, line.end}, m_text);
                marked = true;
            }
        }
        if (line.isEmpty() || m_other)
            return;
        if (m_related < 0 && readLabelled(line, whole))
            return;
        if (!marked)
            return;
        if (m_related >= 0)
            readRelated(line, whole);
        else if (m_typed)
            readTyped(line, whole);
    }

    // `Key: value`, the key in bold or not.
    bool readLabelled(ByteRange line, ByteRange whole)
    {
        const QByteArrayView said = line.in(m_text);
        const qsizetype colon = said.first(std::min<qsizetype>(said.size(), 48)).indexOf(':');
        if (colon < 2 || colon + 2 >= said.size() || said.first(colon).contains('[') || said[colon + 1] == ':')
            return false;
        if (setOf(m_reader.kind) & (Topics | setOf(NoteKind::Log)))
            return false;
        ByteRange key{line.begin, line.begin + static_cast<quint32>(colon)};
        ByteRange value = trimmed({key.end + 1, line.end}, m_text);
        while (!value.isEmpty() && (m_text[value.begin] == '*' || m_text[value.begin] == ' '))
            ++value.begin;
        // Prose after a label names what it likes; a list of names is short.
        if (value.size() > 200 || value.in(m_text).contains(". "))
            return false;
        return readKeyValue(m_reader, key, value, whole, m_heading, RelationRule::KeyValue);
    }

    // The names before the dash, and the caption behind it.
    Item itemOf(ByteRange line, ByteRange whole, bool unknown)
    {
        Item item{.line = whole, .caption = {line.end, line.end}};
        quint32 at = line.begin;
        quint32 end = line.end;
        int depth = 0;
        while (at < line.end) {
            if (const int link = m_text[at] == '[' ? m_reader.linkAt(at) : -1; link >= 0) {
                at = m_reader.facts.links.at(link).range.end;
                continue;
            }
            const QByteArrayView rest = m_text.sliced(at, line.end - at);
            if (m_text[at] == '(')
                ++depth;
            else if (m_text[at] == ')')
                depth = std::max(depth - 1, 0);
            else if (const quint32 length = depth == 0 ? dashLength(rest) : 0; length > 0) {
                end = at;
                item.caption = {at + length, line.end};
                break;
            }
            ++at;
        }
        item.names = m_reader.namesIn({line.begin, end}, {.unknown = unknown});
        if (item.caption.isEmpty() && !item.names.empty()) {
            // "[[Kestrel]] (competitor)".
            const ByteRange behind = trimmed(item.names.back().behind, m_text);
            if (behind.size() > 2 && m_text[behind.begin] == '(' && m_text[behind.end - 1] == ')')
                item.caption = {behind.begin + 1, behind.end - 1};
        }
        return item;
    }

    void readTyped(ByteRange line, ByteRange whole)
    {
        const Item item = itemOf(line, whole, false);
        for (const SaidName &name : item.names) {
            RelationEvidence evidence = m_reader.evidence(RelationRule::ListItem, name.range, whole, m_heading);
            evidence.heading = m_said;
            evidence.caption = item.caption;
            std::optional<double> weight = percentIn(name.behind.in(m_text));
            m_reader.say(name, m_typed->word->type, m_typed->modifier, weight, std::move(evidence));
        }
    }

    void readRelated(ByteRange line, ByteRange whole)
    {
        const Item item = itemOf(line, whole, false);
        if (item.names.empty())
            return;
        const std::vector<PhraseToken> tokens = phraseTokens(item.caption, m_text);
        const Phrase phrase = readPhrase(tokens, 0, InCaption, m_reader.kind, m_reader.words);
        for (const SaidName &name : item.names) {
            if (m_typed && !phrase.denied && !(name.note.kind == NoteKind::Unknown && namesTopic(phrase))) {
                RelationEvidence evidence = m_reader.evidence(RelationRule::Subheading, name.range, whole, m_heading);
                evidence.heading = m_said;
                evidence.caption = item.caption;
                m_reader.say(name, m_typed->word->type, m_typed->modifier, std::nullopt, std::move(evidence));
            }
            if (!phrase.denied)
                readCaption(name, phrase, tokens, item);
            RelationType byKind = relationByKind(name.note.kind);
            if (name.note.kind == NoteKind::Product && m_reader.kind == NoteKind::Product)
                byKind = RelationType::Product;
            if (name.note.kind == NoteKind::Security && isOwnSecurity(name))
                byKind = RelationType::Security;
            if (byKind != RelationType::Link)
                m_reader.say(name, byKind, {}, std::nullopt, captioned(RelationRule::Kind, name, item));
        }
    }

    // "[[Kestrel securities note]]" in the note Kestrel.
    bool isOwnSecurity(const SaidName &name) const
    {
        QByteArrayView said = name.range.in(m_text);
        while (said.startsWith('['))
            said = said.sliced(1);
        const QByteArray own = m_reader.entry.path.name().toUtf8() + ' ';
        return said.startsWith(own);
    }

    RelationEvidence captioned(RelationRule rule, const SaidName &name, const Item &item) const
    {
        RelationEvidence evidence = m_reader.evidence(rule, name.range, item.line, m_heading);
        evidence.caption = item.caption;
        return evidence;
    }

    void readCaption(const SaidName &name, const Phrase &phrase, const std::vector<PhraseToken> &tokens,
                     const Item &item)
    {
        for (const PhraseReading &reading : phrase.readings) {
            if (isOthers(reading, tokens, name))
                continue;
            RelationModifier modifier = reading.modifier;
            if (modifier == RelationModifier::None)
                modifier = modifierBehind(reading, tokens);
            const RelationType same = relationClass(reading.word->type);
            const bool stake = same == RelationType::Owner || same == RelationType::Investor
                               || same == RelationType::Subsidiary || same == RelationType::Investee
                               || reading.word->type == RelationType::JvPartner;
            m_reader.say(name, reading.word->type, modifier, stake ? percentIn(item.caption.in(m_text)) : std::nullopt,
                         captioned(RelationRule::Caption, name, item));
        }
    }

    // "customer (until 2023)", "partner, ended 2024".
    RelationModifier modifierBehind(const PhraseReading &reading, const std::vector<PhraseToken> &tokens) const
    {
        const int last = std::min(reading.end + 3, static_cast<int>(tokens.size()));
        for (int i = reading.end; i < last; ++i) {
            const std::string &word = tokens[static_cast<std::size_t>(i)].word;
            if (word == "until" || word == "former" || word == "ended" || word == "exited" || word == "divested"
                || word == "sold" || word == "terminated" || word == "formerly")
                return RelationModifier::Former;
            if (word == "potential" || word == "proposed" || word == "planned" || word == "pending")
                return RelationModifier::Potential;
        }
        return RelationModifier::None;
    }

    // A part of a name; "EV" and "AI" are none.
    bool isProper(const PhraseToken &token) const
    {
        const QByteArrayView said = token.range.in(m_text);
        return token.kind == PhraseTokenKind::Word && token.capital && !m_reader.isOwnName(said)
               && std::ranges::any_of(said, [](char c) { return c >= 'a' && c <= 'z'; })
               && std::ranges::none_of(said, isDigit);
    }

    // "Norrland CEO", "Norrland's supplier", "supplier of Norrland": somebody else's.
    bool isOthers(const PhraseReading &reading, const std::vector<PhraseToken> &tokens, const SaidName &name)
    {
        const RelationType same = relationClass(reading.word->type);
        const auto isOther = [&](const NamedNote &note, ByteRange said) {
            if (m_reader.isOwnName(said.in(m_text)))
                return false;
            // The chief of the owner is not this firm's; a product's is its maker's.
            const bool own = same == RelationType::KeyPerson && m_reader.kind != NoteKind::Product
                                 ? note.file == m_reader.file
                                 : m_reader.own.contains(note.file);
            return note.isKnown() && !own && note.file != name.note.file && (setOf(note.kind) & Doers);
        };
        int named = 0; // Past the last token that names a note.
        for (int i = 0; i < reading.first; ++i) {
            const PhraseToken &token = tokens[static_cast<std::size_t>(i)];
            if (!token.isWord() || !token.capital)
                continue;
            int length = 1;
            const NamedNote note = m_reader.noteAt(tokens, i, reading.first, &length);
            const ByteRange said{token.range.begin, tokens[static_cast<std::size_t>(i + length - 1)].range.end};
            if (isOther(note, said))
                return true;
            if (note.isKnown())
                named = i + length;
            const QByteArrayView bytes = said.in(m_text);
            const bool possessive = bytes.endsWith("'s") || bytes.endsWith("\xE2\x80\x99s") || bytes.endsWith("s'");
            if (possessive && !note.isKnown()
                && !m_reader.isOwnName(bytes.chopped(bytes.endsWith("'s")   ? 2
                                                     : bytes.endsWith("s'") ? 1
                                                                            : 4)))
                return true;
        }
        // "Space Norrland CEO", where no note answers to the name.
        const bool post = same == RelationType::KeyPerson || same == RelationType::Owner;
        if (post && reading.first > named) {
            const PhraseToken &before = tokens[static_cast<std::size_t>(reading.first - 1)];
            if (before.kind == PhraseTokenKind::Word && before.capital && !isTitle(before.word)
                && !m_reader.isOwnName(before.range.in(m_text)))
                return true;
        }
        // "Alder Vik product", likewise.
        if (same == RelationType::Product && reading.first > named + 1) {
            const ByteRange said{tokens[static_cast<std::size_t>(reading.first - 2)].range.begin,
                                 tokens[static_cast<std::size_t>(reading.first - 1)].range.end};
            bool proper = !m_reader.isOwnName(said.in(m_text));
            for (const PhraseToken &token : std::span(tokens).subspan(static_cast<std::size_t>(reading.first - 2), 2))
                proper = proper && isProper(token);
            if (proper)
                return true;
        }
        // "battery banks".
        if (reading.word->words == "bank" && reading.first > 0 && name.note.kind != NoteKind::Financier) {
            const PhraseToken &before = tokens[static_cast<std::size_t>(reading.first - 1)];
            if (before.isWord() && !before.capital
                && std::ranges::find(Banking, std::string_view(before.word)) == Banking.end()
                && modifierWord(before.word) == RelationModifier::None)
                return true;
        }
        const bool venture = reading.word->words == "jv" || reading.word->words == "joint venture";
        // "Alder/Vik JV".
        if (venture && reading.first > 1) {
            const auto first = tokens.begin() + reading.first;
            const auto slash = std::find_if_not(std::reverse_iterator(first), tokens.rend(),
                                                [this](const PhraseToken &token) { return isProper(token); });
            if (slash != tokens.rend() && slash.base() != first && slash->kind == PhraseTokenKind::Slash)
                return true;
        }
        // "of Norrland", "in [[Norrland]]".
        int at = reading.end;
        const int size = static_cast<int>(tokens.size());
        while (at < size && at < reading.end + 3 && tokens[static_cast<std::size_t>(at)].kind == PhraseTokenKind::Word
               && !endsPhrase(tokens[static_cast<std::size_t>(at)].word))
            ++at;
        if (at + 1 >= size || !tokens[static_cast<std::size_t>(at)].isWord()
            || !endsPhrase(tokens[static_cast<std::size_t>(at)].word))
            return false;
        const bool joins = venture && tokens[static_cast<std::size_t>(at)].word == "with";
        ++at;
        const std::string &article = tokens[static_cast<std::size_t>(at)].word;
        if ((article == "the" || article == "its" || article == "a") && at + 1 < size)
            ++at;
        const PhraseToken &token = tokens[static_cast<std::size_t>(at)];
        if (!token.isWord() || !token.capital)
            return false;
        int length = 1;
        const NamedNote note = m_reader.noteAt(tokens, at, size, &length);
        // "JV with Alder": what is named before is the venture, not who shares in it.
        if (joins && !note.isKnown() && !m_reader.isOwnName(token.range.in(m_text)))
            return true;
        return isOther(note, {token.range.begin, tokens[static_cast<std::size_t>(at + length - 1)].range.end});
    }

    RelationReader &m_reader;
    QByteArrayView m_text;
    int m_heading = -1;
    int m_related = -1;
    bool m_first = true;
    bool m_other = false;
    std::optional<PhraseReading> m_typed;
    ByteRange m_said;
};

} // namespace

void readLists(RelationReader &reader)
{
    ListReader(reader).run();
}

} // namespace tearsheet
