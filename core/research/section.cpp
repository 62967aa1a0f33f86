// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/section.h"

#include "core/research/lexicon.h"
#include "core/research/rowmeaning.h"
#include "core/table/cellcursor.h"
#include "core/table/pointreader.h"

#include <algorithm>
#include <array>
#include <span>

namespace tearsheet {

namespace {

// Words of headings that say what kind of section follows, not what it is about.
constexpr auto Usual = sorted(std::to_array<std::string_view>(
    {"quick",       "stat",        "statistic",     "overview",    "why",         "matter",      "metric",
     "fact",        "figure",      "data",          "financial",   "finance",     "snapshot",    "profile",
     "summary",     "market",      "position",      "positioning", "competitive", "competition", "landscape",
     "comparison",  "peer",        "competitor",    "rival",       "player",      "top",         "leading",
     "leader",      "major",       "largest",       "biggest",     "company",     "firm",        "scale",
     "size",        "performance", "fundamental",   "dominance",   "detail",      "info",        "information",
     "background",  "highlight",   "stock",         "result",      "status",      "number",      "how",
     "what",        "who",         "where",         "list",        "table",       "universe",    "main",
     "basic",       "general",     "corporate",     "business",    "core",        "economy",     "economic",
     "demographic", "geography",   "indicator",     "trading",     "security",    "glance",      "fast",
     "card",        "i",           "breakdown",     "section",     "important",   "vital",       "sheet",
     "it",          "is",          "are",           "this",        "that",        "other",       "more",
     "structure",   "industry",    "sector",        "identity",    "entity",      "spec",        "specification",
     "technical",   "country",     "member",        "notable",     "and",         "actor",       "by",
     "context",     "history",     "current",       "state",       "comp",        "production",  "producer",
     "supply",      "demand",      "concentration", "chain",       "growth",      "share",       "capacity",
     "reserve",     "valuation",   "trajectory",    "provider",    "maker",       "vendor",      "manufacturer",
     "supplier",    "segment",     "division",      "war",         "race",        "primer",      "outlook",
     "boom",        "crisis",      "trend",         "guide",       "map",         "chart",       "statement",
     "earning",     "happened"}));

// Words that say for which time it is, and how sure.
constexpr auto UsualTimes = sorted(std::to_array<std::string_view>(
    {"year", "quarter", "month", "quarterly", "monthly", "historical", "fiscal", "ends", "end", "ended", "ending", "fy",
     "cy", "calendar", "source", "note", "unaudited", "audited"}));

// Tags that are no topic.
constexpr auto UsualTags = sorted(std::to_array<std::string_view>(
    {"actor",     "concept",    "sector",     "company",    "public",     "private",      "person",
     "country",   "product",    "event",      "daily",      "thesis",     "stub",         "investor",
     "listed",    "founder",    "individual", "region",     "policy",     "usa",          "us",
     "tech",      "technology", "hub",        "startup",    "market",     "active",       "publiccompany",
     "business",  "industry",   "global",     "brand",      "subsidiary", "conglomerate", "asset",
     "commodity", "energy",     "macro",      "geopolitic", "finance",    "trade",        "ai"}));

// Rows that are about no one.
constexpr std::string_view Sums[] = {"total", "other", "others", "average",  "median",   "rest", "sum", "overall",
                                     "mean",  "world", "global", "subtotal", "combined", "all",  "none"};

} // namespace

bool isUsual(std::string_view word)
{
    return isFiller(word) || std::ranges::binary_search(Usual, word) || std::ranges::binary_search(UsualTimes, word)
           || monthNamed(word) > 0;
}

QByteArray tellingWords(const QByteArray &set)
{
    QList<std::string_view> telling;
    for (const std::string_view word : wordsOf(set)) {
        if (!isUsual(word) && !isDigit(word.front()))
            telling.append(word);
    }
    return wordSet(telling);
}

namespace {

QByteArrayView lineBefore(quint32 at, QByteArrayView text)
{
    // Blank lines between are skipped, one at most.
    qsizetype end = at;
    for (int blank = 0; blank < 2; ++blank) {
        while (end > 0 && isLineEnd(text[end - 1]))
            --end;
        qsizetype begin = end;
        while (begin > 0 && !isLineEnd(text[begin - 1]))
            --begin;
        const QByteArrayView line = text.sliced(begin, end - begin).trimmed();
        if (!line.isEmpty())
            return line;
        end = begin;
    }
    return {};
}

// The same behind a table.
QByteArrayView lineBehind(quint32 at, QByteArrayView text)
{
    qsizetype begin = at;
    while (begin < text.size() && isLineEnd(text[begin]) && begin < static_cast<qsizetype>(at) + 4)
        ++begin;
    qsizetype end = begin;
    while (end < text.size() && !isLineEnd(text[end]))
        ++end;
    return text.sliced(begin, end - begin).trimmed();
}

bool isFootnote(QByteArrayView line)
{
    constexpr qsizetype Longest = 600;
    if (line.size() > Longest)
        return false;
    const bool emphasised = (line.startsWith('*') && line.endsWith('*') && !line.startsWith("* "))
                            || (line.startsWith('_') && line.endsWith('_'));
    const QByteArray lower = line.first(std::min<qsizetype>(line.size(), 8)).toByteArray().toLower();
    return emphasised || lower.startsWith("note:") || lower.startsWith("notes:") || namesSources(line);
}

bool leadsToTable(QByteArrayView line)
{
    if (line.isEmpty() || line.size() > 240 || line.startsWith('#') || line.startsWith('|') || line.startsWith("---"))
        return false;
    QByteArrayView bare = line;
    while (bare.endsWith('*') || bare.endsWith('_'))
        bare.chop(1);
    return bare.endsWith(':') || (line.startsWith('*') && line.endsWith('*') && !line.startsWith("* "));
}

// The link of which a cell or heading consists, as most do that are names; null where there is more to read. What
// is shown as a number is none of them: "[[40M]]".
const Link *linkAlone(ByteRange range, const Note &note)
{
    const QByteArrayView cell = range.in(note.text);
    if (!cell.startsWith("[[") || cell.indexOf("]]") != cell.size() - 2 || !isLetter(cell[2]) || cell.contains('|'))
        return nullptr;
    const Link *const link = linkFrom(range.begin, note);
    const bool alone = link && link->range == range && !link->embed;
    return alone && link->kind == LinkKind::Wiki ? link : nullptr;
}

// Nobody's name begins so.
constexpr bool beginsAsSum(char first)
{
    return first == '~' || first == '$' || first == '+' || first == '<' || first == '>';
}

} // namespace

const Link *linkFrom(quint32 offset, const Note &note)
{
    const auto &links = note.facts.links;
    const auto link = std::ranges::lower_bound(links, offset, {}, [](const Link &one) { return one.range.begin; });
    return link == links.end() ? nullptr : &*link;
}

NamedCell readName(ByteRange range, const FileEntry &file, Names &names)
{
    constexpr qsizetype Longest = 200;
    const Note &note = *file.note;
    if (range.isEmpty() || range.size() > Longest || beginsAsSum(note.text[range.begin]))
        return {};
    if (const Link *const link = linkAlone(range, note))
        return {names.linked(*link, file), true};
    const PlainCell plain = plainCell(range.in(note.text));
    std::string_view text = plain.text();
    while (text.starts_with(' '))
        text.remove_prefix(1);
    if (text.empty() || plain.code)
        return {};
    if (text.front() == Sign::LinkBegin) {
        const size_t end = text.find(Sign::LinkEnd);
        if (end == std::string_view::npos)
            return {};
        std::string_view rest = text.substr(end + 1);
        while (rest.starts_with(' '))
            rest.remove_prefix(1);
        const Link *const link = linkFrom(range.begin, note);
        // "[[Kestrel]] [[Brine]]" is the product.
        const Link *const next = link ? linkFrom(link->range.end, note) : nullptr;
        if (rest.starts_with(Sign::LinkBegin) && next && next->range.end <= range.end
            && next->range.begin == link->range.end + 1) {
            const Subject product = names.linked(*next, file);
            if (names.kindOf(product) == NoteKind::Product && rest.find(Sign::LinkBegin, 1) == std::string_view::npos)
                return {product, true};
        }
        if (!rest.empty() && rest.front() != '(' && rest.front() != Sign::EmDash)
            return {};
        if (rest.find(Sign::LinkBegin) != std::string_view::npos && rest.front() != '(')
            return {};
        if (!link || !range.contains(link->range) || link->embed || link->kind == LinkKind::Url)
            return {};
        return {names.linked(*link, file), true};
    }
    if (text.find(Sign::LinkBegin) != std::string_view::npos && text.find('(') > text.find(Sign::LinkBegin))
        return {};
    const size_t open = text.find('(');
    if (open == 0)
        return {};
    text = text.substr(0, open);
    while (text.ends_with(' '))
        text.remove_suffix(1);
    if (text.empty() || text.size() > 60 || std::ranges::none_of(text, [](char c) { return isWordByte(c); }))
        return {};
    const QByteArrayView written(text.data(), static_cast<qsizetype>(text.size()));
    // Of several notes of a name the one that says it is meant.
    if (QAnyStringView::equal(QUtf8StringView(written), file.path.name()))
        return {names.own(file), true};
    NamedCell named{names.plain(written), false};
    named.known = named.subject.isNote();
    // "Total" is a sum, even where a note has it as another name.
    if (named.known) {
        const QByteArray lower = written.toByteArray().toLower();
        if (namesSum({lower.constData(), static_cast<size_t>(lower.size())})
            && named.subject.name.toLower().toUtf8() != lower)
            return {};
    }
    return named;
}

QVarLengthArray<QByteArrayView, 4> namesAhead(QByteArrayView text)
{
    constexpr int Most = 4;
    QVarLengthArray<QByteArrayView, Most> names;
    for (qsizetype end = text.indexOf(' '); end > 0 && names.size() < Most; end = text.indexOf(' ', end + 1)) {
        QByteArrayView name = text.first(end);
        while (!name.isEmpty() && QByteArrayView(",;:*").contains(name.back()))
            name.chop(1);
        for (const QByteArrayView genitive : {QByteArrayView("'s"), QByteArrayView("\u2019s")}) {
            if (name.endsWith(genitive))
                name.chop(genitive.size());
        }
        if (!name.isEmpty())
            names.append(name);
    }
    std::ranges::reverse(names);
    return names;
}

bool namesSelf(std::string_view words)
{
    constexpr std::string_view Selves[] = {"",     "self",         "us",  "we",        "own",
                                           "this", "this company", "our", "this note", "ourselves"};
    return isOneOf(words, Selves);
}

bool isUnnamed(QByteArrayView cell)
{
    LabelWords phrase;
    readLabel(cell, phrase);
    return namesSelf(phrase.text());
}

bool namesSum(std::string_view words)
{
    return isOneOf(words, Sums);
}

QByteArray nameWords(QStringView name)
{
    LabelWords phrase;
    readLabel(name.toUtf8(), phrase);
    return wordSet({phrase.words.begin(), phrase.words.end()});
}

namespace {

// The name that a heading is; in a note about nobody in particular also one of `nameEnd` bytes ahead of other words.
NamedCell readHeading(ByteRange heading, qsizetype nameEnd, const FileEntry &file, Names &names)
{
    const NamedCell named = readName(heading, file, names);
    if (named.known || nameEnd == 0 || noteType(file) != NoteType::Topic)
        return named;
    const NamedCell other = readName(ByteRange::of(heading.begin, heading.begin + nameEnd), file, names);
    return other.known && (setOf(names.kindOf(other.subject)) & kinds::Firms) ? other : named;
}

} // namespace

Section readSection(int heading, ByteRange table, const FileEntry &file, Lexicon &lexicon)
{
    Section section;
    const Note &note = *file.note;
    const auto takeSums = [&section](const auto &meaning) {
        if (section.sums.kind == CellKind::Money || meaning.sums.kind != CellKind::Money)
            return;
        section.sums = meaning.sums;
        section.yenSign = meaning.yenSign;
    };
    int level = 7;
    for (int i = heading; i >= 0 && level > 1; --i) {
        const Heading &one = note.facts.headings.at(i);
        if (one.level >= level)
            continue;
        const bool nearest = i == heading;
        level = one.level;
        if (one.level == 1 && !nearest)
            break;
        const HeadingMeaning &meaning = lexicon.headings.read(one.text.in(note.text));
        takeSums(meaning);
        if (nearest)
            section.title = meaning.title;
        if (!section.period.isValid()) {
            section.period = meaning.period;
            section.others = meaning.others;
            section.verified = meaning.verified;
        } else {
            section.period = withYear(section.period, meaning.after);
        }
        section.fiscal = section.fiscal || meaning.fiscal;
        section.projected = section.projected || meaning.projected;
        if (meaning.usual)
            continue;
        section.context = joined({section.context, meaning.context});
        section.words = joined({section.words, meaning.telling});
        section.scope = joined({section.scope, meaning.scope});
        if (nearest) {
            section.own = meaning.telling;
            section.measured = meaning.measured;
            section.measuredScope = meaning.measuredScope;
        }
        if (!section.subject.isValid() && one.level > 1) {
            const NamedCell named = readHeading(one.text, meaning.nameEnd, file, lexicon.names);
            // A heading that happens to be a word with a note is none: the note is to be about a thing.
            if (named.known && lexicon.names.isThing(named.subject) && named.subject.note != file.path) {
                section.subject = named.subject;
                section.words.clear();
                section.scope.clear();
            }
        }
    }
    if (const QByteArrayView line = lineBefore(table.begin, note.text); leadsToTable(line)) {
        const LeadMeaning lead = leadMeaning(line);
        takeSums(lead);
        section.dated = lead.dated;
        if (lead.period.isValid() && (lead.few || !section.period.isValid()) && lead.dated.isEmpty()) {
            section.period = withYear(lead.period, section.period);
            section.others = lead.others;
            section.verified = lead.verified;
        }
        section.context = joined({section.context, lead.context});
        section.projected = section.projected || lead.projected;
        section.lead = lead.name;
    }
    if (const QByteArrayView below = lineBehind(table.end, note.text); isFootnote(below)) {
        section.dated += datedMetrics(below);
        section.sourced = sourceTime(below);
    }
    if (section.fiscal && section.period.isValid())
        markFiscal(section.period);
    return section;
}

Topic topicOf(const FileEntry &file, NoteType type, Names &names)
{
    const Note &note = *file.note;
    Topic topic;
    QList<QByteArray> words;
    QVarLengthArray<char, 64> stem;
    for (const Tag &tag : note.facts.tags) {
        // Tags in the running text are of other things.
        if (!tag.inFrontMatter && tag.range.begin > note.facts.body + 400)
            break;
        const QByteArray lower = tag.name.in(note.text).toByteArray().toLower();
        const std::string_view one = singular({lower.constData(), static_cast<size_t>(lower.size())}, stem);
        const bool usual = std::ranges::binary_search(UsualTags, one)
                           || std::ranges::binary_search(
                               UsualTags, std::string_view(lower.constData(), static_cast<size_t>(lower.size())));
        if (usual || names.isThing(names.plain(lower)))
            continue;
        words.append(QByteArray(one.data(), static_cast<qsizetype>(one.size())));
        if (topic.first.isEmpty())
            topic.first = words.last();
    }
    if (type == NoteType::Topic) {
        LabelWords phrase;
        readLabel(file.path.name().toUtf8(), phrase);
        words += contextWords(phrase);
    }
    topic.words = wordSetOf(words);
    return topic;
}

} // namespace tearsheet
