// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/changes.h"

#include "ui/diff/planview.h"
#include "ui/window/notetabs.h"
#include "ui/window/notices.h"
#include "ui/window/planwords.h"
#include "ui/window/statusline.h"

#include <QDateTime>

#include <algorithm>
#include <limits>
#include <utility>

namespace tearsheet {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype MostRemembered = 50;
constexpr qsizetype MostRememberedBytes = 128 * 1024 * 1024;
constexpr auto Patience = 5s;
constexpr auto WaitsUnsaid = 300ms;

// Without what is not to be done to the files that cannot be changed; they may still move.
ChangePlan without(const QSet<NotePath> &files, ChangePlan plan)
{
    for (FileChange &change : plan.files) {
        if (files.contains(change.path))
            change.edits = {};
    }
    plan.files.removeIf([](const FileChange &change) { return !change.moves() && change.edits.isEmpty(); });
    return plan;
}

} // namespace

Changes::Changes(Vault *vault, NoteTabs *tabs, StatusLine *status, Notices *notices, QWidget *window)
    : QObject(window), m_vault(vault), m_tabs(tabs), m_status(status), m_notices(notices), m_window(window),
      m_job(this, [this](const Planned &planned) { take(planned); }),
      m_lookJob(this, [this](const Looked &looked) { show(looked); })
{
    connect(vault, &Vault::carriedOut, this, &Changes::finish);
    connect(vault, &Vault::carryOutFailed, this, &Changes::fail);
    // What is wished next is planned for what the files say by then.
    connect(vault, &Vault::caughtUp, this, [this](const ChangePlan &plan) {
        if (!m_wishes.isEmpty() && m_wishes.first().plan == plan)
            next();
    });
    connect(tabs, &NoteTabs::moved, this, [this](const NotePath &from, const NotePath &to) {
        if (!m_carriesOut)
            noteMoves({{from, to}});
    });
    connect(vault, &Vault::published, this, [this] {
        if (m_patience.isActive())
            begin();
    });
    m_soon.setSingleShot(true);
    m_soon.setInterval(WaitsUnsaid);
    connect(&m_soon, &QTimer::timeout, this, [this] { m_status->say(m_waits); });
    m_patience.setSingleShot(true);
    m_patience.setInterval(Patience);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_job.cancel();
        const Error inTheWay = m_inTheWay;
        endWaiting();
        sayFailure({inTheWay.code, inTheWay.path, tr("%1 Nothing was done.").arg(inTheWay.sentence)});
        next();
    });
}

void Changes::saveOpenNotes()
{
    for (FileView *view : m_tabs->fileViews()) {
        view->finishEditing();
        view->session()->save();
    }
}

void Changes::carryOut(const Planner &planner, const std::function<void(const Error &)> &failed, const Done &done)
{
    Wish wanted;
    wanted.planner = planner;
    wanted.failed = failed;
    wanted.told = done;
    wish(wanted);
}

void Changes::review(const Planner &planner)
{
    Wish wanted;
    wanted.planner = planner;
    look(wanted);
}

void Changes::undo()
{
    saveOpenNotes();
    Wish wanted;
    wanted.kind = Kind::Undo;
    wish(wanted);
}

void Changes::redo()
{
    saveOpenNotes();
    Wish wanted;
    wanted.kind = Kind::Redo;
    wish(wanted);
}

bool Changes::undo(const DoneChange &change, const Done &done)
{
    return wishBack(Kind::Undo, change, done);
}

bool Changes::redo(const DoneChange &change, const Done &done)
{
    return wishBack(Kind::Redo, change, done);
}

bool Changes::wishBack(Kind kind, const DoneChange &change, const Done &done)
{
    if (!listOf(kind).contains(change))
        return false;
    saveOpenNotes();
    Wish wanted;
    wanted.kind = kind;
    wanted.origin = change;
    wanted.told = done;
    wish(wanted);
    return true;
}

void Changes::wish(const Wish &wish)
{
    m_wishes.append(wish);
    if (m_wishes.size() == 1)
        begin();
}

Result<Undoing> Changes::planned(const Wish &wish, const Snapshot &snapshot)
{
    if (wish.kind != Kind::Do)
        return undoing(wish.origin, snapshot);
    Result<ChangePlan> plan = wish.planner(snapshot);
    if (!plan)
        return std::unexpected(plan.error());
    return Undoing{std::move(*plan), {}};
}

// The first wish is planned.
void Changes::begin()
{
    Wish &first = m_wishes.first();
    if (first.looked) {
        m_vault->carryOut(first.plan);
        return;
    }
    const QList<DoneChange> &list = listOf(first.kind);
    if (first.kind != Kind::Do && !first.origin.back.files.isEmpty() && !list.contains(first.origin)) {
        next(); // A second click before the first one was answered.
        return;
    }
    if (first.kind != Kind::Do && first.origin.back.files.isEmpty()) {
        if (list.isEmpty()) {
            m_status->say(first.kind == Kind::Undo ? tr("There is no change to many notes to undo.")
                                                   : tr("There is no change to many notes to do again."));
            next();
            return;
        }
        first.origin = list.last();
    }
    Wish wanted = first;
    wanted.origin = followed(first.origin);
    m_job.request([wish = wanted, snapshot = m_vault->snapshot()](const CancelFlag &) {
        return Planned{planned(wish, snapshot), snapshot};
    });
}

