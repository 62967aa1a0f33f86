// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/scopetext.h"

#include "core/research/labelwords.h"
#include "core/table/cellcursor.h"
#include "core/table/periodreader.h"
#include "core/table/table.h"

#include <algorithm>

namespace tearsheet {

namespace {

bool isWordCharacter(char c)
{
    return isWordByte(c) || isDigit(c);
}

// A word as it is written, but for the capital that begins a text.
QByteArray shown(QByteArrayView word, bool first)
{
    const bool plain = first && isUpper(word.front())
                       && std::none_of(word.begin() + 1, word.end(), [](char c) { return isUpper(c) || isDigit(c); });
    return plain ? word.toByteArray().toLower() : word.toByteArray();
}

class Writer
{
public:
    explicit Writer(const QByteArray &scope) : m_left(scope) {}

    bool isDone() const { return m_left.isEmpty(); }

    // Takes over the words of the scope that `text` says.
    void take(QByteArrayView text)
    {
        constexpr qsizetype Longest = 400;
        bool first = true;
        const qsizetype end = std::min(text.size(), Longest);
        for (qsizetype at = 0; at < end && !isDone();) {
            if (!isWordCharacter(text[at])) {
                ++at;
                continue;
            }
            qsizetype stop = at;
            while (stop < end && isWordCharacter(text[stop]))
                ++stop;
            const QByteArrayView word = text.sliced(at, stop - at);
            const QByteArray lower = word.toByteArray().toLower();
            QVarLengthArray<char, 64> stem;
            const std::string_view one = singular({lower.constData(), static_cast<size_t>(lower.size())}, stem);
            if (setContains(m_left, one)) {
                const bool named = at > 0 && text[at - 1] == '[';
                m_words.append(shown(word, first && !named));
                m_left = without(m_left, QByteArray(one.data(), static_cast<qsizetype>(one.size())));
            }
            first = false;
            at = stop;
        }
    }

    QString text()
    {
        if (!m_left.isEmpty())
            m_words.append(m_left);
        return QString::fromUtf8(m_words.join(' '));
    }

private:
    QByteArray m_left;
    QByteArrayList m_words;
};

} // namespace

QString scopeText(const QByteArray &scope, const Statement &statement, const FileEntry &file)
{
    if (scope.isEmpty())
        return {};
    Writer writer(scope);
    const Note &note = *file.note;
    const QByteArrayView text = note.text;
    if (statement.place.table < 0) {
        writer.take(statement.place.range.in(text));
        return writer.text();
    }
    const TableOutline &outline = note.facts.tables.at(statement.place.table);
    const Table table = cutTable(outline, text);
    const QList<ByteRange> &row = table.rows.at(statement.place.row).cells;
    for (const ByteRange cell : row)
        writer.take(cell.in(text));
    writer.take(table.header.cells.value(statement.place.column).in(text));
    if (outline.heading >= 0)
        writer.take(note.facts.headings.at(outline.heading).text.in(text));
    if (!writer.isDone()) {
        const quint32 begin = outline.range.begin;
        constexpr quint32 Above = 300;
        const quint32 from = begin > Above ? begin - Above : 0;
        const QByteArrayView above = ByteRange{from, begin}.in(text).trimmed();
        writer.take(above.sliced(above.lastIndexOf('\n') + 1));
        writer.take(file.path.name().toUtf8());
    }
    return writer.text();
}

QString withoutTimes(const QString &header)
{
    const QByteArray text = header.toUtf8();
    QByteArray kept;
    Cursor cursor(text.constData());
    bool inWord = false;
    while (!cursor.atEnd()) {
        Cursor behind = cursor;
        const auto reading = inWord ? std::nullopt : readPeriod(behind);
        const bool isTime = reading && reading->period.begin.year >= 1900 && reading->period.begin.year <= 2100;
        if (isTime && !isWordCharacter(behind.peek())) {
            cursor = behind;
            continue;
        }
        inWord = isWordCharacter(cursor.peek());
        kept += cursor.peek();
        ++cursor.at;
    }
    kept.replace("()", "").replace("( ", "(").replace(" )", ")").replace("(, ", "(");
    QString left = QString::fromUtf8(kept).simplified();
    while (!left.isEmpty() && QStringView(u",;:-–—~/").contains(left.back()))
        left = left.chopped(1).trimmed();
    while (!left.isEmpty() && QStringView(u",;:-–—~/").contains(left.front()))
        left = left.sliced(1).trimmed();
    if (left.startsWith(u'(') && left.endsWith(u')') && left.count(u'(') == 1)
        left = left.sliced(1, left.size() - 2).trimmed();
    if (left.isEmpty())
        return header;
    if (header.front().isUpper() || header.front().isDigit())
        left.front() = left.front().toUpper();
    return left;
}

} // namespace tearsheet
