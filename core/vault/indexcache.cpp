// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/indexcache.h"

#include "core/base/parallel.h"
#include "core/note/markdownvisitor.h"
#include "core/note/yamlreader.h"
#include "core/vault/noterecord.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QStandardPaths>
#include <QTemporaryFile>

#include <cstdio>
#include <cstring>

namespace tearsheet {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(cacheLog, "tearsheet.cache", QtWarningMsg)

namespace {

using Entry = std::shared_ptr<const FileEntry>;

// The file: this header, the chunks, one `Chunk` for each of them. Integers are the machine's own.
constexpr char Magic[8] = {'T', 'S', 'I', 'n', 'd', 'e', 'x', '\n'};
constexpr quint32 Format = 1;
constexpr quint32 ByteOrder = 0x01020304;
constexpr int NotesInChunk = 32;

struct Header
{
    char magic[8];
    quint32 format;
    quint32 byteOrder;
    quint64 reader; // `readerVersion` of the program that wrote it.
    quint64 root;   // Hash of the vault's path.
    quint64 chunks;
    quint64 chunksAt;
    quint64 chunksHash;
    quint64 headerHash; // Of all before.
};

struct Chunk
{
    quint64 at;
    quint64 size;
    quint64 notes;
    quint64 hash;
};

template <typename Pod>
QByteArrayView bytesOf(const Pod &pod)
{
    static_assert(std::has_unique_object_representations_v<Pod>);
    return {reinterpret_cast<const char *>(&pod), sizeof pod};
}

/// Differs between programs that may read the same bytes differently.
quint64 readerVersion()
{
    const QByteArray version = TEARSHEET_PARSER + markdownVersion() + '/' + yamlVersion();
    return contentHash(version);
}

Header headerOf(const QString &root, const QList<Chunk> &chunks, quint64 chunksAt)
{
    Header header{};
    std::memcpy(header.magic, Magic, sizeof Magic);
    header.format = Format;
    header.byteOrder = ByteOrder;
    header.reader = readerVersion();
    header.root = contentHash(root.toUtf8());
    header.chunks = static_cast<quint64>(chunks.size());
    header.chunksAt = chunksAt;
    header.chunksHash = contentHash(
        {reinterpret_cast<const char *>(chunks.constData()), chunks.size() * static_cast<qsizetype>(sizeof(Chunk))});
    header.headerHash = contentHash(bytesOf(header).chopped(sizeof header.headerHash));
    return header;
}

/// The chunks of a whole cache; empty where `all` is none of this vault and program.
QList<Chunk> chunksOf(QByteArrayView all, const QString &root)
{
    Header header;
    if (all.size() < qsizetype{sizeof header})
        return {};
    std::memcpy(&header, all.data(), sizeof header);
    const auto size = static_cast<quint64>(all.size());
    if (header.chunksAt > size || header.chunks != (size - header.chunksAt) / sizeof(Chunk))
        return {};
    QList<Chunk> chunks(static_cast<qsizetype>(header.chunks));
    std::memcpy(chunks.data(), all.data() + header.chunksAt, header.chunks * sizeof(Chunk));
    const Header expected = headerOf(root, chunks, header.chunksAt);
    const auto isInside = [&](const Chunk &chunk) {
        return chunk.at >= sizeof header && chunk.at <= size && chunk.size <= size - chunk.at
               && chunk.notes <= chunk.size;
    };
    if (bytesOf(header) != bytesOf(expected) || !std::ranges::all_of(chunks, isInside))
        return {};
    return chunks;
}

/// The notes of one chunk; fewer than it says where it is damaged.
QList<Entry> notesOf(const Chunk &chunk, QByteArrayView all)
{
    const QByteArrayView bytes = all.sliced(static_cast<qsizetype>(chunk.at), static_cast<qsizetype>(chunk.size));
    QList<Entry> notes;
    if (contentHash(bytes) != chunk.hash)
        return notes;
    RecordReader record(bytes);
    for (quint64 i = 0; i < chunk.notes; ++i) {
        Entry note = readNote(record);
        if (!note)
            break;
        notes.append(std::move(note));
    }
    return notes;
}

std::unexpected<Error> unwritable(const QString &path, const QString &why)
{
    return failure(ErrorCode::Unwritable, path, QObject::tr("The index cannot be kept: %1").arg(why));
}

void removeOldCaches(const QDir &folder)
{
    const QDateTime oldest = QDateTime::currentDateTime().addDays(-90);
    for (const QFileInfo &file : folder.entryInfoList(QDir::Files)) {
        if (file.lastModified() < oldest)
            QFile::remove(file.filePath());
    }
}

} // namespace

IndexCache::IndexCache(const QString &root)
    : m_root(root), m_path(QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation)
                           + u"/tearsheet/index/"_s + QString::number(contentHash(root.toUtf8()), 16))
{}

