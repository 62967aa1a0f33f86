// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

namespace tearsheet {

/// Whether a text has a word longer than anybody reads. Qt looks for its end in each of its lines, which takes the
/// square of its length, unless words are broken anywhere (`QTextOption::WrapAnywhere`).
inline bool hasLongWord(QStringView text)
{
    constexpr qsizetype Longest = 5000; // Characters.
    qsizetype length = 0;
    for (qsizetype i = 0; i < text.size() && (length > 0 || text.size() - i > Longest); ++i) {
        length = text.at(i).isSpace() ? 0 : length + 1;
        if (length > Longest)
            return true;
    }
    return false;
}

} // namespace tearsheet
