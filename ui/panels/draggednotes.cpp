// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/draggednotes.h"

#include <QMimeData>

namespace tearsheet {

using namespace Qt::StringLiterals;

const QString NotesMimeType = u"application/x-tearsheet-notes"_s;

void putNotes(const QList<NotePath> &notes, QMimeData *data)
{
    QByteArrayList paths;
    for (const NotePath &note : notes)
        paths.append(note.toString().toUtf8());
    if (!paths.isEmpty())
        data->setData(NotesMimeType, paths.join('\0')); // The one byte that is in no path.
}

QList<NotePath> draggedNotes(const QMimeData *data)
{
    QList<NotePath> notes;
    if (!data || !data->hasFormat(NotesMimeType))
        return notes;
    for (const QByteArray &path : data->data(NotesMimeType).split('\0')) {
        if (const Result<NotePath> note = NotePath::fromRelative(QString::fromUtf8(path)))
            notes.append(*note);
    }
    return notes;
}

} // namespace tearsheet
