// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latestjob.h"
#include "core/vault/vault.h"

#include <QHash>
#include <QObject>

namespace tearsheet {

class Navigator;
class NoteView;
class QuickSwitcher;
class StatusLine;
struct QuickEntry;

/// Brings texts back: those that were not saved when the program ended, and those of deleted notes.
class Recovery : public QObject
{
    Q_OBJECT

public:
    /// Of notes in `vault`. Lists in `switcher`, tells in `status`; all outlive it.
    Recovery(Vault *vault, Navigator *navigator, StatusLine *status, QuickSwitcher *switcher, QObject *parent);

    /// Lists the notes that were deleted; the one chosen is written again where it was.
    void showDeleted();

private:
    void offer(const Draft &draft);
    void offerLostNote(const Draft &draft);
    void showDifference(NoteView *view, const Draft &draft);
    void take(NoteView *view, const Draft &draft);
    void openBoth(NoteView *view, const Draft &draft);
    void discard(NoteView *view, const Draft &draft);
    void write(const NotePath &path, const QByteArray &text, const std::optional<Draft> &draft);

    void list(const Result<QList<Version>> &versions);
    QList<QuickEntry> deletedNotes(const QList<Version> &versions, const QString &typed);
    void bringBack(const Version &version);

    Vault *m_vault;
    Navigator *m_navigator;
    StatusLine *m_status;
    QuickSwitcher *m_switcher;
    LatestJob<Result<QList<Version>>> m_reader;
    QHash<NotePath, std::optional<Draft>> m_writing; // New notes, each with the draft that is safe with it.
};

} // namespace tearsheet
