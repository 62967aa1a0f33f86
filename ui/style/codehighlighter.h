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

    bool operator==(const FormatSpan &) const = default;
};

/// Where the highlighting of a note stands at the end of a line; made by default, where it stands before the first.
/// Equal states and equal lines give equal results, so highlighting may stop at the first line whose state stays.
class LineState
{
public:
    bool operator==(const LineState &other) const;

private:
    friend class CodeHighlighter;
    struct Data;
    std::shared_ptr<const Data> d;
};

/// Colours Markdown by this program's own definition (`resources/syntax`), and the code in its fences by those of
/// KSyntaxHighlighting, in the colours of a `Palette`.
///
/// UI thread only: the library's definitions belong to one thread. Making one is free; its first use costs about 5 ms,
/// and the first use of a language what its definition takes to load, 1 to 30 ms.
class CodeHighlighter
{
public:
    CodeHighlighter();
    ~CodeHighlighter();
    Q_DISABLE_COPY_MOVE(CodeHighlighter)

    /// Formats for `line` of a note, which begins in `state`; `state` becomes that at the line's end. The spans ascend
    /// and do not overlap. Some 10 µs.
    QList<FormatSpan> highlightLine(QStringView line, LineState &state, const Palette &palette);

    /// Formats for each line of `code`. The language is the first word of `info`, what stands behind the marks of a
    /// fence: a language's name, a usual short name or a file extension. Empty where it is unknown.
    QList<QList<FormatSpan>> highlightCode(QStringView code, QStringView info, const Palette &palette);

private:
    struct Private;
    Private &loaded();

    std::unique_ptr<Private> d;
};

} // namespace tearsheet
