// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/palette.h"

#include <algorithm>
#include <cmath>

namespace tearsheet {

namespace {

double luminance(const QColor &colour)
{
    const auto linear = [](float part) {
        return part <= 0.04045F ? part / 12.92 : std::pow((static_cast<double>(part) + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

Palette lightPalette()
{
    return {
        .window = QColor(0xf3f3f1),
        .surface = QColor(0xffffff),
        .base = QColor(0xffffff),
        .text = QColor(0x1f2328),
        .mutedText = QColor(0x5c636b),
        .faintText = QColor(0x868d95),
        .hairline = QColor(0xdfe0dd),
        .accent = QColor(0x1f6f78),
        .accentText = QColor(0xffffff),
        .link = QColor(0x1a6570),
        .unresolvedLink = QColor(0x8a5a44),
        .selection = QColor(0xcfe6e8),
        .hover = QColor(0xe9eceb),
        .ownRow = QColor(0xe8f3f3),
        .mark = QColor(0xfdf0b3),
        .code = QColor(0xf4f4f2),
        .currentLine = QColor(0xf6f8f8),
        .warning = QColor(0x9a5b00),
        .danger = QColor(0xb3261e),
        .success = QColor(0x2c7a3f),
        .syntaxHeading = QColor(0x14545c),
        .syntaxString = QColor(0x4f6f1f),
        .syntaxKeyword = QColor(0x7a3e8e),
        .syntaxNumber = QColor(0x8a4b08),
        .syntaxComment = QColor(0x6b7178),
        .syntaxMarkup = QColor(0x868d95),
        .graphNode = QColor(0x7d8a91),
        .graphEdge = QColor(0xc4cacc),
        .dark = false,
    };
}

Palette darkPalette()
{
    return {
        .window = QColor(0x1b1d1f),
        .surface = QColor(0x2a2d30),
        .base = QColor(0x202326),
        .text = QColor(0xe4e6e7),
        .mutedText = QColor(0xa4abb1),
        .faintText = QColor(0x7b838a),
        .hairline = QColor(0x34383b),
        .accent = QColor(0x5fb8c1),
        .accentText = QColor(0x0d2225),
        .link = QColor(0x74c3cb),
        .unresolvedLink = QColor(0xd0a18a),
        .selection = QColor(0x2d4f54),
        .hover = QColor(0x2c3033),
        .ownRow = QColor(0x23373a),
        .mark = QColor(0x5a4c17),
        .code = QColor(0x282b2f),
        .currentLine = QColor(0x25292c),
        .warning = QColor(0xe0a64a),
        .danger = QColor(0xf28b82),
        .success = QColor(0x7fc98f),
        .syntaxHeading = QColor(0x8fd3da),
        .syntaxString = QColor(0xb5ce8c),
        .syntaxKeyword = QColor(0xd0a6e0),
        .syntaxNumber = QColor(0xe5b276),
        .syntaxComment = QColor(0x8f979e),
        .syntaxMarkup = QColor(0x7b838a),
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
        return dark ? QColor(0x7fb2f0) : QColor(0x2563a8);
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
    set(QPalette::PlaceholderText, mutedText);
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
    set(QPalette::Shadow, QColor(0, 0, 0, dark ? 120 : 60));
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, faintText);
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
