// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/notedcomparisons.h"

namespace tearsheet {

namespace {

bool mayHave(const Note &note)
{
    return note.text.contains("%%") && note.text.contains(ComparisonEnd);
}

} // namespace

QList<NotedComparison> NotedComparisons::update(const Snapshot &snapshot)
{
    const QList<std::shared_ptr<const FileEntry>> &before = m_snapshot.files();
    auto old = before.begin();
    auto known = m_noted.cbegin(); // In the order of `before`.
    QList<Noted> noted;
    for (const std::shared_ptr<const FileEntry> &file : snapshot.files()) {
        while (old != before.end() && (*old)->path < file->path)
            ++old;
        if (!file->note)
            continue;
        if (old != before.end() && (*old)->note == file->note && (*old)->path == file->path) {
            while (known != m_noted.cend() && known->file->path < file->path)
                ++known;
            if (known != m_noted.cend() && known->file == *old)
                noted.append({file, known->blocks});
        } else if (mayHave(*file->note)) {
            if (const QList<ComparisonBlock> blocks = comparisonBlocks(file->note->facts, file->note->text);
                !blocks.isEmpty())
                noted.append({file, blocks});
        }
    }
    m_snapshot = snapshot;
    m_noted = noted;
    QList<NotedComparison> found;
    for (const Noted &one : std::as_const(noted)) {
        for (const ComparisonBlock &block : one.blocks) {
            const ComparisonRequest request = requestOf(block, one.file->path, snapshot);
            ComparisonOrder order = block.order;
            order.sortedBy.clear();
            found.append({one.file->path, block.range.begin, request.title(), request, order});
        }
    }
    return found;
}

} // namespace tearsheet
