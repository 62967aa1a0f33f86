// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/mainwindow.h"

#include "core/change/plans.h"
#include "core/text/wordcount.h"
#include "ui/editor/noteeditor.h"
#include "ui/graph/graphview.h"
#include "ui/graph/localgraphview.h"
#include "ui/panels/claimspanel.h"
#include "ui/panels/comparisonspanel.h"
#include "ui/panels/disputewatch.h"
#include "ui/panels/filespanel.h"
#include "ui/panels/historypanel.h"
#include "ui/panels/outlinepanel.h"
#include "ui/panels/problemspanel.h"
#include "ui/panels/propertiespanel.h"
#include "ui/panels/relationspanel.h"
#include "ui/table/alltables.h"
#include "ui/table/delimitedview.h"
#include "ui/table/gridview.h"
#include "ui/table/tableinspector.h"
#include "ui/window/changes.h"
#include "ui/window/clickguard.h"
#include "ui/window/commands.h"
#include "ui/window/comparing.h"
#include "ui/window/comparisonnotes.h"
#include "ui/window/comparisons.h"
#include "ui/window/creating.h"
#include "ui/window/deleting.h"
#include "ui/window/exporting.h"
#include "ui/window/graphs.h"
#include "ui/window/icontabs.h"
#include "ui/window/navigator.h"
#include "ui/window/notices.h"
#include "ui/window/plotting.h"
#include "ui/window/problems.h"
#include "ui/window/quickswitcher.h"
#include "ui/window/recovery.h"
#include "ui/window/relations.h"
#include "ui/window/renaming.h"
#include "ui/window/rewording.h"
#include "ui/window/settingsdialog.h"
#include "ui/window/statusline.h"
#include "ui/window/tabletabs.h"
#include "ui/window/topbar.h"
#include "ui/window/typedtexts.h"
#include "ui/window/viewedits.h"

#include <QCloseEvent>
#include <QSettings>
#include <QSplitter>
#include <QTimer>
#include <QVBoxLayout>
#include <QWindow>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto LongestWaitForPaint = 300ms;

} // namespace

MainWindow::MainWindow(std::unique_ptr<Vault> vault, QSettings *settings, QWidget *parent)
    : QMainWindow(parent), m_vault(std::move(vault)), m_settings(settings), m_notes(new OpenNotes(m_vault.get(), this)),
      m_tabs(new NoteTabs(m_vault.get(), m_notes, &m_code)), m_files(new FilesPanel), m_outline(new OutlinePanel),
      m_properties(new PropertiesPanel), m_graph(new LocalGraphView), m_history(new HistoryPanel(m_vault->root())),
      m_tables(new TableInspector), m_allTables(new AllTables), m_sharedClaims(std::make_shared<SharedClaims>()),
      m_claims(new ClaimsPanel(m_vault->root(), m_sharedClaims)),
      m_disputes(new DisputeWatch(m_sharedClaims, m_claims->checked(), this)), m_status(new StatusLine),
      m_notices(new Notices), m_switcher(nullptr), m_commands(new Commands(this)), m_clicks(new ClickGuard(this))
{
    setObjectName(u"mainWindow");
    setAttribute(Qt::WA_DeleteOnClose);
    buildLayout();
    buildCommands();
    m_switcher = new QuickSwitcher(this);
    m_typed = new TypedTexts(m_vault.get(), m_notes, this);
    m_navigator = new Navigator(m_vault.get(), m_tabs, m_status, m_switcher, this);
    m_creating = new Creating(m_vault.get(), m_tabs, m_navigator, m_status, m_switcher, this);
    m_changes = new Changes(m_vault.get(), m_tabs, m_status, m_notices, this);
    m_edits = new ViewEdits(m_notes, m_changes, m_status, this);
    m_renaming = new Renaming(m_vault.get(), m_tabs, m_changes, m_notices, m_switcher, this);
    m_rewording = new Rewording(m_vault.get(), m_changes, m_status, m_switcher, this);
    m_deleting = new Deleting(m_vault.get(), m_notes, m_tabs, m_status, m_switcher, this);
    m_comparing = new Comparing(m_vault.get(), m_navigator, m_status, this);
    m_recovery = new Recovery(m_vault.get(), m_tabs, m_navigator, m_status, m_notices, m_switcher, this);
    m_tableTabs = new TableTabs(m_vault.get(), m_tabs, m_notes, m_disputes, m_status, this);
    m_exporting = new Exporting(m_vault->root(), m_status, this);
    m_plotting = new Plotting(m_vault.get(), m_exporting, m_status, this);
    m_comparisons = new Comparisons(m_vault.get(), m_tabs, m_navigator, m_edits, m_exporting, m_sharedClaims, m_status,
                                    m_switcher, this);
    m_comparisonNotes = new ComparisonNotes(m_vault.get(), m_tabs, m_navigator, m_edits, m_status, m_switcher, this);
    m_left->addTab(m_comparisons->panel(), tr("Compare"));
    m_problems = new Problems(m_vault.get(), m_tabs, m_navigator, m_changes, m_edits, m_status, this);
    m_bottom->addTab(m_problems->panel(), tr("Problems"));
    m_relations = new Relations(m_vault.get(), m_tabs, m_navigator, m_changes, m_status, m_settings, this);
    addRightPanels();
    m_graphs = new Graphs(m_vault.get(), m_tabs, m_navigator, m_relations, m_comparisons, m_exporting, m_sharedClaims,
                          m_status, m_settings, this);
    m_vault->setHistoryLimits(historyLimits(*m_settings));
    connectPanels();
    connectComparisons();
    restoreLayout();
    showCurrent();
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    windowHandle()->installEventFilter(this);
    windowHandle()->installEventFilter(m_clicks);
    // A window that is never exposed, on another desktop, indexes all the same.
    QTimer::singleShot(LongestWaitForPaint, m_vault.get(), &Vault::start);
}

bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == windowHandle() && event->type() == QEvent::Expose && windowHandle()->isExposed()) {
        watched->removeEventFilter(this);
        // The exposed window paints in this event; what it shows first is not to compete with the index.
        QTimer::singleShot(0, m_vault.get(), &Vault::start);
    }
    return QMainWindow::eventFilter(watched, event);
}

MainWindow::~MainWindow()
{
    // It speaks to the tabs, as long as there are any.
    delete std::exchange(m_tableTabs, nullptr);
    m_tables->disconnect(this);
    m_allTables->disconnect(this);
    m_properties->disconnect(this);
    m_relations->disconnect(this);
    m_relations->panel()->disconnect(this);
    m_comparisons->disconnect(this);
    m_typed->disconnect(this);
    for (FileView *view : m_tabs->fileViews())
        view->disconnect(this);
    // Views and sessions speak to the vault until they are gone; it is destroyed after them.
    delete takeCentralWidget();
    delete std::exchange(m_typed, nullptr);
    for (const FileSessionPtr &session : m_notes->unsaved())
        session->leave();
}

void MainWindow::connectPanels()
{
    connect(m_vault.get(), &Vault::published, this, &MainWindow::publish);
    connect(m_vault.get(), &Vault::progressed, this, [this](int done, int total) {
        m_indexed = done;
        m_toIndex = total;
        m_status->showVault(m_vault->snapshot().noteCount(), m_vault->snapshot().isComplete(), done, total);
    });
    connect(m_vault.get(), &Vault::problem, this, [this](const Error &error) { m_status->say(error.sentence); });

    connect(m_tabs, &NoteTabs::viewCreated, this, &MainWindow::watch);
    connect(m_tabs, &NoteTabs::currentNoteChanged, this, &MainWindow::showCurrent);
    keepLayout();
    connect(m_tabs, &NoteTabs::keyboardLeft, m_files, [this] { m_files->setFocus(); });
    connect(m_tabs, &NoteTabs::failed, this, [this](const Error &error) { m_status->say(error.sentence); });
    connect(m_notes, &OpenNotes::stranded, this, [this](const FileSessionPtr &session) {
        m_notices->show(u"unsaved "_s + session->path().toString(),
                        tr("%1 is not saved. %2").arg(session->path().name(), session->stateText()),
                        {{tr("Show it"), [this, path = session->path()] { m_navigator->open(path, OpenIn::NewTab); }}});
    });
    connect(m_notes, &OpenNotes::settled, this,
            [this](const NotePath &path) { m_notices->remove(u"unsaved "_s + path.toString()); });

    connect(m_files, &FilesPanel::opened, this, [this](const NotePath &path, Qt::KeyboardModifiers modifiers) {
        m_navigator->open(path, placeFor(modifiers));
    });
    connect(m_tabs, &NoteTabs::moved, this, &MainWindow::follow);
    connect(m_changes, &Changes::carriedOut, this, [this](const ChangePlan &plan) {
        if (const NotePath folder = movedFolder(plan); !folder.isEmpty())
            m_files->setCurrent(folder);
    });
    connect(m_files, &FilesPanel::moveWanted, m_renaming, &Renaming::move);
    connect(m_files, &FilesPanel::deleteWanted, m_deleting, &Deleting::ask);
    connect(m_deleting, &Deleting::noteWanted, this,
            [this](const NotePath &path) { m_navigator->open(path, OpenIn::NewTab); });
    connect(m_files, &FilesPanel::menuWanted, this, &MainWindow::showFileMenu);
    const auto inFront = [this](const NotePath &path) {
        FileView *const view = m_tabs->currentFile();
        return view && view->path() == path ? view : nullptr;
    };
    connect(m_history, &HistoryPanel::activated, this, [this, inFront](const NotePath &path, const Version &version) {
        if (FileView *const view = inFront(path))
            m_comparing->showVersion(view, version);
    });
    connect(m_history, &HistoryPanel::comparisonWanted, this,
            [this, inFront](const NotePath &path, const Version &older, const Version &newer) {
                if (FileView *const view = inFront(path))
                    m_comparing->showVersions(view, older, newer);
            });
    connect(m_history, &HistoryPanel::restoreWanted, this,
            [this, inFront](const NotePath &path, const Version &version) {
                if (FileView *const view = inFront(path))
                    m_comparing->restore(view, version);
            });
    connect(m_history, &HistoryPanel::deletedWanted, m_recovery, &Recovery::showDeleted);
    connect(m_relations, &Relations::changeWanted, this,
            [this](const TypedPlace &place, const QByteArray &bytes, const QString &typed) {
                replaceText(place, bytes, tr("Edit a relation of %1").arg(place.path.name()), m_relations, typed);
            });
    const auto goTo = [this](quint32 offset) {
        if (NoteView *view = m_tabs->current())
            view->goTo(offset);
    };
    const auto follow = [this](const LinkTarget &link, Qt::KeyboardModifiers modifiers) {
        if (NoteView *view = m_tabs->current())
            m_navigator->follow(link, view->path(), modifiers);
    };
    connect(m_outline, &OutlinePanel::activated, this, goTo);
    connect(m_properties, &PropertiesPanel::activated, this, goTo);
    connect(m_properties, &PropertiesPanel::linkActivated, this, follow);
    connect(m_properties, &PropertiesPanel::changeWanted, this, &MainWindow::changeProperties);
    connect(m_tables, &TableInspector::cellActivated, this, goTo);
    connect(m_tables, &TableInspector::linkActivated, this, follow);
    connect(m_tables, &TableInspector::summaryChanged, m_status, &StatusLine::showSelection);
    connect(m_tables, &TableInspector::changeWanted, this,
            [this](const NotePath &path, const TableChange &change) { changeTable(path, change); });
    connect(m_tables, &TableInspector::said, m_status, [this](const QString &sentence) { m_status->say(sentence); });
    connect(m_tables, &TableInspector::undoWanted, this, [this] { undoInNote(false); });
    connect(m_tables, &TableInspector::redoWanted, this, [this] { undoInNote(true); });
    connect(m_tables, &TableInspector::claimsWanted, this, &MainWindow::showClaims);
    connect(m_tables, &TableInspector::tabWanted, m_tableTabs, &TableTabs::openTables);
    const auto openAt = [this](const NotePath &path, quint32 offset, Qt::KeyboardModifiers modifiers) {
        m_navigator->open(path, placeFor(modifiers), offset);
    };
    connect(m_allTables, &AllTables::summaryChanged, m_status, &StatusLine::showSelection);
    connect(m_allTables, &AllTables::changeWanted, this,
            [this](const NotePath &path, const TableChange &change) { changeTable(path, change, m_allTables); });
    connect(m_allTables, &AllTables::said, m_status, [this](const QString &sentence) { m_status->say(sentence); });
    connect(m_allTables, &AllTables::undoWanted, m_edits, [this] { m_edits->undo(m_allTables); });
    connect(m_allTables, &AllTables::redoWanted, m_edits, [this] { m_edits->redo(m_allTables); });
    connect(m_allTables, &AllTables::linkActivated, m_navigator, &Navigator::follow);
    connect(m_allTables, &AllTables::opened, this, openAt);
    connect(m_allTables, &AllTables::claimsWanted, this, &MainWindow::showClaims);
    connect(m_allTables, &AllTables::pathChanged, this, &MainWindow::showDisputes);
    const auto offer = [this](const NotePath &path, const TypedText &typed) {
        offerTyped(path, sentenceOf(typed), typed.text);
    };
    connect(m_tables, &TableInspector::typedLeft, this, offer);
    connect(m_allTables, &AllTables::typedLeft, this, offer);
    connect(m_tableTabs, &TableTabs::typedLeft, this, offer);
    connect(m_tableTabs, &TableTabs::summaryChanged, m_status, &StatusLine::showSelection);
    connect(m_tableTabs, &TableTabs::changeWanted, this,
            [this](const NotePath &path, const TableChange &change) { changeTable(path, change); });
    connect(m_tableTabs, &TableTabs::linkActivated, m_navigator, &Navigator::follow);
    connect(m_tableTabs, &TableTabs::opened, this, openAt);
    connect(m_tableTabs, &TableTabs::claimsWanted, this, &MainWindow::showClaims);
    const auto hold = [this](const QString &typist) {
        return
            [this, typist](const NotePath &path, const QList<TypedInto> &typed) { m_typed->hold(typist, path, typed); };
    };
    connect(m_tables, &TableInspector::typing, this, hold(u"tables"_s));
    connect(m_allTables, &AllTables::typing, this, hold(u"all tables"_s));
    connect(m_properties, &PropertiesPanel::typing, this, hold(u"properties"_s));
    connect(m_relations->panel(), &RelationsPanel::typing, this,
            [this](const NotePath &path, const QList<TypedInto> &typed) {
                m_typed->hold(u"relations"_s, followed(path), typed);
            });
    connect(m_tableTabs, &TableTabs::typing, m_typed, &TypedTexts::hold);
    connect(m_tables, &TableInspector::givingUp, this, [this] { giveUp(u"tables"_s); });
    connect(m_allTables, &AllTables::givingUp, this, [this] { giveUp(u"all tables"_s); });
    connect(m_tableTabs, &TableTabs::givingUp, this, &MainWindow::giveUp);
    connect(m_typed, &TypedTexts::changed, this, [this] {
        m_tabs->markPages(m_typed->typists());
        m_status->showTyped(m_typed->files());
        const FileView *const view = m_tabs->currentFile();
        m_status->showSession(view ? view->session() : nullptr);
    });
    connect(m_changes, &Changes::idle, this, &MainWindow::continueClosing);
    connect(m_exporting, &Exporting::failed, this, [this] { m_closing = false; });
    connect(m_exporting, &Exporting::idle, this, &MainWindow::continueClosing);
    connect(m_disputes, &DisputeWatch::changed, this, &MainWindow::showDisputes);
    connect(m_tables, &TableInspector::pictureWanted, m_plotting, &Plotting::take);
    connect(m_allTables, &AllTables::pictureWanted, m_plotting, &Plotting::take);
    connect(m_tableTabs, &TableTabs::pictureWanted, m_plotting, &Plotting::take);
    connect(m_plotting, &Plotting::changeWanted, this,
            [this](const NotePath &path, const TableChange &change) { changeTable(path, change); });
    connect(m_claims, &ClaimsPanel::activated, this,
            [this](const NotePath &path, quint32 offset, Qt::KeyboardModifiers modifiers) {
                m_navigator->open(path, placeFor(modifiers), offset);
            });
    connect(m_problems, &Problems::panelWanted, this, &MainWindow::showProblems);
    connect(m_claims, &ClaimsPanel::changeWanted, this, &MainWindow::takeValue);
    connect(m_claims, &ClaimsPanel::undoWanted, m_edits, [this] { m_edits->undo(m_claims); });
    connect(m_claims, &ClaimsPanel::redoWanted, m_edits, [this] { m_edits->redo(m_claims); });
    connect(m_claims, &ClaimsPanel::checkedChanged, this, [this] { m_disputes->setChecked(m_claims->checked()); });
    connect(m_claims, &ClaimsPanel::failed, this, [this](const Error &error) { m_status->say(error.sentence); });
    connect(m_relations, &Relations::changed, m_graph, &LocalGraphView::setRelations);
    connect(m_graph, &LocalGraphView::tabWanted, m_graphs, &Graphs::openAround);
    connect(m_graph, &LocalGraphView::noteActivated, this,
            [this](const NotePath &path, Qt::KeyboardModifiers modifiers) {
                m_navigator->open(path, placeFor(modifiers));
            });
    connect(m_graph, &LocalGraphView::unresolvedActivated, this, [this](const QString &name) {
        if (NoteView *view = m_tabs->current())
            m_navigator->follow({name, {}, LinkKind::Wiki}, view->path(), {});
    });
}

