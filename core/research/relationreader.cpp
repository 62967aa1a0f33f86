// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/relationreader.h"

#include "core/text/bytes.h"

#include <algorithm>
#include <array>

namespace tearsheet {

using namespace std::string_view_literals;

namespace {

constexpr NoteKinds Doers = setOf(NoteKind::Actor, NoteKind::Company, NoteKind::Financier, NoteKind::Person,
                                  NoteKind::Product, NoteKind::Exchange, NoteKind::Security);
constexpr NoteKinds Bodies = setOf(NoteKind::Unknown, NoteKind::Actor, NoteKind::Company, NoteKind::Financier,
                                   NoteKind::Exchange, NoteKind::Government);

// Words that may stand before a name without making it part of something else.
constexpr std::array Prefixes{"the"sv,  "led"sv,  "co-led"sv,    "by"sv,     "and"sv,       "via"sv, "with"sv,
                              "from"sv, "incl"sv, "including"sv, "mainly"sv, "primarily"sv, "also"sv};

// Words that stand in such cells and name nobody.
constexpr std::array NoNames{"none"sv,        "n/a"sv,       "na"sv,       "tbd"sv,           "tba"sv,
                             "undisclosed"sv, "various"sv,   "multiple"sv, "others"sv,        "other"sv,
                             "unknown"sv,     "private"sv,   "public"sv,   "independent"sv,   "many"sv,
                             "yes"sv,         "no"sv,        "total"sv,    "several"sv,       "existing"sv,
                             "global"sv,      "domestic"sv,  "retail"sv,   "institutional"sv, "management"sv,
                             "founders"sv,    "employees"sv, "self"sv,     "all"sv,           "direct"sv,
                             "in-house"sv,    "internal"sv,  "company"sv,  "state"sv,         "family"sv,
                             "government"sv,  "pending"sv,   "active"sv};

bool isOneOf(const auto &list, std::string_view word)
{
    return std::ranges::find(list, word) != list.end();
}

// Of whom there are many: "European OEMs", "Chinese VC", "Founder-owned" name nobody.
constexpr std::array Peoples{"american"sv, "asian"sv,    "australian"sv, "austrian"sv,  "belgian"sv,    "brazilian"sv,
                             "british"sv,  "canadian"sv, "chinese"sv,    "danish"sv,    "dutch"sv,      "european"sv,
                             "finnish"sv,  "french"sv,   "german"sv,     "indian"sv,    "indonesian"sv, "israeli"sv,
                             "italian"sv,  "japanese"sv, "korean"sv,     "mexican"sv,   "norwegian"sv,  "russian"sv,
                             "spanish"sv,  "swedish"sv,  "swiss"sv,      "taiwanese"sv, "turkish"sv,    "western"sv};
constexpr std::array Crowds{
    "us"sv,        "u.s."sv,      "uk"sv,         "eu"sv,        "big"sv,       "major"sv,
    "leading"sv,   "large"sv,     "local"sv,      "tech"sv,      "vc"sv,        "vcs"sv,
    "oem"sv,       "oems"sv,      "automakers"sv, "banks"sv,     "companies"sv, "consortium"sv,
    "customers"sv, "firms"sv,     "funds"sv,      "investors"sv, "makers"sv,    "manufacturers"sv,
    "players"sv,   "producers"sv, "startups"sv,   "suppliers"sv, "utilities"sv, "hyperscalers"sv};

// "nt$300b", "225.4b": a word in lower case that says how much. "70b" may be a model.
bool isAmount(std::string_view word)
{
    if (word.find_first_of("$%") != std::string_view::npos)
        return true;
    const std::size_t end = word.find_first_not_of("0123456789.,");
    if (end == 0 || end == std::string_view::npos || word.find('.') > end)
        return false;
    constexpr std::array units{"b"sv, "m"sv, "k"sv, "t"sv, "bn"sv, "mn"sv};
    return isOneOf(units, word.substr(end));
}

bool isCrowd(const std::vector<PhraseToken> &tokens)
{
    const std::string &first = tokens.front().word;
    if (tokens.size() == 1)
        return first.ends_with("-owned") || first.ends_with("-backed") || isOneOf(Peoples, first);
    return std::ranges::all_of(
        tokens, [](const PhraseToken &token) { return isOneOf(Peoples, token.word) || isOneOf(Crowds, token.word); });
}

bool isParty(RelationType type)
{
    const RelationGate gate = relationGate(type);
    return gate.targets & setOf(NoteKind::Company);
}

// Whether a name is a single word in the plural: "Utilities", "VCs", but not "NorrShares".
bool isPlural(QByteArrayView name)
{
    while (name.startsWith('['))
        name = name.sliced(1);
    while (name.endsWith(']'))
        name.chop(1);
    const auto isSmall = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto isLarge = [](char c) { return c >= 'A' && c <= 'Z'; };
    for (qsizetype i = 1; i < name.size(); ++i) {
        if (isSmall(name[i - 1]) && isLarge(name[i]))
            return false;
    }
    return name.size() >= 3 && !name.contains(' ') && name.endsWith('s') && !name.endsWith("ss")
           && !name.endsWith("is");
}

QByteArrayView withoutMarks(QByteArrayView text, quint32 &begin)
{
    const auto isMark = [](char c) {
        return c == '*' || c == '_' || c == '"' || c == '\'' || c == '~' || c == '`' || isBlank(c);
    };
    while (!text.isEmpty() && isMark(text.front())) {
        text = text.sliced(1);
        ++begin;
    }
    while (!text.isEmpty() && (isMark(text.back()) || text.back() == '.'))
        text.chop(1);
    return text;
}

} // namespace

bool looksLikeName(QByteArrayView text)
{
    if (text.size() < 2 || text.size() > 48)
        return false;
    // "Memphis, TN".
    if (text.size() == 2 && text[1] >= 'A' && text[1] <= 'Z')
        return false;
    const std::vector<PhraseToken> tokens = phraseTokens(ByteRange::of(0, text.size()), text);
    int words = 0;
    bool letter = false;
    for (const PhraseToken &token : tokens) {
        if (!token.isWord())
            return false;
        const bool connective = token.word == "of" || token.word == "and" || token.word == "&" || token.word == "de"
                                || token.word == "the" || token.word == "for" || token.word == "du";
        if (!token.capital && !connective)
            return false;
        if (isAmount(token.word))
            return false;
        const char first = token.word.empty() ? '0' : token.word.front();
        letter = letter || (first >= 'a' && first <= 'z') || static_cast<unsigned char>(first) >= 0x80;
        ++words;
    }
    if (!letter || words == 0 || words > 5 || isDigit(text[0]) || isCrowd(tokens))
        return false;
    // "Planned".
    if (tokens.size() == 1 && modifierWord(tokens.front().word) != RelationModifier::None)
        return false;
    return !isOneOf(NoNames, tokens.front().word) && !isPlural(text);
}

RelationReader::RelationReader(int theFile, const Snapshot &snapshot, const RelationWords &theWords,
                               std::span<const NoteKind> kinds)
    : file(theFile), entry(snapshot.file(theFile)), facts(entry.note->facts), text(entry.note->text), words(theWords),
      names(theFile, snapshot, kinds), kind(names.kindOf(theFile)), lines(entry.note->text),
      headings(static_cast<std::size_t>(facts.headings.size())), own{theFile}
{}

bool RelationReader::admits(RelationType &type, NoteKind target) const
{
    using enum RelationType;
    const NoteKinds targets = setOf(target);
    const RelationType same = relationClass(type);
    if (kind == NoteKind::Person && (targets & Bodies)) {
        if (same == KeyPerson && type != Employer && target != NoteKind::Unknown)
            type = Affiliation;
        else if (type == Owner)
            type = Subsidiary;
        else if (type == Investor && target != NoteKind::Unknown)
            return false;
        else if (type == Competitor || type == Peer)
            return target == NoteKind::Unknown;
    }
    if (type == Ceo || type == Founder || type == KeyPerson || type == Executive) {
        if (kind == NoteKind::Person)
            return false;
    }
    if (type == Investee && target == NoteKind::Financier && kind == NoteKind::Financier)
        type = Investor;
    if (same == Member && (type == RelationType::Sector || type == RelationType::Concept)) {
        if (target == NoteKind::Sector)
            type = type == RelationType::CorrelatedSector ? type : RelationType::Sector;
    }
    const RelationGate gate = relationGate(type);
    return (gate.sources & setOf(kind)) && (gate.targets & targets);
}

void RelationReader::say(const SaidName &target, RelationType type, RelationModifier modifier,
                         std::optional<double> weight, RelationEvidence said, bool gated)
{
    if (target.note.file == file)
        return;
    // The kind of a target without a note is a guess: it may be another kind of topic, but nobody.
    const bool topic = !(relationGate(type).targets & setOf(NoteKind::Company, NoteKind::Person));
    const NoteKind targetKind = !target.note.isKnown() && topic ? NoteKind::Unknown : target.note.kind;
    if (gated && !admits(type, targetKind))
        return;
    // "[[Banks]]" that no note answers are banks, and no lender in particular.
    if (!target.note.isKnown() && type != RelationType::Link && isPlural(target.range.in(text)) && isParty(type))
        return;
    const RelationType same = relationClass(type);
    if (target.partial
        && (same == RelationType::Subsidiary || same == RelationType::Product || same == RelationType::Owner)
        && said.rule != RelationRule::Prose)
        return;
    if (modifier == RelationModifier::None)
        modifier = target.modifier;
    if (target.note.isKnown() && modifier == RelationModifier::None
        && (same == RelationType::Owner || (kind == NoteKind::Product && type == RelationType::ProductFamily)))
        own.insert(target.note.file);
    statements.push_back({target.note, target.range, target.link, {type, modifier, weight, std::move(said)}});
}

int RelationReader::firstLink(quint32 offset) const
{
    const auto found =
        std::ranges::lower_bound(facts.links, offset, {}, [](const Link &link) { return link.range.begin; });
    return static_cast<int>(found - facts.links.begin());
}

int RelationReader::linkAt(quint32 offset) const
{
    const int index = firstLink(offset);
    return index < facts.links.size() && facts.links.at(index).range.begin == offset ? index : -1;
}

std::vector<SaidName> RelationReader::namesIn(ByteRange range, NameReading reading)
{
    std::vector<SaidName> found;
    int link = firstLink(range.begin);
    quint32 at = range.begin;
    quint32 begin = at;
    int depth = 0;
    ByteRange firstLinkRange;
    int firstLinkIndex = -1;

    const auto piece = [&](quint32 end) {
        const ByteRange whole = trimmed({begin, end}, text);
        if (firstLinkIndex >= 0) {
            const ByteRange before = trimmed({whole.begin, firstLinkRange.begin}, text);
            SaidName name{firstLinkRange, {firstLinkRange.end, whole.end}, firstLinkIndex, {}, {}};
            bool fits = true;
            for (const PhraseToken &token : phraseTokens(before, text)) {
                const RelationModifier said = modifierWord(token.word);
                if (said != RelationModifier::None)
                    name.modifier = said;
                else if (!isOneOf(Prefixes, token.word) && !(reading.anyPrefix && !token.word.starts_with("ex-")))
                    fits = false;
            }
            const QByteArrayView gap = before.in(text);
            // A number that was made a link; "ex-[[Kestrel]]", which says where somebody was before.
            fits = fits && !gap.endsWith('~') && !gap.endsWith('$') && !gap.endsWith('-');
            const QByteArrayView rest = name.behind.in(text);
            fits = fits && !rest.startsWith("'s ") && !rest.startsWith("\xE2\x80\x99s ") && !rest.startsWith('-');
            if (fits) {
                name.note = names.of(facts.links.at(firstLinkIndex));
                const Link &said = facts.links.at(firstLinkIndex);
                name.partial = rest.size() > 1 && rest[0] == ' ' && rest[1] >= 'a' && rest[1] <= 'z';
                if (rest.size() > 1 && rest[0] == ' ' && rest[1] >= 'A' && rest[1] <= 'Z') {
                    // "[[Kestrel]] Marine" is Kestrel Marine where there is such a note.
                    const ByteRange shown = said.display.isEmpty() ? said.target : said.display;
                    QByteArray longer = shown.in(text).toByteArray();
                    const std::vector<PhraseToken> more = phraseTokens(name.behind, text);
                    for (const PhraseToken &token : more) {
                        if (!token.isWord() || !token.capital)
                            break;
                        longer += ' ';
                        longer += token.range.in(text);
                        if (const NamedNote note = names.plain(QByteArrayView(longer)); note.isKnown())
                            name.note = note;
                    }
                }
                if (!said.embed && said.kind != LinkKind::Url && !isExternal(said, text))
                    found.push_back(name);
            }
        } else if (!whole.isEmpty() && !(end < range.end && text.sliced(end, range.end - end).startsWith(" & [["))) {
            quint32 start = whole.begin;
            QByteArrayView said = whole.in(text);
            const qsizetype open = said.indexOf('(');
            if (open > 0)
                said = said.first(open);
            RelationModifier modifier = RelationModifier::None;
            said = withoutMarks(said, start);
            for (const QByteArrayView ex : {QByteArrayView("former "), QByteArrayView("Former ")}) {
                if (said.startsWith(ex)) {
                    modifier = RelationModifier::Former;
                    start += static_cast<quint32>(ex.size());
                    said = withoutMarks(said.sliced(ex.size()), start);
                }
            }
            // "Kestrel 75%".
            if (said.endsWith('%')) {
                while (!said.isEmpty()
                       && (isDigit(said.back()) || isBlank(said.back()) || said.back() == '%' || said.back() == '.'
                           || said.back() == '~'))
                    said.chop(1);
            }
            const ByteRange place = ByteRange::of(start, start + said.size());
            const bool capital = !said.isEmpty()
                                 && ((said[0] >= 'A' && said[0] <= 'Z') || static_cast<unsigned char>(said[0]) >= 0x80
                                     || isDigit(said[0]));
            const NamedNote note = capital ? names.plain(said) : NamedNote();
            if (note.isKnown() || (reading.unknown && looksLikeName(said)))
                found.push_back({place, {place.end, whole.end}, -1, note, modifier});
        }
        firstLinkIndex = -1;
    };
    const auto separate = [&](quint32 length) {
        piece(at);
        at += length;
        begin = at;
    };

    while (at < range.end) {
        if (link < facts.links.size() && facts.links.at(link).range.begin == at) {
            if (firstLinkIndex < 0 && depth == 0) {
                firstLinkIndex = link;
                firstLinkRange = facts.links.at(link).range;
            }
            at = std::min(facts.links.at(link).range.end, range.end);
            ++link;
            continue;
        }
        while (link < facts.links.size() && facts.links.at(link).range.begin < at)
            ++link;
        const char c = text[at];
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c)) {
            ++at;
            continue;
        }
        const QByteArrayView rest = text.sliced(at, range.end - at);
        if (c == '(' || c == '[') {
            ++depth;
            ++at;
        } else if (c == ')' || c == ']') {
            depth = std::max(depth - 1, 0);
            ++at;
        } else if (depth > 0) {
            ++at;
        } else if (c == ',' && (rest.startsWith(", Inc") || rest.startsWith(", Ltd") || rest.startsWith(", LLC"))) {
            ++at;
        } else if (c == '/' && at > range.begin && at + 1 < range.end && firstLinkIndex < 0 && text[at + 1] >= 'a'
                   && text[at + 1] <= 'z') {
            ++at;
        } else if (c == ',' || c == ';' || c == '/' || (c == '+' && at > range.begin && isBlank(text[at - 1]))) {
            separate(1);
        } else if (rest.startsWith("\xC2\xB7")) {
            separate(2);
        } else if (rest.startsWith("<br")) {
            separate(static_cast<quint32>(std::max<qsizetype>(rest.indexOf('>') + 1, 3)));
        } else if (rest.startsWith(" and ") && (firstLinkIndex >= 0 || rest.startsWith(" and [["))) {
            separate(5);
        } else if (rest.startsWith(" & ") && (firstLinkIndex >= 0 || rest.startsWith(" & [["))) {
            separate(3);
        } else {
            ++at;
        }
    }
    piece(range.end);
    return found;
}

