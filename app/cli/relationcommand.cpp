// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"

#include "core/research/relation.h"
#include "core/research/vaultwords.h"

#include <QJsonArray>
#include <QJsonObject>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

QJsonValue orNull(QStringView text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text.toString());
}

QJsonObject statementJson(const RelationStatement &statement, const FileEntry &source)
{
    const RelationEvidence &evidence = statement.evidence;
    const QByteArrayView text = source.note->text;
    return {{u"relation"_s, relationName(statement.type).toString()},
            {u"modifier"_s, orNull(modifierName(statement.modifier))},
            {u"weight"_s, statement.weight ? QJsonValue(*statement.weight) : QJsonValue()},
            {u"evidence"_s, QJsonObject{{u"rule"_s, ruleName(evidence.rule).toString()},
                                        {u"path"_s, source.path.toString()},
                                        {u"line"_s, evidence.line},
                                        {u"text"_s, evidenceText(evidence, text)}}}};
}

QString lineOf(const Relation &relation, const FileEntry &source)
{
    QString said = relationName(relation.best.type).toString();
    if (relation.best.modifier != RelationModifier::None)
        said.prepend(modifierName(relation.best.modifier) + u' ');
    if (relation.best.weight)
        said += u" (%1 %)"_s.arg(*relation.best.weight);
    return u"%1:%2\t%3\t%4"_s.arg(source.path.toString())
        .arg(relation.best.evidence.line)
        .arg(said, relation.targetName);
}

} // namespace

Result<Answer> relations(const Snapshot &snapshot, const Request &request)
{
    VaultWords own(request.root);
    if (const Result<> loaded = own.load(); !loaded)
        return std::unexpected(loaded.error());
    const std::shared_ptr<const RelationWords> words = own.table();
    QList<Relation> found;
    if (request.arguments.isEmpty()) {
        found = relationsOf(snapshot, *words);
    } else {
        const Result<int> note = noteNamed(snapshot, request.arguments.first());
        if (!note)
            return std::unexpected(note.error());
        found = relationsOf(*note, snapshot, *words);
    }
    Answer answer;
    QJsonArray rows;
    for (const Relation &relation : std::as_const(found)) {
        const FileEntry &source = snapshot.file(relation.source);
        QJsonObject row = statementJson(relation.best, source);
        row[u"source"] = source.path.toString();
        row[u"target"] = relation.targetName;
        QJsonArray also;
        for (const RelationStatement &statement : relation.also)
            also.append(statementJson(statement, source));
        row[u"also"] = also;
        rows.append(row);
        answer.lines.append(lineOf(relation, source));
    }
    answer.json = QJsonDocument(rows);
    return answer;
}

} // namespace tearsheet
