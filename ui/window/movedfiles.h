// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/notepath.h"

#include <QHash>

namespace tearsheet {

/// Where files lie that were seen to move.
class MovedFiles
{
public:
    void insert(const NotePath &from, const NotePath &to) { m_moved.insert(from, to); }

    /// Where the file lies that was once at `path`: the first place on its way at which something `isThere`, else the
    /// last one.
    template <typename IsThere>
    NotePath placeOf(const NotePath &path, const IsThere &isThere) const
    {
        NotePath now = path;
        for (qsizetype steps = 0; steps < m_moved.size() && m_moved.contains(now) && !isThere(now); ++steps)
            now = m_moved.value(now);
        return now;
    }

private:
    QHash<NotePath, NotePath> m_moved;
};

} // namespace tearsheet
