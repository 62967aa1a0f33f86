// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonDocument>
#include <QStringList>

namespace tearsheet {

/// How a run of the command line program ended.
struct CliRun
{
    int status = -1; ///< -1 where it did not end by itself.
    QByteArray out;
    QByteArray error;

    QJsonDocument json() const { return QJsonDocument::fromJson(out); }

    /// `out` without the blanks that only make JSON readable.
    QByteArray compact() const { return json().toJson(QJsonDocument::Compact); }
};

/// Runs `tearsheet-cli` with `arguments`, gives it `input` to read, and waits for its end.
CliRun runCli(const QStringList &arguments, const QByteArray &input = {});

} // namespace tearsheet
