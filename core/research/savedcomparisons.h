// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/comparison.h"

#include <QJsonObject>

#include <optional>

namespace tearsheet {

/// What is to be compared, as JSON.
QJsonObject requestJson(const ComparisonRequest &request);

/// The request that `json` is of; nothing where it is none.
std::optional<ComparisonRequest> requestOf(const QJsonObject &json);

/// A comparison that a user keeps.
struct SavedComparison
{
    QString name;
    ComparisonRequest request;

    bool operator==(const SavedComparison &) const = default;
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

    /// Keeps `request` under `name`, in place of one of that name.
    Result<> keep(const QString &name, const ComparisonRequest &request);

    Result<> remove(const QString &name);

private:
    Result<> store() const;

    QString m_path;
    QList<SavedComparison> m_all; ///< By name.
};

} // namespace tearsheet
