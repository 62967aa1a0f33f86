// SPDX-License-Identifier: GPL-3.0-or-later

// Sheets of properties: whom their rows are about, and what they measure.
#include "core/research/celltail.h"
#include "core/research/expected.h"
#include "core/research/rowmeaning.h"
#include "core/research/statementreader.h"
#include "core/table/cellcursor.h"

#include <algorithm>

namespace tearsheet {

Subject StatementReader::sheetSubject() const
{
    if (m_around.section().subject.isValid())
        return m_around.section().subject;
    return m_around.type() == NoteType::Diary ? Subject{} : m_around.own();
}

void StatementReader::readSheet()
{
    const Subject subject = sheetSubject();
    if (!subject.isValid())
        return;
    const bool isHead = m_headSheet < 0 && subject.note == m_file.path && m_around.section().words.isEmpty();
    m_headSheet = isHead ? m_number : m_headSheet;
    const bool mayNameLeaders =
        !m_only.claims && m_shape.columns.size() == 2 && subject.note == m_file.path && isWanted(subject);
    Metric above;
    for (int row = 0; row < m_table.rows.size(); ++row) {
        const QByteArrayView name = cell(row, m_shape.names).in(m_text);
        if (name.isEmpty())
            continue;
        ColumnMeaning named = m_lexicon.headers.read(name, m_yen);
        readOwner(row, named, subject);
        if (named.metric.term && named.metric.term->name == "price" && m_shape.listed)
            named.metric = priceOfShares(named.metric);
        named.metric = meantBelow(above, named);
        if (!named.metric.isEmpty() && !named.metric.name.endsWith(" growth"))
            above = named.metric;
        if (isOwnedPart(named.metric, row, subject))
            named.metric = stakeOf(named.metric);
        const bool guidance = !named.metric.term && namesGuidance(named.metric.name);
        // "Founder & CEO"
        if (const QList<QByteArray> roles = mayNameLeaders ? rolesNamed(name) : QList<QByteArray>();
            !roles.isEmpty() && isOfLeaders()) {
            for (const QByteArray &role : roles)
                addLeader(role, row, 1);
            continue;
        }
        const Subject other = takeNameAhead(cell(row, m_shape.names), subject, named.metric);
        if (m_shape.mixed && !other.isValid())
            continue;
        const Subject &whose = other.isValid() ? other : subject;
        if (!isWanted(whose) || (!other.isValid() && isOfAnotherWhole(named.metric, subject)))
            continue;
        for (int column = 1; column < m_shape.columns.size(); ++column) {
            const ColumnMeaning &meaning = m_shape.columns.at(column);
            const std::string_view header(meaning.words.constData(), static_cast<size_t>(meaning.words.size()));
            const bool sequence = namesSequence(header);
            const bool change = sequence || namesChange(header);
            if (!meaning.value && !change)
                continue;
            const QByteArrayView text = cell(row, column).in(m_text);
            if (change && !isChange(readCell(text), text))
                continue;
            Metric own = sequence ? sequenceOf(named.metric) : change ? growthOf(named.metric) : named.metric;
            if (guidance)
                own = guidanceIn(text, own, m_around.section());
            if (meaning.metric.period.isValid()) {
                own.period = own.period.isValid() ? withYear(own.period, meaning.metric.period) : meaning.metric.period;
                own.verified = own.verified || meaning.metric.verified;
                if (saysFiscal(m_shape.columns.first().words))
                    markFiscal(own.period);
            }
            own.projected = own.projected || meaning.metric.projected;
            // What somebody else is worth is not of the section.
            const bool aside = other.isValid() && (m_around.type() == NoteType::Thing || !named.metric.term->scoped);
            // "Oak hull price" below "Oak hull prices" is of nothing more.
            const QByteArray &heading = m_around.section().own;
            const bool repeats = !heading.isEmpty() && without(heading, own.scope).isEmpty();
            add(whose, own, change ? CellContext() : named.context, row, column,
                aside || repeats ? QByteArray() : scopeOfSection(own), {}, timeOf(row));
        }
    }
}

void StatementReader::readOwner(int row, const ColumnMeaning &label, const Subject &subject)
{
    constexpr std::string_view Others[] = {"shareholder", "investor", "holder"};
    const QVarLengthArray<std::string_view, 24> words = wordsOf(label.words);
    const bool isOwner = factName(label.words) == "owner" || (!words.isEmpty() && isOneOf(words.last(), Others));
    const ByteRange range = cell(row, 1);
    const QByteArrayView text = range.in(m_text);
    const qsizetype open = isOwner ? text.indexOf(" (") : -1;
    const qsizetype percent = open < 0 ? -1 : text.indexOf('%', open);
    if (percent < 0 || percent > text.indexOf(')', open))
        return;
    qsizetype begin = percent;
    while (begin > open + 2 && text[begin - 1] != ' ')
        --begin;
    const Subject owner = readName(range, m_file, m_names).subject;
    const ByteRange share = ByteRange::of(range.begin + begin, range.begin + percent + 1);
    if (owner.isNote() && owner.key != subject.key && isWanted(owner))
        addValue(share, owner, readMetric("Stake"), {}, row, 1, nameWords(subject.name), {}, {});
}

QByteArray StatementReader::scopeOfSection(const Metric &metric) const
{
    constexpr qsizetype Most = 6;
    const Section &section = m_around.section();
    const MetricTerm *const term = metric.term;
    const bool ofEvents = !term || term->deal || term->name == "price";
    const bool brief = term && term->scoped && wordsOf(section.words).size() <= Most;
    return ofEvents || brief ? section.words : section.scope;
}

bool StatementReader::isOwnedPart(const Metric &metric, int row, const Subject &subject)
{
    if (!metric.term || metric.term->name != "market share" || metric.said != "share" || metric.scope.isEmpty()
        || !without(metric.scope, m_around.nameOf(subject)).isEmpty())
        return false;
    const QByteArray text = cell(row, 1).in(m_text).toByteArray();
    const qsizetype of = text.indexOf("% of ");
    if (of < 0)
        return false;
    QByteArray whole = text.sliced(of + 5);
    whole = whole.first(std::min({endAt(whole, '('), endAt(whole, ','), endAt(whole, ';')})).trimmed();
    const bool linked = whole.startsWith("[[") && whole.endsWith("]]");
    return linked || m_names.isFirm(m_names.plain(whole))
           || (isUpper(whole.isEmpty() ? ' ' : whole.front()) && !whole.contains(' '));
}

qsizetype StatementReader::endAt(const QByteArray &text, char mark)
{
    const qsizetype at = text.indexOf(mark);
    return at < 0 ? text.size() : at;
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
