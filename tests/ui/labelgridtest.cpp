// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/labelgrid.h"

#include "tests/ui/graphscenes.h"

#include <QSet>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

bool overlap(const GraphFrame &frame)
{
    for (qsizetype i = 0; i < frame.labels.size(); ++i) {
        for (qsizetype j = i + 1; j < frame.labels.size(); ++j) {
            if (frame.labels.at(i).place.intersects(frame.labels.at(j).place))
                return true;
        }
    }
    return false;
}

QRectF grown(const QRectF &rectangle, double by)
{
    return rectangle.adjusted(-by, -by, by, by);
}

/// Labels that lie wholly within `view`, for each where it lies beside its node.
QHash<int, QPointF> labelsWithin(const GraphFrame &frame, const QRectF &view)
{
    QHash<int, QPointF> labels;
    for (const PlacedLabel &label : frame.labels) {
        const QPointF node = frame.camera.toScreen(frame.places.at(label.node), frame.view);
        if (view.contains(label.place) && view.contains(node))
            labels.insert(label.node, label.place.topLeft() - node);
    }
    return labels;
}

GraphFrame frameOf(const RandomGraph &graph, const GraphCamera &camera)
{
    GraphFrame frame;
    frame.scene = graph.scene;
    frame.places = graph.places;
    frame.camera = camera;
    frame.view = QSizeF(900, 600);
    return frame;
}

bool hasLabel(const GraphFrame &frame, int node)
{
    return std::ranges::any_of(frame.labels, [&](const PlacedLabel &label) { return label.node == node; });
}

} // namespace

class LabelGridTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void labelsNeverOverlap()
    {
        QRandomGenerator random(11);
        for (quint32 seed = 0; seed < 12; ++seed) {
            const RandomGraph graph(seed, 200 + static_cast<int>(seed) * 60, 300, 14);
            LabelGrid grid;
            GraphFrame frame = frameOf(graph, {{7, 7}, 60});
            for (int step = 0; step < 25; ++step) {
                frame.camera = frame.camera.panned({random.bounded(80) - 40.0, random.bounded(80) - 40.0});
                if (step % 5 == 4)
                    frame.camera.zoom *= 0.7 + random.generateDouble() * 0.7;
                frame.marks.centre = step % 3 == 2 ? random.bounded(200) : -1;
                placeLabels(frame, grid);
                QVERIFY(frame.labels.size() > 5);
                QVERIFY2(!overlap(frame), qPrintable(u"seed %1, step %2"_s.arg(seed).arg(step)));
            }
        }
    }

    void smallPansDoNotMoveLabels()
    {
        for (quint32 seed = 20; seed < 26; ++seed) {
            const RandomGraph graph(seed, 600, 300, 14);
            LabelGrid grid;
            GraphFrame frame = frameOf(graph, {{7, 7}, 60});
            placeLabels(frame, grid);
            const QRectF middle(200, 150, 500, 300);
            const QHash<int, QPointF> before = labelsWithin(frame, middle);
            QVERIFY(before.size() > 5);
            for (int step = 1; step <= 20; ++step) {
                frame.camera = frame.camera.panned({3.3, -1.7});
                placeLabels(frame, grid);
                const QHash<int, QPointF> after = labelsWithin(frame, middle.translated(3.3 * step, -1.7 * step));
                for (auto label = before.cbegin(); label != before.cend(); ++label) {
                    QVERIFY2(after.contains(label.key()), qPrintable(u"seed %1, step %2"_s.arg(seed).arg(step)));
                    const QPointF moved = after.value(label.key()) - label.value();
                    QVERIFY(moved.manhattanLength() < 0.01);
                }
            }
        }
    }

    void zoomingToAndFroKeepsLabels()
    {
        const RandomGraph graph(31, 600, 300, 14);
        LabelGrid grid;
        GraphFrame frame = frameOf(graph, {{7, 7}, 60});
        placeLabels(frame, grid);
        const QHash<int, QPointF> before = labelsWithin(frame, QRectF(200, 150, 500, 300));
        // A hair's breadth in and out, over and over: what is shown must not come and go.
        QSet<int> seen;
        for (const int node : before.keys())
            seen.insert(node);
        int changes = 0;
        for (int step = 0; step < 20; ++step) {
            frame.camera.zoom = step % 2 == 0 ? 60.3 : 60;
            placeLabels(frame, grid);
            QSet<int> now;
            for (const int node : labelsWithin(frame, QRectF(200, 150, 500, 300)).keys())
                now.insert(node);
            changes += step > 1 && now != seen ? 1 : 0;
            seen = now;
        }
        QVERIFY2(changes <= 1, qPrintable(QString::number(changes)));
    }

    void everyLabelCanBeRead()
    {
        const RandomGraph graph(13, 400, 300, 14);
        LabelGrid grid;
        GraphFrame frame = frameOf(graph, {{7, 7}, 60});
        placeLabels(frame, grid, 2.9);
        QVERIFY(frame.labels.size() > 20);
        for (const PlacedLabel &label : std::as_const(frame.labels))
            QVERIFY(label.alpha >= 0.8F);
    }

    void labelsGoBelowAgainOnceThereIsRoom()
    {
        GraphFrame frame;
        frame.scene = GraphScene({{u"Upper"_s, 6, 0, {}}, {u"Lower"_s, 8, 0, {}}}, {}, {}, 60);
        frame.places = placesOf({{0, 0}, {0, 0.4}});
        frame.view = QSizeF(400, 300);
        frame.camera = {{0, 0}, 60};
        LabelGrid grid;
        const auto isBelow = [&] {
            placeLabels(frame, grid);
            for (const PlacedLabel &label : std::as_const(frame.labels)) {
                if (label.node == 0)
                    return label.place.top() > 150;
            }
            return false;
        };
        QVERIFY(!isBelow());
        frame.camera.zoom = 200;
        QVERIFY(isBelow());
    }

    void labelsAreNotCutByTheEdgeWhereThereIsRoom()
    {
        const RandomGraph graph(3, 1, 0, 0);
        for (const QPointF &offset : {QPointF(440, 0), QPointF(-440, 0), QPointF(0, 294), QPointF(440, -280)}) {
            LabelGrid grid;
            GraphFrame frame = frameOf(graph, {-offset / 60, 60});
            placeLabels(frame, grid);
            QCOMPARE(frame.labels.size(), 1);
            QVERIFY(QRectF(QPointF(), frame.view).contains(frame.labels.first().place));
        }
    }

    void whatStandsOutComesFirst()
    {
        const RandomGraph graph(5, 900, 300, 9);
        LabelGrid grid;
        GraphFrame frame = frameOf(graph, {{4.5, 4.5}, 60});
        placeLabels(frame, grid);
        int without = -1;
        for (int node = 0; node < 900 && without < 0; ++node) {
            const QPointF place = frame.camera.toScreen(frame.places.at(node), frame.view);
            if (!hasLabel(frame, node) && QRectF(300, 200, 300, 200).contains(place))
                without = node;
        }
        QVERIFY(without >= 0);
        const QHash<int, QPointF> before = labelsWithin(frame, QRectF(0, 0, 900, 600));
        frame.marks.centre = without;
        placeLabels(frame, grid);
        QVERIFY(hasLabel(frame, without));
        // It takes places only for as long as it stands out.
        frame.marks.centre = -1;
        placeLabels(frame, grid);
        QCOMPARE(labelsWithin(frame, QRectF(0, 0, 900, 600)), before);
        frame.marks.selected = {without};
        placeLabels(frame, grid);
        QVERIFY(hasLabel(frame, without));
    }

    void labelsLeaveRingsFree()
    {
        const auto topOf = [](SceneFlags flags, SceneShape shape, const GraphMarks &marks) {
            GraphFrame frame;
            frame.scene = GraphScene({{u"Northwind Batteries"_s, 12, 0xff2460a4, flags, shape}}, {}, {}, 100);
            frame.places = placesOf({{0, 0}});
            frame.camera = {{0, 0}, 100};
            frame.view = QSizeF(400, 300);
            frame.marks = marks;
            LabelGrid grid;
            placeLabels(frame, grid);
            return frame.labels.isEmpty() ? -1.0 : frame.labels.constFirst().place.top() - 150;
        };
        const GraphMarks none;
        GraphMarks selected;
        selected.selected = {0};
        GraphMarks focused;
        focused.focused = 0;
        const double plain = topOf({}, SceneShape::Disc, none);
        QVERIFY(plain >= 12);
        QVERIFY(topOf(SceneFlag::Own, SceneShape::Disc, none) >= plain + 4);
        QVERIFY(topOf(SceneFlag::Collapsed, SceneShape::Disc, none) >= plain + 4.6);
        QVERIFY(topOf({}, SceneShape::Disc, selected) >= plain + 5);
        QVERIFY(topOf({}, SceneShape::Disc, focused) >= plain + 7.5);
        QVERIFY(topOf(SceneFlag::Own, SceneShape::Disc, focused) >= plain + 11.5);
        QVERIFY(topOf({}, SceneShape::Diamond, none) >= 12 * 1.25);
    }

    void largeNodesComeBeforeSmallOnes()
    {
        GraphFrame frame;
        frame.scene =
            GraphScene({{u"Small but with a long name"_s, 4, 0, {}}, {u"Large with a long name"_s, 14, 0, {}}}, {}, {});
        frame.places = placesOf({{0, 0}, {0.02, 0.2}});
        frame.view = QSizeF(400, 300);
        LabelGrid grid;
        placeLabels(frame, grid);
        QVERIFY(hasLabel(frame, 1));
        // What is too small to be read about has no label at all.
        placeLabels(frame, grid, 6);
        QVERIFY(!hasLabel(frame, 0));
        QVERIFY(hasLabel(frame, 1));
    }

    void labelsOfAFittedPictureAreInFullSight()
    {
        // Names at all four sides, as long as labels become.
        GraphFrame frame;
        QList<SceneNode> nodes;
        for (const QString &label : {u"A long name at the left side"_s, u"Another long name at the right"_s,
                                     u"One at the top"_s, u"And one at the bottom"_s, u"Middle"_s})
            nodes.append({label, 8, 0, {}});
        frame.scene = GraphScene(nodes, {}, {});
        frame.places = placesOf({{-4, 0}, {4, 0}, {0, -4}, {0, 4}, {0, 0}});
        LabelTexts texts;
        texts.use(QFont(), frame.colours, 1);
        texts.allow(1000);
        for (const QSizeF view : {QSizeF(500, 700), QSizeF(900, 300), QSizeF(2000, 2000)}) {
            frame.view = view;
            frame.camera = fittingLabels(frame.scene, frame.places, view, 10, 200, texts);
            LabelGrid grid;
            placeLabels(frame, grid);
            QCOMPARE(frame.labels.size(), 5);
            for (const PlacedLabel &label : std::as_const(frame.labels))
                QVERIFY(QRectF(QPointF(), view).contains(label.place));
            QVERIFY(frame.camera.zoom <= 200);
        }
        // In a narrow view nodes stay apart.
        frame.view = QSizeF(120, 400);
        frame.camera = fittingLabels(frame.scene, frame.places, frame.view, 10, 200, texts);
        const GraphCamera bare = GraphCamera::fitting(frame.places.bounds(), frame.view, 10, 200);
        QVERIFY(frame.camera.zoom >= bare.zoom / 2);
        for (int node = 0; node < 5; ++node)
            QVERIFY(QRectF(0, 0, 120, 400).contains(frame.camera.toScreen(frame.places.at(node), frame.view)));
        const GraphCamera none = fittingLabels(GraphScene(), GraphPlaces(), frame.view, 10, 200, texts);
        QVERIFY(std::isfinite(none.zoom) && none.zoom > 0);
    }

    void aLabelAtTheEdgeGoesWhereItIsWhole()
    {
        // Larger nodes stand above, below and to the left of one at the right edge, all but at its corners.
        GraphFrame frame;
        frame.scene = GraphScene({{u"A rather long name"_s, 6, 0, {}},
                                  {QString(), 14, 0, {}},
                                  {QString(), 14, 0, {}},
                                  {QString(), 14, 0, {}}},
                                 {}, {}, 60);
        frame.view = QSizeF(400, 300);
        frame.camera = {{0, 0}, 60};
        const auto at = [](double x, double y) { return QPointF((x - 200) / 60, (y - 150) / 60); };
        frame.places = placesOf({at(370, 150), at(394, 176), at(394, 124), at(330, 150)});
        LabelGrid grid;
        placeLabels(frame, grid);
        QVERIFY(hasLabel(frame, 0));
        QVERIFY(QRectF(0, 0, 400, 300).contains(frame.labels.first().place));
    }

    void theOpenNoteIsAlwaysNamed()
    {
        GraphFrame frame;
        frame.scene = GraphScene({{u"Open"_s, 1, 0, SceneFlag::Own}, {u"Other"_s, 1, 0, {}}}, {}, {});
        frame.places = placesOf({{0, 0}, {1, 1}});
        frame.view = QSizeF(400, 300);
        LabelGrid grid;
        placeLabels(frame, grid, 6);
        QVERIFY(hasLabel(frame, 0));
        QVERIFY(!hasLabel(frame, 1));
        QCOMPARE(frame.labels.first().alpha, 1.0F);
    }

    void theLargestInSightAreNamed()
    {
        // From so far away that every node is too small to be called by its size.
        const RandomGraph graph(9, 2000, 300, 60);
        LabelGrid grid;
        GraphFrame frame = frameOf(graph, {{30, 30}, 9});
        placeLabels(frame, grid, 6);
        QVERIFY(frame.labels.isEmpty());
        const auto place = [&] {
            LabelTexts texts;
            texts.use(QFont(), frame.colours, 1);
            texts.allow(100'000);
            frame.labels = grid.place(frame, texts, 6, 40);
        };
        place();
        QVERIFY2(frame.labels.size() >= 25 && frame.labels.size() <= 52,
                 qPrintable(QString::number(frame.labels.size())));
        QVERIFY(!overlap(frame));
        QVERIFY(hasLabel(frame, graph.scene.dots().front().node));
        for (const PlacedLabel &label : std::as_const(frame.labels))
            QCOMPARE(label.alpha, 1.0F);
        // They stay where they are while the picture moves a little, and in the same graph made anew.
        const QRectF middle(200, 150, 500, 300);
        const QHash<int, QPointF> before = labelsWithin(frame, middle);
        QVERIFY(before.size() > 5);
        frame.camera = frame.camera.panned({5, 4});
        frame.scene = GraphScene(graph.scene.nodes(), graph.scene.edges(), graph.scene.styles(), graph.scene.reading());
        place();
        const QHash<int, QPointF> after = labelsWithin(frame, middle.adjusted(-5, -5, 10, 10));
        for (const auto &[node, offset] : before.asKeyValueRange()) {
            QVERIFY(after.contains(node));
            QVERIFY((after.value(node) - offset).manhattanLength() < 0.01);
        }
    }

    void namesKeepOffLargeDiscs()
    {
        // A larger node's name would lie on a disc that is large as well.
        GraphFrame frame;
        frame.scene = GraphScene({{u"Larger"_s, 14, 0, {}}, {u"Large"_s, 13, 0, {}}}, {}, {}, 60);
        frame.places = placesOf({{0, 0}, {0, 0.5}});
        frame.camera = {{0, 0}, 60};
        frame.view = QSizeF(400, 300);
        LabelGrid grid;
        placeLabels(frame, grid);
        QCOMPARE(frame.labels.size(), 2);
        for (const PlacedLabel &label : std::as_const(frame.labels))
            QVERIFY(!label.place.intersects(QRectF(200 - 9, 180 - 9, 18, 18)));
    }

    void allThatIsAskedForIsNamed()
    {
        // So near to each other that not all names fit beside their nodes.
        GraphFrame frame;
        QList<SceneNode> nodes;
        const auto arrays = std::make_shared<Arrays>();
        for (int i = 0; i < 16; ++i) {
            nodes.append({u"Maker of some part, number %1"_s.arg(i), 4, 0xff2460a4, {}});
            arrays->x.push_back(static_cast<float>(i % 4) * 0.4F);
            arrays->y.push_back(static_cast<float>(i / 4) * 0.3F);
            frame.marks.litNodes.append(i);
        }
        frame.scene = GraphScene(nodes, {}, {}, 60);
        frame.places = GraphPlaces(std::shared_ptr<const Arrays>(arrays));
        frame.camera = {{0.6, 0.45}, 60};
        frame.view = QSizeF(900, 600);
        LabelGrid grid;
        placeLabels(frame, grid);
        QCOMPARE(frame.labels.size(), 16);
        QVERIFY(!overlap(frame));
        int away = 0;
        for (const PlacedLabel &label : std::as_const(frame.labels)) {
            QVERIFY(QRectF(QPointF(), frame.view).contains(label.place));
            if (label.leader.isEmpty())
                continue;
            ++away;
            // The line leads from the node to its name, and over no other name.
            const QPointF node = frame.camera.toScreen(frame.places.at(label.node), frame.view);
            QVERIFY(grown(label.leader.first(), 7).contains(node));
            QVERIFY(grown(label.leader.last(), 1).intersects(label.place));
            for (const QRectF &line : label.leader) {
                for (const PlacedLabel &other : std::as_const(frame.labels))
                    QVERIFY(&other == &label || !other.place.intersects(line));
            }
        }
        QVERIFY(away > 0);
        // Both ways to draw show the lines.
        const auto line = std::ranges::find_if(frame.labels, [](const PlacedLabel &label) {
            return !label.leader.isEmpty() && label.leader.last().width() > 12;
        });
        QVERIFY(line != frame.labels.cend());
        const QRectF end = line->leader.last();
        const bool right = line->place.left() > end.center().x();
        const QPoint near(qRound(right ? end.right() - 4 : end.left() + 4), qFloor(end.center().y()));
        for (const QImage &picture : {drawByRaster(frame), drawByGl(frame)}) {
            if (picture.isNull())
                continue;
            int darkest = 255;
            for (int y = -1; y <= 1; ++y)
                darkest = std::min(darkest, QColor(picture.pixel(near + QPoint(0, y))).lightness());
            QVERIFY2(darkest < 140, qPrintable(QString::number(darkest)));
        }
        // Who only passes over a node is not shown lines.
        frame.marks = {};
        frame.marks.centre = 5;
        placeLabels(frame, grid);
        for (const PlacedLabel &label : std::as_const(frame.labels))
            QVERIFY(label.leader.isEmpty());
    }

    void odddLabelsAreNoTrouble()
    {
        GraphFrame frame;
        frame.scene =
            GraphScene({{QString(5000, u'm'), 8, 0, {}}, {QString(), 8, 0, {}}, {u"two\nlines"_s, 8, 0, {}}}, {}, {});
        frame.places = placesOf({{0, 0}, {1, 0}, {0, 1}});
        frame.view = QSizeF(400, 300);
        LabelGrid grid;
        placeLabels(frame, grid);
        QCOMPARE(frame.labels.size(), 2);
        for (const PlacedLabel &label : std::as_const(frame.labels)) {
            QVERIFY(label.place.width() < 200);
            QVERIFY(label.place.height() < 40);
        }
    }
};

QTEST_MAIN(LabelGridTest)
#include "labelgridtest.moc"
