// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/filesmodel.h"

#include "core/note/pictureending.h"
#include "core/search/fuzzymatch.h"
#include "core/table/delimitedtext.h"
#include "core/vault/conflictcopy.h"
#include "ui/panels/draggednotes.h"
#include "ui/style/counts.h"
#include "ui/style/icons.h"

#include <QCollator>
#include <QMimeData>
#include <QSet>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

/// A folder or a file in the tree.
struct FilesModel::Entry
{
    QString name;
    QString path;
    bool folder = false;
    FileKind kind = FileKind::Note;
    QString reason;    ///< Why it is not read, or what it is a copy of.
    bool copy = false; ///< Left by a sync program after a conflict.
    int count = 0;     ///< Notes in a folder and below it.
    Entry *parent = nullptr;
    std::vector<std::unique_ptr<Entry>> children;
    QCollatorSortKey key;

    Entry(QString name_, QString path_, bool folder_, Entry *parent_, QCollatorSortKey key_)
        : name(std::move(name_)), path(std::move(path_)), folder(folder_), parent(parent_), key(std::move(key_))
    {}

    bool sameAs(const Entry &other) const { return folder == other.folder && path == other.path; }

    bool before(const Entry &other) const
    {
        if (folder != other.folder)
            return folder;
        const int order = key.compare(other.key);
        return order != 0 ? order < 0 : path < other.path;
    }
};

namespace {

const QString DraggedPath = u"application/x-tearsheet-path"_s;

QCollator naturalOrder()
{
    // The C locale knows nothing of letters.
    QCollator collator(QLocale() == QLocale::c() ? QLocale(QLocale::English) : QLocale());
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    return collator;
}

} // namespace

FilesModel::FilesModel(QObject *parent)
    : QAbstractItemModel(parent),
      m_root(std::make_unique<Entry>(QString(), QString(), true, nullptr, naturalOrder().sortKey(QString())))
{}

FilesModel::~FilesModel() = default;

void FilesModel::setSnapshot(const Snapshot &snapshot)
{
    m_snapshot = snapshot;
    merge(*m_root, wantedTree());
}

void FilesModel::setFilter(const QString &pattern)
{
    m_filter = pattern.trimmed();
    merge(*m_root, wantedTree());
}

std::unique_ptr<FilesModel::Entry> FilesModel::wantedTree() const
{
    const QCollator collator = naturalOrder();
    auto root = std::make_unique<Entry>(QString(), QString(), true, nullptr, collator.sortKey(QString()));
    QHash<QString, Entry *> folders{{QString(), root.get()}};
    const auto folderAt = [&](const QString &path, auto &&self) -> Entry * {
        if (Entry *known = folders.value(path))
            return known;
        const qsizetype slash = path.lastIndexOf(u'/');
        Entry *const parent = self(path.left(std::max<qsizetype>(slash, 0)), self);
        const QString name = path.sliced(slash + 1);
        parent->children.push_back(std::make_unique<Entry>(name, path, true, parent, collator.sortKey(name)));
        return folders[path] = parent->children.back().get();
    };
    const auto describeCopy = [&](Entry &entry, const FileEntry &file) {
        const std::optional<ConflictCopy> copy = conflictCopy(m_snapshot.find(file.path), m_snapshot);
        if (!copy)
            return;
        entry.copy = true;
        entry.reason = copy->original < 0 ? tr("A copy that %1 left after a conflict").arg(copy->program)
                                          : tr("A copy that %1 left after a conflict with %2")
                                                .arg(copy->program, m_snapshot.file(copy->original).path.name());
    };
    for (const auto &file : m_snapshot.files()) {
        const QString path = file->path.toString();
        if (!m_filter.isEmpty() && !fuzzyMatch(m_filter, path))
            continue;
        Entry *const parent = folderAt(file->path.folder().toString(), folderAt);
        const QString name = file->path.name().toString();
        auto entry = std::make_unique<Entry>(name, path, false, parent, collator.sortKey(name));
        entry->kind = file->kind;
        entry->reason = file->reason;
        if (conflictName(file->path.fileName()))
            describeCopy(*entry, *file);
        parent->children.push_back(std::move(entry));
        for (Entry *above = parent; above && file->path.isNote(); above = above->parent)
            ++above->count;
    }
    for (Entry *folder : std::as_const(folders))
        std::ranges::sort(folder->children, [](const auto &one, const auto &other) { return one->before(*other); });
    return root;
}

// Both lists of children are in order, so one walk finds what goes, what comes and what stays.
void FilesModel::merge(Entry &shown, std::unique_ptr<Entry> wanted)
{
    const QModelIndex parent = indexOf(&shown);
    if (shown.count != wanted->count || shown.kind != wanted->kind || shown.reason != wanted->reason
        || shown.copy != wanted->copy) {
        shown.count = wanted->count;
        shown.kind = wanted->kind;
        shown.reason = wanted->reason;
        shown.copy = wanted->copy;
        if (parent.isValid())
            Q_EMIT dataChanged(parent, parent);
    }
    auto &old = shown.children;
    auto &fresh = wanted->children;
    size_t row = 0;
    for (size_t next = 0; next < fresh.size() || row < old.size();) {
        if (next < fresh.size() && row < old.size() && old[row]->sameAs(*fresh[next])) {
            merge(*old[row], std::move(fresh[next]));
            ++row;
            ++next;
            continue;
        }
        if (row < old.size() && (next == fresh.size() || old[row]->before(*fresh[next]))) {
            size_t end = row + 1;
            while (end < old.size() && (next == fresh.size() || old[end]->before(*fresh[next])))
                ++end;
            beginRemoveRows(parent, static_cast<int>(row), static_cast<int>(end) - 1);
            old.erase(old.begin() + static_cast<std::ptrdiff_t>(row), old.begin() + static_cast<std::ptrdiff_t>(end));
            endRemoveRows();
            continue;
        }
        size_t end = next + 1;
        while (end < fresh.size() && (row == old.size() || fresh[end]->before(*old[row])))
            ++end;
        beginInsertRows(parent, static_cast<int>(row), static_cast<int>(row + end - next) - 1);
        for (size_t i = next; i < end; ++i)
            fresh[i]->parent = &shown;
        old.insert(old.begin() + static_cast<std::ptrdiff_t>(row),
                   std::make_move_iterator(fresh.begin() + static_cast<std::ptrdiff_t>(next)),
                   std::make_move_iterator(fresh.begin() + static_cast<std::ptrdiff_t>(end)));
        endInsertRows();
        row += end - next;
        next = end;
    }
}