void Changes::take(const Planned &planned)
{
    Wish &first = m_wishes.first();
    if (!planned.undoing) {
        endWaiting();
        sayFailure(planned.undoing.error());
        next();
        return;
    }
    ChangePlan plan = without(first.leftOut, planned.undoing->plan);
    plan.inPlace = plan.inPlace || first.inPlace;
    // The snapshot does not know yet what was found in the way.
    if (m_patience.isActive() && plan == m_stale)
        return;
    // The user is told of one waiting, however often it is tried.
    m_patience.stop();
    m_stale = {};
    m_inTheWay = {};
    first.kept.clear();
    for (const NotePath &path : std::as_const(first.leftOut))
        first.kept.append(path.toString());
    for (const Error &kept : planned.undoing->kept)
        first.kept.append(kept.path);
    first.kept.sort();
    first.kept.removeDuplicates();
    if (plan.files.isEmpty()) {
        const QString reason = planned.undoing->kept.isEmpty() ? QString() : planned.undoing->kept.first().sentence;
        m_status->say(reason.isEmpty() ? tr("There is nothing to change.") : tr("%1 Nothing was done.").arg(reason));
        next();
        return;
    }
    if (!planned.undoing->isWhole() && !first.partly) {
        const QString more =
            first.kept.size() > 1 ? tr(" And others: %1.").arg(namesOf(first.kept.sliced(1))) : QString();
        const QString none = first.kind == Kind::Undo ? tr("Nothing is undone yet.") : tr("Nothing is done yet.");
        askForRest(planned.undoing->kept.first().sentence + more + u' ' + none,
                   first.kind == Kind::Undo ? tr("Undo the rest") : tr("Do the rest"));
        return;
    }
    start(plan, planned.snapshot);
}

// The first wish waits for an answer, the others do not wait for it.
void Changes::askForRest(const QString &sentence, const QString &rest, bool mayBeInPlace)
{
    Wish partly = m_wishes.first();
    partly.partly = true;
    partly.question = sentence;
    partly.rest = rest;
    partly.mayBeInPlace = mayBeInPlace;
    ask(partly);
    next();
}

void Changes::ask(const Wish &partly)
{
    QList<Banner::Action> actions{{tr("Show what changes"), [this, partly] { look(partly); }}, {tr("Cancel"), nullptr}};
    if (!partly.rest.isEmpty())
        actions.prepend({partly.rest, [this, partly] { wish(partly); }});
    if (partly.mayBeInPlace)
        actions.prepend({tr("Write in place"), [this, partly] {
                             Wish whole = partly;
                             whole.partly = false;
                             whole.leftOut.clear();
                             whole.inPlace = true;
                             wish(whole);
                         }});
    m_notices->show(u"changes"_s, partly.question, actions);
}

// Of the first wish.
void Changes::sayFailure(const Error &error)
{
    if (m_wishes.first().failed)
        m_wishes.first().failed(error);
    else
        m_status->say(error.sentence);
}

void Changes::start(const ChangePlan &plan, const Snapshot &snapshot)
{
    Wish &first = m_wishes.first();
    first.plan = plan;
    first.done = doneChange(plan, snapshot);
    m_vault->carryOut(plan);
}

void Changes::next()
{
    endWaiting();
    m_wishes.removeFirst();
    if (!m_wishes.isEmpty())
        begin();
    else
        Q_EMIT idle();
}

void Changes::finish(const ChangePlan &plan, const QList<NotePath> &madeFolders)
{
    QHash<NotePath, NotePath> moves;
    m_carriesOut = true;
    for (const FileChange &change : plan.files) {
        if (!change.moves())
            continue;
        moves.insert(change.path, change.newPath);
        m_tabs->follow(change.path, change.newPath);
    }
    m_carriesOut = false;
    noteMoves(moves);
    Q_EMIT carriedOut(plan);
    if (m_wishes.isEmpty() || m_wishes.first().plan != plan)
        return;
    endWaiting();
    Wish done = m_wishes.first();
    takeFoldersBack(done.done.back, plan, madeFolders);
    if (done.view)
        done.view->settle({});
    const DoneChange remembered = remember(done);
    tell(done, remembered);
    if (done.told)
        done.told(remembered);
}

