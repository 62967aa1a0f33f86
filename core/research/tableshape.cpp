// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/tableshape.h"

#include "core/research/columnmeanings.h"
#include "core/research/lexicon.h"
#include "core/research/rowmeaning.h"
#include "core/table/cellcursor.h"
#include "core/table/pointreader.h"

#include <algorithm>
#include <array>
#include <span>

namespace tearsheet {

namespace {

// Headers above names of those whom rows are about.
constexpr auto EntityHeaders = sorted(std::to_array<std::string_view>({"company",      "firm",         "player",
                                                                       "vendor",       "name",         "bank",
                                                                       "fund",         "manufacturer", "maker",
                                                                       "supplier",     "competitor",   "provider",
                                                                       "brand",        "operator",     "issuer",
                                                                       "actor",        "entity",       "organization",
                                                                       "producer",     "country",      "model",
                                                                       "peer",         "rival",        "developer",
                                                                       "startup",      "automaker",    "oem",
                                                                       "miner",        "product",      "member",
                                                                       "market",       "nation",       "economy",
                                                                       "vs",           "platform",     "lab",
                                                                       "hyperscaler",  "foundry",      "carrier",
                                                                       "airline",      "insurer",      "retailer",
                                                                       "exchange",     "etf",          "holding",
                                                                       "institution",  "business",     "person",
                                                                       "investor",     "target",       "ticker company",
                                                                       "company name", "robot",        "stock"}));
constexpr std::string_view TimeHeaders[] = {"date", "year",        "period", "quarter",   "as of",  "when",    "month",
                                            "time", "fiscal year", "fy",     "announced", "closed", "timeline"};
constexpr std::string_view EventHeaders[] = {"timeline", "timing", "when",        "expected",
                                             "eta",      "date",   "target date", "ipo"};
constexpr std::string_view NumberHeaders[] = {"#", "", "rank", "no", "ticker", "symbol", "tier", "position", "ranking"};

constexpr std::string_view ProjectHeaders[] = {"project", "plant",   "facility",    "investment",  "site",
                                               "factory", "deal",    "transaction", "acquisition", "merger",
                                               "policy",  "program", "programme"};
// Above those whom somebody takes over.
constexpr std::string_view TargetHeaders[] = {"target", "target company", "acquired company", "company acquired",
                                              "acquiree"};
constexpr std::string_view BuyerHeaders[] = {"acquirer", "acquiror", "buyer", "bidder", "purchaser"};
constexpr std::string_view DealHeaders[] = {"deal", "transaction", "acquisition", "merger"};
// Above what in a thing's own note are parts of it, even where they have notes.
constexpr auto PartHeaders = sorted(
    std::to_array<std::string_view>({"segment",      "division",      "region",      "geography",  "business",
                                     "unit",         "commodity",     "metal",       "brand",      "category",
                                     "source",       "use",           "application", "end market", "material",
                                     "asset",        "business line", "market",      "product",    "business segment",
                                     "country",      "asset class",   "service",     "sector",     "theme",
                                     "product line", "mineral",       "type"}));
// Beside a company they say of which of its lines what it makes is.
constexpr std::string_view LineHeaders[] = {"product", "product line", "line",    "model",   "segment", "division",
                                            "vehicle", "chip",         "variant", "grade",   "drug",    "program",
                                            "mine",    "plant",        "site",    "project", "facility"};
constexpr std::string_view PlainValues[] = {"value", "amount", "size", "cost"};

// Whether rows stand for those who say something of what the note is about: what their banks expect of it.
bool areSpeakers(const ColumnMeaning &names, const QList<ColumnMeaning> &columns)
{
    constexpr std::string_view Speakers[] = {"source",     "analyst",   "forecaster",    "broker",
                                             "strategist", "brokerage", "research firm", "forecaster source"};
    constexpr std::string_view Firms[] = {"firm", "bank", "institution", "house"};
    constexpr std::string_view Opinions[] = {"rating",   "pt",   "target", "price target", "view",
                                             "forecast", "call", "stance", "scenario",     "target price"};
    // The sources of a metal have shares in it.
    const bool adds = std::ranges::any_of(columns, [](const ColumnMeaning &column) {
        const MetricTerm *const term = column.metric.term;
        return term && (term->measured == Measured::Share || term->measured == Measured::Amount);
    });
    if (isOneOf(viewOf(names.words), Speakers))
        return !adds;
    return isOneOf(viewOf(names.words), Firms) && std::ranges::any_of(columns, [&](const ColumnMeaning &column) {
               return std::ranges::any_of(wordsOf(column.words),
                                          [&](std::string_view word) { return isOneOf(word, Opinions); });
           });
}

bool isTimeHeader(const ColumnMeaning &column)
{
    return isOneOf(viewOf(column.words), TimeHeaders);
}

CellContext headerContext(QByteArrayView header, Currency yen)
{
    CellContext context = contextOf(header, yen);
    if (yen.isValid() && context.currency == Currency("JPY") && header.contains("¥"))
        context.currency = yen;
    return context;
}

ColumnMeaning readHeader(QByteArrayView header, Currency yen)
{
    ColumnMeaning column;
    LabelWords phrase;
    readLabel(header, phrase);
    column.words = QByteArray(phrase.bytes.constData(), phrase.bytes.size());
    column.context = headerContext(header, yen);
    column.metric = readMetric(header);
    // A bare time above values: "2024", "Q1 2026", "FY2025E", "Q4 guidance"; "vs Q4" is how they have changed since.
    const bool plan = column.metric.period.isValid() && isProjection(viewOf(column.metric.name));
    const bool change = column.words == "vs" || column.words.startsWith("vs ");
    column.value = (namesValues(viewOf(column.metric.name)) || plan) && !column.metric.term && !change;
    return column;
}

bool isTimeCell(ByteRange cell, QByteArrayView text)
{
    const CellValue value = readCell(cell.in(text));
    return value.isTime();
}

// Whether most of those that rows name are things, not topics.
bool areThings(const QList<NamedCell> &cells, const Names &names)
{
    int known = 0;
    int things = 0;
    for (const NamedCell &cell : cells) {
        if (!cell.subject.isNote())
            continue;
        ++known;
        things += names.isThing(cell.subject) ? 1 : 0;
    }
    return 2 * things >= known;
}

// Whether those that rows name are events, each with a note of its own.
bool areEvents(const QList<NamedCell> &cells, const Names &names)
{
    const auto isNamed = [](const NamedCell &cell) { return cell.subject.isNote(); };
    return std::ranges::any_of(cells, isNamed) && std::ranges::all_of(cells, [&](const NamedCell &cell) {
               return !isNamed(cell) || names.kindOf(cell.subject) == NoteKind::Event;
           });
}

// Whether a note is one of those that rows name: they are its peers, not its parts.
bool isAmong(const FileEntry &file, const QList<NamedCell> &rows)
{
    return std::ranges::any_of(rows, [&](const NamedCell &row) { return row.subject.note == file.path; });
}

// Beside projects and deals, a plain value is what they cost.
void readProjectValues(TableShape &shape)
{
    const QByteArray &header = shape.columns.at(shape.parts < 0 ? shape.names : shape.parts).words;
    const bool deals = isOneOf(viewOf(header), DealHeaders) || isOneOf(viewOf(header), TargetHeaders);
    if (!deals && !isOneOf(viewOf(header), ProjectHeaders))
        return;
    for (ColumnMeaning &column : shape.columns) {
        if (!column.metric.term && isOneOf(viewOf(column.words), PlainValues))
            column.metric = readMetric(deals ? "Deal value" : "Investment");
    }
}

// The column that names whom somebody takes over in each row, beside what was paid and by whom or when; -1 where there
// is none: a "Target" may be a price too.
int targetColumn(const TableShape &shape)
{
    const int target = columnHeaded(shape, TargetHeaders);
    const bool isDeal = target == 0 || shape.times >= 0 || columnHeaded(shape, BuyerHeaders) >= 0;
    const bool valued =
        columnHeaded(shape, PlainValues) >= 0 || std::ranges::any_of(shape.columns, [](const ColumnMeaning &column) {
            return column.metric.term && column.metric.term->name == "deal value";
        });
    return isDeal && valued ? target : -1;
}

// Whether rows name groups whose firms other columns name.
bool isOfGroups(const TableShape &shape)
{
    constexpr std::string_view Groups[] = {"group", "conglomerate", "chaebol", "keiretsu", "business group"};
    constexpr std::string_view Firms[] = {"entity", "company", "firm", "affiliate", "subsidiary", "flagship"};
    return isOneOf(viewOf(shape.columns.at(shape.names).words), Groups)
           && std::ranges::any_of(shape.columns, [&](const ColumnMeaning &column) {
                  const auto words = wordsOf(column.words);
                  return !words.isEmpty() && isOneOf(words.last(), Firms);
              });
}

// Whether only a company whose shares are traded says it.
bool isOfShares(const Metric &metric)
{
    constexpr std::string_view Terms[] = {"market cap", "eps", "p/e", "shares outstanding", "forward p/e"};
    constexpr std::string_view Words[] = {"ticker", "symbol", "stock ticker", "52 week high", "52 week range"};
    return metric.term ? isOneOf(metric.term->name, Terms) : isOneOf(viewOf(metric.name), Words);
}

// Whether the rows of a table name metrics: most of them, where its header does not say so. Reads no more names than
// tell, and where they do all, for whether some are of a company whose shares are traded.
bool isSheet(const Table &table, QByteArrayView text, Currency yen, bool metricsFirst, HeaderReader &headers,
             bool &listed)
{
    QList<ByteRange> names;
    for (const TableRow &row : table.rows) {
        if (!row.cells.isEmpty() && !row.cells.first().isEmpty())
            names.append(row.cells.first());
    }
    qsizetype others = 0;
    for (const ByteRange name : std::as_const(names)) {
        const Metric &metric = headers.read(name.in(text), yen).metric;
        others += metric.term ? 0 : 1;
        if (!metricsFirst && 2 * others > names.size())
            return false;
        listed = listed || isOfShares(metric);
    }
    return true;
}

bool namesAnyMetric(const Table &table, QByteArrayView text, Currency yen, HeaderReader &headers)
{
    return std::ranges::any_of(table.rows, [&](const TableRow &row) {
        return headers.read(row.cells.value(0).in(text), yen).metric.term != nullptr;
    });
}

// Whether the column in front of those whose things they are says which these are, and not how much, when or why.
bool mayNameParts(const ColumnMeaning &column)
{
    constexpr std::string_view Remarks[] = {"note", "remark", "comment", "description", "detail", "source", "status"};
    const std::string_view words = viewOf(column.words);
    return !column.metric.term && !column.value && !isTimeHeader(column) && !isOneOf(words, NumberHeaders)
           && !isOneOf(words, PlainValues) && !isOneOf(words, Remarks);
}

struct ColumnCount
{
    int filled = 0;
    int known = 0;
};

} // namespace

bool namesEntities(const QByteArray &words)
{
    return std::ranges::binary_search(EntityHeaders, viewOf(words));
}

bool mayNameRows(const TableRow &header, int column, QByteArrayView text, HeaderReader &headers)
{
    if (column >= header.cells.size())
        return false;
    const auto isNumbering = [&](ByteRange cell) {
        const ColumnMeaning &meaning = headers.read(cell.in(text), {});
        return isTimeHeader(meaning) || isOneOf(viewOf(meaning.words), NumberHeaders);
    };
    const QByteArray &words = headers.read(header.cells.at(column).in(text), {}).words;
    return namesEntities(words) || isOneOf(viewOf(words), TargetHeaders)
           || std::all_of(header.cells.begin(), header.cells.begin() + column, isNumbering);
}

bool isOfDeals(const TableShape &shape)
{
    return isOneOf(viewOf(shape.columns.at(shape.names).words), DealHeaders);
}

const ColumnMeaning &HeaderReader::read(QByteArrayView header, Currency yen)
{
    constexpr qsizetype Longest = 48;
    if (header.size() <= Longest && !(yen.isValid() && header.contains("¥"))) {
        if (const ColumnMeaning *const known = m_known.find(QByteArray::fromRawData(header.data(), header.size())))
            return *known;
        return m_known.insert(header.toByteArray(), readHeader(header, {}));
    }
    m_rare = readHeader(header, yen);
    return m_rare;
}

TableShape tableShape(const Table &table, const FileEntry &file, NoteType type, Currency yen, Lexicon &lexicon)
{
    TableShape shape;
    Names &names = lexicon.names;
    const QByteArrayView text = file.note->text;
    const int columns = table.columnCount();
    constexpr int MostColumns = 64;
    if (columns < 2 || columns > MostColumns || table.rows.isEmpty())
        return shape;
    shape.columns.reserve(columns);
    for (const ByteRange cell : table.header.cells)
        shape.columns.append(lexicon.headers.read(cell.in(text), yen));

    // Columns of what is held tell the holding's worth, not the company's.
    const bool holdings = std::ranges::any_of(shape.columns, [](const ColumnMeaning &column) {
        return column.words == "share" || column.words == "stake" || column.words == "weight" || column.words == "cost";
    });
    for (ColumnMeaning &column : shape.columns) {
        if (holdings && column.words == "market value")
            column.metric = {};
    }

    // No words stand above names of metrics, but "#" is above numbers.
    const QByteArray &corner = shape.columns.first().words;
    // Those of chemistry are materials.
    const bool isElement =
        corner == "element"
        && 2 * std::ranges::count_if(table.rows, [&](const TableRow &row) {
               return names.kindOf(readName(row.cells.value(0), file, names).subject) == NoteKind::Commodity;
           }) > table.rows.size();
    const bool metricsFirst =
        namesMetrics(viewOf(corner)) && !isElement && (!corner.isEmpty() || table.header.cells.first().isEmpty());
    if (metricsFirst) {
        readGuidance(shape);
        readOnlyColumn(shape);
    }
    readGrowths(shape);
    readBesides(shape);
    readWeights(shape, names);
    readFees(shape);

    // Transposed: the header names things, or topics of which the note's own is one.
    int things = 0;
    int topics = 0;
    bool own = false;
    for (int c = 1; c < columns; ++c) {
        ColumnMeaning &column = shape.columns[c];
        const bool isLink = table.header.cells.at(c).in(text).startsWith("[[");
        if (column.metric.term || (!isLink && (column.value || column.metric.projected)) || isTimeHeader(column))
            continue;
        column.name = readName(table.header.cells.at(c), file, names);
        if (column.name.known && names.isThing(column.name.subject)) {
            ++things;
        } else if (column.name.known && column.name.subject.isNote() && metricsFirst) {
            own = own || column.name.subject.note == file.path;
            ++topics;
        } else {
            column.name = {};
        }
    }
    if (topics > 0 && own) {
        things += topics;
    } else if (topics > 0) {
        for (ColumnMeaning &column : shape.columns)
            column.name = names.isThing(column.name.subject) ? column.name : NamedCell();
    }
    // "Metric | Us | What it was before": the note's own among what is set side by side.
    const bool besideOwn =
        metricsFirst && columns == 3 && std::ranges::any_of(shape.columns, [&](const ColumnMeaning &column) {
            return column.name.known && column.name.subject.note == file.path;
        });
    if ((things >= 2 && 2 * things >= columns - 1) || (things == 1 && metricsFirst && (columns == 2 || besideOwn))) {
        shape.form = TableForm::EntityColumns;
        shape.matrix = std::ranges::all_of(table.rows, [&](const TableRow &row) {
            const QByteArray &name = lexicon.headers.read(row.cells.value(0).in(text), yen).words;
            return std::any_of(shape.columns.begin() + 1, shape.columns.end(),
                               [&](const ColumnMeaning &column) { return column.words == name; });
        });
        return shape;
    }
    for (ColumnMeaning &column : shape.columns)
        column.name = {};

    // Who stands in the rows.
    QList<ColumnCount> counts(columns);
    QList<QList<NamedCell>> named(columns);
    // Whether most of a column's cells are names; where they need not be kept, no more is read than tells.
    const auto countColumn = [&](int c, bool kept) {
        named[c].reserve(table.rows.size());
        for (const TableRow &row : table.rows) {
            NamedCell cell;
            if (c < row.cells.size() && !row.cells.at(c).isEmpty()) {
                ++counts[c].filled;
                cell = readName(row.cells.at(c), file, names);
                if (cell.known)
                    ++counts[c].known;
                else if (!kept && 2 * (counts.at(c).filled - counts.at(c).known) > table.rows.size())
                    return false;
            }
            named[c].append(cell);
        }
        return counts.at(c).filled > 0 && 2 * counts.at(c).known >= counts.at(c).filled;
    };
    for (int c = 0; c < columns && shape.times < 0; ++c) {
        if (isTimeHeader(shape.columns.at(c)) && isTimeCell(table.rows.first().cells.value(c), text))
            shape.times = c;
    }
    for (int c = 1; c < columns && shape.events < 0 && shape.times < 0; ++c) {
        if (isOneOf(viewOf(shape.columns.at(c).words), EventHeaders))
            shape.events = c;
    }
    if (const int target = metricsFirst ? -1 : targetColumn(shape); target >= 0) {
        countColumn(target, true);
        if (counts.at(target).known > 0) {
            shape.form = TableForm::EntityRows;
            shape.names = target;
            shape.rows = named.at(target);
            readProjectValues(shape);
            return shape;
        }
        named[target].clear();
        counts[target] = {};
    }
    if (!metricsFirst) {
        bool onlyNumbers = true;
        const bool addsUp = std::ranges::any_of(shape.columns, [](const ColumnMeaning &column) {
            return column.metric.term && (column.metric.term->flow || column.metric.term->measured == Measured::Share);
        });
        for (int c = 0; c < columns && onlyNumbers; ++c) {
            const std::string_view words = viewOf(shape.columns.at(c).words);
            const bool entityHeader = namesEntities(shape.columns.at(c).words);
            const bool parts = type == NoteType::Thing && addsUp && std::ranges::binary_search(PartHeaders, words);
            const bool known = countColumn(c, parts || (entityHeader && c == 0));
            if (known && isOneOf(words, DealHeaders) && areEvents(named.at(c), names)) {
                shape.form = TableForm::EntityRows;
                shape.names = c;
                shape.rows = named.at(c);
                readProjectValues(shape);
                return shape;
            }
            if ((parts && !isAmong(file, named.at(c)))
                || (type == NoteType::Thing && known && !areThings(named.at(c), names))) {
                shape.names = c;
                break;
            }
            if (known && areSpeakers(shape.columns.at(c), shape.columns))
                return shape;
            if (known || (entityHeader && c == 0)) {
                shape.form = TableForm::EntityRows;
                shape.names = c;
                shape.rows = named.at(c);
                shape.groups = isOfGroups(shape);
                if (shape.times < 0)
                    readCommonYear(shape);
                for (int other = 0; other < columns && shape.lines < 0; ++other) {
                    if (other != c && isOneOf(viewOf(shape.columns.at(other).words), LineHeaders))
                        shape.lines = other;
                }
                return shape;
            }
            onlyNumbers = c == shape.times || isOneOf(words, NumberHeaders);
        }
        // What belongs to whom: "Project | Value | Company".
        for (int c = 1; c < columns && shape.times != 0 && shape.names == 0; ++c) {
            if (!namesEntities(shape.columns.at(c).words) || counts.at(c).filled > 0 || !countColumn(c, true))
                continue;
            shape.form = TableForm::EntityRows;
            shape.names = c;
            const int project = columnHeaded(shape, ProjectHeaders);
            shape.parts = project >= 0 && project < c ? project : mayNameParts(shape.columns.first()) ? 0 : -1;
            shape.rows = named.at(c);
            readProjectValues(shape);
            return shape;
        }
    }
    if (shape.times == 0) {
        shape.form = TableForm::TimeRows;
        return shape;
    }

    // Metrics in the rows, or parts.
    const bool values = std::any_of(shape.columns.begin() + 1, shape.columns.end(),
                                    [](const ColumnMeaning &column) { return column.value; });
    if (values && isSheet(table, text, yen, metricsFirst, lexicon.headers, shape.listed))
        shape.form = TableForm::Sheet;
    else if (readProjectValues(shape);
             std::any_of(shape.columns.begin() + 1, shape.columns.end(),
                         [](const ColumnMeaning &column) { return column.metric.term != nullptr; })
             && type != NoteType::Diary)
        shape.form = TableForm::PartRows;
    else if (values && namesAnyMetric(table, text, yen, lexicon.headers)) {
        shape.form = TableForm::Sheet;
        shape.mixed = true;
    }
    return shape;
}

} // namespace tearsheet
