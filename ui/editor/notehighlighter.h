// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSyntaxHighlighter>

namespace tearsheet {

class CodeHighlighter;

/// Colours a note's document. Begins with the event loop, after the first painting.
class NoteHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    /// Colours `document`, which it belongs to, by `code`, which outlives it.
    NoteHighlighter(QTextDocument *document, CodeHighlighter *code);

protected:
    void highlightBlock(const QString &text) override;

private:
    CodeHighlighter *m_code;
};

} // namespace tearsheet
