// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/lexicon.h"
#include "core/research/saidfigures.h"
#include "core/research/statement.h"
#include "core/research/surroundings.h"
#include "core/text/lineindex.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace tearsheet {

struct CaptionValue;
struct ShareSentence;

/// Reads the statements of one note, table by table: what rows and columns measure (`statementrows.cpp`,
/// `statementsheets.cpp`, `statementshares.cpp`, `statementleaders.cpp`), of whom (`statementsubjects.cpp`), and what
/// their cells say of it (`statement.cpp`).
class StatementReader
{
public:
    StatementReader(const FileEntry &file, Lexicon &lexicon, const StatementFilter &only)
        : m_file(file), m_lexicon(lexicon), m_names(lexicon.names), m_only(only), m_text(file.note->text),
          m_around(file, lexicon), m_figures(file, lexicon.names)
    {}
    QList<Statement> read();

    /// Of whom it found anything said, once it has read.
    SubjectPlaces takeSubjects();

    /// What its tables say in figures, be it a statement or no, where it read them for claims.
    QList<SaidKey> takeSaid() { return m_figures.takeKeys(); }

private:
    // Asked before anything that is about `subject` is read.
    bool isWanted(const Subject &subject) const;

    // The table at hand says something of `subject`, be it no claim.
    void remember(const Subject &subject);

    // The same of a table, by the columns that name them and the headers above these.
    bool isWanted(int table);

    // Whether the table at hand is about any of those who are wanted, as far as its shape tells.
    bool mayBeWanted() const;

    // What the note means by "¥", when it is first said.
    void readYen();

    // What costs something is made when it is first needed: most notes say nothing.
    int lineAt(quint32 offset);

    // Below the delimiter of the table at hand.
    int firstLine();
    void readRows();
    ByteRange cell(int row, int column) const;

    // Whom a sheet, or rows of the note's own, are about: whom the section names, for claims the firm of a thesis that
    // tells of years, else the note.
    Subject sheetSubject();
    void readSheet();

    // What a row says of an owner's part: "Owner | [[Kestrel]] (67%)".
    void readOwner(int row, const ColumnMeaning &label, const Subject &subject);

    // What the section says that a metric is of. What happened is told by all of its heading, and so is what is said
    // in words; a sum of the whole company is no less one below news.
    QByteArray scopeOfSection(const Metric &metric) const;

    // Whether a row says how much of something else its subject owns: "Kestrel share | 53% of [[Harbour]]".
    bool isOwnedPart(const Metric &metric, int row, const Subject &subject);
    static qsizetype endAt(const QByteArray &text, char mark);

    // Whom the label of a sheet's row names ahead of a measure that is then theirs: "Kestrel valuation" in the note of
    // its owner; the name is no scope then. Invalid where it may be a part of what `subject` has: its revenue from
    // Kestrel.
    Subject takeNameAhead(ByteRange label, const Subject &subject, Metric &metric) const;

    // The same of somebody without a note, whose capitals begin the label: "Skua Holding market cap". Only claims ask.
    Subject takeUnknownAhead(ByteRange label, Metric &metric) const;

    // A material that its own company has so many tonnes of, below its name alone, is what it makes of it.
    Metric productionOf(const Metric &metric, int row, const Subject &subject) const;

    // The users of a product with a note, which a row says below its name: "[[Gull]] app | 40M MAU". Whether it does.
    bool addUsers(int row, const Metric &said, const Subject &subject);

    // The note that a label names or links first, before other words, and where.
    Subject nameAhead(ByteRange label, ByteRange &name) const;

    // Whether a row of a sheet is of somebody else in another way: "Last valuation of Kestrel".
    bool isOfAnotherWhole(const Metric &metric, const Subject &subject) const;
    void readEntityColumns();
    Subject rowSubject(int row) const;
    QByteArray nameWordsOf(ByteRange range) const;
    void readEntityRows();

    // Of which product with a note a row beside its company is; invalid where there is none.
    Subject productNamed(int row) const;

    // Whether rows are the products of the note's own company.
    bool isOwnProducts() const;

    // What `subject` has, in a row that names both: "Lagoon (Kestrel)".
    QByteArray brandOf(ByteRange range, const Subject &subject);

    // Where what a row tells of is.
    QByteArray placeOf(int row) const;

    // The event that a row of a list of deals names; invalid where it is none with a note.
    Subject dealNamed(ByteRange range) const;

    // "[[A]] Harbour" is a part of A; other rows are parts of `subject`.
    Subject partSubject(ByteRange range, const Subject &subject, std::optional<QByteArray> &part) const;

    // Rows by time or by part of the note's subject.
    void readOwnRows();

    // Whether among rows of times one is of an earlier time that it does not say, or of all of them.
    bool isOfEarlier(int row) const;

    // Whether among rows of times one says that its cells are of another measure than the column: "EPS" below
    // "Revenue".
    bool isOfAnother(const Metric &named, int column) const;

    // Whether a row of rounds says what the whole company was worth then.
    bool isWorthAtRound(int row, const Metric &metric) const;

    // What a note on a measure is about: "Hull prices".
    const MetricTerm *noteMeasure();
    // Whose share of something a label in a topic's note says, "[[Norrland]] share", of a place also "[[Norrland]]
    // control": `metric` is it then. Invalid where it says nobody's.
    Subject holderNamed(ByteRange label, const Subject &subject, Metric &metric) const;

    // The place that the heading says to hold what stands below: "What [[Norrland]] controls". Only claims ask for it.
    Subject holderInHeading() const;