QList<Entry> IndexCache::read() const
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly) || file.size() == 0)
        return {};
    const uchar *const mapped = file.map(0, file.size());
    if (!mapped)
        return {};
    const QByteArrayView all(mapped, file.size());
    const QList<Chunk> chunks = chunksOf(all, m_root);
    QList<QList<Entry>> found(chunks.size());
    QList<Entry> *const out = found.data();
    std::atomic<bool> sound = !chunks.isEmpty();
    forAll(chunks.size(), 1, [&](qsizetype i) {
        out[i] = notesOf(chunks.at(i), all);
        if (out[i].size() != static_cast<qsizetype>(chunks.at(i).notes))
            sound = false;
    });
    QList<Entry> notes;
    for (const QList<Entry> &some : std::as_const(found))
        notes.append(some);
    const auto inOrder = [](const Entry &one, const Entry &next) { return one->path >= next->path; };
    if (!sound || std::ranges::adjacent_find(notes, inOrder) != notes.end()) {
        qCInfo(cacheLog, "The cache %ls is not used.", qUtf16Printable(m_path));
        return {};
    }
    return notes;
}

Result<> IndexCache::write(const QList<Entry> &files, const std::atomic<bool> *cancelled) const
{
    const QFileInfo place(m_path);
    const QDir folder = place.dir();
    // Notes may be nobody else's business.
    if (!folder.mkpath(u"."_s)
        || !QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
        return unwritable(m_path, QObject::tr("the folder %1 cannot be made.").arg(folder.path()));
    removeOldCaches(folder);
    QTemporaryFile file(m_path + u".XXXXXX"_s);
    if (!file.open())
        return unwritable(m_path, file.errorString());
    QList<Chunk> chunks;
    RecordWriter record;
    quint64 at = sizeof(Header);
    file.seek(static_cast<qint64>(at));
    quint64 notes = 0;
    const auto flush = [&] {
        const QByteArray &bytes = record.bytes();
        chunks.append({at, static_cast<quint64>(bytes.size()), notes, contentHash(bytes)});
        file.write(bytes);
        at += static_cast<quint64>(bytes.size());
        notes = 0;
        record.clear();
    };
    for (const Entry &entry : files) {
        if (cancelled && cancelled->load(std::memory_order_relaxed))
            return {};
        if (!entry->note)
            continue;
        writeNote(record, *entry);
        if (++notes == NotesInChunk)
            flush();
    }
    if (notes > 0)
        flush();
    for (const Chunk &chunk : std::as_const(chunks))
        file.write(bytesOf(chunk).data(), sizeof chunk);
    const Header header = headerOf(m_root, chunks, at);
    file.seek(0);
    file.write(bytesOf(header).data(), sizeof header);
    if (!file.flush() || file.error() != QFile::NoError)
        return unwritable(m_path, file.errorString());
    if (std::rename(QFile::encodeName(file.fileName()).constData(), QFile::encodeName(m_path).constData()) != 0)
        return std::unexpected(Error::fromErrno(errno, m_path, QObject::tr("The index cannot be kept")));
    file.setAutoRemove(false);
    return {};
}

} // namespace tearsheet
