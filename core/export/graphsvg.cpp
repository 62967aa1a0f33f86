// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/graphsvg.h"

#include "core/export/drawnedges.h"
#include "core/graph/graphwords.h"
#include "core/graph/layout.h"
#include "core/graph/measures.h"
#include "core/graph/picturescale.h"

#include <QLocale>
#include <QObject>
#include <QPointF>
#include <QRectF>
#include <QSet>
#include <QXmlStreamWriter>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr QSizeF Page(1600, 1000); // With the legend.
constexpr double Margin = 60;
constexpr double NearestZoom = 4; // Times the reading zoom.
constexpr double FontSize = 11;
constexpr double LineHeight = 14;
constexpr double LeastObstacle = 3; // Radius of nodes that labels keep away from.
constexpr int LongestLabel = 40;    // Characters.
constexpr int MostLabels = 400;
constexpr double LegendMargin = 16;
constexpr double LegendLine = 20;
constexpr double LegendSign = 30;
constexpr double LegendGap = 10;
constexpr double LegendArrow = 7;

QString number(double value)
{
    return QString::number(std::round(value * 10) / 10);
}

// Of what is small.
QString fine(double value)
{
    return QString::number(value, 'g', 3);
}

QString colourText(quint32 rgb)
{
    return u"#%1"_s.arg(rgb, 6, 16, QChar(u'0'));
}

// About how wide a text is: no fonts are asked for.
double widthOf(const QString &text)
{
    double width = 0;
    for (const uint c : text.toUcs4()) {
        const bool wide = c >= 0x1100
                          && (c <= 0x115F || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3)
                              || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F)
                              || (c >= 0xFF00 && c <= 0xFF60) || c >= 0x1F000);
        const bool narrow = c < 0x80 && QStringView(u" .,:;'!|()[]ijlftr1I").contains(QChar(c));
        width += wide ? 1.0 : narrow ? 0.34 : c < 0x80 && c >= 'A' && c <= 'Z' ? 0.68 : 0.56;
    }
    return width * FontSize;
}

// As much of a label as there is room for, without control characters.
QString labelText(const QString &label)
{
    QList<uint> shown;
    const QList<uint> all = label.toUcs4();
    for (const uint c : all) {
        if (shown.size() == LongestLabel - 1 && all.size() > LongestLabel) {
            shown.append(0x2026);
            break;
        }
        shown.append(c < 0x20 || c == 0xFFFE || c == 0xFFFF || (c >= 0xD800 && c <= 0xDFFF) ? 0xFFFD : c);
    }
    return QString::fromUcs4(reinterpret_cast<const char32_t *>(shown.constData()), shown.size());
}

class SvgWriter
{
public:
    SvgWriter(const ShownGraph &shown, const GraphOptions &options, const Places &places)
        : m_shown(shown), m_options(options), m_colours(graphColours(false)), m_radii(radiiByLinks(shown, options)),
          m_fills(nodeColours(shown, options, false)), m_reading(readingZoom(shown.graph.nodes.size())), m_xml(&m_bytes)
    {
        for (std::size_t i = 0; i < m_radii.size(); ++i)
            m_places.push_back(i < places.size()
                                   ? QPointF(static_cast<double>(places.x[i]), static_cast<double>(places.y[i]))
                                   : QPointF());
    }