// What is typed, and what waits for an answer, belongs to the note wherever that lies.
void MainWindow::follow(const NotePath &from, const NotePath &to)
{
    m_moved.insert(from, to);
    if (m_tablesOf == from)
        m_tablesOf = to;
    m_files->follow(from, to);
    m_tables->follow(from, to);
    m_allTables->follow(from, to);
    m_properties->follow(from, to);
    m_typed->follow(from, to);
    m_edits->follow(from, to);
    m_recovery->follow(from, to);
    m_graphs->follow(from, to);
    m_comparisons->follow(from, to);
    m_claims->follow(from, to);
}

// Where the note lies that was at `path` when a snapshot was made.
NotePath MainWindow::followed(const NotePath &path) const
{
    return m_moved.placeOf(path, [this](const NotePath &place) { return m_vault->stamp(place).has_value(); });
}

void MainWindow::watch(FileView *view)
{
    const auto ifCurrent = [this, view](auto action) {
        return [this, view, action] {
            if (m_tabs->currentFile() == view)
                action();
        };
    };
    connect(view, &FileView::said, m_status, [this](const QString &sentence) { m_status->say(sentence); });
    connect(view->session(), &FileSession::stateChanged, view,
            ifCurrent([this, view] { m_status->showSession(view->session()); }));
    if (auto *table = qobject_cast<DelimitedView *>(view)) {
        connect(table, &DelimitedView::summaryChanged, m_status, &StatusLine::showSelection);
        connect(table, &DelimitedView::pictureWanted, m_plotting,
                [this, table](const PlotPicture &picture) { m_plotting->take(picture, table->path(), {}); });
        connect(table, &DelimitedView::shown, this, ifCurrent([this] { showTableSize(); }));
        connect(table, &DelimitedView::typedLeft, this, [this, table](const QString &sentence, const QString &text) {
            offerTyped(table->path(), sentence, text);
        });
        const QString typist = u"values %1"_s.arg(reinterpret_cast<quintptr>(table));
        connect(table, &DelimitedView::typing, this,
                [this, table, typist](const QList<TypedInto> &typed) { m_typed->hold(typist, table->path(), typed); });
        connect(table, &DelimitedView::givingUp, this, [this, typist] { giveUp(typist); });
    } else if (auto *note = qobject_cast<NoteView *>(view)) {
        watchNote(note);
    }
    m_comparing->watch(view);
    m_recovery->watch(view);
    m_notices->remove(u"unsaved "_s + view->path().toString());
}

