// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/change/plans.h"

#include <optional>

namespace tearsheet {

/// A change to many notes that was carried out, with what it takes to take it back later.
struct DoneChange
{
    ChangePlan back;                  ///< Takes it back where every file still is as the change left it.
    QHash<NotePath, QByteArray> left; ///< What the change made of the notes that it edited, by their paths then.
    qint64 time = 0;                  ///< When it was carried out, in ms since 1970; 0 where nobody asks.

    bool operator==(const DoneChange &) const = default;

    /// Bytes of text that are kept for it.
    qsizetype size() const;
};

/// What can be taken back of a change.
struct Undoing
{
    ChangePlan plan;   ///< As far as it goes; later changes of the same notes stay.
    QList<Error> kept; ///< Why some file, place or link stays as it is, each with its file.

    bool isWhole() const { return kept.isEmpty(); }
};

/// What is to be remembered of `plan`, made from `before`, once it is carried out.
DoneChange doneChange(const ChangePlan &plan, const Snapshot &before);

/// `done`, of files of which some were moved since: `moves` tells by their paths then where they went.
DoneChange afterMoves(DoneChange done, const QHash<NotePath, NotePath> &moves);

/// What takes a change of a text from `before` to `after` back in the text as it is `now`, and leaves what was written
/// since; empty where nothing of the change is left. Nothing where both changed the same place. Costs as `Merge`. Any
/// thread.
std::optional<EditScript> takingBack(const QByteArray &before, const QByteArray &after, const QByteArray &now);

/// The plan that takes `done` back in the vault as it is in `now`. Where a note was changed since, the old text and the
/// new one are brought together (`Merge`); a place that both changed stays as it is now, and so does a file that is
/// gone. Links that were written since to what moves back are kept, as far as a link can say the old name. Fails with
/// `Exists` where something lies in the place that a file is to move back to: then nothing can be taken back, as links
/// would reach the wrong file. Costs as `Merge` for each note that was changed since. Any thread.
Result<Undoing> undoing(const DoneChange &done, const Snapshot &now);

} // namespace tearsheet
