// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/table/showntable.h"

#include <QSet>
#include <QWidget>

namespace tearsheet {

class Banner;
class GridView;

/// A table with what is odd about it and how that is mended, one thing at a time.
class TablePane : public QWidget
{
    Q_OBJECT

public:
    explicit TablePane(QWidget *parent = nullptr);

    GridView *grid() const { return m_grid; }

    /// Shows `table`; null is none. Where it cannot be edited, `whyNot` says why in one sentence.
    void show(const ShownTablePtr &table, bool editable, const QString &whyNot);

Q_SIGNALS:
    void editWanted(const tearsheet::GridEdit &edit);

private:
    void tell();

    Banner *m_banner;
    GridView *m_grid;
    ShownTablePtr m_table;
    bool m_editable = false;
    QString m_whyNot;
    QSet<QString> m_quiet; // Findings that the user has seen enough of.
};

} // namespace tearsheet
