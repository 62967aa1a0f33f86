// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>

namespace tearsheet {

/// Listens for later starts of the program. It lies in a library of its own, because Qt's network library brings some
/// forty others along that the first painting of a note does not need.
class InstancePlugin
{
public:
    virtual ~InstancePlugin() = default;

    /// Listens under `name` for other programs of this user; `receive` gets each of their lines on the UI thread. What
    /// a crashed program left under that name goes.
    virtual void listen(const QString &name, std::function<void(const QByteArray &line)> receive) = 0;
};

} // namespace tearsheet

Q_DECLARE_INTERFACE(tearsheet::InstancePlugin, "tearsheet.InstancePlugin/1")
