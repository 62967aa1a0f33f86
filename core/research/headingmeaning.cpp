// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/headingmeaning.h"

#include "core/research/rowmeaning.h"
#include "core/research/section.h"
#include "core/table/cellcursor.h"

#include <algorithm>
#include <span>

namespace tearsheet {

namespace {

// In which currency and scale a heading says that sums are; what it says so in is no scope.
template <typename Meaning>
void takeSums(QByteArrayView text, LabelWords &phrase, Meaning &meaning)
{
    while (text.endsWith(':') || text.endsWith('*') || text.endsWith('_'))
        text.chop(1);
    CellContext context = contextOf(text);
    if (context.kind != CellKind::Money)
        return;
    phrase.words.resize(phrase.outer);
    meaning.sums = std::move(context);
    meaning.yenSign = text.contains("¥");
}

// What a heading says its section is of, in its order; no names of accounts, and no metric's name alone.
QList<QByteArray> scopeWords(std::span<const std::string_view> words)
{
    const bool saysRules = std::ranges::contains(words, "gaap") || std::ranges::contains(words, "ifrs");
    QList<QByteArray> scope;
    QByteArray phrase;
    for (size_t i = 0; i < words.size(); ++i) {
        const std::string_view word = words[i];
        const bool isKind = i + 1 < words.size() && words[i + 1] == "specific";
        if (isUsual(word) || isDigit(word.front()) || isKind || isOfAccounts(word) || isProjection(word))
            continue;
        scope.append(word == "non" && saysRules ? QByteArray("adjusted")
                                                : QByteArray(word.data(), static_cast<qsizetype>(word.size())));
        phrase += scope.last() + ' ';
    }
    const Metric metric = readMetric(phrase);
    return metric.term && metric.scope.isEmpty() ? QList<QByteArray>() : scope;
}

// Of what a heading says its section is of, `words`, one name: few words, those before a parenthesis, a link, or what
// all is written large. Else it tells what has happened.
QList<QByteArray> nameAmong(const QList<QByteArray> &words, std::span<const std::string_view> outer,
                            QByteArrayView heading)
{
    constexpr qsizetype Few = 2;
    constexpr qsizetype Most = 4;
    const auto isName = [&](const QList<QByteArray> &some) {
        return some.size() <= Few
               || (some.size() <= Most && std::ranges::none_of(some, [&](const QByteArray &word) {
                       return isWrittenLow(heading, {word.constData(), static_cast<size_t>(word.size())});
                   }));
    };
    if (isName(words))
        return words;
    if (const QList<QByteArray> before = scopeWords(outer); !before.isEmpty() && isName(before))
        return before;
    for (const QByteArray &name : {heading.first(std::max<qsizetype>(0, heading.indexOf(" ("))).toByteArray(),
                                   linkedName(heading), nameBehind(heading)}) {
        LabelWords phrase;
        readLabel(name, phrase);
        if (const QList<QByteArray> some = scopeWords(phrase.words); !some.isEmpty() && isName(some))
            return some;
    }
    return speaksOfDeal(heading) ? words : QList<QByteArray>();
}

// Where a first word or link ends behind which only words stand that say what there is of whom it names.
qsizetype nameEndIn(QByteArrayView heading)
{
    // Of somebody whom a heading names ahead of them.
    constexpr std::string_view Owned[] = {"ownership", "revenue", "sale", "cash", "debt", "margin", "guidance", "cap"};
    // They say what it has to do with others.
    constexpr std::string_view Between[] = {"comparison",  "peer",          "competitor", "rival",
                                            "competition", "competitive",   "war",        "race",
                                            "supplier",    "concentration", "demand",     "and"};
    const qsizetype end = heading.startsWith("[[") ? heading.indexOf("]]") + 2 : heading.indexOf(' ');
    if (end <= 1 || end >= heading.size() || heading[end] != ' ')
        return 0;
    LabelWords phrase;
    readLabel(heading.sliced(end), phrase);
    const bool isPlain = std::ranges::all_of(phrase.words, [&](std::string_view word) {
        return (isUsual(word) || isOneOf(word, Owned)) && !isOneOf(word, Between);
    });
    return phrase.words.isEmpty() || !isPlain ? 0 : end;
}

// What is said to be measured, and of what.
void readMeasured(const LabelWords &said, const Metric &measured, QByteArrayView heading, HeadingMeaning &meaning)
{
    const QList<QByteArray> all = scopeWords(wordsOf(measured.scope));
    meaning.telling = wordSetOf(all);
    meaning.scope = wordSetOf(nameAmong(all, {}, heading));
    meaning.measured = measured.term;
    // In parentheses stands who says so, not what it is of.
    const QByteArray inner = wordSet({said.words.begin() + said.outer, said.words.end()});
    const QByteArray outer = without(measured.scope, inner);
    QList<std::string_view> words;
    std::ranges::copy_if(wordsOf(outer), std::back_inserter(words),
                         [](std::string_view word) { return !isUsual(word); });
    meaning.measuredScope = wordSet(words);
}

} // namespace

QList<QByteArray> contextWords(const LabelWords &phrase)
{
    QList<QByteArray> words;
    for (const std::string_view word : phrase.words) {
        const bool verified = phrase.verified && (word == "last" || word == "verified" || word == "checked");
        if (!verified && !isUsual(word) && !isDigit(word.front()))
            words.append(QByteArray(word.data(), static_cast<qsizetype>(word.size())));
    }
    return words;
}

QByteArray wordSetOf(const QList<QByteArray> &words)
{
    QList<std::string_view> views;
    for (const QByteArray &word : words)
        views.append({word.constData(), static_cast<size_t>(word.size())});
    return wordSet(views);
}

HeadingMeaning headingMeaning(QByteArrayView heading)
{
    HeadingMeaning meaning;
    LabelWords phrase;
    readLabel(heading, phrase);
    takeSums(heading, phrase, meaning);
    const std::string_view title = phrase.part(0, phrase.outer);
    meaning.title = QByteArray(title.data(), static_cast<qsizetype>(title.size()));
    meaning.after = phrase.heading;
    meaning.period = phrase.heading.isValid() ? phrase.heading : dayAhead(heading);
    meaning.others = phrase.others;
    meaning.verified = phrase.verified;
    meaning.fiscal = saysFiscalYear(heading, phrase);
    meaning.projected = speaksOfPlans(heading);
    // With whatever short name of whom the note is about.
    meaning.usual = phrase.words.size() > 2 && phrase.words.first() == "why" && phrase.words.last() == "matter";
    if (meaning.usual) {
        meaning.projected = false; // It may be called Target.
        return meaning;
    }
    meaning.nameEnd = nameEndIn(heading);
    meaning.context = wordSetOf(contextWords(phrase));
    LabelWords said;
    readLabel(sayingPart(heading), said);
    // "Short interest history" is of short interest.
    constexpr std::string_view Accounts[] = {"history", "comparison", "overview", "summary", "snapshot",
                                             "table",   "trajectory", "momentum", "decline", "collapse"};
    while (said.outer > 1 && isOneOf(said.words[said.outer - 1], Accounts)) {
        said.words.remove(said.outer - 1);
        --said.outer;
    }
    // "Capacity" above capacities says nothing new.
    if (const Metric measured = readMetric(said); measured.term) {
        readMeasured(said, measured, heading, meaning);
    } else {
        const QList<QByteArray> all = scopeWords(said.words);
        meaning.telling = wordSetOf(all);
        meaning.scope = wordSetOf(nameAmong(all, {said.words.constData(), static_cast<size_t>(said.outer)}, heading));
    }
    return meaning;
}

const HeadingMeaning &HeadingReader::read(QByteArrayView heading)
{
    constexpr qsizetype Longest = 200;
    if (heading.size() > Longest) {
        m_rare = headingMeaning(heading);
        return m_rare;
    }
    if (const HeadingMeaning *const known = m_known.find(QByteArray::fromRawData(heading.data(), heading.size())))
        return *known;
    return m_known.insert(heading.toByteArray(), headingMeaning(heading));
}

LeadMeaning leadMeaning(QByteArrayView line)
{
    LeadMeaning meaning;
    LabelWords phrase;
    readLabel(line, phrase);
    takeSums(line, phrase, meaning);
    constexpr qsizetype Few = 6;
    meaning.few = phrase.words.size() <= Few;
    meaning.dated = datedMetrics(line);
    meaning.period = phrase.heading;
    meaning.others = phrase.others;
    meaning.verified = phrase.verified;
    QList<QByteArray> words = contextWords(phrase);
    meaning.context = wordSetOf(words);
    if (!meaning.few)
        return meaning;
    meaning.projected = speaksOfPlans(line);
    // "The upper case:" is no name of what follows, nor is the last word of "Harbour risk:".
    words.removeAll("risk");
    const bool isName = std::ranges::any_of(words, [&](const QByteArray &word) {
        return !isWrittenLow(line, {word.constData(), static_cast<size_t>(word.size())});
    });
    if (isName)
        meaning.name = wordSetOf(nameAmong(words, {}, line));
    return meaning;
}

} // namespace tearsheet
