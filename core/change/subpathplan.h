// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/change/plans.h"

namespace tearsheet {

// Changes of what subpaths name, with every reference to it: wikilinks, embeds, Markdown links, link definitions and
// front matter, in the note itself and in others. Display texts stay, and so do links that reach nothing. Both change
// nothing, cost as much as there are links that say the note's names, and may be called from any thread.

/// Gives heading `heading` of the note at `path`, an index into its `facts.headings`, the text `to`, inline Markdown.
/// Its marks and its block id stay. In a nested subpath the parts that reach this heading change.
///
/// Fails in one sentence where there is no such heading, where `to` is empty, would not be read as this heading's text
/// or cannot be said by a link, and where a link into the note would afterwards reach another heading than before.
Result<ChangePlan> planHeadingRename(const Snapshot &snapshot, const NotePath &path, int heading, const QString &to);

/// Gives the block of the note at `path` that is labelled `^from` the label `^to`, both without `^`. Case does not
/// count in `from`. Fails in one sentence where there is no such block, a block labelled so already, or where `to`
/// holds anything but Latin letters, digits and hyphens (obsidian.md 2.1).
Result<ChangePlan> planBlockRename(const Snapshot &snapshot, const NotePath &path, const QString &from,
                                   const QString &to);

} // namespace tearsheet
