// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/note/linktarget.h"
#include "core/note/notepath.h"
#include "core/table/gridedit.h"
#include "ui/plot/plotpicture.h"
#include "ui/table/typedtext.h"

#include <QHash>
#include <QObject>

namespace tearsheet {

class DisputeWatch;
class NoteTabs;
class OpenNotes;
class StatusLine;
class TableInspector;
class Vault;
enum class TableComparison;

/// The tables of a note in a tab of their own, beside its text.
class TableTabs : public QObject
{
    Q_OBJECT

public:
    /// Opens tables of `vault` in `tabs`, with the marks that `disputes` knows, and says in `status` what could not be
    /// done; all outlive it.
    TableTabs(Vault *vault, NoteTabs *tabs, OpenNotes *notes, DisputeWatch *disputes, StatusLine *status,
              QObject *parent);

    /// Shows the tables of the note at `path` in a tab, the one around byte `offset` first; a tab that is there turns
    /// to that.
    void openTables(const NotePath &path, quint32 offset);

    /// Which note's tables are shown in `inspector`, and which one, for `restore`.
    static QByteArray stateOf(const TableInspector *inspector);

    /// Opens a tab behind the current one with what `stateOf` said at another time; null where the note is not there.
    TableInspector *restore(const QByteArray &state);

Q_SIGNALS:
    /// The note at `path` is to be changed, at once and as one undo step.
    void changeWanted(const tearsheet::NotePath &path, const tearsheet::TableChange &change);

    /// A link in a table of the note at `from` is followed.
    void linkActivated(const tearsheet::LinkTarget &link, const tearsheet::NotePath &from,
                       Qt::KeyboardModifiers modifiers);

    /// The user wants to see byte `offset` of the note at `path`.
    void opened(const tearsheet::NotePath &path, quint32 offset, Qt::KeyboardModifiers modifiers);

    /// The table at byte `offset` of the note at `path` is to be compared.
    void comparisonWanted(const tearsheet::NotePath &path, quint32 offset, tearsheet::TableComparison with);

    /// Those whom selected rows of a table of the note at `path` name are to be compared.
    void rowsComparisonWanted(const tearsheet::NotePath &path, const QList<tearsheet::NotePath> &named);

    /// The user wants to know what other places say in place of the cell at byte `offset` of the note at `path`.
    void claimsWanted(const tearsheet::NotePath &path, quint32 offset);

    /// What is typed in the tab that `typist` names into a table of the note at `path` and not written is `typed` now.
    void typing(const QString &typist, const tearsheet::NotePath &path, const QList<tearsheet::TypedInto> &typed);

    /// The user is about to give up a text of these.
    void givingUp(const QString &typist);

    /// What was typed into a table of the note at `path` was not written, and the table is not shown any more.
    void typedLeft(const tearsheet::NotePath &path, const tearsheet::TypedText &typed);

    void summaryChanged(const QString &summary);

    /// Something is to be done with a picture of a table of the file at `path`; `change` names the table.
    void pictureWanted(const tearsheet::PlotPicture &picture, const tearsheet::NotePath &path,
                       const tearsheet::TableChange &change);

private:
    struct Page
    {
        QString key; // Its name in the tabs.
        TableInspector *inspector;
    };

    Result<TableInspector *> make(const NotePath &path, quint32 offset, bool front);

    Vault *m_vault;
    NoteTabs *m_tabs;
    OpenNotes *m_notes;
    DisputeWatch *m_disputes;
    StatusLine *m_status;
    QHash<NotePath, Page> m_pages; // By the notes where they lie now.
    int m_last = 0;                // Of their keys.
};

} // namespace tearsheet
