// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/change/newnote.h"
#include "core/vault/vault.h"

#include <QObject>

namespace tearsheet {

class Navigator;
class NoteTabs;
class QuickSwitcher;
class StatusLine;
struct QuickEntry;

/// Creates notes as the user wishes, after showing what there is already that may be meant.
class Creating : public QObject
{
    Q_OBJECT

public:
    /// In `vault`. Asks in `switcher` and menus over `window`, tells in `status`; all outlive it.
    Creating(Vault *vault, NoteTabs *tabs, Navigator *navigator, StatusLine *status, QuickSwitcher *switcher,
             QWidget *window);

    /// Opens a box for the name of a new note, which is created where the vault wants new notes.
    void newNote();

    /// Likewise of one in `folder`, a path in the vault; empty for its root.
    void newNoteIn(const QString &folder);

private:
    /// A note that may be created.
    struct Wanted
    {
        NotePath path;
        int templateNote = -1; // -1 for none.
    };

    void ask(const NotePath &from, const QString &folder);
    QList<QuickEntry> choices(const QString &typed, const NotePath &from, const QString &folder);
    void offer(const QString &target, const NotePath &from);
    void create(const Wanted &wanted);

    Vault *m_vault;
    NoteTabs *m_tabs;
    Navigator *m_navigator;
    StatusLine *m_status;
    QuickSwitcher *m_switcher;
    QWidget *m_window;
    NotePath m_creating; // Being written, to be opened.
};

} // namespace tearsheet
