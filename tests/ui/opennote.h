// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/temporaryvault.h"
#include "ui/editor/editorsession.h"

#include <QTest>
#include <QTextBlock>
#include <QTextCursor>

#include <memory>

namespace tearsheet {

inline NotePath pathOf(QStringView path)
{
    return NotePath::fromRelative(path).value();
}

/// An open note "note.md" in a vault of its own, whose first snapshot is complete.
struct OpenNote
{
    explicit OpenNote(const QByteArray &bytes)
    {
        files.write(QStringLiteral("note.md"), bytes);
        vault = std::make_unique<Vault>(files.root());
        vault->start();
        session =
            std::make_unique<EditorSession>(vault.get(), pathOf(u"note.md"), *vault->read(pathOf(u"note.md")), nullptr);
        if (!QTest::qWaitFor([this] { return vault->snapshot().isComplete(); }))
            qFatal("The vault was not read.");
    }

    const QByteArray &bytes() const { return session->mirror().bytes(); }
    QByteArray onDisk() const { return files.read(QStringLiteral("note.md")); }

    void type(int line, int column, const QString &text) const
    {
        QTextCursor cursor(session->document()->findBlockByNumber(line));
        cursor.setPosition(cursor.position() + column);
        cursor.insertText(text);
    }

    // As another program does, and as noticed by the vault.
    void changeOnDisk(const QByteArray &bytes) const
    {
        files.write(QStringLiteral("note.md"), bytes);
        vault->sweep();
    }

    // The same by another file that takes the place of this one, so that nobody sees it half written.
    void replaceOnDisk(const QByteArray &bytes) const
    {
        files.write(QStringLiteral(".new"), bytes);
        if (std::rename(qPrintable(files.absolute(QStringLiteral(".new"))),
                        qPrintable(files.absolute(QStringLiteral("note.md"))))
            != 0)
            qFatal("The note could not be replaced.");
        vault->sweep();
    }

    void removeFromDisk() const
    {
        files.remove(QStringLiteral("note.md"));
        vault->sweep();
    }

    QByteArray inSnapshot() const
    {
        const Snapshot &snapshot = vault->snapshot();
        const int file = snapshot.find(pathOf(u"note.md"));
        return file < 0 ? QByteArray() : snapshot.note(file).text;
    }

    TemporaryVault files;
    std::unique_ptr<Vault> vault;
    std::unique_ptr<EditorSession> session;
};

} // namespace tearsheet
