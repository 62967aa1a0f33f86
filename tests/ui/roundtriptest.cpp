// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/temporaryvault.h"
#include "ui/editor/noteeditor.h"
#include "ui/style/codehighlighter.h"

#include <QDirIterator>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>
#include <QTextCursor>

#include <memory>

using namespace Qt::StringLiterals;

namespace tearsheet {

namespace {

// Where each line of `bytes` begins, as editors count lines, and past the end.
QList<quint32> lineStarts(const QByteArray &bytes)
{
    const LineIndex index(bytes);
    QList<quint32> starts;
    for (int line = 0; line < index.lineCount(); ++line)
        starts.append(index.start(line));
    return starts << static_cast<quint32>(bytes.size());
}

// The bytes of line `number`, its line end included.
QByteArray lineOf(const QByteArray &bytes, const QList<quint32> &starts, int number)
{
    return ByteRange{starts.at(number), starts.at(number + 1)}.in(bytes).toByteArray();
}

} // namespace

/// What a note's editor leaves of its bytes: all that was not edited.
class RoundTripTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_files.write(u"other.md"_s, "Nothing\n"_ba);
        m_vault = std::make_unique<Vault>(m_files.root());
        m_vault->start();
    }

    void keepsBytes_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << ""_ba;
        QTest::newRow("line ends of Unix") << "a\nb\n"_ba;
        QTest::newRow("line ends of Windows") << "a\r\nb\r\n"_ba;
        QTest::newRow("line ends of old") << "a\rb\r"_ba;
        QTest::newRow("mixed line ends") << "a\r\nb\nc\rd\r\n\r\r\n\n"_ba;
        QTest::newRow("line ends only") << "\r\n\n\r\r\n"_ba;
        QTest::newRow("no line end at the end") << "a\nb"_ba;
        QTest::newRow("byte order mark") << "\uFEFFa\r\nb\r\n"_ba;
        QTest::newRow("byte order mark only") << "\uFEFF"_ba;
        QTest::newRow("byte order marks inside") << "\uFEFF\uFEFFa\n\uFEFFb\n"_ba;
        QTest::newRow("Unicode's line ends") << "a\u2028b\u2029c\u0085d\n"_ba;
        QTest::newRow("blanks of all kinds") << "a\u00A0b\u202Fc\u3000d\te\vf\f \n   \n"_ba;
        QTest::newRow("emoji and marks") << "\U0001F468\u200D\U0001F469 e\u0301 \u200B\uFFFC\uFFFD\n"_ba;
        QTest::newRow("not normalised") << "A\u030A \u212B \u00C5\n"_ba;
        QTest::newRow("control characters") << "a\x01\x1B[0m\x7F\n"_ba;
        QTest::newRow("front matter") << "---\r\ntags: [a]\r\n---\r\n\r\n# B\r\n"_ba;
        QTest::newRow("trailing blanks") << "a  \nb\t\n  \n"_ba;
        QTest::newRow("long line") << "word "_ba.repeated(20000) + "\nb\n"_ba;
        QTest::newRow("NUL") << QByteArray("a\0b\r\n", 5);
        QTest::newRow("invalid UTF-8") << "caf\xE9\r\n\xFF\xFE\n\xF0\x9F"_ba;
        QTest::newRow("noncharacters that end lines in Qt") << "a\uFDD0b\uFDD1c\n"_ba;
    }

    void keepsBytes()
    {
        QFETCH(const QByteArray, bytes);
        check(bytes);
    }

    void keepsBytesOfRealNotes()
    {
        const QString corpus = QStringLiteral(TEARSHEET_CORPUS) + u"/vault"_s;
        QDirIterator files(corpus, {u"*.md"_s}, QDir::Files, QDirIterator::Subdirectories);
        if (!files.hasNext())
            QSKIP("There is no vault in TEARSHEET_CORPUS.");
        int count = 0;
        for (; files.hasNext(); ++count) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            check(file.readAll());
            if (QTest::currentTestFailed())
                qFatal("%s", qPrintable(file.fileName()));
        }
        qInfo("%d notes", count);
    }

private:
    void check(const QByteArray &bytes)
    {
        m_files.write(u"note.md"_s, bytes);
        const NotePath path = NotePath::fromRelative(u"note.md").value();
        const Result<TextFile> file = m_vault->read(path);
        QVERIFY(file);
        {
            CodeHighlighter code;
            EditorSession session(m_vault.get(), path, *file, nullptr);
            NoteEditor editor(&session, &code);
            editor.resize(600, 400);
            editor.grab();   // Lays it out and paints it.
            QTest::qWait(1); // Parses and colours.
            QVERIFY(!editor.document()->isModified());
            QCOMPARE(session.mirror().bytes(), bytes);
            QCOMPARE(session.state() == EditorSession::State::Clean, file->isText);
            if (file->isText) {
                edit(session, editor, bytes);
                save(session, editor, bytes);
            }
        }
        QCOMPARE(m_files.read(u"note.md"_s), bytes);
    }

    // A letter more is in the file, and back again everything is as it was.
    void save(EditorSession &session, NoteEditor &editor, const QByteArray &bytes)
    {
        QTextCursor cursor(editor.document()->findBlockByNumber(editor.blockCount() / 2));
        cursor.movePosition(QTextCursor::EndOfBlock);
        editor.setTextCursor(cursor);
        QTest::keyClick(&editor, Qt::Key_X);
        QSignalSpy states(&session, &EditorSession::stateChanged);
        const auto isSaved = [&] {
            session.save();
            while (session.state() != EditorSession::State::Clean && states.wait(30'000)) {
            }
            return session.state() == EditorSession::State::Clean;
        };
        QVERIFY(isSaved());
        QCOMPARE(m_files.read(u"note.md"_s).size(), bytes.size() + 1);
        editor.undo();
        QCOMPARE(session.state(), EditorSession::State::Unsaved);
        QVERIFY(isSaved());
    }

    static void edit(EditorSession &session, NoteEditor &editor, const QByteArray &bytes)
    {
        const QList<quint32> starts = lineStarts(bytes);
        const int lines = editor.blockCount();
        for (const int line : {0, lines / 3, lines / 2, lines - 1}) {
            QTextCursor cursor(editor.document()->findBlockByNumber(line));
            cursor.movePosition(QTextCursor::EndOfBlock);
            editor.setTextCursor(cursor);
            QTest::keyClick(&editor, Qt::Key_X);
            QCOMPARE(session.state(), EditorSession::State::Unsaved);
            const QByteArray after = session.mirror().bytes();
            const QList<quint32> startsAfter = lineStarts(after);
            QCOMPARE(startsAfter.size(), starts.size());
            for (int other = 0; other < lines; ++other) {
                const QByteArray before = lineOf(bytes, starts, other);
                const QByteArray now = lineOf(after, startsAfter, other);
                if (other == line)
                    QCOMPARE(QByteArray(now).remove(now.lastIndexOf('x'), 1), before);
                else if (now != before)
                    QCOMPARE(now, before);
            }
            editor.undo();
            QCOMPARE(session.mirror().bytes(), bytes);
            QCOMPARE(session.state(), EditorSession::State::Clean);
        }
        // Everything gone and back again.
        editor.selectAll();
        editor.cut();
        QVERIFY(editor.document()->isEmpty());
        editor.undo();
        QCOMPARE(session.mirror().bytes(), bytes);
        QCOMPARE(session.state(), EditorSession::State::Clean);
    }

    TemporaryVault m_files;
    std::unique_ptr<Vault> m_vault;
};

} // namespace tearsheet

QTEST_MAIN(tearsheet::RoundTripTest)
#include "roundtriptest.moc"
