// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QSyntaxHighlighter>
#include <QTextCursor>
#include <QTimer>

namespace tearsheet {

class CodeHighlighter;

/// Colours a note's document: a changed line at once, and with it those whose state it changes; what takes longer than
/// a few ms, and the whole note at first, in slices between which the program goes on.
class NoteHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    /// Colours `document`, which it belongs to, by `code`, which outlives it. Begins with the event loop.
    NoteHighlighter(QTextDocument *document, CodeHighlighter *code);

    /// Colours everything anew, as the colours have changed.
    void recolour();

protected:
    void highlightBlock(const QString &text) override;

private:
    void colourSlice();

    CodeHighlighter *m_code;
    QTextCursor m_rest; // Lines from here on are still to be coloured; null when all are.
    QTimer m_nextSlice;
    QElapsedTimer m_sliceTime;
    bool m_inSlice = false;
};

} // namespace tearsheet
