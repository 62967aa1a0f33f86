// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/caption.h"

#include "core/research/celltail.h"
#include "core/research/section.h"
#include "core/research/sharesentence.h"
#include "core/table/cellcursor.h"

#include <algorithm>
#include <utility>

namespace tearsheet {

namespace {

// What is a company's or a country's own wherever it is said. What one of two has of the other is not among it: a
// stake, a deal, a part of sales.
bool isOwnMeasure(const Metric &metric)
{
    constexpr std::string_view Names[] = {"valuation",
                                          "market cap",
                                          "enterprise value",
                                          "aum",
                                          "revenue",
                                          "net income",
                                          "eps",
                                          "ebitda",
                                          "operating income",
                                          "net loss",
                                          "arr",
                                          "backlog",
                                          "founded",
                                          "born",
                                          "employees",
                                          "population",
                                          "gdp",
                                          "gdp per capita",
                                          "capex",
                                          "net worth",
                                          "total raised",
                                          "subscribers",
                                          "users",
                                          "mau",
                                          "wau",
                                          "dau",
                                          "total assets",
                                          "gross margin",
                                          "operating margin",
                                          "free cash flow"};
    if (!metric.term)
        return false;
    const bool ofMarket = metric.term->name == "market share" && !metric.scope.isEmpty() && metric.whose.isEmpty();
    return ofMarket || (metric.scope.isEmpty() && isOneOf(metric.term->name, Names));
}

// Cuts text into clauses: at commas, semicolons, brackets, dashes, colons and "and".
class Clauses
{
public:
    Clauses(ByteRange range, QByteArrayView text) : m_text(text), m_rest(range) {}

    // The next one, trimmed; empty behind the last.
    ByteRange next()
    {
        while (!m_rest.isEmpty()) {
            quint32 end = m_rest.begin;
            qsizetype mark = 0;
            while (end < m_rest.end && (mark = markAt(end)) == 0)
                ++end;
            const ByteRange clause = trimmed({m_rest.begin, end});
            m_isInside = m_depth > 0;
            m_isAhead = end < m_rest.end && m_text[end] == ':';
            if (end < m_rest.end)
                m_depth += m_text[end] == '(' ? 1 : m_text[end] == ')' ? -1 : 0;
            m_rest.begin = std::min(m_rest.end, end + static_cast<quint32>(mark));
            if (!clause.isEmpty())
                return clause;
        }
        return {};
    }

    // Whether a colon stands behind the last one.
    bool isAhead() const { return m_isAhead; }

    // Whether parentheses are around it.
    bool isInside() const { return m_isInside; }

private:
    // How long the mark between clauses is that stands at `offset`; 0 where none does.
    qsizetype markAt(quint32 offset) const
    {
        constexpr QByteArrayView Marks[] = {", ", "; ", ": ", " \u2014 ", " \u2013 ", " and ", ". "};
        const char at = m_text[offset];
        if (at == '(' || at == ')' || at == ';' || isLineEnd(at))
            return 1;
        const QByteArrayView rest = ByteRange{offset, m_rest.end}.in(m_text);
        const auto mark = std::ranges::find_if(Marks, [&](QByteArrayView one) { return rest.startsWith(one); });
        return mark == std::end(Marks) ? 0 : mark->size();
    }

    ByteRange trimmed(ByteRange range) const
    {
        constexpr QByteArrayView Around = " \t\r\n*_.,";
        while (!range.isEmpty() && Around.contains(m_text[range.begin]))
            ++range.begin;
        while (!range.isEmpty() && Around.contains(m_text[range.end - 1]))
            --range.end;
        return range;
    }

