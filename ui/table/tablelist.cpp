// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/tablelist.h"

#include "ui/panels/draggednotes.h"
#include "ui/style/icons.h"
#include "ui/style/style.h"

#include <QMimeData>
#include <QPainter>

#include <algorithm>

namespace tearsheet {

namespace {

constexpr int Padding = 12;
constexpr int IconSize = 14;

} // namespace

QString rowExtent(int rows)
{
    return rows == 1 ? TableListModel::tr("one row")
                     : TableListModel::tr("%1 rows").arg(QLocale(QLocale::English).toString(rows));
}

void TableListModel::show(int count, std::function<TableListEntry(int)> entryOf, std::function<bool(int)> isOdd,
                          bool ofNotes)
{
    m_isOdd = std::move(isOdd);
    m_odd.clear();
    m_ofNotes = ofNotes;
    if (count == m_count) {
        m_entryOf = std::move(entryOf);
        if (count > 0)
            Q_EMIT dataChanged(index(0), index(count - 1));
        return;
    }
    beginResetModel();
    m_count = count;
    m_entryOf = std::move(entryOf);
    endResetModel();
}

int TableListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_count;
}

QVariant TableListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_count)
        return {};
    if (role == OddRole) {
        const auto known = m_odd.constFind(index.row());
        return known != m_odd.constEnd() ? *known : *m_odd.insert(index.row(), m_isOdd(index.row()));
    }
    const TableListEntry entry = m_entryOf(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return entry.title;
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole:
        return entry.subtitle;
    case EntryRole:
        return QVariant::fromValue(entry);
    default:
        return {};
    }
}

Qt::ItemFlags TableListModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractListModel::flags(index);
    return index.isValid() && m_ofNotes ? flags | Qt::ItemIsDragEnabled : flags;
}

QStringList TableListModel::mimeTypes() const
{
    return {NotesMimeType};
}

QMimeData *TableListModel::mimeData(const QModelIndexList &indexes) const
{
    QList<NotePath> notes;
    for (const QModelIndex &index : indexes)
        notes.append(m_entryOf(index.row()).note);
    auto *data = new QMimeData;
    putNotes(notes, data);
    return data;
}

void TableListDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Palette &colours = paletteOf(option.widget);
    const auto entry = index.data(TableListModel::EntryRole).value<TableListEntry>();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    if (selected || option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, selected ? colours.selection : colours.hover);
    QRect line = option.rect.adjusted(Padding, 5, -Padding, 0);
    line.setHeight(painter->fontMetrics().height());
    int right = line.right();
    if (index.data(TableListModel::OddRole).toBool()) {
        right -= IconSize;
        painter->drawPixmap(
            QRect(right, line.center().y() - IconSize / 2 + 1, IconSize, IconSize),
            iconPixmap(Icon::Warning, colours.warning, IconSize, painter->device()->devicePixelRatio()));
        right -= 6;
    }
    painter->setFont(option.font);
    if (!entry.aside.isEmpty()) {
        const int most = (right - line.left()) / 2;
        const QString aside = option.fontMetrics.elidedText(entry.aside, Qt::ElideRight, most);
        const int width = option.fontMetrics.horizontalAdvance(aside);
        painter->setPen(colours.mutedText);
        painter->drawText(QRect(right - width, line.top(), width + 1, line.height()), Qt::AlignVCenter, aside);
        right -= width + 10;
    }
    QFont strong = option.font;
    strong.setWeight(QFont::Medium);
    painter->setFont(strong);
    painter->setPen(colours.text);
    const int room = std::max(0, right - line.left());
    painter->drawText(QRect(line.left(), line.top(), room, line.height()), Qt::AlignVCenter,
                      QFontMetrics(strong).elidedText(entry.title, Qt::ElideRight, room));
    painter->setFont(option.font);
    painter->setPen(colours.mutedText);
    line.translate(0, line.height() + 1);
    painter->drawText(line, Qt::AlignVCenter,
                      option.fontMetrics.elidedText(entry.subtitle, Qt::ElideRight, line.width()));
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(colours.accent);
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
    painter->restore();
}

QSize TableListDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {120, 2 * option.fontMetrics.height() + 11};
}

} // namespace tearsheet
