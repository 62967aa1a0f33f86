// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/relationreader.h"

#include "core/table/pointreader.h"
#include "core/table/table.h"
#include "core/text/bytes.h"

#include <algorithm>
#include <array>
#include <ranges>

namespace tearsheet {

using namespace std::string_view_literals;

namespace {

constexpr NoteKinds Topics = setOf(NoteKind::Sector, NoteKind::Concept, NoteKind::Commodity, NoteKind::Policy,
                                   NoteKind::Thesis, NoteKind::Place, NoteKind::Government, NoteKind::Event);
constexpr NoteKinds Cohorts = setOf(NoteKind::Sector, NoteKind::Concept, NoteKind::Commodity, NoteKind::Thesis,
                                    NoteKind::Place, NoteKind::Product);
constexpr NoteKinds Doers =
    setOf(NoteKind::Actor, NoteKind::Company, NoteKind::Financier, NoteKind::Exchange, NoteKind::Person);

// Headers of a column of names that do not say what the named are.
constexpr std::array Entities{
    "company"sv,    "companies"sv,     "firm"sv,         "firms"sv,       "name"sv,       "names"sv,
    "player"sv,     "players"sv,       "key players"sv,  "actor"sv,       "entity"sv,     "bank"sv,
    "fund"sv,       "stock"sv,         "manufacturer"sv, "producer"sv,    "producers"sv,  "vendor"sv,
    "provider"sv,   "maker"sv,         "automaker"sv,    "oem"sv,         "miner"sv,      "operator"sv,
    "startup"sv,    "issuer"sv,        "organization"sv, "institution"sv, "carrier"sv,    "airline"sv,
    "lab"sv,        "key companies"sv, "hyperscaler"sv,  "chipmaker"sv,   "developer"sv,  "utility"sv,
    "contractor"sv, "platform"sv,      "retailer"sv,     "asset"sv,       "investment"sv, "holding"sv,
    "position"sv,
};

// Headers of columns of places, likewise.
constexpr std::array Places{"country"sv, "region"sv, "geography"sv, "site"sv, "city"sv};

// Headers of columns that tell the places of a group, which the column before names.
constexpr std::array PlacesOfGroups{"countries"sv, "cities"sv,        "states"sv,          "sites"sv,
                                    "members"sv,   "member states"sv, "member countries"sv};

// What a cell says of a row whose relation is over.
constexpr std::array Endings{"exited"sv,     "sold"sv,   "divested"sv, "cancelled"sv,   "canceled"sv,
                             "terminated"sv, "ended"sv,  "expired"sv,  "written off"sv, "dissolved"sv,
                             "unwound"sv,    "lapsed"sv, "withdrawn"sv};

// Headings of tables that lay others beside a topic.
constexpr std::array Beside{"comparison"sv, "comparisons"sv, "compared"sv, "excluded"sv};

// Headers of columns of those whose products are listed.
constexpr std::array Makers{"provider"sv, "maker"sv, "vendor"sv,  "developer"sv, "manufacturer"sv,
                            "lab"sv,      "owner"sv, "made by"sv, "built by"sv};

// Headers of columns that say what somebody is.
constexpr std::array Posts{"role"sv, "status"sv, "title"sv, "position"sv, "post"sv};

// Those that a topic's cohort may stand under.
constexpr std::array CohortEntities{
    "company"sv,     "companies"sv, "firm"sv,        "firms"sv,   "name"sv,      "player"sv,       "players"sv,
    "key players"sv, "actor"sv,     "bank"sv,        "fund"sv,    "stock"sv,     "manufacturer"sv, "producer"sv,
    "producers"sv,   "vendor"sv,    "provider"sv,    "maker"sv,   "automaker"sv, "oem"sv,          "miner"sv,
    "operator"sv,    "startup"sv,   "institution"sv, "carrier"sv, "airline"sv,   "lab"sv,          "key companies"sv,
    "hyperscaler"sv, "chipmaker"sv, "contractor"sv,  "member"sv,  "retailer"sv,
};

// Headers of columns that only number or date the rows.
constexpr std::array Counters{"#"sv,      "rank"sv,  "no"sv,     "date"sv, "year"sv, "round"sv,
                              "series"sv, "stage"sv, "period"sv, "when"sv, "since"sv};

// Headers of columns that say how long.
constexpr std::array Periods{"period"sv, "year"sv, "years"sv, "when"sv, "date"sv, "dates"sv, "tenure"sv, "time"sv};

// Headings of facts about a note as a whole.
constexpr std::array Facts{"quick"sv,       "key facts"sv, "overview"sv, "profile"sv, "facts"sv,
                           "at a glance"sv, "summary"sv,   "snapshot"sv, "basics"sv,  "details"sv};

// Headers of columns whose percentage is a stake or a share.
constexpr std::array Shares{"share"sv, "stake"sv, "ownership"sv, "weight"sv, "holding"sv, "%"sv, "owned"sv};

bool isOneOf(const auto &list, std::string_view word)
{
    return std::ranges::find(list, word) != list.end();
}

// "may", "sept", "2024", "q3", "12".
bool isDateWord(std::string_view word)
{
    if (monthNamed(word) > 0)
        return true;
    const std::string_view digits = word.starts_with('q') || word.starts_with('h') ? word.substr(1) : word;
    const bool year = digits.size() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    return (year || digits.size() == 1 || digits.size() == 2) && std::ranges::all_of(digits, isDigit);
}

struct Column
{
    ByteRange header;
    std::string said;
    std::optional<PhraseReading> reading;
    bool entity = false;
    bool counter = false;
};

std::string words(const std::vector<PhraseToken> &tokens)
{
    std::string all;
    for (const PhraseToken &token : tokens) {
        if (!token.isWord())
            break;
        all += (all.empty() ? "" : " ") + token.word;
    }
    return all;
}

class TableReader
{
public:
    TableReader(RelationReader &reader, const TableOutline &outline)
        : m_reader(reader), m_table(cutTable(outline, reader.text)), m_begin(outline.range.begin),
          m_heading(outline.heading)
    {}

