// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/cellfields.h"

#include <array>
#include <utility>

namespace tearsheet {

namespace {

constexpr std::array<const char *, 34> Kinds{
    "missing",  "text",     "code",   "url",         "embed",          "link",   "links",    "bool",      "ticker",
    "rating",   "rank",     "number", "count",       "percent",        "pp",     "bps",      "money",     "measure",
    "duration", "multiple", "ratio",  "fraction",    "sigma",          "date",   "month",    "month-day", "quarter",
    "half",     "year",     "decade", "fiscal-year", "fiscal-quarter", "period", "date-open"};

constexpr std::array Words{
    std::pair{Qualifier::Approximate, "approx"},
    std::pair{Qualifier::LowerBound, "at-least"},
    std::pair{Qualifier::UpperBound, "at-most"},
    std::pair{Qualifier::PlusMinus, "plus-minus"},
    std::pair{Qualifier::Range, "range"},
    std::pair{Qualifier::Transition, "transition"},
    std::pair{Qualifier::OrMore, "at-least"},
    std::pair{Qualifier::Since, "since"},
    std::pair{Qualifier::Before, "before"},
    std::pair{Qualifier::Through, "through"},
    std::pair{Qualifier::Early, "early"},
    std::pair{Qualifier::Mid, "mid"},
    std::pair{Qualifier::Late, "late"},
    std::pair{Qualifier::Estimate, "estimate"},
    std::pair{Qualifier::Comparison, "comparison"},
    std::pair{Qualifier::Ambiguous, "ambiguous"},
    std::pair{Qualifier::Uncertain, "uncertain"},
    std::pair{Qualifier::OverTreasuries, "spread-over-treasuries"},
};

QByteArray wordsOf(Qualifiers qualifiers)
{
    QByteArray text;
    if (qualifiers.testFlag(Qualifier::LowerBound))
        qualifiers.setFlag(Qualifier::OrMore, false);
    for (const auto &[qualifier, word] : Words) {
        if (!qualifiers.testFlag(qualifier))
            continue;
        if (!text.isEmpty())
            text += '+';
        text += word;
    }
    return text;
}

QByteArray numberOf(const Quantity &quantity)
{
    QByteArray text;
    append(text, quantity.number);
    if (quantity.form == Quantity::Form::Single)
        return text;
    constexpr std::array Signs{"", "..", ">", "/", ":"};
    text += Signs.at(static_cast<size_t>(quantity.form));
    append(text, quantity.second);
    return text;
}

// The parts with `;` between them; nothing where all are empty.
template <typename Values, typename Part>
QByteArray joined(const Values &values, Part part)
{
    QByteArray text;
    bool empty = true;
    for (qsizetype i = 0; i < values.size(); ++i) {
        if (i > 0)
            text += ';';
        const auto piece = part(values.at(i));
        empty = empty && std::size(piece) == 0;
        text += piece;
    }
    return empty ? QByteArray() : text;
}

} // namespace

QByteArrayView kindName(CellKind kind)
{
    return Kinds.at(static_cast<size_t>(kind));
}

CellFields cellFields(const CellValue &value)
{
    CellFields fields{.kind = kindName(value.kind).toByteArray()};
    fields.period = joined(value.periods, [](const Period &period) {
        QByteArray text;
        append(text, period);
        return text;
    });
    if (value.quantities.isEmpty()) {
        fields.qualifier = joined(value.periods, [](const Period &period) { return wordsOf(period.qualifiers); });
        return fields;
    }
    fields.number = joined(value.quantities, numberOf);
    fields.unit = joined(value.quantities, [](const Quantity &quantity) { return quantity.unit; });
    fields.currency = joined(value.quantities, [](const Quantity &quantity) { return quantity.currency.name(); });
    Qualifiers common;
    qsizetype index = 0;
    fields.qualifier = joined(value.quantities, [&](const Quantity &quantity) {
        Qualifiers qualifiers = quantity.qualifiers;
        if (index < value.periods.size())
            qualifiers |= value.periods.at(index).qualifiers;
        ++index;
        common |= qualifiers & Qualifier::Comparison;
        return wordsOf(qualifiers & ~Qualifiers(Qualifier::Comparison));
    });
    // A comparison is one of all its values.
    if (common) {
        if (!fields.qualifier.isEmpty())
            fields.qualifier += '+';
        fields.qualifier += wordsOf(common);
    }
    return fields;
}

} // namespace tearsheet
