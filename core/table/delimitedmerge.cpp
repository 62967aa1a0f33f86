// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/table/delimitedmerge.h"

#include "core/table/delimitedtext.h"
#include "core/text/bytes.h"
#include "core/text/linediff.h"
#include "core/text/unitmerge.h"

#include <QSet>

#include <algorithm>
#include <utility>

namespace tearsheet {

namespace {

using Kind = MergePart::Kind;

constexpr int MostFieldDifferences = 200;
constexpr int MostRowsAligned = 4096; // Those of one side times those of the other.

/// One of the three texts, by rows: the header is `HeaderRow`, and takes the byte order mark along.
class RowText
{
public:
    explicit RowText(const QByteArray &bytes) : m_text(DelimitedText::of(bytes)) {}

    QByteArrayView bytes() const { return m_text.bytes(); }
    char delimiter() const { return m_text.delimiter(); }
    ByteRange whole() const { return ByteRange::of(0, bytes().size()); }
    int endRow() const { return bytes().isEmpty() ? HeaderRow : m_text.rowCount(); }

    ByteRange line(int row) const { return m_text.line(row); }
    QList<ByteRange> fields(int row) const { return m_text.fields(row); }

    quint32 start(int row) const
    {
        return row == HeaderRow ? 0 : row < endRow() ? line(row).begin : static_cast<quint32>(bytes().size());
    }

    /// What is before the first field: a byte order mark.
    ByteRange front(int row) const { return {start(row), line(row).begin}; }
    ByteRange lineEnd(int row) const { return {line(row).end, start(row + 1)}; }

    /// The row that begins at `offset` or goes on there.
    int rowAt(quint32 offset) const { return offset >= bytes().size() ? endRow() : m_text.rowAt(offset); }

    bool isStart(quint32 offset) const { return offset >= bytes().size() || start(rowAt(offset)) == offset; }

    /// Rows, their ends as tails.
    PiecedText rows() const
    {
        PiecedText rows{bytes(), {}, whole().end};
        for (int row = HeaderRow; row < endRow(); ++row)
            rows.pieces.append({start(row), line(row).end});
        return rows;
    }

    /// Fields and what stands between them.
    PiecedText pieces(int row) const
    {
        const ByteRange line = this->line(row);
        PiecedText pieces{bytes(), {{line.begin, line.begin}}, line.end};
        for (const ByteRange field : fields(row)) {
            if (!field.isEmpty())
                pieces.pieces.append(field);
            if (field.end < line.end)
                pieces.pieces.append({field.end, field.end + 1});
        }
        return pieces;
    }

private:
    DelimitedText m_text;
};

int equalFields(const RowText &one, int oneRow, const RowText &other, int otherRow)
{
    const QList<ByteRange> fields = one.fields(oneRow);
    const QList<ByteRange> others = other.fields(otherRow);
    int equal = 0;
    if (fields.size() == others.size()) {
        for (qsizetype i = 0; i < fields.size(); ++i) {
            const bool same = DelimitedText::plain(fields.at(i).in(one.bytes()))
                              == DelimitedText::plain(others.at(i).in(other.bytes()));
            equal += same ? 1 : 0;
        }
        return equal;
    }
    QSet<QByteArray> known;
    for (const ByteRange field : fields)
        known.insert(DelimitedText::plain(field.in(one.bytes())));
    for (const ByteRange field : others)
        equal += known.contains(DelimitedText::plain(field.in(other.bytes()))) ? 1 : 0;
    return equal;
}

/// Whether one row became the other, rather than giving way to it.
bool isSimilar(const RowText &one, int oneRow, const RowText &other, int otherRow)
{
    const qsizetype fewer = std::min(one.fields(oneRow).size(), other.fields(otherRow).size());
    return 2 * equalFields(one, oneRow, other, otherRow) >= fewer;
}

/// A row of one text and the one of the other that it became or came from; either may be missing.
struct RowStep
{
    bool one = false;
    bool other = false;
};

// Those of `rows` and `others`, `[begin, end)`, that belong together are those with the most equal cells in all.
QList<RowStep> alignedRows(const RowText &one, std::pair<int, int> rows, const RowText &other,
                           std::pair<int, int> others)
{
    const int size = rows.second - rows.first;
    const int otherSize = others.second - others.first;
    QList<QList<int>> best(size + 1, QList<int>(otherSize + 1, 0));
    QList<QList<int>> gains(size, QList<int>(otherSize, 0));
    for (int i = size - 1; i >= 0; --i) {
        for (int j = otherSize - 1; j >= 0; --j) {
            const int row = rows.first + i;
            const int counterpart = others.first + j;
            if (isSimilar(one, row, other, counterpart))
                gains[i][j] = 1 + 2 * equalFields(one, row, other, counterpart);
            best[i][j] =
                std::max({best[i + 1][j], best[i][j + 1], gains[i][j] > 0 ? gains[i][j] + best[i + 1][j + 1] : 0});
        }
    }
    QList<RowStep> steps;
    int i = 0;
    int j = 0;
    while (i < size || j < otherSize) {
        RowStep step;
        if (i < size && j < otherSize && gains[i][j] > 0 && best[i][j] == gains[i][j] + best[i + 1][j + 1])
            step = {true, true};
        else if (j == otherSize || (i < size && best[i][j] == best[i + 1][j]))
            step.one = true;
        else
            step.other = true;
        steps.append(step);
        i += step.one ? 1 : 0;
        j += step.other ? 1 : 0;
    }
    return steps;
}

/// What one side made of rows of the base, cell by cell.
class CellChanges
{
public:
    CellChanges(const RowText &base, ByteRange baseRange, const RowText &other, ByteRange otherRange)
        : m_base(base), m_other(other), m_row(base.rowAt(baseRange.begin)), m_endRow(base.rowAt(baseRange.end)),
          m_otherRow(other.rowAt(otherRange.begin)), m_otherEndRow(other.rowAt(otherRange.end))
    {}