FilesModel::Entry *FilesModel::entryOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Entry *>(index.internalPointer()) : m_root.get();
}

QModelIndex FilesModel::indexOf(const Entry *entry) const
{
    if (!entry->parent)
        return {};
    const auto &siblings = entry->parent->children;
    const auto place = std::ranges::find(siblings, entry, [](const auto &child) { return child.get(); });
    return createIndex(static_cast<int>(place - siblings.begin()), 0, entry);
}

QModelIndex FilesModel::indexOf(const NotePath &path) const
{
    const Entry *entry = m_root.get();
    QString walked;
    for (const QString &part : path.toString().split(u'/')) {
        walked += walked.isEmpty() ? part : QString(u'/' + part);
        const auto child =
            std::ranges::find(entry->children, walked, [](const auto &candidate) { return candidate->path; });
        if (child == entry->children.end())
            return {};
        entry = child->get();
    }
    return entry == m_root.get() ? QModelIndex() : indexOf(entry);
}

QModelIndex FilesModel::index(int row, int column, const QModelIndex &parent) const
{
    return hasIndex(row, column, parent)
               ? createIndex(row, column, entryOf(parent)->children[static_cast<size_t>(row)].get())
               : QModelIndex();
}

QModelIndex FilesModel::parent(const QModelIndex &index) const
{
    return index.isValid() ? indexOf(entryOf(index)->parent) : QModelIndex();
}

int FilesModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(entryOf(parent)->children.size());
}

QVariant FilesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Entry &entry = *entryOf(index);
    switch (role) {
    case Qt::DisplayRole:
        return entry.name;
    case Qt::DecorationRole:
        if (entry.folder)
            return icon(Icon::Folder);
        if (entry.copy)
            return icon(Icon::Warning);
        if (hasDelimitedEnding(entry.path))
            return icon(Icon::Table);
        if (entry.kind == FileKind::Note)
            return icon(Icon::Note);
        if (entry.kind != FileKind::Attachment)
            return icon(Icon::ReadOnly);
        return icon(hasPictureEnding(entry.path) ? Icon::Image : Icon::File);
    case Qt::ToolTipRole:
        return entry.reason.isEmpty() ? entry.path : QString(entry.path + u'\n' + entry.reason);
    case Qt::AccessibleTextRole:
        if (entry.folder)
            return tr("%1, folder with %2").arg(entry.name, countOfNotes(entry.count));
        return entry.copy ? QString(entry.name + u". "_s + entry.reason) : entry.name;
    case PathRole:
        return entry.path;
    case FolderRole:
        return entry.folder;
    case CountRole:
        return entry.folder ? entry.count : 0;
    case KindRole:
        return static_cast<int>(entry.kind);
    default:
        return {};
    }
}

Qt::ItemFlags FilesModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::ItemIsDropEnabled;
    const Qt::ItemFlags flags = QAbstractItemModel::flags(index) | Qt::ItemIsDragEnabled;
    return entryOf(index)->folder ? flags | Qt::ItemIsDropEnabled : flags;
}

QStringList FilesModel::mimeTypes() const
{
    return {DraggedPath, NotesMimeType};
}

QMimeData *FilesModel::mimeData(const QModelIndexList &indexes) const
{
    QList<NotePath> notes;
    for (const QModelIndex &index : indexes) {
        const Entry *const entry = entryOf(index);
        if (const Result<NotePath> path = NotePath::fromRelative(entry->path); path && !entry->folder && path->isNote())
            notes.append(*path);
    }
    // Several are not moved at once.
    if (indexes.size() != 1 && notes.isEmpty())
        return nullptr;
    auto *data = new QMimeData;
    if (indexes.size() == 1)
        data->setData(DraggedPath, entryOf(indexes.first())->path.toUtf8());
    putNotes(notes, data);
    return data;
}

bool FilesModel::canDropMimeData(const QMimeData *data, Qt::DropAction, int, int, const QModelIndex &parent) const
{
    const QString path = QString::fromUtf8(data->data(DraggedPath));
    const Entry *const folder = entryOf(parent);
    if (path.isEmpty() || !folder->folder)
        return false;
    // Not where it is, nor into itself.
    const bool inside = folder->path == path || folder->path.startsWith(path + u'/');
    return !inside && folder->path != path.left(std::max<qsizetype>(path.lastIndexOf(u'/'), 0));
}

bool FilesModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                              const QModelIndex &parent)
{
    if (canDropMimeData(data, action, row, column, parent))
        Q_EMIT moveWanted(QString::fromUtf8(data->data(DraggedPath)), entryOf(parent)->path);
    return false;
}

} // namespace tearsheet
