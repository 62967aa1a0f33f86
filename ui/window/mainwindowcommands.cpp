// SPDX-License-Identifier: GPL-3.0-or-later

// What a user can do in the window: its commands, in menus and palette.
#include "ui/window/mainwindow.h"

#include "core/search/fuzzymatch.h"
#include "ui/editor/noteeditor.h"
#include "ui/graph/localgraphview.h"
#include "ui/panels/claimspanel.h"
#include "ui/panels/filespanel.h"
#include "ui/panels/historypanel.h"
#include "ui/panels/linkspanel.h"
#include "ui/panels/propertiespanel.h"
#include "ui/panels/relationspanel.h"
#include "ui/style/icons.h"
#include "ui/table/alltables.h"
#include "ui/table/gridview.h"
#include "ui/table/tableinspector.h"
#include "ui/window/changes.h"
#include "ui/window/commands.h"
#include "ui/window/comparing.h"
#include "ui/window/comparisonnotes.h"
#include "ui/window/comparisons.h"
#include "ui/window/creating.h"
#include "ui/window/deleting.h"
#include "ui/window/graphs.h"
#include "ui/window/icontabs.h"
#include "ui/window/navigator.h"
#include "ui/window/plotting.h"
#include "ui/window/quickswitcher.h"
#include "ui/window/recovery.h"
#include "ui/window/relations.h"
#include "ui/window/relationwordsform.h"
#include "ui/window/renaming.h"
#include "ui/window/rewording.h"
#include "ui/window/settingsdialog.h"
#include "ui/window/tabletabs.h"
#include "ui/window/topbar.h"

#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

