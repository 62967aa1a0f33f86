// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/bytehistory.h"

#include <algorithm>

namespace tearsheet {

void ByteHistory::clear()
{
    m_changes.clear();
    m_done = 0;
}

void ByteHistory::add(int step, const EditScript &script, QByteArrayView before)
{
    m_changes.resize(m_done);
    if (countUpTo(step) < m_done)
        m_changes.clear(); // An undo that led to other bytes than known: the way further back is lost.
    m_changes.append({step, script, script.inverse(before)});
    m_done = m_changes.size();
}

std::optional<QByteArray> ByteHistory::bytesAt(int step, QByteArray bytes) const
{
    const qsizetype wanted = countUpTo(step);
    if (wanted == m_done)
        return std::nullopt;
    for (qsizetype done = m_done; done != wanted;) {
        const EditScript &script = done > wanted ? m_changes.at(--done).back : m_changes.at(done++).forth;
        Result<QByteArray> next = script.apply(bytes);
        if (!next)
            return std::nullopt;
        bytes = *std::move(next);
    }
    return bytes;
}

qsizetype ByteHistory::countUpTo(int step) const
{
    return std::ranges::upper_bound(m_changes, step, {}, &Change::step) - m_changes.begin();
}

} // namespace tearsheet
