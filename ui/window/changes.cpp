// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/changes.h"

#include "core/change/plans.h"
#include "ui/diff/planview.h"
#include "ui/window/notetabs.h"
#include "ui/window/statusline.h"

#include <algorithm>
#include <utility>

namespace tearsheet {

namespace {

constexpr qsizetype MostRemembered = 50;

int editCount(const ChangePlan &plan)
{
    qsizetype count = 0;
    for (const FileChange &change : plan.files)
        count += change.edits.edits().size();
    return static_cast<int>(count);
}

int editedNotes(const ChangePlan &plan)
{
    return static_cast<int>(
        std::ranges::count_if(plan.files, [](const FileChange &change) { return !change.edits.isEmpty(); }));
}

QString inNotes(const QString &what, int notes)
{
    const QString where = notes == 1 ? Changes::tr("one note") : Changes::tr("%n notes", nullptr, notes);
    return Changes::tr("%1 in %2").arg(what, where);
}

// What was done.
QString summary(const ChangePlan &plan)
{
    QList<FileChange> moved = plan.files;
    moved.removeIf([](const FileChange &change) { return !change.moves(); });
    if (moved.isEmpty())
        return Changes::tr("%1: %2.").arg(plan.title, placeExtent(plan));
    if (moved.size() == 1)
        return Changes::tr("Renamed %1 to %2; %3.")
            .arg(moved.first().path.toString(), moved.first().newPath.toString(), linkExtent(plan));
    return Changes::tr("Moved %n files; %1.", nullptr, static_cast<int>(moved.size())).arg(linkExtent(plan));
}

} // namespace

QString linkExtent(const ChangePlan &plan)
{
    const int links = editCount(plan);
    if (links == 0)
        return Changes::tr("no link to update");
    return inNotes(links == 1 ? Changes::tr("one link") : Changes::tr("%n links", nullptr, links), editedNotes(plan));
}

QString placeExtent(const ChangePlan &plan)
{
    const int places = editCount(plan);
    return inNotes(places == 1 ? Changes::tr("one place") : Changes::tr("%n places", nullptr, places),
                   editedNotes(plan));
}

Changes::Changes(Vault *vault, NoteTabs *tabs, StatusLine *status, QWidget *window)
    : QObject(window), m_vault(vault), m_tabs(tabs), m_status(status), m_window(window)
{
    connect(vault, &Vault::carriedOut, this, &Changes::finish);
    connect(vault, &Vault::carryOutFailed, this,
            [this](const ChangePlan &, const Error &error) { m_status->say(error.sentence); });
}

void Changes::saveOpenNotes()
{
    for (const NoteView *view : m_tabs->views())
        view->session()->save();
}

void Changes::carryOut(const ChangePlan &plan)
{
    const Snapshot &snapshot = m_vault->snapshot();
    for (const FileChange &change : plan.files) {
        const int file = snapshot.find(change.path);
        const bool same =
            file >= 0
            && (change.edits.isEmpty()
                || (snapshot.file(file).note && contentHash(snapshot.note(file).text) == change.base.hash));
        if (!same) {
            m_status->say(tr("%1 has been changed meanwhile, so nothing was done.").arg(change.path.toString()));
            return;
        }
    }
    m_running = plan;
    m_back = inverse(plan, snapshot);
    m_vault->carryOut(plan);
}

void Changes::review(const ChangePlan &plan)
{
    auto *view = new PlanView(plan, m_vault->snapshot(), m_window);
    view->setAttribute(Qt::WA_DeleteOnClose);
    connect(view, &PlanView::chosen, this, &Changes::carryOut);
    view->open();
}

void Changes::undo()
{
    if (m_done.isEmpty())
        m_status->say(tr("There is no change to many notes to undo."));
    else
        m_vault->carryOut(m_done.last());
}

void Changes::finish(const ChangePlan &plan)
{
    for (const FileChange &change : plan.files) {
        if (change.moves())
            m_tabs->follow(change.path, change.newPath);
    }
    if (plan != m_running) {
        m_done.removeOne(plan);
        m_status->say(tr("Undone: %1.").arg(plan.title));
        return;
    }
    m_running = {};
    m_done.append(std::exchange(m_back, {}));
    if (m_done.size() > MostRemembered)
        m_done.removeFirst();
    m_status->say(summary(plan), {{tr("Undo"), [this] { undo(); }}});
}

} // namespace tearsheet
