// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/notetabs.h"

#include "ui/style/icons.h"
#include "ui/table/delimitedview.h"

#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

QIcon blankIcon()
{
    QPixmap nothing(16, 16);
    nothing.fill(Qt::transparent);
    return QIcon(nothing);
}

// How the text stands to its file; nothing where they agree.
QString saveText(const FileSession &session)
{
    switch (session.state()) {
    case FileSession::State::Clean:
        return session.hasTyped() ? NoteTabs::tr("Not saved yet") : QString();
    case FileSession::State::Unsaved:
        return NoteTabs::tr("Not saved yet");
    case FileSession::State::Saving:
        return NoteTabs::tr("Being saved");
    case FileSession::State::Failed:
        return session.isSafe() ? session.stateText() : NoteTabs::tr("Not saved. %1").arg(session.stateText());
    default:
        return session.stateText();
    }
}

} // namespace

/// A tab: the file it shows and where it has been.
class NoteTabs::Tab : public QWidget
{
public:
    explicit Tab(QWidget *parent) : QWidget(parent), m_layout(new QVBoxLayout(this))
    {
        m_layout->setContentsMargins({});
    }

    FileView *view() const { return m_view; }

    void show(FileView *view)
    {
        if (m_view) {
            m_layout->removeWidget(m_view);
            m_view->hide();
            m_view->deleteLater();
        }
        m_view = view;
        m_layout->addWidget(view);
        setFocusProxy(view);
        // Now, not with the next turn of the event loop: only what is shown takes the keyboard.
        view->show();
    }

    PlaceHistory history;

private:
    QVBoxLayout *m_layout;
    FileView *m_view = nullptr;
};

NoteTabs::NoteTabs(Vault *vault, OpenNotes *notes, CodeHighlighter *code, QWidget *parent)
    : QTabWidget(parent), m_vault(vault), m_notes(notes), m_code(code)
{
    setObjectName(u"tabs");
    setDocumentMode(true);
    setTabsClosable(true);
    setMovable(true);
    setElideMode(Qt::ElideRight);
    setUsesScrollButtons(true);
    tabBar()->setExpanding(false);
    connect(this, &QTabWidget::tabCloseRequested, this, &NoteTabs::close);
    connect(this, &QTabWidget::currentChanged, this, [this] {
        // Which of the others was left does not matter: one that is saved is not saved again.
        for (FileView *view : fileViews()) {
            if (view != currentFile())
                view->session()->save();
        }
        Q_EMIT currentNoteChanged(current());
        Q_EMIT historyChanged();
    });
}

NoteTabs::Tab *NoteTabs::tabAt(int index) const
{
    return dynamic_cast<Tab *>(widget(index)); // Null for a page.
}

FileView *NoteTabs::currentFile() const
{
    const Tab *const tab = tabAt(currentIndex());
    return tab ? tab->view() : nullptr;
}

NoteView *NoteTabs::current() const
{
    return qobject_cast<NoteView *>(currentFile());
}

QList<FileView *> NoteTabs::fileViews() const
{
    QList<FileView *> result;
    for (int i = 0; i < count(); ++i) {
        if (const Tab *tab = tabAt(i))
            result.append(tab->view());
    }
    return result;
}

QList<NoteView *> NoteTabs::views() const
{
    QList<NoteView *> result;
    for (FileView *view : fileViews()) {
        if (auto *note = qobject_cast<NoteView *>(view))
            result.append(note);
    }
    return result;
}

NoteView *NoteTabs::viewOf(const NotePath &path) const
{
    const QList<NoteView *> all = views();
    const auto view = std::ranges::find(all, path, &NoteView::path);
    return view != all.end() ? *view : nullptr;
}

Result<FileView *> NoteTabs::open(const NotePath &path, OpenIn where)
{
    if (where == OpenIn::NewTab || !currentFile()) {
        for (int i = 0; i < count(); ++i) {
            if (tabAt(i) && tabAt(i)->view()->path() == path) {
                setCurrentIndex(i);
                return currentFile();
            }
        }
    }
    // A file whose text is not safe in its file stays in sight.
    if (where == OpenIn::CurrentTab && currentFile() && currentFile()->path() != path
        && tabAt(currentIndex())->view()->session()->isUnsettled())
        return open(path, OpenIn::NewTab);
    if (where == OpenIn::CurrentTab && currentFile()) {
        Tab *const tab = tabAt(currentIndex());
        if (tab->view()->path() == path)
            return tab->view();
        const Place from = tab->view()->place();
        const auto view = showIn(tab, path);
        if (view) {
            tab->history.visit(from, path);
            Q_EMIT historyChanged();
        }
        return view;
    }
    // The tab joins once its file could be read, so that an unreadable one leaves no empty tab behind.
    auto *tab = new Tab(this);
    const auto view = showIn(tab, path);
    if (!view) {
        delete tab;
        return view;
    }
    tab->history.visit({}, path);
    const int index = insertTab(currentIndex() + 1, tab, {});
    label(tab);
    setCurrentIndex(index);
    return view;
}

