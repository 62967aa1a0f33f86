// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/note/highlightfinder.h"

#include "core/text/bytes.h"

namespace tearsheet {

namespace {

constexpr QByteArrayView Delimiter("==");

qsizetype marksIn(QByteArrayView literal)
{
    qsizetype count = 0;
    for (qsizetype at = 0; (at = find(literal, Delimiter, at)) >= 0; at += Delimiter.size())
        ++count;
    return count;
}

} // namespace

HighlightFinder::HighlightFinder(const QByteArray &masked, quint32 begin, NoteFacts &facts)
    : m_masked(masked), m_begin(begin), m_facts(facts), m_any(find(masked, Delimiter) >= 0)
{}

void HighlightFinder::begin(ByteRange leaf)
{
    m_rest = {leaf.begin - m_begin, leaf.end - m_begin};
    m_open.resize(1);
    m_open.last().reset();
}

void HighlightFinder::take(QByteArrayView literal, bool inProse)
{
    for (qsizetype left = marksIn(literal); left > 0; --left) {
        const std::optional<quint32> at = nextMark(inProse);
        if (at && inProse)
            addMark(*at);
    }
}

// A mark behind a backslash is none in prose: the parser tells of it as two texts.
std::optional<quint32> HighlightFinder::nextMark(bool inProse)
{
    for (qsizetype at = m_rest.begin; (at = find(m_masked.first(m_rest.end), Delimiter, at)) >= 0; ++at) {
        if (inProse && at > 0 && m_masked[at - 1] == '\\')
            continue;
        m_rest.begin = static_cast<quint32>(at + Delimiter.size());
        return static_cast<quint32>(at);
    }
    m_rest.begin = m_rest.end;
    return std::nullopt;
}

// As with emphasis, a mark opens before text and closes behind text.
void HighlightFinder::addMark(quint32 at)
{
    const auto isSpace = [&](qsizetype i) { return isBlank(m_masked[i]) || isLineEnd(m_masked[i]); };
    const quint32 end = at + 2;
    std::optional<quint32> &open = m_open.last();
    if (open && at > *open + 2 && !isSpace(qsizetype{at} - 1)) {
        m_facts.marks.append(
            {{m_begin + *open, m_begin + end}, {m_begin + *open + 2, m_begin + at}, MarkKind::Highlight});
        open.reset();
    } else if (!open && end < m_masked.size() && !isSpace(end) && m_masked[end] != '=') {
        open = at;
    }
}

} // namespace tearsheet
