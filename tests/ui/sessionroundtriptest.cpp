// SPDX-License-Identifier: GPL-3.0-or-later
// Opening and closing a note changes no byte, and typing changes none but what was typed.
#include "tests/support/temporaryvault.h"
#include "ui/editor/noteeditor.h"
#include "ui/style/codehighlighter.h"

#include <QDirIterator>
#include <QTextBlock>
#include <QtTest>

using namespace tearsheet;
using namespace Qt::StringLiterals;

class SessionRoundTripTest : public QObject
{
    Q_OBJECT

private:
    // Opens the bytes as a note, types a character, takes it back; true if nothing but that character ever changed.
    static bool survives(Vault &vault, const QByteArray &bytes)
    {
        const TextFile file = TextFile::of(bytes);
        EditorSession session(&vault, *NotePath::fromRelative(u"A.md"), file, nullptr);
        CodeHighlighter code;
        NoteEditor editor(&session, &code);
        if (session.mirror().bytes() != bytes)
            return false;
        if (!file.isText)
            return session.state() == EditorSession::State::ReadOnly;
        if (session.state() != EditorSession::State::Clean)
            return false;
        const QTextBlock middle = session.document()->findBlockByNumber(session.document()->blockCount() / 2);
        QTextCursor cursor(middle);
        cursor.movePosition(QTextCursor::EndOfBlock);
        const quint32 offset = session.mirror().offset({middle.blockNumber(), middle.length() - 1});
        cursor.insertText(u"x"_s);
        QByteArray expected = bytes;
        expected.insert(offset, 'x');
        if (session.mirror().bytes() != expected || session.state() != EditorSession::State::Unsaved)
            return false;
        session.document()->undo();
        return session.mirror().bytes() == bytes && session.state() == EditorSession::State::Clean;
    }

private Q_SLOTS:
    void oddTexts_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no final line end") << QByteArray("a\nb");
        QTest::newRow("CRLF") << QByteArray("a\r\nb\r\n");
        QTest::newRow("mixed ends") << QByteArray("a\r\nb\nc\rd\n\r\n");
        QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF"
                                                       "a\nb\n");
        QTest::newRow("no-break spaces") << QByteArray("a\xC2\xA0"
                                                       "b\n\xC2\xA0\n");
        QTest::newRow("separators") << QByteArray("a\xE2\x80\xA8"
                                                  "b\xE2\x80\xA9"
                                                  "c\n");
        QTest::newRow("emoji and tabs") << QByteArray("\xF0\x9F\x94\x8B\t\xF0\x9F\x94\x8B\nx\n");
        QTest::newRow("NUL") << QByteArray("a\0b", 3);
        QTest::newRow("not UTF-8") << QByteArray("a\xFF"
                                                 "b\n");
    }

    void oddTexts()
    {
        QFETCH(const QByteArray, bytes);
        const TemporaryVault folder("//- A.md\n");
        Vault vault(folder.root());
        vault.start();
        QVERIFY(survives(vault, bytes));
    }

    void everyNoteOfARealVault()
    {
        const QString root = QStringLiteral(TEARSHEET_CORPUS "/vault");
        if (!QFile::exists(root))
            QSKIP("There is no real vault; set TEARSHEET_CORPUS to try one.");
        const TemporaryVault folder("//- A.md\n");
        Vault vault(folder.root());
        vault.start();
        QDirIterator files(root, {u"*.md"_s}, QDir::Files, QDirIterator::Subdirectories);
        int notes = 0;
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(survives(vault, file.readAll()), qPrintable(file.fileName()));
            ++notes;
        }
        QVERIFY(notes > 0);
    }
};

QTEST_MAIN(SessionRoundTripTest)
#include "sessionroundtriptest.moc"
