// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/wait.h>
#include <unistd.h>

namespace tearsheet {

/// A copy of this process that does one thing beside it.
class ChildProcess
{
public:
    /// Begins `work`, which tells whether it went well.
    template <typename Work>
    explicit ChildProcess(const Work &work) : m_id(fork())
    {
        if (m_id == 0)
            _exit(work() ? 0 : 1);
    }

    /// Waits for the end. Whether the work went well, or a fault ended the process.
    bool succeeded() const
    {
        int status = 0;
        return waitpid(m_id, &status, 0) == m_id && WIFEXITED(status) && WEXITSTATUS(status) == 0;
    }

private:
    pid_t m_id;
};

/// Runs `work` in a process of its own, and returns the number that it gives, or -1 where that process failed.
template <typename Work>
int resultOfChild(const Work &work)
{
    const pid_t id = fork();
    if (id == 0)
        _exit(work());
    int status = 0;
    return waitpid(id, &status, 0) == id && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// Runs `work` in a process of its own, which a fault may end.
template <typename Work>
bool inChild(const Work &work)
{
    return ChildProcess([&] {
               work();
               return true;
           })
        .succeeded();
}

} // namespace tearsheet
