// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/keyguard.h"
#include "ui/style/palette.h"
#include "ui/style/wheelguard.h"

#include <QProxyStyle>

class QApplication;
class QStyleOptionToolButton;

namespace tearsheet {

/// The property of a tool button whose frame is to be seen also where the mouse is elsewhere.
inline constexpr const char *framedButton = "framed";

/// The program's look, on Fusion as base: hairlines instead of boxes, slim scroll bars, flat tabs and tool buttons with
/// a rounded hover, rows with a full-width selection, the keyboard's focus always visible.
class Style : public QProxyStyle
{
    Q_OBJECT

public:
    explicit Style(const Palette &palette);

    const Palette &colours() const { return m_palette; }

    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *data) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                           const QWidget *widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                         const QWidget *widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;
    using QProxyStyle::polish;
    void polish(QWidget *widget) override;
    void polish(QPalette &palette) override;

private:
    static constexpr int MenuChevronWidth = 12;

    static bool opensMenu(const QStyleOptionToolButton &button);
    void drawCheck(const QStyleOption *option, QPainter *painter) const;
    void drawTab(const QStyleOption *option, QPainter *painter, const QWidget *widget) const;
    void drawMenuButton(const QStyleOptionToolButton &option, QPainter *painter, const QWidget *widget) const;
    void drawScrollBar(const QStyleOptionComplex *option, QPainter *painter) const;

    Palette m_palette;
    WheelGuard m_wheel;
    KeyGuard m_keys;
};

/// Gives the whole program the look of `scheme`. A few ms; widgets take it over at once.
void applyStyle(QApplication &application, Qt::ColorScheme scheme);

/// The colours that `widget` is to be painted in. Ask anew at each painting, they may have changed.
const Palette &paletteOf(const QWidget *widget);

} // namespace tearsheet
