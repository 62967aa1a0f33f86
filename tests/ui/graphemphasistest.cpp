// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/graphcolours.h"
#include "tests/ui/graphscenes.h"

#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

/// What of a picture stands out and what stays behind, by both renderers.
class GraphEmphasisTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    static void initTestCase_data() { addRenderers(); }

    void init() { needRenderer(); }

    void longEdgesOfManyAreFaint()
    {
        // Two edges beside each other, and, elsewhere, as many as make all fainter.
        const auto arrays = std::make_shared<Arrays>();
        QList<SceneNode> nodes;
        QList<SceneEdge> edges;
        const auto add = [&](double x, double y) {
            arrays->x.push_back(static_cast<float>(x));
            arrays->y.push_back(static_cast<float>(y));
            nodes.append({QString(), 1, Blue, {}});
            return static_cast<int>(nodes.size()) - 1;
        };
        const auto join = [&](QPointF from, QPointF to) {
            const int first = add(from.x(), from.y());
            edges.append({first, add(to.x(), to.y()), 0});
        };
        join({-2.8, -1.5}, {2.8, -1.5});
        join({-0.2, -1}, {0.2, -1});
        for (int i = 0; i < 4000; ++i)
            join({-0.1, 1.5}, {0.1, 1.5});
        GraphFrame frame;
        frame.scene = GraphScene(nodes, edges, {{Red, 3, {}, SceneArrow::None}}, 100);
        frame.places = GraphPlaces(std::shared_ptr<const Arrays>(arrays));
        frame.camera = {{0, 0}, 100};
        frame.view = QSizeF(600, 400);
        const auto ink = [](const QImage &picture, int y) { return away(picture.pixel(300, y), Ground); };
        const QImage picture = drawn(frame);
        QVERIFY(ink(picture, 50) > 8); // It can still be seen.
        QVERIFY2(ink(picture, 50) * 3 < ink(picture, 100) * 2,
                 qPrintable(u"%1 %2"_s.arg(ink(picture, 50)).arg(ink(picture, 100))));
        // What stands out is not.
        frame.marks.litNodes = {0, 1};
        frame.marks.litEdges = {0};
        QVERIFY(isNear(drawn(frame).pixel(300, 50), Red));
        // Among few edges a long one is like all others.
        frame.marks = {};
        frame.scene = GraphScene(nodes, edges.first(2), {{Red, 3, {}, SceneArrow::None}}, 100);
        const QImage few = drawn(frame);
        QCOMPARE(ink(few, 50), ink(few, 100));
    }

    void notesLieUponNamesWithoutOne()
    {
        GraphFrame frame;
        frame.scene =
            GraphScene({{u"Note"_s, 14, Blue, {}}, {u"Name"_s, 5, Green, SceneFlag::Unresolved}}, {}, {}, 100);
        frame.places = placesOf({{0, 0}, {0.05, 0}});
        frame.camera = {{0, 0}, 100};
        frame.view = QSizeF(200, 200);
        for (int x = 98; x <= 110; ++x)
            QVERIFY(isNear(drawn(frame).pixel(x, 100), Blue));
    }

    void whatIsMarkedLiesUponItsNeighbours()
    {
        GraphFrame frame;
        frame.scene =
            GraphScene({{u"Asked"_s, 14, Blue, {}}, {u"Small"_s, 6, Green, {}}}, {{0, 1, 0}}, {{Red, 1}}, 100);
        frame.places = placesOf({{0, 0}, {0.05, 0}});
        frame.camera = {{0, 0}, 100};
        frame.view = QSizeF(200, 200);
        QVERIFY(isNear(drawn(frame).pixel(105, 100), Green));
        frame.marks.centre = 0;
        QVERIFY(isNear(drawn(frame).pixel(105, 100), Blue));
        frame.marks = {};
        frame.marks.litNodes = {0, 1};
        frame.marks.selected = {0};
        QVERIFY(isNear(drawn(frame).pixel(105, 100), Blue));
    }
};

QTEST_MAIN(GraphEmphasisTest)
#include "graphemphasistest.moc"
