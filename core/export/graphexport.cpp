// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/graphexport.h"

#include "core/export/csv.h"
#include "core/graph/graphdates.h"
#include "core/graph/picturescale.h"

#include <QJsonArray>
#include <QObject>
#include <QXmlStreamWriter>

#include <cmath>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

QString kindName(GraphNodeKind kind)
{
    switch (kind) {
    case GraphNodeKind::Note:
        return u"note"_s;
    case GraphNodeKind::Attachment:
        return u"attachment"_s;
    case GraphNodeKind::Unresolved:
        return u"unresolved"_s;
    case GraphNodeKind::Tag:
        return u"tag"_s;
    case GraphNodeKind::Collapsed:
        return u"collapsed"_s;
    case GraphNodeKind::Canvas:
        return u"canvas"_s;
    }
    return {};
}

/// Where an edge is said.
struct Evidence
{
    QString path; ///< Empty where no note says it in one place.
    int line = 0;
    QString text;

    QString place() const { return path.isEmpty() ? QString() : path + u':' + QString::number(line); }
};

Evidence evidenceOf(const Graph &graph, const GraphEdge &edge)
{
    const Relation *relation = graph.relationOf(edge);
    if (!relation)
        return {};
    const FileEntry &source = graph.relations->snapshot().file(relation->source);
    // The statement that is shown need not be the best one.
    const RelationStatement *said = &relation->best;
    for (const RelationStatement &other : relation->also) {
        if (said->type != edge.type || said->modifier != edge.modifier)
            said = other.type == edge.type && other.modifier == edge.modifier ? &other : said;
    }
    return {source.path.toString(), said->evidence.line, evidenceText(said->evidence, source.note->text)};
}

QString pathOf(const Graph &graph, const GraphNode &node)
{
    return node.file < 0 ? QString() : graph.relations->snapshot().file(node.file).path.toString();
}

QString idOf(qsizetype node)
{
    return u'n' + QString::number(node);
}

QString hexColour(quint32 rgb)
{
    return u"#%1"_s.arg(rgb, 6, 16, QChar(u'0'));
}

// What XML 1.0 has no place for.
QString xmlText(QString text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        const bool control = c < u' ' && c != u'\t' && c != u'\n' && c != u'\r';
        const bool paired = c.isHighSurrogate() ? i + 1 < text.size() && text.at(i + 1).isLowSurrogate()
                                                : i > 0 && text.at(i - 1).isHighSurrogate();
        if (control || c == QChar(0xFFFE) || c == QChar(0xFFFF) || (c.isSurrogate() && !paired))
            text[i] = QChar::ReplacementCharacter;
    }
    return text;
}

QString dotText(QString text)
{
    text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s).replace(u'\n', u"\\n"_s).remove(u'\r').remove(QChar(0));
    return u'"' + text + u'"';
}

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonValue orNull(QDate date)
{
    return date.isValid() ? QJsonValue(date.toString(Qt::ISODate)) : QJsonValue();
}

QString percentText(const GraphEdge &edge)
{
    return edge.percent < 0 ? QString() : QString::number(static_cast<double>(edge.percent));
}

/// An attribute of nodes or edges in GraphML and GEXF.
struct Attribute
{
    QStringView name;
    QStringView type;
};

constexpr std::array NodeAttributes{
    Attribute{u"label", u"string"},   Attribute{u"kind", u"string"},    Attribute{u"path", u"string"},
    Attribute{u"created", u"string"}, Attribute{u"updated", u"string"}, Attribute{u"members", u"int"},
};
constexpr std::array EdgeAttributes{
    Attribute{u"relation", u"string"}, Attribute{u"modifier", u"string"}, Attribute{u"percent", u"double"},
    Attribute{u"rule", u"string"},     Attribute{u"count", u"int"},       Attribute{u"evidence", u"string"},
    Attribute{u"text", u"string"},
};

// In the order of the attributes; empty ones are left out.
QStringList valuesOf(const ShownGraph &shown, const GraphNode &node, const GraphDates &dates)
{
    return {node.label,
            kindName(node.kind),
            pathOf(shown.graph, node),
            dates.created.toString(Qt::ISODate),
            dates.updated.toString(Qt::ISODate),
            QString::number(node.members)};
}

QStringList valuesOf(const Graph &graph, const GraphEdge &edge)
{
    const Evidence evidence = evidenceOf(graph, edge);
    return {relationName(edge.type).toString(),
            modifierName(edge.modifier).toString(),
            percentText(edge),
            ruleName(edge.rule).toString(),
            QString::number(edge.count),
            evidence.place(),
            evidence.text};
}

