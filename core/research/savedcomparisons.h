// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/comparisonview.h"

#include <QJsonObject>

#include <optional>

namespace tearsheet {

/// A comparison that a user keeps, as they look at it.
struct SavedComparison
{
    QString name;
    ComparisonRequest request;
    ComparisonOrder order;

    bool operator==(const SavedComparison &) const = default;

    /// Says the same of the note at `to` that it said of the one at `from`, where that lay in `snapshot` or lay before.
    /// False where it said nothing of it.
    bool follow(const NotePath &from, const NotePath &to, const Snapshot &snapshot);

    QJsonObject json() const;

    /// What `json` said; nothing where that is no comparison.
    static std::optional<SavedComparison> of(const QJsonObject &json);
};

/// The comparisons kept of one vault, in a file of the user's data folder. One thread.
class SavedComparisons
{
public:
    /// Those of the vault at `root`, an absolute, canonical path.
    explicit SavedComparisons(const QString &root);

    /// Reads the file; none is no error. What is no comparison in it is passed over.
    Result<> load();

    const QList<SavedComparison> &all() const { return m_all; }

    /// Keeps `comparison`, in place of one of its name.
    Result<> keep(const SavedComparison &comparison);

    Result<> remove(const QString &name);

    /// The same of all of them.
    Result<> follow(const NotePath &from, const NotePath &to, const Snapshot &snapshot);

private:
    Result<> store() const;

    QString m_path;
    QList<SavedComparison> m_all; ///< By name.
};

} // namespace tearsheet
