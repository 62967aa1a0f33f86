// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeyEvent>

namespace tearsheet {

/// Whether the key does again what was undone: Ctrl+Shift+Z, and Ctrl+Y wherever a user comes from.
inline bool isRedo(const QKeyEvent &key)
{
    return key.matches(QKeySequence::Redo) || (key.key() == Qt::Key_Y && key.modifiers() == Qt::ControlModifier);
}

} // namespace tearsheet
