// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graphcard.h"

#include "core/graph/graphwords.h"
#include "ui/graph/graphevidence.h"
#include "ui/graph/graphnodesmodel.h"
#include "ui/style/counts.h"

#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <limits>

namespace tearsheet {

namespace {

using namespace Qt::StringLiterals;

constexpr int Width = 340;
constexpr int Distance = 18; // From the pointer.
constexpr qsizetype LongestText = 260;
constexpr qsizetype MostSources = 3;
constexpr int MostMembers = 12;

QString shortened(QString text)
{
    if (text.size() > LongestText)
        text = text.first(LongestText - 1).trimmed() + u'…';
    return text;
}

// The first line of prose of the note behind `node`.
QString opening(const ShownGraph &shown, const GraphNode &node)
{
    if (node.file < 0 || !shown.graph.relations)
        return {};
    const FileEntry &file = shown.graph.relations->snapshot().file(node.file);
    if (!file.note)
        return {};
    const QByteArray &text = file.note->text;
    const ByteRange front = file.note->facts.frontMatter;
    for (qsizetype begin = front.end; begin < text.size();) {
        const qsizetype next = text.indexOf('\n', begin);
        const qsizetype end = next < 0 ? text.size() : next;
        const QByteArray line = text.sliced(begin, end - begin).trimmed();
        begin = end + 1;
        const bool isProse = !line.isEmpty() && !QByteArrayView("#|>-*`![").contains(line.front());
        const bool isBold = line.startsWith("**");
        if ((isProse || isBold) && line.size() > 20)
            return shortened(QString::fromUtf8(line).remove(u"**"_s).remove(u"[["_s).remove(u"]]"_s).remove(u'\\'));
    }
    return {};
}

} // namespace

GraphCard::GraphCard(QWidget *parent) : QFrame(parent), m_title(new QLabel(this)), m_lines(new QLabel(this))
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::ToolTipBase);
    setFixedWidth(Width);
    auto *const box = new QVBoxLayout(this);
    box->setContentsMargins(12, 8, 12, 10);
    box->setSpacing(4);
    QFont font = m_title->font();
    font.setWeight(QFont::DemiBold);
    m_title->setFont(font);
    for (QLabel *const label : {m_title, m_lines}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        box->addWidget(label);
    }
    hide();
}

void GraphCard::showNode(const ShownGraph &shown, int node, const PaintedGraph &picture, const NodeMeasure &measure,
                         QPoint globalPosition)
{
    const GraphNode &what = shown.graph.nodes.at(node);
    QStringList lines;
    if (what.kind == GraphNodeKind::Collapsed) {
        showMembers(shown, node, globalPosition);
        return;
    }
    QString facts = tr("%1 · %2").arg(nodeKindTitle(what), countOfLinks(what.degree));
    const auto at = static_cast<std::size_t>(node);
    using Kind = NodeMeasure::Kind;
    const bool tells = measure.kind != Kind::None && measure.kind != Kind::Links;
    if (tells && at < picture.sizes.size() && !std::isnan(picture.sizes[at]))
        facts += tr(" · %1 %2").arg(measureTitle(measure), QLocale().toString(picture.sizes[at], 'g', 4));
    lines.append(facts);
    if (const QString first = opening(shown, what); !first.isEmpty())
        lines.append(first);
    showAt(globalPosition, what.label, lines);
}

void GraphCard::showMembers(const ShownGraph &shown, int node, QPoint globalPosition)
{
    const GraphNode &what = shown.graph.nodes.at(node);
    const Graph &open = shown.openGraph();
    const QList<int> members = shown.membersOf(node);
    const auto inner = std::ranges::count_if(open.edges, [&](const GraphEdge &edge) {
        return shown.homeOf(edge.from) == node && shown.homeOf(edge.to) == node;
    });
    const QString facts = tr("%1 · %2 between them · %3 to others")
                              .arg(nodeKindTitle(what), QLocale().toString(static_cast<qlonglong>(inner)),
                                   QLocale().toString(what.degree));
    showAt(globalPosition, what.label, {facts, nodeList(open, members, MostMembers)});
}

void GraphCard::showEdge(const ShownGraph &shown, int edge, QPoint globalPosition)
{
    const GraphEdge &what = shown.graph.edges.at(edge);
    QStringList lines;
    if (QList<int> behind = edgesBehind(shown, edge); behind.size() > 1) {
        const Graph &open = shown.openGraph();
        std::ranges::stable_partition(behind, [&](int one) { return open.edges.at(one).type != RelationType::Link; });
        for (const int one : behind.first(std::min(MostSources, behind.size())))
            lines.append(edgeWords(open, open.edges.at(one)) + u'.');
        if (behind.size() > MostSources)
            lines.append(tr("And %n more.", nullptr, static_cast<int>(behind.size() - MostSources)));
        showAt(globalPosition, edgeWords(shown.graph, what), lines);
        return;
    } else if (shown.open && behind.size() == 1) {
        showEdge(*shown.open, behind.first(), globalPosition);
        return;
    }
    const QList<EdgeSource> sources = sourcesOf(shown.graph, what);
    for (const EdgeSource &source : sources.first(std::min(MostSources, sources.size())))
        lines.append(shortened(source.text));
    showAt(globalPosition, edgeWords(shown.graph, what), lines);
}

void GraphCard::showAt(QPoint globalPosition, const QString &title, const QStringList &lines)
{
    m_title->setText(title);
    m_lines->setText(lines.join(u'\n'));
    m_lines->setVisible(!lines.isEmpty());
    const int inner = Width - 24 - 2 * frameWidth();
    int height = 20 + 2 * frameWidth() + m_title->heightForWidth(inner);
    if (!lines.isEmpty())
        height += 4 + m_lines->heightForWidth(inner);
    setFixedHeight(height);
    const QPoint pointer = parentWidget()->mapFromGlobal(globalPosition);
    const QRect area = parentWidget()->rect().adjusted(4, 4, -4, -4);
    QRect best;
    qsizetype least = std::numeric_limits<qsizetype>::max();
    for (const int y : {pointer.y() + Distance, pointer.y() - Distance - height}) {
        for (const int x : {pointer.x() + Distance, pointer.x() - Distance - Width}) {
            QRect place(x, y, Width, height);
            place.moveLeft(std::clamp(x, area.left(), std::max(area.left(), area.right() - Width)));
            place.moveTop(std::clamp(y, area.top(), std::max(area.top(), area.bottom() - height)));
            const qsizetype covered = std::ranges::count_if(m_avoided, [&](QPoint one) { return place.contains(one); })
                                      + (place.contains(pointer) ? m_avoided.size() + 1 : 0);
            if (covered < least) {
                least = covered;
                best = place;
            }
        }
    }
    move(best.topLeft());
    raise();
    show();
}

} // namespace tearsheet
