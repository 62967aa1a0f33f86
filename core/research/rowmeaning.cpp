// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/rowmeaning.h"

#include "core/research/labelwords.h"

#include <algorithm>

namespace tearsheet {

bool beginsAsFigure(QByteArrayView cell)
{
    constexpr QStringView Numerals = u"〇零一二三四五六七八九十百千万億亿";
    const QString text = QString::fromUtf8(cell.first(std::min<qsizetype>(cell.size(), 32)));
    const auto first = std::ranges::find_if(text, [](QChar c) { return c.isLetterOrNumber(); });
    return first != text.end() && (first->isNumber() || Numerals.contains(*first));
}

bool isOfLines(const Metric &metric)
{
    if (!metric.term)
        return false;
    const bool isOfMarket = metric.term->measured == Measured::Share || metric.term->measured == Measured::Rank;
    return metric.term->flow || (metric.term->scoped && !metric.term->deal && !isOfMarket);
}

bool isOfEvents(const Metric &metric)
{
    return metric.term
           && (metric.term->deal || metric.term->flow || metric.term->measured == Measured::Amount
               || metric.term->name == "valuation");
}

QByteArray partNamed(QByteArrayView cell)
{
    LabelWords phrase;
    readLabel(cell, phrase);
    return wordSet({phrase.words.begin(), phrase.words.end()});
}

QByteArray lineNamed(QByteArrayView cell)
{
    constexpr qsizetype Most = 4;
    if (std::ranges::any_of(cell, [](char c) { return QByteArrayView(",;/+&").contains(c); }))
        return {};
    const QByteArray words = partNamed(cell);
    return setContains(words, "and") || wordsOf(words).size() > Most ? QByteArray() : words;
}

bool isToCome(QByteArrayView when, QDate noted)
{
    if (!noted.isValid())
        return false;
    LabelWords phrase;
    readLabel(when, phrase);
    const auto begin = firstDay(phrase.period);
    return begin && *begin > noted.toJulianDay();
}

bool isSetApart(QByteArrayView time)
{
    constexpr qsizetype Least = 3;
    if (time.size() < Least || time.front() != time.back() || (time.front() != '*' && time.front() != '_'))
        return false;
    return time[1] != time.front();
}

bool isSeries(const TableShape &shape, qsizetype rows)
{
    constexpr int Several = 2;
    if (shape.form == TableForm::TimeRows)
        return rows >= Several;
    return std::ranges::count_if(
               shape.columns,
               [](const ColumnMeaning &column) { return column.value && column.metric.period.isValid(); })
           >= Several;
}

} // namespace tearsheet
