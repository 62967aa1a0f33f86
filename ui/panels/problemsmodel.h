// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/problem.h"

#include <QAbstractTableModel>

namespace tearsheet {

/// One line of the problems panel.
struct ProblemRow
{
    Problem problem;
    NotePath path;
    int line = 0; ///< From 0.

    /// Whether it says the same of the same note as `other`, wherever. Rows of one list may.
    bool isSame(const ProblemRow &other) const
    {
        return path == other.path && problem.kind == other.problem.kind && problem.message == other.problem.message;
    }
};

/// Problems as a table: what each is, of which kind, where.
class ProblemsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { MessageColumn, KindColumn, PlaceColumn, ColumnCount };

    explicit ProblemsModel(QObject *parent = nullptr);

    /// Whether they look other than those before; where they do not, nobody need notice.
    bool setRows(const QList<ProblemRow> &rows);
    const QList<ProblemRow> &rows() const { return m_rows; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QList<ProblemRow> m_rows;
    QHash<QStringView, QString> m_titles; // Of all kinds, by name.
};

} // namespace tearsheet
