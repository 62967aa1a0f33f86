// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/vaultwords.h"

#include <QWidget>

#include <functional>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;

namespace tearsheet {

/// The words that a vault adds for relations: a list, and a line to add one. A change counts at once.
class RelationWordsForm : public QWidget
{
    Q_OBJECT

public:
    /// Keeps words in place of those before; fails where they cannot be kept.
    using Keep = std::function<Result<>(const QList<OwnRelationWord> &words)>;

    RelationWordsForm(const QList<OwnRelationWord> &words, Keep keep, QWidget *parent = nullptr);

private:
    void add();
    void remove();
    void take(const QList<OwnRelationWord> &words);
    void list(const QList<OwnRelationWord> &words);

    Keep m_keep;
    QList<OwnRelationWord> m_words;
    QTreeWidget *m_list;
    QLineEdit *m_typed;
    QComboBox *m_relation;
    QPushButton *m_remove;
    QLabel *m_problem;
};

} // namespace tearsheet
