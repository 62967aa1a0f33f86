// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>

namespace tearsheet {

/// A map from hashes to values that is cheap to copy: a copy shares everything, and changing one key of it copies only
/// the small part that holds the key. Immutable copies may be read from any thread.
template <typename Value>
class SharedMap
{
public:
    SharedMap() : m_parts(PartCount) {}

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
