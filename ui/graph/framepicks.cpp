// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/framepicks.h"

#include <algorithm>
#include <cmath>

namespace tearsheet {

namespace {

// What things cost besides the pixels that they cover, as pixels.
constexpr double LineCost = 12;
constexpr double DiscCost = 12;
constexpr double LookCost = 1.5;  // At an edge that is out of sight.
constexpr double FineShare = 0.4; // Of the pixels, for fine discs at most.

constexpr double SlowFrame = 22; // ms
constexpr double FastFrame = 12;
constexpr double LeastPixels = 1e5;
constexpr double MostPixels = 6e7;

} // namespace

FramePicks::FramePicks(const GraphFrame &frame, const FrameGeometry &geometry)
{
    const double used = pickDiscs(frame, geometry);
    if (frame.mostPixels > 0)
        pickLines(frame, geometry, static_cast<double>(frame.mostPixels) - used);
    else
        lines = frame.scene.lines();
}

// How many pixels fine discs cover.
double FramePicks::pickDiscs(const GraphFrame &frame, const FrameGeometry &geometry)
{
    const double most = FineShare * static_cast<double>(frame.mostPixels);
    double pixels = 0;
    std::vector<SceneDot> seen;
    std::size_t fineDots = 0;
    for (const SceneDot &dot : frame.scene.dots()) {
        if (!geometry.sees(dot))
            continue;
        const double side = 2.0 * static_cast<double>(geometry.radius(dot.radius)) + 2;
        isLess = isLess || (frame.mostPixels > 0 && pixels + side * side + DiscCost > most);
        pixels += isLess ? 0 : side * side + DiscCost;
        seen.push_back(dot);
        fineDots = isLess ? fineDots : seen.size();
    }
    appendDiscs(discs, std::span(seen).first(fineDots), frame.colours);
    fine = discs.size();
    appendDiscs(discs, std::span(seen).subspan(fineDots), frame.colours);
    return pixels;
}

void FramePicks::pickLines(const GraphFrame &frame, const FrameGeometry &geometry, double pixels)
{
    const auto most = static_cast<float>((frame.view.width() + frame.view.height()) * frame.ratio);
    const EdgePen plain;
    for (const SceneLine &edge : frame.scene.lines()) {
        const std::optional<EdgeLine> line = geometry.line(edge, plain);
        const float length = line ? std::abs(line->bx - line->ax) + std::abs(line->by - line->ay) : 0;
        pixels -= line ? LineCost + static_cast<double>(std::min(most, length)) : LookCost;
        if (pixels < 0) {
            isLess = true;
            break;
        }
        if (line)
            chosen.push_back(edge);
    }
    lines = chosen;
}

void FrameBudget::adapt(double milliseconds, bool isLess)
{
    if (milliseconds > SlowFrame)
        m_pixels = std::max(m_pixels * std::clamp(SlowFrame / milliseconds, 0.1, 0.8), LeastPixels);
    else if (milliseconds < FastFrame && isLess)
        m_pixels = std::min(m_pixels * 1.15, MostPixels);
}

} // namespace tearsheet
