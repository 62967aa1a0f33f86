// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/notehighlighter.h"

#include "ui/style/codehighlighter.h"
#include "ui/style/style.h"

#include <QScopedValueRollback>
#include <QTextBlockUserData>

#include <utility>

namespace tearsheet {

using namespace std::chrono_literals;

namespace {

constexpr auto LongestSlice = 8ms;

// A line so long is no prose, and colouring it would cost more than it tells.
constexpr qsizetype LongestLine = 20'000;

/// Where the highlighting stands at the end of a line.
struct LineData : public QTextBlockUserData
{
    LineState state;
};

} // namespace

NoteHighlighter::NoteHighlighter(QTextDocument *document, CodeHighlighter *code)
    : QSyntaxHighlighter(static_cast<QObject *>(document)), m_code(code)
{
    m_nextSlice.setSingleShot(true);
    m_nextSlice.setInterval(0ms);
    connect(&m_nextSlice, &QTimer::timeout, this, &NoteHighlighter::colourSlice);
    // Before the base class hears of it and colours.
    connect(document, &QTextDocument::contentsChange, this, [this] { m_sliceTime.start(); });
    setDocument(document);
    recolour();
}

void NoteHighlighter::recolour()
{
    m_rest = QTextCursor(document());
    m_nextSlice.start();
}

void NoteHighlighter::colourSlice()
{
    const QTextBlock block = std::exchange(m_rest, QTextCursor()).block();
    const QScopedValueRollback guard(m_inSlice, true);
    m_sliceTime.start();
    rehighlightBlock(block);
}

void NoteHighlighter::highlightBlock(const QString &text)
{
    const QTextBlock block = currentBlock();
    if (!m_rest.isNull() && block.position() >= m_rest.position())
        return;
    if (m_sliceTime.durationElapsed() > LongestSlice) {
        m_rest = QTextCursor(block);
        m_nextSlice.start();
        return;
    }
    LineState state;
    if (const auto *before = static_cast<const LineData *>(block.previous().userData()))
        state = before->state;
    if (text.size() <= LongestLine) {
        for (const FormatSpan &span : m_code->highlightLine(text, state, paletteOf(nullptr)))
            setFormat(span.start, span.length, span.format);
    }
    auto *data = static_cast<LineData *>(currentBlockUserData());
    const bool changed = !data || data->state != state;
    if (!data) {
        data = new LineData;
        setCurrentBlockUserData(data);
    }
    data->state = std::move(state);
    // Any other number makes the base class go on with the next line.
    if (changed || m_inSlice)
        setCurrentBlockState(currentBlockState() + 1);
}

} // namespace tearsheet
