// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

namespace tearsheet {

/// Runs `work` `rounds` times after one that does not count, prints the median with the least and the most, and returns
/// the median, all in milliseconds. `prepare` runs before each, and its time does not count.
template <typename Prepare, typename Work>
double median(const char *what, int rounds, Prepare prepare, Work work)
{
    std::vector<double> times;
    for (int round = 0; round <= rounds; ++round) {
        prepare();
        const auto begin = std::chrono::steady_clock::now();
        work();
        const std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - begin;
        if (round > 0)
            times.push_back(time.count());
    }
    std::ranges::sort(times);
    const double middle = times[times.size() / 2];
    std::printf("%-44s %9.3f ms   (%.3f to %.3f)\n", what, middle, times.front(), times.back());
    return middle;
}

template <typename Work>
double median(const char *what, int rounds, Work work)
{
    return median(what, rounds, [] {}, work);
}

/// Prints how `ours` compares with `floor`, and what it may be at most.
inline void ratio(const char *what, double ours, double floor, double most)
{
    std::printf("%-44s %9.2f      (at most %.2f)\n", what, ours / floor, most);
}

/// Bytes of memory that this process has to itself and not from files (RssAnon).
inline qint64 anonymousMemory()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray all = status.readAll();
    const qsizetype begin = all.indexOf("RssAnon:");
    const QByteArray line = all.sliced(begin, all.indexOf('\n', begin) - begin);
    return line.sliced(8).chopped(2).trimmed().toLongLong() * 1024;
}

} // namespace tearsheet
