// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graphcanvas.h"

#include "ui/graph/glsurface.h"
#include "ui/style/style.h"

#include <QAccessibleWidget>
#include <QElapsedTimer>
#include <QPainter>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace tearsheet {

namespace {

constexpr double FitMost = 1.2;        // Times the reading zoom, so that few nodes do not grow huge.
constexpr int RestAfter = 120;         // ms
constexpr int LongestMotion = 120;     // ms
constexpr qsizetype SmallGraph = 600;  // Nodes and edges that are painted at once,
constexpr qsizetype LargeGraph = 4000; // and that are worth loading OpenGL.
constexpr int LabelsMoving = 30;       // Labels that are measured or painted for a frame.
constexpr int LabelsStill = 120;
constexpr int AllLabels = 100'000;
constexpr qsizetype MostFitted = 300; // Nodes whose labels are all to be in sight.

class CanvasAccess : public QAccessibleWidget
{
public:
    explicit CanvasAccess(GraphCanvas *canvas) : QAccessibleWidget(canvas, QAccessible::Canvas) {}
};

QAccessibleInterface *makeAccess(const QString &, QObject *object)
{
    auto *canvas = qobject_cast<GraphCanvas *>(object);
    return canvas ? new CanvasAccess(canvas) : nullptr;
}

GraphCanvas::Renderer wantedByEnvironment()
{
    const QString wanted = qEnvironmentVariable("TEARSHEET_GRAPH_RENDERER").toLower();
    return wanted == "opengl"_L1   ? GraphCanvas::Renderer::OpenGl
           : wanted == "raster"_L1 ? GraphCanvas::Renderer::Raster
                                   : GraphCanvas::Renderer::Automatic;
}

} // namespace

GraphCanvas::GraphCanvas(QWidget *parent)
    : QWidget(parent), m_wanted(wantedByEnvironment()),
      m_job(this, [this](Picture picture) { take(std::move(picture)); })
{
    static const bool installed = [] {
        QAccessible::installFactory(makeAccess);
        return true;
    }();
    Q_UNUSED(installed)
    setAccessibleName(tr("Graph"));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumSize(80, 80);
    m_rest.setSingleShot(true);
    m_rest.setInterval(RestAfter);
    connect(&m_rest, &QTimer::timeout, this, [this] {
        m_moving = false;
        refresh();
    });
}

GraphCanvas::~GraphCanvas()
{
    delete m_gl.data();
}

void GraphCanvas::showScene(const GraphScene &scene)
{
    const auto count = static_cast<int>(scene.nodes().size());
    m_scene = scene;
    m_hovered = m_marks.edge = -1;
    m_focused = m_focused < count ? m_focused : -1;
    m_marks.litNodes.clear();
    m_marks.litEdges.clear();
    if (m_selected.removeIf([&](int node) { return node >= count; }) > 0)
        Q_EMIT selectionChanged();
    mark();
    chooseRenderer();
}

void GraphCanvas::showPlaces(const GraphPlaces &places, bool settled)
{
    const bool held = m_drag == Drag::Node && m_held < places.size();
    m_glides = m_glides && m_places.size() > 0;
    m_places = held ? places.with(m_held, m_places.at(m_held)) : places;
    if (m_follows && m_drag == Drag::None)
        follow();
    if (!settled) {
        disturb();
        return;
    }
    m_rest.stop();
    m_moving = false;
    refresh();
}

void GraphCanvas::setSelection(QList<int> nodes)
{
    nodes.removeIf([this](int node) { return node < 0 || node >= m_scene.nodes().size(); });
    std::ranges::sort(nodes);
    nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
    if (nodes == m_selected)
        return;
    m_selected = nodes;
    mark();
    Q_EMIT selectionChanged();
}

void GraphCanvas::light(const QList<int> &nodes, const QList<int> &edges)
{
    m_marks.litNodes = nodes;
    m_marks.litEdges = edges;
    mark();
}

// What stands out follows from pointer, keyboard and selection.
void GraphCanvas::mark()
{
    m_marks.selected = m_selected;
    m_marks.focused = m_keyboard && hasFocus() ? m_focused : -1;
    m_marks.centre = m_hovered >= 0 ? m_hovered : m_marks.edge < 0 ? m_marks.focused : -1;
    refresh();
}

GraphFrame GraphCanvas::plainFrame() const
{
    GraphFrame frame;
    frame.scene = m_scene;
    frame.places = m_places;
    frame.camera = m_camera;
    frame.view = size();
    frame.ratio = devicePixelRatioF();
    frame.colours = FrameColours::of(paletteOf(this));
    frame.marks = m_marks;
    frame.band = m_band;
    frame.focusFrame = m_keyboard && hasFocus() && m_focused < 0;
    return frame;
}

GraphFrame GraphCanvas::frame()
{
    GraphFrame frame = plainFrame();
    frame.focusFrame = false;
    m_texts.use(font(), frame.colours, frame.ratio);
    m_texts.allow(AllLabels);
    frame.labels = m_grid.place(frame, m_texts, m_labelFrom, namedCount());
    return frame;
}

