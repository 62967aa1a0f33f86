// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/snapshot.h"

namespace tearsheet {

/// What a note is about, as its tags say, or else the folder it is in. Relations are gated by it.
enum class NoteKind : quint8 {
    Unknown, ///< Nothing says it, or there is no such note.
    Actor,   ///< Somebody who acts; most are companies.
    Company,
    Financier, ///< Who owns or lends for a living: funds, banks, family offices.
    Person,
    Government,
    Place,
    Sector,
    Concept,
    Commodity,
    Policy,
    Event,
    Product,
    Security, ///< What is traded: funds in a wrapper, indexes, shares.
    Exchange,
    Thesis,
    Log, ///< Days, reports, drafts: they tell what happened, not what is.
};

/// A set of kinds.
using NoteKinds = quint32;

constexpr NoteKinds setOf(NoteKind kind)
{
    return NoteKinds{1} << static_cast<int>(kind);
}

template <typename... More>
constexpr NoteKinds setOf(NoteKind kind, More... more)
{
    return setOf(kind) | setOf(more...);
}

/// Kinds that relations treat alike.
namespace kinds {

inline constexpr NoteKinds Any = ~NoteKinds{0};
inline constexpr NoteKinds Organisations =
    setOf(NoteKind::Unknown, NoteKind::Actor, NoteKind::Company, NoteKind::Financier, NoteKind::Exchange);
inline constexpr NoteKinds Actors = Organisations | setOf(NoteKind::Person, NoteKind::Government);
inline constexpr NoteKinds Topics = setOf(NoteKind::Sector, NoteKind::Concept, NoteKind::Commodity, NoteKind::Policy,
                                          NoteKind::Event, NoteKind::Thesis, NoteKind::Place, NoteKind::Government);
inline constexpr NoteKinds Cohorts = setOf(NoteKind::Sector, NoteKind::Concept, NoteKind::Commodity, NoteKind::Thesis,
                                           NoteKind::Product, NoteKind::Place);
inline constexpr NoteKinds Things = setOf(NoteKind::Product, NoteKind::Security);
inline constexpr NoteKinds People = setOf(NoteKind::Person);
inline constexpr NoteKinds NotPeople = Any & ~People;
inline constexpr NoteKinds Firms = Organisations | setOf(NoteKind::Product, NoteKind::Security, NoteKind::Government);

} // namespace kinds

/// What `note` at `path` is about. O(number of its tags).
NoteKind noteKind(const Note &note, const NotePath &path);

/// What a name that no note answers to is about, as far as its last word tells: those of parties begin with capitals,
/// "ferry deal" is an event and "night sailing" a concept. Else Unknown.
NoteKind kindOfName(QStringView name);

} // namespace tearsheet
