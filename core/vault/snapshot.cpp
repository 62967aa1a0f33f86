// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/snapshot.h"

#include "core/vault/canvas.h"
#include "core/vault/snapshotdata.h"

#include <QDateTime>
#include <QHash>
#include <QSet>

#include <algorithm>
#include <tuple>

namespace tearsheet {

namespace {

QStringView lastPart(QStringView path)
{
    return path.sliced(path.lastIndexOf(u'/') + 1);
}

// "../x" and "./x" against a folder, "/x" against the root; nothing where it leaves the vault.
std::optional<QString> resolvedSegments(QStringView target, QStringView folder)
{
    QStringList parts;
    if (!target.startsWith(u'/'))
        parts = folder.toString().split(u'/', Qt::SkipEmptyParts);
    for (const QStringView part : target.split(u'/', Qt::SkipEmptyParts)) {
        if (part == u".")
            continue;
        if (part != u"..") {
            parts.append(part.toString());
            continue;
        }
        if (parts.isEmpty())
            return std::nullopt;
        parts.removeLast();
    }
    return parts.join(u'/');
}

bool isAnchored(QStringView target)
{
    return target.startsWith(u'/') || target.startsWith(u"./") || target.startsWith(u"../");
}

bool sameFile(const FileEntry &one, const FileEntry &other)
{
    const bool sameNote = one.note == other.note || (one.note && other.note && *one.note == *other.note);
    const bool sameCanvas =
        one.canvas == other.canvas || (one.canvas && other.canvas && one.canvas->text == other.canvas->text);
    return one.path == other.path && one.kind == other.kind && one.reason == other.reason && sameNote && sameCanvas;
}

/// How well a file answers to what a link says; less is better.
struct Candidate
{
    bool elsewhere;   // Not in the source's folder or below it.
    qsizetype length; // Of its path; as the next, the least among files of one key.
    int group;        // Its number: files are in the order of their paths.
    int fit;
    int file;
    QString key;

    bool operator==(const Candidate &) const = default;

