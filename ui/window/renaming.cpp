// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/renaming.h"

#include "ui/window/quickswitcher.h"
#include "ui/window/statusline.h"

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

// What is asked for without its ending, which stays.
QString shownName(const QString &path)
{
    const QString name = path.section(u'/', -1);
    return hasNoteEnding(name) ? name.chopped(3) : name;
}

// Where `typed`, a new name of what lies at `path`, leads.
QString newPath(const QString &path, const QString &typed)
{
    QString to = typed.trimmed();
    if (to.contains(u'/'))
        to.remove(0, to.startsWith(u'/') ? 1 : 0);
    else if (path.contains(u'/'))
        to.prepend(path.section(u'/', 0, -2) + u'/');
    const bool note = hasNoteEnding(path);
    return note && !hasNoteEnding(to) ? QString(to + u".md") : to;
}

qsizetype editCount(const ChangePlan &plan)
{
    qsizetype count = 0;
    for (const FileChange &change : plan.files)
        count += change.edits.edits().size();
    return count;
}

qsizetype editedNotes(const ChangePlan &plan)
{
    return std::ranges::count_if(plan.files, [](const FileChange &change) { return !change.edits.isEmpty(); });
}

QString extent(const ChangePlan &plan)
{
    const auto links = static_cast<int>(editCount(plan));
    if (links == 0)
        return Renaming::tr("no link to update");
    const auto notes = static_cast<int>(editedNotes(plan));
    const QString what = links == 1 ? Renaming::tr("one link") : Renaming::tr("%n links", nullptr, links);
    const QString where = notes == 1 ? Renaming::tr("one note") : Renaming::tr("%n notes", nullptr, notes);
    return Renaming::tr("%1 in %2").arg(what, where);
}

// What was done.
QString summary(const ChangePlan &plan)
{
    QList<FileChange> moved = plan.files;
    moved.removeIf([](const FileChange &change) { return !change.moves(); });
    if (moved.isEmpty())
        return Renaming::tr("Updated %1.").arg(extent(plan));
    if (moved.size() == 1)
        return Renaming::tr("Renamed %1 to %2; %3.")
            .arg(moved.first().path.toString(), moved.first().newPath.toString(), extent(plan));
    return Renaming::tr("Moved %n files; %1.", nullptr, static_cast<int>(moved.size())).arg(extent(plan));
}

} // namespace

Renaming::Renaming(Vault *vault, NoteTabs *tabs, StatusLine *status, QuickSwitcher *switcher, QObject *parent)
    : QObject(parent), m_vault(vault), m_tabs(tabs), m_status(status), m_switcher(switcher)
{
    connect(vault, &Vault::carriedOut, this, &Renaming::finish);
    connect(vault, &Vault::carryOutFailed, this,
            [this](const ChangePlan &, const Error &error) { m_status->say(error.sentence); });
    connect(vault, &Vault::renamedOutside, this, [this](const QList<FileRename> &renames) {
        for (const FileRename &rename : renames)
            m_tabs->follow(rename.from, rename.to);
        offerRepair(renames);
    });
}

void Renaming::ask(const QString &path)
{
    // The plan is made for what the files say.
    for (const NoteView *view : m_tabs->views())
        view->session()->save();
    m_switcher->open(
        tr("New name of %1").arg(shownName(path)), [this, path](const QString &typed) { return choices(path, typed); },
        shownName(path));
}

QList<QuickEntry> Renaming::choices(const QString &path, const QString &typed)
{
    QList<QuickEntry> entries;
    const QString to = newPath(path, typed);
    if (typed.trimmed().isEmpty() || to == path)
        return entries;
    const Snapshot &snapshot = m_vault->snapshot();
    if (!snapshot.isComplete())
        return {{tr("The vault is still being read."), {}, {}, {}}};
    const auto offer = [&](const QString &text, RenameOptions options) {
        const Result<ChangePlan> plan = planRename(snapshot, path, to, options);
        if (!plan && entries.isEmpty())
            entries.append({plan.error().sentence, {}, {}, {}});
        else if (plan)
            entries.append({text, extent(*plan), {}, [this, plan = *plan](Qt::KeyboardModifiers) { carryOut(plan); }});
        return plan.has_value();
    };
    const bool offered = offer(tr("Rename to %1").arg(to), {});
    if (offered && hasNoteEnding(path) && shownName(path) != shownName(to))
        offer(tr("Rename to %1, and keep “%2” as an alias").arg(to, shownName(path)), {.keepAlias = true});
    return entries;
}

void Renaming::carryOut(const ChangePlan &plan)
{
    m_running = plan;
    m_back = inverse(plan, m_vault->snapshot());
    m_vault->carryOut(plan);
}

void Renaming::undo()
{
    if (m_undo.files.isEmpty()) {
        m_status->say(tr("There is no rename to undo."));
        return;
    }
    m_vault->carryOut(m_undo);
}

void Renaming::finish(const ChangePlan &plan)
{
    for (const FileChange &change : plan.files) {
        if (change.moves())
            m_tabs->follow(change.path, change.newPath);
    }
    if (plan != m_running) {
        m_undo = {};
        m_status->say(plan.title + u'.');
        return;
    }
    m_running = {};
    m_undo = std::exchange(m_back, {});
    m_status->say(summary(plan), {{tr("Undo"), [this] { undo(); }}});
}

void Renaming::offerRepair(const QList<FileRename> &renames)
{
    const ChangePlan plan = planLinkRepair(m_vault->snapshot(), renames);
    if (plan.files.isEmpty())
        return;
    const QString what = renames.size() == 1
                             ? tr("%1 was renamed to %2").arg(renames.first().from.name(), renames.first().to.name())
                             : tr("%n files were renamed", nullptr, static_cast<int>(renames.size()));
    m_status->say(tr("%1 by another program. Links to update: %2.").arg(what, extent(plan)),
                  {{tr("Update links"), [this, renames] { carryOut(planLinkRepair(m_vault->snapshot(), renames)); }}});
}

} // namespace tearsheet