Result<FileView *> NoteTabs::showIn(Tab *tab, const NotePath &path)
{
    const Result<FileSessionPtr> session = m_notes->openFile(path);
    if (!session)
        return std::unexpected(session.error());
    if (tab->view()) {
        tab->view()->finishEditing();
        tab->view()->session()->save();
    }
    FileView *view = nullptr;
    if (const auto note = std::dynamic_pointer_cast<EditorSession>(*session))
        view = new NoteView(m_vault, note, m_code, m_mode, tab);
    else
        view = new DelimitedView(std::static_pointer_cast<DelimitedSession>(*session), tab);
    view->setSnapshot(m_snapshot);
    tab->show(view);
    connect(session->get(), &FileSession::stateChanged, view, [this, tab] { label(tab); });
    Q_EMIT viewCreated(view);
    label(tab);
    if (indexOf(tab) >= 0 && indexOf(tab) == currentIndex())
        Q_EMIT currentNoteChanged(current());
    return view;
}

void NoteTabs::label(Tab *tab)
{
    const int index = indexOf(tab);
    if (index < 0)
        return;
    const FileSession *const session = tab->view()->session();
    const QString name = session->path().name().toString();
    const QString state = saveText(*session);
    setTabText(index, QString(name).replace(u'&', u"&&"_s));
    setTabToolTip(index, session->path().toString() + (state.isEmpty() ? QString() : u'\n' + state));
    tabBar()->setAccessibleTabName(index, state.isEmpty() ? name : tr("%1: %2").arg(name, state));
    switch (session->state()) {
    case FileSession::State::Clean:
        // A note's tab keeps its width when a mark comes.
        setTabIcon(index, session->hasTyped()                     ? icon(Icon::Unsaved)
                          : qobject_cast<NoteView *>(tab->view()) ? blankIcon()
                                                                  : icon(Icon::Table));
        break;
    case FileSession::State::Unsaved:
        setTabIcon(index, icon(Icon::Unsaved));
        break;
    case FileSession::State::Saving:
        setTabIcon(index, icon(Icon::Saving));
        break;
    case FileSession::State::ReadOnly:
        setTabIcon(index, icon(Icon::ReadOnly));
        break;
    default:
        setTabIcon(index, icon(Icon::Warning));
    }
}

void NoteTabs::restore(const QStringList &paths, int wanted)
{
    FileView *front = nullptr;
    for (qsizetype i = 0; i < paths.size(); ++i) {
        const Result<NotePath> path = NotePath::fromRelative(paths.at(i));
        if (!path)
            continue;
        const auto view = open(*path, OpenIn::NewTab);
        if (view && i == wanted)
            front = *view;
    }
    for (int i = 0; i < count(); ++i) {
        if (front && tabAt(i) && tabAt(i)->view() == front)
            setCurrentIndex(i);
    }
}

void NoteTabs::follow(const NotePath &from, const NotePath &to)
{
    // A file that replaced an open one leaves that open as it is.
    if (!m_notes->isOpen(to) || !m_notes->isOpen(from))
        Q_EMIT moved(from, to);
    m_notes->follow(from, to);
    std::ranges::replace(m_closed, from, to);
    for (int i = 0; i < count(); ++i) {
        if (Tab *tab = tabAt(i)) {
            tab->history.follow(from, to);
            label(tab);
        }
    }
    if (currentFile() && currentFile()->path() == to)
        Q_EMIT currentNoteChanged(current());
}

bool NoteTabs::canGoBack() const
{
    return currentFile() && tabAt(currentIndex())->history.canGoBack();
}

bool NoteTabs::canGoForward() const
{
    return currentFile() && tabAt(currentIndex())->history.canGoForward();
}

void NoteTabs::goBack()
{
    travel(&PlaceHistory::back);
}

void NoteTabs::goForward()
{
    travel(&PlaceHistory::forward);
}

void NoteTabs::travel(std::optional<Place> (PlaceHistory::*direction)(const Place &))
{
    Tab *const tab = tabAt(currentIndex());
    if (!tab)
        return;
    const PlaceHistory before = tab->history;
    const std::optional<Place> place = (tab->history.*direction)(tab->view()->place());
    if (!place)
        return;
    // A file whose text is not safe there stays in sight.
    tab->view()->finishEditing();
    const bool stays = tab->view()->session()->isUnsettled() && place->path != tab->view()->path();
    if (stays)
        tab->history = before;
    if (const auto view = stays ? open(place->path, OpenIn::NewTab) : showIn(tab, place->path)) {
        (*view)->restore(*place);
        (*view)->focusText();
    } else {
        Q_EMIT failed(view.error());
    }
    Q_EMIT historyChanged();
}

