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

QStringList textsOf(const QJsonValue &value)
{
    QStringList texts;
    for (const QJsonValue text : value.toArray())
        texts.append(text.toString());
    return texts;
}

} // namespace

QJsonObject requestJson(const ComparisonRequest &request)
{
    return {{u"shape"_s, Shapes.at(static_cast<size_t>(request.shape)).toString()},
            {u"names"_s, QJsonArray::fromStringList(request.names)},
            {u"metrics"_s, QJsonArray::fromStringList(request.metrics)},
            {u"note"_s, request.table.note.toString()},
            {u"heading"_s, request.table.heading},
            {u"table"_s, request.table.number}};
}

std::optional<ComparisonRequest> requestOf(const QJsonObject &json)
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
    return request;
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
        const QString name = value.toObject().value(u"name"_s).toString();
        const std::optional<ComparisonRequest> request = requestOf(value.toObject());
        if (request && !name.isEmpty())
            m_all.append({name, *request});
    }
    return {};
}

Result<> SavedComparisons::keep(const QString &name, const ComparisonRequest &request)
{
    m_all.removeIf([&](const SavedComparison &saved) { return saved.name == name; });
    m_all.append({name, request});
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

Result<> SavedComparisons::store() const
{
    QJsonArray all;
    for (const SavedComparison &saved : m_all) {
        QJsonObject json = requestJson(saved.request);
        json.insert(u"name"_s, saved.name);
        all.append(json);
    }
    const QString doing = QObject::tr("Cannot keep the comparison");
    if (const Result<> made = makeFolders(FileCalls::system(), QFileInfo(m_path).path(), 0700); !made)
        return made;
    return replaceFile(FileCalls::system(), m_path, QJsonDocument(all).toJson(), doing);
}

} // namespace tearsheet
