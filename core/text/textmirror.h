// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/editscript.h"
#include "core/text/lineindex.h"
#include "core/text/textfile.h"

#include <QStringList>

namespace tearsheet {

/// A note's bytes, kept true to the lines of the editor that shows them.
///
/// A text widget loses line ends, the byte order mark and more, so its text is never what gets saved. The widget says
/// which lines it replaced; the mirror changes just the bytes that differ and keeps everything else, each line's own
/// line end included. Lines and columns are the editor's: the byte order mark is before line 0 and in no line.
class TextMirror
{
public:
    TextMirror() = default;

    /// Mirrors `file`, which must be text (`TextFile::isText`).
    explicit TextMirror(const TextFile &file);

    /// The bytes as they would be saved now.
    const QByteArray &bytes() const { return m_bytes; }

    /// Counts changes; a result computed from an older revision is late.
    quint64 revision() const { return m_revision; }

    int lineCount() const { return m_lines.lineCount(); }

    /// Line `number` as the editor holds it: UTF-16, without line end and byte order mark.
    QString line(int number) const;

    /// All lines joined by `\n`: what the editor is filled with.
    QString text() const;

    /// The editor replaced `count` lines from line `first` on by `lines`. Changes the bytes accordingly and returns the
    /// script that does it, empty where nothing differs. Lines take over the line end of the line in their place,
    /// further ones get the file's own. Costs O(lines changed) plus moving the bytes behind them.
    EditScript replaceLines(int first, int count, const QStringList &lines);

    /// The bytes changed elsewhere (a reload, a cell edit): applies `script`, which must fit the current bytes. The
    /// file's own line end is from then on the one that most lines have now. Costs O(file).
    Result<> apply(const EditScript &script);

    /// Editor position of byte `offset`, and back. Offsets inside the byte order mark are line 0, column 0.
    LinePosition position(quint32 offset) const;
    quint32 offset(LinePosition position) const;

private:
    quint32 start(int line) const;
    Edit replacement(int begin, int end, const QStringList &lines) const;

    QByteArray m_bytes;
    LineIndex m_lines;
    LineEnd m_lineEnd = LineEnd::Lf;
    bool m_hasByteOrderMark = false;
    quint64 m_revision = 0;
};

} // namespace tearsheet
