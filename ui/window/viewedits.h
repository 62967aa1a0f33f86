// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/change/undo.h"
#include "core/note/note.h"
#include "ui/window/opennotes.h"

#include <QHash>
#include <QObject>
#include <QPointer>

#include <functional>

namespace tearsheet {

class Changes;
class StatusLine;

/// A change of one note by who shows something of it and is not its editor.
struct ViewEdit
{
    NotePath path;
    QString title; ///< "Table of Kestrel"
    /// What is to be done to the note as it is by then; called in any thread.
    std::function<Result<EditScript>(const NoteFacts &facts, QByteArrayView text)> script;
    const QObject *by = nullptr; ///< Who shows it, and takes it back by `ViewEdits::undo`; then it is told of, too.
    QString sentence;            ///< What is said of it, in place of the title.
    std::function<void(const Error &)> failed; ///< Told why not, in place of the status line.
};

/// Changes notes for tables, comparisons and panels, and takes those changes back.
///
/// An open note, or one with text that is not saved, is changed where it is edited, as one undo step; another one in
/// its file, as any change to notes that nobody looks at. Each change is taken back by itself, whatever was written
/// since; where that stands in the same place, nothing is done and it is said.
class ViewEdits : public QObject
{
    Q_OBJECT

public:
    /// All outlive it.
    ViewEdits(OpenNotes *notes, Changes *changes, StatusLine *status, QObject *parent);

    void change(const ViewEdit &edit);

    /// Takes back what was last changed through `by`.
    void undo(const QObject *by);

    /// Does again what was taken back last.
    void redo(const QObject *by);

    /// The note at `from` lies at `to` now: its changes are taken back there.
    void follow(const NotePath &from, const NotePath &to);

    /// A note is being changed here: its caret moves by that, and by nothing that the user did.
    bool isChanging() const { return m_changing; }

private:
    /// What was done, or undone.
    struct Step
    {
        quint64 number = 0;
        QString title;
        NotePath path; // Of a note that was open; else of `change`.
        QByteArray before;
        QByteArray after;
        std::weak_ptr<EditorSession> session;
        quint64 revision = 0; // Of the session when this was its newest step.
        DoneChange change;

        bool isInFile() const { return !change.back.files.isEmpty(); }
    };
    struct Steps
    {
        QList<Step> done;
        QList<Step> undone;
    };

    void changeOpen(const EditorSessionPtr &session, const ViewEdit &edit);
    void take(const QObject *by, bool again, quint64 number = 0);
    bool takeInFile(const QObject *by, const Step &step, bool again);
    Result<bool> takeInSession(Step &step, bool again);
    Steps &stepsOf(const QObject *by);
    void add(const QObject *by, QList<Step> Steps::*to, const Step &step);
    void watch(const EditorSessionPtr &session);
    void dropOffer();
    void offer(const QString &sentence, const QObject *by, bool again, quint64 number);

    OpenNotes *m_notes;
    Changes *m_changes;
    StatusLine *m_status;
    QHash<const QObject *, Steps> m_steps;
    quint64 m_last = 0;
    QString m_offered;               // What the status line says, with a button that takes it back:
    QPointer<FileSession> m_watched; // of this note, as far as that is open.
    bool m_changing = false;
};

} // namespace tearsheet
