// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graphcanvas.h"

#include "ui/style/counts.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QNativeGestureEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <limits>

namespace tearsheet {

namespace {

constexpr double Slack = 3;     // Pixels around a node that still are the node,
constexpr double EdgeSlack = 4; // and around an edge.
constexpr double PanStep = 80;
constexpr double ZoomStep = 1.25;
constexpr double NearestZoom = 40;    // Times the reading zoom,
constexpr double FarthestZoom = 0.25; // times the zoom that shows all.
constexpr double SightMargin = 40;

} // namespace

bool GraphCanvas::event(QEvent *event)
{
    if (event->type() == QEvent::NativeGesture) {
        const auto *gesture = static_cast<QNativeGestureEvent *>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            zoomBy(1 + gesture->value(), gesture->position());
            return true;
        }
    }
    return QWidget::event(event);
}

void GraphCanvas::zoomBy(double factor, QPointF point)
{
    const double least = std::min(fitting().zoom, m_scene.reading()) * FarthestZoom;
    const double zoom = std::clamp(m_camera.zoom * factor, std::min(least, m_camera.zoom),
                                   std::max(m_scene.reading() * NearestZoom, m_camera.zoom));
    if (!(zoom > 0) || !std::isfinite(zoom))
        return;
    m_flight.stop();
    m_follows = false;
    moveTo(m_camera.zoomedAt(point, size(), zoom));
}

void GraphCanvas::wheelEvent(QWheelEvent *event)
{
    zoomBy(std::pow(1.0015, event->angleDelta().y()), event->position());
    event->accept();
}

void GraphCanvas::hover(QPointF point, QPoint globalPosition)
{
    const GraphFrame frame = plainFrame();
    const int node = nodeAt(frame, point, Slack);
    const int edge = node < 0 ? edgeAt(frame, point, EdgeSlack) : -1;
    if (node == m_hovered && edge == m_marks.edge)
        return;
    const bool otherNode = node != std::exchange(m_hovered, node);
    const bool otherEdge = edge != std::exchange(m_marks.edge, edge);
    if (node >= 0 || edge >= 0)
        setCursor(Qt::PointingHandCursor);
    else
        unsetCursor();
    mark();
    if (otherNode)
        Q_EMIT nodeHovered(node, globalPosition);
    if (otherEdge)
        Q_EMIT edgeHovered(edge, globalPosition);
}

void GraphCanvas::leaveEvent(QEvent *)
{
    if (m_drag == Drag::None)
        hover(QPointF(-1e6, -1e6), QCursor::pos());
}

void GraphCanvas::mousePressEvent(QMouseEvent *event)
{
    m_pressed = event->button() == Qt::LeftButton || event->button() == Qt::MiddleButton;
    m_pressedAt = m_last = event->position();
    m_drag = Drag::None;
    m_held = event->button() == Qt::LeftButton ? nodeAt(plainFrame(), event->position(), Slack) : -1;
    if (m_held >= 0)
        m_holdOffset = nodePosition(m_held) - event->position();
    if (std::exchange(m_keyboard, false))
        mark();
}

void GraphCanvas::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_pressed) {
        hover(event->position(), event->globalPosition().toPoint());
        return;
    }
    const double away = (event->position() - m_pressedAt).manhattanLength();
    if (m_drag == Drag::None && away >= QApplication::startDragDistance()) {
        const bool band = event->modifiers().testFlag(Qt::ShiftModifier) && m_held < 0;
        m_drag = m_held >= 0 ? Drag::Node : band ? Drag::Band : Drag::Pan;
        m_flight.stop();
    }
    if (m_drag != Drag::None)
        drag(event->position());
    m_last = event->position();
}

void GraphCanvas::drag(QPointF point)
{
    if (m_drag == Drag::Pan) {
        m_follows = false;
        moveTo(m_camera.panned(point - m_last));
    } else if (m_drag == Drag::Band) {
        m_band = QRectF(m_pressedAt, point).normalized();
        refresh();
    } else if (m_held < m_places.size()) {
        m_follows = false; // It stays under the pointer.
        const QPointF place = m_camera.toPlace(point + m_holdOffset, size());
        m_places = m_places.with(m_held, place);
        disturb();
        Q_EMIT nodeDragged(m_held, place);
    }
}

void GraphCanvas::mouseReleaseEvent(QMouseEvent *event)
{
    if (!std::exchange(m_pressed, false))
        return;
    const Drag done = std::exchange(m_drag, Drag::None);
    const int held = std::exchange(m_held, -1);
    if (done == Drag::None) {
        click(event);
    } else if (done == Drag::Node && held < m_places.size()) {
        Q_EMIT nodeDropped(held, m_places.at(held));
    } else if (done == Drag::Band) {
        const QRectF band = std::exchange(m_band, QRectF());
        QList<int> nodes = m_selected;
        for (int node = 0; node < m_scene.nodes().size(); ++node) {
            if (m_places.isPlaced(node) && band.contains(nodePosition(node)))
                nodes.append(node);
        }
        setSelection(nodes);
        refresh();
    }
}

