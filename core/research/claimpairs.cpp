// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/claimpairs.h"

#include "core/research/section.h"
#include "core/table/cellcursor.h"

#include <algorithm>
#include <cmath>

namespace tearsheet {

namespace {

// Whether a statement is of its subject and somebody else, whom the note may leave unsaid: a correlation with its own.
bool isOfTwo(const Statement &statement)
{
    constexpr std::string_view Names[] = {"correlation", "corr", "beta", "overlap", "distance", "similarity"};
    const QByteArray &name = statement.metric.name;
    return !statement.own && isOneOf({name.constData(), static_cast<size_t>(name.size())}, Names);
}

// Whether its subject is but what the label of its row begins with: "Skua subscribers", but also "Mobile subscribers".
bool isGuess(const Statement &statement)
{
    return statement.sheet && !statement.subject.isNote();
}

// Within one note a figure is another one where a section says it twice, or as that of somebody else.
bool mayBePaired(const Statement &one, const Statement &other, bool sameNote)
{
    if (isGuess(one) && isGuess(other))
        return false;
    if (!one.metric.term)
        return !sameNote && !isOfTwo(one) && !isOfTwo(other);
    if (!sameNote)
        return true;
    if (one.metric.term->scoped && (!one.own || !other.own || one.metric.scope != other.metric.scope))
        return false;
    // Equal figures of different times are a chance.
    if (one.metric.term->volatility != Volatility::Fixed && one.isDated() && other.isDated()
        && !overlap(one.period, other.period))
        return false;
    return !one.metric.term->deal && one.section != other.section;
}

bool isExact(const Statement &statement)
{
    return digitsOf(statement.value.quantities.first().number) > 1;
}

// Several unknown words mean the same in two notes where one of them is the subject's; else they do where both say the
// same figure of more than a digit. Who says more words of whose part it is may mean another one, where the figures
// differ.
bool isOfBoth(const Statement &one, const Statement &other, Verdict verdict)
{
    const std::string_view name = one.metric.term ? one.metric.term->name : std::string_view();
    if (name == "stake" || name == "weight")
        return verdict == Verdict::Agree || one.metric.scope == other.metric.scope || one.named == other.named;
    if (one.metric.term || (isSpecific(one.metric) && (one.own || other.own)))
        return true;
    return verdict == Verdict::Agree && isExact(one) && isExact(other);
}

// Whether a value is one figure that another one equals by no chance: both are of the same then, though one says less
// of what.
bool saysOne(const Statement &statement)
{
    if (statement.value.quantities.isEmpty() || !isExact(statement))
        return false;
    const Quantity &first = statement.value.quantities.first();
    return first.form == Quantity::Form::Single && !first.isLowerBound() && !first.isUpperBound();
}

// The same of bounds with three digits, where both have the same ones.
bool sayOneBound(const Statement &one, const Statement &other)
{
    constexpr int Fewest = 3;
    if (one.value.quantities.isEmpty() || other.value.quantities.isEmpty())
        return false;
    const Quantity &left = one.value.quantities.first();
    const Quantity &right = other.value.quantities.first();
    return left.form == Quantity::Form::Single && right.form == Quantity::Form::Single
           && digitsOf(left.number) >= Fewest && left.number == right.number && left.unit == right.unit;
}

// What each note says last of a metric: of the whole or of a part, and in its head.
class LastTimes
{
public:
    explicit LastTimes(const QList<Stated> &stated)
    {
        for (const Stated &one : stated) {
            QList<const Statement *> &all = m_statements[one.note];
            if (all.size() < MostOfNote)
                all.append(one.statement);
            const auto last = lastOf(*one.statement);
            if (!last || one.statement->metric.projected)
                continue;
            for (const bool head : {false, true}) {
                if (one.statement->head || !head) {
                    qint64 &known = m_newest[keyOf(one, head)];
                    known = std::max(known, *last);
                }
            }
        }
    }

    // What was once said of one time is no news to what says none, where a later figure is known.
    bool isPassed(const Stated &one, const Statement &other) const
    {
        return !other.isDated() && one.statement->series && saysLater(one);
    }