void writeDefinitions(QXmlStreamWriter &xml, QStringView prefix, QStringView of, std::span<const Attribute> attributes)
{
    for (std::size_t i = 0; i < attributes.size(); ++i) {
        xml.writeEmptyElement(u"key"_s);
        xml.writeAttribute(u"id"_s, prefix + QString::number(i));
        xml.writeAttribute(u"for"_s, of);
        xml.writeAttribute(u"attr.name"_s, attributes[i].name);
        xml.writeAttribute(u"attr.type"_s, attributes[i].type);
    }
}

void writeData(QXmlStreamWriter &xml, QStringView prefix, const QStringList &values)
{
    for (qsizetype i = 0; i < values.size(); ++i) {
        if (values.at(i).isEmpty())
            continue;
        xml.writeStartElement(u"data"_s);
        xml.writeAttribute(u"key"_s, prefix + QString::number(i));
        xml.writeCharacters(xmlText(values.at(i)));
        xml.writeEndElement();
    }
}

void writeGexfDefinitions(QXmlStreamWriter &xml, QStringView of, std::span<const Attribute> attributes)
{
    xml.writeStartElement(u"attributes"_s);
    xml.writeAttribute(u"class"_s, of);
    for (std::size_t i = 0; i < attributes.size(); ++i) {
        xml.writeEmptyElement(u"attribute"_s);
        xml.writeAttribute(u"id"_s, QString::number(i));
        xml.writeAttribute(u"title"_s, attributes[i].name);
        xml.writeAttribute(u"type"_s, attributes[i].type == u"int" ? u"integer"_s : attributes[i].type.toString());
    }
    xml.writeEndElement();
}

void writeGexfValues(QXmlStreamWriter &xml, const QStringList &values)
{
    xml.writeStartElement(u"attvalues"_s);
    for (qsizetype i = 0; i < values.size(); ++i) {
        if (values.at(i).isEmpty())
            continue;
        xml.writeEmptyElement(u"attvalue"_s);
        xml.writeAttribute(u"for"_s, QString::number(i));
        xml.writeAttribute(u"value"_s, xmlText(values.at(i)));
    }
    xml.writeEndElement();
}

void writeColour(QXmlStreamWriter &xml, quint32 rgb)
{
    xml.writeEmptyElement(u"viz:color"_s);
    xml.writeAttribute(u"r"_s, QString::number(rgb >> 16 & 0xFF));
    xml.writeAttribute(u"g"_s, QString::number(rgb >> 8 & 0xFF));
    xml.writeAttribute(u"b"_s, QString::number(rgb & 0xFF));
}

QStringView dotShape(GraphNodeKind kind)
{
    switch (shapeOf(kind)) {
    case NodeShape::Disc:
        return u"ellipse";
    case NodeShape::Ring:
        return u"doublecircle";
    case NodeShape::Square:
        return u"box";
    case NodeShape::Diamond:
        return u"diamond";
    case NodeShape::Hexagon:
        return u"hexagon";
    }
    return u"ellipse";
}

QStringView dotStyle(LineDash dash)
{
    switch (dash) {
    case LineDash::Solid:
        return u"solid";
    case LineDash::Long:
    case LineDash::Short:
    case LineDash::DashDot:
        return u"dashed";
    case LineDash::Dotted:
        return u"dotted";
    }
    return u"solid";
}

QStringView dotArrow(ArrowShape arrow)
{
    switch (arrow) {
    case ArrowShape::Triangle:
        return u"normal";
    case ArrowShape::Open:
        return u"vee";
    case ArrowShape::Diamond:
        return u"diamond";
    case ArrowShape::Disc:
        return u"dot";
    case ArrowShape::Bar:
        return u"tee";
    }
    return u"normal";
}

QString saidOf(const GraphEdge &edge)
{
    const QString relation = relationName(edge.type).toString();
    return edge.modifier == RelationModifier::None ? relation : modifierName(edge.modifier) + u' ' + relation;
}

} // namespace

QString nodeName(const ShownGraph &shown, int node)
{
    const GraphNode &one = shown.graph.nodes.at(node);
    switch (one.kind) {
    case GraphNodeKind::Unresolved:
        return u"[[" + one.label + u"]]";
    case GraphNodeKind::Tag:
        return one.label;
    case GraphNodeKind::Collapsed:
        return shown.collapsed.at(node);
    default:
        return pathOf(shown.graph, one);
    }
}

