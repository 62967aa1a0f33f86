// SPDX-License-Identifier: GPL-3.0-or-later

// Deleted notes, and how they come back; earlier versions of files that have no tab.
#include "ui/window/recovery.h"

#include "core/search/fuzzymatch.h"
#include "ui/editor/filesession.h"
#include "ui/panels/versionsmodel.h"
#include "ui/window/comparing.h"
#include "ui/window/quickswitcher.h"
#include "ui/window/statusline.h"

#include <QDateTime>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

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
        m_status->say(tr("No note was deleted as long as the history goes back."));
        return;
    }
    m_switcher->open(tr("Bring back a deleted note"),
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
    QList<Version> texts = *versions;
    texts.removeIf([](const Version &version) { return version.kind == VersionKind::Moved; });
    // That it was deleted says the same text once more.
    if (texts.size() > 1 && texts.at(0).kind == VersionKind::Deleted && texts.at(0).hash == texts.at(1).hash)
        texts.removeFirst();
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
    const Result<QByteArray> text = History(m_vault->root()).bytes(version);
    if (!text) {
        m_status->say(text.error().sentence);
        return;
    }
    const bool isTaken = m_vault->stamp(version.path).has_value();
    const QString time = QDateTime::fromMSecsSinceEpoch(version.time).toString(u"yyyy-MM-dd HHmmss"_s);
    write(isTaken ? pathBeside(version.path, tr("text of %1").arg(time)) : version.path, *text, std::nullopt);
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
    QList<Version> texts = *versions;
    texts.removeIf([](const Version &version) { return version.kind != VersionKind::Written; });
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

// What the file holds until then is kept, as with any save.
void Recovery::restore(const NotePath &path, const Version &version)
{
    const Result<QByteArray> text = History(m_vault->root()).bytes(version);
    const Result<TextFile> now = text ? m_vault->read(path) : std::unexpected(text.error());
    if (!now) {
        m_status->say(now.error().sentence);
        return;
    }
    const quint64 ticket = FileSession::nextTicket();
    m_restoring.insert(ticket, tr("%1 is as it was: %2.").arg(path.fileName(), timeText(version.time)));
    m_vault->save(path, *text, now->stamp, ticket);
}

} // namespace tearsheet