void MainWindow::buildCommands()
{
    Commands &commands = *m_commands;
    const QString file = tr("File");
    commands.add(file, tr("New note"), {QKeySequence::New}, [this] { m_creating->newNote(); });
    commands.add(file, tr("Open vault…"), {}, [this] { Q_EMIT vaultWanted(); });
    commands.add(file, tr("Save"), {QKeySequence::Save}, [this] {
        saveEditing();
        if (FileView *view = m_tabs->currentFile())
            view->session()->save();
        m_notes->saveAll();
    });
    commands.add(file, tr("Rename or move…"), {QKeySequence(Qt::Key_F2)}, [this] {
        const FileView *const shown = m_tabs->currentFile();
        const QString selected = m_files->pathWithFocus();
        if (!selected.isEmpty() || shown)
            m_renaming->ask(selected.isEmpty() ? shown->path().toString() : selected);
    });
    commands.add(file, tr("Delete…"), {}, [this] {
        const FileView *const shown = m_tabs->currentFile();
        const QString selected = m_files->pathWithFocus();
        if (!selected.isEmpty() || shown)
            m_deleting->ask(selected.isEmpty() ? shown->path().toString() : selected);
    });
    commands.add(file, tr("Bring back a deleted file…"), {}, [this] { m_recovery->showDeleted(); });
    commands.add(file, tr("Kept texts…"), {}, [this] { m_recovery->showKept(); });
    commands.addSeparator(file);
    commands.add(file, tr("Close tab"), {QKeySequence(Qt::CTRL | Qt::Key_W)}, [this] { m_tabs->closeCurrent(); });
    commands.add(file, tr("Reopen closed tab"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T)},
                 [this] { m_tabs->reopenClosed(); });
    commands.addSeparator(file);
    commands.add(file, tr("Settings…"), {QKeySequence(Qt::CTRL | Qt::Key_Comma)}, [this] { showSettings(); });
    commands.add(file, tr("Close window"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_W)}, [this] { close(); });
    commands.add(file, tr("Quit"), {QKeySequence(Qt::CTRL | Qt::Key_Q)}, [this] { Q_EMIT quitWanted(); });

    const QString change = tr("Change");
    const auto addForNote = [&](const QString &text, void (Rewording::*run)(NoteView *)) {
        commands.add(change, text, {}, [this, run] {
            if (NoteView *view = m_tabs->current())
                (m_rewording->*run)(view);
        });
    };
    addForNote(tr("Rename heading…"), &Rewording::renameHeading);
    addForNote(tr("Rename block…"), &Rewording::renameBlock);
    commands.add(change, tr("Add property…"), {QKeySequence(Qt::CTRL | Qt::Key_Semicolon)}, [this] {
        m_right->show();
        m_right->setCurrentWidget(m_properties);
        m_properties->beginAdding();
    });
    commands.add(change, tr("Rename tag…"), {}, [this] { m_rewording->renameTag(); });
    commands.add(change, tr("Remove tag…"), {}, [this] { m_rewording->removeTag(); });
    commands.add(change, tr("Rename property…"), {}, [this] { m_rewording->renameProperty(); });
    commands.add(change, tr("Settle the conflict…"), {}, [this] {
        if (FileView *view = m_tabs->currentFile())
            m_comparing->showConflict(view);
    });
    commands.add(change, tr("Refresh comparisons in the note"), {}, [this] {
        if (NoteView *note = m_tabs->current())
            m_comparisonNotes->refresh(note);
    });
    commands.add(change, tr("Replace in note…"), {QKeySequence(Qt::CTRL | Qt::Key_H)}, [this] {
        if (NoteView *view = m_tabs->current())
            view->find(true);
    });
    commands.add(change, tr("Replace in all notes…"), {}, [this] { m_rewording->replaceEverywhere(); });
    commands.add(change, tr("Mend problems…"), {}, [this] { m_rewording->mendProblems(); });
    commands.addSeparator(change);
    commands.add(change, tr("Undo last change to many notes"), {}, [this] {
        if (m_deleting->undoTime() > m_changes->undoTime())
            m_deleting->undo();
        else
            m_changes->undo();
    });
    commands.add(change, tr("Redo last change to many notes"), {}, [this] { m_changes->redo(); });

    const QString go = tr("Go");
    QAction *const back =
        commands.add(go, tr("Back"), {QKeySequence(Qt::ALT | Qt::Key_Left), QKeySequence(Qt::Key_Back)},
                     [this] { m_tabs->goBack(); });
    QAction *const forward =
        commands.add(go, tr("Forward"), {QKeySequence(Qt::ALT | Qt::Key_Right), QKeySequence(Qt::Key_Forward)},
                     [this] { m_tabs->goForward(); });
    QAction *const goTo =
        commands.add(go, tr("Go to note…"), {QKeySequence(Qt::CTRL | Qt::Key_O)}, [this] { m_navigator->goToNote(); });
    const auto addFind = [&](const QString &text, const QKeySequence &keys,
                             const std::function<void(NoteView *)> &run) {
        commands.add(go, text, {keys}, [this, run] {
            if (NoteView *view = m_tabs->current())
                run(view);
        });
    };
    addFind(tr("Find in note…"), QKeySequence(Qt::CTRL | Qt::Key_F), [](NoteView *view) { view->find(false); });
    addFind(tr("Find next"), QKeySequence(Qt::Key_F3), [](NoteView *view) { view->findAgain(1); });
    addFind(tr("Find previous"), QKeySequence(Qt::SHIFT | Qt::Key_F3), [](NoteView *view) { view->findAgain(-1); });
    commands.add(go, tr("Compare…"), {QKeySequence(Qt::CTRL | Qt::Key_K)},
                 [this] { m_comparisons->ask(chosenNotes()); });
    commands.add(go, tr("Compare with competitors"), {}, [this] {
        if (const NoteView *note = m_tabs->current())
            m_comparisons->compareWithCompetitors(note->path());
    });
    commands.add(go, tr("Compare table"), {}, [this] {
        if (const NoteView *note = m_tabs->current())
            m_comparisons->compareTable(note->path(), note->editor()->caretOffset());
    });
    commands.add(go, tr("Next tab"), {QKeySequence(Qt::CTRL | Qt::Key_Tab)}, [this] {
        if (m_tabs->count() > 1)
            m_tabs->setCurrentIndex((m_tabs->currentIndex() + 1) % m_tabs->count());
    });
    commands.add(go, tr("Previous tab"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Tab)}, [this] {
        if (m_tabs->count() > 1)
            m_tabs->setCurrentIndex((m_tabs->currentIndex() + m_tabs->count() - 1) % m_tabs->count());
    });
    commands.add(go, tr("Commands…"), {QKeySequence(Qt::CTRL | Qt::Key_P)}, [this] { showCommands(); });

    const QString view = tr("View");
    const auto showRight = [this](QWidget *panel) {
        m_right->show();
        m_right->setCurrentWidget(panel);
        panel->setFocus();
    };
    QAction *const mode =
        commands.add(view, tr("Editor, split or preview"), {QKeySequence(Qt::CTRL | Qt::Key_E)}, [this] {
            static constexpr NoteMode next[] = {NoteMode::Split, NoteMode::Preview, NoteMode::Editor};
            m_tabs->setMode(next[static_cast<int>(m_tabs->mode())]);
        });
    commands.addSeparator(view);
    const auto toggle = [&](const QString &text, const QKeySequence &keys, QWidget *panel) {
        return commands.add(view, text, {keys}, [panel] { panel->setVisible(panel->isHidden()); });
    };
    QAction *const left = toggle(tr("Left panels"), QKeySequence(Qt::CTRL | Qt::Key_Backslash), m_left);
    QAction *const right = toggle(tr("Right panels"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Backslash), m_right);
    QAction *const bottom = toggle(tr("Bottom panels"), QKeySequence(Qt::CTRL | Qt::Key_J), m_bottom);
    commands.add(view, tr("Backlinks"), {}, [this, showRight] { showRight(m_relations->backlinks()); });
    commands.add(view, tr("Links of the note"), {}, [this, showRight] { showRight(m_relations->outgoing()); });
    commands.add(view, tr("Relations of the note"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R)},
                 [this, showRight] {
                     showRight(m_relations->panel());
                     m_relations->panel()->beginSearch();
                 });
    commands.add(view, tr("Graph"), {QKeySequence(Qt::CTRL | Qt::Key_G)}, [this] { m_graphs->openVault(); });
    commands.add(view, tr("Graph around the note"), {QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_G)}, [this] {
        if (const NoteView *const note = m_tabs->current())
            m_graphs->openAround(note->path());
    });
    commands.add(view, tr("Local graph"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_G)}, [this] {
        m_right->show();
        m_right->setCurrentWidget(m_graph);
        m_graph->setFocus();
    });
    commands.add(view, tr("Tables of the note"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_J)}, [this] {
        m_bottom->show();
        m_bottom->setCurrentWidget(m_tables);
        m_tables->setFocus();
    });
    commands.add(view, tr("Tables of the note in a tab"), {}, [this] {
        if (const NoteView *note = m_tabs->current())
            m_tableTabs->openTables(note->path(), note->editor()->caretOffset());
    });
    commands.add(view, tr("All tables"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A)}, [this] {
        m_bottom->show();
        m_bottom->setCurrentWidget(m_allTables);
        m_allTables->beginSearch();
    });
    commands.add(view, tr("What other places say of this cell"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_K)},
                 [this] {
                     const NoteView *const note = m_tabs->current();
                     const bool inGrid = m_tables->grid()->hasFocus();
                     const std::optional<quint32> cell = inGrid ? m_tables->grid()->currentOffset() : std::nullopt;
                     if (m_allTables->grid()->hasFocus() && m_allTables->grid()->currentOffset())
                         showClaims(m_allTables->path(), *m_allTables->grid()->currentOffset());
                     else if (note)
                         showClaims(note->path(), cell.value_or(note->editor()->caretOffset()));
                 });
    const auto listClaims = [this](ClaimsPanel::Extent extent) {
        return [this, extent] {
            m_bottom->show();
            m_bottom->setCurrentWidget(m_claims);
            m_claims->setExtent(extent);
            m_claims->setFocus();
        };
    };
    commands.add(view, tr("Claims of the note"), {}, listClaims(ClaimsPanel::Extent::Note));
    commands.add(view, tr("Claims of the vault"), {}, listClaims(ClaimsPanel::Extent::Vault));
    commands.add(view, tr("Figures without a time"), {}, listClaims(ClaimsPanel::Extent::Undated));
    commands.add(view, tr("Problems"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_M)}, [this] { showProblems(); });
    commands.add(view, tr("Plot the table"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P)}, [this] {
        if (m_plotting->toggle())
            return;
        m_bottom->show();
        m_bottom->setCurrentWidget(m_tables);
        m_plotting->toggle();
    });
    commands.add(view, tr("History of the note"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_H)}, [this] {
        m_right->show();
        m_right->setCurrentWidget(m_history);
        m_history->setFocus();
    });
    commands.addSeparator(view);
    commands.add(view, tr("Light"), {}, [this] { Q_EMIT colorSchemeWanted(Qt::ColorScheme::Light); });
    commands.add(view, tr("Dark"), {}, [this] { Q_EMIT colorSchemeWanted(Qt::ColorScheme::Dark); });
    commands.add(view, tr("As the system"), {}, [this] { Q_EMIT colorSchemeWanted(Qt::ColorScheme::Unknown); });
    commands.add(view, tr("Full screen"), {QKeySequence(Qt::Key_F11)},
                 [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });

    const std::pair<QAction *, Icon> icons[] = {
        {back, Icon::Back},        {forward, Icon::Forward},    {goTo, Icon::Search},       {mode, Icon::Split},
        {left, Icon::SidebarLeft}, {right, Icon::SidebarRight}, {bottom, Icon::PanelBottom}};
    for (const auto &[action, look] : icons)
        action->setIcon(icon(look));
    m_bar = new TopBar({left, back, forward, goTo, mode, bottom, right}, m_commands->menu(), this);
    static_cast<QVBoxLayout *>(centralWidget()->layout())->insertWidget(0, m_bar);
    const auto updateHistory = [this, back, forward] {
        back->setEnabled(m_tabs->canGoBack());
        forward->setEnabled(m_tabs->canGoForward());
    };
    connect(m_tabs, &NoteTabs::historyChanged, this, updateHistory);
    updateHistory();
}