// The frame to be drawn now: quickly while moving, so that labels and edges may be missing.
GraphFrame GraphCanvas::nextFrame()
{
    GraphFrame frame = plainFrame();
    m_texts.use(font(), frame.colours, frame.ratio);
    m_texts.allow(m_moving ? LabelsMoving : LabelsStill);
    frame.labels = m_grid.place(frame, m_texts, m_labelFrom, namedCount());
    if (!m_grid.isComplete())
        QTimer::singleShot(0, this, &GraphCanvas::refresh);
    const bool software = m_gl && glAbility().software;
    if (m_moving && (!m_gl || software))
        frame.mostPixels = m_budget.pixels();
    else if (software) // By the raster too, so that nothing looks otherwise once it rests.
        frame.mostPixels = std::numeric_limits<qint64>::max();
    return frame;
}

void GraphCanvas::refresh()
{
    m_stale = true;
    if (m_gl)
        m_gl->update();
    else
        update();
}

void GraphCanvas::disturb()
{
    m_moving = true;
    m_rest.start();
    refresh();
}

bool GraphCanvas::isComplete() const
{
    return !m_moving && !m_stale && !m_working && m_grid.isComplete();
}

void GraphCanvas::setLabelFrom(double pixels)
{
    m_labelFrom = std::clamp(pixels, 0.5, 100.0);
    refresh();
}

void GraphCanvas::setNamed(double pixels)
{
    m_pixelsPerName = std::max(pixels, 1.0);
    refresh();
}

int GraphCanvas::namedCount() const
{
    return static_cast<int>(width() * height() / m_pixelsPerName);
}

void GraphCanvas::setRenderer(Renderer renderer)
{
    m_wanted = renderer;
    m_glFailed = false;
    if (renderer == Renderer::Raster)
        dropOpenGl();
    chooseRenderer();
}

// OpenGL makes the whole window a picture of the graphics card, which a small graph is not worth.
void GraphCanvas::chooseRenderer()
{
    const bool large = m_scene.nodes().size() + m_scene.edges().size() > LargeGraph;
    if (m_gl || m_glFailed || !isVisible() || m_wanted == Renderer::Raster
        || (m_wanted == Renderer::Automatic && (!large || !glAbility().usable || glAbility().software))
        || !glAbility().usable)
        return;
    m_gl = new GlSurface(
        [this] {
            m_stale = false;
            return nextFrame();
        },
        this);
    connect(m_gl, &GlSurface::failed, this, [this] {
        m_glFailed = true;
        dropOpenGl();
    });
    connect(m_gl, &GlSurface::frameSwapped, this, [this] {
        if (m_gl)
            adapt(m_gl->frameTime(), m_gl->showsLess());
    });
    m_gl->setGeometry(rect());
    m_gl->lower(); // Below what lies on the canvas.
    m_gl->show();
    m_job.cancel();
    m_working = m_again = false;
    m_picture = {};
}

void GraphCanvas::dropOpenGl()
{
    if (!m_gl)
        return;
    m_gl->hide();
    m_gl->deleteLater();
    m_gl = nullptr;
    refresh();
}

// Finds out how much a moving picture can have.
void GraphCanvas::adapt(double milliseconds, bool isLess)
{
    if (m_moving && milliseconds > 0)
        m_budget.adapt(milliseconds, isLess);
}

bool GraphCanvas::isSmall() const
{
    return m_scene.nodes().size() + m_scene.edges().size() <= SmallGraph;
}

void GraphCanvas::paintEvent(QPaintEvent *)
{
    if (m_gl)
        return;
    if (m_stale && isSmall()) {
        m_stale = false;
        m_picture.frame = nextFrame();
        m_picture.whole = drawGraphGround(m_picture.frame).picture;
        m_picture.ground = {};
        drawGraphMarks(m_picture.whole, m_picture.frame);
    } else if (m_stale) {
        requestPicture();
    }
    QPainter painter(this);
    paintPicture(painter);
}

void GraphCanvas::requestPicture()
{
    m_stale = false;
    GraphFrame frame = nextFrame();
    // Of another graph there is a quick picture first.
    if (frame.mostPixels == 0 && !(frame.scene == m_picture.frame.scene))
        frame.mostPixels = m_budget.pixels();
    // A quick picture is let finish, else none ever would while the mouse moves.
    const bool letFinish = m_working && (m_inWork.mostPixels > 0 || haveSameGround(frame, m_inWork));
    if (letFinish) {
        m_again = true;
        return;
    }
    m_working = true;
    m_inWork = frame;
    const bool known = !m_picture.ground.picture.isNull() && haveSameGround(frame, m_picture.frame);
    m_job.request(
        [frame = std::move(frame), ground = known ? m_picture.ground : GraphGround()](const CancelFlag &cancel) {
            QElapsedTimer timer;
            timer.start();
            Picture picture{frame, ground};
            if (picture.ground.picture.isNull())
                picture.ground = drawGraphGround(frame, [&] { return cancel.isCancelled(); });
            picture.whole = picture.ground.picture;
            if (!cancel.isCancelled())
                drawGraphMarks(picture.whole, frame);
            picture.time = static_cast<double>(timer.nsecsElapsed()) / 1e6;
            return picture;
        });
}

