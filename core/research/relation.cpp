// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/relation.h"

#include "core/base/parallel.h"
#include "core/note/linescanner.h"
#include "core/research/relationreader.h"
#include "core/text/bytes.h"

#include <algorithm>
#include <limits>

namespace tearsheet {

namespace {

// Every target that the note links to, in the order of first mention.
void readLinks(RelationReader &reader)
{
    for (int i = 0; i < reader.facts.links.size(); ++i) {
        const Link &link = reader.facts.links.at(i);
        if (link.kind == LinkKind::Url || link.target.isEmpty() || isExternal(link, reader.text))
            continue;
        SaidName name{link.range, {}, i, reader.names.of(link), {}};
        const int line = reader.lines.lineAt(link.range.begin);
        const ByteRange context{reader.lines.start(line), reader.lines.end(line, reader.text)};
        reader.say(name, RelationType::Link, {}, std::nullopt,
                   {.rule = RelationRule::Link,
                    .name = link.range,
                    .context = trimmed(context, reader.text),
                    .line = line + 1});
    }
}

QString saidName(const TargetStatement &said, const RelationReader &reader)
{
    if (said.link >= 0)
        return linkTarget(reader.facts.links.at(said.link), reader.text);
    return QString::fromUtf8(said.name.in(reader.text)).simplified();
}

QList<Relation> merged(RelationReader &reader, const Snapshot &snapshot)
{
    QList<Relation> relations;
    QHash<int, qsizetype> byFile;
    QHash<QString, qsizetype> byName;
    for (TargetStatement &said : reader.statements) {
        const auto add = [&](auto &known, const auto &key, auto name) {
            const auto place = known.constFind(key);
            if (place == known.cend()) {
                known.insert(key, relations.size());
                relations.append({.source = reader.file,
                                  .target = said.target.file,
                                  .targetName = name(),
                                  .best = std::move(said.statement)});
                return;
            }
            Relation &relation = relations[*place];
            if (said.statement.evidence.rule < relation.best.evidence.rule) {
                if (relation.best.type != RelationType::Link)
                    relation.also.prepend(std::move(relation.best));
                relation.best = std::move(said.statement);
            } else if (said.statement.type != RelationType::Link) {
                relation.also.append(std::move(said.statement));
            }
        };
        if (said.target.isKnown()) {
            if (!snapshot.file(said.target.file).note && said.statement.type == RelationType::Link)
                continue;
            add(byFile, said.target.file, [&] { return snapshot.file(said.target.file).path.toString(); });
        } else {
            const QString name = saidName(said, reader);
            if (!name.isEmpty())
                add(byName, nameKey(name), [&] { return name; });
        }
    }
    for (Relation &relation : relations) {
        std::ranges::stable_sort(relation.also, {},
                                 [](const RelationStatement &statement) { return statement.evidence.rule; });
        const RelationType same = relationClass(relation.best.type);
        for (const RelationStatement &statement : std::as_const(relation.also)) {
            // "Customers: Norrland" above, "former customer" below: whoever says that it ended knows more.
            if (relation.best.modifier == RelationModifier::None && relationClass(statement.type) == same)
                relation.best.modifier = statement.modifier;
        }
        if (!relation.best.weight) {
            for (const RelationStatement &statement : std::as_const(relation.also)) {
                if (statement.weight && relationClass(statement.type) == same) {
                    relation.best.weight = statement.weight;
                    break;
                }
            }
        }
    }
    std::ranges::stable_sort(relations, {}, [](const Relation &relation) { return relation.best.evidence.name.begin; });
    return relations;
}

} // namespace

QList<Relation> readRelations(int file, const Snapshot &snapshot, const RelationWords &words,
                              std::span<const NoteKind> kinds, std::vector<NameHash> *asked)
{
    if (!snapshot.file(file).note)
        return {};
    RelationReader reader(file, snapshot, words, kinds);
    readFields(reader);
    if (reader.kind != NoteKind::Log) {
        readDefinition(reader);
        readTables(reader);
        readLists(reader);
    }
    readLinks(reader);
    if (asked)
        *asked = reader.names.asked();
    return merged(reader, snapshot);
}

std::vector<NoteKind> noteKinds(const Snapshot &snapshot)
{
    std::vector<NoteKind> kinds(static_cast<std::size_t>(snapshot.files().size()));
    forAll(snapshot.files().size(), 64, [&](qsizetype i) {
        const FileEntry &entry = snapshot.file(static_cast<int>(i));
        kinds[static_cast<std::size_t>(i)] = entry.note ? noteKind(*entry.note, entry.path) : NoteKind::Unknown;
    });
    return kinds;
}

QList<Relation> relationsOf(int file, const Snapshot &snapshot, const RelationWords &words)
{
    return readRelations(file, snapshot, words, {});
}

QList<Relation> relationsOf(const Snapshot &snapshot, const RelationWords &words)
{
    const std::vector<NoteKind> kinds = noteKinds(snapshot);
    std::vector<QList<Relation>> parts(kinds.size());
    forAll(snapshot.files().size(), 16, [&](qsizetype i) {
        parts[static_cast<std::size_t>(i)] = readRelations(static_cast<int>(i), snapshot, words, kinds);
    });
    QList<Relation> all;
    for (QList<Relation> &part : parts)
        all.append(std::move(part));
    return all;
}

QString evidenceText(const RelationEvidence &evidence, QByteArrayView text)
{
    constexpr quint32 reach = 160;
    ByteRange range = evidence.context;
    bool cutBegin = false;
    bool cutEnd = false;
    const auto isContinuation = [&](quint32 at) { return (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80; };
    if (range.size() > 2 * reach + evidence.name.size()) {
        if (evidence.name.begin > range.begin + reach) {
            range.begin = evidence.name.begin - reach;
            while (isContinuation(range.begin))
                ++range.begin;
            cutBegin = true;
        }
        if (evidence.name.end + reach < range.end) {
            range.end = evidence.name.end + reach;
            while (isContinuation(range.end))
                ++range.end;
            cutEnd = true;
        }
    }
    QString said = QString::fromUtf8(range.in(text)).simplified();
    if (cutBegin)
        said.prepend(u'\u2026');
    if (cutEnd)
        said.append(u'\u2026');
    return said;
}

QString evidenceWords(const RelationEvidence &evidence, QByteArrayView text)
{
    const QByteArray said = evidenceText(evidence, text).toUtf8();
    QString words = plainInline(QByteArrayView(said).sliced(linePrefix(said, 0, said.size()).end));
    // What is left of links that were cut.
    return words.remove(QStringLiteral("[[")).remove(QStringLiteral("]]")).simplified();
}

bool answers(const Relation &other, const Relation &relation)
{
    const std::optional<RelationType> reverse = reciprocal(relation.best.type);
    const auto agrees = [&](const RelationStatement &statement) {
        return reverse && relationClass(statement.type) == relationClass(*reverse);
    };
    return other.target == relation.source && other.source == relation.target
           && (agrees(other.best) || std::ranges::any_of(other.also, agrees));
}

QList<int> oneSided(const QList<Relation> &relations)
{
    QHash<std::pair<int, int>, qsizetype> byPair;
    for (qsizetype i = 0; i < relations.size(); ++i) {
        if (relations.at(i).target >= 0)
            byPair.insert({relations.at(i).source, relations.at(i).target}, i);
    }
    QList<int> found;
    for (qsizetype i = 0; i < relations.size(); ++i) {
        const Relation &relation = relations.at(i);
        if (relation.target < 0 || !reciprocal(relation.best.type))
            continue;
        const auto other = byPair.constFind({relation.target, relation.source});
        if (other == byPair.cend() || !answers(relations.at(*other), relation))
            found.append(static_cast<int>(i));
    }
    return found;
}

} // namespace tearsheet
