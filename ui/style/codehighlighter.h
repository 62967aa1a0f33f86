// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/palette.h"

#include <QList>
#include <QObject>
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

/// What a `LineState` holds; the engine that made it knows what it is.
struct LineStateData
{
    virtual ~LineStateData() = default;
    virtual bool equals(const LineStateData &other) const = 0;
};

/// Where the highlighting of a note stands at the end of a line; made by default, where it stands before the first.
/// Equal states and equal lines give equal results, so highlighting may stop at the first line whose state stays.
struct LineState
{
    std::shared_ptr<const LineStateData> d;

    bool operator==(const LineState &other) const { return d == other.d || (d && other.d && d->equals(*other.d)); }
};

/// Does the work of a `CodeHighlighter`.
class CodeEngine
{
public:
    virtual ~CodeEngine() = default;
    virtual QList<FormatSpan> highlightLine(QStringView line, LineState &state, const Palette &palette) = 0;
    virtual QList<QList<FormatSpan>> highlightCode(QStringView code, QStringView info, const Palette &palette) = 0;
};

/// The plugin that makes engines. It lies in a library of its own (`ui/code`), because KSyntaxHighlighting brings some
/// forty libraries along that the first painting of a note does not need.
class CodePlugin
{
public:
    virtual ~CodePlugin() = default;
    virtual std::unique_ptr<CodeEngine> makeEngine() = 0;
};

/// Colours Markdown by this program's own definition (`resources/syntax`), and the code in its fences by those of
/// KSyntaxHighlighting, in the colours of a `Palette`. Without its plugin nothing is coloured.
///
/// UI thread only: the library's definitions belong to one thread. Making one is free; its first use costs about 20 ms,
/// and the first use of a language what its definition takes to load, 1 to 30 ms.
class CodeHighlighter
{
public:
    /// Formats for `line` of a note, which begins in `state`; `state` becomes that at the line's end. The spans ascend
    /// and do not overlap. Some 10 µs.
    QList<FormatSpan> highlightLine(QStringView line, LineState &state, const Palette &palette);

    /// Formats for each line of `code`. The language is the first word of `info`, what stands behind the marks of a
    /// fence: a language's name, a usual short name or a file extension. Empty where it is unknown.
    QList<QList<FormatSpan>> highlightCode(QStringView code, QStringView info, const Palette &palette);

private:
    CodeEngine *engine();

    std::unique_ptr<CodeEngine> m_engine;
    bool m_tried = false;
};

} // namespace tearsheet

Q_DECLARE_INTERFACE(tearsheet::CodePlugin, "tearsheet.CodePlugin/1")
