// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/figureindex.h"

#include "core/base/parallel.h"
#include "core/research/section.h"
#include "core/table/cellvalue.h"
#include "core/text/lineindex.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tearsheet {

namespace {

// Evidence is counted in bits: how much rarer than by chance something is that two rows have in common. The weights
// are such that of pairs of all scores, read by people, nine of ten that reach `Enough` are of the same.
constexpr double Enough = 16.2;
constexpr double UsualWord = 4;   // "capacity"
constexpr double RareWord = 7.5;  // "quay"
constexpr double OfSubject = 3.5; // For two of them at most: what else is said of both is no further evidence.
constexpr double OtherRow = 4;    // A row is of somebody of whom the other one does not speak.
constexpr double OtherNotes = 7;  // The notes are about two of whom neither speaks of the other.
constexpr double NoWord = 6;
constexpr double Mutual = 10; // Each note speaks of what the other is about: set by reading the pairs that it adds.

// What is said so often of one, be it by one note, is no fact of it.
constexpr size_t MostOfKey = 120;

// How rarely figures are equal by chance.
double bitsOf(CellKind kind, int digits, bool rounded)
{
    constexpr double Percents[] = {7.4, 8.7, 12.2, 12.2};
    constexpr double Sums[] = {8.8, 9.8, 11.8, 12.8};
    constexpr double Others[] = {10.5, 11.6, 12.2, 12.2};
    constexpr double Rounding = 1.5;
    const auto &bits = kind == CellKind::Percent ? Percents : kind == CellKind::Money ? Sums : Others;
    return bits[std::clamp(digits, 1, 4) - 1] - (rounded ? Rounding : 0);
}

// What words of `left` that `right` has, too, tell, but for those `taken`, which then has them.
double bitsOfCommon(const QByteArray &left, const QByteArray &right, QByteArray &taken)
{
    double bits = 0;
    QList<std::string_view> common;
    for (const std::string_view word : wordsOf(left)) {
        if (!setContains(right, word) || setContains(taken, word))
            continue;
        bits += isUsual(word) ? UsualWord : RareWord;
        common.append(word);
    }
    taken = joined({taken, wordSet(common)});
    return bits;
}

bool speaksOf(const FigureContext &context, const Subject &subject)
{
    return std::ranges::contains(context.subjects, subject.key, &Subject::key);
}

// Whether two times may be one, of which one may say no year.
bool mayBeOne(const Period &one, const Period &other)
{
    const auto isOpen = [](const Period &period) { return period.form == Period::Form::Open; };
    if (one.begin.year != 0 && other.begin.year != 0)
        return isOpen(one) || isOpen(other) || overlap(one, other);
    if (one.begin.unit != other.begin.unit)
        return true;
    const bool days = one.begin.unit == PeriodPoint::Unit::Day;
    return one.begin.part == other.begin.part && (!days || one.begin.day == other.begin.day);
}

bool areOfOtherTimes(const QList<Period> &ones, const QList<Period> &others)
{
    return !ones.isEmpty() && !others.isEmpty() && std::ranges::none_of(ones, [&](const Period &one) {
        return std::ranges::any_of(others, [&](const Period &other) { return mayBeOne(one, other); });
    });
}

// Whether two prices are said to be of other pieces. One may say no unit, or a longer name: "/gal", "/gallon".
bool areOfOtherUnits(const FigureContext &one, const FigureContext &other)
{
    constexpr qsizetype Slash = 1;
    constexpr qsizetype Fewest = 3; // Letters that tell: "/g" is no "/gal".
    const Quantity &left = one.figure.quantity;
    const Quantity &right = other.figure.quantity;
    if (one.figure.kind != CellKind::Money || left.unit.isEmpty() || right.unit.isEmpty()
        || canonicalUnit(left).base == canonicalUnit(right).base)
        return false;
    const bool isLonger = left.unit.startsWith(right.unit) || right.unit.startsWith(left.unit);
    return !isLonger || std::min(left.unit.size(), right.unit.size()) < Slash + Fewest;
}

// How much speaks for two equal figures being of the same.
class Evidence
{
public:
    Evidence(const FigureContext &one, const FigureContext &other, Names &names) : m_one(one), m_other(other)
    {
        for (const Subject &subject : one.subjects) {
            if (!speaksOf(other, subject))
                continue;
            m_shared.append(subject);
            m_words = joined({m_words, names.wordsOf(subject)});
        }
    }