    QByteArray run(const QString &title)
    {
        const QList<Entry> entries = legend();
        double column = 1;
        for (const Entry &entry : entries)
            column = std::max(column, LegendSign + 3 * LegendGap + widthOf(entry.title));
        const int columns = std::max(1, static_cast<int>((Page.width() - 2 * LegendMargin) / column));
        const auto rows = static_cast<double>((entries.size() + columns - 1) / columns);
        m_size = Page - QSizeF(0, entries.isEmpty() ? 0 : rows * LegendLine + 1.5 * LegendMargin);
        fit();
        m_xml.setAutoFormatting(true);
        m_xml.setAutoFormattingIndent(1);
        m_xml.writeStartDocument();
        m_xml.writeStartElement(u"svg"_s);
        m_xml.writeDefaultNamespace(u"http://www.w3.org/2000/svg"_s);
        m_xml.writeAttribute(u"width"_s, number(Page.width()));
        m_xml.writeAttribute(u"height"_s, number(Page.height()));
        m_xml.writeAttribute(u"viewBox"_s, u"0 0 %1 %2"_s.arg(number(Page.width()), number(Page.height())));
        m_xml.writeAttribute(u"font-family"_s, u"system-ui, sans-serif"_s);
        m_xml.writeAttribute(u"font-size"_s, number(FontSize));
        m_xml.writeTextElement(u"title"_s, labelText(title));
        rectangle(QRectF(QPointF(), Page), m_colours.ground);
        const auto group = [this](const QString &id, const auto &write) {
            m_xml.writeStartElement(u"g"_s);
            m_xml.writeAttribute(u"id"_s, id);
            write();
            m_xml.writeEndElement();
        };
        group(u"edges"_s, [this] { writeEdges(); });
        group(u"nodes"_s, [this] { writeNodes(); });
        group(u"labels"_s, [this] { writeLabels(); });
        if (!entries.isEmpty())
            group(u"legend"_s, [&] { writeLegend(entries, columns, column); });
        m_xml.writeEndDocument();
        return m_bytes;
    }

private:
    /// An entry of the legend: a relation, a colour group, or a kind of nodes.
    struct Entry
    {
        QString title;
        const RelationLook *look = nullptr; ///< Null where it is of nodes.
        quint32 colour = 0;
        NodeShape shape = NodeShape::Disc;
        bool words = false; ///< There is no sign.
    };

    // All is in sight, with a margin in which labels at the rim have room.
    void fit()
    {
        QRectF bounds;
        for (std::size_t i = 0; i < m_places.size(); ++i) {
            const QRectF one(m_places[i], QSizeF(0, 0));
            bounds =
                i == 0
                    ? one
                    : QRectF(QPointF(std::min(bounds.left(), one.left()), std::min(bounds.top(), one.top())),
                             QPointF(std::max(bounds.right(), one.right()), std::max(bounds.bottom(), one.bottom())));
        }
        const auto zoomFor = [](double room, double length) {
            return length > 0 ? std::max(1.0, room - 2 * Margin) / length : std::numeric_limits<double>::max();
        };
        const double zoom = std::min({zoomFor(m_size.width(), bounds.width()),
                                      zoomFor(m_size.height(), bounds.height()), NearestZoom * m_reading});
        for (QPointF &one : m_places)
            one = (one - bounds.center()) * zoom + QPointF(m_size.width(), m_size.height()) / 2;
        const double growth = nodeGrowth(zoom, m_reading, static_cast<qsizetype>(m_places.size()));
        for (float &radius : m_radii)
            radius = std::max(radius * static_cast<float>(growth), 0.7F);
        m_edgeGrowth = edgeGrowth(zoom, m_reading);
    }

    QPointF place(int node) const { return m_places[static_cast<std::size_t>(node)]; }
    double radius(int node) const { return static_cast<double>(m_radii[static_cast<std::size_t>(node)]); }

    void rectangle(const QRectF &box, quint32 fill, double opacity = 1)
    {
        m_xml.writeEmptyElement(u"rect"_s);
        m_xml.writeAttribute(u"x"_s, number(box.x()));
        m_xml.writeAttribute(u"y"_s, number(box.y()));
        m_xml.writeAttribute(u"width"_s, number(box.width()));
        m_xml.writeAttribute(u"height"_s, number(box.height()));
        m_xml.writeAttribute(u"fill"_s, colourText(fill));
        m_xml.writeAttribute(u"stroke"_s, u"none"_s);
        if (opacity < 1)
            m_xml.writeAttribute(u"fill-opacity"_s, number(opacity));
    }

    void line(QPointF from, QPointF to, const EdgeInk &pen, double opacity)
    {
        const double width = std::max(pen.width, 1.0);
        m_xml.writeEmptyElement(u"path"_s);
        m_xml.writeAttribute(
            u"d"_s, u"M%1 %2 L%3 %4"_s.arg(number(from.x()), number(from.y()), number(to.x()), number(to.y())));
        m_xml.writeAttribute(u"fill"_s, u"none"_s);
        m_xml.writeAttribute(u"stroke"_s, colourText(pen.look.light));
        m_xml.writeAttribute(u"stroke-width"_s, fine(width));
        if (opacity < 1)
            m_xml.writeAttribute(u"stroke-opacity"_s, fine(opacity));
        QStringList dashes;
        for (const float dash : dashPattern(pen.look.dash))
            dashes.append(fine(static_cast<double>(dash) * width));
        if (!dashes.isEmpty())
            m_xml.writeAttribute(u"stroke-dasharray"_s, dashes.join(u' '));
    }

