// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/vaultdata.h"

#include "core/store/filestatus.h"
#include "core/store/filewrites.h"
#include "core/store/historyfolder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QObject>

#include <cerrno>
#include <memory>
#include <optional>
#include <vector>

#include <fcntl.h>
#include <sys/file.h>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

QString doing()
{
    return QObject::tr("What is kept about this vault cannot be looked for");
}

/// The folder that is, or was, a vault at a path.
struct Claim
{
    QString root;
    FolderIdentity folder;

    bool operator==(const Claim &) const = default;

    /// Whether that is sure. Inodes are given to other folders again, and devices have other numbers after a start of
    /// the machine.
    bool isOfSameFolder(const Claim &other) const
    {
        return folder.born != 0 && folder.born == other.folder.born && folder.inode == other.folder.inode;
    }
};

std::optional<Claim> claimOf(const QString &root)
{
    const auto folder = identityOf(root);
    return folder ? std::optional(Claim{.root = root, .folder = *folder}) : std::nullopt;
}

const QString Ending = u".json"_s;

QString placeOf(const QString &root)
{
    return dataPlace(u"vaults"_s, root) + Ending;
}

std::optional<Claim> readClaim(const QString &place)
{
    const Result<QByteArray> bytes = readWhole(FileCalls::system(), place, {});
    const QJsonDocument json = bytes ? QJsonDocument::fromJson(*bytes) : QJsonDocument();
    const Claim claim{.root = json[u"root"].toString(),
                      .folder = {.inode = json[u"inode"].toString().toULongLong(),
                                 .device = json[u"device"].toString().toULongLong(),
                                 .born = json[u"born"].toString().toLongLong()}};
    return claim.root.isEmpty() ? std::nullopt : std::optional(claim);
}

Result<> write(const Claim &claim)
{
    const QJsonObject json{{u"root"_s, claim.root},
                           {u"inode"_s, QString::number(claim.folder.inode)},
                           {u"device"_s, QString::number(claim.folder.device)},
                           {u"born"_s, QString::number(claim.folder.born)}};
    return replaceFile(FileCalls::system(), placeOf(claim.root), QJsonDocument(json).toJson(), doing());
}

/// What is kept about the vault at `root`: the paths of files and folders, each named for that path, maybe with an
/// ending.
QStringList keptOf(const QString &root)
{
    const QFileInfo own(dataPlace(u"vaults"_s, root));
    const QDir data(QFileInfo(own.path()).path());
    QStringList kept;
    for (const QString &kind : data.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (kind == QFileInfo(own.path()).fileName())
            continue;
        const QDir folder(data.filePath(kind));
        for (const QString &name : folder.entryList(QDir::AllEntries | QDir::NoDotAndDotDot)) {
            const bool isOf = name == own.fileName() || name.startsWith(own.fileName() + u'.');
            if (isOf && !name.endsWith(u".lock"))
                kept.append(folder.filePath(name));
        }
    }
    return kept;
}

/// Whether a program holds the lock of a file, or of a folder with drafts.
bool isInUse(const QFileInfo &entry)
{
    const QString path = entry.isDir() ? entry.filePath() + u"/lock"_s : entry.filePath();
    const OpenFile lock(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC));
    return lock.isOpen() && !takeLock(lock.descriptor(), LOCK_EX | LOCK_NB);
}

/// Moves a file or folder to where nothing is. What is gone by now, another program has moved.
Result<> move(const QString &from, const QString &to)
{
    if (!renameToFree(FileCalls::system(), from, to) && errno != ENOENT && errno != EEXIST)
        return systemFailure(from, doing());
    return {};
}