    // Whether its note says a later figure, too: it tells a history, of which the older figures are no news. What a
    // price was at the end of each year stays so; a sum may be missing for the last one.
    bool isHistory(const Stated &one) const
    {
        const Statement &statement = *one.statement;
        const bool addsUp = statement.metric.term && statement.metric.term->flow;
        return (statement.series && !addsUp && lastOf(statement)) || saysLater(one);
    }

    // Whether its note says what `other`, which says no time, does as the figure of an earlier time.
    bool saysEarlier(const Stated &one, const Statement &other) const
    {
        const auto last = other.isDated() ? std::nullopt : lastOf(*one.statement);
        return last && std::ranges::any_of(m_statements.value(one.note), [&](const Statement *earlier) {
                   const auto before = lastOf(*earlier);
                   const auto judgement = before && *before < *last ? judge(*earlier, other) : std::nullopt;
                   return judgement && judgement->verdict == Verdict::Agree;
               });
    }

private:
    static constexpr qsizetype MostOfNote = 16; // Few notes say a metric more often, and none is to cost more.
    using Key = std::pair<const NoteStatements *, size_t>;

    static Key keyOf(const Stated &one, bool head)
    {
        return {one.note, qHash(one.statement->metric.scope, qHash(one.statement->part, head ? 1 : 0))};
    }

    static std::optional<qint64> lastOf(const Statement &statement)
    {
        return statement.isDated() ? lastDay(statement.period) : std::nullopt;
    }

    // What the head of a note says is to be so now, whatever it tells further down.
    bool saysLater(const Stated &one) const
    {
        const auto last = lastOf(*one.statement);
        return last && m_newest.value(keyOf(one, one.statement->head), *last) > *last;
    }