NamedNote RelationReader::noteAt(const std::vector<PhraseToken> &tokens, int first, int end, int *length)
{
    const PhraseToken &token = tokens[static_cast<std::size_t>(first)];
    if (token.kind == PhraseTokenKind::Link) {
        if (length)
            *length = 1;
        const int link = linkAt(token.range.begin);
        return link < 0 ? NamedNote() : names.of(facts.links.at(link));
    }
    int last = first;
    while (last < end && last - first < 4 && tokens[static_cast<std::size_t>(last)].kind == PhraseTokenKind::Word
           && tokens[static_cast<std::size_t>(last)].capital)
        ++last;
    for (; last > first; --last) {
        const quint32 until = tokens[static_cast<std::size_t>(last - 1)].range.end;
        quint32 begin = token.range.begin;
        QByteArrayView said = withoutMarks(text.sliced(begin, until - begin), begin);
        for (const QByteArrayView ending :
             {QByteArrayView("'s"), QByteArrayView("\xE2\x80\x99s"), QByteArrayView("'")}) {
            if (said.endsWith(ending))
                said.chop(ending.size());
        }
        if (const NamedNote note = names.plain(said); note.isKnown()) {
            if (length)
                *length = last - first;
            return note;
        }
    }
    return {};
}

bool RelationReader::isOwnName(QByteArrayView name) const
{
    if (name.size() < 2)
        return false;
    const QString said = QString::fromUtf8(name);
    const auto begins = [&](QStringView whole) {
        return whole.startsWith(said, Qt::CaseInsensitive)
               && (whole.size() == said.size() || whole[said.size()] == u' ');
    };
    if (begins(entry.path.name()))
        return true;
    return std::ranges::any_of(facts.aliases, begins);
}

