// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/graph/graphindex.h"
#include "core/vault/renames.h"
#include "ui/graph/graphview.h"

#include <QHash>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <functional>

namespace tearsheet {

/// Keeps where the nodes of a vault's graphs lie from one start to the next, in a thread of its own: of the whole graph
/// (under the empty path) and of those around notes.
class PlaceKeeper : public QObject
{
    Q_OBJECT

public:
    /// Of the vault at `root`, an absolute, canonical path.
    explicit PlaceKeeper(const QString &root, QObject *parent = nullptr);

    /// What is to be kept is on the disk when it is gone.
    ~PlaceKeeper() override;

    /// Calls `deliver` with what is kept of the graph around `note`, in this thread and not at once.
    void load(const NotePath &note, std::function<void(const NodePlaces &, const QSet<quint64> &)> deliver);

    /// What is kept, and of which nodes: those of `index` and `others`, by their keys in `places`.
    struct Wanted
    {
        NodePlaces places;
        QSet<quint64> pinned;
        std::shared_ptr<const GraphIndex> index;
        QSet<quint64> others;
    };

    /// Keeps it once nothing new has come for a while.
    void keep(const NotePath &note, const Wanted &wanted);

    /// What is kept of the file that lay at `from` is kept of it where it lies now.
    void follow(const NotePath &from, const NotePath &to);

Q_SIGNALS:
    /// Something could not be kept.
    void failed(const QString &sentence);

private:
    void write();
    void run(std::function<Result<>()> job);

    QString m_root;
    QList<FileRename> m_renames; ///< They come before what is wanted.
    QHash<NotePath, Wanted> m_wanted;
    QTimer m_soon;
    QThreadPool m_pool; ///< One thread: what is loaded is what was kept before.
};

} // namespace tearsheet
