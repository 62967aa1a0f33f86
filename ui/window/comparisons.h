// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/savedcomparisons.h"
#include "ui/editor/typedinto.h"
#include "ui/table/comparisonview.h"

#include <QObject>
#include <QPointer>

namespace tearsheet {

class ComparisonsPanel;
class Exporting;
class Navigator;
class ViewEdits;
class NoteTabs;
class QuickSwitcher;
class StatusLine;
enum class TableComparison;
class Vault;
struct QuickEntry;

/// Opens comparisons in tabs, keeps those that the user wants to have again, and does what is asked for in them.
class Comparisons : public QObject
{
    Q_OBJECT

public:
    /// Of notes in `vault`. All outlive it; others may ask for `claims`, too.
    Comparisons(Vault *vault, NoteTabs *tabs, Navigator *navigator, ViewEdits *edits, Exporting *exporting,
                std::shared_ptr<SharedClaims> claims, StatusLine *status, QuickSwitcher *switcher, QWidget *window);

    /// The list of those that are kept, for a side of the window, which takes it over.
    ComparisonsPanel *panel() const { return m_panel; }

    /// Takes over what is being typed into comparisons.
    void finishEditing();

    /// The same; who types goes on where they are.
    void saveEditing();

    /// The note at `from` lies at `to` now.
    void follow(const NotePath &from, const NotePath &to);

    /// Opens a tab with the comparison, or brings the one that shows it to the front.
    ComparisonView *open(const ComparisonRequest &request);

    /// What is to be compared in `view` and how it is looked at, for `restore`.
    static QByteArray stateOf(const ComparisonView *view);

    /// Opens a tab behind the current one with what `stateOf` said at another time; null where that is no comparison.
    ComparisonView *restore(const QByteArray &state);

    /// Asks what to compare: the notes that are `selected`, with each other and with the current note, the latter (or
    /// where there is none, what is selected) with its competitors, with a note by name, a kept comparison.
    void ask(const QList<NotePath> &selected = {});

    /// Compares companies by name.
    void compareNotes(const QList<NotePath> &notes);

    /// Compares the notes that something in `note` names; one alone with that note.
    void compareNamed(const NotePath &note, const QList<NotePath> &named);

    /// Compares the table at byte `offset` of the note with the tables of its kind in the notes that it names.
    void compareTable(const NotePath &note, quint32 offset);

    /// Compares the table at byte `offset` of the note, as `with` says.
    void compareTable(const NotePath &note, quint32 offset, TableComparison with);

    /// Compares what is stated of the note's company and its competitors; says so where it lists none.
    void compareWithCompetitors(const NotePath &note);

Q_SIGNALS:
    /// What the user `typed` for the note at `path` could not be written.
    void refused(const tearsheet::NotePath &path, const tearsheet::Error &error, const QString &typed);

    /// The user wants what `view` shows in a note, to be made anew there where `refreshable`.
    void noteWanted(const tearsheet::ComparisonView *view, bool refreshable);

    /// What is typed in the tab that `typist` names into the note at `path` and not written is `typed` now.
    void typing(const QString &typist, const tearsheet::NotePath &path, const QList<tearsheet::TypedInto> &typed);

    /// The user wants the picture of a plot in a file.
    void pictureWanted(const tearsheet::PlotPicture &picture);

private:
    ComparisonView *make(const ComparisonRequest &request, bool front);
    void openKept(const SavedComparison &kept);
    /// The note that others are compared with: the current one, beside a graph the only one that is `selected` there.
    NotePath hereAmong(const QList<NotePath> &selected) const;
    QList<QuickEntry> choices(const QString &typed, const QList<NotePath> &selected);
    QList<QuickEntry> offers(const NotePath &note);
    QStringList competitorsOf(const NotePath &note) const;
    void change(const TypedPlace &place, const QString &text, const QObject *by);
    void exportTo(const ComparisonView *view, const QString &kind);
    void keep(const ComparisonView *view);
    void showKept();

    Vault *m_vault;
    NoteTabs *m_tabs;
    Navigator *m_navigator;
    ViewEdits *m_edits;
    Exporting *m_exporting;
    std::shared_ptr<SharedClaims> m_claims;
    StatusLine *m_status;
    QuickSwitcher *m_switcher;
    ComparisonsPanel *m_panel;
    SavedComparisons m_kept;
    QList<QPointer<ComparisonView>> m_views;
    int m_opened = 0;
};

} // namespace tearsheet