    /// Nothing where too many rows have no counterpart.
    std::optional<QList<Replacement>> find()
    {
        const int rows = m_endRow - m_row;
        if (rows == m_otherEndRow - m_otherRow) {
            int strange = 0;
            while (m_row < m_endRow)
                strange += addPair() ? 0 : 1;
            if (strange > std::max(1, rows / 4))
                return std::nullopt;
            return m_changes;
        }
        if (qint64{rows} * (m_otherEndRow - m_otherRow) > MostRowsAligned)
            return std::nullopt;
        align();
        return m_changes;
    }

private:
    void align()
    {
        for (const RowStep step : alignedRows(m_base, {m_row, m_endRow}, m_other, {m_otherRow, m_otherEndRow})) {
            if (step.one && step.other) {
                addPair();
                continue;
            }
            const int row = m_row + (step.one ? 1 : 0);
            const int otherRow = m_otherRow + (step.other ? 1 : 0);
            add({{m_base.start(m_row), m_base.start(row)}, {m_other.start(m_otherRow), m_other.start(otherRow)}});
            m_row = row;
            m_otherRow = otherRow;
        }
    }

    bool addPair()
    {
        const int row = m_row++;
        const int other = m_otherRow++;
        const bool similar = isSimilar(m_base, row, m_other, other);
        if (similar) {
            addIfOther(m_base.front(row), m_other.front(other));
            addCells(row, other);
        } else {
            addIfOther({m_base.start(row), m_base.line(row).end}, {m_other.start(other), m_other.line(other).end});
        }
        addIfOther(m_base.lineEnd(row), m_other.lineEnd(other));
        return similar;
    }

    void addCells(int row, int other)
    {
        const QList<ByteRange> fields = m_base.fields(row);
        const QList<ByteRange> others = m_other.fields(other);
        if (fields.size() == others.size()) {
            for (qsizetype i = 0; i < fields.size(); ++i)
                addIfOther(fields.at(i), others.at(i));
            return;
        }
        for (const Replacement &change : pieceDiff(m_base.pieces(row), m_other.pieces(other), MostFieldDifferences))
            add(change);
    }

    void addIfOther(ByteRange before, ByteRange after)
    {
        if (before.in(m_base.bytes()) != after.in(m_other.bytes()))
            add({before, after});
    }

    void add(const Replacement &change)
    {
        if (!m_changes.isEmpty()) {
            Replacement &last = m_changes.last();
            if (last.before.end == change.before.begin && last.after.end == change.after.begin) {
                last.before.end = change.before.end;
                last.after.end = change.after.end;
                return;
            }
        }
        m_changes.append(change);
    }

    const RowText &m_base;
    const RowText &m_other;
    int m_row;
    int m_endRow;
    int m_otherRow;
    int m_otherEndRow;
    QList<Replacement> m_changes;
};

// What ends a row: as in mine, else as in theirs where mine has one row alone.
QByteArray rowEndOf(const RowText &mine, const RowText &theirs)
{
    for (const RowText *text : {&mine, &theirs}) {
        if (text->endRow() > HeaderRow && !text->lineEnd(HeaderRow).isEmpty())
            return text->lineEnd(HeaderRow).in(text->bytes()).toByteArray();
    }
    return "\n";
}

class RowMerge final : public UnitMerge
{
public:
    RowMerge(const QByteArray &base, const QByteArray &mine, const QByteArray &theirs)
        : UnitMerge({base, mine, theirs}), m_base(base), m_mine(mine), m_theirs(theirs)
    {}

