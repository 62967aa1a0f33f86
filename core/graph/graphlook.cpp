// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/graphlook.h"

#include <QObject>

#include <array>

namespace tearsheet {

namespace {

using enum RelationFamily;

struct FamilyRow
{
    RelationFamily family;
    RelationLook look;
};

// Hues in the order that people of every kind of sight tell apart best; neighbours in hue differ in line and arrow.
constexpr std::array Families{
    FamilyRow{RelationFamily::Link, {0x5F666D, 0xA1A8AE, LineDash::Solid, ArrowShape::Open, 0.8F}},
    FamilyRow{Competitor, {0xB3261E, 0xF4938A, LineDash::Solid, ArrowShape::Bar, 1.6F}},
    FamilyRow{Customer, {0x0B6E4F, 0x5FCFA4, LineDash::Solid, ArrowShape::Triangle, 1.6F}},
    FamilyRow{Supplier, {0x8A5000, 0xE5AC52, LineDash::Long, ArrowShape::Triangle, 1.6F}},
    FamilyRow{Ownership, {0x1F4E9E, 0x8AB8F2, LineDash::Solid, ArrowShape::Diamond, 2.0F}},
    FamilyRow{Investment, {0x0B6A88, 0x67C5E0, LineDash::Short, ArrowShape::Diamond, 1.6F}},
    FamilyRow{Partner, {0x76348B, 0xD3ABE2, LineDash::Solid, ArrowShape::Disc, 1.6F}},
    FamilyRow{Person, {0x9C2C6E, 0xF09AC6, LineDash::Dotted, ArrowShape::Disc, 1.4F}},
    FamilyRow{Sector, {0x486519, 0xB5CE8C, LineDash::Short, ArrowShape::Open, 1.2F}},
    FamilyRow{Product, {0x6B4A2B, 0xD9B48F, LineDash::DashDot, ArrowShape::Triangle, 1.4F}},
    FamilyRow{Place, {0x3F5A66, 0x9FC0CC, LineDash::Dotted, ArrowShape::Open, 1.2F}},
    FamilyRow{Event, {0x7A5B00, 0xD8C15A, LineDash::DashDot, ArrowShape::Bar, 1.2F}},
    FamilyRow{Role, {0x4B4FA8, 0xAFB4F5, LineDash::DashDot, ArrowShape::Open, 1.2F}},
};

constexpr auto FamilyList = [] {
    std::array<RelationFamily, Families.size()> list{};
    std::ranges::transform(Families, list.begin(), &FamilyRow::family);
    return list;
}();

static_assert([] {
    for (std::size_t i = 0; i < Families.size(); ++i) {
        if (static_cast<std::size_t>(Families[i].family) != i)
            return false;
    }
    return true;
}());

constexpr GraphColours Light{
    .ground = 0xFFFFFF,
    .text = 0x1D2226,
    .mutedText = 0x4D555C,
    .note = 0x7D8A91,
    .unresolved = 0x8A4F36,
    .attachment = 0x5F7B8A,
    .tag = 0x486519,
    .accent = 0x1F6F78,
    .hairline = 0xDFE1DE,
};

constexpr GraphColours Dark{
    .ground = 0x1F2225,
    .text = 0xE3E6E7,
    .mutedText = 0xB9BFC4,
    .note = 0x8D999F,
    .unresolved = 0xDBA98F,
    .attachment = 0x86A5B5,
    .tag = 0xB5CE8C,
    .accent = 0x5FB8C1,
    .hairline = 0x34393C,
};

constexpr std::array<std::pair<quint32, quint32>, 10> Categories{{
    {0x1F6F78, 0x5FB8C1},
    {0xB35A00, 0xF0A24F},
    {0x4B4FA8, 0xAFB4F5},
    {0x9C2C6E, 0xF09AC6},
    {0x486519, 0xB5CE8C},
    {0x8A6D00, 0xE0C65A},
    {0x0B6A88, 0x67C5E0},
    {0xB3261E, 0xF4938A},
    {0x6B4A2B, 0xD9B48F},
    {0x5F666D, 0xA1A8AE},
}};

} // namespace

std::span<const RelationFamily> relationFamilies()
{
    return FamilyList;
}

RelationFamily familyOf(RelationType type)
{
    switch (type) {
    case RelationType::Link:
        return RelationFamily::Link;
    case RelationType::Competitor:
    case RelationType::Peer:
        return Competitor;
    case RelationType::Customer:
        return Customer;
    case RelationType::Supplier:
        return Supplier;
    case RelationType::Owner:
    case RelationType::Acquirer:
    case RelationType::Subsidiary:
    case RelationType::Acquired:
    case RelationType::Brand:
    case RelationType::Sister:
        return Ownership;
    case RelationType::Investor:
    case RelationType::Lender:
    case RelationType::CoInvestor:
    case RelationType::Investee:
    case RelationType::Borrower:
        return Investment;
    case RelationType::Partner:
    case RelationType::JvPartner:
        return Partner;
    case RelationType::KeyPerson:
    case RelationType::Founder:
    case RelationType::Ceo:
    case RelationType::Executive:
    case RelationType::Employer:
    case RelationType::Affiliation:
    case RelationType::Colleague:
        return Person;
    case RelationType::Member:
    case RelationType::Sector:
    case RelationType::Concept:
    case RelationType::CorrelatedSector:
    case RelationType::Commodity:
    case RelationType::Thesis:
        return Sector;
    case RelationType::Maker:
    case RelationType::Product:
    case RelationType::ProductFamily:
    case RelationType::Predecessor:
        return Product;
    case RelationType::Country:
    case RelationType::Location:
        return Place;
    case RelationType::Event:
    case RelationType::Policy:
    case RelationType::Participant:
        return Event;
    case RelationType::Adviser:
    case RelationType::Regulator:
    case RelationType::Exchange:
    case RelationType::Issuer:
    case RelationType::Security:
    case RelationType::Benchmark:
    case RelationType::AnalystSource:
    case RelationType::Operator:
    case RelationType::Manager:
    case RelationType::Developer:
        return Role;
    }
    return RelationFamily::Link;
}

quint64 relationsOf(RelationFamily family)
{
    quint64 set = 0;
    for (const RelationType type : relationTypes()) {
        if (familyOf(type) == family)
            set |= setOf(type);
    }
    return set;
}

const RelationLook &lookOf(RelationFamily family)
{
    return Families[static_cast<std::size_t>(family)].look;
}

RelationLook lookOf(RelationFamily family, bool holds)
{
    RelationLook look = lookOf(family);
    if (!holds) {
        look.dash = LineDash::Dotted;
        look.width *= 0.75F;
    }
    return look;
}

int edgeLookNumber(RelationType type, RelationModifier modifier)
{
    return 2 * static_cast<int>(familyOf(type)) + (modifier == RelationModifier::None ? 0 : 1);
}

QString familyTitle(RelationFamily family)
{
    switch (family) {
    case RelationFamily::Link:
        return QObject::tr("Plain links");
    case Competitor:
        return QObject::tr("Competitors");
    case Customer:
        return QObject::tr("Customers");
    case Supplier:
        return QObject::tr("Suppliers");
    case Ownership:
        return QObject::tr("Owners and subsidiaries");
    case Investment:
        return QObject::tr("Investors and investments");
    case Partner:
        return QObject::tr("Partners");
    case Person:
        return QObject::tr("People");
    case Sector:
        return QObject::tr("Sectors and topics");
    case Product:
        return QObject::tr("Products");
    case Place:
        return QObject::tr("Places");
    case Event:
        return QObject::tr("Events and policies");
    case Role:
        return QObject::tr("Other roles");
    }
    return {};
}

std::span<const float> dashPattern(LineDash dash)
{
    static constexpr std::array Long{8.0F, 3.0F};
    static constexpr std::array Short{4.0F, 2.5F};
    static constexpr std::array Dotted{1.0F, 2.0F};
    static constexpr std::array DashDot{6.0F, 2.0F, 1.0F, 2.0F};
    switch (dash) {
    case LineDash::Solid:
        return {};
    case LineDash::Long:
        return Long;
    case LineDash::Short:
        return Short;
    case LineDash::Dotted:
        return Dotted;
    case LineDash::DashDot:
        return DashDot;
    }
    return {};
}

NodeShape shapeOf(GraphNodeKind kind)
{
    switch (kind) {
    case GraphNodeKind::Note:
    case GraphNodeKind::Canvas:
        return NodeShape::Disc;
    case GraphNodeKind::Attachment:
        return NodeShape::Square;
    case GraphNodeKind::Unresolved:
        return NodeShape::Ring;
    case GraphNodeKind::Tag:
        return NodeShape::Diamond;
    case GraphNodeKind::Collapsed:
        return NodeShape::Hexagon;
    }
    return NodeShape::Disc;
}

quint32 GraphColours::of(GraphNodeKind kind) const
{
    switch (kind) {
    case GraphNodeKind::Note:
    case GraphNodeKind::Canvas:
    case GraphNodeKind::Collapsed:
        return note;
    case GraphNodeKind::Attachment:
        return attachment;
    case GraphNodeKind::Unresolved:
        return unresolved;
    case GraphNodeKind::Tag:
        return tag;
    }
    return note;
}

const GraphColours &graphColours(bool dark)
{
    return dark ? Dark : Light;
}

quint32 categoryColour(int index, bool dark)
{
    const auto &[light, darkOne] = Categories[static_cast<std::size_t>(index) % Categories.size()];
    return dark ? darkOne : light;
}

} // namespace tearsheet