    // `notes` speak of the figure and of the one of those shared with whom fewest do.
    bool isEnough(int notes, bool rounded) const
    {
        if (m_shared.isEmpty() || areOfOtherTimes(m_one.times, m_other.times) || areOfOtherUnits(m_one, m_other))
            return false;
        const int digits = std::min(digitsOf(m_one.figure.quantity), digitsOf(m_other.figure.quantity));
        QByteArray taken = m_words;
        double near = bitsOfCommon(m_one.near, m_other.near, taken);
        // A price whose piece one leaves out is soon another's.
        const bool leavesUnit = m_one.figure.kind == CellKind::Money
                                && m_one.figure.quantity.unit.isEmpty() != m_other.figure.quantity.unit.isEmpty();
        if (leavesUnit && (digits < 3 || rounded || near == 0))
            return false;
        near = std::max(near, bitsOfMeant());
        const QByteArray all = joined({m_one.near, m_one.far});
        const QByteArray otherAll = joined({m_other.near, m_other.far});
        const double beside = bitsOfCommon(m_one.near, otherAll, taken) + bitsOfCommon(m_other.near, all, taken);
        const double far = bitsOfCommon(all, otherAll, taken);
        double bits = bitsOf(m_one.figure.kind, digits, rounded)
                      + OfSubject * static_cast<double>(std::min<qsizetype>(2, m_shared.size()));
        bits += 0.7 * std::min(near, 25.0) + 0.3 * std::min(beside, 20.0) + 0.2 * std::min(far, 30.0);
        for (const auto &[here, there] : {std::pair(&m_one, &m_other), std::pair(&m_other, &m_one)})
            bits -= here->lead.isValid() && !speaksOf(*there, here->lead) ? OtherRow : 0;
        const bool apart = m_one.ofThing && m_other.ofThing && !speaksOf(m_other, m_one.subjects.first())
                           && !speaksOf(m_one, m_other.subjects.first());
        bits += areOnEachOther() && digits > 1 ? Mutual : 0;
        bits -= (apart ? OtherNotes : 0) + (near + beside > 0 ? 0 : NoWord);
        bits -= 4 * std::log2(std::max(2, notes) / 2.0);
        return bits >= Enough;
    }

    const QList<Subject> &shared() const { return m_shared; }

    // Whom they are about: whom a row is about, else the one whose note says so.
    const Subject &subject() const
    {
        for (const FigureContext *context : {&m_one, &m_other}) {
            if (isShared(context->lead))
                return context->lead;
        }
        for (const FigureContext *context : {&m_one, &m_other}) {
            if (context->ofThing && isShared(context->subjects.first()))
                return context->subjects.first();
        }
        return m_shared.last();
    }

    // What they measure: what one calls it in words that stand beside the other, too, else those words.
    Metric metric(QByteArrayView text, QByteArrayView otherText) const
    {
        const Metric named = metricOf(m_one, text);
        const Metric otherNamed = metricOf(m_other, otherText);
        const auto isSaid = [](const Metric &metric, const QByteArray &near) {
            const auto words = wordsOf(metric.name);
            return !metric.isEmpty() && without(wordSet({words.begin(), words.end()}), near).isEmpty();
        };
        const bool said = isSaid(named, m_other.near);
        const bool otherSaid = isSaid(otherNamed, m_one.near);
        if (said || otherSaid)
            return otherSaid && (!said || (otherNamed.term && !named.term)) ? otherNamed : named;
        if (named.term || otherNamed.term)
            return named.term ? named : otherNamed;
        QByteArray common = m_words;
        (void)bitsOfCommon(m_one.near, m_other.near, common);
        common = without(common, m_words);
        const QByteArray telling = tellingWords(common);
        const Metric metric = namedBy(telling.isEmpty() ? common : telling, text);
        return metric.isEmpty() ? named : metric;
    }

private:
    // Whether each note speaks of the other's subject, neither of rows about others nor of other known measures. Of
    // shares there are too many.
    bool areOnEachOther() const
    {
        const Subject &own = m_one.subjects.first();
        const Subject &otherOwn = m_other.subjects.first();
        const bool ofOthers = m_one.lead.isValid() && m_other.lead.isValid() && m_one.lead.key != m_other.lead.key;
        const bool ofOtherTerms = !m_one.meant.isEmpty() && !m_other.meant.isEmpty() && bitsOfMeant() == 0;
        return own.key != otherOwn.key && speaksOf(m_other, own) && speaksOf(m_one, otherOwn) && !ofOthers
               && !ofOtherTerms && m_one.figure.kind != CellKind::Percent;
    }

