// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/labelgrid.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tearsheet {

namespace {

constexpr double Margin = 180; // Around the view, so that what comes into sight has its label already.
constexpr QSizeF Cell(96, 40);
constexpr double Loyalty = 1.25; // How much more important another label must be to take a label's place.
constexpr double Gap = 3;        // Between a new label and others; one that was there may keep a smaller one.
constexpr double KeptGap = 1;
constexpr double KeptZoom = 0.2;    // As the logarithm of how much nearer.
constexpr double LeastObstacle = 3; // Radius of nodes that labels of less important ones keep away from,
constexpr double LargeObstacle = 7; // and all.
constexpr qsizetype MostCandidates = 1500;
constexpr qsizetype MostForced = 120;
constexpr qsizetype MostNamed = 60; // Nodes that are lit at once whose names may lie away from them,
constexpr int FarthestName = 8;     // by so many lines at most,
constexpr int FarthestAside = 5;    // and by so many steps aside
constexpr double StepAside = 24;    // of so many pixels.
constexpr double LeastAlpha = 0.8;  // Still to be read.
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

QRectF hairline(QPointF one, QPointF other)
{
    constexpr double Half = 0.5;
    return {QPointF(std::min(one.x(), other.x()) - Half, std::min(one.y(), other.y()) - Half),
            QPointF(std::max(one.x(), other.x()) + Half, std::max(one.y(), other.y()) + Half)};
}

// From the rim of a node upright to the height of its label and level to that, or level first.
QList<QRectF> leaderTo(QPointF middle, double reach, const QRectF &label, bool uprightFirst)
{
    const double inset = std::min(8.0, label.width() / 2);
    const bool above = label.center().y() < middle.y();
    QPointF end(std::clamp(middle.x(), label.left() + inset, label.right() - inset),
                above ? label.bottom() : label.top());
    if (uprightFirst && (middle.x() < label.left() || middle.x() > label.right()))
        end = {middle.x() < label.left() ? label.left() : label.right(), label.center().y()};
    else if (uprightFirst)
        end.setX(middle.x());
    const QPointF knee = uprightFirst ? QPointF(middle.x(), end.y()) : QPointF(end.x(), middle.y());
    QList<QRectF> lines;
    QPointF from = middle;
    for (const QPointF to : {knee, end}) {
        const QPointF way = to - from;
        const double length = std::abs(way.x()) + std::abs(way.y());
        if (length > reach)
            lines.append(hairline(lines.isEmpty() ? from + way / length * reach : from, to));
        from = to;
    }
    return lines;
}

/// Places away from a node, near ones and those towards `outward` first: so many lines above (below 0) or below, and so
/// far aside.
QList<QPointF> awayOf(double line, QPointF outward)
{
    QList<QPointF> steps;
    for (int lines = -FarthestName; lines <= FarthestName; ++lines) {
        for (int aside = -FarthestAside; aside <= FarthestAside; ++aside) {
            if (lines != 0 || aside != 0)
                steps.append({aside * StepAside, lines * line});
        }
    }
    std::ranges::stable_sort(steps, {}, [outward](QPointF step) {
        return std::hypot(step.x(), step.y()) - 0.6 * QPointF::dotProduct(step, outward);
    });
    return steps;
}

QRectF grown(const QRectF &rectangle, double by)
{
    return rectangle.adjusted(-by, -by, by, by);
}

} // namespace

