// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/unsafedisk.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>

#include <algorithm>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 Sector = 512;

UnsafeDisk *current = nullptr;

QString folderOf(const QString &path)
{
    return path.first(path.lastIndexOf(u'/'));
}

QString named(const char *path)
{
    return QDir::cleanPath(QFile::decodeName(path));
}

void require(bool done, const QString &path)
{
    if (!done)
        qFatal("UnsafeDisk: %s", qUtf8Printable(path));
}

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    require(file.open(QIODevice::ReadOnly), path);
    return file.readAll();
}

QByteArray written(QByteArray bytes, qint64 at, const QByteArray &more)
{
    if (bytes.size() < at + more.size())
        bytes.append(at + more.size() - bytes.size(), '\0');
    return bytes.replace(at, more.size(), more);
}

// A file system among folders.
QString wholly(const QString &fileSystem)
{
    return fileSystem + u"/*"_s;
}

/// Which of the changes of names that nobody has forced are on the disk.
enum class Order : quint8 {
    None,
    All,
    FirstOnes, ///< Up to some moment, as by a file system with a journal.
    Any,
};

/// What may be there of a file that had all of `states` since it was synced, one after the other.
QByteArray leftOf(const QList<QByteArray> &states, QRandomGenerator &random)
{
    const auto below = [&](qsizetype limit) { return static_cast<qsizetype>(random.bounded(static_cast<int>(limit))); };
    const qsizetype last = states.size() - 1;
    if (last == 0)
        return states.first();
    switch (random.bounded(4)) {
    case 0:
        return states.first();
    case 1:
        return states.last();
    case 2: {
        // A write that came to any byte.
        const qsizetype to = 1 + below(last);
        const qsizetype cut = below(states.at(to).size() + 1);
        return states.at(to).first(cut) + states.at(to - 1).mid(cut);
    }
    default:
        break;
    }
    QByteArray left(states.at(below(last + 1)).size(), '\0');
    for (qsizetype at = 0; at < left.size(); at += Sector) {
        const QByteArray part = states.at(below(last + 1)).mid(at, std::min<qsizetype>(Sector, left.size() - at));
        left.replace(at, part.size(), part);
    }
    return left;
}

} // namespace

struct UnsafeDisk::Recorder
{
    static int open(const char *path, int flags, mode_t mode)
    {
        const int opened = current->m_below->open(path, flags, mode);
        if (opened < 0)
            return opened;
        Opened entry{named(path), -1};
        if ((flags & O_DIRECTORY) == 0) {
            if ((flags & O_CREAT) != 0 && !current->m_now.files.contains(entry.path)) {
                current->m_fileSystems.append(current->fileSystemOf(entry.path));
                current->add({.kind = Kind::Create,
                              .path = entry.path,
                              .file = static_cast<int>(current->m_fileSystems.size()) - 1});
            }
            entry.file = current->m_now.files.value(entry.path, -1);
        }
        current->m_open.insert(opened, entry);
        return opened;
    }

    static ssize_t write(int file, const void *bytes, size_t size)
    {
        const ssize_t count = current->m_below->write(file, bytes, size);
        if (count > 0)
            current->add({.kind = Kind::Write,
                          .file = current->m_open.value(file).file,
                          .at = ::lseek(file, 0, SEEK_CUR) - count,
                          .bytes = QByteArray(static_cast<const char *>(bytes), count)});
        return count;
    }

    static int truncate(int file, off_t size)
    {
        return done(current->m_below->truncate(file, size),
                    {.kind = Kind::Truncate, .file = current->m_open.value(file).file, .at = size});
    }

    static int sync(int file)
    {
        const Opened opened = current->m_open.value(file);
        return done(current->m_below->sync(file), {.kind = Kind::Sync, .path = opened.path, .file = opened.file});
    }

    static int syncAll(int file)
    {
        return done(current->m_below->syncAll(file),
                    {.kind = Kind::Sync, .path = current->fileSystemOf(current->m_open.value(file).path), .all = true});
    }

    template <auto Function, Kind What>
    static int twoNames(const char *from, const char *to)
    {
        return done((current->m_below->*Function)(from, to), {.kind = What, .path = named(from), .other = named(to)});
    }

    template <auto Function, Kind What>
    static int oneName(const char *path)
    {
        return done((current->m_below->*Function)(path), {.kind = What, .path = named(path), .other = {}});
    }

