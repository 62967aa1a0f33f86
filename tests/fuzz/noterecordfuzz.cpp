// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes are a note's record or none; what is one lies within its text and is written and read back the same.
#include "core/vault/noterecord.h"
#include "tests/fuzz/fuzzinput.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    using namespace tearsheet;
    RecordReader record({reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)});
    const auto file = readNote(record);
    if (!file)
        return 0;
    const ByteRange all{0, static_cast<quint32>(file->note->text.size())};
    const NoteFacts &facts = file->note->facts;
    for (const Link &link : facts.links)
        require(all.contains(link.range) && all.contains(link.target) && all.contains(link.display));
    for (const TableOutline &table : facts.tables)
        require(all.contains(table.range) && table.heading < facts.headings.size());
    for (const Heading &heading : facts.headings)
        require(all.contains(heading.text) && heading.level >= 1 && heading.level <= 6);
    require(facts.body <= all.end);

    RecordWriter writer;
    writeNote(writer, *file);
    RecordReader reader(writer.bytes());
    const auto again = readNote(reader);
    require(again && reader.atEnd());
    require(again->path == file->path && again->stamp == file->stamp && *again->note == *file->note);
    return 0;
}
