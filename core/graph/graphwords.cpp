// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/graph/graphwords.h"

#include "core/graph/graphlook.h"

#include <QObject>
#include <QStringList>

namespace tearsheet {

using namespace Qt::StringLiterals;

QString relationPhrase(RelationType type, RelationModifier modifier)
{
    QString noun = relationTitle(type);
    // "CEO" stays as it is.
    if (noun.size() > 1 && noun.at(1).isLower())
        noun[0] = noun.at(0).toLower();
    if (modifier != RelationModifier::None)
        noun.prepend(modifierName(modifier) + u' ');
    const bool only = type == RelationType::Ceo || type == RelationType::Country || type == RelationType::Sector;
    if (only && modifier == RelationModifier::None)
        return u"the "_s + noun + u" of"_s;
    return (u"aeio"_s.contains(noun.at(0)) ? u"an "_s : u"a "_s) + noun + u" of"_s;
}

QString edgeWords(const Graph &graph, const GraphEdge &edge)
{
    const QString from = graph.nodes.at(edge.from).label;
    const GraphNode &target = graph.nodes.at(edge.to);
    if (edge.count > 1)
        return QObject::tr("%1 leads to %2 %n times", nullptr, edge.count).arg(from, target.label);
    if (target.kind == GraphNodeKind::Tag)
        return QObject::tr("%1 has the tag %2").arg(from, target.label);
    if (edge.type == RelationType::Link)
        return QObject::tr("%1 links to %2").arg(from, target.label);
    const QString said = QObject::tr("%1 is %2 %3").arg(target.label, relationPhrase(edge.type, edge.modifier), from);
    // Of others it is their share of a market, which is nothing between the two.
    const RelationFamily family = familyOf(edge.type);
    const bool stake = family == RelationFamily::Ownership || family == RelationFamily::Investment;
    return edge.percent >= 0 && stake ? said + u" (%1\u00A0%)"_s.arg(static_cast<double>(edge.percent)) : said;
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
