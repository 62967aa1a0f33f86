// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/xlsx.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <xlsxwriter.h>

#include <cstdlib>
#include <memory>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype MostRows = LXW_ROW_MAX;
constexpr qsizetype MostColumns = LXW_COL_MAX;
constexpr qsizetype MostLetters = 32767; // Of a cell, in UTF-16 as Excel counts.
constexpr int NarrowestColumn = 8;       // In letters.
constexpr int WidestColumn = 48;

// A name as sheets may have it: no more than 31 letters, none of []:*?/\, no apostrophe around it, and not twice.
QByteArray sheetName(QString name, QSet<QString> &taken)
{
    for (QChar &c : name) {
        if (u"[]:*?/\\"_s.contains(c) || c < u' ')
            c = u' ';
    }
    name = name.simplified();
    while (name.startsWith(u'\''))
        name.remove(0, 1);
    name.truncate(31);
    while (name.endsWith(u'\'') || name.endsWith(u' ') || (!name.isEmpty() && name.back().isHighSurrogate()))
        name.chop(1);
    if (name.isEmpty())
        name = QObject::tr("Sheet");
    const QString first = name;
    for (int number = 2; taken.contains(name.toCaseFolded()); ++number) {
        const QString tail = u' ' + QString::number(number);
        name = first.left(31 - tail.size()) + tail;
    }
    taken.insert(name.toCaseFolded());
    return name.toUtf8();
}

// Text that XML can hold, no longer than a cell takes.
QByteArray cellBytes(QString text)
{
    for (QChar &c : text) {
        if ((c < u' ' && c != u'\n' && c != u'\t') || c == QChar(0xFFFE) || c == QChar(0xFFFF))
            c = QChar::ReplacementCharacter;
    }
    if (text.size() > MostLetters)
        text = text.first(MostLetters - 1) + u'…';
    return text.toUtf8();
}

class Book
{
public:
    Book() : m_book(workbook_new_opt(nullptr, &m_options))
    {
        m_header = workbook_add_format(m_book);
        format_set_bold(m_header);
        format_set_text_wrap(m_header);
        format_set_align(m_header, LXW_ALIGN_VERTICAL_TOP);
        format_set_bottom(m_header, LXW_BORDER_THIN);
        m_text = workbook_add_format(m_book);
        format_set_text_wrap(m_text);
        format_set_align(m_text, LXW_ALIGN_VERTICAL_TOP);
        m_day = workbook_add_format(m_book);
        format_set_num_format(m_day, "yyyy-mm-dd");
        format_set_align(m_day, LXW_ALIGN_VERTICAL_TOP);
    }

    void add(const Sheet &sheet)
    {
        lxw_worksheet *const page = workbook_add_worksheet(m_book, sheetName(sheet.title, m_names).constData());
        QList<int> widths(sheet.header.size(), NarrowestColumn);
        const auto widen = [&](qsizetype column, const QString &text) {
            if (column >= widths.size())
                widths.resize(column + 1, NarrowestColumn);
            for (const QStringView line : QStringView(text).split(u'\n'))
                widths[column] = std::clamp(static_cast<int>(line.size()) + 2, widths.at(column), WidestColumn);
        };
        for (qsizetype column = 0; column < sheet.header.size(); ++column) {
            worksheet_write_string(page, 0, static_cast<lxw_col_t>(column),
                                   cellBytes(sheet.header.at(column)).constData(), m_header);
            widen(column, sheet.header.at(column));
        }
        for (qsizetype row = 0; row < sheet.rows.size(); ++row) {
            for (qsizetype column = 0; column < sheet.rows.at(row).size(); ++column) {
                const SheetCell &cell = sheet.rows.at(row).at(column);
                write(page, static_cast<lxw_row_t>(row + 1), static_cast<lxw_col_t>(column), cell);
                widen(column, cell.text);
            }
        }
        for (qsizetype column = 0; column < widths.size(); ++column)
            worksheet_set_column(page, static_cast<lxw_col_t>(column), static_cast<lxw_col_t>(column),
                                 widths.at(column), nullptr);
        worksheet_freeze_panes(page, 1, static_cast<lxw_col_t>(sheet.frozenColumns));
    }

    Result<QByteArray> close()
    {
        const lxw_error error = workbook_close(m_book);
        const std::unique_ptr<char, decltype(&std::free)> bytes(const_cast<char *>(m_buffer), &std::free);
        if (error != LXW_NO_ERROR)
            return failure(
                ErrorCode::Io, {},
                QObject::tr("The workbook could not be made: %1").arg(QString::fromUtf8(lxw_strerror(error))));
        return QByteArray(bytes.get(), static_cast<qsizetype>(m_size));
    }

private:
    void write(lxw_worksheet *page, lxw_row_t row, lxw_col_t column, const SheetCell &cell)
    {
        if (cell.number) {
            worksheet_write_number(page, row, column, *cell.number, numberFormat(cell.format));
        } else if (cell.day.isValid() && cell.day.year() >= 1900) {
            lxw_datetime day{.year = cell.day.year(), .month = cell.day.month(), .day = cell.day.day()};
            worksheet_write_datetime(page, row, column, &day, m_day);
        } else if (cell.link.isEmpty() || !writeLink(page, row, column, cell)) {
            if (!cell.text.isEmpty())
                worksheet_write_string(page, row, column, cellBytes(cell.text).constData(), m_text);
        }
    }

    // False where Excel would not have it: a long one, or one link too many for a sheet.
    bool writeLink(lxw_worksheet *page, lxw_row_t row, lxw_col_t column, const SheetCell &cell)
    {
        return worksheet_write_url_opt(page, row, column, cell.link.toUtf8().constData(), nullptr,
                                       cellBytes(cell.text).constData(), nullptr)
               == LXW_NO_ERROR;
    }

    lxw_format *numberFormat(const QString &notation)
    {
        lxw_format *&format = m_numbers[notation];
        if (!format) {
            format = workbook_add_format(m_book);
            if (!notation.isEmpty())
                format_set_num_format(format, notation.toUtf8().constData());
            format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
        }
        return format;
    }

    const char *m_buffer = nullptr;
    size_t m_size = 0;
    lxw_workbook_options m_options{.output_buffer = &m_buffer, .output_buffer_size = &m_size};
    lxw_workbook *m_book;
    lxw_format *m_header = nullptr;
    lxw_format *m_text = nullptr;
    lxw_format *m_day = nullptr;
    QHash<QString, lxw_format *> m_numbers;
    QSet<QString> m_names;
};

} // namespace

Result<QByteArray> xlsx(const QList<Sheet> &sheets)
{
    for (const Sheet &sheet : sheets) {
        qsizetype columns = sheet.header.size();
        for (const QList<SheetCell> &row : sheet.rows)
            columns = std::max(columns, row.size());
        if (sheet.rows.size() + 1 > MostRows || columns > MostColumns)
            return failure(
                ErrorCode::TooLarge, {},
                QObject::tr("\"%1\" has more rows or columns than an Excel sheet may have.").arg(sheet.title));
    }
    Book book;
    for (const Sheet &sheet : sheets)
        book.add(sheet);
    return book.close();
}

} // namespace tearsheet
