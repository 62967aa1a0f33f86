// SPDX-License-Identifier: GPL-3.0-or-later

// What panels show of the note in front and ask to be changed in it, or in another one.
#include "ui/window/mainwindow.h"

#include "core/text/merge.h"
#include "ui/panels/claimspanel.h"
#include "ui/panels/disputewatch.h"
#include "ui/panels/problemspanel.h"
#include "ui/panels/propertiespanel.h"
#include "ui/preview/previewview.h"
#include "ui/table/alltables.h"
#include "ui/table/gridview.h"
#include "ui/table/tableinspector.h"
#include "ui/window/changes.h"
#include "ui/window/navigator.h"
#include "ui/window/notices.h"
#include "ui/window/plotting.h"
#include "ui/window/problems.h"
#include "ui/window/statusline.h"
#include "ui/window/typedtexts.h"
#include "ui/window/viewedits.h"

#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QScopedValueRollback>
#include <QTabWidget>
#include <QTextDocument>
#include <QToolButton>

namespace tearsheet {

using namespace Qt::StringLiterals;

void MainWindow::showProperties()
{
    const NoteView *const view = m_tabs->current();
    m_properties->showNote(view ? view->session()->parsed() : nullptr, view ? view->path() : NotePath(),
                           m_vault->snapshot(), view && !view->session()->isReadOnly());
}

void MainWindow::showTables()
{
    const NoteView *const view = m_tabs->current();
    QString whyNot;
    if (view && view->session()->isReadOnly())
        whyNot = tr("The tables cannot be edited. %1").arg(view->session()->stateText());
    m_tables->showNote(view ? view->session()->parsed() : nullptr, view ? view->path() : NotePath(),
                       m_vault->snapshot(), whyNot);
}

// Where other places disagree with what is shown.
void MainWindow::showDisputes()
{
    for (NoteView *view : m_tabs->views()) {
        m_disputes->look(view, view->path());
        view->preview()->setDisputes(m_disputes->of(view->path()));
    }
    const NoteView *const view = m_tabs->current();
    m_tables->setDisputes(view ? m_disputes->of(view->path()) : nullptr);
    m_disputes->look(m_allTables, m_allTables->path());
    m_allTables->setDisputes(m_disputes->of(m_allTables->path()));
}

// What can be done with the table that is shown below, beside the names of the panels.
QWidget *MainWindow::makeTableButton()
{
    auto *button = new QToolButton(m_bottom);
    button->setObjectName(u"compareTable");
    button->setText(tr("Compare"));
    button->setToolTip(tr("Compare this table"));
    button->setAutoRaise(true);
    button->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(button);
    menu->addAction(tr("Compare with competitors"), this,
                    [this] { m_tables->compareTable(TableComparison::Companies); });
    menu->addAction(tr("Same table of the companies named here"), this,
                    [this] { m_tables->compareTable(TableComparison::Tables); });
    button->setMenu(menu);
    connect(m_bottom, &QTabWidget::currentChanged, button,
            [this, button] { button->setVisible(m_bottom->currentWidget() == m_tables); });
    return button;
}

void MainWindow::showClaims(const NotePath &path, quint32 offset)
{
    m_bottom->show();
    m_bottom->setCurrentWidget(m_claims);
    m_claims->showCell(m_vault->snapshot(), path, offset);
    m_claims->setFocus();
}

void MainWindow::showProblems()
{
    m_bottom->show();
    m_bottom->setCurrentWidget(m_problems->panel());
    m_problems->panel()->setFocus();
}

void MainWindow::changeProperties(const NotePath &path, const PropertyChange &change, const QString &typed)
{
    changeNote(path, change, [&](const Error &error) { sayFailure(path, error, typed); });
}

// In the tables of the note in front, as in its editor.
void MainWindow::undoInNote(bool again)
{
    const NoteView *const view = m_tabs->current();
    if (!view)
        return;
    const QScopedValueRollback changing(m_changing, true);
    again ? view->session()->redo() : view->session()->undo();
    view->session()->parsedNow();
}

void MainWindow::changeTable(const NotePath &path, const TableChange &change, const QObject *by)
{
    // What was typed is offered again where it could not be written.
    const auto failed = [this, path, change](const Error &error) {
        if (!m_plotting->refuse(path, change, error))
            sayFailure(path, error, typedText(change.edit));
    };
    m_edits->change(
        {.path = path,
         .title = tr("Table of %1").arg(path.name()),
         .script = [change](const NoteFacts &facts, QByteArrayView text) { return scriptOf(change, facts, text); },
         .by = by,
         .sentence = {},
         .failed = failed});
}

// Why something could not be done, with what was `typed` for it; empty is nothing.
void MainWindow::sayFailure(const NotePath &path, const Error &error, const QString &typed)
{
    if (typed.isEmpty())
        m_status->say(error.sentence);
    else
        offerTyped(path, tr("%1 You typed %2.").arg(error.sentence, quoted(typed)), typed);
}

// What was typed and could not be written waits above everything else until the user has it.
void MainWindow::offerTyped(const NotePath &path, const QString &sentence, const QString &text)
{
    const QString subject = u"typed "_s + path.toString() + u'\n' + text;
    m_typed->hold(subject, path, {typedInto(path, text)});
    // A copy lasts no longer than the next one.
    const auto answer = [this, subject](const std::function<void()> &run) {
        return [this, subject, run] {
            giveUp(subject);
            m_typed->drop(subject);
            run();
        };
    };
    const auto copy = [this, text] {
        QApplication::clipboard()->setText(text);
        m_status->say(tr("Copied: %1").arg(quoted(text)));
    };
    m_notices->show(subject, tr("%1: %2").arg(path.name(), sentence),
                    {{tr("Copy"), answer(copy)},
                     {tr("Copy and show the note"), answer([this, path, copy] {
                          copy();
                          m_navigator->open(followed(path), OpenIn::NewTab);
                      })},
                     {tr("Dismiss"), answer([] {})}});
}

// What `typist` holds goes into the history, as nothing that was typed is lost.
void MainWindow::giveUp(const QString &typist)
{
    if (const NotePath path = m_typed->remember(typist); !path.isEmpty())
        m_status->say(tr("What was typed is in the history of %1.").arg(path.name()));
}

void MainWindow::changeNote(const NotePath &path,
                            const std::function<Result<EditScript>(const NoteFacts &, QByteArrayView)> &change,
                            const std::function<void(const Error &)> &failed)
{
    const Result<EditorSessionPtr> session = m_notes->open(path);
    if (!session) {
        failed ? failed(session.error()) : m_status->say(session.error().sentence);
        return;
    }
    const QScopedValueRollback changing(m_changing, true);
    const ParsedNotePtr parsed = (*session)->parsedNow();
    const Result<EditScript> script = change(parsed->facts, parsed->text);
    const Result<> done = script ? (*session)->apply(*script) : std::unexpected(script.error());
    if (!done && failed)
        failed(done.error());
    else if (!done)
        m_status->say(done.error().sentence);
    // Not a moment with the old value.
    (*session)->parsedNow();
}

void MainWindow::takeValue(const NotePath &path, ByteRange range, const QByteArray &text, const Snapshot &snapshot)
{
    const int file = snapshot.find(path);
    const TypedPlace place = file < 0 ? TypedPlace{path, {}, range} : TypedPlace::of(path, range, snapshot.note(file));
    replaceText(place, text, tr("Take a value into %1").arg(path.name()), m_claims);
}

// What a user `typed` is written as far as the note says there what it did; the rest of it may have changed.
void MainWindow::replaceText(const TypedPlace &place, const QByteArray &bytes, const QString &title, const QObject *by,
                             const QString &typed)
{
    const NotePath path = followed(place.path);
    const Error changed{ErrorCode::Changed, path.toString(),
                        typed.isEmpty() ? tr("%1 was changed meanwhile. Look again.").arg(path.name())
                                        : tr("What stood there was changed meanwhile.")};
    m_edits->change({.path = path,
                     .title = title,
                     .script = [=](const NoteFacts &, QByteArrayView now) -> Result<EditScript> {
                         if (typed.isEmpty() && now != place.text)
                             return std::unexpected(changed);
                         const auto script = place.script(bytes, now.toByteArray());
                         return script ? Result<EditScript>(*script) : std::unexpected(changed);
                     },
                     .by = by,
                     .sentence = {},
                     .failed = [this, path, typed](const Error &error) { sayFailure(path, error, typed); }});
}

} // namespace tearsheet
