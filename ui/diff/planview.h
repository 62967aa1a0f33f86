// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latestjob.h"
#include "core/change/plans.h"
#include "core/text/diffrows.h"

#include <QDialog>

#include <optional>

class QLabel;
class QPushButton;
class QTreeView;

namespace tearsheet {

class DiffView;
class PlanModel;
struct PlanExtent;

/// Shows what a plan would change, file by file and place by place, before anything is done. The reader ticks what is
/// wanted; beside stands each file as it would be. To be shown with `open`.
///
/// It stays open until what was chosen is done: where files change meanwhile, it shows the plan for what they say now
/// and keeps the ticks.
class PlanView : public QDialog
{
    Q_OBJECT

public:
    /// `plan` was made from `snapshot`.
    PlanView(const ChangePlan &plan, const Snapshot &snapshot, QWidget *parent = nullptr);

    /// Makes the plan anew in `follow`.
    void setPlanner(const Planner &planner) { m_planner = planner; }

    /// Shows the plan for a newer snapshot of the vault.
    void follow(const Snapshot &snapshot);

    /// What the shown plan is made from.
    const Snapshot &snapshot() const { return m_snapshot; }

    /// What was chosen is done: closes. Or it failed, and why: stays, and takes the ticks from a file that cannot be
    /// changed. For `NeedsConsent` it asks whether to write in place.
    void settle(const Result<> &done);

    /// What is ticked, as a plan. Costs what `tearsheet::chosen` does.
    ChangePlan chosenPlan() const;

Q_SIGNALS:
    /// The reader wants this part of the plan to be carried out; `settle` is to follow.
    void chosen(const tearsheet::ChangePlan &plan);

protected:
    void accept() override;
    void showEvent(QShowEvent *event) override;

private:
    /// A file of the plan as it is and as it would be.
    struct Shown
    {
        int file = -1;
        DiffRows rows;
        int line = -1; ///< To be gone to; counted from 0.
    };

    /// The plan for a newer snapshot.
    struct Anew
    {
        Result<ChangePlan> plan;
        Snapshot snapshot;
    };

    QWidget *makeBar();
    PlanExtent wantedExtent() const;
    int currentFile() const;
    void refresh();
    void showCurrent();
    void take(const Shown &shown);
    void exchange(const Anew &anew);
    void say(const QString &sentence);

    ChangePlan m_plan;
    Snapshot m_snapshot;
    PlanModel *m_model;
    QTreeView *m_tree;
    DiffView *m_diff;
    QLabel *m_sentence;
    QPushButton *m_copy;
    QPushButton *m_apply;
    QPushButton *m_inPlace; ///< Allows to write over files that no other can take the place of.
    QLabel *m_news;
    Planner m_planner;
    LatestJob<Shown> m_job;
    LatestJob<Anew> m_planJob;
    std::optional<Anew> m_missed; ///< While the plan was being carried out.
    bool m_applying = false;
    bool m_mayWriteInPlace = false;
    int m_shown = -1; // The file on the right.
};

} // namespace tearsheet
