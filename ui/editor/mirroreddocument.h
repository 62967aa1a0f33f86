// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/textmirror.h"
#include "ui/editor/bytehistory.h"

#include <QTextDocument>

namespace tearsheet {

/// A document that editors show and change, with the bytes that it stands for.
///
/// The document is only a view. Every change of it is told to the mirror, which changes just the bytes that differ;
/// undo and redo lead back to the very bytes that were there.
class MirroredDocument : public QObject
{
    Q_OBJECT

public:
    explicit MirroredDocument(QObject *parent = nullptr);

    /// What editors show, laid out for QPlainTextEdit; its blocks are the mirror's lines.
    QTextDocument *document() { return &m_document; }
    const QTextDocument *document() const { return &m_document; }

    const TextMirror &mirror() const { return m_mirror; }

    /// Shows `file` from now on, with nothing to undo. What is `locked` is not meant to be edited: bytes that no
    /// editor can hold are shown by a sign in their place.
    void fill(const TextFile &file, bool locked);

    /// A change of more places is written into the document in one piece.
    static constexpr qsizetype mostSingleEdits = 100;

    /// Changes the text by `script` as one undo step. Up to `mostSingleEdits` touch no character that stays, so that
    /// carets stay with the text around them. Fails with `BadEdit` where the script does not fit.
    Result<> apply(const EditScript &script);

Q_SIGNALS:
    /// The text is about to be changed by `apply`: `edited` follows.
    void aboutToApply();

    /// The text was changed by `script`, by whomever; document and mirror agree.
    void edited(const tearsheet::EditScript &script);

private:
    void takeEdit(int position, int removed, int added);
    EditScript takeUndo(int step);
    void endStep();
    void syncDocument(int firstLine, int oldLastLine, int newLastLine);

    TextMirror m_mirror;
    QTextDocument m_document;
    ByteHistory m_history;
    bool m_locked = false;
    bool m_ownChange = false; // The document is being changed to what the mirror says.
};

} // namespace tearsheet
