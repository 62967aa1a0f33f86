// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/recentvalues.h"
#include "core/research/headingscope.h"
#include "core/table/cellcontext.h"

namespace tearsheet {

/// What a heading says by itself of the tables below it, whatever its note; nobody's name is looked up.
struct HeadingMeaning
{
    QByteArray title;       ///< Its words but for what stands in parentheses.
    Period period;          ///< When what stands below it holds, or the day with which it begins.
    Period after;           ///< As `period` but for that day.
    Period others;          ///< Of those whom the note is not about: "vs peers Q1 2026".
    CellContext sums;       ///< What bare numbers are where they are money: "(USD billions)".
    bool yenSign = false;   ///< `sums` says its currency by the sign that two currencies share.
    bool verified = false;  ///< The time is when the figures were checked.
    bool fiscal = false;    ///< It says that its years are financial ones.
    bool projected = false; ///< It speaks of plans and estimates.
    qsizetype nameEnd = 0;  ///< Where a name ends that may stand ahead of "financials"; 0 where none does.
    bool usual = false;     ///< "Why Kestrel matters": the usual sheet of a note, of nothing else.
    const MetricTerm *measured = nullptr; ///< What it says is measured; null where it says no such thing.
    QByteArray measuredScope;             ///< `wordSet` of what that is of: "cell" of "Cell market share".
    QByteArray context;                   ///< `wordSet` of what it speaks of beside usual sections.
    QByteArray telling;                   ///< `wordSet` of what it says that its section is of.
    QByteArray scope;                     ///< Those of them that are a name; a sentence names nothing.
};

HeadingMeaning headingMeaning(QByteArrayView heading);

/// Reads headings, which notes share: each is read once.
class HeadingReader
{
public:
    /// Valid until the next call.
    const HeadingMeaning &read(QByteArrayView heading);

private:
    RecentValues<QByteArray, HeadingMeaning> m_known{4096};
    HeadingMeaning m_rare;
};

/// What the line above a table says of it.
struct LeadMeaning
{
    Period period;
    Period others;
    CellContext sums;
    bool yenSign = false;
    bool verified = false;
    bool projected = false;
    bool few = false;   ///< It is a few words; more are a sentence, which may speak of much.
    QByteArray context; ///< `wordSet` of what it speaks of.
    QByteArray name;    ///< Those words where they are a name.
    QList<DatedMetric> dated;
};

LeadMeaning leadMeaning(QByteArrayView line);

/// The words of a phrase that say more than that a usual section follows, in its order.
QList<QByteArray> contextWords(const LabelWords &phrase);

/// `wordSet` of a list that owns its words.
QByteArray wordSetOf(const QList<QByteArray> &words);

} // namespace tearsheet
