// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latestjob.h"
#include "core/search/textfinder.h"
#include "ui/editor/editorsession.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace tearsheet {

class NoteEditor;

/// Finds in the text of one note, and replaces there. What is found is marked in the editor; the text is searched in
/// the pool while the user types.
class FindBar : public QWidget
{
    Q_OBJECT

public:
    /// A bar for `editor`, which shows `session`; both outlive it. Hidden at first.
    FindBar(EditorSession *session, NoteEditor *editor, QWidget *parent = nullptr);

    /// Shows the bar with the keyboard in it, looking for what is selected in the editor; with a second line for the
    /// replacement where `replace` is set.
    void open(bool replace);

    void findNext() { step(1); }
    void findPrevious() { step(-1); }

    /// Hides the bar and its marks.
    void close();

Q_SIGNALS:
    /// The place at byte `offset` was brought into view.
    void placeShown(quint32 offset);

    void closed();
    void said(const QString &sentence);

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    struct Found
    {
        Result<QList<ByteRange>> places;
        quint64 revision = 0;
    };

    FindTerms terms() const;
    void search();
    void take(const Found &found);
    void step(int direction);
    void show(qsizetype place);
    qsizetype selectedPlace() const;
    void replaceOne();
    void replaceAll();
    void showCount();
    void showReplacing();

    EditorSession *m_session;
    NoteEditor *m_editor;
    QLineEdit *m_text;
    QLineEdit *m_replacement;
    QToolButton *m_case;
    QToolButton *m_words;
    QToolButton *m_expression;
    QToolButton *m_previous;
    QToolButton *m_next;
    QLabel *m_count;
    QLabel *m_hint;
    QLabel *m_problem;
    QPushButton *m_replaceOne;
    QPushButton *m_replaceAll;
    LatestJob<Found> m_search;
    QList<ByteRange> m_places;
    quint32 m_anchor = 0;      // Where the search began: what is typed is looked for from here.
    bool m_fromAnchor = false; // The places that come are for another text: the first one is to be shown.
    int m_wantedStep = 0;      // Asked for while they were not there yet.
    bool m_searching = false;
    bool m_replacing = false;
};

} // namespace tearsheet
