// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/filecalls.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QMap>
#include <QSet>
#include <QString>
#include <QStringList>

namespace tearsheet {

/// A disk that keeps for certain only what was synced: what may be there after the power was cut.
///
/// It takes down the calls that change files, while they are done. `cutPower` then puts its folders into one of the
/// states that are allowed after a part of these calls:
///
/// - A file has the bytes that were synced; of what was written since, each sector is there, or not yet, or is empty.
/// - A name (of a file or a folder) is as it was when the folder it lies in was synced, or as it was made later. What
///   was done to one name is done in order; a rename or an exchange is done as a whole or not at all.
///
/// ext4, XFS and btrfs allow less: they keep more of the order, and sync a new file's name with its bytes.
///
/// Folders are not renamed. Permissions are not kept. One such disk at a time in a process.
class UnsafeDisk
{
public:
    /// Takes what lies in `folders` for synced; each is a file system. `below` does the calls; by default nothing is
    /// really synced, which is quick.
    explicit UnsafeDisk(QStringList folders, const FileCalls &below = unsynced());
    ~UnsafeDisk();
    Q_DISABLE_COPY_MOVE(UnsafeDisk)

    /// The system's calls, but for those that sync.
    static const FileCalls &unsynced();

    /// To be used while this object lives.
    const FileCalls &calls() const;

    /// How many calls changed or synced something until now.
    int callCount() const { return static_cast<int>(m_calls.size()); }

    /// Whether what was synced counts.
    enum class Syncs : quint8 {
        Last,
        DoNothing, ///< As if nobody had synced.
    };

    /// Puts the folders into the state after the first `calls` calls and a power cut, one of those there are for each
    /// `seed`; after 0 calls it is the one at the beginning. What was taken down stays. What fails ends the test
    /// program.
    void cutPower(int calls, quint32 seed, Syncs syncs = Syncs::Last) const;

private:
    struct Recorder;

    enum class Kind : quint8 {
        Create,
        Write,
        Truncate,
        Sync,
        Rename,
        Exchange,
        Link,
        Remove,
        MakeFolder,
        RemoveFolder
    };

    struct Call
    {
        Kind kind;
        QString path;  // Of a `Sync` the folder or, where it is for `all`, the file system.
        QString other; // The second name, where there are two.
        int file = -1; // None: it does not concern a file's bytes.
        bool all = false;
        qint64 at = 0; // Where it writes, or the size.
        QByteArray bytes;

        bool changesNames() const { return kind != Kind::Write && kind != Kind::Truncate && kind != Kind::Sync; }
    };

    struct Opened
    {
        QString path;
        int file = -1; // None: a folder.
    };

    /// Which file lies at which path, and which folders there are.
    struct Names
    {
        QMap<QString, int> files;
        QSet<QString> folders;

        void apply(const Call &call);
    };

    void add(const Call &call);
    QString fileSystemOf(const QString &path) const;
    QList<bool> lasting(int calls, quint32 seed, Syncs syncs) const;
    Names namesAfter(int calls, quint32 seed, Syncs syncs) const;
    QByteArray bytesAfter(int file, int calls, quint32 seed, Syncs syncs) const;

    QStringList m_folders;
    const FileCalls *m_below;
    Names m_first;
    Names m_now;
    QList<QByteArray> m_firstBytes; // Of each file that was there.
    QList<QString> m_fileSystems;   // Of each file.
    QList<Call> m_calls;
    QHash<int, Opened> m_open; // By descriptor.
};

} // namespace tearsheet