    QByteArrayView m_text;
    ByteRange m_rest;
    int m_depth = 0;
    bool m_isAhead = false;
    bool m_isInside = false;
};

// Whether words behind a figure say at most when it was.
bool saysTimeAlone(QByteArrayView words, Period &period)
{
    LabelWords phrase;
    readLabel(words, phrase);
    const bool alone = std::ranges::all_of(phrase.words, [](std::string_view word) { return isFiller(word); });
    if (alone && phrase.period.isValid())
        period = phrase.period;
    return alone;
}

// "founded 2003", "EPS 2025 $4.10": the measure ahead of its figure, to which the range is cut then.
Metric metricAhead(ByteRange &range, QByteArrayView text)
{
    constexpr qsizetype Few = 4;
    constexpr QByteArrayView Scales[] = {" million", " billion", " trillion"};
    const QByteArrayView clause = range.in(text);
    // A time may stand ahead of the figure.
    for (qsizetype begin = 0, tried = 0; begin < clause.size() && tried < 2;) {
        qsizetype end = clause.indexOf(' ', begin);
        end = end < 0 ? clause.size() : end;
        const QByteArrayView token = clause.sliced(begin, end - begin);
        const qsizetype first = std::exchange(begin, end + 1);
        if (first == 0 || std::ranges::none_of(token, isDigit))
            continue;
        ++tried;
        LabelWords phrase;
        readLabel(clause.first(first), phrase);
        Metric metric = readMetric(phrase);
        for (const QByteArrayView scale : Scales)
            end += clause.sliced(end).startsWith(scale) ? scale.size() : 0;
        const bool named = metric.term && phrase.outer > 0 && phrase.outer <= Few;
        if (!named || !fits(metric.term->measured, readCell(token))
            || !saysTimeAlone(clause.sliced(end), metric.period))
            continue;
        range = ByteRange::of(range.begin + first, range.begin + end);
        return metric;
    }
    return {};
}

// The time that a clause ahead of figures says: "Q1 2026", "Q2 FY2026 results".
Period timeAhead(QByteArrayView clause)
{
    constexpr std::string_view Results[] = {"result", "earning", "print", "report",
                                            "number", "section", "added", "updated"};
    LabelWords phrase;
    readLabel(clause, phrase);
    const bool alone = std::ranges::all_of(
        phrase.words, [&](std::string_view word) { return isFiller(word) || isOneOf(word, Results); });
    return alone ? phrase.period : Period();
}

void readClauses(ByteRange range, const FileEntry &file, CaptionValue value, QList<CaptionValue> &values)
{
    const QByteArrayView text = file.note->text;
    const bool isHead = value.subject.note == file.path;
    bool isBehindValue = false;
    Clauses clauses(range, text);
    for (ByteRange clause = clauses.next(); !clause.isEmpty(); clause = clauses.next()) {
        const bool mayDate = std::exchange(isBehindValue, false) && clauses.isInside();
        if (clauses.isAhead()) {
            value.period = timeAhead(clause.in(text));
            continue;
        }
        if (std::ranges::none_of(clause.in(text), isDigit))
            continue;
        // "$29T (2025)" is of then, and beside "Harbour ($2B valuation)" somebody else's is a head's.
        if (const Period then = mayDate ? timeAhead(clause.in(text)) : Period(); then.isValid()) {
            Period &period = values.last().metric.period;
            period = period.isValid() ? period : then;
            continue;
        }
        if (clauses.isInside() && isHead)
            continue;
        value.range = clause;
        value.metric = metricIn(value.range, text);
        if (!value.metric.term)
            value.metric = metricAhead(value.range, text);
        value.value = readCell(value.range.in(text));
        const bool changes =
            !value.value.quantities.isEmpty() && value.value.quantities.first().form == Quantity::Form::Transition;
        const bool isValue = !changes && (value.value.isNumeric() || value.value.isTime());
        if (!isOwnMeasure(value.metric) || !isValue || !fits(value.metric.term->measured, value.value))
            continue;
        // Of somebody else a revenue is of a year, a quarter or a deal.
        const bool isTimed = value.metric.period.isValid() || value.period.isValid();
        isBehindValue = isHead || !value.metric.term->flow || isTimed;
        if (isBehindValue)
            values.append(value);
    }
}

// Whether a link stands first in its line, behind the marks of a list or of emphasis.
bool isFirst(const Link &link, QByteArrayView text)
{
    constexpr quint32 Most = 8;
    quint32 begin = link.range.begin;
    while (begin > 0 && link.range.begin - begin < Most && QByteArrayView(" \t-*+_").contains(text[begin - 1]))
        --begin;
    return begin == 0 || isLineEnd(text[begin - 1]);
}

// The clauses of `range` ahead of that in which `next` stands: it may be of that.
ByteRange upTo(const Link *next, ByteRange range, QByteArrayView text)
{
    if (!next || next->range.begin >= range.end)
        return range;
    range.end = std::max(range.begin, next->range.begin);
    const auto isOpen = [&] {
        const QByteArrayView rest = range.in(text);
        return !rest.isEmpty() && !QByteArrayView(",;()").contains(rest.back()) && !rest.endsWith("\u2014");
    };
    while (isOpen())
        --range.end;
    return range;
}

// What is said of a link in the line behind it; empty where nothing is.
ByteRange captionOf(const Link &link, const Note &note)
{
    constexpr quint32 Farthest = 400;
    constexpr QByteArrayView Leads[] = {" \u2014 ", " \u2013 ", ": ", " - "};
    const QByteArrayView text = note.text;
    ByteRange range{link.range.end, link.range.end};
    while (range.begin < text.size() && (text[range.begin] == '*' || text[range.begin] == '_'))
        ++range.begin;
    const QByteArrayView all = text.sliced(range.begin);
    const bool inBrackets = all.startsWith(" (");
    const bool leads = std::ranges::any_of(Leads, [&](QByteArrayView mark) { return all.startsWith(mark); });
    if (!inBrackets && !(leads && isFirst(link, text)))
        return {};
    range.end = range.begin;
    while (range.end < text.size() && range.end - range.begin < Farthest && !isLineEnd(text[range.end]))
        ++range.end;
    const QByteArrayView rest = range.in(text);
    if (inBrackets) {
        const qsizetype close = rest.indexOf(')');
        const bool goesOn = close > 0 && rest.sliced(close).startsWith(") \u2014") && isFirst(link, text);
        range.end = close < 0 ? range.begin : goesOn ? range.end : range.begin + static_cast<quint32>(close);
    }
    // Behind the first sentence it may be of anything.
    range = upTo(linkFrom(link.range.end, note), range, text);
    const qsizetype stop = range.in(text).indexOf(". ");
    return stop < 0 ? range : ByteRange{range.begin, range.begin + static_cast<quint32>(stop)};
}

// Sentences of the note's own above its first section, up to where each names somebody else.
void readHead(const FileEntry &file, const Names &names, QList<CaptionValue> &values)
{
    const Note &note = *file.note;
    const QByteArrayView text = note.text;
    const auto section =
        std::ranges::find_if(note.facts.headings, [](const Heading &heading) { return heading.level > 1; });
    const Subject own = names.own(file);
    const quint32 end = section == note.facts.headings.end() ? static_cast<quint32>(text.size()) : section->range.begin;
    for (const Block &block : note.facts.blocks) {
        if (block.range.begin >= end || block.kind == BlockKind::Table)
            break;
        if (block.kind != BlockKind::Paragraph || block.range.begin < note.facts.body)
            continue;
        for (quint32 begin = block.range.begin; begin < block.range.end;) {
            const qsizetype stop = ByteRange{begin, block.range.end}.in(text).indexOf(". ");
            const quint32 next = stop < 0 ? block.range.end : begin + static_cast<quint32>(stop) + 2;
            readClauses(upTo(linkFrom(begin, note), {begin, next}, text), file,
                        {.subject = own, .section = note.facts.headingAt(begin)}, values);
            begin = next;
        }
    }
}

} // namespace

QList<CaptionValue> readCaptions(const FileEntry &file, Names &names)
{
    QList<CaptionValue> values;
    const Note &note = *file.note;
    if (noteType(file) == NoteType::Thing)
        readHead(file, names, values);
    for (const Link &link : note.facts.links) {
        if (link.embed || link.range.begin < note.facts.body)
            continue;
        const ByteRange caption = captionOf(link, note);
        if (caption.isEmpty() || std::ranges::none_of(caption.in(note.text), isDigit)
            || !isProse(link.range, note.facts))
            continue;
        const Subject subject = names.linked(link, file);
        if (subject.note != file.path && names.isThing(subject))
            readClauses(caption, file, {.subject = subject, .section = note.facts.headingAt(link.range.begin)}, values);
    }
    std::ranges::sort(values, {}, [](const CaptionValue &one) { return one.range.begin; });
    return values;
}

} // namespace tearsheet
