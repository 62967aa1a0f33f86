// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/indexcache.h"

#include "core/note/markdownvisitor.h"
#include "core/note/yamlreader.h"
#include "core/vault/noterecord.h"

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

using Entry = std::shared_ptr<const FileEntry>;

constexpr int NotesInChunk = 32;

/// Differs between programs that may read the same bytes differently.
quint64 readerVersion()
{
    const QByteArray version = TEARSHEET_PARSER + markdownVersion() + '/' + yamlVersion();
    return contentHash(version);
}

} // namespace

IndexCache::IndexCache(const QString &root) : m_file(u"index"_s, root, readerVersion())
{}

QList<Entry> IndexCache::read() const
{
    QList<QList<Entry>> found;
    QList<Entry> *out = nullptr;
    const auto begin = [&](qsizetype count) {
        found.resize(count);
        out = found.data();
    };
    const bool sound = m_file.read(begin, [&](qsizetype chunk, QByteArrayView bytes) {
        RecordReader record(bytes);
        while (!record.atEnd()) {
            Entry note = readNote(record);
            if (!note)
                return false;
            out[chunk].append(std::move(note));
        }
        return true;
    });
    QList<Entry> notes;
    for (const QList<Entry> &some : std::as_const(found))
        notes.append(some);
    const auto inOrder = [](const Entry &one, const Entry &next) { return one->path >= next->path; };
    return sound && std::ranges::adjacent_find(notes, inOrder) == notes.end() ? notes : QList<Entry>();
}

Result<> IndexCache::write(const QList<Entry> &files, const std::atomic<bool> *cancelled) const
{
    return m_file.write([&](const auto &add) {
        RecordWriter record;
        int notes = 0;
        const auto flush = [&] {
            add(record.bytes());
            notes = 0;
            record.clear();
        };
        for (const Entry &entry : files) {
            if (cancelled && cancelled->load(std::memory_order_relaxed))
                return false;
            if (!entry->note)
                continue;
            writeNote(record, *entry);
            if (++notes == NotesInChunk)
                flush();
        }
        if (notes > 0)
            flush();
        return true;
    });
}

} // namespace tearsheet