void MainWindow::watchNote(NoteView *view)
{
    connect(view, &NoteView::linkActivated, this,
            [this, view](const LinkTarget &link, Qt::KeyboardModifiers modifiers) {
                m_navigator->follow(link, view->path(), modifiers);
            });
    connect(view, &NoteView::linkHovered, m_status, &StatusLine::showHover);
    const auto ifCurrent = [this, view](auto action) {
        return [this, view, action](auto... arguments) {
            if (m_tabs->current() == view)
                action(arguments...);
        };
    };
    connect(view, &NoteView::caretMoved, this, ifCurrent([this, view](quint32 offset) {
                m_status->showCaret(view->session(), offset);
                m_outline->setCaret(offset);
                m_claims->setCaret(offset);
                // What moves it with another text, as a change from outside, is not yet in the tables.
                const ParsedNotePtr parsed = view->session()->parsed();
                if (parsed && parsed->revision == view->session()->revision())
                    followCaret(offset);
            }));
    connect(view, &NoteView::tableActivated, this, ifCurrent([this](quint32 offset) {
                m_bottom->show();
                m_bottom->setCurrentWidget(m_tables);
                m_tables->showTableAt(offset);
            }));
    connect(view, &NoteView::claimsWanted, this, [this, view](quint32 offset) { showClaims(view->path(), offset); });
    connect(view->session(), &EditorSession::parsedChanged, view, ifCurrent([this] { showParsed(); }));
}

