// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/changeplan.h"
#include "core/store/notestore.h"
#include "core/store/planjournal.h"
#include "core/store/plannedmoves.h"
#include "core/store/version.h"

#include <QHash>
#include <QSet>

struct statx;

namespace tearsheet {

/// What must hold before anything of a plan is written, and its new texts. One thread.
class PlanPreparation
{
public:
    /// For the vault at `root`. `calls` outlives it.
    PlanPreparation(const QString &root, const FileCalls &calls) : m_root(root), m_store(root, calls), m_calls(calls) {}

    /// Finds the steps of `plan`, those of what a folder takes along among them. Fails as `PlanRunner::run` does where
    /// one of them cannot be done.
    Result<> check(const ChangePlan &plan);

    /// Fails as `write`, or then a step, would where the rights of files and folders refuse it; writes nothing.
    Result<> foresee() const;

    /// Writes the new texts beside the old ones, down to the disk. Fails with `NeedsConsent` where a text cannot take
    /// the place of the old one, and goes over it where the plan allows that: then the steps say so.
    Result<> write();

    const QList<PlanStep> &steps() const { return m_steps; }

    /// The texts that are to be replaced.
    const QList<NewVersion> &replaced() const { return m_replaced; }

private:
    Result<> sync() const;
    Result<> checkOne(const FileChange &change);
    Result<> takeAlong(const PlannedMoves &moves, const QString &folder);
    void addMove(const PlanStep &step);
    Result<> linked(const struct statx &status, const PlanStep &step, const QByteArray &text, const QString &doing);
    Result<> edit(const FileChange &change, const struct statx &status, PlanStep &step, const QString &doing);

    QString m_root;
    NoteStore m_store;
    const FileCalls &m_calls;
    QList<PlanStep> m_steps;
    QList<QByteArray> m_texts;    // Of each step, the new one,
    QList<QByteArray> m_oldTexts; // and the one that is written over.
    QList<NewVersion> m_replaced;
    QSet<QString> m_edited;                 // Files that are no links.
    QHash<QByteArray, QByteArray> m_linked; // What files with a second name are to say, by their inodes.
    QStringList m_needConsent;              // Those that may not be written over.
    bool m_inPlace = false;
};

} // namespace tearsheet
