// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/inplacewriter.h"

#include "core/store/filewrites.h"
#include "core/text/textfile.h"

#include <QDataStream>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QObject>
#include <QRandomGenerator>

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <sys/file.h>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr quint32 Magic = 0x54534950;

// Disks write whole sectors, and file systems whole pages of them.
constexpr qsizetype Sector = 512;

/// What a journal holds.
struct Overwrite
{
    QString path;
    QByteArray before;
    QByteArray after;
    QString root; // Of the vault then.
};

QByteArray journalOf(const Overwrite &overwrite)
{
    QByteArray body;
    QDataStream inner(&body, QIODevice::WriteOnly);
    inner << overwrite.path << overwrite.before << overwrite.after << overwrite.root;
    QByteArray journal;
    QDataStream outer(&journal, QIODevice::WriteOnly);
    outer << Magic << contentHash(body) << body;
    return journal;
}

// For the vault as it lies at `now`.
std::optional<Overwrite> overwriteOf(const QByteArray &journal, const QString &now)
{
    quint32 magic = 0;
    quint64 hash = 0;
    QByteArray body;
    QDataStream stream(journal);
    stream >> magic >> hash >> body;
    if (stream.status() != QDataStream::Ok || magic != Magic || contentHash(body) != hash)
        return std::nullopt;
    Overwrite overwrite;
    QDataStream inner(body);
    inner >> overwrite.path >> overwrite.before >> overwrite.after >> overwrite.root;
    overwrite.path = pathAfterMove(overwrite.path, overwrite.root, now);
    return overwrite;
}

// Whether `now` may have come about by writing `after` over `before` in part, or `before` over that again: each sector
// is of one of them, the last one filled up with zeros where the file has grown behind it, or empty. The file is cut
// only when all is written, so that it is never shorter than both.
bool isHalfWritten(const QByteArray &now, const Overwrite &overwrite)
{
    const auto [shortest, longest] = std::minmax({overwrite.before.size(), overwrite.after.size()});
    if (now.size() < shortest || now.size() > longest)
        return false;
    const QByteArray before = overwrite.before.leftJustified(longest, '\0');
    const QByteArray after = overwrite.after.leftJustified(longest, '\0');
    for (qsizetype at = 0; at < now.size(); at += Sector) {
        const auto sectorOf = [&](const QByteArray &text) {
            return QByteArrayView(text).sliced(at, std::min(Sector, now.size() - at));
        };
        const QByteArrayView part = sectorOf(now);
        // A write may end anywhere within a sector, that which puts the old text back, too.
        const auto turnsTo = [&](QByteArrayView first, QByteArrayView second) {
            const qsizetype turn = std::ranges::mismatch(part, first).in1 - part.begin();
            return part.sliced(turn) == second.sliced(turn);
        };
        const bool isOfBoth = turnsTo(sectorOf(after), sectorOf(before)) || turnsTo(sectorOf(before), sectorOf(after));
        const bool isEmpty = std::ranges::all_of(part, [](char byte) { return byte == '\0'; });
        if (!isOfBoth && !isEmpty)
            return false;
    }
    return true;
}

} // namespace

InPlaceWriter::InPlaceWriter(const QString &root, const FileCalls &calls)
    : m_root(root), m_folder(dataPlace(u"inplace"_s, root)), m_calls(&calls)
{}

Result<> InPlaceWriter::write(const QString &path, const QByteArray &before, const QByteArray &after,
                              const QString &doing)
{
    if (const Result<> made = makeFolders(*m_calls, m_folder, 0700); !made)
        return made;
    const QString journal = m_folder + u'/' + QString::number(QRandomGenerator::system()->generate64(), 36);
    if (const Result<> kept = replaceFile(*m_calls, journal, journalOf({path, before, after, m_root}), doing); !kept) {
        remove(journal); // It may be there and not last.
        return kept;
    }
    const QByteArray name = QFile::encodeName(journal);
    // So that another program that starts meanwhile does not complete what is under way.
    const OpenFile held(m_calls->open(name.constData(), O_RDONLY | O_CLOEXEC, 0));
    if (held.isOpen())
        takeLock(held.descriptor(), LOCK_EX);
    const Result<QByteArray> now = readWhole(*m_calls, path, doing);
    if (now != before)
        remove(journal);
    if (!now)
        return std::unexpected(now.error());
    if (*now != before) {
        return failure(ErrorCode::Changed, path,
                       QObject::tr("%1: another program has changed it meanwhile.").arg(doing));
    }
    const Result<> written = overwrite(path, after, doing);
    // A file that could not be put right again is left to the next start.
    if (written || overwrite(path, before, doing))
        remove(journal);
    if (written)
        removeOlder(path, journal);
    return written;
}

