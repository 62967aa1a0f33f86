// SPDX-License-Identifier: GPL-3.0-or-later

// What a frame of a large graph costs: the UI thread's share, the whole of it while moving and at rest, hover.
//   ./check --bench graphframe [NODES EDGES]
//
// The floor is QPainter with plain opaque lines and no nodes, in one thread: the ratio means something where no other
// program wants the cores. OpenGL is timed twice: until the calls have returned, which is what the UI thread pays on a
// graphics card, and until all is drawn.

#include "tests/bench/measure.h"
#include "tests/ui/graphscenes.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QOpenGLFunctions>
#include <QPainter>

using namespace tearsheet;

namespace {

constexpr QSizeF View(1600, 1000);
constexpr int Frames = 120;

/// Groups of nodes with most edges inside them, and some hubs.
RandomGraph vaultLike(int nodeCount, int edgeCount)
{
    RandomGraph graph(5, nodeCount, 0, 100, 8);
    QRandomGenerator random(6);
    const auto arrays = std::make_shared<Arrays>();
    const int groups = 60;
    for (int i = 0; i < nodeCount; ++i) {
        const int group = i % groups;
        const double turn = random.generateDouble() * 6.2832;
        const double away = std::sqrt(random.generateDouble()) * 8;
        arrays->x.push_back(static_cast<float>(group % 10 * 11 + std::cos(turn) * away));
        arrays->y.push_back(static_cast<float>(group / 10 * 11 + std::sin(turn) * away));
    }
    QList<SceneEdge> edges;
    for (int i = 0; i < edgeCount; ++i) {
        const int from = random.bounded(nodeCount);
        const int kind = random.bounded(10);
        const int near = from % groups + groups * random.bounded(nodeCount / groups);
        edges.append({from,
                      kind < 6   ? near
                      : kind < 9 ? random.bounded(40)
                                 : random.bounded(nodeCount),
                      random.bounded(3)});
    }
    graph.scene = GraphScene(graph.scene.nodes(), edges,
                             graph.scene.styles().isEmpty() ? QList<SceneStyle>{{}, {}, {}} : graph.scene.styles(), 30);
    graph.places = GraphPlaces(std::shared_ptr<const Arrays>(arrays));
    return graph;
}

GraphFrame frameOf(const RandomGraph &graph)
{
    GraphFrame frame;
    frame.scene = graph.scene;
    frame.places = graph.places;
    frame.view = View;
    frame.camera = GraphCamera::fitting(graph.places.bounds(), View, 40, 1000);
    return frame;
}

void report(const char *what, std::vector<double> times)
{
    std::ranges::sort(times);
    const std::size_t last = times.size() * 99 / 100;
    std::printf("%-44s %9.3f ms   (99th of a hundred %.3f, most %.3f)\n", what, times[times.size() / 2],
                times[std::min(last, times.size() - 1)], times.back());
}

double timed(const std::function<void()> &work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

/// A camera that pans and zooms, while what is drawn adapts to the time it takes. `draw` returns whether it was less
/// than at rest.
template <typename Draw>
void moving(const char *what, GraphFrame frame, const Draw &draw)
{
    std::vector<double> times;
    FrameBudget budget;
    for (int i = 0; i < Frames; ++i) {
        frame.camera = frame.camera.panned({3, 1});
        frame.camera.zoom *= i < Frames / 2 ? 1.02 : 1 / 1.02;
        frame.mostPixels = budget.pixels();
        bool isLess = false;
        const double time = timed([&] { isLess = draw(frame); });
        budget.adapt(time, isLess);
        if (i >= 20)
            times.push_back(time);
    }
    report(what, times);
    const FramePicks picks(frame, FrameGeometry(frame));
    std::printf("%-44s %9zu edges, %lld of %lld discs fine\n", "  at last with", picks.lines.size(),
                static_cast<long long>(picks.fine), static_cast<long long>(picks.discs.size()));
}

void byPainter(const GraphFrame &frame)
{
    QImage picture(frame.pixels(), QImage::Format_RGB32);
    picture.fill(Qt::white);
    QPainter painter(&picture);
    painter.setPen(QColor(0xc4cacc));
    for (const SceneLine &line : frame.scene.lines()) {
        painter.drawLine(frame.camera.toScreen(frame.places.at(line.from), frame.view),
                         frame.camera.toScreen(frame.places.at(line.to), frame.view));
    }
}

void openGl(const GraphFrame &still)
{
    if (!glAbility().usable) {
        std::printf("There is no context of OpenGL 3.3 here.\n");
        return;
    }
    std::printf("OpenGL by %s\n", qPrintable(glAbility().name));
    QOffscreenSurface surface;
    surface.setFormat(graphFormat());
    surface.create();
    QOpenGLContext context;
    context.setFormat(graphFormat());
    context.create();
    context.makeCurrent(&surface);
    QOpenGLFramebufferObject target(still.pixels());
    target.bind();
    GlGraph graph;
    graph.prepare();
    std::vector<double> submits;
    std::vector<double> wholes;
    std::vector<double> newPlaces;
    for (int i = 0; i < 12; ++i) {
        GraphFrame frame = still;
        frame.camera = frame.camera.panned({i * 1.0, 0});
        if (i >= 8)
            frame.places = frame.places.with(0, {i * 1.0, 0});
        const double submit = timed([&] { graph.draw(frame); });
        const double rest = timed([&] { context.functions()->glFinish(); });
        if (i >= 8) {
            newPlaces.push_back(submit);
        } else if (i > 0) {
            submits.push_back(submit);
            wholes.push_back(submit + rest);
        }
    }
    report("OpenGL, all edges, calls alone", submits);
    // The processor that stands in for a graphics card computes the corners of all edges within the calls. Without them
    // there is left what a frame costs anyway, with the corners of the nodes.
    std::vector<double> withoutEdges;
    GraphFrame bare = still;
    bare.scene = GraphScene(still.scene.nodes(), {}, {}, still.scene.reading());
    for (int i = 0; i < 40; ++i) {
        GraphFrame frame = bare;
        frame.camera = frame.camera.panned({i * 1.0, 0});
        const double submit = timed([&] { graph.draw(frame); });
        context.functions()->glFinish();
        if (i > 0)
            withoutEdges.push_back(submit);
    }
    report("OpenGL, no edges, calls alone (at most 4 ms)", withoutEdges);
    report("OpenGL, all edges, calls with new places", newPlaces);
    report("OpenGL, all edges, until drawn", wholes);
    moving("OpenGL, moving, until drawn (at most 33 ms)", still, [&](const GraphFrame &frame) {
        const bool isLess = graph.draw(frame);
        context.functions()->glFinish();
        return isLess;
    });
}

void measureGraph(const char *name, int nodes, int edges)
{
    std::printf("\n%s: %d nodes and %d edges, %.0f × %.0f pixels\n", name, nodes, edges, View.width(), View.height());
    RandomGraph graph(1, 1, 0, 1);
    median("scene made", 3, [&] { graph = vaultLike(nodes, edges); });
    GraphFrame frame = frameOf(graph);
    LabelGrid grid;
    std::vector<double> labels;
    std::printf("%-44s %9.3f ms\n", "labels of the first frame", timed([&] { placeLabels(frame, grid); }));
    for (int i = 0; i < 60; ++i) {
        frame.camera = frame.camera.panned({2, 1});
        labels.push_back(timed([&] { placeLabels(frame, grid); }));
    }
    report("labels of later frames", labels);
    std::printf("%-44s %9lld\n", "  labels", static_cast<long long>(frame.labels.size()));

    std::vector<double> hovers;
    for (int i = 0; i < 200; ++i) {
        const QPointF point(8.0 * i, 5.0 * i);
        hovers.push_back(timed([&] {
            GraphFrame hovered = frame;
            hovered.marks.centre = nodeAt(hovered, point, 3);
            if (hovered.marks.centre < 0)
                hovered.marks.edge = edgeAt(hovered, point, 4);
            emphasisOf(hovered);
        }));
    }
    report("hover: node, else edge (at most 5 ms)", hovers);

    const double floor = median("floor: QPainter, opaque lines alone", 3, [&] { byPainter(frame); });
    const double still = median("raster, all edges", 5, [&] { drawByRaster(frame); });
    ratio("raster against the floor", still, floor, 1.0);
    const QImage ground = drawGraphGround(frame).picture;
    std::vector<double> marks;
    for (int i = 0; i < 40; ++i) {
        GraphFrame hovered = frame;
        hovered.marks.centre = i;
        marks.push_back(timed([&] {
            QImage picture = ground;
            drawGraphMarks(picture, hovered);
        }));
    }
    report("raster, what stands out upon it", marks);
    moving("raster, moving (at most 33 ms)", frame, [&](const GraphFrame &moved) {
        GraphGround moment = drawGraphGround(moved);
        drawGraphMarks(moment.picture, moved);
        return moment.isLess;
    });
    openGl(frame);
}

} // namespace

int main(int argc, char **argv)
{
    QGuiApplication application(argc, argv);
    const QStringList wanted = QCoreApplication::arguments();
    if (wanted.size() == 3) {
        measureGraph("as wanted", wanted.at(1).toInt(), wanted.at(2).toInt());
        return 0;
    }
    measureGraph("like a vault", 8'000, 90'000);
    measureGraph("large", 100'000, 500'000);
    return 0;
}
