// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/historysegment.h"

#include "core/store/record.h"
#include "core/text/textfile.h"

#include <QtEndian>

#include <xxhash.h>

#include <cstring>

namespace tearsheet {

namespace {

// A record: this head, the body, the packed text. Integers are the machine's own. 0xFF is in no text.
constexpr char Magic[8] = {'T', 'S', 'P', 'a', 's', 't', '\xFF', '\n'};

struct RecordHead
{
    char magic[8];
    quint64 at; // Bytes that were copied to elsewhere, as into a text, are no record there.
    quint32 bodySize;
    quint32 packedSize;
    quint64 hash;     // Of body and packed text.
    quint64 headHash; // Of all before.
};

static_assert(sizeof(RecordHead) == RecordHeadSize && std::has_unique_object_representations_v<RecordHead>);

quint64 hashOf(const RecordHead &head)
{
    return contentHash(QByteArrayView(reinterpret_cast<const char *>(&head), RecordHeadSize).chopped(sizeof(quint64)));
}

std::optional<RecordHead> headOf(QByteArrayView bytes, quint64 at)
{
    RecordHead head;
    if (bytes.size() < RecordHeadSize)
        return std::nullopt;
    std::memcpy(&head, bytes.data(), sizeof head);
    if (std::memcmp(head.magic, Magic, sizeof Magic) != 0 || head.at != at || head.headHash != hashOf(head))
        return std::nullopt;
    return head;
}

/// The fields of a body, for a `RecordWriter` as for a `RecordReader`; paths as texts.
template <typename Fields, typename Record, typename Path>
void bodyFields(Fields &fields, Record &record, Path &path, Path &from)
{
    fields.kind(record.version.kind, VersionKind::Aside);
    fields.kind(record.version.author, Author::Outside);
    fields.number(record.version.time);
    fields.text(path);
    fields.text(from);
    fields.number(record.version.size);
    fields.number(record.version.hash);
    fields.number(record.text.high);
    fields.number(record.text.low);
    fields.number(record.version.offset);
}

/// The path that `text` says; the empty one for an empty text.
std::optional<NotePath> pathOf(const QString &text)
{
    if (text.isEmpty())
        return NotePath();
    const Result<NotePath> path = NotePath::fromRelative(text);
    return path ? std::optional(*path) : std::nullopt;
}

/// A record with its packed text, out of the bytes of its whole length.
struct OpenedRecord
{
    HistoryRecord record;
    QByteArrayView packed;
};

std::optional<OpenedRecord> opened(QByteArrayView bytes, const RecordHead &head, quint32 segment)
{
    const QByteArrayView rest = bytes.sliced(RecordHeadSize);
    if (contentHash(rest) != head.hash)
        return std::nullopt;
    OpenedRecord result{.record = {.at = head.at}, .packed = rest.sliced(head.bodySize)};
    HistoryRecord &record = result.record;
    RecordReader body(rest.first(head.bodySize));
    QString path;
    QString from;
    bodyFields(body, record, path, from);
    const auto where = pathOf(path);
    const auto before = pathOf(from);
    if (!body.isGood() || !body.atEnd() || !where || where->isEmpty() || !before)
        return std::nullopt;
    record.version.path = *where;
    record.version.from = *before;
    record.version.segment = segment;
    const bool moved = record.version.kind == VersionKind::Moved;
    const bool elsewhere = record.version.offset != record.at;
    if (moved == before->isEmpty() || (moved && record.version.size > 0) || record.version.offset > record.at
        || (elsewhere && record.version.size == 0) || record.holdsText() == result.packed.isEmpty())
        return std::nullopt;
    return result;
}

} // namespace

TextIdentity TextIdentity::of(QByteArrayView text)
{
    const XXH128_hash_t hash = XXH3_128bits(text.data(), static_cast<size_t>(text.size()));
    return {hash.high64, hash.low64};
}

QByteArray packedText(QByteArrayView text, bool quickly)
{
    // Of notes level 1 leaves half, at 15 ms a megabyte; higher ones take up to a third longer for five percent less.
    return qCompress(reinterpret_cast<const uchar *>(text.data()), text.size(), quickly ? 0 : 1);
}

QByteArray sealedRecord(QByteArrayView body, QByteArrayView packed, quint64 at)
{
    RecordHead head{};
    std::memcpy(head.magic, Magic, sizeof Magic);
    head.at = at;
    head.bodySize = static_cast<quint32>(body.size());
    head.packedSize = static_cast<quint32>(packed.size());
    QByteArray bytes;
    bytes.reserve(RecordHeadSize + body.size() + packed.size());
    bytes.resize(RecordHeadSize);
    bytes.append(body).append(packed);
    head.hash = contentHash(QByteArrayView(bytes).sliced(RecordHeadSize));
    head.headHash = hashOf(head);
    std::memcpy(bytes.data(), &head, sizeof head);
    return bytes;
}

QByteArray recordBytes(const HistoryRecord &record, QByteArrayView packed)
{
    RecordWriter body;
    bodyFields(body, record, record.version.path.toString(), record.version.from.toString());
    return sealedRecord(body.bytes(), packed, record.at);
}

std::optional<quint64> recordSize(QByteArrayView bytes, quint64 at)
{
    const auto head = headOf(bytes, at);
    return head ? std::optional(sizeof *head + head->bodySize + head->packedSize) : std::nullopt;
}

std::optional<QByteArray> recordText(QByteArrayView bytes, const Version &version)
{
    const auto size = recordSize(bytes, version.offset);
    if (size != static_cast<quint64>(bytes.size()))
        return std::nullopt;
    const auto found = opened(bytes, *headOf(bytes, version.offset), version.segment);
    if (!found || found->record.version.size != version.size || found->record.version.hash != version.hash)
        return std::nullopt;
    if (version.size == 0)
        return QByteArray("");
    // `qUncompress` believes the size in front; deflate makes no more than 1,032 bytes of one (zlib's documentation).
    const QByteArrayView packed = found->packed;
    if (packed.size() < 4 || qFromBigEndian<quint32>(packed.data()) != version.size
        || version.size / 1032 > static_cast<quint64>(packed.size()))
        return std::nullopt;
    QByteArray text = qUncompress(reinterpret_cast<const uchar *>(packed.data()), packed.size());
    if (contentHash(text) != version.hash)
        return std::nullopt;
    return text;
}

QList<HistoryRecord> SegmentReader::read(QByteArrayView bytes)
{
    QList<HistoryRecord> records;
    const quint64 begin = m_end;
    qsizetype at = 0;
    m_torn = false;
    while (at < bytes.size() && !m_torn) {
        const QByteArrayView rest = bytes.sliced(at);
        const auto head = headOf(rest, begin + static_cast<quint64>(at));
        const qint64 size = head ? RecordHeadSize + qint64{head->bodySize} + qint64{head->packedSize} : 0;
        if (!head || size > rest.size()) {
            const qsizetype next = rest.indexOf(QByteArrayView(Magic, sizeof Magic), 1);
            m_torn = next < 0;
            at += std::max<qsizetype>(next, 0);
            continue;
        }
        if (const auto found = opened(rest.first(size), *head, m_number); found && isSound(found->record)) {
            if (found->record.holdsText() && !m_texts.contains(found->record.text))
                m_texts.insert(found->record.text, found->record.at);
            records.append(found->record);
        }
        at += size;
        m_end = begin + static_cast<quint64>(at);
    }
    return records;
}

bool SegmentReader::isSound(const HistoryRecord &record) const
{
    return record.version.size == 0 || record.holdsText() || find(record.text) == record.version.offset;
}

std::optional<quint64> SegmentReader::find(const TextIdentity &text) const
{
    const auto found = m_texts.constFind(text);
    return found == m_texts.cend() ? std::nullopt : std::optional(*found);
}

} // namespace tearsheet
