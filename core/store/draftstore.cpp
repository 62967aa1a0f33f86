// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/draftstore.h"

#include "core/store/filewrites.h"
#include "core/store/record.h"
#include "core/text/textfile.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QObject>
#include <QRandomGenerator>

#include <optional>

#include <fcntl.h>
#include <sys/file.h>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

// A draft's file: this with the hash of all that follows in its place, then the fields. A person can read the texts.
constexpr QByteArrayView Heading = "Tearsheet draft 2 ................\n";
constexpr qsizetype HashSize = 16;

// Of drafts that programs before this one left: the fields after the texts are not there.
constexpr QByteArrayView EarlierHeading = "Tearsheet draft 1 ................\n";
static_assert(Heading.size() == EarlierHeading.size());

// In the name of a draft's file, before what makes it one of its own: nobody edits it.
constexpr QChar LeftMark = u'-';

template <typename Fields, typename Text>
void draftFields(Fields &fields, Text &path, auto &draft)
{
    fields.text(path);
    fields.number(draft.time);
    fields.bytes(draft.base);
    fields.bytes(draft.bytes);
}

template <typename Fields>
void laterFields(Fields &fields, auto &draft)
{
    fields.flag(draft.isPart);
    fields.number(draft.inode);
    fields.number(draft.born);
}

QByteArray headingOf(QByteArrayView fields, QByteArrayView form = Heading)
{
    QByteArray heading = form.toByteArray();
    return heading.replace(heading.size() - 1 - HashSize, HashSize,
                           QByteArray::number(contentHash(fields), 16).rightJustified(HashSize, '0'));
}

std::optional<Draft> readDraft(const QString &place)
{
    QFile file(place);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QByteArray bytes = file.readAll();
    const QByteArrayView fields = QByteArrayView(bytes).sliced(std::min(Heading.size(), bytes.size()));
    const bool isEarlier = bytes.startsWith(headingOf(fields, EarlierHeading));
    if (!isEarlier && !bytes.startsWith(headingOf(fields)))
        return std::nullopt;
    RecordReader reader(fields);
    Draft draft{.path = {}, .bytes = {}, .base = {}, .time = 0, .place = place};
    QString path;
    draftFields(reader, path, draft);
    if (isEarlier)
        draft.isPart = draft.base.isEmpty(); // As those programs told it.
    else
        laterFields(reader, draft);
    const Result<NotePath> where = NotePath::fromRelative(path);
    if (!reader.isGood() || !reader.atEnd() || !where)
        return std::nullopt;
    draft.path = *where;
    return draft;
}

QString lockOf(const QString &folder)
{
    return folder + u"/lock"_s;
}

QStringList draftsIn(const QString &folder)
{
    QStringList names = QDir(folder).entryList(QDir::Files);
    names.removeOne(u"lock"_s);
    return names;
}

/// Whether the program that made `folder` is gone, and nobody holds its lock in a way that excludes `how`.
bool isLeft(const QString &folder, int how)
{
    const OpenFile lock(::open(QFile::encodeName(lockOf(folder)).constData(), O_RDONLY | O_CLOEXEC));
    return lock.isOpen() ? takeLock(lock.descriptor(), how | LOCK_NB) : errno == ENOENT;
}

/// Removes `folder`, in which no draft is, with what a program that ended at the wrong moment left there.
void removeFolder(const FileCalls &calls, const QString &folder)
{
    for (const QString &name : QDir(folder).entryList(QDir::Files | QDir::Hidden))
        calls.remove(QFile::encodeName(folder + u'/' + name).constData());
    calls.removeFolder(QFile::encodeName(folder).constData());
}

} // namespace

DraftStore::DraftStore(const QString &root, const FileCalls &calls)
    : m_folder(dataPlace(u"drafts"_s, root)), m_calls(&calls)
{}

DraftStore::~DraftStore()
{
    if (m_lock && draftsIn(m_own).isEmpty())
        removeFolder(*m_calls, m_own);
}

Result<> DraftStore::ready()
{
    return m_lock && QFileInfo::exists(m_own) ? Result<>() : claim();
}