    QHash<Key, qint64> m_newest;
    QHash<const NoteStatements *, QList<const Statement *>> m_statements;
};

// The judgement of two statements of one subject and metric; nothing where they are not of the same after all, or where
// one is no news to the other.
std::optional<Judgement> judgedPair(const Stated &left, const Stated &right, const LastTimes &times)
{
    const Statement &one = *left.statement;
    const Statement &other = *right.statement;
    const bool sameNote = left.note == right.note;
    if ((sameNote && one.place.table == other.place.table) || !mayBePaired(one, other, sameNote))
        return std::nullopt;
    const bool sameScope = haveSameScope(one, other);
    const bool sayOne = (saysOne(one) && saysOne(other)) || sayOneBound(one, other);
    if (!sameScope && (sameNote || !sayOne || !mayHaveSameScope(one, other)))
        return std::nullopt;
    auto judgement = judge(one, other);
    if (!judgement || !isOfBoth(one, other, judgement->verdict))
        return std::nullopt;
    // The other note has what was so before.
    if (judgement->verdict == Verdict::Contradict && !sameNote) {
        const bool isLater = times.saysEarlier(left, other);
        if (isLater || times.saysEarlier(right, one)) {
            judgement->verdict = Verdict::Stale;
            judgement->later = isLater ? -1 : 1;
            judgement->weak = true;
        }
    }
    const Verdict verdict = judgement->verdict;
    const bool otherTimes = one.isDated() && other.isDated() && !overlap(one.period, other.period);
    if (!sameScope && (verdict != Verdict::Agree || otherTimes))
        return std::nullopt;
    // Within a note another time is its history, not an old figure, and so is what was expected before.
    if (sameNote && verdict != Verdict::Agree
        && (verdict != Verdict::Contradict || one.isDated() != other.isDated() || one.metric.projected))
        return std::nullopt;
    const auto saysBoth = [](const Stated &two, const Statement &another) {
        return statesAlso(*two.statement, two.note->file->note->text, another);
    };
    const bool passed = times.isPassed(right, one) || times.isPassed(left, other);
    if (verdict == Verdict::Stale && (passed || times.isHistory(judgement->later < 0 ? right : left)))
        return std::nullopt;
    if (verdict == Verdict::Contradict && (passed || saysBoth(left, other) || saysBoth(right, one)))
        return std::nullopt;
    return judgement;
}

} // namespace

QList<StatedPair> pairsOfMetric(const QList<Stated> &stated)
{
    QList<StatedPair> pairs;
    const LastTimes times(stated);
    for (int i = 0; i < stated.size(); ++i) {
        for (int j = i + 1; j < stated.size(); ++j) {
            if (const auto judgement = judgedPair(stated.at(i), stated.at(j), times))
                pairs.append({i, j, *judgement});
        }
    }
    return pairs;
}

namespace {

bool isPlain(const Quantity &quantity)
{
    return quantity.unit.isEmpty() && !quantity.currency.isValid();
}

// The words that say what a figure is of: the name of its metric, its scope, and those of its cell.
QByteArray wordsAbout(const Stated &one)
{
    LabelWords phrase;
    readLabel(one.statement->place.range.in(one.note->file->note->text), phrase);
    const QByteArray cell = wordSet({phrase.words.begin(), phrase.words.end()});
    const auto said = wordsOf(one.statement->metric.name);
    const QByteArray name = wordSet({said.begin(), said.end()});
    return tellingWords(joined({name, one.statement->metric.scope, cell}));
}

// Whether two statements of one figure are of the same.
bool meanSame(const Stated &left, const Stated &right)
{
    const Statement &one = *left.statement;
    const Statement &other = *right.statement;
    const Quantity &figure = one.value.quantities.first();
    const int digits = digitsOf(figure);
    const bool measures = one.value.kind == CellKind::Money || one.value.kind == CellKind::Measure;
    const bool flows = (one.metric.term && one.metric.term->flow) || (other.metric.term && other.metric.term->flow);
    // By no chance.
    if (digits >= (isPlain(figure) ? 4 : 3) || (digits == 2 && measures && !flows))
        return true;
    if (digits < 2 && isPlain(figure))
        return false;
    const QByteArray words = wordsAbout(left);
    return std::ranges::any_of(wordsOf(wordsAbout(right)),
                               [&](std::string_view word) { return setContains(words, word); });
}

} // namespace

std::optional<quint64> figureKey(const Statement &statement)
{
    const CellValue &value = statement.value;
    if (!value.isNumeric() || value.quantities.isEmpty() || value.kind == CellKind::Rank)
        return std::nullopt;
    const Quantity &first = value.quantities.first();
    const bool counts = value.kind == CellKind::Count || value.kind == CellKind::Number;
    const CanonicalUnit unit = counts ? CanonicalUnit() : canonicalUnit(first);
    // As many binary places as are no chance of their reckoning.
    const auto rounded = [&](const Decimal &number) {
        int exponent = 0;
        const double mantissa = std::frexp(number.value() * unit.factor, &exponent);
        return std::pair(std::llround(std::ldexp(mantissa, 30)), exponent);
    };
    const auto one = rounded(first.number);
    const auto other = first.form == Quantity::Form::Single ? one : rounded(first.second);
    return qHashMulti(static_cast<size_t>(statement.subject.key), counts ? CellKind::Number : value.kind, first.form,
                      QByteArrayView(first.currency.code), unit.base, one.first, one.second, other.first, other.second);
}

QList<StatedPair> pairsOfFigure(const QList<Stated> &stated)
{
    QList<StatedPair> pairs;
    for (int i = 0; i < stated.size(); ++i) {
        const Statement &one = *stated.at(i).statement;
        for (int j = i + 1; j < stated.size(); ++j) {
            const Statement &other = *stated.at(j).statement;
            const bool known = one.metric.term && other.metric.term;
            const bool otherParts = !one.part.isEmpty() && !other.part.isEmpty() && one.part != other.part;
            const bool otherTimes = one.isDated() && other.isDated() && !overlap(one.period, other.period);
            const bool ofTwo = isOfTwo(one) || isOfTwo(other) || (isGuess(one) && isGuess(other));
            if (stated.at(i).note == stated.at(j).note || known || ofTwo || otherParts || otherTimes
                || (one.metric.name == other.metric.name && haveSameScope(one, other)))
                continue;
            // What one calls a plan is the same figure.
            Statement same = other;
            same.metric.projected = one.metric.projected;
            const auto judgement = judge(one, same);
            if (judgement && judgement->verdict == Verdict::Agree && meanSame(stated.at(i), stated.at(j)))
                pairs.append({i, j, *judgement});
        }
    }
    return pairs;
}

} // namespace tearsheet
