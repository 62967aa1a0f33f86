// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latestjob.h"
#include "ui/editor/filesession.h"
#include "ui/editor/mirroreddocument.h"
#include "ui/editor/parsednote.h"

namespace tearsheet {

/// One open note: the document that editors show, its bytes, its parse, and how all this and the file stand.
class EditorSession : public FileSession
{
    Q_OBJECT

public:
    /// A session of the note at `path`, whose file holds `file`. `vault` outlives it.
    EditorSession(Vault *vault, NotePath path, const TextFile &file, QObject *parent);
    ~EditorSession() override;

    /// What editors show and change, laid out for QPlainTextEdit; its blocks are the mirror's lines.
    QTextDocument *document() { return m_text.document(); }

    /// The text as it would be saved now.
    const TextMirror &mirror() const { return m_text.mirror(); }

    const QByteArray &bytes() const override { return mirror().bytes(); }
    quint64 revision() const override { return mirror().revision(); }
    void undo() override { document()->undo(); }
    void redo() override { document()->redo(); }
    int undoSteps() const override { return m_text.document()->availableUndoSteps(); }

    /// The newest parse, which may be a moment behind the text; null until there is one.
    const ParsedNotePtr &parsed() const { return m_parsed; }

    /// The parse of the text as it is now; costs a few ms where it has to be made.
    ParsedNotePtr parsedNow();

Q_SIGNALS:
    /// `parsed` has become newer.
    void parsedChanged();

protected:
    void show(const TextFile &file, bool locked) override;
    Result<> change(const EditScript &script) override { return m_text.apply(script); }
    bool canRedo() const override { return m_text.document()->isRedoAvailable(); }
    void reachFile() override { document()->setModified(false); }

private:
    void requestParse();

    MirroredDocument m_text;
    ParsedNotePtr m_parsed;
    LatestJob<ParsedNotePtr> m_parser;
    QTimer m_parseSoon;
};

} // namespace tearsheet
