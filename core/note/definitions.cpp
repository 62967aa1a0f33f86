// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/definitions.h"

#include "core/note/linksyntax.h"
#include "core/text/bytes.h"

#include <optional>

namespace tearsheet {

namespace {

constexpr quint32 LongestLabel = 999;

// CommonMark 4.7; the title is not looked at.
std::optional<LinkDefinition> definitionAt(ByteRange line, QByteArrayView text)
{
    quint32 i = line.begin + 1;
    while (i < line.end && text[i] != ']') {
        if (text[i] == '[' || i - line.begin > LongestLabel)
            return std::nullopt;
        i += text[i] == '\\' ? 2u : 1u;
    }
    if (i + 1 >= line.end || text[i + 1] != ':')
        return std::nullopt;
    LinkDefinition definition{.range = {line.begin, 0}, .label = trimmed({line.begin + 1, i}, text)};
    const ByteRange rest = trimmed({i + 2, line.end}, text);
    if (definition.label.isEmpty() || rest.isEmpty() || text[definition.label.begin] == '^')
        return std::nullopt;
    const bool angled = text[rest.begin] == '<';
    quint32 end = rest.begin;
    while (end < rest.end && (angled ? text[end] != '>' : !isBlank(text[end])))
        ++end;
    if (angled && end == rest.end)
        return std::nullopt;
    const ByteRange target{rest.begin + (angled ? 1u : 0u), end};
    definition.range.end = end + (angled ? 1 : 0);
    const Link link = markdownLink(definition.range, definition.label, target, false, text);
    definition.target = link.target;
    definition.subpath = link.subpath;
    return definition;
}

} // namespace

QList<LinkDefinition> findDefinitions(const BodyLines &lines, const QList<LeafLines> &leaves, QByteArrayView text)
{
    QList<LinkDefinition> definitions;
    auto leaf = leaves.begin();
    int last = -2; // The line of the last definition.
    for (int line = 0; line < lines.count(); ++line) {
        while (leaf != leaves.end() && leaf->last < line)
            ++leaf;
        const bool inside = leaf != leaves.end() && leaf->first <= line;
        const bool possible = !inside || (leaf->paragraph && (leaf->first == line || last == line - 1));
        const ByteRange row = lines.tableRow(line);
        if (!possible || row.isEmpty() || text[row.begin] != '[')
            continue;
        if (const std::optional<LinkDefinition> definition = definitionAt(row, text)) {
            definitions.append(*definition);
            last = line;
        }
    }
    return definitions;
}

} // namespace tearsheet
