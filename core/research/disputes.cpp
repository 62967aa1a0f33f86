// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/disputes.h"

#include <QMap>

#include <algorithm>
#include <mutex>

namespace tearsheet {

namespace {

OtherValue otherValue(const Claim::Side &side, bool isLater, bool isWeak)
{
    OtherValue other{.raw = side->place.range.in(side.note->file->note->text).toByteArray(),
                     .value = side->value,
                     .note = side.note->file->path,
                     .line = side->place.line,
                     .when = {},
                     .isLater = isLater,
                     .isWeak = isWeak};
    if (side->isDated())
        append(other.when, side->period);
    return other;
}

} // namespace

const DisputedCell *Disputes::find(int table, int row, int column, QByteArrayView raw) const
{
    const auto place = [](const DisputedCell &cell) { return std::tuple(cell.table, cell.row, cell.column); };
    const auto cell = std::ranges::lower_bound(cells, std::tuple(table, row, column), {}, place);
    return cell != cells.end() && place(*cell) == std::tuple(table, row, column) && cell->raw == raw ? &*cell : nullptr;
}

KnownSubjects SharedClaims::subjects(const Snapshot &snapshot)
{
    const std::unique_lock lock(m_mutex, std::try_to_lock);
    if (!lock || !m_read)
        return {};
    m_index.update(snapshot);
    return m_index.subjects();
}

Disputes disputesIn(const NotePath &note, const QList<Claim> &claims, const CheckedClaims &checked)
{
    QMap<std::tuple<int, int, int>, DisputedCell> cells;
    const auto add = [&](const Claim::Side &here, const Claim::Side &there, const Judgement &judgement, int later) {
        const StatementPlace &place = here->place;
        const bool contradicts = judgement.verdict == Verdict::Contradict;
        if (here.note->file->path != note || place.table < 0 || (!contradicts && later <= 0))
            return;
        DisputedCell &cell = cells[{place.table, place.row, place.column}];
        if (cell.others.isEmpty()) {
            cell = {.table = place.table,
                    .row = place.row,
                    .column = place.column,
                    .range = place.range,
                    .raw = place.range.in(here.note->file->note->text).toByteArray(),
                    .outdated = true,
                    .others = {}};
        }
        cell.outdated = cell.outdated && !contradicts;
        cell.others.append(otherValue(there, !contradicts, judgement.weak));
    };
    for (const Claim &claim : claims) {
        const Judgement &judgement = claim.judgement;
        if ((judgement.verdict != Verdict::Contradict && judgement.verdict != Verdict::Stale)
            || checked.contains(claim))
            continue;
        add(claim.a, claim.b, judgement, judgement.later);
        add(claim.b, claim.a, judgement, -judgement.later);
    }
    return {note, cells.values()};
}

} // namespace tearsheet
