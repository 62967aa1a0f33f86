// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

namespace tearsheet {

/// The root object of this program's own plugin `name`, loaded at the first call; null, with one line in the log, where
/// it is not there. It lies beside the program, or where it is installed in `../lib/tearsheet`.
QObject *loadPlugin(const QString &name);

/// The same as the interface that the plugin is for.
template <typename Interface>
Interface *loadPluginAs(const QString &name)
{
    return qobject_cast<Interface *>(loadPlugin(name));
}

} // namespace tearsheet
