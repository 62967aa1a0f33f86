// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes are a note: its blocks cover it, every fact lies in it, and its tables give back their bytes.
#include "core/note/markdowntree.h"
#include "core/note/oddities.h"
#include "core/note/parsenote.h"
#include "core/note/propertyvalue.h"
#include "core/note/subpath.h"
#include "core/table/table.h"
#include "tests/fuzz/fuzzinput.h"

namespace {

using namespace tearsheet;

void checkLink(const Link &link, QByteArrayView text)
{
    require(link.range.end <= text.size());
    for (const ByteRange part : {link.target, link.subpath, link.display})
        require(part.isEmpty() || link.range.contains(part));
    (void)linkTarget(link, text);
}

void checkTable(const TableOutline &outline, QByteArrayView text)
{
    const Table table = cutTable(outline, text);
    require(table.rows.size() == outline.rowCount);
    for (const TableRow &row : table.rows) {
        quint32 at = row.line.begin;
        for (const ByteRange cell : row.cells) {
            require(at <= cell.begin && cell.begin <= cell.end && cell.end <= row.line.end);
            at = cell.end;
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArray text(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const NoteFacts facts = parseNote(text);
    quint32 end = 0;
    for (const Block &block : facts.blocks) {
        require(block.range.begin == end);
        end = block.range.end;
    }
    require(end == text.size());
    const ByteRange all{0, end};
    for (const Link &link : facts.links)
        checkLink(link, text);
    for (const Tag &tag : facts.tags)
        require(tag.range.contains(tag.name) && !tag.name.isEmpty());
    for (const Heading &heading : facts.headings)
        require(all.contains(heading.range) && heading.range.contains(heading.text));
    for (const Mark &mark : facts.marks)
        require(mark.range.contains(mark.text));
    for (const LinkDefinition &definition : facts.definitions)
        require(all.contains(definition.range) && definition.range.contains(definition.target));
    for (const Property &property : facts.properties) {
        require(facts.frontMatter.contains(property.range));
        (void)propertyJson(property, text);
    }
    for (const TableOutline &table : facts.tables)
        checkTable(table, text);
    for (const Oddity &oddity : facts.oddities) {
        require(all.contains(oddity.range));
        require(mended(oddity, facts, text).apply(text).has_value());
    }
    (void)subpathRange(u"#a#b", facts, text);
    (void)parseMarkdown(text);
    return 0;
}
