// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/textfile.h"

#include <QString>

namespace tearsheet {

/// The group of the user's settings that are of the vault at `root`, an absolute, canonical path, alone.
inline QString settingsOfVault(const QString &root)
{
    return QStringLiteral("vaults/") + QString::number(contentHash(root.toUtf8()), 16);
}

} // namespace tearsheet
