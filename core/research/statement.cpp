// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/statement.h"

#include "core/research/caption.h"
#include "core/research/celltail.h"
#include "core/research/comparisonblock.h"
#include "core/research/rowmeaning.h"
#include "core/research/sharesentence.h"
#include "core/research/statementreader.h"
#include "core/research/verdict.h"
#include "core/research/worth.h"
#include "core/table/cellcursor.h"

#include <algorithm>

namespace tearsheet {

namespace {

// A section "MAU by month" says nothing new of the users in it.
QByteArray withoutName(const QByteArray &scope, const Metric &metric)
{
    if (scope.isEmpty() || metric.said.isEmpty())
        return scope;
    const QVarLengthArray<std::string_view, 24> name = wordsOf(metric.said);
    return without(scope, wordSet({name.begin(), name.end()}));
}

// Whether a header of several measures, or of one left open, is of that which its cell names: "capex" below
// "Capex/burn", "operating margin" below "Margin".
bool namesToo(const Metric &header, const Metric &named)
{
    return !header.term && named.term && std::ranges::any_of(wordsOf(header.name), [&](std::string_view word) {
        return std::ranges::contains(wordsOf(named.said), word);
    });
}

// Whether a cell may say a figure, in numerals of whatever script.
bool mayBeNumber(QByteArrayView cell)
{
    return std::ranges::any_of(cell, [](char c) { return isDigit(c) || static_cast<unsigned char>(c) >= 0x80; });
}

// Whether a measure that a cell names is of its row's whole whatever the header says: "$39B valuation" below "Known
// for".
bool isOfAnyColumn(const Metric &named)
{
    constexpr std::string_view Names[] = {"valuation", "market cap", "aum", "mau", "dau", "wau", "arr", "total raised"};
    return named.term && std::ranges::contains(Names, named.term->name);
}

// Whether a percentage is one of what all have: "21% of world total".
bool isOfWorld(QByteArrayView cell)
{
    constexpr QByteArrayView Wholes[] = {"% of world", "% of the world", "% of global", "% of total global"};
    return std::ranges::any_of(Wholes, [&](QByteArrayView whole) { return cell.contains(whole); });
}

// Whether a range of shares is what several have, each its own: "60-99% by element", not "60-70% by 2030".
bool isOfSeveral(QByteArrayView cell, const CellValue &value)
{
    constexpr QByteArrayView By = "% by ";
    const qsizetype by = value.kind == CellKind::Percent ? cell.indexOf(By) : -1;
    return by >= 0 && by + By.size() < cell.size() && !isDigit(cell[by + By.size()])
           && value.quantities.first().form == Quantity::Form::Range;
}

// Whether below a header a sum beside "Private" may be what a company is worth.
bool saysWorth(const Metric &header)
{
    constexpr std::string_view Amounts[] = {"size", "scale", "amount", "value"};
    if (header.term)
        return header.term->name == "valuation" || header.term->name == "market cap";
    return saysAnything(header)
           && !isOneOf({header.name.constData(), static_cast<size_t>(header.name.size())}, Amounts);
}

} // namespace

QList<Statement> StatementReader::read()
{
    const NoteFacts &facts = m_file.note->facts;
    // What is compared there is stated elsewhere.
    const QList<ComparisonBlock> compared = comparisonBlocks(facts, m_text);
    for (int i = 0; i < facts.tables.size(); ++i) {
        const TableOutline &outline = facts.tables.at(i);
        if (!isWanted(i))
            continue;
        if (isIn(compared, outline.range))
            continue;
        if (find(outline.range.in(m_text), "¥") >= 0)
            readYen();
        m_table = cutTable(outline, m_text);
        if (m_only.claims)
            m_figures.read(outline, m_table);
        m_shape = tableShape(m_table, m_file, m_around.type(), m_yen, m_lexicon);
        m_number = i;
        m_begin = outline.range.begin;
        m_firstLine = -1;
        m_heldBy = {};
        m_ofInvestors = {};
        if (!m_only.claims)
            readLeaders();
        const auto owned = m_only.claims ? columnsOfOwned(outline) : QVarLengthArray<int, 8>();
        if ((m_shape.form == TableForm::Other && owned.isEmpty()) || !mayBeWanted())
            continue;
        m_around.enter(outline.heading, outline.range);
        readRows();
        if (!owned.isEmpty())
            readOwned(owned);
    }
    m_number = -1;
    for (ShareSentence &sentence : readShareSentences(m_file, m_names))
        addSentence(sentence);
    for (CaptionValue &caption : m_only.claims ? readCaptions(m_file, m_names) : QList<CaptionValue>())
        addCaption(caption);
    std::ranges::sort(m_statements, {}, [](const Statement &one) { return one.place.range.begin; });
    return std::move(m_statements);
}

bool StatementReader::isWanted(const Subject &subject) const
{
    return m_only.subjects.isEmpty() || m_only.subjects.contains(subject.key);
}

void StatementReader::remember(const Subject &subject)
{
    if (const quint64 place = placeOfSubject(subject.key, m_number); m_subjects.isEmpty() || m_subjects.last() != place)
        m_subjects.append(place);
}

SubjectPlaces StatementReader::takeSubjects()
{
    std::ranges::sort(m_subjects);
    const auto repeated = std::ranges::unique(m_subjects);
    m_subjects.erase(repeated.begin(), repeated.end());
    m_subjects.squeeze();
    return std::move(m_subjects);
}

bool StatementReader::isWanted(int table)
{
    if (m_only.tables.isEmpty())
        return true;
    const auto mention = std::ranges::lower_bound(m_only.tables, table, {}, &TableMention::table);
    if (mention == m_only.tables.end() || mention->table != table)
        return false;
    if (mention->columns == TableMention::AllColumns)
        return true;
    const TableRow header = cutRow(m_file.note->facts.tables.at(table).header, m_text);
    for (int column = 0; column < TableMention::MostColumns; ++column) {
        if ((mention->columns >> column & 1) != 0 && mayNameRows(header, column, m_text, m_lexicon.headers))
            return true;
    }
    return false;
}

bool StatementReader::mayBeWanted() const
{
    if (m_only.subjects.isEmpty())
        return true;
    if (m_shape.form == TableForm::EntityColumns)
        return std::ranges::any_of(m_shape.columns,
                                   [this](const ColumnMeaning &column) { return isWanted(column.name.subject); });
    if (m_shape.form != TableForm::EntityRows)
        return true;
    for (int row = 0; row < m_table.rows.size(); ++row) {
        if (isWanted(rowSubject(row)))
            return true;
    }
    return false;
}

void StatementReader::readYen()
{
    if (!std::exchange(m_yenRead, true))
        m_yen = yenOf(m_text);
}

int StatementReader::lineAt(quint32 offset)
{
    if (offset < m_counted.offset)
        m_counted = {};
    // Few notes are asked for more than a line, and few texts know another line end; that of U+2029 has its last byte.
    const QByteArrayView between = m_text.first(offset).sliced(m_counted.offset);
    if (m_lines || between.contains('\r') || between.contains('\xa9')) {
        if (!m_lines)
            m_lines.emplace(m_text);
        return m_lines->lineAt(offset);
    }
    m_counted = {.offset = offset, .line = m_counted.line + static_cast<int>(std::ranges::count(between, '\n'))};
    return m_counted.line;
}

int StatementReader::firstLine()
{
    if (m_firstLine < 0)
        m_firstLine = lineAt(m_begin) + 2;
    return m_firstLine;
}

ByteRange StatementReader::cell(int row, int column) const
{
    const QList<ByteRange> &cells = m_table.rows.at(row).cells;
    return column < cells.size() ? cells.at(column) : ByteRange{};
}

void StatementReader::addSentence(ShareSentence &sentence)
{
    if (!isWanted(sentence.subject))
        return;
    remember(sentence.subject);
    m_around.enter(sentence.section, {sentence.line.begin, sentence.line.begin});
    Statement statement{
        .subject = sentence.subject, .metric = readMetric("Market share"), .value = std::move(sentence.value)};
    if (m_only.claims && !mayBeClaim(statement))
        return;
    statement.own = statement.subject.note == m_file.path;
    statement.metric.scope = without(sentence.scope, m_around.nameOf(statement.subject));
    statement.section = sentence.section;
    statement.place = {.line = lineAt(sentence.line.begin), .range = sentence.range};
    m_around.complete(statement, {}, {}, sentence.period);
    m_statements.append(std::move(statement));
}

void StatementReader::addCaption(CaptionValue &caption)
{
    if (!isWanted(caption.subject))
        return;
    m_around.enter(caption.section, {caption.range.begin, caption.range.begin});
    Statement statement{
        .subject = caption.subject, .metric = std::move(caption.metric), .value = std::move(caption.value)};
    if (!mayBeClaim(statement))
        return;
    statement.own = statement.subject.note == m_file.path;
    statement.metric.scope = without(statement.metric.scope, m_around.nameOf(statement.subject));
    statement.section = caption.section;
    statement.place = {.line = lineAt(caption.range.begin), .range = caption.range};
    // A day's note is of that day.
    const bool isOfDay =
        m_around.type() == NoteType::Diary && !caption.period.isValid() && !statement.metric.term->flow;
    m_around.complete(statement, {}, isOfDay ? m_around.timeNamed() : caption.period, {});
    m_statements.append(std::move(statement));
}

CellContext StatementReader::sumsOf(const MetricTerm &term, int column)
{
    const Section &section = m_around.section();
    CellContext context = m_shape.columns.at(column).context;
    if (context.kind == CellKind::Text && section.sums.kind == CellKind::Money) {
        context = section.sums;
        if (section.yenSign) {
            readYen();
            context.currency = m_yen.isValid() ? m_yen : context.currency;
        }
    }
    if (isPerPiece(term))
        context.scale = 0;
    return context;
}

void StatementReader::add(const Subject &subject, const Metric &said, CellContext context, int row, int column,
                          const QByteArray &scope, const QByteArray &part, const Period &rowPeriod)
{
    const ByteRange range = cell(row, column);
    // What is in words is no claim, and most cells below headers of no measure are.
    if (m_only.claims && !said.term && !mayBeNumber(range.in(m_text))) {
        if (!said.isEmpty() && !range.isEmpty())
            remember(subject);
        return;
    }
    const auto addNamed = [&](Metric named, ByteRange figure) {
        if (!named.term)
            return false;
        named.period = named.period.isValid() ? named.period : said.period;
        // What a day's note tells is news of that day.
        if (m_only.claims && m_around.type() == NoteType::Diary && !named.period.isValid() && !named.term->flow)
            named.period = m_around.timeNamed();
        return addValue(figure, subject, named, {}, row, column, scope, part, rowPeriod);
    };
    // "€1B raised; $14B valuation"
    for (ByteRange figure : clausesBehind(range, m_text)) {
        const Metric named = metricIn(figure, m_text);
        if (named.term != said.term)
            (void)addNamed(named, figure);
    }
    // "Public (~$20B)" below "Valuation", "~$20B valuation" below "Status", "$400M ARR" below "Revenue"
    ByteRange figure = range;
    if (said.term && said.term->name == "revenue" && !said.alternative) {
        const Metric named = metricIn(figure, m_text);
        if (named.term && named.term->name == "arr" && addNamed(named, figure))
            return;
        figure = range;
    }
    bool added = false;
    for (const Worth &worth : saysWorth(said) ? worthsBesideListing(range, m_text) : QVarLengthArray<Worth, 2>())
        added |= addNamed(worth.metric, worth.figure);
    if (added)
        return;
    const bool anything = saysAnything(said);
    // The name of a sheet's row may be that of a part: "Harbour app | 40M MAU".
    const bool isColumn = !said.term && m_shape.form == TableForm::EntityRows;
    if (const Metric named = anything || !said.term ? metricIn(figure, m_text) : Metric();
        (anything || namesToo(said, named) || (isColumn && isOfAnyColumn(named))) && addNamed(named, figure))
        return;
    if (m_only.claims && isColumn && !areInvestors()) {
        const bool isPerson = m_names.kindOf(subject) == NoteKind::Person;
        const bool isFirm = subject.isNote() ? m_names.isFirm(subject) : areCompanies();
        if (const Worth worth = isFirm && said.name == "status" ? worthAlone(range, m_text) : Worth();
            addNamed(worth.metric, worth.figure))
            return;
        for (const Worth &worth : isFirm || isPerson ? worthsSaid(range, m_text) : QVarLengthArray<Worth, 2>()) {
            if (isPerson == (worth.metric.name == "net worth"))
                (void)addNamed(worth.metric, worth.figure);
        }
    }
    const bool placed = said.term && (said.term->measured == Measured::Share || said.term->measured == Measured::Rank);
    const ByteRange share = placed ? shareBehind(range, m_text) : ByteRange();
    if (!share.isEmpty()) {
        Metric ofMarket = readMetric("Market share");
        ofMarket.scope = said.scope;
        ofMarket.period = said.period;
        const QByteArray tail = readTail(range.in(m_text), true, true).scope;
        addValue(share, subject, ofMarket, {}, row, column, joined({scope, tail}), part, rowPeriod);
    }
    // "60% mining, 90% refining"
    if (m_only.claims && said.term && said.term->name == "market share") {
        if (const auto steps = sharesIn(range, m_text); steps.size() > 1) {
            for (const ByteRange one : steps) {
                const QByteArray step = readTail(one.in(m_text), false, false).context;
                addValue(one, subject, said, context, row, column, joined({scope, step}), part, rowPeriod);
            }
            return;
        }
    }
    // "#1 sails, #2 hulls"
    const bool isRank = said.term && said.term->measured == Measured::Rank;
    for (const ByteRange one : isRank ? ranksIn(range, m_text) : QList<ByteRange>{range})
        addValue(one, subject, said, context, row, column, scope, part, rowPeriod);
}

bool StatementReader::addValue(ByteRange range, const Subject &named, const Metric &said, CellContext context, int row,
                               int column, const QByteArray &scope, const QByteArray &part, const Period &rowPeriod)
{
    if (range.isEmpty() || said.isEmpty())
        return false;
    const Subject subject = whoseIs(named, said);
    const QByteArrayView text = withoutHearsay(sumIn(changeIn(range.in(m_text), said)));
    if (context.kind == CellKind::Text && said.term && said.term->measured == Measured::Money)
        context = sumsOf(*said.term, column);
    context.yen = m_yen;
    CellValue value = readCell(text, context);
    if (value.kind == CellKind::Missing)
        return false;
    remember(subject);
    if (subject.key != named.key)
        remember(named);
    if (m_only.claims && isOfSeveral(text, value))
        return false;
    if (const std::optional<Quantity> other = otherSum(text, value))
        value.quantities.append(*other);
    // Beside shares the number of a row is a place in their market.
    if (m_ranked && said.term && said.term->measured == Measured::Rank && value.kind == CellKind::Number)
        value.kind = CellKind::Rank;
    // "1865 (Harbour)" is a year there, no ticker.
    if (said.term && said.term->measured == Measured::Year && !value.isTime())
        value = yearAhead(text, std::move(value));
    Metric metric = meantOf(subject, meant(said, value), value);
    // "Peat reserves | 21% of world total" is a share of them all.
    if (said.term && said.term->measured == Measured::Amount && value.kind == CellKind::Percent && isOfWorld(text)) {
        metric = sameOf("Market share", said);
        metric.scope = joined({said.scope, said.said.toByteArray()});
    }
    // "Production target | 2027" is of another kind than the production.
    if (metric.isEmpty() && said.projected && !m_shape.columns.at(column).metric.projected
        && m_shape.form == TableForm::Sheet && (value.isNumeric() || value.isTime()))
        metric = {.name = said.name + " target", .period = said.period, .projected = true};
    // Whom a company serves and belongs to in words is what its own sheet says.
    if (said.term && !metric.term) {
        if (value.kind == CellKind::Text && beginsAsFigure(text))
            metric = said;
        else if (m_shape.form != TableForm::Sheet || subject.note != m_file.path)
            return false;
    }
    Statement statement{.subject = subject, .metric = std::move(metric), .value = std::move(value)};
    statement.among = m_shape.form == TableForm::EntityRows || m_shape.form == TableForm::EntityColumns;
    if (statement.metric.isEmpty() || (m_only.claims && !mayBeClaim(statement))
        || saysNothing(statement, column, range))
        return false;
    statement.own = subject.note == m_file.path;
    statement.event =
        statement.metric.term && statement.metric.term->deal && m_names.kindOf(subject) == NoteKind::Event;
    QByteArray all = scope.isEmpty() ? statement.metric.scope : joined({statement.metric.scope, scope});
    CellTail tail;
    if (statement.value.isNumeric()) {
        const bool scoped = statement.metric.term && statement.metric.term->scoped;
        tail = readTail(text, scoped, statement.value.kind == CellKind::Rank);
        if (!tail.scope.isEmpty() || scoped)
            all = joined({all, tail.scope, scoped ? QByteArrayView(m_around.section().lead) : QByteArrayView()});
        // "Share" below "Cell market share", and "Revenue" beside it.
        const MetricTerm *const measured = m_around.section().measured;
        const bool besideShares = measured && measured->measured == Measured::Share && statement.metric.term
                                  && statement.metric.term->flow && m_shape.form == TableForm::EntityRows;
        if ((scoped && statement.metric.term == measured) || besideShares)
            all = joined({all, m_around.section().measuredScope});
        statement.metric.projected = statement.metric.projected || tail.projected;
    }
    // The users of a product are those of its app.
    if (m_only.claims && isOfUsers(statement.metric) && m_names.kindOf(subject) == NoteKind::Product)
        all = without(all, "app");
    statement.metric.scope = withoutName(without(all, m_around.nameOf(subject)), statement.metric);
    statement.part = part;
    statement.section = m_file.note->facts.tables.at(m_number).heading;
    statement.place = {.table = m_number, .row = row, .column = column, .line = firstLine() + row, .range = range};
    statement.series = m_series;
    statement.sheet = m_shape.form == TableForm::Sheet;
    statement.head = statement.sheet && statement.own && m_number == m_headSheet;
    m_around.complete(statement, tail.context, rowPeriod, tail.period);
    // A country has a share of anything, and makes anything: of what the note is about, where nothing else is said.
    const MetricTerm *const term = statement.metric.term;
    const bool ofTopic =
        !m_only.claims && term
        && (term->name == "market share" || term->measured == Measured::Amount || term->measured == Measured::Rank)
        && statement.metric.scope.isEmpty() && !statement.own && m_names.kindOf(subject) == NoteKind::Place;
    if (ofTopic)
        statement.metric.scope = statement.topicName;
    if (statement.isDated() && saysTrailing(text, statement.metric.scope))
        statement.period = yearUntil(statement.period);
    m_statements.append(std::move(statement));
    return true;
}

Metric StatementReader::meantOf(const Subject &subject, Metric metric, const CellValue &value) const
{
    if (!metric.term)
        return metric;
    const std::string_view name = metric.term->name;
    // An "implied value" of less is that of a share.
    constexpr double LeastWorth = 1e6;
    if (metric.said == "implied value" && value.magnitude() < LeastWorth)
        return {.name = "implied value", .period = metric.period, .projected = metric.projected};
    const bool perShare =
        !value.quantities.isEmpty() && value.quantities.first().unit == "/share" && name == "dividend";
    // What grows of a country is what it makes.
    const bool ofCountry = name == "revenue growth" && !metric.said.contains("revenue") && !metric.said.contains("sale")
                           && m_names.kindOf(subject) == NoteKind::Place;
    if (perShare || ofCountry)
        return sameOf(perShare ? "Dividend per share" : "GDP growth", metric);
    return metric;
}

bool StatementReader::saysNothing(const Statement &statement, int column, ByteRange range) const
{
    const CellValue &value = statement.value;
    if (!value.isNumeric() && !value.isTime() && statement.metric.name.endsWith(" growth"))
        return !isChange(value, range.in(m_text));
    const bool isName = value.kind == CellKind::Link
                        || (value.kind == CellKind::Text && namesEntities(m_shape.columns.at(column).words));
    return statement.among && isName && readName(range, m_file, m_names).subject.key == statement.subject.key;
}

QList<Statement> statementsOf(const FileEntry &file, Lexicon &lexicon, const StatementFilter &only)
{
    if (!file.note)
        return {};
    return StatementReader(file, lexicon, only).read();
}

quint64 placeOfSubject(NameHash subject, int table)
{
    constexpr quint64 Most = 0xffff;
    return (subject & ~Most) | std::min(static_cast<quint64>(table + 1), Most);
}

} // namespace tearsheet
