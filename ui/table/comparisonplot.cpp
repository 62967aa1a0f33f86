// SPDX-License-Identifier: GPL-3.0-or-later

// The plot of a comparison.
#include "core/research/comparedgrid.h"
#include "ui/plot/plotpane.h"
#include "ui/table/comparisongrid.h"
#include "ui/table/comparisonmodel.h"
#include "ui/table/comparisonview.h"

#include <QScopedValueRollback>
#include <QSplitter>
#include <QToolButton>

#include <algorithm>
#include <numeric>

namespace tearsheet {

bool ComparisonView::isPlotted() const
{
    return m_plot && !m_plot->isHidden();
}

void ComparisonView::setPlotted(bool on)
{
    if (on && !m_plot) {
        m_plot = new PlotPane(this);
        m_plot->hide();
        m_splitter->addWidget(m_plot);
        m_splitter->setCollapsible(1, false);
        connect(m_plot, &PlotPane::closeWanted, this, [this] { setPlotted(false); });
        connect(m_plot, &PlotPane::pictureWanted, this, &ComparisonView::pictureWanted);
        connect(m_plot, &PlotPane::said, this, &ComparisonView::said);
        connect(m_plot, &PlotPane::cellWanted, this, [this](int row, int column) {
            const QScopedValueRollback fromPlot(m_fromPlot, true);
            const QModelIndex cell = m_model->index(row, column - 1);
            m_grid->table()->selectionModel()->setCurrentIndex(cell, QItemSelectionModel::ClearAndSelect);
            m_grid->table()->scrollTo(cell);
        });
        m_splitter->setSizes({height() / 2, height() / 2});
    }
    if (m_plot && m_plot->isHidden() == on)
        m_plot->setVisible(on);
    m_plotButton->setChecked(on);
    if (on)
        plotSelection();
}

void ComparisonView::plotSelection()
{
    QSet<int> columns;
    m_plotChosen.clear();
    for (const QItemSelectionRange &range : m_grid->table()->selectionModel()->selection()) {
        for (int column = range.left(); column <= range.right(); ++column)
            columns.insert(column + 1);
        if (range.height() == m_model->rowCount() && m_model->rowCount() > 1)
            continue;
        for (int row = range.top(); row <= range.bottom(); ++row)
            m_plotChosen.insert(row);
    }
    m_plotColumns = columns.values();
    std::ranges::sort(m_plotColumns);
    plotShown();
}

// Of metrics, companies stand along the axis; of tables, what the rows are.
void ComparisonView::plotShown()
{
    if (!isPlotted())
        return;
    const bool metricsInRows = m_request.shape == ComparisonRequest::Shape::Metrics && !m_order.transposed;
    PlotRequest request{.columns = m_plotColumns,
                        .chosen = m_plotChosen,
                        .along = metricsInRows ? PlotRequest::Along::Rows : PlotRequest::Along::Auto};
    request.rows.resize(m_model->rowCount());
    std::iota(request.rows.begin(), request.rows.end(), 0);
    m_plot->show(std::make_shared<const ComparedGrid>(shown()), request, m_request.title());
}

} // namespace tearsheet
