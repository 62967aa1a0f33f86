// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/propertiesmodel.h"

#include "core/note/parsenote.h"
#include "core/note/propertyedit.h"
#include "core/note/typedvalue.h"
#include "core/note/yamlwriter.h"
#include "ui/style/icons.h"
#include "ui/table/typedtext.h"

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype LongestShown = 600; // The rest of a longer value is in its tooltip, and in the note.

Icon iconOf(PropertyKind kind)
{
    switch (kind) {
    case PropertyKind::Number:
        return Icon::Number;
    case PropertyKind::Boolean:
        return Icon::Check;
    case PropertyKind::Date:
        return Icon::Date;
    case PropertyKind::List:
        return Icon::List;
    case PropertyKind::Nested:
        return Icon::More;
    case PropertyKind::Broken:
        return Icon::Warning;
    default:
        return Icon::Text;
    }
}

const Property *propertyNamed(const QString &name, const NoteFacts &facts)
{
    const auto found = std::ranges::find_if(facts.properties, [&](const Property &property) {
        return property.key.compare(name, Qt::CaseInsensitive) == 0;
    });
    return found == facts.properties.end() ? nullptr : &*found;
}

PropertyKind kindOf(const Property &property, bool typable)
{
    switch (property.type) {
    case PropertyType::Null:
        return PropertyKind::Nothing;
    case PropertyType::Number:
        return PropertyKind::Number;
    case PropertyType::Boolean:
        return PropertyKind::Boolean;
    case PropertyType::Text:
        return isYamlDate(property.values.first()) ? PropertyKind::Date : PropertyKind::Text;
    case PropertyType::List:
        return typable ? PropertyKind::List : PropertyKind::Nested;
    case PropertyType::Map:
        break;
    }
    return PropertyKind::Nested;
}

PropertyItem itemOf(const QString &value, const NotePath &path, const Snapshot &snapshot)
{
    const QByteArray text = value.toUtf8();
    PropertyItem item;
    quint32 shown = 0;
    // Text without brackets or a scheme holds no link and need not be parsed.
    const QList<Link> links = text.contains('[') || text.contains("://") ? parseNote(text).links : QList<Link>();
    for (const Link &link : links) {
        item.text += QString::fromUtf8(ByteRange{shown, link.range.begin}.in(text));
        const QString display = linkDisplay(link, text);
        const LinkTarget target = LinkTarget::of(link, text);
        item.links.append({item.text.size(), display.size(), target,
                           isExternal(link, text) || snapshot.resolve(target.target, path).isResolved()});
        item.text += display;
        shown = link.range.end;
    }
    item.text += QString::fromUtf8(text.sliced(shown));
    if (item.text.size() > LongestShown) {
        item.text = item.text.first(LongestShown) + u'…';
        item.links.removeIf([](const PropertyLink &link) { return link.begin + link.length > LongestShown; });
    }
    return item;
}

QList<PropertyItem> brokenItems(const QString &written)
{
    const QString go = PropertiesModel::tr("Go there");
    return {{written.left(LongestShown), {}}, {go, {{0, go.size(), {}, true}}}};
}

} // namespace

QString propertyKindName(PropertyKind kind)
{
    switch (kind) {
    case PropertyKind::Nothing:
        return PropertiesModel::tr("empty");
    case PropertyKind::Text:
        return PropertiesModel::tr("text");
    case PropertyKind::Number:
        return PropertiesModel::tr("number");
    case PropertyKind::Boolean:
        return PropertiesModel::tr("yes or no");
    case PropertyKind::Date:
        return PropertiesModel::tr("date");
    case PropertyKind::List:
        return PropertiesModel::tr("list");
    case PropertyKind::Nested:
        return PropertiesModel::tr("nested values");
    case PropertyKind::Broken:
        return PropertiesModel::tr("no YAML");
    }
    return {};
}

