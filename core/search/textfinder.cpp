// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/textfinder.h"

#include "core/text/utf8.h"

#include <QObject>

namespace tearsheet {

using namespace Qt::StringLiterals;

Result<TextFinder> TextFinder::of(const FindTerms &terms)
{
    if (terms.text.isEmpty())
        return failure(ErrorCode::Usage, {}, QObject::tr("There is nothing to look for."));
    if (!terms.expression)
        return TextFinder(Literal(terms.text, terms.caseSensitive, terms.wholeWords));
    // Compiled as it was typed first: what is wrong with it is to be said about that.
    Result<Pattern> pattern = Pattern::compile(terms.text, terms.caseSensitive);
    if (pattern && terms.wholeWords)
        pattern = Pattern::compile(u"\\b(?:%1)\\b"_s.arg(terms.text), terms.caseSensitive);
    if (!pattern)
        return std::unexpected(pattern.error());
    return TextFinder(*std::move(pattern));
}

Result<QList<ByteRange>> TextFinder::places(QByteArrayView text, qsizetype most) const
{
    QList<ByteRange> places;
    const auto *const pattern = std::get_if<Pattern>(&m_what);
    for (qsizetype from = 0; from <= text.size() && places.size() < most;) {
        std::optional<ByteRange> place;
        if (pattern) {
            const Result<std::optional<ByteRange>> found = pattern->find(text, from);
            if (!found)
                return std::unexpected(found.error());
            place = *found;
        } else {
            place = std::get<Literal>(m_what).find(text, from);
        }
        if (!place)
            break;
        if (place->isEmpty()) {
            const qsizetype end = place->end;
            from = end < text.size() ? end + sequenceLength(text, end) : end + 1;
        } else {
            places.append(*place);
            from = place->end;
        }
    }
    return places;
}

QString replacementHint(const QString &replacement, bool expression)
{
    for (qsizetype i = 0; i + 1 < replacement.size(); ++i) {
        const QChar next = replacement.at(i + 1);
        const QString seen = replacement.sliced(i, 2);
        if (replacement.at(i) == u'\\' && next.isDigit())
            return expression ? QObject::tr("%1 is put in as it stands. A group is written $%2.").arg(seen, next)
                              : QObject::tr("%1 is put in as it stands.").arg(seen);
        if (replacement.at(i) == u'\\' && (next == u'n' || next == u't'))
            return QObject::tr("%1 is put in as it stands.").arg(seen);
        if (!expression && replacement.at(i) == u'$' && next.isDigit())
            return QObject::tr("%1 is put in as it stands: groups are of regular expressions.").arg(seen);
    }
    return {};
}

Result<QByteArray> TextFinder::replacementFor(ByteRange place, QByteArrayView text, const QString &replacement) const
{
    if (const auto *const pattern = std::get_if<Pattern>(&m_what))
        return pattern->expanded(place, text, replacement);
    return replacement.toUtf8();
}

} // namespace tearsheet