/// Moves what lies in the folder `from` to `to`. What is in use there stays, and what has its like at `to`. A segment
/// of a history is `to`'s newest one then, as if another program had just written it.
Result<> merge(const QString &from, const QString &to)
{
    const FileCalls &calls = FileCalls::system();
    if (const Result<> made = makeFolders(calls, to, 0700); !made)
        return made;
    const QString kind = QFileInfo(QFileInfo(to).path()).fileName();
    const bool isHistory = kind == u"history";
    // Of all programs that use either of them.
    std::vector<std::unique_ptr<OpenFile>> locks;
    for (const QString &folder : isHistory || kind == u"drafts" ? QStringList{from, to} : QStringList()) {
        locks.push_back(std::make_unique<OpenFile>(
            ::open(QFile::encodeName(folder + u"/lock"_s).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)));
        if (!locks.back()->isOpen() || !takeLock(locks.back()->descriptor(), LOCK_EX))
            return systemFailure(folder, doing());
    }
    const Result<QList<quint32>> segments = isHistory ? HistoryFolder(to).segments() : QList<quint32>();
    if (!segments)
        return std::unexpected(segments.error());
    quint32 last = segments->isEmpty() ? 0 : segments->last();
    const auto all = QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot;
    for (const QFileInfo &entry : QDir(from).entryInfoList(all, QDir::Name)) {
        if (entry.fileName() == u"lock" || isInUse(entry))
            continue;
        const bool isSegment = isHistory && entry.suffix() == u"log";
        const QString target = isSegment ? HistoryFolder(to).file(++last) : to + u'/' + entry.fileName();
        if (const Result<> moved = move(entry.filePath(), target); !moved)
            return moved;
    }
    syncFolder(calls, to);
    syncFolder(calls, from);
    return {};
}

/// Brings what is kept of the vault at `from` to where that of the vault at `to` is looked for, as far as no program
/// uses it. Fails with the first that could not be moved. May be done again when it was cut short.
Result<> bring(const QString &from, const QString &to)
{
    const QString before = QFileInfo(dataPlace(u"vaults"_s, from)).fileName();
    const QString now = QFileInfo(dataPlace(u"vaults"_s, to)).fileName();
    const QString journal = dataPlace(u"journal"_s, from);
    QLockFile plan(journal + u".lock"_s);
    Result<> done;
    for (const QString &path : keptOf(from)) {
        const QFileInfo kept(path);
        const QString target = kept.path() + u'/' + now + kept.fileName().sliced(before.size());
        // A plan that is being carried out needs its journal.
        if (path.startsWith(journal) && !plan.isLocked() && !plan.tryLock(0))
            continue;
        const Result<> brought = kept.isDir() ? merge(path, target) : move(path, target);
        syncFolder(FileCalls::system(), kept.path());
        if (!brought && done)
            done = brought;
    }
    return done;
}

/// The claims of the folder of `claim` under other paths.
QList<Claim> otherClaims(const Claim &claim)
{
    QList<Claim> others;
    const QDir claims(QFileInfo(placeOf(claim.root)).path());
    for (const QString &name : claims.entryList({u'*' + Ending}, QDir::Files)) {
        const std::optional<Claim> other = readClaim(claims.filePath(name));
        if (other && other->root != claim.root && other->isOfSameFolder(claim))
            others.append(*other);
    }
    return others;
}

/// Whether the folder of `claim` lies where that says.
bool isThere(const Claim &claim)
{
    const std::optional<Claim> there = claimOf(claim.root);
    return there && there->isOfSameFolder(claim);
}

} // namespace

Result<> claimData(const QString &root)
{
    const std::optional<Claim> claim = claimOf(root);
    if (!claim)
        return {}; // Whoever opens it says why.
    const QString folder = QFileInfo(placeOf(root)).path();
    if (const Result<> made = makeFolders(FileCalls::system(), folder, 0700); !made)
        return made;
    const OpenFile lock(::open(QFile::encodeName(folder + u"/lock"_s).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!lock.isOpen() || !takeLock(lock.descriptor(), LOCK_EX))
        return systemFailure(folder, doing());
    Result<> done;
    const auto bringOn = [&done](const QString &from, const QString &to) {
        if (const Result<> brought = bring(from, to); !brought && done)
            done = brought;
    };
    const std::optional<Claim> known = readClaim(placeOf(root));
    // Another folder lay here before: what is kept of that goes where it is known to be by now.
    for (const Claim &moved : known && !known->isOfSameFolder(*claim) ? otherClaims(*known) : QList<Claim>()) {
        if (isThere(moved))
            bringOn(root, moved.root);
    }
    if (known != claim) {
        if (const Result<> written = write(*claim); !written)
            return written;
    }
    // Programs that opened it where it was go on to keep things there.
    for (const Claim &former : otherClaims(*claim)) {
        if (!isThere(former))
            bringOn(former.root, root);
    }
    return done;
}

} // namespace tearsheet