QList<PropertiesModel::Row> PropertiesModel::rowsOf(const ParsedNote &note, const NotePath &path,
                                                    const Snapshot &snapshot)
{
    QList<ByteRange> broken;
    for (const Oddity &oddity : note.facts.oddities) {
        if (oddity.kind == OddityKind::BadYaml && note.facts.frontMatter.contains(oddity.range))
            broken.append(oddity.range);
    }
    QList<Row> rows;
    for (const Property &property : note.facts.properties) {
        Row row{.name = property.key,
                .written = QString::fromUtf8(property.value.in(note.text)).trimmed(),
                .offset = property.range.begin};
        const qsizetype overlapped = broken.removeIf([&](ByteRange range) { return range.overlaps(property.range); });
        row.typed = overlapped > 0 ? std::nullopt : typedText(property, note.text);
        row.kind = overlapped > 0 ? PropertyKind::Broken : kindOf(property, row.typed.has_value());
        for (const QString &value : row.typed ? property.values : QStringList{row.written})
            row.items.append(itemOf(value, path, snapshot));
        if (row.kind == PropertyKind::Broken)
            row.items = brokenItems(row.written);
        rows.append(row);
    }
    // Lines without a name.
    for (const ByteRange range : std::as_const(broken)) {
        const QString written = QString::fromUtf8(range.in(note.text));
        rows.append(
            {.kind = PropertyKind::Broken, .items = brokenItems(written), .written = written, .offset = range.begin});
    }
    std::ranges::stable_sort(rows, {}, &Row::offset);
    return rows;
}

void PropertiesModel::show(const ParsedNotePtr &note, const NotePath &path, const Snapshot &snapshot, bool editable)
{
    const QList<Row> rows = note ? rowsOf(*note, path, snapshot) : QList<Row>();
    if (path == m_path && editable == m_editable) {
        update(rows);
        return;
    }
    beginResetModel();
    m_path = path;
    m_editable = editable;
    m_rows = rows;
    endResetModel();
}

// Rows between those whose names stay at the top and at the end are changed, added, or go.
void PropertiesModel::update(const QList<Row> &rows)
{
    const qsizetype most = std::min(rows.size(), m_rows.size());
    qsizetype first = 0;
    while (first < most && rows.at(first).name == m_rows.at(first).name)
        ++first;
    qsizetype behind = 0;
    while (behind < most - first
           && rows.at(rows.size() - 1 - behind).name == m_rows.at(m_rows.size() - 1 - behind).name)
        ++behind;
    const int from = static_cast<int>(most - behind);
    const int surplus = static_cast<int>(m_rows.size() - rows.size());
    if (surplus > 0) {
        beginRemoveRows({}, from, from + surplus - 1);
        m_rows.remove(from, surplus);
        endRemoveRows();
    } else if (surplus < 0) {
        beginInsertRows({}, from, from - surplus - 1);
        for (int row = from; row < from - surplus; ++row)
            m_rows.insert(row, rows.at(row));
        endInsertRows();
    }
    for (int row = 0; row < m_rows.size(); ++row) {
        if (std::exchange(m_rows[row], rows.at(row)) != rows.at(row))
            Q_EMIT dataChanged(index(row, NameColumn), index(row, ValueColumn));
    }
}

