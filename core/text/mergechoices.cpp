// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/mergechoices.h"

#include <algorithm>

namespace tearsheet {

QList<MergeChoice> choicesIn(const Merge &merge, QByteArrayView mine, QByteArrayView theirs,
                             const QList<std::optional<Take>> &takes)
{
    QList<MergeChoice> choices;
    auto take = takes.cbegin();
    for (const MergePart &part : merge.parts()) {
        if (part.kind != MergePart::Kind::Conflict)
            continue;
        if (take == takes.cend())
            break;
        if (*take)
            choices.append({part.mine.in(mine).toByteArray(), part.theirs.in(theirs).toByteArray(), **take});
        ++take;
    }
    return choices;
}

QList<std::optional<Take>> takesFor(const Merge &merge, QByteArrayView mine, QByteArrayView theirs,
                                    QList<MergeChoice> choices)
{
    QList<std::optional<Take>> takes;
    for (const MergePart &part : merge.parts()) {
        if (part.kind != MergePart::Kind::Conflict)
            continue;
        // Several of the same two sides are in the order in which they were.
        const auto choice = std::ranges::find_if(choices, [&](const MergeChoice &made) {
            return made.mine == part.mine.in(mine) && made.theirs == part.theirs.in(theirs);
        });
        if (choice == choices.end()) {
            takes.append(std::nullopt);
            continue;
        }
        takes.append(choice->take);
        choices.erase(choice);
    }
    return takes;
}

} // namespace tearsheet
