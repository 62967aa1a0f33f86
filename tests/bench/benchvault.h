// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/vault.h"
#include "tests/support/generatedvault.h"

#include <QCoreApplication>
#include <QDir>
#include <QTemporaryDir>

#include <cstdio>
#include <cstdlib>

namespace tearsheet {

/// The vault that a benchmark looks at: the folder that its first argument names, or as many generated notes, 8,000
/// where nothing is said.
class BenchVault
{
public:
    BenchVault()
    {
        const QString wanted = QCoreApplication::arguments().value(1, QStringLiteral("8000"));
        m_root = QDir(wanted).canonicalPath();
        if (const int notes = wanted.toInt(); notes > 0) {
            m_root = QDir(m_generated.path()).canonicalPath();
            std::printf("%d generated notes, %.1f MB\n", notes,
                        static_cast<double>(generateVault(m_root, notes)) / 1e6);
        }
    }

    const QString &root() const { return m_root; }

    /// Ends the program with status 2 where the vault cannot be read.
    Snapshot index() const
    {
        Result<Snapshot> snapshot = indexVault(m_root);
        if (!snapshot) {
            std::fprintf(stderr, "%s\n", qUtf8Printable(snapshot.error().sentence));
            std::exit(2);
        }
        return *std::move(snapshot);
    }

private:
    QTemporaryDir m_generated;
    QString m_root;
};

} // namespace tearsheet