    QByteArray rowEnd() const { return rowEndOf(m_mine, m_theirs); }

    QList<MergePart> run()
    {
        const PiecedText rows = m_base.rows();
        const QList<MergePart> groups =
            changeGroups(m_texts, whole(), pieceDiff(rows, m_mine.rows(), mostLineDifferences),
                         pieceDiff(rows, m_theirs.rows(), mostLineDifferences), Spacing::Counts);
        for (const MergePart &part : inWholeUnits(groups)) {
            if (part.kind == Kind::Conflict)
                compareCells(part);
            else
                add(part);
        }
        return withHeaderApart();
    }

private:
    // Of the first row one side is taken, of the rows below it maybe both are.
    QList<MergePart> withHeaderApart() const
    {
        QList<MergePart> parts = m_parts;
        if (parts.isEmpty() || parts.first().kind != Kind::Conflict)
            return parts;
        MergePart rest = parts.first();
        const auto first = [](const RowText &text, ByteRange &range) {
            const quint32 begin = range.begin;
            range.begin = std::min(text.start(HeaderRow + 1), range.end);
            return ByteRange{begin, range.begin};
        };
        MergePart header{Kind::Conflict, first(m_base, rest.base), first(m_mine, rest.mine),
                         first(m_theirs, rest.theirs)};
        if (header.mine.isEmpty() || header.theirs.isEmpty() || (rest.mine.isEmpty() && rest.theirs.isEmpty()))
            return parts;
        header.kind = kindOf(header);
        rest.kind = kindOf(rest);
        parts.replace(0, header);
        parts.insert(1, rest);
        return parts;
    }

    bool areStarts(quint32 base, quint32 mine, quint32 theirs) const override
    {
        return m_base.isStart(base) && m_mine.isStart(mine) && m_theirs.isStart(theirs);
    }

    quint32 startOfLast(ByteRange range) const override { return m_base.start(m_base.rowAt(range.end - 1)); }
    quint32 endOfFirst(ByteRange range) const override { return m_base.start(m_base.rowAt(range.begin) + 1); }

    void compareCells(MergePart part)
    {
        part.kind = kindOf(part);
        const bool sameManner = m_mine.delimiter() == m_base.delimiter() && m_theirs.delimiter() == m_base.delimiter();
        if (part.kind != Kind::Conflict || !sameManner) {
            add(part);
            return;
        }
        const auto own = CellChanges(m_base, part.base, m_mine, part.mine).find();
        const auto others = CellChanges(m_base, part.base, m_theirs, part.theirs).find();
        if (!own || !others) {
            add(part);
            return;
        }
        QList<MergePart> groups;
        for (MergePart group : changeGroups(m_texts, part, *own, *others, Spacing::Counts)) {
            if (group.kind == Kind::Conflict)
                group.kind = kindOfCell(group);
            if (group.kind != Kind::Conflict || !splitLastRow(group, groups))
                groups.append(group);
        }
        for (const MergePart &group : inWholeUnits(groups))
            add(group);
    }

    // Who only quotes in another way changes nothing.
    Kind kindOfCell(const MergePart &part) const
    {
        if (part.base.isEmpty())
            return Kind::Conflict;
        const QByteArray before = DelimitedText::plain(base(part));
        const QByteArray own = DelimitedText::plain(mine(part));
        const QByteArray other = DelimitedText::plain(theirs(part));
        return own == before ? Kind::Theirs : other == before || own == other ? Kind::Mine : Kind::Conflict;
    }

    // Where the last row has no line end, rows that one side put behind it stand beside the last cell that the other
    // one changed.
    bool splitLastRow(const MergePart &conflict, QList<MergePart> &groups) const
    {
        const QByteArrayView before = base(conflict);
        const auto onlyAppends = [&](QByteArrayView side) {
            return side.size() > before.size() && side.startsWith(before) && isLineEnd(side[before.size()]);
        };
        const bool own = onlyAppends(mine(conflict));
        const bool others = onlyAppends(theirs(conflict));
        if (conflict.base.end != m_base.whole().end || own == others)
            return false;
        MergePart cell = conflict;
        cell.kind = own ? Kind::Theirs : Kind::Mine;
        ByteRange &side = own ? cell.mine : cell.theirs;
        side.end = side.begin + conflict.base.size();
        groups.append(cell);
        groups.append({own ? Kind::Mine : Kind::Theirs,
                       {cell.base.end, conflict.base.end},
                       {cell.mine.end, conflict.mine.end},
                       {cell.theirs.end, conflict.theirs.end}});
        return true;
    }

