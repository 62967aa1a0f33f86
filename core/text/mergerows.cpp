// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/mergerows.h"

#include "core/text/bytes.h"

#include <algorithm>

namespace tearsheet {

namespace {

using Kind = MergePart::Kind;

/// Collects parts until a line begins on both sides: these lines are compared with each other alone.
class MergeRowBuilder
{
public:
    MergeRowBuilder(QByteArrayView mine, QByteArrayView theirs) : m_mine(mine), m_theirs(theirs) {}

    MergeRows run(const QList<MergePart> &parts)
    {
        for (const MergePart &part : parts) {
            if (part.kind == Kind::Same || part.kind == Kind::Both)
                addSame(part);
            else if (part.kind == Kind::Conflict)
                addConflict(part);
            else
                addChange(part);
        }
        close({-1, m_fromMine, m_fromTheirs});
        m_result.rows.folds = foldsAround(m_kept, static_cast<int>(m_result.rows.rows.size()));
        return std::move(m_result);
    }

private:
    // As editors end lines, so that a CR alone ends one.
    static bool isLineBegin(QByteArrayView text, quint32 offset)
    {
        return offset == 0 || text[offset - 1] == '\n'
               || (text[offset - 1] == '\r' && (offset == text.size() || text[offset] != '\n'));
    }

    static quint32 behindFirstLine(QByteArrayView bytes)
    {
        const auto end = std::ranges::find_if(bytes, isLineEnd);
        const qsizetype at = end - bytes.begin();
        return static_cast<quint32>(end == bytes.end() ? 0 : at + (bytes.sliced(at).startsWith("\r\n") ? 2 : 1));
    }

    static quint32 behindLastLineEnd(QByteArrayView bytes)
    {
        return static_cast<quint32>(std::max(bytes.lastIndexOf('\n'), bytes.lastIndexOf('\r')) + 1);
    }

    bool isBetweenLines() const
    {
        return isLineBegin(m_mine, m_mineRange.end) && isLineBegin(m_theirs, m_theirRange.end);
    }

    // Its first and its last line may be the rest of a row that differs; those between stand alone.
    void addSame(const MergePart &part)
    {
        const QByteArrayView bytes = part.mine.in(m_mine);
        for (const quint32 size : {behindFirstLine(bytes), behindLastLineEnd(bytes), part.mine.size()})
            take(part.mine.begin + size, part.theirs.begin + size);
    }

    void addChange(const MergePart &part)
    {
        m_fromMine = m_fromMine || part.kind == Kind::Mine;
        m_fromTheirs = m_fromTheirs || part.kind == Kind::Theirs;
        take(part.mine.end, part.theirs.end);
    }

    void addConflict(const MergePart &part)
    {
        close({-1, m_fromMine, m_fromTheirs});
        m_mineRange.end = part.mine.end;
        m_theirRange.end = part.theirs.end;
        close({static_cast<int>(m_result.rows.changes.size()), false, false});
    }

    void take(quint32 mineEnd, quint32 theirEnd)
    {
        m_mineRange.end = mineEnd;
        m_theirRange.end = theirEnd;
        if (isBetweenLines())
            close({-1, m_fromMine, m_fromTheirs});
    }

    void close(const MergeFate &fate)
    {
        QList<DiffRow> &rows = m_result.rows.rows;
        const RowSpan added = append(DiffRows::of(m_mineRange.in(m_mine), m_theirRange.in(m_theirs)));
        const bool conflict = fate.conflict >= 0;
        if (conflict) {
            m_result.rows.changes.append(added);
            m_kept.append(added);
        }
        for (int row = added.begin; row < added.end; ++row) {
            const bool same = !conflict && rows.at(row).kind == DiffRow::Kind::Same;
            m_result.fates.append(same ? MergeFate() : fate);
            if (!conflict && !same)
                m_kept.append({row, row + 1});
        }
        m_mineRange.begin = m_mineRange.end;
        m_theirRange.begin = m_theirRange.end;
        m_fromMine = m_fromTheirs = false;
    }

    RowSpan append(const DiffRows &part)
    {
        QList<DiffRow> &rows = m_result.rows.rows;
        const int begin = static_cast<int>(rows.size());
        const int mineLine = m_mineLine;
        const int theirLine = m_theirLine;
        for (DiffRow row : part.rows) {
            if (row.left.line >= 0)
                m_mineLine = 1 + (row.left.line += mineLine);
            if (row.right.line >= 0)
                m_theirLine = 1 + (row.right.line += theirLine);
            rows.append(std::move(row));
        }
        return {begin, static_cast<int>(rows.size())};
    }

    QByteArrayView m_mine;
    QByteArrayView m_theirs;
    ByteRange m_mineRange;
    ByteRange m_theirRange;
    bool m_fromMine = false;
    bool m_fromTheirs = false;
    int m_mineLine = 0;
    int m_theirLine = 0;
    QList<RowSpan> m_kept; // What is not folded, nor what is around it.
    MergeRows m_result;
};

} // namespace

MergeRows MergeRows::of(const QList<MergePart> &parts, QByteArrayView mine, QByteArrayView theirs)
{
    return MergeRowBuilder(mine, theirs).run(parts);
}

} // namespace tearsheet
