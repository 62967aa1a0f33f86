// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/table/gridedit.h"
#include "tests/ui/opennote.h"
#include "ui/table/gridview.h"
#include "ui/table/tableinspector.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QtTest>

namespace tearsheet {

using namespace Qt::StringLiterals;

/// The inspector on an open note, as in a window.
struct Tables
{
    explicit Tables(const QByteArray &bytes, const QString &whyNot = {}) : note(bytes)
    {
        QObject::connect(note.session.get(), &EditorSession::parsedChanged, &panel, [this, whyNot] { show(whyNot); });
        QObject::connect(&panel, &TableInspector::changeWanted, &panel,
                         [this](const NotePath &, const TableChange &change) { apply(change); });
        QObject::connect(&panel, &TableInspector::said, &panel, [this](const QString &sentence) { said = sentence; });
        QObject::connect(&panel, &TableInspector::summaryChanged, &panel,
                         [this](const QString &text) { summary = text; });
        panel.resize(900, 400);
        panel.show();
        panel.activateWindow();
        if (!QTest::qWaitForWindowActive(&panel))
            qWarning("The panel does not become active.");
        note.session->parsedNow();
        show(whyNot);
    }

    void show(const QString &whyNot)
    {
        panel.showNote(note.session->parsed(), note.session->path(), note.vault->snapshot(), whyNot);
    }

    void apply(const TableChange &change)
    {
        const ParsedNotePtr parsed = note.session->parsedNow();
        const Result<EditScript> script = scriptOf(change, parsed->facts, parsed->text);
        if (!script)
            said = script.error().sentence;
        else if (const auto done = note.session->apply(*script); !done)
            said = done.error().sentence;
        ++changes;
        note.session->parsedNow();
    }

    GridView *grid() const { return panel.grid(); }
    TableModel *model() const { return grid()->tableModel(); }
    QModelIndex cell(int row, int column) const { return model()->index(row, column); }
    QString at(int row, int column) const { return cell(row, column).data().toString(); }
    void select(int top, int left, int bottom, int right) const
    {
        grid()->setCurrentIndex(cell(top, left));
        grid()->selectionModel()->select(QItemSelection(cell(top, left), cell(bottom, right)),
                                         QItemSelectionModel::ClearAndSelect);
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) const { QTest::keyClick(grid(), key, modifiers); }
    QLineEdit *editor() const { return qobject_cast<QLineEdit *>(grid()->indexWidget(grid()->currentIndex())); }

    /// Types into the current cell: the first key opens its editor, which gets the others.
    void type(const QString &text) const
    {
        QTest::keyClicks(grid(), text.first(1));
        QTest::keyClicks(editor(), text.sliced(1));
    }
    QString column(int number) const
    {
        QStringList cells;
        for (int row = 0; row < model()->rowCount(); ++row)
            cells.append(at(row, number));
        return cells.join(u' ');
    }
    void clickHeader(int number, Qt::KeyboardModifiers modifiers = {}) const
    {
        const QHeaderView *const header = grid()->horizontalHeader();
        QTest::mouseClick(header->viewport(), Qt::LeftButton, modifiers,
                          QPoint(header->sectionViewportPosition(number) + 20, 10));
    }
    bool clickButton(const QString &text) const
    {
        QPushButton *found = nullptr;
        const bool shown = QTest::qWaitFor([&] {
            for (QPushButton *button : panel.findChildren<QPushButton *>()) {
                if (button->isVisible() && button->text() == text)
                    found = button;
            }
            return found != nullptr;
        });
        if (shown)
            QTest::mouseClick(found, Qt::LeftButton);
        QCoreApplication::processEvents();
        return shown;
    }
    QString banner() const
    {
        const auto *const banner = panel.findChild<QWidget *>(u"tableBanner"_s);
        return banner->isVisible() ? banner->accessibleName() : QString();
    }

    OpenNote note;
    TableInspector panel;
    QString said;
    QString summary;
    int changes = 0;
};

inline const QByteArray Shares =
    "# Cells\n\n| Company | Share |\n|---|---|\n| Kestrel | ~37% |\n| Norrland | 5% |\n| Volta | 16% |\n";

inline QByteArray shares(const QByteArray &rows)
{
    return "# Cells\n\n| Company | Share |\n|---|---|\n" + rows;
}

} // namespace tearsheet
