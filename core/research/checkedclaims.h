// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/research/claim.h"

#include <QHash>

#include <array>
#include <optional>

namespace tearsheet {

/// What of a claim makes it the one that the user has looked at. Whichever of it changes, it is another one.
struct ClaimMark
{
    struct Side
    {
        NotePath note;
        QString value; ///< As written.

        bool operator==(const Side &) const = default;
    };

    QString subject;
    QString metric;
    std::array<Side, 2> sides; ///< The same, whichever side of the claim comes first.

    static ClaimMark of(const Claim &claim);

    /// Tells it from the marks of other claims.
    quint64 number() const;
};

/// The claims of a vault that the user has looked at and found in order; kept in the user's data folder.
class CheckedClaims
{
public:
    /// Those of the vault at `root`. What cannot be read is none.
    explicit CheckedClaims(const QString &root);

    bool contains(const Claim &claim) const { return m_marks.contains(ClaimMark::of(claim).number()); }

    /// Remembers that `claim` has been checked, or no longer, at once on the disk.
    Result<> set(const Claim &claim, bool checked);

    /// The note at `from` lies at `to` now. Whether anything was checked of it.
    Result<bool> follow(const NotePath &from, const NotePath &to);

private:
    Result<> store() const;

    QString m_file;
    QHash<quint64, std::optional<ClaimMark>> m_marks; ///< Former versions kept the number alone.
};

} // namespace tearsheet
