// SPDX-License-Identifier: GPL-3.0-or-later
// Which rows of a preview's tables are about the note itself: those that the grid marks, too.
#include "ui/preview/previewblock.h"
#include "ui/table/showntable.h"

#include <algorithm>

namespace tearsheet {

namespace {

// Where such rows begin, of tables within `range` of the note, ascending.
QList<quint32> ownLines(ByteRange range, const ParsedNote &note, const NotePath &path, const Snapshot &snapshot,
                        const CancelFlag *flag = nullptr)
{
    QList<quint32> lines;
    const QList<TableOutline> &tables = note.facts.tables;
    const auto begin = [](const TableOutline &outline) { return outline.header.begin; };
    for (auto outline = std::ranges::lower_bound(tables, range.begin, {}, begin);
         outline != tables.end() && outline->header.begin < range.end; ++outline) {
        if (flag && flag->isCancelled())
            return {};
        const NoteGrid grid(cutTable(*outline, note.text), note.text);
        for (const int row : ownRowsOf(grid, note.facts, path, snapshot))
            lines.append(grid.table().rows.at(row).line.begin);
    }
    std::ranges::sort(lines);
    return lines;
}

} // namespace

void PreviewView::findOwnRows(Block &block) const
{
    block.ownRows = block.hasTables() ? ownLines(block.data.source, *m_note, m_path, m_snapshot) : QList<quint32>();
}

// What others are called decides, too, so every snapshot may say something else. In the pool: most say the same.
void PreviewView::checkOwnRows()
{
    if (!m_note || m_note->facts.tables.isEmpty()) {
        m_ownRowsJob.cancel();
        return;
    }
    m_ownRowsJob.request([note = m_note, path = m_path, snapshot = m_snapshot](const CancelFlag &flag) {
        return ownLines({0, static_cast<quint32>(note->text.size())}, *note, path, snapshot, &flag);
    });
}

void PreviewView::takeOwnRows(const QList<quint32> &lines)
{
    for (int i = 0; i < static_cast<int>(m_blocks.size()); ++i) {
        const Block &block = *m_blocks[static_cast<size_t>(i)];
        if (!block.document || !block.hasTables())
            continue;
        const auto from = std::ranges::lower_bound(lines, block.data.source.begin);
        const auto to = std::ranges::lower_bound(lines, block.data.source.end);
        if (!std::ranges::equal(from, to, block.ownRows.begin(), block.ownRows.end()))
            rebuild(i);
    }
}

} // namespace tearsheet
