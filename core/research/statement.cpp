// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/statement.h"

#include "core/research/celltail.h"
#include "core/research/comparisonblock.h"
#include "core/research/rowmeaning.h"
#include "core/research/sharesentence.h"
#include "core/research/surroundings.h"
#include "core/research/tableshape.h"
#include "core/research/verdict.h"
#include "core/table/cellcursor.h"
#include "core/text/lineindex.h"

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

// Reads the statements of one note, table by table.
class Reader
{
public:
    Reader(const FileEntry &file, Lexicon &lexicon, const StatementFilter &only)
        : m_file(file), m_lexicon(lexicon), m_names(lexicon.names), m_only(only), m_text(file.note->text),
          m_around(file, m_names)
    {}

    QList<Statement> read()
    {
        const NoteFacts &facts = m_file.note->facts;
        // What is compared there is stated elsewhere.
        const QList<ComparisonBlock> compared = comparisonBlocks(facts, m_text);
        for (int i = 0; i < facts.tables.size(); ++i) {
            if (!m_only.tables.isEmpty() && !std::ranges::binary_search(m_only.tables, i))
                continue;
            const TableOutline &outline = facts.tables.at(i);
            if (isIn(compared, outline.range))
                continue;
            if (outline.range.in(m_text).contains("¥"))
                readYen();
            // Most tables are sheets, and most sheets are of somebody else than who is asked for.
            const bool plainSheet = !m_only.subjects.isEmpty() && isPlainSheet(outline, m_text);
            if (plainSheet) {
                m_around.enter(outline.heading, outline.range);
                if (!isWanted(sheetSubject()))
                    continue;
            }
            m_table = cutTable(outline, m_text);
            m_shape = tableShape(m_table, m_file, m_around.type(), m_yen, m_lexicon, m_only.claims);
            if (m_shape.form == TableForm::Other)
                continue;
            m_number = i;
            m_begin = outline.range.begin;
            m_firstLine = -1;
            if (!plainSheet)
                m_around.enter(outline.heading, outline.range);
            readRows();
        }
        for (ShareSentence &sentence : readShareSentences(m_file, m_names))
            addSentence(sentence);
        std::ranges::sort(m_statements, {}, [](const Statement &one) { return one.place.range.begin; });
        return std::move(m_statements);
    }

private:
    bool isWanted(const Subject &subject) const
    {
        return m_only.subjects.isEmpty() || m_only.subjects.contains(subject.key);
    }

    // What the note means by "¥", when it is first said.
    void readYen()
    {
        if (!std::exchange(m_yenRead, true))
            m_yen = yenOf(m_text);
    }

    // What costs something is made when it is first needed: most notes say nothing.
    int lineAt(quint32 offset)
    {
        if (!m_lines)
            m_lines.emplace(m_text);
        return m_lines->lineAt(offset);
    }

    // Below the delimiter of the table at hand.
    int firstLine()
    {
        if (m_firstLine < 0)
            m_firstLine = lineAt(m_begin) + 2;
        return m_firstLine;
    }

    void readRows()
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

    ByteRange cell(int row, int column) const
    {
        const QList<ByteRange> &cells = m_table.rows.at(row).cells;
        return column < cells.size() ? cells.at(column) : ByteRange{};
    }

    // Whom a sheet is about: whom the section names, else the note.
    Subject sheetSubject() const
    {
        if (m_around.section().subject.isValid())
            return m_around.section().subject;
        return m_around.type() == NoteType::Diary ? Subject{} : m_around.own();
    }

