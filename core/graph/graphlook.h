// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/graph.h"

#include <span>

namespace tearsheet {

/// Relations that are drawn alike: an entry of the legend. The list is closed.
enum class RelationFamily : quint8 {
    Link, ///< A plain link: nothing says more.
    Competitor,
    Customer,
    Supplier,
    Ownership, ///< Owners, subsidiaries, acquisitions, brands.
    Investment,
    Partner,
    Person,
    Sector, ///< Sectors, concepts, commodities, theses, and who belongs to them.
    Product,
    Place,
    Event, ///< Events and policies.
    Role,  ///< Advisers, regulators, exchanges, operators: who does something for it.
};

/// How a line is broken.
enum class LineDash : quint8 { Solid, Long, Short, Dotted, DashDot };

/// What stands at the end of an edge, at the target.
enum class ArrowShape : quint8 { Triangle, Open, Diamond, Disc, Bar };

/// How the edges of a family are drawn. Families that people may take for each other by colour differ in line or arrow.
struct RelationLook
{
    quint32 light = 0; ///< 0xRRGGBB on light grounds; of text too, 4.5:1 at least.
    quint32 dark = 0;  ///< On dark ones.
    LineDash dash = LineDash::Solid;
    ArrowShape arrow = ArrowShape::Triangle;
    float width = 1; ///< Logical pixels, before the user's multiplier.
};

/// Every family, in the order of the legend.
std::span<const RelationFamily> relationFamilies();

RelationFamily familyOf(RelationType type);

/// The relations of `family`, as a set for `GraphOptions::hiddenRelations`.
quint64 relationsOf(RelationFamily family);

/// The bit of `type` in a set of relations.
constexpr quint64 setOf(RelationType type)
{
    return quint64{1} << static_cast<int>(type);
}

const RelationLook &lookOf(RelationFamily family);
inline const RelationLook &lookOf(RelationType type)
{
    return lookOf(familyOf(type));
}

/// The look of a family's edges, of those that hold, or of those that held once or may come to hold: thin and dotted.
RelationLook lookOf(RelationFamily family, bool holds);

/// A number for how an edge of this relation looks: two for each family, what holds first.
int edgeLookNumber(RelationType type, RelationModifier modifier);

/// "Customers", for the legend.
QString familyTitle(RelationFamily family);

/// Lengths of lines and gaps in widths of the line; empty for a solid one.
std::span<const float> dashPattern(LineDash dash);

/// How a node is drawn.
enum class NodeShape : quint8 { Disc, Ring, Square, Diamond, Hexagon };

/// Notes are discs, names that nothing answers to rings, attachments squares, tags diamonds, collapsed nodes hexagons.
NodeShape shapeOf(GraphNodeKind kind);

/// The colours of a picture beside those of relations, 0xRRGGBB. They are those of the window.
struct GraphColours
{
    quint32 ground = 0;
    quint32 text = 0;
    quint32 mutedText = 0;
    quint32 note = 0;
    quint32 unresolved = 0;
    quint32 attachment = 0;
    quint32 tag = 0;
    quint32 accent = 0; ///< The centre, and what is selected.
    quint32 hairline = 0;

    /// The colour of a node that is in no group and sized by no measure.
    quint32 of(GraphNodeKind kind) const;
};

const GraphColours &graphColours(bool dark);

/// A colour for the `index`th of several things without an order, such as communities; begins anew behind the last.
quint32 categoryColour(int index, bool dark);

} // namespace tearsheet
