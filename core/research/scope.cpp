// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/celltail.h"
#include "core/research/figuresin.h"
#include "core/research/section.h"
#include "core/research/verdict.h"

#include <algorithm>
#include <span>

namespace tearsheet {

namespace {

using Words = QVarLengthArray<std::string_view, 24>;

bool contains(const Words &words, std::string_view word)
{
    return std::ranges::find(words, word) != words.end();
}

// How many of `words` the other side says, in its scope or its surroundings.
qsizetype countIn(const Words &words, const Words &scope, const Words &context)
{
    return std::ranges::count_if(
        words, [&](std::string_view word) { return contains(scope, word) || contains(context, word); });
}

bool allIn(const QByteArray &set, const Words &words)
{
    return std::ranges::all_of(wordsOf(set), [&](std::string_view word) { return contains(words, word); });
}

// Whether a scope is only of words like "production".
bool saysNothing(const Words &scope)
{
    return std::ranges::all_of(scope, [](std::string_view word) { return isUsual(word); });
}

// They make another thing of a measure, so either both say them or none: a share of exports, what belongs to a share.
constexpr std::string_view Changing[] = {"penetration", "adoption", "import", "export"};
// Steps on the way of a material; who says one means no other.
constexpr std::string_view Parts[] = {"share", "attributable", "equity", "basis", "stage", "phase", "ultimate"};

// Whether rows are of the same part of their subject, where their measure is of a market: what is a part of one's
// business there is the market of all.
bool areOfSamePart(const Statement &left, const Statement &right)
{
    if (left.part == right.part)
        return true;
    const bool isShare = left.metric.term->measured == Measured::Share;
    const auto isIn = [](const Statement &part, const Statement &whole) {
        return whole.part.isEmpty() && without(part.part, whole.metric.scope).isEmpty();
    };
    return isShare && (isIn(left, right) || isIn(right, left));
}

bool saySame(std::span<const std::string_view> words, std::initializer_list<const Words *> left,
             std::initializer_list<const Words *> right)
{
    const auto says = [](std::initializer_list<const Words *> sets, std::string_view word) {
        return std::ranges::any_of(sets, [&](const Words *set) { return contains(*set, word); });
    };
    return std::ranges::all_of(words, [&](std::string_view word) { return says(left, word) == says(right, word); });
}

// Whether one says a step that the other does not say, in its scope or, where that says none, in its surroundings.
bool areOtherStages(const Words &left, const Words &around, const Words &right, const Words &otherAround)
{
    const bool says = std::ranges::any_of(left, namesStage);
    const bool otherSays = std::ranges::any_of(right, namesStage);
    const Words &one = says ? left : around;
    const Words &other = otherSays ? right : otherAround;
    return (says || otherSays) && std::ranges::none_of(one, [&](std::string_view word) {
               return namesStage(word) && contains(other, word);
           });
}

// Whether two shares are said to be of different steps.
bool sayOtherStages(const Words &left, const Words &right)
{
    const auto isShared = [&](std::string_view word) { return namesStage(word) && contains(right, word); };
    return std::ranges::any_of(left, namesStage) && std::ranges::any_of(right, namesStage)
           && std::ranges::none_of(left, isShared);
}

// Whether the other side does not speak of most of what names a topic: batteries are no sodium-ion batteries.
// What its section is called may still be what the other side speaks of.
bool isStrange(const Statement &statement, const Words &scope, const Words &context, const Words &topic)
{
    const auto countKnown = [&](const Words &words) {
        return std::ranges::count_if(words, [&](std::string_view word) {
            return contains(scope, word) || contains(context, word) || contains(topic, word);
        });
    };
    const Words name = wordsOf(statement.topicName);
    return !name.isEmpty() && 2 * countKnown(name) <= name.size() && countKnown(wordsOf(statement.sectionWords)) == 0;
}

// Whether what the topic of `list`, if it has one, is about is what the other side speaks of, around it as `context`
// says.
bool isOfTopic(const Statement &list, const Statement &other, const Words &context)
{
    const Words topic = wordsOf(list.topic);
    const Words scope = wordsOf(other.metric.scope);
    const Words otherTopic = wordsOf(other.topic);
    return topic.isEmpty()
           || (countIn(topic, scope, context) + countIn(topic, otherTopic, {}) > 0
               && !isStrange(list, scope, context, otherTopic));
}

// The same by the name of whom both are about: "Kestrel Rigging" in a list of riggers.
bool isNamedAfter(const Statement &list, const Statement &other)
{
    const QByteArray context = joined({other.context, nameWords(other.subject.name)});
    return isOfTopic(list, other, wordsOf(context));
}

// Whether a list of a topic, `list`, ranks by what the other side says: its name and headings tell, no tags beside
// them.
bool isRankedBy(const Words &said, const Statement &list)
{
    const QByteArray names = joined({list.topicName, list.sectionWords, list.metric.scope});
    return said.isEmpty() || list.topicName.isEmpty() || std::ranges::any_of(said, [&](std::string_view word) {
               return isUsual(word) || setContains(names, word);
           });
}

// Whether a scope says that a figure is of another time, rule or group than that of the whole.
bool saysCondition(const QByteArray &scope)
{
    constexpr std::string_view Conditions[] = {
        "peak",     "initial",   "previous",   "prior",      "former",   "minimum",    "maximum", "average",  "median",
        "target",   "committed", "cumulative", "lifetime",   "per",      "annualized", "run",     "adjusted", "adj",
        "core",     "organic",   "underlying", "normalized", "non",      "female",     "male",    "pro",      "forma",
        "expected", "planned",   "potential",  "last",       "earliest", "first",      "next"};
    return std::ranges::any_of(wordsOf(scope),
                               [&](std::string_view word) { return std::ranges::contains(Conditions, word); });
}

// Deals have no other name than what they are about.
bool haveMuchInCommon(const Statement &left, const Statement &right)
{
    if (left.event)
        return true;
    const QByteArray one = joined({left.metric.scope, left.context, left.topic});
    const QByteArray other = joined({right.metric.scope, right.context, right.topic});
    return std::ranges::count_if(wordsOf(one), [&](std::string_view word) { return setContains(other, word); }) >= 2;
}

// Whether what `said` is of beside the other is in the name of the other's note, which names the measure, too: a hull
// price among "Hull prices of the north".
bool isTopicOf(const Statement &said, const Statement &other)
{
    const QByteArray more = without(said.metric.scope, other.metric.scope);
    return more.isEmpty()
           || (said.metric.term && without(said.metric.name, other.topicName).isEmpty()
               && without(more, other.topicName).isEmpty());
}

} // namespace

bool mayMeanSame(const Statement &left, const Statement &right)
{
    const MetricTerm &term = *left.metric.term;
    const auto isExact = [](const Statement &statement) {
        if (statement.value.quantities.isEmpty())
            return false;
        const Quantity &first = statement.value.quantities.first();
        return digitsOf(first) > 1 && first.form != Quantity::Form::Transition;
    };
    return term.measured != Measured::Share && term.name != "stake" && term.name != "weight" && !term.deal
           && saysCondition(left.metric.scope) == saysCondition(right.metric.scope) && isExact(left) && isExact(right);
}

bool mayHaveSameScope(const Statement &left, const Statement &right)
{
    const bool scoped = left.metric.term && left.metric.term->scoped;
    const std::string_view name = left.metric.term ? left.metric.term->name : std::string_view();
    if (!left.metric.term || name == "stake" || name == "weight" || left.metric.term->deal || left.part != right.part
        || saysCondition(left.metric.scope) != saysCondition(right.metric.scope))
        return false;
    const Words one = wordsOf(left.metric.scope);
    const Words other = wordsOf(right.metric.scope);
    const Words around = wordsOf(left.context);
    const Words otherAround = wordsOf(right.context);
    if (scoped ? !allIn(left.named, other) || !allIn(right.named, one) : left.named != right.named)
        return false;
    // Who says a share without its step may mean any of an ore's.
    const bool ofMagnets = contains(one, "magnet") != contains(other, "magnet");
    if (scoped && left.metric.term->measured == Measured::Share
        && (!saySame(Changing, {&one, &around}, {&other, &otherAround}) || ofMagnets || sayOtherStages(one, other)))
        return false;
    // Of a market, a part that the other side never speaks of is another one.
    const auto speaksOf = [&](const Words &words, const Words &scope, const Words &context) {
        // "Production (100% basis)" is that of the whole, be it of a venture.
        const bool ofAll = contains(words, "100") && contains(words, "basis");
        return std::ranges::all_of(words, [&](std::string_view word) {
            return isUsual(word) || namesStage(word) || (ofAll && (word == "100" || word == "basis"))
                   || contains(scope, word) || contains(context, word);
        });
    };
    if (scoped && (!speaksOf(one, other, otherAround) || !speaksOf(other, one, around)))
        return false;
    return allIn(left.metric.scope, other) || allIn(right.metric.scope, one);
}

bool haveSameScope(const Statement &left, const Statement &right)
{
    if (left.metric.term && left.metric.term->deal)
        return haveMuchInCommon(left, right);
    const bool scoped = left.metric.term && left.metric.term->scoped;
    // Whose part of whom is all that tells a holding from another.
    const std::string_view name = left.metric.term ? left.metric.term->name : std::string_view();
    if (name == "stake" || name == "weight") {
        const QByteArray &one = left.metric.scope;
        const QByteArray &other = right.metric.scope;
        const bool named = !left.named.isEmpty() && left.named == right.named;
        const bool contained =
            !one.isEmpty() && !other.isEmpty() && (without(one, other).isEmpty() || without(other, one).isEmpty());
        return named || contained;
    }
    if (scoped ? !areOfSamePart(left, right) : left.part != right.part)
        return false;
    if (!scoped)
        return left.metric.scope == right.metric.scope || (isTopicOf(left, right) && isTopicOf(right, left));
    const Words one = wordsOf(left.metric.scope);
    const Words other = wordsOf(right.metric.scope);
    const Words around = wordsOf(left.context);
    const Words otherAround = wordsOf(right.context);
    // Names are to be said by both.
    if (!allIn(left.named, other) || !allIn(right.named, one))
        return false;
    if (left.metric.term->measured == Measured::Rank && (!isRankedBy(one, right) || !isRankedBy(other, left)))
        return false;
    const bool ofWhole = left.metric.term->measured == Measured::Share;
    if (ofWhole ? !saySame(Changing, {&one, &around}, {&other, &otherAround}) : !saySame(Parts, {&one}, {&other}))
        return false;
    if (ofWhole && areOtherStages(one, around, other, otherAround))
        return false;
    // A topic's table is of the topic, where it does not say another scope.
    bool isNamed = false;
    if (saysNothing(one) && !isOfTopic(left, right, otherAround)) {
        isNamed = isNamedAfter(left, right);
        if (!isNamed)
            return false;
    }
    if (saysNothing(other) && !isOfTopic(right, left, around)) {
        isNamed = isNamedAfter(right, left);
        if (!isNamed)
            return false;
    }
    if (one.isEmpty() && other.isEmpty())
        return isNamed || countIn(around, otherAround, {}) > 0;
    // What one says must not be strange to the other; in the steps that both say they are no more alike.
    const auto fits = [&](const Words &words, const Words &scope, const Words &context) {
        Words said;
        for (const std::string_view word : words) {
            if (!ofWhole || !namesStage(word))
                said.append(word);
        }
        return said.isEmpty() || 2 * countIn(said, scope, context) >= said.size();
    };
    if (!fits(one, other, otherAround) || !fits(other, one, around))
        return false;
    // Nor must the row, where both sections say much the same: lithium among "processing" is no nickel.
    return !ofWhole
           || (fits(wordsOf(without(left.metric.scope, left.sectionWords)), other, otherAround)
               && fits(wordsOf(without(right.metric.scope, right.sectionWords)), one, around));
}

} // namespace tearsheet
