// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/localgraphview.h"

#include "core/graph/layout.h"
#include "ui/style/style.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolButton>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace tearsheet {

namespace {

constexpr int Margin = 44;
constexpr int LongestLabel = 130; // Pixels.

} // namespace

LocalGraphView::LocalGraphView(QWidget *parent)
    : QWidget(parent), m_job(this, [this](PlacedGraph graph) { take(std::move(graph)); })
{
    setObjectName(u"localGraph");
    setAccessibleName(tr("Local graph"));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumHeight(120);
    for (const int depth : {1, 2}) {
        auto *button = new QToolButton(this);
        button->setText(depth == 1 ? tr("1 step") : tr("2 steps"));
        button->setCheckable(true);
        button->setAutoExclusive(true);
        button->setAutoRaise(true);
        button->setChecked(depth == m_depth);
        button->setGeometry(8 + (depth - 1) * 66, 8, 62, 26);
        connect(button, &QToolButton::clicked, this, [this, depth] { setDepth(depth); });
    }
}

void LocalGraphView::showNote(const Snapshot &snapshot, const NotePath &path)
{
    if (path != m_path) {
        m_pan = {};
        m_zoom = 1;
    }
    m_snapshot = snapshot;
    m_path = path;
    m_stale = true;
    if (isVisible())
        refresh();
}

void LocalGraphView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_stale)
        refresh();
}

void LocalGraphView::setDepth(int depth)
{
    m_depth = depth;
    refresh();
}

void LocalGraphView::refresh()
{
    m_stale = false;
    const int file = m_path.isEmpty() ? -1 : m_snapshot.find(m_path);
    if (file < 0) {
        m_job.cancel();
        take({});
        return;
    }
    m_job.request([snapshot = m_snapshot, file, depth = m_depth](const CancelFlag &cancel) {
        PlacedGraph placed{localGraph(snapshot, file, {.depth = depth}), {}, snapshot};
        if (!cancel.isCancelled())
            placed.places = layoutLocal(placed.graph);
        return placed;
    });
}

void LocalGraphView::take(PlacedGraph graph)
{
    const bool same = graph.graph == m_graph.graph;
    m_graph = std::move(graph);
    if (same)
        return;
    m_hovered = m_focused = -1;
    m_bounds = {};
    for (const QPointF &place : std::as_const(m_graph.places))
        m_bounds = m_bounds.united(QRectF(place - QPointF(0.3, 0.3), QSizeF(0.6, 0.6)));
    setAccessibleDescription(tr("%1, %n notes", nullptr, nodeCount()).arg(m_path.name()));
    update();
}

double LocalGraphView::scale() const
{
    const double fit = std::min((width() - 2.0 * Margin) / std::max(1.0, m_bounds.width()),
                                (height() - 2.0 * Margin) / std::max(1.0, m_bounds.height()));
    return std::clamp(fit, 8.0, 110.0) * m_zoom;
}

QPointF LocalGraphView::nodePosition(int index) const
{
    return QPointF(width(), height()) / 2 + m_pan + (m_graph.places.at(index) - m_bounds.center()) * scale();
}

double LocalGraphView::radius(int node) const
{
    const double size = std::clamp(2.0 + std::sqrt(m_graph.graph.nodes.at(node).degree) * 0.55, 4.0, 11.0);
    return node == 0 ? std::max(8.0, size) : size;
}

int LocalGraphView::nodeAt(QPointF point) const
{
    for (int i = 0; i < m_graph.places.size(); ++i) {
        const QPointF away = nodePosition(i) - point;
        if (std::hypot(away.x(), away.y()) <= radius(i) + 4)
            return i;
    }
    return -1;
}

// Whether `node` stays clear while another one is hovered.
bool LocalGraphView::isNear(int node) const
{
    const int centre = m_hovered >= 0 ? m_hovered : m_focused;
    if (centre < 0 || node == centre)
        return true;
    return std::ranges::any_of(m_graph.graph.edges, [&](const GraphEdge &edge) {
        return (edge.from == centre && edge.to == node) || (edge.to == centre && edge.from == node);
    });
}

