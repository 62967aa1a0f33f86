// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/renames.h"

#include <QHash>
#include <QMultiHash>
#include <QSet>

namespace tearsheet {

namespace {

using Entry = std::shared_ptr<const FileEntry>;

// An inode's number is given to another file as soon as its own is gone; the birth time tells them apart.
bool isSameInode(const FileStamp &one, const FileStamp &other)
{
    return one.inode == other.inode && one.born == other.born
           && (one.born != 0 || (one.hash == other.hash && one.size == other.size));
}

} // namespace

QList<FileRename> findRenames(const QList<Entry> &gone, const QList<Entry> &appeared, const QList<Entry> &there)
{
    QList<FileRename> renames;
    if (gone.isEmpty())
        return renames;
    QSet<NotePath> taken;
    QMultiHash<quint64, Entry> byInode;
    QMultiHash<quint64, Entry> byHash;
    for (const Entry &file : appeared) {
        byInode.insert(file->stamp.inode, file);
        if (file->note && !file->note->text.isEmpty())
            byHash.insert(file->stamp.hash, file);
    }
    QMultiHash<quint64, Entry> unmatched;
    for (const Entry &file : gone) {
        const auto [begin, end] = byInode.equal_range(file->stamp.inode);
        const auto same = std::find_if(begin, end, [&](const Entry &other) {
            return isSameInode(file->stamp, other->stamp) && other->path.isNote() == file->path.isNote()
                   && !taken.contains(other->path);
        });
        if (same != end) {
            renames.append({file->path, (*same)->path});
            taken.insert((*same)->path);
        } else if (file->note && !file->note->text.isEmpty()) {
            unmatched.insert(file->stamp.hash, file);
        }
    }
    QHash<quint64, int> copies; // Of the texts of these, how many notes say them now.
    for (const Entry &file : unmatched.isEmpty() ? QList<Entry>() : there) {
        if (file->note && unmatched.contains(file->stamp.hash))
            ++copies[file->stamp.hash];
    }
    for (auto it = unmatched.cbegin(); it != unmatched.cend(); ++it) {
        const QList<Entry> candidates = byHash.values(it.key());
        if (unmatched.count(it.key()) == 1 && candidates.size() == 1 && !taken.contains(candidates.first()->path)
            && copies.value(it.key()) <= 1)
            renames.append({it.value()->path, candidates.first()->path});
    }
    std::ranges::sort(renames);
    return renames;
}

} // namespace tearsheet
