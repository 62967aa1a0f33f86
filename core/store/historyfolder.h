// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/historysegment.h"

#include <limits>

namespace tearsheet {

/// The segments of a history as files of a folder. Only reads, needs no lock, and may be used from any thread.
class HistoryFolder
{
public:
    explicit HistoryFolder(QString path) : m_path(std::move(path)) {}

    const QString &path() const { return m_path; }

    /// Where segment `number` lies.
    QString file(quint32 number) const;

    /// The numbers of the segments there are, the oldest first. Fails where the folder cannot be read; one that does
    /// not exist has none.
    Result<QList<quint32>> segments() const;

    /// Reads what was appended since. A segment that is gone, or cannot be read, counts as torn; the latter is logged.
    QList<HistoryRecord> readOn(SegmentReader &reader) const;

    /// The same for several, in the order of `readers`. By all cores.
    QList<HistoryRecord> readOn(QList<SegmentReader> &readers) const;

    /// What segment `number` holds from `begin` to `end`, or to its own end. Costs a copy of it.
    Result<QByteArray> bytes(quint32 number, quint64 begin, quint64 end = std::numeric_limits<quint64>::max()) const;

private:
    QString m_path;
};

} // namespace tearsheet
