// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/linksmodel.h"

#include "core/note/linescanner.h"
#include "core/research/relationwording.h"
#include "core/table/table.h"
#include "ui/panels/draggednotes.h"
#include "ui/style/counts.h"
#include "ui/style/icons.h"

#include <QMimeData>
#include <QSet>

#include <algorithm>
#include <numeric>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

ByteRange lineAround(quint32 offset, QByteArrayView text)
{
    const qsizetype before = text.first(offset).lastIndexOf('\n');
    const qsizetype after = text.indexOf('\n', offset);
    return ByteRange::of(before + 1, after < 0 ? text.size() : after);
}

} // namespace

QString contextOf(quint32 offset, const Note &note)
{
    const QByteArrayView text = note.text;
    const ByteRange line = lineAround(offset, text);
    const auto table = std::ranges::find_if(
        note.facts.tables, [&](const TableOutline &outline) { return outline.range.contains(offset); });
    if (table == note.facts.tables.end())
        return plainInline(ByteRange::of(linePrefix(text, line.begin, line.end).end, line.end).in(text).trimmed());
    QStringList cells;
    for (const ByteRange cell : cutRow(line, text).cells) {
        if (const QString shown = cellText(cell.in(text)); !shown.isEmpty())
            cells.append(shown);
    }
    return cells.join(u"  ·  "_s);
}

LinksModel::LinksModel(Direction direction, QObject *parent) : GroupedModel(parent), m_direction(direction)
{}

// The links of `file`, those of one note at the other end together, by its name.
QList<QList<LinksModel::Row>> LinksModel::linksByNote(int file) const
{
    QList<QList<Row>> notes;
    QHash<QString, qsizetype> places;
    const auto add = [&](const QString &key, Row row) {
        const auto place = places.constFind(key);
        if (place != places.cend()) {
            notes[*place].append(std::move(row));
            return;
        }
        places.insert(key, notes.size());
        notes.append(QList<Row>{std::move(row)});
    };
    if (m_direction == Direction::In) {
        for (const LinkRef ref : m_snapshot.backlinks(file)) {
            const NotePath &path = m_snapshot.file(ref.file).path;
            add(path.toString(),
                {{ref.file, path.name().toString()}, ref.file, m_snapshot.link(ref).range, ref.link, false, {}});
        }
    } else {
        const Note &note = m_snapshot.note(file);
        const NotePath &path = m_snapshot.file(file).path;
        for (int i = 0; i < note.facts.links.size(); ++i) {
            const Link &link = note.facts.links.at(i);
            if (link.kind == LinkKind::Url || link.target.isEmpty() || isExternal(link, note.text))
                continue;
            const QString target = linkTarget(link, note.text);
            const Resolution found = m_snapshot.resolve(target, path);
            const int other = found.isResolved() ? found.matches.first() : -1;
            if (other == file)
                continue;
            const QString name = other < 0 ? target : m_snapshot.file(other).path.name().toString();
            add(other < 0 ? u"? "_s + nameKey(target) : m_snapshot.file(other).path.toString(),
                {{other, name}, file, link.range, i, false, {}});
        }
    }
    std::ranges::stable_sort(notes, [](const QList<Row> &one, const QList<Row> &another) {
        return QString::localeAwareCompare(one.first().other.name, another.first().other.name) < 0;
    });
    return notes;
}

void LinksModel::showNote(const Snapshot &snapshot, const NotePath &path)
{
    beginResetModel();
    m_snapshot = snapshot;
    const int file = path.isEmpty() ? -1 : snapshot.find(path);
    QList<Group> groups;
    if (file >= 0 && (m_direction == Direction::In || snapshot.file(file).note)) {
        for (QList<Row> &rows : linksByNote(file))
            groups.append({RelationType::Link, 1, std::move(rows)});
    }
    if (Group canvases = inCanvases(file); !canvases.rows.isEmpty())
        groups.append(std::move(canvases));
    take(std::move(groups), false);
    endResetModel();
}

