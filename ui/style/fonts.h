// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

namespace tearsheet {

/// The font of notes as they are read: the system's, a little larger than in the window around them.
QFont proseFont();

/// The font of notes as they are written: the system's monospaced one.
QFont editorFont();

/// `font` with figures of one width, so that numbers stand under each other.
QFont tabular(QFont font);

} // namespace tearsheet
