// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/dates.h"

#include "core/text/bytes.h"

#include <algorithm>
#include <array>

namespace tearsheet {

namespace {

int number(QByteArrayView digits)
{
    return std::ranges::all_of(digits, isDigit) ? digits.toInt() : -1;
}

QDate isoDate(QByteArrayView text)
{
    if (text.size() < 10 || text[4] != '-' || text[7] != '-')
        return {};
    return {number(text.first(4)), number(text.sliced(5, 2)), number(text.sliced(8, 2))};
}

// "May 2026", also with the month's whole name.
QDate monthDate(QByteArrayView text)
{
    static constexpr std::array<QByteArrayView, 12> Months{"jan", "feb", "mar", "apr", "may", "jun",
                                                           "jul", "aug", "sep", "oct", "nov", "dec"};
    const qsizetype blank = text.indexOf(' ');
    if (blank < 3 || text.size() < blank + 5)
        return {};
    const auto month = std::ranges::find_if(
        Months, [&](QByteArrayView name) { return text.first(3).compare(name, Qt::CaseInsensitive) == 0; });
    if (month == Months.end())
        return {};
    return {number(text.sliced(blank + 1, 4)), static_cast<int>(month - Months.begin()) + 1, 1};
}

QDate dateAt(QByteArrayView text)
{
    if (text.startsWith("[["))
        text = text.sliced(2);
    const QDate day = isoDate(text);
    return day.isValid() ? day : monthDate(text);
}

// The last line of `text` that begins with `word`.
QByteArrayView lastFooter(QByteArrayView text, QByteArrayView word)
{
    const auto begins = [&](qsizetype at) {
        return (at == 0 || isLineEnd(text[at - 1])) && text.sliced(at).startsWith(word);
    };
    qsizetype begin = text.lastIndexOf(word[0]);
    while (begin > 0 && !begins(begin))
        begin = text.first(begin).lastIndexOf(word[0]);
    if (begin < 0 || !begins(begin))
        return {};
    const QByteArrayView rest = text.sliced(begin);
    const auto end = std::ranges::find_if(rest, isLineEnd);
    return rest.first(end - rest.begin());
}

QDate propertyDate(const NoteFacts &facts, QStringView key)
{
    for (const Property &property : facts.properties) {
        if (property.key.compare(key, Qt::CaseInsensitive) == 0 && property.values.size() == 1)
            return isoDate(property.values.first().toUtf8());
    }
    return {};
}

} // namespace

void readDates(QByteArrayView text, NoteFacts &facts)
{
    const QByteArrayView body = text.sliced(facts.body);
    const QByteArrayView created = lastFooter(body, "*Created ");
    facts.created = propertyDate(facts, u"created");
    if (!facts.created.isValid() && !created.isEmpty())
        facts.created = dateAt(created.sliced(9));
    facts.updated = propertyDate(facts, u"updated");
    if (!facts.updated.isValid())
        facts.updated = propertyDate(facts, u"modified");
    if (facts.updated.isValid())
        return;
    const QByteArrayView updated = lastFooter(body, "*Updated ");
    if (!updated.isEmpty())
        facts.updated = dateAt(updated.sliced(9));
    if (const qsizetype also = created.indexOf("pdated "); !facts.updated.isValid() && also > 0)
        facts.updated = dateAt(created.sliced(also + 7));
}

} // namespace tearsheet
