// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/figuresin.h"
#include "core/research/lexicon.h"
#include "core/research/statement.h"
#include "core/table/table.h"

namespace tearsheet {

/// Under what a figure in a table is looked up, alone in its cell or among words: "$5B" of "[[Kestrel]] invests $5B for
/// a seat". The figure with one of those of whom its surroundings speak: one key for each of them, and for each number
/// of digits to which others may have rounded it.
struct SaidKey
{
    quint64 key = 0;
    quint32 begin = 0;    ///< Where the figure begins in the note.
    bool rounded = false; ///< To fewer digits than it has.
};

/// Reads the keys of the `figuresIn` tables, one table after the other; very long rows are passed over. A pure function
/// of the note and of what `names` answers; one thread.
class FigureReader
{
public:
    FigureReader(const FileEntry &file, Names &names) : m_file(file), m_names(names) {}

    void read(const TableOutline &outline, const Table &table);

    /// By `begin`, ascending where the tables were.
    QList<SaidKey> takeKeys()
    {
        m_keys.squeeze();
        return std::move(m_keys);
    }

private:
    const FileEntry &m_file;
    Names &m_names;
    QList<SaidKey> m_keys;
};

/// What stands around a figure.
struct FigureContext
{
    StatementPlace place; ///< Without row and line; the range is that of the figure, with sign and unit.
    ByteRange row;        ///< The name of its row.
    ByteRange header;     ///< That of its column; empty where it has none.
    ByteRange clause;     ///< The words beside it.
    FoundFigure figure;
    QVarLengthArray<quint64, 8> hashes; ///< The figure, and what it is rounded to fewer and fewer digits.
    QList<Subject> subjects;            ///< Of whom row, header and heading speak, the note's own first.
    bool ofThing = false;               ///< The note is about a thing.
    Subject lead;                       ///< Whom the name of the row says; invalid where it says nobody.
    QByteArray near; ///< `wordSet` of the name of the row, the header, and the words beside the figure.
    QVarLengthArray<const MetricTerm *, 2>
        meant;           ///< What the name of the row and the header mean, where that is known.
    QByteArray far;      ///< `wordSet` of headings, the note's name and the other cells, where they are short.
    QList<Period> times; ///< That row, header and words beside it say.
};

/// Reads what stands around the figure that begins at `begin`, one of those of a `SaidKey`. Any thread.
FigureContext figureContext(quint32 begin, const FileEntry &file, Lexicon &lexicon);

/// What it measures, as far as the name of its row or its header says: the header where the name is somebody's. `text`
/// is its note's.
Metric metricOf(const FigureContext &context, QByteArrayView text);

/// The key of a figure by one of its `hashes`, with one of its subjects.
quint64 saidKey(quint64 hash, const Subject &subject);

} // namespace tearsheet
