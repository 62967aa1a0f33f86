// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/notehighlighter.h"

#include "ui/style/codehighlighter.h"
#include "ui/style/style.h"

#include <QTextBlockUserData>

namespace tearsheet {

namespace {

// A line so long is no prose, and colouring it would cost more than it tells.
constexpr qsizetype LongestLine = 20'000;

/// Where the highlighting stands at the end of a line.
struct LineData : public QTextBlockUserData
{
    LineState state;
};

} // namespace

NoteHighlighter::NoteHighlighter(QTextDocument *document, CodeHighlighter *code)
    : QSyntaxHighlighter(document), m_code(code)
{}

void NoteHighlighter::highlightBlock(const QString &text)
{
    const QTextBlock before = currentBlock().previous();
    LineState state;
    if (const auto *data = static_cast<const LineData *>(before.isValid() ? before.userData() : nullptr))
        state = data->state;
    if (text.size() <= LongestLine) {
        for (const FormatSpan &span : m_code->highlightLine(text, state, paletteOf(nullptr)))
            setFormat(span.start, span.length, span.format);
    }
    auto *data = static_cast<LineData *>(currentBlockUserData());
    if (data && data->state == state)
        return;
    if (!data) {
        data = new LineData;
        setCurrentBlockUserData(data);
    }
    data->state = state;
    // Any other number makes Qt go on with the next line.
    setCurrentBlockState(currentBlockState() + 1);
}

} // namespace tearsheet
