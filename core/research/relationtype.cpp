// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/relationtype.h"

#include <algorithm>
#include <array>

namespace tearsheet {

namespace {

using enum RelationType;

struct TypeRow
{
    RelationType type;
    QStringView name;
    RelationType same;    ///< The class.
    RelationType reverse; ///< Link where there is none.
};

constexpr std::array Types{
    TypeRow{Link, u"link", Link, Link},
    TypeRow{Competitor, u"competitor", Competitor, Competitor},
    TypeRow{Peer, u"peer", Competitor, Peer},
    TypeRow{Customer, u"customer", Customer, Supplier},
    TypeRow{Supplier, u"supplier", Supplier, Customer},
    TypeRow{Partner, u"partner", Partner, Partner},
    TypeRow{JvPartner, u"jv-partner", Partner, JvPartner},
    TypeRow{Owner, u"owner", Owner, Subsidiary},
    TypeRow{Acquirer, u"acquirer", Owner, Acquired},
    TypeRow{Maker, u"maker", Owner, Product},
    TypeRow{Subsidiary, u"subsidiary", Subsidiary, Owner},
    TypeRow{Acquired, u"acquired", Subsidiary, Acquirer},
    TypeRow{Brand, u"brand", Subsidiary, Owner},
    TypeRow{Investor, u"investor", Investor, Investee},
    TypeRow{Lender, u"lender", Investor, Borrower},
    TypeRow{CoInvestor, u"co-investor", Investor, CoInvestor},
    TypeRow{Investee, u"investee", Investee, Investor},
    TypeRow{Borrower, u"borrower", Investee, Lender},
    TypeRow{Product, u"product", Product, Maker},
    TypeRow{ProductFamily, u"product-family", Product, Product},
    TypeRow{KeyPerson, u"key-person", KeyPerson, Employer},
    TypeRow{Founder, u"founder", KeyPerson, Affiliation},
    TypeRow{Ceo, u"ceo", KeyPerson, Employer},
    TypeRow{Executive, u"executive", KeyPerson, Employer},
    TypeRow{Employer, u"employer", KeyPerson, KeyPerson},
    TypeRow{Affiliation, u"affiliation", KeyPerson, KeyPerson},
    TypeRow{Colleague, u"colleague", KeyPerson, Colleague},
    TypeRow{Member, u"member", Member, Link},
    TypeRow{Sector, u"sector", Member, Member},
    TypeRow{Concept, u"concept", Member, Link},
    TypeRow{CorrelatedSector, u"correlated-sector", Member, Link},
    TypeRow{Commodity, u"commodity", Commodity, Link},
    TypeRow{Country, u"country", Country, Link},
    TypeRow{Location, u"location", Country, Link},
    TypeRow{Event, u"event", Event, Link},
    TypeRow{Policy, u"policy", Event, Link},
    TypeRow{Adviser, u"adviser", Adviser, Link},
    TypeRow{Regulator, u"regulator", Regulator, Link},
    TypeRow{Exchange, u"exchange", Exchange, Link},
    TypeRow{Issuer, u"issuer", Issuer, Security},
    TypeRow{Security, u"security", Issuer, Issuer},
    TypeRow{Benchmark, u"benchmark", Benchmark, Link},
    TypeRow{AnalystSource, u"analyst-source", AnalystSource, Link},
    TypeRow{Operator, u"operator", Operator, Link},
    TypeRow{Manager, u"manager", Operator, Link},
    TypeRow{Developer, u"developer", Operator, Link},
    TypeRow{Predecessor, u"predecessor", Predecessor, Link},
    TypeRow{Participant, u"participant", Participant, Link},
    TypeRow{Thesis, u"thesis", Thesis, Link},
    TypeRow{Sister, u"sister", Sister, Sister},
};

constexpr auto TypeList = [] {
    std::array<RelationType, Types.size()> list{};
    std::ranges::transform(Types, list.begin(), &TypeRow::type);
    return list;
}();

static_assert([] {
    for (std::size_t i = 0; i < Types.size(); ++i) {
        if (static_cast<std::size_t>(Types[i].type) != i)
            return false;
    }
    return true;
}());

const TypeRow &row(RelationType type)
{
    return Types[static_cast<std::size_t>(type)];
}

} // namespace

QStringView relationName(RelationType type)
{
    return row(type).name;
}

QStringView modifierName(RelationModifier modifier)
{
    constexpr std::array<QStringView, 4> names{u"", u"former", u"potential", u"failed"};
    return names[static_cast<std::size_t>(modifier)];
}

QStringView ruleName(RelationRule rule)
{
    constexpr std::array<QStringView, 12> names{u"front-matter", u"inline-field", u"cohort",  u"key-value",
                                                u"column",       u"subheading",   u"section", u"list-item",
                                                u"caption",      u"prose",        u"kind",    u"link"};
    return names[static_cast<std::size_t>(rule)];
}

std::optional<RelationType> relationNamed(QStringView name)
{
    const auto found = std::ranges::find(Types, name, &TypeRow::name);
    return found == Types.end() ? std::nullopt : std::optional(found->type);
}

RelationType relationClass(RelationType type)
{
    return row(type).same;
}

std::optional<RelationType> reciprocal(RelationType type)
{
    const RelationType reverse = row(type).reverse;
    return reverse == Link ? std::nullopt : std::optional(reverse);
}

std::span<const RelationType> relationTypes()
{
    return TypeList;
}

} // namespace tearsheet
