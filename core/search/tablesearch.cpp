// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/tablesearch.h"

#include "core/base/parallel.h"
#include "core/search/literal.h"

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

enum class Where { Anywhere, Note, Heading, Header, Cell, Entity };

struct Term
{
    QList<Literal> literals; ///< Of which one is enough.
    Where where = Where::Anywhere;
    QList<int> named; ///< The notes whose name it is.
};

struct Terms
{
    QList<Term> words;
    QStringList tags;
};

// How much a word in each place tells of the table.
constexpr int InNote = 5;
constexpr int InHeading = 4;
constexpr int InHeader = 3;
constexpr int InCell = 1;

// What names somebody does so by all names.
Term termOf(QStringView word, Where where, const Snapshot &snapshot)
{
    Term term{.literals = {Literal(word, false, where == Where::Entity)}, .where = where, .named = {}};
    for (const int file : snapshot.lookup(word).matches) {
        const FileEntry &entry = snapshot.file(file);
        if (!entry.note)
            continue;
        term.named.append(file);
        for (const QString &name : QStringList(entry.path.name().toString()) + entry.note->facts.aliases) {
            if (word.compare(name, Qt::CaseInsensitive) != 0)
                term.literals.append(Literal(name, false, true));
        }
    }
    return term;
}

Terms termsOf(QStringView typed, const Snapshot &snapshot)
{
    static constexpr std::pair<QStringView, Where> Prefixes[] = {{u"note:", Where::Note},
                                                                 {u"heading:", Where::Heading},
                                                                 {u"header:", Where::Header},
                                                                 {u"cell:", Where::Cell},
                                                                 {u"entity:", Where::Entity}};
    constexpr QStringView TagPrefix = u"tag:";
    Terms terms;
    while (!(typed = typed.trimmed()).isEmpty()) {
        Where where = Where::Anywhere;
        for (const auto &[prefix, place] : Prefixes) {
            if (typed.startsWith(prefix, Qt::CaseInsensitive)) {
                typed = typed.sliced(prefix.size());
                where = place;
                break;
            }
        }
        const bool isTag = where == Where::Anywhere && typed.startsWith(TagPrefix, Qt::CaseInsensitive);
        if (isTag)
            typed = typed.sliced(TagPrefix.size());
        const bool quoted = typed.startsWith(u'"');
        qsizetype end = quoted ? typed.indexOf(u'"', 1) : 0;
        if (quoted && end < 0)
            end = typed.size();
        while (!quoted && end < typed.size() && !typed[end].isSpace())
            ++end;
        const QStringView word = quoted ? typed.sliced(1, end - 1) : typed.first(end);
        typed = typed.sliced(std::min(typed.size(), end + (quoted ? 1 : 0)));
        const QStringView tag = word.startsWith(u'#') ? word.sliced(1) : isTag ? word : QStringView();
        if (!tag.isEmpty() && (isTag || (!quoted && where == Where::Anywhere)))
            terms.tags.append(tag.toString());
        else if (!word.isEmpty() && !isTag)
            terms.words.append(termOf(word, where, snapshot));
    }
    return terms;
}

bool hasTag(const Note &note, const QString &wanted)
{
    return std::ranges::any_of(note.facts.tags, [&](const Tag &tag) {
        const QString name = QString::fromUtf8(tag.name.in(note.text));
        return name.startsWith(wanted, Qt::CaseInsensitive)
               && (name.size() == wanted.size() || name.at(wanted.size()) == u'/');
    });
}

// How well the table answers; -1 where it does not.
int scoreOf(const Terms &terms, int file, const QByteArray &name, const Note &note, const TableOutline &table)
{
    const QByteArrayView text = note.text;
    const QByteArrayView heading =
        table.heading < 0 ? QByteArrayView() : note.facts.headings.at(table.heading).text.in(text);
    const QByteArrayView header = table.header.in(text);
    const QByteArrayView cells = ByteRange{table.delimiter.end, table.range.end}.in(text);
    int score = 0;
    for (const Term &term : terms.words) {
        const auto found = [&](Where place, QByteArrayView bytes) {
            return (term.where == Where::Anywhere || term.where == place
                    || (term.where == Where::Entity && place != Where::Note))
                   && std::ranges::any_of(term.literals,
                                          [&](const Literal &literal) { return literal.find(bytes, 0).has_value(); });
        };
        if (found(Where::Note, name) || (term.where == Where::Entity && term.named.contains(file)))
            score += InNote;
        else if (found(Where::Heading, heading))
            score += InHeading;
        else if (found(Where::Header, header))
            score += InHeader;
        else if (found(Where::Cell, cells))
            score += InCell;
        else
            return -1;
    }
    return score;
}

} // namespace

QList<TableHit> searchTables(const Snapshot &snapshot, QStringView typed, const CancelFlag *cancelled)
{
    constexpr qsizetype Portion = 64;
    const Terms terms = termsOf(typed, snapshot);
    const qsizetype count = snapshot.files().size();
    QList<QList<std::pair<int, TableHit>>> found(count);
    QList<std::pair<int, TableHit>> *const lists = found.data();
    forAll(count, Portion, [&](qsizetype i) {
        const int file = static_cast<int>(i);
        const FileEntry &entry = snapshot.file(file);
        if (!entry.note || entry.note->facts.tables.isEmpty() || snapshot.isExcluded(file)
            || (cancelled && cancelled->isCancelled()))
            return;
        const Note &note = *entry.note;
        if (!std::ranges::all_of(terms.tags, [&](const QString &tag) { return hasTag(note, tag); }))
            return;
        const QByteArray name = terms.words.isEmpty() ? QByteArray() : entry.path.name().toUtf8();
        for (int table = 0; table < note.facts.tables.size(); ++table) {
            const int score = scoreOf(terms, file, name, note, note.facts.tables.at(table));
            if (score >= 0)
                lists[i].append(std::pair(score, TableHit{file, table}));
        }
    });
    if (cancelled && cancelled->isCancelled())
        return {};
    QList<std::pair<int, TableHit>> all;
    for (const auto &list : std::as_const(found))
        all += list;
    if (!terms.words.isEmpty())
        std::ranges::stable_sort(all, std::greater(), &std::pair<int, TableHit>::first);
    QList<TableHit> hits;
    hits.reserve(all.size());
    for (const auto &[score, hit] : std::as_const(all))
        hits.append(hit);
    return hits;
}

} // namespace tearsheet
