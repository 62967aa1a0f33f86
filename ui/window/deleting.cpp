// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/deleting.h"

#include "core/vault/obsidiansettings.h"
#include "ui/window/notetabs.h"
#include "ui/window/planwords.h"
#include "ui/window/quickswitcher.h"
#include "ui/window/statusline.h"

#include <QDateTime>
#include <QFile>

#include <algorithm>
#include <numeric>
#include <utility>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MostRemembered = 50;
constexpr qint64 LongestUndoing = 10'000; // ms

QString lossText(const Deletion &deletion)
{
    const int links = std::accumulate(deletion.linking.begin(), deletion.linking.end(), 0,
                                      [](int sum, const LinkingNote &note) { return sum + note.links; });
    if (links == 0)
        return Deleting::tr("no note links to it");
    const auto notes = static_cast<int>(deletion.linking.size());
    const bool canvases =
        !std::ranges::all_of(deletion.linking, [](const LinkingNote &note) { return note.path.isNote(); });
    const QString where = canvases     ? filesText(notes)
                          : notes == 1 ? Deleting::tr("one note")
                                       : Deleting::tr("%n notes", nullptr, notes);
    return Deleting::tr("%1 in %2 will reach nothing").arg(linksText(links), where);
}

QString trashText(TrashPlace place)
{
    switch (place) {
    case TrashPlace::System:
        return Deleting::tr("Move to the trash");
    case TrashPlace::Local:
        return Deleting::tr("Move to the vault's folder .trash");
    case TrashPlace::None:
        return Deleting::tr("Delete for good");
    }
    return {};
}

} // namespace

Deleting::Deleting(Vault *vault, OpenNotes *notes, NoteTabs *tabs, StatusLine *status, QuickSwitcher *switcher,
                   QObject *parent)
    : QObject(parent), m_vault(vault), m_notes(notes), m_tabs(tabs), m_status(status), m_switcher(switcher),
      m_job(this, [this](const Asked &asked) { show(asked); })
{
    connect(vault, &Vault::removed, this, &Deleting::tell);
    connect(vault, &Vault::filesChanged, this, &Deleting::forgetWhatCameBack);
    connect(vault, &Vault::filesChanged, this, &Deleting::openTabsAgain);
}

void Deleting::ask(const QString &path)
{
    if (!m_vault->snapshot().isComplete()) {
        m_status->say(tr("The vault is still being read."));
        return;
    }
    m_job.request([path, snapshot = m_vault->snapshot()](const CancelFlag &) {
        return Asked{path, deletionOf({path}, snapshot)};
    });
}

void Deleting::show(const Asked &asked)
{
    if (!asked.deletion) {
        m_status->say(asked.deletion.error().sentence);
        return;
    }
    m_switcher->open(
        tr("Delete %1?").arg(asked.path.section(u'/', -1)),
        [this, path = asked.path, deletion = *asked.deletion](const QString &) { return choices(path, deletion); });
}

QList<QuickEntry> Deleting::choices(const QString &path, const Deletion &deletion)
{
    const QString how = trashText(m_vault->snapshot().settings().trash);
    const QString what =
        deletion.files.size() == 1 ? path : tr("%1 with %2").arg(path, filesText(deletion.files.size()));
    const NotePath place = NotePath::fromRelative(path).value_or(NotePath());
    const NotePath folder = deletion.files.contains(place) ? NotePath() : place;
    QList<QuickEntry> entries{
        {tr("%1: %2").arg(how, what),
         lossText(deletion),
         {},
         [this, folder, files = deletion.files](Qt::KeyboardModifiers) { remove(files, folder); }}};
    if (!deletion.attachments.isEmpty()) {
        const QString only = tr("only used there");
        entries.append({tr("%1, and %2 that nothing else uses").arg(how, filesText(deletion.attachments.size())),
                        {},
                        {},
                        [this, folder, files = deletion.files + deletion.attachments](Qt::KeyboardModifiers) {
                            remove(files, folder);
                        }});
        for (const NotePath &attachment : deletion.attachments)
            entries.append(opening(attachment, attachment.fileName().toString(), only));
    }
    for (const LinkingNote &note : deletion.linking)
        entries.append(opening(note.path, note.path.name().toString(), linksText(note.links)));
    return entries;
}

// A line that shows the file at `path`, of which `what` is said, before anything is deleted.
QuickEntry Deleting::opening(const NotePath &path, const QString &name, const QString &what)
{
    return {tr("Open %1").arg(name),
            path.folder().isEmpty() ? what : QString(path.folder() + u"  ·  " + what),
            {},
            [this, path](Qt::KeyboardModifiers) { Q_EMIT noteWanted(path); }};
}

// What was typed goes with its note, so it is in the file before.
void Deleting::remove(const QList<NotePath> &files, const NotePath &folder)
{
    QList<FileSessionPtr> unsaved = m_notes->unsaved();
    unsaved.removeIf([&](const FileSessionPtr &session) { return !files.contains(session->path()); });
    if (unsaved.isEmpty()) {
        m_vault->remove(files, folder);
        return;
    }
    auto *const waiting = new QObject(this);
    for (const FileSessionPtr &session : std::as_const(unsaved)) {
        if (session->isUnsettled()) {
            delete waiting;
            Q_EMIT noteWanted(session->path());
            m_status->say(tr("Nothing is deleted: the text of %1 is not saved. What can be done is said above it.")
                              .arg(session->path().name()));
            return;
        }
        session->save();
        connect(session.get(), &FileSession::stateChanged, waiting, [this, files, folder, waiting] {
            delete waiting;
            remove(files, folder);
        });
    }
}

