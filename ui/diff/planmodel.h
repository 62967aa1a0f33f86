// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/change/planchoice.h"
#include "core/text/lineindex.h"
#include "core/text/wordchanges.h"
#include "ui/panels/groupedmodel.h"

namespace tearsheet {

/// The line around one edit, shortened, with what goes and then what comes in its place.
struct PlanPlace
{
    QString text;
    TextSpan removed; ///< In `text`.
    TextSpan added;   ///< In `text`, right behind what goes.
    int line = 0;     ///< Counted from 1.

    bool operator==(const PlanPlace &) const = default;
};

/// How much of a plan is ticked.
struct PlanExtent
{
    int places = 0;        ///< Edits.
    int notes = 0;         ///< Files with such edits.
    int moves = 0;         ///< Files that move.
    bool onlyNotes = true; ///< Whether all files with edits are notes.

    bool operator==(const PlanExtent &) const = default;
};

/// The files of a plan, below each the places that it changes, with boxes to tick. What a place says is worked out when
/// it is asked for: thousands of files cost nothing.
class PlanModel : public GroupedModel
{
    Q_OBJECT

public:
    enum Role {
        FileRole = Qt::UserRole, ///< Index into the plan's files.
        CountRole,               ///< Places in a file.
        PlaceRole,               ///< `PlanPlace` of a place.
    };

    /// `plan` was made from `snapshot`. At first all is ticked.
    PlanModel(const ChangePlan &plan, const Snapshot &snapshot, QObject *parent = nullptr);

    /// What is ticked and what is not, as `chosen` takes it.
    const QList<FileChoice> &choices() const { return m_choices; }

    /// The plan as it is for a newer snapshot.
    void exchange(const ChangePlan &plan, const Snapshot &snapshot, const QList<FileChoice> &choices);

    /// A newer snapshot for which the plan is the same.
    void setSnapshot(const Snapshot &snapshot) { m_snapshot = snapshot; }

    const NotePath &pathAt(int file) const { return m_plan.files.at(file).path; }

    /// Takes the tick from every place in a file, which may still move.
    void untickPlaces(int file);

    PlanExtent ticked() const;

    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

protected:
    int groupCount() const override { return static_cast<int>(m_plan.files.size()); }
    int itemCount(int group) const override { return static_cast<int>(m_plan.files.at(group).edits.edits().size()); }

private:
    QVariant fileData(int file, int role) const;
    QVariant placeData(int file, int edit, int role) const;
    Qt::CheckState fileState(int file) const;
    PlanPlace place(int file, int edit) const;
    void tickFile(int file, bool on);
    void tickPlace(int file, int edit, bool on);

    ChangePlan m_plan;
    Snapshot m_snapshot;
    QList<FileChoice> m_choices; // One for each file.
    mutable int m_indexed = -1;  // The file that `m_lines` is of.
    mutable LineIndex m_lines;
};

} // namespace tearsheet

Q_DECLARE_METATYPE(tearsheet::PlanPlace)
