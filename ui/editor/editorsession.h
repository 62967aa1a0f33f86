// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latestjob.h"
#include "core/text/textmirror.h"
#include "core/vault/vault.h"
#include "ui/editor/bytehistory.h"
#include "ui/editor/parsednote.h"

#include <QPointer>
#include <QTextDocument>
#include <QTimer>

#include <optional>

namespace tearsheet {

/// One open note: the document that editors show, the bytes that would be saved, and how the two and the file stand.
///
/// The document is only a view. Every change of it is told to the mirror, which changes just the bytes that differ.
class EditorSession : public QObject
{
    Q_OBJECT

public:
    /// How the text and its file stand.
    enum class State {
        Clean,    ///< The file holds this text.
        Unsaved,  ///< The text is newer than the file.
        Saving,   ///< It is being written.
        Failed,   ///< The last save did not work; the text is here.
        Conflict, ///< The file was changed while there was unsaved text; both are untouched.
        Gone,     ///< The file was removed; the text is here.
        ReadOnly, ///< Not text, or too large.
    };

    /// A session of the note at `path`, whose file holds `file`. `vault` outlives it.
    EditorSession(Vault *vault, NotePath path, const TextFile &file, QObject *parent);
    ~EditorSession() override;

    const NotePath &path() const { return m_path; }

    /// The file lies at `path` now; text and undo steps stay.
    void follow(const NotePath &path);

    /// What editors show and change, laid out for QPlainTextEdit; its blocks are the mirror's lines.
    QTextDocument *document() { return &m_document; }

    /// The text as it would be saved now.
    const TextMirror &mirror() const { return m_mirror; }

    /// The version of the file that the text is based on; of a file too large to be edited, the part that is shown.
    const TextFile &file() const { return m_file; }

    State state() const { return m_state; }
    bool isReadOnly() const { return m_state == State::ReadOnly; }

    /// One sentence on a state that needs one; empty otherwise.
    const QString &stateText() const { return m_stateText; }

    /// The newest parse, which may be a moment behind the text; null until there is one.
    const ParsedNotePtr &parsed() const { return m_parsed; }

    /// The parse of the text as it is now; costs a few ms where it has to be made.
    ParsedNotePtr parsedNow();

    /// Changes the text by `script`, which must fit the mirror's bytes, as one undo step. Fails with `BadEdit` where it
    /// does not fit, with `NotText` where the note is read-only.
    Result<> apply(const EditScript &script);

    /// Writes unsaved text to the file now; the state tells what became of it. It happens by itself two seconds after
    /// the last edit, and again and again after a failure.
    void save();

    /// Gives up the own text for the file's, as one undo step.
    void takeDiskVersion();

    /// In a conflict, writes the own text as a new note beside, then takes the file's.
    void saveBeside();

    /// Writes the text of a file that is gone again where it was.
    void restore();

Q_SIGNALS:
    /// The text is about to be changed by `apply` or to become the file's: `edited` follows.
    void aboutToApply();

    /// The text was changed by `script`, by whomever; document and mirror agree.
    void edited(const tearsheet::EditScript &script);

    /// `parsed` has become newer.
    void parsedChanged();

    /// `state` or `stateText` is another.
    void stateChanged();

private:
    void fill(const TextFile &file);
    void takeEdit(int position, int removed, int added);
    EditScript takeUndo(int step);
    void afterEdit(const EditScript &script);
    void syncDocument(int firstLine, int oldLastLine, int newLastLine);
    void requestParse();
    void shareDraft();
    void lookAtFile();
    void takeFile(const TextFile &file);
    void settle();
    void setState(State state, const QString &text = {});

    QPointer<Vault> m_vault; ///< May go first: a session lives on until the event loop deletes it.
    NotePath m_path;
    TextFile m_file;
    TextMirror m_mirror;
    QTextDocument m_document;
    ByteHistory m_history;
    ParsedNotePtr m_parsed;
    LatestJob<ParsedNotePtr> m_parser;
    QTimer m_parseSoon;
    QTimer m_draftSoon;
    QTimer m_saveSoon;
    State m_state = State::Clean;
    QString m_stateText;
    std::optional<QByteArray> m_beingSaved; // What the vault was given to write at `m_path`.
    NotePath m_beside;                      // Where it was given to write the own text of a conflict.
    quint64 m_ticket = 0;                   // Of the save under way.
    bool m_ownChange = false;               // The document is being changed to what the mirror says.
    bool m_hasDraft = false;
};

} // namespace tearsheet
