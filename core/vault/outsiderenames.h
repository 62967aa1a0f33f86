// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/renames.h"

namespace tearsheet {

/// The renames by other programs after which links may have to be mended, from when they are seen until somebody has
/// answered. A small file in the user's data folder remembers them between starts. Any thread, one writer.
class OutsideRenames
{
public:
    struct Remembered
    {
        QList<FileRename> open;
        QList<FileRename> answered; ///< The index of the next start may still know the files by their old paths.

        bool operator==(const Remembered &) const = default;
    };

    /// Of the vault at `root`, an absolute, canonical path.
    explicit OutsideRenames(const QString &root);

    /// What is remembered; nothing where the file is missing or odd.
    Remembered read() const;

    /// Remembers these and no others, of those that were answered the newest.
    Result<> write(const Remembered &renames) const;

private:
    QString m_path;
};

/// `renames` followed by `later` ones: a file that moves on is known by its first and last path, and one that came back
/// was not renamed. Of those that are `known` to have been done here, only such continuations count.
QList<FileRename> continued(QList<FileRename> renames, const QList<FileRename> &later,
                            const QList<FileRename> &known = {});

} // namespace tearsheet