void LinksModel::showNote(const RelationIndex &relations, const NotePath &path)
{
    beginResetModel();
    m_snapshot = relations.snapshot();
    const int file = path.isEmpty() ? -1 : m_snapshot.find(path);
    QList<Group> groups;
    if (file >= 0 && (m_direction == Direction::In || m_snapshot.file(file).note)) {
        const auto keyOf = [](const Other &other) {
            return other.file < 0 ? nameKey(other.name) : QString::number(other.file);
        };
        QList<QList<Row>> notes = linksByNote(file);
        QHash<QString, qsizetype> places;
        for (qsizetype i = 0; i < notes.size(); ++i)
            places.insert(keyOf(notes.at(i).first().other), i);
        QHash<qsizetype, RelationType> types;
        const bool in = m_direction == Direction::In;
        for (const Relation &relation : in ? relations.to(file) : relations.from(file)) {
            if (relation.best.type == RelationType::Link)
                continue;
            Other other{in ? relation.source : relation.target, relation.targetName};
            if (other.file >= 0)
                other.name = m_snapshot.file(other.file).path.name().toString();
            const ByteRange name = relation.best.evidence.name;
            const auto place = places.constFind(keyOf(other));
            const qsizetype note = place == places.cend() ? notes.size() : *place;
            if (note == notes.size())
                notes.append(QList<Row>());
            QList<Row> &rows = notes[note];
            // The place that the relation is read from comes first.
            const auto evidence = std::ranges::find(rows, name, &Row::name);
            Row first{other, relation.source, name, -1, false, {}};
            if (evidence != rows.end()) {
                first = *evidence;
                rows.erase(evidence);
            }
            first.modifier = relation.best.modifier;
            rows.prepend(first);
            types.insert(note, relation.best.type);
        }
        QList<qsizetype> order(notes.size());
        std::iota(order.begin(), order.end(), 0);
        std::ranges::stable_sort(order, [&](qsizetype one, qsizetype another) {
            return QString::localeAwareCompare(notes.at(one).first().other.name, notes.at(another).first().other.name)
                   < 0;
        });
        QMap<int, Group> byType;
        for (const qsizetype i : std::as_const(order)) {
            const RelationType type = types.value(i, RelationType::Link);
            // Plain links are the first of the list of types, and the last here.
            Group &group = byType[type == RelationType::Link ? 1000 : static_cast<int>(type)];
            group.type = type;
            ++group.notes;
            notes[i].first().first = true;
            group.rows.append(notes.at(i));
        }
        groups = byType.values();
    }
    if (Group canvases = inCanvases(file); !canvases.rows.isEmpty())
        groups.append(std::move(canvases));
    take(std::move(groups), true);
    endResetModel();
}

LinksModel::Group LinksModel::inCanvases(int file) const
{
    Group group;
    group.canvases = true;
    if (m_direction == Direction::Out || file < 0)
        return group;
    for (const CanvasUse &use : usesInCanvases(file, m_snapshot)) {
        const bool first = group.rows.isEmpty() || group.rows.last().place != use.canvas;
        group.notes += first ? 1 : 0;
        group.rows.append({{use.canvas, m_snapshot.file(use.canvas).path.name().toString()},
                           use.canvas,
                           use.place,
                           -1,
                           first,
                           RelationModifier::None,
                           use});
    }
    return group;
}

bool LinksModel::hasNames(const QModelIndex &row) const
{
    return m_byRelation || m_groups.at(groupOf(row)).canvases;
}

void LinksModel::take(QList<Group> groups, bool byRelation)
{
    m_groups = std::move(groups);
    m_byRelation = byRelation;
    m_linkCount = 0;
    m_noteCount = 0;
    m_canvasCount = 0;
    for (const Group &group : std::as_const(m_groups)) {
        if (group.canvases) {
            m_canvasCount = group.notes;
            continue;
        }
        m_noteCount += group.notes;
        m_linkCount += static_cast<int>(group.rows.size());
    }
}

QVariant LinksModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    return isGroup(index) ? groupData(index.row(), role)
                          : rowData(m_groups.at(groupOf(index)).rows.at(index.row()), role);
}

QVariant LinksModel::groupData(int number, int role) const
{
    const Group &group = m_groups.at(number);
    const Row &first = group.rows.first();
    if (group.canvases) {
        switch (role) {
        case Qt::DisplayRole:
            return tr("In canvases");
        case Qt::AccessibleTextRole:
            return group.notes == 1 ? tr("In one canvas") : tr("In %1 canvases").arg(group.notes);
        case CountRole:
            return group.notes;
        case KeyRole:
            return u"= canvases"_s;
        default:
            return {};
        }
    }
    if (m_byRelation) {
        switch (role) {
        case Qt::DisplayRole:
        case Qt::ToolTipRole:
            return m_direction == Direction::In ? reverseRelationTitle(group.type) : relationTitle(group.type);
        case Qt::AccessibleTextRole:
            return tr("%1, %2").arg(groupData(number, Qt::DisplayRole).toString(), countOfNotes(group.notes));
        case CountRole:
            return group.notes;
        case KeyRole:
            return QString(u"= "_s + relationName(group.type));
        default:
            return {};
        }
    }
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return first.other.name;
    case Qt::DecorationRole:
        return icon(Icon::Note);
    case Qt::ToolTipRole:
        return first.other.file < 0 ? tr("Nothing answers to %1").arg(first.other.name)
                                    : m_snapshot.file(first.other.file).path.toString();
    case CountRole:
        return static_cast<int>(group.rows.size());
    case KeyRole:
        return first.other.file < 0 ? u"? "_s + first.other.name : m_snapshot.file(first.other.file).path.toString();
    default:
        return rowData(first, role);
    }
}

