// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/temporaryvault.h"
#include "ui/editor/noteeditor.h"
#include "ui/style/codehighlighter.h"

#include <QTest>
#include <QTextBlock>

namespace tearsheet {

/// The editor of a note in a window.
struct ShownEditor
{
    explicit ShownEditor(const QByteArray &bytes)
        : vault(files.root()),
          session(&vault, NotePath::fromRelative(u"note.md").value(), TextFile::of(bytes), nullptr),
          editor(&session, &code)
    {
        editor.resize(600, 400);
        editor.show();
        editor.activateWindow();
        if (!QTest::qWaitForWindowActive(&editor))
            qFatal("The window did not become active.");
        editor.setFocus();
    }

    const QByteArray &bytes() const { return session.mirror().bytes(); }
    quint32 offsetOf(QByteArrayView text) const { return static_cast<quint32>(bytes().indexOf(text)); }

    // The middle of the character at byte `offset`, in the viewport.
    QPoint placeOf(quint32 offset) const
    {
        const LinePosition place = session.mirror().position(offset);
        QTextCursor cursor(editor.document()->findBlockByNumber(place.line));
        cursor.setPosition(cursor.position() + place.column);
        return editor.cursorRect(cursor).center() + QPoint(editor.fontMetrics().averageCharWidth() / 2, 0);
    }

    QList<QTextLayout::FormatRange> colours(int line) const
    {
        return editor.document()->findBlockByNumber(line).layout()->formats();
    }

    QString topLine() const { return editor.cursorForPosition({0, 8}).block().text(); }

    TemporaryVault files;
    Vault vault;
    CodeHighlighter code;
    EditorSession session;
    NoteEditor editor;
};

} // namespace tearsheet
