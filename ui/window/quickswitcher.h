// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QFrame>
#include <QPointer>

#include <functional>

class QLabel;
class QLineEdit;
class QListView;

namespace tearsheet {

/// A line of a quick switcher.
struct QuickEntry
{
    QString title;
    QString detail;     ///< Faint, at the right: a folder, a shortcut.
    QList<int> matched; ///< Positions in `title` that answer the typed letters.
    std::function<void(Qt::KeyboardModifiers)> run;
    QString hint = {}; ///< What else can be done with it: said below the list while it is the current line.
};

/// The lines of a quick switcher.
class QuickModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { DetailRole = Qt::UserRole, MatchedRole };

    using QAbstractListModel::QAbstractListModel;

    void show(QList<QuickEntry> entries);
    const QuickEntry &entry(int row) const { return m_entries.at(row); }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<QuickEntry> m_entries;
};

/// A box over the window that finds something by a few typed letters: a note, a command.
class QuickSwitcher : public QFrame
{
    Q_OBJECT

public:
    /// Gives the lines for what was typed, best first.
    using Source = std::function<QList<QuickEntry>(const QString &typed)>;

    explicit QuickSwitcher(QWidget *window);

    /// Opens the box with `prompt` in its empty input, or, to change what is `typed` in it and selected, above; lists
    /// what `source` gives.
    void open(const QString &prompt, Source source, const QString &typed = {});

    /// Lists anew what the source gives for what is typed, while the box is open.
    void refresh();

protected:
    bool eventFilter(QObject *object, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void list();
    void hint();
    void run(Qt::KeyboardModifiers modifiers);
    void dismiss();
    void place();

    QLabel *m_title; // What is to become of what is typed.
    QLineEdit *m_input;
    QListView *m_list;
    QLabel *m_hint;
    QuickModel *m_model;
    Source m_source;
    QPointer<QWidget> m_before; // Had the keyboard before.
};

} // namespace tearsheet
