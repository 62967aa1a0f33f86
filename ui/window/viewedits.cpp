// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/viewedits.h"

#include "ui/window/changes.h"
#include "ui/window/statusline.h"

#include <QScopedValueRollback>

#include <algorithm>
#include <utility>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MostRemembered = 50; // Of each who shows notes.

} // namespace

ViewEdits::ViewEdits(OpenNotes *notes, Changes *changes, StatusLine *status, QObject *parent)
    : QObject(parent), m_notes(notes), m_changes(changes), m_status(status)
{}

void ViewEdits::follow(const NotePath &from, const NotePath &to)
{
    for (Steps &steps : m_steps) {
        for (QList<Step> *const list : {&steps.done, &steps.undone}) {
            for (Step &step : *list)
                step.path = step.path == from ? to : step.path;
        }
    }
}

void ViewEdits::change(const ViewEdit &edit)
{
    if (const EditorSessionPtr session = m_notes->find(edit.path)) {
        changeOpen(session, edit);
        return;
    }
    const auto planner = [edit](const Snapshot &snapshot) -> Result<ChangePlan> {
        const int file = snapshot.find(edit.path);
        if (file < 0 || !snapshot.file(file).note)
            return failure(ErrorCode::NotFound, edit.path.toString(),
                           tr("%1 is not there any more.").arg(edit.path.toString()));
        const Note &note = snapshot.note(file);
        const Result<EditScript> script = edit.script(note.facts, note.text);
        if (!script)
            return std::unexpected(script.error());
        return editingPlan(edit.title, {{file, script->edits()}}, snapshot);
    };
    std::function<void(const DoneChange &)> done;
    if (edit.by) {
        stepsOf(edit.by);
        done = [this, by = edit.by, title = edit.title](const DoneChange &change) {
            Step step;
            step.title = title;
            step.change = change;
            add(by, &Steps::done, step);
            if (m_steps.contains(by))
                m_steps[by].undone.clear();
        };
    }
    m_changes->carryOut(planner, edit.failed, done);
}

void ViewEdits::changeOpen(const EditorSessionPtr &session, const ViewEdit &edit)
{
    const QScopedValueRollback changing(m_changing, true);
    const ParsedNotePtr parsed = session->parsedNow();
    const int steps = session->undoSteps();
    const Result<EditScript> script = edit.script(parsed->facts, parsed->text);
    const Result<> done = script ? session->apply(*script) : std::unexpected(script.error());
    // Not a moment with the old value.
    session->parsedNow();
    if (!done) {
        edit.failed ? edit.failed(done.error()) : m_status->say(done.error().sentence);
        return;
    }
    if (!edit.by || session->bytes() == parsed->text)
        return;
    Step step;
    step.title = edit.title;
    step.path = edit.path;
    step.before = parsed->text;
    step.after = session->bytes();
    step.session = session;
    // Line ends alone are no step.
    step.revision = session->undoSteps() > steps ? session->revision() : 0;
    stepsOf(edit.by).undone.clear();
    add(edit.by, &Steps::done, step);
    watch(session);
    offer(edit.sentence.isEmpty() ? edit.title + u'.' : edit.sentence, edit.by, false, m_last);
}

void ViewEdits::undo(const QObject *by)
{
    take(by, false);
}

void ViewEdits::redo(const QObject *by)
{
    take(by, true);
}

