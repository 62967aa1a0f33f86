// SPDX-License-Identifier: GPL-3.0-or-later

// Whom rows and columns of tables are about, and what they measure.
#include "core/research/celltail.h"
#include "core/research/expected.h"
#include "core/research/rowmeaning.h"
#include "core/research/statementreader.h"
#include "core/table/cellcursor.h"

#include <algorithm>

namespace tearsheet {

void StatementReader::readRows()
{
    m_series = isSeries(m_shape, m_table.rows.size());
    switch (m_shape.form) {
    case TableForm::Sheet:
        return readSheet();
    case TableForm::EntityColumns:
        return readEntityColumns();
    case TableForm::EntityRows:
        return readEntityRows();
    default:
        return readOwnRows();
    }
}

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
        if (m_only.claims && !mayBeClaimed(named.metric) && !saysAnything(named.metric) && !guidance)
            continue;
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
            add(whose, own, change ? CellContext() : named.context, row, column,
                aside ? QByteArray() : scopeOfSection(own), {}, timeOf(row));
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
    const auto &links = m_file.note->facts.links;
    const auto link = std::ranges::lower_bound(links, label.begin, {}, [](const Link &one) { return one.range.begin; });
    // "Target price" is that of no Target.
    const auto isPlain = [&] {
        const QByteArray words = nameWordsOf(name);
        return isPlainWord({words.constData(), static_cast<size_t>(words.size())});
    };
    if (link != links.end() && link->range.begin == label.begin && link->range.end < label.end) {
        name = link->range;
        const char behind = m_text[link->range.end];
        const bool isName = (behind == ' ' || behind == '\'' || behind == '*') && !isPlain();
        return isName ? m_names.linked(linkTarget(*link, m_text), m_file.path) : Subject();
    }
    // The longest of the first words that is a note's name, in its capitals.
    constexpr int Most = 4;
    const QByteArrayView said = label.in(m_text);
    QVarLengthArray<qsizetype, Most> ends;
    for (qsizetype end = said.indexOf(' '); end > 0 && ends.size() < Most; end = said.indexOf(' ', end + 1))
        ends.append(end);
    for (qsizetype i = ends.size(); i-- > 0;) {
        QByteArrayView written = said.first(ends.at(i));
        for (const QByteArrayView genitive : {QByteArrayView("'s"), QByteArrayView("\u2019s")}) {
            if (written.endsWith(genitive))
                written.chop(genitive.size());
        }
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

void StatementReader::readEntityColumns()
{
    for (int row = 0; row < m_table.rows.size(); ++row) {
        ColumnMeaning named = m_lexicon.headers.read(cell(row, 0).in(m_text), m_yen);
        QByteArray with;
        if (m_shape.matrix) {
            with = nameWordsOf(cell(row, 0));
            named.metric = readMetric(m_around.section().title);
        } else if (named.metric.isEmpty() && named.metric.period.isValid()) {
            // A month's or a year's figure is of what the section is about.
            const MetricTerm *const measured =
                m_around.section().measured ? m_around.section().measured : noteMeasure();
            if (!measured)
                continue;
            named.metric.term = measured;
            named.metric.name = QByteArray(measured->name.data(), static_cast<qsizetype>(measured->name.size()));
            with = m_around.section().measuredScope;
        }
        for (int column = 1; column < m_shape.columns.size(); ++column) {
            const ColumnMeaning &meaning = m_shape.columns.at(column);
            if (meaning.name.subject.isValid() && isWanted(meaning.name.subject))
                add(meaning.name.subject, named.metric, named.context, row, column, with, {}, {});
        }
    }
}

Subject StatementReader::rowSubject(int row) const
{
    const Subject &subject = m_shape.rows.at(row).subject;
    if (subject.isNote())
        return subject;
    const QByteArray words = nameWordsOf(cell(row, m_shape.names));
    const std::string_view view(words.constData(), static_cast<size_t>(words.size()));
    if (namesSelf(view))
        return m_around.type() == NoteType::Thing ? m_around.own() : Subject{};
    if (namesSum(view) || namesSum(view.substr(0, view.find(' '))))
        return {};
    return subject;
}

QByteArray StatementReader::nameWordsOf(ByteRange range) const
{
    LabelWords phrase;
    readLabel(range.in(m_text), phrase);
    return {phrase.bytes.constData(), phrase.bytes.size()};
}

void StatementReader::readEntityRows()
{
    for (int row = 0; row < m_table.rows.size(); ++row) {
        const Subject subject = rowSubject(row);
        if (!subject.isValid() || !isWanted(subject))
            continue;
        const QByteArray part = m_shape.parts < 0 ? QByteArray() : partOf(cell(row, m_shape.parts));
        // "Kestrel" among the brands of Kestrel is one of them.
        const QByteArray &kind = m_shape.columns.at(m_shape.names).words;
        const bool isPart = subject.note == m_file.path && (kind == "brand" || kind == "segment" || kind == "division");
        const QByteArray brand = isPart ? kind : brandOf(cell(row, m_shape.names), subject);
        const QByteArray scope = m_shape.parts < 0 ? brand : joined({part, placeOf(row), brand});
        const QByteArray line = m_shape.lines < 0 ? QByteArray() : lineNamed(cell(row, m_shape.lines).in(m_text));
        for (int column = 0; column < m_shape.columns.size(); ++column) {
            if (column == m_shape.names || column == m_shape.times || column == m_shape.parts)
                continue;
            if (!line.isEmpty() && isOfLines(m_shape.columns.at(column).metric))
                addColumn(subject, row, column, joined({scope, line}), line);
            else
                addColumn(subject, row, column, scope, part);
        }
    }
}

QByteArray StatementReader::brandOf(ByteRange range, const Subject &subject)
{
    const QByteArray name = range.in(m_text).toByteArray();
    const qsizetype open = name.indexOf(" (");
    const qsizetype close = open < 0 ? -1 : name.indexOf(')', open);
    if (close < 0)
        return {};
    const QByteArray &own = m_around.nameOf(subject);
    const QByteArray owner = partNamed(name.sliced(open + 2, close - open - 2));
    const QByteArray brand = partNamed(name.first(open));
    const bool isOwner = !owner.isEmpty() && without(owner, own).isEmpty();
    const bool isOther = !brand.isEmpty() && without(brand, own) == brand;
    return isOwner && isOther ? brand : QByteArray();
}

QByteArray StatementReader::placeOf(int row) const
{
    constexpr std::string_view Places[] = {"location", "country", "region", "site", "where", "market"};
    for (int column = 0; column < m_shape.columns.size(); ++column) {
        const QByteArray &words = m_shape.columns.at(column).words;
        if (column != m_shape.names && isOneOf({words.constData(), static_cast<size_t>(words.size())}, Places))
            return partOf(cell(row, column));
    }
    return {};
}

Subject StatementReader::partSubject(ByteRange range, const Subject &subject, QByteArray &part) const
{
    const auto &links = m_file.note->facts.links;
    const auto link = std::ranges::lower_bound(links, range.begin, {}, [](const Link &one) { return one.range.begin; });
    if (link == links.end() || link->range.begin != range.begin || link->range.end >= range.end)
        return subject;
    const Subject linked = m_names.linked(linkTarget(*link, m_text), m_file.path);
    if (!m_names.isThing(linked))
        return subject;
    part = partOf({link->range.end, range.end});
    return linked;
}

void StatementReader::readOwnRows()
{
    const Subject subject = sheetSubject();
    if (!subject.isValid())
        return;
    for (int row = 0; row < m_table.rows.size(); ++row) {
        QByteArray part;
        Subject whose = subject;
        if (m_shape.form == TableForm::PartRows) {
            part = partOf(cell(row, m_shape.names));
            if (part.isEmpty())
                continue;
            whose = partSubject(cell(row, m_shape.names), subject, part);
        }
        if (!isWanted(whose) || isOfEarlier(row))
            continue;
        const Metric named = m_lexicon.headers.read(cell(row, std::max(0, m_shape.names)).in(m_text), m_yen).metric;
        for (int column = 0; column < m_shape.columns.size(); ++column) {
            if (column != m_shape.names && column != m_shape.times && !isOfAnother(named, column))
                addColumn(whose, row, column, joined({part, scopeOfSection(m_shape.columns.at(column).metric)}), part);
        }
    }
}

bool StatementReader::isOfEarlier(int row) const
{
    constexpr std::string_view Earlier[] = {"prior", "earlier", "previous", "previously", "before"};
    if (m_shape.form != TableForm::TimeRows)
        return false;
    const QByteArray words = nameWordsOf(cell(row, m_shape.times));
    const std::string_view view(words.constData(), static_cast<size_t>(words.size()));
    return isOneOf(view, Earlier) || namesSum(view);
}

bool StatementReader::isOfAnother(const Metric &named, int column) const
{
    const Metric &metric = m_shape.columns.at(column).metric;
    return m_shape.form == TableForm::TimeRows && named.term && metric.term && named.term != metric.term
           && named.alternative != metric.term && named.term != metric.alternative;
}

const MetricTerm *StatementReader::noteMeasure()
{
    if (!m_measure)
        m_measure = m_around.type() == NoteType::Thing ? nullptr : readMetric(m_file.path.name().toUtf8()).term;
    return *m_measure;
}

bool StatementReader::addShareOfNamed(const Subject &subject, int row, int column, const QByteArray &scope)
{
    Metric metric = m_shape.columns.at(column).metric;
    if (!metric.term || metric.term->measured != Measured::Share || m_around.type() != NoteType::Topic)
        return false;
    const Subject named = takeNameAhead(m_table.header.cells.at(column), subject, metric);
    if (!named.isValid())
        return false;
    const bool isOfRow = m_shape.form == TableForm::EntityRows;
    const QByteArray whole = isOfRow ? joined({scope, m_around.nameOf(subject)}) : scope;
    if (isWanted(named))
        add(named, metric, m_shape.columns.at(column).context, row, column, whole, {}, timeOf(row));
    return true;
}

void StatementReader::addColumn(const Subject &subject, int row, int column, const QByteArray &scope,
                                const QByteArray &part)
{
    const ColumnMeaning &meaning = m_shape.columns.at(column);
    if (meaning.metric.isEmpty() && !meaning.metric.period.isValid())
        return;
    if (addShareOfNamed(subject, row, column, scope))
        return;
    // A holder's part of what the note is about.
    const std::string_view name = meaning.metric.term ? meaning.metric.term->name : std::string_view();
    const bool isOther = subject.note != m_around.own().note;
    if (isOther && !meaning.metric.term
        && (speaksOfOwn(meaning.words, m_around.ownWords())
            || speaksOfOwn(m_shape.columns.at(m_shape.names).words, m_around.ownWords())))
        return;
    // "Kestrel share" of segments is its own part of each, no mix.
    const bool namesOwn =
        !meaning.metric.scope.isEmpty() && without(meaning.metric.scope, m_around.ownWords()).isEmpty();
    Metric metric = namesOwn ? meaning.metric : meantBeside(m_shape, column, m_around.section(), noteMeasure());
    const QByteArrayView text = cell(row, column).in(m_text);
    Period time = timeOf(row);
    if (namesGuidance(meaning.metric.name)) {
        const MetricTerm *const term = guidedMeasure(text, metric.term, !isOther);
        metric = term ? expectedOf(meaning.metric, *term) : meaning.metric;
        time = nextOf(time, meaning.words);
    }
    // A forecast of something else than what stands around it.
    if (!meaning.metric.term && metric.term && meant(metric, readCell(text)).isEmpty())
        metric = meaning.metric;
    const bool ofRole = m_shape.form == TableForm::EntityRows && m_around.type() == NoteType::Thing
                        && areOfRole(m_shape.columns.at(m_shape.names).words) && isOfRelation(metric);
    const bool ofHoldings =
        name == "rank" && std::ranges::any_of(m_shape.columns, [](const ColumnMeaning &one) {
            return one.metric.term && (one.metric.term->name == "stake" || one.metric.term->name == "weight");
        });
    // "Ada's stake" says whose it is.
    const bool ofPart = (name == "stake" && meaning.metric.scope.isEmpty()) || name == "weight";
    const bool ofNote = isOther && (ofPart || ofHoldings || ofRole);
    metric.projected = metric.projected || isExpected(row, metric);
    QByteArray whole = ofNote ? joined({scope, m_around.ownWords()}) : scope;
    if (m_shape.groups && metric.term)
        whole = joined({whole, "group"});
    // Who has a rank in a market is ranked by what it sells there.
    const bool ofMarket = metric.term && metric.term->flow && m_around.type() == NoteType::Topic
                          && std::ranges::any_of(m_shape.columns, [](const ColumnMeaning &one) {
                                 return one.metric.term && one.metric.term->name == "rank";
                             });
    if (ofMarket)
        whole = joined({whole, tellingWords(m_around.ownWords())});
    add(subject, metric, meaning.context, row, column, whole, part, mayTakeTime(metric, time) ? time : Period());
}

bool StatementReader::mayTakeTime(const Metric &metric, const Period &time) const
{
    if (m_shape.form != TableForm::EntityRows || m_shape.times < 0)
        return true;
    if (m_shape.columns.at(m_shape.times).words == "timeline" && !metric.term)
        return false;
    if (!isOfToday(metric))
        return true;
    const bool ofPeriods = m_shape.columns.at(m_shape.times).words == "period" && time.form == Period::Form::Point
                           && time.begin.unit == PeriodPoint::Unit::Year;
    return !ofPeriods && !isOfResults(time);
}

Period StatementReader::timeOf(int row) const
{
    if (m_shape.times < 0)
        return {};
    const CellValue time = readCell(cell(row, m_shape.times).in(m_text));
    if (!time.isTime() || time.periods.isEmpty())
        return {};
    Period period = time.periods.first();
    if (saysFiscal(m_shape.columns.at(m_shape.times).words))
        markFiscal(period);
    return period;
}

QByteArray StatementReader::partOf(ByteRange range) const
{
    return partNamed(range.in(m_text));
}

bool StatementReader::isExpected(int row, const Metric &metric) const
{
    const bool byTime = m_shape.form == TableForm::TimeRows && isSetApart(cell(row, m_shape.times).in(m_text));
    return byTime
           || (isOfEvents(metric) && m_shape.events >= 0
               && isToCome(cell(row, m_shape.events).in(m_text), m_around.noted()));
}

} // namespace tearsheet
