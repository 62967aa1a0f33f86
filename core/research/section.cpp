// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/section.h"

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
     "earning"}));

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

// Of somebody whom a heading names ahead of them.
constexpr std::string_view Owned[] = {"ownership", "revenue", "sale", "cash", "debt", "margin", "guidance", "cap"};

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

void appendContext(const LabelWords &phrase, QList<QByteArray> &words)
{
    for (const std::string_view word : phrase.words) {
        const bool verified = phrase.verified && (word == "last" || word == "verified" || word == "checked");
        if (!verified && !isUsual(word) && !isDigit(word.front()))
            words.append(QByteArray(word.data(), static_cast<qsizetype>(word.size())));
    }
}

void appendWords(const QByteArray &set, QList<QByteArray> &words)
{
    for (const QByteArray &word : set.split(' ')) {
        if (!isUsual({word.constData(), static_cast<size_t>(word.size())}) && !word.isEmpty())
            words.append(word);
    }
}

// Takes over in which currency and scale a heading says that sums are; what it says so in is no scope.
void takeSums(QByteArrayView text, LabelWords &phrase, Section &section)
{
    while (text.endsWith(':') || text.endsWith('*') || text.endsWith('_'))
        text.chop(1);
    const CellContext context = contextOf(text);
    if (context.kind != CellKind::Money)
        return;
    phrase.words.resize(phrase.outer);
    if (section.sums.kind == CellKind::Money)
        return;
    section.sums = context;
    section.yenSign = text.contains("¥");
}

// What a heading says its section is of, in its order; no names of accounts, and no metric's name alone.
QList<QByteArray> scopeWords(std::span<const std::string_view> words)
{
    const bool saysRules = std::ranges::contains(words, "gaap") || std::ranges::contains(words, "ifrs");
    QList<QByteArray> scope;
    QByteArray phrase;
    for (size_t i = 0; i < words.size(); ++i) {
        const std::string_view word = words[i];
        const bool isKind = i + 1 < words.size() && words[i + 1] == "specific";
        if (isUsual(word) || isDigit(word.front()) || isKind || isOfAccounts(word) || isProjection(word))
            continue;
        scope.append(word == "non" && saysRules ? QByteArray("adjusted")
                                                : QByteArray(word.data(), static_cast<qsizetype>(word.size())));
        phrase += scope.last() + ' ';
    }
    const Metric metric = readMetric(phrase);
    return metric.term && metric.scope.isEmpty() ? QList<QByteArray>() : scope;
}

// Of what a heading says its section is of, `words`, one name: few words, those before a parenthesis, a link, or what
// all is written large. Else it tells what has happened.
QList<QByteArray> nameAmong(const QList<QByteArray> &words, std::span<const std::string_view> outer,
                            QByteArrayView heading)
{
    constexpr qsizetype Few = 2;
    constexpr qsizetype Most = 4;
    const auto isName = [&](const QList<QByteArray> &some) {
        return some.size() <= Few
               || (some.size() <= Most && std::ranges::none_of(some, [&](const QByteArray &word) {
                       return isWrittenLow(heading, {word.constData(), static_cast<size_t>(word.size())});
                   }));
    };
    if (isName(words))
        return words;
    if (const QList<QByteArray> before = scopeWords(outer); !before.isEmpty() && isName(before))
        return before;
    for (const QByteArray &name : {heading.first(std::max<qsizetype>(0, heading.indexOf(" ("))).toByteArray(),
                                   linkedName(heading), nameBehind(heading)}) {
        LabelWords phrase;
        readLabel(name, phrase);
        if (const QList<QByteArray> some = scopeWords(phrase.words); !some.isEmpty() && isName(some))
            return some;
    }
    return speaksOfDeal(heading) ? words : QList<QByteArray>();
}

QByteArray joined(const QList<QByteArray> &words)
{
    QList<std::string_view> views;
    for (const QByteArray &word : words)
        views.append({word.constData(), static_cast<size_t>(word.size())});
    return wordSet(views);
}

