// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/arrangement.h"

#include <QHeaderView>

class QLineEdit;

namespace tearsheet {

/// The header of a table: what each column holds and is sorted by, and below it a field that filters the column. The
/// first column's stays in sight while the others scroll.
class GridHeader : public QHeaderView
{
    Q_OBJECT

public:
    explicit GridHeader(QWidget *parent = nullptr);

    /// Shows what the rows are sorted and filtered by.
    void showArrangement(const Arrangement &arrangement);

    /// The first column is held at the left edge while it is scrolled out by `width` pixels or more; 0 where it is not.
    void setPinnedWidth(int width);

    /// Puts the caret into the filter of `column`, which is in sight.
    void focusFilter(int column);

    QSize sizeHint() const override;

Q_SIGNALS:
    void filterTyped(int column, const QString &text);

    /// Leaves the filters for the rows below.
    void rowsWanted();

    /// Goes on to the filter of `column`, wherever that is.
    void filterWanted(int column);

    /// The user wants to give the column another name.
    void renameWanted(int column);

protected:
    bool event(QEvent *event) override;
    void updateGeometries() override;
    void paintEvent(QPaintEvent *event) override;
    void paintSection(QPainter *painter, const QRect &rect, int column) const override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    bool eventFilter(QObject *field, QEvent *event) override;

private:
    void placeFilters();
    QLineEdit *filterOf(int column);
    QLineEdit *newFilter();
    bool isPinnedAt(QPoint place) const;

    QHash<int, QLineEdit *> m_filters; // Of columns in sight, and of the one that is typed into.
    QList<QLineEdit *> m_spare;
    Arrangement m_arrangement;
    int m_pinned = 0;
    bool m_pressedPinned = false;
};

} // namespace tearsheet
