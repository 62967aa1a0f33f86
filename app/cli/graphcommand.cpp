// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "core/export/graphsvg.h"
#include "core/graph/graphindex.h"
#include "core/graph/graphwords.h"
#include "core/graph/layout.h"
#include "core/research/relationcache.h"

#include <QFileInfo>
#include <QJsonObject>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

// The set that `names` name.
Result<quint64> relationsNamed(const QStringList &names)
{
    quint64 set = 0;
    for (const QString &name : names) {
        const std::optional<RelationType> type = relationNamed(name);
        if (!type) {
            QStringList known;
            for (const RelationType one : relationTypes())
                known.append(relationName(one).toString());
            return failure(ErrorCode::Usage, {},
                           u"There is no relation %1; there are %2."_s.arg(name, known.join(u", "_s)));
        }
        set |= setOf(*type);
    }
    return set;
}

Result<GraphOptions> optionsOf(const Snapshot &snapshot, const Request &request)
{
    GraphOptions options = graphOptionsOf(snapshot.settings());
    if (!request.arguments.isEmpty())
        options.settings.search.clear(); // Of the whole graph only.
    if (request.has(u"--filter"))
        options.settings.search = request.values.value(u"--filter"_s).last();
    if (request.has(u"--depth")) {
        const QString said = request.values.value(u"--depth"_s).last();
        options.depth = said.toInt();
        if (options.depth < 1 || options.depth > 5)
            return failure(ErrorCode::Usage, {}, u"The depth is a number from 1 to 5, not %1."_s.arg(said));
        if (request.arguments.isEmpty())
            return failure(ErrorCode::Usage, {}, u"The option --depth needs a note."_s);
    }
    if (request.has(u"--relation")) {
        const Result<quint64> set = relationsNamed(request.values.value(u"--relation"_s));
        if (!set)
            return std::unexpected(set.error());
        options.hiddenRelations = ~*set;
        options.settings.showTags = options.settings.showAttachments = options.settings.showOrphans = false;
    }
    return options;
}

Result<QByteArray> written(const ShownGraph &shown, const GraphOptions &options, const QString &format,
                           const QString &title)
{
    if (format == u"svg")
        return graphSvg(shown, options, drawnPlaces(shown, options), title);
    if (format == u"json")
        return QJsonDocument(graphJson(shown)).toJson();
    if (format == u"graphml")
        return graphMl(shown);
    if (format == u"gexf")
        return gexf(shown, options, usualLayout(linksOf(shown), {.forces = forcesOf(options.settings)}));
    if (format == u"dot")
        return dot(shown, options);
    if (format == u"csv")
        return edgeCsv(shown);
    return failure(ErrorCode::Usage, {},
                   u"There is no format %1; there are svg, json, graphml, gexf, dot and csv."_s.arg(format));
}

// Where it is said, and what.
QString lineOf(const Graph &graph, const GraphEdge &edge)
{
    const Relation *relation = graph.relationOf(edge);
    const QString path = graph.relations->snapshot().file(graph.nodes.at(edge.from).file).path.toString();
    const QString place = relation ? path + u':' + QString::number(relation->best.evidence.line) : path;
    return place + u'\t' + edgeWords(graph, edge);
}

} // namespace

Result<Answer> graph(const Snapshot &snapshot, const Request &request)
{
    const Result<GraphOptions> options = optionsOf(snapshot, request);
    if (!options)
        return std::unexpected(options.error());
    const Result<RelationIndex> relations = relationsOfVault(request.root, snapshot);
    if (!relations)
        return std::unexpected(relations.error());
    const GraphIndex index = GraphIndex().updated(*relations);
    int centre = -1;
    if (!request.arguments.isEmpty()) {
        const Result<int> note = noteNamed(snapshot, request.arguments.first());
        if (!note)
            return std::unexpected(note.error());
        centre = index.nodeOf(*note);
        if (centre < 0)
            return failure(ErrorCode::NotFound, request.arguments.first(),
                           u"The vault's settings leave %1 out of graphs."_s.arg(request.arguments.first()));
    }
    const Result<ShownGraph> shown = shownGraph(index.graph(), *options, centre);
    if (!shown)
        return std::unexpected(shown.error());
    Answer answer;
    for (const Error &problem : shown->problems)
        answer.complaints.append(problem.sentence);
    answer.json = QJsonDocument(graphJson(*shown));
    if (!request.has(u"--format")) {
        for (const GraphEdge &edge : shown->graph.edges)
            answer.lines.append(lineOf(shown->graph, edge));
        return answer;
    }
    const NotePath middle = centre < 0 ? NotePath() : snapshot.file(index.graph().nodes.at(centre).file).path;
    const Result<QByteArray> bytes = written(*shown, *options, request.values.value(u"--format"_s).last(),
                                             graphTitle(QFileInfo(request.root).fileName(), middle));
    if (!bytes)
        return std::unexpected(bytes.error());
    answer.lines = QString::fromUtf8(*bytes).split(u'\n');
    if (answer.lines.last().isEmpty())
        answer.lines.removeLast();
    return answer;
}

} // namespace tearsheet
