// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latestjob.h"
#include "core/change/renameplan.h"
#include "core/text/diffrows.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTreeView;

namespace tearsheet {

class DiffView;
class PlanModel;
struct PlanExtent;

/// Shows what a plan would change, file by file and place by place, before anything is done. The reader ticks what is
/// wanted; beside stands each file as it would be. To be shown with `open`.
class PlanView : public QDialog
{
    Q_OBJECT

public:
    /// `plan` was made from `snapshot`.
    PlanView(const ChangePlan &plan, const Snapshot &snapshot, QWidget *parent = nullptr);

    /// What is ticked, as a plan. Costs what `tearsheet::chosen` does.
    ChangePlan chosenPlan() const;

Q_SIGNALS:
    /// The reader wants this part of the plan to be carried out.
    void chosen(const tearsheet::ChangePlan &plan);

protected:
    void done(int result) override;
    void showEvent(QShowEvent *event) override;

private:
    /// A file of the plan as it is and as it would be.
    struct Shown
    {
        int file = -1;
        DiffRows rows;
        int line = -1; ///< To be gone to; counted from 0.
    };

    QWidget *makeBar();
    PlanExtent wantedExtent() const;
    int currentFile() const;
    void refresh();
    void showCurrent();
    void take(const Shown &shown);

    ChangePlan m_plan;
    Snapshot m_snapshot;
    PlanModel *m_model;
    QTreeView *m_tree;
    DiffView *m_diff;
    QLabel *m_sentence;
    QPushButton *m_copy;
    QPushButton *m_apply;
    LatestJob<Shown> m_job;
    int m_shown = -1; // The file on the right.
};

} // namespace tearsheet
