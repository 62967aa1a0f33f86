// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes are a segment: what is read from it lies within it, and reads the same in two pieces.
#include "core/store/historysegment.h"
#include "tests/fuzz/fuzzinput.h"

using namespace tearsheet;

namespace {

void readAll(const QByteArray &bytes)
{
    SegmentReader reader(1);
    const QList<HistoryRecord> records = reader.read(bytes);
    const auto size = static_cast<quint64>(bytes.size());
    require(reader.end() <= size && reader.isTorn() == (reader.end() < size));
    for (const HistoryRecord &record : records) {
        require(record.at < reader.end() && record.version.offset <= record.at && !record.version.path.isEmpty());
        const QByteArrayView rest = QByteArrayView(bytes).sliced(static_cast<qsizetype>(record.version.offset));
        const auto length = recordSize(rest, record.version.offset);
        require(length && *length <= static_cast<quint64>(rest.size()));
        const auto text = recordText(rest.first(static_cast<qsizetype>(*length)), record.version);
        require(!text || static_cast<quint64>(text->size()) == record.version.size);
    }
    // A segment that grows.
    SegmentReader again(1);
    QList<HistoryRecord> inPieces = again.read(QByteArrayView(bytes).first(bytes.size() / 2));
    if (again.end() <= size)
        inPieces += again.read(QByteArrayView(bytes).sliced(static_cast<qsizetype>(again.end())));
    require(inPieces == records);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    readAll(bytes);
    // The same as parts of records whose checksums are right, with other bytes between them at times.
    FuzzInput input(data, size);
    QByteArray segment;
    while (!input.isEmpty()) {
        const int what = input.number(3);
        const QByteArray body = input.bytes();
        segment += what == 0 ? body : sealedRecord(body, input.bytes(), static_cast<quint64>(segment.size()));
    }
    readAll(segment);
    return 0;
}
