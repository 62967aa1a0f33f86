// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/note.h"
#include "core/note/notepath.h"
#include "core/text/textfile.h"

#include <memory>
#include <optional>

namespace tearsheet {

/// How a file of the vault is treated.
enum class FileKind : quint8 {
    Note,       ///< `.md`, read and indexed.
    Attachment, ///< Any other regular file: a link target. Canvases alone are read.
    TooLarge,   ///< A note above `largestNote`: listed, opened read-only, not indexed.
    Unread,     ///< Listed but never read: a link out of the vault, no regular file, no permission.
};

/// Notes above this size in bytes are not indexed.
inline constexpr qint64 largestNote = 32 * 1024 * 1024;

/// A note's text and what it says. Immutable and shared between snapshots.
struct Note
{
    QByteArray text;
    NoteFacts facts;

    bool operator==(const Note &) const = default;
};

struct Canvas;

/// A file of the vault at one moment.
struct FileEntry
{
    NotePath path;
    FileKind kind = FileKind::Attachment;
    FileStamp stamp;
    std::shared_ptr<const Note> note;     ///< Set for indexed notes only.
    QString reason;                       ///< Why a file is `Unread` or `TooLarge`, one sentence.
    std::shared_ptr<const Canvas> canvas; ///< Set for canvases that could be read as bytes.

    /// Its bytes, where they are known: those of a note or a canvas.
    std::optional<QByteArray> text() const;

    /// The day it was created: as the note says, else the file's birth in local time, null where neither is known.
    QDate created() const;

    /// The day of its last change: as the note says, else the file's modification time.
    QDate updated() const;
};

/// One link of one note: `file` is an index into `Snapshot::files()`, `link` into that note's `facts.links`.
struct LinkRef
{
    int file = -1;
    int link = -1;

    auto operator<=>(const LinkRef &) const = default;
};

enum class ResolvedVia : quint8 { None, Name, Alias };

/// What a link reaches. More than one match means the name is ambiguous; the first is the one that opens.
struct Resolution
{
    QList<int> matches; ///< Indexes into `Snapshot::files()`, best first.
    ResolvedVia via = ResolvedVia::None;

    bool operator==(const Resolution &) const = default;

    bool isResolved() const { return !matches.isEmpty(); }
};

/// A target that nothing in the vault answers to, with every link that names it.
struct UnresolvedTarget
{
    QString target; ///< As first written.
    QList<LinkRef> links;

    bool operator==(const UnresolvedTarget &) const = default;
};

struct FileRename;
struct ObsidianSettings;
class SnapshotData;

/// A symbolic link in a vault that leads to a folder of it. The files there are listed where they lie.
struct LinkedFolder
{
    NotePath path; ///< Of the link.
    NotePath real; ///< The folder.

    bool operator==(const LinkedFolder &) const = default;
    auto operator<=>(const LinkedFolder &) const = default;
};

/// The vault at one moment: immutable, cheap to copy, read from any thread without locks.
///
/// Files are sorted by path. Links are indexed under the name they say, not under the note they reach, so that notes
/// may come and go without anything being resolved again.
class Snapshot
{
public:
    /// The empty vault.
    Snapshot();

    /// Counts publications; later ones are larger.
    quint64 revision() const;

    /// Whether every note of the folder has been read; false while the first indexing runs.
    bool isComplete() const;

    const QList<std::shared_ptr<const FileEntry>> &files() const;
    const FileEntry &file(int index) const { return *files().at(index); }

    /// Index of the file at `path`, -1 if there is none. O(log n).
    int find(const NotePath &path) const;

    int noteCount() const;

    /// What a link that says `target`, standing in the note at `from`, reaches: in Obsidian's order (exact path, own
    /// folder, shortest path), case folded and NFC normalised; of files that differ by case, accents or `.md` alone,
    /// the one with the name as it is written, then a note; where no name answers, a unique alias; then a path through
    /// a linked folder. An empty target is the note itself. External targets resolve to nothing.
    Resolution resolve(QStringView target, const NotePath &from) const;

    /// What a user who types `nameOrPath` means: as `resolve` from the root; a path may lack its extension.
    Resolution lookup(QStringView nameOrPath) const;

    /// Every link that reaches file `file`, by path of the source and then by place. Links of a note to itself are left
    /// out. O(number of links that say one of its names).
    QList<LinkRef> backlinks(int file) const;

    /// Every link whose last part says `name`, which may have its `.md`, wherever it leads.
    QList<LinkRef> linksSaying(QStringView name) const;

    /// Targets that resolve to nothing, most wanted first, then by name. External links are none. The first call costs
    /// a look at every link; later ones, and those of later snapshots, cost nothing.
    QList<UnresolvedTarget> unresolved() const;

    /// The link that `ref` names, and its note.
    const Link &link(LinkRef ref) const;
    const Note &note(int file) const { return *this->file(file).note; }

    /// The bytes of a note or a canvas; those of other files are not known, and empty.
    QByteArray text(int file) const { return this->file(file).text().value_or(QByteArray()); }

    /// What `.obsidian` says of this vault.
    const ObsidianSettings &settings() const;

    /// Whether the vault's settings leave the file out of searches, graphs and counts. It still resolves links.
    bool isExcluded(int file) const;

    /// Notes that claim `alias`, case folded.
    QList<int> notesWithAlias(QStringView alias) const;

    /// Sorted by path.
    const QList<LinkedFolder> &linkedFolders() const;

    /// What other programs have renamed since somebody last answered for the links to it. No fact about a file.
    const QList<FileRename> &renamedOutside() const;

    /// The same facts about the same files, whatever the revision: what "incremental equals a rebuild" asserts.
    bool operator==(const Snapshot &other) const;

private:
    friend class Indexer;
    explicit Snapshot(std::shared_ptr<const SnapshotData> data);

    Resolution resolveNamed(QStringView target, const NotePath &from) const;
    Resolution resolveLinked(QStringView target, const NotePath &from) const;

    std::shared_ptr<const SnapshotData> d;
};

/// The key under which a name is indexed: NFC, case folded, `.md` at the end dropped.
QString nameKey(QStringView name);

/// `text` as file systems may see it that know no case and compose accents, and as links say it.
QString folded(const QString &text);

} // namespace tearsheet
