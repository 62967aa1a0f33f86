// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/instance/instanceplugin.h"

#include <QLocalServer>
#include <QLocalSocket>

namespace tearsheet {

/// What this library gives to the program.
class InstancePluginObject : public QObject, public InstancePlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID "tearsheet.InstancePlugin/1")
    Q_INTERFACES(tearsheet::InstancePlugin)

public:
    void listen(const QString &name, std::function<void(const QByteArray &)> receive) override
    {
        auto *const server = new QLocalServer(this);
        connect(server, &QLocalServer::newConnection, this, [server, receive = std::move(receive)] {
            QLocalSocket *const socket = server->nextPendingConnection();
            connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
            connect(socket, &QLocalSocket::readyRead, socket, [socket, receive] {
                if (socket->canReadLine())
                    receive(socket->readLine());
            });
        });
        QLocalServer::removeServer(name);
        server->setSocketOptions(QLocalServer::UserAccessOption);
        server->listen(name);
    }
};

} // namespace tearsheet

#include "instanceplugin.moc"
