// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tearsheet {

/// Writes a vault of `notes` company notes into `folder`, the same one for the same seed. Sizes, links, tables and
/// front matter are distributed as in a large analyst's vault: notes of 2.5 KB at the median and 38 KB at the 99th
/// percentile, 29 links and 3.6 tables each, targets with a heavy tail, one link in twenty unresolved. All names are
/// invented. Returns the number of bytes written.
qint64 generateVault(const QString &folder, int notes, quint32 seed = 1);

} // namespace tearsheet