    // Those whose shares of a material, `whole`, a cell says beside "Top producer": "[[Norrland]] (~60% of
    // production)". Whether it says any; only claims ask for it.
    bool addHolders(const ColumnMeaning &label, const Subject &whole, int row, int column, const QByteArray &scope,
                    const QByteArray &part);

    // The columns of the table at hand that may say what firms have, where it says shares.
    QVarLengthArray<int, 8> columnsOfOwned(const TableOutline &outline) const;

    // What such columns say that a firm has: "[[Lagoon]] (88%)" below "Subsidiary". Only claims ask for it.
    void readOwned(const QVarLengthArray<int, 8> &columns);

    // The cell of a column that says whose share of its row it is, by header or heading. Whether it is one.
    bool addShareOfNamed(const Subject &subject, int row, int column, const QByteArray &scope);

    // The place whose share of a material, which the row names, a firm's own table says: "Norrland share of supply".
    // Invalid where it says none's; only claims ask for it.
    Subject placeOfSupply(int row, int column, Metric &metric) const;

    // The same of a place's row below the name of a material, in a section on who makes it. Only claims ask for it.
    bool addShareOfMaterial(const Subject &place, int row, int column);
    void addColumn(const Subject &subject, int row, int column, const QByteArray &scope, const QByteArray &part);

    // Whether the time of a row is that of a metric: "Period" beside results is not that of a price, nor a "Timeline"
    // that of how somebody goes about it.
    bool mayTakeTime(const Metric &metric, const Period &time) const;

    // What the row's column of times says.
    Period timeOf(int row) const;
    void addSentence(ShareSentence &sentence);
    void addCaption(CaptionValue &caption);

    // What bare sums are where neither their row nor their column is of one measure alone.
    CellContext sumsOf(const MetricTerm &term, int column);
    void add(const Subject &subject, const Metric &said, CellContext context, int row, int column,
             const QByteArray &scope, const QByteArray &part, const Period &rowPeriod);

    // Whether rows are those who put money in, whose worth what is said of a round is not.
    bool areInvestors();

    // Whether rows are companies, whether they have notes or not.
    bool areCompanies() const;

    // The same of `range`, which is the cell or a part of it; true where it says something.
    bool addValue(ByteRange range, const Subject &subject, const Metric &said, CellContext context, int row, int column,
                  const QByteArray &scope, const QByteArray &part, const Period &rowPeriod);

    // Whose a measure is that is said of `subject`: of a country in a note on its technology, "Norrland Tech", of a
    // company in one on its listing, "Kestrel IPO 2026". Else `subject`; only claims ask for others.
    Subject whoseIs(const Subject &subject, const Metric &metric) const;

    // What a measure is of a subject of its kind: a country's growth, what is paid for each share.
    Metric meantOf(const Subject &subject, Metric metric, const CellValue &value) const;

    // Whether a cell only names whom it is about, or says in words how much something grew.
    bool saysNothing(const Statement &statement, int column, ByteRange range) const;
    QByteArray partOf(ByteRange range) const;

    // The first column of the table at hand of which `is` holds; -1 where it holds of none.
    template <typename Is>
    int columnWhere(const Is &is) const
    {
        const auto column = std::ranges::find_if(m_shape.columns, is);
        return column == m_shape.columns.end() ? -1 : static_cast<int>(column - m_shape.columns.begin());
    }

    // Who leads the note's company, where the table at hand says roles (`statementleaders.cpp`).
    void readLeaders();
    bool isOfLeaders() const; // Neither somebody else's section, nor one of what happened.
    void addLeader(const QByteArray &role, int row, int column);

    // Cells below a header of two measures: "$5B / $900M raised" below "Valuation/Funding". `said` tells of when both
    // are.
    void addStacked(const std::pair<Metric, Metric> &both, const Subject &subject, const Metric &said, int row,
                    int column, const QByteArray &scope, const QByteArray &part, const Period &time);

    // Whether the rows of the table at hand are in the order of the shares that they say.
    bool isRankedByShare() const;

    // Whether what a row tells of is expected: its time is set apart, or it is of an event to come.
    bool isExpected(int row, const Metric &metric) const;

    const FileEntry &m_file;
    Lexicon &m_lexicon;
    Names &m_names;
    const StatementFilter &m_only;
    QByteArrayView m_text;
    Surroundings m_around;
    FigureReader m_figures;
    // Of the lines before an offset.
    struct CountedLines
    {
        quint32 offset = 0;
        int line = 0;
    };

    std::optional<LineIndex> m_lines;
    CountedLines m_counted;
    Table m_table;
    TableShape m_shape;
    Currency m_yen; // What "¥" means, once it is read.
    bool m_yenRead = false;
    std::optional<const MetricTerm *> m_measure;
    std::optional<Subject> m_heldBy;                 // What `holderInHeading` says of the table at hand.
    std::optional<bool> m_ofInvestors;               // Whether its rows are those who put money in.
    bool m_series = false;                           // The table at hand tells of several times.
    bool m_ranked = false;                           // It says places in a market, by the shares beside them.
    QHash<int, std::pair<Metric, Metric>> m_stacked; // Its columns of two measures.
    int m_number = 0;
    int m_headSheet = -1; // The first sheet of the note's own subject.
    int m_firstLine = -1;
    quint32 m_begin = 0; // Of the table at hand.
    QList<Statement> m_statements;
    SubjectPlaces m_subjects; // In the order in which something is said of them.
};

} // namespace tearsheet