void MainWindow::showCommands()
{
    m_switcher->open(tr("Find a command"), [this](const QString &typed) {
        QList<std::pair<int, QuickEntry>> found;
        for (QAction *action : m_commands->all()) {
            if (!action->isEnabled())
                continue;
            const auto match = fuzzyMatch(typed, action->text());
            if (!match)
                continue;
            found.append(
                {match->score, QuickEntry{action->text(), action->shortcut().toString(QKeySequence::NativeText),
                                          match->positions, [action](Qt::KeyboardModifiers) { action->trigger(); }}});
        }
        if (!typed.trimmed().isEmpty())
            std::ranges::stable_sort(found, std::greater(), &std::pair<int, QuickEntry>::first);
        QList<QuickEntry> entries;
        for (auto &[score, entry] : found)
            entries.append(std::move(entry));
        return entries;
    });
}

void MainWindow::showSettings()
{
    auto *dialog = new SettingsDialog(m_settings, this);
    connect(dialog, &SettingsDialog::colorSchemeWanted, this, &MainWindow::colorSchemeWanted);
    connect(dialog, &SettingsDialog::historyLimitsChanged, m_vault.get(), &Vault::setHistoryLimits);
    const auto keep = [this](const QList<OwnRelationWord> &words) { return m_relations->setWords(words); };
    dialog->addSection(tr("Words for relations in %1").arg(m_vault->name()),
                       new RelationWordsForm(m_relations->words(), keep));
    dialog->show();
}

