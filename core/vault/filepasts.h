// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/notestore.h"
#include "core/vault/safekeeping.h"

#include <QDeadlineTimer>
#include <QHash>
#include <QMultiHash>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <chrono>

namespace tearsheet {

/// Puts what files that are no notes hold into the history as it is seen: canvases, bases and files of values. Of most
/// of them the snapshot has no bytes, and no cache tells the next start what they were. Lives on the worker's thread.
class FilePasts : public QObject
{
    Q_OBJECT

public:
    /// `pause` is the least time between two versions of one canvas or base that other programs write: as it is drawn,
    /// one is saved every few seconds. Both others outlive it.
    FilePasts(const NoteStore &store, Safekeeping &safe, QObject *parent,
              std::chrono::milliseconds pause = std::chrono::minutes(2));

    /// These are the files of the vault as it was read first, `files` those that are no notes and kept. What they hold
    /// goes into the history one after the other, with the event loop in between: saves do not wait for all of them.
    /// What the history takes for being there and is gone was removed while nobody watched; or moved, where one file
    /// that is new has the text that one file alone had.
    void start(const QList<NotePath> &files);

    /// Another program wrote `after` in place of `before`, which may be null. A file of values is noted at once, and so
    /// is what begins a series of changes of another; of what follows, the newest after each pause, so that all that
    /// stands for so long is there.
    void changed(const FileEntry *before, const FileEntry &after);

    /// Notes what waits for the end of its pause; of the file at `path`, before something else is told of it.
    void flush();
    void flush(const NotePath &path);

    /// The file at `path` is gone: the same, and what comes there begins a series of its own.
    void leave(const NotePath &path);

Q_SIGNALS:
    /// A file cannot be kept. Told once of each.
    void problem(const tearsheet::Error &error);

private:
    std::optional<NewVersion> versionAt(const NotePath &path);
    void keepNext();
    void tellAbsent();
    void noteDue();
    void wakeUp();

    const NoteStore *m_store;
    Safekeeping *m_safe;
    std::chrono::milliseconds m_pause;
    QTimer m_due;
    QHash<NotePath, QDeadlineTimer> m_pauses; // Of files that were changed lately.
    QHash<NotePath, NewVersion> m_waiting;    // For the end of these.
    qsizetype m_waitingSize = 0;
    QSet<NotePath> m_unread;
    QList<NotePath> m_found; // At the start, and not kept yet; those first that the history does not know.
    qsizetype m_freshCount = 0;
    QMultiHash<quint64, NotePath> m_fresh; // By their hashes.
    QSet<NotePath> m_absent;               // What the history takes for being there.
    QList<std::pair<NotePath, Version>> m_gone;
};

} // namespace tearsheet
