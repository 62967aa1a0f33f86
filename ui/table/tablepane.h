// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/plotdata.h"
#include "ui/plot/plotpicture.h"
#include "ui/table/gridview.h"

#include <QSet>
#include <QTimer>
#include <QWidget>

class QLabel;
class QSplitter;
class QToolButton;

namespace tearsheet {

class Banner;
class PlotPane;

/// A table with what is odd about it and how that is mended, one thing at a time; and beside it, where wanted, its
/// plot.
class TablePane : public QWidget
{
    Q_OBJECT

public:
    explicit TablePane(QWidget *parent = nullptr);

    GridView *grid() const { return m_grid; }

    /// Shows `table`; null is none. Where it cannot be edited, `whyNot` says why in one sentence.
    void show(const ShownTablePtr &table, bool editable, const QString &whyNot, Showing showing);

    /// The same; a table with the same key is a newer state.
    void show(const ShownTablePtr &table, bool editable, const QString &whyNot);

    /// Shows the plot of the selected columns, or hides it. It follows what is selected, sorted, filtered and edited.
    void setPlotted(bool on);
    bool isPlotted() const;

    /// Null before the first plot.
    PlotPane *plot() const { return m_plot; }

Q_SIGNALS:
    void editWanted(const tearsheet::GridEdit &edit);

    /// Something is to be done with a picture of the plot.
    void pictureWanted(const tearsheet::PlotPicture &picture);

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *banner, QEvent *event) override;

private:
    void tell();
    void showExtent();
    void makePlot();
    void plotSelection();
    void plotRows();
    void placePlot();
    void tellTyped(const QList<TypedText> &texts);
    void leaveGap();
    void giveBackKeyboard();

    QWidget *m_bar;
    QLabel *m_extent;
    QToolButton *m_plotButton;
    Banner *m_banner;
    QSplitter *m_splitter;
    GridView *m_grid;
    PlotPane *m_plot = nullptr;
    QTimer m_plotSoon;        // Once a selection is made, and not with each of its cells.
    QList<int> m_plotColumns; // That the plot is of: a click into it moves the selection, and it stays.
    QSet<int> m_plotChosen;
    bool m_fromPlot = false;
    ShownTablePtr m_table;
    bool m_editable = false;
    QString m_whyNot;
    QSet<QString> m_quiet; // Findings that the user has seen enough of.
};

} // namespace tearsheet
