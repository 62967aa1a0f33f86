// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/claim.h"

#include "core/base/parallel.h"
#include "core/research/claimpairs.h"

#include <algorithm>
#include <cmath>

namespace tearsheet {

namespace {

// The names under which a file answers, and what it is about.
void appendNames(const FileEntry &file, QList<NameHash> &names)
{
    names.append(nameHash(file.path.fileName()));
    if (!file.note)
        return;
    for (const QString &alias : file.note->facts.aliases)
        names.append(nameHash(alias));
}

bool meets(const QList<NameHash> &asked, const QList<NameHash> &changed)
{
    return std::ranges::any_of(changed, [&](NameHash name) { return std::ranges::binary_search(asked, name); });
}

// Apart by a little may be a slip, by half or the double it matters most; by far more it is rather a misunderstanding.
double weightOf(double gap)
{
    constexpr double Full = 0.25;
    constexpr double Doubtful = 0.9;
    if (gap <= Full)
        return 0.4 + 0.6 * gap / Full;
    return gap <= Doubtful ? 1 : std::max(0.1, 1 - 0.45 * (gap - Doubtful));
}

// How much speaks for both being meant alike.
double certainty(const Statement &a, const Statement &b)
{
    double sure = a.metric.term && b.metric.term ? 1 : 0.5;
    if (a.metric.term && a.metric.term->scoped && a.metric.scope != b.metric.scope)
        sure *= 0.8;
    if (a.own || b.own)
        sure *= 1.1;
    if (!a.subject.isNote())
        sure *= 0.7;
    if (!a.metric.scope.isEmpty() && !(a.metric.term && a.metric.term->scoped))
        sure *= 0.8;
    if (a.isDated() != b.isDated())
        sure *= 0.8;
    return std::min(sure, 1.0);
}

} // namespace

const Claim::Side &Claim::naming() const
{
    const auto rank = [](const Side &side) {
        return std::tuple(side->metric.term != nullptr, side->metric.scope.size(), side->metric.name.size());
    };
    return rank(a) >= rank(b) ? a : b;
}

QVarLengthArray<ClaimIndex::GroupKey, 2> ClaimIndex::groupsOf(const NoteStatements &note, qsizetype i)
{
    const Statement &statement = note.statements.at(i);
    QVarLengthArray<GroupKey, 2> groups;
    groups.append({qHash(statement.metric.name, static_cast<size_t>(statement.subject.key)), false});
    if (note.figures.at(i))
        groups.append({*note.figures.at(i), true});
    return groups;
}

const Statement &ClaimIndex::at(Ref ref) const
{
    return m_notes.at(ref.note)->statements.at(ref.statement);
}

Claim::Side ClaimIndex::side(Ref ref) const
{
    const auto &note = m_notes.at(ref.note);
    return {note, {note, &note->statements.at(ref.statement)}};
}

void ClaimIndex::setNote(int slot, std::shared_ptr<const NoteStatements> note, QList<quint64> &touched)
{
    auto &place = m_notes[slot];
    if (place) {
        for (qsizetype i = 0; i < place->statements.size(); ++i) {
            for (const auto [key, ofFigure] : groupsOf(*place, i)) {
                const auto group = m_groups.find(key);
                if (group == m_groups.end())
                    continue;
                group->refs.removeIf([&](Ref ref) { return ref.note == slot; });
                touched.append(key);
                if (!group->refs.isEmpty())
                    continue;
                m_groups.erase(group);
                const auto keys = m_subjects.find(place->statements.at(i).subject.key);
                keys->removeOne(key);
                if (keys->isEmpty())
                    m_subjects.erase(keys);
            }
        }
    }
    place = std::move(note);
    if (!place)
        return;
    for (int i = 0; i < place->statements.size(); ++i) {
        for (const auto [key, ofFigure] : groupsOf(*place, i)) {
            Group &group = m_groups[key];
            group.ofFigure = ofFigure;
            if (group.refs.isEmpty())
                m_subjects[place->statements.at(i).subject.key].append(key);
            group.refs.append({slot, i});
            touched.append(key);
        }
    }
}

void ClaimIndex::pair(Group &group) const
{
    constexpr qsizetype Most = 400;
    group.pairs.clear();
    if (group.refs.size() < 2)
        return;
    QList<Stated> stated;
    for (const Ref ref : group.refs.first(std::min(group.refs.size(), Most)))
        stated.append({&at(ref), m_notes.at(ref.note).get()});
    for (const StatedPair &pair : group.ofFigure ? pairsOfFigure(stated) : pairsOfMetric(stated))
        group.pairs.append({group.refs.at(pair.a), group.refs.at(pair.b), pair.judgement});
    std::ranges::sort(group.pairs, {}, &Pair::refs);
}

void ClaimIndex::update(const Snapshot &snapshot)
{
    const auto &before = m_snapshot.files();
    const auto &after = snapshot.files();
    QList<std::shared_ptr<const FileEntry>> wanted;
    QList<NotePath> gone;
    QList<NameHash> changed;
    // Both are sorted by path.
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < before.size() || j < after.size()) {
        if (i < before.size() && j < after.size() && before.at(i) == after.at(j)) {
            ++i;
            ++j;
            continue;
        }
        const bool removed = j == after.size() || (i < before.size() && before.at(i)->path < after.at(j)->path);
        const bool added = i == before.size() || (j < after.size() && after.at(j)->path < before.at(i)->path);
        if (removed) {
            appendNames(*before.at(i), changed);
            gone.append(before.at(i)->path);
            ++i;
            continue;
        }
        if (added) {
            appendNames(*after.at(j), changed);
        } else {
            if (!answersLike(*before.at(i), *after.at(j))) {
                appendNames(*before.at(i), changed);
                appendNames(*after.at(j), changed);
            }
            ++i;
        }
        if (after.at(j)->note)
            wanted.append(after.at(j));
        else
            gone.append(after.at(j)->path);
        ++j;
    }
    // Those that speak of names which came or went.
    if (!changed.isEmpty() && !m_slots.isEmpty()) {
        QSet<NotePath> taken;
        for (const auto &file : std::as_const(wanted))
            taken.insert(file->path);
        for (const auto &note : m_notes) {
            if (!note || taken.contains(note->file->path) || !meets(note->asked, changed))
                continue;
            const int file = snapshot.find(note->file->path);
            if (file >= 0 && after.at(file)->note)
                wanted.append(after.at(file));
        }
    }
    m_snapshot = snapshot;

