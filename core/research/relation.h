// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/relationtype.h"
#include "core/research/relationwords.h"
#include "core/vault/snapshot.h"

namespace tearsheet {

/// Where a note says a relation, as ranges of its text; empty where the rule has no such part.
struct RelationEvidence
{
    RelationRule rule = RelationRule::Link;
    ByteRange name;    ///< The target as said: the link, or the plain text.
    ByteRange context; ///< The table row, list item or line.
    ByteRange heading; ///< The text of the section's heading.
    ByteRange column;  ///< The header of the column.
    ByteRange caption; ///< What stands behind the name in a list.
    int line = 1;      ///< From 1.

    bool operator==(const RelationEvidence &) const = default;
};

/// One statement about a pair of notes.
struct RelationStatement
{
    RelationType type = RelationType::Link;
    RelationModifier modifier = RelationModifier::None;
    std::optional<double> weight; ///< A stake or share in percent.
    RelationEvidence evidence;

    bool operator==(const RelationStatement &) const = default;
};

/// What a note states about a target: TARGET is `best.type` of SOURCE.
struct Relation
{
    int source = -1;    ///< Index into `Snapshot::files()`; its text holds the evidence.
    int target = -1;    ///< Likewise; -1 where nothing answers to the name.
    QString targetName; ///< As said; the path where it resolves.
    RelationStatement best;
    QList<RelationStatement> also; ///< What else the note says of the pair, better rules first; no plain links.

    bool operator==(const Relation &) const = default;
};

/// What note `file` itself states, one relation for each target, by first mention: a function of its text and of what
/// the names in it reach. Linear in the note. Any thread.
QList<Relation> relationsOf(int file, const Snapshot &snapshot, const RelationWords &words = standardRelationWords());

/// What every note states, by source. In all cores.
QList<Relation> relationsOf(const Snapshot &snapshot, const RelationWords &words = standardRelationWords());

/// `evidence.context` of `text` as one line, without blanks around it; of a long line what is near the name.
QString evidenceText(const RelationEvidence &evidence, QByteArrayView text);

/// The same as it reads: without marks of Markdown, links by what they show. Bars between cells stay.
QString evidenceWords(const RelationEvidence &evidence, QByteArrayView text);

/// Whether `other` is what its source says back to `relation`, with the two notes changing places.
bool answers(const Relation &other, const Relation &relation);

/// Of `relations`, those that only their source states: the target is a note, a reciprocal exists, and what the target
/// says of the source is not of its class.
QList<int> oneSided(const QList<Relation> &relations);

} // namespace tearsheet
