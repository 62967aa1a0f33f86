// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/plannedmoves.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QObject>

#include <algorithm>
#include <memory>

#include <dirent.h>
#include <sys/stat.h>

namespace tearsheet {

namespace {

QString folderOf(const QString &path)
{
    return path.first(std::max<qsizetype>(path.lastIndexOf(u'/'), 0));
}

// Not every file system tells it with the name.
unsigned int typeOf(const dirent &entry, const QByteArray &path)
{
    struct stat status{};
    const bool isTold = entry.d_type != DT_UNKNOWN || ::lstat(path.constData(), &status) != 0;
    return isTold ? entry.d_type : IFTODT(status.st_mode);
}

} // namespace

PlannedMoves::PlannedMoves(const QString &root, const ChangePlan &plan) : m_root(root)
{
    const QString vacated = plan.vacated.toString();
    for (const FileChange &change : plan.files) {
        const QString path = root + u'/' + change.path.toString();
        const QString newPath = root + u'/' + change.newPath.toString();
        for (QString listed = path; listed.size() > root.size() && !m_listed.contains(listed);
             listed = folderOf(listed))
            m_listed.insert(listed);
        if (!change.moves())
            continue;
        m_places.insert(path, newPath);
        const QString folder = root + u'/' + vacated;
        const QStringView tail = QStringView(path).sliced(std::min(folder.size(), path.size()));
        if (m_folder.isEmpty() && !vacated.isEmpty() && path.startsWith(folder + u'/') && newPath.endsWith(tail)) {
            m_folder = folder;
            m_places.insert(folder, newPath.chopped(tail.size()));
        }
    }
}

QString PlannedMoves::placeOf(const QString &path) const
{
    for (QString moved = path; moved.size() > m_root.size(); moved = folderOf(moved)) {
        if (const auto place = m_places.constFind(moved); place != m_places.cend())
            return *place + path.sliced(moved.size());
    }
    return path;
}

Result<> PlannedMoves::check() const
{
    return isEmpty() ? Result<>() : checkFolder(QFile::encodeName(m_root), false);
}

// What is in a folder that moves as a `isWhole` one keeps its names, whatever they are.
Result<> PlannedMoves::checkFolder(const QByteArray &folder, bool isWhole) const
{
    const std::unique_ptr<DIR, int (*)(DIR *)> opened(::opendir(folder.constData()), &::closedir);
    const QString path = QFile::decodeName(folder);
    const bool moves = placeOf(path) != path;
    while (const dirent *entry = opened ? ::readdir(opened.get()) : nullptr) {
        const QByteArray name(entry->d_name);
        if (name == "." || name == "..")
            continue;
        const QByteArray encoded = folder + '/' + name;
        const QString there = QFile::decodeName(encoded);
        if (moves && !isWhole && !name.isValidUtf8())
            return failure(ErrorCode::InvalidName, there,
                           QObject::tr("%1 cannot be moved: its name is not UTF-8. Give it another name first.")
                               .arg(there.sliced(m_root.size() + 1)));
        const unsigned int type = typeOf(*entry, encoded);
        Result<> checked;
        if (type == DT_LNK)
            checked = checkLink(there);
        else if (type == DT_DIR && (moves || !name.startsWith('.')))
            checked = checkFolder(encoded, isWhole || (moves && !isListed(there)));
        if (!checked)
            return checked;
    }
    return {};
}

Result<> PlannedMoves::checkLink(const QString &path) const
{
    const QString target = QFileInfo(path).readSymLink();
    if (!QFileInfo::exists(path))
        return {}; // It leads nowhere already.
    const bool isAbsolute = QDir::isAbsolutePath(target);
    const auto seenFrom = [&](const QString &place) {
        return isAbsolute ? QFileInfo(folderOf(target)).canonicalFilePath() + target.sliced(target.lastIndexOf(u'/'))
                          : QDir::cleanPath(folderOf(place) + u'/' + target);
    };
    const QString now = seenFrom(path);
    if (seenFrom(placeOf(path)) == placeOf(now))
        return {};
    return failure(ErrorCode::Unwritable, path,
                   QObject::tr("The link %1 would lead nowhere: it leads to %2. Remove it, or let it lead elsewhere, "
                               "before anything is moved.")
                       .arg(path.sliced(m_root.size() + 1), target));
}

} // namespace tearsheet
