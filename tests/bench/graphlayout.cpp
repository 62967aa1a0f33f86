// SPDX-License-Identifier: GPL-3.0-or-later

// Layouts of graphs beside those of others, on the same graphs in the same run: a step of the forces, the first layout
// as a whole, and how well both show the graph (tests/support/layoutquality.h).
//   ./check --bench graphlayout [EDGES | NODES]…     links of a real vault where they are, and 10,000 nodes, scale-free
// EDGES is a file with a line "from to" for each edge of nodes from 0. The peers are d3-force, ngraph.forcelayout and
// ForceAtlas2 where NODE_PATH is a folder that holds them, and Graphviz' sfdp where it is installed.

#include "core/graph/firstlayout.h"
#include "tests/bench/measure.h"
#include "tests/support/layoutquality.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <sched.h>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr int Seeds = 5;
constexpr int PeerTicks = 300;
constexpr int PeerSeconds = 30; // No peer is given more.

struct Graph
{
    QString name;
    Adjacency adjacency;
};

/// This process on one core, as long as this lives: `forAll` asks how many it may use.
class OneCore
{
public:
    OneCore()
    {
        cpu_set_t first;
        CPU_ZERO(&first);
        CPU_SET(0, &first);
        sched_getaffinity(0, sizeof m_before, &m_before);
        sched_setaffinity(0, sizeof first, &first);
    }
    ~OneCore() { sched_setaffinity(0, sizeof m_before, &m_before); }
    Q_DISABLE_COPY_MOVE(OneCore)

private:
    cpu_set_t m_before;
};

struct Laid
{
    double seconds = 0;
    LayoutQuality quality;
};

double secondsSince(std::chrono::steady_clock::time_point begin)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

double middleOf(std::vector<double> numbers)
{
    std::ranges::sort(numbers);
    return numbers[numbers.size() / 2];
}

Adjacency readEdges(const QString &path)
{
    QFile file(path);
    std::vector<std::pair<int, int>> edges;
    int nodes = 0;
    if (file.open(QIODevice::ReadOnly)) {
        while (!file.atEnd()) {
            const QList<QByteArray> ends = file.readLine().trimmed().split(' ');
            if (ends.size() < 2)
                continue;
            edges.emplace_back(ends[0].toInt(), ends[1].toInt());
            nodes = std::max({nodes, edges.back().first + 1, edges.back().second + 1});
        }
    }
    return adjacencyOf(nodes, edges);
}

void writeEdges(const Adjacency &adjacency, const QString &path, const QByteArray &before, const QByteArray &between,
                const QByteArray &after)
{
    QByteArray lines;
    for (std::uint32_t node = 0; node < static_cast<std::uint32_t>(adjacency.nodeCount()); ++node) {
        for (const std::uint32_t neighbour : adjacency.neighbours(node)) {
            if (node < neighbour)
                lines += QByteArray::number(node) + between + QByteArray::number(neighbour) + '\n';
        }
    }
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(before + lines + after);
}

/// Lines "… id x y" that begin with `word`, if there is one.
Places readPlaces(const QByteArray &lines, std::size_t count, const QByteArray &word = {})
{
    Places places(count);
    for (const QByteArray &line : lines.split('\n')) {
        QList<QByteArray> fields = line.split(' ');
        if (!word.isEmpty() && fields.takeFirst() != word)
            continue;
        const auto node = static_cast<std::size_t>(fields.value(0).toLongLong());
        if (fields.size() >= 3 && node < count) {
            places.x[node] = fields[1].toFloat();
            places.y[node] = fields[2].toFloat();
        }
    }
    return places;
}

void print(const QString &what, const Laid &laid)
{
    std::printf("  %-42s %9.3f s    stress %.4f   neighbours %.4f\n", qPrintable(what), laid.seconds,
                laid.quality.stress, laid.quality.neighbours);
    std::fflush(stdout);
}

/// The medians of several seeds.
Laid ours(const Adjacency &adjacency, const QString &what)
{
    std::vector<double> seconds;
    std::vector<double> pictures;
    std::vector<double> stress;
    std::vector<double> neighbours;
    for (std::uint64_t seed = 1; seed <= Seeds; ++seed) {
        const auto begin = std::chrono::steady_clock::now();
        double picture = 0;
        const Places places = firstLayout(adjacency, {.seed = seed}, {}, [&](const Places &) {
            picture = picture > 0 ? picture : secondsSince(begin);
        });
        seconds.push_back(secondsSince(begin));
        pictures.push_back(picture);
        const LayoutQuality quality = qualityOf(adjacency, places);
        stress.push_back(quality.stress);
        neighbours.push_back(quality.neighbours);
    }
    const Laid laid{middleOf(seconds), {middleOf(stress), middleOf(neighbours)}};
    print(what, laid);
    std::printf("  %-42s %9.3f s\n", "  its first picture", middleOf(pictures));
    return laid;
}

double ourTick(const Adjacency &adjacency, const char *what)
{
    ForceLayout layout(adjacency, {}, firstLayout(adjacency));
    layout.reheat(0.5, 1000);
    return median(what, 51, [&] { layout.tick(); });
}

