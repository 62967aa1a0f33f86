// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include <optional>
#include <span>

namespace tearsheet {

/// What TARGET is to SOURCE: "TARGET is a customer of SOURCE". The list is closed; vaults add words, not relations.
enum class RelationType : quint8 {
    Link, ///< Linked, and no rule says more.
    Competitor,
    Peer,
    Customer,
    Supplier,
    Partner,
    JvPartner,
    Owner,
    Acquirer,
    Maker,
    Subsidiary,
    Acquired,
    Brand,
    Investor,
    Lender,
    CoInvestor,
    Investee,
    Borrower,
    Product,
    ProductFamily,
    KeyPerson,
    Founder,
    Ceo,
    Executive,
    Employer,
    Affiliation,
    Colleague,
    Member,
    Sector,
    Concept,
    CorrelatedSector,
    Commodity,
    Country,
    Location,
    Event,
    Policy,
    Adviser,
    Regulator,
    Exchange,
    Issuer,
    Security,
    Benchmark,
    AnalystSource,
    Operator,
    Manager,
    Developer,
    Predecessor,
    Participant,
    Thesis,
    Sister,
};

/// Whether a relation holds.
enum class RelationModifier : quint8 {
    None,
    Former,    ///< It held and ended.
    Potential, ///< It may come to hold.
    Failed,    ///< It was meant to come and did not: a bid that was blocked.
};

/// By which rule a relation was read, the better one first. Of two statements about a pair the better rule's counts.
enum class RelationRule : quint8 {
    FrontMatter, ///< A key of the front matter.
    InlineField, ///< `key:: value` in the text.
    Cohort,      ///< A company named in the entity column of a table in a note on a topic or a place.
    KeyValue,    ///< A row of a table of facts, or a line `Key: value`.
    Column,      ///< A table's column header.
    Subheading,  ///< A heading inside the list of related notes.
    Section,     ///< A section's heading and the table's entity column.
    ListItem,    ///< A list item under such a heading.
    Caption,     ///< What stands behind a link in the list of related notes.
    Prose,       ///< The definition line or the first paragraph.
    Kind,        ///< What the target is, named among the related notes: its sector, a commodity, an event.
    Link,        ///< A link of which nothing else is known.
};

/// Stable, for scripts: "jv-partner".
QStringView relationName(RelationType type);
QStringView modifierName(RelationModifier modifier); ///< Empty for None.
QStringView ruleName(RelationRule rule);

/// The relation that `name` means; nothing where it is none.
std::optional<RelationType> relationNamed(QStringView name);

/// The one that stands for all that say the same: Peer is a Competitor, Maker and Acquirer are an Owner.
RelationType relationClass(RelationType type);

/// What SOURCE is to TARGET where TARGET is `type` of SOURCE: Supplier for Customer. Nothing where nobody would write
/// it down.
std::optional<RelationType> reciprocal(RelationType type);

/// Every relation, in the order of the list.
std::span<const RelationType> relationTypes();

} // namespace tearsheet