    std::vector<NoteReading> read(static_cast<size_t>(wanted.size()));
    forAll(
        wanted.size(), 16, [&] { return m_lexicons->lend(snapshot); },
        [&](qsizetype k, const Lexicons::Lent &lexicon) {
            read[static_cast<size_t>(k)] = readNote(wanted.at(k), *lexicon);
        });

    QList<quint64> touched;
    QHash<int, QList<SaidKey>> figures;
    for (const NotePath &path : std::as_const(gone)) {
        const int slot = m_slots.value(path, -1);
        if (slot < 0)
            continue;
        figures.insert(slot, {});
        setNote(slot, nullptr, touched);
        m_slots.remove(path);
        m_free.append(slot);
    }
    for (auto &[note, keys] : read) {
        const NotePath &path = note->file->path;
        int slot = m_slots.value(path, -1);
        if (slot < 0) {
            if (m_free.isEmpty()) {
                slot = static_cast<int>(m_notes.size());
                m_notes.append(nullptr);
            } else {
                slot = m_free.takeLast();
            }
            m_slots.insert(path, slot);
        }
        figures.insert(slot, std::move(keys));
        setNote(slot, std::move(note), touched);
    }
    std::ranges::sort(touched);
    const auto repeated = std::ranges::unique(touched);
    touched.erase(repeated.begin(), repeated.end());
    for (const quint64 key : std::as_const(touched)) {
        if (const auto group = m_groups.find(key); group != m_groups.end())
            pair(*group);
    }
    m_figures.update(m_notes, figures, snapshot, *m_lexicons);
}

namespace {

// Whether two statements that are not paired for their scopes are so for nothing else.
bool agree(const Statement &one, const Statement &other)
{
    const auto judgement = mayMeanSame(one, other) ? judge(one, other) : std::nullopt;
    return judgement && judgement->verdict == Verdict::Agree;
}

} // namespace

