// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/store/trash.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QRegularExpression>
#include <QStringList>

namespace tearsheet {

/// Where Obsidian puts a new note, how it writes links: what other programs set for this vault (obsidian.md 2.17).
enum class LinkFormat : quint8 { Shortest, Relative, Absolute };
enum class NewNotePlace : quint8 { Root, CurrentFolder, Folder };

/// A colour group of the graph: nodes that match `query`.
struct GraphGroup
{
    QString query;   ///< Without blanks at its ends.
    quint32 rgb = 0; ///< 0xRRGGBB
    bool operator==(const GraphGroup &) const = default;
};

/// What `graph.json` says of the graph.
struct GraphSettings
{
    QString search;
    bool showTags = false;
    bool showAttachments = false;
    bool showUnresolved = true;
    bool showOrphans = true;
    bool showArrows = false;
    QList<GraphGroup> groups;
    double textFade = 0;
    double nodeSize = 1;
    double lineSize = 1;
    double center = 0.5187;
    double repel = 10;
    double link = 1;
    double linkDistance = 250;

    bool operator==(const GraphSettings &) const = default;
};

/// What `graph.json` says of the graph around a note.
struct LocalGraphSettings
{
    int depth = 1;
    bool incoming = true;
    bool outgoing = true;
    bool neighbours = true;

    bool operator==(const LocalGraphSettings &) const = default;
};

/// One bookmark; a group has children.
struct Bookmark
{
    QString type; ///< "file", "folder", "heading", "block", "search", "graph", "url", "group"
    QString title;
    QString path;
    QString subpath;
    QString query;
    QString url;
    QDateTime created;
    QList<Bookmark> children;

    bool operator==(const Bookmark &other) const;
};

/// What the folder `.obsidian` of a vault says, as far as it concerns us. Read, never written.
struct ObsidianSettings
{
    LinkFormat linkFormat = LinkFormat::Shortest;
    bool markdownLinks = false;
    bool updateLinks = false; ///< Without asking.
    NewNotePlace newNotePlace = NewNotePlace::Root;
    QString newNoteFolder;
    QString attachmentFolder; ///< As written: "/", "x", "./", "./x".
    TrashPlace trash = TrashPlace::System;
    bool strictLineBreaks = false;
    QStringList excluded;          ///< Folder prefixes and `/expressions/`.
    QHash<QString, QString> types; ///< Property name, case folded, to Obsidian's name of its type.
    QString dailyFolder;
    QString dailyFormat = QStringLiteral("YYYY-MM-DD");
    QString dailyTemplate;
    QString templateFolder;
    QString templateDateFormat = QStringLiteral("YYYY-MM-DD");
    QString templateTimeFormat = QStringLiteral("HH:mm");
    GraphSettings graph;
    LocalGraphSettings localGraph;
    QString graphProblem; ///< Why `graph.json` is not in force although it is there; empty where it is.
    QList<Bookmark> bookmarks;

    bool operator==(const ObsidianSettings &) const = default;
};

/// Reads the settings of the vault at `root`. What is missing or of the wrong type is as Obsidian has it by default; a
/// file that is no JSON adds one sentence to `problems`. Any thread.
ObsidianSettings readObsidianSettings(const QString &root, QList<Error> *problems = nullptr);

/// Decides which files a vault leaves out of searches, graphs and counts.
class ExcludedFiles
{
public:
    /// `patterns` as in `ObsidianSettings::excluded`; an expression that is none matches nothing.
    explicit ExcludedFiles(const QStringList &patterns);

    bool contains(const QString &path) const;

private:
    QStringList m_prefixes;
    QList<QRegularExpression> m_expressions;
};

} // namespace tearsheet
