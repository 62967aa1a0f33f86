// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/editorsession.h"

#include <QSet>
#include <QWidget>

#include <functional>

class QLabel;
class QToolButton;
class QTimer;

namespace tearsheet {

/// The line at the bottom of the window: how the text stands, the vault's size, the caret, words, the file's form.
///
/// What happens is said at the left for some seconds, with a choice beside it where there is one.
class StatusLine : public QWidget
{
    Q_OBJECT

public:
    struct Choice
    {
        QString text;
        std::function<void()> run;
    };

    explicit StatusLine(QWidget *parent = nullptr);

    /// Says `sentence` for a few seconds; with `choices`, for a minute. A single choice is a button, several are a
    /// menu.
    void say(const QString &sentence, const QList<Choice> &choices = {});

    /// What `sentence` said is over: if it still stands there, it goes with its choices, and `instead` says why.
    void unsay(const QString &sentence, const QString &instead = {});

    /// Tells how `session` is saved; null is none.
    void showSession(const FileSession *session);

    /// The files for which something is typed and not written, wherever that is.
    void showTyped(const QSet<NotePath> &files);

    void showVault(int notes, bool complete, int done, int total);
    void showCaret(const EditorSession *session, quint32 offset);
    void showWords(int words);

    /// Of a table in place of a note.
    void showRows(int rows, int columns);
    void showHover(const QString &what);
    void showSelection(const QString &summary);

    /// How many problems the current note has, and how many links to notes that are not there.
    void showProblems(int problems, int unresolved);

Q_SIGNALS:
    /// The user wants to see the problems of the note.
    void problemsWanted();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void choose(const std::function<void()> &run);
    void showMessage(const QString &text);
    void settle();
    QString stateOf(const FileSession *session) const;

    QLabel *m_state;
    QLabel *m_message;
    QToolButton *m_choice;
    QLabel *m_selection;
    QLabel *m_vault;
    QLabel *m_caret;
    QLabel *m_words;
    QLabel *m_form;
    QToolButton *m_problems;
    QTimer *m_clear;
    QList<NotePath> m_typed; // By path.
    QString m_said;
    std::function<void()> m_only; // What the choice does, if it is the only one.
};

} // namespace tearsheet
