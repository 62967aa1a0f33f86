// SPDX-License-Identifier: GPL-3.0-or-later

// Arrows, shapes and inks of a graph, read from the picture of each renderer.
#include "core/graph/picturescale.h"
#include "tests/support/graphof.h"
#include "tests/support/temporaryvault.h"
#include "tests/ui/graphcolours.h"
#include "tests/ui/graphscenes.h"
#include "tests/ui/graphviews.h"
#include "ui/style/style.h"

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr int Ratio = 4; // Pixels are fine, so that whole ones are covered.

/// Ten nodes: node i lies at (100 + 100 · (i mod 5), 100) or, from the fifth on, at (…, 300), in a view of 600 times
/// 400 whose pixels are finer.
GraphFrame tenNodes(const QList<SceneNode> &nodes, const QList<SceneEdge> &edges, const QList<SceneStyle> &styles)
{
    GraphFrame frame;
    frame.scene = GraphScene(nodes, edges, styles, 100);
    frame.places = placesOf({{-2, -1}, {-1, -1}, {0, -1}, {1, -1}, {2, -1}, {-2, 1}, {-1, 1}, {0, 1}, {1, 1}, {2, 1}});
    frame.camera = {{0, 0}, 100};
    frame.view = QSizeF(600, 400);
    frame.ratio = Ratio;
    return frame;
}

QPoint middleOf(int node)
{
    return Ratio * QPoint(100 + 100 * (node % 5), node < 5 ? 100 : 300);
}

/// Two nodes of a scene alone, two units apart and 200 pixels, from left to right.
GraphFrame pairOf(const GraphScene &scene, int from, int to, const FrameColours &colours)
{
    const auto places = std::make_shared<Places>(unknownPlaces(static_cast<std::size_t>(scene.nodes().size())));
    places->x[static_cast<std::size_t>(from)] = -1;
    places->x[static_cast<std::size_t>(to)] = 1;
    places->y[static_cast<std::size_t>(from)] = places->y[static_cast<std::size_t>(to)] = 0;
    GraphFrame frame;
    frame.scene = scene;
    frame.places = GraphPlaces(std::shared_ptr<const Places>(places));
    frame.camera = {{0, 0}, 100};
    frame.view = QSizeF(400, 200);
    frame.ratio = Ratio;
    frame.colours = colours;
    return frame;
}

/// How many pixels of a column are drawn on, around `middle`.
int inkAt(const QImage &picture, int x, int middle, QRgb ground)
{
    int count = 0;
    for (int y = middle - 30; y < middle + 30; ++y)
        count += away(picture.pixel(x, y), ground) > 50 ? 1 : 0;
    return count;
}

/// An arrow's head: how wide it is near its tip, in its middle and near its end, and whether it is solid there.
struct Head
{
    int tip = 0;
    int middle = 0;
    int end = 0;
    bool solid = true;
};

/// Of the edge that ends at a node with this radius, in fine pixels.
Head headOf(const QImage &picture, QPoint node, double radius, double length, int line, QRgb ground)
{
    const double tip = node.x() - radius - std::min(1.2 * Ratio, radius * 0.3);
    const auto column = [&](double share) { return static_cast<int>(std::floor(tip - share * length)); };
    const int beside = node.y() + line / 2 + 2;
    return {inkAt(picture, column(0.12), node.y(), ground), inkAt(picture, column(0.5), node.y(), ground),
            inkAt(picture, column(0.85), node.y(), ground), away(picture.pixel(column(0.85), beside), ground) > 50};
}

/// What kind of head it is, by its measures alone; `length` long and `line` wide.
SceneArrow arrowOf(const Head &head, double length, int line)
{
    const double wide = 2 * 0.42 * length;
    const auto isLine = [&](int width) { return width <= line + 1; };
    const auto isWide = [&](int width) { return width > 0.9 * wide; };
    if (isLine(head.tip) && isLine(head.middle) && isLine(head.end))
        return SceneArrow::None;
    if (isWide(head.tip) && isLine(head.middle) && isLine(head.end))
        return SceneArrow::Bar;
    if (isWide(head.middle))
        return head.tip > 0.5 * wide ? SceneArrow::Disc : SceneArrow::Diamond;
    if (head.tip < 0.3 * wide && head.end > head.middle && head.solid)
        return SceneArrow::Triangle;
    return head.tip < 0.3 * wide && !head.solid ? SceneArrow::Open : SceneArrow::None;
}

} // namespace

class GraphSignsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    static void initTestCase_data() { addRenderers(); }
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }
    void init() { needRenderer(); }

    void everyArrowHasItsShape()
    {
        QList<SceneNode> nodes;
        for (int i = 0; i < 10; ++i)
            nodes.append({QString(), 12, Blue, {}});
        const QList<SceneArrow> arrows{SceneArrow::Triangle, SceneArrow::Open, SceneArrow::Diamond,
                                       SceneArrow::Disc,     SceneArrow::Bar,  SceneArrow::None};
        QList<SceneStyle> styles;
        QList<SceneEdge> edges;
        for (int i = 0; i < arrows.size(); ++i) {
            styles.append({Red, 1, {}, arrows.at(i)});
            const int from = i < 4 ? i : i + 1;
            edges.append({from, from + 1, i});
        }
        const QImage picture = drawn(tenNodes(nodes, edges, styles));
        const double length = 7 * Ratio + Ratio / 2.0;
        for (int i = 0; i < arrows.size(); ++i) {
            const QPoint node = middleOf(edges.at(i).to);
            const Head head = headOf(picture, node, 12 * Ratio, length, Ratio, Ground);
            QVERIFY2(
                arrowOf(head, length, Ratio) == arrows.at(i),
                qPrintable(
                    u"arrow %1: %2 %3 %4 %5"_s.arg(i).arg(head.tip).arg(head.middle).arg(head.end).arg(head.solid)));
            // The line is in its colour, and at its other end nothing but itself.
            const QPoint source = middleOf(edges.at(i).from);
            QVERIFY(isNear(picture.pixel(source.x() + 50 * Ratio, node.y()), Red));
            QCOMPARE(inkAt(picture, source.x() + 14 * Ratio, node.y(), Ground), Ratio);
        }
    }

    void everyNodeHasItsShape()
    {
        // Four points around a node of radius 12 tell the shapes apart; each stands at two places of the ten.
        struct Probe
        {
            QPoint at;
            QList<SceneShape> inside;
        };
        const QList<Probe> probes{
            {{38, 0}, {SceneShape::Diamond, SceneShape::Hexagon}},
            {{0, 38}, {SceneShape::Diamond}},
            {{29, 29}, {SceneShape::Square}},
            {{24, 24}, {SceneShape::Disc, SceneShape::Square, SceneShape::Hexagon}},
            {{20, 0}, {SceneShape::Disc, SceneShape::Square, SceneShape::Diamond, SceneShape::Hexagon}}};
        const QList<SceneShape> shapes{SceneShape::Disc, SceneShape::Square, SceneShape::Diamond, SceneShape::Hexagon};
        QList<SceneNode> nodes;
        for (int i = 0; i < 10; ++i)
            nodes.append({QString(), 12, i < 5 ? Blue : Green, {}, shapes.at(i % shapes.size())});
        const QImage picture = drawn(tenNodes(nodes, {}, {}));
        for (int i = 0; i < 10; ++i) {
            for (const Probe &probe : probes) {
                for (const int sign : {1, -1}) {
                    const QPoint at = middleOf(i) + sign * probe.at * Ratio / 3; // Probes are of a radius of 36.
                    const bool inside = probe.inside.contains(nodes.at(i).shape);
                    QVERIFY2(isNear(picture.pixel(at), inside ? nodes.at(i).colour : Ground),
                             qPrintable(u"node %1 at %2, %3"_s.arg(i).arg(probe.at.x()).arg(probe.at.y())));
                }
            }
        }
    }

    void linesAtHubsAreFainter()
    {
        ShownGraph shown;
        shown.graph = graphFrom(u"hub>one other>two"_s);
        const auto ink = [&](const QList<float> &damping, int from, int to) {
            shown.damping = damping;
            const GraphScene scene = paintedGraph(shown, {}, {}, nullptr, {}).scene;
            return away(drawn(pairOf(scene, from, to, {})).pixel(200 * Ratio, 100 * Ratio), Ground);
        };
        const int usual = ink({1, 1}, 0, 1);
        QVERIFY2(usual > 40, qPrintable(QString::number(usual)));
        const int damped = ink({0.25F, 1}, 0, 1);
        QVERIFY2(std::abs(4 * damped - usual) <= 8, qPrintable(u"%1 of %2"_s.arg(damped).arg(usual)));
        QCOMPARE(ink({0.25F, 1}, 2, 3), usual);
    }

    // What the legend says of a relation is what its edge looks like.
    void relationsHaveTheirInkAndArrowInTheWindow()
    {
        const TemporaryVault vault(
            "//- Auk.md\n#company\n## Related\n- [[Kestrel]] — competitor\n- [[Lom]] — customer\n"
            "- [[Tern]] — supplier\n- [[Dunlin]] — owner\n- [[Fund]] — investor\n"
            "- [[Gale]] — partner\n- [[Ruff]] — adviser\n- [[Plain]]\n"
            "//- Kestrel.md\n#company\n//- Lom.md\n#company\n//- Tern.md\n#company\n"
            "//- Dunlin.md\n#company\n//- Fund.md\n#company\n//- Gale.md\n#company\n"
            "//- Ruff.md\n#company\n//- Plain.md\n#company\n");
        vault.write(u".obsidian/graph.json"_s, R"({"showArrow": true, "nodeSizeMultiplier": 0.1})");
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        struct Row
        {
            QString label;
            RelationFamily family;
            SceneArrow arrow;
        };
        const QList<Row> rows{{u"Kestrel"_s, RelationFamily::Competitor, SceneArrow::Bar},
                              {u"Lom"_s, RelationFamily::Customer, SceneArrow::Triangle},
                              {u"Tern"_s, RelationFamily::Supplier, SceneArrow::Triangle},
                              {u"Dunlin"_s, RelationFamily::Ownership, SceneArrow::Diamond},
                              {u"Fund"_s, RelationFamily::Investment, SceneArrow::Diamond},
                              {u"Gale"_s, RelationFamily::Partner, SceneArrow::Disc},
                              {u"Plain"_s, RelationFamily::Link, SceneArrow::Open}};
        const int auk = nodeNamed(view, u"Auk"_s);
        for (const Row &row : rows) {
            const int node = nodeNamed(view, row.label);
            QVERIFY2(view->shown()->edgeBetween(auk, node) >= 0, qPrintable(row.label));
            const GraphFrame frame = pairOf(view->canvas()->scene(), auk, node, view->canvas()->frame().colours);
            const QImage picture = drawn(frame);
            const QRgb ground = frame.colours.ground;
            const RelationLook look = lookOf(row.family);
            // The strongest ink along the line, which may be broken.
            QRgb ink = ground;
            for (int x = 150 * Ratio; x < 170 * Ratio; ++x) {
                const QRgb pixel = picture.pixel(x, 100 * Ratio);
                ink = away(pixel, ground) > away(ink, ground) ? pixel : ink;
            }
            const double share = lineAlpha(row.family) / 255.0;
            const auto mixed = [&](int part) {
                const int one = static_cast<int>(look.light >> part & 0xFFU);
                const int other = static_cast<int>(ground >> part & 0xFFU);
                return static_cast<int>(std::lround(std::lerp(other, one, share)));
            };
            const QRgb wanted = qRgb(mixed(16), mixed(8), mixed(0));
            QVERIFY2(isNear(ink, wanted),
                     qPrintable(row.label + u' ' + QString::number(ink, 16) + u' ' + QString::number(wanted, 16)));
            const double growth = edgeGrowth(100, view->canvas()->scene().reading());
            const double width = std::max(static_cast<double>(look.width) * growth * Ratio, 1.0);
            const double length = 7 * growth * Ratio + width / 2;
            const double radius = static_cast<double>(view->canvas()->scene().nodes().at(node).radius) * Ratio
                                  * nodeGrowth(100, view->canvas()->scene().reading(), 9);
            const Head head =
                headOf(picture, QPoint(300, 100) * Ratio, radius, length, static_cast<int>(std::ceil(width)), ground);
            QVERIFY2(arrowOf(head, length, static_cast<int>(std::ceil(width))) == row.arrow,
                     qPrintable(u"%1: %2 %3 %4 %5, %6 long"_s.arg(row.label)
                                    .arg(head.tip)
                                    .arg(head.middle)
                                    .arg(head.end)
                                    .arg(head.solid)
                                    .arg(length)));
        }
    }
};

QTEST_MAIN(GraphSignsTest)
#include "graphsignstest.moc"
