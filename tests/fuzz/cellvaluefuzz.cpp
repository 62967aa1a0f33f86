// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes are a cell: its reading has what its kind promises, and is printed in the characters of numbers.
#include "core/research/figuresin.h"
#include "core/table/cellcontext.h"
#include "core/table/cellfields.h"
#include "tests/fuzz/fuzzinput.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    using namespace tearsheet;
    FuzzInput input(data, size);
    const QByteArray cell = input.bytes();
    const QByteArray header = input.bytes();
    const CellContext context = contextOf(header, yenOf(header));
    for (const CellValue &value : {readCell(cell), readCell(cell, context)}) {
        require(!value.isNumeric() || !value.quantities.isEmpty());
        require(!value.isTime() || !value.periods.isEmpty());
        const CellFields fields = cellFields(value);
        require(fields.kind == kindName(value.kind));
        for (const char c : fields.number)
            require((c >= '0' && c <= '9') || QByteArrayView("+-.;>/:").contains(c));
        for (const Quantity &quantity : value.quantities) {
            require(!(quantity.low() > quantity.high()));
            require(canonicalUnit(quantity.unit).factor > 0);
        }
        for (const Period &period : value.periods) {
            require(period.isValid());
            const auto first = firstDay(period);
            const auto last = lastDay(period);
            require(!first || !last || period.form == Period::Form::Interval || *first <= *last);
        }
        require(compareCells(value, value) == 0);
    }
    quint32 end = 0;
    for (const FoundFigure &figure : figuresIn({0, static_cast<quint32>(cell.size())}, cell)) {
        require(figure.range.begin >= end && !figure.range.isEmpty() && figure.range.end <= cell.size());
        end = figure.range.end;
        (void)figureHashes(figure);
    }
    return 0;
}
