// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/export/csv.h"

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

// Signs that begin a formula; spreadsheets take those of full width too, and look behind a tab or a line end.
bool beginsFormula(QChar sign)
{
    return u"=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20"_s.contains(sign);
}

// A number with its sign is no formula: `-5.2%`.
bool isPlainNumber(QStringView text)
{
    bool digits = false;
    for (const QChar c : text.sliced(1)) {
        digits = digits || (c >= u'0' && c <= u'9');
        if (!(c >= u'0' && c <= u'9') && c != u'.' && c != u',' && c != u'%')
            return false;
    }
    return digits && (text.front() == u'-' || text.front() == u'+');
}

class Writer
{
public:
    explicit Writer(const CsvOptions &options) : m_options(options) {}

    void field(const SheetCell &cell)
    {
        if (m_options.numbers && cell.number)
            write(QString::number(*cell.number, 'f', QLocale::FloatingPointShortest));
        else if (m_options.numbers && cell.day.isValid())
            write(cell.day.toString(Qt::ISODate));
        else
            text(cell.text);
    }

    void text(const QString &text)
    {
        const bool formula = m_options.safe && !text.isEmpty() && beginsFormula(text.front()) && !isPlainNumber(text);
        write(formula ? QString(u'\'' + text) : text);
    }

    void endLine()
    {
        m_bytes += "\r\n";
        m_first = true;
    }

    QByteArray take() { return std::move(m_bytes); }

private:
    void write(const QString &text)
    {
        if (!std::exchange(m_first, false))
            m_bytes += m_options.separator;
        QByteArray bytes = text.toUtf8();
        const bool quoted = bytes.contains(m_options.separator) || bytes.contains('"') || bytes.contains('\r')
                            || bytes.contains('\n') || bytes.startsWith(' ') || bytes.endsWith(' ');
        m_bytes += quoted ? '"' + bytes.replace("\"", "\"\"") + '"' : bytes;
    }

    const CsvOptions &m_options;
    QByteArray m_bytes;
    bool m_first = true;
};

} // namespace

QByteArray csv(const Sheet &sheet, const CsvOptions &options)
{
    Writer writer(options);
    for (const QString &name : sheet.header)
        writer.text(name);
    writer.endLine();
    for (const QList<SheetCell> &row : sheet.rows) {
        for (const SheetCell &cell : row)
            writer.field(cell);
        writer.endLine();
    }
    return (options.byteOrderMark ? QByteArray("\xEF\xBB\xBF") : QByteArray()) + writer.take();
}

} // namespace tearsheet
