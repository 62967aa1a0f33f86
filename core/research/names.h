// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/recentvalues.h"
#include "core/research/notekind.h"
#include "core/vault/namehash.h"
#include "core/vault/snapshot.h"

#include <optional>

namespace tearsheet {

/// Who or what a statement is about: a note, or a plain name that no note has.
struct Subject
{
    NameHash key = 0; ///< Equal for equal subjects: of the note's path, else of the name.
    QString name;     ///< The note's, else as written.
    NotePath note;    ///< Empty where no note has the name.

    bool operator==(const Subject &) const = default;

    bool isValid() const { return key != 0; }
    bool isNote() const { return !note.isEmpty(); }
};

/// What kind of thing a note is about, by its tags.
enum class NoteType : quint8 {
    Thing, ///< A company, person, country, product …
    Topic, ///< A sector, a market, an idea, an event: its tables are about others.
    Diary, ///< A day's or a newsletter's: it has no figures of its own.
};

NoteType noteType(const FileEntry &file);

/// Whether two files of one path answer to the same names, and their notes are about the same kind of thing.
bool answersLike(const FileEntry &one, const FileEntry &other);

/// Whether names mean the same in two snapshots, whatever their notes say. Linear in the number of files.
bool answerAlike(const Snapshot &one, const Snapshot &other);

/// Whether it is about a product or material, a thing whose tables are about others as a topic's are.
bool isProduct(const FileEntry &file);

/// The names of a vault as a reader of notes asks for them; remembers which it was asked, so that a note needs to be
/// read again only where one of them has come or gone. One thread.
class Names
{
public:
    explicit Names(const Snapshot &snapshot) : m_snapshot(snapshot) {}

    /// Goes on to another snapshot; what is known stays known where the files of both are `alike`.
    void follow(const Snapshot &snapshot, bool alike);

    /// The note that a plain name means: the only one of that name, or else the only one with that alias.
    Subject plain(QByteArrayView name);

    /// The same of a name in the capitals of its note or of an alias: "target" is no Target.
    Subject written(QByteArrayView name);

    /// What a link in the note of `from` reaches; by its name where that is nothing.
    Subject linked(const Link &link, const FileEntry &from);

    /// The note itself.
    Subject own(const FileEntry &file) const;

    /// Whether a subject's note is about a thing.
    bool isThing(const Subject &subject) const;

    /// What kind of note a subject has; `Unknown` where it has none.
    NoteKind kindOf(const Subject &subject) const;

    /// Whether it is about an organisation, as far as its note says what it is about.
    bool isFirm(const Subject &subject) const;

    /// The words of a subject's name, as `nameWords`.
    QByteArray wordsOf(const Subject &subject);

    /// What has been asked for: ascending, each once.
    QList<NameHash> takeAsked();

private:
    // What a name without a path means, wherever it stands.
    struct Meaning
    {
        Subject subject;
        bool ambiguous = false; ///< Several files answer: where a link stands decides.
    };

    Meaning meaningOf(NameHash key, QAnyStringView name);

    Snapshot m_snapshot;
    // Of the subjects that were asked about.
    mutable QHash<NameHash, bool> m_things;
    mutable QHash<NameHash, NoteKind> m_kinds;
    RecentValues<NameHash, Meaning> m_meanings{32768};
    RecentValues<QString, QByteArray> m_words{4096};
    QList<NameHash> m_asked;
};

} // namespace tearsheet