    static int makeFolder(const char *path, mode_t mode)
    {
        return done(current->m_below->makeFolder(path, mode),
                    {.kind = Kind::MakeFolder, .path = named(path), .other = {}});
    }

    static int done(int result, const Call &call)
    {
        if (result == 0)
            current->add(call);
        return result;
    }
};

UnsafeDisk::UnsafeDisk(QStringList folders, const FileCalls &below) : m_folders(std::move(folders)), m_below(&below)
{
    require(!std::exchange(current, this), u"There is another one."_s);
    QHash<quint64, int> byInode;
    for (const QString &folder : std::as_const(m_folders)) {
        m_first.folders.insert(folder);
        QDirIterator entries(folder, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                             QDirIterator::Subdirectories);
        while (entries.hasNext()) {
            const QString path = entries.next();
            struct stat status{};
            require(::lstat(QFile::encodeName(path).constData(), &status) == 0, path);
            if (S_ISDIR(status.st_mode)) {
                m_first.folders.insert(path);
                continue;
            }
            int &file = byInode[status.st_ino];
            if (file == 0) {
                m_firstBytes.append(contentsOf(path));
                m_fileSystems.append(folder);
                file = static_cast<int>(m_firstBytes.size());
            }
            m_first.files.insert(path, file - 1);
        }
    }
    m_now = m_first;
}

UnsafeDisk::~UnsafeDisk()
{
    current = nullptr;
}

const FileCalls &UnsafeDisk::unsynced()
{
    static const FileCalls calls = [] {
        FileCalls most = FileCalls::system();
        most.sync = most.syncAll = [](int) { return 0; };
        return most;
    }();
    return calls;
}

const FileCalls &UnsafeDisk::calls() const
{
    static constexpr FileCalls recording{
        .open = Recorder::open,
        .read = [](int file, void *bytes, size_t size) { return current->m_below->read(file, bytes, size); },
        .write = Recorder::write,
        .truncate = Recorder::truncate,
        .sync = Recorder::sync,
        .syncAll = Recorder::syncAll,
        .rename = Recorder::twoNames<&FileCalls::rename, Kind::Rename>,
        .renameToNew = Recorder::twoNames<&FileCalls::renameToNew, Kind::Rename>,
        .exchange = Recorder::twoNames<&FileCalls::exchange, Kind::Exchange>,
        .link = Recorder::twoNames<&FileCalls::link, Kind::Link>,
        .remove = Recorder::oneName<&FileCalls::remove, Kind::Remove>,
        .makeFolder = Recorder::makeFolder,
        .removeFolder = Recorder::oneName<&FileCalls::removeFolder, Kind::RemoveFolder>,
        .own = [](int file, uid_t owner, gid_t group) { return current->m_below->own(file, owner, group); },
        .setMode = [](int file, mode_t mode) { return current->m_below->setMode(file, mode); },
        .setAttribute = [](int file, const char *name, const void *value, size_t size,
                           int flags) { return current->m_below->setAttribute(file, name, value, size, flags); },
    };
    return recording;
}

void UnsafeDisk::add(const Call &call)
{
    if (call.changesNames())
        m_now.apply(call);
    m_calls.append(call);
}

QString UnsafeDisk::fileSystemOf(const QString &path) const
{
    const auto found = std::ranges::find_if(
        m_folders, [&](const QString &folder) { return path == folder || path.startsWith(folder + u'/'); });
    return found == m_folders.cend() ? QString() : *found;
}

// Nothing where a folder or a name that it needs did not outlast the cut.
void UnsafeDisk::Names::apply(const Call &call)
{
    const bool hasPlace = folders.contains(folderOf(call.other.isEmpty() ? call.path : call.other));
    switch (call.kind) {
    case Kind::Create:
        if (hasPlace)
            files.insert(call.path, call.file);
        break;
    case Kind::Rename:
        if (hasPlace && files.contains(call.path))
            files.insert(call.other, files.take(call.path));
        break;
    case Kind::Exchange:
        if (files.contains(call.path) && files.contains(call.other))
            std::swap(files[call.path], files[call.other]);
        break;
    case Kind::Link:
        if (hasPlace && files.contains(call.path))
            files.insert(call.other, files.value(call.path));
        break;
    case Kind::Remove:
        files.remove(call.path);
        break;
    case Kind::MakeFolder:
        if (hasPlace)
            folders.insert(call.path);
        break;
    case Kind::RemoveFolder: {
        const auto inside = files.lowerBound(call.path + u'/');
        const bool holdsFile = inside != files.cend() && inside.key().startsWith(call.path + u'/');
        if (!holdsFile)
            folders.removeIf([&](const QString &folder) { return folder == call.path; });
        break;
    }
    case Kind::Write:
    case Kind::Truncate:
    case Kind::Sync:
        break;
    }
}