// The link of which a cell or heading consists, as most do that are names; null where there is more to read. What
// is shown as a number is none of them: "[[40M]]".
const Link *linkAlone(ByteRange range, const Note &note)
{
    const QByteArrayView cell = range.in(note.text);
    if (!cell.startsWith("[[") || cell.indexOf("]]") != cell.size() - 2 || !isLetter(cell[2]) || cell.contains('|'))
        return nullptr;
    const auto link =
        std::ranges::lower_bound(note.facts.links, range.begin, {}, [](const Link &one) { return one.range.begin; });
    const bool alone = link != note.facts.links.end() && link->range == range && !link->embed;
    return alone && link->kind == LinkKind::Wiki ? &*link : nullptr;
}

} // namespace

NamedCell readName(ByteRange range, const FileEntry &file, Names &names)
{
    constexpr qsizetype Longest = 200;
    const Note &note = *file.note;
    if (range.isEmpty() || range.size() > Longest)
        return {};
    if (const Link *const link = linkAlone(range, note))
        return {names.linked(linkTarget(*link, note.text), file.path), true};
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
        const auto link = std::ranges::lower_bound(note.facts.links, range.begin, {},
                                                   [](const Link &one) { return one.range.begin; });
        // "[[Kestrel]] [[Brine]]" is the product.
        const auto next = link == note.facts.links.end() ? link : std::next(link);
        if (rest.starts_with(Sign::LinkBegin) && next != note.facts.links.end() && next->range.end <= range.end
            && next->range.begin == link->range.end + 1) {
            const Subject product = names.linked(linkTarget(*next, note.text), file.path);
            if (names.kindOf(product) == NoteKind::Product && rest.find(Sign::LinkBegin, 1) == std::string_view::npos)
                return {product, true};
        }
        if (!rest.empty() && rest.front() != '(' && rest.front() != Sign::EmDash)
            return {};
        if (rest.find(Sign::LinkBegin) != std::string_view::npos && rest.front() != '(')
            return {};
        if (link == note.facts.links.end() || !range.contains(link->range) || link->embed
            || link->kind == LinkKind::Url)
            return {};
        return {names.linked(linkTarget(*link, note.text), file.path), true};
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

// The name that a heading is; in a note about nobody in particular also one before words like "financials".
NamedCell readHeading(ByteRange heading, const FileEntry &file, Names &names)
{
    const NamedCell named = readName(heading, file, names);
    const QByteArrayView text = heading.in(file.note->text);
    if (named.known || noteType(file) != NoteType::Topic)
        return named;
    // They say what it has to do with others.
    constexpr std::string_view Between[] = {"comparison",  "peer",          "competitor", "rival",
                                            "competition", "competitive",   "war",        "race",
                                            "supplier",    "concentration", "demand",     "and"};
    const qsizetype end = text.startsWith("[[") ? text.indexOf("]]") + 2 : text.indexOf(' ');
    LabelWords phrase;
    readLabel(text.sliced(std::max<qsizetype>(end, 0)), phrase);
    const bool isPlain = std::ranges::all_of(phrase.words, [&](std::string_view word) {
        return (isUsual(word) || isOneOf(word, Owned)) && !isOneOf(word, Between);
    });
    if (end <= 1 || end >= text.size() || text[end] != ' ' || phrase.words.isEmpty() || !isPlain)
        return named;
    const NamedCell other = readName(ByteRange::of(heading.begin, heading.begin + end), file, names);
    return other.known && (setOf(names.kindOf(other.subject)) & kinds::Firms) ? other : named;
}

} // namespace

