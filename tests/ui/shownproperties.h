// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/opennote.h"
#include "ui/panels/propertiespanel.h"

#include <QTableView>

namespace tearsheet {

/// The panel on an open note, as in a window.
struct Properties
{
    explicit Properties(const QByteArray &bytes, bool editable = true) : note(bytes)
    {
        QObject::connect(note.session.get(), &EditorSession::parsedChanged, &panel,
                         [this, editable] { show(editable); });
        QObject::connect(&panel, &PropertiesPanel::changeWanted, &panel,
                         [this](const NotePath &, const PropertyChange &change, const QString &typed) {
                             refusal.clear();
                             apply(change);
                             if (!refusal.isEmpty())
                                 offered.append(typed);
                         });
        panel.resize(320, 480);
        panel.show();
        note.session->parsedNow();
        show(editable);
    }

    void show(bool editable)
    {
        panel.showNote(note.session->parsed(), note.session->path(), note.vault->snapshot(), editable);
    }

    void apply(const PropertyChange &change)
    {
        const ParsedNotePtr parsed = note.session->parsedNow();
        const Result<EditScript> script = change(parsed->facts, parsed->text);
        if (!script)
            refusal = script.error().sentence;
        else if (const auto done = note.session->apply(*script); !done)
            refusal = done.error().sentence;
        note.session->parsedNow();
    }

    QTableView *table() const { return panel.findChild<QTableView *>(QStringLiteral("propertiesTable")); }
    PropertiesModel *model() const { return static_cast<PropertiesModel *>(table()->model()); }
    QModelIndex cell(int row, int column) const { return model()->index(row, column); }

    /// Opens the editor of a cell with the keyboard.
    template <typename Editor>
    Editor *edit(int row, int column) const
    {
        table()->setCurrentIndex(cell(row, column));
        QTest::keyClick(table(), Qt::Key_F2);
        return qobject_cast<Editor *>(table()->indexWidget(cell(row, column)));
    }

    OpenNote note;
    PropertiesPanel panel;
    QString refusal;
    QStringList offered; // What was typed for what was refused.
};

} // namespace tearsheet
