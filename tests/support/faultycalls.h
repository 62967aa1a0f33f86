// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/filecalls.h"

namespace tearsheet {

/// What happens at one of the calls.
enum class Fault {
    Error,      ///< It does nothing and fails with the given `errno`.
    ShortWrite, ///< A write takes half of its bytes; other calls do their work.
    Kill,       ///< It does its work, and the process ends at once.
};

/// The system's calls, counted from 1, of which number `at` goes wrong; 0 for none. One set at a time in a process.
const FileCalls &faultyCalls(int at, Fault fault = Fault::Error, int error = 0);

/// How many calls there were since `faultyCalls`.
int faultyCallCount();

} // namespace tearsheet