void GraphCanvas::click(QMouseEvent *event)
{
    const GraphFrame frame = plainFrame();
    const int node = nodeAt(frame, event->position(), Slack);
    if (node >= 0) {
        m_focused = node;
        if (event->button() == Qt::LeftButton && event->modifiers().testFlag(Qt::ShiftModifier))
            toggle(node);
        else if (event->button() == Qt::LeftButton)
            setSelection({node});
        Q_EMIT nodeClicked(node, event->button(), event->modifiers());
        return;
    }
    const int edge = edgeAt(frame, event->position(), EdgeSlack);
    if (edge >= 0) {
        Q_EMIT edgeClicked(edge, event->modifiers());
    } else if (!event->modifiers().testFlag(Qt::ShiftModifier)) {
        putOut();
    }
}

void GraphCanvas::putOut()
{
    setSelection({});
    light({}, {});
    Q_EMIT lightsOut();
}

void GraphCanvas::toggle(int node)
{
    QList<int> nodes = m_selected;
    if (nodes.removeAll(node) == 0)
        nodes.append(node);
    setSelection(nodes);
}

void GraphCanvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    const int node = nodeAt(plainFrame(), event->position(), Slack);
    if (node >= 0)
        Q_EMIT nodeActivated(node, event->modifiers());
    else
        fit();
}

void GraphCanvas::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Keyboard) {
        const QPoint point = m_focused >= 0 ? nodePosition(m_focused).toPoint() : rect().center();
        Q_EMIT menuWanted(m_focused, -1, mapToGlobal(point));
        return;
    }
    const GraphFrame frame = plainFrame();
    const int node = nodeAt(frame, event->pos(), Slack);
    Q_EMIT menuWanted(node, node < 0 ? edgeAt(frame, event->pos(), EdgeSlack) : -1, event->globalPos());
}

void GraphCanvas::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    m_keyboard = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason
                 || event->reason() == Qt::ShortcutFocusReason;
    mark();
}

void GraphCanvas::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    mark();
}

void GraphCanvas::focusNode(int node)
{
    if (node < 0 || node >= m_scene.nodes().size())
        node = -1;
    m_focused = node;
    m_keyboard = m_keyboard || node >= 0;
    if (node >= 0) {
        const auto links = static_cast<int>(m_scene.edgesOf(node).size());
        setAccessibleDescription(tr("%1, %2").arg(m_scene.nodes().at(node).label, countOfLinks(links)));
        bringIntoSight(node);
    } else {
        setAccessibleDescription({});
    }
    mark();
    Q_EMIT nodeFocused(node);
}

void GraphCanvas::bringIntoSight(int node)
{
    const QRectF sight = QRectF(rect()).adjusted(SightMargin, SightMargin, -SightMargin, -SightMargin);
    if (m_places.isPlaced(node) && !sight.contains(nodePosition(node)))
        flyTo(GraphCamera{m_places.at(node), m_camera.zoom});
}

// The nearest node in a direction, where sideways counts double; at first the one nearest to the middle of the view.
int GraphCanvas::nodeTowards(QPointF direction) const
{
    const bool first = m_focused < 0 || !m_places.isPlaced(m_focused);
    const QPointF from = first ? m_camera.centre : m_places.at(m_focused);
    int best = -1;
    double nearest = std::numeric_limits<double>::max();
    for (int node = 0; node < m_scene.nodes().size(); ++node) {
        if (!m_places.isPlaced(node) || (!first && node == m_focused))
            continue;
        const QPointF away = m_places.at(node) - from;
        const double ahead = QPointF::dotProduct(away, direction);
        const double aside = std::abs(QPointF::dotProduct(away, QPointF(direction.y(), direction.x())));
        const double distance = first ? std::hypot(away.x(), away.y()) : ahead + 2 * aside;
        if ((first || ahead * m_camera.zoom > 1) && distance < nearest) {
            nearest = distance;
            best = node;
        }
    }
    return best;
}

void GraphCanvas::goTowards(QPointF direction)
{
    const int node = nodeTowards(direction);
    if (node >= 0)
        focusNode(node);
}

void GraphCanvas::keyPressEvent(QKeyEvent *event)
{
    const QPointF direction = event->key() == Qt::Key_Left    ? QPointF(-1, 0)
                              : event->key() == Qt::Key_Right ? QPointF(1, 0)
                              : event->key() == Qt::Key_Up    ? QPointF(0, -1)
                              : event->key() == Qt::Key_Down  ? QPointF(0, 1)
                                                              : QPointF();
    const QPointF middle(width() / 2.0, height() / 2.0);
    m_keyboard = true;
    if (!direction.isNull() && event->modifiers().testFlag(Qt::ShiftModifier)) {
        setCamera(m_camera.panned(-direction * PanStep));
        return;
    }
    if (!direction.isNull()) {
        goTowards(direction);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomBy(ZoomStep, middle);
        return;
    case Qt::Key_Minus:
        zoomBy(1 / ZoomStep, middle);
        return;
    case Qt::Key_Home:
        fit();
        return;
    case Qt::Key_Space:
        if (m_focused >= 0)
            toggle(m_focused);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_focused >= 0) {
            Q_EMIT nodeActivated(m_focused, event->modifiers());
            return;
        }
        break;
    case Qt::Key_Escape:
        if (!m_selected.isEmpty() || m_focused >= 0 || !m_marks.litNodes.isEmpty()) {
            focusNode(-1);
            putOut();
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

} // namespace tearsheet
