// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/vault.h"

#include <QObject>

namespace tearsheet {

class Changes;
class NoteTabs;
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
    Renaming(Vault *vault, NoteTabs *tabs, Changes *changes, StatusLine *status, QuickSwitcher *switcher,
             QObject *parent);

    /// Opens the box for a new name of the file or folder at `path`. A name with a slash is a path from the vault's
    /// root.
    void ask(const QString &path);

    /// Moves the file or folder at `path` into `folder`, which is empty for the vault's root.
    void move(const QString &path, const QString &folder);

private:
    QList<QuickEntry> choices(const QString &path, const QString &typed);
    void offerRepair(const QList<FileRename> &renames);

    Vault *m_vault;
    NoteTabs *m_tabs;
    Changes *m_changes;
    StatusLine *m_status;
    QuickSwitcher *m_switcher;
};

} // namespace tearsheet