int PropertiesModel::rowOf(const QString &name) const
{
    const auto found =
        std::ranges::find_if(m_rows, [&](const Row &row) { return row.name.compare(name, Qt::CaseInsensitive) == 0; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

PropertyChange PropertiesModel::valueChange(const QString &name, const QString &typed,
                                            const std::optional<QString> &before)
{
    return [name, typed, before](const NoteFacts &facts, QByteArrayView text) -> Result<EditScript> {
        const Property *const property = propertyNamed(name, facts);
        const bool list = property && property->type == PropertyType::List;
        QJsonValue value = typedValue(typed, list);
        const std::optional<QString> now = property ? typedText(*property, text) : std::nullopt;
        if (before && now != before && now != typed) {
            if (!property)
                return failure(ErrorCode::Changed, {}, tr("The note has no property %1 any more.").arg(name));
            if (!now)
                return failure(ErrorCode::Changed, {}, tr("%1 was changed meanwhile.").arg(name));
            const auto items = [](const QString &lines) { return typedValue(lines, true).toArray(); };
            const auto merged = list ? mergedItems(items(*before), items(typed), items(*now)) : std::nullopt;
            if (!merged)
                return failure(ErrorCode::Changed, {},
                               now->isEmpty() ? tr("%1 was emptied meanwhile.").arg(name)
                                              : tr("%1 says %2 now.").arg(name, quoted(now->simplified())));
            value = *merged;
        }
        return withProperty(name, value, facts, text);
    };
}

PropertyChange PropertiesModel::addition(const QString &name, const QString &typed)
{
    return [name, typed](const NoteFacts &facts, QByteArrayView text) -> Result<EditScript> {
        if (name.isEmpty())
            return failure(ErrorCode::InvalidName, {}, tr("A new property needs a name."));
        if (propertyNamed(name, facts))
            return failure(ErrorCode::Exists, {}, tr("The note has a property %1 already.").arg(name));
        return withProperty(name, typedValue(typed), facts, text);
    };
}

PropertyChange PropertiesModel::renaming(const QString &name, const QString &to)
{
    return
        [name, to](const NoteFacts &facts, QByteArrayView text) { return withPropertyRenamed(name, to, facts, text); };
}

void PropertiesModel::setValue(const QString &name, const QString &typed)
{
    Q_EMIT changeWanted(valueChange(name, typed, std::nullopt), {});
}

void PropertiesModel::setValue(const QString &name, const QString &typed, const QString &before)
{
    Q_EMIT changeWanted(valueChange(name, typed, before), typed);
}

void PropertiesModel::add(const QString &name, const QString &typed)
{
    Q_EMIT changeWanted(addition(name, typed), {});
}

void PropertiesModel::rename(const QString &name, const QString &to)
{
    if (to != name)
        Q_EMIT changeWanted(renaming(name, to), to);
}

void PropertiesModel::remove(const QString &name)
{
    Q_EMIT changeWanted(
        [name](const NoteFacts &facts, QByteArrayView text) { return withoutProperty(name, facts, text); }, {});
}

int PropertiesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PropertiesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 2;
}

Qt::ItemFlags PropertiesModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (!index.isValid() || !m_editable)
        return flags;
    const Row &row = m_rows.at(index.row());
    const bool value = index.column() == ValueColumn;
    flags.setFlag(Qt::ItemIsEditable, value ? row.typed.has_value() : row.kind != PropertyKind::Broken);
    flags.setFlag(Qt::ItemIsUserCheckable, value && row.kind == PropertyKind::Boolean);
    return flags;
}

QVariant PropertiesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows.at(index.row());
    switch (role) {
    case KindRole:
        return QVariant::fromValue(row.kind);
    case OffsetRole:
        return row.offset;
    case Qt::AccessibleDescriptionRole:
        return propertyKindName(row.kind);
    default:
        return index.column() == NameColumn ? nameData(row, role) : valueData(row, role);
    }
}

QVariant PropertiesModel::nameData(const Row &row, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return row.name;
    case Qt::ToolTipRole:
        return tr("%1 (%2)").arg(row.name, propertyKindName(row.kind));
    case Qt::DecorationRole:
        return icon(iconOf(row.kind));
    default:
        return {};
    }
}

QVariant PropertiesModel::valueData(const Row &row, int role) const
{
    switch (role) {
    case Qt::DisplayRole: {
        if (!row.typed)
            return row.written;
        QStringList texts;
        for (const PropertyItem &item : row.items)
            texts.append(item.text);
        return texts.join(u", "_s);
    }
    case Qt::EditRole:
        return row.typed ? QVariant(*row.typed) : QVariant();
    case Qt::CheckStateRole:
        return row.kind != PropertyKind::Boolean                   ? QVariant()
               : row.written.startsWith(u't', Qt::CaseInsensitive) ? QVariant(Qt::Checked)
                                                                   : QVariant(Qt::Unchecked);
    case Qt::ToolTipRole:
        return row.written;
    case ItemsRole:
        return QVariant::fromValue(row.items);
    default:
        return {};
    }
}

bool PropertiesModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!flags(index).testAnyFlags(Qt::ItemIsEditable))
        return false;
    const QString name = m_rows.at(index.row()).name;
    if (role == Qt::CheckStateRole) {
        setValue(name, value.toInt() == Qt::Checked ? u"true"_s : u"false"_s);
        return true;
    }
    const QString typed = value.toString();
    if (role != Qt::EditRole || typed == data(index, Qt::EditRole).toString())
        return false;
    if (index.column() == ValueColumn)
        setValue(name, typed);
    else
        rename(name, typed);
    return true;
}

QVariant PropertiesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical || role != Qt::DisplayRole)
        return {};
    return section == NameColumn ? tr("Property") : tr("Value");
}

} // namespace tearsheet
