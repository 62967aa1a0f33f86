// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/vaultdata.h"

#include "core/store/filestatus.h"
#include "core/store/filewrites.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QObject>

#include <optional>

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
    quint64 inode = 0;
    quint64 device = 0;
    qint64 born = 0; ///< In ns; 0 where the file system does not tell.
    QString from;    ///< While what is kept of it is brought here: where it lay before.

    bool operator==(const Claim &) const = default;

    /// Devices have other numbers after a start of the machine, so the birth is surer.
    bool isOfSameFolder(const Claim &other) const
    {
        const bool hasBirth = born != 0 && other.born != 0;
        return inode == other.inode && (hasBirth ? born == other.born : device == other.device);
    }
};

std::optional<Claim> claimOf(const QString &root)
{
    const auto status = fileStatus(QFile::encodeName(root).constData());
    if (!status)
        return std::nullopt;
    const FileStamp stamp = stampOf(*status);
    return Claim{.root = root,
                 .inode = stamp.inode,
                 .device = (quint64{status->stx_dev_major} << 32) | status->stx_dev_minor,
                 .born = stamp.born,
                 .from = {}};
}

const QString Ending = u".json"_s;

QString placeOf(const QString &root)
{
    return dataPlace(u"vaults"_s, root) + Ending;
}

std::optional<Claim> readClaim(const QString &place)
{
    const Result<QByteArray> bytes = readWhole(place, {});
    const QJsonDocument json = bytes ? QJsonDocument::fromJson(*bytes) : QJsonDocument();
    const Claim claim{.root = json[u"root"].toString(),
                      .inode = json[u"inode"].toString().toULongLong(),
                      .device = json[u"device"].toString().toULongLong(),
                      .born = json[u"born"].toString().toLongLong(),
                      .from = json[u"from"].toString()};
    return claim.root.isEmpty() ? std::nullopt : std::optional(claim);
}

Result<> write(const Claim &claim)
{
    const QJsonObject json{{u"root"_s, claim.root},
                           {u"inode"_s, QString::number(claim.inode)},
                           {u"device"_s, QString::number(claim.device)},
                           {u"born"_s, QString::number(claim.born)},
                           {u"from"_s, claim.from}};
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

/// Brings what is kept of the vault at `claim.from` to where it is looked for. May be done again when it was cut short.
Result<> bring(Claim claim)
{
    const QString before = QFileInfo(dataPlace(u"vaults"_s, claim.from)).fileName();
    const QString now = QFileInfo(dataPlace(u"vaults"_s, claim.root)).fileName();
    const FileCalls &calls = FileCalls::system();
    for (const QString &path : keptOf(claim.from)) {
        const QFileInfo file(path);
        const QString to = file.path() + u'/' + now + file.fileName().sliced(before.size());
        if (!statusOf(to) && calls.rename(QFile::encodeName(path).constData(), QFile::encodeName(to).constData()) != 0)
            return systemFailure(path, doing());
        syncFolder(calls, file.path());
    }
    calls.remove(QFile::encodeName(placeOf(claim.from)).constData());
    claim.from.clear();
    return write(claim);
}

/// Where the folder of `claim` lay before, if it is not there any more.
QString formerRoot(const Claim &claim)
{
    const QDir claims(QFileInfo(placeOf(claim.root)).path());
    for (const QString &name : claims.entryList({u'*' + Ending}, QDir::Files)) {
        const std::optional<Claim> other = readClaim(claims.filePath(name));
        if (!other || other->root == claim.root || !other->isOfSameFolder(claim))
            continue;
        const std::optional<Claim> there = claimOf(other->root);
        if (!there || !there->isOfSameFolder(claim))
            return other->root;
    }
    return {};
}

} // namespace

Result<> claimData(const QString &root)
{
    std::optional<Claim> claim = claimOf(root);
    if (!claim)
        return {}; // Whoever opens it says why.
    const QString folder = QFileInfo(placeOf(root)).path();
    if (const Result<> made = makeFolders(FileCalls::system(), folder, 0700); !made)
        return made;
    const OpenFile lock(::open(QFile::encodeName(folder + u"/lock"_s).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!lock.isOpen() || !takeLock(lock.descriptor(), LOCK_EX))
        return systemFailure(folder, doing());
    const std::optional<Claim> known = readClaim(placeOf(root));
    if (known == claim)
        return {};
    if (known)
        claim->from = known->from;
    else if (keptOf(root).isEmpty())
        claim->from = formerRoot(*claim);
    if (const Result<> written = write(*claim); !written)
        return written;
    return claim->from.isEmpty() ? Result<>() : bring(*claim);
}

} // namespace tearsheet
