// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latestjob.h"
#include "core/research/comparison.h"
#include "core/research/notedcomparisons.h"

#include <QObject>
#include <QSet>

namespace tearsheet {

class ComparisonView;
class Navigator;
class ViewEdits;
class NoteTabs;
class NoteView;
class QuickSwitcher;
class StatusLine;
class Vault;
struct QuickEntry;

/// Comparisons that stand in notes: written there, told of when the notes they are made of say something else by now,
/// and made anew. Each change is one step of the note's undo.
class ComparisonNotes : public QObject
{
    Q_OBJECT

public:
    /// Of notes in `vault`. All outlive it.
    ComparisonNotes(Vault *vault, NoteTabs *tabs, Navigator *navigator, ViewEdits *edits, StatusLine *status,
                    QuickSwitcher *switcher, QObject *parent);

    /// Asks into which note what `view` shows is to be written: where the caret is in an open one, else at its end.
    void write(const ComparisonView *view, bool refreshable);

    /// Makes the comparisons in the note anew.
    void refresh(NoteView *view);

Q_SIGNALS:
    /// These comparisons stand in the notes of the vault now.
    void listed(const QList<tearsheet::NotedComparison> &comparisons);

private:
    /// The comparisons of a note by what their first comments say.
    struct Found
    {
        NotePath note;
        QHash<QByteArray, Comparison> comparisons;
    };

    QList<QuickEntry> choices(const QString &typed, const QByteArray &block);
    void writeInto(const NotePath &note, const QByteArray &block);
    void look();
    void list(const Snapshot &snapshot);
    void take(const Found &found);
    void apply(NoteView *view, const Found &found);

    Vault *m_vault;
    NoteTabs *m_tabs;
    Navigator *m_navigator;
    ViewEdits *m_edits;
    StatusLine *m_status;
    QuickSwitcher *m_switcher;
    NotePath m_wanted;      // To be made anew as soon as it is known how.
    QSet<NotePath> m_quiet; // Where the user has seen enough of it.
    LatestJob<Found> m_job;
    std::shared_ptr<NotedComparisons> m_noted; // Used by the one job that runs.
    LatestJob<QList<NotedComparison>> m_listing;
};

} // namespace tearsheet