void NoteTabs::close(int index)
{
    QWidget *const page = widget(index);
    if (const Tab *tab = tabAt(index)) {
        tab->view()->finishEditing();
        FileSession *const session = tab->view()->session();
        const auto shown =
            std::ranges::count_if(fileViews(), [&](const FileView *view) { return view->session() == session; });
        if (session->isUnsettled() && !session->isSafe() && shown == 1) {
            setCurrentIndex(index);
            Q_EMIT failed({ErrorCode::Unwritable, session->path().toString(),
                           tr("%1 stays open: its text is in no file. What can be done is said above it.")
                               .arg(session->path().name())});
            return;
        }
        session->save();
        m_closed.append(tab->view()->path());
    }
    const QWidget *const focus = window()->focusWidget();
    const bool hadFocus = focus && page->isAncestorOf(focus);
    m_icons.remove(tabBar()->tabData(index).toString());
    removeTab(index);
    page->deleteLater();
    // Else the keyboard would go to whatever comes next in the window.
    if (hadFocus && currentFile())
        currentFile()->setFocus();
    else if (hadFocus && currentWidget())
        currentWidget()->setFocus();
    else if (hadFocus)
        Q_EMIT keyboardLeft();
    Q_EMIT historyChanged();
}

int NoteTabs::pageAt(const QString &key) const
{
    for (int i = 0; i < count(); ++i) {
        if (!tabAt(i) && tabBar()->tabData(i).toString() == key)
            return i;
    }
    return -1;
}

void NoteTabs::addPage(QWidget *page, const QString &key, const QString &title, const QIcon &icon, bool front)
{
    const int index = insertTab(currentIndex() + 1, page, icon, QString(title).replace(u'&', u"&&"_s));
    setTabToolTip(index, title);
    tabBar()->setTabData(index, key);
    m_icons.insert(key, icon);
    if (front)
        setCurrentIndex(index);
}

bool NoteTabs::showPage(const QString &key)
{
    const int index = pageAt(key);
    if (index >= 0)
        setCurrentIndex(index);
    return index >= 0;
}

void NoteTabs::setPageIcon(const QString &key, const QIcon &icon)
{
    const int index = pageAt(key);
    if (index < 0)
        return;
    m_icons.insert(key, icon);
    if (!m_unsaved.contains(key))
        setTabIcon(index, icon);
}

void NoteTabs::markPages(const QSet<QString> &keys)
{
    const QSet<QString> before = std::exchange(m_unsaved, keys);
    for (const QString &key : before + keys) {
        if (const int index = pageAt(key); index >= 0)
            setTabIcon(index, keys.contains(key) ? icon(Icon::Unsaved) : m_icons.value(key));
    }
}

void NoteTabs::setPageTitle(const QString &key, const QString &title)
{
    const int index = pageAt(key);
    if (index < 0)
        return;
    setTabText(index, QString(title).replace(u'&', u"&&"_s));
    setTabToolTip(index, title);
}

void NoteTabs::movePage(const QString &key, const QString &newKey, const QString &title)
{
    const int index = pageAt(key);
    if (index < 0)
        return;
    tabBar()->setTabData(index, newKey);
    m_icons.insert(newKey, m_icons.take(key));
    if (m_unsaved.remove(key))
        m_unsaved.insert(newKey);
    setPageTitle(newKey, title);
}

void NoteTabs::closeCurrent()
{
    if (count() > 0)
        close(currentIndex());
}

void NoteTabs::closeNote(const NotePath &path)
{
    for (int i = count() - 1; i >= 0; --i) {
        if (!tabAt(i))
            continue;
        const FileSession *const session = tabAt(i)->view()->session();
        if (session->path() == path && session->isSafe())
            close(i);
    }
}

void NoteTabs::reopenClosed()
{
    if (m_closed.isEmpty())
        return;
    if (const auto view = open(m_closed.takeLast(), OpenIn::NewTab))
        (*view)->setFocus();
    else
        Q_EMIT failed(view.error());
}

void NoteTabs::setMode(NoteMode mode)
{
    m_mode = mode;
    for (NoteView *view : views())
        view->present(mode);
    if (NoteView *view = current())
        view->focusText();
}

void NoteTabs::setSnapshot(const Snapshot &snapshot)
{
    m_snapshot = snapshot;
    for (FileView *view : fileViews())
        view->setSnapshot(snapshot);
}

} // namespace tearsheet
