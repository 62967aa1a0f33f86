// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/graphsvg.h"

#include <QObject>
#include <QPointF>
#include <QRectF>
#include <QSet>
#include <QXmlStreamWriter>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr double Spacing = 110; // Wanted length of an edge in the middle of all, in pixels.
constexpr double LargestSide = 6000;
constexpr double Margin = 60;
constexpr double FontSize = 11;
constexpr double LineHeight = 14;
constexpr double ArrowLength = 8;
constexpr int LongestLabel = 40; // Characters.
constexpr double LegendLine = 20;
constexpr double LegendColumn = 210;

QString number(double value)
{
    return QString::number(std::round(value * 10) / 10);
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
    SvgWriter(const ShownGraph &shown, const GraphOptions &options, const Places &places,
              const GraphSvgOptions &drawing)
        : m_shown(shown), m_options(options), m_drawing(drawing), m_colours(graphColours(drawing.dark)),
          m_radii(drawing.radii), m_fills(drawing.colours), m_xml(&m_bytes)
    {
        const auto count = static_cast<std::size_t>(shown.graph.nodes.size());
        for (std::size_t i = 0; i < count; ++i)
            m_places.push_back(i < places.size()
                                   ? QPointF(static_cast<double>(places.x[i]), static_cast<double>(places.y[i]))
                                   : QPointF());
        if (m_radii.size() != count)
            m_radii = degreeRadii(shown, options);
        if (m_fills.size() != count)
            m_fills = nodeColours(shown, options, drawing.dark);
    }

    QByteArray run()
    {
        fit();
        const QList<Entry> entries = m_drawing.legend ? legend() : QList<Entry>();
        const int columns = std::max(1, static_cast<int>((m_size.width() - Margin) / LegendColumn));
        const auto rows = static_cast<double>((entries.size() + columns - 1) / columns);
        const double height = m_size.height() + (entries.isEmpty() ? 0 : rows * LegendLine + 24);
        m_xml.setAutoFormatting(true);
        m_xml.setAutoFormattingIndent(1);
        m_xml.writeStartDocument();
        m_xml.writeStartElement(u"svg"_s);
        m_xml.writeDefaultNamespace(u"http://www.w3.org/2000/svg"_s);
        m_xml.writeAttribute(u"width"_s, number(m_size.width()));
        m_xml.writeAttribute(u"height"_s, number(height));
        m_xml.writeAttribute(u"viewBox"_s, u"0 0 %1 %2"_s.arg(number(m_size.width()), number(height)));
        m_xml.writeAttribute(u"font-family"_s, u"system-ui, sans-serif"_s);
        m_xml.writeAttribute(u"font-size"_s, number(FontSize));
        if (!m_drawing.title.isEmpty())
            m_xml.writeTextElement(u"title"_s, labelText(m_drawing.title));
        rectangle(QRectF(0, 0, m_size.width(), height), m_colours.ground);
        m_xml.writeStartElement(u"g"_s);
        m_xml.writeAttribute(u"id"_s, u"edges"_s);
        writeEdges();
        m_xml.writeEndElement();
        m_xml.writeStartElement(u"g"_s);
        m_xml.writeAttribute(u"id"_s, u"nodes"_s);
        writeNodes();
        m_xml.writeEndElement();
        m_xml.writeStartElement(u"g"_s);
        m_xml.writeAttribute(u"id"_s, u"labels"_s);
        writeLabels();
        m_xml.writeEndElement();
        if (!entries.isEmpty())
            writeLegend(entries, columns);
        m_xml.writeEndDocument();
        return m_bytes;
    }

private:
    /// An entry of the legend: a relation, or a colour group.
    struct Entry
    {
        QString title;
        const RelationLook *look = nullptr; ///< Null for a group.
        quint32 colour = 0;
    };

    // Places become pixels: an edge of middling length is as long as is wanted.
    void fit()
    {
        std::vector<double> lengths;
        for (const GraphEdge &edge : m_shown.graph.edges) {
            const QPointF along = place(edge.to) - place(edge.from);
            lengths.push_back(std::hypot(along.x(), along.y()));
        }
        double scale = 1;
        if (!lengths.empty()) {
            const auto middle = lengths.begin() + static_cast<std::ptrdiff_t>(lengths.size() / 2);
            std::ranges::nth_element(lengths, middle);
            scale = *middle > 0 ? Spacing / *middle : 1;
        }
        QRectF bounds;
        for (std::size_t i = 0; i < m_places.size(); ++i) {
            const QRectF one(m_places[i], QSizeF(0, 0));
            bounds =
                i == 0
                    ? one
                    : QRectF(QPointF(std::min(bounds.left(), one.left()), std::min(bounds.top(), one.top())),
                             QPointF(std::max(bounds.right(), one.right()), std::max(bounds.bottom(), one.bottom())));
        }
        const double side = std::max(bounds.width(), bounds.height());
        if (side * scale > LargestSide)
            scale = LargestSide / side;
        for (QPointF &one : m_places)
            one = (one - bounds.topLeft()) * scale + QPointF(Margin, Margin);
        m_size = QSizeF(bounds.width() * scale + 2 * Margin, bounds.height() * scale + 2 * Margin);
        // Room for the legend's first column.
        const double narrow = LegendColumn + Margin;
        if (m_size.width() < narrow) {
            for (QPointF &one : m_places)
                one.rx() += (narrow - m_size.width()) / 2;
            m_size.setWidth(narrow);
        }
    }

    QPointF place(int node) const { return m_places[static_cast<std::size_t>(node)]; }
    double radius(int node) const { return static_cast<double>(m_radii[static_cast<std::size_t>(node)]); }
    quint32 colourOf(const RelationLook &look) const { return m_drawing.dark ? look.dark : look.light; }

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

    void line(const QString &path, const RelationLook &look, double opacity)
    {
        const double width = static_cast<double>(look.width) * m_options.settings.lineSize;
        m_xml.writeEmptyElement(u"path"_s);
        m_xml.writeAttribute(u"d"_s, path);
        m_xml.writeAttribute(u"fill"_s, u"none"_s);
        m_xml.writeAttribute(u"stroke"_s, colourText(colourOf(look)));
        m_xml.writeAttribute(u"stroke-width"_s, number(width));
        if (opacity < 1)
            m_xml.writeAttribute(u"stroke-opacity"_s, number(opacity));
        QStringList dashes;
        for (const float dash : dashPattern(look.dash))
            dashes.append(number(std::max(1.0, static_cast<double>(dash) * width)));
        if (!dashes.isEmpty())
            m_xml.writeAttribute(u"stroke-dasharray"_s, dashes.join(u' '));
    }

    // `unit` points from the source to the target, whose rim is at `tip`.
    void arrow(QPointF tip, QPointF unit, const RelationLook &look)
    {
        const QPointF side(-unit.y(), unit.x());
        const QString colour = colourText(colourOf(look));
        const auto point = [](QPointF one) { return number(one.x()) + u' ' + number(one.y()); };
        const QPointF back = tip - unit * ArrowLength;
        const QPointF half = tip - unit * (ArrowLength / 2);
        const double wide = ArrowLength * 0.42;
        if (look.arrow == ArrowShape::Disc) {
            m_xml.writeEmptyElement(u"circle"_s);
            m_xml.writeAttribute(u"cx"_s, number(half.x()));
            m_xml.writeAttribute(u"cy"_s, number(half.y()));
            m_xml.writeAttribute(u"r"_s, number(ArrowLength * 0.4));
            m_xml.writeAttribute(u"fill"_s, colour);
            m_xml.writeAttribute(u"stroke"_s, u"none"_s);
            return;
        }
        QString path;
        if (look.arrow == ArrowShape::Triangle)
            path = u"M"_s + point(tip) + u" L"_s + point(back + side * wide) + u" L"_s + point(back - side * wide)
                   + u" Z"_s;
        else if (look.arrow == ArrowShape::Diamond)
            path = u"M"_s + point(tip) + u" L"_s + point(half + side * wide) + u" L"_s + point(back) + u" L"_s
                   + point(half - side * wide) + u" Z"_s;
        else if (look.arrow == ArrowShape::Bar)
            path = u"M"_s + point(tip - unit * 2 + side * wide) + u" L"_s + point(tip - unit * 2 - side * wide);
        else
            path = u"M"_s + point(back + side * wide) + u" L"_s + point(tip) + u" L"_s + point(back - side * wide);
        const bool filled = look.arrow == ArrowShape::Triangle || look.arrow == ArrowShape::Diamond;
        m_xml.writeEmptyElement(u"path"_s);
        m_xml.writeAttribute(u"d"_s, path);
        m_xml.writeAttribute(u"fill"_s, filled ? colour : u"none"_s);
        m_xml.writeAttribute(u"stroke"_s, filled ? u"none"_s : colour);
        if (!filled)
            m_xml.writeAttribute(u"stroke-width"_s, look.arrow == ArrowShape::Bar ? u"2.4"_s : u"1.4"_s);
    }

    // Straight; bent to the right of its way where another one comes back.
    void writeEdges()
    {
        QSet<std::pair<int, int>> pairs;
        for (const GraphEdge &edge : m_shown.graph.edges)
            pairs.insert({edge.from, edge.to});
        for (qsizetype i = 0; i < m_shown.graph.edges.size(); ++i) {
            const GraphEdge &edge = m_shown.graph.edges.at(i);
            const QPointF from = place(edge.from);
            const QPointF to = place(edge.to);
            const double length = std::hypot(to.x() - from.x(), to.y() - from.y());
            if (length <= radius(edge.from) + radius(edge.to))
                continue;
            const QPointF along = (to - from) / length;
            const QPointF side(-along.y(), along.x());
            const bool bent = pairs.contains({edge.to, edge.from});
            const QPointF knee = (from + to) / 2 + side * (bent ? length * 0.12 : 0);
            const auto towards = [](QPointF a, QPointF b) {
                const QPointF way = b - a;
                const double far = std::hypot(way.x(), way.y());
                return far > 0 ? way / far : QPointF(1, 0);
            };
            const QPointF into = towards(knee, to);
            const QPointF begin = from + towards(from, knee) * radius(edge.from);
            const QPointF tip = to - into * (radius(edge.to) + 1);
            const RelationLook &look = lookOf(edge.type);
            const bool arrows = m_options.settings.showArrows || edge.type != RelationType::Link;
            const bool solidHead = arrows && look.arrow != ArrowShape::Open && look.arrow != ArrowShape::Bar;
            const QPointF end = solidHead ? tip - into * (ArrowLength * 0.8) : tip;
            QString path = u"M"_s + number(begin.x()) + u' ' + number(begin.y());
            path += bent ? u" Q"_s + number(knee.x()) + u' ' + number(knee.y()) + u' ' : u" L"_s;
            path += number(end.x()) + u' ' + number(end.y());
            const double strength = static_cast<double>(m_shown.strengths.value(i, 1));
            line(path, look, edge.type == RelationType::Link ? 0.2 + 0.5 * strength : 0.4 + 0.6 * strength);
            if (arrows)
                arrow(tip, into, look);
        }
    }

    void writeNodes()
    {
        for (int node = 0; node < m_shown.graph.nodes.size(); ++node) {
            const GraphNode &one = m_shown.graph.nodes.at(node);
            m_xml.writeStartElement(u"g"_s);
            m_xml.writeTextElement(u"title"_s, labelText(nodeName(m_shown, node)));
            writeShape(shapeOf(one.kind), place(node), radius(node), m_fills[static_cast<std::size_t>(node)]);
            m_xml.writeEndElement();
        }
    }

    void writeShape(NodeShape shape, QPointF middle, double size, quint32 fill)
    {
        if (shape == NodeShape::Disc || shape == NodeShape::Ring) {
            m_xml.writeEmptyElement(u"circle"_s);
            m_xml.writeAttribute(u"cx"_s, number(middle.x()));
            m_xml.writeAttribute(u"cy"_s, number(middle.y()));
            m_xml.writeAttribute(u"r"_s, number(size));
        } else {
            const int corners = shape == NodeShape::Hexagon ? 6 : 4;
            const double turn = shape == NodeShape::Square ? M_PI / 4 : 0;
            QStringList points;
            for (int i = 0; i < corners; ++i) {
                const double angle = turn + 2 * M_PI * i / corners;
                points.append(number(middle.x() + size * std::cos(angle)) + u','
                              + number(middle.y() + size * std::sin(angle)));
            }
            m_xml.writeEmptyElement(u"polygon"_s);
            m_xml.writeAttribute(u"points"_s, points.join(u' '));
        }
        const bool hollow = shape == NodeShape::Ring;
        m_xml.writeAttribute(u"fill"_s, colourText(hollow ? m_colours.ground : fill));
        m_xml.writeAttribute(u"stroke"_s, colourText(hollow ? fill : m_colours.ground));
        m_xml.writeAttribute(u"stroke-width"_s, u"1.4"_s);
    }

    // The centre, then busier nodes first, below or above; what would lie on another label or node is left out.
    void writeLabels()
    {
        std::vector<int> order(m_places.size());
        std::iota(order.begin(), order.end(), 0);
        std::ranges::stable_sort(order, {}, [&](int node) {
            const GraphNode &one = m_shown.graph.nodes.at(node);
            return std::tuple(node != m_shown.centre, one.kind != GraphNodeKind::Collapsed, -one.degree);
        });
        for (int node = 0; node < static_cast<int>(m_places.size()); ++node)
            take(box(place(node), 2 * radius(node), 2 * radius(node)));
        int left = m_drawing.mostLabels;
        for (const int node : order) {
            if (left == 0)
                break;
            const GraphNode &one = m_shown.graph.nodes.at(node);
            QString text = labelText(one.label);
            if (one.kind == GraphNodeKind::Collapsed)
                text += u" (%1)"_s.arg(one.members);
            const double away = radius(node) + LineHeight / 2 + 1;
            for (const double side : {1.0, -1.0}) {
                const QPointF middle = place(node) + QPointF(0, side * away);
                const QRectF room = box(middle, widthOf(text) + 4, LineHeight);
                if (node != m_shown.centre && isTaken(room))
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
        rectangle(room, m_colours.ground, 0.8);
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
                entries.append({familyTitle(family) + u" (%1)"_s.arg(count), &lookOf(family), 0});
        }
        const QSet<int> groups(m_shown.groups.begin(), m_shown.groups.end());
        for (int group = 0; group < m_options.settings.groups.size(); ++group) {
            if (groups.contains(group))
                entries.append(
                    {m_options.settings.groups.at(group).query, nullptr, m_options.settings.groups.at(group).rgb});
        }
        return entries;
    }

    void writeLegend(const QList<Entry> &entries, int columns)
    {
        m_xml.writeStartElement(u"g"_s);
        m_xml.writeAttribute(u"id"_s, u"legend"_s);
        rectangle(QRectF(Margin / 2, m_size.height(), m_size.width() - Margin, 1), m_colours.hairline);
        for (int i = 0; i < entries.size(); ++i) {
            const Entry &entry = entries.at(i);
            const double x = Margin / 2 + (i % columns) * LegendColumn;
            const double y = m_size.height() + 20 + (i / columns) * LegendLine;
            if (entry.look) {
                line(u"M%1 %2 L%3 %2"_s.arg(number(x), number(y), number(x + 26)), *entry.look, 1);
                arrow(QPointF(x + 34, y), QPointF(1, 0), *entry.look);
            } else {
                writeShape(NodeShape::Disc, QPointF(x + 17, y), 6, entry.colour);
            }
            m_xml.writeStartElement(u"text"_s);
            m_xml.writeAttribute(u"x"_s, number(x + 42));
            m_xml.writeAttribute(u"y"_s, number(y + FontSize * 0.35));
            m_xml.writeAttribute(u"fill"_s, colourText(m_colours.text));
            m_xml.writeAttribute(u"stroke"_s, u"none"_s);
            m_xml.writeCharacters(labelText(entry.title));
            m_xml.writeEndElement();
        }
        m_xml.writeEndElement();
    }

    const ShownGraph &m_shown;
    const GraphOptions &m_options;
    const GraphSvgOptions &m_drawing;
    const GraphColours &m_colours;
    std::vector<QPointF> m_places;
    std::vector<float> m_radii;
    std::vector<quint32> m_fills;
    QSizeF m_size;
    QHash<std::pair<int, int>, QList<QRectF>> m_taken;
    QByteArray m_bytes;
    QXmlStreamWriter m_xml;
};

} // namespace

std::vector<float> degreeRadii(const ShownGraph &shown, const GraphOptions &options)
{
    std::vector<float> radii;
    const auto multiplier = static_cast<float>(options.settings.nodeSize);
    for (int i = 0; i < shown.graph.nodes.size(); ++i) {
        const GraphNode &node = shown.graph.nodes.at(i);
        const float size =
            std::clamp(2.5F + 0.55F * std::sqrt(static_cast<float>(node.degree + node.members - 1)), 3.5F, 18.0F);
        radii.push_back((i == shown.centre ? std::max(9.0F, size) : size) * multiplier);
    }
    return radii;
}

QByteArray graphSvg(const ShownGraph &shown, const GraphOptions &options, const Places &places,
                    const GraphSvgOptions &drawing)
{
    return SvgWriter(shown, options, places, drawing).run();
}

} // namespace tearsheet