    auto operator<=>(const Candidate &other) const
    {
        return std::tie(elsewhere, length, group, fit, file)
               <=> std::tie(other.elsewhere, other.length, other.group, other.fit, other.file);
    }
};

// Files that differ by case, by how accents are composed, or by `.md` alone have one key. Which of them a link means:
// the one that has its name as written, then with `.md`, then a note.
int fitOf(const NotePath &file, QStringView path)
{
    const auto endsWith = [](QStringView whole, QStringView end) {
        return whole.endsWith(end) && (whole.size() == end.size() || whole.at(whole.size() - end.size() - 1) == u'/');
    };
    if (endsWith(file.toString(), path))
        return 0;
    if (file.isNote() && endsWith(QStringView(file.toString()).chopped(3), path))
        return 1;
    return file.isNote() ? 2 : 3;
}

// Files of one key lie beside each other, whatever their paths' lengths.
void bringTogether(QList<Candidate> &candidates)
{
    if (candidates.size() < 2)
        return;
    QHash<QString, const Candidate *> best;
    for (const Candidate &candidate : std::as_const(candidates)) {
        const Candidate *&known = best[candidate.key];
        if (!known || candidate < *known)
            known = &candidate;
    }
    if (best.size() == candidates.size())
        return;
    for (Candidate &candidate : candidates) {
        const Candidate &first = *best.value(candidate.key);
        candidate.length = first.length;
        candidate.group = first.group;
    }
}

// Null for 0, which stands for unknown.
QDate dayOf(qint64 nanoseconds)
{
    return nanoseconds == 0 ? QDate() : QDateTime::fromMSecsSinceEpoch(nanoseconds / 1'000'000).date();
}

} // namespace

std::optional<QByteArray> FileEntry::text() const
{
    return note ? std::optional(note->text) : canvas ? std::optional(canvas->text) : std::nullopt;
}

QDate FileEntry::created() const
{
    return note && note->facts.created.isValid() ? note->facts.created : dayOf(stamp.born);
}

QDate FileEntry::updated() const
{
    return note && note->facts.updated.isValid() ? note->facts.updated : dayOf(stamp.modified);
}

QString folded(const QString &text)
{
    return text.normalized(QString::NormalizationForm_C).toCaseFolded();
}

QString nameKey(QStringView name)
{
    if (hasNoteEnding(name))
        name.chop(3);
    QString key(name.size(), Qt::Uninitialized);
    char16_t all = 0;
    for (qsizetype i = 0; i < name.size(); ++i) {
        const char16_t unit = name[i].unicode();
        all |= unit;
        key[i] = QChar(unit >= u'A' && unit <= u'Z' ? static_cast<char16_t>(unit + 32) : unit);
    }
    return all < 0x80 ? key : folded(key);
}

NameHash linkHash(QStringView target)
{
    return nameHash(lastPart(target));
}

Snapshot::Snapshot() : d(std::make_shared<SnapshotData>())
{}

Snapshot::Snapshot(std::shared_ptr<const SnapshotData> data) : d(std::move(data))
{}

quint64 Snapshot::revision() const
{
    return d->revision;
}

bool Snapshot::isComplete() const
{
    return d->complete;
}

const QList<std::shared_ptr<const FileEntry>> &Snapshot::files() const
{
    return d->files;
}

int Snapshot::find(const NotePath &path) const
{
    const auto found =
        std::ranges::lower_bound(d->files, path, {}, [](const auto &file) -> const NotePath & { return file->path; });
    return found != d->files.end() && (*found)->path == path ? static_cast<int>(found - d->files.begin()) : -1;
}

int Snapshot::noteCount() const
{
    return d->noteCount;
}

Resolution Snapshot::resolve(QStringView target, const NotePath &from) const
{
    const Resolution named = resolveNamed(target, from);
    return named.isResolved() || d->linkedFolders.isEmpty() ? named : resolveLinked(target, from);
}

Resolution Snapshot::resolveNamed(QStringView target, const NotePath &from) const
{
    if (target.isEmpty()) {
        const int self = find(from);
        return self < 0 ? Resolution{} : Resolution{{self}, ResolvedVia::Name};
    }
    if (isExternalTarget(target))
        return {};
    const bool anchored = isAnchored(target);
    QString path = target.toString();
    if (anchored) {
        const std::optional<QString> resolved = resolvedSegments(target, from.folder());
        if (!resolved)
            return {};
        path = *resolved;
    }
    const auto named = d->names.value(linkHash(path));
    const QString wanted = named.isEmpty() ? QString() : nameKey(path);
    const QString folder = named.isEmpty() || from.folder().isEmpty() ? QString() : nameKey(from.folder()) + u'/';

    // Best first: the exact path, then those in the source's folder or below it, then shorter paths, then the alphabet.
    QList<Candidate> exact;
    QList<Candidate> candidates;
    for (const FileId id : named) {
        const int number = d->fileOf.at(id);
        const NotePath &candidate = file(number).path;
        const QString key = nameKey(candidate.toString());
        if (key == wanted) {
            exact.append({false, 0, 0, fitOf(candidate, path), number, {}});
            continue;
        }
        const bool fits =
            key.endsWith(wanted) && (key.size() == wanted.size() || key.at(key.size() - wanted.size() - 1) == u'/');
        if (fits && !anchored)
            candidates.append(
                {!key.startsWith(folder), candidate.toString().size(), number, fitOf(candidate, path), number, key});
    }
    if (!exact.isEmpty())
        return {{std::ranges::min(exact).file}, ResolvedVia::Name};
    if (!candidates.isEmpty()) {
        bringTogether(candidates);
        std::ranges::sort(candidates);
        Resolution resolution{{}, ResolvedVia::Name};
        for (const Candidate &candidate : std::as_const(candidates))
            resolution.matches.append(candidate.file);
        return resolution;
    }
    const QList<int> claimed = anchored ? QList<int>() : notesWithAlias(target);
    return claimed.size() == 1 ? Resolution{claimed, ResolvedVia::Alias} : Resolution{};
}

// As the link's own path would; where that is not anchored, its last folders do.
Resolution Snapshot::resolveLinked(QStringView target, const NotePath &from) const
{
    const bool anchored = isAnchored(target);
    const std::optional<QString> path = isExternalTarget(target) ? std::nullopt
                                        : anchored               ? resolvedSegments(target, from.folder())
                                                                 : std::optional(target.toString());
    for (const LinkedFolder &linked : path ? d->linkedFolders : QList<LinkedFolder>()) {
        const QString whole = linked.path.toString();
        // Of "a/b/c" these are "a/b/c", "b/c" and "c".
        for (qsizetype begin = 0, next = 0; next >= 0; begin = next + 1) {
            next = anchored ? -1 : whole.indexOf(u'/', begin);
            const QString said = whole.sliced(begin) + u'/';
            if (!path->startsWith(said, Qt::CaseInsensitive))
                continue;
            const QString real = u'/' + linked.real.toString() + u'/' + path->sliced(said.size());
            if (const Resolution found = resolveNamed(real, {}); found.isResolved())
                return found;
        }
    }
    return {};
}

Resolution Snapshot::lookup(QStringView nameOrPath) const
{
    return nameOrPath.isEmpty() ? Resolution{} : resolve(nameOrPath, {});
}

QList<LinkRef> Snapshot::backlinks(int fileIndex) const
{
    const FileEntry &wanted = file(fileIndex);
    QSet<NameHash> keys{nameHash(wanted.path.fileName())};
    if (wanted.note) {
        for (const QString &alias : wanted.note->facts.aliases)
            keys.insert(linkHash(alias));
    }
    QList<LinkRef> result;
    for (const NameHash key : std::as_const(keys)) {
        for (const IndexedLink &indexed : d->links.value(key)) {
            const LinkRef ref{d->fileOf.at(indexed.source), static_cast<int>(indexed.link)};
            if (ref.file == fileIndex)
                continue;
            const Resolution resolution = resolve(linkTarget(link(ref), note(ref.file).text), file(ref.file).path);
            if (resolution.isResolved() && resolution.matches.first() == fileIndex)
                result.append(ref);
        }
    }
    std::ranges::sort(result);
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
}

QList<LinkRef> Snapshot::linksSaying(QStringView name) const
{
    QList<LinkRef> result;
    for (const IndexedLink &indexed : d->links.value(linkHash(name)))
        result.append({d->fileOf.at(indexed.source), static_cast<int>(indexed.link)});
    return result;
}

QList<UnresolvedTarget> Snapshot::unresolved() const
{
    return d->dangling->of(*this, *d);
}

const Link &Snapshot::link(LinkRef ref) const
{
    return note(ref.file).facts.links.at(ref.link);
}

const QList<LinkedFolder> &Snapshot::linkedFolders() const
{
    return d->linkedFolders;
}

const QList<FileRename> &Snapshot::renamedOutside() const
{
    return d->renamedOutside;
}

const ObsidianSettings &Snapshot::settings() const
{
    return d->settings->settings;
}

bool Snapshot::isExcluded(int file) const
{
    return d->settings->excluded.contains(this->file(file).path.toString());
}

QList<int> Snapshot::notesWithAlias(QStringView alias) const
{
    QList<int> result;
    for (const FileId id : d->aliases.value(nameHash(alias)))
        result.append(d->fileOf.at(id));
    std::ranges::sort(result);
    return result;
}

bool Snapshot::operator==(const Snapshot &other) const
{
    // The same files may have other numbers.
    const auto sameLists = [&](const auto &one, const auto &two, const auto &translated) {
        bool same = one.size() == two.size();
        one.forEach([&](NameHash key, const auto &list) {
            same = same && translated(list, *d) == translated(two.value(key), *other.d);
        });
        return same;
    };
    const auto filesOf = [](const QList<FileId> &ids, const SnapshotData &data) {
        QList<int> files;
        for (const FileId id : ids)
            files.append(data.fileOf.at(id));
        std::ranges::sort(files);
        return files;
    };
    const auto refsOf = [](const QList<IndexedLink> &links, const SnapshotData &data) {
        QList<LinkRef> refs;
        for (const IndexedLink &link : links)
            refs.append({data.fileOf.at(link.source), static_cast<int>(link.link)});
        std::ranges::sort(refs);
        return refs;
    };
    return std::ranges::equal(d->files, other.d->files,
                              [](const auto &one, const auto &two) { return sameFile(*one, *two); })
           && d->noteCount == other.d->noteCount && d->linkedFolders == other.d->linkedFolders
           && d->settings->settings == other.d->settings->settings && sameLists(d->names, other.d->names, filesOf)
           && sameLists(d->aliases, other.d->aliases, filesOf) && sameLists(d->links, other.d->links, refsOf)
           && (!d->dangling->isKnown() || unresolved() == other.unresolved());
}

} // namespace tearsheet
