// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/palette.h"

#include <algorithm>
#include <cmath>

namespace tearsheet {

namespace {

/// WCAG's relative luminance.
double luminance(const QColor &colour)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    const QColor rgb = colour.toRgb();
    return 0.2126 * linear(rgb.red() / 255.0) + 0.7152 * linear(rgb.green() / 255.0)
           + 0.0722 * linear(rgb.blue() / 255.0);
}

Palette lightPalette()
{
    return {
        .window = QColor(0xf4f4f2),
        .surface = QColor(0xffffff),
        .base = QColor(0xffffff),
        .hover = QColor(0xebeeed),
        .selection = QColor(0xd3e8e9),
        .currentLine = QColor(0xf5f8f8),
        .ownRow = QColor(0xe9f4f4),
        .mark = QColor(0xfcefb4),
        .code = QColor(0xf3f3f1),
        .removed = QColor(0xfcebe6),
        .removedWord = QColor(0xf7c8bc),
        .added = QColor(0xe3f3ea),
        .addedWord = QColor(0xb5dfc8),
        .conflict = QColor(0xfbf0d6),
        .conflictWord = QColor(0xf3d695),
        .text = QColor(0x1d2226),
        .mutedText = QColor(0x4d555c),
        .faintText = QColor(0x5f666d),
        .disabledText = QColor(0xa3a8ac),
        .link = QColor(0x17626c),
        .unresolvedLink = QColor(0x8a4f36),
        .info = QColor(0x2460a4),
        .warning = QColor(0x8a5000),
        .danger = QColor(0xb3261e),
        .success = QColor(0x28703a),
        .syntaxHeading = QColor(0x14545c),
        .syntaxString = QColor(0x486519),
        .syntaxKeyword = QColor(0x763a8b),
        .syntaxNumber = QColor(0x824608),
        .accent = QColor(0x1f6f78),
        .accentText = QColor(0xffffff),
        .hairline = QColor(0xdfe1de),
        .graphNode = QColor(0x7d8a91),
        .graphEdge = QColor(0xc4cacc),
    };
}

Palette darkPalette()
{
    return {
        .window = QColor(0x1a1c1e),
        .surface = QColor(0x292c2f),
        .base = QColor(0x1f2225),
        .hover = QColor(0x2b2f32),
        .selection = QColor(0x203f44),
        .currentLine = QColor(0x24282b),
        .ownRow = QColor(0x22363a),
        .mark = QColor(0x433911),
        .code = QColor(0x272b2e),
        .removed = QColor(0x382625),
        .removedWord = QColor(0x6a3733),
        .added = QColor(0x1f3329),
        .addedWord = QColor(0x285a43),
        .conflict = QColor(0x3a3119),
        .conflictWord = QColor(0x5f4d1a),
        .text = QColor(0xe3e6e7),
        .mutedText = QColor(0xb9bfc4),
        .faintText = QColor(0xa1a8ae),
        .disabledText = QColor(0x62686d),
        .link = QColor(0x7ccbd3),
        .unresolvedLink = QColor(0xdba98f),
        .info = QColor(0x8ab8f2),
        .warning = QColor(0xe5ac52),
        .danger = QColor(0xf4938a),
        .success = QColor(0x85cd95),
        .syntaxHeading = QColor(0x8fd3da),
        .syntaxString = QColor(0xb5ce8c),
        .syntaxKeyword = QColor(0xd3abe2),
        .syntaxNumber = QColor(0xe7b67b),
        .accent = QColor(0x5fb8c1),
        .accentText = QColor(0x0d2225),
        .hairline = QColor(0x34393c),
        .graphNode = QColor(0x8d999f),
        .graphEdge = QColor(0x474d51),
        .dark = true,
    };
}

} // namespace

QColor Palette::tone(Tone tone) const
{
    switch (tone) {
    case Tone::Note:
        return info;
    case Tone::Summary:
    case Tone::Tip:
        return accent;
    case Tone::Success:
        return success;
    case Tone::Question:
    case Tone::Warning:
        return warning;
    case Tone::Danger:
        return danger;
    case Tone::Example:
        return syntaxKeyword;
    case Tone::Quote:
        return mutedText;
    }
    return text;
}

QPalette Palette::toQt() const
{
    QPalette palette;
    const auto set = [&](QPalette::ColorRole role, const QColor &colour) { palette.setColor(role, colour); };
    set(QPalette::Window, window);
    set(QPalette::WindowText, text);
    set(QPalette::Base, base);
    set(QPalette::AlternateBase, window);
    set(QPalette::Text, text);
    set(QPalette::PlaceholderText, faintText);
    set(QPalette::Button, surface);
    set(QPalette::ButtonText, text);
    set(QPalette::BrightText, danger);
    set(QPalette::Highlight, selection);
    set(QPalette::HighlightedText, text);
    set(QPalette::Accent, accent);
    set(QPalette::Link, link);
    set(QPalette::LinkVisited, link);
    set(QPalette::ToolTipBase, surface);
    set(QPalette::ToolTipText, text);
    set(QPalette::Light, surface);
    set(QPalette::Midlight, hover);
    set(QPalette::Mid, hairline);
    set(QPalette::Dark, hairline);
    set(QPalette::Shadow, hairline);
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, disabledText);
    return palette;
}

const Palette &paletteFor(Qt::ColorScheme scheme)
{
    static const Palette light = lightPalette();
    static const Palette dark = darkPalette();
    return scheme == Qt::ColorScheme::Dark ? dark : light;
}

double contrast(const QColor &one, const QColor &other)
{
    const double first = luminance(one);
    const double second = luminance(other);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

} // namespace tearsheet
