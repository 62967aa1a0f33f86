// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/historychains.h"

#include <algorithm>
#include <optional>
#include <ranges>

namespace tearsheet {

namespace {

/// Orders records as they were appended.
std::pair<quint32, quint64> placeOf(const HistoryRecord &record)
{
    return {record.version.segment, record.at};
}

/// Finds the last texts to which no path leads that a file lies at.
class GoneNotes
{
public:
    /// Takes the next record.
    void follow(const HistoryRecord &record)
    {
        Place &place = m_places[record.version.path];
        // What was kept later than it was seen tells nothing of what is there now.
        const bool isLate = !isMove(record) && !isAside(record) && record.version.time < place.time;
        if (isLate)
            return;
        if (!isAside(record))
            place.time = record.version.time;
        switch (record.version.kind) {
        case VersionKind::Written:
            place.isThere = true;
            break;
        case VersionKind::Deleted:
            place = {.isThere = false, .deleted = record, .aside = {}, .time = place.time};
            break;
        case VersionKind::Aside:
            if (!place.isThere)
                place.aside = record;
            break;
        case VersionKind::Moved:
            cover(place); // Also where it is there: a rename by others is told after its text.
            place = {.isThere = true, .deleted = {}, .aside = {}, .time = place.time};
            m_places[record.version.from] = {}; // All of it goes along.
            break;
        }
    }

    /// The newest first.
    QList<Version> versions()
    {
        for (const Place &place : std::as_const(m_places)) {
            if (!place.isThere)
                add(place);
        }
        std::ranges::sort(m_gone, std::greater(), placeOf);
        QList<Version> result;
        for (const HistoryRecord &record : std::as_const(m_gone))
            result.append(record.version);
        return result;
    }

private:
    struct Place
    {
        bool isThere = false; // As far as is known.
        std::optional<HistoryRecord> deleted;
        std::optional<HistoryRecord> aside; // While it was not there.
        qint64 time = 0;                    // Of the newest record, texts that were set aside left out.
    };

    void add(const Place &place)
    {
        for (const auto &record : {place.deleted, place.aside}) {
            if (record)
                m_gone.append(*record);
        }
    }

    // Another note is moved to where this one lay, and what is told of that path leads to that one's past.
    void cover(Place &place)
    {
        for (auto *record : {&place.deleted, &place.aside}) {
            if (*record)
                (*record)->version.covered = true;
        }
        add(place);
    }

    QHash<NotePath, Place> m_places;
    QList<HistoryRecord> m_gone;
};

// Puts versions, the newest record first, into the order of their times: what could be kept only later than it was seen
// has a time before that of older records. Texts that were set aside and moves follow the record before them.
void orderByTime(QList<Version> &versions)
{
    QList<std::pair<qint64, Version>> ordered;
    qint64 latest = 0;
    for (const Version &version : versions | std::views::reverse) {
        const bool follows = version.kind == VersionKind::Aside || version.kind == VersionKind::Moved;
        ordered.append({follows ? std::max(latest, version.time) : version.time, version});
        latest = std::max(latest, ordered.last().first);
    }
    std::ranges::stable_sort(ordered, {}, &std::pair<qint64, Version>::first);
    versions.clear();
    for (const auto &[time, version] : ordered)
        versions.prepend(version);
}

} // namespace

QList<Version> chainOf(std::span<const HistoryRecord> records, const NotePath &path)
{
    QList<Version> found;
    NotePath now = path;
    std::optional<HistoryRecord> later; // Moves aside.
    qsizetype laterAt = 0;
    for (const HistoryRecord &record : records | std::views::reverse) {
        const bool moved = isMove(record);
        // What lay here before went elsewhere.
        if (moved && record.version.from == now)
            break;
        if (record.version.path != now)
            continue;
        if (moved) {
            now = record.version.from;
        } else if (!isAside(record)) {
            if (later && later->version.kind == record.version.kind && later->text == record.text)
                found.removeAt(laterAt);
            later = record;
            laterAt = found.size();
        }
        found.append(record.version);
    }
    orderByTime(found);
    return found;
}

QHash<NotePath, Version> lastTextsIn(std::span<const HistoryRecord> records)
{
    QHash<NotePath, Version> texts;
    QHash<NotePath, qint64> times;
    for (const HistoryRecord &record : records) {
        const Version &version = record.version;
        if (isAside(record))
            continue;
        if (isMove(record)) {
            const std::optional<Version> text =
                texts.contains(version.from) ? std::optional(texts.take(version.from)) : std::nullopt;
            times.remove(version.from);
            // A rename by others is told after its text.
            if (text && (!texts.contains(version.path) || texts.value(version.path).time < text->time))
                texts.insert(version.path, *text);
            times[version.path] = std::max(times.value(version.path), version.time);
            continue;
        }
        // What was kept later than it was seen is not the newest.
        if (version.time < times.value(version.path))
            continue;
        times.insert(version.path, version.time);
        if (version.kind == VersionKind::Deleted)
            texts.remove(version.path);
        else
            texts.insert(version.path, version);
    }
    return texts;
}

QList<Version> goneIn(std::span<const HistoryRecord> records)
{
    GoneNotes gone;
    for (const HistoryRecord &record : records)
        gone.follow(record);
    return gone.versions();
}

} // namespace tearsheet
