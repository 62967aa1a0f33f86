// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/metricwords.h"

#include "core/table/cellcursor.h"
#include "core/table/pointreader.h"

#include <algorithm>
#include <span>

namespace tearsheet {

bool isExpectation(std::string_view word)
{
    constexpr std::string_view Words[] = {"guide",   "guided",   "guiding",    "guidance", "target",
                                          "outlook", "forecast", "projection", "goal",     "projected",
                                          "planned", "plan",     "expected",   "proj"};
    return isOneOf(word, Words);
}

bool isShareOfResults(const LabelWords &phrase, qsizetype begin, qsizetype end)
{
    constexpr std::string_view Results[] = {"ebitda", "ebit", "income", "profit", "earning", "capex",
                                            "cash",   "opex", "book",   "asset",  "backlog", "portfolio"};
    const auto isResult = [&](qsizetype at) { return isOneOf(phrase.words[at], Results); };
    if (begin > 0 && isResult(begin - 1))
        return true;
    bool of = false;
    for (qsizetype at = end; at < phrase.words.size(); ++at) {
        of = of || phrase.words[at] == "of";
        if (of && isResult(at))
            return true;
    }
    return false;
}

bool isMix(const LabelWords &phrase, qsizetype begin, qsizetype end)
{
    constexpr std::string_view Sums[] = {"revenue", "sale", "bit", "unit", "volume", "output"};
    constexpr std::string_view Markets[] = {"market", "industry", "global", "world", "national", "domestic"};
    const auto isSum = [&](std::string_view word) { return isOneOf(word, Sums); };
    const auto isMarket = [&](std::string_view word) { return isOneOf(word, Markets); };
    const auto tells = [&](std::string_view word) { return !isFiller(word) && !isMarket(word); };
    const auto first = phrase.words.begin();
    if (end >= phrase.outer || phrase.words[end] != "of" || std::none_of(first, first + begin, tells))
        return false;
    const auto sum = std::find_if(first + end, first + phrase.outer, isSum);
    return sum != first + phrase.outer && std::any_of(first + end, sum, tells)
           && std::none_of(first + end, sum, isMarket);
}

std::optional<PeriodPoint> dayAt(const LabelWords &phrase, qsizetype at)
{
    const auto isMonth = [](std::string_view word) { return monthNamed(word) > 0; };
    const auto isNumber = [](std::string_view word) { return word.size() <= 2 && std::ranges::all_of(word, isDigit); };
    const bool isInside = at >= phrase.outer;
    const auto middle = phrase.words.begin() + phrase.outer;
    const std::span words(isInside ? middle : phrase.words.begin(), isInside ? phrase.words.end() : middle);
    const std::string_view word = phrase.words[at];
    if (!(isMonth(word) || isNumber(word)) || std::ranges::count_if(words, isMonth) != 1
        || std::ranges::count_if(words, isNumber) != 1)
        return std::nullopt;
    const auto month = std::ranges::find_if(words, isMonth);
    const auto number = std::ranges::find_if(words, isNumber);
    if (!isInside && std::abs(month - number) != 1)
        return std::nullopt;
    int day = 0;
    for (const char c : *number)
        day = day * 10 + (c - '0');
    return PeriodPoint{.part = static_cast<quint8>(monthNamed(*month)),
                       .day = static_cast<quint8>(day),
                       .unit = PeriodPoint::Unit::Day};
}

bool takeDay(const LabelWords &phrase, qsizetype at, Metric &metric)
{
    const std::optional<PeriodPoint> day = dayAt(phrase, at);
    if (day && !metric.period.isValid())
        metric.period.begin = *day;
    return day.has_value();
}

bool takeHalf(std::string_view word, Metric &metric)
{
    const bool isSum = metric.term->flow && metric.term->measured == Measured::Money;
    if (!isSum || metric.period.isValid() || (word != "h1" && word != "h2"))
        return false;
    metric.period.begin = {.part = static_cast<quint8>(word[1] - '0'), .unit = PeriodPoint::Unit::Half};
    return true;
}

bool isOfBooks(const MetricTerm &term)
{
    return term.flow || term.name.ends_with("margin");
}

void takeRules(QList<std::string_view> &scope, QByteArrayView said)
{
    static constexpr std::string_view Rules[] = {"gaap", "ifrs", "diluted", "basic", "consolidated", "reported"};
    static constexpr std::string_view Others[] = {"adj", "adjusted", "underlying", "core", "normalized", "normalised"};
    const bool saysRules = scope.contains("gaap") || scope.contains("ifrs") || said.contains("gaap");
    const auto isOther = [saysRules](std::string_view word) {
        return isOneOf(word, Others) || (saysRules && word == "non");
    };
    const bool adjusted = std::ranges::any_of(scope, isOther);
    scope.removeIf([&](std::string_view word) { return isOther(word) || isOneOf(word, Rules); });
    if (adjusted)
        scope.append("adjusted");
}

} // namespace tearsheet