    RowText m_base;
    RowText m_mine;
    RowText m_theirs;
};

// A difference of whole rows as one for each pair that belongs together, and for each run of rows of one side.
QList<Replacement> byRows(const Replacement &difference, const RowText &one, const RowText &other)
{
    auto [before, after] = difference;
    if (!one.isStart(before.end) && !other.isStart(after.end)) {
        before.end = one.start(one.rowAt(before.end) + 1);
        after.end = other.start(other.rowAt(after.end) + 1);
    }
    const bool areWhole =
        one.isStart(before.begin) && one.isStart(before.end) && other.isStart(after.begin) && other.isStart(after.end);
    std::pair rows(one.rowAt(before.begin), one.rowAt(before.end));
    std::pair others(other.rowAt(after.begin), other.rowAt(after.end));
    if (!areWhole)
        return {difference};
    QList<Replacement> parts;
    // There is one header.
    if (rows.first == HeaderRow && others.first == HeaderRow && rows.second > HeaderRow && others.second > HeaderRow) {
        ++rows.first;
        ++others.first;
        parts.append(Replacement{{before.begin, one.start(rows.first)}, {after.begin, other.start(others.first)}});
        before.begin = parts.last().before.end;
        after.begin = parts.last().after.end;
        if (before.isEmpty() && after.isEmpty())
            return parts;
    }
    if (qint64{rows.second - rows.first} * (others.second - others.first) > MostRowsAligned) {
        parts.append(Replacement{before, after});
        return parts;
    }
    const QList<RowStep> steps = alignedRows(one, rows, other, others);
    quint32 begin = before.begin;
    quint32 otherBegin = after.begin;
    int row = rows.first;
    int otherRow = others.first;
    for (qsizetype i = 0; i < steps.size(); ++i) {
        const RowStep step = steps.at(i);
        row += step.one ? 1 : 0;
        otherRow += step.other ? 1 : 0;
        const bool goesOn = i + 1 < steps.size() && step.one != step.other && steps.at(i + 1).one == step.one
                            && steps.at(i + 1).other == step.other;
        if (goesOn)
            continue;
        parts.append(Replacement{{begin, one.start(row)}, {otherBegin, other.start(otherRow)}});
        begin = parts.last().before.end;
        otherBegin = parts.last().after.end;
    }
    return parts;
}

// With both sides, the header of one would stand among the values of the other.
QList<MergePart> withOneHeader(QList<MergePart> parts)
{
    for (MergePart &part : parts) {
        const bool isHeader = part.mine.begin == 0 || part.theirs.begin == 0;
        part.isEither = part.kind == Kind::Conflict && isHeader && !part.mine.isEmpty() && !part.theirs.isEmpty();
    }
    return parts;
}

} // namespace

Merge mergeDelimited(const QByteArray &base, const QByteArray &mine, const QByteArray &theirs)
{
    RowMerge merge(base, mine, theirs);
    return Merge(withOneHeader(merge.run()), merge.rowEnd());
}

Merge mergeDelimitedWithoutBase(const QByteArray &mine, const QByteArray &theirs)
{
    const RowText own(mine);
    const RowText others(theirs);
    QList<Replacement> conflicts;
    for (const Replacement &difference : pieceDiff(own.rows(), others.rows(), mostLineDifferences))
        conflicts += byRows(difference, own, others);
    return Merge(withOneHeader(conflictsOf(conflicts, mine.size(), theirs.size())), rowEndOf(own, others));
}

QByteArray inMannerOf(const QByteArray &mine, const QByteArray &copy)
{
    const RowText own(mine);
    const RowText rows(copy);
    if (own.endRow() == HeaderRow || rows.endRow() == HeaderRow)
        return copy;
    QByteArray end;
    for (int row = HeaderRow; row < own.endRow() && end.isEmpty(); ++row)
        end = own.lineEnd(row).in(own.bytes()).toByteArray();
    const bool endsLast = !own.lineEnd(own.endRow() - 1).isEmpty();
    QByteArray text = own.front(HeaderRow).in(own.bytes()).toByteArray();
    for (int row = HeaderRow; row < rows.endRow(); ++row) {
        text += rows.line(row).in(copy);
        if (row + 1 < rows.endRow() || endsLast)
            text += end.isEmpty() ? rows.lineEnd(row).in(copy).toByteArray() : end;
    }
    return text;
}

} // namespace tearsheet
