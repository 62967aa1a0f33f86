// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/relationwords.h"

#include <algorithm>
#include <array>

namespace tearsheet {

namespace {

using enum RelationType;

constexpr quint8 K = InKey;
constexpr quint8 C = InColumn;
constexpr quint8 H = InHeading;
constexpr quint8 P = InCaption;
constexpr quint8 T = InProse;

constexpr NoteKinds Any = ~NoteKinds{0};
constexpr NoteKinds Organisations =
    setOf(NoteKind::Unknown, NoteKind::Actor, NoteKind::Company, NoteKind::Financier, NoteKind::Exchange);
constexpr NoteKinds Actors = Organisations | setOf(NoteKind::Person, NoteKind::Government);
constexpr NoteKinds Topics = setOf(NoteKind::Sector, NoteKind::Concept, NoteKind::Commodity, NoteKind::Policy,
                                   NoteKind::Event, NoteKind::Thesis, NoteKind::Place, NoteKind::Government);
constexpr NoteKinds Cohorts = setOf(NoteKind::Sector, NoteKind::Concept, NoteKind::Commodity, NoteKind::Thesis,
                                    NoteKind::Product, NoteKind::Place);
constexpr NoteKinds Things = setOf(NoteKind::Product, NoteKind::Security);
constexpr NoteKinds People = setOf(NoteKind::Person);
constexpr NoteKinds NotPeople = Any & ~People;
constexpr NoteKinds Firms = Organisations | setOf(NoteKind::Product, NoteKind::Security, NoteKind::Government);

// The table of words. The first entry that fits a place counts; `sources` tells the meanings of a word apart.
constexpr std::array Words{
    // Rivals.
    RelationWord{"competitor", Competitor},
    RelationWord{"competing", Competitor, H},
    RelationWord{"rival", Competitor},
    RelationWord{"competition", Competitor, K | H},
    RelationWord{"challenger", Competitor, P},
    RelationWord{"archrival", Competitor, P},
    RelationWord{"market leader", Competitor, P, Firms},
    RelationWord{"vs", Competitor, C, Firms},
    RelationWord{"vs others", Competitor, C, Firms},
    RelationWord{"vs competitor", Competitor, C, Firms},
    RelationWord{"competitive position", Competitor, H},
    RelationWord{"competitive positioning", Competitor, H},
    RelationWord{"competitive landscape", Competitor, H},
    RelationWord{"competitive comparison", Competitor, H},
    RelationWord{"competitive dynamic", Competitor, H},
    RelationWord{"competitive context", Competitor, H},
    RelationWord{"competes with", Competitor, T},
    RelationWord{"competing with", Competitor, T},
    RelationWord{"competitor to", Competitor, T},
    RelationWord{"competitor of", Competitor, T},
    RelationWord{"rival to", Competitor, T},
    RelationWord{"rival of", Competitor, T},
    RelationWord{"peer", Peer},
    RelationWord{"peer comparison", Peer, H},
    RelationWord{"peer group", Peer, H},
    // Along the supply chain.
    RelationWord{"customer", Customer},
    RelationWord{"client", Customer},
    RelationWord{"buyer", Customer, P, Organisations},
    RelationWord{"offtaker", Customer},
    RelationWord{"off-taker", Customer},
    RelationWord{"offtake partner", Customer},
    RelationWord{"anchor tenant", Customer, K | P},
    RelationWord{"tenant", Customer, Everywhere, Firms},
    RelationWord{"customer concentration", Customer, H},
    RelationWord{"supplier", Supplier},
    RelationWord{"vendor", Supplier},
    RelationWord{"supplier roster", Supplier, H},
    RelationWord{"foundry", Supplier, K | C | P, Organisations | setOf(NoteKind::Product)},
    RelationWord{"contract manufacturer", Supplier},
    RelationWord{"contractor", Supplier, C | H, Firms},
    RelationWord{"partner", Partner},
    RelationWord{"strategic partner", Partner},
    RelationWord{"partnership", Partner, K | H | P},
    RelationWord{"collaborator", Partner},
    RelationWord{"collaboration", Partner, H | P},
    RelationWord{"alliance", Partner, K | H | P, Organisations},
    RelationWord{"partnered with", Partner, T},
    RelationWord{"in partnership with", Partner, T},
    RelationWord{"jv partner", JvPartner},
    RelationWord{"joint venture partner", JvPartner},
    RelationWord{"co-parent", JvPartner, P},
    // Who owns whom.
    RelationWord{"owner", Owner},
    RelationWord{"parent", Maker, Everywhere, setOf(NoteKind::Product)},
    RelationWord{"parent actor", Maker, K, setOf(NoteKind::Product)},
    RelationWord{"parent company", Maker, Everywhere, setOf(NoteKind::Product)},
    RelationWord{"parent product", ProductFamily, Everywhere, setOf(NoteKind::Product)},
    RelationWord{"parent product family", ProductFamily, Everywhere, setOf(NoteKind::Product)},
    RelationWord{"parent family", ProductFamily, Everywhere, setOf(NoteKind::Product)},
    RelationWord{"product family", ProductFamily, Everywhere, setOf(NoteKind::Product)},
    RelationWord{"parent concept", Concept, K},
    RelationWord{"parent", Concept, Everywhere, Topics},
    RelationWord{"parent", Issuer, Everywhere, setOf(NoteKind::Security)},
    RelationWord{"parent company", Issuer, Everywhere, setOf(NoteKind::Security)},
    RelationWord{"parent actor", Issuer, K, setOf(NoteKind::Security)},
    RelationWord{"parent", Owner, Everywhere, NotPeople},
    RelationWord{"parent actor", Owner, K},
    RelationWord{"parent company", Owner, Everywhere, NotPeople},
    RelationWord{"parent group", Owner, Everywhere, NotPeople},
    RelationWord{"corporate parent", Owner, Everywhere, NotPeople},
    RelationWord{"owned by", Owner, K | C | T},
    RelationWord{"majority shareholder", Owner},
    RelationWord{"majority holder", Owner},
    RelationWord{"controlling shareholder", Owner},
    RelationWord{"controlled by", Owner, K | T},
    RelationWord{"subsidiary of", Owner, K | T},
    RelationWord{"unit of", Owner, T, Organisations},
    RelationWord{"division of", Owner, T, Organisations},
    RelationWord{"arm of", Owner, T, Organisations},
    RelationWord{"brand of", Owner, T, Organisations},
    RelationWord{"part of", Owner, T, Organisations},
    RelationWord{"acquirer", Acquirer},
    RelationWord{"acquired by", Acquirer, K | C | T},
    RelationWord{"buyer", Acquirer, K, setOf(NoteKind::Company, NoteKind::Actor)},
    RelationWord{"taken over by", Acquirer, T},
    RelationWord{"bought by", Acquirer, T},
    RelationWord{"maker", Maker, Everywhere, setOf(NoteKind::Product)},
    RelationWord{"manufacturer", Maker, Everywhere, setOf(NoteKind::Product)},
    RelationWord{"company", Maker, K, setOf(NoteKind::Product)},
    RelationWord{"builder", Maker, K | P, setOf(NoteKind::Product)},
    RelationWord{"made by", Maker, K | T, setOf(NoteKind::Product)},
    RelationWord{"built by", Maker, T, setOf(NoteKind::Product)},
    RelationWord{"developed by", Maker, T, setOf(NoteKind::Product)},
    RelationWord{"manufactured by", Maker, T, setOf(NoteKind::Product)},
    RelationWord{"from", Maker, T, setOf(NoteKind::Product)},
    RelationWord{"subsidiary", Subsidiary, Everywhere, NotPeople},
    RelationWord{"owned company", Subsidiary},
    RelationWord{"business unit", Subsidiary, P},
    RelationWord{"unit", Subsidiary, P, Organisations},
    RelationWord{"division", Subsidiary, P, Organisations},
    RelationWord{"arm", Subsidiary, P, Organisations},
    RelationWord{"operating company", Subsidiary, Everywhere, Organisations},
    RelationWord{"brand", Brand, Everywhere, Organisations},
    RelationWord{"sub-brand", Brand, Everywhere, Organisations},
    RelationWord{"acquisition", Acquired, K | H | P, Actors},
    RelationWord{"acquisition", Acquired, C, Organisations},
    RelationWord{"acquired company", Acquired, Everywhere, Actors},
    RelationWord{"acquisition target", Acquired, Everywhere, Actors},
    RelationWord{"takeover target", Acquired, Everywhere, Actors},
    RelationWord{"acquired", Acquired, K | C | P, Organisations},
    // Money.
    RelationWord{"investor", Investee, P, setOf(NoteKind::Financier)},
    RelationWord{"backer", Investee, P, setOf(NoteKind::Financier)},
    RelationWord{"shareholder", Investee, P, setOf(NoteKind::Financier)},
    RelationWord{"investor", Investor},
    RelationWord{"lead investor", Investor},
    RelationWord{"co-investor", CoInvestor},
    RelationWord{"angel", Investor, K | C},
    RelationWord{"angel investor", Investor},
    RelationWord{"shareholder", Investor},
    RelationWord{"stakeholder", Investor, K | C},
    RelationWord{"holder", Investor, K | C | P},
    RelationWord{"backer", Investor},
    RelationWord{"lead", Investor, C, setOf(NoteKind::Company, NoteKind::Actor, NoteKind::Unknown)},
    RelationWord{"led by", Investor, C, setOf(NoteKind::Company, NoteKind::Actor, NoteKind::Unknown)},
    RelationWord{"backed by", Investor, K | C | T},
    RelationWord{"funded by", Investor, K | T},
    RelationWord{"limited partner", Investor},
    RelationWord{"cap table", Investor, H},
    RelationWord{"cap table and funding", Investor, H},
    RelationWord{"ownership", Investor, K | H, Organisations},
    RelationWord{"ownership structure", Investor, H},
    RelationWord{"ownership estimate", Investor, H},
    RelationWord{"lender", Borrower, P, setOf(NoteKind::Financier)},
    RelationWord{"lender", Lender},
    RelationWord{"creditor", Lender},
    RelationWord{"investment", Investee, K | H, Actors | setOf(NoteKind::Security)},
    RelationWord{"investment", Investee, P, Organisations | Things},
    RelationWord{"portfolio company", Investee},
    RelationWord{"portfolio investment", Investee},
    RelationWord{"portfolio", Investee, H | K, Actors | setOf(NoteKind::Security)},
    RelationWord{"portfolio holding", Investee},
    RelationWord{"investee", Investee},
    RelationWord{"equity stake", Investee, K | P},
    RelationWord{"stake", Investee, P, Organisations},
    RelationWord{"bet", Investee, P, setOf(NoteKind::Financier, NoteKind::Person)},
    RelationWord{"holding", Investee, Everywhere, Actors | setOf(NoteKind::Security)},
    RelationWord{"borrower", Borrower, Everywhere, Actors},
    // Products.
    RelationWord{"product", Product, Everywhere, Actors | setOf(NoteKind::Product)},
    RelationWord{"product line", Product, Everywhere, Actors},
    RelationWord{"model", Product, C, Organisations},
    RelationWord{"vehicle", Product, C, Organisations},
    RelationWord{"flagship", Product, K | P, Organisations},
    RelationWord{"performance variant", Product, P, Actors | setOf(NoteKind::Product)},
    RelationWord{"variant", Product, P, Actors | setOf(NoteKind::Product)},
    // People, and what they work for.
    RelationWord{"firm", Employer, K | C, People},
    RelationWord{"company", Employer, K | C, People},
    RelationWord{"organization", Employer, K | C, People},
    RelationWord{"employer", Employer, Everywhere, People},
    RelationWord{"affiliation", Affiliation, Everywhere, People},
    RelationWord{"role", Affiliation, K, People},
    RelationWord{"position", Affiliation, K, People},
    RelationWord{"title", Affiliation, K, People},
    RelationWord{"alma mater", Affiliation, Everywhere, People},
    RelationWord{"career", Affiliation, H, People},
    RelationWord{"colleague", Colleague, P | H, People},
    RelationWord{"boss", Colleague, P, People},
    RelationWord{"at", Employer, T, People},
    RelationWord{"ceo of", Employer, T, People},
    RelationWord{"founder of", Affiliation, T, People},
    RelationWord{"co-founder of", Affiliation, T, People},
    RelationWord{"chairman of", Affiliation, T, People},
    RelationWord{"president of", Affiliation, T, People},
    RelationWord{"head of", Affiliation, T, People},
    RelationWord{"cfo of", Employer, T, People},
    RelationWord{"partner at", Employer, T, People},
    RelationWord{"ceo", Ceo},
    RelationWord{"co-ceo", Ceo},
    RelationWord{"chief executive", Ceo},
    RelationWord{"chief executive officer", Ceo},
    RelationWord{"founder", Founder},
    RelationWord{"co-founder", Founder},
    RelationWord{"cofounder", Founder},
    RelationWord{"founded by", Founder, K | T},
    RelationWord{"co-founded by", Founder, T},
    RelationWord{"led by", KeyPerson, K | T},
    RelationWord{"cfo", Executive},
    RelationWord{"cto", Executive},
    RelationWord{"coo", Executive},
    RelationWord{"cio", Executive, K | C | P},
    RelationWord{"chief scientist", Executive},
    RelationWord{"chief economist", Executive},
    RelationWord{"chief strategist", Executive},
    RelationWord{"vice president", Executive},
    RelationWord{"managing director", Executive},
    RelationWord{"managing partner", Executive},
    RelationWord{"general partner", Executive},
    RelationWord{"portfolio manager", Executive},
    RelationWord{"executive", Executive},
    RelationWord{"officer", Executive},
    RelationWord{"chairman", KeyPerson},
    RelationWord{"chairwoman", KeyPerson},
    RelationWord{"chairperson", KeyPerson},
    RelationWord{"chair", KeyPerson, K | C | P},
    RelationWord{"president", KeyPerson},
    RelationWord{"director", KeyPerson, K | C | P},
    RelationWord{"board member", KeyPerson},
    RelationWord{"board of director", KeyPerson, H},
    RelationWord{"board", KeyPerson, K | H},
    RelationWord{"head", KeyPerson, P},
    RelationWord{"key person", KeyPerson},
    RelationWord{"key people", KeyPerson},
    RelationWord{"key figure", KeyPerson},
    RelationWord{"person", KeyPerson, C, NotPeople},
    RelationWord{"people", KeyPerson, H | K, NotPeople},
    RelationWord{"leader", KeyPerson, K | C},
    RelationWord{"leadership", KeyPerson, K | H, NotPeople},
    RelationWord{"management", KeyPerson, K | H, Organisations},
    RelationWord{"management team", KeyPerson, H, NotPeople},
    RelationWord{"team", KeyPerson, H, Organisations},
    RelationWord{"prime minister", KeyPerson},
    RelationWord{"minister", KeyPerson},
    RelationWord{"governor", KeyPerson},
    RelationWord{"secretary", KeyPerson, K | C | P},
    RelationWord{"chancellor", KeyPerson},
    RelationWord{"official", KeyPerson, C, setOf(NoteKind::Government, NoteKind::Place)},
    RelationWord{"principal", KeyPerson, K | C | P},
    RelationWord{"partner", KeyPerson, P, setOf(NoteKind::Financier)},
    RelationWord{"employee", KeyPerson, P},
    RelationWord{"researcher", KeyPerson, P},
    RelationWord{"creator", KeyPerson, K | P},
    RelationWord{"inventor", KeyPerson, K | P},
    RelationWord{"designer", KeyPerson, K | P},
    // What a note belongs to, and what belongs to a topic.
    RelationWord{"sector", Sector, K | H | P},
    RelationWord{"sector", CorrelatedSector, C, Firms},
    RelationWord{"sector correlation", CorrelatedSector, H, Firms},
    RelationWord{"industry", Sector, K | H | P},
    RelationWord{"subsector", Sector, K | P},
    RelationWord{"concept", Concept, K | H | P},
    RelationWord{"theme", Concept, K | H | P},
    RelationWord{"cohort", Concept, K | P},
    RelationWord{"cluster", Concept, P},
    RelationWord{"member country", Member, K | C | H},
    RelationWord{"member state", Member, K | C | H},
    RelationWord{"member", Member, K | H | C | P, Topics | setOf(NoteKind::Security)},
    RelationWord{"constituent", Member, Everywhere, Topics | setOf(NoteKind::Security)},
    RelationWord{"player", Member, H | C | P, Cohorts},
    RelationWord{"producer", Member, H | C | P, Cohorts},
    RelationWord{"miner", Member, H | C | P, Cohorts},
    RelationWord{"company", Member, H | P, Cohorts},
    RelationWord{"actor", Member, H, Cohorts},
    RelationWord{"leader", Member, P, Cohorts},
    RelationWord{"pioneer", Member, P, Cohorts},
    RelationWord{"maker", Member, P, Cohorts},
    RelationWord{"manufacturer", Member, H | C | P, Cohorts},
    RelationWord{"operator", Member, H | C | P, setOf(NoteKind::Sector)},
    RelationWord{"champion", Member, P, Cohorts},
    RelationWord{"incumbent", Member, P, Cohorts},
    RelationWord{"startup", Member, P, Cohorts},
    RelationWord{"exemplar", Member, P, Cohorts},
    RelationWord{"example", Member, P, Cohorts},
    RelationWord{"participant", Participant, Everywhere, setOf(NoteKind::Event, NoteKind::Policy, NoteKind::Concept)},
    RelationWord{"signatory", Participant, Everywhere, setOf(NoteKind::Event, NoteKind::Policy, NoteKind::Concept)},
    RelationWord{"party", Participant, K | H, setOf(NoteKind::Event, NoteKind::Policy)},
    RelationWord{"attendee", Participant, Everywhere, setOf(NoteKind::Event)},
    RelationWord{"speaker", Participant, Everywhere, setOf(NoteKind::Event)},
    RelationWord{"commodity", Commodity},
    RelationWord{"raw material", Commodity},
    RelationWord{"feedstock", Commodity, K | P},
    RelationWord{"country", Country, K | H | P, Firms | People | setOf(NoteKind::Event)},
    RelationWord{"home country", Country},
    RelationWord{"nationality", Country, K},
    RelationWord{"domicile", Country, K | P},
    RelationWord{"jurisdiction", Country, K | P, Firms},
    RelationWord{"hq", Location, K | P},
    RelationWord{"headquarters", Location, K | P},
    RelationWord{"headquarter", Location, K | P},
    RelationWord{"headquartered", Location, K},
    RelationWord{"headquartered in", Location, T},
    RelationWord{"based in", Location, T},
    RelationWord{"location", Location, K | C, Organisations | setOf(NoteKind::Event)},
    RelationWord{"footprint", Location, H, Organisations},
    RelationWord{"global presence", Location, H, Organisations},
    RelationWord{"operation", Location, H, Organisations},
    RelationWord{"facility", Location, H, Organisations},
    RelationWord{"base", Location, K | P, Firms},
    RelationWord{"based", Location, K},
    RelationWord{"event", RelationType::Event, K | H | P},
    RelationWord{"policy", RelationType::Policy, K | H | P},
    RelationWord{"act", RelationType::Policy, P},
    RelationWord{"regulation", RelationType::Policy, P},
    RelationWord{"legislation", RelationType::Policy, P},
    RelationWord{"thesis", RelationType::Thesis, K | P},
    RelationWord{"theses", RelationType::Thesis, H},
    // Services.
    RelationWord{"adviser", Adviser},
    RelationWord{"advisor", Adviser},
    RelationWord{"underwriter", Adviser},
    RelationWord{"bookrunner", Adviser},
    RelationWord{"bank", Adviser, P, setOf(NoteKind::Company, NoteKind::Actor)},
    RelationWord{"regulator", Regulator},
    RelationWord{"regulated by", Regulator, K | T},
    RelationWord{"exchange", RelationType::Exchange, K | P},
    RelationWord{"listing", RelationType::Exchange, K},
    RelationWord{"listed", RelationType::Exchange, K},
    RelationWord{"listed on", RelationType::Exchange, K | T},
    RelationWord{"issuer", Issuer},
    RelationWord{"issued by", Issuer, K | T},
    RelationWord{"sponsor", Issuer, K, setOf(NoteKind::Security)},
    RelationWord{"security", RelationType::Security, P},
    RelationWord{"security note", RelationType::Security, P},
    RelationWord{"benchmark", Benchmark},
    RelationWord{"benchmark index", Benchmark},
    RelationWord{"index", Benchmark, K | P, setOf(NoteKind::Security, NoteKind::Exchange)},
    RelationWord{"analyst", AnalystSource, K | C | P, NotPeople},
    RelationWord{"operator", Operator},
    RelationWord{"operated by", Operator, K | T},
    RelationWord{"manager", Manager, K | C | P, setOf(NoteKind::Security, NoteKind::Financier)},
    RelationWord{"managed by", Manager, K | T},
    RelationWord{"developer", Developer, K | C | P},
    RelationWord{"predecessor", Predecessor},
    RelationWord{"spun off from", Predecessor, T, Organisations},
    RelationWord{"spun out of", Predecessor, T, Organisations},
    RelationWord{"spinout of", Predecessor, T, Organisations},
    RelationWord{"spin-off from", Predecessor, T, Organisations},
    RelationWord{"sister company", Sister},
    RelationWord{"sister brand", Sister},
    RelationWord{"sibling", Sister, K | P},
    RelationWord{"sister", Sister, K | P},
    RelationWord{"companion product", Sister, K},
};

} // namespace

RelationWords::RelationWords(const QList<OwnRelationWord> &own) : m_own(own)
{
    for (OwnRelationWord &word : m_own) {
        word.words = word.words.simplified().toLower();
        const std::string_view key(word.words.constData(), static_cast<std::size_t>(word.words.size()));
        m_entries[key].push_back({key, word.type, word.uses, Any});
    }
    for (const RelationWord &word : Words)
        m_entries[word.words].push_back(word);
}

const RelationWord *RelationWords::exact(std::string_view words, WordUse use, NoteKind source) const
{
    const auto found = m_entries.find(words);
    if (found == m_entries.end())
        return nullptr;
    for (const RelationWord &word : found->second) {
        if ((word.uses & use) && (word.sources & setOf(source)))
            return &word;
    }
    return nullptr;
}

const RelationWord *RelationWords::find(std::string_view words, WordUse use, NoteKind source) const
{
    if (const RelationWord *found = exact(words, use, source))
        return found;
    if (words.size() < 4 || words.back() != 's')
        return nullptr;
    if (words.ends_with("ies")) {
        std::string singular(words.substr(0, words.size() - 3));
        singular += 'y';
        return exact(singular, use, source);
    }
    return exact(words.substr(0, words.size() - 1), use, source);
}

const RelationWords &standardRelationWords()
{
    static const RelationWords words;
    return words;
}

} // namespace tearsheet
