// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/planahead.h"

#include "ui/window/quickswitcher.h"

namespace tearsheet {

PlanAhead::PlanAhead(QuickSwitcher *switcher, QObject *parent)
    : QObject(parent), m_switcher(switcher), m_job(this, [this](const Planned &planned) {
          m_planned = planned;
          m_asked.clear();
          m_switcher->refresh();
      })
{}

const Result<ChangePlan> *PlanAhead::planFor(const QString &what, const Snapshot &snapshot, const Planner &planner)
{
    const quint64 revision = snapshot.revision();
    if (m_planned && m_planned->what == what && m_planned->revision == revision)
        return &m_planned->plan;
    if (m_asked != what || m_askedRevision != revision) {
        m_asked = what;
        m_askedRevision = revision;
        m_job.request([what, revision, planner, snapshot](const CancelFlag &) {
            return Planned{what, revision, planner(snapshot)};
        });
    }
    return nullptr;
}

} // namespace tearsheet
