// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/renaming.h"

#include "core/change/renameplan.h"
#include "ui/window/changes.h"
#include "ui/window/notetabs.h"
#include "ui/window/notices.h"
#include "ui/window/planwords.h"
#include "ui/window/quickswitcher.h"

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

Planner renamer(const QString &from, const QString &to, const RenameOptions &options = {})
{
    return [from, to, options](const Snapshot &snapshot) { return planRename(snapshot, from, to, options); };
}

} // namespace

Renaming::Renaming(Vault *vault, NoteTabs *tabs, Changes *changes, Notices *notices, QuickSwitcher *switcher,
                   QObject *parent)
    : QObject(parent), m_vault(vault), m_tabs(tabs), m_changes(changes), m_notices(notices), m_switcher(switcher),
      m_job(this, [this](const Repairs &repairs) { offer(repairs); }), m_ahead(switcher, nullptr)
{
    connect(vault, &Vault::renamedOutside, this, [this](const QList<FileRename> &renames) {
        for (const FileRename &rename : renames)
            m_tabs->follow(rename.from, rename.to);
    });
    connect(vault, &Vault::published, this, &Renaming::lookForRepairs);
}

void Renaming::ask(const QString &path)
{
    m_changes->saveOpenNotes();
    m_switcher->open(
        tr("Rename or move %1").arg(shownName(path)),
        [this, path](const QString &typed) { return choices(path, typed); }, shownName(path));
}

void Renaming::move(const QString &path, const QString &folder)
{
    m_changes->saveOpenNotes();
    const QString name = path.section(u'/', -1);
    const Planner planner = renamer(path, folder.isEmpty() ? name : QString(folder + u'/' + name));
    const Result<NotePath> file = NotePath::fromRelative(path);
    if (file && m_vault->snapshot().find(*file) >= 0) {
        m_changes->carryOut(planner);
        return;
    }
    // A whole folder is soon dropped in the wrong place.
    m_switcher->open(folder.isEmpty() ? tr("Move the folder %1 out of its folder?").arg(path)
                                      : tr("Move the folder %1 into %2?").arg(path, folder),
                     [this, path, folder, planner](const QString &) -> QList<QuickEntry> {
                         const auto *const plan = m_ahead.planFor(path + u'\n' + folder, m_vault->snapshot(), planner);
                         if (plan && !*plan)
                             return {{plan->error().sentence, {}, {}, {}}};
                         const QString place = folder.isEmpty() ? tr("the vault's root") : folder;
                         return {{tr("Move the folder %1 to %2").arg(path, place),
                                  plan ? fileExtent(**plan) : QString(),
                                  {},
                                  [this, planner](Qt::KeyboardModifiers) { m_changes->carryOut(planner); }},
                                 {tr("Show what changes first…"), {}, {}, [this, planner](Qt::KeyboardModifiers) {
                                      m_changes->review(planner);
                                  }}};
                     });
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
    const Planner plain = renamer(path, to);
    const auto *const plan = m_ahead.planFor(path + u'\n' + to, snapshot, plain);
    if (plan && !*plan)
        return {{plan->error().sentence, {}, {}, {}}};
    const QString extent = plan ? linkExtent(**plan) : QString();
    const auto offer = [&](const QString &text, const Planner &planner) {
        entries.append({text, extent, {}, [this, planner](Qt::KeyboardModifiers) { m_changes->carryOut(planner); }});
    };
    offer(tr("Rename to %1").arg(to), plain);
    if (hasNoteEnding(path) && shownName(path) != shownName(to))
        offer(tr("Rename to %1, and keep “%2” as an alias").arg(to, shownName(path)),
              renamer(path, to, {.keepAlias = true}));
    entries.append(
        {tr("Show what changes first…"), {}, {}, [this, plain](Qt::KeyboardModifiers) { m_changes->review(plain); }});
    return entries;
}

void Renaming::lookForRepairs()
{
    const Snapshot &snapshot = m_vault->snapshot();
    if (!snapshot.isComplete())
        return;
    if (snapshot.renamedOutside().isEmpty()) {
        m_job.cancel();
        m_notices->remove(u"renames"_s);
        return;
    }
    m_job.request([snapshot](const CancelFlag &) {
        return Repairs{snapshot.renamedOutside(), planLinkRepair(snapshot, snapshot.renamedOutside())};
    });
}

void Renaming::offer(const Repairs &repairs)
{
    const QList<FileRename> &renames = repairs.renames;
    // No link says the old names any more.
    if (repairs.plan.files.isEmpty() && repairs.plan.remarks.isEmpty()) {
        m_vault->forgetRenames(renames);
        return;
    }
    const QString lost = remarksText(repairs.plan);
    const QString what = renames.size() == 1
                             ? tr("%1 was renamed to %2").arg(renames.first().from.name(), renames.first().to.name())
                             : tr("%n files were renamed", nullptr, static_cast<int>(renames.size()));
    const Banner::Action leave{tr("Leave them"),
                               [this] { m_vault->forgetRenames(m_vault->snapshot().renamedOutside()); }};
    if (repairs.plan.files.isEmpty()) {
        m_notices->show(u"renames"_s, tr("%1 by another program.").arg(what) + lost, {leave});
        return;
    }
    const Planner planner = [](const Snapshot &now) { return planLinkRepair(now, now.renamedOutside()); };
    m_notices->show(u"renames"_s,
                    tr("%1 by another program. Links to update: %2.").arg(what, linkExtent(repairs.plan)) + lost,
                    {{tr("Update links"), [this, planner] { m_changes->carryOut(planner); }},
                     {tr("Show what changes…"),
                      [this, planner] {
                          m_changes->review(planner);
                          lookForRepairs(); // Until it is done.
                      }},
                     leave});
}

} // namespace tearsheet
