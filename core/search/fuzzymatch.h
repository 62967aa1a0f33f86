// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringView>

#include <optional>

namespace tearsheet {

/// How well a text answers a few typed letters.
struct FuzzyMatch
{
    int score = 0;        ///< Higher is better; comparable between texts for the same pattern.
    QList<int> positions; ///< UTF-16 indexes of the matched characters in the text, ascending.

    bool operator==(const FuzzyMatch &) const = default;
};

/// Matches the letters of `pattern`, in order, whatever their case and accents, in `text`; nothing where they do not
/// all occur. Prefixes, word starts, capitals and runs score higher, gaps and length lower; blanks in the pattern
/// separate parts that must all match. O(|pattern| · |text|), any thread.
std::optional<FuzzyMatch> fuzzyMatch(QStringView pattern, QStringView text);

} // namespace tearsheet
