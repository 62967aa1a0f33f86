// SPDX-License-Identifier: GPL-3.0-or-later

// How a window is left, for another program or for good: what is typed in it is in its files before, or kept as a
// draft.
#include "ui/panels/propertiespanel.h"
#include "ui/panels/relationspanel.h"
#include "ui/table/gridview.h"
#include "ui/window/changes.h"
#include "ui/window/comparisons.h"
#include "ui/window/exporting.h"
#include "ui/window/mainwindow.h"
#include "ui/window/navigator.h"
#include "ui/window/planwords.h"
#include "ui/window/relations.h"
#include "ui/window/statusline.h"
#include "ui/window/typedtexts.h"

#include <QCloseEvent>
#include <QMessageBox>
#include <QPushButton>
#include <QTabWidget>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

// Turns the tabs around `widget` to it.
void bringToFront(QWidget *widget)
{
    for (QWidget *page = widget; page && page->parentWidget(); page = page->parentWidget()) {
        auto *const tabs = qobject_cast<QTabWidget *>(page->parentWidget()->parentWidget());
        if (!tabs || tabs->indexOf(page) < 0)
            continue;
        tabs->show();
        tabs->setCurrentWidget(page);
    }
}

} // namespace

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ActivationChange) {
        // Coming back from another program: look at the folder, in case its watch missed something. Going to one: what
        // it reads is to be what stands here.
        if (isActiveWindow())
            m_vault->sweep();
        else
            m_notes->saveAll();
        if (!isActiveWindow() && m_saveLayoutSoon.isActive())
            saveLayout();
    }
    QMainWindow::changeEvent(event);
}

// Takes over what is being typed, wherever that is.
void MainWindow::finishEditing()
{
    m_properties->finishEditing();
    m_relations->panel()->finishEditing();
    m_comparisons->finishEditing();
    for (FileView *view : m_tabs->fileViews())
        view->finishEditing();
    // Below and in tabs, of notes and of files of values.
    for (GridView *grid : findChildren<GridView *>())
        grid->finishEditing();
}

// Writes what is typed so far; who types goes on.
void MainWindow::saveEditing()
{
    m_properties->saveEditing();
    m_relations->panel()->saveEditing();
    m_comparisons->saveEditing();
    for (GridView *grid : findChildren<GridView *>())
        grid->saveEditing();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveLayout();
    finishEditing();
    const QList<GridView *> grids = findChildren<GridView *>();
    const auto waiting =
        std::ranges::find_if(grids, [](const GridView *grid) { return !grid->typedTexts().isEmpty(); });
    if (waiting != grids.end() && !m_keepsDrafts) {
        event->ignore();
        bringToFront(*waiting);
        askToClose(tr("What you typed into a table is not written."));
        return;
    }
    const QList<FileSessionPtr> unsaved = m_notes->unsaved();
    if ((unsaved.isEmpty() || m_keepsDrafts) && !m_changes->isBusy() && !m_exporting->isBusy()) {
        event->accept();
        return;
    }
    // The window goes once every text and every export is in its file and what is to be changed is; about what cannot
    // be saved it asks.
    event->ignore();
    m_closing = true;
    m_notes->saveAll();
    for (const FileSessionPtr &session : unsaved)
        connect(session.get(), &FileSession::stateChanged, this, &MainWindow::continueClosing, Qt::UniqueConnection);
    continueClosing();
}

void MainWindow::continueClosing()
{
    if (!m_closing || m_changes->isBusy() || m_exporting->isBusy())
        return;
    const QList<FileSessionPtr> unsaved = m_notes->unsaved();
    for (const FileSessionPtr &session : unsaved) {
        if (session->state() == FileSession::State::Saving || session->state() == FileSession::State::Unsaved) {
            // It may have been typed in since the closing began.
            connect(session.get(), &FileSession::stateChanged, this, &MainWindow::continueClosing,
                    Qt::UniqueConnection);
            session->save();
            return;
        }
    }
    m_closing = false;
    if (unsaved.isEmpty() || m_keepsDrafts) {
        QMetaObject::invokeMethod(this, &QWidget::close, Qt::QueuedConnection);
        return;
    }
    m_navigator->openFile(unsaved.first()->path(), OpenIn::NewTab);
    QStringList names;
    for (const FileSessionPtr &session : unsaved)
        names.append(session->path().name().toString());
    askToClose(unsaved.size() == 1 ? tr("%1 is not saved. %2").arg(names.first(), unsaved.first()->stateText())
                                   : tr("%1 are not saved.").arg(namesOf(names)));
}

// Texts that cannot be saved are no reason to keep a window open, once they are kept elsewhere.
void MainWindow::askToClose(const QString &why)
{
    if (auto *const asked = findChild<QMessageBox *>(u"closeQuestion"_s)) {
        asked->raise();
        asked->activateWindow();
        return;
    }
    auto *const question = new QMessageBox(this);
    question->setObjectName(u"closeQuestion"_s);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setWindowTitle(tr("Not saved"));
    question->setTextFormat(Qt::PlainText);
    question->setText(why);
    question->setInformativeText(tr("The text can be kept as a draft, outside the vault. It is offered again when the "
                                    "vault is opened next time."));
    QPushButton *const keep = question->addButton(tr("Keep as a draft and close"), QMessageBox::AcceptRole);
    question->setEscapeButton(question->addButton(tr("Go on editing"), QMessageBox::RejectRole));
    question->setDefaultButton(keep);
    connect(keep, &QPushButton::clicked, this, &MainWindow::closeOverDrafts, Qt::QueuedConnection);
    question->open();
}

// It closes when the drafts are on the disk.
void MainWindow::closeOverDrafts()
{
    auto *const waiting = new QObject(this);
    connect(m_vault.get(), &Vault::draftsKept, waiting, [this, waiting] {
        waiting->deleteLater();
        m_keepsDrafts = true;
        close();
        m_keepsDrafts = false; // Where it is still open, it asks again.
    });
    connect(m_vault.get(), &Vault::keepingDraftsFailed, waiting, [this, waiting](const Error &error) {
        waiting->deleteLater();
        m_status->say(tr("The window stays open. %1").arg(error.sentence));
    });
    for (const FileSessionPtr &session : m_notes->unsaved())
        session->shareDraft();
    m_typed->keep();
    m_vault->keepDrafts();
}

} // namespace tearsheet
