// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/comparisonblock.h"

namespace tearsheet {

/// A comparison that stands in a note.
struct NotedComparison
{
    NotePath note;
    quint32 offset = 0; ///< Of its first comment.
    QString title;
    ComparisonRequest request;
    ComparisonOrder order; ///< As it is looked at there, but for what it is sorted by.

    bool operator==(const NotedComparison &) const = default;
};

/// The comparisons in the notes of a vault, kept from snapshot to snapshot: only notes that have changed are looked at.
/// One thread at a time.
class NotedComparisons
{
public:
    /// What `snapshot` has, sorted by note and place, whatever was known before. Linear in the bytes of changed notes.
    QList<NotedComparison> update(const Snapshot &snapshot);

private:
    struct Noted
    {
        std::shared_ptr<const FileEntry> file;
        QList<ComparisonBlock> blocks;
    };

    Snapshot m_snapshot; // That of `m_noted`.
    QList<Noted> m_noted;
};

} // namespace tearsheet