    // What it tells that both name a measure that is known, be it by other words: "Annual output" and "Production".
    double bitsOfMeant() const
    {
        constexpr int Most = 2; // Of its words.
        double bits = 0;
        for (const MetricTerm *term : m_one.meant) {
            const auto words = static_cast<int>(1 + std::ranges::count(term->name, ' '));
            if (m_other.meant.contains(term))
                bits = std::max(bits, UsualWord * std::min(words, Most));
        }
        return bits;
    }

    // The first of `words` in the order in which the row says them.
    Metric namedBy(const QByteArray &words, QByteArrayView text) const
    {
        constexpr int Most = 4;
        QList<QByteArray> said;
        for (const ByteRange range : {m_one.row, m_one.header, m_one.clause}) {
            LabelWords phrase;
            readLabel(range.in(text), phrase);
            for (const std::string_view word : phrase.words) {
                const QByteArray one(word.data(), static_cast<qsizetype>(word.size()));
                if (said.size() < Most && setContains(words, word) && !said.contains(one))
                    said.append(one);
            }
        }
        return {.name = said.join(' ')};
    }

    bool isShared(const Subject &subject) const
    {
        return subject.isValid() && std::ranges::contains(m_shared, subject.key, &Subject::key);
    }

    const FigureContext &m_one;
    const FigureContext &m_other;
    QList<Subject> m_shared;
    QByteArray m_words; // Of their names.
};

std::shared_ptr<Statement> statementOf(const FigureContext &context, const Subject &subject, const Metric &metric,
                                       const FileEntry &file)
{
    const QByteArrayView text = file.note->text;
    auto statement = std::make_shared<Statement>(
        Statement{.subject = subject, .metric = metric, .value = readCell(context.place.range.in(text))});
    if (!context.times.isEmpty()) {
        statement->period = context.times.first();
        statement->periodSource = PeriodSource::Header; // Or of its cell, of which nothing depends.
    }
    statement->own = subject.note == file.path;
    statement->section = file.note->facts.tables.at(context.place.table).heading;
    statement->place = context.place;
    return statement;
}

// Says in which line and row statements stand; knows the lines of each note.
class Lines
{
public:
    void place(Statement &statement, const NoteStatements &note)
    {
        const Note &text = *note.file->note;
        auto known = m_known.find(&note);
        if (known == m_known.end())
            known = m_known.insert(&note, LineIndex(text.text));
        StatementPlace &place = statement.place;
        place.line = known->lineAt(place.range.begin);
        place.row = place.line - known->lineAt(text.facts.tables.at(place.table).delimiter.begin) - 1;
    }

private:
    QHash<const NoteStatements *, LineIndex> m_known;
};

} // namespace

std::span<const FigureIndex::Entry> FigureIndex::entriesOf(quint64 key) const
{
    const auto entries = std::ranges::equal_range(m_entries, key, {}, &Entry::key);
    return {entries.begin(), entries.end()};
}

