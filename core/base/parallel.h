// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTypes>

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace tearsheet {

/// Calls `work(i, state)` for every `i` from 0 to `count` - 1, in portions of `portion` by all cores, the caller's
/// included. Each thread has a `state` of its own, from `make()`: what is worth keeping from one `i` to the next.
/// Returns when all is done. `work` may run for several `i` at once.
template <typename Make, typename Work>
void forAll(qsizetype count, qsizetype portion, const Make &make, const Work &work)
{
    std::atomic<qsizetype> next = 0;
    const auto run = [&] {
        auto state = make();
        for (qsizetype begin; (begin = next.fetch_add(portion)) < count;) {
            for (qsizetype i = begin; i < std::min(begin + portion, count); ++i)
                work(i, state);
        }
    };
    const qsizetype portions = (count + portion - 1) / portion;
    std::vector<std::jthread> helpers;
    for (qsizetype i = 1; i < std::min<qsizetype>(portions, std::thread::hardware_concurrency()); ++i)
        helpers.emplace_back(run);
    run();
}

/// The same where nothing is kept: `work(i)`.
template <typename Work>
void forAll(qsizetype count, qsizetype portion, const Work &work)
{
    forAll(count, portion, [] { return 0; }, [&](qsizetype i, int) { work(i); });
}

} // namespace tearsheet
