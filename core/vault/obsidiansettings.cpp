// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/obsidiansettings.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QObject>

#include <algorithm>
#include <tuple>

namespace tearsheet {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 LargestFile = 4 * 1024 * 1024;
constexpr int DeepestGroup = 32;

// What is wrong with it goes into `problem`, too.
QJsonObject readObject(const QString &root, const QString &name, QList<Error> *problems, QString *problem = nullptr)
{
    const QString path = root + u"/.obsidian/" + name;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > LargestFile)
        return {};
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &error);
    if (error.error == QJsonParseError::NoError)
        return document.object();
    if (problem)
        *problem = error.errorString();
    if (problems)
        problems->append(
            {ErrorCode::Unreadable, path,
             QObject::tr("The settings in .obsidian/%1 are not read: %2.").arg(name, error.errorString())});
    return {};
}

// The number of `value` among `names`; 0 where it is none of them.
template <typename Enum>
Enum choice(const QJsonValue &value, std::initializer_list<QStringView> names)
{
    const auto found = std::ranges::find(names, value.toString());
    return found == names.end() ? Enum() : static_cast<Enum>(found - names.begin());
}

void readApp(const QJsonObject &app, ObsidianSettings &settings)
{
    settings.linkFormat = choice<LinkFormat>(app[u"newLinkFormat"], {u"shortest", u"relative", u"absolute"});
    settings.markdownLinks = app[u"useMarkdownLinks"].toBool();
    settings.updateLinks = app[u"alwaysUpdateLinks"].toBool();
    settings.newNotePlace = choice<NewNotePlace>(app[u"newFileLocation"], {u"root", u"current", u"folder"});
    settings.newNoteFolder = app[u"newFileFolderPath"].toString();
    settings.attachmentFolder = app[u"attachmentFolderPath"].toString(u"/"_s);
    settings.trash = choice<TrashPlace>(app[u"trashOption"], {u"system", u"local", u"none"});
    settings.strictLineBreaks = app[u"strictLineBreaks"].toBool();
    for (const QJsonValue pattern : app[u"userIgnoreFilters"].toArray()) {
        if (!pattern.toString().isEmpty())
            settings.excluded.append(pattern.toString());
    }
}

GraphSettings graphOf(const QJsonObject &graph)
{
    const GraphSettings defaults;
    GraphSettings settings{
        .search = graph[u"search"].toString().trimmed(),
        .showTags = graph[u"showTags"].toBool(),
        .showAttachments = graph[u"showAttachments"].toBool(),
        .showUnresolved = !graph[u"hideUnresolved"].toBool(),
        .showOrphans = graph[u"showOrphans"].toBool(true),
        .showArrows = graph[u"showArrow"].toBool(),
        .textFade = graph[u"textFadeMultiplier"].toDouble(defaults.textFade),
        .nodeSize = graph[u"nodeSizeMultiplier"].toDouble(defaults.nodeSize),
        .lineSize = graph[u"lineSizeMultiplier"].toDouble(defaults.lineSize),
        .center = graph[u"centerStrength"].toDouble(defaults.center),
        .repel = graph[u"repelStrength"].toDouble(defaults.repel),
        .link = graph[u"linkStrength"].toDouble(defaults.link),
        .linkDistance = graph[u"linkDistance"].toDouble(defaults.linkDistance),
    };
    for (const QJsonValue group : graph[u"colorGroups"].toArray()) {
        const qint64 rgb = group[u"color"][u"rgb"].toInteger();
        settings.groups.append({group[u"query"].toString().trimmed(), static_cast<quint32>(rgb & 0xFFFFFF)});
    }
    return settings;
}

LocalGraphSettings localGraphOf(const QJsonObject &graph)
{
    return {.depth = std::clamp(graph[u"localJumps"].toInt(1), 1, 5),
            .incoming = graph[u"localBacklinks"].toBool(true),
            .outgoing = graph[u"localForelinks"].toBool(true),
            .neighbours = graph[u"localInterlinks"].toBool(true)};
}

QList<Bookmark> bookmarksOf(const QJsonArray &items, int depth = 0)
{
    QList<Bookmark> bookmarks;
    for (const QJsonValue item : items) {
        const QString type = item[u"type"].toString();
        if (type.isEmpty() || depth == DeepestGroup)
            continue;
        Bookmark bookmark{.type = type,
                          .title = item[u"title"].toString(),
                          .path = item[u"path"].toString(),
                          .subpath = item[u"subpath"].toString(),
                          .query = item[u"query"].toString(),
                          .url = item[u"url"].toString(),
                          .created = {},
                          .children = bookmarksOf(item[u"items"].toArray(), depth + 1)};
        if (const qint64 created = item[u"ctime"].toInteger(); created > 0)
            bookmark.created = QDateTime::fromMSecsSinceEpoch(created);
        bookmarks.append(std::move(bookmark));
    }
    return bookmarks;
}

} // namespace

bool Bookmark::operator==(const Bookmark &other) const
{
    const auto own = [](const Bookmark &b) {
        return std::tie(b.type, b.title, b.path, b.subpath, b.query, b.url, b.created);
    };
    return own(*this) == own(other) && std::ranges::equal(children, other.children);
}

ObsidianSettings readObsidianSettings(const QString &root, QList<Error> *problems)
{
    ObsidianSettings settings;
    readApp(readObject(root, u"app.json"_s, problems), settings);
    const QJsonObject types = readObject(root, u"types.json"_s, problems)[u"types"].toObject();
    for (auto it = types.begin(); it != types.end(); ++it)
        settings.types.insert(it.key().toCaseFolded(), it.value().toString());
    const QJsonObject daily = readObject(root, u"daily-notes.json"_s, problems);
    settings.dailyFolder = daily[u"folder"].toString();
    if (const QString format = daily[u"format"].toString(); !format.isEmpty())
        settings.dailyFormat = format;
    settings.dailyTemplate = daily[u"template"].toString();
    const QJsonObject templates = readObject(root, u"templates.json"_s, problems);
    settings.templateFolder = templates[u"folder"].toString();
    if (const QString format = templates[u"dateFormat"].toString(); !format.isEmpty())
        settings.templateDateFormat = format;
    if (const QString format = templates[u"timeFormat"].toString(); !format.isEmpty())
        settings.templateTimeFormat = format;
    const QJsonObject graph = readObject(root, u"graph.json"_s, problems, &settings.graphProblem);
    settings.graph = graphOf(graph);
    settings.localGraph = localGraphOf(graph);
    settings.bookmarks = bookmarksOf(readObject(root, u"bookmarks.json"_s, problems)[u"items"].toArray());
    return settings;
}

ExcludedFiles::ExcludedFiles(const QStringList &patterns)
{
    for (const QString &pattern : patterns) {
        if (pattern.size() > 2 && pattern.startsWith(u'/') && pattern.endsWith(u'/')) {
            const QRegularExpression expression(pattern.sliced(1).chopped(1));
            if (expression.isValid())
                m_expressions.append(expression);
        } else if (!pattern.isEmpty()) {
            m_prefixes.append(pattern);
        }
    }
}

bool ExcludedFiles::contains(const QString &path) const
{
    const auto isPrefix = [&](const QString &prefix) { return path.startsWith(prefix); };
    const auto matches = [&](const QRegularExpression &expression) { return expression.match(path).hasMatch(); };
    return std::ranges::any_of(m_prefixes, isPrefix) || std::ranges::any_of(m_expressions, matches);
}

} // namespace tearsheet
