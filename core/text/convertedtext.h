// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace tearsheet {

/// What `bytes`, which are no UTF-8 text, most likely say, as UTF-8 text that an editor can hold (`TextFile::isText`).
///
/// With the byte order mark of UTF-16 or UTF-32 they are read as that. Otherwise what is valid UTF-8 stays, and every
/// other byte is read as Windows-1252 has it (the WHATWG encoding standard's table). What is no character at all
/// becomes U+FFFD. Line ends stay as they are.
QByteArray convertedText(QByteArrayView bytes);

} // namespace tearsheet
