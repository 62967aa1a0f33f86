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

bool readSentence(ByteRange line, ByteRange name, const Subject &subject, QByteArrayView text, ShareSentence &sentence)
{
    const QByteArrayView rest = ByteRange{name.end, line.end}.in(text);
    const qsizetype percent = rest.indexOf('%');
    constexpr qsizetype Farthest = 60;
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
    sentence.subject = subject;
    sentence.scope = wordSet(scope);
    sentence.period = phrase.period;
    sentence.line = line;
    sentence.range = {begin, end};
    return true;
}

} // namespace

QList<ShareSentence> readShareSentences(const FileEntry &file, Names &names)
{
    QList<ShareSentence> sentences;
    const Note &note = *file.note;
    const QByteArrayView text = note.text;
    int section = -1;
    for (const Block &block : note.facts.blocks) {
        if (block.kind != BlockKind::Paragraph && block.kind != BlockKind::List)
            continue;
        while (section + 1 < note.facts.headings.size()
               && note.facts.headings.at(section + 1).range.begin < block.range.begin)
            ++section;
        for (quint32 begin = block.range.begin; begin < block.range.end;) {
            quint32 end = begin;
            while (end < block.range.end && !isLineEnd(text[end]))
                ++end;
            const ByteRange line{begin, end};
            begin = end + 1;
            quint32 at = line.begin;
            while (at < line.end && (isBlank(text[at]) || text[at] == '-' || text[at] == '*'))
                ++at;
            if (!ByteRange{at, line.end}.in(text).contains('%'))
                continue;
            const auto link =
                std::ranges::lower_bound(note.facts.links, at, {}, [](const Link &one) { return one.range.begin; });
            if (link == note.facts.links.end() || link->range.begin != at || link->range.end > line.end || link->embed)
                continue;
            const Subject subject = names.linked(linkTarget(*link, text), file.path);
            ShareSentence sentence{.section = section};
            if (subject.isValid() && readSentence(line, link->range, subject, text, sentence))
                sentences.append(std::move(sentence));
        }
    }
    return sentences;
}

} // namespace tearsheet
