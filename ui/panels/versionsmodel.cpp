// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/versionsmodel.h"

#include "ui/style/icons.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

QDateTime timeOf(const Version &version)
{
    return QDateTime::fromMSecsSinceEpoch(version.time);
}

QString dayText(QDate date)
{
    const QDate today = QDate::currentDate();
    if (date == today)
        return VersionsModel::tr("Today");
    if (date == today.addDays(-1))
        return VersionsModel::tr("Yesterday");
    return QLocale().toString(date, date.year() == today.year() ? u"dddd, d MMMM"_s : u"d MMMM yyyy"_s);
}

} // namespace

void VersionsModel::show(const QList<Version> &versions)
{
    if (versions == m_versions)
        return;
    beginResetModel();
    m_versions = versions;
    m_days.clear();
    for (qsizetype i = 0; i < versions.size(); ++i) {
        const QDate date = timeOf(versions.at(i)).date();
        if (m_days.isEmpty() || m_days.last().date != date)
            m_days.append({date, i});
    }
    endResetModel();
}

qsizetype VersionsModel::end(int group) const
{
    return group + 1 < m_days.size() ? m_days.at(group + 1).first : m_versions.size();
}

int VersionsModel::itemCount(int group) const
{
    return static_cast<int>(end(group) - m_days.at(group).first);
}

const Version *VersionsModel::version(const QModelIndex &index) const
{
    if (!index.isValid() || isGroup(index))
        return nullptr;
    return &m_versions.at(m_days.at(groupOf(index)).first + index.row());
}

const Version *VersionsModel::before(const QModelIndex &index) const
{
    const Version *const one = version(index);
    return one ? beforeNumber(one - m_versions.constData()) : nullptr;
}

// Days are headings.
Qt::ItemFlags VersionsModel::flags(const QModelIndex &index) const
{
    return index.isValid() && isGroup(index) ? Qt::NoItemFlags : GroupedModel::flags(index);
}

const Version *VersionsModel::beforeNumber(qsizetype number) const
{
    const auto before = std::find_if(m_versions.begin() + number + 1, m_versions.end(), [](const Version &other) {
        return other.kind != VersionKind::Moved && other.kind != VersionKind::Aside;
    });
    return before == m_versions.end() ? nullptr : &*before;
}

QString VersionsModel::sizeText(qsizetype number) const
{
    const Version &version = m_versions.at(number);
    if (version.kind == VersionKind::Moved)
        return {};
    const Version *const before = beforeNumber(number);
    const QLocale locale;
    if (!before)
        return locale.formattedDataSize(static_cast<qint64>(version.size), 1, QLocale::DataSizeTraditionalFormat);
    const auto change = static_cast<qint64>(version.size) - static_cast<qint64>(before->size);
    if (change == 0)
        return tr("same size");
    if (std::abs(change) == 1)
        return change < 0 ? tr("−1 byte") : tr("+1 byte");
    const QString amount = locale.formattedDataSize(std::abs(change), 1, QLocale::DataSizeTraditionalFormat);
    return (change < 0 ? u"−"_s : u"+"_s) + amount;
}

QVariant VersionsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Version *const version = this->version(index);
    if (!version)
        return role == Qt::DisplayRole ? dayText(m_days.at(index.row()).date) : QVariant();
    switch (role) {
    case Qt::DisplayRole:
        return u"%1  %2"_s.arg(QLocale().toString(timeOf(*version).time(), QLocale::ShortFormat), writerText(*version));
    case Qt::ToolTipRole:
        if (version->kind == VersionKind::Aside)
            return tr("%1\nNo file held this text; it was kept when another one took its place.")
                .arg(versionTime(*version));
        return u"%1\n%2"_s.arg(versionTime(*version), version->path.toString());
    case Qt::DecorationRole:
        return icon(version->kind == VersionKind::Deleted ? Icon::Cross
                    : version->kind == VersionKind::Moved ? Icon::ChevronRight
                    : version->kind == VersionKind::Aside ? Icon::Unsaved
                    : version->author == Author::Here     ? Icon::Pencil
                                                          : Icon::ExternalLink);
    case SizeRole:
        return sizeText(version - m_versions.constData());
    default:
        return {};
    }
}

QString writerText(const Version &version)
{
    const bool here = version.author == Author::Here;
    switch (version.kind) {
    case VersionKind::Written:
        return here ? VersionsModel::tr("here") : VersionsModel::tr("outside");
    case VersionKind::Deleted:
        return here ? VersionsModel::tr("deleted here") : VersionsModel::tr("deleted outside");
    case VersionKind::Moved:
        return VersionsModel::tr("renamed from %1").arg(version.from.toString());
    case VersionKind::Aside:
        return VersionsModel::tr("unsaved text, set aside");
    }
    return {};
}

QString versionTime(const Version &version)
{
    const QDateTime time = timeOf(version);
    return u"%1, %2"_s.arg(dayText(time.date()), QLocale().toString(time.time(), QLocale::ShortFormat));
}

} // namespace tearsheet
