// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace tearsheet {

/// A decimal number as it was written, exact: `1.175B` is 1175 × 10⁶. At most 18 digits count; what is longer is no
/// number to us.
struct Decimal
{
    qint64 digits = 0;   ///< With its sign.
    qint16 exponent = 0; ///< Of ten.
    bool plus = false;   ///< A `+` was written before it.

    bool operator==(const Decimal &) const = default;

    /// The nearest double.
    double value() const;
};

/// Appends the shortest decimal notation in full scale, without exponent: `-0.5`, `+1175000000`.
void append(QByteArray &text, const Decimal &number);

} // namespace tearsheet
