// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/comparisonparts.h"

#include "core/text/bytes.h"
#include "core/text/lineindex.h"

#include <QObject>

#include <algorithm>
#include <array>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array ForWords{"bull", "upside", "pro", "strength"};
constexpr std::array AgainstWords{"bear", "downside", "con", "weakness"};

enum class Side : quint8 { None, For, Against };

ComparedCell textCell(ByteRange range, const FileEntry &file, const LineIndex &lines)
{
    ComparedCell cell;
    const QByteArray raw = range.in(file.note->text).toByteArray();
    cell.values.append({.raw = raw,
                        .value = {.kind = CellKind::Text},
                        .own = true,
                        .source = {file.path, lines.lineAt(range.begin), range}});
    return cell;
}

bool isItem(QByteArrayView line)
{
    qsizetype at = 0;
    while (at < line.size() && isDigit(line[at]))
        ++at;
    if (at > 0)
        return at + 1 < line.size() && (line[at] == '.' || line[at] == ')') && isBlank(line[at + 1]);
    return line.size() > 1 && (line[0] == '-' || line[0] == '*' || line[0] == '+') && isBlank(line[1]);
}

// A label and the text behind it: "**Bull:**", "Bear case:", "### Bulls say".
struct Label
{
    Side side = Side::None;
    qsizetype end = 0; // Where what stands behind it in the line begins.
};

Label labelOf(QByteArrayView line)
{
    qsizetype at = 0;
    while (at < line.size() && (line[at] == '#' || line[at] == '*' || line[at] == '_' || isBlank(line[at])))
        ++at;
    const bool marked = at > 0;
    const auto begins = [&](QByteArrayView word) {
        const QByteArrayView rest = line.sliced(at);
        if (rest.size() < word.size() || rest.first(word.size()).compare(word, Qt::CaseInsensitive) != 0)
            return false;
        const qsizetype end = word.size() + (rest.size() > word.size() && (rest[word.size()] | 0x20) == 's');
        return end == rest.size() || !((rest[end] | 0x20) >= 'a' && (rest[end] | 0x20) <= 'z');
    };
    const bool isFor = std::ranges::any_of(ForWords, begins);
    if (!isFor && !std::ranges::any_of(AgainstWords, begins))
        return {};
    const qsizetype colon = line.indexOf(':', at);
    const bool heading = line.startsWith('#');
    constexpr qsizetype LongestLabel = 40;
    if (!heading && (colon < 0 || colon - at > LongestLabel) && !(marked && line.size() < LongestLabel))
        return {};
    qsizetype end = heading || colon < 0 ? line.size() : colon + 1;
    while (end < line.size() && (line[end] == '*' || line[end] == '_' || isBlank(line[end])))
        ++end;
    return {isFor ? Side::For : Side::Against, end};
}

// The points for and against in a note, in the order of its text.
struct Points
{
    QList<ByteRange> for_;
    QList<ByteRange> against;
};

Points pointsOf(const Note &note, const LineIndex &lines)
{
    Points points;
    Side side = Side::None;
    bool listed = false; // Whether an item of the label has been seen.
    auto block = note.facts.blocks.begin();
    for (int number = 0; number < lines.lineCount(); ++number) {
        const ByteRange whole{lines.start(number), lines.end(number, note.text)};
        const ByteRange range = trimmed(whole, note.text);
        while (block != note.facts.blocks.end() && block->range.end <= whole.begin)
            ++block;
        const bool prose = block == note.facts.blocks.end()
                           || (block->kind != BlockKind::Code && block->kind != BlockKind::Table
                               && block->kind != BlockKind::FrontMatter);
        const QByteArrayView line = range.in(note.text);
        if (line.isEmpty())
            continue;
        if (!prose) {
            side = Side::None;
            continue;
        }
        QList<ByteRange> &list = side == Side::Against ? points.against : points.for_;
        if (const Label label = labelOf(isItem(line) ? line.sliced(2) : line); label.side != Side::None) {
            side = label.side;
            listed = false;
            const ByteRange rest{range.begin + static_cast<quint32>(label.end) + (isItem(line) ? 2 : 0), range.end};
            if (rest.begin < rest.end)
                (side == Side::For ? points.for_ : points.against).append(rest);
        } else if (side != Side::None && isItem(line)) {
            listed = true;
            const auto marker = static_cast<quint32>(line.indexOf(' ') + 1);
            list.append(trimmed({range.begin + marker, range.end}, note.text));
        } else if (line.startsWith('#') || isDigit(line[0]) || line.startsWith("---") || line.startsWith("**")
                   || !listed || whole.begin == range.begin) {
            side = Side::None;
        } else if (side != Side::None && !list.isEmpty()) {
            list.last().end = range.end; // An item goes on.
        }
    }
    return points;
}

