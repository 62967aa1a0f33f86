// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/forcelayout.h"
#include "core/graph/graphlook.h"
#include "core/vault/obsidiansettings.h"

#include <QDate>
#include <QStringList>

namespace tearsheet {

/// By what nodes are brought together.
enum class CollapseBy : quint8 { Nothing, Folder, Tag, Community };

/// What of a note the time slider goes by.
enum class GraphTime : quint8 { Creation, Change };

/// What of a vault's graph is shown, and how.
struct GraphOptions
{
    /// Search, tags, attachments, names that nothing answers to, orphans, colour groups, forces and sizes.
    GraphSettings settings;

    /// Notes in folders of these names, at any depth, are left out; case does not count.
    QStringList hiddenFolders{QStringLiteral("Daily"), QStringLiteral("Meta")};

    quint64 hiddenRelations = 0; ///< A set, by `setOf`. An edge is shown as the best that is said and not hidden.
    quint8 hiddenModifiers = 0;  ///< Bit `1 << RelationModifier`.

    bool plainNames = true; ///< Names that no link says: "Owner | Envik Group". Obsidian has none of them.

    int degreeCeiling = 0; ///< Nodes with more edges in the whole vault are left out; 0 for no ceiling.
    double hubDamping = 0; ///< How much weaker an edge is the more edges its busier end has: 0 (not at all) to 1.

    bool repeatedNames = false; ///< Of names without a note only those that several notes say.

    QDate until;                          ///< What came later is left out; null for all.
    GraphTime time = GraphTime::Creation; ///< What of it came later.

    CollapseBy collapse = CollapseBy::Nothing;
    QStringList expanded; ///< `ShownGraph::collapsed` of the nodes that stand open.

    // Around a centre.
    int depth = 1; ///< 1 to 5.
    bool incoming = true;
    bool outgoing = true;
    bool neighbours = true; ///< Edges between the nodes that were found; without them a tree is left.

    bool operator==(const GraphOptions &) const = default;

    bool hides(RelationType type, RelationModifier modifier) const
    {
        return (hiddenRelations & setOf(type)) != 0 || (hiddenModifiers >> static_cast<int>(modifier) & 1) != 0;
    }
};

/// What a vault's own settings ask for: `graph.json` as it is, and the folder of daily notes hidden under its name.
GraphOptions graphOptionsOf(const ObsidianSettings &settings);

/// The forces that settings ask for, Obsidian's own values being the usual strength.
LayoutForces forcesOf(const GraphSettings &settings);

/// Whether `path` lies in a folder of one of these names, at any depth; case does not count.
bool liesInAny(const NotePath &path, const QStringList &folders);

} // namespace tearsheet
