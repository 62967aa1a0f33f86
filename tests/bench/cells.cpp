// SPDX-License-Identifier: GPL-3.0-or-later
// How fast cells are read and what they take in memory, on cells as analysts write them: half of them words, the others
// figures of every kind. The floor is the least that any reading does: cutting the text into cells and asking strtod.
#include "core/table/cellfields.h"
#include "tests/bench/measure.h"

#include <QByteArrayList>

#include <cstdlib>
#include <random>

using namespace tearsheet;

namespace {

// Shapes with about the shares they have in a vault; `9` becomes any figure.
QByteArray cellsOf(int count)
{
    const QByteArrayList shapes{"Regional grid operator",
                                "Supply agreement",
                                "Head of storage",
                                "[[Kestrel Energy]]",
                                "Cathode materials",
                                "[[Norrland Cells|Norrland]] joint venture",
                                "Chair",
                                "Europe",
                                "Long-standing customer of both divisions",
                                "In talks",
                                "Founder",
                                "Family holding",
                                "**Fennmark**",
                                "KSTR",
                                "Spun out of a university",
                                "Wind, solar",
                                "Series B lead",
                                "Level 3 automation",
                                "Falls 9 with the cycle",
                                "Ramping (new line 9)",
                                "EPS",
                                "flat",
                                "—",
                                "n/a",
                                "$9.9B",
                                "~$99M",
                                "€9.9bn",
                                "$9.9B (+99%)",
                                "$99-99M",
                                "~$9B+",
                                "RMB 9.9B (~$9.9B)",
                                "99%",
                                "+9.9%",
                                "~99%",
                                "9-99%",
                                "-9.9% YoY",
                                "9,999",
                                "~99,000",
                                "9.9M",
                                "2009",
                                "2019",
                                "Mar 2021",
                                "March 9, 2022",
                                "2021-09-19",
                                "Q3 2025",
                                "FY2025",
                                "2021-23",
                                "99 GWh",
                                "~9.9 GWh/year",
                                "999+ stores",
                                "\\#9 globally",
                                "9.9x",
                                "99 months",
                                "[[Kestrel Energy]] (99%)",
                                "[[Norrland]], [[Fennmark]]",
                                "Yes",
                                "9999.T",
                                "T+99",
                                "-9.9σ"};
    std::mt19937 random(5); // NOLINT: the same cells each time.
    QByteArray text;
    for (int i = 0; i < count; ++i) {
        QByteArray cell = shapes.at(static_cast<qsizetype>(random() % static_cast<size_t>(shapes.size())));
        for (char &c : cell) {
            if (c == '9')
                c = static_cast<char>('1' + random() % 9);
        }
        text += cell + '\n';
    }
    return text;
}

template <typename Work>
void forEachLine(QByteArrayView text, Work work)
{
    for (qsizetype begin = 0; begin < text.size();) {
        const qsizetype end = text.indexOf('\n', begin);
        work(text.sliced(begin, end - begin));
        begin = end + 1;
    }
}

} // namespace

int main()
{
    constexpr int Count = 360'000;
    const QByteArray text = cellsOf(Count);
    double sum = 0;
    const double floor = median("cut into cells, strtod", 9, [&] {
        forEachLine(text, [&](QByteArrayView cell) { sum += std::strtod(cell.data(), nullptr); });
    });
    qsizetype quantities = 0;
    const double read = median("360,000 cells read", 9, [&] {
        forEachLine(text, [&](QByteArrayView cell) { quantities += readCell(cell).quantities.size(); });
    });
    median("read and printed as fields", 3, [&] {
        forEachLine(text, [&](QByteArrayView cell) { quantities += cellFields(readCell(cell)).number.size(); });
    });
    std::printf("%-44s %9.2f M/s  (at least 1)\n", "cells a second on one core", Count / read / 1000);
    ratio("reading : floor", read, floor, 40);

    const qint64 before = anonymousMemory();
    QList<CellValue> values;
    values.reserve(Count);
    forEachLine(text, [&](QByteArrayView cell) { values.append(readCell(cell)); });
    std::printf("%-44s %9.1f MB   (at most 60)\n", "memory of 360,000 typed cells",
                static_cast<double>(anonymousMemory() - before) / 1e6);
    return sum > 0 && quantities > 0 ? 0 : 1;
}
