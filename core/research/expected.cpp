// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/expected.h"

#include "core/research/rowmeaning.h"
#include "core/table/cellcursor.h"
#include "core/table/pointreader.h"

#include <algorithm>

namespace tearsheet {

namespace {

// Beside "guidance" they say of when or which of a range.
constexpr std::string_view Kinds[] = {"midpoint", "point", "new", "full", "year", "fy",   "quarter",
                                      "q",        "next",  "mid", "our",  "and",  "range"};

bool isTimeOrKind(std::string_view word)
{
    return isOneOf(word, Kinds) || monthNamed(word) > 0 || std::ranges::all_of(word, isDigit);
}

} // namespace

bool namesGuidance(QByteArrayView words)
{
    constexpr std::string_view Names[] = {"guide", "guidance", "outlook"};
    const auto all = wordsOf(words);
    return std::ranges::any_of(all, [&](std::string_view word) { return isOneOf(word, Names); })
           && std::ranges::all_of(all,
                                  [&](std::string_view word) { return isOneOf(word, Names) || isTimeOrKind(word); });
}

const MetricTerm *guidedMeasure(QByteArrayView cell, const MetricTerm *near, bool own)
{
    constexpr double Least = 1e7; // In any currency, of a company.
    const CellValue value = readCell(cell);
    const bool large = value.kind == CellKind::Money && !value.quantities.isEmpty()
                       && value.quantities.first().unit.isEmpty() && value.magnitude() >= Least;
    if (near && fits(near->measured, value) && !(large && isPerPiece(*near)))
        return near;
    if (!large || !own)
        return nullptr;
    QByteArray beside = cell.toByteArray();
    const auto end = std::ranges::find_if(beside, [](char c) { return c == ',' || c == ';'; });
    beside.truncate(end - beside.begin());
    beside.replace('(', ' ').replace(')', ' ');
    const MetricTerm *const revenue = readMetric("Revenue").term;
    const MetricTerm *const said = readMetric(beside).term;
    return !said || said == revenue ? revenue : nullptr;
}

Metric expectedOf(const Metric &metric, const MetricTerm &term)
{
    Metric expected = metric;
    expected.term = &term;
    expected.alternative = nullptr;
    expected.name = QByteArray(term.name.data(), static_cast<qsizetype>(term.name.size()));
    expected.projected = true;
    return expected;
}

Metric guidanceIn(QByteArrayView cell, const Metric &guidance, const Section &section)
{
    const MetricTerm *const near = section.measured && section.measured->flow ? section.measured : nullptr;
    const MetricTerm *const term = guidedMeasure(cell, near, true);
    if (!term)
        return guidance;
    Metric metric = expectedOf(guidance, *term);
    if (!metric.period.isValid() && setContains(guidance.name, "next"))
        metric.period = nextOf(section.period, guidance.name);
    return metric;
}

Period nextOf(const Period &period, QByteArrayView words)
{
    using Unit = PeriodPoint::Unit;
    const bool quarter = setContains(words, "q") || setContains(words, "quarter");
    const bool year = setContains(words, "year") || setContains(words, "fy");
    const Unit unit = period.begin.unit;
    if (!setContains(words, "next") || period.form != Period::Form::Point
        || !((quarter && unit == Unit::Quarter) || (year && unit == Unit::Year)))
        return period;
    constexpr int Quarters = 4;
    Period next = period;
    PeriodPoint &point = next.begin;
    if (unit == Unit::Quarter && point.part < Quarters) {
        ++point.part;
    } else {
        point.part = unit == Unit::Quarter ? 1 : 0;
        point.year = static_cast<qint16>(point.year == 0 ? 0 : point.year + 1);
    }
    return next;
}

} // namespace tearsheet
