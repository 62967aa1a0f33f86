// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latestjob.h"
#include "ui/plot/plotcanvas.h"
#include "ui/plot/plotpicture.h"

#include <QWidget>

class QButtonGroup;
class QLabel;
class QScrollArea;
class QToolButton;

namespace tearsheet {

class SeriesLegend;

/// A table as a plot: what is drawn, which kind, which series; with what is not drawn said below. It follows the table
/// that it is shown. The canvas is loaded with the first plot.
class PlotPane : public QWidget
{
    Q_OBJECT

public:
    explicit PlotPane(QWidget *parent = nullptr);

    /// Plots what `request` asks for of `grid`; null is none. The kind that the user chose stays for as long as columns
    /// and table do, which `key` names. Large tables are read in the pool.
    void show(const GridPtr &grid, PlotRequest request, const QString &key);

    /// Whether pictures can be put into a note.
    void setEmbeddable(bool on);

    /// What is shown.
    const PlotData &data() const { return m_data; }

    /// Null before the first plot.
    PlotCanvas *canvas() const { return m_canvas; }

    /// The plot as a file of `kind`, "svg" or "png", in light colours; empty where there is no plot.
    QByteArray picture(const QString &kind);

Q_SIGNALS:
    /// The user chose the cell that a point was made of.
    void cellWanted(int row, int column);
    void pictureWanted(const tearsheet::PlotPicture &picture);
    void said(const QString &sentence);
    void closeWanted();

protected:
    bool eventFilter(QObject *object, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildBar();
    void placeTitle();
    void take(const PlotData &data);
    void draw();
    void showKinds();
    void chooseKind(PlotKind kind);
    void copy();
    void emitPicture(PlotPicture::Use use, const QString &kind);
    void hover(std::optional<PlotHit> hit, const QPoint &place);
    bool press(int key);
    QString wordsOf(const PlotHit &hit) const;
    PlotLook look() const;
    QSize pictureSize() const;
    int wantedHeight() const;

    GridPtr m_grid;
    PlotRequest m_request;
    QString m_key;
    PlotData m_data;
    std::optional<PlotHit> m_lit;
    PlotCanvas *m_canvas = nullptr;
    QWidget *m_bar = nullptr;
    QLabel *m_title;
    QButtonGroup *m_kinds;
    QToolButton *m_embed = nullptr;
    QToolButton *m_more = nullptr;
    SeriesLegend *m_legend;
    QScrollArea *m_scroll;
    QLabel *m_empty;
    QLabel *m_remarks;
    LatestJob<PlotData> m_job;
};

} // namespace tearsheet