void MainWindow::showFileMenu(const QString &path, bool folder, const QPoint &place)
{
    auto *menu = new QMenu(this);
    menu->setObjectName(u"fileMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const Result<NotePath> file = NotePath::fromRelative(path);
    if (!folder && file) {
        menu->addAction(tr("Open"), this, [this, file = *file] { m_navigator->open(file, OpenIn::CurrentTab); });
        menu->addAction(tr("Open in new tab"), this, [this, file = *file] { m_navigator->open(file, OpenIn::NewTab); });
        const QList<NotePath> selected = m_files->selectedNotes();
        if (selected.size() > 1 && selected.contains(*file))
            menu->addAction(tr("Compare the %1 selected notes").arg(selected.size()), this,
                            [this, selected] { m_comparisons->compareNotes(selected); });
        else if (file->isNote())
            menu->addAction(tr("Compare"), this, [this, file = *file] {
                const NoteView *const note = m_tabs->current();
                m_comparisons->compareNotes(note && note->path() != file ? QList{note->path(), file} : QList{file});
            });
        // Others have their history beside their tab.
        if (isKeptInHistory(*file) && !isOpenedHere(*file))
            menu->addAction(tr("Earlier versions…"), this, [this, file = *file] { m_recovery->showVersions(file); });
        menu->addSeparator();
    }
    menu->addAction(tr("New note here…"), this,
                    [this, in = folder ? path : path.left(std::max<qsizetype>(path.lastIndexOf(u'/'), 0))] {
                        m_creating->newNoteIn(in);
                    });
    if (!path.isEmpty()) {
        menu->addSeparator();
        menu->addAction(tr("Rename or move…"), this, [this, path] { m_renaming->ask(path); });
        menu->addAction(tr("Delete…"), this, [this, path] { m_deleting->ask(path); });
    }
    menu->popup(place);
}

} // namespace tearsheet
