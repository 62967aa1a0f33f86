// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/renaming.h"

#include "core/change/renameplan.h"
#include "ui/window/changes.h"
#include "ui/window/notetabs.h"
#include "ui/window/quickswitcher.h"
#include "ui/window/statusline.h"

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

Renaming::Renaming(Vault *vault, NoteTabs *tabs, Changes *changes, StatusLine *status, QuickSwitcher *switcher,
                   QObject *parent)
    : QObject(parent), m_vault(vault), m_tabs(tabs), m_changes(changes), m_status(status), m_switcher(switcher)
{
    connect(vault, &Vault::renamedOutside, this, [this](const QList<FileRename> &renames) {
        for (const FileRename &rename : renames)
            m_tabs->follow(rename.from, rename.to);
        offerRepair(renames);
    });
}

void Renaming::ask(const QString &path)
{
    m_changes->saveOpenNotes();
    m_switcher->open(
        tr("New name of %1").arg(shownName(path)), [this, path](const QString &typed) { return choices(path, typed); },
        shownName(path));
}

void Renaming::move(const QString &path, const QString &folder)
{
    m_changes->saveOpenNotes();
    const QString name = path.section(u'/', -1);
    m_changes->carryOut(renamer(path, folder.isEmpty() ? name : QString(folder + u'/' + name)));
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
    const Result<ChangePlan> plan = plain(snapshot);
    if (!plan)
        return {{plan.error().sentence, {}, {}, {}}};
    const auto offer = [&](const QString &text, const Planner &planner) {
        entries.append(
            {text, linkExtent(*plan), {}, [this, planner](Qt::KeyboardModifiers) { m_changes->carryOut(planner); }});
    };
    offer(tr("Rename to %1").arg(to), plain);
    if (hasNoteEnding(path) && shownName(path) != shownName(to))
        offer(tr("Rename to %1, and keep “%2” as an alias").arg(to, shownName(path)),
              renamer(path, to, {.keepAlias = true}));
    entries.append(
        {tr("Show what changes first…"), {}, {}, [this, plain](Qt::KeyboardModifiers) { m_changes->review(plain); }});
    return entries;
}

void Renaming::offerRepair(const QList<FileRename> &renames)
{
    const ChangePlan plan = planLinkRepair(m_vault->snapshot(), renames);
    if (plan.files.isEmpty())
        return;
    const QString what = renames.size() == 1
                             ? tr("%1 was renamed to %2").arg(renames.first().from.name(), renames.first().to.name())
                             : tr("%n files were renamed", nullptr, static_cast<int>(renames.size()));
    m_status->say(tr("%1 by another program. Links to update: %2.").arg(what, linkExtent(plan)),
                  {{tr("Update links"), [this, renames] {
                        m_changes->carryOut([renames](const Snapshot &now) { return planLinkRepair(now, renames); });
                    }}});
}

} // namespace tearsheet
