// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <utility>
#include <vector>

namespace tearsheet {

/// Directed edges of nodes 0 to `nodeCount` - 1 without cycles and the layers that follow from them: the first two
/// steps of Sugiyama et al. (1981).
struct Layering
{
    std::vector<int> layers; ///< By node, from 0; `first` of an edge lies in a smaller one than `second`.
    std::vector<std::pair<int, int>> edges;  ///< As far as they join two different nodes, ascending, each once;
    std::vector<std::pair<int, int>> turned; ///< among them, as they are here, those that were the other way round.
};

/// Turns few edges so that no cycle is left (Eades et al. 1993), and puts every node as far up as they allow, then as
/// far down as makes its edges shorter. Edges of no node are left out. Any thread.
Layering layeringOf(int nodeCount, std::span<const std::pair<int, int>> edges);

} // namespace tearsheet
