// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTypes>

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace tearsheet {

/// Calls `work(i)` for every `i` from 0 to `count` - 1, in portions of `portion` by all cores, the caller's included.
/// Returns when all is done. `work` may run for several `i` at once.
template <typename Work>
void forAll(qsizetype count, qsizetype portion, const Work &work)
{
    std::atomic<qsizetype> next = 0;
    const auto run = [&] {
        for (qsizetype begin; (begin = next.fetch_add(portion)) < count;) {
            for (qsizetype i = begin; i < std::min(begin + portion, count); ++i)
                work(i);
        }
    };
    const qsizetype portions = (count + portion - 1) / portion;
    std::vector<std::jthread> helpers;
    for (qsizetype i = 1; i < std::min<qsizetype>(portions, std::thread::hardware_concurrency()); ++i)
        helpers.emplace_back(run);
    run();
}

} // namespace tearsheet
