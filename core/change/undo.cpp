// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/change/undo.h"

#include "core/change/keeplinks.h"
#include "core/change/plans.h"
#include "core/text/merge.h"

#include <QObject>
#include <QSet>

#include <algorithm>

namespace tearsheet {

namespace {

/// Makes the plan that takes a change back.
class Undo
{
public:
    Undo(const DoneChange &done, const Snapshot &now) : m_done(done), m_now(now) {}

    Result<Undoing> run()
    {
        m_result.plan.title = m_done.back.title;
        m_result.plan.inPlace = m_done.back.inPlace;
        for (const FileChange &change : m_done.back.files) {
            if (const Result<> taken = take(change); !taken)
                return std::unexpected(taken.error());
        }
        if (const Result<> taken = takeNewFiles(); !taken)
            return std::unexpected(taken.error());
        keepNewLinks();
        m_result.plan.emptied = m_done.back.emptied;
        m_result.plan.vacated = m_done.back.vacated;
        m_result.plan.files.removeIf(
            [](const FileChange &change) { return !change.moves() && change.edits.isEmpty(); });
        return std::move(m_result);
    }

private:
    Result<> take(FileChange change)
    {
        const int file = m_now.find(change.path);
        if (file < 0) {
            keep(change.path, QObject::tr("%1 is not there any more."));
            return {};
        }
        if (change.moves() && isTaken(change.newPath))
            return failure(ErrorCode::Exists, change.newPath.toString(),
                           QObject::tr("%1 is there again, so %2 cannot go back to that place. Nothing was undone.")
                               .arg(change.newPath.toString(), change.path.toString()));
        if (!change.edits.isEmpty())
            change.edits = editsOf(change, m_now.file(file));
        change.base = textStamp(m_now.file(file));
        if (change.moves())
            m_moves.append({change.path, change.newPath});
        m_result.plan.files.append(std::move(change));
        return {};
    }

    // A folder that goes back as a whole takes along what came into it since.
    Result<> takeNewFiles()
    {
        const NotePath back = movedFolder(m_done.back);
        if (back.isEmpty())
            return {};
        const QString folder = m_done.back.vacated.toString() + u'/';
        QSet<NotePath> known;
        for (const FileChange &change : m_done.back.files)
            known.insert(change.path);
        for (const auto &file : m_now.files()) {
            const NotePath &path = file->path;
            if (!path.toString().startsWith(folder) || known.contains(path))
                continue;
            const Result<NotePath> place =
                NotePath::fromRelative(QString(back.toString() + u'/' + path.toString().sliced(folder.size())));
            const Result<> taken = place ? take({path, *place, {}, {}}) : std::unexpected(place.error());
            if (!taken)
                return taken;
        }
        return {};
    }

    // By another file than one that moves away itself.
    bool isTaken(const NotePath &path) const
    {
        return m_now.find(path) >= 0 && std::ranges::none_of(m_done.back.files, [&](const FileChange &change) {
                   return change.moves() && change.path == path;
               });
    }

    EditScript editsOf(const FileChange &change, const FileEntry &file)
    {
        const QByteArray left = m_done.left.value(change.path);
        const std::optional<QByteArray> now = file.text();
        if (!now) {
            keep(change.path, QObject::tr("%1 cannot be read any more."));
            return {};
        }
        const QByteArray &text = *now;
        if (text == left)
            return change.edits;
        const QByteArray before = change.edits.apply(left).value_or(left);
        if (const std::optional<EditScript> script = takingBack(before, left, text))
            return *script;
        // Place by place, then.
        const EditScript since = EditScript::between(left, text);
        QList<Edit> edits;
        for (const Edit &edit : change.edits.edits()) {
            if (!edit.range.isEmpty() && !meets(edit.range, since))
                edits.append({since.mapped(edit.range), edit.text});
        }
        if (edits.size() < change.edits.edits().size())
            keep(change.path, QObject::tr("%1 was changed in the same place since."));
        return EditScript::of(edits).value_or(EditScript());
    }

    void keep(const NotePath &path, const QString &reason)
    {
        m_result.kept.append({ErrorCode::Changed, path.toString(), reason.arg(path.toString())});
    }

    // What was written since may link to the files that move back.
    void keepNewLinks()
    {
        if (m_moves.isEmpty())
            return;
        QHash<NotePath, NotePath> pathsNow;
        for (const FileRename &move : std::as_const(m_moves))
            pathsNow.insert(move.to, move.from);
        const FileRename folder{m_done.back.vacated, movedFolder(m_done.back)};
        const KeptLinks links = keepLinks(m_now, withRenames(m_now, m_moves, folder), m_moves);
        for (const LostLink &lost : links.lost)
            m_result.kept.append(
                {ErrorCode::InvalidName, pathsNow.value(lost.path, lost.path).toString(), lost.sentence});
        for (const NoteEdits &note : links.notes) {
            const NotePath path = pathsNow.value(note.path, note.path);
            auto change = std::ranges::find(m_result.plan.files, path, &FileChange::path);
            if (change == m_result.plan.files.end()) {
                m_result.plan.files.append({path, path, textStamp(m_now.file(m_now.find(path))), {}});
                change = m_result.plan.files.end() - 1;
            }
            // What the change did to a link is taken back by its own edit.
            QList<Edit> edits = change->edits.edits();
            for (const Edit &edit : note.edits.edits()) {
                if (!meets(edit.range, change->edits))
                    edits.append(edit);
            }
            change->edits = EditScript::of(edits).value_or(change->edits);
        }
    }

    // Whether any edit overlaps or borders on `range`.
    static bool meets(ByteRange range, const EditScript &edits)
    {
        return std::ranges::any_of(edits.edits(), [&](const Edit &edit) {
            return edit.range.begin <= range.end && edit.range.end >= range.begin;
        });
    }

    const DoneChange &m_done;
    const Snapshot &m_now;
    QList<FileRename> m_moves;
    Undoing m_result;
};

} // namespace

qsizetype DoneChange::size() const
{
    qsizetype size = 0;
    for (const QByteArray &text : left)
        size += text.size();
    return size;
}

DoneChange doneChange(const ChangePlan &plan, const Snapshot &before)
{
    DoneChange done{inverse(plan, before), {}};
    for (const FileChange &change : plan.files) {
        if (change.edits.isEmpty())
            continue;
        const QByteArray text = before.text(before.find(change.path));
        done.left.insert(change.newPath, change.edits.apply(text).value_or(text));
    }
    return done;
}

DoneChange afterMoves(DoneChange done, const QHash<NotePath, NotePath> &moves)
{
    for (FileChange &change : done.back.files) {
        const NotePath now = moves.value(change.path, change.path);
        if (now == change.path)
            continue;
        if (!change.moves())
            change.newPath = now;
        change.path = now;
        done.back.vacated = {}; // No longer one folder that goes back.
    }
    QHash<NotePath, QByteArray> left;
    for (const auto &[path, text] : done.left.asKeyValueRange())
        left.insert(moves.value(path, path), text);
    done.left = left;
    return done;
}

std::optional<EditScript> takingBack(const QByteArray &before, const QByteArray &after, const QByteArray &now)
{
    const Merge merge = Merge::of(after, before, now);
    if (!merge.isClean())
        return std::nullopt;
    return EditScript::between(now, merge.text(before, now));
}

Result<Undoing> undoing(const DoneChange &done, const Snapshot &now)
{
    return Undo(done, now).run();
}

} // namespace tearsheet
