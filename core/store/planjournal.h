// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/store/filecalls.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace tearsheet {

/// What is to happen to one file, with absolute paths.
struct PlanStep
{
    QString path;
    QString newPath;    ///< `path` where it stays.
    QString beside;     ///< Where its new text lies until it takes its place; empty where the bytes stay.
    quint64 before = 0; ///< `contentHash` of the old bytes, where they change.
    quint64 after = 0;
    bool inPlace = false; ///< The new text is written over the old one, as where the file has a second name.

    bool operator==(const PlanStep &) const = default;

    bool moves() const { return path != newPath; }

    /// Whether the new path is another one for file systems that tell capitals from small letters alone.
    bool changesCaseOnly() const { return moves() && path.compare(newPath, Qt::CaseInsensitive) == 0; }
};

/// Where the old text of a step lies, beside the new one, if the files are not exchanged.
QString oldBeside(const PlanStep &step);

/// The folder for new texts of files whose own folder takes none, in the user's data folder.
QString textsPlace(const QString &root);

/// How far a plan is, as it must be known after a crash.
struct PlanJournal
{
    bool committed =
        false; ///< All new texts are on the disk: the plan is to be finished. Before that it is to be undone.
    QList<PlanStep> steps;
    QString vacated;     ///< A folder that the plan empties and that goes with it; may be empty.
    QStringList emptied; ///< Folders that go if nothing is left in them, inner ones first.
    QString root = {};   ///< Of the vault, when this was written; empty where all paths are as they are.

    /// The same for the vault when it lies at `now`.
    void moveTo(const QString &now);

    bool operator==(const PlanJournal &) const = default;

    QByteArray toJson() const;

    /// Fails where the bytes are no journal.
    static Result<PlanJournal> fromJson(const QByteArray &json);
};

/// Writes the journal in place of the one before, down to the disk.
Result<> writeJournal(const FileCalls &calls, const QString &path, const PlanJournal &journal);

/// Gives the journal another name, where nobody reads it: for whoever can make something of it.
void putAside(const FileCalls &calls, const QString &path);

/// Removes the journal, for good: one that came back after a power cut would do the plan again. Whether it is gone.
bool removeJournal(const FileCalls &calls, const QString &path);

} // namespace tearsheet
