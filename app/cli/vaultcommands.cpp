// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/changes.h"
#include "app/cli/command.h"

#include "core/research/problem.h"
#include "core/research/problemkinds.h"
#include "core/vault/vaultlists.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonObject>
#include <QMap>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

QJsonArray pathsOf(const QList<int> &files, const Snapshot &snapshot)
{
    QJsonArray paths;
    for (const int file : files)
        paths.append(snapshot.file(file).path.toString());
    return paths;
}

QString mendableKinds()
{
    QStringList names;
    for (const ProblemKind &kind : problemKinds()) {
        if (kind.mendable)
            names.append(kind.name.toString());
    }
    return u"These can be mended: %1."_s.arg(names.join(u", "_s));
}

// How many problems there are of each kind, most first.
QStringList summary(const QList<Problem> &problems)
{
    QMap<QString, int> counts;
    for (const Problem &problem : problems)
        ++counts[problem.kind.toString()];
    QList<std::pair<int, QString>> rows;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        rows.append({it.value(), it.key()});
    std::ranges::stable_sort(rows, std::greater(), &std::pair<int, QString>::first);
    QStringList lines;
    for (const auto &[count, kind] : std::as_const(rows))
        lines.append(QString::number(count).rightJustified(7) + u"  "_s + kind.leftJustified(24) + problemTitle(kind));
    return lines;
}

// Mends the problems of the wanted kinds.
Result<Answer> fix(const QList<Problem> &problems, const Snapshot &snapshot, const Request &request)
{
    if (request.kinds.isEmpty())
        return failure(ErrorCode::Usage, {}, u"Which kinds are to be mended? %1"_s.arg(mendableKinds()));
    for (const QString &wanted : request.kinds) {
        const QList<ProblemKind> kinds = problemKinds();
        const auto kind = std::ranges::find(kinds, QStringView(wanted), &ProblemKind::name);
        if (kind == kinds.end())
            return failure(ErrorCode::Usage, {}, u"There is no kind of problem %1. %2"_s.arg(wanted, mendableKinds()));
        if (!kind->mendable)
            return failure(ErrorCode::Usage, {},
                           u"Problems of the kind %1 have no fix. %2"_s.arg(wanted, mendableKinds()));
    }
    return carryOut(planRepairs(problems, request.kinds, snapshot), snapshot, request);
}

} // namespace

Result<Answer> tags(const Snapshot &snapshot, const Request &)
{
    Answer answer;
    QJsonArray rows;
    for (const TagUse &use : tagUses(snapshot)) {
        rows.append(
            QJsonObject{{u"tag"_s, use.tag}, {u"count"_s, use.count}, {u"notes"_s, pathsOf(use.notes, snapshot)}});
        answer.lines.append(QString::number(use.count) + u'\t' + use.tag);
    }
    answer.json = QJsonDocument(rows);
    return answer;
}

Result<Answer> problems(const Snapshot &snapshot, const Request &request)
{
    QList<Problem> found;
    if (request.arguments.isEmpty()) {
        found = problemsOf(snapshot);
    } else {
        const Result<int> file = noteNamed(snapshot, request.arguments.first());
        if (!file)
            return std::unexpected(file.error());
        found = problemsOf(*file, snapshot);
    }
    if (request.has(u"--fix"))
        return fix(found, snapshot, request);
    Answer answer;
    QJsonArray rows;
    LineIndex lines;
    int linesOf = -1;
    for (const Problem &problem : std::as_const(found)) {
        const FileEntry &file = snapshot.file(problem.file);
        if (problem.file != linesOf) {
            linesOf = problem.file;
            lines = LineIndex(snapshot.text(problem.file));
        }
        const int line = lines.lineAt(problem.range.begin) + 1;
        rows.append(QJsonObject{{u"path"_s, file.path.toString()},
                                {u"line"_s, line},
                                {u"kind"_s, problem.kind.toString()},
                                {u"message"_s, problem.message},
                                {u"fix"_s, !problem.fix.isEmpty()}});
        answer.lines.append(u"%1:%2: %3"_s.arg(file.path.toString()).arg(line).arg(problem.message));
    }
    answer.json = QJsonDocument(rows);
    answer.status = found.isEmpty() ? 0 : 1;
    if (request.has(u"--summary"))
        answer.lines = summary(found);
    else
        answer.remarks = summary(found);
    return answer;
}

Result<Answer> index(const Snapshot &snapshot, const Request &request)
{
    qint64 bytes = 0;
    qint64 links = 0;
    qint64 tables = 0;
    qint64 headings = 0;
    for (const auto &file : snapshot.files()) {
        if (!file->note)
            continue;
        bytes += file->note->text.size();
        links += file->note->facts.links.size();
        tables += file->note->facts.tables.size();
        headings += file->note->facts.headings.size();
    }
    QJsonObject object{{u"notes"_s, snapshot.noteCount()},
                       {u"files"_s, snapshot.files().size()},
                       {u"bytes"_s, bytes},
                       {u"links"_s, links},
                       {u"tables"_s, tables},
                       {u"headings"_s, headings},
                       {u"milliseconds"_s, request.indexTime}};
    if (request.has(u"--stats")) {
        QElapsedTimer timer;
        timer.start();
        const LinkMap map = linkMap(snapshot);
        object[u"orphans"] = orphans(snapshot, map).size();
        object[u"deadEnds"] = deadEnds(snapshot, map).size();
        object[u"unusedAttachments"] = unusedAttachments(snapshot, map).size();
        object[u"unresolvedTargets"] = snapshot.unresolved().size();
        object[u"ambiguousNames"] = ambiguousNames(snapshot).size();
        object[u"aliasCollisions"] = aliasCollisions(snapshot).size();
        object[u"tags"] = tagUses(snapshot).size();
        object[u"properties"] = propertyUses(snapshot).size();
        object[u"statsMilliseconds"] = timer.elapsed();
    }
    Answer answer;
    for (auto it = object.begin(); it != object.end(); ++it)
        answer.lines.append(it.key() + u'\t' + QString::number(it.value().toInteger()));
    answer.json = QJsonDocument(object);
    return answer;
}

} // namespace tearsheet
