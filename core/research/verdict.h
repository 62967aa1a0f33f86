// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/statement.h"

#include <optional>

namespace tearsheet {

/// How two statements of the same subject, metric and scope stand to each other.
enum class Verdict : quint8 {
    Agree,         ///< Equal within rounding, qualifiers and bounds.
    Contradict,    ///< Of the same time, or neither says when, and further apart than rounding explains.
    Stale,         ///< They differ, and one is of another time than the other.
    NotComparable, ///< Of other kinds, units or currencies.
};

/// The word for a verdict: `not-comparable`.
QByteArrayView verdictName(Verdict verdict);

/// A verdict with how far apart the values are.
struct Judgement
{
    Verdict verdict = Verdict::Agree;
    double gap = 0;    ///< Natural logarithm of their quotient; 0 where they agree.
    int later = 0;     ///< Of `Stale`: -1 the first is of the later time, 1 the second, 0 nothing tells.
    bool weak = false; ///< Of `Stale`: only when the notes were last changed tells, which is weak evidence.

    bool operator==(const Judgement &) const = default;
};

/// Whether a statement can be compared with others at all: a number or a time, of something that is named.
bool isComparable(const Statement &statement);

/// Whether a statement can be compared with what other notes say. Words outside the vocabulary mean the same in two
/// notes where they are several.
bool mayBeClaim(const Statement &statement);

/// Whether two statements of one subject and metric are of the same scope, as far as headers, sections and notes tell.
bool haveSameScope(const Statement &left, const Statement &right);

/// Whether two that are not may be so all the same, one of them saying less than it means: enough where both say the
/// same figure.
bool mayHaveSameScope(const Statement &left, const Statement &right);

/// Whether two that are found to be of other scopes may be of the same after all where the words beside them say so,
/// too, and the figures are equal: neither shares and other parts, nor deals, nor changes, nor figures of one digit.
bool mayMeanSame(const Statement &left, const Statement &right);

/// Compares two statements of the same subject, metric and scope. Symmetric but for `later`.
/// Nothing where they speak of different things after all: a quarter's figure and a year's, a plan and what is.
std::optional<Judgement> judge(const Statement &left, const Statement &right);

/// Whether a cell that states several values, "$13B booked; $20B billed", states one that agrees with `other`, whatever
/// its first one does; `text` is its note's.
bool statesAlso(const Statement &statement, QByteArrayView text, const Statement &other);

} // namespace tearsheet
