// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/research/savedcomparisons.h"

#include "core/store/filewrites.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QObject>

#include <algorithm>
#include <array>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<QStringView, 5> Shapes{u"metrics", u"stacked", u"tables", u"cases", u"headings"};

// A note by its path, or as a link says it, who may mean another one of that name.
bool follow(QString &name, const NotePath &from, const NotePath &to, const Snapshot &snapshot)
{
    if (name == from.toString() || QString(name + u".md") == from.toString()) {
        name = to.toString();
        return true;
    }
    if (name != from.name() || from.name() == to.name())
        return false;
    const Resolution found = snapshot.lookup(name);
    const NotePath meant = found.isResolved() ? snapshot.file(found.matches.first()).path : from;
    if (meant != from && meant != to)
        return false;
    name = to.name().toString();
    return true;
}

QStringList textsOf(const QJsonValue &value)
{
    QStringList texts;
    for (const QJsonValue text : value.toArray())
        texts.append(text.toString());
    return texts;
}

} // namespace

bool SavedComparison::follow(const NotePath &from, const NotePath &to, const Snapshot &snapshot)
{
    bool changed = false;
    for (QString &of : request.names)
        changed = tearsheet::follow(of, from, to, snapshot) || changed;
    if (request.table.note == from) {
        request.table.note = to;
        changed = true;
    }
    QStringList column = order.sortedBy.split(u'\n');
    if (column.first() == from.name() && from.name() != to.name()) {
        column.first() = to.name().toString();
        order.sortedBy = column.join(u'\n');
        changed = true;
    }
    return changed;
}

QJsonObject SavedComparison::json() const
{
    return {{u"name"_s, name},
            {u"shape"_s, Shapes.at(static_cast<size_t>(request.shape)).toString()},
            {u"names"_s, QJsonArray::fromStringList(request.names)},
            {u"metrics"_s, QJsonArray::fromStringList(request.metrics)},
            {u"note"_s, request.table.note.toString()},
            {u"heading"_s, request.table.heading},
            {u"table"_s, request.table.number},
            {u"transposed"_s, order.transposed},
            {u"sharedOnly"_s, order.sharedOnly},
            {u"hideEqual"_s, order.hideEqual},
            {u"sortedBy"_s, order.sortedBy},
            {u"descending"_s, order.descending}};
}

std::optional<SavedComparison> SavedComparison::of(const QJsonObject &json)
{
    const QString shapeName = json.value(u"shape"_s).toString();
    const auto shape = std::ranges::find(Shapes, QStringView(shapeName));
    if (shape == Shapes.end())
        return std::nullopt;
    ComparisonRequest request;
    request.shape = static_cast<ComparisonRequest::Shape>(shape - Shapes.begin());
    request.names = textsOf(json.value(u"names"_s));
    request.metrics = textsOf(json.value(u"metrics"_s));
    request.table = {NotePath::fromRelative(json.value(u"note"_s).toString()).value_or(NotePath()),
                     json.value(u"heading"_s).toString(), json.value(u"table"_s).toInt()};
    return SavedComparison{.name = json.value(u"name"_s).toString(),
                           .request = request,
                           .order = {.transposed = json.value(u"transposed"_s).toBool(),
                                     .sharedOnly = json.value(u"sharedOnly"_s).toBool(),
                                     .hideEqual = json.value(u"hideEqual"_s).toBool(),
                                     .sortedBy = json.value(u"sortedBy"_s).toString(),
                                     .descending = json.value(u"descending"_s).toBool()}};
}

SavedComparisons::SavedComparisons(const QString &root) : m_path(dataPlace(u"comparisons"_s, root) + u".json"_s)
{}

Result<> SavedComparisons::load()
{
    m_all.clear();
    if (!QFileInfo::exists(m_path))
        return {};
    const Result<QByteArray> bytes =
        readWhole(FileCalls::system(), m_path, QObject::tr("Cannot read the saved comparisons"));
    if (!bytes)
        return std::unexpected(bytes.error());
    for (const QJsonValue value : QJsonDocument::fromJson(*bytes).array()) {
        const std::optional<SavedComparison> saved = SavedComparison::of(value.toObject());
        if (saved && !saved->name.isEmpty())
            m_all.append(*saved);
    }
    return {};
}

Result<> SavedComparisons::keep(const SavedComparison &comparison)
{
    m_all.removeIf([&](const SavedComparison &saved) { return saved.name == comparison.name; });
    m_all.append(comparison);
    std::ranges::sort(m_all, [](const SavedComparison &left, const SavedComparison &right) {
        return QString::localeAwareCompare(left.name, right.name) < 0;
    });
    return store();
}

Result<> SavedComparisons::remove(const QString &name)
{
    m_all.removeIf([&](const SavedComparison &saved) { return saved.name == name; });
    return store();
}

Result<> SavedComparisons::follow(const NotePath &from, const NotePath &to, const Snapshot &snapshot)
{
    bool changed = false;
    for (SavedComparison &saved : m_all)
        changed = saved.follow(from, to, snapshot) || changed;
    return changed ? store() : Result<>();
}

Result<> SavedComparisons::store() const
{
    QJsonArray all;
    for (const SavedComparison &saved : m_all)
        all.append(saved.json());
    const QString doing = QObject::tr("Cannot keep the comparison");
    if (const Result<> made = makeFolders(FileCalls::system(), QFileInfo(m_path).path(), 0700); !made)
        return made;
    return replaceFile(FileCalls::system(), m_path, QJsonDocument(all).toJson(), doing);
}

} // namespace tearsheet
