// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/disputewatch.h"

#include <algorithm>

namespace tearsheet {

DisputeWatch::DisputeWatch(std::shared_ptr<SharedClaims> claims, CheckedClaims checked, QObject *parent)
    : QObject(parent), m_claims(std::move(claims)), m_checked(std::move(checked)), m_job(this, [this](Known known) {
          // What did not change stays the same value, so that nothing is painted again for it.
          bool same = known.size() == m_known.size();
          for (auto it = known.begin(); it != known.end(); ++it) {
              const DisputesPtr before = m_known.value(it.key());
              if (before && *before == **it)
                  *it = before;
              else
                  same = false;
          }
          m_known = std::move(known);
          if (!same)
              Q_EMIT changed();
      })
{}

void DisputeWatch::setSnapshot(const Snapshot &snapshot)
{
    m_snapshot = snapshot;
    refresh();
}

void DisputeWatch::look(QObject *viewer, const NotePath &path)
{
    const auto before = m_viewers.constFind(viewer);
    if (before != m_viewers.constEnd() && *before == path)
        return;
    if (before == m_viewers.constEnd())
        connect(viewer, &QObject::destroyed, this, [this, viewer] { m_viewers.remove(viewer); });
    const bool known = path.isEmpty() || std::ranges::contains(m_viewers, path);
    m_viewers.insert(viewer, path);
    if (!known)
        refresh();
}

void DisputeWatch::setChecked(const CheckedClaims &checked)
{
    m_checked = checked;
    refresh();
}

void DisputeWatch::refresh()
{
    if (!m_snapshot.isComplete())
        return;
    QSet<NotePath> notes;
    for (const NotePath &path : std::as_const(m_viewers)) {
        if (!path.isEmpty())
            notes.insert(path);
    }
    if (notes.isEmpty())
        return;
    m_job.request([claims = m_claims, checked = m_checked, snapshot = m_snapshot, notes](const CancelFlag &) {
        return claims->ask(snapshot, [&](const ClaimIndex &index) {
            Known known;
            for (const NotePath &note : notes)
                known.insert(note, std::make_shared<const Disputes>(disputesIn(note, index.in(note), checked)));
            return known;
        });
    });
}

} // namespace tearsheet