/// Nothing where sfdp is missing.
std::optional<Laid> sfdp(const Adjacency &adjacency, const QString &folder)
{
    QByteArray nodes = "graph g {\n";
    for (int node = 0; node < adjacency.nodeCount(); ++node)
        nodes += QByteArray::number(node) + ";\n";
    writeEdges(adjacency, folder + u"/g.dot"_s, nodes, " -- ", "}\n");
    QProcess process;
    const auto begin = std::chrono::steady_clock::now();
    process.start(u"sfdp"_s, {u"-Goverlap=true"_s, u"-Gsplines=none"_s, u"-Nshape=point"_s, u"-Tplain"_s,
                              folder + u"/g.dot"_s, u"-o"_s, folder + u"/g.plain"_s});
    if (!process.waitForFinished(-1) || process.exitCode() != 0) {
        std::printf("  sfdp is not installed here.\n");
        return std::nullopt;
    }
    Laid laid{secondsSince(begin), {}};
    QFile file(folder + u"/g.plain"_s);
    if (file.open(QIODevice::ReadOnly))
        laid.quality =
            qualityOf(adjacency, readPlaces(file.readAll(), static_cast<std::size_t>(adjacency.nodeCount()), "node"));
    print(u"sfdp"_s, laid);
    return laid;
}

/// A peer that runs in node, by the script that lies with the corpus: milliseconds of a tick. 0 where it is missing.
double peerTick(const QString &engine, const Adjacency &adjacency, const QString &folder)
{
    const QString modules = qEnvironmentVariable("NODE_PATH");
    const QString bench = QStringLiteral(TEARSHEET_CORPUS "/bench");
    if (modules.isEmpty() || !QFile::exists(bench + u"/graph/layout_js.mjs"_s)) {
        std::printf("  %s is not here: NODE_PATH names no folder, or the corpus has no script.\n", qPrintable(engine));
        return 0;
    }
    // Modules are looked for beside the script.
    QDir().mkpath(folder + u"/graph"_s);
    QDir().mkpath(folder + u"/npm"_s);
    QFile::copy(bench + u"/graph/layout_js.mjs"_s, folder + u"/graph/layout_js.mjs"_s);
    QFile::copy(bench + u"/npm/load.mjs"_s, folder + u"/npm/load.mjs"_s);
    QFile::link(modules, folder + u"/npm/node_modules"_s);
    writeEdges(adjacency, folder + u"/edges.txt"_s, {}, " ", {});
    QProcess process;
    process.setWorkingDirectory(folder + u"/graph"_s);
    process.start(u"node"_s,
                  {u"layout_js.mjs"_s, engine, QString::number(adjacency.nodeCount()), folder + u"/edges.txt"_s,
                   QString::number(PeerTicks), QString::number(PeerSeconds), folder + u"/places"_s});
    if (!process.waitForFinished(-1) || process.exitCode() != 0) {
        std::printf("  %s does not run here.\n", qPrintable(engine));
        return 0;
    }
    const QString said = QString::fromUtf8(process.readAllStandardOutput());
    static const QRegularExpression medianPattern(u"median ([0-9.]+) ms"_s);
    static const QRegularExpression totalPattern(u"total ([0-9.]+) s"_s);
    QFile file(folder + u"/places"_s);
    Laid laid{totalPattern.match(said).captured(1).toDouble(), {}};
    if (file.open(QIODevice::ReadOnly))
        laid.quality =
            qualityOf(adjacency, readPlaces(file.readAll(), static_cast<std::size_t>(adjacency.nodeCount())));
    const double tick = medianPattern.match(said).captured(1).toDouble();
    print(engine + u", %1 ms a tick"_s.arg(tick), laid);
    return tick;
}

void compare(const Graph &graph)
{
    const QTemporaryDir folder;
    const Adjacency &adjacency = graph.adjacency;
    std::printf("%s: %d nodes, %zu edges\n", qPrintable(graph.name), adjacency.nodeCount(),
                adjacency.targets.size() / 2);
    const double tick = ourTick(adjacency, "  a tick, all cores");
    double single = 0;
    Laid alone;
    {
        const OneCore one;
        single = ourTick(adjacency, "  a tick, one core");
        alone = ours(adjacency, u"first layout, one core"_s);
    }
    const Laid all = ours(adjacency, u"first layout, all cores"_s);
    const std::optional<Laid> other = sfdp(adjacency, folder.path());
    std::vector<double> ticks;
    for (const QString &engine : {u"d3"_s, u"ngraph"_s, u"fa2"_s}) {
        const double peer = peerTick(engine, adjacency, folder.path());
        if (peer > 0)
            ticks.push_back(peer);
    }
    if (ticks.size() == 3) {
        ratio("  tick on one core / d3-force", single, ticks[0], 0.1);
        ratio("  tick on one core / fastest peer", single, *std::ranges::min_element(ticks), 0.2);
        ratio("  tick on all cores / fastest peer", tick, *std::ranges::min_element(ticks), 0.2);
    }
    if (other) {
        ratio("  first layout on one core / sfdp, time", alone.seconds, other->seconds, 0.5);
        ratio("  first layout on all cores / sfdp, time", all.seconds, other->seconds, 0.5);
        ratio("  first layout / sfdp, stress", all.quality.stress, other->quality.stress, 1.02);
        if (other->quality.neighbours > 0.01) // On scale-free graphs nobody finds neighbours.
            ratio("  sfdp / first layout, neighbours", other->quality.neighbours, all.quality.neighbours, 1.0);
    }
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    QStringList wanted = QCoreApplication::arguments().sliced(1);
    if (wanted.isEmpty()) {
        const QString real = QStringLiteral(TEARSHEET_CORPUS "/bench/graph/vault-edges.txt");
        wanted = {QFile::exists(real) ? real : u"8000"_s, u"10000"_s};
    }
    for (const QString &each : std::as_const(wanted)) {
        // Five links of each new node make a mean degree of ten.
        const int nodes = each.toInt();
        compare(nodes > 5 ? Graph{u"scale-free"_s, scaleFreeGraph(nodes, 5, 1)}
                          : Graph{QFileInfo(each).fileName(), readEdges(each)});
    }
    return 0;
}
