// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/backlinksmodel.h"

#include "core/note/linescanner.h"
#include "core/table/table.h"
#include "core/text/lineindex.h"
#include "ui/style/icons.h"

#include <algorithm>

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

QString contextOf(const Link &link, const Note &note)
{
    const QByteArrayView text = note.text;
    const ByteRange line = lineAround(link.range.begin, text);
    const auto table = std::ranges::find_if(
        note.facts.tables, [&](const TableOutline &outline) { return outline.range.contains(link.range.begin); });
    if (table == note.facts.tables.end())
        return plainInline(ByteRange::of(linePrefix(text, line.begin, line.end).end, line.end).in(text).trimmed());
    QStringList cells;
    for (const ByteRange cell : cutRow(line, text).cells) {
        if (const QString shown = cellText(cell.in(text)); !shown.isEmpty())
            cells.append(shown);
    }
    return cells.join(u"  ·  "_s);
}

void BacklinksModel::showNote(const Snapshot &snapshot, const NotePath &path)
{
    const int file = path.isEmpty() ? -1 : snapshot.find(path);
    const QList<LinkRef> links = file < 0 ? QList<LinkRef>() : snapshot.backlinks(file);
    beginResetModel();
    m_snapshot = snapshot;
    m_groups.clear();
    m_linkCount = static_cast<int>(links.size());
    for (const LinkRef link : links) {
        if (m_groups.isEmpty() || m_groups.last().first().file != link.file)
            m_groups.append(QList<LinkRef>());
        m_groups.last().append(link);
    }
    std::ranges::stable_sort(m_groups, [&](const auto &one, const auto &other) {
        return QString::localeAwareCompare(snapshot.file(one.first().file).path.name().toString(),
                                           snapshot.file(other.first().file).path.name().toString())
               < 0;
    });
    endResetModel();
}

QVariant BacklinksModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    return isGroup(index) ? groupData(index.row(), role) : linkData(m_groups.at(groupOf(index)).at(index.row()), role);
}

QVariant BacklinksModel::groupData(int group, int role) const
{
    const QList<LinkRef> &links = m_groups.at(group);
    const NotePath &path = m_snapshot.file(links.first().file).path;
    switch (role) {
    case Qt::DisplayRole:
        return path.name().toString();
    case Qt::DecorationRole:
        return icon(Icon::Note);
    case Qt::ToolTipRole:
    case SourceRole:
        return path.toString();
    case OffsetRole:
        return m_snapshot.link(links.first()).range.begin;
    case CountRole:
        return static_cast<int>(links.size());
    default:
        return {};
    }
}

QVariant BacklinksModel::linkData(LinkRef ref, int role) const
{
    const Note &note = m_snapshot.note(ref.file);
    const Link &link = m_snapshot.link(ref);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return contextOf(link, note);
    case SourceRole:
        return m_snapshot.file(ref.file).path.toString();
    case OffsetRole:
        return link.range.begin;
    case LineRole:
        return static_cast<int>(QByteArrayView(note.text).first(link.range.begin).count('\n')) + 1;
    case MatchRole:
        return linkDisplay(link, note.text);
    default:
        return {};
    }
}

} // namespace tearsheet
