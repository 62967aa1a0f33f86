// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/palette.h"

#include <QList>
#include <QTextCharFormat>

#include <memory>

namespace tearsheet {

/// A stretch of a line in one format; UTF-16 positions.
struct FormatSpan
{
    int start = 0;
    int length = 0;
    QTextCharFormat format;
};

/// Where the highlighting of a text stands at the end of a line. Equal states and equal text give equal results, so
/// highlighting may stop at the first line whose state did not change.
class LineState
{
public:
    LineState();
    ~LineState();
    LineState(const LineState &);
    LineState &operator=(const LineState &);
    LineState(LineState &&) noexcept;
    LineState &operator=(LineState &&) noexcept;

    bool operator==(const LineState &other) const;

private:
    friend class CodeHighlighter;
    struct Data;
    std::unique_ptr<Data> d;
};

/// Colours Markdown and the code in its fences, by this program's own definition of Markdown and
/// KSyntaxHighlighting's of everything else.
///
/// Making one costs some 15 ms at its first use. UI thread only: the library's definitions belong to one thread.
class CodeHighlighter
{
public:
    CodeHighlighter();
    ~CodeHighlighter();
    Q_DISABLE_COPY_MOVE(CodeHighlighter)

    /// Formats for `line` of a note, which begins in `state`; `state` becomes that at the line's end.
    QList<FormatSpan> highlightLine(const QString &line, LineState &state, const Palette &palette);

    /// Formats for each line of `code`, written in `language` as named behind a fence; none for unknown languages.
    QList<QList<FormatSpan>> highlightCode(const QString &code, const QString &language, const Palette &palette);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace tearsheet
