// SPDX-License-Identifier: GPL-3.0-or-later

// What the rows of sheets of properties measure.
#include "core/research/celltail.h"
#include "core/research/expected.h"
#include "core/research/rowmeaning.h"
#include "core/research/statementreader.h"
#include "core/table/cellcursor.h"

#include <algorithm>

namespace tearsheet {

namespace {

constexpr std::string_view Worths[] = {"valuation", "market cap"};

// Whether the words behind a link are the rest of a firm's name: "Motor Group" of "[[Kestrel]] Motor Group".
bool isOwnersName(QByteArrayView words)
{
    constexpr std::string_view Ends[] = {"Group", "Holding", "Holdings", "Corp", "Inc", "AG", "SE", "plc", "Ltd"};
    const QByteArrayView name = words.trimmed();
    return std::ranges::none_of(name, [](char c) { return QByteArrayView("[](),;&+/").contains(c); })
           && std::ranges::any_of(Ends, [&](std::string_view end) { return name.endsWith(end); });
}

} // namespace

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
        if (m_only.claims && !named.metric.term) {
            if (addUsers(row, named.metric, subject)) {
                remember(subject);
                continue;
            }
            if (isHead)
                named.metric = productionOf(named.metric, row, subject);
        }
        // "Gull subscribers" in its owner's sheet are those of the Gull, which may have no note.
        Metric alone = named.metric;
        const Subject part = m_only.claims && !other.isValid() && isOfUsers(alone)
                                 ? takeUnknownAhead(cell(row, m_shape.names), alone)
                                 : Subject();
        if (m_shape.mixed && !other.isValid())
            continue;
        const Subject &whose = other.isValid() ? other : subject;
        if (other.isValid() && !other.isNote())
            remember(subject);
        if (!isWanted(whose) || (!other.isValid() && isOfAnotherWhole(named.metric, subject)))
            continue;
        // "Kestrel valuation" below a deal of Kestrel's is that of all of it.
        ByteRange said;
        const bool saysWhole = m_only.claims && named.metric.term && isOneOf(named.metric.term->name, Worths)
                               && nameAhead(cell(row, m_shape.names), said).key == subject.key;
        for (int column = 1; column < m_shape.columns.size(); ++column) {
            const ColumnMeaning &meaning = m_shape.columns.at(column);
            const std::string_view header(meaning.words.constData(), static_cast<size_t>(meaning.words.size()));
            const bool sequence = namesSequence(header);
            const bool change = sequence || namesChange(header);
            if (!meaning.value && !change)
                continue;
            if (addHolders(named, whose, row, column, scopeOfSection(named.metric), {}))
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
            const bool aside = (other.isValid() && (m_around.type() == NoteType::Thing || !named.metric.term->scoped))
                               || whoseIs(whose, own).key != whose.key;
            // "Oak hull price" below "Oak hull prices" is of nothing more.
            const QByteArray &heading = m_around.section().own;
            const bool repeats = (!heading.isEmpty() && without(heading, own.scope).isEmpty()) || saysWhole;
            if (part.isValid() && isWanted(part) && meaning.value) {
                alone.period = own.period;
                addValue(cell(row, column), part, alone, named.context, row, column, {}, {}, timeOf(row));
            }
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
    // "[[Kestrel]] Group (67%)" is Kestrel, too.
    Subject owner = readName(range, m_file, m_names).subject;
    if (const Link *const link = linkFrom(range.begin, *m_file.note);
        !owner.isNote() && link && link->range.begin == range.begin && link->range.end < range.begin + open)
        owner = isOwnersName(ByteRange{link->range.end, range.begin + static_cast<quint32>(open)}.in(m_text))
                    ? m_names.linked(*link, m_file)
                    : owner;
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

Metric StatementReader::productionOf(const Metric &metric, int row, const Subject &subject) const
{
    constexpr qsizetype Most = 3;
    const CellValue value = readCell(cell(row, 1).in(m_text));
    const bool isMass = value.kind == CellKind::Measure && !value.quantities.isEmpty()
                        && canonicalUnit(value.quantities.first()).base == "t";
    if (!isMass || wordsOf(metric.name).size() > Most || !m_names.isFirm(subject)
        || m_names.kindOf(m_names.plain(metric.name)) != NoteKind::Commodity)
        return metric;
    Metric made = sameOf("Production", metric);
    made.scope = nameWords(QString::fromUtf8(metric.name));
    return made;
}

bool StatementReader::addUsers(int row, const Metric &said, const Subject &subject)
{
    ByteRange figure = cell(row, 1);
    Metric metric = metricIn(figure, m_text);
    if (!isOfUsers(metric) || m_shape.columns.at(1).metric.period.isValid())
        return false;
    metric.period = said.period;
    const ByteRange label = cell(row, m_shape.names);
    ByteRange name;
    const Subject ahead = nameAhead(label, name);
    const QByteArray rest = ahead.isNote() ? nameWordsOf({name.end, label.end}) : QByteArray();
    const Subject product = rest == "app" ? ahead : readName(label, m_file, m_names).subject;
    return m_names.kindOf(product) == NoteKind::Product && product.key != subject.key && isWanted(product)
           && addValue(figure, product, metric, {}, row, 1, {}, {}, timeOf(row));
}

} // namespace tearsheet
