// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeyEvent>

namespace tearsheet {

/// Whether the key does again what was undone: Ctrl+Shift+Z, and Ctrl+Y wherever a user comes from.
inline bool isRedo(const QKeyEvent &key)
{
    return key.matches(QKeySequence::Redo) || (key.key() == Qt::Key_Y && key.modifiers() == Qt::ControlModifier);
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
