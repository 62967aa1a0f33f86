// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/temporaryvault.h"

#include "tests/support/vaultof.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cstdio>
#include <optional>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

void require(bool done, const char *what, const QString &path)
{
    if (!done)
        qFatal("TemporaryVault: cannot %s %s", what, qUtf8Printable(path));
}

} // namespace

// The trash of the data folder takes the files of its own disk only.
QString vaultsFolder()
{
    // By hand, without `ctest`.
    static const std::optional<QTemporaryDir> own = [] {
        std::optional<QTemporaryDir> folder;
        if (!qEnvironmentVariableIsSet("XDG_DATA_HOME")) {
            folder.emplace();
            qputenv("XDG_DATA_HOME", QFile::encodeName(folder->path()));
        }
        return folder;
    }();
    const QString folder = QFile::decodeName(qgetenv("XDG_DATA_HOME")) + u"/vaults"_s;
    require(QDir().mkpath(folder), "make", folder);
    return folder;
}

TemporaryVault::TemporaryVault(QByteArrayView text, const QString &place) : m_folder(place + u"/vault-XXXXXX"_s)
{
    require(m_folder.isValid(), "make", m_folder.path());
    for (const VaultFile &file : vaultFiles(text))
        write(file.path.toString(), file.bytes);
}

QString TemporaryVault::root() const
{
    return QFileInfo(m_folder.path()).canonicalFilePath();
}

QString TemporaryVault::absolute(const QString &path) const
{
    return root() + u'/' + path;
}

void TemporaryVault::write(const QString &path, const QByteArray &bytes) const
{
    const QString place = absolute(path);
    require(QDir().mkpath(QFileInfo(place).path()), "make the folder of", place);
    QFile file(place);
    require(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.flush(), "write", place);
}

void TemporaryVault::replace(const QString &path, const QByteArray &bytes) const
{
    write(u".new"_s, bytes);
    const QByteArray from = QFile::encodeName(absolute(u".new"_s));
    require(std::rename(from.constData(), QFile::encodeName(absolute(path)).constData()) == 0, "replace", path);
}

QByteArray TemporaryVault::read(const QString &path) const
{
    QFile file(absolute(path));
    require(file.open(QIODevice::ReadOnly), "read", file.fileName());
    return file.readAll();
}

void TemporaryVault::remove(const QString &path) const
{
    require(QFile::remove(absolute(path)), "remove", absolute(path));
}

} // namespace tearsheet
