// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "core/research/claim.h"

#include <QJsonArray>
#include <QJsonObject>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

QString valueOf(const Claim::Side &side)
{
    return QString::fromUtf8(side->place.range.in(side.note->file->note->text));
}

QString periodOf(const Claim::Side &side)
{
    QByteArray period;
    if (side->period.isValid() && side->periodSource != PeriodSource::Footer)
        append(period, side->period);
    return QString::fromUtf8(period);
}

QJsonObject objectOf(const Claim::Side &side)
{
    return {{u"path"_s, side.note->file->path.toString()},
            {u"line"_s, side->place.line + 1},
            {u"value"_s, valueOf(side)},
            {u"period"_s, periodOf(side)}};
}

// Which side is of the earlier time: 0 where nothing tells, or both are of the same.
int olderSide(const Claim &claim)
{
    return claim.judgement.verdict == Verdict::Stale ? -claim.judgement.later : 0;
}

QString lineOf(const Claim::Side &side, bool older)
{
    QString line = u"  %1:%2: %3"_s.arg(side.note->file->path.toString()).arg(side->place.line + 1).arg(valueOf(side));
    if (const QString period = periodOf(side); !period.isEmpty())
        line += u" [%1]"_s.arg(period);
    return older ? QString(line + u" (older)") : line;
}

// Whom the user means: a note, or a name that only tables say.
NameHash subjectNamed(const Snapshot &snapshot, const QString &name)
{
    const Resolution found = snapshot.lookup(name);
    if (found.isResolved() && snapshot.file(found.matches.first()).note)
        return nameHash(snapshot.file(found.matches.first()).path.toString());
    return nameHash(name);
}

} // namespace

Result<Answer> claims(const Snapshot &snapshot, const Request &request)
{
    ClaimIndex index;
    index.update(snapshot);
    const QList<Claim> found =
        request.arguments.isEmpty() ? index.claims() : index.about(subjectNamed(snapshot, request.arguments.first()));
    Answer answer;
    QJsonArray rows;
    for (const Claim &claim : found) {
        const QString verdict = QString::fromUtf8(verdictName(claim.judgement.verdict));
        const Metric &both = claim.naming()->metric;
        const QString metric = QString::fromUtf8(both.name);
        const QString scope = QString::fromUtf8(both.scope);
        QJsonObject row{{u"subject"_s, claim.a->subject.name},
                        {u"metric"_s, metric},
                        {u"scope"_s, scope},
                        {u"verdict"_s, verdict},
                        {u"score"_s, qRound(claim.score * 1000) / 1000.0},
                        {u"a"_s, objectOf(claim.a)},
                        {u"b"_s, objectOf(claim.b)}};
        if (claim.judgement.weak)
            row.insert(u"evidence"_s, u"note dates"_s);
        const int older = olderSide(claim);
        if (older != 0)
            row.insert(u"older"_s, older < 0 ? u"a"_s : u"b"_s);
        rows.append(row);
        answer.lines.append(u"%1%2: %3, %4%5"_s.arg(
            verdict, claim.judgement.weak ? u" (by the notes' dates)"_s : QString(), claim.a->subject.name, metric,
            scope.isEmpty() ? QString() : u" (%1)"_s.arg(scope)));
        answer.lines.append(lineOf(claim.a, older < 0));
        answer.lines.append(lineOf(claim.b, older > 0));
    }
    answer.json = QJsonDocument(rows);
    return answer;
}

} // namespace tearsheet
