// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/change/renameplan.h"

namespace tearsheet {

/// A file of a vault that is written in a test.
struct VaultFile
{
    NotePath path;
    QByteArray bytes;

    bool operator==(const VaultFile &) const = default;
};

/// The files of a vault written as one text. A line `//- PATH` begins a file, the lines up to the next one are its
/// bytes; empty lines before the first are skipped. A text that is none ends the test program.
QList<VaultFile> vaultFiles(QByteArrayView text);

/// The complete snapshot of such a vault, notes parsed and indexed, nothing on disk.
Snapshot vaultOf(QByteArrayView text);

/// The vault that `plan` makes of `before`, written as one text. Edits that do not fit end the test program.
QByteArray textAfter(const ChangePlan &plan, const Snapshot &before);

} // namespace tearsheet
