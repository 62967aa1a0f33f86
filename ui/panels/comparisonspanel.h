// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/notedcomparisons.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QListWidgetItem;

namespace tearsheet {

/// The comparisons that the user keeps, by name, and below them those that stand in notes.
class ComparisonsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ComparisonsPanel(QWidget *parent = nullptr);

    /// Shows those that are kept.
    void show(const QStringList &names);

    /// Shows those in notes.
    void showNoted(const QList<NotedComparison> &noted);

Q_SIGNALS:
    void opened(const QString &name);
    void removeWanted(const QString &name);

    /// One that stands in a note is to be opened, or its place there.
    void notedOpened(const tearsheet::NotedComparison &comparison);
    void noteWanted(const tearsheet::NotePath &note, quint32 offset);

private:
    void fill();
    void open(const QListWidgetItem *item);
    void removeCurrent();
    void showMenu(const QPoint &place);
    const NotedComparison *notedAt(const QListWidgetItem *item) const;

    QStringList m_names;
    QList<NotedComparison> m_noted;
    QListWidget *m_list;
    QLabel *m_empty;
};

} // namespace tearsheet