    void readSheet()
    {
        const Subject subject = sheetSubject();
        if (!subject.isValid() || !isWanted(subject))
            return;
        for (int row = 0; row < m_table.rows.size(); ++row) {
            const QByteArrayView name = cell(row, m_shape.names).in(m_text);
            if (name.isEmpty())
                continue;
            ColumnMeaning named = m_lexicon.headers.read(name, m_yen);
            if (named.metric.term && named.metric.term->name == "price" && m_shape.listed)
                named.metric = priceOfShares(named.metric);
            if (m_only.claims && !mayBeClaimed(named.metric))
                continue;
            if (isOfAnotherWhole(named.metric, subject))
                continue;
            for (int column = 1; column < m_shape.columns.size(); ++column) {
                const ColumnMeaning &meaning = m_shape.columns.at(column);
                const bool change = namesChange({meaning.words.constData(), static_cast<size_t>(meaning.words.size())});
                if (!meaning.value && !change)
                    continue;
                Metric own = change ? growthOf(named.metric) : named.metric;
                if (meaning.metric.period.isValid()) {
                    own.period =
                        own.period.isValid() ? withYear(own.period, meaning.metric.period) : meaning.metric.period;
                    own.verified = own.verified || meaning.metric.verified;
                    if (saysFiscal(m_shape.columns.first().words))
                        markFiscal(own.period);
                }
                own.projected = own.projected || meaning.metric.projected;
                add(subject, own, change ? CellContext() : named.context, row, column, m_around.section().scope, {},
                    timeOf(row));
            }
        }
    }

    // Whether a row of a sheet is of somebody else: "Kestrel valuation" in the note of its owner.
    bool isOfAnotherWhole(const Metric &metric, const Subject &subject) const
    {
        constexpr std::string_view Wholes[] = {"valuation", "market cap", "enterprise value", "share price"};
        if (!metric.term || metric.scope.isEmpty() || !isOneOf(metric.term->name, Wholes))
            return false;
        return std::ranges::any_of(wordsOf(metric.scope), [&](std::string_view word) {
            const Subject named = m_names.plain(QByteArrayView(word.data(), static_cast<qsizetype>(word.size())));
            return named.key != subject.key && !isProjection(word) && m_names.isFirm(named);
        });
    }

    void readEntityColumns()
    {
        for (int row = 0; row < m_table.rows.size(); ++row) {
            ColumnMeaning named = m_lexicon.headers.read(cell(row, 0).in(m_text), m_yen);
            QByteArray with;
            if (m_shape.matrix) {
                with = nameWordsOf(cell(row, 0));
                named.metric = readMetric(m_around.section().title);
            }
            for (int column = 1; column < m_shape.columns.size(); ++column) {
                const ColumnMeaning &meaning = m_shape.columns.at(column);
                if (meaning.name.subject.isValid() && isWanted(meaning.name.subject))
                    add(meaning.name.subject, named.metric, named.context, row, column, with, {}, {});
            }
        }
    }

    Subject rowSubject(int row) const
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

    QByteArray nameWordsOf(ByteRange range) const
    {
        LabelWords phrase;
        readLabel(range.in(m_text), phrase);
        return {phrase.bytes.constData(), phrase.bytes.size()};
    }

    void readEntityRows()
    {
        for (int row = 0; row < m_table.rows.size(); ++row) {
            const Subject subject = rowSubject(row);
            if (!subject.isValid() || !isWanted(subject))
                continue;
            const QByteArray part = m_shape.parts < 0 ? QByteArray() : partOf(cell(row, m_shape.parts));
            const QByteArray scope = m_shape.parts < 0 ? QByteArray() : joined({part, placeOf(row)});
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

    // Where what a row tells of is.
    QByteArray placeOf(int row) const
    {
        constexpr std::string_view Places[] = {"location", "country", "region", "site", "where", "market"};
        for (int column = 0; column < m_shape.columns.size(); ++column) {
            const QByteArray &words = m_shape.columns.at(column).words;
            if (column != m_shape.names && isOneOf({words.constData(), static_cast<size_t>(words.size())}, Places))
                return partOf(cell(row, column));
        }
        return {};
    }

    // "[[A]] Harbour" is a part of A; other rows are parts of `subject`.
    Subject partSubject(ByteRange range, const Subject &subject, QByteArray &part) const
    {
        const auto &links = m_file.note->facts.links;
        const auto link =
            std::ranges::lower_bound(links, range.begin, {}, [](const Link &one) { return one.range.begin; });
        if (link == links.end() || link->range.begin != range.begin || link->range.end >= range.end)
            return subject;
        const Subject linked = m_names.linked(linkTarget(*link, m_text), m_file.path);
        if (!m_names.isThing(linked))
            return subject;
        part = partOf({link->range.end, range.end});
        return linked;
    }

    // Rows by time or by part of the note's subject.
    void readOwnRows()
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
            const QByteArray scope = joined({part, m_around.section().scope});
            for (int column = 0; column < m_shape.columns.size(); ++column) {
                if (column != m_shape.names && column != m_shape.times && !isOfAnother(named, column))
                    addColumn(whose, row, column, scope, part);
            }
        }
    }

