// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/palette.h"

#include <array>
#include <cmath>

namespace tearsheet {

/// The colour of series `number` of a plot, beginning with the accent. They differ in lightness as well as in hue, so
/// that they are told apart without some colours too, and stand out at 3:1 from the ground (WCAG 2.1, 1.4.11).
inline QColor seriesColour(const Palette &palette, qsizetype number)
{
    static constexpr std::array<QRgb, 8> Light{0xff1f6f78, 0xffd0661a, 0xff5b4a9c, 0xffa8871b,
                                               0xffc2477f, 0xff3f8fd0, 0xff7c3526, 0xff75808a};
    static constexpr std::array<QRgb, 8> Dark{0xff5fb8c1, 0xfff0995c, 0xffa99be8, 0xffe0c65a,
                                              0xfff08ab8, 0xff6db2f0, 0xffc98070, 0xffa4aeb6};
    const std::array<QRgb, 8> &colours = palette.dark ? Dark : Light;
    return QColor::fromRgb(colours[static_cast<size_t>(number) % colours.size()]);
}

/// `part` of `colour` on `ground`, 0 to 1.
inline QColor mixed(const QColor &colour, const QColor &ground, double part)
{
    const auto mix = [&](int one, int other) { return static_cast<int>(std::lround(one * part + other * (1 - part))); };
    return QColor(mix(colour.red(), ground.red()), mix(colour.green(), ground.green()),
                  mix(colour.blue(), ground.blue()));
}

/// The colour of part `number` of a whole: after eight colours they come again, paler.
inline QColor partColour(const Palette &palette, qsizetype number)
{
    const QColor colour = seriesColour(palette, number);
    return number < 8 ? colour : mixed(colour, palette.base, number < 16 ? 0.6 : 0.35);
}

} // namespace tearsheet
