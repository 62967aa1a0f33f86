// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/parallel.h"

#include <QHash>
#include <QList>

#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace tearsheet {

/// A map from hashes to values that is cheap to copy: a copy shares everything, and changing one key of it copies only
/// the small part that holds the key. Immutable copies may be read from any thread.
template <typename Value>
class SharedMap
{
public:
    SharedMap() : m_parts(PartCount) {}

    /// A map of lists: `rows(visit)` calls `visit(key, item)` for every item, in the same order each time it is called,
    /// and twice. Lists come out sorted, without repetitions, and no longer than they need to be. By all cores.
    template <typename Rows>
    static SharedMap gathered(const Rows &rows)
    {
        // Items of one part lie together first: a hash of some hundred keys is filled within the processor's cache.
        using Item = Value::value_type;
        using Row = std::pair<quint64, Item>;
        std::vector<size_t> ends(PartCount + 1);
        rows([&](quint64 key, const Item &) { ++ends[static_cast<size_t>(indexOf(key)) + 1]; });
        std::partial_sum(ends.begin(), ends.end(), ends.begin());
        std::vector<Row> sorted(ends.back());
        rows([&, next = ends](quint64 key, const Item &item) mutable {
            sorted[next[static_cast<size_t>(indexOf(key))]++] = Row(key, item);
        });
        SharedMap map;
        QHash<quint64, Value> *const parts = map.m_parts.data();
        forAll(PartCount, 16, [&](qsizetype part) {
            const auto index = static_cast<size_t>(part);
            const std::span all(sorted.data() + ends[index], sorted.data() + ends[index + 1]);
            std::ranges::sort(all);
            for (auto begin = all.begin(); begin != all.end();) {
                const auto end =
                    std::find_if(begin, all.end(), [&](const Row &row) { return row.first != begin->first; });
                const auto last = std::unique(begin, end);
                Value &list = parts[part][begin->first];
                list.reserve(last - begin);
                for (const Row &row : std::span(begin, last))
                    list.append(row.second);
                begin = end;
            }
        });
        return map;
    }

    /// The value of `key`; a default one where there is none.
    Value value(quint64 key) const { return part(key).value(key); }

    bool contains(quint64 key) const { return part(key).contains(key); }

    /// Changes the value of `key` by `change`; a value that is empty afterwards is dropped.
    template <typename Change>
    void update(quint64 key, Change change)
    {
        QHash<quint64, Value> &hash = m_parts[indexOf(key)];
        Value &value = hash[key];
        change(value);
        if (value.isEmpty())
            hash.remove(key);
    }

    /// Calls `visit(key, value)` for every key, in no particular order.
    template <typename Visit>
    void forEach(Visit visit) const
    {
        for (const QHash<quint64, Value> &hash : m_parts) {
            for (auto it = hash.cbegin(); it != hash.cend(); ++it)
                visit(it.key(), it.value());
        }
    }

    /// Number of keys.
    qsizetype size() const
    {
        qsizetype size = 0;
        for (const QHash<quint64, Value> &hash : m_parts)
            size += hash.size();
        return size;
    }

private:
    static constexpr qsizetype PartCount = 1024;

    static qsizetype indexOf(quint64 key) { return static_cast<qsizetype>(key % PartCount); }
    const QHash<quint64, Value> &part(quint64 key) const { return m_parts.at(indexOf(key)); }

    QList<QHash<quint64, Value>> m_parts;
};

} // namespace tearsheet
