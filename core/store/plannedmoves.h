// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/changeplan.h"

#include <QHash>
#include <QSet>

namespace tearsheet {

/// Where the files and folders of a vault go with a plan, by their absolute paths. A value.
class PlannedMoves
{
public:
    /// Of `plan` in the vault at `root`.
    PlannedMoves(const QString &root, const ChangePlan &plan);

    bool isEmpty() const { return m_places.isEmpty(); }

    /// Where what lies at `path` will lie.
    QString placeOf(const QString &path) const;

    /// The folder that moves as a whole; empty where none does.
    const QString &folder() const { return m_folder; }

    /// Whether the plan names the file at `path`, or one in the folder there.
    bool isListed(const QString &path) const { return m_listed.contains(path); }

    /// Looks at what the plan does not name. Fails with `Unwritable` where a symbolic link, one that moves or one that
    /// stays, would not lead any more to what it leads to now, hidden folders that stay left out, and with
    /// `InvalidName` where a name in a folder that moves is not UTF-8. Reads all folders of the vault.
    Result<> check() const;

private:
    Result<> checkFolder(const QByteArray &folder, bool isWhole) const;
    Result<> checkLink(const QString &path) const;

    QString m_root;
    QString m_folder;
    QHash<QString, QString> m_places;
    QSet<QString> m_listed;
};

} // namespace tearsheet