    // Whether among rows of times one is of an earlier time that it does not say, or of all of them.
    bool isOfEarlier(int row) const
    {
        constexpr std::string_view Earlier[] = {"prior", "earlier", "previous", "previously", "before"};
        if (m_shape.form != TableForm::TimeRows)
            return false;
        const QByteArray words = nameWordsOf(cell(row, m_shape.times));
        const std::string_view view(words.constData(), static_cast<size_t>(words.size()));
        return isOneOf(view, Earlier) || namesSum(view);
    }

    // Whether among rows of times one says that its cells are of another measure than the column: "EPS" below
    // "Revenue".
    bool isOfAnother(const Metric &named, int column) const
    {
        const Metric &metric = m_shape.columns.at(column).metric;
        return m_shape.form == TableForm::TimeRows && named.term && metric.term && named.term != metric.term
               && named.alternative != metric.term && named.term != metric.alternative;
    }

    // What a note on a measure is about: "Hull prices".
    const MetricTerm *noteMeasure()
    {
        if (!m_measure)
            m_measure = m_around.type() == NoteType::Thing ? nullptr : readMetric(m_file.path.name().toUtf8()).term;
        return *m_measure;
    }

    void addColumn(const Subject &subject, int row, int column, const QByteArray &scope, const QByteArray &part)
    {
        const ColumnMeaning &meaning = m_shape.columns.at(column);
        if (meaning.metric.isEmpty() && !meaning.metric.period.isValid())
            return;
        // A holder's part of what the note is about.
        const std::string_view name = meaning.metric.term ? meaning.metric.term->name : std::string_view();
        const bool isOther = subject.note != m_around.own().note;
        if (isOther && !meaning.metric.term
            && (speaksOfOwn(meaning.words, m_around.ownWords())
                || speaksOfOwn(m_shape.columns.at(m_shape.names).words, m_around.ownWords())))
            return;
        Metric metric = meantBeside(m_shape, column, m_around.section(), noteMeasure());
        // A forecast of something else than what stands around it.
        if (!meaning.metric.term && metric.term && meant(metric, readCell(cell(row, column).in(m_text))).isEmpty())
            metric = meaning.metric;
        const bool ofRole = m_shape.form == TableForm::EntityRows && m_around.type() == NoteType::Thing
                            && areOfRole(m_shape.columns.at(m_shape.names).words) && isOfRelation(metric);
        const bool ofNote = isOther && (name == "stake" || name == "weight" || ofRole);
        metric.projected = metric.projected || isExpected(row, metric);
        QByteArray whole = ofNote ? joined({scope, m_around.ownWords()}) : scope;
        if (m_shape.groups && metric.term)
            whole = joined({whole, "group"});
        add(subject, metric, meaning.context, row, column, whole, part,
            mayTakeTime(metric, timeOf(row)) ? timeOf(row) : Period());
    }

    // Whether the time of a row is that of a metric: "Period" beside results is not that of a price.
    bool mayTakeTime(const Metric &metric, const Period &time) const
    {
        if (m_shape.form != TableForm::EntityRows || m_shape.times < 0 || !isOfToday(metric))
            return true;
        const bool ofPeriods = m_shape.columns.at(m_shape.times).words == "period" && time.form == Period::Form::Point
                               && time.begin.unit == PeriodPoint::Unit::Year;
        return !ofPeriods && !isOfResults(time);
    }

    // What the row's column of times says.
    Period timeOf(int row) const
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

