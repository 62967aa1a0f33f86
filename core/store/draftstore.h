// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/note/notepath.h"
#include "core/store/filecalls.h"

#include <QByteArray>
#include <QList>

#include <memory>

namespace tearsheet {

class OpenFile;

/// The unsaved text of a note.
struct Draft
{
    NotePath path;
    QByteArray bytes;
    QByteArray base; ///< The text of the file that it was made from.
    qint64 time = 0; ///< When it was written, in ms since 1970; 0 for now.
    QString place;   ///< Its own file; empty until it is written.
    /// It is no whole text of the file, but what was typed into a part of it, as into a cell, when nobody knew what the
    /// file said: written in its place it would be all that there is.
    bool isPart = false;
    quint64 inode = 0; ///< Of the file that it was made for, which may lie elsewhere by now; 0 where nobody knows.
    qint64 born = 0;   ///< Likewise: when that came into being, as in `FileStamp`.

    bool operator==(const Draft &) const = default;
};

/// Keeps unsaved texts in the user's data folder, outside the vault, so that they outlive the program.
///
/// Each program that has the vault open keeps its drafts in a folder of its own, under a lock that the system lets go
/// when the program ends, however it does. Drafts of programs that are gone are found by the next one. A draft is
/// replaced as a whole and is on the disk when `keep` returns. An object belongs to one thread.
class DraftStore
{
public:
    /// For the vault at `root`, an absolute, canonical path. Nothing is written before it is used.
    explicit DraftStore(const QString &root, const FileCalls &calls = FileCalls::system());

    /// Drafts that were not dropped stay, for the next program to find.
    ~DraftStore();
    Q_DISABLE_COPY_MOVE(DraftStore)

    /// Keeps `draft` in place of the one of the same path. After a failure either of them is there.
    Result<> keep(const Draft &draft);

    /// The text is safe elsewhere.
    void drop(const NotePath &path);

    /// Keeps `draft`, which nobody edits any more, in place of the one of the same path, out of the way of later ones.
    /// After a failure either of them is there.
    Result<> leave(const Draft &draft);

    /// Drafts that nobody edits: those that programs left which run no more, and those left by this one. Newest first,
    /// damaged ones left out. They stay until `discard`.
    QList<Draft> abandoned() const;

    /// Removes an abandoned draft: it was taken over, or is not wanted. Another program may have done so before.
    void discard(const Draft &draft);

private:
    Result<> ready();
    Result<> claim();
    Result<> write(const Draft &draft, const QString &place) const;
    std::unique_ptr<OpenFile> lockAll() const;
    void tidy() const;
    QStringList others() const;
    QString placeOf(const NotePath &path) const;

    QString m_folder; // Of all programs that have the vault open.
    QString m_own;    // This object's, once it has one; `m_lock` says that it is in use.
    std::unique_ptr<OpenFile> m_lock;
    const FileCalls *m_calls;
};

} // namespace tearsheet
