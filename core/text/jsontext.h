// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/editscript.h"

#include <functional>
#include <optional>

namespace tearsheet {

/// Steps through a JSON text (RFC 8259, nothing beside it) and tells where its strings stand, so that they can be
/// edited in place. Each call reads one value whole, or is false, and then the text is no JSON: nothing more is to be
/// read. Linear.
class JsonReader
{
public:
    /// A byte order mark at the begin of `text` is skipped.
    explicit JsonReader(QByteArrayView text);

    /// Whether nothing but white space is left.
    bool atEnd();

    /// Which value is next, by its first byte: `{`, `[`, `"`, or another; NUL at the end of the text.
    char next();

    /// Reads an object. `member` is called with each key, decoded, and must read the value.
    bool object(const std::function<bool(const QByteArray &key)> &member);

    /// Reads an array. `item` must read the value.
    bool array(const std::function<bool()> &item);

    /// Reads a string: what stands between its quotes.
    std::optional<ByteRange> string();

    /// Reads any value.
    bool skip();

private:
    bool take(char byte);
    bool number();
    bool word();
    bool list(char end, const std::function<bool()> &item);

    QByteArrayView m_text;
    qsizetype m_at = 0;
    int m_depth = 0;
};

/// What a JSON string says between whose quotes `written` stands, as UTF-8. Half a surrogate pair becomes U+FFFD, an
/// escape that is none stays as it is.
QByteArray jsonDecoded(QByteArrayView written);

/// `edits` of what the string at `place` of the JSON `text` says, as edits of `text`. What they put in is spelt as the
/// string is: slashes and letters outside ASCII are escaped where all of the string's own are. Linear.
QList<Edit> jsonEdits(const EditScript &edits, ByteRange place, QByteArrayView text);

} // namespace tearsheet
