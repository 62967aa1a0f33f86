// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graphevidence.h"

#include "core/graph/graphlook.h"
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
                                 evidenceText(statement.evidence, text)),
                        path, statement.evidence.name.begin});
    };
    add(relation->best);
    for (const RelationStatement &statement : relation->also)
        add(statement);
    return sources;
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
    m_compare->setVisible(!none && nodes.size() > 1);
    m_model->clear();
    if (none)
        return;
    m_title->setText(title(nodes));
    const auto isIn = [&](int node) { return std::ranges::binary_search(nodes, node); };
    QList<int> edges;
    for (int i = 0; i < shown->graph.edges.size(); ++i) {
        const GraphEdge &edge = shown->graph.edges.at(i);
        const bool wanted = nodes.size() == 1 ? isIn(edge.from) || isIn(edge.to) : isIn(edge.from) && isIn(edge.to);
        if (wanted)
            edges.append(i);
    }
    fill(edges);
}

QString GraphEvidence::title(const QList<int> &nodes) const
{
    if (nodes.size() > 1)
        return tr("%n nodes: %1", nullptr, static_cast<int>(nodes.size())).arg(nodeList(m_shown->graph, nodes));
    const GraphNode &node = m_shown->graph.nodes.at(nodes.first());
    return node.members > 1 ? tr("%1 (%n notes)", nullptr, node.members).arg(node.label) : node.label;
}

void GraphEvidence::fill(const QList<int> &edges)
{
    const Graph &graph = m_shown->graph;
    const Palette &palette = paletteOf(this);
    std::map<RelationFamily, QList<int>> byFamily;
    for (const int edge : edges)
        byFamily[familyOf(graph.edges.at(edge).type)].append(edge);
    // Plain links say the least.
    const auto addFamily = [&](RelationFamily family, const QList<int> &members) {
        auto *const group =
            new QStandardItem(tr("%1  %2").arg(familyTitle(family), QLocale().toString(members.size())));
        QFont font = m_tree->font();
        font.setWeight(QFont::DemiBold);
        group->setFont(font);
        const RelationLook &look = lookOf(family);
        group->setForeground(QColor::fromRgb(palette.dark ? look.dark : look.light));
        for (const int edge : members) {
            auto *const item = new QStandardItem(edgeWords(graph, graph.edges.at(edge)));
            item->setData(edge, EdgeRole);
            for (const EdgeSource &source : sourcesOf(graph, graph.edges.at(edge))) {
                auto *const line = new QStandardItem(source.text);
                line->setForeground(palette.mutedText);
                line->setToolTip(source.text);
                line->setData(edge, EdgeRole);
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
        m_model->appendRow(group);
        const QModelIndex index = group->index();
        m_tree->setExpanded(index, family != RelationFamily::Link || members.size() <= MostExpanded);
        for (int row = 0; edges.size() <= MostExpanded && row < group->rowCount(); ++row)
            m_tree->setExpanded(m_model->index(row, 0, index), true);
    };
    for (const auto &[family, members] : byFamily) {
        if (family != RelationFamily::Link)
            addFamily(family, members);
    }
    if (const auto links = byFamily.find(RelationFamily::Link); links != byFamily.end())
        addFamily(RelationFamily::Link, links->second);
    if (edges.isEmpty())
        m_model->appendRow(new QStandardItem(tr("Nothing that is shown is said of it.")));
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
