// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/comparing.h"

#include "core/table/delimitedmerge.h"
#include "core/table/delimitedtext.h"
#include "core/vault/conflictcopy.h"
#include "ui/diff/diffview.h"
#include "ui/diff/mergeview.h"
#include "ui/panels/versionsmodel.h"
#include "ui/window/navigator.h"
#include "ui/window/planwords.h"
#include "ui/window/statusline.h"

#include <QPointer>

#include <algorithm>
#include <memory>

namespace tearsheet {

using namespace Qt::StringLiterals;

Comparing::Comparing(Vault *vault, Navigator *navigator, StatusLine *status, QObject *parent)
    : QObject(parent), m_vault(vault), m_navigator(navigator), m_status(status)
{}

namespace {

QString writtenAgain()
{
    return Comparing::tr("The file was written again; both sides are shown as they are now. What you settled stays "
                         "where its sides are the same.");
}

// Where the conflicts begin in the own text.
QList<quint32> placesOfConflicts(const Merge &merge)
{
    QList<quint32> places;
    for (const MergePart &part : merge.parts()) {
        if (part.kind == MergePart::Kind::Conflict)
            places.append(part.mine.begin);
    }
    return places;
}

// The conflict nearest to `place` in the own text.
int conflictAt(const Merge &merge, quint32 place)
{
    const QList<quint32> places = placesOfConflicts(merge);
    const auto distance = [place](quint32 begin) { return begin > place ? begin - place : place - begin; };
    return static_cast<int>(std::ranges::min_element(places, {}, distance) - places.begin());
}

} // namespace

void Comparing::watch(FileView *view)
{
    FileSession *const session = view->session();
    connect(view, &FileView::bothSidesWanted, this, [this, view] { showConflict(view); });
    connect(session, &FileSession::merged, view, [this, session](int places) {
        const QString what = places == 1
                                 ? tr("A change of the file of %1 is merged into your text.")
                                 : tr("%n changes of the file of %1 are merged into your text.", nullptr, places);
        m_status->say(what.arg(session->path().name()) + tr(" Undo takes that back."));
    });
    watchUndo(view);
    connect(session, &FileSession::gaveWay, view, [this, session] {
        m_status->say(tr("Your text of %1 is set aside: the history holds it.").arg(session->path().name()));
    });
    connect(session, &FileSession::createdBeside, view,
            [this](const NotePath &path) { m_navigator->openFile(path, OpenIn::NewTab); });
    // Whether a name tells of a copy may need the notes themselves, which may still be being read.
    if (!conflictName(view->path().fileName()) || offerCopy(view))
        return;
    auto *const waiting = new QObject(view);
    connect(m_vault, &Vault::published, waiting, [this, view, waiting] {
        if (offerCopy(view))
            waiting->deleteLater();
    });
}

// Undo may take back what another program, or a change to many notes, wrote: that is said until the user agrees or does
// it again.
void Comparing::watchUndo(FileView *view)
{
    FileSession *const session = view->session();
    const auto steps = std::make_shared<int>(-1); // Of undo that were left then; -1 where nothing is said.
    const auto settle = [view, steps] {
        *steps = -1;
        view->setNotice(std::nullopt);
    };
    connect(session, &FileSession::tookBackOutside, view, [this, view, session, steps, settle] {
        const QString sentence = tr("A change of %1 that was not typed in it, but made by another program or in many "
                                    "notes at once, is taken back, and will be saved so.")
                                     .arg(view->path().name());
        // What was undone after it comes before it again.
        const auto redo = [session = QPointer(session), left = session->undoSteps()] {
            for (int now = -1; session && session->undoSteps() <= left && now != session->undoSteps();) {
                now = session->undoSteps();
                session->redo();
            }
        };
        if (*steps < 0 && view->hasNotice()) {
            m_status->say(sentence, {{tr("Redo"), redo}});
            // An edit is the next step then, and nothing can be done again.
            auto *const waiting = new QObject(view);
            connect(session, &FileSession::edited, waiting,
                    [this, session, waiting, sentence, left = session->undoSteps()] {
                        if (session->undoSteps() <= left)
                            return;
                        m_status->unsay(sentence);
                        waiting->deleteLater();
                    });
            return;
        }
        *steps = session->undoSteps();
        view->setNotice(Notice{sentence, Banner::Tone::Warning, {{tr("Redo"), redo}, {tr("Leave it so"), settle}}});
    });
    connect(session, &FileSession::edited, view, [session, steps, settle] {
        if (*steps >= 0 && session->undoSteps() > *steps)
            settle();
    });
}

void Comparing::showVersion(FileView *view, const Version &version)
{
    const Result<QByteArray> bytes = History(m_vault->root()).bytes(version);
    if (!bytes) {
        m_status->say(bytes.error().sentence);
        return;
    }
    FileSession *const session = view->session();
    const QString time = timeText(version.time);
    const Notice notice{tr("%1 as it was: %2.").arg(view->path().name(), time),
                        Banner::Tone::Neutral,
                        {{tr("Restore this version"), [this, view, version] { restore(view, version); }},
                         {tr("Close"), [view] { view->closePage(); }}}};

    auto *page = new DiffView(view);
    page->setTitles(time, tr("Now"));
    page->showRows(DiffRows::of(*bytes, session->bytes()));
    connect(session, &FileSession::edited, page,
            [page, session, before = *bytes] { page->exchangeRows(DiffRows::of(before, session->bytes())); });
    view->showPage(page, notice);
}

void Comparing::showVersions(FileView *view, const Version &older, const Version &newer)
{
    const History history(m_vault->root());
    const Result<QByteArray> before = history.bytes(older);
    const Result<QByteArray> after = history.bytes(newer);
    if (!before || !after) {
        m_status->say((before ? after : before).error().sentence);
        return;
    }
    auto *page = new DiffView(view);
    page->setTitles(timeText(older.time), timeText(newer.time));
    page->showRows(DiffRows::of(*before, *after));
    view->showPage(page, {tr("What changed in %1 between %2 and %3.")
                              .arg(view->path().name(), timeText(older.time), timeText(newer.time)),
                          Banner::Tone::Neutral,
                          {{tr("Close"), [view] { view->closePage(); }}}});
}

void Comparing::restore(FileView *view, const Version &version)
{
    view->closePage();
    const Result<QByteArray> text = History(m_vault->root()).bytes(version);
    const bool isWhole = view->session()->isReadOnly();
    const Result<> done = text ? view->session()->replaceText(*text) : std::unexpected(text.error());
    if (done && isWhole)
        return; // It is written, or the note says why not.
    m_status->say(
        done ? tr("%1 is again as it was: %2. Undo takes that back.").arg(view->path().name(), timeText(version.time))
             : done.error().sentence);
}

void Comparing::showConflict(FileView *view)
{
    FileSession *const session = view->session();
    const Merge merge = session->merge();
    if (session->state() != FileSession::State::Conflict || merge.parts().isEmpty()) {
        m_status->say(tr("%1 is in no conflict.").arg(view->path().name()));
        return;
    }
    const QByteArray mine = session->bytes();
    const QByteArray theirs = session->theirs()->bytes;
    auto *page = new MergeView(view);
    page->showMerge(merge, mine, theirs);
    const Left left = m_left.take(session->path());
    page->setChoices(takesFor(merge, mine, theirs, left.choices));
    page->goToConflict(conflictAt(merge, left.place));
    const auto keepChoices = [this, page, session, merge, mine, theirs] {
        m_left.insert(session->path(), {choicesIn(merge, mine, theirs, page->choices()),
                                        placesOfConflicts(merge).value(page->currentConflict())});
    };
    page->setTitles(tr("Your text"),
                    tr("The file, last changed: %1").arg(timeText(session->theirs()->stamp.modified / 1'000'000)));
    connect(page, &MergeView::finished, view,
            [this, view, session, keepChoices, revision = session->revision()](const QList<Take> &takes) {
                m_status->unsay(writtenAgain());
                if (session->revision() == revision) {
                    view->closePage();
                    session->settleConflict(takes);
                    return;
                }
                keepChoices();
                view->closePage();
                showConflict(view);
                m_status->say(tr("The text was changed elsewhere; both sides are shown as they are now."));
            });
    connect(page, &MergeView::postponed, view, [view, keepChoices] {
        keepChoices();
        view->closePage();
    });
    // What was chosen stays where the two sides are the same.
    connect(session, &FileSession::stateChanged, page, [this, view, session, keepChoices, theirs] {
        const bool same = session->theirs() && session->theirs()->bytes == theirs;
        if (session->state() == FileSession::State::Conflict && same)
            return;
        keepChoices();
        view->closePage();
        if (session->state() != FileSession::State::Conflict) {
            m_left.remove(session->path());
            m_status->unsay(writtenAgain());
            return;
        }
        showConflict(view);
        m_status->say(writtenAgain());
    });
    view->showPage(page,
                   {tr("Both you and another program changed %1. What does not overlap is merged; the rest is for "
                       "you to settle.")
                        .arg(view->path().name()),
                    Banner::Tone::Warning,
                    {}});
}

bool Comparing::offerCopy(FileView *view)
{
    const Snapshot &snapshot = m_vault->snapshot();
    const int file = snapshot.find(view->path());
    const std::optional<ConflictCopy> copy = file < 0 ? std::nullopt : conflictCopy(file, snapshot);
    if (!copy || copy->original < 0)
        return false;
    const NotePath original = snapshot.file(copy->original).path;
    view->setNotice(Notice{tr("A copy that %1 left after a conflict with %2.").arg(copy->program, original.name()),
                           Banner::Tone::Neutral,
                           {{tr("Compare and merge"), [this, view, original] { mergeCopy(view, original); }}}});
    return true;
}

// The copy as its tab shows it: its file may not hold that yet.
void Comparing::mergeCopy(FileView *copy, const NotePath &original)
{
    copy->finishEditing();
    const QByteArray bytes = copy->session()->bytes();
    const qint64 changed = copy->session()->file().stamp.modified / 1'000'000;
    const bool isText = !copy->session()->isReadOnly();
    FileView *const view = m_navigator->openFile(original, OpenIn::NewTab);
    if (!view)
        return;
    view->finishEditing();
    FileSession *const session = view->session();
    if (session->isReadOnly() || !isText) {
        m_status->say(tr("One of the two cannot be edited, so they cannot be merged."));
        return;
    }
    if (session->state() == FileSession::State::Conflict) {
        m_status->say(settleFirst(original.name().toString()));
        return;
    }
    const QByteArray mine = session->bytes();
    const QByteArray theirs = hasDelimitedEnding(original.toString()) ? inMannerOf(mine, bytes) : bytes;
    const Merge merge = session->mergeWithCopy(theirs);
    auto *page = new MergeView(view);
    page->setSideNames(original.name().toString(), tr("the &copy"));
    page->setTitles(original.name().toString(), tr("The copy, last changed: %1").arg(timeText(changed)));
    page->showMerge(merge, mine, theirs);
    connect(page, &MergeView::postponed, view, &FileView::closePage);
    connect(page, &MergeView::finished, view,
            [this, view, session, merge, mine, theirs, bytes, copy = QPointer(copy),
             path = copy->path()](const QList<Take> &takes) {
                view->closePage();
                if (session->bytes() != mine || !session->replaceText(merge.text(mine, theirs, takes))) {
                    m_status->say(tr("%1 was changed meanwhile; compare the two again.").arg(view->path().name()));
                    return;
                }
                const NotePath merged = copy ? copy->path() : path;
                m_status->say(
                    tr("%1 is merged.").arg(merged.name()),
                    {{tr("Delete the copy"), [this, copy, merged, bytes] { deleteCopy(merged, copy, bytes); }}});
            });
    view->showPage(page, {tr("What differs between %1 and its copy.").arg(original.name()), Banner::Tone::Neutral, {}});
}

// Unless it says something else by now; `view` is its tab, null where it is closed.
void Comparing::deleteCopy(const NotePath &copy, FileView *view, const QByteArray &merged)
{
    QByteArray now;
    if (view) {
        view->finishEditing();
        now = view->session()->bytes();
    } else if (const Result<TextFile> file = m_vault->read(copy)) {
        now = file->bytes;
    } else {
        m_status->say(file.error().sentence);
        return;
    }
    if (now == merged)
        m_vault->remove({copy});
    else
        m_status->say(tr("%1 was changed since it was merged; compare the two again.").arg(copy.name()));
}

QString timeText(qint64 milliseconds)
{
    return versionTime(Version{.time = milliseconds});
}

} // namespace tearsheet
