// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/vault.h"

#include <QObject>

namespace tearsheet {

class NoteTabs;
class QuickSwitcher;
class StatusLine;
struct Deletion;
struct QuickEntry;

/// Deletes notes, files and folders as the user wishes, after telling what links to them, and brings them back.
class Deleting : public QObject
{
    Q_OBJECT

public:
    /// Of what lies in `vault`; its notes leave `tabs`. Asks in `switcher`, tells in `status`; all outlive it.
    Deleting(Vault *vault, NoteTabs *tabs, StatusLine *status, QuickSwitcher *switcher, QObject *parent);

    /// Asks how far the file or folder at `path` is to be deleted, with the attachments that only it uses or without.
    void ask(const QString &path);

Q_SIGNALS:
    /// The user wants to see a note that links to what was to be deleted.
    void noteWanted(const tearsheet::NotePath &path);

private:
    QList<QuickEntry> choices(const QString &path, const Deletion &deletion);
    void tell(const QList<Trashed> &files);
    void bringBack(const QList<Trashed> &files);

    Vault *m_vault;
    NoteTabs *m_tabs;
    StatusLine *m_status;
    QuickSwitcher *m_switcher;
};

} // namespace tearsheet
