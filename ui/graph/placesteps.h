// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QPointF>
#include <QSet>
#include <QString>

#include <optional>

namespace tearsheet {

/// Where nodes of a graph lie, by the nodes' keys, each combined with the frame (`MadeGraph::frame`) by exclusive or.
using NodePlaces = QHash<quint64, QPointF>;

/// Where nodes lie and what is pinned.
struct PlacesStep
{
    QString title;     ///< What was done then: "Laid out anew".
    quint64 frame = 0; ///< In which places were other ones.
    NodePlaces places;
    QSet<quint64> pinned;
};

/// What somebody did to the places of nodes, to be taken back and done again: in each frame by itself.
class PlacesSteps
{
public:
    /// Something is about to be done; `before` is how things are. What was taken back in its frame is forgotten.
    void add(PlacesStep before);

    /// How things were before the last step in the frame of `now`, or `again`, after the last one taken back; nothing
    /// where there is none. `now` is how they are.
    std::optional<PlacesStep> take(PlacesStep now, bool again);

    /// What was done last in `frame`, or taken back last; empty for nothing.
    QString title(quint64 frame, bool again) const;

    /// What has the key `before` has the key `after` now.
    void rename(quint64 before, quint64 after);

private:
    QList<PlacesStep> m_done;
    QList<PlacesStep> m_undone;
};

/// Puts what is known under the key `before` under `after`.
void renameKey(NodePlaces &places, QSet<quint64> &pinned, quint64 before, quint64 after);

} // namespace tearsheet
