// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/change/tagplan.h"

#include "core/note/tagedit.h"

#include <QObject>

#include <algorithm>

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

// How many notes have `tag` or one that is nested in it, those of `but` aside, which may be nested in it.
int notesWith(const QString &tag, const QString &but, const Snapshot &snapshot)
{
    const auto isIn = [](const QString &name, const QString &parent) {
        return name.startsWith(parent, Qt::CaseInsensitive)
               && (name.size() == parent.size() || name.at(parent.size()) == u'/');
    };
    if (tag.compare(but, Qt::CaseInsensitive) == 0)
        return 0;
    return static_cast<int>(std::ranges::count_if(snapshot.files(), [&](const auto &file) {
        return file->note && std::ranges::any_of(file->note->facts.tags, [&](const Tag &candidate) {
                   const QString name = QString::fromUtf8(candidate.name.in(file->note->text));
                   return isIn(name, tag) && !isIn(name, but);
               });
    }));
}

} // namespace

Result<ChangePlan> planTagRename(const Snapshot &snapshot, const QString &from, const QString &to)
{
    const QString old = withoutHash(from);
    const QString wanted = withoutHash(to);
    if (const QString objection = tagObjection(wanted); !objection.isEmpty())
        return failure(ErrorCode::InvalidName, {}, objection);
    const int others = notesWith(wanted, old, snapshot);
    const QString title =
        others == 0   ? QObject::tr("Rename tag #%1 to #%2").arg(old, wanted)
        : others == 1 ? QObject::tr("Merge tag #%1 into #%2, which one note has").arg(old, wanted)
                      : QObject::tr("Merge tag #%1 into #%2, which %n notes have", nullptr, others).arg(old, wanted);
    return planned(title, old, snapshot,
                   [&](const Note &note) { return withTagRenamed(old, wanted, note.facts, note.text); });
}

Result<ChangePlan> planTagRemoval(const Snapshot &snapshot, const QString &tag)
{
    const QString old = withoutHash(tag);
    return planned(QObject::tr("Remove tag #%1").arg(old), old, snapshot,
                   [&](const Note &note) { return withoutTag(old, note.facts, note.text); });
}

} // namespace tearsheet
