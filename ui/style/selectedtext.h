// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMimeData>
#include <QTextCursor>

namespace tearsheet {

/// What `cursor` selects, character by character, with newlines between lines. The widgets' own text for the clipboard
/// has spaces in place of no-break spaces, and newlines in place of line separators.
inline QString selectedText(const QTextCursor &cursor)
{
    return cursor.selectedText().replace(QChar::ParagraphSeparator, u'\n');
}

/// The same for the clipboard; the caller owns it.
inline QMimeData *selectedMimeData(const QTextCursor &cursor)
{
    auto *copied = new QMimeData;
    copied->setText(selectedText(cursor));
    return copied;
}

} // namespace tearsheet
