// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/chunkfile.h"

#include "core/base/parallel.h"
#include "core/text/textfile.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QObject>
#include <QStandardPaths>
#include <QTemporaryFile>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace tearsheet {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(cacheLog, "tearsheet.cache", QtWarningMsg)

namespace {

// The file: this header, the chunks, one `Chunk` for each of them. Integers are the machine's own.
constexpr char Magic[8] = {'T', 'S', 'I', 'n', 'd', 'e', 'x', '\n'};
constexpr quint32 Format = 2;
constexpr quint32 ByteOrder = 0x01020304;

struct Header
{
    char magic[8];
    quint32 format;
    quint32 byteOrder;
    quint64 version; // Of the program that wrote it.
    quint64 root;    // Hash of the vault's path.
    quint64 chunks;
    quint64 chunksAt;
    quint64 chunksHash;
    quint64 headerHash; // Of all before.
};

struct Chunk
{
    quint64 at;
    quint64 size;
    quint64 hash;
};

template <typename Pod>
QByteArrayView bytesOf(const Pod &pod)
{
    static_assert(std::has_unique_object_representations_v<Pod>);
    return {reinterpret_cast<const char *>(&pod), sizeof pod};
}

Header headerOf(const QString &root, quint64 version, const QList<Chunk> &chunks, quint64 chunksAt)
{
    Header header{};
    std::memcpy(header.magic, Magic, sizeof Magic);
    header.format = Format;
    header.byteOrder = ByteOrder;
    header.version = version;
    header.root = contentHash(root.toUtf8());
    header.chunks = static_cast<quint64>(chunks.size());
    header.chunksAt = chunksAt;
    header.chunksHash = contentHash(
        {reinterpret_cast<const char *>(chunks.constData()), chunks.size() * static_cast<qsizetype>(sizeof(Chunk))});
    header.headerHash = contentHash(bytesOf(header).chopped(sizeof header.headerHash));
    return header;
}

/// The chunks of a whole file; empty where `all` is none of this vault and program.
QList<Chunk> chunksOf(QByteArrayView all, const QString &root, quint64 version)
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
    const Header expected = headerOf(root, version, chunks, header.chunksAt);
    const auto isInside = [&](const Chunk &chunk) {
        return chunk.at >= sizeof header && chunk.at <= size && chunk.size <= size - chunk.at;
    };
    if (bytesOf(header) != bytesOf(expected) || !std::ranges::all_of(chunks, isInside))
        return {};
    return chunks;
}

std::unexpected<Error> unwritable(const QString &path, const QString &why)
{
    return failure(ErrorCode::Unwritable, path, QObject::tr("The index cannot be kept: %1").arg(why));
}

void removeOldFiles(const QDir &folder)
{
    const QDateTime oldest = QDateTime::currentDateTime().addDays(-90);
    for (const QFileInfo &file : folder.entryInfoList(QDir::Files)) {
        if (file.lastModified() < oldest)
            QFile::remove(file.filePath());
    }
}

} // namespace

ChunkFile::ChunkFile(const QString &kind, const QString &root, quint64 version)
    : m_root(root), m_path(QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation) + u"/tearsheet/"_s
                           + kind + u'/' + QString::number(contentHash(root.toUtf8()), 16)),
      m_version(version)
{}

bool ChunkFile::read(const std::function<void(qsizetype)> &begin,
                     const std::function<bool(qsizetype, QByteArrayView)> &take) const
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly) || file.size() == 0)
        return false;
    const uchar *const mapped = file.map(0, file.size());
    if (!mapped)
        return false;
    const QByteArrayView all(mapped, file.size());
    const QList<Chunk> chunks = chunksOf(all, m_root, m_version);
    std::atomic<bool> sound = !chunks.isEmpty();
    begin(chunks.size());
    forAll(chunks.size(), 1, [&](qsizetype i) {
        const Chunk &chunk = chunks.at(i);
        const QByteArrayView bytes = all.sliced(static_cast<qsizetype>(chunk.at), static_cast<qsizetype>(chunk.size));
        if (contentHash(bytes) != chunk.hash || !take(i, bytes))
            sound = false;
    });
    if (!sound)
        qCInfo(cacheLog, "The cache %ls is not used.", qUtf16Printable(m_path));
    return sound;
}

Result<> ChunkFile::write(const std::function<bool(const std::function<void(QByteArrayView)> &)> &fill) const
{
    const QDir folder = QFileInfo(m_path).dir();
    // Notes may be nobody else's business.
    if (!folder.mkpath(u"."_s)
        || !QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner))
        return unwritable(m_path, QObject::tr("the folder %1 cannot be made.").arg(folder.path()));
    removeOldFiles(folder);
    QTemporaryFile file(m_path + u".XXXXXX"_s);
    if (!file.open())
        return unwritable(m_path, file.errorString());
    QList<Chunk> chunks;
    quint64 at = sizeof(Header);
    file.seek(static_cast<qint64>(at));
    const bool filled = fill([&](QByteArrayView bytes) {
        chunks.append({at, static_cast<quint64>(bytes.size()), contentHash(bytes)});
        file.write(bytes.data(), bytes.size());
        at += static_cast<quint64>(bytes.size());
    });
    if (!filled)
        return {};
    for (const Chunk &chunk : std::as_const(chunks))
        file.write(bytesOf(chunk).data(), sizeof chunk);
    const Header header = headerOf(m_root, m_version, chunks, at);
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
