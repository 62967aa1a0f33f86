// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/mergechoices.h"
#include "core/vault/vault.h"

#include <QHash>
#include <QObject>

namespace tearsheet {

class DiffView;
class Navigator;
class NoteTabs;
class FileView;
class StatusLine;

/// Shows a note beside another text of it, in its tab, and does what the user makes of that: an earlier version, the
/// file's text in a conflict, a copy that a sync program left.
class Comparing : public QObject
{
    Q_OBJECT

public:
    /// Of notes in `vault`. All outlive it.
    Comparing(Vault *vault, Navigator *navigator, StatusLine *status, QObject *parent);

    /// Answers what `view`, a new one, asks for.
    void watch(FileView *view);

    /// Shows how the note differs from `version`, with the offer to go back to it.
    void showVersion(FileView *view, const Version &version);

    /// Shows how two versions of the note that `view` shows differ.
    void showVersions(FileView *view, const Version &older, const Version &newer);

    /// Makes what the note said in `version` its text, as one undo step.
    void restore(FileView *view, const Version &version);

    /// Shows both sides of the conflict that the note is in, with what was chosen before; says so where there is none.
    void showConflict(FileView *view);

private:
    void watchUndo(FileView *view);
    /// Where the user left a conflict that is not settled as a whole.
    struct Left
    {
        QList<MergeChoice> choices;
        quint32 place = 0; // Where the conflict begins that they were at, in their own text.
    };

    bool offerCopy(FileView *view);
    void mergeCopy(FileView *copy, const NotePath &original);
    void deleteCopy(const NotePath &copy, FileView *view, const QByteArray &merged);

    Vault *m_vault;
    Navigator *m_navigator;
    StatusLine *m_status;
    QHash<NotePath, Left> m_left;
};

/// When something was, in local time: "Today, 14:03".
QString timeText(qint64 milliseconds);

} // namespace tearsheet
