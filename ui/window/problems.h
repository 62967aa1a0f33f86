// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latestjob.h"
#include "core/research/problem.h"

#include <QObject>

#include <optional>

namespace tearsheet {

class Changes;
class Navigator;
class NoteTabs;
class ProblemsPanel;
class StatusLine;
class Vault;
class ViewEdits;
struct ProblemRow;

/// What is not as it was meant: listed in a panel, counted for the current note in the status line, and mended. Follows
/// the vault, in the pool.
class Problems : public QObject
{
    Q_OBJECT

public:
    /// Of the notes of `vault`. All outlive it.
    Problems(Vault *vault, NoteTabs *tabs, Navigator *navigator, Changes *changes, ViewEdits *edits, StatusLine *status,
             QObject *parent);

    /// The list, for a side of the window, which takes it over.
    ProblemsPanel *panel() const { return m_panel; }

Q_SIGNALS:
    /// The user wants to see the list.
    void panelWanted();

private:
    /// Links to what is not written yet are counted by themselves: most notes have some, and most are meant so.
    struct Count
    {
        int problems = 0;
        int unresolved = 0;
    };

    void look();
    void mend(const ProblemRow &row, const Snapshot &snapshot);
    void mendAll(const QString &kind, const std::optional<NotePath> &path);

    Vault *m_vault;
    NoteTabs *m_tabs;
    Changes *m_changes;
    ViewEdits *m_edits;
    StatusLine *m_status;
    ProblemsPanel *m_panel;
    LatestJob<Count> m_job;
};

} // namespace tearsheet
