// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/oddities.h"

#include "core/note/tablecells.h"
#include "core/text/bytes.h"

#include <QObject>

#include <algorithm>

namespace tearsheet {

namespace {

EditScript scriptOf(QList<Edit> edits)
{
    return EditScript::of(std::move(edits)).value_or(EditScript());
}

Edit insertion(quint32 at, QByteArray text)
{
    return {{at, at}, std::move(text)};
}

EditScript escapedBars(ByteRange link, QByteArrayView text)
{
    QList<Edit> edits;
    for (quint32 i = link.begin + 1; i < link.end; ++i) {
        if (text[i] == '|' && text[i - 1] != '\\')
            edits.append(insertion(i, "\\"));
    }
    return scriptOf(edits);
}

EditScript unescapedBars(ByteRange link, QByteArrayView text)
{
    QList<Edit> edits;
    for (quint32 i = link.begin; i + 1 < link.end; ++i) {
        if (text[i] == '\\' && text[i + 1] == '|')
            edits.append(Edit{{i, i + 1}, {}});
    }
    return scriptOf(edits);
}

EditScript quoted(ByteRange value, QByteArrayView text)
{
    const QByteArrayView bytes = value.in(text);
    const char quote = bytes.contains('"') ? '\'' : '"';
    if (bytes.contains(quote) || bytes.contains('\\') || bytes.contains('\n'))
        return {};
    return scriptOf({insertion(value.begin, QByteArray(1, quote)), insertion(value.end, QByteArray(1, quote))});
}

EditScript movedToTop(ByteRange block, QByteArrayView text)
{
    const quint32 top = text.startsWith(byteOrderMark) ? 3 : 0;
    QByteArray bytes = block.in(text).toByteArray();
    if (!bytes.endsWith('\n'))
        bytes += '\n';
    return scriptOf({insertion(top, bytes), {block, {}}});
}

// A line made `count` cells longer, in the manner of its end.
Edit longerRow(ByteRange line, qsizetype count, QByteArrayView cell, QByteArrayView text)
{
    const bool closed = line.in(text).endsWith('|');
    QByteArray added(closed ? "" : " |");
    for (qsizetype i = 0; i < count; ++i)
        added += ' ' + cell.toByteArray() + " |";
    return insertion(line.end, added);
}

EditScript filledRow(ByteRange row, const NoteFacts &facts, QByteArrayView text)
{
    const auto table = std::ranges::find_if(facts.tables, [&](const TableOutline &t) { return t.range.contains(row); });
    if (table == facts.tables.end())
        return {};
    const qsizetype missing = cutCells(table->header, text).size() - cutCells(row, text).size();
    return missing > 0 ? scriptOf({longerRow(row, missing, "", text)}) : EditScript();
}

EditScript matchedHeader(ByteRange rows, QByteArrayView text)
{
    const qsizetype headerEnd = text.indexOf('\n', rows.begin);
    const qsizetype delimiterEnd = headerEnd < 0 ? -1 : text.first(rows.end).indexOf('\n', headerEnd + 1);
    if (headerEnd < 0)
        return {};
    const ByteRange header = tableLine(rows.begin, static_cast<quint32>(headerEnd), text);
    const ByteRange delimiter = tableLine(static_cast<quint32>(headerEnd + 1),
                                          delimiterEnd < 0 ? rows.end : static_cast<quint32>(delimiterEnd), text);
    const qsizetype missing = cutCells(header, text).size() - cutCells(delimiter, text).size();
    if (missing > 0)
        return scriptOf({longerRow(trimmed(delimiter, text), missing, "---", text)});
    return missing < 0 ? scriptOf({longerRow(trimmed(header, text), -missing, "", text)}) : EditScript();
}

quint32 behindLineEnd(quint32 at, QByteArrayView text)
{
    if (at < text.size() && text[at] == '\r')
        ++at;
    return at < text.size() && text[at] == '\n' ? at + 1 : at;
}

// Where the line in front of the one that begins at `begin` begins.
quint32 lineBefore(quint32 begin, QByteArrayView text)
{
    return begin == 0 ? 0 : static_cast<quint32>(text.first(begin - 1).lastIndexOf('\n') + 1);
}

bool isBlankLine(quint32 begin, QByteArrayView text)
{
    const qsizetype end = text.indexOf('\n', begin);
    return text.sliced(begin, (end < 0 ? text.size() : end) - begin).trimmed().isEmpty();
}

// The rows go back under the table above them, if it stands in the same section and is as wide.
EditScript rejoinedRows(ByteRange rows, const NoteFacts &facts, QByteArrayView text)
{
    const auto behind = std::ranges::upper_bound(facts.tables, rows.begin, {},
                                                 [](const TableOutline &table) { return table.range.begin; });
    if (behind == facts.tables.begin())
        return {};
    const TableOutline &table = *std::prev(behind);
    const ByteRange firstRow =
        tableLine(rows.begin, std::min(static_cast<quint32>(text.indexOf('\n', rows.begin)), rows.end), text);
    const bool fits = table.heading == facts.headingAt(rows.begin)
                      && cutCells(table.header, text).size() == cutCells(firstRow, text).size()
                      && text[table.range.end - 1] == '\n';
    if (!fits)
        return {};
    const quint32 end = behindLineEnd(rows.end, text);
    // What parted them goes with them; between what is left, one such gap stays.
    quint32 begin = rows.begin;
    if (end == text.size() || isBlankLine(end, text)) {
        while (begin > table.range.end && isBlankLine(lineBefore(begin, text), text))
            begin = lineBefore(begin, text);
    }
    const QByteArray lineEnd = table.range.end >= 2 && text[table.range.end - 2] == '\r' ? "\r\n" : "\n";
    return scriptOf({insertion(table.range.end, rows.in(text).toByteArray() + lineEnd), {{begin, end}, {}}});
}

EditScript separatedRule(ByteRange heading, QByteArrayView text)
{
    const qsizetype underline = heading.in(text).lastIndexOf('\n');
    if (underline < 0)
        return {};
    const quint32 at = heading.begin + static_cast<quint32>(underline) + 1;
    const bool crLf = at >= 2 && text[at - 2] == '\r';
    return text[at] == '-' ? scriptOf({insertion(at, crLf ? "\r\n" : "\n")}) : EditScript();
}

} // namespace

QStringView oddityName(OddityKind kind)
{
    switch (kind) {
    case OddityKind::UnclosedFrontMatter:
        return u"unclosed-front-matter";
    case OddityKind::MisplacedFrontMatter:
        return u"misplaced-front-matter";
    case OddityKind::ByteOrderMarkBeforeFrontMatter:
        return u"byte-order-mark";
    case OddityKind::BadYaml:
        return u"bad-yaml";
    case OddityKind::DuplicateKey:
        return u"duplicate-key";
    case OddityKind::UnquotedLink:
        return u"unquoted-link";
    case OddityKind::BareBarInTable:
        return u"bare-bar";
    case OddityKind::EscapedBarInText:
        return u"escaped-bar";
    case OddityKind::SurplusCells:
        return u"surplus-cells";
    case OddityKind::MissingCells:
        return u"missing-cells";
    case OddityKind::HeaderMismatch:
        return u"header-mismatch";
    case OddityKind::HeadlessRows:
        return u"headless-rows";
    case OddityKind::AccidentalHeading:
        return u"accidental-heading";
    case OddityKind::NestedBrackets:
        return u"nested-brackets";
    case OddityKind::UnclosedCode:
        return u"unclosed-code";
    case OddityKind::GluedText:
        return u"glued-text";
    }
    return {};
}

QString oddityMessage(OddityKind kind)
{
    switch (kind) {
    case OddityKind::UnclosedFrontMatter:
        return QObject::tr("The front matter has no closing line.");
    case OddityKind::MisplacedFrontMatter:
        return QObject::tr("The front matter does not begin on the first line, so programs read it as text.");
    case OddityKind::ByteOrderMarkBeforeFrontMatter:
        return QObject::tr("A byte order mark before the front matter hides it from other programs.");
    case OddityKind::BadYaml:
        return QObject::tr("This entry of the front matter is no valid YAML.");
    case OddityKind::DuplicateKey:
        return QObject::tr("The front matter has this key twice.");
    case OddityKind::UnquotedLink:
        return QObject::tr("A link in the front matter needs quotes around it.");
    case OddityKind::BareBarInTable:
        return QObject::tr("A link in a table has a bar without a backslash, which cuts the row in other programs.");
    case OddityKind::EscapedBarInText:
        return QObject::tr("A link outside a table has a backslash before its bar.");
    case OddityKind::SurplusCells:
        return QObject::tr("The row has more cells than the table's header.");
    case OddityKind::MissingCells:
        return QObject::tr("The row has fewer cells than the table's header.");
    case OddityKind::HeaderMismatch:
        return QObject::tr("The header and the line below it differ in length, so this is no table.");
    case OddityKind::HeadlessRows:
        return QObject::tr("These table rows have no header: their table was cut in two.");
    case OddityKind::AccidentalHeading:
        return QObject::tr("Text directly above a rule becomes a heading.");
    case OddityKind::NestedBrackets:
        return QObject::tr("A wikilink stands inside the brackets of another link.");
    case OddityKind::UnclosedCode:
        return QObject::tr("A code fence is never closed, so all text below it is code.");
    case OddityKind::GluedText:
        return QObject::tr("Text directly below a table, without a blank line between, becomes a row of it.");
    }
    return {};
}

EditScript mended(const Oddity &oddity, const NoteFacts &facts, QByteArrayView text)
{
    switch (oddity.kind) {
    case OddityKind::MisplacedFrontMatter:
        return movedToTop(oddity.range, text);
    case OddityKind::ByteOrderMarkBeforeFrontMatter:
        return EditScript::replacing(oddity.range, {});
    case OddityKind::UnquotedLink:
        return quoted(oddity.range, text);
    case OddityKind::BareBarInTable:
        return escapedBars(oddity.range, text);
    case OddityKind::EscapedBarInText:
        return unescapedBars(oddity.range, text);
    case OddityKind::MissingCells:
        return filledRow(oddity.range, facts, text);
    case OddityKind::HeaderMismatch:
        return matchedHeader(oddity.range, text);
    case OddityKind::HeadlessRows:
        return rejoinedRows(oddity.range, facts, text);
    case OddityKind::AccidentalHeading:
        return separatedRule(oddity.range, text);
    case OddityKind::GluedText:
        return setApart(oddity.range, text);
    case OddityKind::UnclosedFrontMatter:
    case OddityKind::BadYaml:
    case OddityKind::DuplicateKey:
    case OddityKind::SurplusCells:
    case OddityKind::NestedBrackets:
    case OddityKind::UnclosedCode:
        break;
    }
    return {};
}

EditScript setApart(ByteRange line, QByteArrayView text)
{
    quint32 begin = line.begin;
    while (begin > 0 && !isLineEnd(text[begin - 1]))
        --begin;
    // In a quote, a blank line is one of the quote.
    QByteArray blank = ByteRange{begin, line.begin}.in(text).toByteArray();
    blank = blank.contains('>') ? blank.first(blank.lastIndexOf('>') + 1) : QByteArray();
    const bool crLf = begin >= 2 && text[begin - 1] == '\n' && text[begin - 2] == '\r';
    const QByteArray lineEnd = crLf ? QByteArray("\r\n") : QByteArray(1, begin > 0 ? text[begin - 1] : '\n');
    return EditScript::replacing({begin, begin}, blank + lineEnd);
}

} // namespace tearsheet
