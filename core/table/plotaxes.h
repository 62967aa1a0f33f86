// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/plotdata.h"

#include <QHash>

// How the numbers of a plot are brought to common units: for `core/table` alone.
namespace tearsheet::plotting {

/// What is of one unit can stand on one axis.
struct UnitKey
{
    QByteArray base; ///< "%" for every percentage, whatever it is of.
    Currency currency;

    bool operator==(const UnitKey &) const = default;
};

size_t qHash(const UnitKey &key, size_t seed = 0);

/// What a cell says to a plot.
struct Reading
{
    enum class State : quint8 { Missing, Text, Number };

    State state = State::Missing;
    UnitKey key;
    double number = 0; ///< In basic units.
    double low = PlotPoint::None;
    double high = PlotPoint::None;
    QByteArray unit; ///< As written.
    bool percent = false;
    bool approximate = false;
    bool atLeast = false;
    bool atMost = false;
    bool estimate = false;

    bool isRange() const { return low == low; }
};

Reading readingOf(const CellValue &value);

/// The unit that most of `readings` have; nothing where none is a number.
std::optional<UnitKey> commonUnit(const QList<Reading> &readings);

/// The axis for numbers of one unit, scaled by the largest of them.
PlotAxis axisOf(const QList<const QList<Reading> *> &series, const UnitKey &key);

} // namespace tearsheet::plotting
