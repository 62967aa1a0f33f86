// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/placehistory.h"

namespace tearsheet {

void PlaceHistory::visit(const Place &from, const NotePath &to)
{
    if (m_current >= 0 && !from.path.isEmpty())
        m_places[m_current] = from;
    if (m_current >= 0 && m_places.at(m_current).path == to)
        return;
    m_places.resize(m_current + 1);
    m_places.append(Place{to});
    ++m_current;
}

std::optional<Place> PlaceHistory::go(const Place &from, int step)
{
    const qsizetype target = m_current + step;
    if (target < 0 || target >= m_places.size())
        return std::nullopt;
    m_places[m_current] = from;
    m_current = target;
    return m_places.at(m_current);
}

void PlaceHistory::follow(const NotePath &from, const NotePath &to)
{
    for (Place &place : m_places) {
        if (place.path == from)
            place.path = to;
    }
}

} // namespace tearsheet