QList<LabelGrid::Candidate> LabelGrid::candidates(const GraphFrame &frame, const GraphEmphasis &emphasis, double from,
                                                  int named) const
{
    QList<Candidate> found;
    QList<int> taken;
    const GraphMarks &marks = frame.marks;
    const double growth = nodeGrowth(frame.camera.zoom, frame.scene);
    const QRectF seen = QRectF(QPointF(), frame.view).adjusted(-Margin, -Margin, Margin, Margin);
    int large = 0; // So many are in sight that were considered for their size.
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
        if (drawn.label.isEmpty())
            return;
        const bool isLarge = rank <= 0 && large++ < (shown ? Loyalty : 1.0) * named;
        if (rank <= 0 && !own && !isLarge && radius < from * (shown ? 0.85 : 1.0))
            return;
        const bool strong = rank > 1 || own;
        found.append({node, rank * 1e4 + radius * (shown ? Loyalty : 1.0), rank > 0, strong, isLarge, middle, radius,
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
        if (found.size() >= MostCandidates || (dot.radius * growth < from * 0.85 && large >= Loyalty * named))
            break;
        if (!std::ranges::binary_search(taken, dot.node))
            consider(dot.node, 0);
    }
    std::ranges::stable_sort(found, std::greater(), &Candidate::score);
    return found;
}

// What had a label has one in a scene that is nearly the same, too.
void LabelGrid::use(const GraphScene &scene)
{
    if (scene == m_scene)
        return;
    QHash<QString, int> sides;
    const double nodes = static_cast<double>(scene.nodes().size());
    const bool alike = std::abs(nodes - static_cast<double>(m_scene.nodes().size())) <= 0.1 * nodes;
    for (const auto &[node, side] : m_shown.asKeyValueRange())
        sides.insert(m_scene.nodes().at(node).label, side);
    m_scene = scene;
    m_shown.clear();
    for (int node = 0; alike && !sides.isEmpty() && node < scene.nodes().size(); ++node) {
        if (const auto side = sides.constFind(scene.nodes().at(node).label); side != sides.cend())
            m_shown.insert(node, *side);
    }
}

QList<PlacedLabel> LabelGrid::place(const GraphFrame &frame, LabelTexts &texts, double from, int named)
{
    use(frame.scene);
    // Much nearer or farther, another side may be better.
    if (std::abs(std::log(frame.camera.zoom / std::max(m_zoom, 1e-9))) > KeptZoom) {
        m_zoom = frame.camera.zoom;
        for (int &side : m_shown)
            side = -1;
    }
    clearTaken(frame.view);
    m_complete = true;
    const GraphEmphasis emphasis = emphasisOf(frame);
    // What was asked for is to be read; what the pointer only passes over need not be.
    const bool asked = !frame.marks.litNodes.isEmpty() && frame.marks.litNodes.size() <= MostNamed
                       && frame.marks.centre < 0 && frame.marks.edge < 0;
    QList<PlacedLabel> labels;
    QHash<int, int> shown;
    const QList<Candidate> all = candidates(frame, emphasis, from, named);
    const QList<Candidate> lit = all.first(std::ranges::count(all, true, &Candidate::forced));
    for (qsizetype i = 0; i < all.size(); ++i) {
        // What stands out is named upon any disc.
        if (i == lit.size())
            takeLargeDiscs(all);
        const Candidate &candidate = all.at(i);
        const QString &label = frame.scene.nodes().at(candidate.node).label;
        const std::optional<QSizeF> size = texts.size(label, candidate.strong);
        m_complete = m_complete && size;
        const auto found = !size                       ? std::nullopt
                           : asked && candidate.forced ? namedPlace(candidate, *size, frame.view, lit, labels)
                                                       : freePlace(candidate, *size, frame.view);
        if (candidate.radius >= LeastObstacle)
            take(grown(QRectF(candidate.middle, QSizeF()), candidate.reach));
        if (!found)
            continue;
        take(found->place);
        for (const QRectF &line : found->leader)
            take(line);
        shown.insert(candidate.node, found->side);
        const bool full = candidate.forced || candidate.large;
        double alpha = full ? 1.0 : std::clamp(1 + 0.4 * (candidate.radius - 1.5 * from) / from, LeastAlpha, 1.0);
        if (emphasis.fades && !candidate.forced)
            alpha *= FadedLabel;
        if (!found->place.intersects(QRectF(QPointF(), frame.view)))
            continue;
        const QImage image = texts.image(label, candidate.strong);
        m_complete = m_complete && !image.isNull();
        labels.append(
            {candidate.node, found->place, static_cast<float>(alpha), candidate.strong, image, found->leader});
    }
    // What stands out for a moment takes places that are given back afterwards.
    if (!emphasis.fades)
        m_shown = shown;
    return labels;
}

std::optional<LabelGrid::Spot> LabelGrid::freePlace(const Candidate &candidate, QSizeF size, QSizeF view) const
{
    // Rather a place in full sight than a better one that the edge of the picture cuts.
    const QRectF sight(QPointF(), view);
    std::optional<Spot> cut;
    const int kept = m_shown.value(candidate.node, -1);
    if (kept >= 0) {
        const QRectF place = placeAt(static_cast<Side>(kept), candidate.middle, candidate.reach, size);
        if (isFree(grown(place, KeptGap)))
            cut = Spot{kept, place, {}};
        if (cut && sight.contains(place))
            return cut;
    }
    for (int side = Below; side < SideCount; ++side) {
        const QRectF place = placeAt(static_cast<Side>(side), candidate.middle, candidate.reach, size);
        if (!isFree(grown(place, Gap)))
            continue;
        if (sight.contains(place))
            return Spot{side, place, {}};
        if (!cut)
            cut = Spot{side, place, {}};
    }
    return cut;
}

// Upon none of those that are to be read, with a line to it where there is no room beside the node.
std::optional<LabelGrid::Spot> LabelGrid::namedPlace(const Candidate &candidate, QSizeF size, QSizeF view,
                                                     const QList<Candidate> &lit,
                                                     const QList<PlacedLabel> &labels) const
{
    const QRectF sight(QPointF(), view);
    const auto isGood = [&](const QRectF &place) {
        return sight.contains(place) && isFree(grown(place, Gap))
               && std::ranges::none_of(lit, [&](const Candidate &other) {
                      const QRectF disc = grown(QRectF(other.middle, QSizeF()), other.reach);
                      return other.node != candidate.node && disc.intersects(place);
                  });
    };
    QPointF middle;
    for (const Candidate &other : lit)
        middle += other.middle / static_cast<double>(lit.size());
    const QPointF way = candidate.middle - middle;
    const double far = std::hypot(way.x(), way.y());
    const QPointF outward = far > 0 ? way / far : QPointF();
    std::optional<Spot> beside;
    double best = 0;
    for (int side = Below; side < SideCount; ++side) {
        const QRectF place = placeAt(static_cast<Side>(side), candidate.middle, candidate.reach, size);
        const double good = QPointF::dotProduct(place.center() - candidate.middle, outward);
        if ((!beside || good > best) && isGood(place)) {
            beside = Spot{side, place, {}};
            best = good;
        }
    }
    if (beside)
        return beside;
    std::optional<Spot> crossing;
    for (const QPointF step : awayOf(size.height() + 2 * Gap, outward)) {
        const double aside = step.x() == 0 ? 0 : std::copysign(candidate.reach + size.width() / 2, step.x());
        const double upright = step.y() == 0 ? 0 : std::copysign(candidate.reach, step.y());
        QRectF place(QPointF(), size);
        place.moveCenter(candidate.middle + step + QPointF(aside, upright));
        if (!isGood(place))
            continue;
        for (const bool uprightFirst : {true, false}) {
            const QList<QRectF> leader = leaderTo(candidate.middle, candidate.reach, place, uprightFirst);
            const auto crosses = [&](const PlacedLabel &label) {
                return std::ranges::any_of(leader, [&](const QRectF &line) { return line.intersects(label.place); });
            };
            if (std::ranges::none_of(labels, crosses))
                return Spot{Below, place, leader};
            if (!crossing) // Rather over another name than without its own.
                crossing = Spot{Below, place, leader};
        }
    }
    return crossing ? crossing : freePlace(candidate, size, view);
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

void LabelGrid::takeLargeDiscs(const QList<Candidate> &candidates)
{
    for (const Candidate &candidate : candidates) {
        if (candidate.radius >= LargeObstacle)
            take(grown(QRectF(candidate.middle, QSizeF()), candidate.radius - Gap));
    }
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
