// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtClassHelperMacros>

#include <csignal>

#include <sys/resource.h>

namespace tearsheet {

/// As long as it lives, this process cannot write into files, whoever runs it: as on a full disk.
class NoFileGrows
{
public:
    NoFileGrows()
    {
        ::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit none{0, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &none);
    }
    ~NoFileGrows() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    Q_DISABLE_COPY_MOVE(NoFileGrows)

private:
    rlimit m_before{};
};

} // namespace tearsheet
