// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/window/noteview.h"

#include <QIcon>
#include <QMap>
#include <QSet>
#include <QTabWidget>

namespace tearsheet {

/// Where a note is opened.
enum class OpenIn { CurrentTab, NewTab };

/// The tabs of a window. Each shows one file at a time, a note or a file of values, and remembers the places it has
/// been at, or it shows a page of another kind.
class NoteTabs : public QTabWidget
{
    Q_OBJECT

public:
    /// Tabs with files of `vault`. `code` colours them; both outlive the tabs.
    NoteTabs(Vault *vault, OpenNotes *notes, CodeHighlighter *code, QWidget *parent = nullptr);

    /// The note in the current tab; null where there is none.
    NoteView *current() const;

    /// The file in the current tab, a note or another one; null where there is none.
    FileView *currentFile() const;

    /// The notes that tabs show.
    QList<NoteView *> views() const;

    /// The files that tabs show, notes among them.
    QList<FileView *> fileViews() const;

    /// The first view of the note at `path`; null where no tab shows it.
    NoteView *viewOf(const NotePath &path) const;

    /// Shows the file at `path` and makes its tab the current one; a tab that shows it already is used for `NewTab`.
    Result<FileView *> open(const NotePath &path, OpenIn where);

    /// Opens tabs as they were: each file once, `currentIndex` in front. Files that are gone are left out.
    void restore(const QStringList &paths, int currentIndex);

    /// The file at `from` lies at `to` now: tabs that show it, and the places they remember, follow.
    void follow(const NotePath &from, const NotePath &to);

    bool canGoBack() const;
    bool canGoForward() const;
    void goBack();
    void goForward();

    /// Adds a tab with `page`, which the tabs take over and which is no file, and brings it to the front, or leaves it
    /// behind. `key` names it.
    void addPage(QWidget *page, const QString &key, const QString &title, const QIcon &icon, bool front = true);

    /// Brings the page that `key` names to the front; false where there is none.
    bool showPage(const QString &key);

    void setPageIcon(const QString &key, const QIcon &icon);

    /// Marks the pages of these keys, and no others, as holding what is not saved.
    void markPages(const QSet<QString> &keys);

    void setPageTitle(const QString &key, const QString &title);

    /// The page goes by another key from now on, and by another title.
    void movePage(const QString &key, const QString &newKey, const QString &title);

    /// Closes the current tab; one whose text is in no file and cannot be saved stays, and `failed` says so.
    void closeCurrent();

    /// Closes the tabs that show the file at `path`, which was deleted, unless they hold a text that no file held.
    void closeNote(const NotePath &path);

    void reopenClosed();
    bool canReopen() const { return !m_closed.isEmpty(); }

    NoteMode mode() const { return m_mode; }
    void setMode(NoteMode mode);
    void setSnapshot(const Snapshot &snapshot);

Q_SIGNALS:
    /// Another file is in front, or none; `view` is null where it is no note.
    void currentNoteChanged(tearsheet::NoteView *view);

    /// The file at `from` lies at `to` now; tabs and sessions are about to follow.
    void moved(const tearsheet::NotePath &from, const tearsheet::NotePath &to);

    /// Where back and forward can go changed.
    void historyChanged();

    /// A view was made; connect to it here.
    void viewCreated(tearsheet::FileView *view);

    /// The last tab was closed while it had the keyboard.
    void keyboardLeft();

    void failed(const tearsheet::Error &error);

private:
    class Tab;

    Tab *tabAt(int index) const;
    int pageAt(const QString &key) const;
    Result<FileView *> showIn(Tab *tab, const NotePath &path);
    void travel(std::optional<Place> (PlaceHistory::*direction)(const Place &));
    void close(int index);
    void label(Tab *tab);

    Vault *m_vault;
    OpenNotes *m_notes;
    CodeHighlighter *m_code;
    Snapshot m_snapshot;
    NoteMode m_mode = NoteMode::Split;
    QList<NotePath> m_closed;
    QMap<QString, QIcon> m_icons; // Of pages, by key.
    QSet<QString> m_unsaved;      // Pages that are marked.
};

} // namespace tearsheet
