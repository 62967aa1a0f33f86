// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/note.h"

namespace tearsheet {

/// Reads when the note was created and updated into `facts`, whose properties have been read: from the properties
/// `created`, `updated` or `modified`, else from the last footer of the form `*Created 2026-05-01*`,
/// `*Updated [[2026-05-01]]*` or `*Created May 2026, updated 2026-06-01*`. A month is its first day.
void readDates(QByteArrayView text, NoteFacts &facts);

} // namespace tearsheet
