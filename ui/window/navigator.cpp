// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/navigator.h"

#include "core/search/fuzzymatch.h"
#include "core/table/delimitedtext.h"
#include "ui/window/quickswitcher.h"
#include "ui/window/statusline.h"

#include <QDesktopServices>
#include <QDir>
#include <QUrl>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr int MostListed = 100;

} // namespace

bool isOpenedHere(const NotePath &path)
{
    return path.isNote() || hasDelimitedEnding(path.toString());
}

Navigator::Navigator(Vault *vault, NoteTabs *tabs, StatusLine *status, QuickSwitcher *switcher, QObject *parent)
    : QObject(parent), m_vault(vault), m_tabs(tabs), m_status(status), m_switcher(switcher)
{
    connect(vault, &Vault::published, this, &Navigator::publish);
}

NoteView *Navigator::open(const NotePath &path, OpenIn where, std::optional<quint32> offset, const QString &subpath)
{
    return qobject_cast<NoteView *>(openFile(path, where, offset, subpath));
}

FileView *Navigator::openFile(const NotePath &path, OpenIn where, std::optional<quint32> offset, const QString &subpath)
{
    if (!isOpenedHere(path)) {
        const QString file = m_vault->root() + u'/' + path.toString();
        if (!QDesktopServices::openUrl(QUrl::fromLocalFile(file)))
            m_status->say(tr("No program is set up to open %1.").arg(path.fileName()));
        return nullptr;
    }
    const Result<FileView *> view = m_tabs->open(path, where);
    if (!view) {
        m_status->say(view.error().sentence);
        return nullptr;
    }
    m_recent.removeAll(path);
    m_recent.prepend(path);
    if (offset)
        (*view)->goTo(*offset);
    else if (auto *note = qobject_cast<NoteView *>(*view); note && !subpath.isEmpty())
        note->goToSubpath(subpath);
    (*view)->focusText();
    return *view;
}

void Navigator::openNamed(const QString &nameOrPath)
{
    if (QDir::isAbsolutePath(nameOrPath)) {
        refuse(tr("There is no %1 in the vault %2.").arg(nameOrPath, m_vault->name()));
        return;
    }
    // A path needs no index, so that the first note is there at once.
    for (const QString &candidate : {nameOrPath, QString(nameOrPath + u".md")}) {
        const Result<NotePath> path = NotePath::fromRelative(candidate);
        if (path && isOpenedHere(*path) && m_vault->stamp(*path)) {
            open(*path, OpenIn::NewTab);
            return;
        }
    }
    const Snapshot &snapshot = m_vault->snapshot();
    const Resolution found = snapshot.lookup(nameOrPath);
    if (found.isResolved())
        open(snapshot.file(found.matches.first()).path, OpenIn::NewTab);
    else if (snapshot.isComplete())
        refuse(tr("There is no note named %1 in %2.").arg(nameOrPath, m_vault->name()));
    else
        m_wanted = nameOrPath;
}

// A window that opens with nothing in it says why for as long as somebody may look.
void Navigator::refuse(const QString &sentence)
{
    m_status->say(sentence, {{tr("Go to note…"), [this] { goToNote(); }}});
}

void Navigator::openAnything()
{
    m_wantAnything = true;
    publish(m_vault->snapshot());
}

void Navigator::publish(const Snapshot &snapshot)
{
    if (!m_wanted.isEmpty() && (snapshot.isComplete() || snapshot.lookup(m_wanted).isResolved()))
        openNamed(std::exchange(m_wanted, {}));
    if (!m_wantAnything || !snapshot.isComplete())
        return;
    m_wantAnything = false;
    if (m_tabs->count() > 0)
        return;
    const Resolution start = snapshot.lookup(u"Start here");
    if (start.isResolved()) {
        open(snapshot.file(start.matches.first()).path, OpenIn::NewTab);
        return;
    }
    for (const auto &file : snapshot.files()) {
        if (file->kind == FileKind::Note) {
            open(file->path, OpenIn::NewTab);
            return;
        }
    }
}