void GraphCanvas::take(Picture picture)
{
    m_working = false;
    if (picture.frame.mostPixels > 0)
        adapt(picture.time, picture.ground.isLess);
    m_picture = std::move(picture);
    m_stale = std::exchange(m_again, false) || m_stale || (m_picture.frame.mostPixels > 0 && !m_moving);
    update();
}

// The last picture, moved to where the camera has gone since.
void GraphCanvas::paintPicture(QPainter &painter) const
{
    const GraphFrame &shown = m_picture.frame;
    const bool there = !m_picture.whole.isNull();
    const bool same = there && shown.camera == m_camera && shown.view == QSizeF(size());
    if (!same)
        painter.fillRect(rect(), QColor::fromRgb(FrameColours::of(paletteOf(this)).ground));
    if (!there)
        return;
    if (!same) {
        const QPointF corner = m_camera.toScreen(shown.camera.toPlace({0, 0}, shown.view), size());
        const double factor = m_camera.zoom / shown.camera.zoom;
        painter.translate(corner);
        painter.scale(factor, factor);
    }
    painter.drawImage(0, 0, m_picture.whole);
}

void GraphCanvas::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_follows)
        m_camera = fitting();
    chooseRenderer();
    refresh();
}

void GraphCanvas::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (m_gl)
        m_gl->setGeometry(rect());
    if (m_follows)
        m_camera = fitting();
    refresh();
}

void GraphCanvas::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange
        || event->type() == QEvent::FontChange)
        refresh();
}

QPointF GraphCanvas::nodePosition(int node) const
{
    return m_places.isPlaced(node) ? m_camera.toScreen(m_places.at(node), size()) : QPointF();
}

GraphCamera GraphCanvas::fitting()
{
    if (m_scene.nodes().size() <= MostFitted) {
        m_texts.use(font(), FrameColours::of(paletteOf(this)), devicePixelRatioF());
        m_texts.allow(AllLabels);
        return fittingLabels(m_scene, m_places, size(), GraphCamera::marginOf(size(), m_scene.nodes().size()),
                             m_scene.reading() * FitMost, m_texts);
    }
    return GraphCamera::fitting(m_places.bounds(), size(), GraphCamera::marginOf(size(), m_scene.nodes().size()),
                                m_scene.reading() * FitMost);
}

void GraphCanvas::moveTo(const GraphCamera &camera)
{
    m_camera = camera;
    disturb();
    Q_EMIT cameraChanged();
}

void GraphCanvas::setCamera(const GraphCamera &camera)
{
    if (!(camera.zoom > 0) || !std::isfinite(camera.zoom + camera.centre.x() + camera.centre.y()))
        return;
    m_flight.stop();
    m_follows = false;
    moveTo(camera);
}

void GraphCanvas::fit()
{
    flyTo(fitting());
    m_follows = true;
    m_glides = false;
}

void GraphCanvas::fitNext()
{
    m_flight.stop();
    m_follows = m_glides = true;
}

// A flight that is under way ends where all is seen now, not where all was.
void GraphCanvas::follow()
{
    const GraphCamera all = fitting();
    const bool glides = std::exchange(m_glides, false);
    if (isFlying()) {
        m_flightEnd = all;
    } else if (glides) {
        flyTo(all);
        m_follows = true;
    } else {
        m_camera = all;
    }
}

void GraphCanvas::flyTo(const QList<int> &nodes)
{
    QRectF bounds;
    for (const int node : nodes) {
        if (m_places.isPlaced(node))
            bounds = bounds.isNull() ? QRectF(m_places.at(node), QSizeF(1e-9, 1e-9))
                                     : bounds.united(QRectF(m_places.at(node), QSizeF(1e-9, 1e-9)));
    }
    if (!bounds.isNull())
        flyTo(GraphCamera::fitting(bounds, size(), 2 * GraphCamera::marginOf(size(), m_scene.nodes().size()),
                                   std::max(m_camera.zoom, m_scene.reading() * 0.8)));
}

// Motion shows where the view went; there is none where the system asks for none.
void GraphCanvas::flyTo(const GraphCamera &camera)
{
    m_follows = false;
    m_flight.stop();
    const int time = std::min(LongestMotion, style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this));
    if (time <= 0 || !isVisible()) {
        moveTo(camera);
        return;
    }
    m_flight.disconnect(this);
    m_flight.setStartValue(0.0);
    m_flight.setEndValue(1.0);
    m_flight.setDuration(time);
    m_flight.setEasingCurve(QEasingCurve::OutCubic);
    m_flightEnd = camera;
    connect(&m_flight, &QVariantAnimation::valueChanged, this,
            [this, from = m_camera](const QVariant &part) { moveTo(from.towards(m_flightEnd, part.toDouble())); });
    m_flight.start();
}

} // namespace tearsheet
