// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/vault.h"

#include <QObject>

namespace tearsheet {

class NoteTabs;
class StatusLine;

/// Changes to many notes at once, as the user wishes them: shown before where that is wanted, done as a whole, told of,
/// and taken back.
class Changes : public QObject
{
    Q_OBJECT

public:
    /// To the notes of `vault`. Open notes follow in `tabs`; tells in `status`. All outlive it.
    Changes(Vault *vault, NoteTabs *tabs, StatusLine *status, QWidget *window);

    /// Saves what is unsaved: plans are made for what the files say.
    void saveOpenNotes();

    /// Does `plan`, which was made from the vault's newest snapshot.
    void carryOut(const ChangePlan &plan);

    /// Shows what `plan` changes, place by place, and does what of it the user leaves ticked.
    void review(const ChangePlan &plan);

    /// Takes the last change back, as long as its files are as it left them.
    void undo();

private:
    void finish(const ChangePlan &plan);

    Vault *m_vault;
    NoteTabs *m_tabs;
    StatusLine *m_status;
    QWidget *m_window;
    ChangePlan m_running; // And the plan that takes it back.
    ChangePlan m_back;
    QList<ChangePlan> m_done; // Those that take back what was done, the newest last.
};

/// "3 links in 2 notes": how much a plan that keeps links rewrites.
QString linkExtent(const ChangePlan &plan);

/// "3 places in 2 notes": how much any plan rewrites.
QString placeExtent(const ChangePlan &plan);

} // namespace tearsheet
