// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/store/filecalls.h"
#include "tests/support/temporaryvault.h"

#include <QMap>
#include <QStringList>

namespace tearsheet {

/// A vault, and a user's data folder of its own, which is the program's until the next one is made. Both are gone with
/// the object. They lie in memory, where the system has a folder for that: disks take long to sync.
class TemporaryMachine
{
public:
    /// The files of a vault with their bytes, by path.
    using Files = QMap<QString, QByteArray>;

    explicit TemporaryMachine(QByteArrayView text = {});

    const TemporaryVault &vault() const { return m_vault; }
    QString root() const { return m_vault.root(); }

    /// The vault and the data folder.
    QStringList folders() const;

    /// What lies in the vault, but for what a call that failed or a crash may leave beside the files that it wrote.
    Files files() const;

    /// What the program does when it opens the vault: it finishes or undoes what was begun.
    Result<> recover(const FileCalls &calls) const;

    /// Takes away what `recover` goes by.
    void loseJournals() const;

private:
    TemporaryVault m_vault;
    QTemporaryDir m_data;
};

} // namespace tearsheet
