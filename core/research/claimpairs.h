// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/claim.h"
#include "core/research/figuresin.h"

#include <optional>

namespace tearsheet {

/// A statement and the note that makes it.
struct Stated
{
    const Statement *statement = nullptr;
    const NoteStatements *note = nullptr;
};

/// Two of a list that are of the same, by their places in it.
struct StatedPair
{
    int a = -1;
    int b = -1;
    Judgement judgement;
};

/// The claims among statements of one subject and of metrics of one name. Quadratic in their number.
QList<StatedPair> pairsOfMetric(const QList<Stated> &stated);

/// What statements of the same figure have in common: their subject and the figure, in basic units. Nothing where a
/// figure tells nothing: a rank, a time.
std::optional<quint64> figureKey(const Statement &statement);

/// The claims among statements with one `figureKey` that call what they measure by other names, at least one of them
/// by words of its own: "Initial demand" and "Order signal" of the same 50,000 orders. They agree, being of the same
/// by their figure and by a word that both say, or by a figure that is the same by no chance. Quadratic in their
/// number.
QList<StatedPair> pairsOfFigure(const QList<Stated> &stated);

} // namespace tearsheet
