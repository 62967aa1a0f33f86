// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latestjob.h"
#include "core/change/plans.h"
#include "core/vault/vault.h"
#include "ui/window/planahead.h"

#include <QObject>

namespace tearsheet {

class Changes;
class NoteTabs;
class Notices;
class QuickSwitcher;
struct QuickEntry;

/// Renames notes, files and folders as the user wishes, with every link to them, and follows what other programs
/// rename: open notes stay open under their new names, and it is asked whether the links to them are to be mended,
/// until somebody answers.
class Renaming : public QObject
{
    Q_OBJECT

public:
    /// Of what lies in `vault`. Asks in `switcher` and in `notices`; all outlive it.
    Renaming(Vault *vault, NoteTabs *tabs, Changes *changes, Notices *notices, QuickSwitcher *switcher,
             QObject *parent);

    /// Opens the box for a new name of the file or folder at `path`. A name with a slash is a path from the vault's
    /// root.
    void ask(const QString &path);

    /// Moves the file or folder at `path` into `folder`, which is empty for the vault's root.
    void move(const QString &path, const QString &folder);

private:
    /// What other programs have renamed, and what that asks for.
    struct Repairs
    {
        QList<FileRename> renames;
        ChangePlan plan;
    };

    QList<QuickEntry> choices(const QString &path, const QString &typed);
    void lookForRepairs();
    void offer(const Repairs &repairs);

    Vault *m_vault;
    NoteTabs *m_tabs;
    Changes *m_changes;
    Notices *m_notices;
    QuickSwitcher *m_switcher;
    LatestJob<Repairs> m_job;
    PlanAhead m_ahead;
};

} // namespace tearsheet
