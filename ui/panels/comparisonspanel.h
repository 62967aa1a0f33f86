// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QListWidget;

namespace tearsheet {

/// The comparisons that the user keeps, by name.
class ComparisonsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ComparisonsPanel(QWidget *parent = nullptr);

    void show(const QStringList &names);

Q_SIGNALS:
    void opened(const QString &name);
    void removeWanted(const QString &name);

private:
    QListWidget *m_list;
    QLabel *m_empty;
};

} // namespace tearsheet
