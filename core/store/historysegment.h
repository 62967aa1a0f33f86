// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/store/version.h"

#include <QHash>
#include <QList>

#include <optional>

namespace tearsheet {

/// What a text of the history is known by: XXH3 with 128 bits. Texts that share it count as equal.
struct TextIdentity
{
    quint64 high = 0;
    quint64 low = 0;

    bool operator==(const TextIdentity &) const = default;

    static TextIdentity of(QByteArrayView text);
};

inline size_t qHash(const TextIdentity &text, size_t seed = 0)
{
    return static_cast<size_t>(text.low) ^ seed;
}

/// What one record of a segment says.
struct HistoryRecord
{
    Version version; ///< Its `offset` is `at` where the record holds the text itself, or there is none.
    TextIdentity text;
    quint64 at = 0; ///< Where the record begins in its segment.

    bool operator==(const HistoryRecord &) const = default;

    bool holdsText() const { return version.size > 0 && version.offset == at; }
};

/// `text` as it lies in a record. `quickly` packs it not at all.
QByteArray packedText(QByteArrayView text, bool quickly = false);

/// A record with these parts that begins at `at`, in its whole length. Any bytes may be the parts.
QByteArray sealedRecord(QByteArrayView body, QByteArrayView packed, quint64 at);

/// The bytes of `record`. `packed` is its text where it holds that itself, else empty.
QByteArray recordBytes(const HistoryRecord &record, QByteArrayView packed);

/// How many bytes tell how long a record is.
constexpr qint64 RecordHeadSize = 40;

/// How long the record is that begins at `at` of its segment and with `bytes`, which may be a part of it. Empty where
/// there is none.
std::optional<quint64> recordSize(QByteArrayView bytes, quint64 at);

/// The text of `version` from `bytes`, the whole record at `version.offset`. Empty where that has another one or none.
std::optional<QByteArray> recordText(QByteArrayView bytes, const Version &version);

/// Reads the records of a segment in the order in which they were appended, as it grows.
///
/// Records that are damaged, or whose text stood in one that is, are passed over: by their length where that is sound,
/// else by looking for the next beginning of a record. No bytes do harm; the cost is linear in them.
class SegmentReader
{
public:
    explicit SegmentReader(quint32 number = 0) : m_number(number) {}

    quint32 number() const { return m_number; }

    /// Takes `bytes`, what the segment holds from `end()` on, and returns the sound records there.
    QList<HistoryRecord> read(QByteArrayView bytes);

    /// The segment cannot be read.
    void giveUp() { m_torn = true; }

    /// Up to where the segment was read: behind the last record that is there in its whole length.
    quint64 end() const { return m_end; }

    /// Whether something stands behind `end()` that is no record, as after a crash. Nothing may be appended then.
    bool isTorn() const { return m_torn; }

    /// Where the record is that holds `text`.
    std::optional<quint64> find(const TextIdentity &text) const;

private:
    bool isSound(const HistoryRecord &record) const;

    QHash<TextIdentity, quint64> m_texts;
    quint32 m_number;
    quint64 m_end = 0;
    bool m_torn = false;
};

} // namespace tearsheet
