// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/note.h"
#include "core/text/editscript.h"

#include <QJsonValue>

namespace tearsheet {

// Changes of one property in the front matter of the note `text`, whose facts are `facts`: no other byte changes, and
// reading the note again gives what was asked for with all other properties as they were. Where that cannot be had, and
// where the property is no YAML, stands twice, or the front matter is JSON or not closed, they fail with one sentence.
// Names are compared without regard to case (obsidian.md 2.6). Linear in the front matter. Any thread.

/// The change that gives the property `key` the value `value`, in the terms of `propertyJson`: null, a boolean, a
/// number, a text, or a list of these. Maps and lists in lists stay where they are and cannot be set.
///
/// Quotes stay as they were; a plain text gets them only where YAML needs them (see `yamlScalar`), a date in the place
/// of a plain date none. A list keeps its style and every item that stays; a new one stands in brackets. A key that is
/// not there comes last; a note without front matter gets one.
Result<EditScript> withProperty(const QString &key, const QJsonValue &value, const NoteFacts &facts,
                                QByteArrayView text);

/// The change that removes the property `key` with its lines, and the front matter with the last one. Fails with
/// `NotFound` where there is none.
Result<EditScript> withoutProperty(const QString &key, const NoteFacts &facts, QByteArrayView text);

/// The change that names the property `from` `to`, whatever its value is. Fails with `NotFound` where there is none,
/// with `Exists` where the note has both.
Result<EditScript> withPropertyRenamed(const QString &from, const QString &to, const NoteFacts &facts,
                                       QByteArrayView text);

} // namespace tearsheet
