// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/relationtype.h"

#include <QString>

namespace tearsheet {

struct RelationStatement;

/// What relations have to do with: the groups of a list of them, in this order.
enum class RelationTopic : quint8 {
    Rivals,
    SupplyChain,
    Partners,
    Ownership,
    Money,
    Products,
    People,
    Services,
    Topics,
    Places,
    Events,
    Links,
};

RelationTopic relationTopic(RelationType type);

/// "Supply chain".
QString topicTitle(RelationTopic topic);

/// What one target is, as a note may say it behind a link: "customer".
QString relationNoun(RelationType type);

/// The title of a list of what is so to a note: "Customers".
QString relationTitle(RelationType type);

/// The title of a list of notes to which this note is so, as they say: "Customer of". Where both sides are the same to
/// each other it is that of the other direction: "Competitors".
QString reverseRelationTitle(RelationType type);

/// "Kestrel was a customer of Norrland (12 %)": what `statement` says of `target` in the note `source`.
QString relationSentence(const RelationStatement &statement, const QString &target, const QString &source);

} // namespace tearsheet
