// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/quantityreader.h"

#include <initializer_list>

namespace tearsheet {

namespace {

using Words = std::initializer_list<std::string_view>;

constexpr Words Stops{"in",      "of",      "for",    "to",    "with",    "by",    "at",        "on",     "from",
                      "over",    "across",  "per",    "vs",    "versus",  "and",   "or",        "since",  "under",
                      "through", "as",      "than",   "after", "before",  "incl",  "including", "that",   "who",
                      "which",   "are",     "is",     "was",   "were",    "has",   "have",      "had",    "via",
                      "among",   "but",     "plus",   "minus", "if",      "when",  "while",     "within", "without",
                      "during",  "until",   "the",    "its",   "their",   "his",   "her",       "this",   "does",
                      "into",    "out",     "up",     "down",  "between", "about", "above",     "below",  "so",
                      "not",     "outside", "inside", "due",   "vs.",     "ex",    "led",       "worth",  "only"};

constexpr Words NeverPlural{"gas",     "overseas", "always",    "perhaps",  "news",      "less",
                            "us",      "yes",      "bias",      "canvas",   "atlas",     "atlas's",
                            "towards", "besides",  "sometimes", "nowadays", "afterwards"};

constexpr Words IrregularPlurals{"people",   "staff",  "men",  "women", "children", "personnel",
                                 "aircraft", "cattle", "DAU",  "MAU",   "WAU",      "SKU",
                                 "FTE",      "crew",   "data", "sheep", "alumni",   "criteria"};

// Words that say how a number is meant, not what it counts.
constexpr Words Manners{"new",    "total", "more",   "combined",   "each",     "overall", "worldwide",
                        "global", "daily", "weekly", "monthly",    "annually", "avg",     "average",
                        "today",  "now",   "all",    "nationwide", "yearly",   "max",     "peak",
                        "low",    "high",  "active", "strong",     "moderate", "weak",    "matched",
                        "annual", "est",   "target", "ever",       "yet"};

bool isPlural(std::string_view word)
{
    if (isOneOf(word, IrregularPlurals))
        return true;
    if (word.size() < 3 || word.back() != 's' || isOneOf(word, NeverPlural))
        return false;
    const char before = word[word.size() - 2];
    if (before == 's' || before == 'u' || (before == 'i' && !word.ends_with("taxis")) || before == '\'')
        return false;
    return !word.ends_with("ics");
}

// `GPUs`, `X3s`: an abbreviation in the plural.
bool isPluralAbbreviation(std::string_view word)
{
    if (word.size() < 3 || word.back() != 's' || !isUpper(word[0]))
        return false;
    const char before = word[word.size() - 2];
    return isUpper(before) || isDigit(before);
}

std::string_view tokenAt(const char *at)
{
    const char *end = at;
    while (isWordByte(*end) || isDigit(*end) || (*end == '-' && end > at && (isWordByte(end[1]) || isDigit(end[1])))
           || (*end == '\'' && end > at && isWordByte(end[1])) || (*end == '&' && end > at && isWordByte(end[1])))
        ++end;
    return {at, static_cast<size_t>(end - at)};
}

bool isManner(std::string_view word)
{
    return isOneOf(word, Manners) || word.ends_with("ly") || word.ends_with("ed");
}

constexpr Words Scales{"K", "k", "T", "M", "B", "MLD", "Mld", "mld"};

// `12 K employees` may be thousands, `300 K cells` are in kelvins, `3 mld` are much or megalitres: nothing says which.
bool mayBeScale(const Cursor &cursor)
{
    const std::string_view word = cursor.word();
    return isOneOf(word, Scales) && !isDigit(word.data()[word.size()]);
}

} // namespace

NounReading readNoun(Cursor &cursor, bool one, QByteArray &noun)
{
    Cursor behind = cursor;
    if (!behind.eat(' ') || !isWordByte(behind.peek()))
        return NounReading::None;
    const char *const begin = behind.at;
    if (mayBeScale(behind))
        return NounReading::Unclear;
    bool manner = true;
    bool capital = false;
    int count = 0;
    const char *end = begin;
    for (; count < 7; ++count) {
        const std::string_view word = tokenAt(behind.at);
        if (word.empty() || isDigit(word[0]) || isOneOf(word, Stops))
            break;
        const bool upper = isUpper(word[0]);
        if ((!upper && isPlural(word)) || isPluralAbbreviation(word) || isOneOf(word, IrregularPlurals)) {
            behind.at = word.data() + word.size();
            // "sales offices": the last of several.
            if (behind.peek() == ' ' && isLower(behind.peek(1))) {
                const std::string_view next = tokenAt(behind.at + 1);
                if (isPlural(next) && !isOneOf(next, Stops))
                    behind.at = next.data() + next.size();
            }
            if (behind.peek() == '/' && isLower(behind.peek(1))) {
                ++behind.at;
                behind.at += behind.word().size();
            }
            noun = QByteArray(begin, behind.at - begin);
            cursor = behind;
            return NounReading::Noun;
        }
        manner = manner && !upper && isManner(word);
        capital = capital || upper;
        end = word.data() + word.size();
        behind.at = end;
        if (behind.peek() != ' ')
            break;
        ++behind.at;
    }
    if (count == 0 && end == begin)
        return NounReading::None;
    if (manner)
        return NounReading::None;
    if (one && !capital) {
        noun = QByteArray(begin, end - begin);
        cursor.at = end;
        return NounReading::Noun;
    }
    return NounReading::Name;
}

} // namespace tearsheet
