// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

namespace tearsheet {

/// What a callout or a message is about; each has a colour and, where it is shown, an icon and a word.
enum class Tone { Note, Summary, Tip, Success, Question, Warning, Danger, Example, Quote };

/// The colours of the program by what they are for. One for light and one for dark; nothing else names a colour.
struct Palette
{
    QColor window;  ///< Behind panels and bars.
    QColor surface; ///< Menus, boxes over the window, the selected tab.
    QColor base;    ///< Behind text: editor, preview, lists.
    QColor text;
    QColor mutedText; ///< Said beside the main thing: counts, paths. 4.5:1 on `base`.
    QColor faintText; ///< Line numbers and placeholders. 3:1 on `base`.
    QColor hairline;
    QColor accent;     ///< The one accent colour.
    QColor accentText; ///< On `accent`.
    QColor link;
    QColor unresolvedLink;
    QColor selection;
    QColor hover;
    QColor ownRow; ///< Behind the note's own row in a table.
    QColor mark;   ///< Behind ==highlighted== text.
    QColor code;   ///< Behind code.
    QColor currentLine;
    QColor warning;
    QColor danger;
    QColor success;
    QColor syntaxHeading;
    QColor syntaxString;
    QColor syntaxKeyword;
    QColor syntaxNumber;
    QColor syntaxComment;
    QColor syntaxMarkup; ///< Marks that are not text: asterisks, bars, brackets.
    QColor graphNode;
    QColor graphEdge;
    bool dark = false;

    bool operator==(const Palette &) const = default;

    /// The colour of a tone: for a bar and an icon, and thinned for a background.
    QColor tone(Tone tone) const;

    /// The same colours in Qt's roles.
    QPalette toQt() const;
};

/// The palette of a scheme; an unknown one is light.
const Palette &paletteFor(Qt::ColorScheme scheme);

/// WCAG's contrast ratio of two opaque colours, 1 to 21 (WCAG 2.1, 1.4.3).
double contrast(const QColor &one, const QColor &other);

} // namespace tearsheet
