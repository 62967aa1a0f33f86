// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/mainwindow.h"

#include "core/search/fuzzymatch.h"
#include "core/text/wordcount.h"
#include "ui/editor/noteeditor.h"
#include "ui/graph/localgraphview.h"
#include "ui/panels/backlinkspanel.h"
#include "ui/panels/filespanel.h"
#include "ui/panels/outlinepanel.h"
#include "ui/style/icons.h"
#include "ui/table/tableinspector.h"
#include "ui/window/commands.h"
#include "ui/window/navigator.h"
#include "ui/window/quickswitcher.h"
#include "ui/window/renaming.h"
#include "ui/window/statusline.h"
#include "ui/window/topbar.h"

#include <QCloseEvent>
#include <QMenu>
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

QTabWidget *sidePanel(QWidget *parent, const QString &name)
{
    auto *tabs = new QTabWidget(parent);
    tabs->setObjectName(name);
    tabs->setDocumentMode(true);
    return tabs;
}

} // namespace

MainWindow::MainWindow(std::unique_ptr<Vault> vault, QSettings *settings, QWidget *parent)
    : QMainWindow(parent), m_vault(std::move(vault)), m_settings(settings), m_notes(new OpenNotes(m_vault.get(), this)),
      m_tabs(new NoteTabs(m_vault.get(), m_notes, &m_code)), m_files(new FilesPanel), m_backlinks(new BacklinksPanel),
      m_outline(new OutlinePanel), m_graph(new LocalGraphView), m_tables(new TableInspector), m_status(new StatusLine),
      m_switcher(nullptr), m_commands(new Commands(this))
{
    setObjectName(u"mainWindow");
    setAttribute(Qt::WA_DeleteOnClose);
    buildLayout();
    buildCommands();
    m_switcher = new QuickSwitcher(this);
    m_navigator = new Navigator(m_vault.get(), m_tabs, m_status, m_switcher, this);
    m_renaming = new Renaming(m_vault.get(), m_tabs, m_status, m_switcher, this);
    connectPanels();
    restoreLayout();
    showCurrent(nullptr);
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    windowHandle()->installEventFilter(this);
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
    // Views and sessions speak to the vault until they are gone; it is destroyed after them.
    delete takeCentralWidget();
}

void MainWindow::buildLayout()
{
    m_left = sidePanel(this, u"leftPanels"_s);
    m_left->addTab(m_files, tr("Files"));
    m_right = sidePanel(this, u"rightPanels"_s);
    m_right->addTab(m_backlinks, tr("Backlinks"));
    m_right->addTab(m_outline, tr("Outline"));
    m_right->addTab(m_graph, tr("Local graph"));
    m_bottom = sidePanel(this, u"bottomPanels"_s);
    m_bottom->addTab(m_tables, tr("Tables"));

    m_rows = new QSplitter(Qt::Vertical, this);
    m_rows->addWidget(m_tabs);
    m_rows->addWidget(m_bottom);
    m_rows->setStretchFactor(0, 1);
    m_rows->setCollapsible(0, false);
    m_columns = new QSplitter(Qt::Horizontal, this);
    m_columns->addWidget(m_left);
    m_columns->addWidget(m_rows);
    m_columns->addWidget(m_right);
    m_columns->setStretchFactor(1, 1);
    m_columns->setCollapsible(1, false);
    for (QSplitter *splitter : {m_rows, m_columns})
        splitter->setHandleWidth(1);
    m_rows->setSizes({620, 260});
    m_columns->setSizes({240, 900, 300});

    auto *central = new QWidget(this);
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_columns, 1);
    layout->addWidget(m_status);
    setCentralWidget(central);
    resize(1440, 900);
}

