// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <functional>

namespace tearsheet {

/// Something that is being typed for a file elsewhere than into its text, as into a cell: gives the file's text with
/// it. It may be asked of any state of the text, as others may write meanwhile; it fails never.
using TypedInto = std::function<QByteArray(const QByteArray &text)>;

/// `text` with `typed` in a paragraph at its end: where the place is gone that it was typed into.
QByteArray withAtEnd(const QByteArray &text, const QString &typed);

} // namespace tearsheet
