// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latestjob.h"
#include "core/research/disputes.h"

#include <QObject>

namespace tearsheet {

/// Knows for the notes that are shown with which of their cells other places disagree. Works in the pool, once the
/// vault is read as a whole.
class DisputeWatch : public QObject
{
    Q_OBJECT

public:
    DisputeWatch(std::shared_ptr<SharedClaims> claims, CheckedClaims checked, QObject *parent = nullptr);

    void setSnapshot(const Snapshot &snapshot);

    /// `viewer` shows the note at `path`, an empty one being none, until it shows another one or is gone.
    void look(QObject *viewer, const NotePath &path);

    /// What the user has looked at and found in order.
    void setChecked(const CheckedClaims &checked);

    /// Of a note that somebody shows, as far as is known; null else.
    DisputesPtr of(const NotePath &note) const { return m_known.value(note); }

Q_SIGNALS:
    /// Something else is known of one of the notes that are shown.
    void changed();

private:
    using Known = QHash<NotePath, DisputesPtr>;

    void refresh();

    std::shared_ptr<SharedClaims> m_claims;
    CheckedClaims m_checked;
    Snapshot m_snapshot;
    QHash<QObject *, NotePath> m_viewers;
    Known m_known;
    LatestJob<Known> m_job;
};

} // namespace tearsheet
