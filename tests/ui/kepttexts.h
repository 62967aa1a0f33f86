// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/history.h"
#include "tests/ui/opennote.h"

#include <QDirIterator>
#include <QStandardPaths>

#include <algorithm>

namespace tearsheet {

/// The texts that the history has of an open note, the newest first.
inline QList<QByteArray> historyOf(const OpenNote &note)
{
    const History history(note.files.root());
    QList<QByteArray> texts;
    const Result<QList<Version>> versions = history.versions(pathOf(u"note.md"));
    for (const Version &version : versions ? *versions : QList<Version>())
        texts.append(history.bytes(version).value_or("(lost)"));
    return texts;
}

/// Whether the history has a text of the note at `path` of a vault that holds `words`.
inline bool isRemembered(const TemporaryVault &vault, QStringView path, const QByteArray &words)
{
    const History history(vault.root());
    return std::ranges::any_of(history.versions(pathOf(path)).value_or(QList<Version>()), [&](const Version &version) {
        return history.bytes(version).value_or(QByteArray()).contains(words);
    });
}

inline QString draftsFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/tearsheet/drafts");
}

/// Whether some file in the user's data folder, outside the vault, holds `text`.
inline bool isKeptOutside(const QByteArray &text)
{
    QDirIterator files(draftsFolder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text))
            return true;
    }
    return false;
}

} // namespace tearsheet
