// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/recentvalues.h"
#include "core/research/metric.h"
#include "core/research/section.h"
#include "core/table/cellcontext.h"
#include "core/table/table.h"

namespace tearsheet {

/// How a table says what its cells are about.
enum class TableForm : quint8 {
    Sheet,         ///< `Metric | Value`: rows name metrics; columns are values, or one for each time.
    EntityRows,    ///< Each row is about somebody.
    EntityColumns, ///< Each column is about somebody, rows name metrics.
    TimeRows,      ///< Each row is a time of the note's subject.
    PartRows,      ///< Each row is a part of the note's subject: a segment, a round.
    Other,         ///< Nothing that can be told: links, events, prose.
};

/// What a column holds.
struct ColumnMeaning
{
    Metric metric;
    CellContext context;
    NamedCell name;     ///< Whom the column is about.
    bool value = false; ///< A plain column of values of a sheet.
    QByteArray words;   ///< Of its header, in one form.
};

/// A table with what its columns and rows are.
struct TableShape
{
    TableForm form = TableForm::Other;
    int names = 0;   ///< The column that names entities, parts, times or metrics.
    int times = -1;  ///< The column that says when a row holds.
    int events = -1; ///< The column that says in words when what a row tells of happens: "H2 2026 listing".
    int parts = -1;  ///< In `EntityRows` the column that says which part of the entity a row is about.
    int lines =
        -1; ///< In `EntityRows` the column that says which of the entity's products or plants its amounts are of.
    bool groups = false; ///< In `EntityRows` what is measured is of a group, not of the firm of its name.
    bool listed = false; ///< In a `Sheet` some row is of a company whose shares are traded.
    bool mixed = false;  ///< In a `Sheet` only rows that name somebody ahead of a metric are of one: a list of news.
    bool matrix = false; ///< In `EntityColumns` the rows name the same as the columns: each with each.
    QList<ColumnMeaning> columns;
    QList<NamedCell> rows; ///< Whom each row is about, in `EntityRows`.
};

/// Reads headers of columns and names of rows, which notes share: each is read once.
class HeaderReader
{
public:
    /// What `header` means where the note's `¥` is `yen`; nobody's name is looked up. Valid until the next call.
    const ColumnMeaning &read(QByteArrayView header, Currency yen);

private:
    RecentValues<QByteArray, ColumnMeaning> m_known{8192};
    ColumnMeaning m_rare;
};

struct Lexicon;

/// Whether a header says that names of somebody stand below it: "Company", "Player".
bool namesEntities(const QByteArray &words);

/// Whether rows may be about whom `column` names, by the headers alone: those before it are of times and numbers, or
/// its own says so. The first column always may.
bool mayNameRows(const TableRow &header, int column, QByteArrayView text, HeaderReader &headers);

/// Whether a table lists deals, by the header above what its rows are about.
bool isOfDeals(const TableShape &shape);

/// Reads the shape of a table of the note.
TableShape tableShape(const Table &table, const FileEntry &file, NoteType type, Currency yen, Lexicon &lexicon);

} // namespace tearsheet