// What earlier writes left to the next start, to which this one is another program's.
void InPlaceWriter::removeOlder(const QString &path, const QString &journal) const
{
    for (const QString &name : QDir(m_folder).entryList(QDir::Files | QDir::Hidden)) {
        const QString other = m_folder + u'/' + name;
        const OpenFile held(m_calls->open(QFile::encodeName(other).constData(), O_RDONLY | O_CLOEXEC, 0));
        if (other == journal || !held.isOpen() || !takeLock(held.descriptor(), LOCK_EX | LOCK_NB))
            continue;
        const Result<QByteArray> bytes = readWhole(*m_calls, other, {});
        if (const auto overwrite = bytes ? overwriteOf(*bytes, m_root) : std::nullopt;
            overwrite && overwrite->path == path)
            remove(other);
    }
}

Result<> InPlaceWriter::overwrite(const QString &path, QByteArrayView bytes, const QString &doing) const
{
    const OpenFile file(m_calls->open(QFile::encodeName(path).constData(), O_WRONLY | O_CLOEXEC, 0));
    if (!file.isOpen())
        return systemFailure(path, doing);
    if (const Result<> written = writeAll(*m_calls, file.descriptor(), bytes, path, doing); !written)
        return written;
    if (m_calls->truncate(file.descriptor(), bytes.size()) != 0 || m_calls->sync(file.descriptor()) != 0)
        return systemFailure(path, doing);
    return {};
}

// For good: one that came back after a power cut could undo what is written later.
void InPlaceWriter::remove(const QString &journal) const
{
    m_calls->remove(QFile::encodeName(journal).constData());
    syncFolder(*m_calls, m_folder);
}

Result<> InPlaceWriter::recover()
{
    std::optional<Error> failed;
    for (const QString &name : QDir(m_folder).entryList(QDir::Files | QDir::Hidden)) {
        if (const Result<> completed = complete(m_folder + u'/' + name); !completed && !failed)
            failed = completed.error();
    }
    if (failed)
        return std::unexpected(*failed);
    return {};
}

Result<> InPlaceWriter::complete(const QString &journal) const
{
    const OpenFile held(m_calls->open(QFile::encodeName(journal).constData(), O_RDONLY | O_CLOEXEC, 0));
    const QString reading = QObject::tr("The journal of a note that is half written cannot be read");
    if (!held.isOpen() && errno != ENOENT)
        return systemFailure(journal, reading);
    if (!held.isOpen() || !takeLock(held.descriptor(), LOCK_EX | LOCK_NB))
        return {}; // Being done, or done.
    const Result<QByteArray> bytes = readWhole(*m_calls, journal, reading);
    if (!bytes)
        return std::unexpected(bytes.error());
    if (const std::optional<Overwrite> overwrite = overwriteOf(*bytes, m_root)) {
        const QString doing = QObject::tr("%1 may be half written and cannot be completed").arg(overwrite->path);
        const Result<QByteArray> now = readWhole(*m_calls, overwrite->path, doing);
        if (!now && (now.error().code != ErrorCode::NotFound || !QFileInfo::exists(QFileInfo(overwrite->path).path())))
            return std::unexpected(now.error());
        const bool torn = now && *now != overwrite->before && *now != overwrite->after;
        if (torn && isHalfWritten(*now, *overwrite)) {
            // Another program may have written just that, after all.
            const QString inVault = overwrite->path.mid(m_root.size() + 1);
            if (const Result<NotePath> note = NotePath::fromRelative(inVault);
                note && overwrite->path.startsWith(m_root + u'/'))
                m_history.keep({NewVersion::aside(*note, *now)}, true);
            if (const Result<> completed = this->overwrite(overwrite->path, overwrite->after, doing); !completed)
                return completed;
        }
    }
    remove(journal);
    return {};
}

} // namespace tearsheet
