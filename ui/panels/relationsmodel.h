// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/relationindex.h"
#include "ui/panels/groupedmodel.h"

namespace tearsheet {

/// One line of the relations panel: a statement of the note, what else it says of the same target, or what another
/// note says of it and it does not say back.
struct RelationRow
{
    enum class Kind { Stated, Also, SaidByOther };

    Kind kind = Kind::Stated;
    int source = -1; ///< The note whose text says it.
    int target = -1;
    QString targetName;
    RelationStatement statement;
    bool oneSided = false;
    QString sentence;   ///< "Kestrel is a customer of Norrland"
    QString evidence;   ///< "Key customers · Customer"
    bool again = false; ///< The sentence is that of the row above it; only the place is another.
};

/// The lines for the note `file`, without plain links, in the order of families. O(relations of the vault).
QList<RelationRow> relationRows(const RelationIndex &relations, int file);

/// What of `statement` a user may write anew at its place: the caption, the word for the relation, or in the front
/// matter the target; empty where it is shared with others, as a heading is.
ByteRange editablePart(const RelationStatement &statement);

/// Relations as sentences, grouped by what they have to do with.
class RelationsModel : public GroupedModel
{
    Q_OBJECT

public:
    enum Role {
        EvidenceRole = Qt::UserRole, ///< Where it is said; empty where the row says no more than that.
        LineRole,                    ///< Counted from 1.
        OneSidedRole,                ///< Whether the target does not say it back.
        UnresolvedRole,              ///< Whether nothing answers to the target's name.
        KindRole,
        CountRole, ///< Of a group.
    };

    using GroupedModel::GroupedModel;

    /// Shows `rows`, whose places are in the texts of `snapshot`. `editable`: parts may be written anew.
    void setRows(const QList<RelationRow> &rows, const Snapshot &snapshot, bool editable);

    /// The row at `index`; null for a group.
    const RelationRow *row(const QModelIndex &index) const;

    const Snapshot &snapshot() const { return m_snapshot; }
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    /// The user wrote `text` in place of the editable part of the row at `index`, which may say it already.
    void edited(const QModelIndex &index, const QString &text);

protected:
    int groupCount() const override { return static_cast<int>(m_groups.size()); }
    int itemCount(int group) const override { return static_cast<int>(m_groups.at(group).size()); }

private:
    QString groupTitle(int group) const;

    Snapshot m_snapshot;
    QList<QList<RelationRow>> m_groups;
    bool m_editable = false;
};

} // namespace tearsheet
