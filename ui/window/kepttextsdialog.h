// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/draftstore.h"

#include <QDialog>

#include <optional>

class QLabel;
class QListWidget;
class QPushButton;

namespace tearsheet {

class DiffView;

/// A text that was kept and may stand in no file, and what its note says now; nothing where there is no such note.
struct KeptText
{
    Draft draft;
    std::optional<QByteArray> now;
};

/// Lists the texts that were kept, each beside what its note says now, or said when the text was made.
class KeptTextsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit KeptTextsDialog(QWidget *parent = nullptr);

    /// Lists `texts`, newest first, in place of those before; closes where there are none.
    void list(const QList<KeptText> &texts);

Q_SIGNALS:
    /// The user wants to decide in the note, which is there.
    void openWanted(const tearsheet::Draft &draft);

    /// The note, which is not there, is to be written again.
    void writeWanted(const tearsheet::Draft &draft);

    /// The text, of a note that is not there, is no whole one: it is to be had for elsewhere.
    void copyWanted(const tearsheet::Draft &draft);

    /// The text is not wanted.
    void discardWanted(const tearsheet::Draft &draft);

private:
    void showCurrent();
    std::optional<KeptText> current() const;

    QList<KeptText> m_texts;
    QListWidget *m_list;
    DiffView *m_difference;
    QPushButton *m_take; // Writes the note again, or opens it.
    QPushButton *m_discard;
};

} // namespace tearsheet
