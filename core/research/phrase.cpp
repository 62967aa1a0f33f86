// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/phrase.h"

#include "core/text/bytes.h"

#include <algorithm>
#include <array>

namespace tearsheet {

using namespace std::string_view_literals;

namespace {

constexpr std::array Stops{
    "for"sv,    "of"sv,    "to"sv,    "in"sv,     "with"sv,    "from"sv,    "by"sv,     "at"sv,      "on"sv,
    "via"sv,    "as"sv,    "since"sv, "until"sv,  "that"sv,    "who"sv,     "which"sv,  "whose"sv,   "where"sv,
    "when"sv,   "under"sv, "after"sv, "before"sv, "through"sv, "against"sv, "behind"sv, "over"sv,    "into"sv,
    "during"sv, "per"sv,   "among"sv, "across"sv, "despite"sv, "while"sv,   "but"sv,    "because"sv, "than"sv,
    "if"sv,     "is"sv,    "are"sv,   "was"sv,    "were"sv,    "has"sv,     "have"sv,   "will"sv,    "would"sv,
};

constexpr std::array Joins{"and"sv, "&"sv, "+"sv, "plus"sv, "or"sv};

constexpr std::array Negations{"not"sv,    "no"sv,      "never"sv, "non"sv,     "without"sv,
                               "unlike"sv, "neither"sv, "isn't"sv, "doesn't"sv, "cannot"sv};

// Verbs that begin a caption about what its subject did.
constexpr std::array Verbs{"acquired"sv, "bought"sv,   "sold"sv,   "owns"sv,     "launched"sv,   "won"sv,
                           "built"sv,    "signed"sv,   "joined"sv, "left"sv,     "invested"sv,   "replaced"sv,
                           "supplied"sv, "supplies"sv, "wrote"sv,  "led"sv,      "co-founded"sv, "runs"sv,
                           "holds"sv,    "sued"sv,     "took"sv,   "announced"sv};

// What may stand behind the noun of a caption.
constexpr std::array Followers{
    "dependency"sv, "relationship"sv, "candidate"sv, "role"sv,      "status"sv,    "company"sv, "group"sv, "firm"sv,
    "team"sv,       "since"sv,        "today"sv,     "now"sv,       "alongside"sv, "only"sv,    "too"sv,   "also"sv,
    "again"sv,      "being"sv,        "globally"sv,  "worldwide"sv, "here"sv,      "family"sv,  "both"sv,  "jan"sv,
    "feb"sv,        "mar"sv,          "apr"sv,       "may"sv,       "jun"sv,       "jul"sv,     "aug"sv,   "sep"sv,
    "oct"sv,        "nov"sv,          "dec"sv,       "emeritus"sv,  "designate"sv, "elect"sv,   "unit"sv,  "itself"sv};

constexpr std::array Comparisons{"comparison"sv, "comparisons"sv, "compare"sv,    "compared"sv,
                                 "analog"sv,     "analogue"sv,    "precedent"sv,  "parallel"sv,
                                 "contrast"sv,   "contrasts"sv,   "contrasting"sv};

// What may stand behind "sector", "policy" and the like without making another thing of it.
constexpr std::array Topical{"overview"sv,  "hub"sv,      "context"sv,   "note"sv,
                             "framework"sv, "umbrella"sv, "mechanism"sv, "background"sv};

bool isTopic(RelationType type)
{
    switch (type) {
    case RelationType::Sector:
    case RelationType::Concept:
    case RelationType::Thesis:
    case RelationType::Policy:
    case RelationType::Event:
    case RelationType::Commodity:
        return true;
    default:
        return false;
    }
}

template <typename List>
bool isOneOf(const List &list, std::string_view word)
{
    return std::ranges::find(list, word) != list.end();
}

bool isWordByte(QByteArrayView text, qsizetype at)
{
    const char c = text[at];
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '&' || c == '$' || c == '%' || c == '#'
        || c == '+' || c == '_')
        return true;
    const auto inside = [&] {
        return at > 0 && at + 1 < text.size() && !isBlank(text[at - 1]) && !isBlank(text[at + 1]);
    };
    return (c == '\'' || c == '-' || c == '.') && inside() && text[at + 1] != '-' && text[at - 1] != '-';
}

// Length of a dash, a middle dot or a quote mark beyond ASCII; 0 where the character is part of a word.
int signLength(QByteArrayView text, qsizetype at, bool &breaks)
{
    const QByteArrayView rest = text.sliced(at);
    breaks = true;
    if (rest.startsWith("\xE2\x80\x94") || rest.startsWith("\xE2\x80\x93") || rest.startsWith("\xE2\x86\x92"))
        return 3;
    if (rest.startsWith("\xC2\xB7"))
        return 2;
    breaks = false;
    if (rest.startsWith("\xE2\x80\x9C") || rest.startsWith("\xE2\x80\x9D"))
        return 3;
    return 0;
}

std::string lowered(QByteArrayView bytes)
{
    std::string word;
    word.reserve(static_cast<std::size_t>(bytes.size()));
    for (const char c : bytes) {
        if (c != '*' && c != '`')
            word += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    return word;
}

bool isCapital(QByteArrayView bytes)
{
    const char c = bytes.isEmpty() ? 'a' : bytes[0];
    return (c >= 'A' && c <= 'Z') || isDigit(c) || static_cast<unsigned char>(c) >= 0x80;
}

// Numbers, participles and a few more words leave the noun before them what it is.
bool mayFollow(const PhraseToken &token)
{
    const std::string &word = token.word;
    return isOneOf(Followers, word) || word.ends_with("ing") || word.ends_with("ed")
           || std::ranges::any_of(word, [](char c) { return isDigit(c); });
}

std::string joined(const std::vector<PhraseToken> &tokens, int first, int count)
{
    std::string key = tokens[static_cast<std::size_t>(first)].word;
    for (int i = 1; i < count; ++i) {
        key += ' ';
        key += tokens[static_cast<std::size_t>(first + i)].word;
    }
    return key;
}

} // namespace

std::vector<PhraseToken> phraseTokens(ByteRange range, QByteArrayView text)
{
    std::vector<PhraseToken> tokens;
    const QByteArrayView all = text.first(range.end);
    qsizetype at = range.begin;
    const auto sign = [&](PhraseTokenKind kind, qsizetype length) {
        tokens.push_back({ByteRange::of(at, at + length), {}, kind, false});
        at += length;
    };
    while (at < all.size()) {
        const char c = all[at];
        bool breaks = false;
        if (isBlank(c)) {
            ++at;
        } else if (c == '[' && at + 1 < all.size() && all[at + 1] == '[') {
            const qsizetype close = all.indexOf("]]", at);
            if (close < 0) {
                at += 2;
                continue;
            }
            QByteArrayView shown = all.sliced(at + 2, close - at - 2);
            if (const qsizetype bar = shown.lastIndexOf('|'); bar >= 0)
                shown = shown.sliced(bar + 1);
            tokens.push_back(
                {ByteRange::of(at, close + 2), lowered(shown.trimmed()), PhraseTokenKind::Link, isCapital(shown)});
            at = close + 2;
        } else if (c == '(') {
            sign(PhraseTokenKind::Open, 1);
        } else if (c == ')') {
            sign(PhraseTokenKind::Close, 1);
        } else if (c == '/') {
            sign(PhraseTokenKind::Slash, 1);
        } else if (c == ',' || c == ';' || c == ':') {
            sign(PhraseTokenKind::Break, 1);
        } else if (c == '.' && (at + 1 == all.size() || isBlank(all[at + 1]))) {
            sign(PhraseTokenKind::Break, 1);
        } else if (c == '-' && !isWordByte(all, at)) {
            sign(PhraseTokenKind::Break, 1);
        } else if (isWordByte(all, at) || (static_cast<unsigned char>(c) >= 0x80 && signLength(all, at, breaks) == 0)) {
            qsizetype end = at + 1;
            while (end < all.size()
                   && (isWordByte(all, end) || all[end] == '*'
                       || (static_cast<unsigned char>(all[end]) >= 0x80 && signLength(all, end, breaks) == 0)))
                ++end;
            const QByteArrayView bytes = all.sliced(at, end - at);
            tokens.push_back({ByteRange::of(at, end), lowered(bytes), PhraseTokenKind::Word, isCapital(bytes)});
            at = end;
        } else if (const int length = signLength(all, at, breaks); length > 0) {
            if (breaks)
                sign(PhraseTokenKind::Break, length);
            else
                at += length;
        } else {
            ++at;
        }
    }
    return tokens;
}

bool endsPhrase(std::string_view word)
{
    return isOneOf(Stops, word);
}

Phrase readPhrase(const std::vector<PhraseToken> &tokens, int begin, WordUse use, NoteKind source,
                  const RelationWords &words)
{
    Phrase phrase;
    const int size = static_cast<int>(tokens.size());
    RelationModifier modifier = RelationModifier::None;
    bool settled = false;
    bool failed = false;
    bool neverWas = false;
    PhraseReading best;
    PhraseReading rival; // Of the nouns that are joined.
    const auto close = [&] {
        if (best.word)
            phrase.readings.push_back(best);
        else if (use == InHeading)
            phrase.mixed = true;
        best = {};
        rival = {};
    };
    int at = begin;
    for (; at < size; ++at) {
        const PhraseToken &token = tokens[static_cast<std::size_t>(at)];
        if (token.kind == PhraseTokenKind::Slash || (token.isWord() && isOneOf(Joins, token.word))) {
            close();
            continue;
        }
        if (!token.isWord())
            break;
        if (use == InCaption && at == begin && isOneOf(Verbs, token.word) && at + 1 < size) {
            const PhraseToken &object = tokens[static_cast<std::size_t>(at + 1)];
            phrase.denied = object.isWord() && !endsPhrase(object.word) && !mayFollow(object);
        }
        // The longest entry that begins here; it may hold a preposition.
        const RelationWord *found = nullptr;
        int count = 0;
        int run = 0;
        while (at + run < size && run < RelationWords::LongestEntry
               && tokens[static_cast<std::size_t>(at + run)].isWord())
            ++run;
        for (count = run; count > 0 && !found; --count)
            found = words.find(joined(tokens, at, count), use, source);
        ++count;
        if (found) {
            // "peer Tier 1 supplier" is a peer.
            if (use == InCaption && relationClass(found->type) != RelationType::Competitor && rival.word) {
                best = rival;
                at += count - 1;
                continue;
            }
            best = {found, modifier, at, at + count};
            if (relationClass(found->type) == RelationType::Competitor)
                rival = best;
            at += count - 1;
            continue;
        }
        if (endsPhrase(token.word))
            break;
        if (isOneOf(Negations, token.word) || token.word.starts_with("non-"))
            phrase.denied = true;
        settled =
            settled || (use == InCaption && best.word && isTopic(best.word->type) && isOneOf(Topical, token.word));
        if (settled)
            continue;
        const RelationModifier said =
            token.word.starts_with("ex-") ? RelationModifier::Former : modifierWord(token.word);
        if (said != RelationModifier::None) {
            modifier = said;
            failed = failed || said == RelationModifier::Failed;
            if (best.word)
                best.modifier = said;
        }
        neverWas = neverWas || token.word == "merger" || token.word == "bid" || token.word == "takeover"
                   || token.word == "deal" || token.word == "talks";
        // What stands behind a noun makes another thing of it, as in "partner model".
        if (said == RelationModifier::None
            && !(use == InCaption && best.word && !isTopic(best.word->type) && mayFollow(token)))
            best = {};
    }
    close();
    phrase.end = at;
    if (failed && !neverWas) {
        // What failed after it held is over; what failed before was never so.
        for (PhraseReading &reading : phrase.readings) {
            const RelationType same = relationClass(reading.word->type);
            if (same == RelationType::Partner || same == RelationType::Customer || same == RelationType::Supplier)
                reading.modifier = RelationModifier::Former;
        }
    }
    // A comparison may stand in what follows in parentheses.
    for (int i = begin; use == InCaption && i < size; ++i) {
        const PhraseToken &token = tokens[static_cast<std::size_t>(i)];
        if (token.kind == PhraseTokenKind::Break || token.kind == PhraseTokenKind::Close)
            break;
        phrase.denied = phrase.denied || isOneOf(Comparisons, token.word);
    }
    return phrase;
}

std::optional<double> percentIn(QByteArrayView text)
{
    const qsizetype sign = text.indexOf('%');
    qsizetype end = sign;
    while (end > 0 && isBlank(text[end - 1]))
        --end;
    qsizetype begin = end;
    while (begin > 0 && (isDigit(text[begin - 1]) || text[begin - 1] == '.'))
        --begin;
    // "16-20%" is no one number.
    if (begin >= 2 && isDigit(text[begin - 2]) && text[begin - 1] == '-')
        return std::nullopt;
    if (begin >= 4 && isDigit(text[begin - 4]) && text.sliced(begin - 3, 3) == "\xE2\x80\x93")
        return std::nullopt;
    bool ok = false;
    const double number = sign < 0 ? 0 : text.sliced(begin, end - begin).toDouble(&ok);
    return ok && number >= 0 && number <= 100 ? std::optional(number) : std::nullopt;
}

} // namespace tearsheet
