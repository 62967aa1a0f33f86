// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diff/planmodel.h"

#include "ui/style/icons.h"

#include <QLocale>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype Before = 24; // Characters of a line that are shown before a change,
constexpr qsizetype Inside = 80; // in it,
constexpr qsizetype After = 80;  // and behind it.

// Some bytes for each character, so that a line of megabytes is not read.
constexpr qsizetype MostBytes = 4;

// Without what would break the line.
QString oneLine(QString text)
{
    return text.replace(u"\r\n"_s, u"⏎"_s).replace(u'\n', u'⏎').replace(u'\r', u'⏎').replace(u'\u2029', u'⏎');
}

QString beginOf(QByteArrayView bytes, qsizetype size)
{
    const QString text = oneLine(QString::fromUtf8(bytes.first(std::min(bytes.size(), size * MostBytes))));
    return text.size() > size ? text.first(size) + u'…' : text;
}

QString endOf(QByteArrayView bytes, qsizetype size)
{
    const QString text = QString::fromUtf8(bytes.last(std::min(bytes.size(), size * MostBytes)));
    if (text.size() <= size)
        return text;
    const qsizetype word = text.indexOf(u' ', text.size() - size);
    return u'…' + text.sliced(word < 0 ? text.size() - size : word + 1);
}

} // namespace

PlanModel::PlanModel(const ChangePlan &plan, const Snapshot &snapshot, QObject *parent)
    : GroupedModel(parent), m_plan(plan), m_snapshot(snapshot), m_choices(plan.files.size())
{}

void PlanModel::exchange(const ChangePlan &plan, const Snapshot &snapshot, const QList<FileChoice> &choices)
{
    beginResetModel();
    m_plan = plan;
    m_snapshot = snapshot;
    m_choices = choices;
    m_indexed = -1;
    endResetModel();
}

void PlanModel::untickPlaces(int file)
{
    if (!m_plan.files.at(file).moves()) {
        setData(index(file, 0), Qt::Unchecked, Qt::CheckStateRole);
        return;
    }
    for (int edit = 0; edit < itemCount(file); ++edit)
        tickPlace(file, edit, false);
    const QModelIndex group = index(file, 0);
    Q_EMIT dataChanged(group, group, {Qt::CheckStateRole});
    Q_EMIT dataChanged(index(0, 0, group), index(itemCount(file) - 1, 0, group), {Qt::CheckStateRole});
}

PlanExtent PlanModel::ticked() const
{
    PlanExtent extent;
    for (int file = 0; file < groupCount(); ++file) {
        const FileChoice &choice = m_choices.at(file);
        if (!choice.wanted)
            continue;
        const int places = itemCount(file) - static_cast<int>(choice.unwanted.size());
        extent.places += places;
        extent.notes += places > 0;
        extent.onlyNotes = extent.onlyNotes && (places == 0 || m_plan.files.at(file).path.isNote());
        extent.moves += m_plan.files.at(file).moves();
    }
    return extent;
}

Qt::CheckState PlanModel::fileState(int file) const
{
    const FileChoice &choice = m_choices.at(file);
    if (!choice.wanted)
        return Qt::Unchecked;
    return choice.unwanted.isEmpty() ? Qt::Checked : Qt::PartiallyChecked;
}

QVariant PlanModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    return isGroup(index) ? fileData(index.row(), role) : placeData(groupOf(index), index.row(), role);
}

QVariant PlanModel::fileData(int file, int role) const
{
    const FileChange &change = m_plan.files.at(file);
    const bool sameFolder = change.path.folder() == change.newPath.folder();
    switch (role) {
    case Qt::DisplayRole:
        if (!change.moves())
            return change.path.toString();
        return QString(change.path.toString() + u" → "
                       + (sameFolder ? change.newPath.toString().section(u'/', -1) : change.newPath.toString()));
    case Qt::ToolTipRole:
        return change.moves() ? QString(change.path.toString() + u" → " + change.newPath.toString())
                              : change.path.toString();
    case Qt::AccessibleTextRole:
        return change.moves() ? tr("%1 moves to %2, places: %3")
                                    .arg(change.path.toString(), change.newPath.toString())
                                    .arg(itemCount(file))
                              : tr("%1, places: %2").arg(change.path.toString()).arg(itemCount(file));
    case Qt::DecorationRole:
        return icon(change.path.isNote() ? Icon::Note : Icon::File);
    case Qt::CheckStateRole:
        return fileState(file);
    case FileRole:
        return file;
    case CountRole:
        return itemCount(file);
    default:
        return {};
    }
}

