// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latestjob.h"
#include "core/change/undo.h"
#include "core/vault/vault.h"

#include <QObject>
#include <QPointer>
#include <QSet>
#include <QTimer>

#include <functional>

namespace tearsheet {

class NoteTabs;
class Notices;
class PlanView;
class StatusLine;

/// Changes to many notes at once, as the user wishes them: shown before where that is wanted, done as a whole, told of,
/// taken back and done again. One after the other; plans are made in the pool.
///
/// What is wished is a `Planner`: where a note changes before its plan is done, the plan is made anew.
class Changes : public QObject
{
    Q_OBJECT

public:
    /// To the notes of `vault`. Open notes follow in `tabs`; tells in `status`, asks in `notices`. All outlive it.
    Changes(Vault *vault, NoteTabs *tabs, StatusLine *status, Notices *notices, QWidget *window);

    /// Saves what is unsaved: plans are made for what the files say.
    void saveOpenNotes();

    /// Told of a change once it is carried out: what `undo`, or `redo`, takes back.
    using Done = std::function<void(const DoneChange &)>;

    /// Does what `planner` plans. `failed` tells why nothing could be planned, in place of the status line.
    void carryOut(const Planner &planner, const std::function<void(const Error &)> &failed = nullptr,
                  const Done &done = nullptr);

    /// Shows what `planner` plans, place by place, and does what of it the user leaves ticked.
    void review(const Planner &planner);

    /// Takes the last change back. What was changed in its notes since stays; where that is in the way, the user is
    /// asked whether the rest is to be taken back.
    void undo();

    /// Does again what was undone last, in the same way.
    void redo();

    /// The same with just this change, whatever was done since; false where it is taken back already, or forgotten.
    bool undo(const DoneChange &change, const Done &done = nullptr);
    bool redo(const DoneChange &change, const Done &done = nullptr);

    /// Something is being planned or carried out.
    bool isBusy() const { return !m_wishes.isEmpty(); }

    /// When the change was made that `undo` takes back, in ms since 1970; 0 where there is none.
    qint64 undoTime() const { return m_done.isEmpty() ? 0 : m_done.last().time; }

Q_SIGNALS:
    /// A plan was carried out, by whichever of these ways.
    void carriedOut(const tearsheet::ChangePlan &plan);

    /// Nothing is planned or carried out any more.
    void idle();

private:
    enum class Kind { Do, Undo, Redo };

    /// Something wished, on its way.
    struct Wish
    {
        Kind kind = Kind::Do;
        Planner planner; // Of `Kind::Do`.
        std::function<void(const Error &)> failed;
        Done told;
        DoneChange origin;         // What is to be undone or done again.
        bool partly = false;       // The user wants what can be done,
        QString question;          // which was asked so,
        QString rest;              // with this as the answer; empty where there is none.
        bool inPlace = false;      // Files may be written over;
        bool mayBeInPlace = false; // it is asked whether they may.
        QSet<NotePath> leftOut;    // Files that cannot be changed.
        bool looked = false;       // Then `plan` and `done` are what was ticked in
        QPointer<PlanView> view;   // this view, if it is still there.
        ChangePlan plan;           // What the vault was asked to do,
        DoneChange done;           // and what is to be remembered of it.
        QStringList kept;          // Files that stay as they are, in whole or in part.
    };

    /// What was planned for the first wish.
    struct Planned
    {
        Result<Undoing> undoing; // Of `Kind::Do`, too.
        Snapshot snapshot;
    };

    /// What is to be looked at.
    struct Looked
    {
        Wish wish;
        Planner planner;
        Result<ChangePlan> plan;
        Snapshot snapshot;
    };

    /// Files that were moved at once, by their paths before.
    struct Moved
    {
        qint64 time = 0; // As of a change.
        QHash<NotePath, NotePath> moves;
    };

    static Result<Undoing> planned(const Wish &wish, const Snapshot &snapshot);
    void wish(const Wish &wish);
    bool wishBack(Kind kind, const DoneChange &change, const Done &done);
    QList<DoneChange> &listOf(Kind kind) { return kind == Kind::Undo ? m_done : m_undone; }
    void begin();
    void take(const Planned &planned);
    void askForRest(const QString &sentence, const QString &rest, bool mayBeInPlace = false);
    void ask(const Wish &partly);
    void sayFailure(const Error &error);
    void start(const ChangePlan &plan, const Snapshot &snapshot);
    void next();
    void finish(const ChangePlan &plan, const QList<NotePath> &madeFolders);
    void fail(const ChangePlan &plan, const Error &error);
    void waitFor(const Error &error);
    void endWaiting();
    QString pathInVault(const Error &error) const;
    void noteMoves(const QHash<NotePath, NotePath> &moves);
    DoneChange followed(const DoneChange &change) const;
    DoneChange remember(const Wish &wish);
    void tell(const Wish &wish, const DoneChange &done);
    void look(const Wish &wish);
    void show(const Looked &looked);

    Vault *m_vault;
    NoteTabs *m_tabs;
    StatusLine *m_status;
    Notices *m_notices;
    QWidget *m_window;
    QList<Wish> m_wishes; // The first one is being planned or carried out.
    LatestJob<Planned> m_job;
    LatestJob<Looked> m_lookJob;
    ChangePlan m_stale;         // A plan for which a file had changed,
    Error m_inTheWay{};         // which this tells of,
    QString m_waits;            // and the user is told so,
    QTimer m_soon;              // where it takes longer than the snapshot that is on its way.
    QTimer m_patience;          // How long a newer snapshot is waited for then.
    QList<DoneChange> m_done;   // The newest last.
    QList<DoneChange> m_undone; // Likewise.
    QList<Moved> m_moves;       // Since the oldest of these; the newest last.
    qint64 m_time = 0;          // When something was carried out or moved last.
    bool m_carriesOut = false;  // The tabs are told of moves, which are known.
};

} // namespace tearsheet
