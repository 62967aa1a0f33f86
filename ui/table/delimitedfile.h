// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/delimitedtext.h"
#include "core/vault/vault.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace tearsheet {

/// An open file of delimited values: its bytes, what can be undone, and how bytes and file stand. Changes are saved a
/// moment after they are made.
class DelimitedFile : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Clean,   ///< The file holds these bytes.
        Unsaved, ///< The bytes are newer than the file, and will be saved.
        Saving,
        Failed,   ///< The last save did not work; the bytes are here.
        Conflict, ///< Another program wrote the file meanwhile; both are untouched.
        ReadOnly, ///< Not UTF-8.
    };

    /// The file at `path`, which holds `file`. `vault` outlives it.
    DelimitedFile(Vault *vault, NotePath path, const TextFile &file, QObject *parent = nullptr);

    const NotePath &path() const { return m_path; }
    const std::shared_ptr<const DelimitedGrid> &grid() const { return m_grid; }
    State state() const { return m_state; }

    /// One sentence on a state that needs one; empty otherwise.
    const QString &stateText() const { return m_stateText; }

    /// Counts changes of the bytes, by whomever.
    int revision() const { return m_revision; }

    /// Whether something is not in the file that belongs there.
    bool isUnsaved() const { return m_state != State::Clean && m_state != State::ReadOnly; }

    /// Does `edit` as one undo step.
    void apply(const GridEdit &edit);

    void undo();
    void redo();

    /// Writes the bytes to the file now; the state tells what became of it.
    void save();

    /// In a conflict, gives up the own bytes for the file's; they can be had again by `undo`.
    void takeTheirs();

    /// In a conflict, saves the own bytes over the file's, which stay in the history.
    void keepOwn();

Q_SIGNALS:
    /// Other bytes.
    void changed();

    void stateChanged();

private:
    void take(const EditScript &script, QList<EditScript> &back);
    void lookAtFile();
    void setState(State state, const QString &text = {});

    Vault *m_vault;
    NotePath m_path;
    TextFile m_file;
    std::shared_ptr<const DelimitedGrid> m_grid;
    QByteArray m_beingSaved;
    QList<EditScript> m_done; // Each takes back a change, the last one last.
    QList<EditScript> m_undone;
    TextFile m_theirs; // In a conflict.
    State m_state = State::Clean;
    QString m_stateText;
    QTimer m_saveSoon;
    quint64 m_ticket = 0; // Of the save under way.
    int m_revision = 0;
};

using DelimitedFilePtr = std::shared_ptr<DelimitedFile>;

} // namespace tearsheet
