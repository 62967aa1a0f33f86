// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/graphsvg.h"
#include "tests/support/graphof.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QXmlStreamReader>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

// Names that formats trip over: quotes, angle brackets, a backslash, right to left, outside the basic plane, controls.
constexpr const char Notes[] = R"(
//- Actors/Auk & "Sons" <old>.md
#actor #company
## Related
- [[Kestrel's]] — competitor
- [[שלום]] — former customer
- [[🚢 Ferries]]
- [[back\slash]]

| | |
|---|---|
| Owner | Envik Group (65 %) |
//- Kestrel's.md
#actor #company
[[Auk & "Sons" <old>]]
//- שלום.md
text
)";

ShownGraph shownOf(const char *notes = Notes, const GraphOptions &options = {})
{
    return shownGraph(graphOf(notes), options).value();
}

QStringList labels(const ShownGraph &shown)
{
    QStringList labels;
    for (const GraphNode &node : shown.graph.nodes)
        labels.append(node.label);
    return labels;
}

Places placesFor(const ShownGraph &shown)
{
    Places places(static_cast<std::size_t>(shown.graph.nodes.size()));
    for (std::size_t i = 0; i < places.size(); ++i) {
        places.x[i] = static_cast<float>(i % 4);
        places.y[i] = static_cast<float>(i / 4);
    }
    return places;
}

/// What a reader of XML finds.
struct Found
{
    QHash<QString, int> elements;
    QStringList texts;                         ///< Of elements, where there are any.
    QList<QHash<QString, QString>> attributes; ///< Of every element.
    QString error;

    int count(const QString &element) const { return elements.value(element); }
};

Found parsed(const QByteArray &bytes)
{
    Found found;
    QXmlStreamReader xml(bytes);
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement()) {
            ++found.elements[xml.name().toString()];
            QHash<QString, QString> attributes{{u"element"_s, xml.name().toString()}};
            for (const QXmlStreamAttribute &attribute : xml.attributes())
                attributes.insert(attribute.name().toString(), attribute.value().toString());
            found.attributes.append(attributes);
        } else if (xml.isCharacters() && !xml.isWhitespace()) {
            found.texts.append(xml.text().toString());
        }
    }
    found.error = xml.errorString();
    return found;
}

/// A drawing without its legend.
Found pictureOf(const ShownGraph &shown, const GraphOptions &options, const Places &places)
{
    QByteArray svg = graphSvg(shown, options, places, u"A graph"_s);
    const qsizetype legend = svg.indexOf("<g id=\"legend\"");
    if (legend >= 0)
        svg = svg.first(legend) + "</svg>";
    return parsed(svg);
}

} // namespace

class GraphExportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void json()
    {
        const ShownGraph shown = shownOf();
        const QByteArray bytes = QJsonDocument(graphJson(shown)).toJson();
        const QJsonObject read = QJsonDocument::fromJson(bytes).object();
        const QJsonArray nodes = read[u"nodes"].toArray();
        const QJsonArray edges = read[u"edges"].toArray();
        QCOMPARE(nodes.size(), shown.graph.nodes.size());
        QCOMPARE(edges.size(), shown.graph.edges.size());
        QSet<QString> ids;
        for (const QJsonValue node : nodes)
            ids.insert(node[u"id"].toString());
        QCOMPARE(ids.size(), nodes.size());
        QVERIFY(ids.contains(u"Actors/Auk & \"Sons\" <old>.md"_s));
        QVERIFY(ids.contains(u"[[🚢 Ferries]]"_s));
        for (const QJsonValue edge : edges)
            QVERIFY(ids.contains(edge[u"source"].toString()) && ids.contains(edge[u"target"].toString()));
        const auto owner = std::ranges::find_if(
            edges, [](const QJsonValue &edge) { return edge[u"relation"].toString() == u"owner"; });
        QVERIFY(owner != edges.end());
        QCOMPARE((*owner)[u"weight"].toDouble(), 65.0);
        QCOMPARE((*owner)[u"path"].toString(), u"Actors/Auk & \"Sons\" <old>.md"_s);
        QCOMPARE((*owner)[u"line"].toInt(), 10);
        QCOMPARE((*owner)[u"text"].toString(), u"| Owner | Envik Group (65 %) |"_s);
        QVERIFY((*owner)[u"modifier"].isNull());
    }

    void graphMlIsReadBack()
    {
        const ShownGraph shown = shownOf();
        const Found found = parsed(graphMl(shown));
        QCOMPARE(found.error, QString());
        QCOMPARE(found.count(u"node"_s), shown.graph.nodes.size());
        QCOMPARE(found.count(u"edge"_s), shown.graph.edges.size());
        for (const QString &label : labels(shown))
            QVERIFY2(found.texts.contains(label), qPrintable(label));
        QVERIFY(found.texts.contains(u"former"_s));
        QVERIFY(found.texts.contains(u"Actors/Auk & \"Sons\" <old>.md:10"_s));
    }

    void gexfIsReadBack()
    {
        const ShownGraph shown = shownOf();
        const Found found = parsed(gexf(shown, {}, placesFor(shown)));
        QCOMPARE(found.error, QString());
        QCOMPARE(found.count(u"node"_s), shown.graph.nodes.size());
        QCOMPARE(found.count(u"edge"_s), shown.graph.edges.size());
        QCOMPARE(found.count(u"position"_s), shown.graph.nodes.size());
        QStringList read;
        for (const auto &attributes : found.attributes) {
            if (attributes.value(u"element"_s) == u"node"_s)
                read.append(attributes.value(u"label"_s));
        }
        QCOMPARE(read, labels(shown));
        QCOMPARE(parsed(gexf(shown, {})).count(u"position"_s), 0);
    }

    void dotIsQuoted()
    {
        const QString text = QString::fromUtf8(dot(shownOf(), {}));
        QVERIFY(text.startsWith(u"digraph notes {\n"_s) && text.endsWith(u"}\n"_s));
        QVERIFY(text.contains(u"label=\"Auk & \\\"Sons\\\" <old>\""_s));
        QVERIFY(text.contains(u"label=\"back\\\\slash\""_s));
        QVERIFY(text.contains(u"label=\"former customer\""_s));
        // Quotation marks that are not escaped come in pairs on each line.
        for (const QString &line : text.split(u'\n'))
            QCOMPARE(QString(line).remove(u"\\\\"_s).remove(u"\\\""_s).count(u'"') % 2, 0);
    }

    void csvOfEdges()
    {
        const QString text = QString::fromUtf8(edgeCsv(shownOf()));
        const QStringList lines = text.split(u"\r\n"_s, Qt::SkipEmptyParts);
        QCOMPARE(lines.first(), u"source,relation,modifier,target,percent,rule,count,evidence,text"_s);
        QCOMPARE(lines.size(), shownOf().graph.edges.size() + 1);
        QVERIFY(text.contains(u"\"Actors/Auk & \"\"Sons\"\" <old>.md\",owner,,[[Envik Group]],65,key-value,1,"
                              "\"Actors/Auk & \"\"Sons\"\" <old>.md:10\",| Owner | Envik Group (65 %) |"_s));
    }

    void svgIsReadBack()
    {
        const ShownGraph shown = shownOf();
        const QByteArray bytes = graphSvg(shown, {}, placesFor(shown), u"A <graph>"_s);
        const Found found = parsed(bytes);
        QCOMPARE(found.error, QString());
        for (const QString &label : labels(shown))
            QVERIFY2(found.texts.contains(label), qPrintable(label));
        QVERIFY(found.texts.contains(u"A <graph>"_s));
        QVERIFY(found.texts.contains(u"Competitors (1)"_s)); // The legend.
        QVERIFY(found.texts.contains(u"Owners and subsidiaries (1)"_s));
        QVERIFY(!found.texts.contains(u"Suppliers (0)"_s));
        QVERIFY(bytes.contains(QByteArray::number(graphColours(false).ground, 16)));
        QVERIFY(bytes.contains(QByteArray::number(lookOf(RelationType::Competitor).light, 16)));
    }

    void labelsDoNotOverlap()
    {
        // Thirty nodes in one place: one label has room below, one above.
        QByteArray notes;
        for (int i = 0; i < 30; ++i)
            notes += "//- A rather long name " + QByteArray::number(i) + ".md\n[[A rather long name 0]]\n";
        const ShownGraph shown = shownGraph(graphOf(notes), {}).value();
        Places places = placesFor(shown);
        const auto count = [&] {
            const Found found = pictureOf(shown, {}, places);
            return found.count(u"text"_s);
        };
        const int spread = count();
        for (std::size_t i = 2; i < places.size(); ++i)
            places.x[i] = places.y[i] = 0.01F * static_cast<float>(i);
        QVERIFY(count() < spread);
    }

    void everyKindHasItsShape()
    {
        GraphOptions options;
        options.settings.showTags = options.settings.showAttachments = true;
        const ShownGraph shown =
            shownOf("//- A.md\n#tag [[Gone]] ![[a.png]]\n//- a.png\nx\n//- F/B.md\n//- F/C.md\n", options);
        const Found found = pictureOf(shown, options, placesFor(shown));
        QCOMPARE(found.count(u"circle"_s), 4);  // Notes, and the name.
        QCOMPARE(found.count(u"polygon"_s), 2); // The attachment and the tag.
        options.collapse = CollapseBy::Folder;
        const ShownGraph folded =
            shownOf("//- A.md\n#tag [[Gone]] ![[a.png]]\n//- a.png\nx\n//- F/B.md\n//- F/C.md\n", options);
        const Found collapsed = pictureOf(folded, options, placesFor(folded));
        QCOMPARE(collapsed.count(u"polygon"_s), 3);
        QVERIFY(collapsed.texts.contains(u"F (2)"_s));
    }

    void groupsColour()
    {
        GraphOptions options;
        options.settings.groups = {{u"file:Kestrel"_s, 0x0A0B0C}};
        const ShownGraph shown = shownOf(Notes, options);
        const auto kestrel = static_cast<std::size_t>(nodeAt(shown.graph, u"Kestrel's"_s));
        QCOMPARE(nodeColours(shown, options, false)[kestrel], 0x0A0B0CU);
        const QByteArray svg = graphSvg(shown, options, placesFor(shown), u"Of it"_s);
        QVERIFY(svg.contains("#0a0b0c"));
        QVERIFY(parsed(svg).texts.contains(u"file:Kestrel"_s));
    }

    void nothing()
    {
        const ShownGraph shown = shownOf("");
        QCOMPARE(parsed(graphMl(shown)).error, QString());
        QCOMPARE(parsed(gexf(shown, {})).error, QString());
        QCOMPARE(parsed(graphSvg(shown, {}, {}, u"Of nothing"_s)).error, QString());
        QVERIFY(graphJson(shown)[u"nodes"].toArray().isEmpty());
        QCOMPARE(QString::fromUtf8(edgeCsv(shown)).count(u'\n'), 1);
    }

    void controlsInNames()
    {
        Graph graph = graphFrom(u"a\u0001b>c"_s);
        ShownGraph shown{.graph = graph, .whole = {0, 1}, .groups = {-1, -1}, .collapsed = {{}, {}}, .strengths = {1}};
        for (GraphNode &node : shown.graph.nodes)
            node.kind = GraphNodeKind::Unresolved;
        shown.graph.relations = std::make_shared<const RelationIndex>();
        for (const QByteArray &bytes :
             {graphMl(shown), gexf(shown, {}), graphSvg(shown, {}, placesFor(shown), u"a\u0001"_s)}) {
            QCOMPARE(parsed(bytes).error, QString());
            QVERIFY(bytes.contains("a\xEF\xBF\xBD"
                                   "b"));
        }
    }
};

QTEST_GUILESS_MAIN(GraphExportTest)

#include "graphexporttest.moc"