// The step of this number, 0 for the last one. What was taken back elsewhere, as in the note's editor, is passed over.
void ViewEdits::take(const QObject *by, bool again, quint64 number)
{
    QList<Step> Steps::*const from = again ? &Steps::undone : &Steps::done;
    QList<Step> Steps::*const to = again ? &Steps::done : &Steps::undone;
    while (m_steps.contains(by)) {
        QList<Step> &steps = m_steps[by].*from;
        const auto wanted =
            number == 0 ? steps.end() - (steps.isEmpty() ? 0 : 1) : std::ranges::find(steps, number, &Step::number);
        if (wanted == steps.end())
            break;
        Step step = *wanted;
        if (step.isInFile()) {
            steps.erase(wanted);
            if (takeInFile(by, step, again))
                return;
            continue;
        }
        const Result<bool> taken = takeInSession(step, again);
        if (!taken) {
            m_status->say(taken.error().sentence);
            return;
        }
        steps.erase(wanted);
        if (!*taken)
            continue;
        add(by, to, step);
        offer((again ? tr("Done again: %1.") : tr("Undone: %1.")).arg(step.title), by, !again, m_last);
        return;
    }
    m_status->say(again ? tr("Nothing that was changed here is left to be done again.")
                        : tr("Nothing that was changed here is left to be undone."));
}

// False where it was taken already. `Changes` tells of it.
bool ViewEdits::takeInFile(const QObject *by, const Step &step, bool again)
{
    const auto done = [this, by, step, again](const DoneChange &change) {
        Step back = step;
        back.change = change;
        add(by, again ? &Steps::done : &Steps::undone, back);
    };
    return again ? m_changes->redo(step.change, done) : m_changes->undo(step.change, done);
}

// Whether there was something left to be taken.
Result<bool> ViewEdits::takeInSession(Step &step, bool again)
{
    const Result<EditorSessionPtr> opened = m_notes->open(step.path);
    if (!opened)
        return std::unexpected(opened.error());
    const EditorSessionPtr &session = *opened;
    const QScopedValueRollback changing(m_changing, true);
    const quint64 revision = session->revision();
    if (step.session.lock() == session && step.revision == revision) {
        again ? session->redo() : session->undo();
    } else {
        const QByteArray &goal = again ? step.after : step.before;
        const std::optional<EditScript> script = takingBack(goal, again ? step.before : step.after, session->bytes());
        if (!script)
            return failure(ErrorCode::Changed, step.path.toString(),
                           (again ? tr("%1 was changed in the same place since. Nothing was done again.")
                                  : tr("%1 was changed in the same place since. Nothing was undone."))
                               .arg(step.path.name()));
        if (const Result<> done = session->apply(*script); !done)
            return std::unexpected(done.error());
    }
    session->parsedNow();
    // Elsewhere the next step of the note's own undo is another one.
    step.revision = step.session.lock() == session && step.revision == revision ? session->revision() : 0;
    const bool isTaken = session->revision() != revision;
    if (isTaken)
        watch(session);
    return isTaken;
}

// Of who is still there.
ViewEdits::Steps &ViewEdits::stepsOf(const QObject *by)
{
    if (!m_steps.contains(by))
        connect(by, &QObject::destroyed, this, [this, by] { m_steps.remove(by); });
    return m_steps[by];
}

void ViewEdits::add(const QObject *by, QList<Step> Steps::*to, const Step &step)
{
    if (!m_steps.contains(by))
        return;
    QList<Step> &steps = m_steps[by].*to;
    steps.append(step);
    steps.last().number = ++m_last;
    if (steps.size() > MostRemembered)
        steps.removeFirst();
}

// An undo in the note itself may have come to the step of which one is offered. What is only typed on leaves it true.
void ViewEdits::watch(const EditorSessionPtr &session)
{
    if (m_watched)
        disconnect(m_watched, &FileSession::edited, this, &ViewEdits::dropOffer);
    m_watched = session.get();
    connect(session.get(), &FileSession::edited, this, &ViewEdits::dropOffer);
}

void ViewEdits::dropOffer()
{
    if (!m_changing && m_watched && m_watched->canRedo() && !m_offered.isEmpty())
        m_status->unsay(std::exchange(m_offered, {}));
}

void ViewEdits::offer(const QString &sentence, const QObject *by, bool again, quint64 number)
{
    m_offered = sentence;
    m_status->say(sentence,
                  {{again ? tr("Redo") : tr("Undo"), [this, by, again, number] { take(by, again, number); }}});
}

} // namespace tearsheet
