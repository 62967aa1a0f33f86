// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/surroundings.h"

#include "core/research/lexicon.h"
#include "core/research/rowmeaning.h"

#include <algorithm>
#include <array>

namespace tearsheet {

namespace {

// Whether a time behind a sum is when it was said: "$180B (Apr 2026 guide)" below "2026".
bool isSaidThen(const Statement &statement, const Period &behind, const Period &row)
{
    using Unit = PeriodPoint::Unit;
    const Period &whole = statement.metric.period.isValid() ? statement.metric.period : row;
    const auto isLong = [](const PeriodPoint &point) {
        return point.unit == Unit::Year || point.unit == Unit::Half || point.unit == Unit::Quarter;
    };
    const bool flows = statement.metric.term && statement.metric.term->flow;
    const bool changes =
        !statement.value.quantities.isEmpty() && statement.value.quantities.first().form == Quantity::Form::Transition;
    return flows && !changes && isLong(whole.begin) && behind.form == Period::Form::Point
           && (behind.begin.unit == Unit::Day || behind.begin.unit == Unit::Month);
}

// Whether a value is as its sources knew it when they wrote: results, rates and what does not change are of another
// time.
bool mayBeOfSources(const Metric &metric)
{
    return metric.term && metric.term->volatility == Volatility::Fast && !metric.term->flow && !metric.term->deal
           && metric.term->measured != Measured::Rate && metric.term->name != "gdp" && !metric.projected;
}

// Whether somebody says what he takes a standing value for, as "Est. valuation" does: that is no plan.
bool isStandingEstimate(const Metric &metric)
{
    return metric.estimated && metric.term && metric.term->volatility == Volatility::Fast && !metric.term->flow
           && metric.term->measured == Measured::Money;
}

// Whether another name of a company is that of something it has: neither a symbol nor a part of its name.
bool isBrand(const QString &alias, const QString &name)
{
    const bool symbol = std::ranges::none_of(alias, [](QChar c) { return c.isLower(); });
    return !symbol && !name.contains(alias, Qt::CaseInsensitive) && !alias.contains(name, Qt::CaseInsensitive);
}

// Whether a heading says a name and more about it: "Lagoon — its freight arm", "Lagoon (Baltic)".
bool begins(QByteArrayView heading, const QByteArray &name)
{
    if (!heading.startsWith(name))
        return false;
    const QByteArrayView rest = heading.sliced(name.size()).trimmed();
    return std::ranges::any_of(std::to_array<QByteArrayView>({"(", "\u2014", "\u2013", "-", ":"}),
                               [&](QByteArrayView mark) { return rest.startsWith(mark); });
}

} // namespace

Surroundings::Surroundings(const FileEntry &file, Lexicon &lexicon)
    : m_file(file), m_lexicon(lexicon), m_names(lexicon.names), m_type(noteType(file)), m_own(m_names.own(file))
{
    const NoteFacts &facts = file.note->facts;
    m_noted = facts.updated.isValid() ? facts.updated : facts.created;
    for (const QString &alias : m_type == NoteType::Thing ? facts.aliases : QStringList()) {
        if (isBrand(alias, m_own.name))
            m_brands.append(alias.toUtf8());
    }
}

const QByteArray &Surroundings::ownWords()
{
    if (!m_ownWords)
        m_ownWords = m_names.wordsOf(m_own);
    return *m_ownWords;
}

// Tickers are among them.
const QByteArray &Surroundings::symbols()
{
    if (!m_symbols) {
        QByteArray words;
        for (const QString &alias : m_file.note->facts.aliases) {
            if (!alias.contains(u' '))
                words += nameWords(alias) + ' ';
        }
        const auto all = wordsOf(words);
        m_symbols = wordSet({all.begin(), all.end()});
    }
    return *m_symbols;
}

Period Surroundings::timeNamed() const
{
    if (std::ranges::none_of(m_own.name, [](QChar c) { return c.isDigit(); }))
        return {};
    LabelWords phrase;
    readLabel(m_own.name.toUtf8(), phrase);
    return phrase.period;
}

Subject Surroundings::thesisOn() const
{
    for (const QLatin1StringView side : {QLatin1StringView("Long "), QLatin1StringView("Short ")}) {
        if (!m_own.name.startsWith(side) || m_names.kindOf(m_own) != NoteKind::Thesis)
            continue;
        const Subject whose = m_names.written(m_own.name.sliced(side.size()).toUtf8());
        return m_names.isFirm(whose) ? whose : Subject();
    }
    return {};
}

void Surroundings::enter(int heading, ByteRange range)
{
    m_section = readSection(heading, range, m_file, m_lexicon);
    m_around = {};
    m_brand = {};
    // "Lagoon — its freight arm" is of a brand, though a note of that name would be this one.
    for (const QByteArray &brand : std::as_const(m_brands)) {
        if (heading >= 0 && begins(m_file.note->facts.headings.at(heading).text.in(m_file.note->text), brand))
            m_brand = nameWords(QString::fromUtf8(brand));
    }
}

const Surroundings::Around &Surroundings::around(const Subject &subject)
{
    if (m_around.subject == subject.key)
        return m_around;
    if (!m_topic)
        m_topic = topicOf(m_file, m_type, m_names);
    const bool own = subject.note == m_file.path;
    m_around.subject = subject.key;
    m_around.name = own ? joined({ownWords(), symbols()}) : m_names.wordsOf(subject);
    m_around.context =
        without(joined({m_section.context, m_topic->words, own ? QByteArrayView() : ownWords()}), m_around.name);
    m_around.topic = m_type == NoteType::Topic || isProduct(m_file)
                         ? joined({m_section.context, m_topic->first, ownWords()})
                         : QByteArray();
    const bool ofTopic = !m_around.topic.isEmpty() && !own;
    m_around.topicName = ofTopic ? tellingWords(ownWords()) : QByteArray();
    const QByteArray &section = m_section.words.isEmpty() ? m_section.context : m_section.words;
    m_around.section = tellingWords(without(section, m_around.name));
    return m_around;
}

void Surroundings::complete(Statement &statement, const QByteArray &context, const Period &rowPeriod,
                            const Period &periodBehind)
{
    const Around &known = around(statement.subject);
    statement.context = context.isEmpty() ? known.context : joined({known.context, context});
    // Beside targets a column may say how it was, or what somebody takes a standing value for.
    statement.metric.projected = statement.metric.projected
                                 || (m_section.projected && !isOver(statement.metric.period) && !isOver(rowPeriod)
                                     && (m_section.period.isValid() || !isStandingEstimate(statement.metric)));
    if (!m_brand.isEmpty() && statement.own)
        statement.metric.scope = joined({statement.metric.scope, m_brand});
    statement.noted = m_noted;
    statement.topic = known.topic;
    statement.topicName = known.topicName;
    statement.sectionWords = known.section;
    if (statement.metric.term && statement.metric.term->scoped)
        statement.named = joined({namedWords(statement.metric.scope), without(statement.metric.whose, known.name)});
    setPeriod(statement, rowPeriod, periodBehind);
}

// Whether a time was over when the note was written, or when that of its section began: "CY2024" below "Targets (Dec
// 2025)".
bool Surroundings::isOver(const Period &period) const
{
    const auto last = period.isValid() ? lastDay(period) : std::nullopt;
    const auto first = m_section.period.isValid() ? firstDay(m_section.period) : std::nullopt;
    return last && ((m_noted.isValid() && *last < m_noted.toJulianDay()) || (first && *last < *first));
}

// Words of a scope that are names of things: whose share, of which country.
QByteArray Surroundings::namedWords(const QByteArray &scope) const
{
    QList<std::string_view> named;
    for (const std::string_view word : wordsOf(scope)) {
        if (word.size() < 2 || isUsual(word))
            continue;
        const Subject subject = m_names.plain(QByteArrayView(word.data(), static_cast<qsizetype>(word.size())));
        if (subject.isNote() && m_names.isThing(subject))
            named.append(word);
    }
    return wordSet(named);
}

void Surroundings::setPeriod(Statement &statement, const Period &rowPeriod, const Period &periodBehind) const
{
    const auto set = [&](const Period &period, PeriodSource source) {
        if (statement.periodSource == PeriodSource::None && period.isValid()) {
            statement.period = period;
            statement.periodSource = source;
        }
    };
    // Beside what is expected a cell may say when it was said.
    if (statement.metric.projected && !statement.metric.verified)
        set(statement.metric.period, PeriodSource::Header);
    if (!statement.value.isTime() && !statement.value.periods.isEmpty()) {
        // Of a change the newest value counts.
        const bool change = !statement.value.quantities.isEmpty()
                            && statement.value.quantities.first().form == Quantity::Form::Transition;
        const Period &said = change ? statement.value.periods.last() : statement.value.periods.first();
        if (!isSaidThen(statement, said, rowPeriod))
            set(said, PeriodSource::Cell);
    }
    if (!isSaidThen(statement, periodBehind, rowPeriod))
        set(periodBehind, PeriodSource::Cell);
    for (const DatedMetric &dated : m_section.dated) {
        if (dated.term == statement.metric.term && !statement.metric.period.isValid())
            set(dated.period, PeriodSource::Header);
    }
    set(statement.metric.period, statement.metric.verified ? PeriodSource::Verified : PeriodSource::Header);
    set(rowPeriod, PeriodSource::Header);
    const Period &above = !statement.own && m_section.others.isValid() ? m_section.others : m_section.period;
    if (!isOfToday(statement.metric) || !isOfResults(above))
        set(above, m_section.verified ? PeriodSource::Verified : PeriodSource::Heading);
    if (mayBeOfSources(statement.metric))
        set(m_section.sourced, PeriodSource::Heading);
    const bool ofAnyYear = statement.period.isValid() && statement.period.begin.year == 0;
    for (const Period &other : {statement.metric.period, rowPeriod, above})
        statement.period = withYear(statement.period, other);
    if (m_type != NoteType::Thing && statement.period.isValid() && statement.period.begin.year == 0) {
        const Period named = timeNamed();
        if (!m_noted.isValid() || named.begin.year <= m_noted.year())
            statement.period = withYear(statement.period, named);
    }
    // "At the June 12 close" is of the last one before the note was changed.
    if (!statement.metric.projected && statement.period.isValid() && statement.period.begin.year == 0
        && statement.period.form == Period::Form::Point && statement.period.begin.unit == PeriodPoint::Unit::Day
        && m_noted.isValid()) {
        const PeriodPoint &day = statement.period.begin;
        const bool isPast = std::pair(int(day.part), int(day.day)) <= std::pair(m_noted.month(), m_noted.day());
        statement.period.begin.year = static_cast<qint16>(m_noted.year() - (isPast ? 0 : 1));
    }
    // "Q1 guidance" below "Q4 2025" is of the quarter that follows.
    const auto end = ofAnyYear && statement.metric.projected ? lastDay(statement.period) : std::nullopt;
    if (const auto known = lastDay(above);
        end && known && above.begin.unit == statement.period.begin.unit && *end < *known)
        ++statement.period.begin.year;
    if (m_section.fiscal)
        markFiscal(statement.period);
    if (m_noted.isValid()) {
        Period day;
        day.begin = {.year = static_cast<qint16>(m_noted.year()),
                     .part = static_cast<quint8>(m_noted.month()),
                     .day = static_cast<quint8>(m_noted.day()),
                     .unit = PeriodPoint::Unit::Day};
        set(day, PeriodSource::Footer);
    }
    const auto last = statement.isDated() ? lastDay(statement.period) : std::nullopt;
    // Nobody knows a sum between two of a time that is over, or revises it.
    const bool flows = statement.metric.term && statement.metric.term->flow;
    const bool isRange = flows && !statement.value.quantities.isEmpty()
                         && statement.value.quantities.first().form == Quantity::Form::Range;
    const bool isRevised =
        flows && (setContains(statement.metric.scope, "new") || setContains(statement.metric.scope, "prior"));
    // The day of an estimate is when it was made.
    const bool isDay = statement.periodSource == PeriodSource::Cell && isStandingEstimate(statement.metric);
    const bool isEstimated = statement.metric.estimated && !isDay;
    const bool isLate = last && m_noted.isValid() && *last > m_noted.toJulianDay();
    const bool isToCome = (isEstimated || isRange || isRevised) && isLate;
    // What a country makes is estimated long after.
    const bool isKnown =
        last && m_noted.isValid() && !isLate && statement.metric.term && statement.metric.term->name == "gdp";
    statement.metric.projected = statement.metric.projected || isToCome
                                 || (!isKnown && statement.period.qualifiers.testFlag(Qualifier::Estimate));
    // What is expected now is new.
    if (flows && statement.metric.projected && statement.metric.scope == "new")
        statement.metric.scope = {};
}

} // namespace tearsheet
