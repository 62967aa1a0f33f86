// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/comparisonblock.h"

#include "core/text/bytes.h"

#include <QObject>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

using Shape = ComparisonRequest::Shape;
constexpr QByteArrayView Begin = "compare ";
constexpr QByteArrayView End = "end of comparison";

struct Token
{
    enum class Kind : quint8 { Word, Link, Text, Comma, Semicolon };

    Kind kind = Kind::Word;
    QString text;
    QString heading; // Of a link.

    bool is(QStringView word) const { return kind == Kind::Word && text == word; }
    bool isName() const { return kind == Kind::Link || kind == Kind::Text; }
};

// Words, [[links]], "texts" and marks between them; nothing where something is not closed.
std::optional<QList<Token>> tokensOf(QByteArrayView text)
{
    QList<Token> tokens;
    for (qsizetype i = 0; i < text.size();) {
        const char c = text.at(i);
        if (isBlank(c) || isLineEnd(c)) {
            ++i;
        } else if (c == ',' || c == ';') {
            tokens.append({c == ',' ? Token::Kind::Comma : Token::Kind::Semicolon, {}, {}});
            ++i;
        } else if (c == '"' || text.sliced(i).startsWith("[[")) {
            const bool link = c == '[';
            const qsizetype begin = i + (link ? 2 : 1);
            const qsizetype end = text.indexOf(link ? QByteArrayView("]]") : QByteArrayView("\""), begin);
            if (end < 0)
                return std::nullopt;
            QString inside = QString::fromUtf8(text.sliced(begin, end - begin));
            if (link) {
                inside = inside.section(u'|', 0, 0);
                tokens.append({Token::Kind::Link, inside.section(u'#', 0, 0).trimmed(), inside.section(u'#', 1)});
            } else {
                tokens.append({Token::Kind::Text, inside, {}});
            }
            i = end + (link ? 2 : 1);
        } else {
            const qsizetype begin = i;
            while (i < text.size() && !isBlank(text.at(i)) && !isLineEnd(text.at(i)) && text.at(i) != ','
                   && text.at(i) != ';')
                ++i;
            tokens.append({Token::Kind::Word, QString::fromUtf8(text.sliced(begin, i - begin)), {}});
        }
    }
    return tokens;
}

// Reads the tokens of a head one after the other.
class HeadReader
{
public:
    explicit HeadReader(const QList<Token> &tokens) : m_tokens(tokens) {}

    bool read(ComparisonBlock &block)
    {
        if (!readWhat(block))
            return false;
        while (m_next < m_tokens.size()) {
            if (m_tokens.at(m_next++).kind != Token::Kind::Semicolon || !readOption(block))
                return false;
        }
        return true;
    }

private:
    bool take(QStringView word)
    {
        if (m_next >= m_tokens.size() || !m_tokens.at(m_next).is(word))
            return false;
        ++m_next;
        return true;
    }

    bool readNames(QStringList &names)
    {
        do {
            if (m_next >= m_tokens.size() || !m_tokens.at(m_next).isName() || m_tokens.at(m_next).text.isEmpty())
                return false;
            names.append(m_tokens.at(m_next++).text);
        } while (m_next < m_tokens.size() && m_tokens.at(m_next).kind == Token::Kind::Comma && ++m_next > 0);
        return true;
    }

    // "[[Note#Heading]]", and behind it which of the tables there, from 1.
    bool readTable(ComparisonBlock &block)
    {
        if (m_next >= m_tokens.size() || m_tokens.at(m_next).kind != Token::Kind::Link)
            return false;
        block.tableTarget = m_tokens.at(m_next).text;
        block.request.table.heading = m_tokens.at(m_next++).heading;
        bool isNumber = false;
        const int number = m_next < m_tokens.size() && m_tokens.at(m_next).kind == Token::Kind::Word
                               ? m_tokens.at(m_next).text.toInt(&isNumber)
                               : 0;
        if (isNumber) {
            ++m_next;
            block.request.table.number = std::max(0, number - 1);
        }
        return !block.tableTarget.isEmpty();
    }

    bool readWhat(ComparisonBlock &block)
    {
        if (take(u"table")) {
            block.request.shape = Shape::Tables;
            return readTable(block);
        }
        if (take(u"tables")) {
            block.request.shape = Shape::Stacked;
            return take(u"like") && readTable(block) && take(u"of") && readNames(block.request.names);
        }
        if (take(u"cases")) {
            block.request.shape = Shape::Cases;
            return take(u"of") && readNames(block.request.names);
        }
        return readNames(block.request.names);
    }

    bool readOption(ComparisonBlock &block)
    {
        if (take(u"metrics"))
            return readNames(block.request.metrics);
        if (take(u"transposed"))
            return (block.order.transposed = true);
        if (take(u"shared"))
            return (block.order.sharedOnly = true);
        if (take(u"differences"))
            return (block.order.hideEqual = true);
        QStringList by;
        if (!take(u"sorted") || !take(u"by") || !readNames(by) || by.size() != 1)
            return false;
        block.order.sortedBy = by.first();
        block.order.descending = take(u"descending");
        return true;
    }

    const QList<Token> &m_tokens;
    qsizetype m_next = 0;
};