void LocalGraphView::paintEvent(QPaintEvent *event)
{
    const Palette &colours = paletteOf(this);
    QPainter painter(this);
    painter.fillRect(event->rect(), colours.base);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_graph.places.size() <= 1) {
        painter.setPen(colours.mutedText);
        painter.drawText(rect().adjusted(24, 56, -24, -24), Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap,
                         m_path.isEmpty() ? tr("No note is open.") : tr("%1 has no links yet.").arg(m_path.name()));
        return;
    }
    paintEdges(painter);
    paintNodes(painter);
    paintLabels(painter);
}

void LocalGraphView::paintEdges(QPainter &painter) const
{
    const Palette &colours = paletteOf(this);
    const int centre = m_hovered >= 0 ? m_hovered : m_focused;
    for (const GraphEdge &edge : m_graph.graph.edges) {
        const bool lit = centre >= 0 && (edge.from == centre || edge.to == centre);
        QColor colour = lit ? colours.accent : colours.graphEdge;
        if (centre >= 0 && !lit)
            colour.setAlpha(60);
        painter.setPen(QPen(colour, lit ? 1.6 : 1.0));
        const QPointF from = nodePosition(edge.from);
        const QPointF to = nodePosition(edge.to);
        const QPointF along = to - from;
        const double length = std::hypot(along.x(), along.y());
        if (length < 1)
            continue;
        const QPointF unit = along / length;
        const QPointF tip = to - unit * (radius(edge.to) + 2);
        painter.drawLine(from + unit * radius(edge.from), tip);
        const bool mutual = std::ranges::binary_search(m_graph.graph.edges, GraphEdge{edge.to, edge.from});
        if (mutual)
            continue;
        const QPointF side(-unit.y(), unit.x());
        painter.setBrush(colour);
        painter.setPen(Qt::NoPen);
        painter.drawPolygon(QPolygonF{tip, tip - unit * 6 + side * 2.5, tip - unit * 6 - side * 2.5});
    }
}

void LocalGraphView::paintNodes(QPainter &painter) const
{
    const Palette &colours = paletteOf(this);
    for (int i = static_cast<int>(m_graph.places.size()) - 1; i >= 0; --i) {
        const bool unresolved = m_graph.graph.nodes.at(i).file < 0;
        QColor colour = i == 0 ? colours.accent : unresolved ? colours.unresolvedLink : colours.graphNode;
        if (i == m_hovered || i == m_focused)
            colour = colours.accent;
        if (!isNear(i))
            colour.setAlpha(70);
        painter.setPen(unresolved ? QPen(colour, 1.4) : QPen(colours.base, 1.5));
        painter.setBrush(unresolved ? colours.base : colour);
        painter.drawEllipse(nodePosition(i), radius(i), radius(i));
        if (i == m_focused && hasFocus()) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(colours.accent, 1.5));
            painter.drawEllipse(nodePosition(i), radius(i) + 4, radius(i) + 4);
        }
    }
}

// The centre, what is hovered, then busier notes first; a label that would lie on another one is left out.
void LocalGraphView::paintLabels(QPainter &painter) const
{
    const Palette &colours = paletteOf(this);
    QFont font = painter.font();
    font.setPointSizeF(font.pointSizeF() * 0.9);
    QList<int> order;
    for (int i = 0; i < m_graph.places.size(); ++i)
        order.append(i);
    const auto rank = [&](int node) { return node == m_hovered ? 0 : node == 0 ? 1 : isNear(node) ? 2 : 3; };
    std::ranges::stable_sort(order, {},
                             [&](int node) { return std::pair(rank(node), -m_graph.graph.nodes.at(node).degree); });
    QList<QRectF> taken;
    for (int i = 0; i < m_graph.places.size(); ++i)
        taken.append(QRectF(nodePosition(i) - QPointF(radius(i), radius(i)), QSizeF(2 * radius(i), 2 * radius(i))));
    for (const int node : std::as_const(order)) {
        font.setWeight(node == 0 ? QFont::DemiBold : QFont::Normal);
        const QFontMetricsF metrics(font);
        const QString text = metrics.elidedText(m_graph.graph.nodes.at(node).label, Qt::ElideRight, LongestLabel);
        const QSizeF size(metrics.horizontalAdvance(text) + 2, metrics.height());
        const QPointF middle = nodePosition(node);
        const QRectF below(QPointF(middle.x() - size.width() / 2, middle.y() + radius(node) + 1), size);
        const QRectF above(QPointF(middle.x() - size.width() / 2, middle.y() - radius(node) - size.height() - 1), size);
        for (const QRectF &place : {below, above}) {
            const bool clear =
                std::ranges::none_of(taken, [&](const QRectF &other) { return other.intersects(place); });
            if (!clear && node != m_hovered && node != 0)
                continue;
            taken.append(place);
            painter.setFont(font);
            QColor colour = node == 0 || node == m_hovered ? colours.text : colours.mutedText;
            if (!isNear(node))
                colour.setAlpha(80);
            QColor halo = colours.base;
            halo.setAlpha(210);
            painter.fillRect(place, halo);
            painter.setPen(colour);
            painter.drawText(place, Qt::AlignCenter, text);
            break;
        }
    }
}

