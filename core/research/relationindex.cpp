// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/relationindex.h"

#include "core/base/parallel.h"
#include "core/research/relationreader.h"

#include <algorithm>

namespace tearsheet {

namespace {

void addNames(QSet<NameHash> &names, const FileEntry &file)
{
    names.insert(nameHash(file.path.name()));
    names.insert(nameHash(file.path.fileName()));
    if (!file.note)
        return;
    for (const QString &alias : file.note->facts.aliases)
        names.insert(nameHash(alias));
}

bool sameAliases(const FileEntry &one, const FileEntry &other)
{
    return !one.note == !other.note && (!one.note || one.note->facts.aliases == other.note->facts.aliases);
}

} // namespace

RelationIndex::RelationIndex(std::shared_ptr<const RelationWords> words) : m_words(std::move(words))
{}

RelationIndex RelationIndex::updated(const Snapshot &snapshot) const
{
    RelationIndex next(m_words);
    next.m_snapshot = snapshot;
    const auto &files = snapshot.files();
    const std::size_t count = static_cast<std::size_t>(files.size());
    next.m_entries.resize(count);

    // Both lists are in the order of paths. What is known of a file is taken over, read again, or given other numbers.
    std::vector<int> moved(m_entries.size(), -1);
    std::vector<NoteKind> kinds(count);
    std::vector<int> changed;
    QSet<NameHash> names;
    bool shifted = m_entries.size() != count;
    std::size_t before = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const std::shared_ptr<const FileEntry> &file = files.at(static_cast<qsizetype>(i));
        for (; before < m_entries.size() && m_entries[before]->file->path < file->path; ++before)
            addNames(names, *m_entries[before]->file);
        const bool known = before < m_entries.size() && m_entries[before]->file->path == file->path;
        if (known && m_entries[before]->file->note == file->note) {
            kinds[i] = m_entries[before]->kind;
            next.m_entries[i] = m_entries[before];
        } else {
            kinds[i] = file->note ? noteKind(*file->note, file->path) : NoteKind::Unknown;
            changed.push_back(static_cast<int>(i));
            if (!known || m_entries[before]->kind != kinds[i] || !sameAliases(*m_entries[before]->file, *file)) {
                addNames(names, *file);
                if (known)
                    addNames(names, *m_entries[before]->file);
            }
        }
        if (known) {
            shifted = shifted || before != i;
            moved[before++] = static_cast<int>(i);
        }
    }
    for (; before < m_entries.size(); ++before)
        addNames(names, *m_entries[before]->file);

    if (!names.isEmpty()) {
        for (std::size_t i = 0; i < count; ++i) {
            const auto &entry = next.m_entries[i];
            if (entry && std::ranges::any_of(entry->asked, [&](NameHash name) { return names.contains(name); })) {
                next.m_entries[i].reset();
                changed.push_back(static_cast<int>(i));
            }
        }
    }
    const RelationWords &known = words();
    forAll(static_cast<qsizetype>(changed.size()), 16, [&](qsizetype i) {
        const int file = changed[static_cast<std::size_t>(i)];
        auto entry = std::make_shared<Entry>();
        entry->file = files.at(file);
        entry->kind = kinds[static_cast<std::size_t>(file)];
        entry->relations = readRelations(file, snapshot, known, kinds, &entry->asked);
        next.m_entries[static_cast<std::size_t>(file)] = std::move(entry);
    });
    next.m_readCount = static_cast<int>(changed.size());
    if (shifted && changed.size() < count) {
        std::ranges::sort(changed);
        forAll(static_cast<qsizetype>(count), 64, [&](qsizetype i) {
            if (std::ranges::binary_search(changed, static_cast<int>(i)))
                return;
            auto entry = std::make_shared<Entry>(*next.m_entries[static_cast<std::size_t>(i)]);
            for (Relation &relation : entry->relations) {
                relation.source = static_cast<int>(i);
                if (relation.target >= 0)
                    relation.target = moved[static_cast<std::size_t>(relation.target)];
            }
            next.m_entries[static_cast<std::size_t>(i)] = std::move(entry);
        });
    }
    return next;
}

QList<Relation> RelationIndex::to(int file) const
{
    QList<Relation> found;
    for (const auto &entry : m_entries) {
        for (const Relation &relation : entry->relations) {
            if (relation.target == file)
                found.append(relation);
        }
    }
    return found;
}

bool RelationIndex::isOneSided(const Relation &relation) const
{
    const std::optional<RelationType> reverse = reciprocal(relation.best.type);
    if (relation.target < 0 || !reverse || !m_snapshot.file(relation.target).note)
        return false;
    const auto kindOf = [this](int file) { return setOf(m_entries[static_cast<std::size_t>(file)]->kind); };
    const RelationGate gate = relationGate(*reverse);
    return (gate.sources & kindOf(relation.target)) && (gate.targets & kindOf(relation.source))
           && std::ranges::none_of(from(relation.target),
                                   [&](const Relation &other) { return answers(other, relation); });
}

} // namespace tearsheet
