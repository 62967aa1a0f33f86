// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/graphwords.h"

#include "core/graph/graphlook.h"
#include "core/research/relationwording.h"

#include <QLocale>
#include <QObject>
#include <QStringList>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

// What is said of a node that stands for many is said of one of them.
QString nameOf(const GraphNode &node)
{
    return node.kind == GraphNodeKind::Collapsed ? QObject::tr("one of “%1”").arg(node.label) : node.label;
}

} // namespace

QString edgeWords(const Graph &graph, const GraphEdge &edge)
{
    const GraphNode &target = graph.nodes.at(edge.to);
    if (edge.count > 1) {
        const QString words = edge.type == RelationType::Link
                                  ? QObject::tr("%n links lead from %1 to %2", nullptr, edge.count)
                                  : QObject::tr("%n relations lead from %1 to %2", nullptr, edge.count);
        return words.arg(graph.nodes.at(edge.from).label, target.label);
    }
    const QString from = nameOf(graph.nodes.at(edge.from));
    const QString to = nameOf(target);
    if (target.kind == GraphNodeKind::Tag)
        return QObject::tr("%1 has the tag %2").arg(from, to);
    if (edge.type == RelationType::Link)
        return QObject::tr("%1 links to %2").arg(from, to);
    RelationStatement said{.type = edge.type, .modifier = edge.modifier, .weight = {}, .evidence = {}};
    // Of others it is their share of a market, which is nothing between the two.
    const RelationFamily family = familyOf(edge.type);
    if (edge.percent >= 0 && (family == RelationFamily::Ownership || family == RelationFamily::Investment))
        said.weight = edge.percent;
    return relationSentence(said, to, from);
}

QList<GraphNodeKind> legendKinds(const ShownGraph &shown)
{
    std::array<bool, static_cast<std::size_t>(GraphNodeKind::Canvas) + 1> there{};
    std::array<bool, there.size()> coloured{};
    for (qsizetype i = 0; i < shown.graph.nodes.size(); ++i) {
        const auto kind = static_cast<std::size_t>(shown.graph.nodes.at(i).kind);
        there[kind] = true;
        coloured[kind] = coloured[kind] || shown.groups.value(i, -1) < 0;
    }
    QList<GraphNodeKind> kinds;
    if (std::ranges::count(there, true) < 2)
        return kinds;
    for (std::size_t kind = 0; kind < there.size(); ++kind) {
        if (coloured[kind])
            kinds.append(static_cast<GraphNodeKind>(kind));
    }
    return kinds;
}

QString kindTitle(const ShownGraph &shown, GraphNodeKind kind)
{
    switch (kind) {
    case GraphNodeKind::Note:
        return std::ranges::any_of(shown.groups, [](int group) { return group >= 0; }) ? QObject::tr("Other notes")
                                                                                       : QObject::tr("Notes");
    case GraphNodeKind::Attachment:
        return QObject::tr("Attachments");
    case GraphNodeKind::Unresolved:
        return QObject::tr("Names without a note");
    case GraphNodeKind::Tag:
        return QObject::tr("Tags");
    case GraphNodeKind::Collapsed:
        return QObject::tr("Several notes as one");
    case GraphNodeKind::Canvas:
        return QObject::tr("Canvases");
    }
    return {};
}

QString rangeWords(const std::vector<double> &values)
{
    double least = std::numeric_limits<double>::infinity();
    double most = -least;
    for (const double value : values) {
        if (std::isfinite(value)) {
            least = std::min(least, value);
            most = std::max(most, value);
        }
    }
    if (least > most)
        return {};
    const auto words = [](double value) {
        constexpr double LargestWhole = 1e15;
        return value == std::floor(value) && std::abs(value) < LargestWhole
                   ? QLocale().toString(static_cast<qlonglong>(value))
                   : QLocale().toString(value, 'g', 3);
    };
    return least == most ? words(least) : QObject::tr("%1 to %2").arg(words(least), words(most));
}

QString nodeList(const Graph &graph, const QList<int> &nodes, int most)
{
    QStringList names;
    // One name more is no longer than "1 other".
    const qsizetype shown = nodes.size() <= most + 1 ? nodes.size() : most;
    for (qsizetype i = 0; i < shown; ++i)
        names.append(graph.nodes.at(nodes.at(i)).label);
    if (nodes.size() > shown)
        names.append(QObject::tr("%n others", nullptr, static_cast<int>(nodes.size() - shown)));
    if (names.size() < 2)
        return names.value(0);
    const QString last = names.takeLast();
    return QObject::tr("%1 and %2").arg(names.join(u", "_s), last);
}

} // namespace tearsheet
