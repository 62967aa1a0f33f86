// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/folderwatch.h"

#include <QFile>
#include <QSet>
#include <QSocketNotifier>

#include <array>
#include <cerrno>

#include <sys/inotify.h>
#include <unistd.h>

namespace tearsheet {

using namespace std::chrono_literals;

FolderWatch::FolderWatch(QObject *parent)
    : QObject(parent), m_inotify(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)), m_quiet(this), m_patience(this)
{
    if (m_inotify >= 0) {
        m_notifier = new QSocketNotifier(m_inotify, QSocketNotifier::Read, this);
        connect(m_notifier, &QSocketNotifier::activated, this, &FolderWatch::drain);
    }
    for (QTimer *timer : {&m_quiet, &m_patience}) {
        timer->setSingleShot(true);
        connect(timer, &QTimer::timeout, this, [this] {
            m_quiet.stop();
            m_patience.stop();
            Q_EMIT hinted();
        });
    }
    m_quiet.setInterval(50ms);
    m_patience.setInterval(500ms);
}

FolderWatch::~FolderWatch()
{
    if (m_inotify >= 0)
        ::close(m_inotify);
}

Result<> FolderWatch::watch(const QStringList &folders)
{
    if (m_inotify < 0)
        return failure(
            ErrorCode::Io, {},
            tr("Changes by other programs are noticed once a minute only: the system gives no folder watch."));
    const QSet<QString> wanted(folders.begin(), folders.end());
    for (auto it = m_watches.begin(); it != m_watches.end();) {
        if (wanted.contains(it.key())) {
            ++it;
        } else {
            inotify_rm_watch(m_inotify, it.value());
            it = m_watches.erase(it);
        }
    }
    constexpr uint32_t Events = IN_CLOSE_WRITE | IN_MODIFY | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO
                                | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;
    bool missed = false;
    for (const QString &folder : folders) {
        // Asked again each time: another folder may have taken this one's place. For the same one it changes nothing.
        const int watch = inotify_add_watch(m_inotify, QFile::encodeName(folder).constData(), Events);
        if (watch >= 0)
            m_watches.insert(folder, watch);
        else
            missed = missed || errno == ENOSPC || errno == ENOMEM;
    }
    if (missed)
        return failure(ErrorCode::Io, {},
                       tr("Changes by other programs are noticed once a minute in some folders: the system has no "
                          "folder watches left."));
    return {};
}

void FolderWatch::drain()
{
    alignas(inotify_event) std::array<char, 16 * 1024> buffer;
    while (::read(m_inotify, buffer.data(), buffer.size()) > 0) {
    }
    m_quiet.start();
    if (!m_patience.isActive())
        m_patience.start();
}

} // namespace tearsheet