    void run()
    {
        for (const ByteRange header : std::as_const(m_table.header.cells)) {
            const std::vector<PhraseToken> tokens = phraseTokens(header, m_reader.text);
            Column column{.header = header, .said = words(tokens)};
            column.counter = isOneOf(Counters, column.said) || header.in(m_reader.text) == "#";
            column.entity = isOneOf(Entities, column.said) || isOneOf(Places, column.said);
            const Phrase phrase = readPhrase(tokens, 0, InColumn, m_reader.kind, m_reader.words);
            if (!phrase.readings.empty() && !phrase.denied)
                column.reading = phrase.readings.front();
            m_columns.push_back(std::move(column));
        }
        if (m_reader.isAboutOther(m_heading))
            return;
        // "Region | Countries": the regions only part the rows.
        if (m_columns.size() > 1 && isOneOf(Places, at(0).said) && isOneOf(PlacesOfGroups, at(1).said)) {
            m_columns[0].counter = true;
            m_columns[1].entity = true;
        }
        const bool topic = setOf(m_reader.kind) & Topics;
        const int first = firstNameColumn();
        for (int column = 0; column < static_cast<int>(m_columns.size()); ++column) {
            if (m_columns[static_cast<std::size_t>(column)].counter)
                continue;
            if (topic && column != first)
                continue;
            if (first >= 0 && first < column && namesOthers(first))
                continue;
            readColumn(column);
            if (topic)
                break;
        }
        if (first != 0 && m_columns.size() > 1 && m_columns.size() < 4)
            readFacts();
    }

private:
    const Column &at(int column) const { return m_columns[static_cast<std::size_t>(column)]; }

    // The first column that does not merely number the rows.
    int firstNameColumn() const
    {
        for (int i = 0; i < static_cast<int>(m_columns.size()); ++i) {
            if (at(i).counter)
                continue;
            return at(i).reading || at(i).entity ? i : topicLess(i);
        }
        return -1;
    }

    // Where the first column is of another kind, the first that names somebody.
    int topicLess(int from) const
    {
        if (setOf(m_reader.kind) & Topics)
            return -1;
        for (int i = from; i < static_cast<int>(m_columns.size()); ++i) {
            if (at(i).reading || at(i).entity)
                return i;
        }
        return -1;
    }

    // Whether the rows are about others, so that what stands in further columns is theirs.
    bool namesOthers(int column)
    {
        if (at(column).reading)
            return relationClass(at(column).reading->word->type) != RelationType::Product;
        return at(column).entity;
    }

