// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/quantity.h"

#include <QByteArrayView>

#include <algorithm>
#include <cmath>
#include <limits>

namespace tearsheet {

namespace {

struct Synonym
{
    std::string_view name;
    std::string_view base;
    double factor;
};

// What is said in other words, and how much of the basic unit it is.
constexpr std::array Synonyms{
    Synonym{"b/d", "b/d", 1},
    Synonym{"bpd", "b/d", 1},
    Synonym{"bopd", "b/d", 1},
    Synonym{"kb/d", "b/d", 1e3},
    Synonym{"kbd", "b/d", 1e3},
    Synonym{"kbpd", "b/d", 1e3},
    Synonym{"mb/d", "b/d", 1e6},
    Synonym{"mbd", "b/d", 1e6},
    Synonym{"mbpd", "b/d", 1e6},
    Synonym{"mmbpd", "b/d", 1e6},
    Synonym{"mmb/d", "b/d", 1e6},
    Synonym{"mmbd", "b/d", 1e6},
    Synonym{"bbl/d", "b/d", 1},
    Synonym{"bbl/day", "b/d", 1},
    Synonym{"barrels/day", "b/d", 1},
    Synonym{"boed", "boe/day", 1},
    Synonym{"boepd", "boe/day", 1},
    Synonym{"kboed", "boe/day", 1e3},
    Synonym{"bbl", "bbl", 1},
    Synonym{"bbls", "bbl", 1},
    Synonym{"barrels", "bbl", 1},
    Synonym{"barrel", "bbl", 1},
    Synonym{"mmbbl", "bbl", 1e6},
    Synonym{"t", "t", 1},
    Synonym{"tons", "t", 1},
    Synonym{"ton", "t", 1},
    Synonym{"tonnes", "t", 1},
    Synonym{"tonne", "t", 1},
    Synonym{"metric tons", "t", 1},
    Synonym{"metric tonnes", "t", 1},
    Synonym{"mt", "t", 1e6},
    Synonym{"MT", "t", 1e6},
    Synonym{"kt", "t", 1e3},
    Synonym{"kilotonnes", "t", 1e3},
    Synonym{"kilotons", "t", 1e3},
    Synonym{"kg", "t", 1e-3},
    Synonym{"lb", "t", 0.00045359237},
    Synonym{"lbs", "t", 0.00045359237},
    Synonym{"pounds", "t", 0.00045359237},
    Synonym{"tpa", "t/year", 1},
    Synonym{"ktpa", "t/year", 1e3},
    Synonym{"mtpa", "t/year", 1e6},
    Synonym{"Mtpa", "t/year", 1e6},
    Synonym{"MTPA", "t/year", 1e6},
    Synonym{"m", "m", 1},
    Synonym{"km", "m", 1e3},
    Synonym{"kilometers", "m", 1e3},
    Synonym{"kilometres", "m", 1e3},
    Synonym{"miles", "m", 1609.344},
    Synonym{"mile", "m", 1609.344},
    Synonym{"mi", "m", 1609.344},
    Synonym{"ft", "m", 0.3048},
    Synonym{"feet", "m", 0.3048},
    Synonym{"meters", "m", 1},
    Synonym{"metres", "m", 1},
    Synonym{"cm", "m", 1e-2},
    Synonym{"s", "s", 1},
    Synonym{"sec", "s", 1},
    Synonym{"seconds", "s", 1},
    Synonym{"second", "s", 1},
    Synonym{"ms", "s", 1e-3},
    Synonym{"min", "s", 60},
    Synonym{"mins", "s", 60},
    Synonym{"minutes", "s", 60},
    Synonym{"minute", "s", 60},
    Synonym{"h", "s", 3600},
    Synonym{"hr", "s", 3600},
    Synonym{"hrs", "s", 3600},
    Synonym{"hours", "s", 3600},
    Synonym{"hour", "s", 3600},
    Synonym{"days", "s", 86400},
    Synonym{"day", "s", 86400},
    Synonym{"weeks", "s", 604800},
    Synonym{"week", "s", 604800},
    Synonym{"wks", "s", 604800},
    Synonym{"months", "s", 2629746},
    Synonym{"month", "s", 2629746},
    Synonym{"mo", "s", 2629746},
    Synonym{"quarters", "s", 7889238},
    Synonym{"quarter", "s", 7889238},
    Synonym{"years", "s", 31556952},
    Synonym{"year", "s", 31556952},
    Synonym{"yrs", "s", 31556952},
    Synonym{"yr", "s", 31556952},
    Synonym{"decades", "s", 315569520},
    Synonym{"ha", "ha", 1},
    Synonym{"hectares", "ha", 1},
    Synonym{"acres", "ha", 0.40468564224},
    Synonym{"bcm", "bcm", 1},
    Synonym{"BCM", "bcm", 1},
    Synonym{"MW", "W", 1e6},
    Synonym{"megawatts", "W", 1e6},
    Synonym{"gigawatts", "W", 1e9},
    Synonym{"cents", "cents", 1},
    Synonym{"pence", "pence", 1},
    Synonym{"x", "x", 1},
};

constexpr std::array<std::string_view, 12> Prefixed{"boe", "Wh", "W", "V", "A", "Ah",
                                                    "Hz",  "J",  "B", "g", "t", "FLOPS"};

// The time in a rate, by its usual name.
QByteArray rate(QByteArrayView time)
{
    if (time == "yr" || time == "y" || time == "a" || time == "annum")
        return "year";
    if (time == "mo")
        return "month";
    if (time == "d")
        return "day";
    if (time == "h" || time == "hr")
        return "hour";
    if (time == "qtr")
        return "quarter";
    return time.toByteArray();
}

} // namespace

double Quantity::magnitude() const
{
    switch (form) {
    case Form::Range:
        return (number.value() + second.value()) / 2;
    case Form::Transition:
        return second.value();
    case Form::Fraction:
    case Form::Ratio:
        return second.digits == 0 ? 0 : number.value() / second.value();
    default:
        return number.value();
    }
}

double Quantity::low() const
{
    if (isUpperBound())
        return -std::numeric_limits<double>::infinity();
    return form == Form::Range ? std::min(number.value(), second.value()) : magnitude();
}

double Quantity::high() const
{
    if (isLowerBound())
        return std::numeric_limits<double>::infinity();
    return form == Form::Range ? std::max(number.value(), second.value()) : magnitude();
}

CanonicalUnit canonicalUnit(QByteArrayView unit)
{
    const std::string_view name(unit.data(), static_cast<size_t>(unit.size()));
    for (const Synonym &synonym : Synonyms) {
        if (name == synonym.name)
            return {QByteArray(synonym.base.data(), static_cast<qsizetype>(synonym.base.size())), synonym.factor};
    }
    if (const qsizetype slash = unit.indexOf('/'); slash > 0) {
        CanonicalUnit whole = canonicalUnit(unit.first(slash));
        whole.base += '/' + rate(unit.sliced(slash + 1));
        return whole;
    }
    if (unit.startsWith('/'))
        return {'/' + rate(unit.sliced(1)), 1};
    constexpr std::string_view Prefixes = "kMGTPE";
    if (name.size() > 1) {
        const size_t prefix = Prefixes.find(name[0]);
        for (const std::string_view base : Prefixed) {
            if (name.substr(1) != base || prefix == std::string_view::npos)
                continue;
            double factor = 1;
            for (size_t i = 0; i <= prefix; ++i)
                factor *= 1000;
            return {QByteArray(base.data(), static_cast<qsizetype>(base.size())), factor};
        }
    }
    return {unit.toByteArray(), 1};
}

CanonicalUnit canonicalUnit(const Quantity &quantity)
{
    CanonicalUnit unit = canonicalUnit(quantity.unit);
    // Nobody counts ten thousand million tons of anything.
    constexpr double MostMegatons = 1e4;
    const qsizetype slash = quantity.unit.indexOf('/');
    const QByteArrayView name = QByteArrayView(quantity.unit).first(slash < 0 ? quantity.unit.size() : slash);
    const bool either = name == "mt" || name == "MT";
    if (either && std::abs(quantity.magnitude()) >= MostMegatons)
        unit.factor = 1;
    return unit;
}

} // namespace tearsheet
