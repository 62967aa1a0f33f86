// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/graph/graphask.h"

#include "core/graph/graphwords.h"
#include "ui/style/icons.h"

#include <QComboBox>
#include <QCompleter>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>
#include <QStringListModel>
#include <QVBoxLayout>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

enum Role { AnswerRole = Qt::UserRole, NodeRole };

constexpr qsizetype MostSaid = 8; // Lines of a tool tip.
constexpr qsizetype MostNames = 1000;

} // namespace

GraphAsk::GraphAsk(QWidget *parent)
    : QWidget(parent), m_question(new QComboBox(this)), m_from(new QLineEdit(this)), m_to(new QLineEdit(this)),
      m_family(new QComboBox(this)), m_along(new QComboBox(this)), m_steps(new QSpinBox(this)),
      m_ask(new QPushButton(tr("Ask"), this)), m_compare(new QPushButton(tr("Compare these"), this)),
      m_news(new QLabel(this)), m_list(new QListWidget(this)), m_names(new QStringListModel(this)),
      m_job(this, [this](const Answers &told) { take(told.answers, told.again); }),
      m_namesJob(this, [this](const QStringList &names) { m_names->setStringList(names); })
{
    auto *const box = new QVBoxLayout(this);
    box->setContentsMargins(12, 12, 12, 0);
    auto *const form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(6);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_question->addItems({tr("Shortest paths between two"), tr("Strongest paths between two"),
                          tr("What both are linked with"), tr("Who is reached along a relation"),
                          tr("What only this one connects")});
    m_question->setObjectName(u"graphQuestion"_s);
    form->addRow(m_question);
    const auto field = [&](QLineEdit *edit, const QString &label, const QString &name) {
        auto *const completer = new QCompleter(m_names, edit);
        completer->setCaseSensitivity(Qt::CaseInsensitive);
        completer->setFilterMode(Qt::MatchContains);
        edit->setCompleter(completer);
        edit->setPlaceholderText(tr("A note in the graph"));
        edit->setObjectName(name);
        form->addRow(label, edit);
        connect(edit, &QLineEdit::returnPressed, this, &GraphAsk::ask);
    };
    field(m_from, tr("From"), u"graphFrom"_s);
    field(m_to, tr("To"), u"graphTo"_s);
    for (const RelationFamily family : relationFamilies()) {
        if (family != RelationFamily::Link)
            m_family->addItem(familyTitle(family), static_cast<int>(family));
    }
    m_family->insertItem(0, tr("Any relation"), -1);
    m_family->setCurrentIndex(0);
    form->addRow(tr("Along"), m_family);
    m_along->addItems({tr("What they are to it"), tr("What it is to them"), tr("Both ways")});
    form->addRow(tr("Way"), m_along);
    m_steps->setRange(1, 6);
    m_steps->setValue(2);
    form->addRow(tr("Steps"), m_steps);
    box->addLayout(form);
    auto *const actions = new QHBoxLayout;
    m_ask->setObjectName(u"graphAsk"_s);
    m_compare->setObjectName(u"graphCompare"_s);
    actions->addWidget(m_ask);
    actions->addWidget(m_compare);
    actions->addStretch();
    box->addLayout(actions);
    m_news->setWordWrap(true);
    m_news->setForegroundRole(QPalette::PlaceholderText);
    box->addWidget(m_news);
    m_list->setWordWrap(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setAccessibleName(tr("Answers"));
    m_list->setObjectName(u"graphAnswers"_s);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // One that comes later would cut what is wrapped.
    m_list->setSpacing(4);
    m_list->hide();
    box->addWidget(m_list, 1);
    box->addStretch();
    connect(m_question, &QComboBox::currentIndexChanged, this, &GraphAsk::showFields);
    connect(m_ask, &QPushButton::clicked, this, &GraphAsk::ask);
    connect(m_list, &QListWidget::currentItemChanged, this, &GraphAsk::choose);
    connect(m_list, &QListWidget::itemActivated, this, [this](const QListWidgetItem *item) {
        if (const QVariant node = item->data(NodeRole); node.isValid())
            Q_EMIT nodeActivated(node.toInt());
    });
    connect(m_compare, &QPushButton::clicked, this, [this] {
        if (const QListWidgetItem *item = m_list->currentItem())
            Q_EMIT compareWanted(m_answers.at(item->data(AnswerRole).toInt()).nodes);
    });
    showFields();
}

void GraphAsk::setGraph(const std::shared_ptr<const ShownGraph> &shown)
{
    if (shown == m_shown)
        return;
    m_shown = shown;
    m_namesJob.request([shown](const CancelFlag &) {
        QStringList names;
        if (shown) {
            for (const GraphNode &node : shown->graph.nodes)
                names.append(node.label);
        }
        names.sort(Qt::CaseInsensitive);
        return names;
    });
    // Answers hold indices of the graph before.
    if (!m_answers.isEmpty())
        request(true);
}

void GraphAsk::setEnds(int from, int to)
{
    const auto name = [&](int node) { return m_shown && node >= 0 ? m_shown->graph.nodes.at(node).label : QString(); };
    if (from >= 0)
        m_from->setText(name(from));
    if (to >= 0)
        m_to->setText(name(to));
}

void GraphAsk::setQuestion(Question question)
{
    m_question->setCurrentIndex(static_cast<int>(question));
    QLineEdit *const wanted = m_from->text().isEmpty() || m_to->isHidden() ? m_from : m_to;
    wanted->setFocus();
    wanted->selectAll();
}

void GraphAsk::showFields()
{
    const auto question = static_cast<Question>(m_question->currentIndex());
    const auto form = static_cast<QFormLayout *>(layout()->itemAt(0)->layout());
    const bool two = question <= Question::Common;
    form->setRowVisible(m_to, two);
    for (QWidget *const field : std::initializer_list<QWidget *>{m_family, m_along, m_steps})
        form->setRowVisible(field, question == Question::Along);
    static_cast<QLabel *>(form->labelForField(m_from))->setText(two ? tr("From") : tr("Note"));
    take({});
}

int GraphAsk::nodeIn(const QLineEdit *field) const
{
    const QString name = field->text().trimmed();
    const QList<GraphNode> &nodes = m_shown->graph.nodes;
    const auto same = [&](Qt::CaseSensitivity cs) {
        const auto node = std::ranges::find_if(
            nodes, [&](const GraphNode &candidate) { return candidate.label.compare(name, cs) == 0; });
        return node == nodes.end() ? -1 : static_cast<int>(node - nodes.begin());
    };
    const int exact = same(Qt::CaseSensitive);
    return exact >= 0 ? exact : same(Qt::CaseInsensitive);
}

void GraphAsk::ask()
{
    m_dismissed = false;
    request(false);
}

void GraphAsk::dismiss()
{
    m_dismissed = true;
    m_list->setCurrentItem(nullptr);
}

void GraphAsk::request(bool again)
{
    if (!m_shown)
        return;
    const auto question = static_cast<Question>(m_question->currentIndex());
    const int from = nodeIn(m_from);
    const int to = nodeIn(m_to);
    const bool two = question <= Question::Common;
    if (again)
        m_list->setEnabled(false); // It is of the graph before.
    else
        take({});
    for (const auto &[field, node, wanted] : {std::tuple(m_from, from, true), std::tuple(m_to, to, two)}) {
        if (!wanted || node >= 0)
            continue;
        take({});
        m_news->setText(field->text().isEmpty() ? tr("Name a note first.")
                                                : tr("%1 is not in the graph that is shown.").arg(field->text()));
        m_news->show();
        if (!again)
            field->setFocus();
        return;
    }
    const int family = m_family->currentData().toInt();
    const quint64 relations =
        family < 0 ? allRelations & ~setOf(RelationType::Link) : relationsOf(static_cast<RelationFamily>(family));
    m_job.request([=, shown = m_shown, along = static_cast<Along>(m_along->currentIndex()),
                   steps = m_steps->value()](const CancelFlag &) -> Answers {
        const Graph &graph = shown->graph;
        switch (question) {
        case Question::Shortest:
            return {pathsBetween(graph, from, to), again};
        case Question::Strongest:
            return {pathsBetween(graph, from, to, {.strongest = true}), again};
        case Question::Common:
            return {{commonNeighbours(graph, from, to)}, again};
        case Question::Along:
            return {{reachedAlong(graph, from, relations, along, steps)}, again};
        case Question::OnlyBy:
            return {{connectedOnlyBy(graph, from)}, again};
        }
        return {};
    });
}

void GraphAsk::take(const QList<GraphAnswer> &answers, bool again)
{
    m_job.cancel();
    m_news->hide();
    m_answers = answers;
    m_list->setEnabled(true);
    const int row = again ? std::max(m_list->currentRow(), 0) : 0;
    m_list->clear();
    for (int i = 0; i < answers.size(); ++i) {
        auto *const item = new QListWidgetItem(answers.at(i).sentence, m_list);
        item->setToolTip(answers.at(i).sentence);
        item->setData(AnswerRole, i);
        if (const QList<int> names = namesBelow(i); !names.isEmpty()) {
            const QString some = u": "_s + nodeList(m_shown->graph, names) + u'.';
            if (answers.at(i).sentence.endsWith(some))
                item->setText(answers.at(i).sentence.chopped(some.size()) + u':');
            addNames(i, names);
        }
    }
    m_list->setVisible(!answers.isEmpty());
    choose(nullptr);
    if (answers.isEmpty()) {
        Q_EMIT answered({}, again);
    } else if (!m_dismissed) {
        const QSignalBlocker blocker(again ? m_list : nullptr);
        m_list->setCurrentRow(std::min(row, m_list->count() - 1));
        const GraphAnswer &answer = answers.at(m_list->currentItem()->data(AnswerRole).toInt());
        m_compare->setEnabled(answer.nodes.size() > 1);
        if (again)
            Q_EMIT answered(answer, again);
    }
}

// Those that the answer counts; a path's sentence says all of it.
QList<int> GraphAsk::namesBelow(int answer) const
{
    if (static_cast<Question>(m_question->currentIndex()) <= Question::Strongest)
        return {};
    QList<int> names = m_answers.at(answer).nodes;
    names.removeIf([&](int node) { return m_answers.at(answer).asked.contains(node); });
    return names;
}

void GraphAsk::addNames(int answer, const QList<int> &names)
{
    const Graph &graph = m_shown->graph;
    const GraphAnswer &said = m_answers.at(answer);
    QHash<int, QList<int>> edges;
    for (const int edge : said.edges) {
        edges[graph.edges.at(edge).from].append(edge);
        edges[graph.edges.at(edge).to].append(edge);
    }
    const auto add = [&](const QString &text) {
        auto *const item = new QListWidgetItem(text, m_list);
        item->setData(AnswerRole, answer);
        return item;
    };
    for (const int node : names.first(std::min(names.size(), MostNames))) {
        const QString &label = graph.nodes.at(node).label;
        QStringList tip{label};
        const QList<int> own = edges.value(node);
        for (const int edge : own.first(std::min(own.size(), MostSaid)))
            tip.append(edgeWords(graph, graph.edges.at(edge)));
        QListWidgetItem *const item = add(label);
        item->setIcon(icon(graph.nodes.at(node).kind == GraphNodeKind::Note ? Icon::Note : Icon::Link));
        item->setToolTip(tip.join(u'\n'));
        item->setData(NodeRole, node);
    }
    if (names.size() > MostNames)
        add(tr("and %n more", nullptr, static_cast<int>(names.size() - MostNames)));
}

void GraphAsk::choose(QListWidgetItem *item)
{
    const int answer = item ? item->data(AnswerRole).toInt() : -1;
    m_compare->setEnabled(item && m_answers.at(answer).nodes.size() > 1);
    if (!item)
        return;
    if (const QVariant node = item->data(NodeRole); node.isValid())
        Q_EMIT nodeChosen(node.toInt());
    else
        Q_EMIT answered(m_answers.at(answer), false);
}

} // namespace tearsheet