    // `unit` points from the source to the target, whose rim is at `tip`.
    void arrow(QPointF tip, QPointF unit, const EdgeInk &pen, double length, double opacity)
    {
        const QPointF side(-unit.y(), unit.x());
        const QString colour = colourText(pen.look.light);
        const auto point = [](QPointF one) { return number(one.x()) + u' ' + number(one.y()); };
        const double wide = length * arrowSlope;
        const QPointF back = tip - unit * length;
        const QPointF half = tip - unit * (length / 2);
        const ArrowShape shape = pen.look.arrow;
        if (shape == ArrowShape::Disc) {
            const QPointF middle = tip - unit * wide;
            m_xml.writeEmptyElement(u"circle"_s);
            m_xml.writeAttribute(u"cx"_s, number(middle.x()));
            m_xml.writeAttribute(u"cy"_s, number(middle.y()));
            m_xml.writeAttribute(u"r"_s, number(wide));
        } else {
            QList<QPointF> points;
            if (shape == ArrowShape::Diamond)
                points = {tip, half + side * wide, back, half - side * wide};
            else if (shape == ArrowShape::Bar)
                points = {tip + side * wide, tip - side * wide, tip - unit * (length / 4) - side * wide,
                          tip - unit * (length / 4) + side * wide};
            else if (shape == ArrowShape::Open)
                points = {back + side * wide, tip, back - side * wide};
            else
                points = {tip, back + side * wide, back - side * wide};
            QStringList written;
            for (const QPointF one : points)
                written.append(point(one));
            m_xml.writeEmptyElement(u"path"_s);
            m_xml.writeAttribute(u"d"_s,
                                 u'M' + written.join(u" L"_s) + (shape == ArrowShape::Open ? QString() : u" Z"_s));
        }
        const bool open = shape == ArrowShape::Open;
        m_xml.writeAttribute(u"fill"_s, open ? u"none"_s : colour);
        m_xml.writeAttribute(u"stroke"_s, open ? colour : u"none"_s);
        if (open)
            m_xml.writeAttribute(u"stroke-width"_s, fine(std::max(pen.width, 1.0)));
        if (opacity < 1)
            m_xml.writeAttribute(open ? u"stroke-opacity"_s : u"fill-opacity"_s, fine(opacity));
    }

    // All lines, then all heads, so that none is crossed out.
    void writeEdges()
    {
        const std::vector<DrawnEdge> lines =
            drawnEdges(m_shown, m_options, m_places, m_radii, m_edgeGrowth, m_size.width() + m_size.height());
        for (const DrawnEdge &one : lines) {
            const bool full = one.pen.look.arrow == ArrowShape::Open || one.pen.look.arrow == ArrowShape::Bar;
            line(one.begin, one.tip - one.along * (one.arrow * (full ? 0.1 : 0.8)), one.pen, one.opacity);
        }
        for (const DrawnEdge &one : lines) {
            if (one.arrow > 0)
                arrow(one.tip, one.along, one.pen, one.arrow, one.opacity);
        }
    }

    // Names without a note below all others, then large ones first; the note that the graph is around has a ring.
    void writeNodes()
    {
        std::vector<int> order = bySize();
        std::ranges::stable_partition(
            order, [this](int node) { return m_shown.graph.nodes.at(node).kind == GraphNodeKind::Unresolved; });
        for (const int node : order) {
            const quint32 fill = m_fills[static_cast<std::size_t>(node)];
            m_xml.writeStartElement(u"g"_s);
            m_xml.writeTextElement(u"title"_s, labelText(nodeName(m_shown, node)));
            if (node == m_shown.centre)
                circle(place(node), radius(node) + 3, u"none"_s, fill, 2);
            writeShape(shapeOf(m_shown.graph.nodes.at(node).kind), place(node), radius(node), fill);
            m_xml.writeEndElement();
        }
    }

    std::vector<int> bySize() const
    {
        std::vector<int> order(m_places.size());
        std::iota(order.begin(), order.end(), 0);
        std::ranges::stable_sort(order, std::greater(), [&](int node) { return radius(node); });
        return order;
    }

    void circle(QPointF middle, double size, const QString &fill, quint32 stroke, double width)
    {
        m_xml.writeEmptyElement(u"circle"_s);
        m_xml.writeAttribute(u"cx"_s, number(middle.x()));
        m_xml.writeAttribute(u"cy"_s, number(middle.y()));
        m_xml.writeAttribute(u"r"_s, fine(size));
        outline(fill, stroke, width);
    }

