// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/note/notepath.h"
#include "core/table/gridedit.h"
#include "ui/plot/plotpicture.h"

#include <QObject>
#include <QPointer>

class QWidget;

namespace tearsheet {

class StatusLine;
class Vault;

/// Plots tables where the user is, and does what is asked for with their pictures.
class Plotting : public QObject
{
    Q_OBJECT

public:
    /// Of notes in `vault`; tells in `status`, asks over `window`. All outlive it.
    Plotting(Vault *vault, StatusLine *status, QWidget *window);

    /// Plots the table, or the comparison, that has the keyboard, else the one that can be seen; or hides its plot.
    /// False where there is none.
    bool toggle();

    /// Asks for a file and writes the picture into it.
    void exportPicture(const PlotPicture &picture);

    /// Writes the picture beside the vault's other attachments and shows it below the table that `table` names, in the
    /// note at `note`: `changeWanted` follows once the file is there.
    void embed(const PlotPicture &picture, const NotePath &note, const TableChange &table);

    /// Either, as the user wants.
    void take(const PlotPicture &picture, const NotePath &note, const TableChange &table);

Q_SIGNALS:
    /// The note at `path` is to be changed, at once and as one undo step.
    void changeWanted(const tearsheet::NotePath &path, const tearsheet::TableChange &change);

private:
    /// A picture on its way into a note.
    struct Embedding
    {
        NotePath file;
        NotePath note;
        TableChange change;
    };

    void finish(const NotePath &file);
    void fail(const NotePath &file, const QString &sentence);

    Vault *m_vault;
    StatusLine *m_status;
    QWidget *m_window;
    QList<Embedding> m_embeddings; // Whose files are being written.
};

} // namespace tearsheet