void Deleting::tell(const QList<Trashed> &files)
{
    QList<Place> places;
    for (const FileView *view : m_tabs->fileViews()) {
        if (std::ranges::contains(files, view->path(), &Trashed::path))
            places.append(view->place());
    }
    const FileView *const shown = m_tabs->currentFile();
    const NotePath front = shown ? shown->path() : NotePath();
    for (const Trashed &file : files)
        m_tabs->closeNote(file.path);
    const bool canComeBack = std::ranges::none_of(files, [](const Trashed &file) { return file.place.isEmpty(); });
    const QString what = files.size() == 1 ? files.first().path.toString() : filesText(files.size());
    if (!canComeBack) {
        m_status->say(tr("Deleted %1. The text of notes is still in the history.").arg(what));
        return;
    }
    const bool inVault = files.first().place.startsWith(m_vault->root() + u'/');
    const QString sentence =
        inVault ? tr("Moved %1 to the folder .trash of the vault.").arg(what) : tr("Moved %1 to the trash.").arg(what);
    m_done.append({files, QDateTime::currentMSecsSinceEpoch(), sentence, places, front});
    if (m_done.size() > MostRemembered)
        m_done.removeFirst();
    m_status->say(sentence, {{tr("Undo"), [this, files] { bringBack(files); }}});
}

void Deleting::undo()
{
    if (!m_done.isEmpty())
        bringBack(QList(m_done.last().files));
}

// By somebody else's doing, or by the user's in another way: it is there, and not only another file of its name.
bool Deleting::cameBack(const Trashed &file) const
{
    if (!m_vault->stamp(file.path))
        return false;
    QFile trashed(file.place);
    if (!trashed.exists())
        return true;
    const Result<TextFile> there = m_vault->read(file.path);
    return there && trashed.size() == there->bytes.size() && trashed.open(QIODevice::ReadOnly)
           && trashed.readAll() == there->bytes;
}

void Deleting::forgetWhatCameBack()
{
    m_done.removeIf([this](const Done &done) {
        const bool back = std::ranges::all_of(done.files, [this](const Trashed &file) { return cameBack(file); });
        const QString what = done.files.size() == 1 ? done.files.first().path.toString() : filesText(done.files.size());
        if (back)
            m_status->unsay(done.told, tr("Nothing is left to bring back: %1 came back in another way.").arg(what));
        return back;
    });
    for (Done &done : m_done) {
        const auto other = std::ranges::find_if(done.files, [this](const Trashed &file) {
            return m_vault->stamp(file.path).has_value() && !cameBack(file);
        });
        if (other == done.files.end() || std::exchange(done.taken, true))
            continue;
        const QString before =
            std::exchange(done.told, tr("Another file is called %1 by now. What was deleted can come back beside it.")
                                         .arg(other->path.toString()));
        m_status->unsay(before);
        m_status->say(done.told, {{tr("Bring it back beside"), [this, files = done.files] { bringBack(files); }}});
    }
}

// Where nothing lies: the path itself, or one beside it.
NotePath Deleting::freePlace(const NotePath &path) const
{
    NotePath place = path;
    for (int number = 1; m_vault->stamp(place); ++number)
        place = pathBeside(path, number == 1 ? tr("brought back") : tr("brought back %1").arg(number));
    return place;
}

void Deleting::bringBack(const QList<Trashed> &files)
{
    Done before;
    m_done.removeIf([&](const Done &done) {
        if (done.files != files)
            return false;
        before = done;
        return true;
    });
    QList<Trashed> wanted = files;
    wanted.removeIf([this](const Trashed &file) { return cameBack(file); });
    for (Trashed &file : wanted) {
        const NotePath lay = std::exchange(file.path, freePlace(file.path));
        for (Place &place : before.places) {
            if (place.path == lay)
                place.path = file.path;
        }
        if (before.front == lay)
            before.front = file.path;
    }
    m_places += before.places; // Another undone deletion may be on its way.
    m_front = before.front;
    m_sinceUndoing.start();
    m_status->say(wanted.size() == 1 ? tr("Brought back %1.").arg(wanted.first().path.toString())
                                     : tr("Brought back %1.").arg(filesText(wanted.size())));
    m_vault->putBack(wanted);
}

// What tabs showed as it was deleted is shown again; another note in front stays there.
void Deleting::openTabsAgain()
{
    if (m_places.isEmpty())
        return;
    if (m_sinceUndoing.hasExpired(LongestUndoing)) {
        m_places.clear();
        return;
    }
    QWidget *front = m_tabs->currentWidget();
    m_places.removeIf([&](const Place &place) {
        if (!m_vault->stamp(place.path))
            return false;
        const Result<FileView *> view = m_tabs->open(place.path, OpenIn::NewTab);
        if (view)
            (*view)->restore(place);
        if (view && place.path == m_front)
            front = m_tabs->currentWidget();
        return true;
    });
    if (front)
        m_tabs->setCurrentWidget(front);
}

} // namespace tearsheet