    void outline(const QString &fill, quint32 stroke, double width)
    {
        m_xml.writeAttribute(u"fill"_s, fill);
        m_xml.writeAttribute(u"stroke"_s, colourText(stroke));
        m_xml.writeAttribute(u"stroke-width"_s, fine(width));
    }

    // With a rim of the ground; hollow ones with one of their own colour.
    void writeShape(NodeShape shape, QPointF middle, double size, quint32 fill)
    {
        const double rim = std::min(1.2, size * 0.3);
        if (shape == NodeShape::Ring) {
            const double wall = std::min(1.5, size);
            circle(middle, size - wall / 2, colourText(m_colours.ground), fill, wall);
            return;
        }
        if (shape == NodeShape::Disc) {
            circle(middle, size + rim / 2, colourText(fill), m_colours.ground, rim);
            return;
        }
        const int corners = shape == NodeShape::Hexagon ? 6 : 4;
        const double turn = shape == NodeShape::Square ? M_PI / 4 : 0;
        // All of about the same area.
        const double reach = size * (shape == NodeShape::Hexagon ? 1.1 : 1.25);
        QStringList points;
        for (int i = 0; i < corners; ++i) {
            const double angle = turn + 2 * M_PI * i / corners;
            points.append(number(middle.x() + reach * std::cos(angle)) + u','
                          + number(middle.y() + reach * std::sin(angle)));
        }
        m_xml.writeEmptyElement(u"polygon"_s);
        m_xml.writeAttribute(u"points"_s, points.join(u' '));
        outline(colourText(fill), m_colours.ground, rim);
    }

    // The centre, then larger nodes first; what would lie on another label or a node that can be seen well is left out.
    void writeLabels()
    {
        std::vector<int> order = bySize();
        std::ranges::stable_partition(order, [this](int node) { return node == m_shown.centre; });
        for (const int node : order) {
            if (radius(node) >= LeastObstacle)
                take(box(place(node), 2 * radius(node), 2 * radius(node)));
        }
        const auto most = static_cast<int>(m_size.width() * m_size.height() / pixelsPerName);
        int left = std::min(MostLabels, most);
        for (const int node : order) {
            if (left == 0)
                break;
            const GraphNode &one = m_shown.graph.nodes.at(node);
            QString text = labelText(one.label);
            if (one.kind == GraphNodeKind::Collapsed)
                text += u" (%1)"_s.arg(one.members);
            const double width = widthOf(text) + 4;
            const double reach = radius(node) + (node == m_shown.centre ? 4 : 0);
            const double away = reach + LineHeight / 2 + 1;
            const double aside = reach + width / 2 + 2;
            for (const QPointF side : {QPointF(0, away), QPointF(0, -away), QPointF(aside, 0), QPointF(-aside, 0)}) {
                const QRectF room = box(place(node) + side, width, LineHeight);
                if (node != m_shown.centre && (isTaken(room) || !QRectF(QPointF(), m_size).contains(room)))
                    continue;
                take(room);
                writeLabel(room, text, node == m_shown.centre ? m_colours.text : m_colours.mutedText,
                           node == m_shown.centre);
                --left;
                break;
            }
        }
    }

    void writeLabel(const QRectF &room, const QString &text, quint32 colour, bool strong)
    {
        rectangle(room, m_colours.ground, 0.6);
        m_xml.writeStartElement(u"text"_s);
        m_xml.writeAttribute(u"x"_s, number(room.center().x()));
        m_xml.writeAttribute(u"y"_s, number(room.center().y() + FontSize * 0.35));
        m_xml.writeAttribute(u"text-anchor"_s, u"middle"_s);
        m_xml.writeAttribute(u"fill"_s, colourText(colour));
        m_xml.writeAttribute(u"stroke"_s, u"none"_s);
        if (strong)
            m_xml.writeAttribute(u"font-weight"_s, u"600"_s);
        m_xml.writeCharacters(text);
        m_xml.writeEndElement();
    }

