// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vault/vault.h"
#include "ui/editor/editorsession.h"

#include <QHash>
#include <QObject>

#include <memory>

namespace tearsheet {

using EditorSessionPtr = std::shared_ptr<EditorSession>;

/// The open files of a window, notes and files of values: one session per file, however many tabs show it.
///
/// A session lives as long as a tab shows it, and beyond that until its text is safely in the file.
class OpenNotes : public QObject
{
    Q_OBJECT

public:
    explicit OpenNotes(Vault *vault, QObject *parent = nullptr);

    /// The session of the file at `path`, made and read now if there is none. Errors are those of `Vault::read`.
    Result<FileSessionPtr> openFile(const NotePath &path);

    /// The session of the note at `path`, likewise. Fails with `NotText` for other files.
    Result<EditorSessionPtr> open(const NotePath &path);

    /// Whether there is a session of the file at `path`.
    bool isOpen(const NotePath &path) const { return !m_sessions.value(path).expired(); }

    /// The session of the note at `path`, null if there is none.
    EditorSessionPtr find(const NotePath &path) const;

    /// The session of the file at `path`, likewise.
    FileSessionPtr findFile(const NotePath &path) const { return m_sessions.value(path).lock(); }

    /// The file at `from` lies at `to` now, and so does its session.
    void follow(const NotePath &from, const NotePath &to);

    /// Sessions with text that is not in their file.
    QList<FileSessionPtr> unsaved() const;

    /// Saves every file with unsaved text.
    void saveAll();

Q_SIGNALS:
    /// A session was made.
    void opened(const tearsheet::FileSessionPtr &session);

    /// A session is kept although no tab shows it, because its text could not be saved.
    void stranded(const tearsheet::FileSessionPtr &session);

    /// The text is in its file again, or was given up.
    void settled(const tearsheet::NotePath &path);

private:
    void release(const NotePath &path);

    Vault *m_vault;
    QHash<NotePath, std::weak_ptr<FileSession>> m_sessions;
    QHash<NotePath, FileSessionPtr> m_kept; // With text that is not saved.
};

} // namespace tearsheet
