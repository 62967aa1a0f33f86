// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/decimal.h"

#include <array>
#include <charconv>

namespace tearsheet {

double Decimal::value() const
{
    constexpr std::array Powers{1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    constexpr qint64 Exact = qint64(1) << 53;
    const int distance = exponent < 0 ? -exponent : exponent;
    if (digits > -Exact && digits < Exact && distance < static_cast<int>(Powers.size())) {
        const double power = Powers[static_cast<size_t>(distance)];
        return exponent < 0 ? static_cast<double>(digits) / power : static_cast<double>(digits) * power;
    }
    QByteArray text;
    append(text, *this);
    return text.toDouble();
}

void append(QByteArray &text, const Decimal &number)
{
    std::array<char, 24> buffer;
    const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number.digits);
    QByteArrayView figures(buffer.data(), written.ptr);
    if (figures.startsWith('-')) {
        text += '-';
        figures = figures.sliced(1);
    } else if (number.plus) {
        text += '+';
    }
    qsizetype exponent = number.exponent;
    while (exponent < 0 && figures.size() > 1 && figures.endsWith('0')) {
        figures.chop(1);
        ++exponent;
    }
    if (figures == "0") {
        text += '0';
    } else if (exponent >= 0) {
        text += figures;
        text.append(exponent, '0');
    } else if (figures.size() > -exponent) {
        text += figures.first(figures.size() + exponent);
        text += '.';
        text += figures.last(-exponent);
    } else {
        text += "0.";
        text.append(-exponent - figures.size(), '0');
        text += figures;
    }
}

} // namespace tearsheet