    void addSentence(ShareSentence &sentence)
    {
        if (!isWanted(sentence.subject))
            return;
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

    // What bare sums are where neither their row nor their column is of one measure alone.
    CellContext sumsOf(const MetricTerm &term, int column)
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

    void add(const Subject &subject, const Metric &said, CellContext context, int row, int column,
             const QByteArray &scope, const QByteArray &part, const Period &rowPeriod)
    {
        const ByteRange range = cell(row, column);
        if (range.isEmpty() || said.isEmpty() || (m_only.claims && !mayBeClaimed(said)))
            return;
        const QByteArrayView text = range.in(m_text);
        if (context.kind == CellKind::Text && said.term && said.term->measured == Measured::Money)
            context = sumsOf(*said.term, column);
        context.yen = m_yen;
        CellValue value = readCell(text, context);
        if (value.kind == CellKind::Missing)
            return;
        // "1865 (Harbour)" is a year there, no ticker.
        if (said.term && said.term->measured == Measured::Year && !value.isTime())
            value = yearAhead(text, std::move(value));
        Metric metric = meant(said, value);
        // Whom a company serves and belongs to in words is what its own sheet says.
        if (said.term && !metric.term) {
            if (value.kind == CellKind::Text && beginsAsFigure(text))
                metric = said;
            else if (m_shape.form != TableForm::Sheet || subject.note != m_file.path)
                return;
        }
        Statement statement{.subject = subject, .metric = std::move(metric), .value = std::move(value)};
        statement.among = m_shape.form == TableForm::EntityRows || m_shape.form == TableForm::EntityColumns;
        if (statement.metric.isEmpty() || (m_only.claims && !mayBeClaim(statement))
            || saysNothing(statement, column, range))
            return;
        statement.own = subject.note == m_file.path;
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
        statement.metric.scope = withoutName(without(all, m_around.nameOf(subject)), statement.metric);
        statement.part = part;
        statement.section = m_file.note->facts.tables.at(m_number).heading;
        statement.place = {.table = m_number, .row = row, .column = column, .line = firstLine() + row, .range = range};
        statement.series = m_series;
        statement.sheet = m_shape.form == TableForm::Sheet;
        m_around.complete(statement, tail.context, rowPeriod, tail.period);
        if (statement.isDated() && saysTrailing(text, statement.metric.scope))
            statement.period = yearUntil(statement.period);
        m_statements.append(std::move(statement));
    }

    // Whether a cell only names whom it is about, or says in words how much something grew.
    bool saysNothing(const Statement &statement, int column, ByteRange range) const
    {
        const CellValue &value = statement.value;
        if (!value.isNumeric() && !value.isTime() && statement.metric.name.endsWith(" growth"))
            return !beginsAsFigure(range.in(m_text));
        const bool isName = value.kind == CellKind::Link
                            || (value.kind == CellKind::Text && namesEntities(m_shape.columns.at(column).words));
        return statement.among && isName && readName(range, m_file, m_names).subject.key == statement.subject.key;
    }

    QByteArray partOf(ByteRange range) const { return partNamed(range.in(m_text)); }

    // Whether what a row tells of is expected: its time is set apart, or it is of an event to come.
    bool isExpected(int row, const Metric &metric) const
    {
        const bool byTime = m_shape.form == TableForm::TimeRows && isSetApart(cell(row, m_shape.times).in(m_text));
        return byTime
               || (isOfEvents(metric) && m_shape.events >= 0
                   && isToCome(cell(row, m_shape.events).in(m_text), m_around.noted()));
    }

    const FileEntry &m_file;
    Lexicon &m_lexicon;
    Names &m_names;
    const StatementFilter &m_only;
    QByteArrayView m_text;
    Surroundings m_around;
    std::optional<LineIndex> m_lines;
    Table m_table;
    TableShape m_shape;
    Currency m_yen; // What "¥" means, once it is read.
    bool m_yenRead = false;
    std::optional<const MetricTerm *> m_measure;
    bool m_series = false; // The table at hand tells of several times.
    int m_number = 0;
    int m_firstLine = -1;
    quint32 m_begin = 0; // Of the table at hand.
    QList<Statement> m_statements;
};

} // namespace

QList<Statement> statementsOf(const FileEntry &file, Lexicon &lexicon, const StatementFilter &only)
{
    if (!file.note)
        return {};
    return Reader(file, lexicon, only).read();
}

} // namespace tearsheet
