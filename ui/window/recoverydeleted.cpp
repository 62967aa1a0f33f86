// SPDX-License-Identifier: GPL-3.0-or-later

// Deleted files, and how they come back; earlier versions of files that have no tab.
#include "ui/window/recovery.h"

#include "core/search/fuzzymatch.h"
#include "ui/editor/filesession.h"
#include "ui/panels/versionsmodel.h"
#include "ui/window/comparing.h"
#include "ui/window/notices.h"
#include "ui/window/quickswitcher.h"
#include "ui/window/statusline.h"

#include <QDateTime>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

// What can be read. That a file was deleted says the same text once more.
QList<Version> textsOf(const QList<Version> &versions)
{
    QList<Version> texts;
    for (const Version &version : versions) {
        if (version.kind == VersionKind::Moved)
            continue;
        if (!texts.isEmpty() && texts.last().kind == VersionKind::Deleted && texts.last().hash == version.hash)
            texts.removeLast();
        texts.append(version);
    }
    return texts;
}

} // namespace

void Recovery::showDeleted()
{
    m_reader.request([root = m_vault->root()](const CancelFlag &) { return History(root).deleted(); });
}

void Recovery::list(const Result<QList<Version>> &versions)
{
    if (!versions) {
        m_status->say(versions.error().sentence);
        return;
    }
    QList<Version> gone = *versions;
    // Where it came back, unless another one came there.
    gone.removeIf(
        [this](const Version &version) { return !version.covered && m_vault->stamp(version.path).has_value(); });
    if (gone.isEmpty()) {
        m_status->say(tr("No file was deleted as long as the history goes back."));
        return;
    }
    m_switcher->open(tr("Bring back a deleted file"),
                     [this, gone](const QString &typed) { return deletedNotes(gone, typed); });
}

QList<QuickEntry> Recovery::deletedNotes(const QList<Version> &versions, const QString &typed)
{
    QList<std::pair<int, QuickEntry>> found;
    for (const Version &version : versions) {
        const auto match = fuzzyMatch(typed, version.path.name());
        if (!match)
            continue;
        const QString folder = version.path.folder().toString();
        const QString when = timeText(version.time);
        found.append({match->score, QuickEntry{version.path.name().toString(),
                                               folder.isEmpty() ? when : QString(folder + u"  ·  " + when),
                                               match->positions, [this, version](Qt::KeyboardModifiers) {
                                                   if (version.covered)
                                                       showPast(version);
                                                   else
                                                       bringBack(version);
                                               }}});
    }
    if (!typed.trimmed().isEmpty())
        std::ranges::stable_sort(found, std::greater(), &std::pair<int, QuickEntry>::first);
    QList<QuickEntry> entries;
    for (auto &[score, entry] : found)
        entries.append(std::move(entry));
    return entries;
}

// Its path leads to another note's history, so all of its versions are listed here.
void Recovery::showPast(const Version &last)
{
    m_pastReader.request(
        [root = m_vault->root(), last](const CancelFlag &) { return History(root).versionsUntil(last); });
}

void Recovery::listPast(const Result<QList<Version>> &versions)
{
    if (!versions) {
        m_status->say(versions.error().sentence);
        return;
    }
    const QList<Version> texts = textsOf(*versions);
    if (texts.size() == 1) {
        bringBack(texts.first());
        return;
    }
    m_switcher->open(tr("Bring back an earlier version"), [this, texts](const QString &typed) {
        QList<QuickEntry> entries;
        for (const Version &version : texts) {
            const QString when = timeText(version.time);
            const auto match = fuzzyMatch(typed, when);
            if (match)
                entries.append({when, version.path.name().toString(), match->positions,
                                [this, version](Qt::KeyboardModifiers) { bringBack(version); }});
        }
        return entries;
    });
}

void Recovery::bringBack(const Version &version)
{
    m_textReader.request([this, root = m_vault->root(), version](const CancelFlag &) {
        const Result<QByteArray> text = History(root).bytes(version);
        return [this, version, text] {
            if (!text) {
                m_status->say(text.error().sentence);
                return;
            }
            const bool isTaken = m_vault->stamp(version.path).has_value();
            const QString time = QDateTime::fromMSecsSinceEpoch(version.time).toString(u"yyyy-MM-dd HHmmss"_s);
            write(isTaken ? pathBeside(version.path, tr("text of %1").arg(time)) : version.path, *text, std::nullopt);
        };
    });
}

void Recovery::showVersions(const NotePath &path)
{
    m_versionsOf = path;
    m_versionsReader.request(
        [root = m_vault->root(), path](const CancelFlag &) { return History(root).versions(path); });
}

void Recovery::listVersions(const Result<QList<Version>> &versions)
{
    if (!versions) {
        m_status->say(versions.error().sentence);
        return;
    }
    const QList<Version> texts = textsOf(*versions);
    if (texts.isEmpty()) {
        m_status->say(tr("No version of %1 was kept yet.").arg(m_versionsOf.fileName()));
        return;
    }
    m_switcher->open(tr("Restore a version of %1").arg(m_versionsOf.fileName()), [this, texts, path = m_versionsOf](
                                                                                     const QString &typed) {
        QList<QuickEntry> entries;
        for (const Version &version : texts) {
            const QString when = timeText(version.time);
            if (const auto match = fuzzyMatch(typed, when))
                entries.append({when, writerText(version), match->positions,
                                [this, path, version](Qt::KeyboardModifiers) { restore(path, version); }});
        }
        return entries;
    });
}

// What the file holds until then is kept, as with any save. Both texts may be large.
void Recovery::restore(const NotePath &path, const Version &version)
{
    m_textReader.request([this, store = m_vault->store(), path, version](const CancelFlag &) {
        const Result<QByteArray> text = History(store.root()).bytes(version);
        const Result<TextFile> now = text ? store.read(path) : std::unexpected(text.error());
        return [this, path, version, text, now] {
            if (now)
                write({path, *text, *now, tr("%1 is restored as of %2.").arg(path.fileName(), timeText(version.time))},
                      SaveMode::Replace);
            else
                m_status->say(now.error().sentence);
        };
    });
}

void Recovery::write(const Restoring &restoring, SaveMode mode)
{
    const quint64 ticket = FileSession::nextTicket();
    m_restoring.insert(ticket, restoring);
    m_restoring[ticket].mode = mode;
    m_vault->save(restoring.path, restoring.text, restoring.before.stamp, ticket, mode);
}

void Recovery::restored(const NotePath &path, const FileStamp &stamp, quint64 ticket)
{
    if (!m_restoring.contains(ticket))
        return;
    const Restoring done = m_restoring.take(ticket);
    if (done.isUndo) {
        m_status->say(done.done);
        return;
    }
    Restoring back{path, done.before.bytes, {}, tr("%1 is as it was before.").arg(path.fileName())};
    back.before.stamp = stamp;
    back.isUndo = true;
    m_status->say(done.done, {{tr("Undo"), [this, back, mode = done.mode] { write(back, mode); }}});
}

void Recovery::notRestored(const NotePath &path, const Error &error, quint64 ticket)
{
    if (!m_restoring.contains(ticket))
        return;
    const Restoring failed = m_restoring.take(ticket);
    if (error.code != ErrorCode::NeedsConsent) {
        m_status->say(error.sentence);
        return;
    }
    m_notices->show(u"restoring "_s + path.toString(), error.sentence,
                    {{tr("Save in place"), [this, failed] { write(failed, SaveMode::InPlace); }},
                     {tr("Leave it as it is"), [] {}}});
}

} // namespace tearsheet
