// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/research/claim.h"

#include <QSet>

namespace tearsheet {

/// What of a claim makes it the one that the user has looked at: subject, metric, notes and values. Whichever of them
/// changes, it is another one.
quint64 claimMark(const Claim &claim);

/// The claims of a vault that the user has looked at and found in order; kept in the user's data folder.
class CheckedClaims
{
public:
    /// Those of the vault at `root`. What cannot be read is none.
    explicit CheckedClaims(const QString &root);

    bool contains(const Claim &claim) const { return m_marks.contains(claimMark(claim)); }

    /// Remembers that `claim` has been checked, or no longer, at once on the disk.
    Result<> set(const Claim &claim, bool checked);

private:
    QString m_file;
    QSet<quint64> m_marks;
};

} // namespace tearsheet
