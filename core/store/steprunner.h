// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/store/filecalls.h"
#include "core/store/inplacewriter.h"
#include "core/store/planjournal.h"

#include <QSet>

#include <optional>

namespace tearsheet {

/// Whether the file of `step` lies at its new path. Where capitals make no other name, the system finds it by both
/// names; what the folder lists says which it has.
bool hasMoved(const PlanStep &step);

/// What a plan may rely on.
enum class Begun : quint8 {
    Now,     ///< It was checked a moment ago, and is taken back where a step fails.
    Before,  ///< A crash cut it short: whatever can be done of it is done. A folder that is not there is waited for.
    LongAgo, ///< Likewise, but such a folder is gone for good, and its files with it.
};

/// Does the steps of a plan, and undoes them. Each may be done again from wherever it stopped.
class StepRunner
{
public:
    /// For the plan of `journal` in the vault at `root`.
    StepRunner(const QString &root, const FileCalls &calls, const PlanJournal &journal, Begun begun);

    /// The first of `steps` whose new text is gone or damaged although not all of them are done, as after the vault was
    /// restored from a backup: they cannot be done as a whole, but taken back. Nothing where it is not so, as far as is
    /// known.
    static std::optional<PlanStep> hopeless(const FileCalls &calls, const QList<PlanStep> &steps);

    /// Fails with `Changed` or `Exists` where the step can never be done.
    Result<> advance(const PlanStep &step);

    /// Takes `step` back as far as it was done.
    Result<> retreat(const PlanStep &step);

    /// Makes the names of what was done or taken back last. False where the system failed to.
    bool settle(const QList<PlanStep> &steps);

    /// Removes what lies beside and makes the names last, false where the system failed to. Before a plan is
    /// `committed`, only its own texts lie there, some maybe in part.
    bool tidy(const QList<PlanStep> &steps, bool committed);

    /// Removes the folders that the plan, which has these steps, leaves empty.
    void leaveFolders(const QList<PlanStep> &steps);

    /// Removes those of `folders` that hold nothing.
    void removeIfEmpty(const QStringList &folders);

private:
    static QString doing(const PlanStep &step);
    static std::unexpected<Error> changedMeanwhile(const PlanStep &step, const QString &now);
    std::unexpected<Error> missing(const PlanStep &step) const;
    Result<> replace(const PlanStep &step, const QString &now);
    Result<> overwrite(const PlanStep &step, const QString &now, const QString &from);
    Result<> move(const PlanStep &step, const QString &from, const QString &to);
    Result<> completeCase(const PlanStep &step, const QString &from, const QString &to);
    Result<> exchange(const PlanStep &step, const QString &now);
    Result<> replaceByTurns(const PlanStep &step, const QString &now);
    Result<> comeBack(const PlanStep &step);
    Result<> copy(const PlanStep &step, const QString &from, quint64 version, const QString &to);

    const FileCalls &m_calls;
    InPlaceWriter m_inPlace;
    QSet<QString> m_torn; // Files that are half written.
    QString m_vacated;
    QStringList m_emptied;
    Begun m_begun;
};

} // namespace tearsheet
