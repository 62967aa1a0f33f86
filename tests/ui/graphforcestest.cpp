// SPDX-License-Identifier: GPL-3.0-or-later

// What forces, hubs and the display settings of the vault do to the picture, in the window.
#include "tests/support/temporaryvault.h"
#include "tests/ui/graphcolours.h"
#include "tests/ui/graphviews.h"
#include "ui/graph/graphform.h"
#include "ui/graph/graphraster.h"
#include "ui/style/style.h"

#include <QSlider>

#include <cmath>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

// Notes in pairs, all of which know the hub.
QByteArray pairsAroundAHub(int pairs)
{
    QByteArray notes = "//- Hub.md\n# Hub\n";
    for (int i = 0; i < pairs; ++i) {
        const QByteArray number = QByteArray::number(i);
        notes += "//- L" + number + ".md\n[[Hub]] [[R" + number + "]]\n//- R" + number + ".md\n[[Hub]]\n";
    }
    return notes;
}

QSlider *sliderNamed(const GraphView *view, const QString &name)
{
    for (QSlider *slider : view->findChild<GraphForm *>()->findChildren<QSlider *>()) {
        if (slider->accessibleName() == name)
            return slider;
    }
    return nullptr;
}

double distance(const GraphView *view, const QString &one, const QString &other)
{
    const QPointF way =
        view->canvas()->places().at(nodeNamed(view, one)) - view->canvas()->places().at(nodeNamed(view, other));
    return std::hypot(way.x(), way.y());
}

double meanOfLinks(const GraphView *view)
{
    double sum = 0;
    for (const GraphEdge &edge : view->shown()->graph.edges) {
        const QPointF way = view->canvas()->places().at(edge.from) - view->canvas()->places().at(edge.to);
        sum += std::hypot(way.x(), way.y());
    }
    return sum / static_cast<double>(view->shown()->graph.edges.size());
}

// How dark the middle of the line between two nodes is where both lie in sight far from all else.
int inkBetween(const GraphView *view, const QString &one, const QString &other)
{
    GraphFrame frame = view->canvas()->frame();
    frame.labels.clear();
    const int from = nodeNamed(view, one);
    const int to = nodeNamed(view, other);
    const int count = frame.scene.nodes().size();
    auto places = std::make_shared<Places>(unknownPlaces(static_cast<std::size_t>(count)));
    places->x[static_cast<std::size_t>(from)] = -1;
    places->x[static_cast<std::size_t>(to)] = 1;
    places->y[static_cast<std::size_t>(from)] = places->y[static_cast<std::size_t>(to)] = 0;
    frame.places = GraphPlaces(std::shared_ptr<const Places>(places));
    frame.camera = {{0, 0}, 100};
    frame.view = QSizeF(400, 200);
    frame.ratio = 1;
    const QImage picture = drawGraphGround(frame).picture;
    int ink = 0;
    for (int y = 95; y < 105; ++y)
        ink = std::max(ink, away(picture.pixel(200, y), frame.colours.ground));
    return ink;
}

} // namespace

class GraphForcesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyStyle(*qApp, Qt::ColorScheme::Light); }

    void hubsAreQuiet_data()
    {
        QTest::addColumn<int>("pairs");
        QTest::newRow("few nodes") << 15;
        QTest::newRow("many nodes") << 120;
    }
    void hubsAreQuiet()
    {
        QFETCH(const int, pairs);
        const TemporaryVault vault(pairsAroundAHub(pairs));
        const TestWindow window(vault.root(), u"Hub"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        const auto closeness = [&] {
            double hub = 0;
            double pair = 0;
            for (int i = 0; i < pairs; ++i) {
                const QString left = u"L%1"_s.arg(i);
                hub += distance(view, left, u"Hub"_s);
                pair += distance(view, left, u"R%1"_s.arg(i));
            }
            return hub / pair;
        };
        // As the forces leave it when they are let loose again: a first layout is held by steps as well.
        GraphState state = view->state();
        state.options.settings.center *= 1.0001;
        view->setState(state);
        QTRY_VERIFY_WITH_TIMEOUT(view->isSettled() && view->state().forces().centre > 1, 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(view->isSettled(), 60'000);
        const double near = closeness();
        const int hubInk = inkBetween(view, u"L3"_s, u"Hub"_s);
        const int pairInk = inkBetween(view, u"L3"_s, u"R3"_s);
        QVERIFY2(hubInk > 10, qPrintable(QString::number(hubInk)));
        QSlider *const slider = sliderNamed(view, u"Quiet hubs"_s);
        QVERIFY(slider && slider->isEnabled());
        slider->setValue(slider->maximum());
        QCOMPARE(view->state().options.hubDamping, 1.0);
        QTRY_VERIFY_WITH_TIMEOUT(view->isSettled() && closeness() > 1.1 * near, 20'000);
        const int quiet = inkBetween(view, u"L3"_s, u"Hub"_s);
        QVERIFY2(quiet < hubInk * 2 / 3, qPrintable(u"%1 after %2"_s.arg(quiet).arg(hubInk)));
        QCOMPARE(inkBetween(view, u"L3"_s, u"R3"_s), pairInk);
    }

    void fewNodesFollowTheForces()
    {
        const TemporaryVault vault(GraphNotes);
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph around the note"_s);
        QVERIFY(view);
        QCOMPARE(labelsOf(view).size(), 5);
        const double usual = meanOfLinks(view);
        QSlider *const slider = sliderNamed(view, u"Distance"_s);
        QVERIFY(slider && slider->isEnabled());
        slider->setValue(slider->maximum()); // Twice the usual 250.
        QTRY_VERIFY(view->isSettled() && meanOfLinks(view) > 1.7 * usual);
        QVERIFY(meanOfLinks(view) < 2.3 * usual);
        GraphState state = view->state();
        state.options.settings.linkDistance = 250;
        view->setState(state);
        QTRY_VERIFY(view->isSettled() && std::abs(meanOfLinks(view) - usual) < 1e-3);
        // What is pinned stays.
        dragBy(view->canvas(), view->canvas()->nodePosition(nodeNamed(view, u"Lom"_s)).toPoint(), QPoint(40, 60));
        QTRY_VERIFY(view->isSettled());
        const QPointF pinned = view->canvas()->places().at(nodeNamed(view, u"Lom"_s));
        const QPointF free = view->canvas()->places().at(nodeNamed(view, u"Dunlin"_s));
        slider->setValue(slider->maximum());
        QTRY_VERIFY(view->isSettled() && view->canvas()->places().at(nodeNamed(view, u"Dunlin"_s)) != free);
        QCOMPARE(view->canvas()->places().at(nodeNamed(view, u"Lom"_s)), pinned);
        // However often a slider was moved, what lay there is one step away.
        slider->setValue(slider->maximum() - 1);
        QTRY_VERIFY(view->isSettled());
        QTest::keyClick(view->canvas(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(view->isSettled() && view->canvas()->places().at(nodeNamed(view, u"Dunlin"_s)) == free);
    }

    // Around a note, unless sizes tell something else.
    void nodesAreSmallerFromStepToStep()
    {
        const TemporaryVault vault(GraphNotes);
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph around the note"_s);
        QVERIFY(view);
        GraphState state = view->state();
        state.options.depth = 2;
        view->setState(state);
        QTRY_VERIFY(nodeNamed(view, u"Tern"_s) >= 0 && view->isSettled());
        const auto radius = [&](const QString &label) {
            return view->canvas()->scene().nodes().at(nodeNamed(view, label)).radius;
        };
        // Each of these has one link.
        QVERIFY(radius(u"Auk"_s) > radius(u"Kestrel"_s) && radius(u"Lom"_s) > radius(u"Tern"_s));
        state.paint.size = {};
        view->setState(state);
        QTRY_VERIFY(view->isSettled() && radius(u"Auk"_s) == radius(u"Lom"_s));
        QCOMPARE(radius(u"Lom"_s), radius(u"Tern"_s));
    }

    void forcesOfTheVaultAreInForce()
    {
        const TemporaryVault plain(GraphNotes);
        double usual = 0;
        {
            const TestWindow window(plain.root(), u"Auk"_s);
            QTRY_VERIFY(window->isSettled());
            GraphView *const view = openGraph(window, u"Graph"_s);
            QVERIFY(view);
            QCOMPARE(view->state().forces(), LayoutForces());
            usual = meanOfLinks(view);
        }
        const TemporaryVault vault(GraphNotes);
        vault.write(u".obsidian/graph.json"_s,
                    R"({"centerStrength": 0.25935, "repelStrength": 5, "linkStrength": 0.5, "linkDistance": 500})");
        const TestWindow window(vault.root(), u"Auk"_s);
        QTRY_VERIFY(window->isSettled());
        GraphView *const view = openGraph(window, u"Graph"_s);
        QVERIFY(view);
        const LayoutForces forces = view->state().forces();
        QCOMPARE(forces.centre, 0.5);
        QCOMPARE(forces.repel, 0.5);
        QCOMPARE(forces.link, 0.5);
        QCOMPARE(forces.distance, 2.0);
        QVERIFY(meanOfLinks(view) > 1.6 * usual);
    }

    void theVaultSaysHowItIsShown()
    {
        const TemporaryVault vault(GraphNotes);
        const auto shown = [&](const auto &use) {
            const TestWindow window(vault.root(), u"Auk"_s);
            const bool ready = QTest::qWaitFor([&] { return window->isSettled(); });
            GraphView *const view = ready ? openGraph(window, u"Graph"_s) : nullptr;
            if (view)
                use(view);
            return view != nullptr;
        };
        const auto styleOf = [](const GraphView *view, const QString &from, const QString &to) {
            const int edge = view->shown()->edgeBetween(nodeNamed(view, from), nodeNamed(view, to));
            return view->canvas()->scene().styles().at(view->canvas()->scene().edges().at(edge).style);
        };
        const auto radiusOf = [](const GraphView *view) {
            return view->canvas()->scene().nodes().at(nodeNamed(view, u"Auk"_s)).radius;
        };
        float radius = 0;
        float width = 0;
        QVERIFY(shown([&](const GraphView *view) {
            radius = radiusOf(view);
            width = styleOf(view, u"Auk"_s, u"Plain"_s).width;
            QCOMPARE(styleOf(view, u"Auk"_s, u"Plain"_s).arrow, SceneArrow::None);
            QVERIFY(styleOf(view, u"Auk"_s, u"Lom"_s).arrow != SceneArrow::None);
        }));
        vault.write(u".obsidian/graph.json"_s,
                    R"({"showArrow": true, "nodeSizeMultiplier": 2, "lineSizeMultiplier": 3})");
        QVERIFY(shown([&](const GraphView *view) {
            QCOMPARE(radiusOf(view), 2 * radius);
            QCOMPARE(styleOf(view, u"Auk"_s, u"Plain"_s).width, 3 * width);
            QVERIFY(styleOf(view, u"Auk"_s, u"Plain"_s).arrow != SceneArrow::None);
        }));
    }

    void theVaultSaysHowManyNamesAreShown()
    {
        const TemporaryVault vault(pairsAroundAHub(40));
        QList<qsizetype> names;
        for (const QByteArray &fade : {QByteArray("-3"), QByteArray("0"), QByteArray("3")}) {
            vault.write(u".obsidian/graph.json"_s, "{\"textFadeMultiplier\": " + fade + "}");
            const TestWindow window(vault.root(), u"Hub"_s);
            QTRY_VERIFY(window->isSettled());
            GraphView *const view = openGraph(window, u"Graph"_s);
            QVERIFY(view);
            view->canvas()->setCamera({{0, 0}, 60});
            names.append(view->canvas()->frame().labels.size());
        }
        QVERIFY2(names.at(0) < names.at(1) && names.at(1) <= names.at(2) && names.at(0) > 0,
                 qPrintable(u"%1, %2, %3"_s.arg(names.at(0)).arg(names.at(1)).arg(names.at(2))));
    }
};

QTEST_MAIN(GraphForcesTest)
#include "graphforcestest.moc"
