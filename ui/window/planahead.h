// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latestjob.h"
#include "core/change/plans.h"

#include <QObject>

namespace tearsheet {

class QuickSwitcher;

/// What would change if the user meant what is typed in a quick switcher: planned in the pool while typing goes on.
class PlanAhead : public QObject
{
    Q_OBJECT

public:
    /// The lines of `switcher`, which outlives it, are listed anew once a plan is there.
    PlanAhead(QuickSwitcher *switcher, QObject *parent);

    /// What `planner` plans for `what`, from `snapshot`; null until it is known. The last `what` is remembered.
    const Result<ChangePlan> *planFor(const QString &what, const Snapshot &snapshot, const Planner &planner);

private:
    struct Planned
    {
        QString what;
        quint64 revision = 0; ///< Of the snapshot.
        Result<ChangePlan> plan;
    };

    QuickSwitcher *m_switcher;
    std::optional<Planned> m_planned;
    QString m_asked; // What is being planned, from the snapshot of this revision.
    quint64 m_askedRevision = 0;
    LatestJob<Planned> m_job;
};

} // namespace tearsheet
