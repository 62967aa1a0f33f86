// SPDX-License-Identifier: GPL-3.0-or-later

// What rows and columns of tables measure.
#include "core/research/celltail.h"
#include "core/research/columnmeanings.h"
#include "core/research/expected.h"
#include "core/research/rowmeaning.h"
#include "core/research/statementreader.h"
#include "core/table/cellcursor.h"

#include <algorithm>

namespace tearsheet {

void StatementReader::readRows()
{
    m_series = isSeries(m_shape, m_table.rows.size());
    m_ranked = isRankedByShare();
    m_stacked.clear();
    for (int column = 0; column < m_shape.columns.size(); ++column) {
        if (auto both = stackedMetrics(m_table.header.cells.at(column).in(m_text)))
            m_stacked.insert(column, *std::move(both));
    }
    switch (m_shape.form) {
    case TableForm::Other:
        return;
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

bool StatementReader::isRankedByShare() const
{
    const auto find = [this](std::string_view name) {
        return columnWhere(
            [&](const ColumnMeaning &column) { return column.metric.term && column.metric.term->name == name; });
    };
    const int ranks = find("rank");
    const int shares = ranks < 0 ? -1 : find("market share");
    if (shares < 0 || m_shape.form != TableForm::EntityRows
        || !without(m_shape.columns.at(shares).metric.scope, m_shape.columns.at(ranks).metric.scope).isEmpty())
        return false;
    // The shares fall as the places rise.
    std::vector<std::pair<double, double>> rows;
    for (int row = 0; row < m_table.rows.size(); ++row) {
        const CellValue place = readCell(cell(row, ranks).in(m_text));
        const CellValue share = readCell(cell(row, shares).in(m_text));
        if (place.kind == CellKind::Number && share.kind == CellKind::Percent)
            rows.emplace_back(place.magnitude(), -share.magnitude());
    }
    std::ranges::sort(rows);
    return rows.size() > 1 && std::ranges::is_sorted(rows, {}, &std::pair<double, double>::second);
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
        // "Lagoon share" in columns of metals is Lagoon's.
        Metric held = named.metric;
        const Subject holder = m_only.claims ? holderNamed(cell(row, 0), {}, held) : Subject();
        for (int column = 1; column < m_shape.columns.size(); ++column) {
            const ColumnMeaning &meaning = m_shape.columns.at(column);
            const Subject &subject = meaning.name.subject;
            if (!subject.isValid())
                continue;
            const bool isHeld = holder.isValid() && m_names.kindOf(subject) == NoteKind::Commodity;
            if (isHeld && isWanted(holder))
                add(holder, held, named.context, row, column, joined({with, nameWords(subject.name)}), {}, {});
            else if (!isHeld && isWanted(subject))
                add(subject, named.metric, named.context, row, column, with, {}, {});
        }
    }
}

QByteArray StatementReader::nameWordsOf(ByteRange range) const
{
    LabelWords phrase;
    readLabel(range.in(m_text), phrase);
    return {phrase.bytes.constData(), phrase.bytes.size()};
}

void StatementReader::readEntityRows()
{
    const bool areOwn = m_only.claims && isOwnProducts();
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
        const Subject product = m_only.claims && !line.isEmpty() ? productNamed(row) : Subject();
        // Others say of the company what its own table says of its products.
        const bool ofOwn = areOwn && !subject.isNote();
        const QByteArray own = ofOwn ? lineNamed(cell(row, m_shape.names).in(m_text)) : QByteArray();
        for (int column = 0; column < m_shape.columns.size(); ++column) {
            if (column == m_shape.names || column == m_shape.times || column == m_shape.parts)
                continue;
            const Metric &metric = m_shape.columns.at(column).metric;
            const bool ofLines = isOfLines(metric);
            const bool ofProduct = product.isValid() && (ofLines || isOfUsers(metric));
            if (ofProduct) {
                remember(subject);
                addColumn(product, row, column, scope, part);
            }
            if (!own.isEmpty() && ofLines)
                addColumn(m_around.own(), row, column, joined({scope, own}), own);
            if (!line.isEmpty() && ofLines)
                addColumn(subject, row, column, joined({scope, line}), line);
            else if (!ofProduct)
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

void StatementReader::readOwnRows()
{
    const Subject subject = sheetSubject();
    if (!subject.isValid())
        return;
    for (int row = 0; row < m_table.rows.size(); ++row) {
        std::optional<QByteArray> part;
        Subject whose = subject;
        if (m_shape.form == TableForm::PartRows)
            whose = partSubject(cell(row, m_shape.names), subject, part);
        if (const Subject deal = dealNamed(cell(row, m_shape.names)); deal.isValid()) {
            whose = deal;
            part = QByteArray();
        }
        if (!isWanted(whose) || isOfEarlier(row))
            continue;
        if (m_shape.form == TableForm::PartRows && !part) {
            part = partOf(cell(row, m_shape.names));
            if (part->isEmpty())
                continue;
        }
        const Metric named = m_lexicon.headers.read(cell(row, std::max(0, m_shape.names)).in(m_text), m_yen).metric;
        for (int column = 0; column < m_shape.columns.size(); ++column) {
            if (column == m_shape.names || column == m_shape.times || isOfAnother(named, column))
                continue;
            const Metric &metric = m_shape.columns.at(column).metric;
            if (isWorthAtRound(row, metric))
                addColumn(whose, row, column, {}, {});
            else
                addColumn(whose, row, column, joined({part.value_or(QByteArray()), scopeOfSection(metric)}),
                          part.value_or(QByteArray()));
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

bool StatementReader::isWorthAtRound(int row, const Metric &metric) const
{
    constexpr std::string_view Rounds[] = {"round", "funding round", "series", "stage", "financing", "financing round"};
    return metric.term && metric.term->name == "valuation" && metric.scope.isEmpty() && timeOf(row).isValid()
           && columnHeaded(m_shape, Rounds) >= 0;
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

void StatementReader::addColumn(const Subject &subject, int row, int column, const QByteArray &scope,
                                const QByteArray &part)
{
    const ColumnMeaning &meaning = m_shape.columns.at(column);
    if (meaning.metric.isEmpty() && !meaning.metric.period.isValid())
        return;
    if (addShareOfNamed(subject, row, column, scope) || addHolders(meaning, subject, row, column, scope, part))
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
    if (!mayTakeTime(metric, time))
        time = {};
    if (const auto both = m_stacked.constFind(column); both != m_stacked.cend())
        return addStacked(*both, subject, metric, row, column, whole, part, time);
    add(subject, metric, meaning.context, row, column, whole, part, time);
}

void StatementReader::addStacked(const std::pair<Metric, Metric> &both, const Subject &subject, const Metric &said,
                                 int row, int column, const QByteArray &scope, const QByteArray &part,
                                 const Period &time)
{
    const CellContext &context = m_shape.columns.at(column).context;
    const ByteRange range = cell(row, column);
    const qsizetype slash = range.in(m_text).indexOf(" / ");
    const auto addOne = [&](ByteRange figure, Metric metric) {
        metric.period = said.period;
        metric.verified = said.verified;
        metric.projected = said.projected;
        metric.estimated = said.estimated;
        addValue(figure, subject, metric, context, row, column, scope, part, time);
    };
    if (slash >= 0) {
        addOne(ByteRange::of(range.begin, range.begin + slash), both.first);
        addOne(ByteRange::of(range.begin + slash + 3, range.end), both.second);
        return;
    }
    // "$5B; $6B exit ARR" below "Revenue / ARR"
    for (ByteRange figure : clausesBehind(range, m_text)) {
        if (metricIn(figure, m_text).term != both.second.term)
            continue;
        addOne(range, both.first);
        return addOne(figure, both.second);
    }
    ByteRange figure = range;
    if (const Metric named = metricIn(figure, m_text); named.term)
        addOne(figure, named);
    else if (!both.first.term->flow || m_table.header.cells.at(column).in(m_text).contains(" / "))
        addOne(range, both.first);
    else
        add(subject, said, context, row, column, scope, part, time);
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