Result<> DraftStore::keep(const Draft &draft)
{
    if (const Result<> is = ready(); !is)
        return is;
    return write(draft, placeOf(draft.path));
}

Result<> DraftStore::leave(const Draft &draft)
{
    if (const Result<> is = ready(); !is)
        return is;
    const QString own = QString::number(QRandomGenerator::system()->generate64(), 36);
    if (const Result<> written = write(draft, placeOf(draft.path) + LeftMark + own); !written)
        return written;
    drop(draft.path);
    return {};
}

Result<> DraftStore::write(const Draft &draft, const QString &place) const
{
    Draft kept = draft;
    if (kept.time == 0)
        kept.time = QDateTime::currentMSecsSinceEpoch();
    RecordWriter fields;
    draftFields(fields, draft.path.toString(), kept);
    laterFields(fields, kept);
    const QByteArray file = headingOf(fields.bytes()) + fields.bytes();
    return replaceFile(*m_calls, place, file,
                       QObject::tr("The unsaved text of %1 cannot be kept").arg(draft.path.toString()));
}

// While all are locked: the new folder is not to be taken for one that was left.
Result<> DraftStore::claim()
{
    if (const Result<> made = makeFolders(*m_calls, m_folder, 0700); !made)
        return made;
    const auto all = lockAll();
    const QString own = m_folder + u'/' + QString::number(QRandomGenerator::system()->generate64(), 36);
    const QString doing = QObject::tr("Unsaved text cannot be kept");
    if (!all || m_calls->makeFolder(QFile::encodeName(own).constData(), 0700) != 0)
        return systemFailure(m_folder, doing);
    auto lock = std::make_unique<OpenFile>(
        m_calls->open(QFile::encodeName(lockOf(own)).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!lock->isOpen() || !takeLock(lock->descriptor(), LOCK_EX))
        return systemFailure(own, doing);
    syncFolder(*m_calls, m_folder);
    m_own = own;
    m_lock = std::move(lock);
    tidy();
    return {};
}

/// Keeps others from making and removing folders. Nothing, with `errno` set, where that fails.
std::unique_ptr<OpenFile> DraftStore::lockAll() const
{
    auto lock = std::make_unique<OpenFile>(
        m_calls->open(QFile::encodeName(lockOf(m_folder)).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    return lock->isOpen() && takeLock(lock->descriptor(), LOCK_EX) ? std::move(lock) : nullptr;
}

// Removes folders of programs that are gone and left nothing. While all are locked.
void DraftStore::tidy() const
{
    for (const QString &folder : others()) {
        if (draftsIn(folder).isEmpty() && isLeft(folder, LOCK_EX))
            removeFolder(*m_calls, folder);
    }
}

QStringList DraftStore::others() const
{
    QStringList folders;
    for (const QFileInfo &folder : QDir(m_folder).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (folder.filePath() != m_own)
            folders.append(folder.filePath());
    }
    return folders;
}

QString DraftStore::placeOf(const NotePath &path) const
{
    return m_own + u'/' + QString::number(contentHash(path.toString().toUtf8()), 16);
}

void DraftStore::drop(const NotePath &path)
{
    if (m_lock)
        m_calls->remove(QFile::encodeName(placeOf(path)).constData());
}

QList<Draft> DraftStore::abandoned() const
{
    QList<Draft> drafts;
    const auto read = [&](const QString &folder, const QString &name) {
        if (std::optional<Draft> draft = readDraft(folder + u'/' + name))
            drafts.append(std::move(*draft));
    };
    for (const QString &folder : others()) {
        if (!isLeft(folder, LOCK_SH))
            continue;
        for (const QString &name : draftsIn(folder))
            read(folder, name);
    }
    for (const QString &name : m_lock ? draftsIn(m_own) : QStringList()) {
        if (name.contains(LeftMark))
            read(m_own, name);
    }
    std::ranges::sort(drafts, std::greater(), &Draft::time);
    return drafts;
}

void DraftStore::discard(const Draft &draft)
{
    if (!draft.place.startsWith(m_folder + u'/'))
        return;
    m_calls->remove(QFile::encodeName(draft.place).constData());
    if (const auto all = lockAll())
        tidy();
}

} // namespace tearsheet
