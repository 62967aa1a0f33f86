// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/change/tagplan.h"

#include "core/note/tagedit.h"

#include <QObject>

namespace tearsheet {

namespace {

QString withoutHash(const QString &tag)
{
    return tag.startsWith(u'#') ? tag.sliced(1) : tag;
}

template <typename Change>
Result<ChangePlan> planned(const QString &title, const QString &tag, const Snapshot &snapshot, Change change)
{
    ChangePlan plan{title, {}, {}};
    for (const auto &file : snapshot.files()) {
        if (!file->note)
            continue;
        EditScript edits = change(*file->note);
        if (!edits.isEmpty())
            plan.files.append({file->path, file->path, textStamp(*file), std::move(edits)});
    }
    if (plan.files.isEmpty())
        return failure(ErrorCode::NotFound, {}, QObject::tr("No note has a tag #%1 to be changed.").arg(tag));
    return plan;
}

} // namespace

Result<ChangePlan> planTagRename(const Snapshot &snapshot, const QString &from, const QString &to)
{
    const QString old = withoutHash(from);
    const QString wanted = withoutHash(to);
    if (const QString objection = tagObjection(wanted); !objection.isEmpty())
        return failure(ErrorCode::InvalidName, {}, objection);
    return planned(QObject::tr("Rename tag #%1 to #%2").arg(old, wanted), old, snapshot,
                   [&](const Note &note) { return withTagRenamed(old, wanted, note.facts, note.text); });
}

Result<ChangePlan> planTagRemoval(const Snapshot &snapshot, const QString &tag)
{
    const QString old = withoutHash(tag);
    return planned(QObject::tr("Remove tag #%1").arg(old), old, snapshot,
                   [&](const Note &note) { return withoutTag(old, note.facts, note.text); });
}

} // namespace tearsheet
