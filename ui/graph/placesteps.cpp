// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/placesteps.h"

#include <algorithm>
#include <utility>

namespace tearsheet {

namespace {

constexpr qsizetype MostSteps = 10;

qsizetype lastOf(const QList<PlacesStep> &steps, quint64 frame)
{
    const auto last = std::ranges::find(steps.crbegin(), steps.crend(), frame, &PlacesStep::frame);
    return steps.crend() - last - 1;
}

} // namespace

void PlacesSteps::add(PlacesStep before)
{
    m_undone.removeIf([&](const PlacesStep &step) { return step.frame == before.frame; });
    m_done.append(std::move(before));
    if (m_done.size() > MostSteps)
        m_done.removeFirst();
}

std::optional<PlacesStep> PlacesSteps::take(PlacesStep now, bool again)
{
    QList<PlacesStep> &from = again ? m_undone : m_done;
    QList<PlacesStep> &to = again ? m_done : m_undone;
    const qsizetype last = lastOf(from, now.frame);
    if (last < 0)
        return std::nullopt;
    PlacesStep step = from.takeAt(last);
    now.title = step.title;
    to.append(std::move(now));
    return step;
}

QString PlacesSteps::title(quint64 frame, bool again) const
{
    const QList<PlacesStep> &steps = again ? m_undone : m_done;
    const qsizetype last = lastOf(steps, frame);
    return last < 0 ? QString() : steps.at(last).title;
}

void PlacesSteps::rename(quint64 before, quint64 after)
{
    for (QList<PlacesStep> *const steps : {&m_done, &m_undone}) {
        for (PlacesStep &step : *steps)
            renameKey(step.places, step.pinned, before, after);
    }
}

void renameKey(NodePlaces &places, QSet<quint64> &pinned, quint64 before, quint64 after)
{
    if (places.contains(before))
        places.insert(after, places.take(before));
    if (pinned.remove(before))
        pinned.insert(after);
}

} // namespace tearsheet
