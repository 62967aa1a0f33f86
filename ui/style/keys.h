// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeyEvent>

namespace tearsheet {

/// Whether the key is Enter, of the letters or of the numbers.
inline bool isEnter(const QKeyEvent &key)
{
    return key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
}

/// Whether the key does again what was undone: Ctrl+Shift+Z, and Ctrl+Y wherever a user comes from.
inline bool isRedo(const QKeyEvent &key)
{
    return key.matches(QKeySequence::Redo) || (key.key() == Qt::Key_Y && key.modifiers() == Qt::ControlModifier);
}

/// Whether Qt, on X11, takes the key for one of Emacs' that delete text: Ctrl+D, Ctrl+K and Ctrl+U. No key of the
/// program is to do that.
inline bool isEmacsDeletion(const QKeyEvent &key)
{
    return key.modifiers().testFlag(Qt::ControlModifier) && key.key() != Qt::Key_Delete
           && (key.matches(QKeySequence::Delete) || key.matches(QKeySequence::DeleteEndOfLine)
               || key.matches(QKeySequence::DeleteCompleteLine));
}

/// Tells whoever listens to `view` of a key that undoes or does again; whether it is one.
template <typename View>
bool pressUndo(View &view, const QKeyEvent &key)
{
    if (key.matches(QKeySequence::Undo))
        Q_EMIT view.undoWanted();
    else if (isRedo(key))
        Q_EMIT view.redoWanted();
    else
        return false;
    return true;
}

} // namespace tearsheet
