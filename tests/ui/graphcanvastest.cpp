// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graphcanvas.h"

#include "tests/ui/graphscenes.h"

#include <QAccessible>
#include <QApplication>
#include <QProcess>
#include <QWheelEvent>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

namespace {

constexpr QRgb Blue = 0xff2460a4;
constexpr QRgb Green = 0xff28703a;

/// Five nodes in a cross, 0 in the middle, at a camera that shows one unit as 100 pixels; edges from 0 to 1 and 2.
struct Cross
{
    explicit Cross(GraphCanvas::Renderer renderer = GraphCanvas::Renderer::Raster)
    {
        if (renderer != GraphCanvas::Renderer::Automatic)
            canvas.setRenderer(renderer);
        canvas.resize(600, 400);
        QList<SceneNode> nodes;
        for (const QString &name : {u"Middle"_s, u"Left"_s, u"Right"_s, u"Up"_s, u"Down"_s})
            nodes.append({name, 10, nodes.isEmpty() ? Blue : Green, {}});
        canvas.showScene(GraphScene(nodes, {{0, 1, 0}, {0, 2, 0}}, {{0xffb3261e, 2}}, 100));
        canvas.showPlaces(placesOf({{0, 0}, {-1.5, 0.1}, {1.5, -0.1}, {0.1, -1}, {-0.1, 1}}), true);
        canvas.show();
        canvas.activateWindow();
        if (!QTest::qWaitForWindowActive(&canvas))
            qWarning("The canvas does not become active.");
        canvas.setFocus();
        canvas.setCamera({{0, 0}, 100});
    }

    QPoint at(int node) const { return canvas.nodePosition(node).toPoint(); }
    void move(QPoint to, Qt::KeyboardModifiers modifiers = {}, Qt::MouseButton button = Qt::NoButton)
    {
        QMouseEvent event(QEvent::MouseMove, to, canvas.mapToGlobal(to), Qt::NoButton, button, modifiers);
        QApplication::sendEvent(&canvas, &event);
    }
    void drag(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mousePress(&canvas, Qt::LeftButton, modifiers, from);
        move((from + to) / 2, modifiers, Qt::LeftButton);
        move(to, modifiers, Qt::LeftButton);
        QTest::mouseRelease(&canvas, Qt::LeftButton, modifiers, to);
    }
    void wheel(QPoint at, int turn)
    {
        QWheelEvent event(at, canvas.mapToGlobal(at), {}, {0, turn}, Qt::NoButton, {}, Qt::NoScrollPhase, false);
        QApplication::sendEvent(&canvas, &event);
    }

    GraphCanvas canvas;
};

bool isNear(QRgb one, QRgb other)
{
    return std::abs(qRed(one) - qRed(other)) < 20 && std::abs(qGreen(one) - qGreen(other)) < 20
           && std::abs(qBlue(one) - qBlue(other)) < 20;
}

} // namespace

class GraphCanvasTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void paintsWhatItShows()
    {
        Cross cross(GraphCanvas::Renderer::Automatic);
        QTRY_VERIFY(cross.canvas.isComplete());
        const QImage picture = cross.canvas.grab().toImage();
        QVERIFY(isNear(picture.pixel(cross.at(0)), Blue));
        QVERIFY(isNear(picture.pixel(cross.at(3)), Green));
        QVERIFY(isNear(picture.pixel(20, 20), cross.canvas.frame().colours.ground));
    }

    void largeGraphsArePaintedInThePool()
    {
        Cross cross;
        const RandomGraph graph(3, 3000, 9000, 60);
        cross.canvas.showScene(graph.scene);
        cross.canvas.showPlaces(graph.places, true);
        cross.canvas.setCamera({{30, 30}, 8});
        QTRY_VERIFY(cross.canvas.isComplete());
        // At rest it is the whole picture, whatever was left out on the way.
        QCOMPARE(cross.canvas.grab().toImage().convertToFormat(QImage::Format_RGB32),
                 drawByRaster(cross.canvas.frame()).convertToFormat(QImage::Format_RGB32));
    }

    void anotherGraphHasAQuickPictureFirst()
    {
        Cross cross;
        QTRY_VERIFY(cross.canvas.isComplete());
        const RandomGraph graph(4, 3000, 200'000, 60);
        cross.canvas.resize(1200, 900);
        cross.canvas.setLabelFrom(100);
        cross.canvas.setCamera({{30, 30}, 14});
        QTRY_VERIFY(cross.canvas.isComplete());
        const QImage before = cross.canvas.grab().toImage();
        cross.canvas.showScene(graph.scene);
        cross.canvas.showPlaces(graph.places, true);
        QElapsedTimer waited;
        waited.start();
        while (cross.canvas.grab().toImage() == before && waited.elapsed() < 20'000)
            QCoreApplication::processEvents();
        QVERIFY(!cross.canvas.isComplete());
        QTRY_VERIFY_WITH_TIMEOUT(cross.canvas.isComplete(), 20'000);
        QCOMPARE(cross.canvas.grab().toImage().convertToFormat(QImage::Format_RGB32),
                 drawByRaster(cross.canvas.frame()).convertToFormat(QImage::Format_RGB32));
    }

    void openGlShowsTheSame()
    {
        if (!glAbility().usable)
            QSKIP("There is no context of OpenGL 3.3 here.");
        Cross cross(GraphCanvas::Renderer::OpenGl);
        QVERIFY(cross.canvas.usesOpenGl());
        QTRY_VERIFY(cross.canvas.isComplete());
        const QImage picture = cross.canvas.grab().toImage();
        QVERIFY(isNear(picture.pixel(cross.at(0)), Blue));
        QVERIFY(isNear(picture.pixel(cross.at(3)), Green));
        QSignalSpy nodes(&cross.canvas, &GraphCanvas::nodeHovered);
        cross.move(cross.at(3));
        QCOMPARE(nodes.size(), 1);
        QTRY_VERIFY(!isNear(cross.canvas.grab().toImage().pixel(cross.at(4)), Green)); // It fades.
        cross.canvas.setRenderer(GraphCanvas::Renderer::Raster);
        QVERIFY(!cross.canvas.usesOpenGl());
        QTRY_VERIFY(cross.canvas.isComplete());
        QVERIFY(isNear(cross.canvas.grab().toImage().pixel(cross.at(3)), Green));
    }

    // Where there is no OpenGL at all, asking for it changes nothing.
    void platformsWithoutOpenGlShowIt()
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        environment.insert(u"QT_XCB_GL_INTEGRATION"_s, u"none"_s);
        environment.insert(u"TEARSHEET_GRAPH_RENDERER"_s, u"opengl"_s);
        environment.remove(u"DISPLAY"_s);
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(QCoreApplication::applicationFilePath(), {u"paintsWhatItShows"_s});
        QVERIFY(process.waitForFinished(60'000));
        QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0,
                 process.readAll().constData());
    }

    void hoverTellsOfNodesAndEdges()
    {
        Cross cross;
        QSignalSpy nodes(&cross.canvas, &GraphCanvas::nodeHovered);
        QSignalSpy edges(&cross.canvas, &GraphCanvas::edgeHovered);
        cross.move(cross.at(3));
        QCOMPARE(nodes.size(), 1);
        QCOMPARE(nodes.last().at(0).toInt(), 3);
        QCOMPARE(nodes.last().at(1).toPoint(), cross.canvas.mapToGlobal(cross.at(3)));
        cross.move(cross.at(3) + QPoint(2, 1));
        QCOMPARE(nodes.size(), 1);
        cross.move((cross.at(0) + cross.at(1)) / 2);
        QCOMPARE(nodes.last().at(0).toInt(), -1);
        QCOMPARE(edges.last().at(0).toInt(), 0);
        cross.move({30, 30});
        QCOMPARE(edges.last().at(0).toInt(), -1);
    }

    void theTopmostNodeIsHit()
    {
        const RandomGraph graph(1, 100'000, 0, 0);
        GraphFrame frame;
        frame.scene = graph.scene;
        frame.places = graph.places;
        frame.view = QSizeF(300, 200);
        const int node = nodeAt(frame, {150, 100}, 3);
        QCOMPARE(node, graph.scene.dots().back().node);
        QCOMPARE(nodeAt(frame, {20, 20}, 3), -1);
        QCOMPARE(edgeAt(frame, {150, 100}, 3), -1);
    }

    void clicksSelect()
    {
        Cross cross;
        QSignalSpy clicked(&cross.canvas, &GraphCanvas::nodeClicked);
        QTest::mouseClick(&cross.canvas, Qt::LeftButton, {}, cross.at(1));
        QCOMPARE(cross.canvas.selection(), QList<int>{1});
        QTest::mouseClick(&cross.canvas, Qt::LeftButton, Qt::ShiftModifier, cross.at(3));
        QCOMPARE(cross.canvas.selection(), (QList<int>{1, 3}));
        QTest::mouseClick(&cross.canvas, Qt::LeftButton, Qt::ShiftModifier, cross.at(1));
        QCOMPARE(cross.canvas.selection(), QList<int>{3});
        QCOMPARE(clicked.size(), 3);
        QSignalSpy edge(&cross.canvas, &GraphCanvas::edgeClicked);
        QTest::mouseClick(&cross.canvas, Qt::LeftButton, {}, (cross.at(0) + cross.at(2)) / 2);
        QCOMPARE(edge.size(), 1);
        QCOMPARE(edge.last().at(0).toInt(), 1);
        QTest::mouseClick(&cross.canvas, Qt::LeftButton, {}, QPoint(30, 30));
        QVERIFY(cross.canvas.selection().isEmpty());
        QSignalSpy activated(&cross.canvas, &GraphCanvas::nodeActivated);
        QTest::mouseDClick(&cross.canvas, Qt::LeftButton, {}, cross.at(4));
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated.last().at(0).toInt(), 4);
    }

    void rectanglesSelect()
    {
        Cross cross;
        cross.canvas.setSelection({4});
        cross.drag(cross.at(3) + QPoint(-40, -30), cross.at(0) + QPoint(40, 30), Qt::ShiftModifier);
        QCOMPARE(cross.canvas.selection(), (QList<int>{0, 3, 4}));
    }

    void draggingPansOrMovesANode()
    {
        Cross cross;
        const QPoint before = cross.at(0);
        cross.drag({60, 60}, {100, 90});
        QCOMPARE(cross.at(0), before + QPoint(40, 30));

        QSignalSpy dragged(&cross.canvas, &GraphCanvas::nodeDragged);
        QSignalSpy dropped(&cross.canvas, &GraphCanvas::nodeDropped);
        const QPoint from = cross.at(4);
        const QPoint other = cross.at(3);
        cross.drag(from, from + QPoint(50, -20));
        QCOMPARE(cross.at(4), from + QPoint(50, -20));
        QCOMPARE(cross.at(3), other);
        QCOMPARE(dragged.size(), 2);
        QCOMPARE(dropped.size(), 1);
        QCOMPARE(dropped.last().at(0).toInt(), 4);
        const QPointF place = dropped.last().at(1).toPointF();
        QVERIFY(std::abs(place.x() - 0.4) < 0.02 && std::abs(place.y() - 0.8) < 0.02);
        QVERIFY(cross.canvas.selection().isEmpty());
    }

    // A layout goes on meanwhile, but the node stays with the pointer.
    void aHeldNodeStaysWithThePointer()
    {
        Cross cross;
        QTest::mousePress(&cross.canvas, Qt::LeftButton, {}, cross.at(4));
        const QPoint to = cross.at(4) + QPoint(30, 30);
        cross.move(to, {}, Qt::LeftButton);
        cross.canvas.showPlaces(placesOf({{0.5, 0}, {-1.5, 0.1}, {1.5, -0.1}, {0.1, -1}, {-2, -2}}), false);
        QCOMPARE(cross.at(4), to);
        QCOMPARE(cross.at(0), QPoint(350, 200));
        QTest::mouseRelease(&cross.canvas, Qt::LeftButton, {}, to);
        QTRY_VERIFY(cross.canvas.isComplete());
    }

    void theWheelZoomsAtThePointer()
    {
        Cross cross;
        const QPoint held = cross.at(2);
        cross.wheel(held, 240);
        QVERIFY(cross.canvas.camera().zoom > 130);
        QVERIFY((cross.at(2) - held).manhattanLength() <= 1);
        for (int i = 0; i < 200; ++i)
            cross.wheel(held, 1200);
        QVERIFY(cross.canvas.camera().zoom <= 100 * 41);
        for (int i = 0; i < 200; ++i)
            cross.wheel(held, -1200);
        QVERIFY(cross.canvas.camera().zoom > 5);
    }

    void arrowsGoToTheNodeInThatDirection()
    {
        Cross cross;
        QSignalSpy focused(&cross.canvas, &GraphCanvas::nodeFocused);
        QTest::keyClick(&cross.canvas, Qt::Key_Right);
        QCOMPARE(cross.canvas.focusedNode(), 0); // First the middle.
        for (const auto &[key, node] : {std::pair(Qt::Key_Right, 2),
                                        {Qt::Key_Left, 0},
                                        {Qt::Key_Left, 1},
                                        {Qt::Key_Right, 0},
                                        {Qt::Key_Up, 3},
                                        {Qt::Key_Down, 0},
                                        {Qt::Key_Down, 4}}) {
            QTest::keyClick(&cross.canvas, key);
            QCOMPARE(cross.canvas.focusedNode(), node);
        }
        QTest::keyClick(&cross.canvas, Qt::Key_Down); // There is none.
        QCOMPARE(cross.canvas.focusedNode(), 4);
        QCOMPARE(focused.size(), 8);
        QTest::keyClick(&cross.canvas, Qt::Key_Space);
        QCOMPARE(cross.canvas.selection(), QList<int>{4});
        QSignalSpy activated(&cross.canvas, &GraphCanvas::nodeActivated);
        QTest::keyClick(&cross.canvas, Qt::Key_Return);
        QCOMPARE(activated.size(), 1);
        QTest::keyClick(&cross.canvas, Qt::Key_Escape);
        QCOMPARE(cross.canvas.focusedNode(), -1);
        QVERIFY(cross.canvas.selection().isEmpty());
    }

    void keysMoveTheCamera()
    {
        Cross cross;
        const QPoint before = cross.at(0);
        QTest::keyClick(&cross.canvas, Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(cross.at(0), before - QPoint(80, 0));
        const double zoom = cross.canvas.camera().zoom;
        QTest::keyClick(&cross.canvas, Qt::Key_Plus);
        QVERIFY(cross.canvas.camera().zoom > zoom);
        QTest::keyClick(&cross.canvas, Qt::Key_Minus);
        QVERIFY(std::abs(cross.canvas.camera().zoom - zoom) < 1e-6);
        cross.canvas.setCamera({{50, 50}, 300});
        QTest::keyClick(&cross.canvas, Qt::Key_Home);
        const QRect seen = cross.canvas.rect().adjusted(30, 30, -30, -30);
        for (int node = 0; node < 5; ++node)
            QTRY_VERIFY(seen.contains(cross.at(node)));
    }

    void theCameraGoesToNodesAndFollows()
    {
        Cross cross;
        cross.canvas.flyTo(QList<int>{2});
        QTRY_VERIFY((cross.at(2) - QPoint(300, 200)).manhattanLength() <= 2);
        cross.canvas.flyTo(QList<int>{-1, 99}); // Nothing to go to.
        cross.canvas.fit();
        QTRY_VERIFY(cross.canvas.rect().contains(cross.at(1)));
        QTest::qWait(150);
        cross.canvas.showPlaces(placesOf({{0, 0}, {-90, 0}, {90, 0}, {0, -90}, {0, 90}}), false);
        QVERIFY(cross.canvas.rect().contains(cross.at(1)) && cross.canvas.rect().contains(cross.at(4)));
        cross.canvas.setCamera({{0, 0}, 100});
        cross.canvas.showPlaces(placesOf({{0, 0}, {-50, 0}, {50, 0}, {0, -50}, {0, 50}}), true);
        QCOMPARE(cross.canvas.camera().zoom, 100.0);
    }

    void smallViewsAreFilled()
    {
        Cross cross;
        cross.canvas.resize(320, 320);
        QList<SceneNode> nodes;
        const auto places = std::make_shared<Arrays>();
        for (int i = 0; i < 400; ++i) {
            nodes.append({u"Node"_s, 3, Blue, {}});
            places->x.push_back(static_cast<float>(i % 20));
            places->y.push_back(static_cast<float>(i / 20));
        }
        cross.canvas.showScene(GraphScene(nodes, {}, {}, 100));
        cross.canvas.showPlaces(GraphPlaces(std::shared_ptr<const Arrays>(places)), true);
        cross.canvas.fit();
        QTRY_VERIFY(!cross.canvas.isFlying());
        QVERIFY2(cross.at(19).x() - cross.at(0).x() > 320 * 0.85, qPrintable(QString::number(cross.at(0).x())));
        QVERIFY(cross.canvas.rect().contains(cross.at(0)) && cross.canvas.rect().contains(cross.at(399)));
    }

    void otherPlacesAreAllInSightWhateverTheCameraWasDoing()
    {
        Cross cross;
        const auto isAllInSight = [&] {
            const QRect seen = cross.canvas.rect().adjusted(30, 30, -30, -30);
            return std::ranges::all_of(std::array{0, 1, 2, 3, 4},
                                       [&](int node) { return seen.contains(cross.at(node)); })
                   && cross.canvas.rect().height() / 3 < cross.at(4).y() - cross.at(3).y();
        };
        // A layout is there before the way to the last one is gone.
        cross.canvas.fit();
        cross.canvas.showPlaces(placesOf({{500, 0}, {490, 0}, {510, 0}, {500, -10}, {500, 10}}), true);
        QTRY_VERIFY(!cross.canvas.isFlying());
        QVERIFY(isAllInSight());
        // What the user looked at is not there any more.
        cross.canvas.setCamera({{0, 0}, 100});
        cross.canvas.fitNext();
        const QPointF before = cross.canvas.camera().centre;
        cross.canvas.showPlaces(placesOf({{-900, 0}, {-990, 0}, {-810, 0}, {-900, -90}, {-900, 90}}), true);
        QCOMPARE(cross.canvas.camera().centre, before); // It goes there, and does not jump.
        QTRY_VERIFY(!cross.canvas.isFlying());
        QVERIFY(isAllInSight());
    }

    void menusAreWantedWhereTheyAre()
    {
        Cross cross;
        QSignalSpy wanted(&cross.canvas, &GraphCanvas::menuWanted);
        const auto ask = [&](QContextMenuEvent::Reason reason, QPoint point) {
            QContextMenuEvent event(reason, point, cross.canvas.mapToGlobal(point));
            QApplication::sendEvent(&cross.canvas, &event);
        };
        ask(QContextMenuEvent::Mouse, cross.at(2));
        QCOMPARE(wanted.last().at(0).toInt(), 2);
        ask(QContextMenuEvent::Mouse, (cross.at(0) + cross.at(1)) / 2);
        QCOMPARE(wanted.last().at(0).toInt(), -1);
        QCOMPARE(wanted.last().at(1).toInt(), 0);
        cross.canvas.focusNode(3);
        ask(QContextMenuEvent::Keyboard, {});
        QCOMPARE(wanted.last().at(0).toInt(), 3);
        QCOMPARE(wanted.last().at(2).toPoint(), cross.canvas.mapToGlobal(cross.at(3)));
    }

    void smallerGraphsLoseMarks()
    {
        Cross cross;
        cross.canvas.setSelection({1, 4});
        cross.canvas.focusNode(4);
        cross.canvas.light({0, 4}, {1});
        QSignalSpy changed(&cross.canvas, &GraphCanvas::selectionChanged);
        cross.canvas.showScene(GraphScene({{u"A"_s}, {u"B"_s}}, {}, {}));
        QCOMPARE(cross.canvas.selection(), QList<int>{1});
        QCOMPARE(changed.size(), 1);
        QCOMPARE(cross.canvas.focusedNode(), -1);
        QTRY_VERIFY(cross.canvas.isComplete());
        cross.canvas.showScene({});
        cross.canvas.showPlaces({}, true);
        QVERIFY(cross.canvas.selection().isEmpty());
        QTest::keyClick(&cross.canvas, Qt::Key_Right);
        QTest::keyClick(&cross.canvas, Qt::Key_Home);
        QTRY_VERIFY(cross.canvas.isComplete());
    }

    void screenReadersAreToldWhereTheKeyboardIs()
    {
        Cross cross;
        QAccessibleInterface *access = QAccessible::queryAccessibleInterface(&cross.canvas);
        QVERIFY(access);
        QCOMPARE(access->role(), QAccessible::Canvas);
        QCOMPARE(access->text(QAccessible::Name), u"Graph"_s);
        QTest::keyClick(&cross.canvas, Qt::Key_Right);
        QVERIFY(access->text(QAccessible::Description).startsWith(u"Middle"_s));
    }
};

QTEST_MAIN(GraphCanvasTest)
#include "graphcanvastest.moc"
