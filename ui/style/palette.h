// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

namespace tearsheet {

/// What a callout or a message is about; each has a colour and, where it is shown, an icon and a word.
enum class Tone { Note, Summary, Tip, Success, Question, Warning, Danger, Example, Quote };

/// The colours of the program by what they are for. One for light and one for dark; nothing else names a colour.
///
/// Every colour that text has stands out at 4.5:1 or more from every ground that text stands on (WCAG 2.1, 1.4.3),
/// except for what is disabled.
struct Palette
{
    // Grounds
    QColor window;      ///< Bars and panels.
    QColor surface;     ///< What lies over the window: menus, boxes, buttons.
    QColor base;        ///< Editor, preview, grids, fields.
    QColor hover;       ///< What the mouse is over.
    QColor selection;   ///< What is selected, where the keyboard is.
    QColor currentLine; ///< The editor's line with the caret.
    QColor ownRow;      ///< The note's own row in a table.
    QColor mark;        ///< ==Highlighted== text.
    QColor code;
    QColor removed;      ///< What one side of a comparison has and the other has not.
    QColor removedWord;  ///< The words in it; under `text` alone.
    QColor added;        ///< The other way round.
    QColor addedWord;    ///< The words in it; under `text` alone.
    QColor conflict;     ///< What two sides have changed in two ways.
    QColor conflictWord; ///< The words in it; under `text` alone.

    // Text
    QColor text;
    QColor mutedText; ///< Said beside the main thing: counts, paths, headers.
    QColor faintText; ///< What is read last: line numbers, placeholders, the marks of Markdown.
    QColor disabledText;
    QColor link;
    QColor unresolvedLink;
    QColor info;
    QColor warning;
    QColor danger;
    QColor success;
    QColor syntaxHeading;
    QColor syntaxString;
    QColor syntaxKeyword;
    QColor syntaxNumber;

    // The rest
    QColor accent;     ///< The one accent colour; also of text.
    QColor accentText; ///< On `accent`.
    QColor hairline;
    QColor graphNode;
    QColor graphEdge;
    bool dark = false;

    bool operator==(const Palette &) const = default;

    /// The colour of a tone, for text, a bar or an icon, and thinned for a ground.
    QColor tone(Tone tone) const;

    /// The same colours in Qt's roles.
    QPalette toQt() const;
};

/// The palette of a scheme; an unknown one is light.
const Palette &paletteFor(Qt::ColorScheme scheme);

/// WCAG's contrast ratio of two opaque colours, 1 to 21.
double contrast(const QColor &one, const QColor &other);

} // namespace tearsheet
