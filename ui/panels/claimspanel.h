// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latestjob.h"
#include "core/research/disputes.h"

#include <QWidget>

#include <map>
#include <optional>

class QComboBox;
class QLabel;
class QPushButton;
class QTreeView;

namespace tearsheet {

class ClaimsModel;
struct ClaimRow;

/// What is stated in several places, for the open note, for the cell under the caret, or for the vault; and figures
/// that say no time. Works in the pool, once it can be seen.
class ClaimsPanel : public QWidget
{
    Q_OBJECT

public:
    /// Which claims are listed.
    enum class Extent { Cell, Note, Vault, Undated };

    /// Of the vault at `root`, whose claims are `claims`.
    ClaimsPanel(const QString &root, std::shared_ptr<SharedClaims> claims, QWidget *parent = nullptr);

    /// Shows the claims of the note at `path`, an empty path being none.
    void showNote(const Snapshot &snapshot, const NotePath &path);

    /// The caret stands at byte `offset` of the note.
    void setCaret(quint32 offset);

    void setExtent(Extent extent);

    /// Lists what is stated in place of the cell at byte `offset` of the note at `path`.
    void showCell(const Snapshot &snapshot, const NotePath &path, quint32 offset);

    /// The note at `from` lies at `to` now: what was checked in it still is.
    void follow(const NotePath &from, const NotePath &to);

    /// The note whose claims are listed.
    const NotePath &path() const { return m_path; }

    /// What the user has looked at and found in order.
    const CheckedClaims &checked() const { return m_checked; }

    /// Whom the current claim is about, and those whose notes say it, as far as these are about somebody.
    QList<NotePath> notesToCompare() const;

Q_SIGNALS:
    void activated(const tearsheet::NotePath &note, quint32 offset, Qt::KeyboardModifiers modifiers);

    /// `text` is to stand in place of the bytes `range` of the note at `path` as `snapshot` has it.
    void changeWanted(const tearsheet::NotePath &path, tearsheet::ByteRange range, const QByteArray &text,
                      const tearsheet::Snapshot &snapshot);

    void failed(const tearsheet::Error &error);

    /// The last change is to be taken back, or done again.
    void undoWanted();
    void redoWanted();

    /// Those of a claim are to be compared, of one alone with the note at `path`.
    void comparisonWanted(const tearsheet::NotePath &path, const QList<tearsheet::NotePath> &notes);

    /// The user marked a claim as checked, or no longer.
    void checkedChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    struct Found
    {
        Snapshot snapshot;
        QList<ClaimRow> rows;
    };

    void refresh();
    void take(const Found &found);
    void fill();
    int placeOf(const std::optional<ClaimRow> &row) const;

    // Gives the columns of names what their texts need, up to a part of the panel, but for those that somebody has
    // drawn to another width.
    void fitNames();
    QString summaryOf(const QList<ClaimRow> &rows) const;
    QString cellSummary(const QList<ClaimRow> &rows) const;
    void showActions();
    void goThere(Qt::KeyboardModifiers modifiers);
    void takeValue(bool fromHere);
    void markChecked();
    void showMenu(const QPoint &place);
    const ClaimRow *current() const;

    std::shared_ptr<SharedClaims> m_claims;
    CheckedClaims m_checked;
    ClaimsModel *m_model;
    QComboBox *m_extent;
    QLabel *m_summary;
    QPushButton *m_go;
    QPushButton *m_fromHere;
    QPushButton *m_fromThere;
    QPushButton *m_check;
    QTreeView *m_table;
    QLabel *m_empty;
    std::map<int, int> m_fitted; // Columns of names, with the widths that `fitNames` gave them.
    Snapshot m_snapshot;
    NotePath m_path;
    quint32 m_caret = 0;
    Found m_found;
    bool m_stale = false;
    LatestJob<Found> m_job;
};

} // namespace tearsheet
