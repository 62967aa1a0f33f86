// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/renames.h"

#include <QHash>

namespace tearsheet {

/// Where a node lies in the picture of its vault, in units of `Places`.
struct KeptPlace
{
    float x = 0;
    float y = 0;
    bool pinned = false; ///< The user has put it there.

    bool operator==(const KeptPlace &) const = default;
};

/// By `GraphNode::key`, which is the same from start to start.
using KeptPlaces = QHash<quint64, KeptPlace>;

/// The places of a graph's nodes from one start to the next: a file in the user's data folder. Any thread, one at a
/// time.
class PlaceStore
{
public:
    /// How many notes of a vault have places of their own: those whose places were kept last.
    static constexpr qsizetype mostNotes = 256;

    /// That of the vault at `root`, an absolute, canonical path: of its whole graph, or of the one around `note`.
    explicit PlaceStore(const QString &root, const NotePath &note = {});

    /// Where the file lies.
    const QString &path() const { return m_path; }

    /// What was kept. A file that is missing, damaged, or of another version of the program is as none.
    KeptPlaces load() const;

    /// Keeps these places and no others, on the disk when it returns. Places that are not finite are left out. Where
    /// there are more notes than `mostNotes` then, those that were kept longest ago are forgotten.
    Result<> keep(const KeptPlaces &places) const;

    /// The nodes of files that lie elsewhere now keep their places in all graphs of the vault at `root`, and the graphs
    /// around them theirs. A node's keys are its own, each combined with one of `frames` by exclusive or.
    static Result<> follow(const QString &root, const QList<FileRename> &renames, const QList<quint64> &frames);

private:
    void forgetOldest() const;

    QString m_path;
    bool m_ofNote;
};

} // namespace tearsheet
