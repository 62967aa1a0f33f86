// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/oddityfinders.h"

#include "core/note/yamlreader.h"
#include "core/text/bytes.h"

#include <algorithm>

namespace tearsheet {

namespace {

bool isPipeRow(ByteRange row, QByteArrayView text)
{
    return !row.isEmpty() && text[row.begin] == '|' && row.in(text).sliced(1).contains('|');
}

QByteArrayView lineFrom(quint32 begin, QByteArrayView text)
{
    const qsizetype end = text.indexOf('\n', begin);
    return text.sliced(begin, (end < 0 ? text.size() : end + 1) - begin);
}

} // namespace

void findPipeRows(const BodyLines &lines, int first, int last, QByteArrayView text, NoteFacts &facts)
{
    if (!lines.lines(first, last).in(text).contains('|'))
        return;
    for (int line = first; line <= last; ++line) {
        if (!isPipeRow(lines.tableRow(line), text))
            continue;
        const int begin = line;
        while (line < last && isPipeRow(lines.tableRow(line + 1), text))
            ++line;
        const bool mismatch = line > begin && isDelimiterLine(lines.tableRow(begin + 1), text);
        facts.oddities.append({{lines.begin(begin), lines.lines(begin, line).end},
                               mismatch ? OddityKind::HeaderMismatch : OddityKind::HeadlessRows});
    }
}

void findUnclosedCode(const BodyLines &lines, int first, int last, QByteArrayView text, NoteFacts &facts)
{
    const QByteArrayView open = lines.lines(first, first).in(text).trimmed();
    if (!open.startsWith("```") && !open.startsWith("~~~"))
        return;
    const auto isMark = [&](char byte) { return byte == open[0]; };
    const QByteArrayView close = lines.lines(last, last).in(text).trimmed();
    const bool closed = last > first && close.size() >= 3 && std::ranges::all_of(close, isMark);
    if (!closed && text.sliced(lines.begin(last + 1)).trimmed().isEmpty())
        facts.oddities.append({lines.lines(first, first), OddityKind::UnclosedCode});
}

void findMisplacedFrontMatter(QByteArrayView text, NoteFacts &facts)
{
    if (!facts.frontMatter.isEmpty())
        return;
    constexpr int MostLinesBefore = 5;
    quint32 begin = facts.body;
    int line = 0;
    for (; line < MostLinesBefore && begin < text.size(); ++line) {
        const QByteArrayView here = lineFrom(begin, text);
        if (here.trimmed() == "---")
            break;
        if (!here.trimmed().isEmpty() && !here.startsWith('#'))
            return;
        begin += static_cast<quint32>(here.size());
    }
    if (line == 0 || line == MostLinesBefore || begin >= text.size())
        return;
    const quint32 yaml = begin + static_cast<quint32>(lineFrom(begin, text).size());
    quint32 close = yaml;
    while (close < text.size() && lineFrom(close, text).trimmed() != "---") {
        const QByteArrayView here = lineFrom(close, text);
        if (here.trimmed().isEmpty() || here.startsWith("[["))
            return;
        close += static_cast<quint32>(here.size());
    }
    if (close >= text.size() || close == yaml)
        return;
    const std::optional<YamlNode> node = readYaml({yaml, close}, text);
    if (node && node->kind == YamlNode::Kind::Map)
        facts.oddities.append(
            {{begin, close + static_cast<quint32>(lineFrom(close, text).size())}, OddityKind::MisplacedFrontMatter});
}

} // namespace tearsheet
