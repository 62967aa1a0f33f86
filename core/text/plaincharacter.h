// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QChar>

namespace tearsheet {

/// `c` without case and accent, one UTF-16 unit for one. A Hangul syllable is more than its first letter: it stays.
inline QChar plainCharacter(QChar c)
{
    while (c.unicode() >= 0x80 && c.decompositionTag() == QChar::Canonical && c.script() != QChar::Script_Hangul)
        c = c.decomposition().front();
    return c.toCaseFolded();
}

} // namespace tearsheet
