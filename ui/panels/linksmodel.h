// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/relationindex.h"
#include "core/vault/canvas.h"
#include "ui/panels/groupedmodel.h"

namespace tearsheet {

/// The links that reach a note, or those that stand in it, in groups: by the note at the other end, or, where relations
/// are known, by what the two notes are to each other. There, names without a link are listed as well. The last group
/// of those that reach a file is of the canvases that show it or link to it.
class LinksModel : public GroupedModel
{
    Q_OBJECT

public:
    /// Backlinks, or outgoing links.
    enum class Direction { In, Out };

    enum Role {
        SourceRole = Qt::UserRole, ///< Path of the note it stands in.
        OffsetRole,                ///< Of the link, in bytes.
        OtherRole,                 ///< Path of the note at the other end; empty where there is none.
        LineRole,                  ///< Counted from 1.
        CountRole,                 ///< Of a group: links of a note, notes of a relation.
        MatchRole,                 ///< What the link shows, as it stands in the display text.
        NameRole,                  ///< The note at the other end, in the first row of it below a relation.
        ModifierRole,              ///< "former", likewise.
        UnresolvedRole,            ///< Whether nothing answers to the name.
        KeyRole,                   ///< What tells a group from the others, in all lists.
    };

    explicit LinksModel(Direction direction, QObject *parent = nullptr);

    /// Shows the links of the note at `path` as `snapshot` has them, in groups of notes.
    void showNote(const Snapshot &snapshot, const NotePath &path);

    /// Shows the links of the note at `path` in groups of relations, plain links last.
    void showNote(const RelationIndex &relations, const NotePath &path);

    bool isByRelation() const { return m_byRelation; }

    /// Whether the rows around `row` say by `NameRole` what they stand in: their group does not.
    bool hasNames(const QModelIndex &row) const;

    /// How many canvases show the note or link to it.
    int canvasCount() const { return m_canvasCount; }
    int linkCount() const { return m_linkCount; }
    int noteCount() const { return m_noteCount; }

    /// The notes at the other ends of what is at `indexes`; a relation stands for all of its notes.
    QList<NotePath> notesOf(const QModelIndexList &indexes) const;

    // They can be dragged.
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    Qt::DropActions supportedDragActions() const override { return Qt::CopyAction; }
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    QVariant data(const QModelIndex &index, int role) const override;

protected:
    int groupCount() const override { return static_cast<int>(m_groups.size()); }
    int itemCount(int group) const override { return static_cast<int>(m_groups.at(group).rows.size()); }

private:
    /// The note at the other end; where there is none, what is called so.
    struct Other
    {
        int file = -1;
        QString name;
    };

    /// A link, or a name that a relation is read from.
    struct Row
    {
        Other other;
        int place = -1; ///< The file it stands in.
        ByteRange name;
        int link = -1; ///< Of that note; -1 where the name is no link.
        bool first = false;
        RelationModifier modifier = RelationModifier::None;
        CanvasUse use; // In a canvas.
    };

    struct Group
    {
        RelationType type = RelationType::Link;
        int notes = 0;
        QList<Row> rows;
        bool canvases = false; // These are the notes.
    };

    QList<QList<Row>> linksByNote(int file) const;
    Group inCanvases(int file) const;
    std::optional<NotePath> noteAt(const QModelIndex &index) const;
    void take(QList<Group> groups, bool byRelation);
    QVariant groupData(int group, int role) const;
    QVariant rowData(const Row &row, int role) const;
    QVariant useData(const Row &row, int role) const;

    Direction m_direction;
    Snapshot m_snapshot;
    QList<Group> m_groups;
    bool m_byRelation = false;
    int m_linkCount = 0;
    int m_noteCount = 0;
    int m_canvasCount = 0;
};

/// What a reader sees of the line around byte `offset`: cells of a table row joined, marks removed.
QString contextOf(quint32 offset, const Note &note);

} // namespace tearsheet
