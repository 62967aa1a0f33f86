// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graphevidence.h"

#include "core/graph/graphwords.h"
#include "ui/panels/emptystate.h"
#include "ui/style/style.h"

#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLocale>
#include <QPushButton>
#include <QStandardItemModel>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <map>

namespace tearsheet {

namespace {

using namespace Qt::StringLiterals;

enum Role { PathRole = Qt::UserRole, OffsetRole, EdgeRole };

constexpr int MostExpanded = 40;
constexpr qsizetype MostRows = 300; // Of one kind; who reads more asks for less first.

QStandardItem *heading(const QString &text)
{
    auto *const item = new QStandardItem(text);
    QFont font = item->font();
    font.setWeight(QFont::DemiBold);
    item->setFont(font);
    return item;
}

void addRest(QStandardItem *group, qsizetype count)
{
    if (count > group->rowCount())
        group->appendRow(
            new QStandardItem(QObject::tr("and %n more", nullptr, static_cast<int>(count - group->rowCount()))));
}

} // namespace

QList<EdgeSource> sourcesOf(const Graph &graph, const GraphEdge &edge)
{
    QList<EdgeSource> sources;
    const Relation *const relation = graph.relationOf(edge);
    if (!relation || !graph.relations)
        return sources;
    const Snapshot &snapshot = graph.relations->snapshot();
    const NotePath &path = snapshot.file(relation->source).path;
    const QByteArray &text = snapshot.note(relation->source).text;
    const auto add = [&](const RelationStatement &statement) {
        sources.append({QObject::tr("%1, line %2: %3")
                            .arg(path.name().toString(), QLocale().toString(statement.evidence.line),
                                 evidenceWords(statement.evidence, text)),
                        path, statement.evidence.name.begin});
    };
    add(relation->best);
    for (const RelationStatement &statement : relation->also)
        add(statement);
    return sources;
}

QList<int> edgesBehind(const ShownGraph &shown, int edge)
{
    if (!shown.open)
        return {edge};
    const GraphEdge &one = shown.graph.edges.at(edge);
    const QList<GraphEdge> &all = shown.open->graph.edges;
    QList<int> behind;
    for (int i = 0; i < all.size(); ++i) {
        if (shown.homeOf(all.at(i).from) == one.from && shown.homeOf(all.at(i).to) == one.to)
            behind.append(i);
    }
    return behind;
}

GraphEvidence::GraphEvidence(QWidget *parent)
    : QWidget(parent), m_title(new QLabel(this)),
      m_empty(emptyState(tr("Click a node to see what is said of it, and where. Shift-click selects several."), this)),
      m_open(new QPushButton(tr("Open"), this)), m_compare(new QPushButton(tr("Compare"), this)),
      m_tree(new QTreeView(this)), m_model(new QStandardItemModel(this))
{
    auto *const box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(0);
    m_title->setContentsMargins(12, 10, 12, 6);
    m_title->setWordWrap(true);
    m_title->setTextFormat(Qt::PlainText);
    box->addWidget(m_title);
    auto *const actions = new QHBoxLayout;
    actions->setContentsMargins(12, 0, 12, 8);
    m_open->setToolTip(tr("Opens the note in a tab"));
    m_compare->setToolTip(tr("Lays side by side what is stated of the notes that are selected"));
    actions->addWidget(m_open);
    actions->addWidget(m_compare);
    actions->addStretch();
    box->addLayout(actions);
    m_tree->setModel(m_model);
    m_tree->setHeaderHidden(true);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_tree->setWordWrap(true);
    m_tree->setTextElideMode(Qt::ElideRight);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setAccessibleName(tr("What is said"));
    m_tree->setObjectName(u"graphEvidence"_s);
    box->addWidget(m_tree, 1);
    box->addWidget(m_empty, 1);
    connect(m_open, &QPushButton::clicked, this, &GraphEvidence::openWanted);
    connect(m_compare, &QPushButton::clicked, this, &GraphEvidence::compareWanted);
    connect(m_tree, &QTreeView::activated, this, &GraphEvidence::activate);
    connect(m_tree, &QTreeView::clicked, this, &GraphEvidence::activate);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &current) {
        const QVariant edge = current.data(EdgeRole);
        Q_EMIT edgeChosen(edge.isValid() ? edge.toInt() : -1);
    });
    show({}, {});
}

void GraphEvidence::show(const std::shared_ptr<const ShownGraph> &shown, const QList<int> &nodes)
{
    m_shown = shown;
    const bool none = !shown || nodes.isEmpty();
    m_empty->setVisible(none);
    m_title->setVisible(!none);
    m_tree->setVisible(!none);
    m_open->setVisible(!none && nodes.size() == 1 && shown->graph.nodes.at(nodes.first()).file >= 0);
    const auto isNote = [&](int node) { return shown->graph.nodes.at(node).kind == GraphNodeKind::Note; };
    m_compare->setVisible(!none && std::ranges::count_if(nodes, isNote) > 1);
    m_model->clear();
    if (none)
        return;
    m_title->setText(title(nodes));
    const auto isIn = [&](int node) { return std::ranges::binary_search(nodes, shown->homeOf(node)); };
    QList<int> edges;
    QList<int> inner; // Of what one node stands for, to each other.
    const QList<GraphEdge> &all = shown->openGraph().edges;
    for (int i = 0; i < all.size(); ++i) {
        const bool from = isIn(all.at(i).from);
        const bool to = isIn(all.at(i).to);
        if (shown->homeOf(all.at(i).from) == shown->homeOf(all.at(i).to)) {
            if (from && nodes.size() == 1)
                inner.append(i);
        } else if (nodes.size() == 1 ? from || to : from && to) {
            edges.append(i);
        }
    }
    if (nodes.size() == 1)
        addMembers(nodes.first());
    fill(edges, false);
    fill(inner, true);
    if (edges.isEmpty() && inner.isEmpty())
        m_model->appendRow(new QStandardItem(tr("Nothing that is shown is said of it.")));
}

