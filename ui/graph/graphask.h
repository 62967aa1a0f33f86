// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latestjob.h"
#include "core/graph/paths.h"
#include "core/graph/showngraph.h"

#include <QWidget>

class QComboBox;
class QCompleter;
class QLabel;
class QLineEdit;
class QListWidget;
class QListWidgetItem;
class QPushButton;
class QSpinBox;
class QStringListModel;

namespace tearsheet {

/// Questions to the graph, their answers as sentences; below one that counts nodes they all stand by name. Works in the
/// pool.
class GraphAsk : public QWidget
{
    Q_OBJECT

public:
    enum class Question : quint8 { Shortest, Strongest, Common, Along, OnlyBy };

    explicit GraphAsk(QWidget *parent = nullptr);

    /// The graph that is asked. Names in the fields are looked up in it again.
    void setGraph(const std::shared_ptr<const ShownGraph> &shown);

    /// Puts nodes into the fields.
    void setEnds(int from, int to);

    void setQuestion(Question question);

    /// Asks what the fields say; says what is missing where something is.
    void ask();

    /// The answer is in the picture no more.
    void dismiss();

Q_SIGNALS:
    /// An answer is chosen; empty when there is none. It is the same question, `again`, where the graph changed.
    void answered(const tearsheet::GraphAnswer &answer, bool again);

    /// A node that an answer names is to be shown, and is to be opened.
    void nodeChosen(int node);
    void nodeActivated(int node);

    /// What the answer names is to be compared.
    void compareWanted(const QList<int> &nodes);

private:
    void request(bool again);
    void take(const QList<GraphAnswer> &answers, bool again = false);
    void showFields();
    QList<int> namesBelow(int answer) const;
    void addNames(int answer, const QList<int> &names);
    void choose(QListWidgetItem *item);
    int nodeIn(const QLineEdit *field) const;

    std::shared_ptr<const ShownGraph> m_shown;
    QComboBox *m_question;
    QLineEdit *m_from;
    QLineEdit *m_to;
    QComboBox *m_family;
    QComboBox *m_along;
    QSpinBox *m_steps;
    QPushButton *m_ask;
    QPushButton *m_compare;
    QLabel *m_news;
    QListWidget *m_list;
    QStringListModel *m_names;
    QList<GraphAnswer> m_answers;
    bool m_dismissed = false;
    struct Answers
    {
        QList<GraphAnswer> answers;
        bool again = false;
    };
    LatestJob<Answers> m_job;
    LatestJob<QStringList> m_namesJob;
};

} // namespace tearsheet
