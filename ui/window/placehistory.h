// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/notepath.h"

#include <QList>
#include <QVariantMap>

#include <optional>

namespace tearsheet {

/// A place a reader has been at: a file, where the caret stood and what was at the top. Offsets in bytes.
struct Place
{
    NotePath path;
    quint32 caret = 0;
    quint32 top = 0;
    QVariantMap look; ///< How a table is sorted and filtered; empty for none.

    bool operator==(const Place &) const = default;
};

/// The places visited in one tab, as a browser keeps them.
class PlaceHistory
{
public:
    bool canGoBack() const { return m_current > 0; }
    bool canGoForward() const { return m_current + 1 < m_places.size(); }

    /// Leaves `from` for a new place; what lay ahead is forgotten. The same note twice in a row is one place.
    void visit(const Place &from, const NotePath &to);

    /// The note at `from` lies at `to` now.
    void follow(const NotePath &from, const NotePath &to);

    /// Goes one place back or forward; `from` is remembered where the reader is now. Nothing where there is no place.
    std::optional<Place> back(const Place &from) { return go(from, -1); }
    std::optional<Place> forward(const Place &from) { return go(from, 1); }

private:
    std::optional<Place> go(const Place &from, int step);

    QList<Place> m_places;
    qsizetype m_current = -1;
};

} // namespace tearsheet
