// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/search/literal.h"
#include "core/search/pattern.h"

#include <QString>

#include <variant>

namespace tearsheet {

/// What a reader looks for in a text, and how.
struct FindTerms
{
    QString text;
    bool caseSensitive = false;
    bool wholeWords = false;
    bool expression = false; ///< `text` is a regular expression, as `Pattern` reads it.

    bool operator==(const FindTerms &) const = default;
};

/// Finds `FindTerms` in UTF-8. Immutable; any number of threads may search with one.
class TextFinder
{
public:
    /// Fails with `Usage` and one sentence where the terms are empty or no regular expression.
    static Result<TextFinder> of(const FindTerms &terms);

    /// The places of what is looked for, in order and without overlap, the first `most` of them; empty matches of an
    /// expression do not count. Fails where the expression costs too much on this text.
    Result<QList<ByteRange>> places(QByteArrayView text, qsizetype most) const;

    /// What stands in for `place` of `text`: `replacement`, in which for an expression `$1` or `${name}` is what a
    /// group matched, `$0` all of it and `$$` a dollar. Fails with `Usage` where it names a group that is not there.
    Result<QByteArray> replacementFor(ByteRange place, QByteArrayView text, const QString &replacement) const;

private:
    explicit TextFinder(Literal literal) : m_what(std::move(literal)) {}
    explicit TextFinder(Pattern pattern) : m_what(std::move(pattern)) {}

    std::variant<Literal, Pattern> m_what;
};

/// Says in one sentence what of `replacement` is put in as it stands though it is meant otherwise in other programs:
/// `\1` and `\n`, and `$1` where `expression` is off. Empty where there is nothing to say.
QString replacementHint(const QString &replacement, bool expression);

} // namespace tearsheet