void MainWindow::buildCommands()
{
    Commands &commands = *m_commands;
    const QString file = tr("File");
    commands.add(file, tr("New note"), {QKeySequence::New}, [this] { m_navigator->newNote(); });
    commands.add(file, tr("Open vault…"), {}, [this] { Q_EMIT vaultWanted(); });
    commands.add(file, tr("Save"), {QKeySequence::Save}, [this] {
        if (NoteView *view = m_tabs->current())
            view->session()->save();
    });
    commands.add(file, tr("Rename or move…"), {QKeySequence(Qt::Key_F2)}, [this] {
        const NoteView *const note = m_tabs->current();
        const QString selected = m_files->pathWithFocus();
        if (!selected.isEmpty() || note)
            m_renaming->ask(selected.isEmpty() ? note->path().toString() : selected);
    });
    commands.add(file, tr("Undo last rename"), {}, [this] { m_renaming->undo(); });
    commands.addSeparator(file);
    commands.add(file, tr("Close tab"), {QKeySequence(Qt::CTRL | Qt::Key_W)}, [this] { m_tabs->closeCurrent(); });
    commands.add(file, tr("Reopen closed tab"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T)},
                 [this] { m_tabs->reopenClosed(); });
    commands.addSeparator(file);
    commands.add(file, tr("Close window"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_W)}, [this] { close(); });

    const QString go = tr("Go");
    QAction *const back =
        commands.add(go, tr("Back"), {QKeySequence(Qt::ALT | Qt::Key_Left), QKeySequence(Qt::Key_Back)},
                     [this] { m_tabs->goBack(); });
    QAction *const forward =
        commands.add(go, tr("Forward"), {QKeySequence(Qt::ALT | Qt::Key_Right), QKeySequence(Qt::Key_Forward)},
                     [this] { m_tabs->goForward(); });
    QAction *const goTo =
        commands.add(go, tr("Go to note…"), {QKeySequence(Qt::CTRL | Qt::Key_O)}, [this] { m_navigator->goToNote(); });
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
    commands.add(view, tr("Local graph"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_G)}, [this] {
        m_right->show();
        m_right->setCurrentWidget(m_graph);
        m_graph->setFocus();
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
    connect(m_tabs, &NoteTabs::failed, this, [this](const Error &error) { m_status->say(error.sentence); });
    connect(m_notes, &OpenNotes::stranded, this, [this](const EditorSessionPtr &session) {
        m_status->say(tr("%1 is not saved. %2").arg(session->path().name(), session->stateText()),
                      {{tr("Show it"), [this, path = session->path()] { m_navigator->open(path, OpenIn::NewTab); }}});
    });

    connect(m_files, &FilesPanel::opened, this, [this](const NotePath &path, Qt::KeyboardModifiers modifiers) {
        m_navigator->open(path, placeFor(modifiers));
    });
    connect(m_backlinks, &BacklinksPanel::activated, this,
            [this](const NotePath &source, quint32 offset, Qt::KeyboardModifiers modifiers) {
                m_navigator->open(source, placeFor(modifiers), offset);
            });
    const auto goTo = [this](quint32 offset) {
        if (NoteView *view = m_tabs->current())
            view->goTo(offset);
    };
    connect(m_outline, &OutlinePanel::activated, this, goTo);
    connect(m_tables, &TableInspector::cellActivated, this, goTo);
    connect(m_tables, &TableInspector::linkActivated, this,
            [this](const LinkTarget &link, Qt::KeyboardModifiers modifiers) {
                if (NoteView *view = m_tabs->current())
                    m_navigator->follow(link, view->path(), modifiers);
            });
    connect(m_tables, &TableInspector::summaryChanged, m_status, &StatusLine::showSelection);
    connect(m_graph, &LocalGraphView::noteActivated, this,
            [this](const NotePath &path, Qt::KeyboardModifiers modifiers) {
                m_navigator->open(path, placeFor(modifiers));
            });
    connect(m_graph, &LocalGraphView::unresolvedActivated, this, [this](const QString &name) {
        if (NoteView *view = m_tabs->current())
            m_navigator->follow({name, {}, LinkKind::Wiki}, view->path(), {});
    });
}

void MainWindow::watch(NoteView *view)
{
    connect(view, &NoteView::linkActivated, this,
            [this, view](const LinkTarget &link, Qt::KeyboardModifiers modifiers) {
                m_navigator->follow(link, view->path(), modifiers);
            });
    connect(view, &NoteView::linkHovered, m_status, &StatusLine::showHover);
    connect(view, &NoteView::said, m_status, [this](const QString &sentence) { m_status->say(sentence); });
    const auto ifCurrent = [this, view](auto action) {
        return [this, view, action](auto... arguments) {
            if (m_tabs->current() == view)
                action(arguments...);
        };
    };
    connect(view, &NoteView::caretMoved, this, ifCurrent([this, view](quint32 offset) {
                m_status->showCaret(view->session(), offset);
                m_outline->setCaret(offset);
                m_tables->showTableAt(offset);
            }));
    connect(view, &NoteView::tableActivated, this, ifCurrent([this](quint32 offset) {
                m_bottom->show();
                m_tables->showTableAt(offset);
            }));
    connect(view->session(), &EditorSession::stateChanged, view,
            ifCurrent([this, view] { m_status->showSession(view->session()); }));
    connect(view->session(), &EditorSession::parsedChanged, view, ifCurrent([this] { showParsed(); }));
}

void MainWindow::publish(const Snapshot &snapshot)
{
    m_files->setSnapshot(snapshot);
    m_tabs->setSnapshot(snapshot);
    m_status->showVault(snapshot.noteCount(), snapshot.isComplete(), m_indexed, m_toIndex);
    if (m_tabs->current())
        showNeighbours();
}

void MainWindow::showCurrent(NoteView *view)
{
    m_bar->showPath(m_vault->name(), view ? view->path() : NotePath());
    m_status->showSession(view ? view->session() : nullptr);
    setWindowTitle(view ? tr("%1 – %2 – Tearsheet").arg(view->path().name(), m_vault->name())
                        : tr("%1 – Tearsheet").arg(m_vault->name()));
    if (view) {
        m_files->setCurrent(view->path());
        m_status->showCaret(view->session(), view->editor()->caretOffset());
    }
    showParsed();
    showNeighbours();
}

