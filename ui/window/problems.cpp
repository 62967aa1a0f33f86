// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/problems.h"

#include "core/vault/vault.h"
#include "ui/panels/problemspanel.h"
#include "ui/window/changes.h"
#include "ui/window/navigator.h"
#include "ui/window/notetabs.h"
#include "ui/window/statusline.h"
#include "ui/window/viewedits.h"

namespace tearsheet {

Problems::Problems(Vault *vault, NoteTabs *tabs, Navigator *navigator, Changes *changes, ViewEdits *edits,
                   StatusLine *status, QObject *parent)
    : QObject(parent), m_vault(vault), m_tabs(tabs), m_changes(changes), m_edits(edits), m_status(status),
      m_panel(new ProblemsPanel),
      m_job(this, [this](const Count &count) { m_status->showProblems(count.problems, count.unresolved); })
{
    connect(vault, &Vault::published, this, &Problems::look);
    connect(tabs, &NoteTabs::currentNoteChanged, this, &Problems::look);
    connect(status, &StatusLine::problemsWanted, this, [this] {
        m_panel->setExtent(ProblemsPanel::Extent::Note);
        Q_EMIT panelWanted();
    });
    connect(m_panel, &ProblemsPanel::activated, this,
            [navigator](const NotePath &path, quint32 offset, Qt::KeyboardModifiers modifiers) {
                path.isNote() ? (void)navigator->open(path, placeFor(modifiers), offset)
                              : (void)navigator->openFile(path, placeFor(modifiers));
            });
    connect(m_panel, &ProblemsPanel::mendWanted, this, &Problems::mend);
    connect(m_panel, &ProblemsPanel::mendAllWanted, this, &Problems::mendAll);
    connect(m_panel, &ProblemsPanel::undoWanted, this, [this] { m_edits->undo(m_panel); });
    connect(m_panel, &ProblemsPanel::redoWanted, this, [this] { m_edits->redo(m_panel); });
}

void Problems::look()
{
    const NoteView *const view = m_tabs->current();
    const NotePath path = view ? view->path() : NotePath();
    const Snapshot &snapshot = m_vault->snapshot();
    m_panel->showNote(snapshot, path);
    m_job.request([snapshot, path](const CancelFlag &) {
        Count count;
        const int file = path.isEmpty() || !snapshot.isComplete() ? -1 : snapshot.find(path);
        for (const Problem &problem : file < 0 ? QList<Problem>() : problemsOf(file, snapshot))
            ++(problem.kind == u"unresolved-link" ? count.unresolved : count.problems);
        return count;
    });
}

void Problems::mend(const ProblemRow &row, const Snapshot &snapshot)
{
    if (!row.path.isNote()) {
        mendAll(row.problem.kind.toString(), row.path);
        return;
    }
    const Error changed{ErrorCode::Changed, row.path.toString(),
                        tr("%1 was changed meanwhile; nothing was mended.").arg(row.path.name())};
    m_edits->change({.path = row.path,
                     .title = tr("Mend in %1").arg(row.path.name()),
                     .script = [fix = row.problem.fix, before = snapshot.text(row.problem.file),
                                changed](const NoteFacts &, QByteArrayView now) -> Result<EditScript> {
                         return now == before ? Result<EditScript>(fix) : std::unexpected(changed);
                     },
                     .by = m_panel,
                     .sentence = tr("Mended in %1.").arg(row.path.name()),
                     .failed = nullptr});
}

void Problems::mendAll(const QString &kind, const std::optional<NotePath> &path)
{
    m_changes->saveOpenNotes();
    m_changes->review([kind, path](const Snapshot &now) -> Result<ChangePlan> {
        if (!path)
            return planRepairs(problemsOf(now), {kind}, now);
        const int file = now.find(*path);
        if (file < 0)
            return failure(ErrorCode::NotFound, path->toString(), tr("%1 is gone.").arg(path->toString()));
        return planRepairs(problemsOf(file, now), {kind}, now);
    });
}

} // namespace tearsheet
