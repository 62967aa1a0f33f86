// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/decimal.h"
#include "core/table/qualifier.h"

#include <array>
#include <string_view>

namespace tearsheet {

/// A currency by its ISO 4217 code; empty is none.
struct Currency
{
    std::array<char, 3> code{};

    constexpr Currency() = default;
    constexpr explicit Currency(std::string_view name) : code{name[0], name[1], name[2]} {}

    bool operator==(const Currency &) const = default;

    bool isValid() const { return code[0] != 0; }
    std::string_view name() const { return {code.data(), isValid() ? code.size() : 0}; }
};

/// One value of a cell: a number or two, with what they are of.
struct Quantity
{
    enum class Form : quint8 {
        Single,
        Range,      ///< `number` to `second`.
        Transition, ///< From `number` to `second`.
        Fraction,   ///< `number` of `second`.
        Ratio,      ///< `number` to one part of `second`.
    };

    Decimal number;
    Decimal second;
    Form form = Form::Single;
    Currency currency;
    Qualifiers qualifiers;
    QByteArray unit; ///< `%`, `% YoY`, `x`, `bp`, `GWh`, `/share`, or the counted noun, as written.

    bool operator==(const Quantity &) const = default;

    bool isApproximate() const { return qualifiers.testFlag(Qualifier::Approximate); }
    bool isLowerBound() const
    {
        return qualifiers.testFlag(Qualifier::LowerBound) || qualifiers.testFlag(Qualifier::OrMore);
    }
    bool isUpperBound() const { return qualifiers.testFlag(Qualifier::UpperBound); }

    /// One number that stands for the value: the middle of a range, the end of a transition, the quotient of a
    /// fraction or ratio.
    double magnitude() const;

    /// The least and the most that the value may be: equal for a plain number, infinite beyond a bound.
    double low() const;
    double high() const;
};

/// A unit in terms of a basic one, for comparison: `GWh` is 1e9 `Wh`. The base is the unit itself where nothing is
/// known of it.
struct CanonicalUnit
{
    QByteArray base;
    double factor = 1;
};

/// What `unit`, as `Quantity` has it, is in basic units: multiples by their prefix, plural and singular, synonyms such
/// as `bpd` and `b/d`, `/yr` and `/year`.
CanonicalUnit canonicalUnit(QByteArrayView unit);

/// The same for the unit of `quantity`, where its size tells what is meant: "10M mt" are metric tons, "5 mt" megatons.
CanonicalUnit canonicalUnit(const Quantity &quantity);

} // namespace tearsheet
