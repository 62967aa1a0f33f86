// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/graphoptions.h"

namespace tearsheet {

GraphOptions graphOptionsOf(const ObsidianSettings &settings)
{
    GraphOptions options;
    options.settings = settings.graph;
    options.depth = settings.localGraph.depth;
    options.incoming = settings.localGraph.incoming;
    options.outgoing = settings.localGraph.outgoing;
    options.neighbours = settings.localGraph.neighbours;
    const QString daily = settings.dailyFolder.section(u'/', -1, -1, QString::SectionSkipEmpty);
    if (!daily.isEmpty() && !options.hiddenFolders.contains(daily, Qt::CaseInsensitive))
        options.hiddenFolders.append(daily);
    return options;
}

LayoutForces forcesOf(const GraphSettings &settings)
{
    const GraphSettings usual;
    return {.centre = settings.center / usual.center,
            .repel = settings.repel / usual.repel,
            .link = settings.link / usual.link,
            .distance = settings.linkDistance / usual.linkDistance};
}

bool liesInAny(const NotePath &path, const QStringList &folders)
{
    for (const QStringView part : path.folder().split(u'/', Qt::SkipEmptyParts)) {
        if (folders.contains(part, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

} // namespace tearsheet
