// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/graphcolours.h"
#include "tests/ui/graphscenes.h"
#include "ui/graph/graphpicture.h"

#include <QtTest>

#include <cmath>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

/// Ten nodes on a grid of 100 pixels at a camera that shows one unit as 100: node i lies at (100 + 100 · (i mod 5),
/// 100) or, from the fifth on, at (…, 300), in a picture of 600 times 400.
GraphFrame tenNodes()
{
    QList<SceneNode> nodes;
    for (int i = 0; i < 10; ++i)
        nodes.append({QStringLiteral("Node %1").arg(i), 12, i % 2 == 0 ? Blue : Green, {}});
    nodes[6].flags = SceneFlag::Unresolved;
    nodes[7].flags = SceneFlag::Pinned;
    nodes[8].flags = SceneFlag::Own;
    nodes[9].flags = SceneFlag::Collapsed;
    const QList<SceneStyle> styles{{Red, 3}, {Grey, 3, {2, 1.333F}, SceneArrow::None}};
    const QList<SceneEdge> edges{{0, 1, 0}, {1, 2, 1}, {3, 4, 1},  {4, 3, 0},
                                 {0, 5, 0}, {2, 2, 0}, {2, 77, 0}, {2, 3, 9}};
    GraphFrame frame;
    frame.scene = GraphScene(nodes, edges, styles, 100);
    frame.places = placesOf({{-2, -1}, {-1, -1}, {0, -1}, {1, -1}, {2, -1}, {-2, 1}, {-1, 1}, {0, 1}, {1, 1}, {2, 1}});
    frame.camera = {{0, 0}, 100};
    frame.view = QSizeF(600, 400);
    return frame;
}

QPoint middleOf(int node)
{
    return {100 + 100 * (node % 5), node < 5 ? 100 : 300};
}

int inkIn(const QImage &picture, const QRect &place)
{
    int count = 0;
    for (int y = place.top(); y <= place.bottom(); ++y) {
        for (int x = place.left(); x <= place.right(); ++x)
            count += away(picture.pixel(x, y), Ground) > 60 ? 1 : 0;
    }
    return count;
}

/// How many pixels differ by more than `tolerance`, of a thousand.
double differing(const QImage &one, const QImage &other, int tolerance)
{
    if (one.size() != other.size())
        return 1000;
    qint64 count = 0;
    for (int y = 0; y < one.height(); ++y) {
        for (int x = 0; x < one.width(); ++x)
            count += away(one.pixel(x, y), other.pixel(x, y)) > tolerance ? 1 : 0;
    }
    return 1000.0 * static_cast<double>(count) / (one.width() * one.height());
}

GraphFrame busyFrame(double ratio)
{
    const RandomGraph graph(7, 300, 900, 20);
    GraphFrame frame;
    frame.scene = graph.scene;
    frame.places = graph.places;
    frame.camera = {{10, 10}, 40};
    frame.view = QSizeF(700, 500);
    frame.ratio = ratio;
    frame.marks.selected = {3, 5};
    frame.marks.focused = 9;
    frame.band = QRectF(50, 60, 200, 100);
    frame.focusFrame = true;
    return frame;
}

} // namespace

class GraphRenderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    static void initTestCase_data() { addRenderers(); }

    void init() { needRenderer(); }

    void nodesHaveTheirColoursAndShapes()
    {
        const QImage picture = drawn(tenNodes());
        QCOMPARE(picture.size(), QSize(600, 400));
        QCOMPARE(picture.pixel(5, 5), Ground);
        for (int node = 0; node < 6; ++node) {
            const QPoint middle = middleOf(node);
            const QRgb colour = node % 2 == 0 ? Blue : Green;
            QVERIFY2(isNear(picture.pixel(middle), colour), qPrintable(QString::number(node)));
            QVERIFY(isNear(picture.pixel(middle + QPoint(0, 10)), colour));
            QVERIFY(isNear(picture.pixel(middle + QPoint(-11, -12)), Ground));
        }
        QVERIFY(isNear(picture.pixel(middleOf(6)), Ground));               // Hollow,
        QVERIFY(isNear(picture.pixel(middleOf(6) + QPoint(0, 11)), Blue)); // with a rim,
        QVERIFY(isNear(picture.pixel(middleOf(7)), Ground));               // with a dot,
        QVERIFY(isNear(picture.pixel(middleOf(7) + QPoint(0, 8)), Green));
        QVERIFY(isNear(picture.pixel(middleOf(8) + QPoint(-13, 0)), Ground)); // with a ring apart,
        QVERIFY(isNear(picture.pixel(middleOf(8) + QPoint(-15, 0)), Blue));
        QVERIFY(isNear(picture.pixel(middleOf(9) + QPoint(0, -14)), Ground)); // and with a second rim.
        QVERIFY(!isNear(picture.pixel(middleOf(9) + QPoint(0, -16)), Ground));
    }

    void edgesHaveColoursArrowsAndDashes()
    {
        const QImage picture = drawn(tenNodes());
        QVERIFY(isNear(picture.pixel(150, 100), Red, 30));
        QVERIFY(isNear(picture.pixel(150, 104), Ground));
        // The head is wide before the rim of the target, and there is none at the source.
        QVERIFY(isNear(picture.pixel(200 - 13 - 6, 98), Red, 40));
        QVERIFY(isNear(picture.pixel(200 - 13 - 6, 101), Red, 40));
        QVERIFY(isNear(picture.pixel(100 + 13 + 6, 96), Ground));
        QVERIFY(inkIn(picture, QRect(179, 94, 2, 12)) > inkIn(picture, QRect(119, 94, 2, 12)));
        QVERIFY(isNear(picture.pixel(100, 200), Red, 30));
        // Dashes leave gaps.
        int changes = 0;
        for (int x = 216; x < 285; ++x)
            changes += isNear(picture.pixel(x, 100), Ground, 40) != isNear(picture.pixel(x - 1, 100), Ground, 40);
        QVERIFY2(changes >= 8, qPrintable(QString::number(changes)));
        // Edges of two kinds between the same two nodes lie side by side.
        QVERIFY(inkIn(picture, QRect(443, 94, 1, 12)) >= 5);
        // What leads nowhere, to itself, or is of no style is not drawn.
        QCOMPARE(inkIn(picture, QRect(314, 100, 72, 3)), 0);
    }

    void labelsStandBelowTheirNodes()
    {
        GraphFrame frame = tenNodes();
        LabelGrid grid;
        placeLabels(frame, grid);
        QCOMPARE(frame.labels.size(), 10);
        const QImage picture = drawn(frame);
        for (const PlacedLabel &label : std::as_const(frame.labels)) {
            const QPoint middle = middleOf(label.node);
            QVERIFY(label.place.top() > middle.y() + 12 && label.place.top() < middle.y() + 20);
            QVERIFY(std::abs(label.place.center().x() - middle.x()) <= 1);
            QVERIFY(inkIn(picture, label.place.toRect()) > 20);
        }
        frame.labels.clear();
        QCOMPARE(inkIn(drawn(frame), QRect(280, 118, 40, 12)), 0);
    }

    void hoverFadesAllButTheNeighbours()
    {
        GraphFrame frame = tenNodes();
        frame.marks.centre = 0;
        const QImage picture = drawn(frame);
        for (const int clear : {0, 1, 5})
            QVERIFY(isNear(picture.pixel(middleOf(clear)), clear % 2 == 0 ? Blue : Green));
        for (const int faded : {2, 3, 4}) {
            QVERIFY(away(picture.pixel(middleOf(faded)), Ground) < 60);
            QVERIFY(away(picture.pixel(middleOf(faded)), Ground) > 10);
        }
        QVERIFY(isNear(picture.pixel(150, 100), Red, 30));
        QVERIFY(away(picture.pixel(450, 98), Ground) < 90);
    }

    void selectionAndFocusAreRings()
    {
        GraphFrame frame = tenNodes();
        frame.marks.selected = {2, 9};
        frame.marks.focused = 3;
        const QImage picture = drawn(frame);
        QVERIFY(isNear(picture.pixel(middleOf(2) + QPoint(0, 16)), frame.colours.accent, 30));
        QVERIFY(isNear(picture.pixel(middleOf(9) + QPoint(0, 21)), frame.colours.accent, 30)); // Outside of its rim.
        QVERIFY(isNear(picture.pixel(middleOf(3) + QPoint(0, 18)), frame.colours.text, 90));
        QVERIFY(isNear(picture.pixel(middleOf(1) + QPoint(0, 16)), Ground));
        QVERIFY(isNear(picture.pixel(middleOf(4)), Blue)); // Nothing fades.
    }

    void finePixelsShowTheSame()
    {
        GraphFrame frame = tenNodes();
        frame.ratio = 2;
        const QImage picture = drawn(frame);
        QCOMPARE(picture.size(), QSize(1200, 800));
        QVERIFY(isNear(picture.pixel(2 * middleOf(4)), Blue));
        QVERIFY(isNear(picture.pixel(2 * middleOf(4) + QPoint(0, 20)), Blue));
        QVERIFY(isNear(picture.pixel(300, 200), Red, 30));
    }

    void whatHasNoPlaceIsNotDrawn()
    {
        GraphFrame frame = tenNodes();
        const QImage whole = drawn(frame);
        const double none = std::numeric_limits<double>::quiet_NaN();
        const double far = std::numeric_limits<double>::infinity();
        // The last two nodes have no places at all.
        frame.places = placesOf({{-2, -1}, {none, -1}, {0, far}, {1, -1}, {2, -1}, {-2, 1}, {-1, 1}, {0, 1}});
        const QImage picture = drawn(frame);
        for (const int gone : {1, 2, 8, 9})
            QCOMPARE(inkIn(picture, QRect(middleOf(gone) - QPoint(20, 20), QSize(40, 40))), 0);
        QVERIFY(isNear(picture.pixel(middleOf(3)), Green));
        QCOMPARE(inkIn(picture, QRect(130, 90, 20, 20)), 0);
        QVERIFY(inkIn(whole, QRect(130, 90, 20, 20)) > 0);
    }

    void oddGraphsAreDrawn()
    {
        GraphFrame frame;
        frame.view = QSizeF(200, 100);
        QCOMPARE(inkIn(drawn(frame), QRect(0, 0, 200, 100)), 0);

        frame.scene = GraphScene({{u"Alone"_s, 10, Blue, {}}}, {}, {});
        frame.places = placesOf({{3, 4}});
        frame.camera = {{3, 4}, 60};
        QVERIFY(isNear(drawn(frame).pixel(100, 50), Blue));

        for (const double zoom : {1e-9, 1e7}) {
            GraphFrame ten = tenNodes();
            ten.camera = {{-2, -1}, zoom};
            const QImage picture = drawn(ten);
            QCOMPARE(picture.size(), QSize(600, 400));
            QVERIFY(inkIn(picture, QRect(296, 196, 9, 9)) > 0);
            QCOMPARE(inkIn(picture, QRect(0, 0, 200, 100)), 0);
        }
    }

    void manyNodesInOnePlaceAreDrawn()
    {
        RandomGraph graph(1, 100'000, 0, 0);
        GraphFrame frame;
        frame.scene = graph.scene;
        frame.places = graph.places;
        frame.view = QSizeF(300, 200);
        LabelGrid grid;
        placeLabels(frame, grid);
        QVERIFY(frame.labels.size() >= 1 && frame.labels.size() <= 4);
        QVERIFY(inkIn(drawn(frame), QRect(148, 98, 4, 4)) > 8);
    }

    void quickPicturesHaveFewerEdges()
    {
        GraphFrame frame = busyFrame(1);
        frame.band = {};
        const QImage still = drawn(frame);
        const int all = inkIn(still, QRect(0, 0, 700, 500));
        frame.mostPixels = 20'000;
        const int few = inkIn(drawn(frame), QRect(0, 0, 700, 500));
        QVERIFY2(few < all * 0.9, qPrintable(u"%1 of %2"_s.arg(few).arg(all)));
        frame.mostPixels = 1'000'000'000;
        QVERIFY(differing(drawn(frame), still, 16) <= 0.1);
    }

    void quickPicturesHaveAllNodes()
    {
        const RandomGraph graph(3, 5000, 20'000, 200);
        GraphFrame frame;
        frame.scene = graph.scene;
        frame.places = graph.places;
        frame.view = QSizeF(800, 800);
        frame.camera = GraphCamera::fitting(graph.places.bounds(), frame.view, 20, 1000);
        frame.mostPixels = 20'000;
        const QImage picture = drawn(frame);
        // Some are covered by others; no more of them than at rest.
        const auto seen = [&](const QImage &of) {
            int count = 0;
            for (int node = 0; node < 5000; ++node) {
                const QPointF middle = frame.camera.toScreen(frame.places.at(node), frame.view);
                count += isNear(of.pixel(static_cast<int>(middle.x()), static_cast<int>(middle.y())),
                                frame.scene.nodes().at(node).colour, 60)
                             ? 1
                             : 0;
            }
            return count;
        };
        const int quick = seen(picture);
        frame.mostPixels = 0;
        const int still = seen(drawn(frame));
        QVERIFY2(quick >= still && still > 3000, qPrintable(u"%1 and %2"_s.arg(quick).arg(still)));
    }

    void quickPicturesTakeWhatTimeTheyHave()
    {
        FrameBudget budget;
        const qint64 before = budget.pixels();
        budget.adapt(5, false);
        QCOMPARE(budget.pixels(), before); // There was nothing more to show.
        budget.adapt(5, true);
        const qint64 more = budget.pixels();
        QVERIFY(more > before);
        budget.adapt(18, true);
        QCOMPARE(budget.pixels(), more);
        budget.adapt(200, true);
        QVERIFY(budget.pixels() < more / 5);
        for (int i = 0; i < 100; ++i)
            budget.adapt(200, true);
        QVERIFY(budget.pixels() > 10'000);
    }

    void bothRenderersAgree_data()
    {
        QTest::addColumn<double>("ratio");
        QTest::addColumn<int>("centre");
        QTest::addColumn<qint64>("mostPixels");
        QTest::newRow("plain") << 1.0 << -1 << qint64{0};
        QTest::newRow("fine") << 2.0 << -1 << qint64{0};
        QTest::newRow("between") << 1.5 << -1 << qint64{0};
        QTest::newRow("faded") << 1.0 << 4 << qint64{0};
        QTest::newRow("quick") << 1.0 << -1 << qint64{60'000};
        QTest::newRow("quick and fine") << 2.0 << -1 << qint64{200'000};
    }

    void bothRenderersAgree()
    {
        QFETCH_GLOBAL(bool, gl);
        if (!gl)
            return;
        QFETCH(double, ratio);
        QFETCH(int, centre);
        QFETCH(qint64, mostPixels);
        GraphFrame frame = busyFrame(ratio);
        frame.marks.centre = centre;
        frame.mostPixels = mostPixels;
        LabelGrid grid;
        placeLabels(frame, grid);
        QVERIFY(frame.labels.size() > 10);
        const QImage one = drawByRaster(frame);
        const QImage other = drawByGl(frame);
        const double far = differing(one, other, 16);
        const double near = differing(one, other, 5);
        QVERIFY2(far <= 0.1 && near <= 1, qPrintable(u"%1 and %2 of a thousand pixels differ"_s.arg(far).arg(near)));
    }

    void picturesHaveTheLabelsOfTheScreen()
    {
        QFETCH_GLOBAL(bool, gl);
        if (gl)
            return;
        GraphFrame frame = tenNodes();
        LabelGrid grid;
        placeLabels(frame, grid);
        frame.focusFrame = true;
        const QImage one = graphPicture(frame, QFont(), 1);
        frame.focusFrame = false;
        QVERIFY(differing(one, drawByRaster(frame), 10) < 0.1);
        const QImage threefold = graphPicture(frame, QFont(), 3);
        QCOMPARE(threefold.size(), QSize(1800, 1200));
        QVERIFY(differing(one, threefold.scaled(600, 400, Qt::IgnoreAspectRatio, Qt::SmoothTransformation), 90) < 5);
        QVERIFY(std::max(graphPicture(frame, QFont(), 1000).width(), 1) <= 16'384);
    }

    void picturesSayWhatTheirLinesStandFor()
    {
        QFETCH_GLOBAL(bool, gl);
        if (gl)
            return;
        const GraphFrame frame = tenNodes();
        SceneStyle line{.colour = 0xff2040e0, .width = 2};
        const QList<LegendEntry> legend{
            {.title = u"Customers (4)"_s, .sign = LegendEntry::Sign::Line, .line = line},
            {.title = u"Tags"_s, .sign = LegendEntry::Sign::Node, .line = {}, .colour = 0xffe02060},
            {.title = u"Size: Links"_s, .line = {}}};
        const QImage bare = graphPicture(frame, QFont(), 2);
        const QImage picture = graphPicture(frame, QFont(), 2, legend);
        QCOMPARE(picture.width(), bare.width());
        const int more = static_cast<int>(std::ceil(2 * legendHeight(legend, QFont(), frame.view.width())));
        QVERIFY(more > 20);
        QCOMPARE(picture.height(), bare.height() + more);
        QCOMPARE(picture.copy(bare.rect()), bare); // The picture itself is the same.
        const auto has = [&](QRgb colour) {
            for (int y = bare.height(); y < picture.height(); ++y) {
                for (int x = 0; x < picture.width(); ++x) {
                    if (picture.pixel(x, y) == colour)
                        return true;
                }
            }
            return false;
        };
        QVERIFY(has(0xff2040e0));
        QVERIFY(has(0xffe02060));
        QVERIFY(has(frame.colours.ground));
        const QByteArray pdf = graphPdf(frame, QFont(), u"Ten nodes"_s, legend);
        QVERIFY(!pdf.contains("/MediaBox [0 0 450.000000 300.000000]"));
        // However narrow the view, and however long the words.
        QList<LegendEntry> many(40, {.title = QString(400, u'x'), .line = {}});
        QVERIFY(legendHeight(many, QFont(), 10) > legendHeight(many, QFont(), 100'000));
        QVERIFY(!graphPicture(frame, QFont(), 1, many).isNull());
    }

    void pdfIsDrawnWithLettersAndLines()
    {
        QFETCH_GLOBAL(bool, gl);
        if (gl)
            return;
        GraphFrame frame = tenNodes();
        LabelGrid grid;
        placeLabels(frame, grid);
        const QByteArray pdf = graphPdf(frame, QFont(), u"Ten nodes"_s);
        QVERIFY(pdf.startsWith("%PDF-"));
        QVERIFY(pdf.contains("/MediaBox [0 0 450.000000 300.000000]"));
        QVERIFY(pdf.contains("/FontFile"));
        QVERIFY(!pdf.contains("/Subtype /Image"));
    }

    void fittedFramesShowAll()
    {
        QFETCH_GLOBAL(bool, gl);
        if (gl)
            return;
        const GraphFrame ten = tenNodes();
        const GraphFrame frame = fittedFrame(ten.scene, ten.places, QSize(900, 500), ten.colours, QFont());
        for (int node = 0; node < 10; ++node)
            QVERIFY(QRectF(20, 20, 860, 460).contains(frame.camera.toScreen(frame.places.at(node), frame.view)));
        QCOMPARE(frame.labels.size(), 10);
    }
};

QTEST_MAIN(GraphRenderTest)
#include "graphrendertest.moc"