std::vector<quint64> FigureIndex::setEntries(const QHash<int, QList<SaidKey>> &changed, qsizetype notes)
{
    std::vector<quint64> touched;
    // Asked for every entry.
    std::vector<char> isChanged(static_cast<size_t>(notes));
    for (auto note = changed.begin(); note != changed.end(); ++note)
        isChanged[static_cast<size_t>(note.key())] = 1;
    std::erase_if(m_entries, [&](const Entry &entry) {
        const bool old = isChanged[static_cast<size_t>(entry.note)] != 0;
        if (old)
            touched.push_back(entry.key);
        return old;
    });
    const auto kept = static_cast<std::ptrdiff_t>(m_entries.size());
    qsizetype count = 0;
    for (const QList<SaidKey> &keys : changed)
        count += keys.size();
    m_entries.reserve(m_entries.size() + static_cast<size_t>(count));
    for (auto note = changed.begin(); note != changed.end(); ++note) {
        for (const SaidKey &key : note.value())
            m_entries.push_back({key.key, note.key(), key.begin & 0x7fffffff, key.rounded});
    }
    const auto before = [](const Entry &one, const Entry &other) {
        return std::tuple(one.key, one.note, one.begin) < std::tuple(other.key, other.note, other.begin);
    };
    const auto added = m_entries.begin() + kept;
    const auto middle = added + (m_entries.end() - added) / 2;
    forAll(2, 1, [&](qsizetype half) {
        half == 0 ? std::sort(added, middle, before) : std::sort(middle, m_entries.end(), before);
    });
    std::inplace_merge(added, middle, m_entries.end(), before);
    const auto old = static_cast<std::ptrdiff_t>(touched.size());
    std::transform(added, m_entries.end(), std::back_inserter(touched), [](const Entry &entry) { return entry.key; });
    std::inplace_merge(touched.begin(), touched.begin() + old, touched.end());
    std::inplace_merge(m_entries.begin(), added, m_entries.end(), before);
    const auto repeated = std::ranges::unique(touched);
    touched.erase(repeated.begin(), repeated.end());
    return touched;
}

void FigureIndex::forget(const QHash<int, QList<SaidKey>> &changed)
{
    for (auto note = changed.begin(); note != changed.end(); ++note) {
        const auto first = m_pairs.lower_bound({{note.key(), 0}, {}});
        auto last = first;
        for (; last != m_pairs.end() && last->first.first.note == note.key(); ++last) {
            if (last->first.second.note != note.key())
                m_pairs.erase({last->first.second, last->first.first});
        }
        m_pairs.erase(first, last);
    }
}

std::vector<FigureIndex::Candidate> FigureIndex::candidates(const std::vector<quint64> &touched) const
{
    std::vector<Candidate> all;
    auto at = m_entries.begin();
    for (const quint64 key : touched) {
        // Where all are new they follow each other.
        if (at != m_entries.end() && at->key != key)
            at = std::ranges::lower_bound(at, m_entries.end(), key, {}, &Entry::key);
        const auto first = at;
        while (at != m_entries.end() && at->key == key)
            ++at;
        const std::span<const Entry> entries(first, at);
        if (entries.size() > MostOfKey) {
            // They may have been fewer.
            for (const Entry &entry : entries) {
                for (auto known = m_pairs.lower_bound({entry.ref(), {}});
                     known != m_pairs.end() && known->first.first == entry.ref(); ++known)
                    all.emplace_back(std::min(entry.ref(), known->first.second),
                                     std::max(entry.ref(), known->first.second));
            }
            continue;
        }
        for (auto one = entries.begin(); one != entries.end(); ++one) {
            for (auto other = one + 1; other != entries.end(); ++other) {
                if (one->note != other->note && !(one->rounded && other->rounded))
                    all.emplace_back(std::min(one->ref(), other->ref()), std::max(one->ref(), other->ref()));
            }
        }
    }
    std::ranges::sort(all);
    const auto repeated = std::ranges::unique(all);
    all.erase(repeated.begin(), repeated.end());
    return all;
}

