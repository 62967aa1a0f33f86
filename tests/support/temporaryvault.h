// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDir>
#include <QTemporaryDir>

namespace tearsheet {

/// Where tests make vaults: where what they delete goes to a trash of their own, and not to that of a disk or the user.
QString vaultsFolder();

/// A vault on disk, gone with the object. What fails ends the test program.
class TemporaryVault
{
public:
    /// Writes the files of `text`, a vault as `vaultFiles` reads it, into a new folder in `place`.
    explicit TemporaryVault(QByteArrayView text = {}, const QString &place = vaultsFolder());

    /// The absolute, canonical path of its folder.
    QString root() const;

    /// Absolute path of the file or folder at `path`, relative to the root.
    QString absolute(const QString &path) const;

    /// Writes a file in place, as another program would, and makes the folders it needs.
    void write(const QString &path, const QByteArray &bytes) const;

    /// The same by another file that takes the place of this one, so that nobody sees it half written.
    void replace(const QString &path, const QByteArray &bytes) const;

    QByteArray read(const QString &path) const;

    void remove(const QString &path) const;

private:
    QTemporaryDir m_folder;
};

} // namespace tearsheet
