// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/draftstore.h"
#include "core/store/history.h"
#include "core/vault/snapshot.h"

#include <QMap>
#include <QObject>
#include <QTimer>

#include <optional>

namespace tearsheet {

/// What the worker of a vault keeps outside of it so that no text is lost: every version of a note that was seen, and
/// unsaved texts. Lives on the worker's thread.
class Safekeeping : public QObject
{
    Q_OBJECT

public:
    Safekeeping(const QString &root, QObject *parent);

    /// For those who write into the vault, on this thread.
    HistorySink history();

    /// The file holds `after` in place of `before`, which was seen last and may be null. What of that the history does
    /// not know is kept with the next `flush`: another program wrote it.
    void noteChanged(const FileEntry *before, const FileEntry &after);

    /// `version` was seen: what of it the history does not know is kept with the next `flush`.
    void note(const NewVersion &version) { m_noted.append(version); }

    /// Another program removed the file `before`, or the one at `path` with the text `last`, or moved it to `to`.
    void noteGone(const FileEntry &before);
    void noteGone(const NotePath &path, const Version &last);
    void noteMoved(const NotePath &from, const NotePath &to);

    /// Puts what was noted into the history, and what could not be kept before. That is tried again by itself.
    void flush();

    /// Puts `versions` into the history, and waits until they are on the disk. What fails is told as a `problem`, too.
    Result<> keepNow(const QList<NewVersion> &versions);

    /// Keeps an unsaved text on the disk, within a second.
    void setDraft(const Draft &draft);

    bool hasDraft(const NotePath &path) const { return m_drafts.contains(path); }

    /// The text of the note's draft is in the file.
    void dropDraft(const NotePath &path);

    /// The draft's text is `text` by now and is given up, although no file holds it: the draft goes once that is in
    /// the history. Where that fails it is left, and this is false.
    bool giveUpDraft(const NotePath &path, const QByteArray &text);

    /// The note lies at `to` now.
    void moveDraft(const NotePath &from, const NotePath &to);

    /// The note's text would be that of `typed` with what is being typed for it elsewhere than into the text itself:
    /// this stands on the disk in place of the draft, within a second, until it is dropped.
    void setTyped(const Draft &typed);
    void dropTyped(const NotePath &path);

    /// Nobody edits the draft any more. It is among those that are abandoned, and no later one replaces it.
    void leaveDraft(const NotePath &path);
    void leaveDraft(const Draft &draft);

    /// Writes the drafts that wait for it. Those that fail are told as a `problem` and tried again; the last is
    /// returned.
    Result<> flushDrafts();

    QList<Draft> abandonedDrafts() const { return m_draftStore.abandoned(); }

    /// Removes an abandoned draft once its text is in the history.
    void discardDraft(const Draft &draft);

    /// Removes what saves left in the vault that were cut short; see `removeLeftovers`.
    void removeLeftovers(const QString &root, const QStringList &files);

    /// Older and more history is removed a minute from now, and then once a day.
    void setLimits(const HistoryLimits &limits);

Q_SIGNALS:
    /// Something could not be kept; the vault itself is not concerned.
    void problem(const tearsheet::Error &error);

private:
    void keepAsTyped(QMap<NotePath, Draft> &drafts, Draft draft);
    void writeSoon(const NotePath &path);
    void remove(const NotePath &path);
    void keepLater(const QList<NewVersion> &versions);

    History m_history;
    DraftStore m_draftStore;
    QList<NewVersion> m_noted;
    QList<NewVersion> m_missed;     // What could not be kept.
    QMap<NotePath, Draft> m_drafts; // The newest of each note.
    QMap<NotePath, Draft> m_typed;  // What stands in their place.
    QList<Draft> m_leaving;         // That nobody edits any more, and that are not on the disk as such.
    QSet<NotePath> m_unwritten;     // Of these.
    QTimer m_writeSoon;
    QTimer m_keepAgain;
    QTimer m_pruneLater;
    HistoryLimits m_limits;
};

} // namespace tearsheet