std::optional<FigurePair> FigureIndex::pairOf(const FigureContext &one, const NoteStatements &note,
                                              const FigureContext &other, const NoteStatements &otherNote,
                                              Names &names) const
{
    // The order of the notes in the vault, not that in which they were read, decides whom a pair is about.
    if (otherNote.file->path < note.file->path) {
        auto pair = pairOf(other, otherNote, one, note, names);
        if (pair)
            std::swap(pair->a, pair->b);
        return pair;
    }
    // As which figure they are equal: that of the one that is rounded more.
    quint64 common = one.hashes.first();
    bool rounded = false;
    if (other.hashes.first() != common) {
        rounded = true;
        common = other.hashes.contains(common) ? common : other.hashes.first();
    }
    const Evidence evidence(one, other, names);
    int fewest = std::numeric_limits<int>::max();
    for (const Subject &subject : evidence.shared()) {
        int count = 0;
        int last = -1;
        const auto entries = entriesOf(saidKey(common, subject));
        if (entries.size() > MostOfKey)
            continue;
        for (const Entry &entry : entries) {
            count += entry.note != last ? 1 : 0;
            last = entry.note;
        }
        fewest = std::min(fewest, count);
    }
    if (!evidence.isEnough(fewest, rounded))
        return std::nullopt;
    const Subject &subject = evidence.subject();
    const Metric metric = evidence.metric(note.file->note->text, otherNote.file->note->text);
    return FigurePair{.a = statementOf(one, subject, metric, *note.file),
                      .b = statementOf(other, subject, metric, *otherNote.file),
                      .exact = !rounded};
}

void FigureIndex::pair(std::span<const Candidate> candidates, const Notes &notes, const Snapshot &snapshot,
                       Lexicons &lexicons)
{
    std::vector<Ref> refs;
    for (const auto &[one, other] : candidates) {
        refs.push_back(one);
        refs.push_back(other);
    }
    std::ranges::sort(refs);
    const auto repeated = std::ranges::unique(refs);
    refs.erase(repeated.begin(), repeated.end());
    const auto lend = [&] { return lexicons.lend(snapshot); };
    std::vector<FigureContext> contexts(refs.size());
    forAll(static_cast<qsizetype>(refs.size()), 16, lend, [&](qsizetype i, const Lexicons::Lent &lexicon) {
        const Ref ref = refs[static_cast<size_t>(i)];
        contexts[static_cast<size_t>(i)] = figureContext(ref.begin, *notes.at(ref.note)->file, *lexicon);
        // Which names that asks for is known since its note was read.
        (void)(*lexicon).names.takeAsked();
    });
    const auto contextAt = [&](Ref ref) -> const FigureContext & {
        return contexts[static_cast<size_t>(std::ranges::lower_bound(refs, ref) - refs.begin())];
    };
    std::vector<std::optional<FigurePair>> found(candidates.size());
    forAll(static_cast<qsizetype>(candidates.size()), 16, lend, [&](qsizetype i, const Lexicons::Lent &lexicon) {
        const auto &[one, other] = candidates[static_cast<size_t>(i)];
        found[static_cast<size_t>(i)] =
            pairOf(contextAt(one), *notes.at(one.note), contextAt(other), *notes.at(other.note), (*lexicon).names);
    });
    Lines lines;
    for (size_t i = 0; i < candidates.size(); ++i) {
        const auto &[one, other] = candidates[i];
        if (const auto &pair = found[i]) {
            lines.place(*pair->a, *notes.at(one.note));
            lines.place(*pair->b, *notes.at(other.note));
            m_pairs.insert_or_assign({one, other}, *pair);
            m_pairs.insert_or_assign({other, one}, FigurePair{pair->b, pair->a, pair->exact});
        } else {
            m_pairs.erase({one, other});
            m_pairs.erase({other, one});
        }
    }
}

void FigureIndex::update(const Notes &notes, const QHash<int, QList<SaidKey>> &changed, const Snapshot &snapshot,
                         Lexicons &lexicons)
{
    // Of so many at once what stands around their figures is in memory.
    constexpr size_t Portion = 4096;
    forget(changed);
    const std::vector<Candidate> all = candidates(setEntries(changed, notes.size()));
    for (std::span<const Candidate> left = all; !left.empty(); left = left.subspan(std::min(left.size(), Portion)))
        pair(left.first(std::min(left.size(), Portion)), notes, snapshot, lexicons);
}

} // namespace tearsheet