// The notes that `node` stands for; none for a node that is one itself.
void GraphEvidence::addMembers(int node)
{
    if (m_shown->graph.nodes.at(node).kind != GraphNodeKind::Collapsed)
        return;
    const Graph &open = m_shown->openGraph();
    const QList<int> members = m_shown->membersOf(node);
    QStandardItem *const group = heading(tr("What it stands for  %1").arg(QLocale().toString(members.size())));
    for (const int member : members.first(std::min(MostRows, members.size()))) {
        const GraphNode &what = open.nodes.at(member);
        auto *const item = new QStandardItem(what.label);
        if (what.file >= 0 && open.relations) {
            item->setData(open.relations->snapshot().file(what.file).path.toString(), PathRole);
            item->setData(0U, OffsetRole);
        }
        group->appendRow(item);
    }
    addRest(group, members.size());
    m_model->appendRow(group);
    m_tree->setExpanded(group->index(), members.size() <= MostExpanded);
}

QString GraphEvidence::title(const QList<int> &nodes) const
{
    if (nodes.size() > 1)
        return tr("%n nodes: %1", nullptr, static_cast<int>(nodes.size())).arg(nodeList(m_shown->graph, nodes));
    const GraphNode &node = m_shown->graph.nodes.at(nodes.first());
    return node.members > 1 ? tr("%1 (%n notes)", nullptr, node.members).arg(node.label) : node.label;
}

// Edges of the open graph; plain links, which say the least, last.
void GraphEvidence::fill(const QList<int> &edges, bool within)
{
    std::map<RelationFamily, QList<int>> byFamily;
    for (const int edge : edges)
        byFamily[familyOf(m_shown->openGraph().edges.at(edge).type)].append(edge);
    const auto add = [&](RelationFamily family, const QList<int> &members) {
        addFamily(within ? tr("Between them: %1").arg(familyTitle(family).toLower()) : familyTitle(family), family,
                  members, edges.size() <= MostExpanded);
    };
    for (const auto &[family, members] : byFamily) {
        if (family != RelationFamily::Link)
            add(family, members);
    }
    if (const auto links = byFamily.find(RelationFamily::Link); links != byFamily.end())
        add(RelationFamily::Link, links->second);
}

void GraphEvidence::addFamily(const QString &title, RelationFamily family, const QList<int> &edges, bool expanded)
{
    const Graph &graph = m_shown->openGraph();
    const Palette &palette = paletteOf(this);
    QStandardItem *const group = heading(tr("%1  %2").arg(title, QLocale().toString(edges.size())));
    const RelationLook &look = lookOf(family);
    group->setForeground(QColor::fromRgb(palette.dark ? look.dark : look.light));
    for (const int index : edges.first(std::min(MostRows, edges.size()))) {
        const GraphEdge &edge = graph.edges.at(index);
        const int drawn = m_shown->edgeBetween(m_shown->homeOf(edge.from), m_shown->homeOf(edge.to));
        auto *const item = new QStandardItem(edgeWords(graph, edge));
        item->setData(drawn, EdgeRole);
        for (const EdgeSource &source : sourcesOf(graph, edge)) {
            auto *const line = new QStandardItem(source.text);
            line->setForeground(palette.mutedText);
            line->setToolTip(source.text);
            line->setData(drawn, EdgeRole);
            line->setData(source.path.toString(), PathRole);
            line->setData(source.offset, OffsetRole);
            item->appendRow(line);
        }
        if (const QStandardItem *const first = item->child(0)) {
            item->setData(first->data(PathRole), PathRole);
            item->setData(first->data(OffsetRole), OffsetRole);
        }
        group->appendRow(item);
    }
    addRest(group, edges.size());
    m_model->appendRow(group);
    const QModelIndex index = group->index();
    m_tree->setExpanded(index, family != RelationFamily::Link || edges.size() <= MostExpanded);
    for (int row = 0; expanded && row < group->rowCount(); ++row)
        m_tree->setExpanded(m_model->index(row, 0, index), true);
}

void GraphEvidence::activate(const QModelIndex &index)
{
    const QVariant path = index.data(PathRole);
    if (!path.isValid())
        return;
    if (const Result<NotePath> note = NotePath::fromRelative(path.toString()))
        Q_EMIT sourceActivated(*note, index.data(OffsetRole).toUInt(), QGuiApplication::keyboardModifiers());
}

} // namespace tearsheet
