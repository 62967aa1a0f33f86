// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/graph/picturelegend.h"

#include <QWidget>

#include <optional>

class QAbstractButton;
class QVBoxLayout;

namespace tearsheet {

/// What the edges of a graph stand for: a switch for each family of relations, with how many there are. Below, what
/// nodes stand for.
class GraphLegend : public QWidget
{
    Q_OBJECT

public:
    explicit GraphLegend(QWidget *parent = nullptr);

    /// Families that `counts` know of; those whose relations are all in `hidden` are off.
    void show(const QList<RelationCount> &counts, quint64 hidden);

    /// What the shapes, colours and sizes of nodes stand for, below the relations.
    void showNodes(const QList<LegendEntry> &entries);

Q_SIGNALS:
    /// The user switched a family; `hidden` is a set by `setOf`.
    void hiddenChanged(quint64 hidden);

    /// The mouse is over a family, or the keyboard on it; nothing when it is left.
    void familyHovered(std::optional<tearsheet::RelationFamily> family);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void ask(RelationFamily family, QPoint place);
    QAbstractButton *entry(RelationFamily family) const;

    QList<QAbstractButton *> m_entries; ///< By family.
    quint64 m_hidden = 0;
    QVBoxLayout *m_nodes;
    QList<LegendEntry> m_shownNodes;
};

} // namespace tearsheet