void MainWindow::publish(const Snapshot &snapshot)
{
    m_files->setSnapshot(snapshot);
    m_allTables->setSnapshot(snapshot);
    m_tabs->setSnapshot(snapshot);
    m_status->showVault(snapshot.noteCount(), snapshot.isComplete(), m_indexed, m_toIndex);
    m_disputes->setSnapshot(snapshot);
    if (m_tabs->currentFile())
        showNeighbours();
    else
        m_claims->showNote(snapshot, m_claims->path());
    showDisputes();
    m_history->refresh();
}

void MainWindow::showCurrent()
{
    makeRoom(qobject_cast<GraphView *>(m_tabs->currentWidget()) != nullptr);
    const FileView *const view = m_tabs->currentFile();
    const NotePath path = view ? view->path() : NotePath();
    m_bar->showPath(m_vault->name(), path);
    m_status->showSession(view ? view->session() : nullptr);
    m_status->showHover({}); // The link that was followed is not under the pointer any more.
    setWindowTitle(view ? tr("%1 – %2 – Tearsheet").arg(path.name(), m_vault->name())
                        : tr("%1 – Tearsheet").arg(m_vault->name()));
    if (view)
        m_files->setCurrent(path);
    if (const NoteView *note = m_tabs->current())
        m_status->showCaret(note->session(), note->editor()->caretOffset());
    showTableSize();
    m_history->showNote(path);
    showParsed();
    showNeighbours();
    showDisputes();
}

