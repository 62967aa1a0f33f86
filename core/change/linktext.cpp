// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/change/linktext.h"

#include "core/note/linksyntax.h"
#include "core/text/bytes.h"

#include <QStringList>

#include <algorithm>

namespace tearsheet {

namespace {

QString relativeTo(const NotePath &folderOf, const NotePath &to)
{
    const QStringList here = folderOf.folder().toString().split(u'/', Qt::SkipEmptyParts);
    const QStringList there = to.toString().split(u'/');
    qsizetype common = 0;
    while (common < here.size() && common + 1 < there.size() && here.at(common) == there.at(common))
        ++common;
    const QString up = QStringLiteral("../").repeated(here.size() - common);
    return (up.isEmpty() ? QStringLiteral("./") : up) + there.sliced(common).join(u'/');
}

QByteArray percentEncoded(const QString &target, bool inAngleBrackets)
{
    // Dollars and backticks would pair with others in the text to maths and code, whatever stands around them; a bar
    // would end the cell of a table.
    static constexpr QByteArrayView InAngle("%#<>\\$`|");
    static constexpr QByteArrayView Bare("%#<>\\$` ()\"'?&*_[]|^{}");
    QByteArray result;
    const QByteArray bytes = target.toUtf8();
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const char byte = bytes.at(i);
        const bool control = static_cast<unsigned char>(byte) < 0x20 || byte == 0x7F;
        const bool reference = byte == '&' && i + 1 < bytes.size() && !isBlank(bytes.at(i + 1));
        if (control || reference || (inAngleBrackets ? InAngle : Bare).contains(byte))
            result += '%' + QByteArray(1, byte).toHex().toUpper();
        else
            result += byte;
    }
    return result;
}

} // namespace

QString linkTextTo(const NotePath &to, const NotePath &from, const Snapshot &snapshot, QStringView written,
                   const NotePath &before)
{
    // Of "A.md.md" both endings are said: "A.md" would mean another note.
    const bool mayLackEnding = to.isNote() && !hasNoteEnding(written) && !hasNoteEnding(to.name());
    const int wanted = snapshot.find(to);
    const auto reaches = [&](const QString &text) {
        return snapshot.resolve(text, from) == Resolution{{wanted}, ResolvedVia::Name};
    };
    // With its ending, a note is told from a file that has its name without one.
    const auto finished = [&](const QString &path) {
        const QString text = mayLackEnding ? path.chopped(3) : path;
        return reaches(text) ? text : reaches(path) ? path : QString();
    };
    if (written.startsWith(u"./") || written.startsWith(u"../"))
        return finished(relativeTo(from, to));
    if (written.startsWith(u'/'))
        return finished(u'/' + to.toString());
    const QStringList parts = to.toString().split(u'/');
    const bool wasWhole = written.contains(u'/') && nameKey(written) == nameKey(before.toString());
    const qsizetype fewest = wasWhole ? parts.size() : std::min(written.count(u'/') + 1, parts.size());
    for (qsizetype count = fewest; count <= parts.size(); ++count) {
        const QString text = finished(parts.sliced(parts.size() - count).join(u'/'));
        if (!text.isEmpty())
            return text;
    }
    return finished(u'/' + to.toString());
}

QByteArray encodedTarget(const QString &target, const Link &link, QByteArrayView text)
{
    if (!isWikiSyntax(link, text)) {
        QByteArray bytes = percentEncoded(target, link.target.begin > 0 && text[link.target.begin - 1] == '<');
        if (link.kind == LinkKind::Property)
            bytes.replace("'", "%27").replace("\"", "%22");
        return bytes;
    }
    QByteArray bytes = target.toUtf8();
    if (link.kind == LinkKind::Property) {
        const char quote = quoteAround(link, text);
        if (quote == '\'')
            bytes.replace("'", "''");
        else if (quote == '"')
            bytes.replace("\\", "\\\\").replace("\"", "\\\"");
    }
    return bytes;
}

QList<Edit> retargeted(const Link &link, const Note &note, const QString &target, const QString &display)
{
    QList<Edit> edits{{link.target, encodedTarget(target, link, note.text)}};
    if (display.isEmpty() || !link.display.isEmpty() || !isWikiSyntax(link, note.text))
        return edits;
    const bool inTable = std::ranges::any_of(
        note.facts.tables, [&](const TableOutline &table) { return table.range.contains(link.range); });
    const quint32 end = std::max(link.target.end, link.subpath.end);
    edits.append({{end, end}, (inTable ? "\\|" : "|") + encodedTarget(display, link, note.text)});
    return edits;
}

} // namespace tearsheet
