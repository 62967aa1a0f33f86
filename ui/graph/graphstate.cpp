// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graphstate.h"

#include <QJsonArray>

#include <algorithm>

namespace tearsheet {

namespace {

using namespace Qt::StringLiterals;

quint64 frameOf(CollapseBy collapse, GraphArrangement arrangement)
{
    if (collapse == CollapseBy::Nothing && arrangement == GraphArrangement::Forces)
        return 0;
    return contentHash(
        QByteArray("frame " + QByteArray::number(10 * static_cast<int>(collapse) + static_cast<int>(arrangement))));
}

QJsonObject measureJson(const NodeMeasure &measure)
{
    return {{u"kind"_s, static_cast<int>(measure.kind)}, {u"name"_s, measure.name}};
}

NodeMeasure measureOf(const QJsonValue &json, const NodeMeasure &otherwise)
{
    const int kind = json[u"kind"].toInt(-1);
    if (kind < 0 || kind > static_cast<int>(NodeMeasure::Kind::Community))
        return otherwise;
    return {static_cast<NodeMeasure::Kind>(kind), json[u"name"].toString()};
}

QJsonArray groupsJson(const QList<GraphGroup> &groups)
{
    QJsonArray json;
    for (const GraphGroup &group : groups)
        json.append(QJsonObject{{u"query"_s, group.query}, {u"rgb"_s, static_cast<qint64>(group.rgb)}});
    return json;
}

QStringList strings(const QJsonValue &json)
{
    QStringList list;
    for (const QJsonValue &value : json.toArray())
        list.append(value.toString());
    return list;
}

template <typename Enum>
Enum choice(const QJsonValue &json, Enum last, Enum otherwise)
{
    const int number = json.toInt(-1);
    return number < 0 || number > static_cast<int>(last) ? otherwise : static_cast<Enum>(number);
}

// Relations are kept by name: their numbers may change with a later version.
QJsonArray relationsJson(quint64 relations)
{
    QJsonArray names;
    for (const RelationType type : relationTypes()) {
        if ((relations & setOf(type)) != 0)
            names.append(relationName(type).toString());
    }
    return names;
}

quint64 relationsFrom(const QJsonValue &json)
{
    quint64 relations = 0;
    for (const QString &name : strings(json)) {
        if (const auto type = relationNamed(name))
            relations |= setOf(*type);
    }
    return relations;
}

QJsonObject allOf(const GraphState &state)
{
    const GraphOptions &options = state.options;
    const GraphSettings &settings = options.settings;
    return {{u"search"_s, settings.search},
            {u"tags"_s, settings.showTags},
            {u"attachments"_s, settings.showAttachments},
            {u"unresolved"_s, settings.showUnresolved},
            {u"repeatedNames"_s, options.repeatedNames},
            {u"time"_s, static_cast<int>(options.time)},
            {u"orphans"_s, settings.showOrphans},
            {u"arrows"_s, settings.showArrows},
            {u"groups"_s, groupsJson(settings.groups)},
            {u"textFade"_s, settings.textFade},
            {u"nodeSize"_s, settings.nodeSize},
            {u"lineSize"_s, settings.lineSize},
            {u"center"_s, settings.center},
            {u"repel"_s, settings.repel},
            {u"link"_s, settings.link},
            {u"linkDistance"_s, settings.linkDistance},
            {u"hiddenFolders"_s, QJsonArray::fromStringList(options.hiddenFolders)},
            {u"hiddenRelations"_s, relationsJson(options.hiddenRelations)},
            {u"hiddenModifiers"_s, options.hiddenModifiers},
            {u"degreeCeiling"_s, options.degreeCeiling},
            {u"hubDamping"_s, options.hubDamping},
            {u"collapse"_s, static_cast<int>(options.collapse)},
            {u"expanded"_s, QJsonArray::fromStringList(options.expanded)},
            {u"depth"_s, options.depth},
            {u"incoming"_s, options.incoming},
            {u"outgoing"_s, options.outgoing},
            {u"neighbours"_s, options.neighbours},
            {u"size"_s, measureJson(state.paint.size)},
            {u"colour"_s, measureJson(state.paint.colour)},
            {u"arrangement"_s, static_cast<int>(state.arrangement)},
            {u"legend"_s, state.legend}};
}

} // namespace

LayoutForces GraphState::forces() const
{
    return forcesOf(options.settings);
}

quint64 GraphState::frame() const
{
    return frameOf(options.collapse, arrangement);
}

QList<quint64> GraphState::frames()
{
    QList<quint64> frames;
    for (int collapse = 0; collapse <= static_cast<int>(CollapseBy::Community); ++collapse) {
        for (int way = 0; way <= static_cast<int>(GraphArrangement::Rings); ++way)
            frames.append(frameOf(static_cast<CollapseBy>(collapse), static_cast<GraphArrangement>(way)));
    }
    return frames;
}

QJsonObject GraphState::toJson(const GraphState &usual) const
{
    QJsonObject json = allOf(*this);
    const QJsonObject otherwise = allOf(usual);
    for (auto it = json.begin(); it != json.end();)
        it = it.value() == otherwise.value(it.key()) ? json.erase(it) : std::next(it);
    return json;
}

GraphState GraphState::fromJson(const QJsonObject &json, const GraphState &usual)
{
    GraphState state = usual;
    GraphSettings &settings = state.options.settings;
    const auto number = [&](QStringView key, double least, double most, double &value) {
        value = std::clamp(json[key].toDouble(value), least, most);
    };
    const auto flag = [&](QStringView key, bool &value) { value = json[key].toBool(value); };
    settings.search = json[u"search"].toString(settings.search);
    flag(u"tags", settings.showTags);
    flag(u"attachments", settings.showAttachments);
    flag(u"unresolved", settings.showUnresolved);
    flag(u"orphans", settings.showOrphans);
    flag(u"arrows", settings.showArrows);
    if (json[u"groups"].isArray()) {
        settings.groups.clear();
        for (const QJsonValue &group : json[u"groups"].toArray())
            settings.groups.append(
                {group[u"query"].toString(), static_cast<quint32>(group[u"rgb"].toInteger()) & 0xFFFFFF});
    }
    number(u"textFade", -3, 3, settings.textFade);
    number(u"nodeSize", 0.1, 5, settings.nodeSize);
    number(u"lineSize", 0.1, 5, settings.lineSize);
    number(u"center", 0, 1, settings.center);
    number(u"repel", 0, 20, settings.repel);
    number(u"link", 0, 1, settings.link);
    number(u"linkDistance", 30, 500, settings.linkDistance);
    GraphOptions &options = state.options;
    if (json[u"hiddenFolders"].isArray())
        options.hiddenFolders = strings(json[u"hiddenFolders"]);
    if (json[u"hiddenRelations"].isArray())
        options.hiddenRelations = relationsFrom(json[u"hiddenRelations"]);
    options.hiddenModifiers = static_cast<quint8>(json[u"hiddenModifiers"].toInt(options.hiddenModifiers) & 0xF);
    flag(u"repeatedNames", options.repeatedNames);
    options.time = choice(json[u"time"], GraphTime::Change, options.time);
    options.degreeCeiling = std::max(0, json[u"degreeCeiling"].toInt(options.degreeCeiling));
    number(u"hubDamping", 0, 1, options.hubDamping);
    options.collapse = choice(json[u"collapse"], CollapseBy::Community, options.collapse);
    options.expanded = json[u"expanded"].isArray() ? strings(json[u"expanded"]) : options.expanded;
    options.depth = std::clamp(json[u"depth"].toInt(options.depth), 1, 5);
    flag(u"incoming", options.incoming);
    flag(u"outgoing", options.outgoing);
    flag(u"neighbours", options.neighbours);
    state.paint.size = measureOf(json[u"size"], state.paint.size);
    state.paint.colour = measureOf(json[u"colour"], state.paint.colour);
    state.arrangement = choice(json[u"arrangement"], GraphArrangement::Rings, state.arrangement);
    flag(u"legend", state.legend);
    return state;
}

} // namespace tearsheet
