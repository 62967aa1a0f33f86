// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/latestjob.h"
#include "core/search/replaceplan.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace tearsheet {

/// Asks for a text and for what is to stand in its place in all notes, and says how many places that would change while
/// it is typed. To be shown with `open`.
class ReplaceDialog : public QDialog
{
    Q_OBJECT

public:
    /// In the notes of `snapshot`.
    explicit ReplaceDialog(const Snapshot &snapshot, QWidget *parent = nullptr);

    /// The vault says something else now.
    void setSnapshot(const Snapshot &snapshot);

    ReplaceQuery query() const;

Q_SIGNALS:
    /// The user wants to see what `query` changes.
    void wanted(const tearsheet::ReplaceQuery &query);

private:
    /// What is found.
    struct Found
    {
        int places = 0;
        int notes = 0;
        int insideLinks = 0;
        QString objection;
    };

    QCheckBox *option(const QString &text, const QString &name, bool on);
    void count();
    void tell(const Found &found);

    Snapshot m_snapshot;
    QLineEdit *m_find;
    QLineEdit *m_by;
    QCheckBox *m_matchCase;
    QCheckBox *m_wholeWords;
    QCheckBox *m_expression;
    QCheckBox *m_insideLinks;
    QLabel *m_sentence;
    QPushButton *m_show;
    LatestJob<Found> m_job;
};

} // namespace tearsheet
