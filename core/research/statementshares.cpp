// SPDX-License-Identifier: GPL-3.0-or-later

// Whose share of something a table says: of what its rows are about, and of firms that belong to others.
#include "core/research/celltail.h"
#include "core/research/rowmeaning.h"
#include "core/research/statementreader.h"
#include "core/table/cellcursor.h"

#include <algorithm>

namespace tearsheet {

namespace {

// The step of what a label calls those who hold a material, "mining" of "Top miner", empty of "Top producer"; nothing
// where it calls nobody so.
std::optional<QByteArray> stepOfHolders(const QByteArray &label)
{
    constexpr std::string_view Firsts[] = {"top", "main", "largest", "leading", "biggest", "dominant", "major"};
    struct Holder
    {
        std::string_view name;
        const char *step;
    };
    constexpr Holder Holders[] = {{"producer", ""},        {"supplier", ""},           {"player", ""},
                                  {"leader", ""},          {"miner", "mining"},        {"refiner", "refining"},
                                  {"smelter", "smelting"}, {"processor", "processing"}};
    const auto words = wordsOf(label);
    const auto known = words.isEmpty() ? std::end(Holders) : std::ranges::find(Holders, words.last(), &Holder::name);
    // "Scrap leader" is another market's.
    const bool isOfAll = std::all_of(words.begin(), words.end() - (words.isEmpty() ? 0 : 1),
                                     [&](std::string_view word) { return isOneOf(word, Firsts) || isFiller(word); });
    return known == std::end(Holders) || !isOfAll ? std::nullopt : std::optional<QByteArray>(known->step);
}

} // namespace

bool StatementReader::addHolders(const ColumnMeaning &label, const Subject &whole, int row, int column,
                                 const QByteArray &scope, const QByteArray &part)
{
    constexpr std::string_view Materials[] = {"material", "mineral", "metal", "commodity", "element", "resource"};
    const std::optional<QByteArray> step = m_only.claims ? stepOfHolders(label.words) : std::nullopt;
    if (!step)
        return false;
    const QByteArray &header = m_shape.columns.at(m_shape.names).words;
    const bool isMaterial = whole.isNote()
                                ? m_names.kindOf(whole) == NoteKind::Commodity
                                : isOneOf({header.constData(), static_cast<size_t>(header.size())}, Materials);
    if (!isMaterial)
        return false;
    Metric metric = sameOf("Market share", label.metric);
    if (const Period &of = m_shape.columns.at(column).metric.period; !metric.period.isValid())
        metric.period = of;
    bool added = false;
    for (const NamedShare &one : namedSharesIn(cell(row, column), m_text)) {
        const Subject holder = readName(one.name, m_file, m_names).subject;
        if (!holder.isNote() || holder.key == whole.key || !isWanted(holder))
            continue;
        const QByteArray all = joined({scope, nameWords(whole.name), one.step.isEmpty() ? *step : one.step});
        added |= addValue(one.share, holder, metric, {}, row, column, all, part, timeOf(row));
    }
    if (added)
        remember(whole);
    return added;
}

QVarLengthArray<int, 8> StatementReader::columnsOfOwned(const TableOutline &outline) const
{
    constexpr std::string_view Owned[] = {"subsidiary", "affiliate", "asset"};
    constexpr std::string_view Sections[] = {"segment", "subsidiary", "affiliate"};
    constexpr std::string_view Remarks[] = {"description", "detail", "note"};
    QVarLengthArray<int, 8> columns;
    const bool isSheet = m_shape.form == TableForm::Sheet || m_shape.form == TableForm::EntityColumns;
    if (isSheet || !outline.range.in(m_text).contains("%)"))
        return columns;
    const auto endsAs = [](const QByteArray &words, std::span<const std::string_view> wanted) {
        const auto said = wordsOf(words);
        return !said.isEmpty() && isOneOf(said.last(), wanted);
    };
    // Beside a company's own segments the remarks say who they are.
    const QList<Heading> &headings = m_file.note->facts.headings;
    const bool ofOwn = m_shape.form != TableForm::EntityRows && outline.heading >= 0
                       && endsAs(m_lexicon.headings.read(headings.at(outline.heading).text.in(m_text)).title, Sections);
    for (int column = 1; column < m_shape.columns.size(); ++column) {
        const QByteArray &words = m_shape.columns.at(column).words;
        if (endsAs(words, Owned) || (ofOwn && endsAs(words, Remarks)))
            columns.append(column);
    }
    return columns;
}

void StatementReader::readOwned(const QVarLengthArray<int, 8> &columns)
{
    for (int row = 0; row < m_table.rows.size(); ++row) {
        const Subject owner = m_shape.form == TableForm::EntityRows ? rowSubject(row) : sheetSubject();
        // What a fund has is rather a part of the fund.
        if (!m_names.isFirm(owner) || m_names.kindOf(owner) == NoteKind::Financier || !isWanted(owner))
            continue;
        for (const int column : columns) {
            for (const NamedShare &one : namedSharesIn(cell(row, column), m_text)) {
                const Subject owned = readName(one.name, m_file, m_names).subject;
                if (one.isAlone && owned.isNote() && owned.key != owner.key && m_names.isFirm(owned))
                    addValue(one.share, owner, readMetric("Stake"), {}, row, column, nameWords(owned.name), {}, {});
            }
        }
    }
}

bool StatementReader::addShareOfNamed(const Subject &subject, int row, int column, const QByteArray &scope)
{
    Metric metric = m_shape.columns.at(column).metric;
    Subject named = holderNamed(m_table.header.cells.at(column), subject, metric);
    const bool mayBeHeld = m_only.claims && m_shape.form == TableForm::EntityRows && metric.said == "share"
                           && m_names.kindOf(subject) == NoteKind::Commodity;
    if (const Subject place = placeOfSupply(row, column, metric); place.isValid()) {
        const Subject material = readName(cell(row, m_shape.names), m_file, m_names).subject;
        add(place, metric, m_shape.columns.at(column).context, row, column, nameWords(material.name), {}, timeOf(row));
        remember(subject);
        return true;
    }
    if (!named.isValid() && mayBeHeld) {
        if (!m_heldBy)
            m_heldBy = holderInHeading();
        named = *m_heldBy;
    }
    if (!named.isValid())
        return addShareOfMaterial(subject, row, column);
    const bool isOfRow = m_shape.form == TableForm::EntityRows;
    const QByteArray whole = isOfRow ? joined({scope, m_around.nameOf(subject)}) : scope;
    if (m_only.claims)
        remember(subject);
    if (isWanted(named))
        add(named, metric, m_shape.columns.at(column).context, row, column, whole, {}, timeOf(row));
    return true;
}

Subject StatementReader::placeOfSupply(int row, int column, Metric &metric) const
{
    const bool isShare = metric.term && metric.term->name == "market share" && !metric.scope.isEmpty();
    if (!m_only.claims || m_shape.form != TableForm::PartRows || m_around.type() != NoteType::Thing || !isShare
        || m_names.kindOf(readName(cell(row, m_shape.names), m_file, m_names).subject) != NoteKind::Commodity)
        return {};
    ByteRange name;
    const Subject place = nameAhead(m_table.header.cells.at(column), name);
    if (m_names.kindOf(place) != NoteKind::Place || !isWanted(place))
        return {};
    metric.scope = without(metric.scope, nameWordsOf(name));
    // Another share is one of what the firm buys or sells.
    const auto ofSupply = [](std::string_view word) {
        return word == "supply" || word == "production" || word == "output" || namesStage(word);
    };
    const auto words = wordsOf(metric.scope);
    return !words.isEmpty() && std::ranges::all_of(words, ofSupply) ? place : Subject();
}

bool StatementReader::addShareOfMaterial(const Subject &place, int row, int column)
{
    constexpr std::string_view Sharing[] = {"concentration", "dominance", "share"};
    constexpr std::string_view Others[] = {"reserve", "resource", "import", "export", "demand", "consumption"};
    if (!m_only.claims || m_shape.form != TableForm::EntityRows || m_shape.columns.at(column).metric.term
        || m_names.kindOf(place) != NoteKind::Place)
        return false;
    const auto title = wordsOf(m_around.section().title);
    const bool isOfSupply =
        std::ranges::any_of(title, [&](std::string_view word) { return isOneOf(word, Sharing); })
        && std::ranges::none_of(title, [&](std::string_view word) { return isOneOf(word, Others); });
    const Subject material =
        isOfSupply ? readName(m_table.header.cells.at(column), m_file, m_names).subject : Subject();
    if (m_names.kindOf(material) != NoteKind::Commodity
        || readCell(cell(row, column).in(m_text)).kind != CellKind::Percent)
        return false;
    const auto step = std::ranges::find_if(title, namesStage);
    const QByteArray scope = joined({nameWords(material.name), step == title.end() ? QByteArray() : stepOf(*step)});
    const Metric metric = sameOf("Market share", m_shape.columns.at(column).metric);
    return addValue(cell(row, column), place, metric, {}, row, column, scope, {}, timeOf(row));
}

Subject StatementReader::holderNamed(ByteRange label, const Subject &subject, Metric &metric) const
{
    if (m_around.type() != NoteType::Topic)
        return {};
    if (metric.term)
        return metric.term->measured == Measured::Share ? takeNameAhead(label, subject, metric) : Subject();
    // What a place controls of a material is its share of it.
    ByteRange name;
    const Subject place = m_only.claims && metric.name.endsWith(" control") ? nameAhead(label, name) : Subject();
    if (m_names.kindOf(place) != NoteKind::Place || nameWordsOf({name.end, label.end}) != "control")
        return {};
    metric = sameOf("Market share", metric);
    return place;
}

Subject StatementReader::holderInHeading() const
{
    constexpr std::string_view Holding[] = {"control",  "dominance", "dominate", "lead",
                                            "leverage", "supply",    "produce",  "production"};
    const int heading = m_file.note->facts.tables.at(m_number).heading;
    if (heading < 0)
        return {};
    const ByteRange text = m_file.note->facts.headings.at(heading).text;
    const Link *const link = linkFrom(text.begin, *m_file.note);
    LabelWords phrase;
    readLabel(text.in(m_text), phrase);
    const bool holds = std::ranges::any_of(phrase.words, [&](std::string_view word) { return isOneOf(word, Holding); });
    if (!holds || !link || link->range.end > text.end || link->embed || link->kind != LinkKind::Wiki)
        return {};
    const Subject named = m_names.linked(*link, m_file);
    return m_names.kindOf(named) == NoteKind::Place ? named : Subject();
}

} // namespace tearsheet