// The text of a section down to the next heading of any level.
ByteRange ownText(const Note &note, qsizetype heading)
{
    const quint32 begin = note.facts.headings.at(heading).range.end;
    const quint32 end = heading + 1 < note.facts.headings.size() ? note.facts.headings.at(heading + 1).range.begin
                                                                 : static_cast<quint32>(note.text.size());
    ByteRange range = trimmed({begin, end}, note.text);
    // The rule between sections belongs to none.
    while (range.size() >= 3 && QByteArrayView(range.in(note.text)).endsWith("---")) {
        range.end -= 3;
        range = trimmed(range, note.text);
    }
    return range;
}

QString keyOf(const Note &note, qsizetype heading, const NotePath &path)
{
    const QString text = QString::fromUtf8(note.facts.headings.at(heading).text.in(note.text));
    const QString key = headingKey(QString(text).remove(path.name().toString(), Qt::CaseInsensitive));
    return key.isEmpty() ? u"\n"_s : key; // The title, whose text is the note's name.
}

} // namespace

Comparison compareCases(const ComparisonRequest &request, const Snapshot &snapshot)
{
    Comparison comparison{.corner = QObject::tr("Point")};
    const QList<Company> companies = companiesNamed(request.names, snapshot);
    addUnknown(companies, comparison);
    QList<Points> points;
    QList<LineIndex> lines;
    qsizetype mostFor = 0;
    qsizetype mostAgainst = 0;
    for (const Company &company : companies) {
        comparison.columns.append({.title = company.title(), .note = company.subject.note});
        lines.append(company.file < 0 ? LineIndex() : LineIndex(snapshot.note(company.file).text));
        points.append(company.file < 0 ? Points() : pointsOf(snapshot.note(company.file), lines.last()));
        mostFor = std::max(mostFor, points.last().for_.size());
        mostAgainst = std::max(mostAgainst, points.last().against.size());
        if (company.file >= 0 && points.last().for_.isEmpty() && points.last().against.isEmpty())
            comparison.remarks.append(QObject::tr("%1 lists no points for or against.").arg(company.title()));
    }
    const auto add = [&](const QString &title, qsizetype count, QList<ByteRange> Points::*list) {
        for (qsizetype row = 0; row < count; ++row) {
            comparison.rows.append({.title = title, .detail = QString::number(row + 1), .group = title});
            for (qsizetype c = 0; c < companies.size(); ++c) {
                const QList<ByteRange> &ranges = points.at(c).*list;
                comparison.cells.append(row < ranges.size()
                                            ? textCell(ranges.at(row), snapshot.file(companies.at(c).file), lines.at(c))
                                            : ComparedCell());
            }
        }
    };
    add(QObject::tr("Bull"), mostFor, &Points::for_);
    add(QObject::tr("Bear"), mostAgainst, &Points::against);
    return comparison;
}

Comparison compareHeadings(const ComparisonRequest &request, const Snapshot &snapshot)
{
    Comparison comparison{.corner = QObject::tr("Heading")};
    QList<Company> notes = companiesNamed(request.names.first(std::min<qsizetype>(2, request.names.size())), snapshot);
    addUnknown(notes, comparison);
    notes.removeIf([](const Company &note) { return note.file < 0; });
    if (notes.size() < 2)
        return comparison;

    struct Pair
    {
        QString key;
        std::array<int, 2> headings{-1, -1};
    };
    QList<Pair> sections;
    for (size_t side = 0; side < 2; ++side) {
        const FileEntry &file = snapshot.file(notes.at(static_cast<qsizetype>(side)).file);
        comparison.columns.append({.title = file.path.name().toString(), .note = file.path});
        qsizetype place = 0; // Behind the last section that was found.
        for (int heading = 0; heading < file.note->facts.headings.size(); ++heading) {
            const QString key = keyOf(*file.note, heading, file.path);
            const auto known = std::ranges::find_if(
                sections, [&](const Pair &section) { return section.key == key && section.headings.at(side) < 0; });
            if (known != sections.end()) {
                known->headings.at(side) = heading;
                place = known - sections.begin() + 1;
            } else {
                Pair section{key, {-1, -1}};
                section.headings.at(side) = heading;
                sections.insert(place++, section);
            }
        }
    }
    const std::array lines{LineIndex(snapshot.note(notes.at(0).file).text),
                           LineIndex(snapshot.note(notes.at(1).file).text)};
    for (const Pair &section : std::as_const(sections)) {
        ComparisonLine row;
        for (size_t side = 0; side < 2; ++side) {
            const FileEntry &file = snapshot.file(notes.at(static_cast<qsizetype>(side)).file);
            const int heading = section.headings.at(side);
            if (heading < 0) {
                comparison.cells.append(ComparedCell());
                continue;
            }
            const Heading &found = file.note->facts.headings.at(heading);
            if (row.title.isEmpty())
                row.title = plainInline(found.text.in(file.note->text));
            const ByteRange text = ownText(*file.note, heading);
            comparison.cells.append(textCell(text.isEmpty() ? found.range : text, file, lines.at(side)));
        }
        comparison.rows.append(row);
    }
    return comparison;
}

} // namespace tearsheet