// Of each of the first `calls` calls, whether what it did to names is on the disk.
QList<bool> UnsafeDisk::lasting(int calls, quint32 seed, Syncs syncs) const
{
    QRandomGenerator random(seed);
    const Order order = QList{Order::None, Order::All, Order::FirstOnes, Order::Any}.at(random.bounded(4));
    int first = order == Order::FirstOnes ? random.bounded(calls + 1) : 0;
    QSet<QString> synced; // Folders, and file systems.
    QSet<QString> needed; // Names to which something lasting was done later.
    QList<bool> lasting(calls, false);
    for (int i = calls - 1; i >= 0; --i) {
        const Call &call = m_calls.at(i);
        if (call.kind == Kind::Sync && call.file < 0 && syncs == Syncs::Last)
            synced.insert(call.all ? wholly(call.path) : call.path);
        if (!call.changesNames())
            continue;
        const QStringList paths = call.other.isEmpty() ? QStringList(call.path) : QStringList{call.path, call.other};
        const bool forced = std::ranges::any_of(paths, [&](const QString &path) {
            return needed.contains(path) || synced.contains(folderOf(path))
                   || synced.contains(wholly(fileSystemOf(path)));
        });
        if (forced && order == Order::FirstOnes)
            first = std::max(first, i + 1);
        lasting[i] = forced || order == Order::All || i < first || (order == Order::Any && random.bounded(2) == 0);
        if (lasting.at(i))
            needed += QSet<QString>(paths.cbegin(), paths.cend());
    }
    return lasting;
}

UnsafeDisk::Names UnsafeDisk::namesAfter(int calls, quint32 seed, Syncs syncs) const
{
    const QList<bool> lasting = this->lasting(calls, seed, syncs);
    Names names = m_first;
    for (int i = 0; i < calls; ++i) {
        if (lasting.at(i))
            names.apply(m_calls.at(i));
    }
    return names;
}

QByteArray UnsafeDisk::bytesAfter(int file, int calls, quint32 seed, Syncs syncs) const
{
    QList<QByteArray> states{m_firstBytes.value(file)};
    for (const Call &call : m_calls.first(calls)) {
        const bool concerned = call.all ? call.path == m_fileSystems.at(file) : call.file == file;
        if (!concerned)
            continue;
        if (call.kind == Kind::Write)
            states.append(written(states.last(), call.at, call.bytes));
        else if (call.kind == Kind::Truncate)
            states.append(states.last().leftJustified(call.at, '\0', true));
        else if (call.kind == Kind::Sync && syncs == Syncs::Last)
            states = {states.last()};
    }
    QRandomGenerator random(seed + static_cast<quint32>(file));
    return leftOf(states, random);
}

void UnsafeDisk::cutPower(int calls, quint32 seed, Syncs syncs) const
{
    const Names names = namesAfter(calls, seed, syncs);
    for (const QString &folder : m_folders) {
        require(QDir(folder).removeRecursively(), folder);
        require(QDir().mkpath(folder), folder);
    }
    for (const QString &folder : names.folders)
        require(QDir().mkpath(folder), folder);
    QHash<int, QByteArray> places;
    for (auto it = names.files.cbegin(); it != names.files.cend(); ++it) {
        const QByteArray name = QFile::encodeName(it.key());
        if (places.contains(it.value())) {
            require(::link(places.value(it.value()).constData(), name.constData()) == 0, it.key());
            continue;
        }
        places.insert(it.value(), name);
        const QByteArray bytes = bytesAfter(it.value(), calls, seed, syncs);
        QFile opened(it.key());
        require(opened.open(QIODevice::WriteOnly) && opened.write(bytes) == bytes.size(), it.key());
    }
}

} // namespace tearsheet
