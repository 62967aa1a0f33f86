// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latestjob.h"
#include "ui/editor/typedinto.h"
#include "ui/plot/plotpicture.h"
#include "ui/table/delimitedsession.h"
#include "ui/table/showntable.h"
#include "ui/window/fileview.h"

namespace tearsheet {

class GridView;
class TablePane;

/// A file of delimited values in a tab.
class DelimitedView : public FileView
{
    Q_OBJECT

public:
    explicit DelimitedView(const std::shared_ptr<DelimitedSession> &session, QWidget *parent = nullptr);

    /// Takes over what is being typed, as far as it can be written; of the rest `typedLeft` tells.
    ~DelimitedView() override;

    DelimitedSession *session() const { return static_cast<DelimitedSession *>(FileView::session()); }
    GridView *grid() const;
    TablePane *pane() const { return m_pane; }

    /// The bytes at which the current cell and the first row in sight begin, and how rows are sorted and filtered.
    Place place() const override;
    void restore(const Place &place) override;

    /// Makes the cell at byte `offset` the current one.
    void goTo(quint32 offset) override;
    void focusText() override;
    void finishEditing() override;

Q_SIGNALS:
    void pictureWanted(const tearsheet::PlotPicture &picture);
    void summaryChanged(const QString &summary);

    /// What is typed into cells and not written is `typed` now.
    void typing(const QList<tearsheet::TypedInto> &typed);

    /// The user is about to give up a text of these.
    void givingUp();

    /// What was typed into a cell, `text`, was not written, and the view has no place for it; `sentence` says why.
    void typedLeft(const QString &sentence, const QString &text);

    /// Other cells are shown, or as many.
    void shown();

protected:
    void uncover() override;

private:
    // What takes a look at all rows, or at many.
    struct Looked
    {
        QList<TableFinding> findings;
        QList<std::optional<Fences>> fences;
    };

    static Looked lookAt(const ShownTablePtr &table, const DelimitedText &text, const CancelFlag *flag);
    void showTable();
    void take(const Looked &looked);
    void show(const ShownTablePtr &table);
    void tellFailure(const GridEdit &edit, const Error &error);
    void goTo(const Place &place);

    TablePane *m_pane;
    ShownTablePtr m_shown;
    Looked m_looked; // Of a large file that of a moment ago.
    LatestJob<Looked> m_looking;
    std::optional<Place> m_wanted; // Until the rows are arranged.
};

} // namespace tearsheet
