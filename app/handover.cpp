// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/handover.h"

#include <QDir>
#include <QFile>

#include <cstring>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace tearsheet {

bool handOver(const QString &name, const QByteArray &line)
{
    // Where QLocalServer puts its socket.
    const QByteArray path = QFile::encodeName(QDir::cleanPath(QDir::tempPath()) + u'/' + name);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (static_cast<size_t>(path.size()) >= sizeof(address.sun_path))
        return false;
    std::memcpy(address.sun_path, path.constData(), static_cast<size_t>(path.size()));
    const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (socket < 0)
        return false;
    bool sent = ::connect(socket, reinterpret_cast<const sockaddr *>(&address), sizeof(address)) == 0;
    for (qsizetype done = 0; sent && done < line.size();) {
        const ssize_t count =
            ::send(socket, line.constData() + done, static_cast<size_t>(line.size() - done), MSG_NOSIGNAL);
        sent = count > 0;
        done += std::max<ssize_t>(count, 0);
    }
    ::close(socket);
    return sent;
}

} // namespace tearsheet