int RelationReader::parentHeading(int index) const
{
    for (int above = index - 1; index >= 0 && above >= 0; --above) {
        if (facts.headings.at(above).level < facts.headings.at(index).level)
            return above;
    }
    return -1;
}

bool RelationReader::isRelatedHeading(int index) const
{
    if (index < 0)
        return false;
    const QByteArrayView heading = facts.headings.at(index).text.in(text);
    const auto begins = [&](QByteArrayView with) {
        return heading.size() >= with.size() && heading.first(with.size()).compare(with, Qt::CaseInsensitive) == 0;
    };
    return begins("related") || begins("see also") || begins("connections");
}

const RelationReader::HeadingFacts &RelationReader::headingFacts(int index)
{
    HeadingFacts &read = headings[static_cast<std::size_t>(index)];
    const Heading &heading = facts.headings.at(index);
    if (read.known || heading.level == 1)
        return read;
    read.known = true;
    const std::vector<PhraseToken> tokens = phraseTokens(heading.text, text);
    if (!tokens.empty() && tokens.front().isWord() && tokens.front().capital) {
        int length = 0;
        const NamedNote note = noteAt(tokens, 0, static_cast<int>(tokens.size()), &length);
        read.event = note.kind == NoteKind::Event && length == static_cast<int>(tokens.size());
        if (note.isKnown() && (setOf(note.kind) & Doers)) {
            // "Kestrel partnership" is about both; "Kestrel", "Kestrel (leader)" and "Kestrel's fleet" are about
            // Kestrel.
            const bool alone =
                length == static_cast<int>(tokens.size()) || !tokens[static_cast<std::size_t>(length)].isWord();
            const QByteArrayView said = tokens[static_cast<std::size_t>(length - 1)].range.in(text);
            if (alone || said.endsWith("'s") || said.endsWith("\xE2\x80\x99s"))
                read.subject = note;
        }
    }
    const Phrase phrase = readPhrase(tokens, 0, InHeading, kind, words);
    read.named = !phrase.readings.empty() && !phrase.denied;
    if (read.named && !phrase.mixed) {
        const RelationType same = relationClass(phrase.readings.front().word->type);
        const bool one = std::ranges::all_of(
            phrase.readings, [&](const PhraseReading &reading) { return relationClass(reading.word->type) == same; });
        if (one)
            read.reading = phrase.readings.front();
    }
    return read;
}

bool RelationReader::isAboutOther(int index)
{
    for (; index >= 0; index = parentHeading(index)) {
        const NamedNote &subject = headingFacts(index).subject;
        if (subject.isKnown() && !own.contains(subject.file))
            return true;
    }
    return false;
}

std::optional<PhraseReading> RelationReader::headingReading(int index, ByteRange *said)
{
    for (; index >= 0 && facts.headings.at(index).level > 1; index = parentHeading(index)) {
        const HeadingFacts &read = headingFacts(index);
        if (!read.named)
            continue;
        if (said)
            *said = facts.headings.at(index).text;
        return read.reading;
    }
    return std::nullopt;
}

RelationEvidence RelationReader::evidence(RelationRule rule, ByteRange name, ByteRange context, int heading) const
{
    RelationEvidence said{.rule = rule, .name = name, .context = context};
    if (heading >= 0)
        said.heading = facts.headings.at(heading).text;
    said.line = lines.lineAt(name.begin) + 1;
    return said;
}

} // namespace tearsheet