    // Whether the first cells mostly name somebody: the row is about them.
    bool rowsAreOthers(int column)
    {
        if (column == 0)
            return false;
        int others = 0;
        for (const TableRow &row : std::as_const(m_table.rows)) {
            if (row.cells.isEmpty())
                continue;
            const std::vector<SaidName> names = m_reader.namesIn(row.cells.first(), {});
            if (names.empty() || m_reader.own.contains(names.front().note.file))
                continue;
            others += !names.front().note.isKnown() || (setOf(names.front().note.kind) & Doers);
        }
        return others * 2 > m_table.rows.size();
    }

    void readColumn(int index)
    {
        const Column &column = at(index);
        const bool topic = setOf(m_reader.kind) & Topics;
        RelationType type = RelationType::Link;
        RelationModifier modifier = RelationModifier::None;
        RelationRule rule = RelationRule::Column;
        ByteRange said;
        const std::optional<PhraseReading> heading = m_reader.headingReading(m_heading, &said);
        if (column.reading) {
            type = column.reading->word->type;
            modifier = column.reading->modifier;
            if (heading && modifier == RelationModifier::None
                && relationClass(heading->word->type) == relationClass(type))
                modifier = heading->modifier;
        }
        const RelationGate gate = heading ? relationGate(heading->word->type) : RelationGate();
        const NoteKinds named = isOneOf(Places, column.said) || isOneOf(PlacesOfGroups, column.said)
                                    ? setOf(NoteKind::Place)
                                    : setOf(NoteKind::Company, NoteKind::Person);
        const bool things = relationClass(type) == RelationType::Product || type == RelationType::Brand;
        const bool headed =
            (column.entity || things) && (gate.sources & setOf(m_reader.kind)) && (gate.targets & named);
        const bool fits = column.reading && (relationGate(type).sources & setOf(m_reader.kind));
        const bool rivals = headed && relationClass(heading->word->type) == RelationType::Competitor && things;
        // Models and brands under "Competitive position" are those of rivals. Under "Angel investments", the companies
        // of a person are no employers.
        if (!fits || rivals || (headed && m_reader.kind == NoteKind::Person)) {
            if (!column.entity && !rivals && !(topic && isOneOf(CohortEntities, column.said)))
                return;
            if (headed) {
                type = heading->word->type;
                modifier = heading->modifier;
                rule = RelationRule::Section;
            } else if ((setOf(m_reader.kind) & Cohorts) && isOneOf(CohortEntities, column.said)
                       && !isBeside()
                       // Banks in the note of a commodity forecast its price.
                       && !(m_reader.kind == NoteKind::Commodity && column.said == "bank")) {
                type = RelationType::Member;
                rule = RelationRule::Cohort;
            } else {
                return;
            }
        }
        // Owners, makers and founders in a further column are those of what the row is about.
        const RelationType same = relationClass(type);
        const bool ofRow = same == RelationType::Owner || type == RelationType::Founder || type == RelationType::Ceo;
        const bool leads = index == 0 || (index == 1 && at(0).counter);
        if (rowsAreOthers(index) || (ofRow && !leads) || isIntroducedAsOthers(same))
            return;
        if (modifier == RelationModifier::None)
            modifier = headingModifier();
        const int share = shareColumn(index);
        const bool person = same == RelationType::KeyPerson;
        const int period = person ? columnOf(Periods, index) : -1;
        const int post = person ? columnOf(Posts, index) : -1;
        const int maker = things && rule == RelationRule::Column ? columnOf(Makers, index) : -1;
        for (const TableRow &row : std::as_const(m_table.rows)) {
            if (row.cells.size() <= index || (row.cells.size() > maker && maker >= 0 && isOfOther(row.cells.at(maker)))
                || isDenied(row, index, type))
                continue;
            const bool ended = isEnded(row, index);
            for (const SaidName &name :
                 m_reader.namesIn(row.cells.at(index), {.unknown = rule != RelationRule::Cohort
                                                                   && type != RelationType::CorrelatedSector})) {
                RelationEvidence evidence = m_reader.evidence(rule, name.range, row.line, m_heading);
                if (rule == RelationRule::Section)
                    evidence.heading = said;
                evidence.column = column.header;
                std::optional<double> weight = percentIn(name.behind.in(m_reader.text));
                if (!weight && share >= 0 && row.cells.size() > share)
                    weight = percentIn(row.cells.at(share).in(m_reader.text));
                const auto says = [&](int other, const auto &test) {
                    return modifier == RelationModifier::None && other >= 0 && row.cells.size() > other
                           && test(row.cells.at(other));
                };
                const bool over = (ended && modifier == RelationModifier::None)
                                  || says(period, [&](ByteRange cell) { return isOver(cell.in(m_reader.text)); })
                                  || says(post, [&](ByteRange cell) { return isFormerPost(cell); });
                m_reader.say(name, type, over ? RelationModifier::Former : modifier, weight, std::move(evidence));
            }
        }
    }

