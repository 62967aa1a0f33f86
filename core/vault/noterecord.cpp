// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/noterecord.h"

#include <concepts>

namespace tearsheet {

namespace {

template <typename T, typename Wanted>
concept Is = std::same_as<std::remove_const_t<T>, Wanted>;

// What each fact consists of, for writing and reading alike.

void fields(auto &record, Is<Heading> auto &heading)
{
    record.range(heading.range);
    record.range(heading.text);
    record.integer(heading.level, 1, 6);
}

void fields(auto &record, Is<Link> auto &link)
{
    record.range(link.range);
    record.range(link.target);
    record.range(link.subpath);
    record.range(link.display);
    record.kind(link.kind, LinkKind::Url);
    record.flag(link.embed);
}

void fields(auto &record, Is<LinkDefinition> auto &definition)
{
    record.range(definition.range);
    record.range(definition.label);
    record.range(definition.target);
    record.range(definition.subpath);
}

void fields(auto &record, Is<Mark> auto &mark)
{
    record.range(mark.range);
    record.range(mark.text);
    record.kind(mark.kind, MarkKind::Highlight);
}

void fields(auto &record, Is<Tag> auto &tag)
{
    record.range(tag.range);
    record.range(tag.name);
    record.flag(tag.inFrontMatter);
}

void fields(auto &record, Is<Property> auto &property)
{
    record.word(property.key);
    record.range(property.range);
    record.range(property.value);
    record.kind(property.type, PropertyType::Map);
    record.list(property.values, [&](auto &value) { record.text(value); });
}

void fields(auto &record, Is<Block> auto &block)
{
    record.range(block.range);
    record.kind(block.kind, BlockKind::Blank);
    record.number(block.hash);
}

void fields(auto &record, Is<BlockId> auto &label)
{
    record.range(label.range);
    record.range(label.id);
}

void fields(auto &record, Is<TableOutline> auto &table)
{
    record.range(table.range);
    record.range(table.header);
    record.range(table.delimiter);
    record.integer(table.rowCount, 0, std::numeric_limits<int>::max());
    record.integer(table.heading, -1, std::numeric_limits<int>::max() - 1);
}

void fields(auto &record, Is<Oddity> auto &oddity)
{
    record.range(oddity.range);
    record.kind(oddity.kind, OddityKind::GluedText);
}

void fields(auto &record, Is<NoteFacts> auto &facts)
{
    const auto field = [&](auto &item) { fields(record, item); };
    record.list(facts.aliases, [&](auto &alias) { record.text(alias); });
    record.list(facts.properties, field);
    record.list(facts.headings, field);
    record.list(facts.links, field);
    record.list(facts.tags, field);
    record.list(facts.blockIds, field);
    record.list(facts.blocks, field);
    record.list(facts.tables, field);
    record.list(facts.definitions, field);
    record.list(facts.marks, field);
    record.list(facts.oddities, field);
    record.date(facts.created);
    record.date(facts.updated);
    record.range(facts.frontMatter);
    record.number(facts.body);
}

void fields(auto &record, Is<FileStamp> auto &stamp)
{
    record.number(stamp.size);
    record.number(stamp.modified);
    record.number(stamp.changed);
    record.number(stamp.born);
    record.number(stamp.inode);
    record.number(stamp.hash);
}

} // namespace

void writeNote(RecordWriter &record, const FileEntry &file)
{
    record.text(file.path.toString());
    fields(record, file.stamp);
    record.bytes(file.note->text);
    fields(record, file.note->facts);
}

std::shared_ptr<const FileEntry> readNote(RecordReader &record)
{
    FileEntry file;
    QString written;
    record.text(written);
    const Result<NotePath> path = NotePath::fromRelative(written);
    if (!path)
        return nullptr;
    file.path = *path;
    file.kind = FileKind::Note;
    fields(record, file.stamp);
    auto note = std::make_shared<Note>();
    record.bytes(note->text);
    record.setTextSize(note->text.size());
    fields(record, note->facts);
    const auto hasHeading = [&](const TableOutline &table) { return table.heading < note->facts.headings.size(); };
    if (!record.isGood() || note->facts.body > note->text.size()
        || !std::ranges::all_of(note->facts.tables, hasHeading))
        return nullptr;
    file.note = std::move(note);
    return std::make_shared<const FileEntry>(std::move(file));
}

} // namespace tearsheet
