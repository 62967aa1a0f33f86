// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latestjob.h"
#include "core/change/deletion.h"
#include "core/vault/vault.h"
#include "ui/window/placehistory.h"

#include <QElapsedTimer>
#include <QObject>

namespace tearsheet {

class NoteTabs;
class OpenNotes;
class QuickSwitcher;
class StatusLine;
struct QuickEntry;

/// Deletes notes, files and folders as the user wishes, after telling what links to them, and brings them back.
class Deleting : public QObject
{
    Q_OBJECT

public:
    /// Of what lies in `vault`; its notes leave `tabs` once those of them that are among the open `notes` are saved.
    /// Asks in `switcher`, tells in `status`; all outlive it.
    Deleting(Vault *vault, OpenNotes *notes, NoteTabs *tabs, StatusLine *status, QuickSwitcher *switcher,
             QObject *parent);

    /// Asks how far the file or folder at `path` is to be deleted, with the attachments that only it uses or without.
    void ask(const QString &path);

    /// When what `undo` brings back was deleted, in ms since 1970; 0 where there is nothing.
    qint64 undoTime() const { return m_done.isEmpty() ? 0 : m_done.last().time; }

    /// Brings back what was deleted last.
    void undo();

Q_SIGNALS:
    /// The user wants to see a file that links to what was to be deleted, or would go with it.
    void noteWanted(const tearsheet::NotePath &path);

private:
    /// What was deleted at once, and can come back.
    struct Done
    {
        QList<Trashed> files;
        qint64 time = 0;
        QString told;        // What the user was told of it.
        QList<Place> places; // That tabs showed,
        NotePath front;      // and the file in the one in front.
        bool taken = false;  // And that another file has the name.
    };

    /// What is asked about.
    struct Asked
    {
        QString path;
        Result<Deletion> deletion;
    };

    void show(const Asked &asked);
    QList<QuickEntry> choices(const QString &path, const Deletion &deletion);
    QuickEntry opening(const NotePath &path, const QString &name, const QString &what);
    void remove(const QList<NotePath> &files, const NotePath &folder);
    void tell(const QList<Trashed> &files);
    void forgetWhatCameBack();
    bool cameBack(const Trashed &file) const;
    NotePath freePlace(const NotePath &path) const;
    void bringBack(const QList<Trashed> &files);
    void openTabsAgain();

    Vault *m_vault;
    OpenNotes *m_notes;
    NoteTabs *m_tabs;
    StatusLine *m_status;
    QuickSwitcher *m_switcher;
    LatestJob<Asked> m_job;
    QList<Done> m_done;           // The newest last.
    QList<Place> m_places;        // To be shown again once their files are back,
    NotePath m_front;             // this one in front.
    QElapsedTimer m_sinceUndoing; // They are not waited for for ever.
};

} // namespace tearsheet
