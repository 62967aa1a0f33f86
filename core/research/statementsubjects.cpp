// SPDX-License-Identifier: GPL-3.0-or-later

// Whom the rows, labels and notes of statements are about.
#include "core/research/rowmeaning.h"
#include "core/research/statementreader.h"
#include "core/table/cellcursor.h"

#include <algorithm>

namespace tearsheet {

Subject StatementReader::sheetSubject()
{
    if (m_around.section().subject.isValid())
        return m_around.section().subject;
    // What a thesis tells of years is its firm's; the rest may be what it supposes.
    const bool isDated =
        m_shape.form == TableForm::TimeRows || std::ranges::any_of(m_shape.columns, [](const ColumnMeaning &column) {
            return column.metric.period.isValid();
        });
    if (const Subject firm = m_only.claims && isDated ? m_around.thesisOn() : Subject(); firm.isValid()) {
        remember(m_around.own());
        return firm;
    }
    return m_around.type() == NoteType::Diary ? Subject{} : m_around.own();
}

Subject StatementReader::rowSubject(int row) const
{
    const Subject &subject = m_shape.rows.at(row).subject;
    if (subject.isNote() || (!isWanted(subject) && !isWanted(m_around.own())))
        return subject;
    const QByteArray words = nameWordsOf(cell(row, m_shape.names));
    const std::string_view view(words.constData(), static_cast<size_t>(words.size()));
    if (namesSelf(view))
        return m_around.type() == NoteType::Thing ? m_around.own() : Subject{};
    if (namesSum(view) || namesSum(view.substr(0, view.find(' '))))
        return {};
    return subject;
}

Subject StatementReader::partSubject(ByteRange range, const Subject &subject, std::optional<QByteArray> &part) const
{
    const Link *const link = linkFrom(range.begin, *m_file.note);
    if (!link || link->range.begin != range.begin || link->range.end >= range.end)
        return subject;
    const Subject linked = m_names.linked(*link, m_file);
    if (!m_names.isThing(linked))
        return subject;
    part = partOf({link->range.end, range.end});
    return linked;
}

Subject StatementReader::dealNamed(ByteRange range) const
{
    const Subject named = isOfDeals(m_shape) ? readName(range, m_file, m_names).subject : Subject();
    return m_names.kindOf(named) == NoteKind::Event ? named : Subject();
}

Subject StatementReader::productNamed(int row) const
{
    constexpr qsizetype Longest = 40;
    const Subject named = readName(cell(row, m_shape.lines), m_file, m_names).subject;
    if (m_names.kindOf(named) == NoteKind::Product)
        return isWanted(named) ? named : Subject();
    // "Kestrel" and "Gull" beside each other are the Kestrel Gull, if there is such a note.
    const QByteArray company = m_shape.rows.at(row).subject.name.toUtf8();
    const QByteArrayView line = cell(row, m_shape.lines).in(m_text);
    const Subject both = company.isEmpty() || line.isEmpty() || line.size() > Longest
                             ? Subject()
                             : m_names.written(QByteArray(company + ' ' + line));
    return both.isNote() && m_names.isThing(both) && isWanted(both) ? both : Subject();
}

bool StatementReader::isOwnProducts() const
{
    constexpr std::string_view Headers[] = {"model", "product", "vehicle", "chip", "robot", "variant"};
    constexpr std::string_view Rivals[] = {"competitor", "competition", "rival", "peer", "alternative", "comparison"};
    const QByteArray &header = m_shape.columns.at(m_shape.names).words;
    const Section &section = m_around.section();
    const bool ofOthers =
        std::ranges::any_of(wordsOf(section.title), [&](std::string_view word) { return isOneOf(word, Rivals); });
    return m_around.type() == NoteType::Thing && isWanted(m_around.own()) && !ofOthers
           && (!section.subject.isValid() || section.subject.note == m_file.path)
           && isOneOf({header.constData(), static_cast<size_t>(header.size())}, Headers);
}

bool StatementReader::areInvestors()
{
    if (m_ofInvestors)
        return *m_ofInvestors;
    constexpr std::string_view Headers[] = {"investor", "backer", "shareholder", "holder", "lender",
                                            "acquirer", "buyer",  "partner",     "owner"};
    const QByteArray &header = m_shape.columns.at(m_shape.names).words;
    m_ofInvestors = std::ranges::any_of(wordsOf(header), [&](std::string_view word) { return isOneOf(word, Headers); });
    return *m_ofInvestors;
}

bool StatementReader::areCompanies() const
{
    constexpr std::string_view Headers[] = {"company", "firm", "startup", "issuer", "lab", "unicorn"};
    const auto words = wordsOf(m_shape.columns.at(m_shape.names).words);
    return !words.isEmpty() && isOneOf(words.last(), Headers);
}

Subject StatementReader::whoseIs(const Subject &subject, const Metric &metric) const
{
    constexpr std::string_view OfNations[] = {"population", "gdp", "gdp growth", "gdp per capita"};
    constexpr std::string_view OfFirms[] = {"valuation", "market cap"};
    constexpr QLatin1StringView Topics[] = {QLatin1StringView(" Tech"), QLatin1StringView(" AI"),
                                            QLatin1StringView(" economy")};
    if (!m_only.claims || !metric.term)
        return subject;
    const auto named = [this](QStringView name) { return m_names.written(name.toUtf8()); };
    if (isOneOf(metric.term->name, OfNations)) {
        const auto topic =
            std::ranges::find_if(Topics, [&](QLatin1StringView ending) { return subject.name.endsWith(ending); });
        const Subject nation = topic == std::end(Topics) ? Subject() : named(subject.name.chopped(topic->size()));
        return m_names.kindOf(nation) == NoteKind::Place ? nation : subject;
    }
    const qsizetype listing =
        isOneOf(metric.term->name, OfFirms) ? subject.name.indexOf(QLatin1StringView(" IPO")) : -1;
    if (listing <= 0 || m_names.kindOf(subject) != NoteKind::Event)
        return subject;
    const Subject firm = named(QStringView(subject.name).first(listing));
    return m_names.isFirm(firm) ? firm : subject;
}

namespace {

// Whether a measure is that of somebody else wherever it is named ahead of it: a revenue "from" somebody is not, nor a
// stake in it.
bool isOfWhole(const Metric &metric)
{
    constexpr std::string_view Names[] = {
        "market cap", "valuation", "enterprise value", "share price", "employees", "subscribers", "users", "mau",
        "wau",        "dau",       "founded",          "ipo",         "born",      "net worth",   "aum",   "p/e",
        "launched",   "parameters"};
    return isOneOf(metric.term->name, Names) || metric.said == "market share";
}

// The same where a note is about nobody in particular: "Kestrel aircraft" are those that it makes or flies.
bool mayBeOfNamed(const Metric &metric)
{
    const MetricTerm &term = *metric.term;
    return isOfWhole(metric)
           || (term.name != "price" && term.measured != Measured::Count && term.measured != Measured::Rank
               && term.measured != Measured::Year);
}

// Words that begin labels with a capital, though notes may be called so.
bool isPlainWord(std::string_view words)
{
    constexpr std::string_view Words[] = {"benchmark", "base",    "spot",    "list",   "prime",  "peak",
                                          "unit",      "record",  "gross",   "net",    "public", "private",
                                          "group",     "company", "initial", "average"};
    return isOneOf(words, Words) || isProjection(words) || namesSum(words) || isUsual(words);
}

} // namespace

Subject StatementReader::takeNameAhead(ByteRange label, const Subject &subject, Metric &metric) const
{
    constexpr std::string_view Parts[] = {"stake", "weight"};
    if (!metric.term || metric.scope.isEmpty() || metric.term->deal || isOneOf(metric.term->name, Parts))
        return {};
    ByteRange name;
    const Subject other = nameAhead(label, name);
    const bool isOfMarket = metric.term->measured == Measured::Share;
    if (!other.isNote() && m_only.claims && m_around.type() == NoteType::Topic && isOfWhole(metric) && !isOfMarket)
        return takeUnknownAhead(label, metric);
    if (!other.isNote() || other.key == subject.key || other.note == m_file.path)
        return {};
    const NoteKinds kind = setOf(m_names.kindOf(other));
    constexpr NoteKinds Places = setOf(NoteKind::Place);
    const bool speaksOfOwn =
        m_around.type() == NoteType::Thing && (setOf(m_names.kindOf(subject)) & (kinds::Firms | Places)) != 0;
    const bool isTheirs = speaksOfOwn ? (kind & kinds::Firms) && isOfWhole(metric)
                                      : (kind & (kinds::Actors | kinds::Things | Places)) && mayBeOfNamed(metric);
    if (!isTheirs)
        return {};
    metric.scope = without(metric.scope, nameWordsOf(name));
    // What a country has in the note of a material is of that.
    if ((kind & Places) && metric.term->scoped && m_names.kindOf(subject) == NoteKind::Commodity) {
        metric.whose = joined({metric.whose, nameWords(subject.name)});
        metric.scope = joined({metric.scope, metric.whose});
    }
    return other;
}

Subject StatementReader::takeUnknownAhead(ByteRange label, Metric &metric) const
{
    const auto isName = [](QByteArrayView written) {
        return std::ranges::all_of(written.toByteArray().split(' '),
                                   [](const QByteArray &word) { return !word.isEmpty() && isUpper(word.front()); });
    };
    for (const QByteArrayView written : namesAhead(label.in(m_text))) {
        const QByteArray words = nameWordsOf(ByteRange::of(label.begin, label.begin + written.size()));
        const bool isAll = without(metric.scope, words).isEmpty() && without(words, metric.scope).isEmpty();
        if (!isAll || !isName(written) || isPlainWord({words.constData(), static_cast<size_t>(words.size())}))
            continue;
        const Subject named = m_names.plain(written);
        if (named.isNote())
            return {};
        metric.scope = {};
        return named;
    }
    return {};
}

Subject StatementReader::nameAhead(ByteRange label, ByteRange &name) const
{
    while (!label.isEmpty() && (m_text[label.begin] == '*' || m_text[label.begin] == '_'))
        ++label.begin;
    const Link *const link = linkFrom(label.begin, *m_file.note);
    // "Target price" is that of no Target.
    const auto isPlain = [&] {
        const QByteArray words = nameWordsOf(name);
        return isPlainWord({words.constData(), static_cast<size_t>(words.size())});
    };
    if (link && link->range.begin == label.begin && link->range.end < label.end) {
        name = link->range;
        const char behind = m_text[link->range.end];
        const bool isName = (behind == ' ' || behind == '\'' || behind == '*') && !isPlain();
        return isName ? m_names.linked(*link, m_file) : Subject();
    }
    // The longest of the first words that is a note's name, in its capitals.
    for (const QByteArrayView written : namesAhead(label.in(m_text))) {
        name = ByteRange::of(label.begin, label.begin + written.size());
        if (const Subject other = m_names.written(written); other.isNote() && !isPlain())
            return other;
    }
    return {};
}

bool StatementReader::isOfAnotherWhole(const Metric &metric, const Subject &subject) const
{
    constexpr std::string_view Wholes[] = {"valuation", "market cap", "enterprise value", "share price"};
    if (!metric.term || metric.scope.isEmpty() || !isOneOf(metric.term->name, Wholes))
        return false;
    return std::ranges::any_of(wordsOf(metric.scope), [&](std::string_view word) {
        const Subject named = m_names.plain(QByteArrayView(word.data(), static_cast<qsizetype>(word.size())));
        return named.key != subject.key && !isProjection(word) && m_names.isFirm(named);
    });
}

} // namespace tearsheet