void Navigator::follow(const LinkTarget &link, const NotePath &from, Qt::KeyboardModifiers modifiers)
{
    if (link.kind != LinkKind::Wiki && isExternalTarget(link.target)) {
        openExternal(link.target);
        return;
    }
    if (link.target.isEmpty()) {
        open(from, placeFor(modifiers), std::nullopt, link.subpath);
        return;
    }
    const Snapshot &snapshot = m_vault->snapshot();
    const Resolution found = snapshot.resolve(link.target, from);
    if (!found.isResolved()) {
        if (snapshot.isComplete())
            Q_EMIT missing(link.target, from);
        else
            m_status->say(tr("%1 is not indexed yet.").arg(link.target));
        return;
    }
    open(snapshot.file(found.matches.first()).path, placeFor(modifiers), std::nullopt, link.subpath);
    if (found.matches.size() == 1)
        return;
    QList<StatusLine::Choice> others;
    for (const int match : found.matches.sliced(1)) {
        const NotePath path = snapshot.file(match).path;
        others.append(
            {path.toString(), [this, path, link] { open(path, OpenIn::CurrentTab, std::nullopt, link.subpath); }});
    }
    m_status->say(tr("%n notes are named %1; this is the nearest.", nullptr, static_cast<int>(found.matches.size()))
                      .arg(link.target),
                  others);
}

void Navigator::openExternal(const QString &target)
{
    // Only what a browser or mail program opens: a link in a note must never start a program.
    const QUrl url(target);
    static const QStringList known{u"http"_s, u"https"_s, u"mailto"_s, u"obsidian"_s};
    if (!known.contains(url.scheme().toLower()))
        m_status->say(tr("Links of the kind %1: are not followed.").arg(url.scheme()));
    else if (!QDesktopServices::openUrl(url))
        m_status->say(tr("No program is set up to open %1.").arg(target));
}

void Navigator::goToNote()
{
    m_switcher->open(tr("Go to note"), [this](const QString &typed) { return notesFor(typed); });
}

QList<QuickEntry> Navigator::notesFor(const QString &typed)
{
    struct Candidate
    {
        int score;
        int file;
        QString title;
        QString alias;
        QList<int> matched;
    };
    const Snapshot &snapshot = m_vault->snapshot();
    const bool byPath = typed.contains(u'/') || hasNoteEnding(typed);
    QList<Candidate> candidates;
    if (typed.trimmed().isEmpty()) {
        // What was open last first, then the vault from its top.
        for (const NotePath &path : m_recent)
            candidates.append({0, snapshot.find(path), path.name().toString(), {}, {}});
        for (int i = 0; i < snapshot.files().size() && candidates.size() < MostListed; ++i) {
            const FileEntry &file = snapshot.file(i);
            if (isOpenedHere(file.path) && !m_recent.contains(file.path))
                candidates.append({0, i, file.path.name().toString(), {}, {}});
        }
    } else {
        for (int i = 0; i < snapshot.files().size(); ++i) {
            const FileEntry &file = snapshot.file(i);
            if (!isOpenedHere(file.path))
                continue;
            std::optional<Candidate> best;
            if (const auto match = fuzzyMatch(typed, file.path.name()))
                best = Candidate{match->score, i, file.path.name().toString(), {}, match->positions};
            else if (const auto path = fuzzyMatch(typed, file.path.toString()); path && byPath)
                best = Candidate{path->score, i, file.path.name().toString(), {}, {}};
            if (file.note) {
                for (const QString &alias : file.note->facts.aliases) {
                    if (const auto match = fuzzyMatch(typed, alias); match && (!best || match->score > best->score))
                        best = Candidate{match->score, i, alias, file.path.name().toString(), match->positions};
                }
            }
            if (best)
                candidates.append(*best);
        }
        std::ranges::stable_sort(candidates, std::greater(), &Candidate::score);
    }
    QList<QuickEntry> entries;
    for (const Candidate &candidate : candidates) {
        if (entries.size() == MostListed)
            break;
        if (candidate.file < 0)
            continue;
        const NotePath path = snapshot.file(candidate.file).path;
        const QString folder = path.folder().toString();
        const QString detail = candidate.alias.isEmpty() ? folder : tr("%1 in %2").arg(candidate.alias, folder);
        entries.append({candidate.title, detail, candidate.matched, [this, path](Qt::KeyboardModifiers keys) {
                            // Who goes to a file that is open wants its tab.
                            const QList<FileView *> views = m_tabs->fileViews();
                            const bool isOpen = std::ranges::contains(views, path, &FileView::path);
                            open(path, isOpen ? OpenIn::NewTab : placeFor(keys));
                        }});
    }
    return entries;
}

OpenIn placeFor(Qt::KeyboardModifiers modifiers)
{
    return modifiers.testFlag(Qt::ControlModifier) ? OpenIn::NewTab : OpenIn::CurrentTab;
}

} // namespace tearsheet
