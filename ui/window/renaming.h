// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/vault.h"
#include "ui/window/notetabs.h"

#include <QObject>

namespace tearsheet {

class QuickSwitcher;
class StatusLine;
struct QuickEntry;

/// Renames notes, files and folders as the user wishes, with every link to them, and follows what other programs
/// rename: open notes stay open under their new names, and the links to them can be mended.
class Renaming : public QObject
{
    Q_OBJECT

public:
    /// Of what lies in `vault`. Asks in `switcher`, tells in `status`; all outlive it.
    Renaming(Vault *vault, NoteTabs *tabs, StatusLine *status, QuickSwitcher *switcher, QObject *parent);

    /// Opens the box for a new name of the file or folder at `path`. A name with a slash is a path from the vault's
    /// root.
    void ask(const QString &path);

    /// Takes the last change back, as long as its files are as it left them.
    void undo();

private:
    QList<QuickEntry> choices(const QString &path, const QString &typed);
    void carryOut(const ChangePlan &plan);
    void finish(const ChangePlan &plan);
    void offerRepair(const QList<FileRename> &renames);

    Vault *m_vault;
    NoteTabs *m_tabs;
    StatusLine *m_status;
    QuickSwitcher *m_switcher;
    ChangePlan m_running; // And the plan that takes it back.
    ChangePlan m_back;
    ChangePlan m_undo; // Of the last one that was done.
};

} // namespace tearsheet
