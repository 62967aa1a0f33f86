// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/changeplan.h"
#include "core/store/history.h"

namespace tearsheet {

class StepRunner;
struct PlanJournal;
struct PlanStep;

/// Carries out plans on the files of one vault, each as a whole or not at all, whatever fails and whenever the process
/// or the machine stops.
///
/// All new texts are written beside the old ones and synced at once; then a journal in the user's data folder says that
/// the plan is to be done; then each file takes its place by an exchange, or, on file systems without that, by a rename
/// after a copy: both keep the old version beside until the end. A file that no other can take the place of is written
/// in place (`InPlaceWriter`), where the plan allows it. A failure before the journal leaves nothing behind, one after
/// it is rolled back, and after a crash `recover` finishes. No text takes its place that is not whole. Any thread; one
/// plan at a time in a vault, in whatever process.
class PlanRunner
{
public:
    /// For the vault at `root`, an absolute, canonical path.
    explicit PlanRunner(QString root, const FileCalls &calls = FileCalls::system());

    /// The texts that plans replace go into `history` before that, down to the disk; what plans write, and the moves of
    /// notes, go there after. A failure there is told to it and stops no plan.
    void setHistory(HistorySink history) { m_history = std::move(history); }

    /// Does `plan`. Fails with `Changed` where a file is not the version that the plan was made for, where another
    /// program is just changing the vault, or where an earlier plan had to be finished first; `Exists` where something
    /// lies at a new path, `Unwritable` for a file that is read-only or has to say two things and for a symbolic link
    /// that the plan would break, `InvalidName` for a name that cannot be moved, `NeedsConsent` where the plan may not
    /// write in place and a file has a second name (a hard link), would lose its group, or lies in a folder that takes
    /// no other file, and with the system's reason otherwise. After a failure every file is what it was.
    Result<> run(const ChangePlan &plan);

    /// Whether `run` would refuse `plan`, as far as that can be told without writing anything: fails as it does. Where
    /// only a file that is written tells whose group it gets, that is left to the run.
    Result<> check(const ChangePlan &plan) const;

    /// The folders that had to be made for the plan that was done last, inner ones first.
    const QList<NotePath> &madeFolders() const { return m_madeFolders; }

    /// Finishes or removes what a crash left. True where a plan was finished. Fails where a text was left out, as its
    /// file has changed; then the rest is done, and the file moves all the same. Where a new text is gone or damaged,
    /// as after the vault was restored from a backup, it fails and takes the whole plan back. A journal that makes no
    /// sense is put aside. Fails, too, for the time being where the system or a disk that is not there keeps a file
    /// from being changed: what is left to do is done by a later call. Until then `run` fails in the same way, but it
    /// gives up files whose folder alone is missing.
    Result<bool> recover();

    /// Where the journal lies while a plan is carried out.
    const QString &journalPath() const { return m_journalPath; }

private:
    Result<> completeHalfWritten();
    Result<bool> finish(bool isLongAgo, bool &changed);
    std::unexpected<Error> takeBack(const PlanJournal &journal, StepRunner &runner, const QString &file, bool &changed);
    QList<NewVersion> outcome(const QList<PlanStep> &steps) const;

    QString m_root;
    QString m_journalPath;
    const FileCalls *m_calls;
    HistorySink m_history;
    QList<NotePath> m_madeFolders;
};

} // namespace tearsheet