// Whether the cells of two figures are compared as statements; of a known metric, be it that they are found to be of
// other scopes.
bool ClaimIndex::isJudged(int note, int otherNote, const FigurePair &pair) const
{
    const auto [first, end] = statementsAt(note, pair.a->place);
    const auto [otherFirst, otherEnd] = statementsAt(otherNote, pair.b->place);
    for (int i = first; i < end; ++i) {
        for (const auto [key, ofFigure] : groupsOf(*m_notes.at(note), i)) {
            for (int j = otherFirst; j < otherEnd; ++j) {
                const auto keys = groupsOf(*m_notes.at(otherNote), j);
                if (std::ranges::none_of(keys, [&](GroupKey same) { return same.key == key; }))
                    continue;
                const Ref here{note, i};
                const Ref there{otherNote, j};
                if (!ofFigure && at(here).metric.term && !(pair.exact && agree(at(here), at(there))))
                    return true;
                const QList<Pair> &pairs = m_groups.constFind(key)->pairs;
                if (std::ranges::binary_search(pairs, std::pair(here, there), {}, &Pair::refs)
                    || std::ranges::binary_search(pairs, std::pair(there, here), {}, &Pair::refs))
                    return true;
            }
        }
    }
    return false;
}

// Those of a note that stand in one cell: they follow each other.
std::pair<int, int> ClaimIndex::statementsAt(int note, const StatementPlace &place) const
{
    const QList<Statement> &statements = m_notes.at(note)->statements;
    const QByteArrayView text = m_notes.at(note)->file->note->text;
    const auto isIn = [&](qsizetype i) {
        const StatementPlace &other = statements.at(i).place;
        const auto [first, last] = std::minmax(other.range.begin, place.range.begin);
        return other.table == place.table && other.column == place.column
               && !ByteRange{first, last}.in(text).contains('\n');
    };
    qsizetype end = std::ranges::upper_bound(statements, place.range.begin, {},
                                             [](const Statement &one) { return one.place.range.begin; })
                    - statements.begin();
    qsizetype first = end;
    while (first > 0 && isIn(first - 1))
        --first;
    while (end < statements.size() && isIn(end))
        ++end;
    return {static_cast<int>(first), static_cast<int>(end)};
}

void ClaimIndex::append(Claim claim, QList<Claim> &claims)
{
    const auto place = [](const Claim::Side &side) {
        return std::pair(side.note->file->path.toString(), side->place.range.begin);
    };
    if (place(claim.b) < place(claim.a)) {
        std::swap(claim.a, claim.b);
        claim.judgement.later = -claim.judgement.later;
    }
    claims.append(std::move(claim));
}

void ClaimIndex::append(const Pair &pair, QList<Claim> &claims) const
{
    append(Claim{.a = side(pair.a), .b = side(pair.b), .judgement = pair.judgement}, claims);
}

void ClaimIndex::append(FigureIndex::Ref a, FigureIndex::Ref b, const FigurePair &pair, QList<Claim> &claims) const
{
    if (!isJudged(a.note, b.note, pair))
        append(Claim{.a = {m_notes.at(a.note), pair.a},
                     .b = {m_notes.at(b.note), pair.b},
                     .judgement = {.verdict = Verdict::Agree}},
               claims);
}

void ClaimIndex::finish(QList<Claim> &claims) const
{
    constexpr double Weak = 0.6;
    QHash<NameHash, double> importance;
    for (Claim &claim : claims) {
        const Subject &subject = claim.a->subject;
        auto known = importance.find(subject.key);
        if (known == importance.end()) {
            const auto links = static_cast<double>(m_snapshot.linksSaying(subject.name).size());
            known = importance.insert(subject.key, std::min(1.0, 0.4 + 0.1 * std::log2(1 + links)));
        }
        const bool fast = claim.a->metric.term && claim.a->metric.term->volatility != Volatility::Fixed;
        const double weight = *known * certainty(*claim.a, *claim.b) * (fast ? 1 : 0.8);
        switch (claim.judgement.verdict) {
        case Verdict::Contradict:
            claim.score = 0.5 + 0.5 * weight * weightOf(claim.judgement.gap);
            break;
        case Verdict::Stale:
            claim.score = 0.25 + 0.25 * weight * weightOf(claim.judgement.gap) * (claim.judgement.weak ? Weak : 1);
            break;
        case Verdict::NotComparable:
            claim.score = 0.125 + 0.125 * weight;
            break;
        case Verdict::Agree:
            claim.score = 0.125 * weight;
            break;
        }
    }
    const auto order = [](const Claim &claim) {
        return std::tuple(-claim.score, claim.a.note->file->path.toString(), claim.a->place.range.begin,
                          claim.b.note->file->path.toString(), claim.b->place.range.begin);
    };
    std::ranges::sort(claims, [&](const Claim &one, const Claim &other) { return order(one) < order(other); });
}

