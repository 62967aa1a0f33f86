// SPDX-License-Identifier: GPL-3.0-or-later

// Comparisons that are begun in a panel, and what is asked for in those that are open.
#include "ui/graph/graphview.h"
#include "ui/panels/claimspanel.h"
#include "ui/panels/comparisonspanel.h"
#include "ui/panels/filespanel.h"
#include "ui/panels/linkspanel.h"
#include "ui/panels/relationspanel.h"
#include "ui/table/alltables.h"
#include "ui/table/tableinspector.h"
#include "ui/window/comparisonnotes.h"
#include "ui/window/comparisons.h"
#include "ui/window/mainwindow.h"
#include "ui/window/plotting.h"
#include "ui/window/relations.h"
#include "ui/window/tabletabs.h"
#include "ui/window/typedtexts.h"

namespace tearsheet {

void MainWindow::connectComparisons()
{
    const auto compareTable = [this](const NotePath &path, quint32 offset, TableComparison with) {
        m_comparisons->compareTable(path, offset, with);
    };
    connect(m_tables, &TableInspector::comparisonWanted, this, compareTable);
    connect(m_allTables, &AllTables::comparisonWanted, this, compareTable);
    connect(m_tableTabs, &TableTabs::comparisonWanted, this, compareTable);
    connect(m_tables, &TableInspector::rowsComparisonWanted, m_comparisons, &Comparisons::compareNamed);
    connect(m_allTables, &AllTables::rowsComparisonWanted, m_comparisons, &Comparisons::compareNamed);
    connect(m_tableTabs, &TableTabs::rowsComparisonWanted, m_comparisons, &Comparisons::compareNamed);
    connect(m_claims, &ClaimsPanel::comparisonWanted, m_comparisons, &Comparisons::compareNamed);
    connect(m_allTables, &AllTables::notesComparisonWanted, m_comparisons, &Comparisons::compareNotes);
    const auto compareWith = [this](const QList<NotePath> &notes) {
        if (const NoteView *view = m_tabs->current())
            m_comparisons->compareNotes(QList{view->path()} + notes);
    };
    connect(m_relations->backlinks(), &LinksPanel::comparisonWanted, this, compareWith);
    connect(m_relations->outgoing(), &LinksPanel::comparisonWanted, this, compareWith);
    connect(m_relations->panel(), &RelationsPanel::comparisonWanted, this, compareWith);
    connect(m_comparisons, &Comparisons::noteWanted, m_comparisonNotes, &ComparisonNotes::write);
    connect(m_comparisonNotes, &ComparisonNotes::listed, m_comparisons->panel(), &ComparisonsPanel::showNoted);
    connect(m_comparisons, &Comparisons::refused, this, &MainWindow::sayFailure);
    connect(m_comparisons, &Comparisons::typing, m_typed, &TypedTexts::hold);
    connect(m_comparisons, &Comparisons::pictureWanted, m_plotting, &Plotting::exportPicture);
}

// Those that are selected where the keyboard is; elsewhere among the files.
QList<NotePath> MainWindow::chosenNotes() const
{
    if (const auto *const graph = qobject_cast<GraphView *>(m_tabs->currentWidget()))
        return graph->notesToCompare();
    const QWidget *const focus = focusWidget();
    for (const LinksPanel *panel : {m_relations->backlinks(), m_relations->outgoing()}) {
        if (panel->isAncestorOf(focus))
            return panel->selectedNotes();
    }
    if (m_relations->panel()->isAncestorOf(focus)) {
        const NotePath other = m_relations->panel()->otherNote();
        return other.isEmpty() ? QList<NotePath>() : QList{other};
    }
    if (m_allTables->isAncestorOf(focus))
        return m_allTables->selectedNotes();
    if (m_claims->isAncestorOf(focus))
        return m_claims->notesToCompare();
    for (const QWidget *around = focus; around; around = around->parentWidget()) {
        // Below, or in a tab.
        if (const auto *const tables = qobject_cast<const TableInspector *>(around))
            return tables->selectedNotes();
    }
    return m_files->selectedNotes();
}

} // namespace tearsheet
