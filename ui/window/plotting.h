// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/note/notepath.h"
#include "core/table/gridedit.h"
#include "ui/plot/plotpicture.h"

#include <QObject>
#include <QPointer>

class QWidget;

namespace tearsheet {

class Exporting;
class Snapshot;
class StatusLine;
class Vault;

/// Plots tables where the user is, and does what is asked for with their pictures.
class Plotting : public QObject
{
    Q_OBJECT

public:
    /// Of notes in `vault`; tells in `status`. All outlive it.
    Plotting(Vault *vault, Exporting *exporting, StatusLine *status, QWidget *window);

    /// Plots the table, or the comparison, that has the keyboard, else the one that can be seen; or hides its plot.
    /// False where there is none.
    bool toggle();

    /// Asks for a file and writes the picture into it.
    void exportPicture(const PlotPicture &picture);

    /// Writes the picture beside the vault's other attachments and shows it below the table that `table` names, in the
    /// note at `note`: `changeWanted` follows once the file is there. Once no note shows it any more, as after an undo,
    /// the user is told, and may have the file deleted.
    void embed(const PlotPicture &picture, const NotePath &note, const TableChange &table);

    /// Either, as the user wants.
    void take(const PlotPicture &picture, const NotePath &note, const TableChange &table);

    /// `change` of the note at `note` failed. Where it was to show a picture, tells so and offers to delete the file;
    /// else false.
    bool refuse(const NotePath &note, const TableChange &change, const Error &error);

Q_SIGNALS:
    /// The note at `path` is to be changed, at once and as one undo step.
    void changeWanted(const tearsheet::NotePath &path, const tearsheet::TableChange &change);

private:
    /// A picture that goes into a note, or went.
    struct Embedding
    {
        NotePath file;
        NotePath note;
        TableChange change;
        bool isShown = false; // By a note of the newest snapshot.
    };

    void finish(const NotePath &file);
    void fail(const NotePath &file, const QString &sentence);
    void look(const Snapshot &snapshot);
    void offerRemoval(const NotePath &file, const QString &sentence);
    void remove(const NotePath &file);

    Vault *m_vault;
    Exporting *m_exporting;
    StatusLine *m_status;
    QWidget *m_window;
    QList<Embedding> m_embeddings; // Whose files are being written.
    QList<Embedding> m_embedded;   // Whose files are there.
};

} // namespace tearsheet