QJsonObject graphJson(const ShownGraph &shown)
{
    const std::vector<GraphDates> dates = graphDates(shown.graph);
    QJsonArray nodes;
    for (int i = 0; i < shown.graph.nodes.size(); ++i) {
        const GraphNode &node = shown.graph.nodes.at(i);
        const GraphDates &date = dates[static_cast<std::size_t>(i)];
        nodes.append(QJsonObject{{u"id"_s, nodeName(shown, i)},
                                 {u"label"_s, node.label},
                                 {u"kind"_s, kindName(node.kind)},
                                 {u"path"_s, orNull(pathOf(shown.graph, node))},
                                 {u"degree"_s, node.degree},
                                 {u"depth"_s, node.depth},
                                 {u"members"_s, node.members},
                                 {u"group"_s, shown.groups.at(i) < 0 ? QJsonValue() : QJsonValue(shown.groups.at(i))},
                                 {u"created"_s, orNull(date.created)},
                                 {u"updated"_s, orNull(date.updated)}});
    }
    QJsonArray edges;
    for (const GraphEdge &edge : shown.graph.edges) {
        const Evidence evidence = evidenceOf(shown.graph, edge);
        edges.append(
            QJsonObject{{u"source"_s, nodeName(shown, edge.from)},
                        {u"target"_s, nodeName(shown, edge.to)},
                        {u"relation"_s, relationName(edge.type).toString()},
                        {u"modifier"_s, orNull(modifierName(edge.modifier).toString())},
                        {u"weight"_s, edge.percent < 0 ? QJsonValue() : QJsonValue(static_cast<double>(edge.percent))},
                        {u"rule"_s, ruleName(edge.rule).toString()},
                        {u"count"_s, edge.count},
                        {u"path"_s, orNull(evidence.path)},
                        {u"line"_s, evidence.path.isEmpty() ? QJsonValue() : QJsonValue(evidence.line)},
                        {u"text"_s, orNull(evidence.text)}});
    }
    return {{u"nodes"_s, nodes}, {u"edges"_s, edges}};
}

QByteArray graphMl(const ShownGraph &shown)
{
    const std::vector<GraphDates> dates = graphDates(shown.graph);
    QByteArray bytes;
    QXmlStreamWriter xml(&bytes);
    xml.setAutoFormatting(true);
    xml.setAutoFormattingIndent(1);
    xml.writeStartDocument();
    xml.writeStartElement(u"graphml"_s);
    xml.writeDefaultNamespace(u"http://graphml.graphdrawing.org/xmlns"_s);
    writeDefinitions(xml, u"n", u"node", NodeAttributes);
    writeDefinitions(xml, u"e", u"edge", EdgeAttributes);
    xml.writeStartElement(u"graph"_s);
    xml.writeAttribute(u"edgedefault"_s, u"directed"_s);
    for (qsizetype i = 0; i < shown.graph.nodes.size(); ++i) {
        xml.writeStartElement(u"node"_s);
        xml.writeAttribute(u"id"_s, idOf(i));
        writeData(xml, u"n", valuesOf(shown, shown.graph.nodes.at(i), dates[static_cast<std::size_t>(i)]));
        xml.writeEndElement();
    }
    for (qsizetype i = 0; i < shown.graph.edges.size(); ++i) {
        const GraphEdge &edge = shown.graph.edges.at(i);
        xml.writeStartElement(u"edge"_s);
        xml.writeAttribute(u"id"_s, u'e' + QString::number(i));
        xml.writeAttribute(u"source"_s, idOf(edge.from));
        xml.writeAttribute(u"target"_s, idOf(edge.to));
        writeData(xml, u"e", valuesOf(shown.graph, edge));
        xml.writeEndElement();
    }
    xml.writeEndDocument();
    return bytes;
}

