// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/verdict.h"

#include "core/research/celltail.h"

#include <algorithm>
#include <cmath>

namespace tearsheet {

namespace {

struct Span
{
    qint64 first;
    qint64 last;
};

std::optional<Span> spanOf(const Period &period)
{
    const auto first = firstDay(period);
    if (!first)
        return std::nullopt;
    return Span{*first, lastDay(period).value_or(*first)};
}

// Half of the last place that a number was written to.
double rounding(const Decimal &number, bool approximate)
{
    const auto halfPlace = [](int exponent) { return 0.5 * Decimal{1, static_cast<qint16>(exponent)}.value(); };
    qint64 digits = std::abs(number.digits);
    if (digits == 0)
        return halfPlace(number.exponent);
    int zeros = 0;
    while (digits % 10 == 0) {
        digits /= 10;
        ++zeros;
    }
    const double size = std::abs(number.value());
    const double written = std::min(halfPlace(number.exponent), 0.15 * size);
    // "~500" may be 480, and 150,000 is counted to the last thousand at best.
    if (approximate)
        return std::max(written, std::min(halfPlace(number.exponent + zeros), 0.05 * size));
    if (zeros >= 3)
        return std::max(written, std::min(halfPlace(number.exponent + zeros), 0.01 * size));
    return written;
}

double rounding(const Quantity &quantity)
{
    const double first = rounding(quantity.number, quantity.isApproximate());
    return quantity.form == Quantity::Form::Single
               ? first
               : std::max(first, rounding(quantity.second, quantity.isApproximate()));
}

struct Amount
{
    double low;
    double high;
    double middle;
    double tolerance;
};

Amount amountOf(const Quantity &quantity, double factor)
{
    return {std::min(quantity.low() * factor, quantity.high() * factor),
            std::max(quantity.low() * factor, quantity.high() * factor), quantity.magnitude() * factor,
            rounding(quantity) * std::abs(factor)};
}

// What a change began or ended with.
Quantity endOf(const Quantity &change, bool last)
{
    Quantity end = change;
    end.form = Quantity::Form::Single;
    end.qualifiers &= Qualifier::Approximate;
    end.number = last ? change.second : change.number;
    return end;
}

// How exact a value is said to be: "$33B ± $1B", "$91B ± 2%". 0 where it is not said.
double toleranceOf(const CellValue &value)
{
    if (value.quantities.size() < 2 || !value.quantities.at(1).qualifiers.testFlag(Qualifier::PlusMinus))
        return 0;
    const Quantity &first = value.quantities.first();
    const Quantity &tolerance = value.quantities.at(1);
    const double size = std::abs(tolerance.number.value());
    if (tolerance.unit == first.unit && tolerance.currency == first.currency)
        return size;
    return tolerance.unit == "%" ? std::abs(first.magnitude()) * size / 100 : 0;
}

// Equal within rounding and bounds; else how far apart.
double gapBetween(const Amount &left, const Amount &right)
{
    const double distance = std::max({left.low - right.high, right.low - left.high, 0.0});
    const double tolerance = std::max(left.tolerance, right.tolerance) * (1 + 1e-9);
    const auto isWithin = [&](const Amount &narrow, const Amount &wide) {
        return narrow.low >= wide.low - tolerance && narrow.high <= wide.high + tolerance;
    };
    // Ranges that only overlap are two opinions.
    const bool ranges = left.low < left.high && right.low < right.high;
    if (distance <= tolerance && (!ranges || isWithin(left, right) || isWithin(right, left)))
        return 0;
    const double one = std::abs(left.middle);
    const double other = std::abs(right.middle);
    if (one == 0 || other == 0 || (left.middle < 0) != (right.middle < 0))
        return 3;
    return std::max(std::abs(std::log(one / other)), 1e-6);
}

// Whether a value is so far beyond a bound that the bound tells nothing of it: "40+" of 100.
bool isFarBeyond(const Quantity &bound, const Quantity &value, double factor)
{
    constexpr double Far = 1.5;
    const double size = std::abs(value.magnitude()) * factor;
    const double most = std::abs(bound.magnitude());
    return (bound.isLowerBound() && size > Far * most) || (bound.isUpperBound() && most > Far * size);
}

bool isPlainNumber(CellKind kind)
{
    return kind == CellKind::Number || kind == CellKind::Count;
}

// "$5B/year" of "$5B": that a sum is a year's is often left out.
bool isYearlyOnOneSide(const Quantity &one, const Quantity &other)
{
    const auto isYearly = [](const Quantity &sum, const Quantity &plain) {
        return plain.unit.isEmpty() && !sum.unit.isEmpty() && canonicalUnit(sum).base == canonicalUnit("/year").base;
    };
    return one.currency == other.currency && (isYearly(one, other) || isYearly(other, one));
}

enum class Likeness : quint8 { Same, OtherCurrency, Other };

Likeness likeness(const Statement &left, const Quantity &one, const Statement &right, const Quantity &other,
                  double &factor)
{
    factor = 1;
    if (left.value.kind != right.value.kind && !(isPlainNumber(left.value.kind) && isPlainNumber(right.value.kind))
        && !(left.metric.term && left.metric.term->measured == Measured::Rank)
        && !(left.metric.term && left.metric.term->measured == Measured::Multiple))
        return Likeness::Other;
    if (left.value.kind == CellKind::Count || right.value.kind == CellKind::Count) {
        // What is counted may be left out on one side.
        if (one.unit.isEmpty() || other.unit.isEmpty() || (left.metric.term != nullptr))
            return Likeness::Same;
    }
    if (!one.unit.isEmpty() || !other.unit.isEmpty()) {
        const CanonicalUnit first = canonicalUnit(one);
        const CanonicalUnit second = canonicalUnit(other);
        if (first.base != second.base && !isYearlyOnOneSide(one, other))
            return Likeness::Other;
        factor = second.factor / first.factor;
    }
    return one.currency == other.currency ? Likeness::Same : Likeness::OtherCurrency;
}

bool isStrong(const Statement &statement)
{
    return statement.periodSource >= PeriodSource::Heading && spanOf(statement.period).has_value();
}

// Whether two times are of about the same length: a day on which a year's figure was said counts as none.
bool areAsLong(const Period &left, const Period &right)
{
    const Span one = *spanOf(left);
    const Span other = *spanOf(right);
    const auto length = static_cast<double>(one.last - one.first + 1);
    const auto otherLength = static_cast<double>(other.last - other.first + 1);
    return std::max(length, otherLength) < 1.2 * std::min(length, otherLength);
}

bool isPartOfYear(const Period &period)
{
    const Span span = *spanOf(period);
    constexpr qint64 Day = 1;
    constexpr qint64 NearlyAYear = 350;
    return span.last - span.first + 1 > Day && span.last - span.first < NearlyAYear;
}

bool isFixed(const Statement &statement)
{
    return statement.metric.term && statement.metric.term->volatility == Volatility::Fixed;
}

// Whether one time lies in another that is longer and goes on after it: a price in March is none of the year's end.
bool isWithin(const Period &left, const Period &right)
{
    constexpr qint64 Month = 31;
    const Span one = *spanOf(left);
    const Span other = *spanOf(right);
    return overlap(left, right) && !areAsLong(left, right) && std::abs(one.last - other.last) > Month;
}

// A company's quarter is not the calendar's.
bool areOfOtherCalendars(const Period &left, const Period &right)
{
    return left.begin.fiscal != right.begin.fiscal && isPartOfYear(left) && isPartOfYear(right);
}

// Of a dated statement and one that is not: -1 the dated is of the later time, 1 the other, 0 nothing tells. Being
// undated is no sign of age: only what the notes were last changed on tells, and that is weak evidence.
int tellsLater(const Statement &dated, const Statement &undated)
{
    constexpr qint64 Evidently = 45;
    constexpr qint64 Year = 365;
    if (!undated.noted.isValid())
        return 0;
    const Span span = *spanOf(dated.period);
    const qint64 noted = undated.noted.toJulianDay();
    if (noted < span.first)
        return -1;
    // Whoever wrote long after that time may know better, whenever the other note was changed.
    if (noted - span.last > Year)
        return 1;
    if (dated.noted.isValid() && dated.noted.toJulianDay() - noted > Evidently)
        return -1;
    const bool exact = span.last - span.first < Year - 1 || dated.periodSource == PeriodSource::Cell;
    return noted - span.last > (exact ? Evidently : Year) ? 1 : 0;
}

// The same where nothing else tells: who writes a time beside a figure knew that it moves, and a year long past is not
// today. What a heading says of a quarter or a year may be only where the list begins.
int datedIsLater(const Statement &dated, const Statement &undated)
{
    constexpr qint64 Month = 31;
    constexpr qint64 NearlyAYear = 350;
    constexpr qint64 LongPast = 366 + 45;
    const Span span = *spanOf(dated.period);
    const QDate noted = std::max(dated.noted, undated.noted);
    if (noted.isValid() && noted.toJulianDay() - span.last > LongPast)
        return 1;
    const qint64 days = span.last - span.first;
    const bool exact = days < (dated.periodSource == PeriodSource::Heading ? Month : NearlyAYear);
    return exact || dated.periodSource == PeriodSource::Cell ? -1 : 0;
}

// The times of two values that differ tell whether one is outdated.
void judgeTimes(const Statement &left, const Statement &right, Judgement &judgement)
{
    judgement.verdict = Verdict::Contradict;
    if (isFixed(left))
        return;
    const auto one = spanOf(left.period);
    const auto other = spanOf(right.period);
    const bool oneSays = isStrong(left);
    const bool otherSays = isStrong(right);
    if (oneSays && otherSays) {
        if (overlap(left.period, right.period)) {
            // Who expects something of the same time later has revised it.
            const bool known = left.noted.isValid() && right.noted.isValid();
            if (left.metric.projected && !known) {
                judgement.verdict = Verdict::NotComparable;
            } else if (left.metric.projected && left.noted != right.noted) {
                judgement.verdict = Verdict::Stale;
                judgement.later = left.noted > right.noted ? -1 : 1;
                judgement.weak = true;
            }
            return;
        }
        judgement.verdict = Verdict::Stale;
        judgement.later = one->last > other->last ? -1 : 1;
        return;
    }
    if (!oneSays && !otherSays)
        return;
    const Statement &dated = oneSays ? left : right;
    const Statement &undated = oneSays ? right : left;
    int later = tellsLater(dated, undated);
    if (later == 0) {
        // What adds up over a time may be another time's sum.
        if (dated.metric.term && dated.metric.term->flow) {
            judgement.verdict = Verdict::NotComparable;
            return;
        }
        later = datedIsLater(dated, undated);
        if (later == 0)
            return;
    }
    judgement.verdict = Verdict::Stale;
    judgement.later = (later < 0) == oneSays ? -1 : 1;
    judgement.weak = true;
}

} // namespace

QByteArrayView verdictName(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Agree:
        return "agree";
    case Verdict::Contradict:
        return "contradict";
    case Verdict::Stale:
        return "stale";
    case Verdict::NotComparable:
        return "not-comparable";
    }
    return {};
}

