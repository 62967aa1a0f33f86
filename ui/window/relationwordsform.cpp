// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/relationwordsform.h"

#include "core/research/relationwording.h"
#include "ui/style/style.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

RelationWordsForm::RelationWordsForm(const QList<OwnRelationWord> &words, Keep keep, QWidget *parent)
    : QWidget(parent), m_keep(std::move(keep)), m_list(new QTreeWidget(this)), m_typed(new QLineEdit(this)),
      m_relation(new QComboBox(this)), m_remove(new QPushButton(tr("Remove"), this)), m_problem(new QLabel(this))
{
    auto *explanation = new QLabel(tr("Words of your own that name a relation, in the singular: in captions, headings, "
                                      "columns and properties they are read as what they stand for."),
                                   this);
    explanation->setWordWrap(true);
    explanation->setForegroundRole(QPalette::PlaceholderText);
    m_list->setObjectName(u"relationWordsList"_s);
    m_list->setAccessibleName(tr("Words for relations"));
    m_list->setColumnCount(2);
    m_list->setHeaderLabels({tr("Words"), tr("Stand for")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setMinimumHeight(110);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_typed->setObjectName(u"relationWordsTyped"_s);
    m_typed->setPlaceholderText(tr("berth holder"));
    m_typed->setAccessibleName(tr("Words"));
    m_relation->setObjectName(u"relationWordsRelation"_s);
    m_relation->setAccessibleName(tr("What they stand for"));
    for (const RelationType type : relationTypes()) {
        if (type != RelationType::Link)
            m_relation->addItem(relationNoun(type), static_cast<int>(type));
    }
    auto *const addButton = new QPushButton(tr("Add"), this);
    addButton->setObjectName(u"relationWordsAdd"_s);
    addButton->setAutoDefault(false);
    m_remove->setObjectName(u"relationWordsRemove"_s);
    m_remove->setAutoDefault(false);
    m_problem->setObjectName(u"relationWordsProblem"_s);
    m_problem->setWordWrap(true);
    QPalette colours = m_problem->palette();
    colours.setColor(QPalette::WindowText, paletteOf(this).danger);
    m_problem->setPalette(colours);
    m_problem->hide();

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins({});
    bar->setSpacing(8);
    bar->addWidget(m_typed, 1);
    bar->addWidget(m_relation);
    bar->addWidget(addButton);
    bar->addWidget(m_remove);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(8);
    layout->addWidget(explanation);
    layout->addWidget(m_list, 1);
    layout->addLayout(bar);
    layout->addWidget(m_problem);

    connect(addButton, &QPushButton::clicked, this, &RelationWordsForm::add);
    connect(m_typed, &QLineEdit::returnPressed, this, &RelationWordsForm::add);
    connect(m_typed, &QLineEdit::textChanged, m_problem, &QWidget::hide);
    connect(m_remove, &QPushButton::clicked, this, &RelationWordsForm::remove);
    connect(m_list, &QTreeWidget::currentItemChanged, this,
            [this](const QTreeWidgetItem *item) { m_remove->setEnabled(item); });
    list(words);
}

void RelationWordsForm::add()
{
    const auto type = static_cast<RelationType>(m_relation->currentData().toInt());
    const Result<OwnRelationWord> word = ownRelationWord(m_typed->text(), type);
    if (!word) {
        m_problem->setText(word.error().sentence);
        m_problem->show();
        return;
    }
    QList<OwnRelationWord> words = m_words;
    // Said again, they stand for something else from now on.
    words.removeIf([&](const OwnRelationWord &known) { return known.words == word->words; });
    words.append(*word);
    std::ranges::sort(words, {}, &OwnRelationWord::words);
    m_typed->clear();
    take(words);
}

void RelationWordsForm::remove()
{
    const QTreeWidgetItem *const item = m_list->currentItem();
    if (!item)
        return;
    QList<OwnRelationWord> words = m_words;
    words.removeIf([said = item->text(0).toUtf8()](const OwnRelationWord &known) { return known.words == said; });
    take(words);
}

void RelationWordsForm::take(const QList<OwnRelationWord> &words)
{
    const Result<> kept = m_keep(words);
    m_problem->setVisible(!kept);
    if (kept)
        list(words);
    else
        m_problem->setText(kept.error().sentence);
}

void RelationWordsForm::list(const QList<OwnRelationWord> &words)
{
    m_words = words;
    m_list->clear();
    for (const OwnRelationWord &word : words)
        m_list->addTopLevelItem(
            new QTreeWidgetItem(QStringList{QString::fromUtf8(word.words), relationNoun(word.type)}));
    m_remove->setEnabled(false);
}

} // namespace tearsheet