QVariant PlanModel::placeData(int file, int edit, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return place(file, edit).text;
    case Qt::AccessibleTextRole: {
        const PlanPlace shown = place(file, edit);
        return tr("Line %1: %2 becomes %3")
            .arg(QString::number(shown.line), shown.text.sliced(shown.removed.begin, shown.removed.size()),
                 shown.text.sliced(shown.added.begin, shown.added.size()));
    }
    case Qt::CheckStateRole: {
        const FileChoice &choice = m_choices.at(file);
        return choice.wanted && !choice.unwanted.contains(edit) ? Qt::Checked : Qt::Unchecked;
    }
    case FileRole:
        return file;
    case PlaceRole:
        return QVariant::fromValue(place(file, edit));
    default:
        return {};
    }
}

PlanPlace PlanModel::place(int file, int edit) const
{
    const FileChange &change = m_plan.files.at(file);
    const Edit &shown = change.edits.edits().at(edit);
    const QByteArray text = m_snapshot.text(m_snapshot.find(change.path));
    if (m_indexed != file)
        m_lines = LineIndex(text);
    m_indexed = file;
    const int line = m_lines.lineAt(shown.range.begin);
    const quint32 end = std::max(shown.range.end, m_lines.end(m_lines.lineAt(shown.range.end), text));
    PlanPlace place{endOf(ByteRange{m_lines.start(line), shown.range.begin}.in(text), Before), {}, {}, line + 1};
    const auto add = [&](const QString &part) {
        const qsizetype begin = place.text.size();
        place.text += part;
        return TextSpan{begin, place.text.size()};
    };
    place.removed = add(beginOf(shown.range.in(text), Inside));
    place.added = add(beginOf(shown.text, Inside));
    add(beginOf(ByteRange{shown.range.end, end}.in(text), After));
    return place;
}

Qt::ItemFlags PlanModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return GroupedModel::flags(index);
    const Qt::ItemFlags flags = GroupedModel::flags(index) | Qt::ItemIsUserCheckable;
    return isGroup(index) ? flags : flags | Qt::ItemNeverHasChildren;
}

bool PlanModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || role != Qt::CheckStateRole)
        return false;
    const bool on = value.value<Qt::CheckState>() == Qt::Checked;
    const int file = isGroup(index) ? index.row() : groupOf(index);
    if (isGroup(index))
        tickFile(file, on);
    else
        tickPlace(file, index.row(), on);
    const QModelIndex group = this->index(file, 0);
    Q_EMIT dataChanged(group, group, {Qt::CheckStateRole});
    if (itemCount(file) > 0)
        Q_EMIT dataChanged(this->index(0, 0, group), this->index(itemCount(file) - 1, 0, group), {Qt::CheckStateRole});
    return true;
}

void PlanModel::tickFile(int file, bool on)
{
    FileChoice &choice = m_choices[file];
    choice.wanted = on;
    choice.unwanted.clear();
}

void PlanModel::tickPlace(int file, int edit, bool on)
{
    FileChoice &choice = m_choices[file];
    if (!choice.wanted) {
        for (int i = 0; i < itemCount(file); ++i)
            choice.unwanted.insert(i);
    }
    if (on)
        choice.unwanted.remove(edit);
    else
        choice.unwanted.insert(edit);
    // A file may move without any of its places, but nothing else is left of one that stays.
    const bool none = choice.unwanted.size() == itemCount(file);
    choice.wanted = on || !none || m_plan.files.at(file).moves();
    if (!choice.wanted)
        choice.unwanted.clear();
}

} // namespace tearsheet