bool isComparable(const Statement &statement)
{
    if (statement.metric.term && statement.metric.term->measured == Measured::Year)
        return statement.value.isTime() && !statement.value.periods.isEmpty();
    // The number of a row in a list says how long the list is.
    if (statement.metric.term && statement.metric.term->measured == Measured::Rank
        && statement.value.kind != CellKind::Rank)
        return false;
    if (!statement.value.isNumeric() || statement.value.quantities.isEmpty())
        return false;
    // Of "$10 / $12M" nobody knows how much the first is.
    return !statement.value.quantities.first().qualifiers.testFlag(Qualifier::Ambiguous);
}

bool mayBeClaim(const Statement &statement)
{
    return !statement.metric.isEmpty() && isComparable(statement)
           && (statement.metric.term || !statement.value.isTime());
}

std::optional<Judgement> judge(const Statement &left, const Statement &right)
{
    if (left.metric.projected != right.metric.projected)
        return std::nullopt;
    // Days and quarters without a year.
    if (left.period.isValid() && right.period.isValid() && left.period != right.period
        && (left.period.begin.year == 0 || right.period.begin.year == 0))
        return std::nullopt;
    Judgement judgement;
    if (left.value.isTime() && right.value.isTime()) {
        if (left.value.periods.isEmpty() || right.value.periods.isEmpty())
            return std::nullopt;
        if (!overlap(left.value.periods.first(), right.value.periods.first())) {
            judgement.gap = 0.5;
            judgement.verdict = Verdict::Contradict;
        }
        return judgement;
    }
    if (left.value.quantities.isEmpty() || right.value.quantities.isEmpty())
        return std::nullopt;
    if (left.metric.term && (left.metric.term->flow || left.metric.term->measured == Measured::Rate) && isStrong(left)
        && isStrong(right) && !areAsLong(left.period, right.period))
        return std::nullopt;
    // What has no time is a whole year's.
    const bool flows = left.metric.term && left.metric.term->flow;
    const auto isOfAnyYear = [](const Period &period) { return period.isValid() && period.begin.year == 0; };
    const bool changes = left.metric.term && left.metric.term->measured == Measured::Rate;
    if ((flows || changes) && isOfAnyYear(left.period) != isOfAnyYear(right.period))
        return std::nullopt;
    if (flows && isStrong(left) != isStrong(right) && isPartOfYear(isStrong(left) ? left.period : right.period))
        return std::nullopt;
    // The first values, or a second one that is of the other's currency.
    const Quantity &first = left.value.quantities.first();
    const Quantity &second = right.value.quantities.first();
    double factor = 1;
    Likeness alike = likeness(left, first, right, second, factor);
    // A discount of 24% is written with a minus, or without.
    const bool isDiscount = left.metric.term && left.metric.term->name.ends_with("discount");
    const double tolerance = toleranceOf(left.value);
    const double otherTolerance = toleranceOf(right.value);
    const auto gapOf = [&](auto &&self, const Quantity &one, const Quantity &other, double ratio) -> double {
        // Who speaks of either end of a change is not wrong.
        if (one.form == Quantity::Form::Transition)
            return std::min(self(self, endOf(one, false), other, ratio), self(self, endOf(one, true), other, ratio));
        if (other.form == Quantity::Form::Transition)
            return std::min(self(self, one, endOf(other, false), ratio), self(self, one, endOf(other, true), ratio));
        Amount amount = amountOf(one, 1);
        amount.tolerance = std::max({amount.tolerance, tolerance, otherTolerance * ratio});
        const double gap = gapBetween(amount, amountOf(other, ratio));
        return isDiscount ? std::min(gap, gapBetween(amount, amountOf(other, -ratio))) : gap;
    };
    double gap = alike == Likeness::Same ? gapOf(gapOf, first, second, factor) : 3;
    struct Compared
    {
        const Quantity *one;
        const Quantity *other;
        double factor;
    };
    Compared compared{&first, &second, factor};
    // Of several values one may be the other's.
    for (const Quantity &one : left.value.quantities) {
        for (const Quantity &other : right.value.quantities) {
            double itsFactor = 1;
            // How exact a value is said to be is no value.
            if ((one.qualifiers | other.qualifiers) & Qualifier::PlusMinus)
                continue;
            if (gap == 0 || likeness(left, one, right, other, itsFactor) != Likeness::Same)
                continue;
            const double itsGap = gapOf(gapOf, one, other, itsFactor);
            if (alike == Likeness::Same && itsGap > 0)
                continue;
            if (alike == Likeness::Same || itsGap <= gap)
                compared = {&one, &other, itsFactor};
            gap = alike == Likeness::Same ? itsGap : std::min(gap, itsGap);
            alike = Likeness::Same;
        }
    }
    // The same figure in another currency: a sign was lost.
    if (alike == Likeness::OtherCurrency && first.currency.isValid() && second.currency.isValid()
        && gapOf(gapOf, first, second, factor) == 0) {
        judgement.gap = 0.5;
        judgement.verdict = Verdict::Contradict;
        return judgement;
    }
    if (alike == Likeness::Other || (gap > 0 && isYearlyOnOneSide(first, second)))
        return std::nullopt;
    const bool timed = isStrong(left) && isStrong(right);
    if (alike != Likeness::Same) {
        // Sums of other times in another currency are not even the same thing.
        if (timed && flows && !overlap(left.period, right.period))
            return std::nullopt;
        judgement.verdict = Verdict::NotComparable;
        // Whatever the rate, one of them is of a later time.
        if (timed && !isFixed(left) && !overlap(left.period, right.period)) {
            judgement.verdict = Verdict::Stale;
            judgement.later = lastDay(left.period) > lastDay(right.period) ? -1 : 1;
        }
        return judgement;
    }
    if (gap > 0 && left.metric.term && left.metric.term->deal)
        return std::nullopt;
    if (gap > 0 && timed && !isFixed(left)
        && (isWithin(left.period, right.period) || areOfOtherCalendars(left.period, right.period)))
        return std::nullopt;
    // What is expected of one year is not revised by what is of the next.
    if (gap > 0 && timed && left.metric.projected && !overlap(left.period, right.period))
        return std::nullopt;
    // A year up to June is none up to December.
    if (timed && flows && areAsLong(left.period, right.period) && overlap(left.period, right.period)
        && std::abs(spanOf(left.period)->last - spanOf(right.period)->last) > 31)
        return std::nullopt;
    // Equal sums of other times are a chance.
    if (gap == 0 && timed && flows && !overlap(left.period, right.period))
        return std::nullopt;
    judgement.gap = gap;
    const bool far = gap == 0
                     && (isFarBeyond(*compared.one, *compared.other, compared.factor)
                         || isFarBeyond(*compared.other, *compared.one, 1 / compared.factor));
    if (gap > 0 || far)
        judgeTimes(left, right, judgement);
    if (far && judgement.verdict != Verdict::Stale)
        return std::nullopt;
    return judgement;
}

bool statesAlso(const Statement &statement, QByteArrayView text, const Statement &other)
{
    const QByteArrayView cell = statement.place.range.in(text);
    if (!cell.contains(';') && !cell.contains("→"))
        return false;
    const QList<QByteArray> values = cell.toByteArray().replace("→", ";").split(';');
    Statement part = statement;
    return std::any_of(values.begin() + 1, values.end(), [&](const QByteArray &value) {
        // "$6B exit-rate ARR" is another measure's.
        auto figure = ByteRange::of(0, value.size());
        const MetricTerm *const named = metricIn(figure, value).term;
        if (named && named != statement.metric.term)
            return false;
        part.value = readCell(value.trimmed());
        const auto judgement = judge(part, other);
        return judgement && judgement->verdict == Verdict::Agree;
    });
}

} // namespace tearsheet
