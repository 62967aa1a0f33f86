// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/change/renameplan.h"

#include "core/change/keeplinks.h"
#include "core/note/aliasedit.h"
#include "core/store/filewrites.h"

#include <QDir>
#include <QFileInfo>
#include <QObject>

#include <algorithm>
#include <string_view>

namespace tearsheet {

namespace {

constexpr qsizetype LongestName = 255; // Bytes, on all common file systems.

std::unexpected<Error> refusal(ErrorCode code, const QString &path, const QString &sentence)
{
    return failure(code, path, sentence);
}

// The files at `from`: itself, or all those in the folder of this name.
QList<FileRename> renamesOf(const Snapshot &snapshot, const NotePath &from, const NotePath &to)
{
    if (snapshot.find(from) >= 0)
        return {{from, to}};
    QList<FileRename> renames;
    const QString folder = from.toString() + u'/';
    for (const auto &file : snapshot.files()) {
        if (!file->path.toString().startsWith(folder))
            continue;
        const QString moved = to.toString() + u'/' + file->path.toString().sliced(folder.size());
        if (const Result<NotePath> path = NotePath::fromRelative(moved))
            renames.append({file->path, *path});
    }
    return renames;
}

// A file or folder at `path`, whatever its case and accents, that is none of those which move; or a file where a folder
// is wanted.
QString occupant(const Snapshot &snapshot, const NotePath &path, const QList<FileRename> &renames)
{
    const QString wanted = folded(path.toString());
    for (const auto &file : snapshot.files()) {
        const QString other = folded(file->path.toString());
        const bool taken =
            other.startsWith(wanted) && (other.size() == wanted.size() || other.at(wanted.size()) == u'/');
        const bool isAbove =
            wanted.size() > other.size() && wanted.at(other.size()) == u'/' && wanted.startsWith(other);
        if (isAbove || (taken && !std::ranges::contains(renames, file->path, &FileRename::from)))
            return file->path.toString();
    }
    return {};
}

QList<FileChange> changesOf(const Snapshot &snapshot, const QList<FileRename> &renames, const QList<NoteEdits> &edits)
{
    QMap<NotePath, FileChange> byNewPath;
    for (const FileRename &rename : renames)
        byNewPath.insert(rename.to, {rename.from, rename.to, textStamp(snapshot.file(snapshot.find(rename.from))), {}});
    for (const NoteEdits &note : edits) {
        if (!byNewPath.contains(note.path))
            byNewPath.insert(note.path, {note.path, note.path, textStamp(snapshot.file(snapshot.find(note.path))), {}});
        byNewPath[note.path].edits = note.edits;
    }
    return byNewPath.values();
}

bool isHidden(const QString &target)
{
    return std::ranges::any_of(
        target.split(u'/'), [](const QString &part) { return part.startsWith(u'.') && part != u"." && part != u".."; });
}

// No index knows hidden files, so that links to them cannot be kept: a sentence for each note with links that lead
// elsewhere once the file or folder `from` lies at `to`.
QStringList hiddenLinksLeft(const Snapshot &snapshot, const NotePath &from, const NotePath &to)
{
    const auto placeOf = [&](const QString &path) {
        return path == from.toString() ? to.toString() : pathAfterMove(path, from.toString(), to.toString());
    };
    const auto leadsElsewhere = [&](const FileEntry &file, const QString &target) {
        const QString source = file.path.toString();
        const bool isRelative = target.startsWith(u"./") || target.startsWith(u"../");
        const auto meantFrom = [&](const QString &place) {
            return QDir::cleanPath(isRelative ? QString(QFileInfo(place).path() + u'/' + target)
                                              : target.sliced(target.startsWith(u'/') ? 1 : 0));
        };
        return isHidden(target) && placeOf(meantFrom(source)) != meantFrom(placeOf(source));
    };
    // Of all text, and so by what finds a byte fastest.
    const auto maySayHidden = [](const QByteArray &text) {
        return std::string_view(text.constData(), static_cast<size_t>(text.size())).contains("/.");
    };
    QStringList remarks;
    for (const auto &file : snapshot.files()) {
        if (!file->note || !maySayHidden(file->note->text))
            continue;
        QStringList left;
        const auto look = [&](const Link &link) {
            const QString target = isExternal(link, file->note->text) ? QString() : linkTarget(link, file->note->text);
            if (leadsElsewhere(*file, target))
                left.append(target);
        };
        std::ranges::for_each(file->note->facts.links, look);
        for (const LinkDefinition &definition : file->note->facts.definitions)
            look(linkOf(definition));
        if (left.size() == 1)
            remarks.append(QObject::tr("%1 links to %2, which is hidden: this link stays as it is.")
                               .arg(file->path.toString(), left.first()));
        else if (!left.isEmpty())
            remarks.append(QObject::tr("%1 links to %2 and %3 others, which are hidden: these links stay as they are.")
                               .arg(file->path.toString(), left.first())
                               .arg(left.size() - 1));
    }
    return remarks;
}

Result<> checkNames(const NotePath &to)
{
    for (const QStringView part : QStringView(to.toString()).split(u'/')) {
        const bool last = part.data() + part.size() == to.toString().data() + to.toString().size();
        if (const QString objection = nameObjection(last ? to.name() : part); !objection.isEmpty())
            return refusal(ErrorCode::InvalidName, to.toString(), objection);
        if (part.toUtf8().size() > LongestName)
            return refusal(ErrorCode::InvalidName, to.toString(), QObject::tr("The name %1 is too long.").arg(part));
    }
    return {};
}

} // namespace

QString nameObjection(QStringView name)
{
    if (name.isEmpty())
        return QObject::tr("A file needs a name.");
    if (name.startsWith(u'.'))
        return QObject::tr("The name %1 begins with a dot, so that it would be hidden.").arg(name);
    if (name != name.trimmed() || name.endsWith(u'.'))
        return QObject::tr("The name %1 begins or ends with a blank or a dot, which links and other systems drop.")
            .arg(name);
    for (const QStringView mark : {u"[", u"]", u"|", u"#", u"^", u"%%", u"\\", u"`"}) {
        if (name.contains(mark))
            return QObject::tr("The name %1 holds %2, which no link can say.").arg(name, mark);
    }
    if (std::ranges::any_of(name, [](QChar c) { return c.category() == QChar::Other_Control; }))
        return QObject::tr("A name cannot hold line ends or other controls.");
    if (name.contains(u':'))
        return QObject::tr("The name %1 holds a colon, which other systems do not take.").arg(name);
    return {};
}

Result<ChangePlan> planRename(const Snapshot &snapshot, const QString &from, const QString &to,
                              const RenameOptions &options)
{
    const Result<NotePath> source = NotePath::fromRelative(from);
    if (!source)
        return std::unexpected(source.error());
    const Result<NotePath> target = NotePath::fromRelative(to);
    if (!target)
        return std::unexpected(target.error());
    if (*source == *target)
        return refusal(ErrorCode::Exists, from, QObject::tr("%1 has this name already.").arg(from));
    const QList<FileRename> renames = renamesOf(snapshot, *source, *target);
    if (renames.isEmpty()) {
        const QList<int> meant = snapshot.lookup(from).matches;
        const QString sentence = QObject::tr("There is no file or folder %1 in the vault.").arg(from);
        return refusal(ErrorCode::NotFound, from,
                       meant.isEmpty() ? sentence
                                       : QObject::tr("%1 The note %2 lies at %3.")
                                             .arg(sentence, from, snapshot.file(meant.first()).path.toString()));
    }
    const bool folder = renames.first().from != *source;
    if (folder && target->toString().startsWith(source->toString() + u'/'))
        return refusal(ErrorCode::InvalidName, to, QObject::tr("A folder cannot move into itself."));
    if (!folder && source->isNote() != target->isNote())
        return refusal(ErrorCode::InvalidName, to,
                       source->isNote() ? QObject::tr("The name of a note ends with .md.")
                                        : QObject::tr("Only the name of a note ends with .md."));
    if (const Result<> names = checkNames(*target); !names)
        return std::unexpected(names.error());
    if (const QString there = occupant(snapshot, *target, renames); !there.isEmpty())
        return refusal(ErrorCode::Exists, to, QObject::tr("%1 is there already.").arg(there));

    for (const LinkedFolder &linked : snapshot.linkedFolders()) {
        const QString through = linked.path.toString() + u'/';
        if (target->toString().startsWith(through))
            return refusal(ErrorCode::InvalidName, to,
                           QObject::tr("%1 leads to the folder %2; say %3 instead.")
                               .arg(linked.path.toString(), linked.real.toString(),
                                    linked.real.toString() + u'/' + target->toString().sliced(through.size())));
    }
    const FileRename wholeFolder = folder ? FileRename{*source, *target} : FileRename();
    KeptLinks kept = keepLinks(snapshot, withRenames(snapshot, renames, wholeFolder), renames);
    if (!kept.lost.isEmpty())
        return refusal(ErrorCode::InvalidName, to, kept.lost.first().sentence);
    QList<NoteEdits> &edits = kept.notes;
    const int file = snapshot.find(*source);
    const bool renamed = source->name() != target->name();
    int aliases = 0;
    if (options.keepAlias && renamed && file >= 0 && snapshot.file(file).note) {
        const Note &note = snapshot.note(file);
        const Result<EditScript> alias = withAlias(source->name().toString(), note.facts, note.text);
        if (!alias)
            return refusal(ErrorCode::BadEdit, from,
                           QObject::tr("The old name cannot be kept as an alias. %1").arg(alias.error().sentence));
        aliases = static_cast<int>(alias->edits().size());
        const auto own = std::ranges::find(edits, *target, &NoteEdits::path);
        if (own == edits.end())
            edits.append({*target, *alias});
        else
            own->edits = EditScript::of(own->edits.edits() + alias->edits()).value_or(own->edits);
    }
    ChangePlan plan{QObject::tr("Rename %1 to %2").arg(source->toString(), target->toString()),
                    changesOf(snapshot, renames, edits), folder ? *source : NotePath(), aliases};
    plan.remarks = kept.remarks + hiddenLinksLeft(snapshot, *source, *target);
    return plan;
}

ChangePlan planLinkRepair(const Snapshot &snapshot, const QList<FileRename> &renames)
{
    QList<FileRename> back;
    QList<FileRename> there;
    for (const FileRename &rename : renames) {
        // Where something lies at the old path again, links mean that.
        if (snapshot.find(rename.to) < 0 || snapshot.find(rename.from) >= 0)
            continue;
        back.append({rename.to, rename.from});
        there.append(rename);
    }
    const Snapshot before = withRenames(snapshot, back);
    const KeptLinks kept = keepLinks(before, snapshot, there);
    ChangePlan plan{QObject::tr("Update links to renamed files"), changesOf(snapshot, {}, kept.notes), {}};
    for (const LostLink &lost : kept.lost)
        plan.remarks.append(lost.sentence);
    return plan;
}

} // namespace tearsheet
