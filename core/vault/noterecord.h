// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/record.h"
#include "core/vault/snapshot.h"

namespace tearsheet {

/// Writes all that is known of an indexed note: its path, stamp, text and facts.
void writeNote(RecordWriter &record, const FileEntry &file);

/// What `writeNote` wrote; null where the bytes are nothing of that kind. Every range of the facts lies in the text.
std::shared_ptr<const FileEntry> readNote(RecordReader &record);

} // namespace tearsheet
