// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latestjob.h"
#include "core/research/reciprocal.h"
#include "core/research/relationcache.h"
#include "core/research/vaultwords.h"
#include "core/vault/vault.h"
#include "ui/editor/typedinto.h"

#include <QObject>
#include <QTimer>

class QSettings;

namespace tearsheet {

class Changes;
class LinksPanel;
class Navigator;
class NoteTabs;
class RelationsPanel;
class StatusLine;

/// What the notes of the window's vault are to each other, kept true to its newest snapshot in the pool; the panels
/// that show it, and what is asked for in them.
class Relations : public QObject
{
    Q_OBJECT

public:
    /// Of the notes of `vault`. All outlive it; the panels belong to the window.
    Relations(Vault *vault, NoteTabs *tabs, Navigator *navigator, Changes *changes, StatusLine *status,
              QSettings *settings, QWidget *window);

    /// For sides of the window, which takes them over.
    LinksPanel *backlinks() const { return m_backlinks; }
    LinksPanel *outgoing() const { return m_outgoing; }
    RelationsPanel *panel() const { return m_panel; }

    /// The relations of the newest snapshot for which they have been read; null at first.
    std::shared_ptr<const RelationIndex> index() const { return m_index; }

    /// Shows the neighbours of the note at `path`, an empty one being none; its text may be changed if `editable`.
    void showNote(const NotePath &path, bool editable);

    /// The words that the user has added for this vault.
    const QList<OwnRelationWord> &words() const { return m_words.all(); }

    /// Keeps `words` in place of these, and reads all relations anew.
    Result<> setWords(const QList<OwnRelationWord> &words);

Q_SIGNALS:
    /// There are newer ones.
    void changed(const std::shared_ptr<const tearsheet::RelationIndex> &index);

    /// `bytes` are to stand in that place; the user `typed` them, or nothing.
    void changeWanted(const tearsheet::TypedPlace &place, const QByteArray &bytes, const QString &typed);

private:
    void connectPanels();
    void update(const Snapshot &snapshot);
    void take(const std::shared_ptr<const RelationIndex> &index);
    void remember();
    void addReciprocal(const StatedRelation &relation);

    Vault *m_vault;
    NoteTabs *m_tabs;
    Navigator *m_navigator;
    Changes *m_changes;
    StatusLine *m_status;
    QSettings *m_settings;
    LinksPanel *m_backlinks;
    LinksPanel *m_outgoing;
    RelationsPanel *m_panel;
    VaultWords m_words;
    std::shared_ptr<RelationIndex> m_working; ///< The job's alone.
    std::shared_ptr<const RelationIndex> m_index;
    LatestJob<std::shared_ptr<const RelationIndex>> m_job;
    RelationCache m_cache;
    QTimer m_whenQuiet;     ///< Then it is written.
    int m_unremembered = 0; ///< Notes that were read since.
};

} // namespace tearsheet
