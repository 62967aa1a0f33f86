// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <QHash>
#include <QObject>
#include <QTimer>

class QSocketNotifier;

namespace tearsheet {

/// Hints that something in a set of folders changed: by inotify, one watch a folder, files written in place included.
///
/// Hints only: they may be too many, and on network folders they may be missing. What really changed, a scan tells.
class FolderWatch : public QObject
{
    Q_OBJECT

public:
    explicit FolderWatch(QObject *parent = nullptr);
    ~FolderWatch() override;

    /// Watches exactly these folders, absolute paths. Fails where the system has no watches (left); those that could be
    /// had stay.
    Result<> watch(const QStringList &folders);

Q_SIGNALS:
    /// Something happened, and nothing more for 50 ms (or half a second has passed).
    void hinted();

private:
    void drain();

    int m_inotify = -1;
    QSocketNotifier *m_notifier = nullptr;
    QHash<QString, int> m_watches;
    QTimer m_quiet;
    QTimer m_patience;
};

} // namespace tearsheet
