// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/markdowntable.h"

#include <algorithm>

namespace tearsheet {

namespace {

// Whether more than half of a column's cells that say something are numbers.
bool isOfNumbers(const Sheet &sheet, qsizetype column)
{
    qsizetype numbers = 0;
    qsizetype filled = 0;
    for (const QList<SheetCell> &row : sheet.rows) {
        if (column >= row.size() || row.at(column).text.isEmpty())
            continue;
        ++filled;
        numbers += row.at(column).number.has_value();
    }
    return numbers * 2 > filled;
}

} // namespace

QByteArray escapedCell(QByteArray text)
{
    text.replace("\r\n", "\n");
    QByteArray out;
    out.reserve(text.size());
    bool behindBackslash = false;
    for (const char c : std::as_const(text)) {
        if (c == '|' && !behindBackslash)
            out += '\\';
        behindBackslash = c == '\\' && !behindBackslash;
        if (c == '\n' || c == '\r')
            out += "<br>";
        else
            out += c;
    }
    return out;
}

QByteArray markdownTable(const Sheet &sheet)
{
    QByteArray text = "|";
    for (const QString &name : sheet.header)
        text += ' ' + escapedCell(name.toUtf8()) + " |";
    text += "\n|";
    for (qsizetype column = 0; column < sheet.header.size(); ++column)
        text += isOfNumbers(sheet, column) ? "---:|" : "---|";
    text += '\n';
    for (const QList<SheetCell> &row : sheet.rows) {
        text += '|';
        for (const SheetCell &cell : row)
            text += ' ' + escapedCell(cell.markdown.isEmpty() ? cell.text.toUtf8() : cell.markdown) + " |";
        text += '\n';
    }
    return text;
}

} // namespace tearsheet
