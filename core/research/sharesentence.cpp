// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/sharesentence.h"

#include "core/research/labelwords.h"
#include "core/table/cellcursor.h"

#include <algorithm>

namespace tearsheet {

namespace {

constexpr std::string_view Verbs[] = {"controls", "control",  "dominates", "dominate", "holds",
                                      "hold",     "has",      "have",      "commands", "captures",
                                      "owns",     "accounts", "leads",     "supplies", "makes"};
// Between a name and its share.
constexpr std::string_view Between[] = {"with",      "for", "about",  "around", "roughly", "approximately",
                                        "over",      "a",   "an",     "some",   "now",     "still",
                                        "currently", "the", "nearly", "almost", "more",    "than"};

constexpr qsizetype Farthest = 60; // From a name to its share.

// Where the words of the text between a name and a value are only such as lead from one to the other.
bool leadsToValue(QByteArrayView text)
{
    bool verb = false;
    std::string_view rest(text.data(), static_cast<size_t>(text.size()));
    while (!rest.empty()) {
        const size_t end = std::min(rest.find(' '), rest.size());
        const std::string_view view = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (isOneOf(view, Verbs))
            verb = true;
        else if (!isOneOf(view, Between))
            return false;
    }
    return verb;
}

// The value before a percent sign at `percent`: digits, range and qualifiers.
quint32 valueBegin(QByteArrayView text, quint32 percent, quint32 least)
{
    quint32 begin = percent;
    while (begin > least
           && (isDigit(text[begin - 1]) || text[begin - 1] == '.' || text[begin - 1] == '-' || text[begin - 1] == '~'
               || text[begin - 1] == '>' || text[begin - 1] == '+'
               || static_cast<unsigned char>(text[begin - 1]) >= 0x80))
        --begin;
    return begin;
}

bool readSentence(ByteRange line, ByteRange name, QByteArrayView text, ShareSentence &sentence)
{
    const QByteArrayView rest = ByteRange{name.end, line.end}.in(text);
    const qsizetype percent = rest.indexOf('%');
    if (percent < 2 || percent > Farthest)
        return false;
    const quint32 end = name.end + static_cast<quint32>(percent) + 1;
    const quint32 begin = valueBegin(text, end - 1, name.end);
    if (begin == end - 1 || !leadsToValue(ByteRange{name.end, begin}.in(text).trimmed()))
        return false;
    // The market: up to the end of the clause.
    quint32 stop = end;
    while (stop < line.end && !QByteArrayView(".,;:(").contains(text[stop]))
        ++stop;
    LabelWords phrase;
    readLabel(ByteRange{end, stop}.in(text), phrase);
    constexpr qsizetype Most = 8;
    if (phrase.words.isEmpty() || phrase.words.size() > Most)
        return false;
    QList<std::string_view> scope;
    bool share = false;
    for (const std::string_view word : phrase.words) {
        if (word == "share" || word == "market")
            share = true;
        else if (!isFiller(word))
            scope.append(word);
    }
    if (!share)
        return false;
    sentence.value = readCell(ByteRange{begin, end}.in(text));
    if (sentence.value.kind != CellKind::Percent)
        return false;
    sentence.scope = wordSet(scope);
    sentence.period = phrase.period;
    sentence.line = line;
    sentence.range = {begin, end};
    return true;
}

// The line that `name` begins, but for blanks and the mark of a list; nothing where it does not, or says no percentage
// soon.
std::optional<ByteRange> lineBehind(ByteRange name, QByteArrayView text)
{
    quint32 begin = name.begin;
    while (begin > 0 && (isBlank(text[begin - 1]) || text[begin - 1] == '-' || text[begin - 1] == '*'))
        --begin;
    if (begin > 0 && !isLineEnd(text[begin - 1]))
        return std::nullopt;
    quint32 end = name.end;
    bool percent = false;
    for (; end < text.size() && !isLineEnd(text[end]); ++end)
        percent = percent || (text[end] == '%' && end - name.end <= Farthest);
    return percent ? std::optional(ByteRange{begin, end}) : std::nullopt;
}

} // namespace

bool isProse(ByteRange range, const NoteFacts &facts)
{
    const auto after =
        std::ranges::upper_bound(facts.blocks, range.begin, {}, [](const Block &block) { return block.range.begin; });
    if (after == facts.blocks.begin())
        return false;
    const BlockKind kind = (after - 1)->kind;
    return kind == BlockKind::Paragraph || kind == BlockKind::List;
}

QList<ShareSentence> readShareSentences(const FileEntry &file, Names &names)
{
    QList<ShareSentence> sentences;
    const NoteFacts &facts = file.note->facts;
    const QByteArrayView text = file.note->text;
    if (!text.contains('%'))
        return sentences;
    for (const Link &link : facts.links) {
        const std::optional<ByteRange> line = link.embed ? std::nullopt : lineBehind(link.range, text);
        ShareSentence sentence;
        if (!line || !readSentence(*line, link.range, text, sentence) || !isProse(*line, facts))
            continue;
        sentence.section = facts.headingAt(line->begin);
        sentence.subject = names.linked(link, file);
        if (sentence.subject.isValid())
            sentences.append(sentence);
    }
    return sentences;
}

} // namespace tearsheet
