// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/labelgrid.h"

#include <algorithm>
#include <limits>

namespace tearsheet {

namespace {

constexpr double Margin = 180; // Around the view, so that what comes into sight has its label already.
constexpr QSizeF Cell(96, 40);
constexpr double Loyalty = 1.25; // How much more important another label must be to take a label's place.
constexpr double Gap = 3;        // Between a new label and others; one that was there may keep a smaller one.
constexpr double KeptGap = 1;
constexpr double LeastObstacle = 3; // Radius of nodes that labels keep away from.
constexpr qsizetype MostCandidates = 1500;
constexpr qsizetype MostForced = 120;
constexpr float FadedLabel = 0.25F;
constexpr double LabelMargin = 10;   // Around a picture that is fitted,
constexpr double WidestShare = 0.4;  // in which no label takes more of its width,
constexpr double FarthestFit = 0.55; // and which labels make no smaller.

enum Side { Below, Above, Right, Left, BelowLeft, AboveLeft, BelowRight, AboveRight, SideCount };

QRectF placeAt(Side side, QPointF middle, double reach, QSizeF size)
{
    const double away = reach + 2;
    switch (side) {
    case Below:
        return {QPointF(middle.x() - size.width() / 2, middle.y() + away), size};
    case Above:
        return {QPointF(middle.x() - size.width() / 2, middle.y() - away - size.height()), size};
    case Right:
        return {QPointF(middle.x() + away + 2, middle.y() - size.height() / 2), size};
    case BelowLeft: // It ends where the node does.
        return {QPointF(middle.x() + reach - size.width(), middle.y() + away), size};
    case AboveLeft:
        return {QPointF(middle.x() + reach - size.width(), middle.y() - away - size.height()), size};
    case BelowRight:
        return {QPointF(middle.x() - reach, middle.y() + away), size};
    case AboveRight:
        return {QPointF(middle.x() - reach, middle.y() - away - size.height()), size};
    default:
        return {QPointF(middle.x() - away - 2 - size.width(), middle.y() - size.height() / 2), size};
    }
}

QRectF grown(const QRectF &rectangle, double by)
{
    return rectangle.adjusted(-by, -by, by, by);
}

} // namespace

QList<LabelGrid::Candidate> LabelGrid::candidates(const GraphFrame &frame, const GraphEmphasis &emphasis,
                                                  double from) const
{
    QList<Candidate> found;
    QList<int> taken;
    const GraphMarks &marks = frame.marks;
    const double growth = nodeGrowth(frame.camera.zoom, frame.scene.reading());
    const QRectF seen = QRectF(QPointF(), frame.view).adjusted(-Margin, -Margin, Margin, Margin);
    const auto consider = [&](int node, double rank) {
        if (!frame.places.isPlaced(node))
            return;
        const QPointF middle = frame.camera.toScreen(frame.places.at(node), frame.view);
        if (!seen.contains(middle))
            return;
        const SceneNode &drawn = frame.scene.nodes().at(node);
        const double radius = drawn.radius * growth;
        const bool shown = m_shown.contains(node);
        const bool own = drawn.flags.testFlag(SceneFlag::Own);
        if (drawn.label.isEmpty() || (rank <= 0 && !own && radius < from * (shown ? 0.85 : 1.0)))
            return;
        const bool strong = rank > 1 || own;
        found.append({node, rank * 1e4 + radius * (shown ? Loyalty : 1.0), rank > 0, strong, middle, radius,
                      nodeReach(frame, node)});
    };
    for (const int node : emphasis.nodes) {
        if (found.size() >= MostForced)
            break;
        const bool selected = std::ranges::binary_search(marks.selected, node);
        consider(node, node == marks.centre ? 4 : node == marks.focused ? 3 : selected ? 2 : 1);
        taken.append(node);
    }
    // The note that is open is always called by its name.
    for (const int node : frame.scene.own()) {
        if (!taken.contains(node)) {
            consider(node, emphasis.fades ? 0 : 0.5);
            taken.append(node);
        }
    }
    std::ranges::sort(taken);
    for (const SceneDot &dot : frame.scene.dots()) {
        if (found.size() >= MostCandidates || dot.radius * growth < from * 0.85)
            break;
        if (!std::ranges::binary_search(taken, dot.node))
            consider(dot.node, 0);
    }
    std::ranges::stable_sort(found, std::greater(), &Candidate::score);
    return found;
}

QList<PlacedLabel> LabelGrid::place(const GraphFrame &frame, LabelTexts &texts, double from)
{
    if (!(frame.scene == m_scene)) {
        m_scene = frame.scene;
        m_shown.clear();
    }
    clearTaken(frame.view);
    m_complete = true;
    const GraphEmphasis emphasis = emphasisOf(frame);
    QList<PlacedLabel> labels;
    QHash<int, int> shown;
    for (const Candidate &candidate : candidates(frame, emphasis, from)) {
        const QString &label = frame.scene.nodes().at(candidate.node).label;
        const std::optional<QSizeF> size = texts.size(label, candidate.strong);
        m_complete = m_complete && size;
        const auto found = size ? freePlace(candidate, *size, frame.view) : std::nullopt;
        if (candidate.radius >= LeastObstacle)
            take(QRectF(candidate.middle, QSizeF())
                     .adjusted(-candidate.reach, -candidate.reach, candidate.reach, candidate.reach));
        if (!found)
            continue;
        take(found->second);
        shown.insert(candidate.node, found->first);
        double alpha = candidate.forced ? 1.0 : std::clamp(0.45 + (candidate.radius - from) / (0.5 * from), 0.3, 1.0);
        if (emphasis.fades && !candidate.forced)
            alpha *= FadedLabel;
        if (!found->second.intersects(QRectF(QPointF(), frame.view)))
            continue;
        const QImage image = texts.image(label, candidate.strong);
        m_complete = m_complete && !image.isNull();
        labels.append({candidate.node, found->second, static_cast<float>(alpha), candidate.strong, image});
    }
    // What stands out for a moment takes places that are given back afterwards.
    if (!emphasis.fades)
        m_shown = shown;
    return labels;
}

std::optional<std::pair<int, QRectF>> LabelGrid::freePlace(const Candidate &candidate, QSizeF size, QSizeF view) const
{
    // Rather a place in full sight than a better one that the edge of the picture cuts.
    const QRectF sight(QPointF(), view);
    std::optional<std::pair<int, QRectF>> cut;
    const int kept = m_shown.value(candidate.node, -1);
    if (kept >= 0) {
        const QRectF place = placeAt(static_cast<Side>(kept), candidate.middle, candidate.reach, size);
        if (isFree(grown(place, KeptGap)))
            cut = std::pair(kept, place);
        if (cut && sight.contains(place))
            return cut;
    }
    for (int side = Below; side < SideCount; ++side) {
        const QRectF place = placeAt(static_cast<Side>(side), candidate.middle, candidate.reach, size);
        if (!isFree(grown(place, Gap)))
            continue;
        if (sight.contains(place))
            return std::pair(side, place);
        if (!cut)
            cut = std::pair(side, place);
    }
    return cut;
}

void LabelGrid::clearTaken(QSizeF view)
{
    m_cells = QSize(static_cast<int>((view.width() + 4 * Margin) / Cell.width()) + 1,
                    static_cast<int>((view.height() + 4 * Margin) / Cell.height()) + 1);
    m_taken.resize(static_cast<std::size_t>(m_cells.width() * m_cells.height()));
    for (QList<QRectF> &cell : m_taken)
        cell.clear();
}

// Cells from the first to the last that `rectangle` touches.
QRect LabelGrid::cellsOf(const QRectF &rectangle) const
{
    const auto column = [this](double x) {
        return std::clamp(static_cast<int>((x + 2 * Margin) / Cell.width()), 0, m_cells.width() - 1);
    };
    const auto line = [this](double y) {
        return std::clamp(static_cast<int>((y + 2 * Margin) / Cell.height()), 0, m_cells.height() - 1);
    };
    return {QPoint(column(rectangle.left()), line(rectangle.top())),
            QPoint(column(rectangle.right()), line(rectangle.bottom()))};
}

void LabelGrid::take(const QRectF &rectangle)
{
    const QRect cells = cellsOf(rectangle);
    for (int y = cells.top(); y <= cells.bottom(); ++y) {
        for (int x = cells.left(); x <= cells.right(); ++x)
            m_taken[static_cast<std::size_t>(y * m_cells.width() + x)].append(rectangle);
    }
}

bool LabelGrid::isFree(const QRectF &rectangle) const
{
    const QRect cells = cellsOf(rectangle);
    for (int y = cells.top(); y <= cells.bottom(); ++y) {
        for (int x = cells.left(); x <= cells.right(); ++x) {
            const QList<QRectF> &cell = m_taken[static_cast<std::size_t>(y * m_cells.width() + x)];
            if (std::ranges::any_of(cell, [&](const QRectF &other) { return other.intersects(rectangle); }))
                return false;
        }
    }
    return true;
}

GraphCamera fittingLabels(const GraphScene &scene, const GraphPlaces &places, QSizeF view, double margin, double most,
                          LabelTexts &texts)
{
    const GraphCamera nearest = GraphCamera::fitting(places.bounds(), view, margin, most);
    struct Reach
    {
        QPointF place;
        double aside = 0;
        double above = 0;
        double below = 0;
    };
    const double widest = view.width() * WidestShare;
    QList<Reach> reaches;
    for (int node = 0; node < scene.nodes().size(); ++node) {
        if (!places.isPlaced(node))
            continue;
        const SceneNode &drawn = scene.nodes().at(node);
        const double radius = static_cast<double>(drawn.radius);
        const QSizeF size = texts.size(drawn.label, drawn.flags.testFlag(SceneFlag::Own)).value_or(QSizeF());
        reaches.append(
            {places.at(node), std::max(radius, std::min(size.width(), widest) / 2), radius, radius + size.height()});
    }
    if (reaches.isEmpty())
        return nearest;
    // All that is drawn at a zoom, in pixels from the origin.
    const auto drawnAt = [&](double zoom) {
        double left = std::numeric_limits<double>::max();
        double top = left;
        double right = std::numeric_limits<double>::lowest();
        double bottom = right;
        for (const Reach &reach : std::as_const(reaches)) {
            left = std::min(left, reach.place.x() * zoom - reach.aside);
            right = std::max(right, reach.place.x() * zoom + reach.aside);
            top = std::min(top, reach.place.y() * zoom - reach.above);
            bottom = std::max(bottom, reach.place.y() * zoom + reach.below);
        }
        return QRectF(QPointF(left, top), QPointF(right, bottom));
    };
    const auto fits = [&](double zoom) {
        const QRectF drawn = drawnAt(zoom);
        return drawn.width() <= view.width() - 2 * LabelMargin && drawn.height() <= view.height() - 2 * LabelMargin;
    };
    double zoom = nearest.zoom;
    if (!fits(zoom)) {
        double least = zoom * FarthestFit;
        for (int i = 0; i < 16; ++i) {
            const double middle = (least + zoom) / 2;
            (fits(middle) ? least : zoom) = middle;
        }
        zoom = least;
    }
    return {drawnAt(zoom).center() / zoom, zoom};
}

} // namespace tearsheet
