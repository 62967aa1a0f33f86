// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/adjacency.h"
#include "core/graph/places.h"
#include "core/graph/quadtree.h"

#include <limits>

namespace tearsheet {

/// How strong the forces of a layout are, as multiples of what makes a good picture of most graphs.
struct LayoutForces
{
    double centre = 1;   ///< What draws every node to the origin; 0 lets parts that are not linked drift apart.
    double repel = 1;    ///< What every node pushes all others away with.
    double link = 1;     ///< What draws linked nodes to each other.
    double distance = 1; ///< How far linked nodes are from each other: the length that all others follow.

    bool operator==(const LayoutForces &) const = default;
};

/// How strongly a link draws, `entry` being one of `node`'s: links between busy nodes draw less, so that a dense middle
/// does not collapse, and so do those of little weight.
float linkStrength(const Adjacency &adjacency, std::uint32_t node, std::uint32_t entry);

/// `forces` within what can be calculated with: from 0 to a million each, the distance from a millionth.
LayoutForces bounded(const LayoutForces &forces);

struct LayoutOptions
{
    LayoutForces forces;
    std::uint64_t seed = 1; ///< The same seed gives the same layout, bit for bit, whatever the number of cores.

    bool operator==(const LayoutOptions &) const = default;
};

/// A graph that forces move, a step at a time: every node pushes all others away, links draw together, the more so
/// where nodes are near (the t-force of Zhong et al. 2023), and a weak force draws all to the origin.
///
/// Steps are as long as the forces' stiffness allows, and bounded by `alpha`, which falls from step to step until the
/// layout is at rest. Places stay finite whatever the forces. Steps run in all cores; use an object from one thread at
/// a time.
class ForceLayout
{
public:
    /// Nodes start at `start`, and those that it gives no place, or none within 10¹², by chance near the origin.
    explicit ForceLayout(Adjacency adjacency, const LayoutOptions &options = {}, Places start = {});

    const Adjacency &adjacency() const { return m_adjacency; }
    const Places &places() const { return m_places; }

    /// What is left of the movement: 1 at the start, 0 at rest.
    double alpha() const { return m_alpha; }

    /// Moves all nodes a little. Returns false, and does nothing, when the layout is at rest.
    bool tick();

    /// The same with nodes drawn to places of their own as well, with `strength` times what draws linked nodes
    /// together from afar.
    bool tick(const Places &aims, double strength);

    /// Lets nodes move again, as far as `alpha` says, for about `ticks` steps.
    void reheat(double alpha = 0.3, int ticks = 200);

    /// Whether a node stays where it is, whatever the forces.
    void setPinned(int node, bool pinned);
    bool isPinned(int node) const { return m_pinned[static_cast<std::size_t>(node)] != 0; }

    /// Puts a node somewhere, as when it is dragged. A place beyond 10¹² is ignored.
    void move(int node, float x, float y);

private:
    struct Aim
    {
        const Places *places = nullptr;
        float strength = 0;
    };

    bool tick(Aim aim);
    void findForces(Aim aim);
    void moveNodes();

    Adjacency m_adjacency;
    LayoutForces m_forces;
    Places m_places;
    Places m_velocity;
    Places m_force;                    // Divided by the stiffness: how far a node would go.
    std::vector<float> m_linkStrength; // By entry of the adjacency.
    std::vector<char> m_pinned;
    float m_size = 0; // The root of the number of nodes.
    QuadTree m_tree;
    double m_alpha = 1;
    double m_decay = 0;
};

} // namespace tearsheet
