// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/comparisonmodel.h"

#include "core/note/tablecells.h"
#include "core/table/table.h"
#include "core/table/valuetext.h"
#include "core/text/utf8.h"

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

QString periodText(const StatedValue &value)
{
    if (!value.isDated())
        return ComparisonModel::tr("undated");
    QByteArray text;
    append(text, value.period);
    return QString::fromUtf8(text);
}

// When the value that is shown holds, where it does not say so itself. That it says no time matters beside one that
// does.
QString shownPeriod(const ComparedCell &cell)
{
    const StatedValue &value = cell.values.first();
    const bool matters =
        value.isDated() || (value.value.isNumeric() && std::ranges::any_of(cell.values, &StatedValue::isDated));
    return matters && value.periodSource != PeriodSource::Cell ? periodText(value) : QString();
}

// A line of a section as it reads: cells and points without their marks.
QString plainLine(QByteArrayView line)
{
    line = line.trimmed();
    if (line.startsWith('|')) {
        QStringList cells;
        for (const ByteRange cell : cutCells(ByteRange::of(0, line.size()), line))
            cells.append(cellText(cell.in(line)));
        return cells.join(u"  ·  "_s);
    }
    const bool point = line.startsWith("- ") || line.startsWith("* ");
    return point ? QString(u"•  " + cellText(line.sliced(2))) : cellText(line);
}

QString shownText(const QByteArray &raw)
{
    if (!raw.contains('\n'))
        return cellText(raw);
    QStringList lines;
    for (const QByteArray &line : raw.split('\n')) {
        if (!isDelimiterLine(ByteRange::of(0, line.size()), line))
            lines.append(plainLine(line));
    }
    return lines.join(u'\n');
}

// The same, as much of it as a cell may have room for.
QString shownText(const StatedValue &value)
{
    constexpr qsizetype MostBytes = 4000;
    if (value.raw.size() <= MostBytes && !value.raw.contains('\n'))
        return valueText(value.raw, value.value);
    if (value.raw.size() <= MostBytes)
        return shownText(value.raw);
    return shownText(wholeCharacters(value.raw, MostBytes).toByteArray()) + u'…';
}

QString place(const StatedValue &value)
{
    return ComparisonModel::tr("%1, line %2").arg(value.source.note.name()).arg(value.source.line + 1);
}

// What all notes say, the value that is shown first.
QString toolTip(const ComparedCell &cell)
{
    if (cell.isGap())
        return ComparisonModel::tr("No note states this.");
    QString text = u"<table cellspacing=4>"_s;
    for (const StatedValue &value : cell.values) {
        text += u"<tr><td>%1</td><td>%2</td><td>%3</td></tr>"_s.arg(shownText(value).left(200).toHtmlEscaped(),
                                                                    periodText(value).toHtmlEscaped(),
                                                                    place(value).toHtmlEscaped());
    }
    text += u"</table>"_s;
    if (cell.disagrees)
        text += u"<p>"_s + ComparisonModel::tr("The notes disagree.") + u"</p>"_s;
    return text;
}

} // namespace

void ComparisonModel::show(Comparison comparison)
{
    const qsizetype shared = std::min(comparison.rows.size(), m_comparison.rows.size());
    const bool longer = comparison.rows.first(shared) == m_comparison.rows && shared > 0;
    if (longer && comparison.columns == m_comparison.columns && comparison.corner == m_comparison.corner) {
        if (const qsizetype rows = comparison.rows.size(); rows > shared) {
            beginInsertRows({}, static_cast<int>(shared), static_cast<int>(rows) - 1);
            m_comparison = std::move(comparison);
            endInsertRows();
        } else {
            m_comparison = std::move(comparison);
        }
        if (!m_comparison.cells.isEmpty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        return;
    }
    beginResetModel();
    m_comparison = std::move(comparison);
    endResetModel();
}

void ComparisonModel::follow(const NotePath &from, const NotePath &to)
{
    m_comparison.follow(from, to);
    if (m_comparison.cells.isEmpty())
        return;
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    Q_EMIT headerDataChanged(Qt::Vertical, 0, rowCount() - 1);
}

const StatedValue *ComparisonModel::valueAt(const QModelIndex &index) const
{
    if (!index.isValid())
        return nullptr;
    const ComparedCell &cell = m_comparison.cell(index.row(), index.column());
    return cell.isGap() ? nullptr : &cell.values.first();
}

int ComparisonModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_comparison.rows.size());
}

int ComparisonModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_comparison.columns.size());
}

QVariant ComparisonModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const ComparedCell &cell = m_comparison.cell(index.row(), index.column());
    const StatedValue *const value = valueAt(index);
    switch (role) {
    case Qt::DisplayRole:
        return value ? shownText(*value) : QString();
    case Qt::EditRole:
    case RawRole:
        return value ? QString::fromUtf8(value->raw) : QString();
    case Qt::ToolTipRole:
        return toolTip(cell);
    case Qt::AccessibleTextRole:
        return value ? QString(shownText(*value) + u", "_s + place(*value)) : tr("gap");
    case NumericRole:
        return value && value->value.isNumeric();
    case GapRole:
        return !value;
    case DisagreesRole:
        return cell.disagrees;
    case OthersRole:
        return value ? static_cast<int>(cell.values.size()) - 1 : 0;
    case PeriodRole:
        return value ? shownPeriod(cell) : QString();
    default:
        return {};
    }
}

QVariant ComparisonModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    const QList<ComparisonLine> &lines = orientation == Qt::Horizontal ? m_comparison.columns : m_comparison.rows;
    if (section < 0 || section >= lines.size())
        return {};
    const ComparisonLine &line = lines.at(section);
    switch (role) {
    case Qt::DisplayRole:
        return line.title;
    case DetailRole:
        return line.detail;
    case Qt::ToolTipRole:
        return line.note.isEmpty() ? line.title : line.note.toString();
    case NewGroupRole:
        return section > 0 && line.group != lines.at(section - 1).group;
    default:
        return {};
    }
}

Qt::ItemFlags ComparisonModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    const StatedValue *const value = valueAt(index);
    // A section or a list is edited in its note.
    if (value && !value->raw.contains('\n'))
        flags |= Qt::ItemIsEditable;
    return flags;
}

bool ComparisonModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const StatedValue *const stated = valueAt(index);
    // What is pasted may have lines; a value has one.
    const QString text = value.toString().trimmed().replace(u'\n', u' ');
    if (role == Qt::EditRole && stated)
        Q_EMIT edited(index, text);
    return false;
}

} // namespace tearsheet
