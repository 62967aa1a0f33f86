// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/change/plans.h"
#include "core/research/relationwords.h"

namespace tearsheet {

/// What a note states about another one, apart from where it does.
struct StatedRelation
{
    NotePath source;
    NotePath target;
    RelationType type = RelationType::Link;
    RelationModifier modifier = RelationModifier::None;

    bool operator==(const StatedRelation &) const = default;
};

/// The plan that makes the target say `said` back, in that note's own style: behind a bare link among its related
/// notes, in a list of such notes, in the list of related notes, in a table of such notes, or in a new section. Of
/// these ways the first counts that is then read as the reciprocal. Fails where a note is gone, where nobody would say
/// it back, and where no way would be understood. Any thread.
Result<ChangePlan> planReciprocal(const StatedRelation &said, const Snapshot &snapshot,
                                  const RelationWords &words = standardRelationWords());

} // namespace tearsheet
