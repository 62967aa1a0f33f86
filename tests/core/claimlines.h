// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/research/claim.h"
#include "tests/support/vaultof.h"

#include <QStringList>

namespace tearsheet {

// Every statement of the first note of a vault: "subject: metric (scope) = number @period".
inline QStringList statementsIn(const Snapshot &snapshot, const QString &path)
{
    Lexicon lexicon(snapshot);
    QStringList lines;
    const int file = snapshot.find(*NotePath::fromRelative(path));
    for (const Statement &statement : statementsOf(snapshot.file(file), lexicon)) {
        QByteArray line = statement.subject.name.toUtf8() + ": " + statement.metric.name;
        if (!statement.metric.scope.isEmpty())
            line += " (" + statement.metric.scope + ')';
        line += " = " + statement.place.range.in(snapshot.note(file).text);
        if (statement.periodSource > PeriodSource::Footer) {
            line += " @";
            append(line, statement.period);
        }
        lines.append(QString::fromUtf8(line));
    }
    return lines;
}

// "verdict subject metric: value / value" of every claim, sorted.
inline QStringList verdicts(const QList<Claim> &claims)
{
    QStringList lines;
    for (const Claim &claim : claims) {
        const auto value = [](const Claim::Side &side) {
            return QString::fromUtf8(side->place.range.in(side.note->file->note->text));
        };
        lines.append(QStringLiteral("%1 %2 %3: %4 / %5")
                         .arg(QString::fromUtf8(verdictName(claim.judgement.verdict)), claim.a->subject.name,
                              QString::fromUtf8(claim.a->metric.name), value(claim.a), value(claim.b)));
    }
    lines.sort();
    return lines;
}

inline QStringList verdicts(const QByteArray &vault)
{
    ClaimIndex index;
    index.update(vaultOf(vault));
    return verdicts(index.claims());
}

// A company's own note that says `name | value`, and a rival's that says `header | value` of it.
inline QByteArray twoNotes(const QByteArray &name, const QByteArray &value, const QByteArray &header,
                           const QByteArray &other)
{
    return "//- Kestrel.md\n#actor #batteries\n\n## Quick stats\n\n| Metric | Value |\n|---|---|\n| " + name + " | "
           + value + " |\n//- Norrland.md\n#actor #batteries\n\n## Competitive position\n\n| Company | " + header
           + " |\n|---|---|\n| [[Kestrel]] | " + other + " |\n| [[Norrland]] | — |\n";
}

} // namespace tearsheet
