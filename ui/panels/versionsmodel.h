// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/history.h"
#include "ui/panels/groupedmodel.h"

namespace tearsheet {

/// The versions of a note, newest first, grouped by the day they were written.
class VersionsModel : public GroupedModel
{
    Q_OBJECT

public:
    enum Role {
        SizeRole = Qt::UserRole, ///< How much longer or shorter than the version before; "+120 B".
    };

    using GroupedModel::GroupedModel;

    /// `versions` newest first.
    void show(const QList<Version> &versions);

    const QList<Version> &versions() const { return m_versions; }

    /// The version at `index`; nothing for a day.
    const Version *version(const QModelIndex &index) const;

    /// The version before the one at `index`, moves and texts that were set aside left out; nothing for the first.
    const Version *before(const QModelIndex &index) const;

    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant data(const QModelIndex &index, int role) const override;

protected:
    int groupCount() const override { return static_cast<int>(m_days.size()); }
    int itemCount(int group) const override;

private:
    /// Versions of one day: the first of them in `m_versions`.
    struct Day
    {
        QDate date;
        qsizetype first = 0;
    };

    qsizetype end(int group) const;
    const Version *beforeNumber(qsizetype number) const;
    QString sizeText(qsizetype number) const;

    QList<Version> m_versions;
    QList<Day> m_days;
};

/// "Today 14:03", "3 March 2026 09:12": when a version was written, in local time.
QString versionTime(const Version &version);

/// "outside", "deleted here": what became of the note then, and who did it.
QString writerText(const Version &version);

} // namespace tearsheet
