// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/notepath.h"
#include "ui/editor/filesession.h"
#include "ui/editor/typedinto.h"
#include "ui/window/movedfiles.h"

#include <QElapsedTimer>
#include <QMap>
#include <QObject>
#include <QSet>
#include <QTimer>

namespace tearsheet {

class OpenNotes;

/// What is typed in the window and is in no file's text yet: into cells, properties, relations, and what waits in a
/// notice for an answer. Keeps it as drafts of the files concerned, so that it outlives the program, however that ends,
/// and tells their sessions that something is unsaved.
class TypedTexts : public QObject
{
    Q_OBJECT

public:
    /// For files of `vault`, open ones in `notes`. Both outlive it.
    TypedTexts(Vault *vault, OpenNotes *notes, QObject *parent);

    /// What is still held stays as drafts for the next start.
    ~TypedTexts() override;

    /// `typist`, one of the places in the window, holds `typed` for the file at `path`, in place of what it held
    /// before. A draft of it is on the disk within two seconds, or gone where nothing is held any more.
    void hold(const QString &typist, const NotePath &path, const QList<TypedInto> &typed);

    /// Nothing is held there any more: it was written or given up.
    void drop(const QString &typist) { hold(typist, {}, {}); }

    /// The user gives up what is held there, or a part of it: all of it goes into the file's history. Tells which file;
    /// an empty path where nothing is held.
    NotePath remember(const QString &typist);

    /// The files for which something is held.
    QSet<NotePath> files() const;

    /// Who holds something.
    QSet<QString> typists() const;

    /// Hands all of it to the vault at once.
    void keep();

    /// The file at `from` lies at `to` now.
    void follow(const NotePath &from, const NotePath &to);

Q_SIGNALS:
    /// `files` or `typists` are others.
    void changed();

private:
    struct Held
    {
        NotePath path;
        QList<TypedInto> typed;

        QByteArray into(QByteArray text) const;
    };
    struct Texts
    {
        QByteArray now;  // Unsaved changes included,
        QByteArray base; // and what the file says.
        bool known = true;
    };

    bool holds(const NotePath &path) const;
    Texts textsOf(const NotePath &path);
    NotePath followed(const NotePath &path) const;
    void watch(const FileSessionPtr &session);
    void keepSoon(const NotePath &path);
    void keep(const NotePath &path);

    Vault *m_vault;
    OpenNotes *m_notes;
    QMap<QString, Held> m_held;         // By typist.
    QHash<NotePath, QByteArray> m_last; // What each of these files said last, as it may be gone.
    MovedFiles m_moved;                 // Where files lie by now.
    QSet<NotePath> m_kept;              // Files that have such a draft.
    QSet<NotePath> m_stale;             // Files whose draft is to be looked at.
    QTimer m_soon;
    QElapsedTimer m_waiting; // Since the first of these.
};

} // namespace tearsheet
