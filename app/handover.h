// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tearsheet {

/// Sends `line` to the program that listens under `name` (`InstancePlugin::listen`). False where there is none. Takes a
/// fraction of a millisecond, and none of Qt's network library.
bool handOver(const QString &name, const QByteArray &line);

} // namespace tearsheet
