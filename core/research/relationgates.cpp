// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/relationwords.h"

#include <algorithm>
#include <array>

namespace tearsheet {

namespace {

using enum RelationType;
using namespace kinds;

constexpr NoteKinds Logs = setOf(NoteKind::Log);
constexpr NoteKinds All = Any & ~Logs;

// The table of gates: in which notes a relation may stand, and which targets it may have.
constexpr RelationGate gateOf(RelationType type)
{
    switch (type) {
    case RelationType::Link:
        return {Any, Any};
    case Competitor:
    case Peer:
        return {Firms | People,
                Organisations | setOf(NoteKind::Person, NoteKind::Government, NoteKind::Product, NoteKind::Security)};
    case Customer:
        return {Firms | setOf(NoteKind::Concept, NoteKind::Commodity, NoteKind::Sector),
                Actors | setOf(NoteKind::Place)};
    case Supplier:
        return {Firms | setOf(NoteKind::Concept, NoteKind::Commodity, NoteKind::Sector, NoteKind::Event),
                Organisations | setOf(NoteKind::Government)};
    case Partner:
    case JvPartner:
        return {Firms | setOf(NoteKind::Person, NoteKind::Event, NoteKind::Place), Actors | setOf(NoteKind::Place)};
    case Owner:
    case Acquirer:
        return {Firms | setOf(NoteKind::Event), Actors | setOf(NoteKind::Place)};
    case Maker:
        return {Things, Organisations | setOf(NoteKind::Government)};
    case Subsidiary:
    case Acquired:
    case Brand:
        return {Actors, Organisations | setOf(NoteKind::Product)};
    case Investor:
    case Lender:
    case CoInvestor:
        return {Firms | setOf(NoteKind::Event, NoteKind::Person), Actors | setOf(NoteKind::Security)};
    case Investee:
    case Borrower:
        return {Actors | setOf(NoteKind::Security, NoteKind::Place),
                Organisations | setOf(NoteKind::Security, NoteKind::Product, NoteKind::Commodity)};
    case RelationType::Product:
    case ProductFamily:
        return {Actors | setOf(NoteKind::Product),
                setOf(NoteKind::Product, NoteKind::Concept, NoteKind::Security, NoteKind::Unknown)};
    case KeyPerson:
    case Founder:
    case Ceo:
    case Executive:
        return {Firms | setOf(NoteKind::Place), setOf(NoteKind::Person, NoteKind::Unknown, NoteKind::Actor)};
    case Employer:
    case Affiliation:
        return {setOf(NoteKind::Person), Organisations | setOf(NoteKind::Government)};
    case Colleague:
        return {setOf(NoteKind::Person), setOf(NoteKind::Person, NoteKind::Unknown)};
    case Member:
        return {Topics | Organisations | setOf(NoteKind::Security, NoteKind::Product),
                Organisations | setOf(NoteKind::Government, NoteKind::Place, NoteKind::Product, NoteKind::Security)};
    case RelationType::Sector:
        return {All, setOf(NoteKind::Sector, NoteKind::Concept, NoteKind::Unknown, NoteKind::Commodity)};
    case CorrelatedSector:
        return {All, setOf(NoteKind::Sector, NoteKind::Concept, NoteKind::Unknown)};
    case RelationType::Concept:
        return {All, setOf(NoteKind::Concept, NoteKind::Sector, NoteKind::Thesis, NoteKind::Unknown)};
    case RelationType::Commodity:
        return {All, setOf(NoteKind::Commodity, NoteKind::Concept, NoteKind::Unknown)};
    case Country:
    case Location:
        return {All, setOf(NoteKind::Place, NoteKind::Government, NoteKind::Unknown)};
    case RelationType::Event:
    case RelationType::Policy:
        return {All, setOf(NoteKind::Event, NoteKind::Policy, NoteKind::Concept, NoteKind::Unknown)};
    case Adviser:
        return {Firms | setOf(NoteKind::Event, NoteKind::Person), Actors};
    case Regulator:
        return {All & ~People, setOf(NoteKind::Government, NoteKind::Unknown, NoteKind::Actor)};
    case RelationType::Exchange:
        return {Firms, setOf(NoteKind::Exchange, NoteKind::Unknown, NoteKind::Actor, NoteKind::Company)};
    case Issuer:
        return {Things, Organisations | setOf(NoteKind::Government)};
    case RelationType::Security:
        return {Firms, setOf(NoteKind::Security, NoteKind::Unknown)};
    case Benchmark:
        return {All & ~People, setOf(NoteKind::Security, NoteKind::Concept, NoteKind::Commodity, NoteKind::Unknown)};
    case AnalystSource:
        return {All, Organisations | setOf(NoteKind::Person)};
    case Operator:
    case Manager:
    case Developer:
        return {All & ~People, Actors};
    case Predecessor:
        return {Firms | setOf(NoteKind::Event, NoteKind::Policy, NoteKind::Person), Any & ~Logs};
    case Participant:
        return {setOf(NoteKind::Event, NoteKind::Policy, NoteKind::Concept), Actors | setOf(NoteKind::Place)};
    case RelationType::Thesis:
        return {All, setOf(NoteKind::Thesis, NoteKind::Unknown)};
    case Sister:
        return {Firms, Organisations | setOf(NoteKind::Product)};
    }
    return {};
}

struct ModifierWord
{
    std::string_view word;
    RelationModifier modifier;
};

constexpr std::array ModifierWords{
    ModifierWord{"former", RelationModifier::Former},
    ModifierWord{"formerly", RelationModifier::Former},
    ModifierWord{"ex", RelationModifier::Former},
    ModifierWord{"previous", RelationModifier::Former},
    ModifierWord{"previously", RelationModifier::Former},
    ModifierWord{"past", RelationModifier::Former},
    ModifierWord{"alumni", RelationModifier::Former},
    ModifierWord{"alumnus", RelationModifier::Former},
    ModifierWord{"suspended", RelationModifier::Former},
    ModifierWord{"onetime", RelationModifier::Former},
    ModifierWord{"one-time", RelationModifier::Former},
    ModifierWord{"original", RelationModifier::Former},
    ModifierWord{"erstwhile", RelationModifier::Former},
    ModifierWord{"prior", RelationModifier::Former},
    ModifierWord{"departed", RelationModifier::Former},
    ModifierWord{"exited", RelationModifier::Former},
    ModifierWord{"divested", RelationModifier::Former},
    ModifierWord{"lost", RelationModifier::Former},
    ModifierWord{"ended", RelationModifier::Former},
    ModifierWord{"terminated", RelationModifier::Former},
    ModifierWord{"cancelled", RelationModifier::Former},
    ModifierWord{"canceled", RelationModifier::Former},
    ModifierWord{"defection", RelationModifier::Former},
    ModifierWord{"defections", RelationModifier::Former},
    ModifierWord{"departures", RelationModifier::Former},
    ModifierWord{"exits", RelationModifier::Former},
    ModifierWord{"divestitures", RelationModifier::Former},
    ModifierWord{"potential", RelationModifier::Potential},
    ModifierWord{"prospective", RelationModifier::Potential},
    ModifierWord{"possible", RelationModifier::Potential},
    ModifierWord{"planned", RelationModifier::Potential},
    ModifierWord{"proposed", RelationModifier::Potential},
    ModifierWord{"rumored", RelationModifier::Potential},
    ModifierWord{"rumoured", RelationModifier::Potential},
    ModifierWord{"pending", RelationModifier::Potential},
    ModifierWord{"future", RelationModifier::Potential},
    ModifierWord{"likely", RelationModifier::Potential},
    ModifierWord{"prospect", RelationModifier::Potential},
    ModifierWord{"failed", RelationModifier::Failed},
    ModifierWord{"collapsed", RelationModifier::Failed},
    ModifierWord{"abandoned", RelationModifier::Failed},
    ModifierWord{"blocked", RelationModifier::Failed},
    ModifierWord{"rejected", RelationModifier::Failed},
    ModifierWord{"aborted", RelationModifier::Failed},
    ModifierWord{"scrapped", RelationModifier::Failed},
};

} // namespace

RelationGate relationGate(RelationType type)
{
    return gateOf(type);
}

RelationType relationByKind(NoteKind target)
{
    switch (target) {
    case NoteKind::Sector:
        return RelationType::Sector;
    case NoteKind::Concept:
        return RelationType::Concept;
    case NoteKind::Commodity:
        return RelationType::Commodity;
    case NoteKind::Policy:
        return RelationType::Policy;
    case NoteKind::Event:
        return RelationType::Event;
    case NoteKind::Thesis:
        return RelationType::Thesis;
    default:
        return RelationType::Link;
    }
}

RelationModifier modifierWord(std::string_view word)
{
    const auto found = std::ranges::find(ModifierWords, word, &ModifierWord::word);
    return found == ModifierWords.end() ? RelationModifier::None : found->modifier;
}

} // namespace tearsheet