// What the note itself says: outline, tables, words.
void MainWindow::showParsed()
{
    const NoteView *const view = m_tabs->current();
    const ParsedNotePtr parsed = view ? view->session()->parsed() : nullptr;
    const NotePath path = view ? view->path() : NotePath();
    m_outline->showNote(parsed);
    m_tables->showNote(parsed, path, m_vault->snapshot());
    if (!parsed)
        return;
    m_outline->setCaret(view->editor()->caretOffset());
    m_tables->showTableAt(view->editor()->caretOffset());
    m_status->showWords(wordCount(QByteArrayView(parsed->text).sliced(parsed->facts.body)));
}

// What other notes say of it.
void MainWindow::showNeighbours()
{
    const NoteView *const view = m_tabs->current();
    const NotePath path = view ? view->path() : NotePath();
    m_backlinks->showNote(m_vault->snapshot(), path);
    m_graph->showNote(m_vault->snapshot(), path);
    if (view && view->session()->parsed())
        m_tables->showNote(view->session()->parsed(), path, m_vault->snapshot());
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
        std::ranges::stable_sort(found, std::greater(), &std::pair<int, QuickEntry>::first);
        QList<QuickEntry> entries;
        for (auto &[score, entry] : found)
            entries.append(std::move(entry));
        return entries;
    });
}

void MainWindow::restoreNotes()
{
    const QString key = u"vaults/"_s + QString::number(contentHash(m_vault->root().toUtf8()), 16);
    m_tabs->restore(m_settings->value(key + u"/notes"_s).toStringList(),
                    m_settings->value(key + u"/current"_s).toInt());
    if (m_tabs->count() == 0)
        m_navigator->openAnything();
}

bool MainWindow::isSettled() const
{
    const NoteView *const view = m_tabs->current();
    return m_vault->snapshot().isComplete() && view && view->session()->parsed();
}

void MainWindow::saveLayout()
{
    m_settings->setValue(u"window/geometry"_s, saveGeometry());
    m_settings->setValue(u"window/columns"_s, m_columns->saveState());
    m_settings->setValue(u"window/rows"_s, m_rows->saveState());
    m_settings->setValue(u"window/mode"_s, static_cast<int>(m_tabs->mode()));
    QStringList hidden;
    for (QTabWidget *side : {m_left, m_right, m_bottom}) {
        m_settings->setValue(u"window/"_s + side->objectName(), side->currentIndex());
        if (side->isHidden())
            hidden.append(side->objectName());
    }
    m_settings->setValue(u"window/hidden"_s, hidden);
    QStringList notes;
    for (NoteView *view : m_tabs->views())
        notes.append(view->path().toString());
    const QString key = u"vaults/"_s + QString::number(contentHash(m_vault->root().toUtf8()), 16);
    m_settings->setValue(key + u"/notes"_s, notes);
    m_settings->setValue(key + u"/current"_s, m_tabs->currentIndex());
}

void MainWindow::restoreLayout()
{
    restoreGeometry(m_settings->value(u"window/geometry"_s).toByteArray());
    m_columns->restoreState(m_settings->value(u"window/columns"_s).toByteArray());
    m_rows->restoreState(m_settings->value(u"window/rows"_s).toByteArray());
    const QStringList hidden = m_settings->value(u"window/hidden"_s).toStringList();
    for (QTabWidget *side : {m_left, m_right, m_bottom}) {
        side->setCurrentIndex(m_settings->value(u"window/"_s + side->objectName(), 0).toInt());
        side->setHidden(hidden.contains(side->objectName()));
    }
    const int mode = m_settings->value(u"window/mode"_s, static_cast<int>(NoteMode::Split)).toInt();
    m_tabs->setMode(static_cast<NoteMode>(std::clamp(mode, 0, 2)));
}

void MainWindow::changeEvent(QEvent *event)
{
    // Coming back from another program: look at the folder, in case its watch missed something.
    if (event->type() == QEvent::ActivationChange && isActiveWindow())
        m_vault->sweep();
    QMainWindow::changeEvent(event);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveLayout();
    const QList<EditorSessionPtr> unsaved = m_notes->unsaved();
    if (unsaved.isEmpty()) {
        event->accept();
        return;
    }
    // The window goes once every text is in its file; what cannot be saved keeps it open and says why.
    event->ignore();
    m_closing = true;
    m_notes->saveAll();
    for (const EditorSessionPtr &session : unsaved)
        connect(session.get(), &EditorSession::stateChanged, this, &MainWindow::continueClosing, Qt::UniqueConnection);
    continueClosing();
}

void MainWindow::continueClosing()
{
    if (!m_closing)
        return;
    for (const EditorSessionPtr &session : m_notes->unsaved()) {
        if (session->state() == EditorSession::State::Saving || session->state() == EditorSession::State::Unsaved)
            return;
        m_closing = false;
        m_navigator->open(session->path(), OpenIn::NewTab);
        m_status->say(tr("The window stays open because %1 is not saved.").arg(session->path().name()));
        return;
    }
    m_closing = false;
    QMetaObject::invokeMethod(this, &QWidget::close, Qt::QueuedConnection);
}

} // namespace tearsheet