Section readSection(int heading, ByteRange table, const FileEntry &file, Names &names)
{
    Section section;
    const Note &note = *file.note;
    QList<QByteArray> context;
    QList<QByteArray> telling;
    QList<QByteArray> scope;
    int level = 7;
    for (int i = heading; i >= 0 && level > 1; --i) {
        const Heading &one = note.facts.headings.at(i);
        if (one.level >= level)
            continue;
        const bool nearest = i == heading;
        level = one.level;
        if (one.level == 1 && !nearest)
            break;
        LabelWords phrase;
        readLabel(one.text.in(note.text), phrase);
        takeSums(one.text.in(note.text), phrase, section);
        if (nearest) {
            const std::string_view title = phrase.part(0, phrase.outer);
            section.title = QByteArray(title.data(), static_cast<qsizetype>(title.size()));
        }
        if (!section.period.isValid()) {
            section.period = phrase.heading.isValid() ? phrase.heading : dayAhead(one.text.in(note.text));
            section.others = phrase.others;
            section.verified = phrase.verified;
        } else {
            section.period = withYear(section.period, phrase.heading);
        }
        section.fiscal = section.fiscal || saysFiscalYear(one.text.in(note.text), phrase);
        section.projected = section.projected || speaksOfPlans(one.text.in(note.text));
        // "Why Kestrel matters", with whatever short name, is the usual sheet of a note.
        if (phrase.words.size() > 2 && phrase.words.first() == "why" && phrase.words.last() == "matter")
            continue;
        appendContext(phrase, context);
        LabelWords said;
        readLabel(sayingPart(one.text.in(note.text)), said);
        // "Short interest history" is of short interest.
        constexpr std::string_view Accounts[] = {"history", "comparison", "overview", "summary", "snapshot",
                                                 "table",   "trajectory", "momentum", "decline", "collapse"};
        while (said.outer > 1 && isOneOf(said.words[said.outer - 1], Accounts)) {
            said.words.remove(said.outer - 1);
            --said.outer;
        }
        // "Capacity" above capacities says nothing new.
        const Metric measured = readMetric(said);
        if (measured.term) {
            const QVarLengthArray<std::string_view, 24> words = wordsOf(measured.scope);
            const QList<QByteArray> all = scopeWords(words);
            telling += all;
            scope += nameAmong(all, {}, one.text.in(note.text));
            if (nearest) {
                // In parentheses stands who says so, not what it is of.
                const QByteArray inner = wordSet({said.words.begin() + said.outer, said.words.end()});
                QList<QByteArray> outer;
                appendWords(without(measured.scope, inner), outer);
                section.measured = measured.term;
                section.measuredScope = joined(outer);
            }
        } else {
            const QList<QByteArray> all = scopeWords(said.words);
            telling += all;
            const std::span<const std::string_view> outer(said.words.constData(), static_cast<size_t>(said.outer));
            scope += nameAmong(all, outer, one.text.in(note.text));
        }
        if (!section.subject.isValid() && one.level > 1) {
            const NamedCell named = readHeading(one.text, file, names);
            // A heading that happens to be a word with a note is none: the note is to be about a thing.
            if (named.known && names.isThing(named.subject) && named.subject.note != file.path) {
                section.subject = named.subject;
                telling.clear();
                scope.clear();
            }
        }
    }
    const QByteArrayView line = lineBefore(table.begin, note.text);
    if (leadsToTable(line)) {
        LabelWords phrase;
        readLabel(line, phrase);
        takeSums(line, phrase, section);
        // More than a few words are a sentence, which may speak of much.
        constexpr qsizetype Few = 6;
        const bool few = phrase.words.size() <= Few;
        section.dated = datedMetrics(line);
        if (phrase.heading.isValid() && (few || !section.period.isValid()) && section.dated.isEmpty()) {
            section.period = withYear(phrase.heading, section.period);
            section.others = phrase.others;
            section.verified = phrase.verified;
        }
        appendContext(phrase, context);
        if (few) {
            section.projected = section.projected || speaksOfPlans(line);
            QList<QByteArray> lead;
            appendContext(phrase, lead);
            // "The upper case:" is no name of what follows.
            const bool isName = std::ranges::any_of(lead, [&](const QByteArray &word) {
                return !isWrittenLow(line, {word.constData(), static_cast<size_t>(word.size())});
            });
            if (isName)
                section.lead = joined(nameAmong(lead, {}, line));
        }
    }
    if (const QByteArrayView below = lineBehind(table.end, note.text); isFootnote(below)) {
        section.dated += datedMetrics(below);
        section.sourced = sourceTime(below);
    }
    if (section.fiscal && section.period.isValid())
        markFiscal(section.period);
    section.words = joined(telling);
    section.scope = joined(scope);
    section.context = joined(context);
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
        appendContext(phrase, words);
    }
    topic.words = joined(words);
    return topic;
}

} // namespace tearsheet
