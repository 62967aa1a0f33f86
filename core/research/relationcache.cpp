// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/relationcache.h"

#include "core/base/parallel.h"
#include "core/research/vaultwords.h"
#include "core/store/record.h"

#include <algorithm>
#include <bit>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype FilesInChunk = 64;

/// What is remembered of a file.
struct Remembered
{
    QString path;
    bool isNote = false;
    quint32 textSize = 0;
    quint64 textHash = 0;
    NoteKind kind = NoteKind::Unknown;
    QStringList aliases;
    QList<quint64> asked;
    QList<Relation> relations; ///< Without sources, and without the names of targets that are files.
};

// What each part consists of, for writing and reading alike.

void fields(auto &record, auto &statement)
{
    record.kind(statement.type, RelationType::Sister);
    record.kind(statement.modifier, RelationModifier::Failed);
    bool weighted = statement.weight.has_value();
    record.flag(weighted);
    if (weighted) {
        quint64 bits = std::bit_cast<quint64>(statement.weight.value_or(0));
        record.number(bits);
        if constexpr (requires { statement.weight = std::bit_cast<double>(bits); })
            statement.weight = std::bit_cast<double>(bits);
    }
    auto &evidence = statement.evidence;
    record.kind(evidence.rule, RelationRule::Link);
    record.range(evidence.name);
    record.range(evidence.context);
    record.range(evidence.heading);
    record.range(evidence.column);
    record.range(evidence.caption);
    record.integer(evidence.line, 1, std::numeric_limits<int>::max());
}

void relationFields(auto &record, auto &relation)
{
    record.integer(relation.target, -1, std::numeric_limits<int>::max());
    if (relation.target < 0)
        record.text(relation.targetName);
    fields(record, relation.best);
    record.list(relation.also, [&](auto &statement) { fields(record, statement); });
}

void fileFields(auto &record, auto &file)
{
    record.text(file.path);
    record.flag(file.isNote);
    if (!file.isNote)
        return;
    record.number(file.textSize);
    record.number(file.textHash);
    record.kind(file.kind, NoteKind::Log);
    record.list(file.aliases, [&](auto &alias) { record.text(alias); });
    record.list(file.asked, [&](auto &name) { record.number(name); });
    if constexpr (requires { record.setTextSize(0); })
        record.setTextSize(file.textSize);
    record.list(file.relations, [&](auto &relation) { relationFields(record, relation); });
}

/// Differs between rules and words that may read the same note differently.
quint64 rulesVersion(const QList<OwnRelationWord> &own)
{
    const QByteArray rules = TEARSHEET_RELATIONS + relationWordsText(own);
    return contentHash(rules);
}

/// What a file that is not as it was has been: its path, and the names that it answered to.
std::shared_ptr<const FileEntry> formerFile(const NotePath &path, const Remembered &remembered)
{
    auto file = std::make_shared<FileEntry>();
    file->path = path;
    if (remembered.isNote) {
        auto note = std::make_shared<Note>();
        note->facts.aliases = remembered.aliases;
        file->note = std::move(note);
    }
    return file;
}

bool isAsItWas(const FileEntry &file, const Remembered &remembered)
{
    if (!file.note || !remembered.isNote)
        return !file.note && !remembered.isNote;
    return file.note->text.size() == remembered.textSize && contentHash(file.note->text) == remembered.textHash;
}

} // namespace

RelationCache::RelationCache(const QString &root, const QList<OwnRelationWord> &own)
    : m_root(root), m_file(fileOf(root, own)),
      m_words(own.isEmpty() ? nullptr : std::make_shared<const RelationWords>(own))
{}

ChunkFile RelationCache::fileOf(const QString &root, const QList<OwnRelationWord> &own)
{
    return {u"relations"_s, root, rulesVersion(own)};
}

RelationIndex RelationCache::read(const Snapshot &snapshot) const
{
    std::vector<std::vector<Remembered>> chunks;
    const bool sound = m_file.read([&](qsizetype count) { chunks.resize(static_cast<std::size_t>(count)); },
                                   [&](qsizetype chunk, QByteArrayView bytes) {
                                       RecordReader record(bytes);
                                       while (!record.atEnd())
                                           fileFields(record, chunks[static_cast<std::size_t>(chunk)].emplace_back());
                                       return record.isGood();
                                   });
    std::vector<Remembered> files;
    for (std::vector<Remembered> &chunk : chunks)
        std::ranges::move(chunk, std::back_inserter(files));
    std::vector<NotePath> paths;
    for (const Remembered &file : files) {
        const Result<NotePath> path = NotePath::fromRelative(file.path);
        paths.push_back(path.value_or(NotePath()));
    }
    const auto isOutside = [&](const Relation &relation) { return relation.target >= static_cast<int>(files.size()); };
    const auto isOdd = [&](const Remembered &file) { return std::ranges::any_of(file.relations, isOutside); };
    if (!sound || !std::ranges::is_sorted(paths) || std::ranges::any_of(files, isOdd))
        return RelationIndex(m_words).updated(snapshot);

    RelationIndex before(m_words);
    before.m_entries.resize(files.size());
    forAll(static_cast<qsizetype>(files.size()), 32, [&](qsizetype i) {
        const auto index = static_cast<std::size_t>(i);
        Remembered &file = files[index];
        const auto entry = std::make_shared<RelationIndex::Entry>();
        const int now = snapshot.find(paths[index]);
        entry->file =
            now >= 0 && isAsItWas(snapshot.file(now), file) ? snapshot.files().at(now) : formerFile(paths[index], file);
        entry->kind = file.kind;
        entry->asked.assign(file.asked.begin(), file.asked.end());
        for (Relation &relation : file.relations) {
            relation.source = static_cast<int>(i);
            if (relation.target >= 0)
                relation.targetName = paths[static_cast<std::size_t>(relation.target)].toString();
        }
        entry->relations = std::move(file.relations);
        before.m_entries[index] = entry;
    });
    return before.updated(snapshot);
}

Result<> RelationCache::write(const RelationIndex &index) const
{
    return fileOf(m_root, index.words().own()).write([&](const auto &add) {
        RecordWriter record;
        qsizetype count = 0;
        for (const auto &entry : index.m_entries) {
            const FileEntry &file = *entry->file;
            const Remembered remembered{
                .path = file.path.toString(),
                .isNote = file.note != nullptr,
                .textSize = file.note ? static_cast<quint32>(file.note->text.size()) : 0,
                .textHash = file.note ? contentHash(file.note->text) : 0,
                .kind = entry->kind,
                .aliases = file.note ? file.note->facts.aliases : QStringList(),
                .asked = QList<quint64>(entry->asked.begin(), entry->asked.end()),
                .relations = entry->relations,
            };
            fileFields(record, remembered);
            if (++count % FilesInChunk == 0) {
                add(record.bytes());
                record.clear();
            }
        }
        if (!record.bytes().isEmpty())
            add(record.bytes());
        return true;
    });
}

Result<RelationIndex> relationsOfVault(const QString &root, const Snapshot &snapshot)
{
    VaultWords own(root);
    if (const Result<> loaded = own.load(); !loaded)
        return std::unexpected(loaded.error());
    return RelationCache(root, own.all()).read(snapshot);
}

} // namespace tearsheet
