// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>

#include <utility>

namespace tearsheet {

/// Values by key, of which the `most` used last are kept; it holds twice as many at most. One thread.
template <typename Key, typename Value>
class RecentValues
{
public:
    explicit RecentValues(qsizetype most) : m_most(most) {}

    /// Null where nothing is known. Valid until the next call.
    const Value *find(const Key &key)
    {
        if (const auto known = m_recent.constFind(key); known != m_recent.constEnd())
            return &*known;
        const auto old = m_older.find(key);
        if (old == m_older.end())
            return nullptr;
        Key same = old.key(); // `key` may only refer to what others own.
        Value value = std::move(*old);
        m_older.erase(old);
        return &insert(std::move(same), std::move(value));
    }

    /// Adds a value that is not known. Valid until the next call.
    const Value &insert(Key key, Value value)
    {
        if (m_recent.size() == m_most)
            m_older = std::exchange(m_recent, {});
        return *m_recent.insert(std::move(key), std::move(value));
    }

    void clear()
    {
        m_recent.clear();
        m_older.clear();
    }

private:
    qsizetype m_most;
    QHash<Key, Value> m_recent;
    QHash<Key, Value> m_older; ///< What was known when `m_recent` was full last.
};

} // namespace tearsheet
