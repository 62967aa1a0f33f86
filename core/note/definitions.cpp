// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/definitions.h"

#include "core/note/linksyntax.h"
#include "core/text/bytes.h"

#include <optional>

namespace tearsheet {

namespace {

constexpr quint32 LongestLabel = 1000; // The parser's own bound.

/// Reads the definitions that follow each other in a run of lines.
class DefinitionReader
{
public:
    DefinitionReader(ByteRange run, const BodyLines &lines, QByteArrayView body, QByteArrayView text)
        : m_begin(run.begin), m_bytes(lines.withoutPrefixes(run, body)), m_text(text)
    {}

    /// Reads the definition that begins at `offset` of the note. True where there is one; `end()` is behind its last
    /// line then.
    bool read(quint32 offset)
    {
        const quint32 begin = offset - m_begin;
        const std::optional<quint32> labelEnd = pastLabel(begin);
        if (!labelEnd || at(*labelEnd) != ':')
            return false;
        const ByteRange label = trimmed({begin + 1, *labelEnd - 1}, m_bytes);
        const auto bare = bareDestinationAt(pastBlanks(*labelEnd + 1), size(), m_bytes);
        if (label.isEmpty() || !bare || (bare->range.isEmpty() && bare->range.end == bare->end))
            return false;
        const std::optional<quint32> end = pastTitle(bare->end);
        if (!end)
            return false;
        m_end = m_begin + *end;
        m_definition = {};
        m_definition.range = {offset, m_begin + bare->end};
        m_definition.label = inNote(label);
        const Link link = markdownLink(m_definition.range, m_definition.label, inNote(bare->range), false, m_text);
        m_definition.target = link.target;
        m_definition.subpath = link.subpath;
        return true;
    }

    const LinkDefinition &definition() const { return m_definition; }
    quint32 end() const { return m_end; }

    /// Whether the definition is one of a footnote.
    bool isFootnote() const { return m_text[m_definition.label.begin] == '^'; }

private:
    quint32 size() const { return static_cast<quint32>(m_bytes.size()); }
    char at(quint32 i) const { return i < size() ? m_bytes.at(i) : '\n'; }
    ByteRange inNote(ByteRange range) const { return {range.begin + m_begin, range.end + m_begin}; }

    std::optional<quint32> pastLabel(quint32 begin) const
    {
        for (quint32 i = begin + 1; i < size() && i - begin <= LongestLabel; ++i) {
            if (m_bytes.at(i) == ']')
                return i + 1;
            if (m_bytes.at(i) == '[')
                return {};
            if (m_bytes.at(i) == '\\' && isPunctuation(at(i + 1)))
                ++i;
        }
        return {};
    }

    quint32 pastLineBlanks(quint32 i) const
    {
        while (i < size() && isBlank(m_bytes.at(i)))
            ++i;
        return i;
    }

    // Blanks with at most one line end among them; there is no empty line in a paragraph.
    quint32 pastBlanks(quint32 i) const
    {
        while (i < size() && isWhiteSpace(m_bytes.at(i)))
            ++i;
        return i;
    }

    // The place behind the line in which what begins behind the destination ends, if that is a title or nothing.
    std::optional<quint32> pastTitle(quint32 destinationEnd) const
    {
        const quint32 begin = pastBlanks(destinationEnd);
        if (begin > destinationEnd) {
            if (const auto end = titleEnd(begin, size(), m_bytes); end && isLineEnd(at(pastLineBlanks(*end))))
                return pastLineBlanks(*end);
        }
        const quint32 lineEnd = pastLineBlanks(destinationEnd);
        return isLineEnd(at(lineEnd)) ? std::optional(lineEnd) : std::nullopt;
    }

    quint32 m_begin;
    QByteArray m_bytes;
    QByteArrayView m_text;
    LinkDefinition m_definition;
    quint32 m_end = 0;
};

} // namespace

QList<LinkDefinition> findDefinitions(const BodyLines &lines, const QList<LeafLines> &leaves, QByteArrayView body,
                                      QByteArrayView text)
{
    QList<LinkDefinition> definitions;
    const quint32 bodyBegin = lines.begin(0);
    const auto begins = [&](int line) {
        const ByteRange row = lines.tableRow(line);
        return !row.isEmpty() && body[row.begin - bodyBegin] == '[';
    };
    auto leaf = leaves.begin();
    for (int line = 0; line < lines.count();) {
        while (leaf != leaves.end() && leaf->last < line)
            ++leaf;
        const bool inside = leaf != leaves.end() && leaf->first <= line;
        int last = inside ? leaf->last : line;
        if (!begins(line) || (inside && (!leaf->paragraph || leaf->first < line))) {
            line = last + 1;
            continue;
        }
        // A paragraph of definitions alone is no leaf.
        const int next = leaf == leaves.end() ? lines.count() : leaf->first;
        while (!inside && last + 1 < next && !lines.tableRow(last + 1).isEmpty())
            ++last;
        DefinitionReader reader({lines.begin(line), lines.begin(last + 1)}, lines, body, text);
        while (line <= last) {
            if (begins(line) && reader.read(lines.tableRow(line).begin)) {
                if (!reader.isFootnote())
                    definitions.append(reader.definition());
                line = std::max(line, lines.lineAt(reader.end())) + 1;
            } else {
                line = inside ? last + 1 : line + 1;
            }
        }
    }
    return definitions;
}

} // namespace tearsheet
