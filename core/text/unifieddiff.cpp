// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/unifieddiff.h"

#include "core/text/linediff.h"

#include <QList>

#include <algorithm>

namespace tearsheet {

namespace {

constexpr qsizetype Context = 3;

/// A text's lines with their ends, as patches count them: only `\n` ends one.
QList<QByteArrayView> linesOf(QByteArrayView text)
{
    QList<QByteArrayView> lines;
    while (!text.isEmpty()) {
        const qsizetype end = text.indexOf('\n');
        const qsizetype size = end < 0 ? text.size() : end + 1;
        lines.append(text.first(size));
        text = text.sliced(size);
    }
    return lines;
}

/// Lines `[begin, end)` of one side became those of the other.
struct LineChange
{
    qsizetype beforeBegin;
    qsizetype beforeEnd;
    qsizetype afterBegin;
    qsizetype afterEnd;
};

qsizetype lineNumber(QByteArrayView text, quint32 offset)
{
    return text.first(offset).count('\n') + (offset == text.size() && offset > 0 && !text.endsWith('\n') ? 1 : 0);
}

// The places that differ, in whole lines; those that share a line are one.
QList<LineChange> lineChanges(QByteArrayView before, QByteArrayView after)
{
    QList<LineChange> changes;
    for (const Replacement &replacement : lineDiff(before, after)) {
        const auto isInside = [](QByteArrayView text, quint32 at) {
            return at > 0 && at < text.size() && text[at - 1] != '\n';
        };
        const LineChange change{
            lineNumber(before, replacement.before.begin),
            lineNumber(before, replacement.before.end) + (isInside(before, replacement.before.end) ? 1 : 0),
            lineNumber(after, replacement.after.begin),
            lineNumber(after, replacement.after.end) + (isInside(after, replacement.after.end) ? 1 : 0)};
        if (!changes.isEmpty() && change.beforeBegin <= changes.last().beforeEnd) {
            changes.last().beforeEnd = std::max(changes.last().beforeEnd, change.beforeEnd);
            changes.last().afterEnd = std::max(changes.last().afterEnd, change.afterEnd);
        } else {
            changes.append(change);
        }
    }
    return changes;
}

QByteArray span(qsizetype begin, qsizetype end)
{
    // An empty span is named by the line in front of it.
    return QByteArray::number(begin == end ? begin : begin + 1) + ',' + QByteArray::number(end - begin);
}

} // namespace

QByteArray unifiedDiff(QByteArrayView before, QByteArrayView after)
{
    const QList<QByteArrayView> old = linesOf(before);
    const QList<QByteArrayView> now = linesOf(after);
    const QList<LineChange> changes = lineChanges(before, after);
    QByteArray diff;
    const auto addLines = [&](char mark, const QList<QByteArrayView> &lines, qsizetype begin, qsizetype end) {
        for (qsizetype i = begin; i < end; ++i) {
            diff += mark;
            diff += lines.at(i);
            if (!lines.at(i).endsWith('\n'))
                diff += "\n\\ No newline at end of file\n";
        }
    };
    for (qsizetype first = 0; first < changes.size();) {
        qsizetype last = first;
        while (last + 1 < changes.size()
               && changes.at(last + 1).beforeBegin - changes.at(last).beforeEnd <= 2 * Context)
            ++last;
        const qsizetype lead = std::min(Context, changes.at(first).beforeBegin);
        const qsizetype tail = std::min(Context, old.size() - changes.at(last).beforeEnd);
        diff += "@@ -" + span(changes.at(first).beforeBegin - lead, changes.at(last).beforeEnd + tail) + " +"
                + span(changes.at(first).afterBegin - lead, changes.at(last).afterEnd + tail) + " @@\n";
        qsizetype at = changes.at(first).beforeBegin - lead;
        for (qsizetype i = first; i <= last; ++i) {
            const LineChange &change = changes.at(i);
            addLines(' ', old, at, change.beforeBegin);
            addLines('-', old, change.beforeBegin, change.beforeEnd);
            addLines('+', now, change.afterBegin, change.afterEnd);
            at = change.beforeEnd;
        }
        addLines(' ', old, at, changes.at(last).beforeEnd + tail);
        first = last + 1;
    }
    return diff;
}

} // namespace tearsheet