void Changes::fail(const ChangePlan &plan, const Error &error)
{
    if (m_wishes.isEmpty() || m_wishes.first().plan != plan) {
        m_status->say(error.sentence);
        return;
    }
    Wish &first = m_wishes.first();
    if (first.looked) {
        if (first.view)
            first.view->settle(std::unexpected(error));
        else
            m_status->say(error.sentence);
        if (error.code == ErrorCode::Changed)
            m_vault->sweep();
        next();
        return;
    }
    if (error.code == ErrorCode::Changed) {
        // What was in the way may be known by now.
        m_stale = plan;
        waitFor(error);
        m_vault->sweep();
        begin();
        return;
    }
    const QString path = pathInVault(error);
    const auto inTheWay = std::ranges::find_if(plan.files, [&](const FileChange &change) {
        return change.path.toString() == path && !change.edits.isEmpty();
    });
    const bool needsConsent = error.code == ErrorCode::NeedsConsent;
    if ((error.code != ErrorCode::Unwritable && !needsConsent) || inTheWay == plan.files.end()) {
        m_status->say(error.sentence);
        next();
        return;
    }
    first.leftOut.insert(inTheWay->path);
    if (first.partly)
        begin();
    else
        askForRest(tr("%1 Nothing was changed.").arg(error.sentence),
                   plan.files.size() > 1 ? tr("Change the rest") : QString(), needsConsent);
}

void Changes::noteMoves(const QHash<NotePath, NotePath> &moves)
{
    m_time = std::max(QDateTime::currentMSecsSinceEpoch(), m_time + 1);
    if (!moves.isEmpty() && !(m_done.isEmpty() && m_undone.isEmpty()))
        m_moves.append({m_time, moves});
}

// The change, of its files where they lie by now.
DoneChange Changes::followed(const DoneChange &change) const
{
    DoneChange now = change;
    for (const Moved &moved : m_moves) {
        if (moved.time > change.time)
            now = afterMoves(now, moved.moves);
    }
    return now;
}

DoneChange Changes::remember(const Wish &wish)
{
    QList<DoneChange> &to = wish.kind == Kind::Undo ? m_undone : m_done;
    if (wish.kind == Kind::Do)
        m_undone.clear();
    else
        listOf(wish.kind).removeOne(wish.origin);
    to.append(wish.done);
    to.last().time = m_time;
    qsizetype bytes = 0;
    for (const DoneChange &change : std::as_const(to))
        bytes += change.size();
    while (to.size() > 1 && (to.size() > MostRemembered || bytes > MostRememberedBytes))
        bytes -= to.takeFirst().size();
    const auto oldest = [](const QList<DoneChange> &list) {
        return list.isEmpty() ? std::numeric_limits<qint64>::max() : list.first().time;
    };
    m_moves.removeIf(
        [least = std::min(oldest(m_done), oldest(m_undone))](const Moved &moved) { return moved.time <= least; });
    return to.last();
}

// Each offer takes back what its sentence names, and nothing that was done since.
void Changes::tell(const Wish &wish, const DoneChange &done)
{
    const auto undoIt = [this, done] { undo(done); };
    const QString kept = whatIsLeft(wish.kept, wish.plan);
    switch (wish.kind) {
    case Kind::Do:
        m_status->say(whatWasDone(wish.plan) + kept, {{tr("Undo"), undoIt}});
        return;
    case Kind::Undo:
        m_status->say(tr("Undone: %1.").arg(wish.plan.title) + kept, {{tr("Redo"), [this, done] { redo(done); }}});
        return;
    case Kind::Redo:
        m_status->say(tr("Done again: %1.").arg(wish.plan.title) + kept, {{tr("Undo"), undoIt}});
        return;
    }
}

// Shows what is planned for `wish`, to be done as it is ticked.
void Changes::look(const Wish &wish)
{
    Wish wanted = wish;
    wanted.origin = followed(wish.origin);
    const auto planner = [wanted](const Snapshot &snapshot) -> Result<ChangePlan> {
        const Result<Undoing> undoing = planned(wanted, snapshot);
        return undoing ? without(wanted.leftOut, undoing->plan) : Result<ChangePlan>(std::unexpected(undoing.error()));
    };
    m_lookJob.request([wish, planner, snapshot = m_vault->snapshot()](const CancelFlag &) {
        return Looked{wish, planner, planner(snapshot), snapshot};
    });
}

void Changes::show(const Looked &looked)
{
    if (!looked.plan || looked.plan->files.isEmpty()) {
        m_status->say(looked.plan ? tr("There is nothing to change.") : looked.plan.error().sentence);
        return;
    }
    auto *view = new PlanView(*looked.plan, looked.snapshot, m_window);
    view->setAttribute(Qt::WA_DeleteOnClose);
    view->setPlanner(looked.planner);
    if (looked.wish.kind != Kind::Do) {
        const QString what = looked.wish.kind == Kind::Undo ? tr("Undo: %1") : tr("Redo: %1");
        view->setWindowTitle(what.arg(looked.plan->title));
        view->setAccessibleName(view->windowTitle());
    }
    // Who only looked has not answered yet.
    if (!looked.wish.question.isEmpty())
        connect(view, &QDialog::rejected, this, [this, partly = looked.wish] { ask(partly); });
    connect(m_vault, &Vault::published, view, &PlanView::follow);
    connect(view, &PlanView::chosen, this, [this, view, wanted = looked.wish](const ChangePlan &plan) {
        Wish ticked = wanted;
        ticked.looked = true;
        ticked.view = view;
        ticked.plan = plan;
        ticked.done = doneChange(plan, view->snapshot());
        wish(ticked);
    });
    view->follow(m_vault->snapshot());
    view->open();
}

} // namespace tearsheet