QList<Claim> ClaimIndex::claims() const
{
    QList<Claim> claims;
    for (const Group &group : m_groups) {
        for (const Pair &pair : group.pairs)
            append(pair, claims);
    }
    for (const auto &[refs, pair] : m_figures.pairs()) {
        if (refs.first < refs.second)
            append(refs.first, refs.second, pair, claims);
    }
    finish(claims);
    return claims;
}

QList<Claim> ClaimIndex::about(NameHash subject) const
{
    QList<Claim> claims;
    for (const quint64 key : m_subjects.value(subject)) {
        for (const Pair &pair : m_groups.value(key).pairs) {
            if (at(pair.a).subject.key == subject)
                append(pair, claims);
        }
    }
    for (const auto &[refs, pair] : m_figures.pairs()) {
        if (refs.first < refs.second && pair.a->subject.key == subject)
            append(refs.first, refs.second, pair, claims);
    }
    finish(claims);
    return claims;
}

QList<Claim> ClaimIndex::in(const NotePath &path) const
{
    QList<Claim> claims;
    const int slot = m_slots.value(path, -1);
    if (slot < 0)
        return claims;
    QSet<quint64> seen;
    const NoteStatements &note = *m_notes.at(slot);
    for (qsizetype i = 0; i < note.statements.size(); ++i) {
        for (const auto [key, ofFigure] : groupsOf(note, i)) {
            if (seen.contains(key))
                continue;
            seen.insert(key);
            for (const Pair &pair : m_groups.value(key).pairs) {
                if (pair.a.note == slot || pair.b.note == slot)
                    append(pair, claims);
            }
        }
    }
    const auto &pairs = m_figures.pairs();
    for (auto place = pairs.lower_bound({{slot, 0}, {}}); place != pairs.end() && place->first.first.note == slot;
         ++place)
        append(place->first.first, place->first.second, place->second, claims);
    finish(claims);
    return claims;
}

QList<Claim::Side> ClaimIndex::undated(const NotePath &path) const
{
    QList<Claim::Side> sides;
    for (const auto &note : m_notes) {
        if (!note || (!path.isEmpty() && note->file->path != path))
            continue;
        for (int i = 0; i < note->statements.size(); ++i) {
            const Statement &statement = note->statements.at(i);
            if (statement.metric.term && statement.metric.term->volatility == Volatility::Fast && !statement.isDated())
                sides.append({note, {note, &statement}});
        }
    }
    std::ranges::stable_sort(sides, {},
                             [](const Claim::Side &side) -> const NotePath & { return side.note->file->path; });
    return sides;
}

std::shared_ptr<const NoteStatements> ClaimIndex::statements(const NotePath &note) const
{
    const int slot = m_slots.value(note, -1);
    return slot < 0 ? nullptr : m_notes.at(slot);
}

const SubjectPlaces *KnownSubjects::in(const NotePath &note) const
{
    const auto slot = m_slots.constFind(note);
    return slot == m_slots.cend() ? nullptr : &m_notes.at(*slot)->subjects;
}

KnownSubjects ClaimIndex::subjects() const
{
    return {m_slots, m_notes};
}

qsizetype ClaimIndex::statementCount() const
{
    qsizetype count = 0;
    for (const auto &note : m_notes)
        count += note ? note->statements.size() : 0;
    return count;
}

} // namespace tearsheet
