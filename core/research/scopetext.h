// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/statement.h"

namespace tearsheet {

/// The words of a scope, a `wordSet`, as a reader would say them: as the note writes them around the statement and in
/// that order, so that "battery ev" is "EV battery". Words that stand nowhere near come last.
QString scopeText(const QByteArray &scope, const Statement &statement, const FileEntry &file);

/// A header without the times that it says: "Performance" of "2025 performance". The header itself where nothing else
/// is in it.
QString withoutTimes(const QString &header);

} // namespace tearsheet