    // "Cancelled (May 2024)" in a cell beside the name; not "Sold 200 ferries".
    bool isEnded(const TableRow &row, int names) const
    {
        for (int i = 0; i < static_cast<int>(row.cells.size()); ++i) {
            if (i == names)
                continue;
            const std::vector<PhraseToken> tokens = phraseTokens(row.cells.at(i), m_reader.text);
            const auto dated = std::ranges::find_if(
                tokens, [](const PhraseToken &token) { return !token.isWord() || isDateWord(token.word); });
            std::string said;
            for (const PhraseToken &token : std::ranges::subrange(tokens.begin(), dated))
                said += (said.empty() ? "" : " ") + token.word;
            if (isOneOf(Endings, said) && std::ranges::all_of(dated, tokens.end(), [](const PhraseToken &token) {
                    return !token.isWord() || isDateWord(token.word);
                }))
                return true;
        }
        return false;
    }

    // "The largest [[Norrland]] customers:" right above the table.
    bool isIntroducedAsOthers(RelationType same)
    {
        const QByteArrayView above = m_reader.text.first(m_begin).trimmed();
        if (!above.endsWith(':') && !above.endsWith(":**"))
            return false;
        const auto begin = static_cast<quint32>(above.lastIndexOf('\n') + 1);
        const std::vector<PhraseToken> tokens =
            phraseTokens({begin, begin + static_cast<quint32>(above.size() - begin)}, m_reader.text);
        for (int noun = 1; noun < static_cast<int>(tokens.size()); ++noun) {
            const RelationWord *const word =
                m_reader.words.find(tokens[static_cast<std::size_t>(noun)].word, InColumn, m_reader.kind);
            // "Target customers", linked by mistake, are whom it wishes for.
            if (!word || relationClass(word->type) != same
                || tokens[static_cast<std::size_t>(noun - 1)].word == "target")
                continue;
            for (int first = noun - 1; first >= std::max(0, noun - 4); --first) {
                int length = 1;
                const NamedNote note = m_reader.noteAt(tokens, first, noun, &length);
                if (note.isKnown() && first + length == noun && !m_reader.own.contains(note.file)
                    && (setOf(note.kind) & Doers))
                    return true;
            }
        }
        return false;
    }

    // "Partner, not competitor" in a cell beside the name.
    bool isDenied(const TableRow &row, int names, RelationType type) const
    {
        for (int i = 0; i < static_cast<int>(row.cells.size()); ++i) {
            if (i == names)
                continue;
            const std::vector<PhraseToken> tokens = phraseTokens(row.cells.at(i), m_reader.text);
            for (std::size_t at = 0; at + 1 < tokens.size(); ++at) {
                if (tokens[at].word != "not")
                    continue;
                const bool article =
                    at + 2 < tokens.size() && (tokens[at + 1].word == "a" || tokens[at + 1].word == "an");
                const std::string &noun = tokens[at + (article ? 2 : 1)].word;
                const RelationWord *word = m_reader.words.find(noun, InCaption, m_reader.kind);
                if (word && relationClass(word->type) == relationClass(type))
                    return true;
            }
        }
        return false;
    }

    // "Clinics (comparison)".
    bool isBeside() const
    {
        return m_heading >= 0
               && std::ranges::any_of(phraseTokens(m_reader.facts.headings.at(m_heading).text, m_reader.text),
                                      [](const PhraseToken &token) { return isOneOf(Beside, token.word); });
    }

