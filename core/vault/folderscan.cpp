// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/folderscan.h"

#include "core/store/filestatus.h"
#include "core/store/leftovers.h"

#include <QDir>
#include <QFile>
#include <QObject>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <set>
#include <tuple>

#include <dirent.h>
#include <unistd.h>

namespace tearsheet {

namespace {

struct CloseFolder
{
    void operator()(DIR *folder) const { closedir(folder); }
};

class Scanner
{
public:
    explicit Scanner(const QString &root) : m_root(QFile::encodeName(root)) {}

    Result<FolderScan> run()
    {
        const QString shown = QFile::decodeName(m_root);
        const QString doing = QObject::tr("%1 cannot be opened as a vault").arg(shown);
        const auto status = fileStatus(m_root.constData());
        if (!status)
            return std::unexpected(Error::fromErrno(errno, shown, doing));
        if (!S_ISDIR(status->stx_mode))
            return failure(ErrorCode::NotAFolder, shown,
                           QObject::tr("%1: it is a file, and a vault is a folder.").arg(doing));
        if (!scan({}, *status, true))
            return std::unexpected(m_scan.problems.first());
        std::ranges::sort(m_scan.files, {}, &ScannedFile::path);
        std::ranges::sort(m_scan.linkedFolders);
        return std::move(m_scan);
    }

private:
    bool scan(const QByteArray &folder, const struct statx &status, bool root = false)
    {
        // Reached before, through a link or directly: its files are listed once.
        const std::tuple identity(status.stx_dev_major, status.stx_dev_minor, status.stx_ino);
        if (!m_visited.insert(identity).second)
            return true;
        const QByteArray path = root ? m_root : m_root + '/' + folder;
        const std::unique_ptr<DIR, CloseFolder> listing(opendir(path.constData()));
        if (!listing) {
            const QString shown = QFile::decodeName(path);
            m_scan.problems.append(
                Error::fromErrno(errno, shown, QObject::tr("The folder %1 cannot be read").arg(shown)));
            return !root;
        }
        m_scan.folders.append(QFile::decodeName(folder));
        while (const dirent *entry = readdir(listing.get())) {
            if (entry->d_name[0] == '.') {
                noteLeftover(folder, entry->d_name);
                continue;
            }
            visit(dirfd(listing.get()), folder, entry->d_name);
        }
        return true;
    }

    void noteLeftover(const QByteArray &folder, const char *name)
    {
        const QString shown = QFile::decodeName(name);
        if (nameBehind(shown))
            m_scan.leftovers.append(folder.isEmpty() ? shown : QString(QFile::decodeName(folder) + u'/' + shown));
    }

    void visit(int parent, const QByteArray &folder, const char *name)
    {
        const QByteArray relative = folder.isEmpty() ? QByteArray(name) : folder + '/' + name;
        auto status = fileStatus(parent, name, AT_SYMLINK_NOFOLLOW);
        if (!status)
            return; // Gone since it was listed.
        if (S_ISLNK(status->stx_mode)) {
            if (!leadsInside(relative)) {
                add(relative, {}, FileKind::Unread,
                    QObject::tr("It is a link that leads out of the vault or nowhere."));
                return;
            }
            status = fileStatus(parent, name);
            if (!status)
                return;
            // A linked folder inside the vault is listed where it really lies.
            if (S_ISDIR(status->stx_mode)) {
                addLinkedFolder(relative);
                return;
            }
        }
        if (S_ISDIR(status->stx_mode))
            scan(relative, *status);
        else if (!S_ISREG(status->stx_mode))
            add(relative, stampOf(*status), FileKind::Unread, QObject::tr("It is no regular file."));
        else
            addRegular(relative, stampOf(*status));
    }

    void addLinkedFolder(const QByteArray &relative)
    {
        // It may have changed since it was looked at.
        const QByteArray real = realPath(m_root + '/' + relative);
        if (!real.startsWith(m_realRoot) || real.size() <= m_realRoot.size() + 1)
            return;
        const Result<NotePath> path = NotePath::fromRelative(QString::fromUtf8(relative));
        const Result<NotePath> place = NotePath::fromRelative(QString::fromUtf8(real.sliced(m_realRoot.size() + 1)));
        if (path && place)
            m_scan.linkedFolders.append({*path, *place});
    }

    void addRegular(const QByteArray &relative, const FileStamp &stamp)
    {
        const bool note = relative.endsWith(".md") || relative.toLower().endsWith(".md");
        if (!note)
            add(relative, stamp, FileKind::Attachment, {});
        else if (stamp.size > largestNote)
            add(relative, stamp, FileKind::TooLarge,
                QObject::tr("It is larger than %1 MB, so it is not indexed.").arg(largestNote / (1024 * 1024)));
        else
            add(relative, stamp, FileKind::Note, {});
    }

    void add(const QByteArray &relative, const FileStamp &stamp, FileKind kind, const QString &reason)
    {
        const QString name = QString::fromUtf8(relative);
        const Result<NotePath> path = NotePath::fromRelative(name);
        if (!path)
            return;
        if (name.toUtf8() != relative)
            m_scan.files.append({*path, FileKind::Unread, stamp, QObject::tr("Its name is not valid UTF-8.")});
        else
            m_scan.files.append({*path, kind, stamp, reason});
    }

    bool leadsInside(const QByteArray &relative)
    {
        if (m_realRoot.isEmpty())
            m_realRoot = realPath(m_root);
        const QByteArray real = realPath(m_root + '/' + relative);
        return real.startsWith(m_realRoot) && real.sliced(m_realRoot.size()).startsWith('/');
    }

    static QByteArray realPath(const QByteArray &path)
    {
        const std::unique_ptr<char, decltype(&free)> real(realpath(path.constData(), nullptr), &free);
        return QByteArray(real.get());
    }

    QByteArray m_root;
    QByteArray m_realRoot;
    std::set<std::tuple<quint32, quint32, quint64>> m_visited; // Devices and inodes of folders.
    FolderScan m_scan;
};

} // namespace

Result<FolderScan> scanFolder(const QString &root)
{
    return Scanner(root).run();
}

} // namespace tearsheet
