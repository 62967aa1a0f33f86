// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latestjob.h"
#include "ui/graph/graphraster.h"
#include "ui/graph/labelgrid.h"

#include <QPointer>
#include <QTimer>
#include <QVariantAnimation>
#include <QWidget>

#include <limits>

namespace tearsheet {

class GlSurface;

/// Shows a graph and takes what the user does with it. Knows nothing of notes: nodes and edges are indices into the
/// scene.
///
/// The wheel zooms at the pointer, dragging pans, dragging a node moves it, Shift-click adds to the selection,
/// Shift-drag selects what lies in a rectangle. Arrows go from node to node, with Shift they pan; + and - zoom, Home
/// shows all, Space selects, Enter opens.
///
/// Pictures come from OpenGL where it is fast and the graph is large; else they are painted in the pool, and while one
/// is on its way, the last one moves along. While the picture moves it may show fewer edges and coarser nodes, at rest
/// it shows all.
class GraphCanvas : public QWidget
{
    Q_OBJECT

public:
    enum class Renderer { Automatic, OpenGl, Raster };

    /// `TEARSHEET_GRAPH_RENDERER` (`opengl` or `raster`) says which renderer is used unless setRenderer() does.
    explicit GraphCanvas(QWidget *parent = nullptr);
    ~GraphCanvas() override;

    /// Shows another graph; the camera stays. Marks whose indices are gone vanish.
    void showScene(const GraphScene &scene);

    /// Shows the nodes elsewhere, at rest where `settled`. Until the user moves the camera it keeps all in sight.
    void showPlaces(const GraphPlaces &places, bool settled);

    const GraphScene &scene() const { return m_scene; }
    const GraphPlaces &places() const { return m_places; }

    void setSelection(QList<int> nodes);
    const QList<int> &selection() const { return m_selected; } ///< Ascending.

    /// Lets these stand out, such as a path, while nothing is hovered, until the ground is clicked; nothing where both
    /// are empty.
    void light(const QList<int> &nodes, const QList<int> &edges);

    int hoveredNode() const { return m_hovered; }
    int focusedNode() const { return m_focused; } ///< By keyboard, -1 for none.
    void focusNode(int node);

    const GraphCamera &camera() const { return m_camera; }
    void setCamera(const GraphCamera &camera);

    /// Sees all, and follows where it grows.
    void fit();

    /// Goes to see all, and follows that, once it is known where nodes lie next: they are others, or arranged
    /// otherwise.
    void fitNext();

    /// Whether the camera is on its way.
    bool isFlying() const { return m_flight.state() == QAbstractAnimation::Running; }

    /// Brings nodes into the middle, near enough to read, in at most 120 ms.
    void flyTo(const QList<int> &nodes);

    /// Where a node is drawn, in pixels of the widget.
    QPointF nodePosition(int node) const;

    void setRenderer(Renderer renderer);
    bool usesOpenGl() const { return !m_gl.isNull(); }

    /// How large a node must be to have a label, as a radius in pixels.
    void setLabelFrom(double pixels);
    double labelFrom() const { return m_labelFrom; }

    /// Of the largest nodes in sight one for so many pixels has a label, however small it is.
    void setNamed(double pixels);

    /// What is shown now, with all edges and labels; for pictures.
    GraphFrame frame();

    /// Whether the picture on the screen shows all there is to show.
    bool isComplete() const;

Q_SIGNALS:
    void nodeHovered(int node, QPoint globalPosition); ///< -1 when it is left.
    void edgeHovered(int edge, QPoint globalPosition);
    void nodeFocused(int node);
    void nodeClicked(int node, Qt::MouseButton button, Qt::KeyboardModifiers modifiers);
    void edgeClicked(int edge, Qt::KeyboardModifiers modifiers);
    void nodeActivated(int node, Qt::KeyboardModifiers modifiers); ///< By double click or Enter.
    void nodeDragged(int node, QPointF place);                     ///< At each move, in the units of the places.
    void nodeDropped(int node, QPointF place);                     ///< It is to stay there.
    void selectionChanged();
    void lightsOut();                                           ///< The ground was clicked, or Escape pressed.
    void menuWanted(int node, int edge, QPoint globalPosition); ///< -1 for what is not there.
    void cameraChanged();

protected:
    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void putOut();

    enum class Drag { None, Pan, Node, Band };

    /// A picture made in the pool, and its layers.
    struct Picture
    {
        GraphFrame frame;
        GraphGround ground;
        QImage whole;
        double time = 0; ///< Milliseconds.
    };

    GraphFrame plainFrame() const;
    GraphFrame nextFrame();
    void refresh();
    void disturb();
    void chooseRenderer();
    void dropOpenGl();
    void follow();
    void adapt(double milliseconds, bool isLess);
    void requestPicture();
    void take(Picture picture);
    void paintPicture(QPainter &painter) const;
    bool isSmall() const;
    int namedCount() const;

    void moveTo(const GraphCamera &camera);
    void flyTo(const GraphCamera &camera);
    GraphCamera fitting();
    void zoomBy(double factor, QPointF point);
    void hover(QPointF point, QPoint globalPosition);
    void mark();
    void drag(QPointF point);
    void click(QMouseEvent *event);
    void toggle(int node);
    void bringIntoSight(int node);
    int nodeTowards(QPointF direction) const;
    void goTowards(QPointF direction);

    GraphScene m_scene;
    GraphPlaces m_places;
    GraphCamera m_camera;
    GraphMarks m_marks;
    QList<int> m_selected;
    int m_hovered = -1;
    int m_focused = -1;
    bool m_follows = true;   ///< The camera keeps all in sight.
    bool m_keyboard = false; ///< The focus is to be seen.

    LabelTexts m_texts;
    LabelGrid m_grid;
    double m_labelFrom = 3.2;
    double m_pixelsPerName = std::numeric_limits<double>::infinity();

    QPointer<GlSurface> m_gl;
    Renderer m_wanted = Renderer::Automatic;
    bool m_glFailed = false;
    LatestJob<Picture> m_job;
    Picture m_picture;
    GraphFrame m_inWork;
    bool m_working = false;
    bool m_again = false; ///< Something changed while a picture was made.
    bool m_stale = true;
    bool m_moving = false;
    FrameBudget m_budget; ///< While moving.
    QTimer m_rest;
    QVariantAnimation m_flight;
    GraphCamera m_flightEnd; ///< May change on the way.
    bool m_glides = false;   ///< The next places are flown to.

    Drag m_drag = Drag::None;
    bool m_pressed = false;
    int m_held = -1; ///< The node that was pressed.
    QPointF m_holdOffset;
    QPointF m_pressedAt;
    QPointF m_last;
    QRectF m_band;
};

} // namespace tearsheet