QByteArray gexf(const ShownGraph &shown, const GraphOptions &options, const Places &places)
{
    const std::vector<GraphDates> dates = graphDates(shown.graph);
    const std::vector<quint32> colours = nodeColours(shown, options, false);
    QByteArray bytes;
    QXmlStreamWriter xml(&bytes);
    xml.setAutoFormatting(true);
    xml.setAutoFormattingIndent(1);
    xml.writeStartDocument();
    xml.writeStartElement(u"gexf"_s);
    xml.writeDefaultNamespace(u"http://gexf.net/1.3"_s);
    xml.writeNamespace(u"http://gexf.net/1.3/viz"_s, u"viz"_s);
    xml.writeAttribute(u"version"_s, u"1.3"_s);
    xml.writeStartElement(u"graph"_s);
    xml.writeAttribute(u"defaultedgetype"_s, u"directed"_s);
    writeGexfDefinitions(xml, u"node", std::span(NodeAttributes).subspan(1));
    writeGexfDefinitions(xml, u"edge", EdgeAttributes);
    xml.writeStartElement(u"nodes"_s);
    for (qsizetype i = 0; i < shown.graph.nodes.size(); ++i) {
        const auto index = static_cast<std::size_t>(i);
        const GraphNode &node = shown.graph.nodes.at(i);
        xml.writeStartElement(u"node"_s);
        xml.writeAttribute(u"id"_s, idOf(i));
        xml.writeAttribute(u"label"_s, xmlText(node.label));
        writeGexfValues(xml, valuesOf(shown, node, dates[index]).sliced(1));
        writeColour(xml, colours[index]);
        if (places.size() == colours.size()) {
            xml.writeEmptyElement(u"viz:position"_s);
            xml.writeAttribute(u"x"_s, QString::number(static_cast<double>(places.x[index])));
            xml.writeAttribute(u"y"_s, QString::number(-static_cast<double>(places.y[index])));
        }
        xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeStartElement(u"edges"_s);
    for (qsizetype i = 0; i < shown.graph.edges.size(); ++i) {
        const GraphEdge &edge = shown.graph.edges.at(i);
        xml.writeStartElement(u"edge"_s);
        xml.writeAttribute(u"id"_s, QString::number(i));
        xml.writeAttribute(u"source"_s, idOf(edge.from));
        xml.writeAttribute(u"target"_s, idOf(edge.to));
        xml.writeAttribute(u"label"_s, saidOf(edge));
        xml.writeAttribute(u"weight"_s, QString::number(static_cast<double>(shown.strengths.at(i)) * edge.count));
        writeGexfValues(xml, valuesOf(shown.graph, edge));
        writeColour(xml, lookOf(edge.type).light);
        xml.writeEndElement();
    }
    xml.writeEndDocument();
    return bytes;
}

QByteArray dot(const ShownGraph &shown, const GraphOptions &options)
{
    const std::vector<quint32> colours = nodeColours(shown, options, false);
    QString text =
        u"digraph notes {\n  node [fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\", fontsize=9];\n"_s;
    for (qsizetype i = 0; i < shown.graph.nodes.size(); ++i) {
        const GraphNode &node = shown.graph.nodes.at(i);
        text += u"  "_s + idOf(i) + u" [label="_s + dotText(node.label) + u", shape="_s + dotShape(node.kind)
                + u", color=\""_s + hexColour(colours[static_cast<std::size_t>(i)]) + u'"';
        if (const QString path = pathOf(shown.graph, node); !path.isEmpty())
            text += u", tooltip="_s + dotText(path);
        text += u"];\n"_s;
    }
    for (const GraphEdge &edge : shown.graph.edges) {
        const RelationLook &look = lookOf(edge.type);
        text += u"  "_s + idOf(edge.from) + u" -> "_s + idOf(edge.to) + u" [color=\""_s + hexColour(look.light)
                + u"\", style="_s + dotStyle(look.dash) + u", arrowhead="_s + dotArrow(look.arrow);
        if (edge.type != RelationType::Link)
            text += u", label="_s + dotText(saidOf(edge));
        if (const QString place = evidenceOf(shown.graph, edge).place(); !place.isEmpty())
            text += u", edgetooltip="_s + dotText(place);
        text += u"];\n"_s;
    }
    return (text + u"}\n"_s).toUtf8();
}

QByteArray edgeCsv(const ShownGraph &shown)
{
    Sheet sheet;
    sheet.header = {u"source"_s, u"relation"_s, u"modifier"_s, u"target"_s, u"percent"_s,
                    u"rule"_s,   u"count"_s,    u"evidence"_s, u"text"_s};
    for (const GraphEdge &edge : shown.graph.edges) {
        QStringList fields = valuesOf(shown.graph, edge);
        const QString relation = fields.takeFirst();
        const QString modifier = fields.takeFirst();
        fields = QStringList{nodeName(shown, edge.from), relation, modifier, nodeName(shown, edge.to)} + fields;
        QList<SheetCell> row;
        for (const QString &field : std::as_const(fields))
            row.append({.text = field});
        sheet.rows.append(row);
    }
    return csv(sheet);
}

QString graphTitle(const QString &vault, const NotePath &note)
{
    return note.isEmpty() ? QObject::tr("Graph of %1").arg(vault) : QObject::tr("Graph around %1").arg(note.name());
}

std::vector<quint32> nodeColours(const ShownGraph &shown, const GraphOptions &options, bool dark)
{
    const GraphColours &colours = graphColours(dark);
    std::vector<quint32> found;
    for (int node = 0; node < shown.graph.nodes.size(); ++node) {
        const int group = shown.groups.value(node, -1);
        const quint32 own = colours.of(shown.graph.nodes.at(node).kind);
        found.push_back(group >= 0                   ? options.settings.groups.at(group).rgb
                        : node == shown.centre       ? colours.accent
                        : isQuiet(shown.graph, node) ? quietColour(own, dark)
                                                     : own);
    }
    return found;
}

} // namespace tearsheet
