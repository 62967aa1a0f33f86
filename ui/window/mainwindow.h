// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/gridedit.h"
#include "core/vault/vault.h"
#include "ui/panels/propertiesmodel.h"
#include "ui/style/codehighlighter.h"
#include "ui/window/movedfiles.h"
#include "ui/window/notetabs.h"

#include <QElapsedTimer>
#include <QMainWindow>
#include <QTimer>

class QSettings;
class QSplitter;

namespace tearsheet {

class AllTables;
class Changes;
class ClickGuard;
class Commands;
class Comparing;
class ComparisonNotes;
class Comparisons;
class Creating;
class Deleting;
class DisputeWatch;
class Exporting;
class FilesPanel;
class Graphs;
class HistoryPanel;
class IconTabs;
class LocalGraphView;
class Navigator;
class ViewEdits;
class Notices;
class OutlinePanel;
class Plotting;
class Problems;
class PropertiesPanel;
class QuickSwitcher;
class Recovery;
class Relations;
class Renaming;
class Rewording;
class SharedClaims;
class StatusLine;
class ClaimsPanel;
class TableTabs;
class TableInspector;
class TopBar;
class TypedTexts;
struct TypedPlace;

/// A window on one vault: files at the left, notes in tabs, what touches the note at the right, its tables below.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// A window on `vault`, which it takes over. `settings` outlives it; layout and open notes are kept there.
    MainWindow(std::unique_ptr<Vault> vault, QSettings *settings, QWidget *parent = nullptr);
    ~MainWindow() override;

    const Vault &vault() const { return *m_vault; }

    /// Opens the notes that were open when the window was last closed, or `Start here`, or the first note there is.
    void restoreNotes();

    /// Takes the reader from note to note.
    Navigator *navigator() const { return m_navigator; }

    /// What the notes are to each other.
    Relations *relations() const { return m_relations; }

    /// Opens comparisons.
    Comparisons *comparisons() const { return m_comparisons; }

    /// The index is complete and every panel shows its note.
    bool isSettled() const;

Q_SIGNALS:
    /// The user asks for another vault.
    void vaultWanted();

    /// The user wants to end the program: every window is to close.
    void quitWanted();

    /// The user chose light, dark, or the system's (`Unknown`).
    void colorSchemeWanted(Qt::ColorScheme scheme);

protected:
    void showEvent(QShowEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void buildLayout();
    void buildCommands();
    void connectPanels();
    void connectComparisons();
    QList<NotePath> chosenNotes() const;
    void follow(const NotePath &from, const NotePath &to);
    NotePath followed(const NotePath &path) const;
    void watch(FileView *view);
    void watchNote(NoteView *view);

    void publish(const Snapshot &snapshot);
    void showCurrent();
    void showTableSize();
    void showParsed();
    void followCaret(quint32 offset);
    void showNeighbours();
    void showProperties();
    void showTables();
    void showDisputes();
    QWidget *makeTableButton();
    void showClaims(const NotePath &path, quint32 offset);
    void showProblems();
    void changeProperties(const NotePath &path, const PropertyChange &change, const QString &typed);
    void undoInNote(bool again);
    void changeTable(const NotePath &path, const TableChange &change, const QObject *by = nullptr);
    void changeNote(const NotePath &path,
                    const std::function<Result<EditScript>(const NoteFacts &, QByteArrayView)> &change,
                    const std::function<void(const Error &)> &failed = nullptr);
    void sayFailure(const NotePath &path, const Error &error, const QString &typed);
    void giveUp(const QString &typist);
    void offerTyped(const NotePath &path, const QString &sentence, const QString &text);
    void takeValue(const NotePath &path, ByteRange range, const QByteArray &text, const Snapshot &snapshot);
    void replaceText(const TypedPlace &place, const QByteArray &bytes, const QString &title, const QObject *by,
                     const QString &typed = {});
    void finishEditing();
    void saveEditing();
    void continueClosing();
    void askToClose(const QString &why);
    void closeOverDrafts();
    void showCommands();
    void showSettings();
    void showFileMenu(const QString &path, bool folder, const QPoint &place);
    void makeRoom(bool wanted);
    void addRightPanels();
    QList<QTabWidget *> sides() const;
    void keepLayout();
    void saveLayout();
    QVariantList pages() const;
    void restorePages(const QVariantList &pages);
    void restoreLayout();

    std::unique_ptr<Vault> m_vault;
    CodeHighlighter m_code;
    QSettings *m_settings;
    OpenNotes *m_notes;
    NoteTabs *m_tabs;
    FilesPanel *m_files;
    OutlinePanel *m_outline;
    PropertiesPanel *m_properties;
    LocalGraphView *m_graph;
    HistoryPanel *m_history;
    TableInspector *m_tables;
    AllTables *m_allTables;
    std::shared_ptr<SharedClaims> m_sharedClaims;
    ClaimsPanel *m_claims;
    DisputeWatch *m_disputes;
    StatusLine *m_status;
    Notices *m_notices;
    QuickSwitcher *m_switcher;
    Commands *m_commands;
    ClickGuard *m_clicks;
    Navigator *m_navigator = nullptr;
    Creating *m_creating = nullptr;
    Changes *m_changes = nullptr;
    ViewEdits *m_edits = nullptr;
    Exporting *m_exporting = nullptr;
    Renaming *m_renaming = nullptr;
    Rewording *m_rewording = nullptr;
    Deleting *m_deleting = nullptr;
    Comparing *m_comparing = nullptr;
    Comparisons *m_comparisons = nullptr;
    ComparisonNotes *m_comparisonNotes = nullptr;
    Recovery *m_recovery = nullptr;
    Relations *m_relations = nullptr;
    Graphs *m_graphs = nullptr;
    TableTabs *m_tableTabs = nullptr;
    Plotting *m_plotting = nullptr;
    Problems *m_problems = nullptr;
    TypedTexts *m_typed = nullptr;
    TopBar *m_bar = nullptr;
    QSplitter *m_columns = nullptr;
    QSplitter *m_rows = nullptr;
    QTabWidget *m_left = nullptr;
    IconTabs *m_right = nullptr;
    QTabWidget *m_bottom = nullptr;
    QList<QTabWidget *> m_putAway; // Sides that are hidden while a graph is in front.
    QTimer m_saveLayoutSoon;
    QElapsedTimer m_layoutSaved;
    int m_indexed = 0;
    int m_toIndex = 0;
    bool m_closing = false;
    bool m_keepsDrafts = false; // It may close over texts that cannot be saved.
    bool m_changing = false;    // A note is being changed from outside its editor, whose caret is moved by that.
    MovedFiles m_moved;         // Files that were renamed since the window is open.
    NotePath m_tablesOf;        // The note that the inspector was last shown the place of.
};

} // namespace tearsheet