void MainWindow::showTableSize()
{
    if (const auto *table = qobject_cast<DelimitedView *>(m_tabs->currentFile()))
        m_status->showRows(table->session()->grid()->rowCount(), table->session()->grid()->columnCount());
}

// What the note itself says: outline, properties, tables, words.
void MainWindow::showParsed()
{
    const NoteView *const view = m_tabs->current();
    const ParsedNotePtr parsed = view ? view->session()->parsed() : nullptr;
    const NotePath path = view ? view->path() : NotePath();
    m_outline->showNote(parsed);
    showProperties();
    showTables();
    if (!parsed)
        return;
    m_outline->setCaret(view->editor()->caretOffset());
    // A table that was chosen stays, unless the user goes on writing in another one.
    if (std::exchange(m_tablesOf, path) != path || view->editor()->hasFocus())
        followCaret(view->editor()->caretOffset());
    m_status->showWords(wordCount(QByteArrayView(parsed->text).sliced(parsed->facts.body)));
}

// Where the user put it, and not away from what is being typed.
void MainWindow::followCaret(quint32 offset)
{
    if (!m_changing && !m_edits->isChanging() && !m_tables->grid()->isEditing())
        m_tables->showTableAt(offset);
}

// What other notes say of it.
void MainWindow::showNeighbours()
{
    const NoteView *const view = m_tabs->current();
    const NotePath path = view ? view->path() : NotePath();
    // A file of values is linked to as well.
    const FileView *const file = m_tabs->currentFile();
    m_relations->showNote(file ? file->path() : NotePath(), view && !view->session()->isReadOnly());
    m_graph->showNote(m_vault->snapshot(), path);
    m_graphs->setNote(path);
    m_claims->showNote(m_vault->snapshot(), path);
    showTables();
    showProperties();
}

bool MainWindow::isSettled() const
{
    const NoteView *const note = m_tabs->current();
    return m_vault->snapshot().isComplete() && m_tabs->currentWidget() && (!note || note->session()->parsed())
           && m_graphs->isSettled();
}

} // namespace tearsheet
