// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/linktarget.h"
#include "core/vault/vault.h"
#include "ui/window/notetabs.h"

#include <QObject>

namespace tearsheet {

class QuickSwitcher;
class StatusLine;
struct QuickEntry;

/// Whether the file at `path` has a tab; others open in their own program.
bool isOpenedHere(const NotePath &path);

/// Takes the reader from note to note: follows links, finds notes by name, offers to create what is not there.
class Navigator : public QObject
{
    Q_OBJECT

public:
    /// Shows notes of `vault` in `tabs` and says in `status` what could not be done; all outlive it.
    Navigator(Vault *vault, NoteTabs *tabs, StatusLine *status, QuickSwitcher *switcher, QObject *parent);

    /// Opens the file at `path`, a note or a file of values, at byte `offset` or, in a note, at `subpath` where given.
    /// Other attachments open in their own program.
    /// Returns the view of the file; null where there is none, which the status line then explains.
    FileView *openFile(const NotePath &path, OpenIn where, std::optional<quint32> offset = std::nullopt,
                       const QString &subpath = {});

    /// The same; returns the view of a note, null of others.
    NoteView *open(const NotePath &path, OpenIn where, std::optional<quint32> offset = std::nullopt,
                   const QString &subpath = {});

    /// Opens what a user who typed `nameOrPath` means; once the index knows it, if it does not yet.
    void openNamed(const QString &nameOrPath);

    /// Opens `Start here`, or else the first note, once there is one and if nothing else is open by then.
    void openAnything();

    /// Follows `link` of the note at `from`: to the note, a web page, or the offer to create what is missing.
    void follow(const LinkTarget &link, const NotePath &from, Qt::KeyboardModifiers modifiers);

    /// Opens the box that finds a note, or a file of values, by a few letters of its name or alias.
    void goToNote();

Q_SIGNALS:
    /// A link in the note at `from` says `target`, and nothing answers.
    void missing(const QString &target, const tearsheet::NotePath &from);

private:
    void publish(const Snapshot &snapshot);
    void refuse(const QString &sentence);
    void openExternal(const QString &target);
    QList<QuickEntry> notesFor(const QString &typed);

    Vault *m_vault;
    NoteTabs *m_tabs;
    StatusLine *m_status;
    QuickSwitcher *m_switcher;
    QString m_wanted; // Asked for by name before the index knew it.
    bool m_wantAnything = false;
    QList<NotePath> m_recent;
};

/// Where a note is opened when it is asked for with these keys held.
OpenIn placeFor(Qt::KeyboardModifiers modifiers);

} // namespace tearsheet
