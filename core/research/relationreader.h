// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/notenames.h"
#include "core/research/phrase.h"
#include "core/research/relation.h"
#include "core/text/lineindex.h"

#include <QSet>

namespace tearsheet {

/// A name in a cell, a list item or a sentence.
struct SaidName
{
    ByteRange range;  ///< The link, or the plain text.
    ByteRange behind; ///< What stands behind it up to the next name.
    int link = -1;    ///< Index into the note's links; -1 for plain text.
    NamedNote note;
    RelationModifier modifier = RelationModifier::None;
    bool partial = false; ///< Words follow that make it part of a description: "[[Kestrel]] semiconductor business".
};

/// How names are told from other text.
struct NameReading
{
    bool unknown = false;   ///< Plain text that looks like a name counts though no note answers to it.
    bool anyPrefix = false; ///< Words may stand before the link.
};

/// A statement with its target, before statements about one target are brought together.
struct TargetStatement
{
    NamedNote target;
    ByteRange name;
    int link = -1;
    RelationStatement statement;
};

/// What is known of a note while its statements are read. The parts that read them are functions below.
struct RelationReader
{
    RelationReader(int file, const Snapshot &snapshot, const RelationWords &words, std::span<const NoteKind> kinds);

    int file;
    const FileEntry &entry;
    const NoteFacts &facts;
    QByteArrayView text;
    const RelationWords &words;
    NoteNames names;
    NoteKind kind;
    LineIndex lines;
    struct HeadingFacts
    {
        bool known = false;
        NamedNote subject;                    ///< Whom it is about as a whole.
        bool event = false;                   ///< It is the name of an event.
        bool named = false;                   ///< It names a relation, or several.
        std::optional<PhraseReading> reading; ///< The one it names.
    };
    std::vector<HeadingFacts> headings; ///< By heading, read when they are asked for.
    QSet<int> own;                      ///< The note itself, and what owns or makes it: "Kestrel CEO" is its CEO.
    std::vector<TargetStatement> statements;

    /// Notes `statement` about `target`, turned round or left out as the kinds of both sides ask for.
    void say(const SaidName &target, RelationType type, RelationModifier modifier, std::optional<double> weight,
             RelationEvidence evidence, bool gated = true);

    /// Whether a relation `type` of this note to `target` makes sense; `type` is changed where a person or an investor
    /// is seen from the other side.
    bool admits(RelationType &type, NoteKind target) const;

    /// The names of `range`: links, and plain text between commas, semicolons and slashes.
    std::vector<SaidName> namesIn(ByteRange range, NameReading reading);

    /// The link that begins at `offset`; -1 if there is none.
    int linkAt(quint32 offset) const;

    /// Index of the first link at or behind `offset`.
    int firstLink(quint32 offset) const;

    /// The note that the words from token `first` on name, the longest run that answers; nothing if none does.
    NamedNote noteAt(const std::vector<PhraseToken> &tokens, int first, int end, int *length = nullptr);

    /// Whether `name` is this note's name or alias, or a beginning of its name.
    bool isOwnName(QByteArrayView name) const;

    /// Whether heading `index` or one above it names somebody else, whom what stands below is about.
    bool isAboutOther(int index);

    /// What the nearest heading from `index` up that names a relation says; `text` is that heading's.
    std::optional<PhraseReading> headingReading(int index, ByteRange *text = nullptr);

    /// The index of the heading of the next higher level above heading `index`, -1 if there is none.
    int parentHeading(int index) const;

    /// Whether heading `index` is that of the list of related notes.
    bool isRelatedHeading(int index) const;

    /// What heading `index` says by itself.
    const HeadingFacts &headingFacts(int index);

    RelationEvidence evidence(RelationRule rule, ByteRange name, ByteRange context, int heading) const;
};

/// What note `file` states, and into `asked` the names it was looked up by. `kinds` as in `NoteNames`.
QList<Relation> readRelations(int file, const Snapshot &snapshot, const RelationWords &words,
                              std::span<const NoteKind> kinds, std::vector<NameHash> *asked = nullptr);

/// The kinds of all files.
std::vector<NoteKind> noteKinds(const Snapshot &snapshot);

/// Whether `text` looks like somebody's or something's name.
bool looksLikeName(QByteArrayView text);

/// Keys of the front matter, and `key:: value` anywhere.
void readFields(RelationReader &reader);

/// The definition line or the first paragraph.
void readDefinition(RelationReader &reader);

/// Rows of facts, typed columns, entity columns under typed headings, cohorts.
void readTables(RelationReader &reader);

/// The lists of related notes, and those under typed headings; lines `Key: value`.
void readLists(RelationReader &reader);

/// A row or line that says `key` of the names in `value`; whether the key names a relation.
bool readKeyValue(RelationReader &reader, ByteRange key, ByteRange value, ByteRange context, int heading,
                  RelationRule rule);

} // namespace tearsheet
