// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/conflictcopy.h"

#include "core/text/piecediff.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <numeric>

namespace tearsheet {

namespace {

using namespace Qt::StringLiterals;

// Whether `name`, without ending, holds what a pattern that fits it has to hold; most names need no closer look.
bool mayFit(QStringView name, bool isNote)
{
    const QChar last = name.back();
    if (last == u')')
        return name.contains(u" (");
    if (!last.isDigit() && !last.isUpper())
        return false;
    if (name.contains(u".sync-conflict-") || name.contains(u"-DESKTOP-") || name.contains(u"-LAPTOP-")
        || name.contains(u"-WIN-"))
        return true;
    const qsizetype space = name.lastIndexOf(u' ');
    return isNote && last.isDigit() && space >= 0 && name.size() - space <= 3;
}

/// How a program names copies: the first group is the file's name without ending.
struct Pattern
{
    QStringView program;
    CopyProof proof;
    QRegularExpression expression;
};

// Of two that fit, the first is meant.
std::array<Pattern, 8> makePatterns()
{
    const auto behind = [](const QString &expression) {
        return QRegularExpression(u"\\A(.+)"_s + expression + u"\\z"_s);
    };
    const QString date = u"\\d{4}-\\d\\d-\\d\\d"_s;
    const QString english = u"(?:[^()]+ )?conflict(?:ed|ing) copy(?: from [^()]+)?(?: %1)?"_s.arg(date);
    const QString others =
        u"(?:Copie en conflit de|In Konflikt stehende Kopie von|Copia en conflicto de) [^()]+ %1"_s.arg(date);
    const QString number = u"(?: \\(\\d+\\))?"_s;
    return {{
        {u"Syncthing", CopyProof::Name, behind(u"\\.sync-conflict-\\d{8}-\\d{6}(?:-[A-Z2-7]{7})?"_s)},
        {u"Tearsheet", CopyProof::Name, behind(u" \\(my version %1 \\d{6}\\)"_s.arg(date))},
        {u"Obsidian Sync", CopyProof::Name, behind(u" \\(Conflicted copy .+ \\d{12}\\)"_s)},
        {u"Nextcloud", CopyProof::Name, behind(u" \\(conflicted copy (?:[^()]+ )?%1 \\d{6}\\)"_s.arg(date))},
        {u"Dropbox", CopyProof::Name,
         behind(u" \\((?i:"_s + english + u'|' + others + u')' + number + u"\\)"_s + number)},
        {u"OneDrive", CopyProof::Original,
         behind(u"-(?:(?:DESKTOP|LAPTOP)-[0-9A-Z]{7,8}|WIN-[0-9A-Z]{11})(?:-\\d+)?"_s)},
        {u"Google Drive", CopyProof::Lines, behind(u" \\([1-9]\\d?\\)"_s)},
        {u"iCloud", CopyProof::Lines, behind(u" (?:[2-9]|[1-9]\\d)"_s)},
    }};
}

// Counts the lines that say something.
QHash<QByteArrayView, int> lineCounts(const QByteArray &text)
{
    QHash<QByteArrayView, int> counts;
    for (const ByteRange range : PiecedText::lines(text).pieces) {
        if (const QByteArrayView line = range.in(text).trimmed(); !line.isEmpty())
            ++counts[line];
    }
    return counts;
}

bool shareMostLines(const Note &one, const Note &other)
{
    const QHash<QByteArrayView, int> counts = lineCounts(one.text);
    const QHash<QByteArrayView, int> others = lineCounts(other.text);
    int shared = 0;
    int all = 0;
    for (auto it = counts.begin(); it != counts.end(); ++it) {
        shared += std::min(it.value(), others.value(it.key()));
        all += it.value();
    }
    const int othersAll = std::accumulate(others.begin(), others.end(), 0);
    return 2 * shared > std::max(all, othersAll);
}

} // namespace

std::optional<ConflictName> conflictName(QStringView fileName)
{
    const qsizetype dot = fileName.lastIndexOf(u'.');
    const bool hasEnding = dot >= 0 && !fileName.sliced(dot).startsWith(u".sync-conflict-");
    const QStringView name = hasEnding ? fileName.first(dot) : fileName;
    const bool isNote = fileName.endsWith(u".md", Qt::CaseInsensitive);
    if (name.isEmpty() || !mayFit(name, isNote))
        return {};
    static const std::array<Pattern, 8> patterns = makePatterns();
    for (const Pattern &pattern : patterns) {
        if (pattern.proof == CopyProof::Lines && !isNote)
            continue;
        if (const QRegularExpressionMatch match = pattern.expression.matchView(name); match.hasMatch())
            return ConflictName{match.captured(1) + fileName.sliced(name.size()), pattern.program, pattern.proof};
    }
    return {};
}

std::optional<ConflictCopy> conflictCopy(int file, const Snapshot &snapshot)
{
    const FileEntry &entry = snapshot.file(file);
    const std::optional<ConflictName> name = conflictName(entry.path.fileName());
    if (!name)
        return {};
    const QString folder = entry.path.toString().chopped(entry.path.fileName().size());
    const Result<NotePath> path = NotePath::fromRelative(QString(folder + name->original));
    const int original = path ? snapshot.find(*path) : -1;
    if (name->proof != CopyProof::Name && original < 0)
        return {};
    if (name->proof == CopyProof::Lines) {
        const FileEntry &beside = snapshot.file(original);
        if (!entry.note || !beside.note || !shareMostLines(*entry.note, *beside.note))
            return {};
    }
    return ConflictCopy{file, original, name->program, name->proof};
}

QList<ConflictCopy> conflictCopies(const Snapshot &snapshot)
{
    QList<ConflictCopy> copies;
    for (int file = 0; file < snapshot.files().size(); ++file) {
        if (const std::optional<ConflictCopy> copy = conflictCopy(file, snapshot))
            copies.append(*copy);
    }
    return copies;
}

} // namespace tearsheet
