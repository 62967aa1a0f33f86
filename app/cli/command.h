// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/vault/snapshot.h"

#include <QJsonDocument>
#include <QStringList>

#include <span>

namespace tearsheet {

/// What a command has to say: lines for people, and the same as one JSON document.
struct Answer
{
    QStringList lines;
    QJsonDocument json;
};

/// One command of the command line program.
struct Command
{
    QStringView name;
    QStringView arguments; ///< For the usage text: "VAULT [NOTE]".
    QStringView summary;
    int fewest = 1; ///< Arguments, the vault included.
    int most = 1;
    Result<Answer> (*run)(const Snapshot &snapshot, const QStringList &arguments); ///< Arguments without the vault.
};

/// Every command, in the order of the usage text.
std::span<const Command> commands();

/// The note that `nameOrPath` means; an error in one sentence where there is none.
Result<int> noteNamed(const Snapshot &snapshot, const QString &nameOrPath);

Result<Answer> links(const Snapshot &snapshot, const QStringList &arguments);
Result<Answer> backlinks(const Snapshot &snapshot, const QStringList &arguments);
Result<Answer> unresolved(const Snapshot &snapshot, const QStringList &arguments);

} // namespace tearsheet