// Whether nothing else stands in the lines of `range`.
bool standsAlone(ByteRange range, QByteArrayView text)
{
    quint32 begin = range.begin;
    while (begin > 0 && isBlank(text.at(begin - 1)))
        --begin;
    quint32 end = range.end;
    while (end < text.size() && isBlank(text.at(end)))
        ++end;
    return (begin == 0 || isLineEnd(text.at(begin - 1))) && (end == text.size() || isLineEnd(text.at(end)));
}

std::optional<ComparisonBlock> readHead(const Mark &mark, QByteArrayView text)
{
    const QByteArrayView inside = mark.text.in(text).trimmed();
    if (!inside.startsWith(Begin))
        return std::nullopt;
    const auto tokens = tokensOf(inside.sliced(Begin.size()));
    ComparisonBlock block{.head = mark.range};
    if (!tokens || !HeadReader(*tokens).read(block))
        return std::nullopt;
    return block;
}

// A link by the name alone where that means the note.
QString linkTo(const NotePath &note, const Snapshot &snapshot)
{
    const Resolution byName = snapshot.lookup(note.name());
    const bool unique = byName.matches.size() == 1 && snapshot.file(byName.matches.first()).path == note;
    return unique ? note.name().toString() : note.toString().chopped(3);
}

QString quoted(QString text)
{
    return u'"' + text.replace(u'"', u'\'') + u'"';
}

QString nameList(const QStringList &names, const Snapshot &snapshot)
{
    QStringList links;
    for (const QString &name : names) {
        const Resolution found = snapshot.lookup(name);
        links.append(found.isResolved()
                         ? u"[["_s + linkTo(snapshot.file(found.matches.first()).path, snapshot) + u"]]"_s
                         : quoted(name));
    }
    return links.join(u", "_s);
}

QString tableLink(const TableAddress &table, const Snapshot &snapshot)
{
    const QString heading = table.heading.isEmpty() ? QString() : QString(u'#' + table.heading);
    const QString number = table.number > 0 ? u" "_s + QString::number(table.number + 1) : QString();
    return u"[["_s + linkTo(table.note, snapshot) + heading + u"]]"_s + number;
}

bool canBeSaid(const TableAddress &table)
{
    return !table.heading.contains(u"]]"_s) && !table.heading.contains(u"[["_s) && !table.heading.contains(u'|');
}

} // namespace

QList<ComparisonBlock> comparisonBlocks(const NoteFacts &facts, QByteArrayView text)
{
    QList<ComparisonBlock> blocks;
    std::optional<ComparisonBlock> open;
    for (const Mark &mark : facts.marks) {
        if (mark.kind != MarkKind::Comment || !standsAlone(mark.range, text))
            continue;
        if (open && mark.text.in(text).trimmed() == End) {
            open->content = {open->head.end, mark.range.begin};
            open->range = {open->head.begin, mark.range.end};
            const auto table = std::ranges::find_if(
                facts.tables, [&](const TableOutline &outline) { return open->content.contains(outline.range); });
            if (table != facts.tables.end())
                open->table = static_cast<int>(table - facts.tables.begin());
            blocks.append(*std::exchange(open, std::nullopt));
        } else if (auto head = readHead(mark, text)) {
            open = std::move(head);
        }
    }
    return blocks;
}

bool isIn(const QList<ComparisonBlock> &blocks, ByteRange range)
{
    return std::ranges::any_of(blocks, [&](const ComparisonBlock &block) { return block.content.contains(range); });
}

ComparisonRequest requestOf(const ComparisonBlock &block, const NotePath &from, const Snapshot &snapshot)
{
    ComparisonRequest request = block.request;
    const Resolution found = block.tableTarget.isEmpty() ? Resolution() : snapshot.resolve(block.tableTarget, from);
    if (found.isResolved())
        request.table.note = snapshot.file(found.matches.first()).path;
    return request;
}

Result<QByteArray> comparisonHead(const ComparisonRequest &request, const ComparisonOrder &order,
                                  const Snapshot &snapshot)
{
    QString what;
    switch (request.shape) {
    case Shape::Metrics:
        what = nameList(request.names, snapshot);
        break;
    case Shape::Stacked:
        what = u"tables like %1 of %2"_s.arg(tableLink(request.table, snapshot), nameList(request.names, snapshot));
        break;
    case Shape::Tables:
        what = u"table "_s + tableLink(request.table, snapshot);
        break;
    case Shape::Cases:
        what = u"cases of "_s + nameList(request.names, snapshot);
        break;
    case Shape::Headings:
        return failure(ErrorCode::Usage, {}, QObject::tr("Sections side by side cannot be refreshed in a note."));
    }
    if (!request.metrics.isEmpty()) {
        QStringList metrics;
        std::ranges::transform(request.metrics, std::back_inserter(metrics), quoted);
        what += u"; metrics "_s + metrics.join(u", "_s);
    }
    if (order.sharedOnly)
        what += u"; shared"_s;
    if (order.hideEqual)
        what += u"; differences"_s;
    if (order.transposed)
        what += u"; transposed"_s;
    if (!order.sortedBy.isEmpty())
        what += u"; sorted by "_s + quoted(order.sortedBy) + (order.descending ? u" descending"_s : QString());
    if (what.contains(u"%%"_s) || what.contains(u'\n') || !canBeSaid(request.table))
        return failure(ErrorCode::Usage, {},
                       QObject::tr("A heading with a link in it cannot be named in a note; write the table alone."));
    return QByteArray("%% " + Begin.toByteArray() + what.toUtf8() + " %%");
}

} // namespace tearsheet
