// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/labelwords.h"

#include "core/table/cellcursor.h"
#include "core/table/cellvalue.h"
#include "core/table/periodreader.h"

#include <algorithm>
#include <array>
#include <span>

namespace tearsheet {

namespace {

constexpr auto Fillers = sorted(std::to_array<std::string_view>(
    {"the",    "a",       "an",     "of",          "in",    "for",       "by",       "at",
     "on",     "to",      "from",   "and",         "with",  "as",        "per",      "its",
     "their",  "est",     "approx", "about",       "key",   "latest",    "current",  "currently",
     "recent", "overall", "global", "globally",    "world", "worldwide", "reported", "estimated",
     "annual", "yearly",  "now",    "approximate", "vs",    "total",     "combined", "only"}));

// What a time stands beside that says how it is meant.
constexpr std::string_view VerifiedWords[] = {"verified", "checked"};

// Before a time they say how long something lasts, not when it was measured.
constexpr std::string_view Horizons[] = {"through", "thru", "until", "till",   "beyond",
                                         "since",   "from", "after", "before", "than"};
// Between two times: those of whom the note is about, and those it is held against.
constexpr std::string_view Against[] = {"vs", "versus", "against"};
constexpr std::string_view Others[] = {"peer", "competitor", "rival", "other", "industry", "sector"};

bool isWordCharacter(char c)
{
    return isWordByte(c) || isDigit(c);
}

bool takePeriod(Cursor &cursor, LabelWords &phrase)
{
    const char c = cursor.peek();
    if (!isDigit(c) && !isUpper(c) && !isLower(c))
        return false;
    Cursor behind = cursor;
    const auto reading = readPeriod(behind);
    if (!reading || reading->period.begin.unit == PeriodPoint::Unit::Decade)
        return false;
    // "Q4" is one without its year, too.
    const PeriodPoint &begin = reading->period.begin;
    const bool ofAnyYear = begin.year == 0 && begin.unit == PeriodPoint::Unit::Quarter;
    if (!ofAnyYear && (begin.year < 1900 || begin.year > 2100))
        return false;
    if (!ofAnyYear || !phrase.period.isValid())
        phrase.period = reading->period;
    cursor = behind;
    return true;
}

// What a time, written as `text`, says of the rows below a heading; `words` stand before it at its level.
void noteTime(LabelWords &phrase, std::string_view text, std::span<const std::string_view> words)
{
    QVarLengthArray<char, 16> first;
    for (const char c : text.substr(0, text.find(' ')))
        first.append(lowered(c));
    const std::string_view begin(first.data(), static_cast<size_t>(first.size()));
    const bool lasts = phrase.period.form == Period::Form::Open; // "(2021-present)"
    if (lasts || isOneOf(begin, Horizons) || (!words.empty() && isOneOf(words.back(), Horizons)))
        return;
    const auto against = std::ranges::find_if(words, [](std::string_view word) { return isOneOf(word, Against); });
    if (against == words.end() || !phrase.heading.isValid())
        phrase.heading = phrase.period;
    else if (std::any_of(against, words.end(), [](std::string_view word) { return isOneOf(word, Others); }))
        phrase.others = phrase.period;
}

void appendWord(std::string_view word, LabelWords &phrase, QVarLengthArray<qsizetype, 16> &begins)
{
    QVarLengthArray<char, 64> buffer;
    for (const char c : word)
        buffer.append(lowered(c));
    QVarLengthArray<char, 64> stem;
    const std::string_view one = singular({buffer.data(), static_cast<size_t>(buffer.size())}, stem);
    if (std::ranges::find(VerifiedWords, one) != std::end(VerifiedWords))
        phrase.verified = true;
    if (!phrase.bytes.isEmpty())
        phrase.bytes.append(' ');
    begins.append(phrase.bytes.size());
    phrase.bytes.append(one.data(), static_cast<qsizetype>(one.size()));
}

// "share" or "sh", behind a stroke.
bool takeShare(Cursor &cursor)
{
    const std::string_view rest(cursor.at);
    for (const std::string_view word : {std::string_view("share"), std::string_view("sh")}) {
        if (rest.starts_with(word) && !isWordCharacter(cursor.peek(static_cast<int>(word.size())))) {
            cursor.at += word.size();
            return true;
        }
    }
    return false;
}

// The words of one level; at most one level of parentheses is gone into by the caller.
void appendWords(std::string_view text, LabelWords &phrase, QVarLengthArray<qsizetype, 16> &begins)
{
    QVarLengthArray<char, 256> copy(static_cast<qsizetype>(text.size()));
    std::ranges::copy(text, copy.begin());
    copy.append('\0');
    Cursor cursor(copy.data());
    const qsizetype first = begins.size();
    while (!cursor.atEnd()) {
        const char *const time = cursor.at;
        if (takePeriod(cursor, phrase)) {
            const QByteArray before(phrase.bytes.constData(), phrase.bytes.size());
            const QVarLengthArray<std::string_view, 24> words = wordsOf(before);
            noteTime(phrase, {time, static_cast<size_t>(cursor.at - time)},
                     std::span(words).subspan(static_cast<size_t>(first)));
            continue;
        }
        if (!isWordCharacter(cursor.peek())) {
            const bool divides = cursor.peek() == '/';
            ++cursor.at;
            if (divides && takeShare(cursor)) {
                appendWord("per", phrase, begins);
                appendWord("share", phrase, begins);
            }
            continue;
        }
        const char *begin = cursor.at;
        while (isWordCharacter(cursor.peek()) || (cursor.peek() == '\'' && isWordByte(cursor.peek(1))))
            ++cursor.at;
        std::string_view word(begin, static_cast<size_t>(cursor.at - begin));
        // Behind a link the genitive stands alone.
        if (word == "s" && begin != copy.data() && begin[-1] == '\'')
            continue;
        if (word.ends_with("'s"))
            word.remove_suffix(2);
        appendWord(word, phrase, begins);
    }
}

// Years are part of the name that a link says, but for a link to a time: "[[Drought 2025]]" does not date.
QByteArray withoutLinkedYears(QByteArrayView text)
{
    QByteArray kept = text.toByteArray();
    for (qsizetype open = kept.indexOf("[["); open >= 0; open = kept.indexOf("[[", open + 2)) {
        const qsizetype close = kept.indexOf("]]", open);
        if (close < 0)
            break;
        const QByteArrayView inner = QByteArrayView(kept).sliced(open + 2, close - open - 2);
        if (readCell(inner.sliced(inner.lastIndexOf('|') + 1)).isTime())
            continue;
        qsizetype digits = 0;
        for (qsizetype at = open; at <= close; ++at) {
            digits = isDigit(kept[at]) ? digits + 1 : 0;
            if (digits == 4 && !isDigit(kept[at + 1]))
                std::fill_n(kept.begin() + at - 3, 4, ' ');
        }
    }
    return kept;
}

} // namespace

std::string_view LabelWords::part(qsizetype begin, qsizetype end) const
{
    if (begin >= end)
        return {};
    const char *first = words[begin].data();
    const std::string_view last = words[end - 1];
    return {first, static_cast<size_t>(last.data() + last.size() - first)};
}

std::string_view singular(std::string_view word, QVarLengthArray<char, 64> &buffer)
{
    if (word.size() < 4 || !word.ends_with('s') || word.ends_with("ss") || word.ends_with("us") || word.ends_with("is"))
        return word;
    if (word.ends_with("ies") && word.size() > 4) {
        buffer.clear();
        buffer.append(word.data(), static_cast<qsizetype>(word.size() - 3));
        buffer.append('y');
        return {buffer.data(), static_cast<size_t>(buffer.size())};
    }
    if (word.ends_with("sses") || word.ends_with("xes") || word.ends_with("ches") || word.ends_with("shes"))
        return word.substr(0, word.size() - 2);
    return word.substr(0, word.size() - 1);
}

bool isFiller(std::string_view word)
{
    return std::ranges::binary_search(Fillers, word);
}

void readLabel(QByteArrayView text, LabelWords &phrase)
{
    constexpr qsizetype Longest = 400;
    const QByteArrayView begin = text.first(std::min(text.size(), Longest));
    const PlainCell plain = begin.contains("[[") ? plainCell(withoutLinkedYears(begin)) : plainCell(begin);
    std::string_view all = plain.text();
    QVarLengthArray<qsizetype, 16> begins;
    QVarLengthArray<char, 192> outer;
    QVarLengthArray<char, 192> inner;
    int depth = 0;
    for (const char c : all) {
        if (c == '(' || c == '[') {
            ++depth;
            (depth == 1 ? outer : inner).append(';');
        } else if ((c == ')' || c == ']') && depth > 0) {
            --depth;
            inner.append(';');
        } else {
            (depth > 0 ? inner : outer).append(c);
        }
    }
    appendWords({outer.data(), static_cast<size_t>(outer.size())}, phrase, begins);
    phrase.outer = begins.size();
    // "Q4 2025 results (Feb 4, 2026)" are of the quarter.
    const Period said = phrase.period;
    const Period saidHeading = phrase.heading;
    if (!inner.isEmpty())
        appendWords({inner.data(), static_cast<size_t>(inner.size())}, phrase, begins);
    if (said.isValid())
        phrase.period = said;
    if (saidHeading.isValid())
        phrase.heading = saidHeading;
    for (qsizetype i = 0; i < begins.size(); ++i) {
        const qsizetype end = i + 1 < begins.size() ? begins[i + 1] - 1 : phrase.bytes.size();
        phrase.words.append({phrase.bytes.data() + begins[i], static_cast<size_t>(end - begins[i])});
    }
}

QVarLengthArray<std::string_view, 24> wordsOf(QByteArrayView text)
{
    QVarLengthArray<std::string_view, 24> words;
    std::string_view rest(text.data(), static_cast<size_t>(text.size()));
    while (!rest.empty()) {
        const size_t end = std::min(rest.find(' '), rest.size());
        words.append(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return words;
}

QByteArray wordSet(QList<std::string_view> words)
{
    std::ranges::sort(words);
    const auto repeated = std::ranges::unique(words);
    words.erase(repeated.begin(), repeated.end());
    QByteArray text;
    for (const std::string_view word : std::as_const(words)) {
        if (!text.isEmpty())
            text += ' ';
        text.append(word.data(), static_cast<qsizetype>(word.size()));
    }
    return text;
}

QByteArray joined(std::initializer_list<QByteArrayView> sets)
{
    const auto isSomething = [](QByteArrayView set) { return !set.isEmpty(); };
    if (std::ranges::count_if(sets, isSomething) <= 1) {
        const auto only = std::ranges::find_if(sets, isSomething);
        return only == sets.end() ? QByteArray() : only->toByteArray();
    }
    QList<std::string_view> words;
    for (const QByteArrayView set : sets) {
        for (const std::string_view word : wordsOf(set))
            words.append(word);
    }
    return wordSet(words);
}

bool setContains(QByteArrayView set, std::string_view word)
{
    const std::string_view all(set.data(), static_cast<size_t>(set.size()));
    for (size_t at = all.find(word); at != std::string_view::npos; at = all.find(word, at + 1)) {
        const size_t end = at + word.size();
        if ((at == 0 || all[at - 1] == ' ') && (end == all.size() || all[end] == ' '))
            return true;
    }
    return false;
}

QByteArray without(const QByteArray &set, const QByteArray &taken)
{
    if (set.isEmpty() || taken.isEmpty())
        return set;
    QList<std::string_view> words;
    for (const std::string_view word : wordsOf(set)) {
        if (!setContains(taken, word))
            words.append(word);
    }
    return wordSet(words);
}

} // namespace tearsheet
