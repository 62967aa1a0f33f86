// SPDX-License-Identifier: GPL-3.0-or-later
// Any text is a query or an error in one sentence; what it finds lies in the note, in order.
#include "core/search/query.h"
#include "core/vault/indexer.h"
#include "core/vault/noteparser.h"
#include "tests/fuzz/fuzzinput.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    using namespace tearsheet;
    FuzzInput input(data, size);
    const QByteArray text = input.bytes();
    const Result<Query> query = Query::parse(QString::fromUtf8(input.bytes()));
    if (!query) {
        require(query.error().sentence.endsWith(u'.'));
        return 0;
    }
    const Snapshot snapshot =
        Indexer::next({}, {.changed = {textEntry(*NotePath::fromRelative(u"Note.md"), {}, text)}});
    const auto places = query->places(snapshot, 0);
    const auto matching = query->matches(snapshot, 0);
    if (!places || !matching)
        return 0;
    require(places->has_value() == *matching);
    quint32 end = 0;
    for (const ByteRange place : places->value_or(QList<ByteRange>())) {
        require(end <= place.begin && place.begin <= place.end && place.end <= text.size());
        end = place.end;
    }
    return 0;
}
