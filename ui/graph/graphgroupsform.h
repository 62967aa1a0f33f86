// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/obsidiansettings.h"

#include <QWidget>

class QVBoxLayout;

namespace tearsheet {

/// Colour groups, the first that matches a node colouring it: a search and a colour in each row.
class GraphGroupsForm : public QWidget
{
    Q_OBJECT

public:
    explicit GraphGroupsForm(QWidget *parent = nullptr);

    void setGroups(const QList<GraphGroup> &groups);
    const QList<GraphGroup> &groups() const { return m_groups; }

Q_SIGNALS:
    void changed();

private:
    void fill();
    QWidget *row(int index);
    void edit(int index, const GraphGroup &group);
    void chooseColour(int index);

    QList<GraphGroup> m_groups;
    QVBoxLayout *m_rows;
};

} // namespace tearsheet
