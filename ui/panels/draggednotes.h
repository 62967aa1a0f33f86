// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/notepath.h"

#include <QList>

class QMimeData;

namespace tearsheet {

/// Lets notes be dragged from a list of them: puts them into `data`, where they are known to this program alone, so
/// that no text field takes them for words. No notes leave `data` as it is.
void putNotes(const QList<NotePath> &notes, QMimeData *data);

/// The notes that are dragged; none where something else is.
QList<NotePath> draggedNotes(const QMimeData *data);

/// The type under which they are known.
extern const QString NotesMimeType;

} // namespace tearsheet
