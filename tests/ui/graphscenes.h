// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/graph/glgraph.h"
#include "ui/graph/glsurface.h"
#include "ui/graph/graphraster.h"
#include "ui/graph/labelgrid.h"

#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFramebufferObject>
#include <QRandomGenerator>
#include <QTest>

#include <limits>

namespace tearsheet {

struct Arrays
{
    std::vector<float> x;
    std::vector<float> y;
};

inline GraphPlaces placesOf(std::initializer_list<QPointF> points)
{
    const auto arrays = std::make_shared<Arrays>();
    for (const QPointF point : points) {
        arrays->x.push_back(static_cast<float>(point.x()));
        arrays->y.push_back(static_cast<float>(point.y()));
    }
    return GraphPlaces(std::shared_ptr<const Arrays>(arrays));
}

/// Nodes all over a square of `side` units, edges between any of them.
struct RandomGraph
{
    RandomGraph(quint32 seed, int nodeCount, int edgeCount, double side, double reading = 60)
    {
        QRandomGenerator random(seed);
        const auto arrays = std::make_shared<Arrays>();
        QList<SceneNode> nodes;
        for (int i = 0; i < nodeCount; ++i) {
            nodes.append({QStringLiteral("Company %1").arg(i),
                          static_cast<float>(3 + 12 * std::pow(random.generateDouble(), 6)),
                          QColor::fromHsv(random.bounded(360), 110, 170).rgb(),
                          {}});
            arrays->x.push_back(static_cast<float>(random.generateDouble() * side));
            arrays->y.push_back(static_cast<float>(random.generateDouble() * side));
        }
        QList<SceneEdge> edges;
        for (int i = 0; i < edgeCount; ++i)
            edges.append({random.bounded(nodeCount), random.bounded(nodeCount), random.bounded(3)});
        scene = GraphScene(nodes, edges,
                           {{0xff9aa3a8, 1},
                            {0xff2f7d4f, 1.4F, {6, 2, 1, 2}, SceneArrow::Open},
                            {0xffa0522d, 1.2F, {4, 2.5F}, SceneArrow::None}},
                           reading);
        places = GraphPlaces(std::shared_ptr<const Arrays>(arrays));
    }

    GraphScene scene;
    GraphPlaces places;
};

/// Draws by OpenGL without a window; a null picture where there is no context for it.
inline QImage drawByGl(const GraphFrame &frame)
{
    if (!glAbility().usable)
        return {};
    QOffscreenSurface surface;
    surface.setFormat(graphFormat());
    surface.create();
    QOpenGLContext context;
    context.setFormat(graphFormat());
    if (!context.create() || !context.makeCurrent(&surface))
        return {};
    QOpenGLFramebufferObject target(frame.pixels());
    target.bind();
    GlGraph graph;
    if (!graph.prepare())
        return {};
    graph.draw(frame);
    return target.toImage().convertToFormat(QImage::Format_RGB32);
}

inline QImage drawByRaster(const GraphFrame &frame)
{
    QImage picture = drawGraphGround(frame).picture;
    drawGraphMarks(picture, frame);
    return picture;
}

inline void placeLabels(GraphFrame &frame, LabelGrid &grid, double from = 3.2)
{
    static LabelTexts texts;
    texts.use(QFont(), frame.colours, frame.ratio);
    texts.allow(std::numeric_limits<int>::max());
    frame.labels = grid.place(frame, texts, from);
}

/// Has a test run with each renderer: for its `initTestCase_data`.
inline void addRenderers()
{
    QTest::addColumn<bool>("gl");
    QTest::newRow("raster") << false;
    QTest::newRow("OpenGL") << true;
}

/// Skips what there is no renderer for: for its `init`.
inline void needRenderer()
{
    QFETCH_GLOBAL(bool, gl);
    if (gl && !glAbility().usable)
        QSKIP("There is no context of OpenGL 3.3 here.");
}

/// The picture by the renderer of the row.
inline QImage drawn(const GraphFrame &frame)
{
    QFETCH_GLOBAL(bool, gl);
    return gl ? drawByGl(frame) : drawByRaster(frame);
}

} // namespace tearsheet
