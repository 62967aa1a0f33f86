// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/historysegment.h"

#include <QHash>

#include <span>

namespace tearsheet {

inline bool isMove(const HistoryRecord &record)
{
    return record.version.kind == VersionKind::Moved;
}

inline bool isAside(const HistoryRecord &record)
{
    return record.version.kind == VersionKind::Aside;
}

/// What is known of the note that lies at `path` when `records`, the oldest first, end; see `History::versions`.
QList<Version> chainOf(std::span<const HistoryRecord> records, const NotePath &path);

/// The last text of each path that a file lies at as far as `records` tell; see `History::lastTexts`.
QHash<NotePath, Version> lastTextsIn(std::span<const HistoryRecord> records);

/// The last texts of `records` to which no path leads that a file lies at; see `History::deleted`.
QList<Version> goneIn(std::span<const HistoryRecord> records);

} // namespace tearsheet
