// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/change/newnote.h"

#include "core/change/renameplan.h"
#include "core/note/dateformat.h"
#include "core/text/plaincharacter.h"

#include <QObject>
#include <QVarLengthArray>

#include <algorithm>
#include <numeric>

namespace tearsheet {

namespace {

constexpr qsizetype ShortestNear = 3; // Shorter names are near to anything.

constexpr bool isAsciiLetterOrDigit(char16_t c)
{
    return (c >= u'0' && c <= u'9') || ((c | 0x20) >= u'a' && (c | 0x20) <= u'z');
}

using Letters = QVarLengthArray<QChar, 128>;

// The letters and digits of `text`, without case and accents.
Letters lettersOf(QStringView text)
{
    Letters letters;
    for (const QChar c : text) {
        if (c.unicode() < 0x80 ? isAsciiLetterOrDigit(c.unicode()) : c.isLetterOrNumber())
            letters.append(c.unicode() < 0x80 ? QChar(c.unicode() | 0x20) : plainCharacter(c));
    }
    return letters;
}

// How many letters must be put in, left out or changed to make `one` of `other`; more than `most` may be any number
// above it. Only `2 * most + 1` cells of each row are worked out.
qsizetype editDistance(QStringView one, QStringView other, qsizetype most)
{
    if (std::abs(one.size() - other.size()) > most)
        return most + 1;
    QVarLengthArray<qsizetype, 64> row(other.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 1; i <= one.size(); ++i) {
        const qsizetype begin = std::max<qsizetype>(1, i - most);
        const qsizetype end = std::min(other.size(), i + most);
        qsizetype diagonal = row[begin - 1];
        row[begin - 1] = begin == 1 ? i : most + 1;
        qsizetype best = row[begin - 1];
        for (qsizetype j = begin; j <= end; ++j) {
            const qsizetype above = j == i + most ? most + 1 : row[j];
            const qsizetype changed = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({changed, above + 1, row[j - 1] + 1});
            best = std::min(best, row[j]);
        }
        if (best > most)
            return most + 1;
    }
    return row[other.size()];
}

/// How like a note is to a name; less is better.
struct Rank
{
    Likeness likeness = Likeness::Name;
    qsizetype distance = 0;
    int file = -1;

    auto operator<=>(const Rank &) const = default;
};

/// Compares notes with the name of a new one.
class Comparison
{
public:
    explicit Comparison(QStringView name)
        : m_key(nameKey(name)), m_buffer(lettersOf(name)), m_letters(m_buffer.constData(), m_buffer.size())
    {
        m_reach = m_letters.size() < ShortestNear ? 0 : m_letters.size() < 6 ? 1 : 2;
    }
    Q_DISABLE_COPY_MOVE(Comparison)

    std::optional<Rank> rank(int number, const FileEntry &file) const
    {
        const QStringView name = file.path.name();
        const Letters buffer = lettersOf(name);
        const QStringView letters(buffer.constData(), buffer.size());
        std::optional<Likeness> best;
        if (letters == m_letters)
            best = nameKey(name) == m_key ? Likeness::Name : Likeness::Letters;
        if (file.note && best != Likeness::Name) {
            for (const QString &alias : file.note->facts.aliases) {
                if (lettersOf(alias) == m_buffer)
                    best = nameKey(alias) == m_key ? Likeness::Alias : best.value_or(Likeness::Letters);
                if (best == Likeness::Alias)
                    break;
            }
        }
        // Marks alone are like no others.
        if (best == Likeness::Letters && m_letters.isEmpty())
            return std::nullopt;
        return best ? std::optional(Rank{*best, 0, number}) : nearRank(number, letters);
    }

private:
    std::optional<Rank> nearRank(int number, QStringView letters) const
    {
        if (letters.size() < ShortestNear || m_letters.size() < ShortestNear)
            return std::nullopt;
        if (const qsizetype distance = editDistance(letters, m_letters, m_reach); distance <= m_reach)
            return Rank{Likeness::Near, distance, number};
        if (letters.startsWith(m_letters) || m_letters.startsWith(letters))
            return Rank{Likeness::Near, m_reach + std::abs(letters.size() - m_letters.size()), number};
        return std::nullopt;
    }

