// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/snapshot.h"
#include "ui/panels/groupedmodel.h"

namespace tearsheet {

/// The links that reach a note, grouped by the note they stand in.
class BacklinksModel : public GroupedModel
{
    Q_OBJECT

public:
    enum Role {
        SourceRole = Qt::UserRole, ///< Path of the note the link stands in.
        OffsetRole,                ///< Of the link, in bytes.
        LineRole,                  ///< Counted from 1.
        CountRole,                 ///< Links in a group.
        MatchRole,                 ///< What the link shows, as it stands in the display text.
    };

    using GroupedModel::GroupedModel;

    void showNote(const Snapshot &snapshot, const NotePath &path);

    int linkCount() const { return m_linkCount; }
    QVariant data(const QModelIndex &index, int role) const override;

protected:
    int groupCount() const override { return static_cast<int>(m_groups.size()); }
    int itemCount(int group) const override { return static_cast<int>(m_groups.at(group).size()); }

private:
    QVariant groupData(int group, int role) const;
    QVariant linkData(LinkRef ref, int role) const;

    Snapshot m_snapshot;
    QList<QList<LinkRef>> m_groups;
    int m_linkCount = 0;
};

/// What a reader sees of the line around `link`: cells of a table row joined, marks removed.
QString contextOf(const Link &link, const Note &note);

} // namespace tearsheet
