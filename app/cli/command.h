// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/text/lineindex.h"
#include "core/vault/snapshot.h"

#include <QHash>
#include <QJsonDocument>
#include <QStringList>

#include <span>

namespace tearsheet {

/// What a command is asked.
struct Request
{
    QStringList arguments;              ///< Those behind the vault.
    QStringList options;                ///< Those given that only some commands have: "--raw".
    QStringList kinds;                  ///< What follows --fix.
    QHash<QString, QStringList> values; ///< What follows the options that take something: "--csv".
    QString root;                       ///< The vault's folder.
    qint64 indexTime = 0;               ///< What reading and indexing the vault took, in ms.

    bool has(QStringView option) const { return options.contains(option); }
};

/// What a command has to say: lines for people, and the same as one JSON document.
struct Answer
{
    QStringList lines;
    QByteArray patch; ///< Follows them, byte for byte.
    QJsonDocument json;
    int status = 0;         ///< 1 where `problems` found some.
    QStringList remarks;    ///< Besides, for people only: they go to the standard error where no JSON is wanted.
    QStringList complaints; ///< What went wrong beside; one sentence each.
};

/// One command of the command line program.
struct Command
{
    QStringView name;
    QStringView arguments; ///< For the usage text: "VAULT [NOTE]".
    QStringView summary;
    int fewest = 1; ///< Arguments, the vault included.
    int most = 1;
    Result<Answer> (*run)(const Snapshot &snapshot, const Request &request);
    QStringView options;   ///< Those of its own, with blanks between them: "--dry-run --keep-alias".
    bool asksVault = true; ///< Whether the first argument is a vault; others get an empty snapshot.
};

/// Every command, in the order of the usage text.
std::span<const Command> commands();

/// The note that `nameOrPath` means; an error in one sentence where there is none.
Result<int> noteNamed(const Snapshot &snapshot, const QString &nameOrPath);

/// The manual page, in roff.
QByteArray manualPage();

/// Completions for "bash", "zsh" or "fish"; empty for other shells.
QByteArray completions(QStringView shell);

Result<Answer> links(const Snapshot &snapshot, const Request &request);
Result<Answer> backlinks(const Snapshot &snapshot, const Request &request);
Result<Answer> unresolved(const Snapshot &snapshot, const Request &request);
Result<Answer> rename(const Snapshot &snapshot, const Request &request);
Result<Answer> tags(const Snapshot &snapshot, const Request &request);
Result<Answer> properties(const Snapshot &snapshot, const Request &request);
Result<Answer> outline(const Snapshot &snapshot, const Request &request);
Result<Answer> tables(const Snapshot &snapshot, const Request &request);
Result<Answer> render(const Snapshot &snapshot, const Request &request);
Result<Answer> search(const Snapshot &snapshot, const Request &request);
Result<Answer> compare(const Snapshot &snapshot, const Request &request);
Result<Answer> problems(const Snapshot &snapshot, const Request &request);
Result<Answer> cells(const Snapshot &snapshot, const Request &request);
Result<Answer> relations(const Snapshot &snapshot, const Request &request);
Result<Answer> graph(const Snapshot &snapshot, const Request &request);
Result<Answer> claims(const Snapshot &snapshot, const Request &request);
Result<Answer> index(const Snapshot &snapshot, const Request &request);

} // namespace tearsheet