    QString m_key;
    Letters m_buffer;
    QStringView m_letters;
    qsizetype m_reach = 0; // How many letters a near name may differ in.
};

// What `{{field}}` stands for; nothing where it is none of ours.
std::optional<QString> fieldValue(QByteArrayView field, const QString &title, const QDateTime &now,
                                  const ObsidianSettings &settings)
{
    const qsizetype colon = field.indexOf(':');
    const QByteArrayView name = colon < 0 ? field : field.first(colon);
    const QString format = colon < 0 ? QString() : QString::fromUtf8(field.sliced(colon + 1));
    if (field == "title")
        return title;
    if (name == "date")
        return formattedDate(now, colon < 0 ? settings.templateDateFormat : format);
    if (name == "time")
        return formattedDate(now, colon < 0 ? settings.templateTimeFormat : format);
    return std::nullopt;
}

} // namespace

QList<SimilarNote> similarNotes(const Snapshot &snapshot, const QString &name, qsizetype most)
{
    QStringView wanted = QStringView(name).trimmed();
    wanted = wanted.sliced(wanted.lastIndexOf(u'/') + 1);
    const Comparison comparison(hasNoteEnding(wanted) ? wanted.chopped(3) : wanted);
    QList<Rank> ranks;
    for (int file = 0; file < snapshot.files().size() && !wanted.isEmpty(); ++file) {
        if (!snapshot.file(file).path.isNote())
            continue;
        if (const std::optional<Rank> rank = comparison.rank(file, snapshot.file(file)))
            ranks.append(*rank);
    }
    std::ranges::sort(ranks);
    QList<SimilarNote> notes;
    for (const Rank &rank : ranks.first(std::min(most, ranks.size())))
        notes.append({rank.likeness, rank.file});
    return notes;
}

Result<NotePath> newNotePath(const QString &name, const NotePath &from, const ObsidianSettings &settings)
{
    QString path = name.trimmed();
    const bool bare = !path.contains(u'/');
    while (path.startsWith(u'/'))
        path.removeFirst();
    if (hasNoteEnding(path))
        path.chop(3);
    for (const QStringView part : QStringView(path).split(u'/')) {
        if (const QString objection = nameObjection(part); !objection.isEmpty())
            return failure(ErrorCode::InvalidName, name, objection);
    }
    if (bare && settings.newNotePlace == NewNotePlace::CurrentFolder)
        path.prepend(from.folder() + u'/');
    else if (bare && settings.newNotePlace == NewNotePlace::Folder)
        path.prepend(settings.newNoteFolder + u'/');
    while (path.startsWith(u'/'))
        path.removeFirst();
    return NotePath::fromRelative(QString(path + QStringLiteral(".md")));
}

QList<int> templateNotes(const Snapshot &snapshot)
{
    const Result<NotePath> folder = NotePath::fromRelative(snapshot.settings().templateFolder);
    QList<int> notes;
    for (int file = 0; folder && file < snapshot.files().size(); ++file) {
        const NotePath &path = snapshot.file(file).path;
        if (path.isNote() && path.toString().startsWith(folder->toString() + u'/'))
            notes.append(file);
    }
    return notes;
}

QByteArray filledTemplate(QByteArrayView text, const QString &title, const QDateTime &now,
                          const ObsidianSettings &settings)
{
    QByteArray result;
    while (!text.isEmpty()) {
        const qsizetype open = text.indexOf("{{");
        const qsizetype close = open < 0 ? -1 : text.indexOf("}}", open);
        if (close < 0)
            break;
        const auto value = fieldValue(text.sliced(open + 2, close - open - 2), title, now, settings);
        result += text.first(open) + (value ? value->toUtf8() : QByteArray("{"));
        // Of "{{{date}}" the inner braces count.
        text = text.sliced(value ? close + 2 : open + 1);
    }
    return result + text;
}

} // namespace tearsheet
