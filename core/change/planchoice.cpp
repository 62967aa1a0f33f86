// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/change/planchoice.h"

#include "core/change/keeplinks.h"
#include "core/change/plans.h"

#include <QMap>

namespace tearsheet {

namespace {

using EditsByNote = QMap<NotePath, QList<Edit>>;

// The edits that `renames` ask for, by the path where each note lies now. Tells `remarks` of links that cannot be kept.
EditsByNote linkEdits(const QList<FileRename> &renames, const Snapshot &snapshot, const FileRename &folder,
                      QStringList *remarks = nullptr)
{
    EditsByNote edits;
    QHash<NotePath, NotePath> oldPaths;
    for (const FileRename &rename : renames)
        oldPaths.insert(rename.to, rename.from);
    const KeptLinks links = keepLinks(snapshot, withRenames(snapshot, renames, folder), renames);
    for (const NoteEdits &note : links.notes)
        edits.insert(oldPaths.value(note.path, note.path), note.edits.edits());
    for (const LostLink &lost : remarks ? links.lost : QList<LostLink>())
        remarks->append(lost.sentence);
    return edits;
}

/// Makes the plan of what is wanted.
class Choosing
{
public:
    Choosing(const ChangePlan &plan, const QList<FileChoice> &choices, const Snapshot &snapshot)
        : m_plan(plan), m_choices(choices), m_snapshot(snapshot)
    {}

    ChangePlan run()
    {
        readMoves();
        for (qsizetype i = 0; i < m_plan.files.size(); ++i) {
            const FileChange &change = m_plan.files.at(i);
            const QList<Edit> needed = m_needed.take(change.path);
            if (choice(i).wanted)
                add(change, editsOf(i, needed));
        }
        // Notes that the whole plan leaves alone.
        for (auto it = m_needed.cbegin(); it != m_needed.cend(); ++it) {
            const FileEntry &file = m_snapshot.file(m_snapshot.find(it.key()));
            add({file.path, file.path, textStamp(file), {}}, it.value());
        }
        ChangePlan plan{m_plan.title, m_files.values(), m_someStay ? NotePath() : m_plan.vacated};
        plan.remarks = m_plan.remarks + m_remarks;
        return plan;
    }

private:
    FileChoice choice(qsizetype file) const { return m_choices.value(file); }

    void readMoves()
    {
        QList<FileRename> all;
        QList<FileRename> wanted;
        for (qsizetype i = 0; i < m_plan.files.size(); ++i) {
            const FileChange &change = m_plan.files.at(i);
            if (!change.moves())
                continue;
            all.append({change.path, change.newPath});
            if (choice(i).wanted)
                wanted.append(all.last());
        }
        m_someStay = wanted.size() < all.size();
        if (m_someStay) {
            m_planned = linkEdits(all, m_snapshot, {m_plan.vacated, movedFolder(m_plan)});
            m_needed = linkEdits(wanted, m_snapshot, {}, &m_remarks);
            m_remarks.removeIf([this](const QString &remark) { return m_plan.remarks.contains(remark); });
        }
    }

    // The edits of a file that are wanted: the links among them as they are `needed` where not all moves are done.
    QList<Edit> editsOf(qsizetype file, const QList<Edit> &needed) const
    {
        const FileChange &change = m_plan.files.at(file);
        const QList<Edit> planned = m_planned.value(change.path);
        QList<Edit> edits = needed;
        for (const Edit &edit : change.edits.edits()) {
            if (!planned.contains(edit))
                edits.append(edit);
        }
        for (const qsizetype unwanted : choice(file).unwanted) {
            const ByteRange place = change.edits.edits().value(unwanted).range;
            edits.removeIf([&](const Edit &edit) { return edit.range == place; });
        }
        return edits;
    }

    void add(FileChange change, const QList<Edit> &edits)
    {
        change.edits = EditScript::of(edits).value_or(EditScript());
        if (change.moves() || !change.edits.isEmpty())
            m_files.insert(change.newPath, change);
    }

    const ChangePlan &m_plan;
    const QList<FileChoice> &m_choices;
    const Snapshot &m_snapshot;
    bool m_someStay = false;
    EditsByNote m_planned; // What all moves ask for,
    EditsByNote m_needed;  // and what those that are wanted do; only where these are not all.
    QStringList m_remarks; // Of these.
    QMap<NotePath, FileChange> m_files;
};

// Which edits of `change` are unwanted, as those of `earlier` in `choice` were.
QSet<qsizetype> unwantedOf(const FileChange &change, const QByteArray &now, const FileChoice &choice,
                           const FileChange &earlier, const QByteArray &before)
{
    QSet<qsizetype> unwanted;
    if (choice.unwanted.isEmpty())
        return unwanted;
    const EditScript since = before == now ? EditScript() : EditScript::between(before, now);
    QHash<quint32, qsizetype> byBegin;
    for (qsizetype i = 0; i < change.edits.edits().size(); ++i)
        byBegin.insert(change.edits.edits().at(i).range.begin, i);
    for (const qsizetype edit : choice.unwanted) {
        const ByteRange place = earlier.edits.edits().value(edit).range;
        const auto same = byBegin.constFind(place.isEmpty() ? since.mapped(place.begin) : since.mapped(place).begin);
        if (same != byBegin.cend())
            unwanted.insert(*same);
    }
    return unwanted;
}

} // namespace

QList<FileChoice> carriedOver(const QList<FileChoice> &choices, const ChangePlan &earlier, const Snapshot &before,
                              const ChangePlan &plan, const Snapshot &now)
{
    QHash<NotePath, qsizetype> byPath;
    for (qsizetype i = 0; i < earlier.files.size(); ++i)
        byPath.insert(earlier.files.at(i).path, i);
    QList<FileChoice> result(plan.files.size());
    for (qsizetype i = 0; i < plan.files.size(); ++i) {
        const FileChange &change = plan.files.at(i);
        const qsizetype old = byPath.value(change.path, -1);
        const FileChoice choice = old < 0 ? FileChoice() : choices.value(old);
        result[i].wanted = choice.wanted;
        const int was = before.find(change.path);
        const int is = now.find(change.path);
        if (old >= 0 && was >= 0 && is >= 0)
            result[i].unwanted = unwantedOf(change, now.text(is), choice, earlier.files.at(old), before.text(was));
        // Nothing else is left of a file that stays and of which no place is wanted.
        if (!change.moves() && result.at(i).unwanted.size() == change.edits.edits().size())
            result[i] = {false, {}};
    }
    return result;
}

ChangePlan chosen(const ChangePlan &plan, const QList<FileChoice> &choices, const Snapshot &snapshot)
{
    return Choosing(plan, choices, snapshot).run();
}

} // namespace tearsheet
