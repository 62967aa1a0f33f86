// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/draftstore.h"
#include "tests/support/temporaryvault.h"

#include <QDateTime>

namespace tearsheet {

inline NotePath at(const QString &path)
{
    return *NotePath::fromRelative(path);
}

/// Keeps `draft` as a program that ended before it was saved.
inline void leave(const TemporaryVault &vault, const Draft &draft)
{
    DraftStore store(vault.root());
    if (!store.keep(draft))
        qFatal("The draft could not be kept.");
}

inline void leaveDraft(const TemporaryVault &vault, const QString &path, const QByteArray &text, const QByteArray &base)
{
    leave(vault, {at(path), text, base, QDateTime::currentMSecsSinceEpoch(), {}});
}

inline QList<Draft> draftsLeft(const TemporaryVault &vault)
{
    return DraftStore(vault.root()).abandoned();
}

} // namespace tearsheet
