// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QtTypes>

namespace tearsheet {

/// The line end that most lines of a text have; what a new line gets.
enum class LineEnd { Lf, CrLf, Cr };

/// The bytes of a line end.
QByteArrayView bytesOf(LineEnd end);

/// Hash of a file's whole contents (XXH3, 64 bits); equal bytes, equal hash.
quint64 contentHash(QByteArrayView bytes);

/// Which version of a file something is based on.
struct FileStamp
{
    qint64 size = 0;     ///< Bytes.
    qint64 modified = 0; ///< Nanoseconds since the epoch, as the other times.
    qint64 changed = 0;  ///< When the system last touched bytes or attributes: no program can set it back.
    qint64 born = 0;     ///< When the file came into being; 0 where the file system does not know.
    quint64 inode = 0;
    quint64 hash = 0; ///< `contentHash` of the bytes; 0 where they have not been read.

    bool operator==(const FileStamp &) const = default;

    /// Whether size, times and inode say that the file is the same one, unchanged.
    bool sameFile(const FileStamp &other) const
    {
        return size == other.size && modified == other.modified && changed == other.changed && inode == other.inode;
    }
};

/// A file's contents with what must survive a save.
struct TextFile
{
    QByteArray bytes; ///< The whole file, byte order mark included.
    FileStamp stamp;
    bool hasByteOrderMark = false;
    bool isText = true; ///< Valid UTF-8 without NUL, U+FDD0, U+FDD1: what an editor can hold.
    LineEnd lineEnd = LineEnd::Lf;
    bool mixedLineEnds = false;
    bool endsWithLineEnd = true; ///< False also for an empty file.

    bool operator==(const TextFile &) const = default;

    /// What `bytes`, read with `stamp`, are. Never fails: any bytes are a file.
    static TextFile of(QByteArray bytes, const FileStamp &stamp = {});
};

} // namespace tearsheet
