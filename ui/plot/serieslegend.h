// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QList>
#include <QSet>
#include <QWidget>

class QToolButton;

namespace tearsheet {

/// The names of a plot's series, or of the parts of a whole, with their colours; in as many lines as they need. Those
/// of series are switches.
class SeriesLegend : public QWidget
{
    Q_OBJECT

public:
    explicit SeriesLegend(QWidget *parent = nullptr);

    /// Shows `names`. Which are off stays where the names are the same; all others are on.
    void show(const QStringList &names, const QList<QColor> &colours, bool switches);

    /// The numbers of those that are off.
    QSet<int> hidden() const;

    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return arrange(width, false); }

Q_SIGNALS:
    void switched();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    int arrange(int width, bool move) const;

    QStringList m_names;
    bool m_switches = true;
    QList<QToolButton *> m_buttons;
};

} // namespace tearsheet