void LocalGraphView::activate(int node, Qt::KeyboardModifiers modifiers)
{
    const GraphNode &target = m_graph.graph.nodes.at(node);
    if (target.file >= 0)
        Q_EMIT noteActivated(m_graph.snapshot.file(target.file).path, modifiers);
    else
        Q_EMIT unresolvedActivated(target.label);
}

void LocalGraphView::mousePressEvent(QMouseEvent *event)
{
    m_pressed = m_last = event->position();
    m_dragging = false;
}

void LocalGraphView::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons().testFlag(Qt::LeftButton)) {
        m_dragging = m_dragging || (event->position() - m_pressed).manhattanLength() > 4;
        if (m_dragging)
            m_pan += event->position() - m_last;
        m_last = event->position();
        update();
        return;
    }
    const int node = nodeAt(event->position());
    if (node == m_hovered)
        return;
    m_hovered = node;
    setCursor(node >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void LocalGraphView::mouseReleaseEvent(QMouseEvent *event)
{
    const int node = nodeAt(event->position());
    if (!std::exchange(m_dragging, false) && node >= 0)
        activate(node, event->button() == Qt::MiddleButton ? Qt::ControlModifier : event->modifiers());
}

void LocalGraphView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (nodeAt(event->position()) >= 0)
        return;
    m_pan = {};
    m_zoom = 1;
    update();
}

void LocalGraphView::wheelEvent(QWheelEvent *event)
{
    const double factor = std::pow(1.0015, event->angleDelta().y());
    const double zoom = std::clamp(m_zoom * factor, 0.3, 6.0);
    // What lies under the pointer stays there.
    const QPointF from = event->position() - QPointF(width(), height()) / 2;
    m_pan = from + (m_pan - from) * (zoom / m_zoom);
    m_zoom = zoom;
    update();
}

void LocalGraphView::keyPressEvent(QKeyEvent *event)
{
    const QPointF direction = event->key() == Qt::Key_Left    ? QPointF(-1, 0)
                              : event->key() == Qt::Key_Right ? QPointF(1, 0)
                              : event->key() == Qt::Key_Up    ? QPointF(0, -1)
                              : event->key() == Qt::Key_Down  ? QPointF(0, 1)
                                                              : QPointF();
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_focused >= 0) {
        activate(m_focused, event->modifiers());
        return;
    }
    if (direction.isNull() || m_graph.places.isEmpty()) {
        QWidget::keyPressEvent(event);
        return;
    }
    // The nearest node in that direction; sideways counts double.
    const int from = std::max(0, m_focused);
    int best = m_focused < 0 ? 0 : -1;
    double nearest = 1e9;
    for (int i = 0; i < m_graph.places.size() && m_focused >= 0; ++i) {
        const QPointF away = nodePosition(i) - nodePosition(from);
        const double ahead = QPointF::dotProduct(away, direction);
        const double aside = std::abs(QPointF::dotProduct(away, QPointF(direction.y(), direction.x())));
        if (i != from && ahead > 1 && ahead + 2 * aside < nearest) {
            nearest = ahead + 2 * aside;
            best = i;
        }
    }
    if (best >= 0)
        m_focused = best;
    update();
}

void LocalGraphView::leaveEvent(QEvent *)
{
    m_hovered = -1;
    update();
}

bool LocalGraphView::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int node = nodeAt(help->pos());
        if (node >= 0) {
            const GraphNode &target = m_graph.graph.nodes.at(node);
            QToolTip::showText(help->globalPos(),
                               target.file < 0 ? tr("%1, not written yet").arg(target.label)
                                               : tr("%1, %n links", nullptr, target.degree).arg(target.label),
                               this);
        } else {
            QToolTip::hideText();
        }
        return true;
    }
    return QWidget::event(event);
}

} // namespace tearsheet