    // "2015-2023": it has an end.
    static bool isOver(QByteArrayView period)
    {
        period = period.trimmed();
        const qsizetype dash = std::max(period.indexOf('-'), period.indexOf("\xE2\x80\x93"));
        const auto isYear = [](QByteArrayView year) {
            return year.size() >= 4 && (year.startsWith("19") || year.startsWith("20"))
                   && std::ranges::all_of(year.first(4), isDigit);
        };
        if (dash < 4 || !isYear(period))
            return false;
        const QByteArrayView end = period.sliced(dash + (period[dash] == '-' ? 1 : 3)).trimmed();
        return isYear(end) && end.size() == 4;
    }

    // "Former (until 2022)", "Ex-CEO"; not "Former Kestrel manager", which was elsewhere.
    bool isFormerPost(ByteRange cell) const
    {
        const std::vector<PhraseToken> tokens = phraseTokens(cell, m_reader.text);
        if (tokens.empty() || modifierWord(tokens.front().word) != RelationModifier::Former)
            return false;
        return tokens.size() == 1 || !tokens[1].isWord()
               || m_reader.words.find(tokens[1].word, InCaption, m_reader.kind);
    }

    // Whether a cell names somebody who is not this note.
    bool isOfOther(ByteRange cell)
    {
        const std::vector<SaidName> names = m_reader.namesIn(cell, {.unknown = true});
        return !names.empty() && std::ranges::none_of(names, [&](const SaidName &name) {
            return m_reader.own.contains(name.note.file) || m_reader.isOwnName(name.range.in(m_reader.text));
        });
    }

    // Another column than `names` whose header is one of `headers`; -1 if there is none.
    int columnOf(const auto &headers, int names) const
    {
        for (int i = 0; i < static_cast<int>(m_columns.size()); ++i) {
            if (i != names && isOneOf(headers, at(i).said))
                return i;
        }
        return -1;
    }

    // "Key departures": who is listed was so. Of "Faculty and alumni" some still are.
    RelationModifier headingModifier() const
    {
        if (m_heading < 0)
            return RelationModifier::None;
        bool former = false;
        for (const PhraseToken &token : phraseTokens(m_reader.facts.headings.at(m_heading).text, m_reader.text)) {
            if (token.kind == PhraseTokenKind::Slash || token.word == "and" || token.word == "&") {
                if (!former)
                    return RelationModifier::None;
                former = false;
                continue;
            }
            if (!token.isWord())
                break;
            former = former || modifierWord(token.word) == RelationModifier::Former;
        }
        return former ? RelationModifier::Former : RelationModifier::None;
    }

    int shareColumn(int names) const
    {
        for (int i = 0; i < static_cast<int>(m_columns.size()); ++i) {
            const std::string &said = at(i).said;
            const std::size_t last = said.rfind(' ');
            if (i != names && isOneOf(Shares, last == std::string::npos ? said : said.substr(last + 1)))
                return i;
        }
        return -1;
    }

    void readFacts()
    {
        const NoteKinds kind = setOf(m_reader.kind);
        if (kind
            & setOf(NoteKind::Concept, NoteKind::Sector, NoteKind::Commodity, NoteKind::Thesis, NoteKind::Policy)) {
            if (!underFacts())
                return;
        }
        for (const TableRow &row : std::as_const(m_table.rows)) {
            if (row.cells.size() < 2 || row.cells.first().isEmpty() || row.cells.first().size() > 60)
                continue;
            if (m_reader.text.sliced(row.cells.first().begin, row.cells.first().size()).contains("[["))
                continue;
            readKeyValue(m_reader, row.cells.at(0), row.cells.at(1), row.line, m_heading, RelationRule::KeyValue);
        }
    }

    bool underFacts() const
    {
        if (m_heading < 0)
            return true;
        const std::string said = words(phraseTokens(m_reader.facts.headings.at(m_heading).text, m_reader.text));
        return std::ranges::any_of(Facts, [&](std::string_view begin) { return said.starts_with(begin); });
    }

    RelationReader &m_reader;
    Table m_table;
    quint32 m_begin;
    int m_heading;
    std::vector<Column> m_columns;
};

} // namespace

void readTables(RelationReader &reader)
{
    for (const TableOutline &outline : reader.facts.tables)
        TableReader(reader, outline).run();
}

} // namespace tearsheet
