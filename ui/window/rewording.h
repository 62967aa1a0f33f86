// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latestjob.h"
#include "core/change/plans.h"
#include "core/vault/vault.h"
#include "ui/window/planahead.h"

#include <QMap>
#include <QObject>

#include <functional>

namespace tearsheet {

class Changes;
class NoteView;
class QuickSwitcher;
class StatusLine;
struct QuickEntry;

/// Renames what notes share by its name alone, in all of them at once: headings and block ids with the links to them,
/// tags, properties; and mends what is broken in a regular way.
class Rewording : public QObject
{
    Q_OBJECT

public:
    /// In the notes of `vault`. Asks in `switcher`, tells in `status`; all outlive it.
    Rewording(Vault *vault, Changes *changes, StatusLine *status, QuickSwitcher *switcher, QObject *parent);

    /// Asks for a new text of the heading that the caret of `view` is under.
    void renameHeading(NoteView *view);

    /// Asks for a new id of the block in whose line the caret of `view` is.
    void renameBlock(NoteView *view);

    /// Asks which tag or property, then for its new name.
    void renameTag();
    void removeTag();
    void renameProperty();

    /// Asks for a text and for what is to stand in its place in all notes, and shows what that changes.
    void replaceEverywhere();

    /// Asks which kind of problem that can be mended is to be mended in all notes, and shows what that changes.
    void mendProblems();

private:
    /// Goes on with how many problems of each kind can be mended.
    void chooseKind(const QMap<QString, int> &kinds);

    /// Lists `names`, each with how often it is there, and goes on with the one chosen.
    void choose(const QString &prompt, const QList<std::pair<QString, int>> &names,
                std::function<void(const QString &)> then);

    /// Asks for a new name in place of `old`, and offers what `plannerFor` makes of it.
    void askName(const QString &prompt, const QString &old, std::function<Planner(const QString &typed)> plannerFor);

    Vault *m_vault;
    Changes *m_changes;
    StatusLine *m_status;
    QuickSwitcher *m_switcher;
    LatestJob<QMap<QString, int>> m_job;
    PlanAhead m_ahead;
};

} // namespace tearsheet
