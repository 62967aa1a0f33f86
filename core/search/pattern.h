// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/text/byterange.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>

namespace tearsheet {

/// A compiled regular expression over UTF-8: PCRE2's dialect with `^` and `$` at each line, as in Obsidian.
///
/// Immutable; any number of threads may search with one. Bytes that are no UTF-8 match nothing.
class Pattern
{
public:
    /// Fails with `Usage` and one sentence where `expression` is none.
    static Result<Pattern> compile(QStringView expression, bool caseSensitive);

    /// The first match in `text` from offset `from` on; an empty match counts. Fails where the pattern costs more than
    /// a fixed number of steps on this text, so that no pattern can hang the program.
    Result<std::optional<ByteRange>> find(QByteArrayView text, qsizetype from) const;

    /// What stands in for `match` of `text`, which `find` gave: `replacement` with `$1`, `${name}`, `$0` and `$$`
    /// filled in. Fails with `Usage` where it names a group that is not there.
    Result<QByteArray> expanded(ByteRange match, QByteArrayView text, const QString &replacement) const;

private:
    struct Code;
    std::shared_ptr<const Code> m_code;
};

} // namespace tearsheet