// Of a row in a canvas.
QVariant LinksModel::useData(const Row &row, int role) const
{
    const Canvas &canvas = *m_snapshot.file(row.place).canvas;
    const CanvasUse &use = row.use;
    switch (role) {
    case Qt::ToolTipRole:
        return QString(useData(row, Qt::DisplayRole).toString() + u'\n'
                       + tr("A double click or Enter opens the canvas in its own program."));
    case Qt::DisplayRole:
        return use.card < 0 ? tr("shown as a card") : contextOf(use.range.begin, canvas.texts.at(use.card).note);
    case Qt::AccessibleTextRole:
        return QString(row.other.name + u": "_s + useData(row, Qt::DisplayRole).toString());
    case SourceRole:
    case OtherRole:
        return m_snapshot.file(row.place).path.toString();
    case OffsetRole:
        return use.place.begin + use.range.begin;
    case MatchRole: {
        if (use.link < 0)
            return {};
        const Note &note = canvas.texts.at(use.card).note;
        return linkDisplay(note.facts.links.at(use.link), note.text);
    }
    case NameRole:
        return row.first ? row.other.name : QString();
    default:
        return {};
    }
}

QVariant LinksModel::rowData(const Row &row, int role) const
{
    if (row.use.canvas >= 0)
        return useData(row, role);
    const Note &note = m_snapshot.note(row.place);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return contextOf(row.name.begin, note);
    case Qt::AccessibleTextRole:
        return row.first ? row.other.name + u": "_s + contextOf(row.name.begin, note) : contextOf(row.name.begin, note);
    case SourceRole:
        return m_snapshot.file(row.place).path.toString();
    case OffsetRole:
        return row.name.begin;
    case OtherRole:
        return row.other.file < 0 ? QString() : m_snapshot.file(row.other.file).path.toString();
    case LineRole:
        return static_cast<int>(QByteArrayView(note.text).first(row.name.begin).count('\n')) + 1;
    case MatchRole:
        return row.link < 0 ? QString::fromUtf8(row.name.in(note.text)).simplified()
                            : linkDisplay(note.facts.links.at(row.link), note.text);
    case NameRole:
        return row.first ? row.other.name : QString();
    case ModifierRole:
        return row.first ? modifierName(row.modifier).toString() : QString();
    case UnresolvedRole:
        return row.other.file < 0;
    default:
        return {};
    }
}

// The note at the other end of a row.
std::optional<NotePath> LinksModel::noteAt(const QModelIndex &index) const
{
    const Result<NotePath> other = NotePath::fromRelative(data(index, OtherRole).toString());
    return other && other->isNote() ? std::optional(*other) : std::nullopt;
}

QList<NotePath> LinksModel::notesOf(const QModelIndexList &indexes) const
{
    QList<NotePath> notes;
    QSet<NotePath> known;
    const auto add = [&](const QModelIndex &index) {
        const std::optional<NotePath> other = noteAt(index);
        if (!other || known.contains(*other))
            return;
        known.insert(*other);
        notes.append(*other);
    };
    for (const QModelIndex &index : indexes) {
        add(index);
        for (int row = 0; m_byRelation && row < rowCount(index); ++row)
            add(this->index(row, 0, index));
    }
    return notes;
}

// Asked for whatever is painted, so the first note must do.
Qt::ItemFlags LinksModel::flags(const QModelIndex &index) const
{
    bool hasNote = index.isValid() && noteAt(index);
    for (int row = 0; !hasNote && m_byRelation && index.isValid() && row < rowCount(index); ++row)
        hasNote = noteAt(this->index(row, 0, index)).has_value();
    const Qt::ItemFlags flags = GroupedModel::flags(index);
    return hasNote ? flags | Qt::ItemIsDragEnabled : flags;
}

QStringList LinksModel::mimeTypes() const
{
    return {NotesMimeType};
}

QMimeData *LinksModel::mimeData(const QModelIndexList &indexes) const
{
    auto *data = new QMimeData;
    putNotes(notesOf(indexes), data);
    return data;
}

} // namespace tearsheet
