// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/relationsmodel.h"

#include "core/research/relationwording.h"
#include "core/table/table.h"

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

QString plainText(ByteRange range, QByteArrayView text)
{
    return plainInline(range.in(text)).simplified();
}

// "Competitive position · Company".
QString evidenceOf(const RelationStatement &statement, const Note &note, const QString &elsewhere)
{
    const RelationEvidence &evidence = statement.evidence;
    QStringList parts;
    if (!elsewhere.isEmpty())
        parts.append(elsewhere);
    switch (evidence.rule) {
    case RelationRule::FrontMatter:
        parts.append(RelationsModel::tr("front matter"));
        break;
    case RelationRule::Prose:
        parts.append(RelationsModel::tr("definition"));
        break;
    default:
        if (const QString heading = plainText(evidence.heading, note.text); !heading.isEmpty())
            parts.append(heading);
        if (const QString column = plainText(evidence.column, note.text); !column.isEmpty())
            parts.append(column);
        if (const QString caption = plainText(evidence.caption, note.text); !caption.isEmpty())
            parts.append(QString(u'“' + caption + u'”'));
        break;
    }
    return parts.join(u" · "_s);
}

RelationRow rowOf(const Relation &relation, const RelationStatement &statement, RelationRow::Kind kind,
                  const Snapshot &snapshot)
{
    const FileEntry &source = snapshot.file(relation.source);
    RelationRow row{kind, relation.source, relation.target, relation.targetName, statement, false, {}, {}};
    const QString target =
        relation.target < 0 ? relation.targetName : snapshot.file(relation.target).path.name().toString();
    row.sentence = relationSentence(statement, target, source.path.name().toString());
    const bool other = kind == RelationRow::Kind::SaidByOther;
    row.evidence = evidenceOf(statement, *source.note, other ? source.path.name().toString() : QString());
    return row;
}

} // namespace

QList<RelationRow> relationRows(const RelationIndex &relations, int file)
{
    const Snapshot &snapshot = relations.snapshot();
    QList<Relation> stated = relations.from(file);
    stated.removeIf([](const Relation &relation) { return relation.best.type == RelationType::Link; });
    std::ranges::stable_sort(stated, [](const Relation &one, const Relation &another) {
        return std::pair(relationTopic(one.best.type), one.best.type)
               < std::pair(relationTopic(another.best.type), another.best.type);
    });
    QList<RelationRow> rows;
    for (const Relation &relation : std::as_const(stated)) {
        RelationRow row = rowOf(relation, relation.best, RelationRow::Kind::Stated, snapshot);
        row.oneSided = relations.isOneSided(relation);
        rows.append(row);
        for (const RelationStatement &statement : relation.also) {
            RelationRow also = rowOf(relation, statement, RelationRow::Kind::Also, snapshot);
            also.again = statement.type == relation.best.type && statement.modifier == relation.best.modifier;
            rows.append(also);
        }
    }
    for (const Relation &relation : relations.to(file)) {
        if (!relations.isOneSided(relation))
            continue;
        RelationRow row = rowOf(relation, relation.best, RelationRow::Kind::SaidByOther, snapshot);
        row.oneSided = true;
        rows.append(row);
    }
    return rows;
}

ByteRange editablePart(const RelationStatement &statement)
{
    const RelationEvidence &evidence = statement.evidence;
    switch (evidence.rule) {
    case RelationRule::FrontMatter:
        return evidence.name;
    case RelationRule::InlineField:
    case RelationRule::KeyValue:
        return evidence.column;
    default:
        return evidence.caption;
    }
}

void RelationsModel::setRows(const QList<RelationRow> &rows, const Snapshot &snapshot, bool editable)
{
    beginResetModel();
    m_snapshot = snapshot;
    m_editable = editable;
    m_groups.clear();
    const auto groupOf = [](const RelationRow &row) {
        return row.kind == RelationRow::Kind::SaidByOther ? RelationTopic::Links : relationTopic(row.statement.type);
    };
    std::optional<RelationTopic> last;
    for (const RelationRow &row : rows) {
        // What else is said of a target stands below it, whatever it is.
        if (row.kind != RelationRow::Kind::Also || m_groups.isEmpty()) {
            if (last != groupOf(row))
                m_groups.append(QList<RelationRow>());
            last = groupOf(row);
        }
        m_groups.last().append(row);
    }
    endResetModel();
}

const RelationRow *RelationsModel::row(const QModelIndex &index) const
{
    if (!index.isValid() || isGroup(index))
        return nullptr;
    return &m_groups.at(groupOf(index)).at(index.row());
}

QString RelationsModel::groupTitle(int group) const
{
    const RelationRow &first = m_groups.at(group).first();
    return first.kind == RelationRow::Kind::SaidByOther ? tr("Said by other notes only")
                                                        : topicTitle(relationTopic(first.statement.type));
}

QVariant RelationsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (isGroup(index)) {
        if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
            return groupTitle(index.row());
        if (role == CountRole)
            return static_cast<int>(std::ranges::count_if(
                m_groups.at(index.row()), [](const RelationRow &row) { return row.kind != RelationRow::Kind::Also; }));
        return {};
    }
    const RelationRow &found = *row(index);
    switch (role) {
    case Qt::DisplayRole:
        return found.kind == RelationRow::Kind::Also ? tr("also: %1").arg(found.again ? found.evidence : found.sentence)
                                                     : found.sentence;
    case Qt::ToolTipRole:
        return QString(found.sentence + u'\n'
                       + evidenceWords(found.statement.evidence, m_snapshot.note(found.source).text));
    case Qt::AccessibleTextRole: {
        const QString text =
            tr("%1, from %2, line %3").arg(found.sentence, found.evidence).arg(found.statement.evidence.line);
        return found.oneSided ? tr("%1, one-sided").arg(text) : text;
    }
    case Qt::EditRole:
        return QString::fromUtf8(editablePart(found.statement).in(m_snapshot.note(found.source).text));
    case EvidenceRole:
        return found.again ? QString() : found.evidence;
    case LineRole:
        return found.statement.evidence.line;
    case OneSidedRole:
        return found.oneSided;
    case UnresolvedRole:
        return found.target < 0;
    case KindRole:
        return static_cast<int>(found.kind);
    default:
        return {};
    }
}

bool RelationsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const RelationRow *const found = row(index);
    const QString text = value.toString().simplified();
    if (!found || role != Qt::EditRole || text.isEmpty())
        return false;
    Q_EMIT edited(index, text);
    return true;
}

Qt::ItemFlags RelationsModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = GroupedModel::flags(index);
    const RelationRow *const found = row(index);
    if (m_editable && found && !editablePart(found->statement).isEmpty())
        flags |= Qt::ItemIsEditable;
    return flags;
}

} // namespace tearsheet
