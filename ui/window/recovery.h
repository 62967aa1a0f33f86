// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latestjob.h"
#include "core/vault/vault.h"
#include "ui/window/banner.h"
#include "ui/window/movedfiles.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QSet>

namespace tearsheet {

class KeptTextsDialog;
class Navigator;
class NoteTabs;
class FileSession;
class FileView;
class Notices;
class QuickSwitcher;
class StatusLine;
struct KeptText;
struct QuickEntry;

/// Brings texts back: those that were kept unsaved, as when the program ended, and those of deleted files.
///
/// A kept text is offered above its note, whenever that is opened, wherever that lies by now, and above all notes where
/// there is no such note; both until the user has answered. Of several of one note, one after the other.
class Recovery : public QObject
{
    Q_OBJECT

public:
    /// Of notes in `vault`, which `tabs` show. Lists in `switcher`, tells in `status`, asks in `notices`; all outlive
    /// it.
    Recovery(Vault *vault, NoteTabs *tabs, Navigator *navigator, StatusLine *status, Notices *notices,
             QuickSwitcher *switcher, QWidget *window);

    /// Offers what was kept of the note that `view`, a new one, shows.
    void watch(FileView *view);

    /// The file at `from` lies at `to` now: what was kept of it is offered there.
    void follow(const NotePath &from, const NotePath &to);

    /// Lists the texts that were kept and wait for an answer.
    void showKept();

    /// Lists the files that were deleted; the one chosen is written again where it was.
    void showDeleted();

    /// Lists the versions of a file that has no tab; the one chosen takes its place again.
    void showVersions(const NotePath &path);

private:
    /// A file that takes up an earlier text.
    struct Restoring
    {
        NotePath path;
        QByteArray text;
        TextFile before;
        QString done; // What is said then.
        SaveMode mode = SaveMode::Replace;
        bool isUndo = false;
    };

    void find(const QList<Draft> &drafts);
    void offer(FileView *view, const Draft &draft);
    void offerLostNotes();
    void openNotesThatCameBack();
    void answered(const Draft &answer);
    Draft followed(const Draft &draft) const;
    NotePath renamed(const Draft &draft) const;
    std::optional<NotePath> placeOfItsFile(const Draft &draft) const;
    QList<Banner::Action> keeping(FileView *view, const Draft &draft);
    static Draft wholeText(Draft draft, const QByteArray &file);
    void writeAgain(const Draft &draft);
    static NotePath placeBeside(const Draft &draft);
    void setAside(const Draft &kept);
    void copy(const Draft &kept);
    QList<KeptText> keptTexts() const;
    void showDifference(FileView *view, const Draft &draft);
    void take(FileView *view, const Draft &kept);
    void takeOver(FileSession *session, const Draft &draft);
    void openBoth(FileView *view, const Draft &kept);
    void discard(const Draft &kept);
    void write(const NotePath &path, const QByteArray &text, const std::optional<Draft> &draft);

    void list(const Result<QList<Version>> &versions);
    QList<QuickEntry> deletedNotes(const QList<Version> &versions, const QString &typed);
    void showPast(const Version &last);
    void listPast(const Result<QList<Version>> &versions);
    void bringBack(const Version &version);
    void listVersions(const Result<QList<Version>> &versions);
    void restore(const NotePath &path, const Version &version);
    void write(const Restoring &restoring, SaveMode mode);
    void restored(const NotePath &path, const FileStamp &stamp, quint64 ticket);
    void notRestored(const NotePath &path, const Error &error, quint64 ticket);

    QWidget *m_window;
    Vault *m_vault;
    NoteTabs *m_tabs;
    Navigator *m_navigator;
    StatusLine *m_status;
    Notices *m_notices;
    QuickSwitcher *m_switcher;
    LatestJob<Result<QList<Version>>> m_reader;
    LatestJob<Result<QList<Version>>> m_pastReader; // Of one that is gone.
    LatestJob<Result<QList<Version>>> m_versionsReader;
    NotePath m_versionsOf;                         // What that reads of.
    LatestJob<std::function<void()>> m_textReader; // Of a version; what it reads is used on this thread.
    QHash<quint64, Restoring> m_restoring;         // By the ticket of the save.
    QList<Draft> m_kept;                           // Newest first: the user has not answered yet.
    QSet<NotePath> m_lost;                         // Notes of these that are not there, or cannot be read.
    MovedFiles m_moved;                            // Files that were seen to move: where each lies.
    QHash<QString, NotePath> m_formerly;           // By a kept text's place: what its note was called then.
    QSet<QString> m_answered;                      // The places of others, which may be told of once more.
    QPointer<KeptTextsDialog> m_dialog;
    QHash<NotePath, std::optional<Draft>> m_writing; // New notes, each with the draft that is safe with it.
};

} // namespace tearsheet