    static QRectF box(QPointF middle, double width, double height)
    {
        return QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height);
    }

    // Boxes by the squares of a grid that they touch.
    template <typename Visit>
    static void forSquares(const QRectF &room, Visit visit)
    {
        constexpr double side = 64;
        for (int x = static_cast<int>(std::floor(room.left() / side)); x <= room.right() / side; ++x) {
            for (int y = static_cast<int>(std::floor(room.top() / side)); y <= room.bottom() / side; ++y)
                visit(std::pair(x, y));
        }
    }

    void take(const QRectF &room)
    {
        forSquares(room, [&](std::pair<int, int> square) { m_taken[square].append(room); });
    }

    bool isTaken(const QRectF &room) const
    {
        bool taken = false;
        forSquares(room, [&](std::pair<int, int> square) {
            const QList<QRectF> others = m_taken.value(square);
            taken = taken || std::ranges::any_of(others, [&](const QRectF &other) { return other.intersects(room); });
        });
        return taken;
    }

    QList<Entry> legend() const
    {
        QList<Entry> entries;
        for (const RelationFamily family : relationFamilies()) {
            int count = 0;
            for (const GraphEdge &edge : m_shown.graph.edges)
                count += familyOf(edge.type) == family ? 1 : 0;
            if (count > 0)
                entries.append({u"%1 (%2)"_s.arg(familyTitle(family), QLocale().toString(count)), &lookOf(family)});
        }
        const QSet<int> groups(m_shown.groups.begin(), m_shown.groups.end());
        for (int group = 0; group < m_options.settings.groups.size(); ++group) {
            if (groups.contains(group))
                entries.append(
                    {m_options.settings.groups.at(group).query, nullptr, m_options.settings.groups.at(group).rgb});
        }
        for (const GraphNodeKind kind : legendKinds(m_shown))
            entries.append({kindTitle(m_shown, kind), nullptr, m_colours.of(kind), shapeOf(kind)});
        if (const QString range = rangeWords(degrees(m_shown.graph)); !range.isEmpty())
            entries.append({.title = QObject::tr("Size: links, %1").arg(range), .words = true});
        return entries;
    }

    void writeLegend(const QList<Entry> &entries, int columns, double column)
    {
        for (int i = 0; i < entries.size(); ++i) {
            const Entry &entry = entries.at(i);
            const double x = LegendMargin + (i % columns) * column;
            const double y = m_size.height() + LegendMargin / 2 + LegendLine * ((i / columns) + 0.5);
            if (entry.look) {
                const bool plain = entry.look == &lookOf(RelationFamily::Link) && !m_options.settings.showArrows;
                const EdgeInk pen{.look = *entry.look,
                                  .width = static_cast<double>(entry.look->width) * m_options.settings.lineSize};
                const bool full = entry.look->arrow == ArrowShape::Open || entry.look->arrow == ArrowShape::Bar;
                line({x, y}, {x + LegendSign - (plain ? 0 : full ? 1 : LegendArrow * 0.8), y}, pen, 1);
                if (!plain)
                    arrow({x + LegendSign, y}, {1, 0}, pen, LegendArrow, 1);
            } else if (!entry.words) {
                writeShape(entry.shape, QPointF(x + LegendSign / 2, y), 5, entry.colour);
            }
            m_xml.writeStartElement(u"text"_s);
            m_xml.writeAttribute(u"x"_s, number(entry.words ? x : x + LegendSign + LegendGap));
            m_xml.writeAttribute(u"y"_s, number(y + FontSize * 0.35));
            m_xml.writeAttribute(u"fill"_s, colourText(m_colours.text));
            m_xml.writeAttribute(u"stroke"_s, u"none"_s);
            m_xml.writeCharacters(labelText(entry.title));
            m_xml.writeEndElement();
        }
    }

    const ShownGraph &m_shown;
    const GraphOptions &m_options;
    const GraphColours &m_colours;
    std::vector<QPointF> m_places;
    std::vector<float> m_radii;
    std::vector<quint32> m_fills;
    double m_reading;
    double m_edgeGrowth = 1;
    QSizeF m_size; ///< Without the legend.
    QHash<std::pair<int, int>, QList<QRectF>> m_taken;
    QByteArray m_bytes;
    QXmlStreamWriter m_xml;
};

} // namespace

Places drawnPlaces(const ShownGraph &shown, const GraphOptions &options)
{
    return separated(usualLayout(linksOf(shown), {.forces = forcesOf(options.settings)}),
                     readableRooms(shown.graph, radiiByLinks(shown, options)));
}

QByteArray graphSvg(const ShownGraph &shown, const GraphOptions &options, const Places &places, const QString &title)
{
    return SvgWriter(shown, options, places).run(title);
}

} // namespace tearsheet
