// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/mergerows.h"

#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;
class QToolButton;

namespace tearsheet {

class DiffView;
struct RowMark;

/// Two versions of a text brought together, mine on the left. What merges by itself is shown as taken; what is in
/// conflict the reader settles, one by one: F8 and Shift+F8 go through the conflicts, 1, 2 and 3 take mine, theirs or
/// both, where both make sense. A choice can be changed until all is finished.
class MergeView : public QWidget
{
    Q_OBJECT

public:
    explicit MergeView(QWidget *parent = nullptr);

    /// What the two sides are.
    void setTitles(const QString &mine, const QString &theirs);

    /// What the sides are called where they are taken: "Take Kestrel" and "Take the copy". "mine" and "theirs" at
    /// first.
    void setSideNames(const QString &mine, const QString &theirs);

    /// Shows `merge` of these two texts, nothing settled yet.
    void showMerge(const Merge &merge, const QByteArray &mine, const QByteArray &theirs);

    /// How the conflicts are settled, in their order; where one is not, my side stands.
    QList<Take> takes() const;

    /// How each conflict is settled so far; nothing where it is not.
    const QList<std::optional<Take>> &choices() const { return m_takes; }

    /// Goes on from earlier choices in the same merge.
    void setChoices(const QList<std::optional<Take>> &choices);

    /// The conflict that the reader is at; -1 where there are none.
    int currentConflict() const;
    void goToConflict(int conflict);

    /// How many conflicts are not settled.
    int openCount() const;

    /// The text as it is settled now: `Merge::text` with `takes`.
    QByteArray result() const;

    /// Settles the current conflict and goes to the next one that is not settled.
    void take(Take take);

Q_SIGNALS:
    /// All conflicts are settled, and the reader is content.
    void finished(const QList<tearsheet::Take> &takes);

    /// The reader leaves it for later.
    void postponed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeBar();
    void refresh();
    QString caption(int conflict) const;
    QList<RowMark> marks() const;

    DiffView *m_view;
    QString m_mineName;
    QString m_theirsName;
    QLabel *m_place;
    QLabel *m_open;
    QToolButton *m_previous;
    QToolButton *m_next;
    QList<QPushButton *> m_takeButtons; // In the order of `Take`.
    QPushButton *m_finish;
    Merge m_merge;
    QByteArray m_mine;
    QByteArray m_theirs;
    MergeRows m_rows;
    QList<std::optional<Take>> m_takes;
};

} // namespace tearsheet
