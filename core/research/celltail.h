// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/metric.h"
#include "core/table/quantity.h"
#include "core/text/byterange.h"

#include <optional>

namespace tearsheet {

/// What stands behind the value of a cell: words that say what it is of, and others.
struct CellTail
{
    QByteArray scope;   ///< `wordSet`: "infrastructure cloud" of `~31% of cloud infrastructure`.
    QByteArray context; ///< `wordSet` of the other words.
    Period period;      ///< When it holds: `$60B (Series H, Apr 2026)`.
    bool projected = false;
};

/// Reads the tail of a cell with a number. Of values that are of something (`scoped`) brief remarks are their scope, of
/// a rank all is.
CellTail readTail(QByteArrayView cell, bool scoped, bool rank);

/// Whether below a header anything may be said: "Status", "Size". What a cell there is of it says itself.
bool saysAnything(const Metric &header);

/// The measure that a cell at `range` of `text` names behind its figure, to which the range is cut then: "valuation" of
/// `~$15B valuation (2021)`. Without a term where other words stand there.
Metric metricIn(ByteRange &range, QByteArrayView text);

/// What a cell at `range` of `text` says behind semicolons, piece by piece; of many the first ones.
QList<ByteRange> clausesBehind(ByteRange range, QByteArrayView text);

/// The places that a cell at `range` of `text` says, each with what it is of: two of "#1 sails, #2 hulls".
QList<ByteRange> ranksIn(ByteRange range, QByteArrayView text);

/// Whether a word names a step from ore to what is made of it: a share in one is none in another.
bool namesStage(std::string_view word);

/// The step that a word names, or says to be done: "refining" of "refined"; empty where it does neither.
QByteArray stepOf(std::string_view word);

/// The shares in such steps that a cell says, each with its step: two of "~60% mining, ~90% refining".
QList<ByteRange> sharesIn(ByteRange range, QByteArrayView text);

/// Whose share of something a cell says.
struct NamedShare
{
    ByteRange name;
    ByteRange share;      ///< "~60%"
    QByteArray step;      ///< `namesStage` holds of it; empty where it says none.
    bool isAlone = false; ///< Nothing else is said in the parentheses: it may be a part of the named one itself.
};

/// The shares that a cell at `range` of `text` says in parentheses behind names: "[[Norrland]] (~60% of mining), Skua
/// (20%)". What says more than a share, a whole or a step is none.
QList<NamedShare> namedSharesIn(ByteRange range, QByteArrayView text);

/// The same sum in another currency, which a cell that reads as `value` has in parentheses ahead of a remark: "$14B" of
/// `€12B ($14B, Sep 2025)`. Nothing where `value` has it already.
std::optional<Quantity> otherSum(QByteArrayView cell, const CellValue &value);

/// The share that a cell with a rank adds: "13%" of `#2 globally (13% share)`; empty where it does not.
ByteRange shareBehind(ByteRange range, QByteArrayView text);

} // namespace tearsheet
