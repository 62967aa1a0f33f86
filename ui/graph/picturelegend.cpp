// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/picturelegend.h"

#include "core/graph/graphwords.h"

#include <QLocale>
#include <QObject>
#include <QSet>

#include <utility>

namespace tearsheet {

namespace {

using namespace Qt::StringLiterals;

SceneShape sceneShapeOf(GraphNodeKind kind)
{
    switch (shapeOf(kind)) {
    case NodeShape::Square:
        return SceneShape::Square;
    case NodeShape::Diamond:
        return SceneShape::Diamond;
    case NodeShape::Hexagon:
        return SceneShape::Hexagon;
    case NodeShape::Disc:
    case NodeShape::Ring:
        break;
    }
    return SceneShape::Disc;
}

} // namespace

QList<LegendEntry> pictureLegend(const ShownGraph &shown, const GraphOptions &options, const GraphPaint &paint,
                                 const PaintedGraph &painted)
{
    const QLocale locale;
    QList<LegendEntry> entries;
    const QList<SceneStyle> styles = edgeStyles(options, paint.dark);
    QHash<RelationFamily, int> counts;
    for (const GraphEdge &edge : shown.graph.edges)
        ++counts[familyOf(edge.type)];
    for (const RelationFamily family : relationFamilies()) {
        if (const int count = counts.value(family); count > 0)
            entries.append({.title = QObject::tr("%1 (%2)").arg(familyTitle(family), locale.toString(count)),
                            .sign = LegendEntry::Sign::Line,
                            .line = styles.at(2 * static_cast<int>(family))});
    }
    return entries + nodeLegend(shown, options, paint, painted);
}

QList<LegendEntry> nodeLegend(const ShownGraph &shown, const GraphOptions &options, const GraphPaint &paint,
                              const PaintedGraph &painted)
{
    using Sign = LegendEntry::Sign;
    using Kind = NodeMeasure::Kind;
    QList<LegendEntry> entries;
    const bool measured = paint.colour.kind != Kind::None;
    const QSet<int> groups(shown.groups.begin(), shown.groups.end());
    for (int group = 0; !measured && group < options.settings.groups.size(); ++group) {
        const GraphGroup &one = options.settings.groups.at(group);
        if (groups.contains(group))
            entries.append({.title = one.query, .sign = Sign::Node, .line = {}, .colour = 0xff000000 | one.rgb});
    }
    for (const GraphNodeKind kind : measured ? QList<GraphNodeKind>() : legendKinds(shown))
        entries.append({.title = kindTitle(shown, kind),
                        .sign = Sign::Node,
                        .line = {},
                        .shape = sceneShapeOf(kind),
                        .colour = 0xff000000 | graphColours(paint.dark).of(kind),
                        .hollow = shapeOf(kind) == NodeShape::Ring});
    const auto title = [](const NodeMeasure &measure, const NodeValues &values) {
        const QString range = measure.kind == Kind::Community ? QString() : rangeWords(values);
        const QString name = measureTitle(measure).toLower();
        return range.isEmpty() ? name : QObject::tr("%1, %2").arg(name, range);
    };
    if (paint.size.kind != Kind::None)
        entries.append({.title = QObject::tr("Size: %1").arg(title(paint.size, painted.sizes)), .line = {}});
    if (!measured)
        return entries;
    entries.append({.title = QObject::tr("Colour: %1").arg(title(paint.colour, painted.colours)), .line = {}});
    if (paint.colour.kind == Kind::Community)
        return entries;
    for (const auto &[words, unit] : {std::pair(QObject::tr("least"), 0.0), std::pair(QObject::tr("most"), 1.0)})
        entries.append(
            {.title = words, .sign = Sign::Node, .line = {}, .colour = 0xff000000 | rampColour(unit, paint.dark, 0)});
    return entries;
}

} // namespace tearsheet
