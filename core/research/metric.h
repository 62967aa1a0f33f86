// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/labelwords.h"
#include "core/table/cellvalue.h"

#include <span>

namespace tearsheet {

/// What the values of a metric are.
enum class Measured : quint8 {
    Any,
    Share, ///< A part of a whole: percent.
    Rate,  ///< Percent, percentage points, basis points: growth, margins, yields.
    Money,
    Count,    ///< So many of something.
    Amount,   ///< So much of something, in a unit.
    Multiple, ///< `12x`.
    Rank,
    Year, ///< A point in time.
};

/// How fast what is said goes out of date.
enum class Volatility : quint8 {
    Fixed, ///< When a company was founded.
    Slow,  ///< Population, reserves.
    Fast,  ///< Prices, headcount, shares.
};

/// Something that is measured, with the words that mean it. One row of `metricTerms`.
struct MetricTerm
{
    std::string_view name;     ///< "market share"
    std::string_view synonyms; ///< The other words for it, with `|` between; `=` before those that mean it only alone.
    Measured measured = Measured::Any;
    Volatility volatility = Volatility::Fast;
    bool scoped = false; ///< It is of something beside its subject: a share of which market, a stake in whom.
    bool flow = false;   ///< It adds up over a time: a quarter's is none of a year.
    bool deal = false;   ///< Each is another event, known by its value: two that differ are two.
};

/// The vocabulary.
std::span<const MetricTerm> metricTerms();

/// The name under which something that is said in words is found, whatever it is called: "headquarter" of "based";
/// empty of other words.
QByteArrayView factName(QByteArrayView words);

/// What the header of a column or the name of a row says is measured.
struct Metric
{
    const MetricTerm *term = nullptr;        ///< Null where the words are not known.
    const MetricTerm *alternative = nullptr; ///< What the same words mean of other values.
    QByteArray name;                         ///< The term's name, else the words in one form, so that equal ones match.
    QByteArrayView said;    ///< The words of the vocabulary that name the term; they live as long as the program.
    QByteArray scope;       ///< `wordSet` of what else is said: "battery ev" of "EV battery market share".
    QByteArray whose;       ///< `wordSet` of those whose share it is: "boat" of "Boats' share of sales".
    Period period;          ///< "2025 capacity"
    bool verified = false;  ///< `period` is when it was checked.
    bool projected = false; ///< A target, a plan.
    bool estimated = false; ///< An estimate: of a time that is not over, it is expected.

    bool operator==(const Metric &) const = default;

    bool isEmpty() const { return name.isEmpty(); }
};

/// Reads a header. Never fails: unknown words are a metric of that name, none are none. Linear in the header.
Metric readMetric(QByteArrayView header);

/// The same of a phrase that has been read; words in `ignored`, a subject's name, do not count.
Metric readMetric(const LabelWords &phrase, std::span<const std::string_view> ignored = {});

/// Whether a value may be one of the metric: its kind and unit.
bool fits(Measured measured, const CellValue &value);

/// The metric as `value` shows it is meant: "sales" of money are revenue, those of a number are units, "customers" in
/// words who they are. Nothing is named where no meaning of the words fits.
Metric meant(const Metric &metric, const CellValue &value);

/// Whether others mean the same by a header: it is of the vocabulary, or says several words.
bool isSpecific(const Metric &metric);

/// The name of a metric of the vocabulary as people write it: "Market share", "EPS", "EV/EBITDA".
QString metricTitle(QByteArrayView name);

/// Whether a header only says that names of metrics stand below it ("Metric", "Field"), or only that values do
/// ("Value", "Detail").
bool namesMetrics(std::string_view words);
bool namesValues(std::string_view words);

/// Whether a word means that what is said is not so yet: "target", "planned".
bool isProjection(std::string_view word);

} // namespace tearsheet
