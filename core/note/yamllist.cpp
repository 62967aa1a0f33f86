// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/yamllist.h"

#include "core/text/bytes.h"

#include <algorithm>

namespace tearsheet {

YamlList::YamlList(const YamlNode &list, QByteArrayView text)
    : m_list(list), m_text(text), m_flow(list.range.in(text).startsWith('[')),
      m_editable(m_flow ? list.range.in(text).endsWith(']') : findDashes())
{}

QList<Edit> YamlList::without(const QSet<qsizetype> &gone) const
{
    QList<Edit> edits;
    const qsizetype count = m_list.children.size();
    if (m_flow && gone.size() == count)
        return {{{m_list.range.begin + 1, m_list.range.end - 1}, {}}};
    for (qsizetype first = 0; first < count; ++first) {
        if (!gone.contains(first))
            continue;
        qsizetype last = first;
        while (gone.contains(last + 1))
            ++last;
        edits.append(
            {m_flow ? flowRun(first, last) : ByteRange{lineBegin(m_dashes.at(first)), lineEnd(item(last).end) + 1},
             {}});
        first = last;
    }
    return edits;
}

QList<Edit> YamlList::with(qsizetype at, const QList<QByteArray> &items) const
{
    if (items.isEmpty())
        return {};
    if (m_flow) {
        const QByteArray joined = items.join(", ");
        if (m_list.children.isEmpty())
            return {{{m_list.range.begin + 1, m_list.range.begin + 1}, joined}};
        if (at == 0)
            return {{{item(0).begin, item(0).begin}, joined + ", "}};
        return {{{item(at - 1).end, item(at - 1).end}, ", " + joined}};
    }
    const quint32 first = lineBegin(m_dashes.first());
    const quint32 end = lineEnd(item(std::max<qsizetype>(at - 1, 0)).end);
    const bool twoBytes = end > 0 && m_text[end - 1] == '\r';
    const QByteArray indent = ByteRange{first, m_dashes.first()}.in(m_text).toByteArray();
    QByteArray lines;
    for (const QByteArray &written : items)
        lines += indent + "- " + written + (twoBytes ? "\r\n" : "\n");
    const quint32 place = at == 0 ? first : end + 1;
    return {{{place, place}, lines}};
}

bool YamlList::findDashes()
{
    for (const YamlNode &node : m_list.children) {
        quint32 at = node.range.begin;
        while (at > m_list.range.begin && (isBlank(m_text[at - 1]) || isLineEnd(m_text[at - 1])))
            --at;
        if (at == m_list.range.begin || m_text[at - 1] != '-')
            return false;
        m_dashes.append(at - 1);
    }
    return std::ranges::all_of(m_dashes, [&](quint32 dash) {
        return std::ranges::all_of(ByteRange{lineBegin(dash), dash}.in(m_text), isBlank);
    });
}

quint32 YamlList::lineBegin(quint32 at) const
{
    return static_cast<quint32>(m_text.first(at).lastIndexOf('\n') + 1);
}

// Behind front matter there is always a line, so that each of its own has an end.
quint32 YamlList::lineEnd(quint32 at) const
{
    const qsizetype end = m_text.indexOf('\n', at);
    return static_cast<quint32>(end < 0 ? m_text.size() - 1 : end);
}

ByteRange YamlList::item(qsizetype index) const
{
    return trimmed(m_list.children.at(index).range, m_text);
}

// Some, not all, of the items in brackets, with as many commas.
ByteRange YamlList::flowRun(qsizetype first, qsizetype last) const
{
    if (last + 1 < m_list.children.size())
        return {item(first).begin, item(last + 1).begin};
    const ByteRange gap{item(first - 1).end, item(first).begin};
    // A comment belongs to what stands before it.
    return {gap.in(m_text).contains('#') ? gap.end : gap.begin, item(last).end};
}

} // namespace tearsheet
